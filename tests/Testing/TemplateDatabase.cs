using System.Collections.Concurrent;
using Npgsql;

namespace WorkTracker.Testing;

/// <summary>The prepared databases of this process, by name.</summary>
internal static class TemplateDatabase
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Prepared = new();

    /// <summary>The name of a database that nobody is connected to, nor can be. A preparation that failed fails for everyone who asks.</summary>
    public static Task<string> PreparedAsync(string name, Func<string, Task> prepare) =>
        Prepared.GetOrAdd(name, _ => new Lazy<Task<string>>(() => PrepareAsync(name, prepare))).Value;

    private static async Task<string> PrepareAsync(string name, Func<string, Task> prepare)
    {
        var connectionString = await Databases.CreateAsync("template_" + name, template: "template0");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => DropQuietly(connectionString);
        await prepare(connectionString);
        await CloseAsync(connectionString);
        return new NpgsqlConnectionStringBuilder(connectionString).Database!;
    }

    // CREATE DATABASE … TEMPLATE fails while anybody is connected to the template: pools keep connections, and so do data sources
    // that the preparation left open.
    private static async Task CloseAsync(string connectionString)
    {
        await using (var pooled = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(pooled);
        }
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database!;
        await Databases.ExecuteAsync($"alter database \"{database}\" with allow_connections false");
        await Databases.ExecuteAsync($"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{database}'");
    }

    // At the end of the process; the private server may have gone before.
    private static void DropQuietly(string connectionString)
    {
        try
        {
            Databases.DropAsync(connectionString).GetAwaiter().GetResult();
        }
        catch (NpgsqlException)
        {
        }
    }
}
