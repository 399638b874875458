using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entries;
using WorkTracker.Api.Imports;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>
/// P11: whatever users do, in any order, two at once, over HTTP, by tokens, files and the command line, nothing counts as approved that one of its authors approved,
/// or whom the kind does not ask. Told by SQL from the raw events, which knows nothing of rights. WORKTRACKER_SEED sets the seed.
/// </summary>
public sealed class DutiesTests(RunningApi api, ITestOutputHelper output) : IClassFixture<RunningApi>
{
    /// <summary>So many at least; and on, to the most, until something of every kind was approved: chance may leave one with users who can approve little.</summary>
    private const int Rounds = 220;
    private const int MostRounds = 3000;

    private static readonly string[] Kinds = ["duty-above", "duty-own", "duty-both"];
    private static readonly string[] Places = [TestCatalog.County, TestCatalog.OtherCounty, TestCatalog.City, Grant.Everywhere];

    [Fact]
    public async Task P11_Nothing_is_approved_by_its_authors_or_by_another_level_than_its_kind_asks()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("WORKTRACKER_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount & 0xffffff;
        output.WriteLine($"WORKTRACKER_SEED={seed}");
        var random = new Random(seed);
        var put = await api.SendAsync(HttpMethod.Put, "/api/catalog", new StringContent("kinds:\n" + string.Concat(Kinds.Select(kind =>
            $"  - {{ code: {kind}, name: {kind}, approval: {kind[5..]}, fields: [{{ code: title, name: 题目, type: text, max-length: 100 }}] }}\n")), Encoding.UTF8, "application/yaml"), null);
        put.Status.ShouldBe(200, put.Body);
        var users = await UsersAsync(random);
        var entries = new List<Guid>();
        for (var round = 0; round < Rounds || (round < MostRounds && await LeastApprovedAsync() < 2); round++)
        {
            // Two at once, often at the same entry.
            var target = entries.Count == 0 ? Guid.Empty : entries[random.Next(Math.Max(0, entries.Count - 15), entries.Count)];
            var acts = Enumerable.Range(0, 2).Select(_ => ActAsync(random.Next(10), users[random.Next(users.Count)], target, random.Next())).ToList();
            entries.AddRange((await Task.WhenAll(acts)).OfType<Guid>());
        }

        await CheckAsync(users, seed);
        (await LeastApprovedAsync()).ShouldBeGreaterThan(1, $"too little happened: WORKTRACKER_SEED={seed}");
    }

    /// <summary>How many approvals the kind has that has the fewest.</summary>
    private async Task<long> LeastApprovedAsync()
    {
        var approved = new List<long>();
        foreach (var kind in Kinds)
        {
            approved.Add(await api.CountAsync($"wt.mt_events a join wt.mt_events r on r.stream_id = a.stream_id and r.version = 1 where a.type = 'entry_approved' and r.data ->> 'kind' = '{kind}'"));
        }

        return approved.Min();
    }

    private sealed record User(string Name, IReadOnlyList<Grant> Grants, HttpClient? Http, Scope Scope);

