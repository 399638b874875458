using Npgsql;
using WorkTracker.EmbeddedPostgres;

namespace WorkTracker.Bench.Running;

/// <summary>A private PostgreSQL as <c>./start</c> runs it, durable, in a folder that goes with the run.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly PrivateServerOptions options;
    private readonly PrivateServer server;
    private readonly List<string> databases = [];

    private BenchServer(PrivateServerOptions options, PrivateServer server) => (this.options, this.server) = (options, server);

    public static async Task<BenchServer> StartAsync()
    {
        var options = new PrivateServerOptions { Folder = Path.Combine(Path.GetTempPath(), $"worktracker-bench-{Environment.ProcessId}") };
        return new(options, await PrivateServer.StartAsync(options));
    }

    public Task<string> VersionAsync() => TextAsync(server.ConnectionString("postgres"), "show server_version");

    /// <summary>A new database, empty or a copy, by its connection string. Nobody may be connected to a template.</summary>
    public async Task<string> CreateAsync(string wish, string? template = null)
    {
        var name = $"{wish}_{databases.Count}";
        databases.Add(name);
        var source = template is null ? "template0" : new NpgsqlConnectionStringBuilder(template).Database;
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(server.ConnectionString("postgres"), $"create database {name} template {source} strategy file_copy");
        return new NpgsqlConnectionStringBuilder(server.ConnectionString(name)) { MaxPoolSize = 50, IncludeErrorDetail = true }.ConnectionString;
    }

    public async Task DropAsync(string connection)
    {
        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(server.ConnectionString("postgres"), $"drop database if exists {new NpgsqlConnectionStringBuilder(connection).Database} with (force)");
    }

    public static async Task ExecuteAsync(string connection, string sql)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        await using var command = new NpgsqlCommand(sql, opened) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<string> TextAsync(string connection, string sql)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync();
        await using var command = new NpgsqlCommand(sql, opened) { CommandTimeout = 600 };
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await server.StopAsync();
        await PrivateServer.DeleteAsync(options);
    }
}
