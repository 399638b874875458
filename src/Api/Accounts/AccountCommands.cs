using Microsoft.AspNetCore.Identity;
using WorkTracker.Api.Commands;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Accounts;

/// <summary>Users and their roles, for every door. What changes is an event and a line of the audit log in one transaction.</summary>
public sealed class AccountCommands(CommandPath path, Users users, Standings standings, TimeProvider time)
{
    /// <param name="issued">The command; the account has its id.</param>
    /// <param name="name">How the user signs in, for ever.</param>
    /// <param name="password">The first password.</param>
    /// <param name="isSample">Made with the sample: its password is no secret.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task<Outcome> OpenAsync(Issued issued, string name, string password, bool isSample = false, CancellationToken cancellation = default)
    {
        var account = new Account { Id = issued.Id, Name = name, Lookup = users.NormalizeName(name), PasswordAt = time.GetUtcNow(), MustChange = !isSample, Stamp = Secrets.New(), IsSample = isSample };
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        return await RunAsync(issued, "account_opened", new { issued.Id, name }, Act.ManageAccounts, async (scope, stop) =>
        {
            var decision = OpenAccount.Decide(new(issued.Id, name), scope.Known.Roster);
            if (decision is Decision.Accepted)
            {
                await AccountTable.InsertAsync(account, scope.Connection, stop);
            }

            return decision;
        }, cancellation);
    }

    public Task<Outcome> GrantAsync(Issued issued, GrantRole grant, CancellationToken cancellation = default) =>
        RunAsync(issued, "role_granted", grant, Act.ManageAccounts, (scope, _) => Task.FromResult(
            GrantRole.Decide(grant, scope.Actor, scope.Known.Roster, scope.Known.Tree)), cancellation);

    public Task<Outcome> RevokeAsync(Issued issued, RevokeRole revoke, CancellationToken cancellation = default) =>
        RunAsync(issued, "role_revoked", revoke, Act.ManageAccounts, (scope, _) => Task.FromResult(
            RevokeRole.Decide(revoke, scope.Actor, scope.Known.Roster, scope.Known.Tree)), cancellation);

    public Task<Outcome> DisableAsync(Issued issued, DisableAccount disable, CancellationToken cancellation = default) =>
        RunAsync(issued, disable.Disabled ? "account_disabled" : "account_enabled", disable, Act.ManageAccounts, async (scope, stop) =>
        {
            var decision = DisableAccount.Decide(disable, scope.Actor, scope.Known.Roster, scope.Known.Tree);
            if (decision is Decision.Accepted)
            {
                // Of who is enabled too: none that was begun in the instant of the disabling comes to life again.
                await Sessions.EndAllAsync(disable.Account, scope.Connection, stop);
            }

            return decision;
        }, cancellation);

    private async Task<Outcome> RunAsync(
        Issued issued, string what, object detail, Act act, Func<CommandScope, CancellationToken, Task<Decision>> decide, CancellationToken cancellation)
    {
        var outcome = await path.RunAsync(issued.On(Streams.Accounts, act), async (scope, stop) =>
        {
            switch (await decide(scope, stop))
            {
                case Decision.Refused refused:
                    return new Outcome.Refused(refused.Reason);
                case Decision.Accepted accepted:
                    scope.PermitWithoutDepartment();
                    Append(scope, accepted);
                    await AuditLog.WriteAsync(new(what, scope.Actor, detail, scope.Rights.RolesFor(act, null, scope.Known.Tree)), scope.Connection, stop);
                    return null;
                default:
                    throw new InvalidOperationException("No such decision.");
            }
        }, cancellation);
        standings.Forget();
        return outcome;
    }

    private static void Append(CommandScope scope, Decision.Accepted accepted)
    {
        if (scope.Known.Roster.Version == 0)
        {
            scope.Start<Roster>(Streams.Accounts, accepted.Events);
        }
        else
        {
            scope.Append(Streams.Accounts, accepted.Events);
        }
    }
}
