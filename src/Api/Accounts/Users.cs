using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace WorkTracker.Api.Accounts;

/// <summary>Identity's users by this program's clock and policy.</summary>
public sealed class Users(
    IUserStore<Account> store, IOptions<IdentityOptions> options, IPasswordHasher<Account> hasher, IEnumerable<IUserValidator<Account>> users,
    IEnumerable<IPasswordValidator<Account>> passwords, ILookupNormalizer names, IdentityErrorDescriber errors, IServiceProvider services, ILogger<UserManager<Account>> log,
    AccountPolicy policy, AccountTable table, TimeProvider time) : UserManager<Account>(store, options, hasher, users, passwords, names, errors, services, log)
{
    /// <summary>The base reads the system's clock.</summary>
    public override async Task<bool> IsLockedOutAsync(Account user) => await GetLockoutEndDateAsync(user) is { } end && end > time.GetUtcNow();

    /// <summary>An attempt at a password or code, to be asked for before it is compared; false where the account is locked. Of a user who does not exist, the same work.</summary>
    public Task<bool> TryAttemptAsync(Guid id) => table.TryAttemptAsync(id, policy.FailuresToLock, time.GetUtcNow(), time.GetUtcNow().Add(policy.Lockout), CancellationToken);

    /// <summary>What was attempted was right as far as it went, and more is wanted.</summary>
    public Task GiveBackAttemptAsync(Account user) => table.GiveBackAttemptAsync(user.Id, policy.FailuresToLock, CancellationToken);

    /// <summary>It was right: all attempts are forgotten.</summary>
    public override async Task<IdentityResult> ResetAccessFailedCountAsync(Account user)
    {
        await table.UnlockAsync(user.Id, CancellationToken);
        (user.Failed, user.LockedUntil) = (0, null);
        return IdentityResult.Success;
    }

    /// <summary>Whether it has to be changed before anything else.</summary>
    public bool HasExpired(Account user) => user.MustChange || (policy.GreatestAge is { } age && user.PasswordAt + age < time.GetUtcNow());

    /// <summary>Sets a checked password; every session of the account ends.</summary>
    public async Task<IdentityResult> SetPasswordAsync(Account user, string password, bool mustChange)
    {
        var before = user.PasswordHash;
        // One of the program's own making needs no check, whatever length a policy asks for.
        var set = await UpdatePasswordHash(user, password, validatePassword: !mustChange);
        if (!set.Succeeded)
        {
            return set;
        }

        user.History = before is null ? user.History : [.. user.History.Prepend(before).Take(Math.Max(0, policy.Remembered - 1))];
        (user.PasswordAt, user.MustChange) = (time.GetUtcNow(), mustChange);
        return await UpdateUserAsync(user) is { Succeeded: false } changed ? changed : await ResetAccessFailedCountAsync(user);
    }
}
