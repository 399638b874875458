using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Tests.Parties;

/// <summary>P11: who does not see what only internal kinds have named learns nothing of it by naming it.</summary>
public sealed class GuessedPartyTests(RunningApi api) : IClassFixture<RunningApi>
{
    [Theory]
    [InlineData(1, "by-code", "示例随便甲", true)]
    [InlineData(2, "by-name", "示例机密 乙公司", null)]
    [InlineData(3, "by-both", "示例机密丙公司", true)]
    [InlineData(4, "by-name-and-another-code", "示例机密丁公司", false)]
    public async Task P11_Registering_and_reporting_answer_as_for_what_nobody_has_named(int number, string how, string typed, bool? rightCode)
    {
        await InternalKinds.DefineAsync(api);
        var known = InternalKinds.Code(number);
        await InternalKinds.VisitAsync(api, how == "by-code" ? "示例机密甲公司" : typed.Replace(" ", "", StringComparison.Ordinal), known);
        var code = rightCode is { } right ? right ? known : InternalKinds.Code(50) : null;
        using var reporter = await InternalKinds.UserAsync(api, $"guesser-{how}", Role.Reporter);

        var (status, registered) = await PostAsync(reporter, "/api/parties", new { sort = "enterprise", name = typed, creditCode = code });
        status.ShouldBe(201, registered.ToString());
        (registered.GetProperty("id").GetGuid(), registered.GetProperty("version").GetInt64()).ShouldBe((PartyName.IdOf("enterprise", typed), 1));
        (await api.CountAsync($"wt.mt_events where type = 'party_registered' and seq_id = {registered.GetProperty("position")} and stream_id = '{registered.GetProperty("id")}'")).ShouldBe(1, "an event says who did it");

        (await PostAsync(reporter, "/api/entries", Requests.Joined(new { name = typed, creditCode = code }))).Status.ShouldBe(201);
        foreach (var asked in new[] { typed, code ?? typed })
        {
            var listed = (await ListAsync(reporter, asked)).ShouldHaveSingleItem();
            (listed.GetProperty("name").GetString(), listed.TryGetProperty("creditCode", out var told) ? told.GetString() : null).ShouldBe((typed, code));
        }

        (await ListAsync(reporter, "示例机密甲公司")).ShouldBeEmpty();
        (await ListAsync(reporter, known)).Count.ShouldBe(rightCode == true ? 1 : 0);
    }

    [Fact]
    public async Task P11_A_party_can_be_called_and_coded_as_one_that_is_not_to_be_seen()
    {
        await InternalKinds.DefineAsync(api);
        var code = InternalKinds.Code(31);
        await InternalKinds.VisitAsync(api, "示例暗访企业", code);
        var open = await api.PostAsync("/api/parties", new { sort = "enterprise", name = "示例明访企业" });
        (await api.PostAsync($"/api/parties/{open.Id}/name", new { version = 1, name = "示例暗访企业" })).Status.ShouldBe(200);
        (await api.PostAsync($"/api/parties/{open.Id}/credit-code", new { version = 2, creditCode = code })).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_events_tell_which_parties_are_internal_and_what_their_codes_are()
    {
        await InternalKinds.DefineAsync(api);
        await InternalKinds.VisitAsync(api, "示例补码暗访", null);
        await InternalKinds.VisitAsync(api, "示例补码暗访", InternalKinds.Code(32));
        await InternalKinds.VisitAsync(api, "示例更码暗访", InternalKinds.Code(33));
        var corrected = PartyName.IdOf("enterprise", "示例更码暗访", isInternal: true);
        (await api.PostAsync($"/api/parties/{corrected}/credit-code", new { version = 1, creditCode = InternalKinds.Code(34) })).Status.ShouldBe(200);
        (await api.PostAsync("/api/parties", new { sort = "enterprise", name = "示例更码暗访", creditCode = InternalKinds.Code(33) })).Status.ShouldBe(201);

        (await api.CountAsync("wt.party where internal")).ShouldBeGreaterThanOrEqualTo(2);
        (await api.CountAsync("""
            wt.party p join lateral (
                select coalesce((e.data ->> 'internal')::boolean, false) as internal, e.data ->> 'creditCode' as code from wt.mt_events e
                where e.stream_id = p.party and e.type = 'party_registered' order by e.version desc limit 1) e on true
            where (e.internal, e.code) is distinct from (p.internal, p.credit_code)
            """)).ShouldBe(0);
    }

    [Fact]
    public async Task What_an_internal_metrics_opening_balance_lists_is_what_the_kinds_entries_name()
    {
        await InternalKinds.DefineAsync(api);
        await InternalKinds.VisitAsync(api, "示例期初暗访", InternalKinds.Code(35));
        var opening = $$"""
            opening-balances:
              - { metric: visit-inside.parties, department: {{TestCatalog.County}}, on: 2010-12-31, value: 0, parties: [{ sort: enterprise, name: 示例期初暗访 }, { sort: enterprise, name: 示例期初新访 }] }
            """;
        (await InternalKinds.PutAsync(api, opening)).Status.ShouldBe(200);
        var again = await InternalKinds.PutAsync(api, opening);
        again.Json.GetProperty("changes").GetArrayLength().ShouldBe(0, again.Body);
        (await api.CountAsync("wt.party where name like '示例期初_访' and internal")).ShouldBe(2);
        (await api.CountAsync("wt.party where name like '示例期初_访' and not internal")).ShouldBe(0);

        var contradicting = await InternalKinds.PutAsync(api, opening.Replace("name: 示例期初暗访", $"name: 示例期初暗访, credit-code: {InternalKinds.Code(36)}", StringComparison.Ordinal));
        contradicting.Body.ShouldContain("credit-code-contradicts");
        using var blind = await InternalKinds.UserAsync(api, "blind", Role.Administrator);
        (await ListAsync(blind, "示例期初暗访")).ShouldBeEmpty();
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/catalog?dryRun=true") { Content = new StringContent(opening.Replace("name: 示例期初暗访", $"name: 示例期初暗访, credit-code: {InternalKinds.Code(36)}", StringComparison.Ordinal)), Headers = { { CommandId.Header, "blind-try" } } };
        request.Content.Headers.ContentType = new("application/yaml");
        var told = await (await blind.SendAsync(request, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        told.ShouldContain("credit-code-is-another");
        told.ShouldNotContain(InternalKinds.Code(35));
    }

    private static async Task<List<JsonElement>> ListAsync(HttpClient http, string asked) =>
        [.. (await http.GetFromJsonAsync<JsonElement>($"/api/parties?sort=enterprise&q={asked}", TestContext.Current.CancellationToken)).GetProperty("parties").EnumerateArray()];

    private static async Task<(int Status, JsonElement Body)> PostAsync(HttpClient http, string address, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body), Headers = { { CommandId.Header, Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture) } } };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken));
    }
}
