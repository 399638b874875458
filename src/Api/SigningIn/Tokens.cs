using Npgsql;
using WorkTracker.Api.Auditing;
using WorkTracker.Api.Entrance;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.SigningIn;

/// <summary>Personal tokens, for programs that act for a user.</summary>
public sealed class Tokens(NpgsqlDataSource database, AuditLog audit, Standings standings, TimeProvider time)
{
    /// <summary>
    /// Null where its account has been given another password meanwhile, or has been disabled: whoever hands out a first password keeps no token of it.
    /// The account's row is locked, so that what ends all tokens sees this one too.
    /// </summary>
    /// <param name="actor">Whose token.</param>
    /// <param name="name">For people.</param>
    /// <param name="scope">Never that of a session.</param>
    /// <param name="life">From now on.</param>
    /// <param name="session">In which it is asked for; null where the program itself does.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task<IssuedTokenAnswer?> IssueAsync(Actor actor, string name, Scope scope, TimeSpan life, Guid? session, CancellationToken cancellation)
    {
        var (id, secret, now) = (Guid.NewGuid(), $"wt_{Secrets.New()}", time.GetUtcNow());
        var line = new AuditLine("token_issued", actor, new { token = id, name, scope = scope.ToString(), expires = now + life });
        var issued = await audit.WithAsync(line, async (connection, stop) => await RunAsync(connection, """
            with holder as (select a.id from accounts.account a where a.id = $2 and not a.must_change
                and ($8::uuid is null or exists (select 1 from accounts.session s where s.id = $8 and s.account = a.id and s.stamp = a.stamp)) for share of a)
            insert into accounts.token (id, account, name, hash, scope, created_at, expires_at) select $1, holder.id, $3, $4, $5, $6, $7 from holder
            """, stop, id, actor.Account!, name, Secrets.Hash(secret), scope.ToString(), now, now + life, (object?)session ?? DBNull.Value) == 1, cancellation);
        return issued ? new(id, secret, now + life) : null;
    }

    /// <summary>Whether the account had such a token.</summary>
    public async Task<bool> RevokeAsync(Actor by, Guid account, Guid token, CancellationToken cancellation)
    {
        var revoked = await audit.WithAsync(new("token_revoked", by, new { account, token }), async (connection, stop) => await RunAsync(
            connection, "update accounts.token set revoked_at = $3 where id = $1 and account = $2 and revoked_at is null", stop, token, account, time.GetUtcNow()) == 1, cancellation);
        standings.Forget();
        return revoked;
    }

    /// <summary>One's own, all of them.</summary>
    public async Task RevokeAllAsync(Actor by, CancellationToken cancellation)
    {
        await audit.WithAsync(new("tokens_revoked", by, new { }), async (connection, stop) => await RevokeAllAsync(by.Account!.Value, time.GetUtcNow(), connection, stop) > 0, cancellation);
        standings.Forget();
    }

    /// <summary>In the transaction of what ends them.</summary>
    internal static Task<int> RevokeAllAsync(Guid account, DateTimeOffset at, NpgsqlConnection connection, CancellationToken cancellation) =>
        RunAsync(connection, "update accounts.token set revoked_at = $2 where account = $1 and revoked_at is null", cancellation, account, at);

    public async Task<IReadOnlyList<TokenAnswer>> OfAsync(Guid account, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "select id, name, scope, created_at, expires_at, revoked_at from accounts.token where account = $1 order by created_at desc, id");
        command.Parameters.Add(new() { Value = account });
        var tokens = new List<TokenAnswer>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            tokens.Add(new(row.GetGuid(0), row.GetString(1), Enum.Parse<Scope>(row.GetString(2)), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4),
                row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5)));
        }

        return tokens;
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
