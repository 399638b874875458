using Npgsql;
using WorkTracker.EmbeddedPostgres;

namespace WorkTracker.Api.Hosting;

/// <summary>
/// The PostgreSQL that this program uses: a given one, or a private one that it starts. <c>AppRole</c> is null where one role does everything.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private const string Name = "worktracker";
    private readonly PrivateServer? server;

    private Database(string app, string owner, PrivateServer? server)
    {
        AppConnection = app;
        OwnerConnection = owner;
        this.server = server;
    }

    /// <summary>Of the role that appends events and cannot change them.</summary>
    public string AppConnection { get; }

    /// <summary>Of the role that migrates and rebuilds.</summary>
    public string OwnerConnection { get; }

    public string? AppRole => new NpgsqlConnectionStringBuilder(AppConnection).Username is var role
        && role != new NpgsqlConnectionStringBuilder(OwnerConnection).Username ? role : null;

    /// <summary>A server that somebody else runs.</summary>
    public static Database At(string app, string? owner = null) => new(app, owner ?? app, null);

    /// <exception cref="PrivateServerException">No connection string is set and a private server cannot be had.</exception>
    public static async Task<Database> OpenAsync(IConfiguration configuration, Action<string>? progress, CancellationToken cancellation = default)
    {
        if (configuration.GetConnectionString(Name) is { Length: > 0 } given)
        {
            return At(Readable(given, Name), configuration.GetConnectionString($"{Name}-owner") is { Length: > 0 } owner ? Readable(owner, $"{Name}-owner") : null);
        }

        var folder = Path.Combine(Settings.Of(configuration).Folder, "postgres");
        if (!Directory.Exists(folder))
        {
            // Somebody in another working folder than they think would wonder where everything is.
            progress?.Invoke(HostingTexts.new_store.With(Path.GetFullPath(folder)));
        }

        var server = await PrivateServer.StartAsync(new() { Folder = folder, Progress = progress }, cancellation);
        try
        {
            var (app, owner) = await Roles.EnsureAsync(server.ConnectionString("postgres"), Name, cancellation);
            return new(app, owner, server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static string Readable(string connection, string name)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connection) is { Host: { Length: > 0 } } ? connection : throw new SettingException($"ConnectionStrings:{name}", null);
        }
        catch (ArgumentException e)
        {
            throw new SettingException($"ConnectionStrings:{name}", null, e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }
}
