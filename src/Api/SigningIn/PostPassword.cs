using Microsoft.AspNetCore.Identity;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Auditing;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Http;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;

namespace WorkTracker.Api.SigningIn;

public static class PostPassword
{
    /// <summary>修改密码: all sessions end, this one too; sign in anew.</summary>
    /// <response code="204">Changed.</response>
    /// <response code="400">The new password does not do; every reason is named.</response>
    public static async Task<IResult> HandleAsync(HttpContext http, Users users, AuditLog audit, Standings standings)
    {
        var (body, refused) = await JsonBody.ReadWithoutKeyAsync(http);
        if (body is null)
        {
            return refused!;
        }

        using (body)
        {
            var reader = new BodyReader(body.Root);
            var (current, password) = (reader.Text("current") ?? "", reader.Text("password") ?? "");
            if (reader.Faults() is { IsEmpty: false } faults)
            {
                return Problem.Of(new Refusal("content-invalid", faults));
            }

            var who = SignedIn.Of(http);
            var user = (await users.FindByIdAsync(who.Standing.Account.ToString()))!;
            if (!await users.TryAttemptAsync(user.Id) || !await users.CheckPasswordAsync(user, current))
            {
                await audit.WriteAsync("sign_in_failed", who.Actor, new { why = "password" }, cancellation: http.RequestAborted);
                return Problem.Of("sign-in-failed");
            }

            // The new one may not do: the old one was right all the same.
            await users.ResetAccessFailedCountAsync(user);
            user.Telling = new("password_changed", who.Actor, new { });
            var set = await users.SetPasswordAsync(user, password, mustChange: false);
            standings.Forget();
            return set.Succeeded ? Results.NoContent()
                : set.Errors.Any(error => error.Code == "account-changed") ? Problem.Of("account-changed")
                : Problem.Of(new Refusal("content-invalid", [.. FaultsOf(set)]));
        }
    }

    internal static IEnumerable<Fault> FaultsOf(IdentityResult result) =>
        result.Errors.Select(error => new Fault(error.Code, "password", error.Description.Split('|')));
}
