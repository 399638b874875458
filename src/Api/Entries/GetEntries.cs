using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using WorkTracker.Api.Commands;
using WorkTracker.Api.Entrance;
using WorkTracker.Api.Parties;
using WorkTracker.Api.Totals;
using WorkTracker.Domain;
using WorkTracker.Domain.Accounts;
using WorkTracker.Domain.Entries;
using WorkTracker.Projections.Store;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Api.Entries;

/// <summary>A page of entries, newest first.</summary>
/// <param name="Position">Every event up to it is in the list.</param>
/// <param name="Behind">Events stored after it; those that are not counted yet are not in the list.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; absent on the last.</param>
public sealed record EntriesAnswer(long Position, long Behind, IReadOnlyList<EntryInListAnswer> Entries, string? Next);

public sealed record EntryInListAnswer(
    Guid Id, long Version, EntryStatus Status, DepartmentAnswer Department, string Kind, string? ReportedBy, DateTimeOffset ReportedAt, ContentAnswer Submitted);

/// <summary>Which entries are wanted; what is absent does not narrow.</summary>
public sealed record EntriesFilter
{
    /// <summary>Department code; all below it are included.</summary>
    [FromQuery(Name = "department")] public string? Department { get; init; }

    /// <summary>Kind code.</summary>
    [FromQuery(Name = "kind")] public string? Kind { get; init; }

    /// <summary>Program code.</summary>
    [FromQuery(Name = "program")] public string? Program { get; init; }

    /// <summary>submitted, approved, returned, withdrawal-requested or withdrawn.</summary>
    [FromQuery(Name = "status")] public string? Status { get; init; }

    /// <summary>First day that entries count on, yyyy-MM-dd.</summary>
    [FromQuery(Name = "from")] public string? From { get; init; }

    /// <summary>Last day that entries count on, yyyy-MM-dd.</summary>
    [FromQuery(Name = "to")] public string? To { get; init; }

    /// <summary>The next of the page before.</summary>
    [FromQuery(Name = "after")] public string? After { get; init; }

    /// <summary>1 to 500, 50 when absent.</summary>
    [FromQuery(Name = "limit")] public int? Limit { get; init; }
}

public static class GetEntries
{
    private const int LargestPage = 500;

    /// <summary>Entries by department, kind, program, status and day; the newest reported first.</summary>
    /// <response code="200">A page; it does not shift while others report.</response>
    [ProducesResponseType<EntriesAnswer>(200)]
    public static async Task<IResult> HandleAsync(
        [AsParameters] EntriesFilter filter, HttpContext http, NpgsqlDataSource database, KnownDefinitions definitions, TotalsReader totals, CancellationToken cancellation)
    {
        var known = await definitions.ReadAsync(cancellation);
        var (where, faults) = Where(filter, known, new(http.Rights(), known.Definitions, known.Tree));
        if (faults.Count > 0)
        {
            return OpenedTotals.Invalid([.. faults]);
        }

        var limit = filter.Limit ?? 50;
        // Before the rows, so that they are of this position or a newer one.
        var standing = await totals.StandingAsync(cancellation);
        var rows = await ReadAsync(where, limit + 1, database, known, cancellation);
        var page = rows.Take(limit).ToList();
        var names = await PartyNames.OfAsync(database, page.Select(row => row.Content), cancellation);
        return Results.Ok(new EntriesAnswer(
            standing.Position, standing.Behind,
            [.. page.Select(row => row.Answer with { Submitted = ContentAnswer.Of(row.Content, names) })],
            rows.Count > limit ? page[^1].No.ToString(CultureInfo.InvariantCulture) : null));
    }

    private static (Sql Where, List<Fault> Faults) Where(EntriesFilter filter, Known known, Sight sight)
    {
        var faults = new List<Fault>();
        var parts = new List<Sql> { ReadableEntries.Where(sight) };
        if (filter.Department is { Length: > 0 } department)
        {
            if (known.Tree.Find(department) is null || !sight.Rights.Allows(Act.ReadEntries, department, known.Tree))
            {
                faults.Add(new("department-unknown", "department", department));
            }

            parts.Add(Sql.Of($"e.department = any({known.Tree.Subtree(department).Select(below => below.Number).ToArray()})"));
        }

        if (filter.Kind is { Length: > 0 } kind)
        {
            parts.Add(Sql.Of($"e.kind = {kind}"));
            if (known.Definitions.FindKind(kind) is not { } found || !sight.Sees(found))
            {
                faults.Add(new("kind-unknown", "kind", kind));
            }
        }

        if (filter.Program is { Length: > 0 } program)
        {
            parts.Add(Sql.Of($"e.program = {program}"));
            if (known.Definitions.FindProgram(program) is null)
            {
                faults.Add(new("program-unknown", "program", program));
            }
        }

        if (filter.Status is { Length: > 0 } text)
        {
            if (Enum.GetValues<EntryStatus>().Where(status => JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString()) == text).ToList() is [var wanted])
            {
                parts.Add(Sql.Of($"e.status = {(short)wanted}::smallint"));
            }
            else
            {
                faults.Add(new("status-invalid", "status", text));
            }
        }

        AddDay(filter.From, "from", day => Sql.Of($"e.counts_on >= {day}"), parts, faults);
        AddDay(filter.To, "to", day => Sql.Of($"e.counts_on <= {day}"), parts, faults);
        if (filter.After is { Length: > 0 } after)
        {
            if (long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var no))
            {
                parts.Add(Sql.Of($"e.no < {no}"));
            }
            else
            {
                faults.Add(new("cursor-invalid", "after", after));
            }
        }

        if (filter.Limit is < 1 or > LargestPage)
        {
            faults.Add(new("limit-invalid", "limit", LargestPage.ToString(CultureInfo.InvariantCulture)));
        }

        return (Sql.Join(" and ", parts), faults);
    }

    private static void AddDay(string? text, string path, Func<DateOnly, Sql> part, List<Sql> parts, List<Fault> faults)
    {
        if (text is not { Length: > 0 })
        {
            return;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            parts.Add(part(day));
        }
        else
        {
            faults.Add(new("day-unreadable", path, text));
        }
    }

    private sealed record Row(long No, EntryInListAnswer Answer, EntryContent Content);

    private static async Task<List<Row>> ReadAsync(Sql where, int limit, NpgsqlDataSource database, Known known, CancellationToken cancellation)
    {
        var departments = known.Tree.ByCode.Values.ToDictionary(department => department.Number);
        var rows = new List<Row>();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var command = Sql.Of($"""
            select e.no, e.id, e.version, e.status, e.department, e.kind, e.reported_by, e.reported_at, e.submitted
            from totals.entry e where {where} order by e.no desc limit {limit}
            """).Command(connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            rows.Add(new(
                row.GetInt64(0),
                new(row.GetGuid(1), row.GetInt32(2), (EntryStatus)row.GetInt16(3), DepartmentAnswer.Of(departments[row.GetInt32(4)]), row.GetString(5),
                    row.IsDBNull(6) ? null : row.GetString(6), row.GetFieldValue<DateTimeOffset>(7), null!),
                JsonSerializer.Deserialize<EntryContent>(row.GetString(8), StoredJson.Options)!));
        }

        return rows;
    }
}
