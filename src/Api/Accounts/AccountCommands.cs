using Npgsql;
using WorkTracker.Api.Auditing;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.SigningIn;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Accounts;

/// <summary>Users and their roles, for every door. What changes is an event and a line of the audit log in one transaction.</summary>
public sealed class AccountCommands(CommandPath path, Users users, Standings standings, AccountPolicy policy, SecondWord second, TimeProvider time)
{
    /// <param name="issued">The command; the account has its id.</param>
    /// <param name="name">How the user signs in, for ever.</param>
    /// <param name="password">The first password.</param>
    /// <param name="isSample">Made with the sample: its password is no secret.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task<Outcome> OpenAsync(Issued issued, string name, string password, bool isSample = false, CancellationToken cancellation = default)
    {
        var account = New(issued.Id, name, password, isSample);
        return await RunAsync(issued, async (scope, roster, stop) =>
        {
            var decision = OpenAccount.Decide(new(issued.Id, name), scope.Actor, roster);
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
        RunAsync(issued, async (scope, roster, stop) =>
        {
            var decision = ImportUsers.Decide(import, scope.Actor, roster, scope.Known.Tree, name => UserFile.IdOf(issued, name));
            foreach (var account in decision is Decision.Accepted accepted ? accepted.Events.OfType<AccountOpened>() : [])
            {
                await AccountTable.InsertAsync(make(account), scope.Connection, stop);
            }

            return decision;
        }, cancellation);

    public Task<Outcome> GrantAsync(Issued issued, GrantRole grant, CancellationToken cancellation = default) =>
        RunAsync(issued, (scope, roster, _) => Task.FromResult(
            GrantRole.Decide(grant, scope.Actor, roster, scope.Known.Tree)), cancellation);

    public Task<Outcome> RevokeAsync(Issued issued, RevokeRole revoke, CancellationToken cancellation = default) =>
        RunAsync(issued, (scope, roster, _) => Task.FromResult(
            RevokeRole.Decide(revoke, scope.Actor, roster, scope.Known.Tree)), cancellation);

    public Task<Outcome> WithdrawAsync(Issued issued, WithdrawChange withdraw, CancellationToken cancellation = default) =>
        RunAsync(issued, (scope, roster, _) => Task.FromResult(
            WithdrawChange.Decide(withdraw, scope.Actor, roster, scope.Known.Tree)), cancellation);

    public Task<Outcome> DisableAsync(Issued issued, DisableAccount disable, CancellationToken cancellation = default) =>
        RunAsync(issued, async (scope, roster, stop) =>
        {
            var decision = DisableAccount.Decide(disable, scope.Actor, roster, scope.Known.Tree);
            if (decision is Decision.Accepted { Events: [AccountDisabled or AccountEnabled] })
            {
                // Of who is enabled too: nothing that was begun in the instant of the disabling comes to life again.
                await AccountTable.RenewStampAsync(disable.Account, Secrets.New(), scope.Connection, stop);
                await EndAllAsync(disable.Account, scope.Connection, stop);
            }

            return decision;
        }, cancellation);

    /// <summary>The user's sessions and tokens end with the old password, and the second factor is taken away.</summary>
    /// <param name="issued">The command.</param>
    /// <param name="reset">Whose password.</param>
    /// <param name="password">The new one, to be changed at the next sign-in.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    /// <returns>Whether it was set, too: not where it waits for a second administrator, nor where it had been before.</returns>
    public async Task<(Outcome Outcome, bool IsSet)> ResetAsync(Issued issued, ResetPassword reset, string password, CancellationToken cancellation = default)
    {
        var (hash, isSet) = (users.PasswordHasher.HashPassword(new() { Id = reset.Account, Name = "" }, password), false);
        var outcome = await RunAsync(issued, async (scope, roster, stop) =>
        {
            var decision = ResetPassword.Decide(reset, scope.Actor, roster, scope.Known.Tree);
            isSet = decision is Decision.Accepted { Events: [PasswordReset] };
            if (isSet)
            {
                await AccountTable.ResetPasswordAsync(reset.Account, hash, Secrets.New(), time.GetUtcNow(), policy.Remembered - 1, scope.Connection, stop);
                await EndAllAsync(reset.Account, scope.Connection, stop);
            }

            return decision;
        }, cancellation);
        return (outcome, isSet && outcome is Outcome.Done { Repeated: false });
    }

    /// <summary>A new account with its first password, not stored yet. Hashing takes its time: not in a transaction that others wait for.</summary>
    internal Account New(Guid id, string name, string password, bool isSample = false)
    {
        var account = new Account { Id = id, Name = name, Lookup = users.NormalizeName(name), PasswordAt = time.GetUtcNow(), MustChange = !isSample, Stamp = Secrets.New(), IsSample = isSample };
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        return account;
    }

    private async Task EndAllAsync(Guid account, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await Sessions.EndAllAsync(account, connection, cancellation);
        await Tokens.RevokeAllAsync(account, time.GetUtcNow(), connection, cancellation);
    }

    private async Task<Outcome> RunAsync(Issued issued, Func<CommandScope, Roster, CancellationToken, Task<Decision>> decide, CancellationToken cancellation)
    {
        var outcome = await path.RunAsync(issued.On(Streams.Accounts, Act.ManageAccounts) with { ChangesDefinitions = true }, async (scope, stop) =>
        {
            switch (await decide(scope, second.Standing(scope.Known.Roster), stop))
            {
                case Decision.Refused refused:
                    return new Outcome.Refused(refused.Reason);
                case Decision.Accepted accepted:
                    scope.PermitWithoutDepartment();
                    Append(scope, accepted);
                    foreach (var @event in accepted.Events)
                    {
                        await AuditLog.WriteAsync(new(EventStore.EventNames[@event.GetType()], scope.Actor, @event, scope.Rights.RolesFor(Act.ManageAccounts, null, scope.Known.Tree)), scope.Connection, stop);
                    }

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
