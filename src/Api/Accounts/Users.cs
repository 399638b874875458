using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace WorkTracker.Api.Accounts;

/// <summary>Identity's users by this program's clock and policy.</summary>
public sealed class Users(
    IUserStore<Account> store, IOptions<IdentityOptions> options, IPasswordHasher<Account> hasher, IEnumerable<IUserValidator<Account>> users,
    IEnumerable<IPasswordValidator<Account>> passwords, ILookupNormalizer names, IdentityErrorDescriber errors, IServiceProvider services, ILogger<UserManager<Account>> log,
    AccountPolicy policy, TimeProvider time) : UserManager<Account>(store, options, hasher, users, passwords, names, errors, services, log)
{
    /// <summary>The base reads the system's clock.</summary>
    public override async Task<bool> IsLockedOutAsync(Account user) => await GetLockoutEndDateAsync(user) is { } end && end > time.GetUtcNow();

    public override async Task<IdentityResult> AccessFailedAsync(Account user)
    {
        if (await ((IUserLockoutStore<Account>)Store).IncrementAccessFailedCountAsync(user, CancellationToken) < policy.FailuresToLock)
        {
            return IdentityResult.Success;
        }

        (user.LockedUntil, user.Failed) = (time.GetUtcNow().Add(policy.Lockout), 0);
        return await UpdateUserAsync(user);
    }

    /// <summary>Whether it has to be changed before anything else.</summary>
    public bool HasExpired(Account user) => user.MustChange || (policy.GreatestAge is { } age && user.PasswordAt + age < time.GetUtcNow());

    /// <summary>Sets a checked password; every session of the account ends.</summary>
    public async Task<IdentityResult> SetPasswordAsync(Account user, string password, bool mustChange)
    {
        var before = user.PasswordHash;
        var set = await UpdatePasswordHash(user, password, validatePassword: true);
        if (!set.Succeeded)
        {
            return set;
        }

        user.History = before is null ? user.History : [.. user.History.Prepend(before).Take(Math.Max(0, policy.Remembered - 1))];
        (user.PasswordAt, user.MustChange, user.LockedUntil, user.Failed) = (time.GetUtcNow(), mustChange, null, 0);
        return await UpdateUserAsync(user);
    }
}
