using Npgsql;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Auditing;
using WorkTracker.Api.Entrance;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.SigningIn;

/// <summary>The SQL of accounts.session. A session is its row: without it the cookie is good for nothing, on any node.</summary>
public sealed class Sessions(NpgsqlDataSource database, AuditLog audit, Standings standings, AccountPolicy policy, TimeProvider time)
{
    /// <summary>
    /// Of sessions s and their accounts a: not ended, by the row's own times, however often a cookie was renewed.
    /// Parameters: {0} the longest since they began, {1} since they were used.
    /// </summary>
    internal const string Live = "s.stamp = a.stamp and s.begun_at > {0} and s.used_at > {1}";

    /// <summary>A new session, and the line that tells of it; the account's earlier ones that have run out are forgotten.</summary>
    public async Task<Guid> BeginAsync(Account account, AuditLine line, string program, CancellationToken cancellation)
    {
        var (id, now) = (Guid.NewGuid(), time.GetUtcNow());
        await audit.WithAsync(line with { Detail = new { session = id, program } }, async (connection, stop) => await RunAsync(connection, """
            with forgotten as (delete from accounts.session where account = $2 and (begun_at <= $6 or used_at <= $7)),
                told as (update accounts.account set signed_in_at = $4 where id = $2)
            insert into accounts.session (id, account, stamp, begun_at, used_at, address, program) values ($1, $2, $3, $4, $4, $5, $8)
            """, stop, id, account.Id, account.Stamp, now, line.Actor?.Address ?? "", now - policy.LongestSession, now - policy.Idle, program) == 1, cancellation);
        return id;
    }

    public async Task<IReadOnlyList<SessionOfUser>> OfAsync(Guid account, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await using var command = database.CreateCommand($"""
            select s.id, s.begun_at, s.used_at, s.address, s.program from accounts.session s join accounts.account a on a.id = s.account
            where s.account = $1 and {Live.With("$2", "$3")} order by s.used_at desc, s.id
            """);
        foreach (var value in (object[])[account, now - policy.LongestSession, now - policy.Idle])
        {
            command.Parameters.Add(new() { Value = value });
        }

        var sessions = new List<SessionOfUser>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            sessions.Add(new(row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3), row.GetString(4)));
        }

        return sessions;
    }

    /// <summary>Whether there was such a session of the account.</summary>
    public Task<bool> EndAsync(string what, Actor by, Guid account, Guid session, CancellationToken cancellation) =>
        EndAsync(new(what, by, new { session }), "id = $2", account, session, cancellation);

    public Task EndOthersAsync(Actor by, Guid account, Guid kept, CancellationToken cancellation) =>
        EndAsync(new("sessions_ended", by, new { account, kept }), "id <> $2", account, kept, cancellation);

    /// <summary>By the user, or by an administrator, who acts by a role.</summary>
    public Task EndAllAsync(string what, Actor by, Guid account, CancellationToken cancellation, IEnumerable<Role>? roles = null) =>
        EndAsync(new(what, by, new { account }, roles), "$2 = $2", account, account, cancellation);

    /// <summary>Those of another stamp than the account has now, in the transaction of what changed it.</summary>
    internal static Task EndOldAsync(Guid account, string stamp, NpgsqlConnection connection, CancellationToken cancellation) =>
        RunAsync(connection, "delete from accounts.session where account = $1 and stamp <> $2", cancellation, account, stamp);

    /// <summary>In the transaction of what ends them.</summary>
    internal static Task EndAllAsync(Guid account, NpgsqlConnection connection, CancellationToken cancellation) =>
        RunAsync(connection, "delete from accounts.session where account = $1", cancellation, account);

    private async Task<bool> EndAsync(AuditLine line, string which, Guid account, Guid session, CancellationToken cancellation)
    {
        var ended = await audit.WithAsync(line, async (connection, stop) =>
            await RunAsync(connection, $"delete from accounts.session where account = $1 and {which}", stop, account, session) > 0, cancellation);
        standings.Forget();
        return ended;
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
}

/// <summary>One of a user's open sessions.</summary>
/// <param name="UsedAt">To half a minute.</param>
/// <param name="Program">What the browser calls itself, put simply: Firefox, Windows.</param>
public sealed record SessionOfUser(Guid Id, DateTimeOffset BegunAt, DateTimeOffset UsedAt, string Address, string Program);
