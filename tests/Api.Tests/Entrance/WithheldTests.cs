using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Entrance;

/// <summary>Whoever tries names shows in the audit log by those that are there and not theirs; who mistypes does not, and neither learns from the answer.</summary>
public sealed class WithheldTests(ClockedApi api) : IClassFixture<ClockedApi>
{
    [Fact]
    public async Task Who_asks_for_what_is_there_and_not_theirs_is_told_and_who_mistypes_is_not()
    {
        using var user = await UserAsync("curious");
        foreach (var department in new[] { "999999", TestCatalog.OtherCounty })
        {
            await AskAsync(user, HttpMethod.Get, $"/api/totals?metrics=lectures.audience&window=2022&department={department}");
            await AskAsync(user, HttpMethod.Get, $"/api/totals/breakdown?metrics=lectures.audience&window=2022&by=month&department={department}");
            await AskAsync(user, HttpMethod.Get, $"/api/entries?department={department}");
            await AskAsync(user, HttpMethod.Post, "/api/entries", Lecture(department));
        }

        await LinesAsync("curious", 4);
        (await api.CountAsync($"{Of("curious")} and detail->'withheld' = '[\"{TestCatalog.OtherCounty}\"]'")).ShouldBe(4);
    }

    [Fact]
    public async Task Internal_kinds_and_what_counts_them_are_told_and_ones_own_mistyped_are_not()
    {
        (await api.SendAsync(HttpMethod.Put, "/api/catalog", new StringContent("""
            kinds:
              - { code: withheld-inside, name: 内部走访, readers: [reviewer], fields: [{ code: title, name: 题目, type: text, max-length: 100 }] }
            metrics:
              - { code: withheld.count, name: 走访次数, unit: 次, decimals: 0, measure: count, of: [withheld-inside] }
            """), null)).Status.ShouldBe(200);
        using var user = await UserAsync("prying");
        foreach (var metric in new[] { "lectures.audience@99", "withheld.count@7", "withheld.cuont", "withheld.count@" + new string('0', 500) + "1" })
        {
            await AskAsync(user, HttpMethod.Get, $"/api/totals?window=2022&department={TestCatalog.County}&metrics={metric}");
        }

        await AskAsync(user, HttpMethod.Get, "/api/entries?kind=withheld-inside");
        await LinesAsync("prying", 2);
        (await api.CountAsync($"{Of("prying")} and detail->>'path' = '/api/totals' and detail->'withheld' = '[\"withheld.count\"]'")).ShouldBe(1, "as it is kept, not as it was typed");
        (await api.CountAsync($"{Of("prying")} and detail->'withheld' = '[\"withheld-inside\"]'")).ShouldBe(1);
    }

    [Fact]
    public async Task Trying_one_name_after_the_other_fills_no_log_and_every_name_is_told()
    {
        using var user = await UserAsync("persistent");
        foreach (var department in Enumerable.Repeat(new[] { TestCatalog.OtherCounty, TestCatalog.City, "431000-office" }, 10).SelectMany(all => all))
        {
            await AskAsync(user, HttpMethod.Get, $"/api/entries?department={department}");
        }

        // The first may have been written after others had come: they are told with it.
        await LinesAsync("persistent", 1);
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        await LinesAsync("persistent", 2);
        (await api.CountAsync($"(select sum((detail->>'times')::int) as times from {Of("persistent")}) told where times = 30")).ShouldBe(1);
        (await api.CountAsync($"(select distinct name from accounts.audit, jsonb_array_elements_text(detail->'withheld') name where what = 'refused' and who = 'persistent') names")).ShouldBe(3);
    }

    [Fact]
    public async Task P11_The_answer_does_not_wait_for_the_log_or_its_time_would_tell_what_is_there()
    {
        using var user = await UserAsync("measuring");
        await using var database = new NpgsqlConnection(api.ConnectionString);
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using (var held = await database.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var hold = new NpgsqlCommand("lock table accounts.audit in exclusive mode", database);
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await AskAsync(user, HttpMethod.Get, $"/api/entries?department={TestCatalog.OtherCounty}").WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
            (await api.CountAsync(Of("measuring"))).ShouldBe(0);
        }

        await LinesAsync("measuring", 1);
    }

    private static string Of(string who) => $"accounts.audit where what = 'refused' and who = '{who}'";

    private async Task<HttpClient> UserAsync(string name)
    {
        var user = TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, name, [new(Role.Reporter, TestCatalog.County), new(Role.Leader, TestCatalog.County)]));
        // The token's first use is told by itself.
        (await user.GetAsync(new Uri("/api/entries", UriKind.Relative), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        return user;
    }

    private static JsonContent Lecture(string department)
    {
        var lecture = JsonNode.Parse(JsonSerializer.Serialize(Requests.Lecture("2022-03-01")))!;
        lecture["department"] = department;
        return JsonContent.Create(lecture);
    }

    private static async Task AskAsync(HttpClient user, HttpMethod method, string address, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content, Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } } };
        using var answer = await user.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBe(400, address);
    }

    private async Task LinesAsync(string who, int lines)
    {
        for (var waited = 0; waited < 200 && await api.CountAsync(Of(who)) < lines; waited++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        (await api.CountAsync(Of(who))).ShouldBe(lines);
    }
}
