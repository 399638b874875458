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
        await audit.WriteAsync("token_issued", actor, new { token = id, name, scope = scope.ToString(), expires = now + life }, cancellation: cancellation);
        await using var insert = database.CreateCommand("""
            insert into accounts.token (id, account, name, hash, scope, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7)
            """);
        foreach (var value in (object[])[id, actor.Account!, name, Secrets.Hash(secret), scope.ToString(), now, now + life])
        {
            insert.Parameters.Add(new() { Value = value });
        }

        await insert.ExecuteNonQueryAsync(cancellation);
        return new(id, secret, now + life);
    }

    public async Task<bool> RevokeAsync(Actor actor, Guid token, CancellationToken cancellation)
    {
        await audit.WriteAsync("token_revoked", actor, new { token }, cancellation: cancellation);
        await using var revoke = database.CreateCommand("update accounts.token set revoked_at = $3 where id = $1 and account = $2 and revoked_at is null");
        revoke.Parameters.Add(new() { Value = token });
        revoke.Parameters.Add(new() { Value = actor.Account! });
        revoke.Parameters.Add(new() { Value = time.GetUtcNow() });
        var revoked = await revoke.ExecuteNonQueryAsync(cancellation) == 1;
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
}
