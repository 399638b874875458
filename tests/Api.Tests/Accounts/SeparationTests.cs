using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entries;
using WorkTracker.Api.Imports;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>P11: who reports or corrects an entry never approves it, through any door; and whose approval a kind wants.</summary>
public sealed class SeparationTests(RunningApi api) : IClassFixture<RunningApi>
{
    private static readonly Grant[] Everything = [.. Enum.GetValues<Role>().Where(role => role != Role.Auditor).Select(role => new Grant(role, Grant.Everywhere))];

    [Fact]
    public async Task P11_Whoever_reported_corrected_imported_or_withdrew_an_entry_does_not_approve_it()
    {
        var (one, other) = (await ActorAsync("one", Everything), await ActorAsync("other", Everything));
        var reported = await ReportAsync(one);
        await RefusedAsync(one, reported, 1);
        await DoneAsync(entries => entries.CorrectAsync(New(other), new(reported, 1, Draft(210), "更正")));
        await RefusedAsync(one, reported, 2);
        await RefusedAsync(other, reported, 2);
        await DoneAsync(entries => entries.ApproveAsync(New(Actor.Local), new(reported, 2)));
        await DoneAsync(entries => entries.WithdrawAsync(New(Actor.Local), new(reported, 3, "撤回")));
        await RefusedAsync(Actor.Local, reported, 4);
        var (file, _) = ImportFile.Read("讲座.csv", Encoding.UTF8.GetBytes("单位,专项行动,发生日,题目,受众,ref\n431002,lectures,2022-03-18,导入讲座,1,r1\n"));
        var import = New(one);
        (await api.Services.GetRequiredService<ImportCommands>().ImportAsync(import, "lecture-held", null, file!, TestContext.Current.CancellationToken)).ShouldBeOfType<Outcome.Done>();
        await RefusedAsync(one, ImportCommands.EntryId(import.Id, "r1", 2), 1);
    }

    [Fact]
    public async Task P11_The_command_line_is_a_named_operator_and_does_not_approve_its_own_either()
    {
        var reported = await ReportAsync(Actor.Local);
        await RefusedAsync(Actor.Local, reported, 1);
        (await api.GetAsync($"/api/entries/{reported}/history")).Json[0].GetProperty("by").GetString().ShouldBe("local");
    }

    [Fact]
    public async Task P11_What_was_allowed_a_moment_ago_and_is_not_any_more_is_refused_at_once()
    {
        var one = await ActorAsync("moment", [new(Role.Reporter, TestCatalog.County)]);
        await ReportAsync(one);
        await AccountsAsync(accounts => accounts.RevokeAsync(New(Actor.Local), new(one.Account!.Value, Role.Reporter, TestCatalog.County)));
        (await EntriesAsync(entries => entries.ReportAsync(New(one), new(TestCatalog.County, "lecture-held", Draft(1))))).ShouldBeOfType<Outcome.Refused>().Reason.Code.ShouldBe("not-allowed");
    }

