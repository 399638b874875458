using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Accounts;

public static class GetSession
{
    /// <summary>Who is signed in, with which roles.</summary>
    /// <response code="200">The user.</response>
    [ProducesResponseType<SessionAnswer>(200)]
    public static IResult HandleAsync(HttpContext http) => Results.Ok(Answer(SignedIn.Of(http), http));

    internal static SessionAnswer Answer(SignedIn user, HttpContext http) => new(
        user.Standing.Account, user.Actor.Name, RoleAnswer.Of(user.Rights.Grants), user.Rights.Scope, user.Standing.MustChange,
        user.ByCookie ? http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http).RequestToken : null);
}

public static class DeleteSession
{
    /// <summary>退出: ends this session, on every page and node.</summary>
    /// <response code="204">Signed out.</response>
    public static async Task<IResult> HandleAsync(HttpContext http, NpgsqlDataSource database, AuditLog audit, Standings standings, AccountPolicy policy, TimeProvider time)
    {
        var user = SignedIn.Of(http);
        await audit.WriteAsync("signed_out", user.Actor, new { session = user.Standing.Key }, cancellation: http.RequestAborted);
        await using var end = database.CreateCommand("""
            with forgotten as (delete from accounts.ended_session where forget_at < $4)
            insert into accounts.ended_session (id, account, forget_at) values ($1, $2, $3) on conflict do nothing
            """);
        end.Parameters.Add(new() { Value = user.Standing.Key });
        end.Parameters.Add(new() { Value = user.Standing.Account });
        end.Parameters.Add(new() { Value = time.GetUtcNow() + policy.LongestSession });
        end.Parameters.Add(new() { Value = time.GetUtcNow() });
        await end.ExecuteNonQueryAsync(http.RequestAborted);
        standings.Forget();
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Results.NoContent();
    }
}
