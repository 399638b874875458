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
        var account = New(issued.Id, name, password, isSample);
        return await RunAsync(issued, async (scope, stop) =>
        {
            var decision = OpenAccount.Decide(new(issued.Id, name), scope.Known.Roster);
            if (decision is Decision.Accepted)
            {
                await AccountTable.InsertAsync(account, scope.Connection, stop);
            }

            return decision;
        }, cancellation);
    }

    /// <summary>All rows of a file, or none.</summary>
    /// <param name="issued">The command.</param>
    /// <param name="import">The rows.</param>
    /// <param name="make">The account of a new name, with its first password.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public Task<Outcome> ImportAsync(Issued issued, ImportUsers import, Func<AccountOpened, Account> make, CancellationToken cancellation = default) =>
        RunAsync(issued, async (scope, stop) =>
        {
            var decision = ImportUsers.Decide(import, scope.Actor, scope.Known.Roster, scope.Known.Tree, name => UserFile.IdOf(issued, name));
            foreach (var account in decision is Decision.Accepted accepted ? accepted.Events.OfType<AccountOpened>() : [])
            {
                await AccountTable.InsertAsync(make(account), scope.Connection, stop);
            }

            return decision;
        }, cancellation);

    public Task<Outcome> GrantAsync(Issued issued, GrantRole grant, CancellationToken cancellation = default) =>
        RunAsync(issued, (scope, _) => Task.FromResult(
            GrantRole.Decide(grant, scope.Actor, scope.Known.Roster, scope.Known.Tree)), cancellation);

    public Task<Outcome> RevokeAsync(Issued issued, RevokeRole revoke, CancellationToken cancellation = default) =>
        RunAsync(issued, (scope, _) => Task.FromResult(
            RevokeRole.Decide(revoke, scope.Actor, scope.Known.Roster, scope.Known.Tree)), cancellation);

    public Task<Outcome> DisableAsync(Issued issued, DisableAccount disable, CancellationToken cancellation = default) =>
        RunAsync(issued, async (scope, stop) =>
        {
            var decision = DisableAccount.Decide(disable, scope.Actor, scope.Known.Roster, scope.Known.Tree);
            if (decision is Decision.Accepted)
            {
                // Of who is enabled too: none that was begun in the instant of the disabling comes to life again.
                await Sessions.EndAllAsync(disable.Account, scope.Connection, stop);
            }

            return decision;
        }, cancellation);

    /// <summary>A new account with its first password, not stored yet. Hashing takes its time: not in a transaction that others wait for.</summary>
    internal Account New(Guid id, string name, string password, bool isSample = false)
    {
        var account = new Account { Id = id, Name = name, Lookup = users.NormalizeName(name), PasswordAt = time.GetUtcNow(), MustChange = !isSample, Stamp = Secrets.New(), IsSample = isSample };
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        return account;
    }

    private async Task<Outcome> RunAsync(Issued issued, Func<CommandScope, CancellationToken, Task<Decision>> decide, CancellationToken cancellation)
    {
        var outcome = await path.RunAsync(issued.On(Streams.Accounts, Act.ManageAccounts), async (scope, stop) =>
        {
            switch (await decide(scope, stop))
            {
                case Decision.Refused refused:
                    return new Outcome.Refused(refused.Reason);
                case Decision.Accepted accepted:
                    scope.PermitWithoutDepartment();
                    Append(scope, accepted);
                    foreach (var @event in accepted.Events)
                    {
                        await AuditLog.WriteAsync(new(Named(@event), scope.Actor, @event, scope.Rights.RolesFor(Act.ManageAccounts, null, scope.Known.Tree)), scope.Connection, stop);
                    }

                    return null;
                default:
                    throw new InvalidOperationException("No such decision.");
            }
        }, cancellation);
        standings.Forget();
        return outcome;
    }

    /// <summary>As the event is called in the store: role_granted.</summary>
    private static string Named(object @event) =>
        string.Concat(@event.GetType().Name.Select((c, at) => char.IsUpper(c) && at > 0 ? $"_{c}" : $"{c}")).ToLowerInvariant();

    private static void Append(CommandScope scope, Decision.Accepted accepted)
    {
        if (accepted.Events.IsEmpty)
        {
            return;
        }

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
