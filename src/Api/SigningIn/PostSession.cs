using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Auditing;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Http;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.SigningIn;

/// <summary>Signing in. Whatever is wrong, the answer and its time are the same: nobody learns which names exist.</summary>
public static class PostSession
{
    /// <summary>Of a random password: what an unknown user's is compared with.</summary>
    private static readonly string Nobodys = new PasswordHasher<Account>().HashPassword(Nobody(), Secrets.New());

    /// <summary>登录: by name and password, and a code where a second factor is set up.</summary>
    /// <response code="200">Signed in; the cookie is set.</response>
    /// <response code="401">Not signed in; where a code is wanted the problem says so.</response>
    [ProducesResponseType<SessionAnswer>(200)]
    public static async Task<IResult> HandleAsync(
        HttpContext http, Users users, AuditLog audit, Standings standings, Sessions sessions)
    {
        var (body, refused) = await JsonBody.ReadWithoutKeyAsync(http);
        if (body is null)
        {
            return refused!;
        }

        using (body)
        {
            var reader = new BodyReader(body.Root);
            var (name, password, code) = (reader.Wanted("name"), reader.Text("password") ?? "", reader.Text("code"));
            if (reader.Faults() is { IsEmpty: false } faults)
            {
                return Problem.Of(new Refusal("content-invalid", faults));
            }

            var (user, roster) = (await users.FindByNameAsync(name), (await standings.KnownAsync(http.RequestAborted)).Roster);
            if (await RefusalAsync(user, roster, password, code, users) is { } why)
            {
                await audit.WriteAsync("sign_in_failed", user is null ? WhoAsks.Unknown(http) : ActorOf(user, http), new { why }, cancellation: http.RequestAborted);
                return Problem.Of(why == "second-factor-wanted" ? "second-factor-wanted" : "sign-in-failed");
            }

            return await SignInAsync(user!, roster, http, standings, sessions);
        }
    }

    private static async Task<IResult> SignInAsync(Account user, Roster roster, HttpContext http, Standings standings, Sessions sessions)
    {
        var actor = ActorOf(user, http);
        var line = new AuditLine("signed_in", actor, new { }, roster.RightsOf(actor).Grants.Select(grant => grant.Role).Distinct());
        var session = await sessions.BeginAsync(user, line, BrowserName.Of(http.Request.Headers.UserAgent), http.RequestAborted);
        if (await standings.OfSessionAsync(user.Id, session, isUse: true) is not { } standing)
        {
            // In the same instant the user was disabled, or given another password.
            return Problem.Of("sign-in-failed");
        }

        var principal = new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, user.Id.ToString()), new(ClaimTypes.Name, user.Name), new(WhoAsks.SessionClaim, session.ToString())], IdentityConstants.ApplicationScheme));
        await http.SignInAsync(IdentityConstants.ApplicationScheme, principal);
        http.User = principal;
        return Results.Ok(GetSession.Answer(new(actor, standing.Known.Roster.RightsOf(actor), standing, ByCookie: true), http));
    }

    /// <summary>Why not, for the audit log; null where all is right.</summary>
    private static async Task<string?> RefusalAsync(Account? user, Roster roster, string password, string? code, Users users)
    {
        var isDisabled = user is not null && roster.Find(user.Id) is not { IsDisabled: false };
        var isComparable = user?.PasswordHash is not null && !isDisabled;
        if (!await users.TryAttemptAsync(isComparable ? user!.Id : Guid.Empty))
        {
            users.PasswordHasher.VerifyHashedPassword(user ?? Nobody(), Nobodys, password);
            return user is null ? "unknown" : isDisabled ? "disabled" : "locked";
        }

        if (!await users.CheckPasswordAsync(user!, password))
        {
            return "password";
        }

        if (user!.TwoFactor && string.IsNullOrWhiteSpace(code))
        {
            await users.GiveBackAttemptAsync(user);
            return "second-factor-wanted";
        }

        if (user.TwoFactor && !await Authenticator.AcceptsAsync(user, code!, users))
        {
            return "code";
        }

        // Not before both factors are right: else whoever knows the password could try codes without end.
        await users.ResetAccessFailedCountAsync(user);
        return null;
    }

    private static Actor ActorOf(Account user, HttpContext http) => new(user.Name, user.Id, WhoAsks.AddressOf(http));

    private static Account Nobody() => new() { Id = Guid.Empty, Name = "" };
}
