using System.Collections.Concurrent;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using WorkTracker.Api.Auditing;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Entrance;

/// <summary>Tells from a request's cookie or token who sends it.</summary>
public sealed class WhoAsks(Standings standings, AuditLog audit, TimeProvider time)
{
    internal const string SessionClaim = "session";

    /// <summary>A token's use from an address is told once in so long.</summary>
    private static readonly TimeSpan Told = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(Guid Token, string Address), DateTimeOffset> told = new();

    public static string AddressOf(HttpContext http) => (http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress ?? IPAddress.None).ToString();

    /// <summary>Somebody who has not said who they are.</summary>
    public static Actor Unknown(HttpContext http) => new("", Guid.Empty, AddressOf(http), Scope.Read);

    /// <summary>Null where nobody is signed in, or not any more. A token that is given goes before a cookie.</summary>
    public Task<SignedIn?> IdentifyAsync(HttpContext http) => IdentifyAsync(http, isUse: true);

    /// <summary>Whether a request that goes on (a live stream) may still do so. That it is open does not keep a session from running idle.</summary>
    public Task<SignedIn?> StillAsync(HttpContext http) => IdentifyAsync(http, isUse: false);

    private async Task<SignedIn?> IdentifyAsync(HttpContext http, bool isUse)
    {
        if (http.Request.Headers.Authorization is [{ } given, ..])
        {
            return given.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && await standings.OfTokenAsync(given["Bearer ".Length..].Trim()) is { } token
                ? await UsedAsync(Of(token, http, byCookie: false), http)
                : null;
        }

        return await http.AuthenticateAsync(IdentityConstants.ApplicationScheme) is { Succeeded: true, Principal: var principal }
            && await StandingAsync(principal, isUse) is { } session
            ? Of(session, http, byCookie: true)
            : null;
    }

    private async Task<Standing?> StandingAsync(ClaimsPrincipal principal, bool isUse) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var account)
        && Guid.TryParse(principal.FindFirstValue(SessionClaim), out var session)
            ? await standings.OfSessionAsync(account, session, isUse)
            : null;

    private static SignedIn Of(Standing standing, HttpContext http, bool byCookie)
    {
        var actor = new Actor(standing.Name, standing.Account, AddressOf(http), standing.Scope);
        return new(actor, standing.Known.Roster.RightsOf(actor), standing, byCookie);
    }

    private async Task<SignedIn> UsedAsync(SignedIn user, HttpContext http)
    {
        var (key, now) = ((user.Standing.Key, user.Actor.Address!), time.GetUtcNow());
        if (!told.TryGetValue(key, out var last) || last + Told < now)
        {
            await audit.WriteAsync("token_used", user.Actor, new { token = user.Standing.Key, path = http.Request.Path.Value }, cancellation: http.RequestAborted);
            told[key] = now;
        }

        return user;
    }
}
