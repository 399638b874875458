using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace WorkTracker.Testing;

internal static partial class Databases
{
    // Two test classes at once, each with a host and its pool, stay below the server's 200 connections.
    private const int PoolSize = 60;
    private static int count;

    /// <summary>Makes a database under a name that no other process uses, and gives its connection string.</summary>
    public static async Task<string> CreateAsync(string wish, string template)
    {
        var number = Interlocked.Increment(ref count);
        var word = NotInName().Replace(wish.ToLowerInvariant(), "_");
        // PostgreSQL cuts names at 63 bytes.
        var name = string.Create(CultureInfo.InvariantCulture, $"{word[..Math.Min(word.Length, 36)]}_{Environment.ProcessId}_{Random.Shared.Next(1_000_000)}_{number}");
        await ExecuteAsync($"create database \"{name}\" template \"{template}\"");
        return new NpgsqlConnectionStringBuilder(await TestPostgres.AdminAsync())
        {
            Database = name,
            MaxPoolSize = PoolSize,
            IncludeErrorDetail = true,
        }.ConnectionString;
    }

    public static async Task DropAsync(string connectionString)
    {
        await using (var pooled = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(pooled);
        }
        await ExecuteAsync($"drop database if exists \"{new NpgsqlConnectionStringBuilder(connectionString).Database}\" with (force)");
    }

    public static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await TestPostgres.AdminAsync());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex("[^a-z0-9_]")]
    private static partial Regex NotInName();
}
