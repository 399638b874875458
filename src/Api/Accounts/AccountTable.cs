using Npgsql;
using NpgsqlTypes;
using WorkTracker.Api.Auditing;
using WorkTracker.Api.SigningIn;

namespace WorkTracker.Api.Accounts;

/// <summary>The SQL of accounts.account.</summary>
public sealed class AccountTable(NpgsqlDataSource database)
{
    private const string Columns =
        "id, name, lookup, password_hash, password_at, must_change, history, stamp, failed, locked_until, two_factor, authenticator, recovery, is_sample, version";

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
        await using var command = Filled(connection, $"insert into accounts.account ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 0)", account);
        command.Parameters.Add(new() { Value = account.IsSample });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What was decided on an older copy of the account is refused from here on, and sessions under its stamp are none.</summary>
    internal static Task RenewStampAsync(Guid id, string stamp, NpgsqlConnection connection, CancellationToken cancellation) =>
        RunAsync(connection, "update accounts.account set stamp = $2, version = version + 1 where id = $1", cancellation, id, stamp);

    /// <summary>A password of the program's own making, for who has lost theirs, or the second factor.</summary>
    internal static Task ResetPasswordAsync(Guid id, string hash, string stamp, DateTimeOffset at, int kept, NpgsqlConnection connection, CancellationToken cancellation) =>
        RunAsync(connection, """
            update accounts.account set version = version + 1, history = (array_remove(array_prepend(password_hash, history), null))[1:$5], password_hash = $2, password_at = $4,
                must_change = true, stamp = $3, two_factor = false, authenticator = null, recovery = '{}', used_step = 0, failed = 0, locked_until = null
            where id = $1
            """, cancellation, id, hash, stamp, at, Math.Max(0, kept));

    /// <summary>
    /// Nothing where somebody else has changed the account since it was read: a sign-in must not bring back the password that it was read with.
    /// Failures, locks, used steps and used recovery codes are the database's own.
    /// </summary>
    public async Task<bool> UpdateAsync(Account account, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var command = Filled(connection, """
            update accounts.account set version = version + 1, password_hash = $4, password_at = $5, must_change = $6, history = $7, stamp = $8,
                two_factor = $11, used_step = case when authenticator is distinct from $12 then 0 else used_step end, authenticator = $12,
                recovery = case when two_factor = $11 then recovery else $13 end
            where id = $1 and version = $14
            """, account);
        command.Parameters.Add(new() { Value = account.Version });
        if (await command.ExecuteNonQueryAsync(cancellation) == 0)
        {
            return false;
        }

        await Sessions.EndOldAsync(account.Id, account.Stamp, connection, cancellation);
        if (account.Telling is { } line)
        {
            await AuditLog.WriteAsync(line, connection, cancellation);
        }

        await transaction.CommitAsync(CancellationToken.None);
        (account.Version, account.Telling) = (account.Version + 1, null);
        return true;
    }

    /// <summary>
    /// Counts an attempt before it is compared: false where the account is locked. The last one that is allowed locks the account until it turns out right,
    /// so that of many at once no more are compared. Of a user who does not exist it does as much and changes nothing.
    /// </summary>
    public async Task<bool> TryAttemptAsync(Guid id, int toLock, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) => await RunAsync("""
        update accounts.account set failed = case when failed + 1 >= $2 then 0 else failed + 1 end,
            locked_until = case when failed + 1 >= $2 then $4 end
        where id = $1 and (locked_until is null or locked_until <= $3)
        """, cancellation, id, toLock, now, until) == 1;

    /// <summary>The attempt was neither right nor wrong. Where it was the last one allowed, its lock opens again.</summary>
    public Task GiveBackAttemptAsync(Guid id, int toLock, CancellationToken cancellation) => RunAsync("""
        update accounts.account set failed = case when locked_until is not null then $2 - 1 else greatest(failed - 1, 0) end, locked_until = null where id = $1
        """, cancellation, id, toLock);

    /// <summary>Failures are forgotten, and a lock opened.</summary>
    public Task UnlockAsync(Guid id, CancellationToken cancellation) =>
        RunAsync("update accounts.account set failed = 0, locked_until = null where id = $1", cancellation, id);

    /// <summary>For an administrator, with the line that tells of it; false where nothing is locked nor counted.</summary>
    public async Task<bool> UnlockAsync(Guid id, AuditLine line, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var unlock = new NpgsqlCommand("update accounts.account set failed = 0, locked_until = null where id = $1 and (failed > 0 or locked_until is not null)", connection)
        {
            Parameters = { new() { Value = id } },
        };
        if (await unlock.ExecuteNonQueryAsync(cancellation) == 0)
        {
            return false;
        }

        await AuditLog.WriteAsync(line, connection, cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <summary>Whether the step is newer than any that was used: of two who give the same code at once, one.</summary>
    public async Task<bool> UseStepAsync(Guid id, long step, CancellationToken cancellation) =>
        await RunAsync("update accounts.account set used_step = $2 where id = $1 and used_step < $2", cancellation, id, step) == 1;

    /// <summary>Whether the code was still there: once only.</summary>
    public async Task<bool> UseCodeAsync(Guid id, string digest, CancellationToken cancellation) =>
        await RunAsync("update accounts.account set recovery = array_remove(recovery, $2) where id = $1 and $2 = any(recovery)", cancellation, id, digest) == 1;

    /// <summary>Whether any user was made by the start script.</summary>
    public async Task<bool> HasSamplesAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select exists (select 1 from accounts.account where is_sample)");
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<int> RunAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await RunAsync(connection, sql, cancellation, values);
    }

    private static async Task<int> RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteNonQueryAsync(cancellation);
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
            Recovery = row.GetFieldValue<string[]>(12), IsSample = row.GetBoolean(13), Version = row.GetInt32(14),
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
