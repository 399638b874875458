using System.Diagnostics;

namespace WorkTracker.Api.Reports;

/// <summary>
/// How a foreign program is run over files that somebody sent: without network, with bounded memory, and with nothing of this program's environment.
/// Where the system does not allow the first two it runs without them, and <see cref="Missing"/> says so.
/// </summary>
internal sealed class Confinement
{
    /// <summary>Address space and files, in bytes; LibreOffice takes about a quarter of the first.</summary>
    private const string Bounds = "--as=4294967296";
    private const string LargestFile = "--fsize=300000000";

    private readonly string[] before;

    private Confinement(string[] before, IReadOnlyList<string> missing) => (this.before, Missing) = (before, missing);

    /// <summary>What this system does not allow.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Each way is tried once, with a program that does nothing.</summary>
    public static async Task<Confinement> TryAsync(CancellationToken cancellation)
    {
        string[][] networks = [["unshare", "--net", "--"], ["unshare", "--map-current-user", "--net", "--"], ["unshare", "--map-root-user", "--net", "--"]];
        var network = await FirstAsync(networks, cancellation);
        var memory = await FirstAsync([["prlimit", Bounds, LargestFile, "--core=0", "--"]], cancellation);
        return new([.. network ?? [], .. memory ?? []], [.. network is null ? ["network"] : Array.Empty<string>(), .. memory is null ? ["memory"] : Array.Empty<string>()]);
    }

    /// <param name="program">A path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">Where it works, and all that it may call its own.</param>
    public ProcessStartInfo Of(string program, IEnumerable<string> arguments, string folder)
    {
        string[] line = [.. before, program, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        start.Environment["HOME"] = start.Environment["TMPDIR"] = folder;
        start.Environment["LANG"] = "C.UTF-8";
        return start;
    }

    private static async Task<string[]?> FirstAsync(string[][] ways, CancellationToken cancellation)
    {
        foreach (var way in ways)
        {
            try
            {
                using var process = Process.Start(new ProcessStartInfo(way[0], [.. way[1..], "true"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
                await process.WaitForExitAsync(cancellation);
                if (process.ExitCode == 0)
                {
                    return way;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such program here.
            }
        }

        return null;
    }
}
