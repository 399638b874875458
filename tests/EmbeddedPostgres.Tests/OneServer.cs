using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace WorkTracker.EmbeddedPostgres.Tests;

/// <summary>A folder for one server, and what the tests do with it. Whatever still runs there in the end is stopped.</summary>
public sealed class OneServer : IAsyncDisposable
{
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), "worktracker-one-server-" + Guid.NewGuid().ToString("n"));

    public PrivateServerOptions Options => new() { Folder = Folder, Durable = false };

    public Task<PrivateServer> StartAsync() => PrivateServer.StartAsync(Options, TestContext.Current.CancellationToken);

    public int ServerProcess =>
        int.Parse(File.ReadLines(Path.Combine(Folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    public bool Runs => File.Exists(Path.Combine(Folder, "data", "postmaster.pid"));

    public void KillServer()
    {
        using var process = Process.GetProcessById(ServerProcess);
        process.Kill();
    }

    public static async Task<string?> AskAsync(PrivateServer server, string sql)
    {
        // Without a pool: a pooled connection would outlive the server and hide a restart.
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres") + ";Pooling=false;Timeout=10");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        // What a test has faked must not keep the clean-up from finding the programs to stop with.
        await PrivateServer.DeleteAsync(Options with { BinFolder = null });
    }
}
