using System.Threading.RateLimiting;
using WorkTracker.Api.Hosting;

namespace WorkTracker.Api.Accounts;

/// <summary>How often somebody may ask: by address for everybody, by user for who is signed in, and by address for signing in.</summary>
public sealed class Limits(Settings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<string> addresses = Minutely(settings.RequestsAnAddress);
    private readonly PartitionedRateLimiter<string> users = Minutely(settings.RequestsAUser);
    private readonly PartitionedRateLimiter<string> signIns = Minutely(settings.SignInsAnAddress);

    /// <summary>How long to wait; null where the request may go on.</summary>
    public TimeSpan? OfAddress(HttpContext http) => Wait(addresses, WhoAsks.AddressOf(http));

    public TimeSpan? OfUser(SignedIn user) => Wait(users, user.Actor.Name);

    public TimeSpan? OfSignIn(HttpContext http) => Wait(signIns, WhoAsks.AddressOf(http));

    public void Dispose()
    {
        addresses.Dispose();
        users.Dispose();
        signIns.Dispose();
    }

    private static TimeSpan? Wait(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    /// <summary>A minute's number at once, and then as they come back, a tenth of a minute at a time.</summary>
    private static PartitionedRateLimiter<string> Minutely(int number) => PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
    {
        TokenLimit = number, TokensPerPeriod = Math.Max(1, number / 10), ReplenishmentPeriod = TimeSpan.FromSeconds(6), QueueLimit = 0, AutoReplenishment = true,
    }));
}
