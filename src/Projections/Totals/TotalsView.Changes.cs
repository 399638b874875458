using System.Collections.Immutable;
using System.Text.Json;
using WorkTracker.Domain;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>A content of an entry as it counted at the earlier of two positions (<c>Was</c>), or counts at the later one.</summary>
public sealed record ChangedFact(
    Guid Entry, bool Was, Basis Basis, string Kind, Department Department, DateOnly CountsOn, string Program, ImmutableSortedDictionary<string, FieldValue> Fields);

/// <summary>Where something counts otherwise at the later of two positions: any content of a kind, in a department and month.</summary>
public sealed record TouchedFacts(Basis Basis, string Kind, int Department, Month Month);

public sealed partial class TotalsView
{
    /// <summary>Where anything has begun or ceased to count since an earlier position. What lies nowhere there is as it was.</summary>
    public async Task<IReadOnlyList<TouchedFacts>> TouchedSinceAsync(long position, CancellationToken cancellation = default)
    {
        var touched = new List<TouchedFacts>();
        await using var command = Sql.Of($"""
            select distinct f.basis, f.kind, f.department, date_trunc('month', f.counts_on)::date from totals.fact f
            where f.from_pos > {position} or (f.to_pos > {position} and f.to_pos < 9223372036854775807)
            """).Command(connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            touched.Add(new((Basis)row.GetInt16(0), row.GetString(1), row.GetInt32(2), Month.Of(row.GetFieldValue<DateOnly>(3))));
        }

        return touched;
    }

    /// <summary>So many changes are looked at; between positions that lie further apart, events are not told one by one.</summary>
    public const int MostChanges = 50_000;

    /// <summary>What counts otherwise at this view's position than it did at an earlier one: what counted then and no longer, and what counts now and did not.</summary>
    public async Task<IReadOnlyList<ChangedFact>> ChangedSinceAsync(long position, CancellationToken cancellation = default)
    {
        var now = Standing.Position;
        var changed = new List<ChangedFact>();
        await using var command = Sql.Of($"""
            select f.entry, f.from_pos <= {position} as was, f.basis, f.kind, f.department, f.counts_on, f.program, f.fields from totals.fact f
            where (f.from_pos <= {position} and f.to_pos > {position} and f.to_pos <= {now}) or (f.from_pos > {position} and f.from_pos <= {now} and f.to_pos > {now})
            limit {MostChanges + 1}
            """).Command(connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            changed.Add(new(
                row.GetGuid(0), row.GetBoolean(1), (Basis)row.GetInt16(2), row.GetString(3), Knowledge.DepartmentOf(row.GetInt32(4)), row.GetFieldValue<DateOnly>(5), row.GetString(6),
                JsonSerializer.Deserialize<ImmutableSortedDictionary<string, FieldValue>>(row.GetString(7), StoredJson.Options)!));
        }

        return changed.Count > MostChanges ? [] : changed;
    }
}
