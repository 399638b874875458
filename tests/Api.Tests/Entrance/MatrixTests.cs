using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Routing;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Entrance;

/// <summary>
/// P11, every route of the program × everybody who might call it × what it is about, each with the status in <see cref="MatrixTable"/>. What may be done is really done.
/// </summary>
public sealed class MatrixTests(MatrixObjects things) : IClassFixture<MatrixObjects>
{
    internal const string Password = "Kestrel-92-Otter";

    private static readonly Role[] EachRole = Enum.GetValues<Role>();

    [Fact]
    public async Task P11_Every_route_answers_everybody_as_the_table_says()
    {
        var routes = RouteRuleTests.Routes(things.Services).ToDictionary(RouteRuleTests.Named);
        var table = MatrixTable.Lines.ToLookup(line => line.Route);
        routes.Keys.Where(name => !table.Contains(name)).ShouldBeEmpty("routes without a line in the table");
        table.Select(lines => lines.Key).Where(name => !routes.ContainsKey(name)).ShouldBeEmpty("lines about no route");

        var (here, there) = (await CallersAsync(TestCatalog.County), await OthersAsync());
        var (pagesHere, pagesThere) = (
            new Dictionary<string, HttpClient> { ["adm"] = await PageAsync($"the-{Role.Administrator}"), ["ADM"] = await PageAsync("root-administrator") },
            new Dictionary<string, HttpClient> { ["adm"] = await PageAsync($"other-{Role.Administrator}") });
        things.Importer = here["rep"];
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(table, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (lines, _) =>
        {
            foreach (var line in lines)
            {
                var found = new List<string>();
                foreach (var caller in MatrixTable.Callers)
                {
                    found.Add(caller == "page" && line[caller] == "-" ? "-" : await StatusAsync(line, line.Place, In(pagesHere, line.Route, caller) ?? here.GetValueOrDefault(caller), line[caller]));
                }

                if (!found.SequenceEqual(line.Statuses))
                {
                    wrong.Add($"{line.Route}\n    is  {MatrixTable.Written(line.Place, found)}\n    not {MatrixTable.Written(line.Place, line.Statuses)}");
                }
            }

            // Who has the role elsewhere stands to what is here as one who has it here to what is elsewhere.
            if (lines.FirstOrDefault(line => line.Place == "foreign") is { } foreign)
            {
                foreach (var (caller, http) in there)
                {
                    var found = await StatusAsync(foreign, "own", In(pagesThere, foreign.Route, caller) ?? http, foreign[caller]);
                    if (found != foreign[caller])
                    {
                        wrong.Add($"{foreign.Route}: {caller} of another county at what is here: {found} not {foreign[caller]}");
                    }
                }
            }
        });
        wrong.Order(StringComparer.Ordinal).ShouldBeEmpty();
    }

    /// <summary>No token manages users: for that, administrators are in a page.</summary>
    private static HttpClient? In(Dictionary<string, HttpClient> pages, string route, string caller) =>
        route.Contains("/api/users", StringComparison.Ordinal) ? pages.GetValueOrDefault(caller) : null;

    private Task<HttpClient> PageAsync(string name) => TestAccounts.PageAsync(things.Http.BaseAddress!, name);

    private async Task<string> StatusAsync(MatrixTable.Line line, string place, HttpClient? caller, string expected)
    {
        if (line.Route.Split(' ')[0].Length == 0 || line.Place == "anyone")
        {
            return await AnyoneAsync(line);
        }

        using var request = MatrixRequests.WithKey(await MatrixRequests.OfAsync(line.Route, place, things));
        using var browser = caller is null ? new Browser(things.Http.BaseAddress!) : null;
        if (browser is not null)
        {
            var name = $"page{Guid.NewGuid():N}"[..20];
            await TestAccounts.OpenAsync(things.Services, name, Password, new Grant(Role.Reporter, TestCatalog.County));
            (await browser.SignInAsync(name, Password)).Status.ShouldBe(200);
            request.Headers.Add(AccountsSetup.AntiforgeryHeader, browser.Antiforgery);
            caller = browser.Page();
        }

        var status = await SendAsync(caller!, request, isSlow: line.Route.EndsWith("/pdf", StringComparison.Ordinal) && expected == "200");
        if (status is "200" or "201" or "204" && !line.Route.StartsWith("GET ", StringComparison.Ordinal))
        {
            things.UseUp(line.Route, place);
        }

        return status;
    }

    /// <summary>LibreOffice takes seconds: where it has begun, the caller was let in.</summary>
    private static async Task<string> SendAsync(HttpClient caller, HttpRequestMessage request, bool isSlow)
    {
        using var limit = new CancellationTokenSource();
        if (isSlow)
        {
            limit.CancelAfter(TimeSpan.FromMilliseconds(500));
        }

        try
        {
            using var answer = await caller.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return isSlow && (int)answer.StatusCode == 503 ? "200" : ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (OperationCanceledException) when (isSlow)
        {
            return "200";
        }
    }

    private async Task<string> AnyoneAsync(MatrixTable.Line line)
    {
        var parts = line.Route.Split(' ');
        var address = parts[1].Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("/{documentName?}", "/v1", StringComparison.Ordinal);
        using var nobody = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = things.Http.BaseAddress };
        using var request = new HttpRequestMessage(new(parts[0].Split(',')[0] is { Length: > 0 } method ? method : "GET"), address);
        using var answer = await nobody.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>By the names of the table's columns; null is a browser, signed in anew each time.</summary>
    private async Task<Dictionary<string, HttpClient>> CallersAsync(string county)
    {
        Grant[] allRoles = [.. EachRole.Where(role => role != Role.Auditor).Select(role => new Grant(role, county))];
        var callers = new Dictionary<string, HttpClient> { ["nobody"] = new() { BaseAddress = things.Http.BaseAddress }, ["none"] = await ClientAsync("none"), ["off"] = await ClientAsync("off", allRoles) };
        var off = (await things.GetAsync("/api/users")).Json.EnumerateArray().Single(user => user.GetProperty("name").GetString() == "off").GetProperty("id").GetGuid();
        (await things.PostAsync($"/api/users/{off}/disabling", new { })).Status.ShouldBe(200);
        foreach (var role in EachRole)
        {
            callers[MatrixTable.NameOf(role)] = await ClientAsync($"the-{role}", new Grant(role, county));
        }

        callers["ADM"] = await ClientAsync("root-administrator", new Grant(Role.Administrator, Grant.Everywhere));
        callers["AUD"] = await ClientAsync("root-auditor", new Grant(Role.Auditor, TestCatalog.City));
        callers["t:read"] = TestAccounts.Client(things.Http.BaseAddress!, await TestAccounts.TokenAsync(things.Services, "reading", allRoles, Scope.Read));
        callers["t:rep"] = TestAccounts.Client(things.Http.BaseAddress!, await TestAccounts.TokenAsync(things.Services, "reporting", allRoles, Scope.Report));
        return callers;
    }

    private async Task<List<(string Caller, HttpClient Http)>> OthersAsync()
    {
        var others = new List<(string, HttpClient)>();
        foreach (var role in EachRole)
        {
            others.Add((MatrixTable.NameOf(role), await ClientAsync($"other-{role}", new Grant(role, TestCatalog.OtherCounty))));
        }

        return others;
    }

    private async Task<HttpClient> ClientAsync(string name, params Grant[] grants) => TestAccounts.Client(things.Http.BaseAddress!, await TestAccounts.TokenAsync(things.Services, name, grants));
}
