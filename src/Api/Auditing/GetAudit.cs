using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using WorkTracker.Api.Accounts;
using WorkTracker.Api.Totals;

namespace WorkTracker.Api.Auditing;

/// <summary>A page of the audit log, newest first.</summary>
/// <param name="Next">Give it as <c>after</c> for the next page; absent on the last.</param>
public sealed record AuditAnswer(IReadOnlyList<AuditLineAnswer> Lines, string? Next);

public sealed record AuditLineAnswer(
    long No, DateTimeOffset At, string What, Guid? Account, string? Who, string? Address, IReadOnlyList<string> Roles, string? Correlation, JsonElement Detail);

public static class GetAudit
{
    private const int LargestPage = 1000;

    /// <summary>审计日志: sign-ins, refusals, exports, users and roles, tokens.</summary>
    /// <param name="what">signed_in, sign_in_failed, signed_out, refused, exported, role_granted, token_used …</param>
    /// <param name="who">A user's name.</param>
    /// <param name="after">The next of the page before.</param>
    /// <param name="limit">1 to 1000, 100 when absent.</param>
    /// <response code="200">A page.</response>
    [ProducesResponseType<AuditAnswer>(200)]
    public static async Task<IResult> HandleAsync(
        [FromQuery] string? what, [FromQuery] string? who, [FromQuery] string? after, [FromQuery] int? limit, NpgsqlDataSource database, CancellationToken cancellation)
    {
        if (limit is < 1 or > LargestPage)
        {
            return OpenedTotals.Invalid([new("limit-invalid", "limit", LargestPage.ToString(CultureInfo.InvariantCulture))]);
        }

        var before = long.MaxValue;
        if (after is not null && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            return OpenedTotals.Invalid([new("cursor-invalid", "after", after)]);
        }

        var lines = await ReadAsync(database, what ?? "", who ?? "", before, (limit ?? 100) + 1, cancellation);
        var page = lines.Take(limit ?? 100).ToList();
        return Results.Ok(new AuditAnswer(page, lines.Count > page.Count ? page[^1].No.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static async Task<List<AuditLineAnswer>> ReadAsync(NpgsqlDataSource database, string what, string who, long before, int limit, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("""
            select no, at, what, account, who, address, roles, correlation, detail::text from accounts.audit
            where ($1 = '' or what = $1) and ($2 = '' or who = $2) and no < $3 order by no desc limit $4
            """);
        foreach (var value in (object[])[what, who, before, limit])
        {
            command.Parameters.Add(new() { Value = value });
        }

        var lines = new List<AuditLineAnswer>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            lines.Add(new(
                row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetGuid(3), Text(row, 4), Text(row, 5),
                row.GetFieldValue<string[]>(6), Text(row, 7), JsonSerializer.Deserialize<JsonElement>(row.GetString(8))));
        }

        return lines;
    }

    private static string? Text(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : row.GetString(at);
}
