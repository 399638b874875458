using JasperFx.Events.Daemon.HighWater;

namespace WorkTracker.Projections.Store;

/// <summary>Tells the daemon of this process that something was appended, so that totals follow at once and not at the next poll.</summary>
public sealed class Appends : IDaemonWakeup
{
    private readonly SemaphoreSlim signal = new(0, 1);

    public void Happened()
    {
        try
        {
            if (signal.CurrentCount == 0)
            {
                signal.Release();
            }
        }
        catch (SemaphoreFullException)
        {
            // Another append has just signalled: the daemon will look.
        }
    }

    public Task WaitAsync(TimeSpan timeout, CancellationToken token) => signal.WaitAsync(timeout, token);

    public void Dispose() => signal.Dispose();
}
