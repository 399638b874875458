using System.Text.Json;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.Accounts;

/// <summary>Over HTTP: what waits for a second administrator stands in one list, is taken back or refused, and waits no longer than seven days.</summary>
public sealed class WaitingTests(ClockedApi api) : IClassFixture<ClockedApi>
{
    private const string Password = "Kestrel-92-Otter";

    private static readonly object CountyAdministrator = new { role = "administrator", department = TestCatalog.County };

    [Fact]
    public async Task Each_administrator_sees_what_waits_of_their_users_and_what_they_may_do_about_it()
    {
        var user = await AskedAsync("lists");
        using var boss = await SignedInAsync("lists-boss", Grant.Everywhere);
        using var county = await SignedInAsync("lists-county", TestCatalog.County);
        using var other = await SignedInAsync("lists-other", TestCatalog.OtherCounty);
        var seen = Of(user, await boss.GetAsync("/api/users/waiting")).ShouldNotBeNull();
        (Text(seen, "name"), Text(seen, "change"), Text(seen, "department"), Text(seen, "by")).ShouldBe(("lists", "grant", TestCatalog.County, "worker"));
        (seen.GetProperty("until").GetDateTimeOffset() - seen.GetProperty("since").GetDateTimeOffset()).ShouldBe(TimeSpan.FromDays(7));
        seen.GetProperty("since").GetDateTimeOffset().ShouldBe(api.Clock.GetUtcNow(), TimeSpan.FromMilliseconds(1));
        May(seen).ShouldBe((true, true, false));
        May(Of(user, await county.GetAsync("/api/users/waiting"))).ShouldBe((true, true, false));
        May(Of(user, await api.GetAsync("/api/users/waiting"))).ShouldBe((false, false, true));
        Of(user, await other.GetAsync("/api/users/waiting")).ShouldBeNull();
        (await other.SendAsync(HttpMethod.Post, $"/api/users/{user}/withdrawals", Withdrawal())).Code.ShouldBe("account-unknown");
    }

    [Fact]
    public async Task P2_What_one_has_asked_for_is_taken_back_once()
    {
        var user = await AskedAsync("back");
        using var boss = await SignedInAsync("back-boss", Grant.Everywhere);
        for (var sent = 0; sent < 2; sent++)
        {
            (await api.PostAsync($"/api/users/{user}/withdrawals", Withdrawal(), "take-back")).Status.ShouldBe(200, "the same answer each time");
        }

        (await LinesAsync("worker", user)).ShouldBe(1);
        Of(user, await api.GetAsync("/api/users/waiting")).ShouldBeNull();
        var again = await api.PostAsync($"/api/users/{user}/withdrawals", Withdrawal());
        (again.Status, again.Code).ShouldBe((409, "nothing-waits"));
        again.Body.ShouldContain("没有由“worker”提出、等待确认的此项变更");
        (await boss.SendAsync(HttpMethod.Post, $"/api/users/{user}/roles", CountyAdministrator)).Status.ShouldBe(202, "a first word again");
        (await api.PostAsync($"/api/users/{user}/withdrawals", Withdrawal())).Code.ShouldBe("nothing-waits", "another's waits by now");
        Text(Of(user, await boss.GetAsync("/api/users/waiting"))!.Value, "by").ShouldBe("back-boss");
    }

    [Fact]
    public async Task P11_Another_administrator_refuses_it_but_not_whom_it_is_about()
    {
        var deputy = await TestAccounts.OpenAsync(api.Services, "deputy", Password, new Grant(Role.Administrator, Grant.Everywhere));
        using var boss = await SignedInAsync("refuse-boss", Grant.Everywhere);
        using var self = await SignInAsync("deputy");
        (await api.PostAsync($"/api/users/{deputy}/password", new { })).Status.ShouldBe(202);
        var refusal = new { change = "new-password", by = "worker" };
        May(Of(deputy, await self.GetAsync("/api/users/waiting"))).ShouldBe((false, false, false));
        (await self.SendAsync(HttpMethod.Post, $"/api/users/{deputy}/withdrawals", refusal)).Code.ShouldBe("not-allowed");
        (await boss.SendAsync(HttpMethod.Post, $"/api/users/{deputy}/withdrawals", refusal)).Status.ShouldBe(200);
        (await LinesAsync("refuse-boss", deputy)).ShouldBe(1);
        (await api.CountAsync($"accounts.audit where what = 'administrator_change_withdrawn' and detail->>'account' = '{deputy}' and detail->>'askedBy' = 'worker' and detail->>'change' = 'newPassword'")).ShouldBe(1);
        (await boss.SendAsync(HttpMethod.Post, $"/api/users/{deputy}/password", new { })).Status.ShouldBe(202, "nobody's word is left");
    }