    /// <summary>Random ones, some that have every role, with tokens of less; and whoever runs the program.</summary>
    private async Task<List<User>> UsersAsync(Random random)
    {
        var users = new List<User> { new(Actor.Local.Name, [new(Role.Reviewer, Grant.Everywhere)], null, Scope.All) };
        for (var at = 0; at < 9; at++)
        {
            var scope = at < 6 ? Scope.All : at == 6 ? Scope.Report : at == 7 ? Scope.Read : Scope.All;
            Grant[] grants = at >= 6
                ? [new(Role.Reporter, Grant.Everywhere), new(Role.Reviewer, Grant.Everywhere)]
                : [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new Grant(random.Next(2) == 0 ? Role.Reporter : Role.Reviewer, Places[random.Next(Places.Length)])).Distinct()];
            users.Add(new($"duty{at}", grants, TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, $"duty{at}", grants, scope)), scope));
        }

        return users;
    }

    /// <summary>The entry that came of it, if one did.</summary>
    private async Task<Guid?> ActAsync(int act, User user, Guid entry, int salt)
    {
        var (kind, department) = (Kinds[salt % 3], Places[salt / 3 % 3]);
        var version = await api.CountAsync($"wt.mt_events where stream_id = '{entry}'");
        switch (act)
        {
            case 0:
                return await SendAsync(user, "/api/entries", new { kind, department, program = "lectures", occurredOn = "2022-03-18", fields = new { title = $"{salt}" } });
            case 1:
                await SendAsync(user, $"/api/entries/{entry}/corrections", new { version, reason = "更正", program = "lectures", occurredOn = "2022-03-18", fields = new { title = $"{salt}" } });
                return null;
            case 2:
                await SendAsync(user, $"/api/entries/{entry}/{(salt % 4 == 0 ? "withdrawal" : "approval")}", salt % 4 == 0 ? new { version, reason = "撤回" } : new { version });
                return null;
            case 3:
                await SendAsync(user, $"/api/entries/{entry}/{(salt % 3 == 0 ? "return" : "approval")}", salt % 3 == 0 ? new { version, comment = "退回" } : new { version });
                return null;
            case 4:
                return await ImportAsync(user, kind, department, salt);
            default:
                await SendAsync(user, $"/api/entries/{entry}/approval", new { version });
                return null;
        }
    }

    private async Task<Guid?> SendAsync(User user, string address, object body)
    {
        if (user.Http is null)
        {
            return await LocallyAsync(address, body);
        }

        var key = Guid.NewGuid();
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body), Headers = { { CommandId.Header, $"{key}" } } };
        using var answer = await user.Http.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)answer.StatusCode).ShouldBeLessThan(500);
        return answer.IsSuccessStatusCode ? key : null;
    }

    /// <summary>As the command line's actor.</summary>
    private async Task<Guid?> LocallyAsync(string address, object body)
    {
        var commands = api.Services.GetRequiredService<EntryCommands>();
        var issued = Issued.Of(Guid.NewGuid(), "", Actor.Local);
        var json = System.Text.Json.JsonSerializer.SerializeToElement(body);
        var draft = json.TryGetProperty("fields", out var fields)
            ? new Domain.Entries.ContentDraft("lectures", "2022-03-18", [], System.Collections.Immutable.ImmutableDictionary<string, System.Text.Json.JsonElement>.Empty.Add("title", fields.GetProperty("title"))) : null;
        var version = json.TryGetProperty("version", out var seen) ? seen.GetInt64() : 0;
        var parts = address.Split('/');
        var outcome = parts[^1] switch
        {
            "entries" => await commands.ReportAsync(issued, new(json.GetProperty("department").GetString()!, json.GetProperty("kind").GetString()!, draft!)),
            "corrections" => await commands.CorrectAsync(issued, new(Guid.Parse(parts[3]), version, draft!, "更正")),
            "withdrawal" => await commands.WithdrawAsync(issued, new(Guid.Parse(parts[3]), version, "撤回")),
            "return" => await commands.ReturnAsync(issued, new(Guid.Parse(parts[3]), version, "退回")),
            _ => await commands.ApproveAsync(issued, new(Guid.Parse(parts[3]), version)),
        };
        return outcome is Outcome.Done ? issued.Id : null;
    }

    private async Task<Guid?> ImportAsync(User user, string kind, string department, int salt)
    {
        var (key, csv) = (Guid.NewGuid(), $"单位,专项行动,发生日,题目,ref\n{department},lectures,2022-03-18,{salt},r\n");
        if (user.Http is null)
        {
            var (file, _) = ImportFile.Read("a.csv", Encoding.UTF8.GetBytes(csv));
            return await api.Services.GetRequiredService<ImportCommands>().ImportAsync(Issued.Of(key, csv, Actor.Local), kind, null, file!) is Outcome.Done ? ImportCommands.EntryId(key, "r", 2) : null;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/imports?kind={kind}") { Content = new StringContent(csv, Encoding.UTF8, "text/csv"), Headers = { { CommandId.Header, $"{key}" } } };
        using var answer = await user.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode ? ImportCommands.EntryId(key, "r", 2) : null;
    }

    private async Task CheckAsync(List<User> users, int seed)
    {
        var reviewers = string.Join(',', users.Where(user => user.Scope == Scope.All).SelectMany(user => user.Grants.Where(grant => grant.Role == Role.Reviewer).Select(grant => $"('{user.Name}', '{grant.Department}')")).Append("('nobody', '')"));
        var reporters = string.Join(',', users.Where(user => user.Scope != Scope.Read).SelectMany(user => user.Grants.Where(grant => grant.Role == Role.Reporter).Select(grant => $"('{user.Name}', '{grant.Department}')")).Append("('local', '*')"));
        await using var command = api.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(DutiesSql.Broken.Replace("@reviewers", reviewers, StringComparison.Ordinal).Replace("@reporters", reporters, StringComparison.Ordinal));
        var broken = new List<string>();
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            broken.Add($"{row.GetString(0)}: {row.GetGuid(1)} version {row.GetInt64(2)} by {row.GetString(3)}");
        }

        broken.ShouldBeEmpty($"WORKTRACKER_SEED={seed}");
    }
}
