using System.Diagnostics;

namespace WorkTracker.EmbeddedPostgres;

/// <summary>
/// Locks of the operating system (flock), which end with the process however it ends. A child does not inherit them:
/// .NET opens files close-on-exec.
/// </summary>
internal static class FolderLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Null when another one holds it.</summary>
    public static FileStream? TryTake(string path, bool shared)
    {
        try
        {
            return shared
                ? new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read)
                : new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult is 11 or 35)
        {
            // EWOULDBLOCK on Linux and on macOS.
            return null;
        }
    }

    public static async Task<FileStream> TakeAsync(string path, TimeSpan limit, CancellationToken cancellation)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (TryTake(path, shared: false) is { } taken)
            {
                return taken;
            }
            if (waited.Elapsed > limit)
            {
                throw new PrivateServerException(
                    PrivateServerException.FolderBusy,
                    $"Another program has been holding {path} for {limit.TotalSeconds:0} s while it starts or stops the server. See what it is doing, end it, and start again.");
            }
            await Task.Delay(Pause, cancellation);
        }
    }
}