    [Fact]
    public async Task P11_After_seven_days_the_second_word_is_a_first_word_again()
    {
        var user = await AskedAsync("late");
        await TestAccounts.OpenAsync(api.Services, "late-boss", Password, new Grant(Role.Administrator, Grant.Everywhere));
        api.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Of(user, await api.GetAsync("/api/users/waiting")).ShouldNotBeNull();
        (await api.PostAsync($"/api/users/{user}/roles", CountyAdministrator)).Code.ShouldBe("second-administrator-wanted");
        api.Clock.Advance(TimeSpan.FromSeconds(1));
        Of(user, await api.GetAsync("/api/users/waiting")).ShouldBeNull();
        (await api.PostAsync($"/api/users/{user}/withdrawals", Withdrawal())).Code.ShouldBe("nothing-waits");
        using var boss = await SignInAsync("late-boss");
        (await boss.SendAsync(HttpMethod.Post, $"/api/users/{user}/roles", CountyAdministrator)).Status.ShouldBe(202);
        (await api.PostAsync($"/api/users/{user}/roles", CountyAdministrator)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task What_is_not_said_rightly_is_told()
    {
        var user = await AskedAsync("wrong");
        (await api.PostAsync($"/api/users/{user}/withdrawals", new { change = "promotion", by = "worker" })).PlacedFaults.ShouldBe([("change-unknown", "change")]);
        (await api.PostAsync($"/api/users/{user}/withdrawals", new { change = "3", by = "worker" })).Body.ShouldContain("new-password（重设密码）");
        (await api.PostAsync($"/api/users/{user}/withdrawals", new { department = 7 })).PlacedFaults.ShouldBe([("property-missing", "change"), ("property-not-text", "department"), ("property-missing", "by")], ignoreOrder: true);
        (await api.PostAsync("/api/users/nobody/withdrawals", Withdrawal())).Code.ShouldBe("account-unknown");
    }

    /// <summary>A leader of the county, whom worker wants for its administrator: worker has a peer.</summary>
    private async Task<Guid> AskedAsync(string name)
    {
        await TestAccounts.OpenAsync(api.Services, $"{name}-peer", Password, new Grant(Role.Administrator, Grant.Everywhere));
        var user = await TestAccounts.OpenAsync(api.Services, name, Password, new Grant(Role.Leader, TestCatalog.County));
        (await api.PostAsync($"/api/users/{user}/roles", CountyAdministrator)).Status.ShouldBe(202);
        return user;
    }

    private static object Withdrawal() => new { change = "grant", department = TestCatalog.County, by = "worker" };

    private Task<long> LinesAsync(string who, Guid user) =>
        api.CountAsync($"accounts.audit where what = 'administrator_change_withdrawn' and who = '{who}' and roles = '{{Administrator}}' and detail->>'account' = '{user}'");

    private async Task<Browser> SignedInAsync(string name, string administers)
    {
        await TestAccounts.OpenAsync(api.Services, name, Password, new Grant(Role.Administrator, administers));
        return await SignInAsync(name);
    }

    private async Task<Browser> SignInAsync(string name)
    {
        var browser = api.Browser();
        (await browser.SignInAsync(name, Password)).Status.ShouldBe(200);
        return browser;
    }

    private static JsonElement? Of(Guid user, Answer waiting)
    {
        waiting.Status.ShouldBe(200, waiting.Body);
        return waiting.Json.EnumerateArray().Where(one => one.GetProperty("id").GetGuid() == user).Cast<JsonElement?>().SingleOrDefault();
    }

    private static string? Text(JsonElement waiting, string property) => waiting.GetProperty(property).GetString();

    private static (bool Confirm, bool Refuse, bool TakeBack) May(JsonElement? waiting) =>
        (waiting!.Value.GetProperty("mayConfirm").GetBoolean(), waiting.Value.GetProperty("mayRefuse").GetBoolean(), waiting.Value.GetProperty("mayTakeBack").GetBoolean());
}
