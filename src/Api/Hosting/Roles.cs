using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace WorkTracker.Api.Hosting;

/// <summary>The database and its two roles on a private server.</summary>
public static class Roles
{
    public const string Owner = "worktracker_owner";
    public const string App = "worktracker_app";

    private const long AdvisoryLock = 0x776b7472_726f6c65;

    /// <summary>
    /// Makes what is missing and returns both connection strings. Passwords follow from the server's own, which never leaves its folder,
    /// so that several programs on one server agree on them without a second secret.
    /// </summary>
    public static async Task<(string App, string Owner)> EnsureAsync(string admin, string database, CancellationToken cancellation = default)
    {
        var secret = new NpgsqlConnectionStringBuilder(admin).Password!;
        var (app, owner) = (PasswordOf(App, secret), PasswordOf(Owner, secret));
        await using var connection = new NpgsqlConnection(admin);
        await connection.OpenAsync(cancellation);
        await ExecuteAsync(connection, $"select pg_advisory_lock({AdvisoryLock})", cancellation);
        await ExecuteAsync(connection, $"""
            do $$
            begin
                if to_regrole('{Owner}') is null then create role {Owner} login password '{owner}'; end if;
                if to_regrole('{App}') is null then create role {App} login password '{app}'; end if;
                -- A transaction that was left open would hold up the projection for ever.
                alter role {App} set idle_in_transaction_session_timeout = '60s';
            end
            $$
            """, cancellation);
        if (!await ExistsAsync(connection, database, cancellation))
        {
            await ExecuteAsync(connection, $"create database {database} owner {Owner}", cancellation);
            await ExecuteAsync(connection, $"revoke all on database {database} from public; grant connect on database {database} to {App}", cancellation);
        }

        await ExecuteAsync(connection, $"select pg_advisory_unlock({AdvisoryLock})", cancellation);
        return (As(admin, database, App, app), As(admin, database, Owner, owner));
    }

    private static string As(string admin, string database, string role, string password) =>
        new NpgsqlConnectionStringBuilder(admin) { Database = database, Username = role, Password = password, MaxPoolSize = 50 }.ConnectionString;

    private static string PasswordOf(string role, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(role)));

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string database, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select exists (select 1 from pg_database where datname = $1)", connection)
        {
            Parameters = { new() { Value = database } },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
