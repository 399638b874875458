using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.HttpOverrides;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.SigningIn;

namespace WorkTracker.Api.Entrance;

/// <summary>
/// Who reads what the program measures of itself. Where a token is set, whoever sends it; else whoever asks on this machine directly. What came
/// through a proxy is not of this machine, whatever address it has: with a proxy set, or a header of one, it takes the token.
/// </summary>
public sealed class Operators(Settings settings)
{
    private const string Scheme = "Bearer ";

    private static readonly string[] OfProxies =
        ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via", ForwardedHeadersDefaults.XOriginalForHeaderName];

    public bool Admits(HttpContext http) => settings.MetricsToken.Length > 0 ? HasToken(http.Request) : IsOfThisMachine(http);

    private bool HasToken(HttpRequest request) =>
        request.Headers.Authorization is [{ } given] && given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Secrets.Hash(given[Scheme.Length..].Trim()), Secrets.Hash(settings.MetricsToken));

    /// <summary>The host too: a proxy often passes on the one that it was asked for, and a page elsewhere whose name was bent to this machine has its own.</summary>
    private bool IsOfThisMachine(HttpContext http) =>
        settings is { Https: false, Proxies: "" } && http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !OfProxies.Any(http.Request.Headers.ContainsKey) && IsLoopback(http.Request.Host.Host);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
