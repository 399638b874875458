using Microsoft.AspNetCore.Antiforgery;
using WorkTracker.Api.Auditing;
using WorkTracker.Api.Hosting;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Entrance;

/// <summary>Stands before every route: who is it, and does the route's rule let them in. Refusals of known users go into the audit log, and what they asked for
/// and is not there for them: another's answers as a missing one, and whoever tries numbers shows by it.</summary>
public sealed class Doorkeeper(WhoAsks who, AuditLog audit, IAntiforgery antiforgery, Limits limits, Operators operators, NobodysRefusals nobodys, Settings settings)
{
    /// <summary>The synthetic endpoints of routing (a method that a route does not take) have no rule and do nothing.</summary>
    public async Task LetInAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(http);
            return;
        }

        var rule = endpoint.Metadata.GetMetadata<RouteRule>() ?? throw new InvalidOperationException($"The route {endpoint.RoutePattern.RawText} has no rule.");
        if (await WaitAsync(rule, http) is { } wait)
        {
            await TooMany(wait).ExecuteAsync(http);
            return;
        }

        if (await RefusalAsync(rule, http) is { } code)
        {
            await RefuseAsync(http, code, endpoint);
            return;
        }

        // What is asked again inside. Told before the answer goes out: where it cannot be told, nothing is answered.
        http.Response.OnStarting(() => TellOfAnswerAsync(rule, http, endpoint));
        await next(http);
    }

    private Task TellOfAnswerAsync(RouteRule rule, HttpContext http, RouteEndpoint endpoint)
    {
        var withheld = http.Response.StatusCode == StatusCodes.Status400BadRequest && SignedIn.Find(http) is { } user ? Withheld.In(Problem.FaultsOf(http), user.Standing.Known) : [];
        return IsRefusal(rule, http) || withheld.Length > 0 ? TellAsync(http, Problem.CodeOf(http) ?? "not-found", endpoint, withheld) : Task.CompletedTask;
    }

    /// <summary>Null where there is none. Attempts to sign in are counted before anything is told of them.</summary>
    private async Task<TimeSpan?> WaitAsync(RouteRule rule, HttpContext http) =>
        limits.OfAddress(http) is { } address ? address
        : rule.IsSignIn && limits.OfSignIn(http) is { } signIn ? signIn
        : rule.Who != Audience.Operators && await IdentifyAsync(http) is { } asking ? limits.OfUser(asking)
        : null;

    /// <summary>What is not theirs, be it there or not; of users and roles whatever was refused.</summary>
    private static bool IsRefusal(RouteRule rule, HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status403Forbidden => true,
        StatusCodes.Status404NotFound => rule.Who == Audience.WithRight,
        >= 400 and < 500 => rule.Act == Act.ManageAccounts && !IsSafe(http.Request.Method),
        _ => false,
    };

    private async Task<SignedIn?> IdentifyAsync(HttpContext http)
    {
        var user = await who.IdentifyAsync(http);
        http.Features.Set(user);
        return user;
    }

    /// <summary>Null where the rule lets the request in.</summary>
    private async Task<string?> RefusalAsync(RouteRule rule, HttpContext http)
    {
        if (settings.Https && !http.Request.IsHttps && (rule.IsSignIn || rule.Who is Audience.SignedIn or Audience.WithRight))
        {
            return "https-wanted";
        }

        if (rule.Who == Audience.Anyone)
        {
            return CrossSite(http) ? "antiforgery-failed" : null;
        }

        if (rule.Who == Audience.Operators)
        {
            return operators.Admits(http) ? null : "not-signed-in";
        }

        if (SignedIn.Find(http) is not { } user)
        {
            return "not-signed-in";
        }

        if (user.ByCookie && !IsSafe(http.Request.Method) && !await antiforgery.IsRequestValidAsync(http))
        {
            return "antiforgery-failed";
        }

        return rule switch
        {
            { IsOwnSession: true } => user.ByCookie || IsSafe(http.Request.Method) ? null : "not-for-tokens",
            _ when user.Standing.MustChange => "password-change-wanted",
            { Act: { } act } when !user.Rights.Allows(act, user.Standing.Known.Tree) => "not-allowed",
            _ => null,
        };
    }

    private async Task RefuseAsync(HttpContext http, string code, RouteEndpoint endpoint)
    {
        if (code == "not-signed-in")
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
        }

        // Who has not signed in yet is refused every day; who brings a token that is none, or none any more, is not.
        if (code != "not-signed-in" || http.Request.Headers.Authorization.Count > 0)
        {
            await TellAsync(http, code == "not-signed-in" ? "token-refused" : code, endpoint, []);
        }

        await Problem.Of(new Refusal(code, [new(code, "")])).ExecuteAsync(http);
    }

    private Task TellAsync(HttpContext http, string code, RouteEndpoint endpoint, string[] withheld) => SignedIn.Find(http) is { } user
        ? audit.WriteAsync("refused", user.Actor, new { code, method = http.Request.Method, route = endpoint.RoutePattern.RawText, path = http.Request.Path.Value, withheld }, cancellation: CancellationToken.None)
        : nobodys.TellAsync(code, http.Request.Method, endpoint.RoutePattern.RawText ?? "", WhoAsks.AddressOf(http), CancellationToken.None);

    internal static IResult TooMany(TimeSpan wait) => new Wait(wait);

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>A page of another site signs nobody in here.</summary>
    private static bool CrossSite(HttpContext http) =>
        !IsSafe(http.Request.Method) && http.Request.Headers.Origin is [{ } origin, ..] && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == http.Request.Host.Value);

    private sealed class Wait(TimeSpan wait) : IResult, IStatusCodeHttpResult
    {
        public int? StatusCode => StatusCodes.Status429TooManyRequests;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            httpContext.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Problem.Of(new Refusal("too-many-requests", [new("too-many-requests", "", $"{seconds}")])).ExecuteAsync(httpContext);
        }
    }
}
