using JasperFx.Events.Daemon.HighWater;
using JasperFx.Events.Projections;
using Marten;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Projections;

/// <summary>Every projection and its lifecycle, on one page.</summary>
public static class AllProjections
{
    /// <summary>The shard of the one projection that keeps facts and totals; its row in mt_event_progression is the position of every total.</summary>
    public const string TotalsShard = "Totals:All";

    public static void Register(StoreOptions options, IDaemonWakeup? wakeup)
    {
        // A poisoned event stops its shard, loudly: skipping it would make totals silently wrong.
        options.Projections.Errors.SkipApplyErrors = false;
        options.Projections.Errors.SkipSerializationErrors = false;
        options.Projections.Errors.SkipUnknownEvents = false;
        options.Projections.FastPollingTime = TimeSpan.FromMilliseconds(50);
        options.Projections.SlowPollingTime = TimeSpan.FromMilliseconds(200);
        options.Projections.Wakeup = wakeup;

        options.Projections.Add(new TotalsProjection(), ProjectionLifecycle.Async, "Totals", Pages);
    }

    /// <summary>
    /// How many events are folded in one transaction, and how many are read ahead. Only who is behind folds so many at once: the more of them, the more
    /// changes of one cell net out before they are written.
    /// </summary>
    public static void Pages(AsyncOptions options)
    {
        options.BatchSize = 6000;
        options.MaximumHopperSize = 12_000;
    }
}
