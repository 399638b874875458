using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Http;
using WorkTracker.Api.Problems;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.SigningIn;

/// <param name="Secret">Shown now and never again: Authorization: Bearer … with every request.</param>
public sealed record IssuedTokenAnswer(Guid Id, string Secret, DateTimeOffset ExpiresAt);

public sealed record TokenAnswer(Guid Id, string Name, Scope Scope, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt);

/// <summary>One's own tokens: made and revoked in the browser only.</summary>
public static class TokenEndpoints
{
    private const int LongestName = 100;

    /// <summary>By name only: 5 and "read,report" are numbers and sums of the program's own.</summary>
    private static readonly Dictionary<string, Scope> Scopes = new(StringComparer.OrdinalIgnoreCase) { ["all"] = Scope.All, ["read"] = Scope.Read, ["report"] = Scope.Report };

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
            if (name.Length > LongestName)
            {
                faults.Add(new("text-too-long", "name", "name", LongestName.ToString(CultureInfo.InvariantCulture)));
            }

            if (!Scopes.TryGetValue(scope, out var read) && scope.Length > 0)
            {
                faults.Add(new("scope-unknown", "scope", scope));
            }

            if (days < 1 || days > policy.LongestToken.TotalDays)
            {
                faults.Add(new("days-out-of-range", "days", ((int)policy.LongestToken.TotalDays).ToString(CultureInfo.InvariantCulture)));
            }

            if (faults.Count > 0)
            {
                return Problem.Of(new Refusal("content-invalid", [.. faults]));
            }

            var who = SignedIn.Of(http);
            return who.Standing.MustChange || await tokens.IssueAsync(who.Actor, name, read, TimeSpan.FromDays(days), who.Standing.Key, http.RequestAborted) is not { } issued
                ? Problem.Of("password-change-wanted")
                : Results.Ok(issued);
        }
    }

    /// <summary>Ends all of one's tokens: a new password of one's own leaves them, since programs go on.</summary>
    /// <response code="204">None is good for anything any more.</response>
    public static async Task<IResult> RevokeAllAsync(HttpContext http, Tokens tokens)
    {
        await tokens.RevokeAllAsync(SignedIn.Of(http).Actor, http.RequestAborted);
        return Results.NoContent();
    }

    /// <summary>Ends a token.</summary>
    /// <response code="204">It is good for nothing any more.</response>
    /// <response code="404">No such token of one's own.</response>
    public static async Task<IResult> RevokeAsync(string id, HttpContext http, Tokens tokens) =>
        Guid.TryParse(id, out var token) && await tokens.RevokeAsync(SignedIn.Of(http).Actor, SignedIn.Of(http).Standing.Account, token, http.RequestAborted)
            ? Results.NoContent()
            : CommandAnswer.Missing("token-unknown", id);
}
