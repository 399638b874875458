using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;

namespace WorkTracker.Api.SigningIn;

/// <param name="UsedAt">To half a minute.</param>
/// <param name="Program">What the browser calls itself, put simply.</param>
/// <param name="IsThis">The one that asks.</param>
public sealed record OwnSessionAnswer(Guid Id, DateTimeOffset BegunAt, DateTimeOffset UsedAt, string Address, string Program, bool IsThis);

/// <summary>One's own sessions: to see a strange one, and to end it.</summary>
public static class OwnSessions
{
    /// <summary>Own open sessions, the last used first.</summary>
    /// <response code="200">All of them.</response>
    [ProducesResponseType<IReadOnlyList<OwnSessionAnswer>>(200)]
    public static async Task<IResult> ListAsync(HttpContext http, Sessions sessions)
    {
        var user = SignedIn.Of(http);
        return Results.Ok((await sessions.OfAsync(user.Standing.Account, http.RequestAborted))
            .Select(one => new OwnSessionAnswer(one.Id, one.BegunAt, one.UsedAt, one.Address, one.Program, one.Id == user.Standing.Key)));
    }

    /// <summary>退出: ends every session of the user, on every page, browser and node.</summary>
    /// <response code="204">Signed out.</response>
    public static async Task<IResult> SignOutAsync(HttpContext http, Sessions sessions)
    {
        var user = SignedIn.Of(http);
        await sessions.EndAllAsync("signed_out", user.Actor, user.Standing.Account, http.RequestAborted);
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Results.NoContent();
    }

    /// <summary>Ends this session only.</summary>
    /// <response code="204">Signed out here.</response>
    public static async Task<IResult> EndThisAsync(HttpContext http, Sessions sessions)
    {
        var user = SignedIn.Of(http);
        await sessions.EndAsync("signed_out", user.Actor, user.Standing.Account, user.Standing.Key, http.RequestAborted);
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Results.NoContent();
    }

    /// <summary>Ends all of one's sessions but this one.</summary>
    /// <response code="204">Only this one is left.</response>
    public static async Task<IResult> EndOthersAsync(HttpContext http, Sessions sessions)
    {
        var user = SignedIn.Of(http);
        await sessions.EndOthersAsync(user.Actor, user.Standing.Account, user.Standing.Key, http.RequestAborted);
        return Results.NoContent();
    }

    /// <summary>Ends one of one's sessions.</summary>
    /// <response code="204">Ended.</response>
    /// <response code="404">No such session of one's own.</response>
    public static async Task<IResult> EndAsync(string id, HttpContext http, Sessions sessions)
    {
        var user = SignedIn.Of(http);
        return Guid.TryParse(id, out var session) && await sessions.EndAsync("session_ended", user.Actor, user.Standing.Account, session, http.RequestAborted)
            ? Results.NoContent()
            : CommandAnswer.Missing("session-unknown", id);
    }
}
