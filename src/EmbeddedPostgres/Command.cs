using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace WorkTracker.EmbeddedPostgres;

/// <summary>How a program ended, and what it printed on both outputs.</summary>
internal sealed record Ending(int ExitCode, string Output)
{
    public bool Well => ExitCode == 0;
}

internal static class Command
{
    // What a shell answers for a command that it cannot find, and what `timeout` answers for one that takes too long.
    public const int NotFound = 127;
    private const int TookTooLong = 124;

    public static async Task<Ending> RunAsync(
        string file, IEnumerable<string> arguments, TimeSpan limit, CancellationToken cancellation, string folder = "/")
    {
        // The default folder is the root: PostgreSQL before 16 refuses to run where its account cannot read the current folder.
        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A PGDATA or PGPORT of the user's shell must not lead the server astray; messages are read in English.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }
        start.Environment["LC_ALL"] = "C";

        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(output, line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            return new Ending(NotFound, string.Create(CultureInfo.InvariantCulture, $"{file} does not run: {e.Message}"));
        }
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(limit);
        try
        {
            await process.WaitForExitAsync(clock.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            Keep(output, string.Create(CultureInfo.InvariantCulture, $"{file} did not end within {limit.TotalSeconds:0} s"));
            return new Ending(TookTooLong, Text(output));
        }
        return new Ending(process.ExitCode, Text(output));
    }

    private static void Keep(StringBuilder output, string? line)
    {
        lock (output)
        {
            if (line is not null)
            {
                output.Append(line).Append('\n');
            }
        }
    }

    private static string Text(StringBuilder output)
    {
        lock (output)
        {
            return output.ToString().Trim();
        }
    }
}
