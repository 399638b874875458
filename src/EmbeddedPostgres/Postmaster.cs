using System.Globalization;

namespace WorkTracker.EmbeddedPostgres;

/// <summary>What <c>postmaster.pid</c> says; it outlives a server that was killed. The port is null until the server has got that far.</summary>
internal sealed record Postmaster(int Pid, int? Port)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(20);

    public static Postmaster? Read(string dataFolder)
    {
        try
        {
            // Lines: process id, data folder, start time, port, socket folder, address, shared memory, status.
            var lines = File.ReadAllLines(PidFile(dataFolder));
            return lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid)
                ? new Postmaster(pid, lines.Length > 3 && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port) ? port : null)
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether the process is a postgres at work in this data folder, and not a stranger that was given a dead server's id.</summary>
    public async Task<bool> LivesAsync(ServerFolder folder, Binaries binaries, CancellationToken cancellation)
    {
        if (!OperatingSystem.IsLinux())
        {
            return (await folder.Account.RunAsync(binaries.PgCtl, ["status", "-D", folder.Data], Moment, cancellation)).Well;
        }
        // Asked under the server's account: in a container even root may not look at another user's process.
        var executable = await folder.Account.RunAsync(
            "sh", ["-c", "test /proc/$1/cwd -ef \"$2\" && readlink /proc/$1/exe", "sh", Pid.ToString(CultureInfo.InvariantCulture), folder.Data],
            Moment, cancellation);
        return executable.Well && Path.GetFileName(executable.Output).StartsWith("postgres", StringComparison.Ordinal);
    }

    /// <summary>
    /// PostgreSQL itself clears the file of a dead server, unless another process has got the id since. Only then the file is
    /// removed here; left-over children of the dead server still bar the start by their shared memory.
    /// </summary>
    public void ForgetIfStranger(string dataFolder)
    {
        if (Directory.Exists($"/proc/{Pid.ToString(CultureInfo.InvariantCulture)}"))
        {
            File.Delete(PidFile(dataFolder));
        }
    }

    private static string PidFile(string dataFolder) => Path.Combine(dataFolder, "postmaster.pid");
}
