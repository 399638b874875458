using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Http;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Accounts;

/// <param name="Secret">Shown now and never again: Authorization: Bearer … with every request.</param>
public sealed record IssuedTokenAnswer(Guid Id, string Secret, DateTimeOffset ExpiresAt);

public sealed record TokenAnswer(Guid Id, string Name, Scope Scope, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt);

/// <summary>One's own tokens: made and revoked in the browser only.</summary>
public static class TokenEndpoints
{
    /// <summary>Own tokens, the newest first.</summary>
    /// <response code="200">All of them, without their secrets.</response>
    [ProducesResponseType<IReadOnlyList<TokenAnswer>>(200)]
    public static async Task<IResult> ListAsync(HttpContext http, Tokens tokens) =>
        Results.Ok(await tokens.OfAsync(SignedIn.Of(http).Standing.Account, http.RequestAborted));

    /// <summary>A new token.</summary>
    /// <response code="200">The token with its secret, which is shown once.</response>
    [ProducesResponseType<IssuedTokenAnswer>(200)]
    public static async Task<IResult> IssueAsync(HttpContext http, Tokens tokens, AccountPolicy policy)
    {
        var (body, refused) = await JsonBody.ReadWithoutKeyAsync(http);
        if (body is null)
        {
            return refused!;
        }

        using (body)
        {
            var reader = new BodyReader(body.Root);
            var (name, scope, days) = (reader.Wanted("name"), reader.Wanted("scope"), reader.Whole("days") ?? 90);
            var faults = reader.Faults().ToList();
            if (!Enum.TryParse<Scope>(scope, ignoreCase: true, out var read) && scope.Length > 0)
            {
                faults.Add(new("scope-unknown", "scope", scope));
            }

            if (days < 1 || days > policy.LongestToken.TotalDays)
            {
                faults.Add(new("days-out-of-range", "days", ((int)policy.LongestToken.TotalDays).ToString(CultureInfo.InvariantCulture)));
            }

            return faults.Count > 0
                ? Problem.Of(new Refusal("content-invalid", [.. faults]))
                : Results.Ok(await tokens.IssueAsync(SignedIn.Of(http).Actor, name, read, TimeSpan.FromDays(days), http.RequestAborted));
        }
    }

    /// <summary>Ends a token.</summary>
    /// <response code="204">It is good for nothing any more.</response>
    /// <response code="404">No such token of one's own.</response>
    public static async Task<IResult> RevokeAsync(string id, HttpContext http, Tokens tokens) =>
        Guid.TryParse(id, out var token) && await tokens.RevokeAsync(SignedIn.Of(http).Actor, token, http.RequestAborted)
            ? Results.NoContent()
            : CommandAnswer.Missing("token-unknown", id);
}
