using Microsoft.AspNetCore.Mvc;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Http;
using WorkTracker.Api.Problems;
using WorkTracker.Api.SigningIn;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Accounts;

/// <param name="Password">To be told to the user, who must change it; shown once, and absent when the same command is sent again.</param>
public sealed record OpenedAccountAnswer(Guid Id, string Name, string? Password);

public static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/api/users").WithTags("用户");
        users.MapGet("", ListAsync).WithName("listUsers").Needs(Act.ManageAccounts);
        users.MapGet("waiting", WaitingEndpoints.ListAsync).WithName("listWaiting").Needs(Act.ManageAccounts);
        users.MapPost("", OpenAsync).WithName("openAccount").Needs(Act.ManageAccounts).Takes("""{"name": "wang.fang"}""");
        users.MapPost("imports", UserImports.HandleAsync).WithName("importUsers").Needs(Act.ManageAccounts)
            .TakesText("text/csv", "用户名,角色,单位\nwang.fang,报送员,431002\nwang.fang,领导,431002\n");
        users.MapPost("{id}/roles", GrantAsync).WithName("grantRole").Needs(Act.ManageAccounts).Takes("""{"role": "reporter", "department": "431002"}""");
        users.MapPost("{id}/revocations", RevokeAsync).WithName("revokeRole").Needs(Act.ManageAccounts).Takes("""{"role": "reporter", "department": "431002"}""");
        users.MapPost("{id}/disabling", DisableAsync).WithName("disableAccount").Needs(Act.ManageAccounts).Takes("{}");
        users.MapPost("{id}/enabling", EnableAsync).WithName("enableAccount").Needs(Act.ManageAccounts).Takes("{}");
        users.MapPost("{id}/withdrawals", WaitingEndpoints.WithdrawAsync).WithName("withdrawChange").Needs(Act.ManageAccounts).Takes("""{"change": "revocation", "department": "431002", "by": "wang.fang"}""");
        users.MapPost("{id}/unlocking", UnlockAsync).WithName("unlockAccount").Needs(Act.ManageAccounts).Takes("{}");
        users.MapDelete("{id}/sessions", EndSessionsAsync).WithName("endSessionsOfUser").Needs(Act.ManageAccounts);
        users.MapPost("{id}/password", ResetAsync).WithName("resetPassword").Needs(Act.ManageAccounts).Takes("{}");
        users.MapGet("{id}/tokens", UserTokens.ListAsync).WithName("listTokensOfUser").Needs(Act.ManageAccounts);
        users.MapDelete("{id}/tokens/{token}", UserTokens.RevokeAsync).WithName("revokeTokenOfUser").Needs(Act.ManageAccounts);
    }

    /// <summary>The users whom one administers, by name.</summary>
    /// <response code="200">Users with their roles.</response>
    [ProducesResponseType<IReadOnlyList<UserAnswer>>(200)]
    public static async Task<IResult> ListAsync(HttpContext http, SecondWord second, UserList list, CancellationToken cancellation)
    {
        var known = await second.KnownAsync(cancellation);
        return Results.Ok(await list.OfAsync(known.Roster.Members.Values.Where(member => known.Roster.Administers(SignedIn.Of(http).Actor, member, known.Tree)), cancellation));
    }

    /// <summary>A new user, without roles.</summary>
    /// <response code="201">The user, with a password to be changed at the first sign-in.</response>
    [ProducesResponseType<OpenedAccountAnswer>(201)]
    public static Task<IResult> OpenAsync(HttpContext http, AccountCommands accounts) => WithBodyAsync(http, async (body, reader) =>
    {
        var name = reader.Wanted("name");
        if (reader.Faults() is { IsEmpty: false } faults)
        {
            return CommandAnswer.Malformed(faults);
        }

        var password = Secrets.NewPassword();
        var outcome = await accounts.OpenAsync(body.Issued, name, password, cancellation: http.RequestAborted);
        return outcome is Outcome.Done done
            ? Results.Created($"/api/users/{body.Issued.Id}", new OpenedAccountAnswer(body.Issued.Id, name, done.Repeated ? null : password))
            : await CommandAnswer.OfAsync(outcome, http);
    });

    /// <summary>Gives a role on a department and all below it (* for all). A further administrator waits for a second one who gives the same.</summary>
    /// <response code="200">Given.</response>
    /// <response code="202">It waits for a second administrator, who gives the same.</response>
    [ProducesResponseType<CommandAnswer>(200)]
    [ProducesResponseType<CommandAnswer>(202)]
    public static Task<IResult> GrantAsync(string id, HttpContext http, AccountCommands accounts) =>
        RoleAsync(id, http, (issued, account, role, department) => accounts.GrantAsync(issued, new(account, role, department), http.RequestAborted));

    /// <summary>Takes a role away.</summary>
    /// <response code="200">Taken away.</response>
    /// <response code="202">An administrator's waits for a second one, who asks for the same.</response>
    [ProducesResponseType<CommandAnswer>(200)]
    [ProducesResponseType<CommandAnswer>(202)]
    public static Task<IResult> RevokeAsync(string id, HttpContext http, AccountCommands accounts) =>
        RoleAsync(id, http, (issued, account, role, department) => accounts.RevokeAsync(issued, new(account, role, department), http.RequestAborted));

    /// <summary>Ends all that a user may do, and their sessions.</summary>
    /// <response code="200">Disabled.</response>
    /// <response code="202">An administrator's waits for a second one, who asks for the same.</response>
    [ProducesResponseType<CommandAnswer>(200)]
    [ProducesResponseType<CommandAnswer>(202)]
    public static Task<IResult> DisableAsync(string id, HttpContext http, AccountCommands accounts) => SetDisabledAsync(id, true, http, accounts);

    /// <summary>Lets a user in again.</summary>
    /// <response code="200">Enabled.</response>
    /// <response code="202">An administrator's waits for a second one, who asks for the same.</response>
    [ProducesResponseType<CommandAnswer>(200)]
    [ProducesResponseType<CommandAnswer>(202)]
    public static Task<IResult> EnableAsync(string id, HttpContext http, AccountCommands accounts) => SetDisabledAsync(id, false, http, accounts);

    private static Task<IResult> SetDisabledAsync(string id, bool disabled, HttpContext http, AccountCommands accounts) => WithBodyAsync(http, async (body, reader) =>
        reader.Faults() is { IsEmpty: false } faults ? CommandAnswer.Malformed(faults)
        : !Guid.TryParse(id, out var account) ? CommandAnswer.Missing("account-unknown", id)
        : await AnswerAsync(await accounts.DisableAsync(body.Issued, new(account, disabled), http.RequestAborted), http));

    private static Task<IResult> AnswerAsync(Outcome outcome, HttpContext http) => http.RequestServices.GetRequiredService<SecondWord>().AnswerAsync(outcome, http);

    /// <summary>Opens the lock of a user who mistyped the password too often.</summary>
    /// <response code="204">They may try again at once.</response>
    /// <response code="409">Nothing is locked.</response>
    public static Task<IResult> UnlockAsync(string id, HttpContext http, AccountTable table, SecondWord second) => WithBodyAsync(http, async (_, reader) =>
        reader.Faults() is { IsEmpty: false } faults ? CommandAnswer.Malformed(faults)
        : await AdministeredAsync(id, http, second) is not { Account: var account } ? CommandAnswer.Missing("account-unknown", id)
        : await table.UnlockAsync(account, new("account_unlocked", SignedIn.Of(http).Actor, new { account }, SignedIn.Of(http).RolesFor(Act.ManageAccounts)), http.RequestAborted) ? Results.NoContent()
        : Problem.Of(new Refusal("nothing-changed", [new("nothing-changed", "")])));

    /// <summary>Ends every session of a user, on every browser and page. They may sign in anew; tokens stay.</summary>
    /// <response code="204">Ended.</response>
    public static async Task<IResult> EndSessionsAsync(string id, HttpContext http, Sessions sessions, SecondWord second)
    {
        if (await AdministeredAsync(id, http, second) is not { } member)
        {
            return CommandAnswer.Missing("account-unknown", id);
        }

        await sessions.EndAllAsync("sessions_ended", SignedIn.Of(http).Actor, member.Account, http.RequestAborted, SignedIn.Of(http).RolesFor(Act.ManageAccounts));
        return Results.NoContent();
    }

    /// <summary>A new password for who has lost theirs: sessions, tokens and a second factor end with the old one. An administrator's takes the word of two.</summary>
    /// <response code="200">The password, to be changed at the next sign-in.</response>
    /// <response code="202">It waits for a second administrator, who asks for the same.</response>
    /// <response code="409">One's own: it is changed in the session, by who knows it.</response>
    [ProducesResponseType<OpenedAccountAnswer>(200)]
    [ProducesResponseType<OpenedAccountAnswer>(202)]
    public static Task<IResult> ResetAsync(string id, HttpContext http, AccountCommands accounts, SecondWord second) => WithBodyAsync(http, async (body, reader) =>
    {
        if (reader.Faults() is { IsEmpty: false } faults)
        {
            return CommandAnswer.Malformed(faults);
        }

        if (await AdministeredAsync(id, http, second) is not { } member)
        {
            return CommandAnswer.Missing("account-unknown", id);
        }

        var password = Secrets.NewPassword();
        return await accounts.ResetAsync(body.Issued, new(member.Account), password, http.RequestAborted) switch
        {
            (Outcome.Done, true) => Results.Ok(new OpenedAccountAnswer(member.Account, member.Name, password)),
            (Outcome.Done done, _) when await second.IsWantedAsync(done, http.RequestAborted) => Results.Accepted(null, new OpenedAccountAnswer(member.Account, member.Name, null)),
            (Outcome.Done, _) => Results.Ok(new OpenedAccountAnswer(member.Account, member.Name, null)),
            var (outcome, _) => await CommandAnswer.OfAsync(outcome, http),
        };
    });

    /// <summary>Null where there is no such user, or none whom the sender administers.</summary>
    internal static async Task<Member?> AdministeredAsync(string id, HttpContext http, SecondWord second)
    {
        var known = await second.KnownAsync(http.RequestAborted);
        return Guid.TryParse(id, out var account) && known.Roster.Find(account) is { } member && known.Roster.Administers(SignedIn.Of(http).Actor, member, known.Tree) ? member : null;
    }

    private static Task<IResult> RoleAsync(string id, HttpContext http, Func<Issued, Guid, Role, string, Task<Outcome>> run) => WithBodyAsync(http, async (body, reader) =>
    {
        var (written, department) = (reader.Wanted("role"), reader.Wanted("department"));
        var faults = reader.Faults().ToList();
        if (!Enum.TryParse<Role>(written, ignoreCase: true, out var role) || !written.All(char.IsLetter))
        {
            faults.Add(new("role-unknown", "role", written, RoleNames.All));
        }

        return faults.Count > 0 ? CommandAnswer.Malformed([.. faults])
            : !Guid.TryParse(id, out var account) ? CommandAnswer.Missing("account-unknown", id)
            : await AnswerAsync(await run(body.Issued, account, role, department), http);
    });

    internal static async Task<IResult> WithBodyAsync(HttpContext http, Func<JsonBody, BodyReader, Task<IResult>> handle)
    {
        var (body, refused) = await JsonBody.ReadAsync(http);
        if (body is null)
        {
            return refused!;
        }

        using (body)
        {
            return await handle(body, new(body.Root));
        }
    }
}
