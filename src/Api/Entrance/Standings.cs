using System.Collections.Concurrent;
using Npgsql;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Commands;
using WorkTracker.Api.SigningIn;
using WorkTracker.Domain.Accounts;
using WorkTracker.Projections.Store;

namespace WorkTracker.Api.Entrance;

/// <summary>
/// Looks up sessions and tokens, and trusts what it saw for a second: that long another node's sign-out, disabling or grant may take to be seen here.
/// Commands do not rest on it; they read rights anew in their own transaction.
/// </summary>
public sealed class Standings(NpgsqlDataSource database, KnownDefinitions definitions, AccountPolicy policy, TimeProvider time)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(1);
    private const int MostKept = 20_000;
    private static readonly Guid[] Watched = [Streams.Catalog, Streams.Departments, Streams.Accounts];

    private readonly ConcurrentDictionary<string, Standing> seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<Standing?>>> looking = new(StringComparer.Ordinal);
    private long changes;

    /// <summary>Null where the session has ended.</summary>
    /// <param name="account">Whose it is.</param>
    /// <param name="session">Its id.</param>
    /// <param name="isUse">Somebody asks, which keeps it from running idle; told once in a sixtieth of the time after which it would.</param>
    public Task<Standing?> OfSessionAsync(Guid account, Guid session, bool isUse)
    {
        var now = time.GetUtcNow();
        return KeptAsync($"{session} {account} {isUse}", () => ReadAsync($"""
            with used as (update accounts.session s set used_at = $5 from accounts.account a
                where {isUse} and s.id = $2 and a.id = s.account and s.used_at <= $6 and {Sessions.Live.With("$3", "$4")})
            select s.id, a.id, a.name, 'session', a.must_change, a.password_at, {Sessions.Live.With("$3", "$4")}, {Versions(7)}
            from accounts.session s join accounts.account a on a.id = s.account where a.id = $1 and s.id = $2
            """, [account, session, now - policy.LongestSession, now - policy.Idle, now, now - (policy.Idle / 60)]));
    }

    /// <summary>Definitions and roster as they are now.</summary>
    public async Task<Known> KnownAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select {Versions(1)}");
        command.Parameters.Add(new() { Value = Watched });
        var versions = (long[])(await command.ExecuteScalarAsync(cancellation))!;
        return await definitions.AtAsync(versions[0], versions[1], versions[2], cancellation);
    }

    /// <summary>Null where there is no such token, or not any more.</summary>
    public Task<Standing?> OfTokenAsync(string secret)
    {
        var hash = Secrets.Hash(secret);
        return KeptAsync(Convert.ToHexString(hash), () => ReadAsync($"""
            select t.id, a.id, a.name, t.scope, a.must_change, a.password_at, t.revoked_at is null and t.expires_at > $2, {Versions(3)}
            from accounts.token t join accounts.account a on a.id = t.account where t.hash = $1
            """, [hash, time.GetUtcNow()]));
    }

    /// <summary>Something about accounts has changed in this process: look anew.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref changes);
        looking.Clear();
        seen.Clear();
    }

    private async Task<Standing?> KeptAsync(string key, Func<Task<Standing?>> readAsync) =>
        seen.TryGetValue(key, out var kept) && time.GetElapsedTime(kept.SeenAt) < Trusted
            ? kept
            : await looking.GetOrAdd(key, _ => new(() => LookAsync(key, readAsync))).Value;

    /// <summary>However many ask at once, one looks; and what was seen before a change is not kept after it.</summary>
    private async Task<Standing?> LookAsync(string key, Func<Task<Standing?>> readAsync)
    {
        var before = Interlocked.Read(ref changes);
        try
        {
            var standing = await readAsync();
            if (seen.Count >= MostKept)
            {
                seen.Clear();
            }

            if (standing is null)
            {
                seen.TryRemove(key, out _);
            }
            else if (before == Interlocked.Read(ref changes))
            {
                seen[key] = standing;
            }

            return standing;
        }
        finally
        {
            looking.TryRemove(key, out _);
        }
    }

    private async Task<Standing?> ReadAsync(string sql, object[] parameters)
    {
        // The connection is given back before definitions are read: who held one and asked for another could wait for himself when many begin at once.
        if (await RowAsync(sql, parameters) is not var (key, account, name, scope, must, since, versions))
        {
            return null;
        }

        var known = await definitions.AtAsync(versions[0], versions[1], versions[2], CancellationToken.None);
        return known.Roster.Find(account) is { IsDisabled: false }
            ? new(key, account, name, Enum.Parse<Scope>(scope, ignoreCase: true), must || since + policy.GreatestAge < time.GetUtcNow(), known, time.GetTimestamp())
            : null;
    }

    /// <summary>Of the streams that are watched, which a parameter lists.</summary>
    private static string Versions(int parameter) =>
        $"array(select coalesce((select version from wt.mt_streams where id = stream), 0) from unnest(${parameter}) with ordinality watched (stream, at) order by at)";

    private async Task<(Guid Key, Guid Account, string Name, string Scope, bool Must, DateTimeOffset Since, long[] Versions)?> RowAsync(string sql, object[] parameters)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var parameter in parameters.Append(Watched))
        {
            command.Parameters.Add(new() { Value = parameter });
        }

        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() && row.GetBoolean(6)
            ? (row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetBoolean(4), row.GetFieldValue<DateTimeOffset>(5), row.GetFieldValue<long[]>(7))
            : null;
    }
}
