using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.SigningIn;

namespace WorkTracker.Api.Accounts;

/// <summary>Tokens of a user whom one administers: to see what acts for them, and to end it.</summary>
public static class UserTokens
{
    /// <summary>A user's tokens, the newest first.</summary>
    /// <response code="200">All of them, without their secrets.</response>
    [ProducesResponseType<IReadOnlyList<TokenAnswer>>(200)]
    public static async Task<IResult> ListAsync(string id, HttpContext http, Tokens tokens, SecondWord second) =>
        await UserEndpoints.AdministeredAsync(id, http, second) is { } member
            ? Results.Ok(await tokens.OfAsync(member.Account, http.RequestAborted))
            : CommandAnswer.Missing("account-unknown", id);

    /// <summary>Ends a user's token.</summary>
    /// <response code="204">It is good for nothing any more.</response>
    public static async Task<IResult> RevokeAsync(string id, string token, HttpContext http, Tokens tokens, SecondWord second) =>
        await UserEndpoints.AdministeredAsync(id, http, second) is not { } member ? CommandAnswer.Missing("account-unknown", id)
        : Guid.TryParse(token, out var which) && await tokens.RevokeAsync(SignedIn.Of(http).Actor, member.Account, which, http.RequestAborted) ? Results.NoContent()
        : CommandAnswer.Missing("token-unknown", token);
}
