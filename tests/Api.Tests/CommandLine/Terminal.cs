using System.Diagnostics;
using System.Text;

namespace WorkTracker.Api.Tests.CommandLine;

/// <summary>What a verb wrote, and how it ended.</summary>
public sealed record Ran(int Code, string Output, string Errors);

/// <summary>Runs the program as somebody at a terminal does, in a process of its own.</summary>
public static class Terminal
{
    public static Task<Ran> RunAsync(params string[] verb) => RunAsync(verb, []);

    public static async Task<Ran> RunAsync(string[] verb, Dictionary<string, string> settings)
    {
        using var process = Start(verb, settings);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await errors);
    }

    public static Process Start(string[] verb, Dictionary<string, string> settings)
    {
        // A shell makes what it runs in the background deaf to Ctrl+C, the tests and all that they start among it: a terminal does not.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "WorkTracker.Api.dll"), .. verb])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
            Environment = { ["Logging__LogLevel__Default"] = "Warning" },
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
