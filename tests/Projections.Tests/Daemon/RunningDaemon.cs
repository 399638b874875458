using JasperFx;
using JasperFx.Events.Daemon;
using Marten;
using WorkTracker.Projections.Tests.Totals;

namespace WorkTracker.Projections.Tests.Daemon;

/// <summary>Marten's own asynchronous daemon on a test store, as one node runs it.</summary>
internal sealed class RunningDaemon : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TestStore store;
    private readonly IProjectionDaemon daemon;

    private RunningDaemon(TestStore store, IProjectionDaemon daemon) => (this.store, this.daemon) = (store, daemon);

    public static async Task<RunningDaemon> StartAsync(TestStore store)
    {
        var daemon = await store.Store.BuildProjectionDaemonAsync();
        await daemon.StartAllAsync();
        return new(store, daemon);
    }

    public AgentStatus Status => daemon.StatusFor(AllProjections.TotalsShard);

    public async Task PassAsync(long position) => (await store.Reader.WaitForAsync(position, Patience)).ShouldBeTrue($"Totals do not reach {position}.");

    public async ValueTask DisposeAsync()
    {
        await daemon.StopAllAsync();
        daemon.Dispose();
    }
}
