using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Entrance;

namespace WorkTracker.Api.SigningIn;

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
