using Npgsql;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Accounts;

/// <summary>Personal tokens, for programs that act for a user.</summary>
public sealed class Tokens(NpgsqlDataSource database, AuditLog audit, Standings standings, TimeProvider time)
{
    public async Task<IssuedTokenAnswer> IssueAsync(Actor actor, string name, Scope scope, TimeSpan life, CancellationToken cancellation)
    {
        var (id, secret, now) = (Guid.NewGuid(), $"wt_{Secrets.New()}", time.GetUtcNow());
        await audit.WithAsync(new("token_issued", actor, new { token = id, name, scope, expires = now + life }), (connection, stop) => RunAsync(connection, """
            insert into accounts.token (id, account, name, hash, scope, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)
            """, stop, id, actor.Account!, name, Secrets.Hash(secret), scope.ToString(), now, now + life), cancellation);
        return new(id, secret, now + life);
    }

    public async Task<bool> RevokeAsync(Actor actor, Guid token, CancellationToken cancellation)
    {
        var revoked = await audit.WithAsync(new("token_revoked", actor, new { token }), (connection, stop) => RunAsync(
            connection, "update accounts.token set revoked_at = $3 where id = $1 and account = $2 and revoked_at is null", stop, token, actor.Account!, time.GetUtcNow()), cancellation);
        standings.Forget();
        return revoked;
    }

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

    private static async Task<bool> RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }
}
