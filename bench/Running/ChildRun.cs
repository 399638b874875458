using System.Diagnostics;

namespace WorkTracker.Bench.Running;

/// <summary>A verb of the real program, run in a process of its own: how long it took, its peak memory, and what it wrote.</summary>
internal sealed record ChildRun(TimeSpan Duration, double PeakMegabytes, string Output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <exception cref="InvalidOperationException">It failed, or took too long.</exception>
    public static async Task<ChildRun> OfAsync(string connection, params string[] verb)
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(connection, verb);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var ended = process.WaitForExitAsync();
        double peak = 0;
        while (await Task.WhenAny(ended, Task.Delay(50)) != ended)
        {
            peak = Math.Max(peak, Memory.Peak(process.Id));
            if (clock.Elapsed > Limit)
            {
                process.Kill();
            }
        }

        return process.ExitCode == 0
            ? new(clock.Elapsed, peak, await output)
            : throw new InvalidOperationException($"{string.Join(' ', verb)} ended with {process.ExitCode}: {await errors}");
    }

    /// <summary>The program on a database, under the runtime that runs this.</summary>
    public static Process Start(string connection, params string[] verb)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "WorkTracker.Api.dll"));
        foreach (var word in verb)
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["ConnectionStrings__worktracker"] = connection;
        start.Environment["WorkTracker__Port"] = "0";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        return Process.Start(start)!;
    }
}
