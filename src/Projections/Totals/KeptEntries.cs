using System.Text.Json;
using Npgsql;
using WorkTracker.Domain.Entries;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>The table totals.entry: read for the entries that a page changes, written for those and the new ones.</summary>
internal static class KeptEntries
{
    public static async Task<Dictionary<Guid, KeptEntry>> ReadAsync(
        Guid[] ids, Knowledge knowledge, NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        var entries = new Dictionary<Guid, KeptEntry>(ids.Length);
        if (ids.Length == 0)
        {
            return entries;
        }

        await using var command = Sql.Of($"""
            select e.id, e.no, e.version, e.department, e.kind, e.kind_version, e.status, e.submitted, e.submitted_pos, e.approved, e.approved_pos,
                   e.reported_by, e.reported_at, e.changed_pos
            from unnest({ids}::uuid[]) k (id) join totals.entry e on e.id = k.id
            """).Command(connection, schema);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var submitted = Content(row.GetString(7));
            long? approvedPosition = row.IsDBNull(10) ? null : row.GetInt64(10);
            var approved = approvedPosition is null ? null : row.IsDBNull(9) ? submitted : Content(row.GetString(9));
            entries.Add(row.GetGuid(0), new(row.GetGuid(0), row.GetInt64(1), row.IsDBNull(11) ? null : row.GetString(11), row.GetFieldValue<DateTimeOffset>(12))
            {
                State = new(knowledge.DepartmentOf(row.GetInt32(3)).Code, row.GetString(4), row.GetInt32(5), (EntryStatus)row.GetInt16(6), submitted, approved),
                Version = row.GetInt32(2),
                SubmittedPosition = row.GetInt64(8),
                ApprovedPosition = approvedPosition,
                ChangedPosition = row.GetInt64(13),
            });
        }

        return entries;
    }

    public static IEnumerable<Sql> Write(IReadOnlyCollection<KeptEntry> entries, Knowledge knowledge)
    {
        if (entries.Count == 0)
        {
            yield break;
        }

        var rows = entries.OrderBy(entry => entry.Id).ToList();
        T[] Column<T>(Func<KeptEntry, T> of) => [.. rows.Select(of)];
        yield return Sql.Of($"""
            insert into totals.entry as e (id, no, version, department, kind, kind_version, program, status, occurred_on, counts_on,
                submitted, submitted_pos, approved, approved_pos, reported_by, reported_at, changed_pos)
            select id, no, version, department, kind, kind_version, program, status, occurred_on, counts_on,
                submitted::jsonb, submitted_pos, approved::jsonb, approved_pos, reported_by, reported_at, changed_pos
            from unnest(
                {Column(e => e.Id)}::uuid[], {Column(e => e.No)}::bigint[], {Column(e => (int)e.Version)}::int[],
                {Column(e => knowledge.Tree.ByCode[e.State.Department].Number)}::int[], {Column(e => e.State.Kind)}::text[],
                {Column(e => e.State.KindVersion)}::int[], {Column(e => e.State.Submitted.Program)}::text[], {Column(e => (int)e.State.Status)}::smallint[],
                {Column(e => e.State.Submitted.OccurredOn)}::date[], {Column(e => e.State.Submitted.CountsOn)}::date[],
                {Column(e => Json(e.State.Submitted))}::text[], {Column(e => e.SubmittedPosition)}::bigint[],
                {Column(e => e.State.Approved is { } approved && e.ApprovedPosition != e.SubmittedPosition ? Json(approved) : null)}::text[],
                {Column(e => e.ApprovedPosition)}::bigint[], {Column(e => e.ReportedBy)}::text[], {Column(e => e.ReportedAt)}::timestamptz[],
                {Column(e => e.ChangedPosition)}::bigint[])
                n (id, no, version, department, kind, kind_version, program, status, occurred_on, counts_on,
                   submitted, submitted_pos, approved, approved_pos, reported_by, reported_at, changed_pos)
            on conflict (id) do update set
                version = excluded.version, kind_version = excluded.kind_version, program = excluded.program, status = excluded.status,
                occurred_on = excluded.occurred_on, counts_on = excluded.counts_on, submitted = excluded.submitted, submitted_pos = excluded.submitted_pos,
                approved = excluded.approved, approved_pos = excluded.approved_pos, changed_pos = excluded.changed_pos
            """);
    }

    private static string Json(EntryContent content) => JsonSerializer.Serialize(content, StoredJson.Options);

    private static EntryContent Content(string json) => JsonSerializer.Deserialize<EntryContent>(json, StoredJson.Options)!;
}
