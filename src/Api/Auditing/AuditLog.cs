using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Npgsql;
using NpgsqlTypes;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;

namespace WorkTracker.Api.Auditing;

/// <summary>What is told of an act; <c>Roles</c> are those that it rested on. See <see cref="AuditLog.WriteAsync(AuditLine, NpgsqlConnection, CancellationToken)"/>.</summary>
public sealed record AuditLine(string What, Actor? Actor, object Detail, IEnumerable<Role>? Roles = null);

/// <summary>审计日志: written before the act that it tells of counts; where it cannot be written the act fails.</summary>
public sealed class AuditLog(NpgsqlDataSource database)
{
    /// <summary>Roles and scopes by name.</summary>
    private static readonly JsonSerializerOptions Words = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    private const int LongestText = 200;

    private const string Insert = """
        insert into accounts.audit (what, account, who, address, roles, correlation, detail) values ($1, $2, $3, $4, $5, $6, $7)
        """;

    /// <param name="what">signed_in, sign_in_failed, signed_out, refused, exported, token_used …, like names of events.</param>
    /// <param name="actor">Whoever did it; null where nobody is known.</param>
    /// <param name="detail">Plain values; never a secret, nor a name that does not exist.</param>
    /// <param name="roles">That the act rested on.</param>
    /// <param name="cancellation">Stops before it is written.</param>
    public async Task WriteAsync(string what, Actor? actor, object detail, IEnumerable<Role>? roles = null, CancellationToken cancellation = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await WriteAsync(new(what, actor, detail, roles), connection, cancellation);
    }

    /// <summary>An act and its line in one transaction; where the act finds nothing to do (false), nothing is told.</summary>
    public async Task<bool> WithAsync(AuditLine line, Func<NpgsqlConnection, CancellationToken, Task<bool>> act, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await act(connection, cancellation))
        {
            return false;
        }

        await WriteAsync(line, connection, cancellation);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <summary>Deletes what is older than so many months, as the owner, and tells that it did; the table itself lets nobody delete what is younger than six.</summary>
    /// <returns>How many lines.</returns>
    public static async Task<int> TrimAsync(string owner, int months, Actor by, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var delete = new NpgsqlCommand("delete from accounts.audit where at < now() - make_interval(months => $1)", connection) { Parameters = { new() { Value = months } } };
        var lines = await delete.ExecuteNonQueryAsync(cancellation);
        await WriteAsync(new("audit_trimmed", by, new { months, lines }), connection, cancellation);
        await transaction.CommitAsync(cancellation);
        return lines;
    }

    /// <summary>In the transaction of the act itself.</summary>
    public static async Task WriteAsync(AuditLine line, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var (what, actor, detail, roles) = line;
        await using var insert = new NpgsqlCommand(Insert, connection);
        insert.Parameters.Add(new() { Value = what });
        insert.Parameters.Add(new() { Value = actor?.Account is { } account && account != Guid.Empty ? account : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        insert.Parameters.Add(new() { Value = actor is null or { Name: "" } ? DBNull.Value : actor.Name, NpgsqlDbType = NpgsqlDbType.Text });
        insert.Parameters.Add(new() { Value = (object?)actor?.Address ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        insert.Parameters.Add(new() { Value = (roles ?? []).Select(role => role.ToString()).ToArray() });
        insert.Parameters.Add(new() { Value = (object?)Activity.Current?.TraceId.ToString() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        insert.Parameters.Add(new() { Value = Clipped(JsonSerializer.SerializeToNode(detail, Words)!).ToJsonString(Words), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Whatever somebody may choose is cut: the log keeps what it was given for ever.</summary>
    private static JsonNode Clipped(JsonNode detail)
    {
        foreach (var (name, value) in detail is JsonObject properties ? properties.ToList() : [])
        {
            if (value is JsonValue text && text.TryGetValue<string>(out var whole) && whole.Length > LongestText)
            {
                detail[name] = whole[..(char.IsHighSurrogate(whole[LongestText - 1]) ? LongestText - 1 : LongestText)] + "…";
            }
        }

        return detail;
    }
}
