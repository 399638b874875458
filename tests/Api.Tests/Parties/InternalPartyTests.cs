using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Tests.Parties;

/// <summary>P11: persons whom internal kinds alone have named are for the readers of those kinds, though public kinds name persons too.</summary>
public sealed class InternalPartyTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Fact]
    public async Task P11_Whom_internal_kinds_alone_have_named_is_listed_to_their_readers_though_something_else_names_somebody_of_that_name()
    {
        await DefineAsync();
        using var leader = await UserAsync("outsider", Role.Leader);
        using var reviewer = await UserAsync("insider", Role.Reviewer);
        var (one, imported) = ("示例机密甲", "示例机密乙");
        (await ReportAsync("talk-inside", one)).Status.ShouldBe(201);
        (await api.ImportAsync("talk-inside", $"单位,专项行动,发生日,对象\n{TestCatalog.County},lectures,2022-03-18,{imported}\n")).Status.ShouldBe(201);

        foreach (var name in new[] { one, imported })
        {
            (await FoundAsync(leader, name)).ShouldBeEmpty();
            var id = (await FoundAsync(reviewer, name)).ShouldHaveSingleItem();
            ((int)(await GetAsync(leader, $"/api/parties/{id}")).StatusCode, (int)(await GetAsync(reviewer, $"/api/parties/{id}")).StatusCode).ShouldBe((404, 200));
        }

        var inside = (await FoundAsync(reviewer, one)).Single();
        (await ReportAsync("talk-open", one)).Status.ShouldBe(201);
        var outside = (await FoundAsync(leader, one)).ShouldHaveSingleItem();
        outside.ShouldBe(PartyName.IdOf("person", one), "as if nobody had named them before");
        (await FoundAsync(reviewer, one)).ShouldBe([inside, outside], ignoreOrder: true);
        (await ReportAsync("talk-inside", one)).Status.ShouldBe(201);
        (await api.CountAsync($"wt.party where name = '{one}'")).ShouldBe(2, "an internal kind goes on naming the one that it named");
        (await FoundAsync(leader, imported)).ShouldBeEmpty();
    }

    [Fact]
    public async Task P11_Who_was_known_to_all_stays_known_when_an_internal_kind_names_them_too()
    {
        await DefineAsync();
        using var leader = await UserAsync("bystander", Role.Leader);
        (await ReportAsync("talk-open", "示例公开人")).Status.ShouldBe(201);
        (await ReportAsync("talk-inside", "示例公开人")).Status.ShouldBe(201);
        (await FoundAsync(leader, "示例公开人")).ShouldHaveSingleItem();
    }

    private async Task DefineAsync()
    {
        var put = await api.SendAsync(HttpMethod.Put, "/api/catalog", new StringContent("""
            kinds:
              - { code: talk-inside, name: 内部谈话, readers: [reporter, reviewer], fields: [{ code: who, name: 对象, type: party, sorts: [person] }] }
              - { code: talk-open, name: 谈话, fields: [{ code: who, name: 对象, type: party, sorts: [person] }] }
            """, Encoding.UTF8, "application/yaml"), null);
        put.Status.ShouldBe(200, put.Body);
    }

    private Task<Answer> ReportAsync(string kind, string who) =>
        api.PostAsync("/api/entries", new { kind, department = TestCatalog.County, program = "lectures", occurredOn = "2022-03-18", fields = new { who } });

    private async Task<HttpClient> UserAsync(string name, Role role) =>
        TestAccounts.Client(api.Http.BaseAddress!, await TestAccounts.TokenAsync(api.Services, name, [new(role, TestCatalog.County)]));

    private static Task<HttpResponseMessage> GetAsync(HttpClient http, string address) => http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

    private static async Task<List<Guid>> FoundAsync(HttpClient http, string name)
    {
        var answer = await http.GetFromJsonAsync<JsonElement>($"/api/parties?sort=person&q={name}", TestContext.Current.CancellationToken);
        return [.. answer.GetProperty("parties").EnumerateArray().Select(party => party.GetProperty("id").GetGuid())];
    }
}
