using System.Threading.RateLimiting;
using WorkTracker.Api.Hosting;

namespace WorkTracker.Api.Entrance;

/// <summary>
/// How often somebody may ask: by address for everybody, by user for who is signed in, and by address for signing in; and how much of the store one user takes at once.
/// </summary>
public sealed class Limits(Settings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<string> addresses = Minutely(settings.RequestsAnAddress);
    private readonly PartitionedRateLimiter<string> users = Minutely(settings.RequestsAUser);
    private readonly PartitionedRateLimiter<string> signIns = Minutely(settings.SignInsAnAddress);
    private readonly PartitionedRateLimiter<string> readings = PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetConcurrencyLimiter(key, _ => new()
    {
        PermitLimit = settings.ReadingsAUser, QueueLimit = MostWaiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    }));

    /// <summary>Of one user's questions of totals; more than a page can have.</summary>
    private const int MostWaiting = 500;

    /// <summary>How long to wait; null where the request may go on.</summary>
    public TimeSpan? OfAddress(HttpContext http) => Wait(addresses, WhoAsks.AddressOf(http));

    public TimeSpan? OfUser(SignedIn user) => Wait(users, user.Actor.Name);

    public TimeSpan? OfSignIn(HttpContext http) => Wait(signIns, WhoAsks.AddressOf(http));

    /// <summary>A user's turn to ask the store what may take seconds and a connection; not acquired where too many of theirs wait already.</summary>
    public ValueTask<RateLimitLease> ReadingAsync(SignedIn user, CancellationToken cancellation) => readings.AcquireAsync(user.Actor.Name, 1, cancellation);

    public void Dispose()
    {
        readings.Dispose();
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
