using Npgsql;
using Testcontainers.PostgreSql;
using WorkTracker.EmbeddedPostgres;

namespace WorkTracker.Testing;

/// <summary>
/// The PostgreSQL of this test run, one a process: the one that <c>WORKTRACKER_TEST_POSTGRES</c> names (the connection string of
/// a role that may create databases), else a container where a Docker engine answers, else a private server that gives up
/// durability for speed and goes with the process.
/// </summary>
public static class TestPostgres
{
    private const string Image = "postgres:18-alpine";
    private static readonly TimeSpan ContainerLimit = TimeSpan.FromMinutes(3);
    private static readonly Lazy<Task<string>> Started = new(StartAsync);

    /// <summary>The administrator's connection string; starts the server when it is the first to ask.</summary>
    public static Task<string> AdminAsync() => Started.Value;

    private static async Task<string> StartAsync() =>
        Environment.GetEnvironmentVariable("WORKTRACKER_TEST_POSTGRES") is { Length: > 0 } named ? named
        : await DockerEngine.AnswersAsync() && await ContainerAsync() is { } contained ? contained
        : await TemporaryServer.StartAsync();

    /// <summary>Null when an engine is there but cannot serve, for instance because it cannot reach a registry. Testcontainers' reaper removes the container.</summary>
    private static async Task<string?> ContainerAsync()
    {
        using var limit = new CancellationTokenSource(ContainerLimit);
        try
        {
            var container = new PostgreSqlBuilder(Image)
                .WithCommand("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=200")
                .Build();
            await container.StartAsync(limit.Token);
            return new NpgsqlConnectionStringBuilder(container.GetConnectionString()) { Database = "postgres" }.ConnectionString;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"Docker answers, but {Image} does not start ({e.Message.Split('\n')[0]}); a private server is used.");
            return null;
        }
    }
}
