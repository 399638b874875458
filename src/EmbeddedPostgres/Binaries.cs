using System.Globalization;

namespace WorkTracker.EmbeddedPostgres;

/// <summary>A folder with PostgreSQL's server programs.</summary>
internal sealed record Binaries(string Folder, Version Version)
{
    private const int OldestMajor = 15;
    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    public string Initdb => Path.Combine(Folder, "initdb");
    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>The preferred folder first, then the newest installed, then npm's; with data at hand only its own major version will do.</summary>
    public static async Task<Binaries> FindAsync(PrivateServerOptions options, ServerFolder folder, CancellationToken cancellation)
    {
        var needed = folder.MajorVersion;
        var seen = new List<Binaries>();
        if (options.BinFolder is { } preferred)
        {
            var found = await ProbeAsync(preferred, folder.Account, cancellation) ?? throw new PrivateServerException(
                PrivateServerException.NoBinaries,
                $"The folder {preferred}, named by WORKTRACKER_POSTGRES_BIN or the options, holds no initdb, pg_ctl and postgres that the server's account can run. Name another folder, or none.");
            seen.Add(found);
        }
        if (!seen.Exists(b => b.Serves(needed)))
        {
            foreach (var place in options.SearchFolders ?? UsualFolders())
            {
                if (await ProbeAsync(place, folder.Account, cancellation) is { } found)
                {
                    seen.Add(found);
                }
            }
        }
        if (seen.Where(b => b.Serves(needed)).MaxBy(b => b.Version) is { } newest)
        {
            return newest;
        }
        var npm = "Installing them from npm was not allowed.";
        if (options.UseNpm && (needed ?? NpmBinaries.Major) == NpmBinaries.Major)
        {
            try
            {
                return await NpmBinaries.InstallAsync(options, folder.Account, cancellation);
            }
            catch (NpmFailedException e)
            {
                npm = $"Installing them from npm failed: {e.Message}";
            }
        }
        throw Missing(needed, folder, seen, npm);
    }

    /// <summary>Null when a program is missing or the account cannot run it.</summary>
    public static async Task<Binaries?> ProbeAsync(string folder, ServerAccount account, CancellationToken cancellation)
    {
        if (!Programs.All(name => File.Exists(Path.Combine(folder, name))))
        {
            return null;
        }
        // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
        var answer = await account.RunAsync(Path.Combine(folder, "postgres"), ["--version"], TimeSpan.FromSeconds(20), cancellation);
        return answer.Well && answer.Output.Split(' ') is [_, _, var text, ..] && Version.TryParse(text.Contains('.') ? text : text + ".0", out var version)
            ? new Binaries(folder, version)
            : null;
    }

    private bool Serves(int? needed) => Version.Major >= OldestMajor && (needed ?? Version.Major) == Version.Major;

    private static IEnumerable<string> UsualFolders()
    {
        var debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")) : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return debian.Concat(path).Where(Path.IsPathFullyQualified).Distinct();
    }

    private static PrivateServerException Missing(int? needed, ServerFolder folder, List<Binaries> seen, string npm)
    {
        var found = seen.Count == 0
            ? "none were found"
            : "found were " + string.Join(", ", seen.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Version} in {b.Folder}")));
        return needed is null
            ? new PrivateServerException(
                PrivateServerException.NoBinaries,
                $"PostgreSQL {OldestMajor} or later is needed, but {found}. {npm} Install Debian's package postgresql, or name a folder in WORKTRACKER_POSTGRES_BIN.")
            : new PrivateServerException(
                PrivateServerException.WrongMajorVersion,
                $"The data in {folder.Data} is of PostgreSQL {needed}, and only programs of that major version can open it, but {found}"
                + $" ({npm.TrimEnd('.')}; npm has {NpmBinaries.Major}). Install PostgreSQL {needed} or name its folder in WORKTRACKER_POSTGRES_BIN; or move {folder.Home} away to begin anew.");
    }
}
