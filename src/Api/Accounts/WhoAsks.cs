using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Accounts;

/// <summary>Tells from a request's cookie or token who sends it.</summary>
public sealed class WhoAsks(Standings standings, AuditLog audit, AccountPolicy policy, TimeProvider time)
{
    internal const string SessionClaim = "session";
    internal const string BegunClaim = "begun";
    internal const string StampClaim = "stamp";

    /// <summary>A token's use from an address is told once in so long.</summary>
    private static readonly TimeSpan Told = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(Guid Token, string Address), DateTimeOffset> told = new();

    public static string AddressOf(HttpContext http) => (http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress ?? IPAddress.None).ToString();

    /// <summary>Somebody who has not said who they are.</summary>
    public static Actor Unknown(HttpContext http) => new("", Guid.Empty, AddressOf(http), Scope.Read);

    /// <summary>Null where nobody is signed in, or not any more. A token that is given goes before a cookie.</summary>
    public async Task<SignedIn?> IdentifyAsync(HttpContext http)
    {
        if (http.Request.Headers.Authorization is [{ } given, ..])
        {
            return given.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && await standings.OfTokenAsync(given["Bearer ".Length..].Trim()) is { } token
                ? await UsedAsync(Of(token, http, byCookie: false), http)
                : null;
        }

        return await http.AuthenticateAsync(IdentityConstants.ApplicationScheme) is { Succeeded: true, Principal: var principal }
            && await StandingAsync(principal) is { } session
            ? Of(session, http, byCookie: true)
            : null;
    }

    /// <summary>Whether a request that goes on (a live stream) may still do so.</summary>
    public async Task<SignedIn?> StillAsync(HttpContext http) => await IdentifyAsync(http);

    private async Task<Standing?> StandingAsync(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var account)
        && Guid.TryParse(principal.FindFirstValue(SessionClaim), out var session)
        && long.TryParse(principal.FindFirstValue(BegunClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var begun)
        && DateTimeOffset.FromUnixTimeSeconds(begun) + policy.LongestSession > time.GetUtcNow()
        && principal.FindFirstValue(StampClaim) is { } stamp
            ? await standings.OfSessionAsync(account, session, stamp)
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
