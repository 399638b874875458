using Npgsql;
using NpgsqlTypes;

namespace WorkTracker.Api.Accounts;

/// <summary>The SQL of accounts.account.</summary>
public sealed class AccountTable(NpgsqlDataSource database)
{
    private const string Columns =
        "id, name, lookup, password_hash, password_at, must_change, history, stamp, failed, locked_until, two_factor, authenticator, recovery, is_sample";

    public Task<Account?> FindAsync(Guid id, CancellationToken cancellation) => ReadAsync("id = $1", id, cancellation);

    public Task<Account?> FindAsync(string lookup, CancellationToken cancellation) => ReadAsync("lookup = $1", lookup, cancellation);

    public async Task InsertAsync(Account account, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await InsertAsync(account, connection, cancellation);
    }

    /// <summary>In the transaction of the event that tells of the account.</summary>
    public static async Task InsertAsync(Account account, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = Filled(connection, $"insert into accounts.account ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)", account);
        command.Parameters.Add(new() { Value = account.IsSample });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>All but the count of failures above none and the recovery codes, which the database changes by itself.</summary>
    public async Task UpdateAsync(Account account, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var command = Filled(connection, """
            update accounts.account set name = $2, lookup = $3, password_hash = $4, password_at = $5, must_change = $6, history = $7, stamp = $8,
                failed = case when $9 = 0 then 0 else failed end, locked_until = $10, two_factor = $11, authenticator = $12,
                recovery = case when two_factor = $11 then recovery else $13 end
            where id = $1
            """, account);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Of a user who does not exist it does as much and changes nothing.</summary>
    public async Task<int> CountFailureAsync(Guid id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("update accounts.account set failed = failed + 1 where id = $1 returning failed");
        command.Parameters.Add(new() { Value = id });
        return await command.ExecuteScalarAsync(cancellation) as int? ?? 0;
    }

    /// <summary>Whether the code was still there: once only.</summary>
    public async Task<bool> UseCodeAsync(Guid id, string digest, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("update accounts.account set recovery = array_remove(recovery, $2) where id = $1 and $2 = any(recovery)");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = digest });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>Whether any user was made by the start script.</summary>
    public async Task<bool> HasSamplesAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select exists (select 1 from accounts.account where is_sample)");
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<Account?> ReadAsync(string where, object value, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select {Columns} from accounts.account where {where}");
        command.Parameters.Add(new() { Value = value });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return !await row.ReadAsync(cancellation) ? null : new()
        {
            Id = row.GetGuid(0), Name = row.GetString(1), Lookup = row.GetString(2), PasswordHash = Text(row, 3), PasswordAt = row.GetFieldValue<DateTimeOffset>(4),
            MustChange = row.GetBoolean(5), History = row.GetFieldValue<string[]>(6), Stamp = row.GetString(7), Failed = row.GetInt32(8),
            LockedUntil = row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9), TwoFactor = row.GetBoolean(10), Authenticator = Text(row, 11),
            Recovery = row.GetFieldValue<string[]>(12), IsSample = row.GetBoolean(13),
        };
    }

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);

    /// <summary>The first thirteen columns as parameters.</summary>
    private static NpgsqlCommand Filled(NpgsqlConnection connection, string sql, Account account)
    {
        var command = new NpgsqlCommand(sql, connection);
        object?[] values =
        [
            account.Id, account.Name, account.Lookup, account.PasswordHash, account.PasswordAt, account.MustChange, account.History.ToArray(), account.Stamp,
            account.Failed, account.LockedUntil?.ToUniversalTime(), account.TwoFactor, account.Authenticator, account.Recovery.ToArray(),
        ];
        foreach (var (at, value) in values.Index())
        {
            command.Parameters.Add(value is null
                ? new() { Value = DBNull.Value, NpgsqlDbType = at == 9 ? NpgsqlDbType.TimestampTz : NpgsqlDbType.Text }
                : new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
