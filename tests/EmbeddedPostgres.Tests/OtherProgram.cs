using System.Diagnostics;
using System.Globalization;

namespace WorkTracker.EmbeddedPostgres.Tests;

/// <summary>A second process that uses a folder's server.</summary>
internal sealed class OtherProgram : IDisposable
{
    private readonly Process process;

    public OtherProgram(string folder) => process = Process.Start(new ProcessStartInfo("dotnet")
    {
        ArgumentList = { Path.Combine(AppContext.BaseDirectory, "WorkTracker.OtherProgram.dll"), folder },
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    })!;

    /// <summary>The port of the server that it has got.</summary>
    public async Task<int> PortAsync()
    {
        var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        return line?.Split(' ') is ["port", var port]
            ? int.Parse(port, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The other program said: {line}");
    }

    public async Task LeaveAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>As kill -9 does: it cannot clear up.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
        process.Dispose();
    }
}
