using WorkTracker.Api.Auditing;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Entrance;

/// <summary>
/// What a route asks of whoever calls it. Every route has one; a test finds the one that has none, and the program answers nothing without it.
/// What the act touches (a department, a kind) is asked again where it is known.
/// </summary>
/// <param name="Who">Whom the route is for.</param>
/// <param name="Act">The act that a user must be allowed somewhere, where the route is for users with a right.</param>
public sealed record RouteRule(Audience Who, Act? Act)
{
    /// <summary>Attempts are counted, and no other site makes one.</summary>
    public bool IsSignIn { get; init; }

    /// <summary>Also for who must change the password before anything else, and never for a token.</summary>
    public bool IsOwnSession { get; init; }
}

public enum Audience
{
    Anyone,

    /// <summary>Whoever runs the program, signed in or not: see <see cref="Operators"/>.</summary>
    Operators,
    SignedIn,
    WithRight,
}

public static class RouteRules
{
    public static TBuilder ForAnyone<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteRule(Audience.Anyone, null));

    public static TBuilder ForSigningIn<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteRule(Audience.Anyone, null) { IsSignIn = true });

    public static TBuilder ForOperators<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteRule(Audience.Operators, null));

    /// <summary>For everybody who is signed in, about themselves.</summary>
    public static TBuilder ForOwnSession<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteRule(Audience.SignedIn, null) { IsOwnSession = true });

    public static TBuilder Needs<TBuilder>(this TBuilder route, Act act)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new RouteRule(Audience.WithRight, act));

    /// <summary>What is answered leaves the program: told to the audit log once it is decided, before any of it goes out.</summary>
    public static TBuilder NeedsForExport<TBuilder>(this TBuilder route, Act act)
        where TBuilder : IEndpointConventionBuilder => route.Needs(act).AddEndpointFilter(async (call, next) =>
        {
            var answer = await next(call);
            if (answer is not IStatusCodeHttpResult { StatusCode: >= 300 })
            {
                var (http, user) = (call.HttpContext, SignedIn.Of(call.HttpContext));
                await http.RequestServices.GetRequiredService<AuditLog>().WriteAsync("exported", user.Actor, new { path = http.Request.Path.Value }, user.RolesFor(act), http.RequestAborted);
            }

            return answer;
        });
}
