using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using WorkTracker.Api.Tests.Running;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Tests.SigningIn;

/// <summary>Signing in and out, over HTTP, by a clock that the test turns.</summary>
public sealed class SessionTests(ClockedApi api) : IClassFixture<ClockedApi>
{
    private const string Password = "Kestrel-92-Otter";

    [Fact]
    public async Task A_user_signs_in_is_known_and_signs_out_everywhere()
    {
        using var browser = await SignedInAsync("anna", new Grant(Role.Leader, TestCatalog.County));
        var session = await browser.GetAsync("/api/session");
        session.Json.GetProperty("name").GetString().ShouldBe("anna");
        session.Json.GetProperty("roles")[0].GetProperty("role").GetString().ShouldBe("leader");
        using var copy = browser.Copy();
        (await copy.GetAsync("/api/totals?window=2022&department=431002")).Status.ShouldBe(200);
        (await browser.SendAsync(HttpMethod.Delete, "/api/session")).Status.ShouldBe(204);
        (await copy.GetAsync("/api/session")).Status.ShouldBe(401);
        (await browser.GetAsync("/api/session")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Unknown_wrong_locked_and_disabled_answer_alike()
    {
        await TestAccounts.OpenAsync(api.Services, "known", Password);
        using var browser = api.Browser();
        var answers = new List<string>();
        foreach (var (name, password) in new[] { ("nobody-at-all", Password), ("known", "wrong") })
        {
            answers.Add((await browser.SignInAsync(name, password)).Body);
        }

        for (var wrong = 0; wrong < 5; wrong++)
        {
            answers.Add((await browser.SignInAsync("known", "wrong")).Body);
        }

        answers.Add((await browser.SignInAsync("known", Password)).Body);
        answers.Distinct().ShouldHaveSingleItem().ShouldContain("sign-in-failed");
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_an_account_for_thirty_minutes()
    {
        await TestAccounts.OpenAsync(api.Services, "locked", Password);
        using var browser = api.Browser();
        for (var wrong = 0; wrong < 5; wrong++)
        {
            (await browser.SignInAsync("locked", "wrong")).Status.ShouldBe(401);
        }

        (await browser.SignInAsync("locked", Password)).Status.ShouldBe(401);
        api.Clock.Advance(TimeSpan.FromMinutes(29));
        (await browser.SignInAsync("locked", Password)).Status.ShouldBe(401);
        api.Clock.Advance(TimeSpan.FromMinutes(2));
        (await browser.SignInAsync("locked", Password)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_session_that_nobody_uses_ends_after_half_an_hour_and_any_after_twelve()
    {
        using var browser = await SignedInAsync("idle");
        for (var minutes = 0; minutes < 11 * 60; minutes += 20)
        {
            api.Clock.Advance(TimeSpan.FromMinutes(20));
            (await browser.GetAsync("/api/session")).Status.ShouldBe(200, $"after {minutes + 20} minutes of use");
        }

        api.Clock.Advance(TimeSpan.FromMinutes(29));
        (await browser.GetAsync("/api/session")).Status.ShouldBe(200);
        api.Clock.Advance(TimeSpan.FromMinutes(20));
        (await browser.GetAsync("/api/session")).Status.ShouldBe(200);
        api.Clock.Advance(TimeSpan.FromMinutes(20));
        (await browser.GetAsync("/api/session")).Status.ShouldBe(401, "longer than twelve hours");
        using var other = await SignedInAsync("idle-too");
        api.Clock.Advance(TimeSpan.FromMinutes(31));
        (await other.GetAsync("/api/session")).Status.ShouldBe(401, "idle");
    }

    [Fact]
    public async Task A_password_expires_is_checked_is_not_used_again_and_ends_every_session()
    {
        using var browser = await SignedInAsync("ages", new Grant(Role.Leader, Grant.Everywhere));
        api.Clock.Advance(TimeSpan.FromDays(91));
        (await browser.SignInAsync("ages", Password)).Json.GetProperty("mustChangePassword").GetBoolean().ShouldBeTrue();
        (await browser.GetAsync("/api/totals?window=2022")).Code.ShouldBe("password-change-wanted");
        foreach (var (password, fault) in new[] { ("Short-1", "password-too-short"), ("onlysmallletters", "password-too-plain"), ("Password-2026", "password-easily-guessed"), ("Ages-is-me-2026", "password-easily-guessed"), (Password, "password-used-before") })
        {
            var refused = await browser.SendAsync(HttpMethod.Post, "/api/session/password", new { current = Password, password });
            (refused.Status, string.Join(' ', refused.Faults)).ShouldBe((400, fault), password);
        }

        using var copy = browser.Copy();
        (await browser.SendAsync(HttpMethod.Post, "/api/session/password", new { current = Password, password = "Heron-77-Willow" })).Status.ShouldBe(204);
        (await copy.GetAsync("/api/session")).Status.ShouldBe(401);
        (await browser.SignInAsync("ages", "Heron-77-Willow")).Json.GetProperty("mustChangePassword").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_read_an_account_before_the_password_changed_does_not_bring_the_old_one_back()
    {
        await TestAccounts.OpenAsync(api.Services, "restored", Password);
        await using var scope = api.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<Api.Accounts.Users>();
        var (early, late) = ((await users.FindByNameAsync("restored"))!, (await users.FindByNameAsync("restored"))!);
        (await users.SetPasswordAsync(early, "Heron-77-Willow", mustChange: false)).Succeeded.ShouldBeTrue();
        (await users.UpdateAsync(late)).Errors.ShouldHaveSingleItem().Code.ShouldBe("account-changed");
        using var browser = api.Browser();
        (await browser.SignInAsync("restored", Password)).Status.ShouldBe(401);
        (await browser.SignInAsync("restored", "Heron-77-Willow")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_browser_changes_nothing_without_the_antiforgery_header_and_no_other_site_signs_in()
    {
        using var browser = await SignedInAsync("forged", new Grant(Role.Reporter, TestCatalog.County));
        browser.Antiforgery = null;
        (await browser.SendAsync(HttpMethod.Post, "/api/entries", Requests.Lecture())).Code.ShouldBe("antiforgery-failed");
        (await browser.SendAsync(HttpMethod.Delete, "/api/session")).Code.ShouldBe("antiforgery-failed");
        browser.Origin = "https://elsewhere.example";
        (await browser.SignInAsync("forged", Password)).Code.ShouldBe("antiforgery-failed");
    }

    [Fact]
    public async Task A_token_is_shown_once_does_what_its_scope_allows_expires_and_is_revoked()
    {
        using var browser = await SignedInAsync("program", new Grant(Role.Reporter, TestCatalog.County));
        var issued = await browser.SendAsync(HttpMethod.Post, "/api/session/tokens", new { name = "夜间", scope = "read", days = 30 });
        var secret = issued.Json.GetProperty("secret").GetString()!;
        (await browser.GetAsync("/api/session/tokens")).Body.ShouldNotContain(secret);
        using var program = TestAccounts.Client(api.Http.BaseAddress!, secret);
        (await program.GetAsync(new Uri("/api/totals?window=2022&department=431002", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await program.PostAsJsonAsync("/api/entries", Requests.Lecture(), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await program.PostAsJsonAsync("/api/session/tokens", new { name = "其他", scope = "all" }, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await browser.SendAsync(HttpMethod.Delete, $"/api/session/tokens/{issued.Id}")).Status.ShouldBe(204);
        (await program.GetAsync(new Uri("/api/session", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var brief = (await browser.SendAsync(HttpMethod.Post, "/api/session/tokens", new { name = "短期", scope = "report", days = 1 })).Json.GetProperty("secret").GetString()!;
        using var later = TestAccounts.Client(api.Http.BaseAddress!, brief);
        api.Clock.Advance(TimeSpan.FromHours(25));
        (await later.GetAsync(new Uri("/api/session", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private async Task<Browser> SignedInAsync(string name, params Grant[] grants)
    {
        await TestAccounts.OpenAsync(api.Services, name, Password, grants);
        var browser = api.Browser();
        (await browser.SignInAsync(name, Password)).Status.ShouldBe(200);
        return browser;
    }
}
