using System.Diagnostics;

namespace WorkTracker.Api.CommandLine;

/// <summary>How far long work has come, on standard error: one line that changes on a terminal, elsewhere a line now and then.</summary>
internal sealed class Progress<T>(Func<T, string> words) : IProgress<T>, IDisposable
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(5);

    private readonly Lock writing = new();
    private long told = Stopwatch.GetTimestamp();
    private bool begun;

    public void Report(T value)
    {
        lock (writing)
        {
            if (Stopwatch.GetElapsedTime(told) < (Console.IsErrorRedirected ? Elsewhere : OnTerminal))
            {
                return;
            }

            told = Stopwatch.GetTimestamp();
            if (Console.IsErrorRedirected)
            {
                Console.Error.WriteLine(words(value));
                return;
            }

            // To the line's begin, and what stood there away.
            begun = true;
            Console.Error.Write($"\r\u001b[K{words(value)}");
        }
    }

    /// <summary>Gives the line back to what comes next.</summary>
    public void Dispose()
    {
        lock (writing)
        {
            if (begun)
            {
                Console.Error.Write("\r\u001b[K");
            }
        }
    }
}
