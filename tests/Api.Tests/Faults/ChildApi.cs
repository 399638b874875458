using System.Diagnostics;

namespace WorkTracker.Api.Tests.Faults;

/// <summary>The program as a process of its own, to be killed.</summary>
internal sealed class ChildApi : IDisposable
{
    private const string Serving = "http://127.0.0.1:";
    private readonly Process process;

    private ChildApi(Process process, string address, string token) => (this.process, Http) = (process, new()
    {
        BaseAddress = new(address), Timeout = TimeSpan.FromSeconds(20), DefaultRequestHeaders = { Authorization = new("Bearer", token) },
    });

    public HttpClient Http { get; }

    public static async Task<ChildApi> StartAsync(string connectionString, string token)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "WorkTracker.Api.dll"), "serve"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { ["ConnectionStrings__worktracker"] = connectionString, ["WorkTracker__Port"] = "0", ["WorkTracker__RequestsAUser"] = "1000000", ["WorkTracker__RequestsAnAddress"] = "1000000", ["Logging__LogLevel__Default"] = "Warning" },
        };
        var process = Process.Start(start)!;
        var errors = new List<string>();
        process.ErrorDataReceived += (_, line) => errors.Add(line.Data ?? "");
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.IndexOf(Serving, StringComparison.Ordinal) is var at and >= 0)
            {
                return new(process, new string([.. line[at..].TakeWhile(c => c is >= '!' and <= '~')]), token);
            }
        }

        throw new InvalidOperationException($"The program did not start: {string.Join('\n', errors)}");
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        Http.Dispose();
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }
}
