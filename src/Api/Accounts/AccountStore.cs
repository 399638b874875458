using Microsoft.AspNetCore.Identity;
using WorkTracker.Api.SigningIn;

namespace WorkTracker.Api.Accounts;

/// <summary>ASP.NET Core Identity over accounts.account. Users are neither deleted nor renamed: their names stand in events.</summary>
public sealed class AccountStore(AccountTable table) : IUserPasswordStore<Account>, IUserSecurityStampStore<Account>, IUserLockoutStore<Account>,
    IUserTwoFactorStore<Account>, IUserAuthenticatorKeyStore<Account>, IUserTwoFactorRecoveryCodeStore<Account>
{
    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        await table.InsertAsync(user, cancellationToken);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        return await table.UpdateAsync(user, cancellationToken) ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = "account-changed", Description = "" });
    }

    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A user's name stands in events: a user is disabled, never deleted.");

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) => table.FindAsync(Guid.Parse(userId), cancellationToken);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => table.FindAsync(normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Set(() => user.Name = userName!);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Lookup);

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Set(() => user.Lookup = normalizedName!);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Set(() => user.Stamp = stamp);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Stamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.LockedUntil);

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) => throw LockedByTheDatabase();

    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => throw LockedByTheDatabase();

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => throw LockedByTheDatabase();

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Failed);

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Set(() => user.TwoFactor = enabled);

    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.TwoFactor);

    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) => Set(() => user.Authenticator = key);

    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Authenticator);

    /// <summary>Kept as digests: whoever reads the table cannot use them.</summary>
    public Task ReplaceCodesAsync(Account user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) => Set(() => user.Recovery = [.. recoveryCodes.Select(Secrets.Digest)]);

    public Task<bool> RedeemCodeAsync(Account user, string code, CancellationToken cancellationToken)
    {
        var digest = Secrets.Digest(code);
        var known = user.Recovery.Contains(digest);
        user.Recovery = [.. user.Recovery.Where(kept => kept != digest)];
        return known ? RedeemedAsync(user, digest, cancellationToken) : Task.FromResult(false);
    }

    public Task<int> CountCodesAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Recovery.Count);

    public void Dispose()
    {
    }

    private async Task<bool> RedeemedAsync(Account user, string digest, CancellationToken cancellationToken) => await table.UseCodeAsync(user.Id, digest, cancellationToken);

    private static NotSupportedException LockedByTheDatabase() => new("Failures are counted and accounts locked by the database, so that two guesses at once are two: see Users.");

    private static Task Set(Action set)
    {
        set();
        return Task.CompletedTask;
    }
}
