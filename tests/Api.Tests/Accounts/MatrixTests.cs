using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>
/// P11, every route of the program × nobody and each role in one county × that county's entry, another county's, and none: what may be done is
/// done, what may not is 403, and another county's entry answers as a missing one does.
/// </summary>
public sealed class MatrixTests(RunningApi api) : IClassFixture<RunningApi>
{
    private const string Missing = "99999999-9999-4999-8999-999999999999";

    /// <summary>What a role of one county is let through to; all else under /api is 403.</summary>
    private static readonly Dictionary<Role, string[]> Allowed = new()
    {
        [Role.Reporter] = ["POST /api/entries", "POST /api/entries/{id}/corrections", "POST /api/entries/{id}/withdrawal", "POST /api/imports", "POST /api/parties"],
        [Role.Reviewer] = ["POST /api/entries/{id}/approval", "POST /api/entries/{id}/return"],
        [Role.Leader] = [],
        [Role.Writer] = ["POST /api/reports", "POST /api/reports/{id}/freeze", "POST /api/reports/{id}/supersession", "POST /api/reports/refresh", "POST /api/templates/check"],
        [Role.Administrator] =
        [
            "POST /api/parties", "POST /api/templates/check", "GET /api/users", "POST /api/users", "POST /api/users/{id}/roles", "POST /api/users/{id}/revocations", "POST /api/users/{id}/disabling",
            "POST /api/users/{id}/enabling", "POST /api/users/{id}/password", "DELETE /api/users/{id}/sessions", "GET /api/users/{id}/tokens", "DELETE /api/users/{id}/tokens/{token}",
            "POST /api/users/{id}/unlocking", "POST /api/users/imports",
        ],
        [Role.Auditor] = [],
    };

    [Fact]
    public async Task P11_Nobody_gets_anything_but_401()
    {
        using var nobody = new HttpClient { BaseAddress = api.Http.BaseAddress };
        foreach (var route in Guarded())
        {
            using var request = Request(route, Missing, "none");
            using var answer = await nobody.SendAsync(request, TestContext.Current.CancellationToken);
            ((int)answer.StatusCode).ShouldBe(401, RouteRuleTests.Named(route));
            answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        }
    }

    [Theory]
    [InlineData(Role.Reporter)]
    [InlineData(Role.Reviewer)]
    [InlineData(Role.Leader)]
    [InlineData(Role.Writer)]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Auditor)]
    public async Task P11_A_role_does_what_it_may_on_its_own_county_and_sees_nothing_of_another(Role role)
    {
        var (own, foreign) = (await EntryAsync(TestCatalog.County), await EntryAsync(TestCatalog.OtherCounty));
        var token = await TestAccounts.TokenAsync(api.Services, $"the-{role}", [new(role, TestCatalog.County)]);
        using var user = role == Role.Administrator ? await TestAccounts.PageAsync(api.Http.BaseAddress!, $"the-{role}") : TestAccounts.Client(api.Http.BaseAddress!, token);
        foreach (var route in Guarded().Where(route => route.Metadata.GetMetadata<RouteRule>()!.Who == Audience.WithRight))
        {
            var name = RouteRuleTests.Named(route);
            var isRead = name.StartsWith("GET /api/reports", StringComparison.Ordinal) ? role is not (Role.Reporter or Role.Reviewer)
                : name.StartsWith("GET ", StringComparison.Ordinal) && !name.StartsWith("GET /api/users", StringComparison.Ordinal) && !name.StartsWith("GET /api/audit", StringComparison.Ordinal);
            var let = isRead || Allowed[role].Contains(name);
            var statuses = new[] { await StatusAsync(user, route, own, TestCatalog.County), await StatusAsync(user, route, foreign, TestCatalog.OtherCounty), await StatusAsync(user, route, Missing, "none") };
            if (!let)
            {
                statuses.ShouldAllBe(status => status == 403, name);
                continue;
            }

            statuses.ShouldAllBe(status => status != 401 && status != 500, name);
            statuses[1].ShouldBe(statuses[2], $"{name}: another county's must answer as a missing one");
            if (name.Contains("/entries/{id}", StringComparison.Ordinal))
            {
                statuses[1].ShouldBe(404, name);
                statuses[0].ShouldNotBe(404, name);
            }
        }
    }

    private IEnumerable<RouteEndpoint> Guarded() =>
        RouteRuleTests.Routes(api.Services).Where(route => route.Metadata.GetMetadata<RouteRule>()!.Who is not (Audience.Anyone or Audience.Operators));

    private async Task<string> EntryAsync(string department) => (await api.PostAsync("/api/entries", Requests.Lecture(department: department))).Id.ToString();

    private static async Task<int> StatusAsync(HttpClient user, RouteEndpoint route, string id, string department)
    {
        using var request = Request(route, id, department);
        using var answer = await user.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    private static HttpRequestMessage Request(RouteEndpoint route, string id, string department)
    {
        var name = RouteRuleTests.Named(route).Split(' ');
        var address = name[1].Replace("{id}", id, StringComparison.Ordinal).Replace("{metric}", "lectures.sessions", StringComparison.Ordinal)
            .Replace("{code}", department, StringComparison.Ordinal);
        var query = name[1].Contains("totals", StringComparison.Ordinal) || name[1] == "/api/entries" && name[0] == "GET" ? $"?window=2022&metrics=lectures.sessions&by=month&department={department}" : "";
        return new(new(name[0]), address + query)
        {
            Headers = { { CommandId.Header, Guid.NewGuid().ToString() } },
            Content = name[0] is "GET" or "DELETE" ? null : new StringContent(JsonSerializer.Serialize(new { version = 77 }), Encoding.UTF8, "application/json"),
        };
    }
}