    [Fact]
    public async Task A_county_s_reporter_reports_for_the_county_only_and_another_county_is_as_unknown_as_none()
    {
        using var http = TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, "countyman", [new(Role.Reporter, TestCatalog.County)]));
        (await SendAsync(http, TestCatalog.County)).ShouldContain("\"position\"");
        var (foreign, missing) = (await SendAsync(http, TestCatalog.OtherCounty), await SendAsync(http, "999999"));
        foreign.Replace(TestCatalog.OtherCounty, "999999", StringComparison.Ordinal).ShouldBe(missing);
        missing.ShouldContain("department-unknown");
    }

    [Fact]
    public async Task An_internal_kind_is_there_for_its_readers_only()
    {
        var put = await api.SendAsync(HttpMethod.Put, "/api/catalog", new StringContent("""
            kinds:
              - { code: visit-inside, name: 内部走访, readers: [reviewer, reporter], approval: own, fields: [{ code: who, name: 对象, type: party, sorts: [person] }, { code: n, name: 人数, type: whole }] }
            metrics:
              - { code: inside.visits, name: 内部走访, unit: 次, measure: count, of: [visit-inside] }
              - { code: inside.twice, name: 加倍, unit: 次, formula: inside.visits * 2 }
            """, Encoding.UTF8, "application/yaml"), null);
        put.Status.ShouldBe(200, put.Body);
        var entry = await api.PostAsync("/api/entries", new { kind = "visit-inside", department = TestCatalog.County, program = "lectures", occurredOn = "2022-05-05", fields = new { who = "示例某人", n = 1 } });
        entry.Status.ShouldBe(201, entry.Body);
        await api.SeenAsync();
        using var leader = TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, "outside", [new(Role.Leader, Grant.Everywhere)]));
        using var reviewer = TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, "inside", [new(Role.Reviewer, TestCatalog.County)]));
        foreach (var address in new[]
        {
            $"/api/entries/{entry.Id}", $"/api/totals?metrics=inside.visits&window=2022&department={TestCatalog.County}", $"/api/totals?metrics=inside.twice&window=2022&department={TestCatalog.County}",
            $"/api/totals/inside.visits/entries?window=2022&department={TestCatalog.County}", "/api/entries?kind=visit-inside",
        })
        {
            (await leader.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeFalse(address);
            (await reviewer.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken)).IsSuccessStatusCode.ShouldBeTrue(address);
        }

        foreach (var address in new[] { "/api/catalog", "/api/entries?limit=500", "/api/totals?window=2022", "/api/parties?q=示例某人" })
        {
            (await leader.GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken)).ShouldNotContain("inside", Case.Sensitive, address);
        }

        (await leader.GetStringAsync(new Uri("/api/parties?q=示例某人", UriKind.Relative), TestContext.Current.CancellationToken)).ShouldNotContain("示例某人");
        (await reviewer.GetStringAsync(new Uri("/api/catalog", UriKind.Relative), TestContext.Current.CancellationToken)).ShouldContain("visit-inside");
    }

    private static Domain.Entries.ContentDraft Draft(int audience) =>
        new("lectures", "2022-03-18", [], System.Collections.Immutable.ImmutableDictionary<string, System.Text.Json.JsonElement>.Empty
            .Add("title", System.Text.Json.JsonSerializer.SerializeToElement("讲座")).Add("audience", System.Text.Json.JsonSerializer.SerializeToElement(audience)));

    private static async Task<string> SendAsync(HttpClient http, string department)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/entries") { Content = System.Net.Http.Json.JsonContent.Create(Requests.Lecture(department: department)) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<Actor> ActorAsync(string name, Grant[] grants) => new(name, await TestAccounts.OpenAsync(api.Services, name, "Password-of-nobody-1", grants));

    private async Task<Guid> ReportAsync(Actor by)
    {
        var issued = New(by);
        (await EntriesAsync(entries => entries.ReportAsync(issued, new(TestCatalog.County, "lecture-held", Draft(200))))).ShouldBeOfType<Outcome.Done>();
        return issued.Id;
    }

    private async Task RefusedAsync(Actor by, Guid entry, long version) =>
        (await EntriesAsync(entries => entries.ApproveAsync(New(by), new(entry, version)))).ShouldBeOfType<Outcome.Refused>().Reason.Code.ShouldBe("own-entry");

    private async Task DoneAsync(Func<EntryCommands, Task<Outcome>> run) => (await EntriesAsync(run)).ShouldBeOfType<Outcome.Done>();

    private Task<Outcome> EntriesAsync(Func<EntryCommands, Task<Outcome>> run) => run(api.Services.GetRequiredService<EntryCommands>());

    private async Task AccountsAsync(Func<Api.Accounts.AccountCommands, Task<Outcome>> run)
    {
        await using var scope = api.Services.CreateAsyncScope();
        (await run(scope.ServiceProvider.GetRequiredService<Api.Accounts.AccountCommands>())).ShouldBeOfType<Outcome.Done>();
    }

    private static Issued New(Actor by) => Issued.Of(Guid.NewGuid(), "", by);
}
