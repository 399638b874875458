using Microsoft.Extensions.DependencyInjection;
using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.SigningIn;

/// <summary>A second factor: each code of it is good once.</summary>
public sealed class AuthenticatorTests(ClockedApi api) : IClassFixture<ClockedApi>
{
    private const string Password = "Kestrel-92-Otter";
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_second_factor_is_wanted_once_it_is_set_up_and_a_recovery_code_is_good_once()
    {
        using var browser = await SignedInAsync("factor");
        (await browser.SendAsync(HttpMethod.Post, "/api/session/authenticator")).Json.GetProperty("key").GetString()!.Length.ShouldBeGreaterThan(20);
        (await browser.SendAsync(HttpMethod.Post, "/api/session/authenticator/confirmation", new { code = "000000" })).Faults.ShouldBe(["second-factor-wrong"]);
        await using var scope = api.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<Api.Accounts.Users>();
        var user = (await users.FindByNameAsync("factor"))!;
        user.TwoFactor = true;
        var codes = (await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 2))!.ToList();
        (await browser.SignInAsync("factor", Password)).Code.ShouldBe("second-factor-wanted");
        (await browser.SignInAsync("factor", Password, "000000")).Code.ShouldBe("sign-in-failed");
        (await browser.SignInAsync("factor", Password, codes[0])).Status.ShouldBe(200);
        (await browser.SignInAsync("factor", Password, codes[0])).Code.ShouldBe("sign-in-failed");
    }

    [Fact]
    public async Task An_authenticator_is_set_up_by_a_code_of_it_and_taken_away_by_the_password()
    {
        using var browser = await SignedInAsync("totp");
        await SetUpAsync(browser);
        (await browser.GetAsync("/api/session")).Status.ShouldBe(401, "all sessions end");
        (await browser.SignInAsync("totp", Password)).Code.ShouldBe("second-factor-wanted");
        (await browser.SignInAsync("totp", Password, Code(Step))).Status.ShouldBe(200);
        (await browser.SendAsync(HttpMethod.Post, "/api/session/authenticator/removal", new { password = "wrong" })).Code.ShouldBe("sign-in-failed");
        (await browser.SendAsync(HttpMethod.Post, "/api/session/authenticator/removal", new { password = Password })).Status.ShouldBe(204);
        (await browser.SignInAsync("totp", Password)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Whoever_knows_the_password_does_not_try_codes_without_end()
    {
        using var browser = await SignedInAsync("guessed");
        await SetUpAsync(browser);
        for (var guess = 0; guess < 5; guess++)
        {
            (await browser.SignInAsync("guessed", Password, "00000" + guess)).Status.ShouldBe(401);
        }

        (await browser.SignInAsync("guessed", Password, Code(Step))).Status.ShouldBe(401, "locked");
    }

    [Fact]
    public async Task A_code_is_good_once_and_none_of_an_older_step_after_it()
    {
        using var browser = await SignedInAsync("overlooked");
        await SetUpAsync(browser);
        (await browser.SignInAsync("overlooked", Password, Code(TimeSpan.Zero))).Code.ShouldBe("sign-in-failed", "it has set the authenticator up");
        api.Clock.Advance(4 * Step);
        var (older, shown) = (Code(-Step), Code(TimeSpan.Zero));
        (await browser.SignInAsync("overlooked", Password, shown)).Status.ShouldBe(200);
        (await browser.SignInAsync("overlooked", Password, shown)).Code.ShouldBe("sign-in-failed", "seen over the shoulder");
        (await browser.SignInAsync("overlooked", Password, older)).Code.ShouldBe("sign-in-failed", "of the step before");
        api.Clock.Advance(Step);
        (await browser.SignInAsync("overlooked", Password, shown)).Code.ShouldBe("sign-in-failed", "in the next step");
        (await browser.SignInAsync("overlooked", Password, Code(TimeSpan.Zero))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Of_those_who_give_the_same_code_at_once_one_gets_in()
    {
        using var browser = await SignedInAsync("raced");
        await SetUpAsync(browser);
        api.Clock.Advance(4 * Step);
        var code = Code(TimeSpan.Zero);
        var thieves = Enumerable.Range(0, 4).Select(_ => api.Browser()).ToList();
        var answers = await Task.WhenAll(thieves.Select(thief => thief.SignInAsync("raced", Password, code)));
        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        thieves.ForEach(thief => thief.Dispose());
    }

    [Fact]
    public async Task Of_two_confirmations_at_once_one_sets_the_authenticator_up_and_its_recovery_codes_hold()
    {
        using var browser = await SignedInAsync("confirmed");
        key = (await browser.SendAsync(HttpMethod.Post, "/api/session/authenticator")).Json.GetProperty("key").GetString()!;
        using var other = browser.Copy();
        var answers = await Task.WhenAll(new[] { browser, other }.Select(page => page.SendAsync(HttpMethod.Post, "/api/session/authenticator/confirmation", new { code = Code(TimeSpan.Zero) })));
        var set = answers.Where(answer => answer.Status == 200).ShouldHaveSingleItem();
        (await browser.SignInAsync("confirmed", Password, set.Json.GetProperty("recoveryCodes")[3].GetString())).Status.ShouldBe(200);
    }

    private string key = "";

    private async Task SetUpAsync(Browser browser)
    {
        key = (await browser.SendAsync(HttpMethod.Post, "/api/session/authenticator")).Json.GetProperty("key").GetString()!;
        var set = await browser.SendAsync(HttpMethod.Post, "/api/session/authenticator/confirmation", new { code = Code(TimeSpan.Zero) });
        set.Json.GetProperty("recoveryCodes").GetArrayLength().ShouldBe(10);
    }

    /// <summary>What the app shows so long after now.</summary>
    private string Code(TimeSpan later) => AuthenticatorApp.Code(key, api.Clock.GetUtcNow() + later);

    private async Task<Browser> SignedInAsync(string name)
    {
        await TestAccounts.OpenAsync(api.Services, name, Password);
        var browser = api.Browser();
        (await browser.SignInAsync(name, Password)).Status.ShouldBe(200);
        return browser;
    }
}
