using System.Data.Common;

namespace WorkTracker.EmbeddedPostgres;

/// <summary>
/// A PostgreSQL of our own on 127.0.0.1. Programs that name the same folder share one server; the last one out stops it.
/// A server whose program was killed stays, and the next program joins it.
/// </summary>
public sealed class PrivateServer : IAsyncDisposable
{
    /// <summary>The superuser.</summary>
    public const string Role = "worktracker_admin";

    private readonly PrivateServerOptions options;
    private readonly ServerFolder folder;
    private readonly Cluster cluster;
    private readonly string password;
    private FileStream? membership;

    private PrivateServer(
        PrivateServerOptions options, ServerFolder folder, Cluster cluster, string password, int port, int majorVersion, FileStream membership) =>
        (this.options, this.folder, this.cluster, this.password, Port, MajorVersion, this.membership) =
        (options, folder, cluster, password, port, majorVersion, membership);

    public int Port { get; }

    public int MajorVersion { get; }

    /// <summary>Where the server's things lie: the asked folder, or the one that its file <c>moved-to</c> names.</summary>
    public string Folder => folder.Home;

    /// <exception cref="PrivateServerException">The server cannot be had; its code says why.</exception>
    public static async Task<PrivateServer> StartAsync(PrivateServerOptions options, CancellationToken cancellation = default)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PrivateServerException(
                PrivateServerException.NotSupportedHere,
                "A private PostgreSQL is started on Linux and macOS only. Name a server in ConnectionStrings__worktracker.");
        }
        var folder = await ServerFolder.OpenAsync(options.Folder, cancellation);
        await using var decision = await FolderLock.TakeAsync(folder.DecisionLock, options.StartLimit * 2, cancellation);
        var binaries = await Binaries.FindAsync(options, folder, cancellation);
        var cluster = new Cluster(folder, binaries, options);
        try
        {
            await cluster.CreateIfMissingAsync(cancellation);
            var password = folder.Password();
            var port = await cluster.StartOrJoinAsync(cancellation);
            var membership = FolderLock.TryTake(folder.UsersLock, shared: true)
                ?? throw new InvalidOperationException($"{folder.UsersLock} is held alone, though only the holder of the decision may do that.");
            return new PrivateServer(options, folder, cluster, password, port, binaries.Version.Major, membership);
        }
        catch (OperationCanceledException)
        {
            // A start that merely took too long is left alone: its recovery goes on, and the next program joins it.
            await StopIfLastAsync(folder, cluster);
            throw;
        }
    }

    /// <summary>Deletes a server and all its data, unless a program uses it; true when it is gone. For servers that were made for one run.</summary>
    public static async Task<bool> DeleteAsync(PrivateServerOptions options, CancellationToken cancellation = default)
    {
        var folder = await ServerFolder.OpenAsync(options.Folder, cancellation);
        await using var decision = await FolderLock.TakeAsync(folder.DecisionLock, options.StartLimit * 2, cancellation);
        await using var alone = FolderLock.TryTake(folder.UsersLock, shared: false);
        if (alone is null)
        {
            return false;
        }
        if (folder.MajorVersion is not null)
        {
            await new Cluster(folder, await Binaries.FindAsync(options, folder, cancellation), options).StopAsync(cancellation);
        }
        Directory.Delete(folder.Home, recursive: true);
        if (Directory.Exists(options.Folder))
        {
            // Holds the pointer to the home that has just gone.
            Directory.Delete(options.Folder, recursive: true);
        }
        return true;
    }

    /// <summary>For the superuser.</summary>
    public string ConnectionString(string database) => new DbConnectionStringBuilder
    {
        ["Host"] = "127.0.0.1",
        ["Port"] = Port,
        ["Database"] = database,
        ["Username"] = Role,
        ["Password"] = password,
    }.ConnectionString;

    /// <summary>Leaves the server, and stops it when no other program uses it. Connections still open are cut.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref membership, null) is not { } held)
        {
            return;
        }
        await using var decision = await FolderLock.TakeAsync(folder.DecisionLock, options.StartLimit * 2, CancellationToken.None);
        await held.DisposeAsync();
        await StopIfLastAsync(folder, cluster);
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static async Task StopIfLastAsync(ServerFolder folder, Cluster cluster)
    {
        await using var alone = FolderLock.TryTake(folder.UsersLock, shared: false);
        if (alone is not null)
        {
            await cluster.StopAsync(CancellationToken.None);
        }
    }
}
