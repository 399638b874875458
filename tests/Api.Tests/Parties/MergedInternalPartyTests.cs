using System.Net.Http.Json;
using System.Text.Json;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Api.Tests.Parties;

/// <summary>P11: an internal party is called by its name to nobody who does not see it, whatever was merged with it.</summary>
public sealed class MergedInternalPartyTests(RunningApi api) : IClassFixture<RunningApi>
{
    private static readonly string[] Numbers =
    [
        "/api/totals/breakdown?metrics=wanqi.named&window={0}&by=party&basis=reported", "/api/totals?metrics=wanqi.named&window={0}&basis=reported&style=quoted-names",
        "/api/totals/wanqi.named/entries?window={0}&basis=reported",
    ];

    [Fact]
    public async Task P11_What_all_know_is_not_merged_into_what_is_internal_but_the_other_way_round_and_counts_as_one()
    {
        await InternalKinds.DefineAsync(api);
        var inside = await InternalKinds.VisitAsync(api, "示例机密己公司", InternalKinds.Code(41));
        await api.PostAsync("/api/entries", Requests.Joined("示例公开己公司", "2012-05-06"));
        var open = PartyName.IdOf("enterprise", "示例公开己公司");

        var refused = await api.PostAsync($"/api/parties/{open}/merge", new { version = 1, into = inside });
        (refused.Status, refused.Code).ShouldBe((409, "party-is-internal"), refused.Body);
        var merged = await api.PostAsync($"/api/parties/{inside}/merge", new { version = 1, into = open });
        merged.Status.ShouldBe(200, merged.Body);
        (await api.PostAsync("/api/entries", Requests.Joined("示例公开己公司", "2012-05-06"))).Status.ShouldBe(201);
        await api.SeenAsync();
        await NobodyIsToldAsync("2012", "示例公开己公司", "示例机密己公司", inside);
        (await api.GetAsync("/api/totals/breakdown?metrics=visit-inside.parties&window=2011&by=party&basis=reported")).Body.ShouldContain($"{open}", Case.Sensitive, "the internal number counts who all know");
    }

    [Fact]
    public async Task P11_What_was_merged_into_an_internal_party_before_that_was_refused_keeps_its_own_name()
    {
        await InternalKinds.DefineAsync(api);
        var inside = await InternalKinds.VisitAsync(api, "示例机密庚公司", InternalKinds.Code(42));
        await api.PostAsync("/api/entries", Requests.Joined("示例公开庚公司", "2013-05-06"));
        var open = PartyName.IdOf("enterprise", "示例公开庚公司");
        await using (var session = api.Services.GetRequiredService<IDocumentStore>().LightweightSession())
        {
            session.Events.Append(open, new PartiesMerged(open, inside));
            await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await api.ExecuteAsync($"update wt.party set identity = '{inside}' where party = '{open}'");
        await api.SeenAsync();
        await NobodyIsToldAsync("2013", "示例公开庚公司", "示例机密庚公司", inside);

        (await api.GetAsync($"/api/parties/{open}")).Json.GetProperty("countsAs").GetGuid().ShouldBe(inside, "who sees both is told");
        using var leader = await InternalKinds.UserAsync(api, "counting", Role.Leader);
        (await leader.GetFromJsonAsync<JsonElement>($"/api/parties/{open}", TestContext.Current.CancellationToken)).TryGetProperty("countsAs", out var told).ShouldBeFalse($"{told}");
        var entries = await leader.GetStringAsync(new Uri($"/api/entries?department={TestCatalog.County}&from=2013-01-01&to=2013-12-31", UriKind.Relative), TestContext.Current.CancellationToken);
        entries.ShouldContain("示例公开庚公司");
        entries.ShouldNotContain($"{inside}");
    }

    private async Task NobodyIsToldAsync(string window, string open, string secret, Guid inside)
    {
        using var leader = await InternalKinds.UserAsync(api, $"leader-{window}", Role.Leader);
        foreach (var address in Numbers)
        {
            var answer = await leader.GetStringAsync(new Uri($"{string.Format(null, address, window)}&department={TestCatalog.County}", UriKind.Relative), TestContext.Current.CancellationToken);
            answer.ShouldContain(open, Case.Sensitive, address);
            answer.ShouldNotContain(secret, Case.Sensitive, address);
        }

        (await leader.GetAsync(new Uri($"/api/parties/{inside}", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }
}
