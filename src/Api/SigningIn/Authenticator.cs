using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Auditing;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Http;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;

namespace WorkTracker.Api.SigningIn;

/// <param name="Key">For an authenticator app, in Base32.</param>
/// <param name="Uri">The same as a QR code would say it.</param>
public sealed record AuthenticatorAnswer(string Key, string Uri);

/// <param name="RecoveryCodes">Each is good once, where the app is lost; shown only now.</param>
public sealed record RecoveryAnswer(IReadOnlyList<string> RecoveryCodes);

/// <summary>A second factor: codes of an authenticator app (RFC 6238).</summary>
public static class Authenticator
{
    /// <summary>A new key; it holds once a code of it has been given.</summary>
    /// <response code="200">The key.</response>
    [ProducesResponseType<AuthenticatorAnswer>(200)]
    public static async Task<IResult> BeginAsync(HttpContext http, Users users)
    {
        var user = await CurrentAsync(http, users);
        if (user.TwoFactor)
        {
            return Problem.Of(new Refusal("nothing-changed", [new("nothing-changed", "")]));
        }

        // Not through the base, which would end all sessions before anything is set up.
        user.Authenticator = users.GenerateNewAuthenticatorKey();
        return await users.UpdateAsync(user) is { Succeeded: false } ? Problem.Of("account-changed") : Results.Ok(new AuthenticatorAnswer(user.Authenticator, $"otpauth://totp/WorkTracker:{Uri.EscapeDataString(user.Name)}?secret={user.Authenticator}&issuer=WorkTracker"));
    }

    /// <summary>Sets the second factor up; all sessions end.</summary>
    /// <response code="200">Codes for the day on which the app is lost.</response>
    [ProducesResponseType<RecoveryAnswer>(200)]
    public static Task<IResult> ConfirmAsync(HttpContext http, Users users, AuditLog audit, Standings standings) => WithAsync(http, "code", async code =>
    {
        var user = await CurrentAsync(http, users);
        if (user.TwoFactor)
        {
            return Problem.Of(new Refusal("nothing-changed", [new("nothing-changed", "")]));
        }

        if (!await users.TryAttemptAsync(user.Id) || !await AcceptsAsync(user, code, users))
        {
            await audit.WriteAsync("sign_in_failed", SignedIn.Of(http).Actor, new { why = "code" }, cancellation: http.RequestAborted);
            return Problem.Of(new Refusal("content-invalid", [new("second-factor-wrong", "code")]));
        }

        await users.ResetAccessFailedCountAsync(user);
        (user.TwoFactor, user.Stamp, user.Telling) = (true, Secrets.New(), new("authenticator_set", SignedIn.Of(http).Actor, new { }));
        var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 10);
        standings.Forget();
        return codes is null ? Problem.Of("account-changed") : Results.Ok(new RecoveryAnswer([.. codes]));
    });

    /// <summary>Takes the second factor away, for who knows the password; all sessions end.</summary>
    /// <response code="204">Taken away.</response>
    public static Task<IResult> RemoveAsync(HttpContext http, Users users, AuditLog audit, Standings standings) => WithAsync(http, "password", async password =>
    {
        var user = await CurrentAsync(http, users);
        if (!await users.TryAttemptAsync(user.Id) || !await users.CheckPasswordAsync(user, password))
        {
            await audit.WriteAsync("sign_in_failed", SignedIn.Of(http).Actor, new { why = "password" }, cancellation: http.RequestAborted);
            return Problem.Of("sign-in-failed");
        }

        await users.ResetAccessFailedCountAsync(user);
        (user.TwoFactor, user.Authenticator, user.Recovery) = (false, null, []);
        user.Telling = new("authenticator_removed", SignedIn.Of(http).Actor, new { });
        var removed = await users.UpdateSecurityStampAsync(user);
        standings.Forget();
        return removed.Succeeded ? Results.NoContent() : Problem.Of("account-changed");
    });

    /// <summary>A code of the app, or one of those for the day on which it is lost. An attempt, like a password.</summary>
    internal static async Task<bool> AcceptsAsync(Account user, string code, Users users)
    {
        var typed = code.Replace(" ", "", StringComparison.Ordinal);
        return await users.VerifyTwoFactorTokenAsync(user, TokenOptions.DefaultAuthenticatorProvider, typed) || (await users.RedeemTwoFactorRecoveryCodeAsync(user, typed)).Succeeded;
    }

    private static async Task<Account> CurrentAsync(HttpContext http, Users users) => (await users.FindByIdAsync(SignedIn.Of(http).Standing.Account.ToString()))!;

    private static async Task<IResult> WithAsync(HttpContext http, string property, Func<string, Task<IResult>> handle)
    {
        var (body, refused) = await JsonBody.ReadWithoutKeyAsync(http);
        if (body is null)
        {
            return refused!;
        }

        using (body)
        {
            var reader = new BodyReader(body.Root);
            var text = reader.Wanted(property);
            return reader.Faults() is { IsEmpty: false } faults ? Problem.Of(new Refusal("content-invalid", faults)) : await handle(text);
        }
    }
}
