using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Projections;
using Microsoft.Extensions.Logging.Abstractions;
using WorkTracker.Bench.Running;
using WorkTracker.Projections;
using WorkTracker.Projections.Store;

namespace WorkTracker.Bench.Rows;

/// <summary>
/// 200,000 events under 40 metrics and three levels through Marten's own daemon, against a projection that does nothing under the same settings.
/// Both start from a fresh copy of the same events.
/// </summary>
internal static class RollUp
{
    private const int Events = 200_000;
    private const int Parties = 20_000;
    private const string Nothing = "Nothing:All";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static async Task<IReadOnlyList<Figure>> RunAsync(Stores stores)
    {
        var events = await stores.EventsAsync(Events, Parties);
        var (ours, limit) = await Measured.InTurnsAsync(2, () => RateAsync(stores, events, AllProjections.TotalsShard), () => RateAsync(stores, events, Nothing));
        return [Figure.AtLeast("roll up 200,000 events, 40 metrics, 3 levels", $"{ours:N0} events/s", $"no-op projection {limit:N0} events/s", ours / limit, 0.40)];
    }

    private static async Task<double> RateAsync(Stores stores, string events, string shard)
    {
        var connection = await stores.Server.CreateAsync("rollup", events);
        using (var store = DocumentStore.For(options =>
        {
            options.Connection(connection);
            EventStore.Configure(options, wakeup: null);
            options.Projections.Add(new DoesNothing(), ProjectionLifecycle.Async, "Nothing", AllProjections.Pages);
        }))
        {
            using var daemon = await store.BuildProjectionDaemonAsync(logger: NullLogger.Instance);
            var seconds = await Measured.SecondsAsync(async () =>
            {
                await daemon.StartAgentAsync(shard, CancellationToken.None);
                await daemon.Tracker.WaitForShardState(shard, Events, Limit);
            });
            await daemon.StopAllAsync();
            await stores.Server.DropAsync(connection);
            return Events / seconds;
        }
    }

    private sealed class DoesNothing : IProjection
    {
        public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation) => Task.CompletedTask;
    }
}
