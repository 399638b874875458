using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Api.SigningIn;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.SigningIn;

/// <summary>Whoever is signed in sees where else, and ends it; a session is its row on the server, not its cookie.</summary>
public sealed class OwnSessionsTests(ClockedApi api) : IClassFixture<ClockedApi>
{
    private const string Password = "Kestrel-92-Otter";
    private const string Firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

    [Fact]
    public async Task A_user_sees_own_sessions_with_their_begin_last_use_address_and_browser()
    {
        var begun = api.Clock.GetUtcNow();
        var (first, second) = await TwoAsync("lists");
        api.Clock.Advance(TimeSpan.FromMinutes(5));
        var sessions = (await second.GetAsync("/api/sessions")).Json;
        sessions.GetArrayLength().ShouldBe(2);
        sessions[0].GetProperty("isThis").GetBoolean().ShouldBeTrue();
        sessions[0].GetProperty("usedAt").GetDateTimeOffset().ShouldBe(begun.AddMinutes(5), TimeSpan.FromSeconds(1));
        sessions[0].GetProperty("begunAt").GetDateTimeOffset().ShouldBe(begun, TimeSpan.FromSeconds(1));
        sessions[1].GetProperty("usedAt").GetDateTimeOffset().ShouldBe(begun, TimeSpan.FromSeconds(1));
        sessions[1].GetProperty("program").GetString().ShouldBe("Firefox, Windows");
        sessions[1].GetProperty("address").GetString().ShouldBe("127.0.0.1");
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task One_is_ended_or_all_others_or_this_one_or_all_and_nobody_elses()
    {
        var (first, second) = await TwoAsync("ends");
        using var stranger = await SignedInAsync("stranger");
        var sessions = (await second.GetAsync("/api/sessions")).Json;
        var other = sessions.EnumerateArray().Single(one => !one.GetProperty("isThis").GetBoolean()).GetProperty("id").GetString();
        (await stranger.SendAsync(HttpMethod.Delete, $"/api/sessions/{other}")).Code.ShouldBe("session-unknown");
        (await second.SendAsync(HttpMethod.Delete, "/api/sessions/none")).Code.ShouldBe("session-unknown");
        (await first.GetAsync("/api/session")).Status.ShouldBe(200);
        (await second.SendAsync(HttpMethod.Delete, $"/api/sessions/{other}")).Status.ShouldBe(204);
        (await first.GetAsync("/api/session")).Status.ShouldBe(401);

        await first.SignInAsync("ends", Password);
        (await second.SendAsync(HttpMethod.Delete, "/api/sessions/others")).Status.ShouldBe(204);
        (await StandingAsync(first, second)).ShouldBe((401, 200));

        await first.SignInAsync("ends", Password);
        (await second.SendAsync(HttpMethod.Delete, "/api/sessions/this")).Status.ShouldBe(204);
        (await StandingAsync(first, second)).ShouldBe((200, 401));

        await second.SignInAsync("ends", Password);
        (await second.SendAsync(HttpMethod.Delete, "/api/session")).Status.ShouldBe(204);
        (await StandingAsync(first, second)).ShouldBe((401, 401), "signing out ends all");
        (await stranger.GetAsync("/api/session")).Status.ShouldBe(200);
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task An_administrator_ends_all_sessions_of_users_of_their_own_and_of_nobody_else()
    {
        using var administrator = await SignedInAsync("administers", new Grant(Role.Administrator, TestCatalog.County));
        using var there = await SignedInAsync("foreign", new Grant(Role.Reporter, TestCatalog.OtherCounty));
        var foreign = (await there.GetAsync("/api/session")).Id;
        foreach (var (method, act, done) in new[] { (HttpMethod.Delete, "sessions", 204), (HttpMethod.Post, "password", 200), (HttpMethod.Post, "disabling", 200) })
        {
            using var here = await SignedInAsync($"own-{act}", new Grant(Role.Reporter, TestCatalog.County));
            var own = (await here.GetAsync("/api/session")).Id;
            (await administrator.SendAsync(method, $"/api/users/{foreign}/{act}", new { })).Code.ShouldBe("account-unknown", act);
            (await administrator.SendAsync(method, $"/api/users/{own}/{act}", new { })).Status.ShouldBe(done, act);
            (await StandingAsync(here, there)).ShouldBe((401, 200), act);
        }
    }

    [Fact]
    public async Task Who_is_enabled_again_signs_in_anew()
    {
        var id = await TestAccounts.OpenAsync(api.Services, "returns", Password);
        using var browser = api.Browser();
        await browser.SignInAsync("returns", Password);
        await using var scope = api.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountCommands>();
        foreach (var disabled in new[] { true, false })
        {
            (await accounts.DisableAsync(Issued.Of(Guid.NewGuid(), "", Actor.Local), new(id, disabled), TestContext.Current.CancellationToken)).ShouldBeOfType<Outcome.Done>();
            (await browser.GetAsync("/api/session")).Status.ShouldBe(401, disabled ? "disabled" : "enabled");
        }
    }

    [Fact]
    public async Task A_new_password_of_ones_own_ends_the_other_sessions()
    {
        var (first, second) = await TwoAsync("renews");
        (await second.SendAsync(HttpMethod.Post, "/api/session/password", new { current = Password, password = "Heron-77-Willow" })).Status.ShouldBe(204);
        (await StandingAsync(first, second)).ShouldBe((401, 401));
        (await api.CountAsync("accounts.session s join accounts.account a on a.id = s.account where a.name = 'renews'")).ShouldBe(0);
        first.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task A_stolen_cookie_that_is_used_without_end_ends_with_the_longest_session_by_the_servers_row()
    {
        using var browser = await SignedInAsync("stolen");
        using var thief = browser.Copy();
        await api.ExecuteAsync("update accounts.session set begun_at = begun_at - interval '11 hours 55 minutes' where account = (select id from accounts.account where name = 'stolen')");
        (await thief.GetAsync("/api/session")).Status.ShouldBe(200);
        api.Clock.Advance(TimeSpan.FromMinutes(6));
        (await thief.GetAsync("/api/session")).Status.ShouldBe(401, "the cookie itself would be good for hours");
    }

    [Fact]
    public async Task A_use_in_the_first_half_counts_too_and_what_is_idle_ends_whatever_the_cookie_says()
    {
        using var browser = await SignedInAsync("rests");
        api.Clock.Advance(TimeSpan.FromMinutes(10));
        (await browser.GetAsync("/api/session")).Status.ShouldBe(200);
        api.Clock.Advance(TimeSpan.FromMinutes(29));
        (await browser.GetAsync("/api/session")).Status.ShouldBe(200, "used 29 minutes ago");
        using var thief = browser.Copy();
        api.Clock.Advance(TimeSpan.FromMinutes(31));
        (await thief.GetAsync("/api/session")).Status.ShouldBe(401, "idle");
        (await browser.GetAsync("/api/session")).Status.ShouldBe(401, "and asking does not bring it back");
    }

    [Theory]
    [InlineData(Firefox, "Firefox, Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge, Windows")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; 22041211AC) AppleWebKit/537.36 Chrome/116 Mobile Safari/537.36 MicroMessenger/8.0.47", "微信, Android")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15", "Safari, macOS")]
    [InlineData("curl/8.5.0", "curl/8.5.0")]
    [InlineData("\u0001<script>alert(1)</script>", "")]
    [InlineData(null, "")]
    public void A_browser_is_named_simply(string? agent, string name) => BrowserName.Of(agent).ShouldBe(name);

    private async Task<(Browser, Browser)> TwoAsync(string name)
    {
        await TestAccounts.OpenAsync(api.Services, name, Password);
        var (first, second) = (api.Browser(), api.Browser());
        first.Agent = Firefox;
        (await first.SignInAsync(name, Password)).Status.ShouldBe(200);
        (await second.SignInAsync(name, Password)).Status.ShouldBe(200);
        return (first, second);
    }

    private static async Task<(int, int)> StandingAsync(Browser first, Browser second) =>
        ((await first.GetAsync("/api/session")).Status, (await second.GetAsync("/api/session")).Status);

    private async Task<Browser> SignedInAsync(string name, params Grant[] grants)
    {
        await TestAccounts.OpenAsync(api.Services, name, Password, grants);
        var browser = api.Browser();
        (await browser.SignInAsync(name, Password)).Status.ShouldBe(200);
        return browser;
    }
}
