using System.Diagnostics.Metrics;
using Npgsql;
using WorkTracker.Api.Hosting;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Operations;

/// <summary>
/// Watches how far totals are behind, whichever node folds them. A shard that an event has stopped shows itself here:
/// the position stands still while events wait.
/// </summary>
public sealed partial class ProjectionWatch : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private readonly TotalsReader totals;
    private readonly Settings settings;
    private readonly TimeProvider time;
    private readonly ILogger<ProjectionWatch> log;
    private volatile Observation newest = Observation.None;
    private long reportedAt = -1;

    public ProjectionWatch(TotalsReader totals, Settings settings, TimeProvider time, IMeterFactory meters, ILogger<ProjectionWatch> log)
    {
        (this.totals, this.settings, this.time, this.log) = (totals, settings, time, log);
        var meter = meters.Create("WorkTracker");
        meter.CreateObservableGauge("worktracker.totals.position", () => newest.Position, "{event}", "Position that totals have counted up to.");
        meter.CreateObservableGauge("worktracker.totals.behind", () => newest.Behind, "{event}", "Events that totals have not counted yet.");
        meter.CreateObservableGauge("worktracker.totals.lag", () => newest.Lag.TotalSeconds, "s", "How long the position has stood still while events wait.");
        meter.CreateObservableGauge("worktracker.totals.standing_still", () => newest.StandsStill ? 1 : 0, null, "1 while events wait and the position does not move.");
    }

    /// <summary><c>Lag</c> is how long the position has stood still while events wait; zero when none waits.</summary>
    public sealed record Observation(long Position, long Behind, TimeSpan Lag, bool StandsStill)
    {
        public static readonly Observation None = new(0, 0, TimeSpan.Zero, false);
    }

    public Observation Newest => newest;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var waitingSince = time.GetTimestamp();
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var standing = await totals.StandingAsync(stoppingToken);
                if (standing.Behind == 0 || standing.Position != newest.Position)
                {
                    waitingSince = time.GetTimestamp();
                }

                var lag = standing.Behind == 0 ? TimeSpan.Zero : time.GetElapsedTime(waitingSince);
                newest = new(standing.Position, standing.Behind, lag, lag > settings.LongestLag);
                Report(newest);
            }
            catch (NpgsqlException e)
            {
                LogUnreachable(e);
            }
        }
    }

    private void Report(Observation seen)
    {
        if (seen.StandsStill && reportedAt != seen.Position)
        {
            reportedAt = seen.Position;
            LogStandsStill(seen.Position, seen.Behind, seen.Position + 1);
        }
    }

    [LoggerMessage(LogLevel.Critical, "Totals stand still at position {Position} with {Behind} events waiting; event {Next} or the next one after it cannot be counted.")]
    private partial void LogStandsStill(long position, long behind, long next);

    [LoggerMessage(LogLevel.Error, "The database does not answer.")]
    private partial void LogUnreachable(Exception exception);
}
