using WorkTracker.Api.Tests.Running;

namespace WorkTracker.Api.Tests.SigningIn;

/// <summary>Five wrong passwords lock an account, also those that come in the same instant: an attempt is counted before it is compared.</summary>
public sealed class AttemptsTests(ClockedApi api) : IClassFixture<ClockedApi>
{
    private const string Password = "Kestrel-92-Otter";
    private const int Allowed = 5;

    [Fact]
    public async Task Of_many_passwords_at_once_no_more_are_compared_than_lock_the_account()
    {
        await TestAccounts.OpenAsync(api.Services, "guessed.at.once", Password);
        var statuses = await AtOnceAsync(30, at => SignInAsync("guessed.at.once", at == 29 ? Password : $"wrong{at}"));
        (await ComparedAsync("guessed.at.once", "password")).ShouldBeLessThanOrEqualTo(Allowed);
        statuses.Count(status => status == 200).ShouldBeLessThanOrEqualTo(1);
        (await ComparedAsync("guessed.at.once", "locked")).ShouldBeGreaterThanOrEqualTo(30 - Allowed - 1);
    }

    [Fact]
    public async Task Of_many_codes_at_once_no_more_are_compared_than_lock_the_account()
    {
        await TestAccounts.OpenAsync(api.Services, "codes.at.once", Password);
        using var browser = api.Browser();
        await browser.SignInAsync("codes.at.once", Password);
        var key = (await browser.SendAsync(HttpMethod.Post, "/api/session/authenticator")).Json.GetProperty("key").GetString()!;
        var guesses = await AtOnceAsync(20, at => GuessAsync(browser.Copy(), $"{at:000000}"));
        guesses.ShouldAllBe(fault => fault == "second-factor-wrong");
        (await browser.SendAsync(HttpMethod.Post, "/api/session/authenticator/confirmation", new { code = AuthenticatorApp.Code(key, api.Clock.GetUtcNow()) })).Faults
            .ShouldBe(["second-factor-wrong"], "it is locked, and the right one is not compared");
        api.Clock.Advance(TimeSpan.FromMinutes(31));
        await browser.SignInAsync("codes.at.once", Password);
        (await browser.SendAsync(HttpMethod.Post, "/api/session/authenticator/confirmation", new { code = AuthenticatorApp.Code(key, api.Clock.GetUtcNow()) })).Status.ShouldBe(200);
        await AtOnceAsync(20, at => SignInAsync("codes.at.once", Password, $"{at:000000}"));
        (await ComparedAsync("codes.at.once", "code") - guesses.Length - 1).ShouldBeLessThanOrEqualTo(Allowed);
    }

    [Fact]
    public async Task Asking_without_a_code_again_and_again_locks_nobody()
    {
        await TestAccounts.OpenAsync(api.Services, "forgetful", Password);
        using var browser = api.Browser();
        await browser.SignInAsync("forgetful", Password);
        var key = (await browser.SendAsync(HttpMethod.Post, "/api/session/authenticator")).Json.GetProperty("key").GetString()!;
        (await browser.SendAsync(HttpMethod.Post, "/api/session/authenticator/confirmation", new { code = AuthenticatorApp.Code(key, api.Clock.GetUtcNow()) })).Status.ShouldBe(200);
        for (var asked = 0; asked < 2 * Allowed; asked++)
        {
            (await browser.SignInAsync("forgetful", Password)).Code.ShouldBe("second-factor-wanted");
        }

        for (var wrong = 1; wrong < Allowed; wrong++)
        {
            (await browser.SignInAsync("forgetful", "wrong")).Status.ShouldBe(401);
        }

        (await browser.SignInAsync("forgetful", Password)).Code.ShouldBe("second-factor-wanted", "the last attempt that was allowed was no wrong one");
        api.Clock.Advance(TimeSpan.FromMinutes(1));
        (await browser.SignInAsync("forgetful", Password, AuthenticatorApp.Code(key, api.Clock.GetUtcNow()))).Status.ShouldBe(200);
        (await api.CountAsync("accounts.account where name = 'forgetful' and failed = 0 and locked_until is null")).ShouldBe(1);
    }

    private static Task<T[]> AtOnceAsync<T>(int number, Func<int, Task<T>> act)
    {
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Enumerable.Range(0, number).Select(async at =>
        {
            await begin.Task;
            return await act(at);
        }).ToList();
        begin.SetResult();
        return Task.WhenAll(all);
    }

    private async Task<int> SignInAsync(string name, string password, string? code = null)
    {
        using var browser = api.Browser();
        return (await browser.SignInAsync(name, password, code)).Status;
    }

    private static async Task<string> GuessAsync(Browser browser, string code)
    {
        using (browser)
        {
            return (await browser.SendAsync(HttpMethod.Post, "/api/session/authenticator/confirmation", new { code })).Faults.Single()!;
        }
    }

    private Task<long> ComparedAsync(string name, string why) => api.CountAsync($"accounts.audit where what = 'sign_in_failed' and who = '{name}' and detail ->> 'why' = '{why}'");
}
