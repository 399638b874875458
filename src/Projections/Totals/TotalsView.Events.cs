using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>An event as a list of what happened shows it.</summary>
public sealed record HappenedEvent(Guid Stream, string Type, long Position, DateTimeOffset At, string? By);

/// <summary>A change of what is known, with what it is about: a department's code, a metric's, a party. Null is what it does not name.</summary>
public sealed record KnowledgeEvent(HappenedEvent Event, string? Department, string? Metric, Guid? Party);

public sealed partial class TotalsView
{
    /// <summary>What happened to these streams after one position and up to another, in order.</summary>
    public Task<IReadOnlyList<HappenedEvent>> EventsAsync(IReadOnlyCollection<Guid> streams, long after, long until, CancellationToken cancellation = default) =>
        EventsAsync(Sql.Of($"stream_id = any({streams.ToArray()}) and seq_id > {after} and seq_id <= {until}"), cancellation);

    /// <summary>Changes of opening balances, departments and of which parties are one, which can move a total without any entry.</summary>
    public async Task<IReadOnlyList<KnowledgeEvent>> KnowledgeEventsAsync(long after, long until, CancellationToken cancellation = default)
    {
        var events = new List<KnowledgeEvent>();
        await using var command = Sql.Of($"""
            select stream_id, type, seq_id, timestamp, user_name, coalesce(data ->> 'department', data ->> 'code'), data ->> 'metric', (data ->> 'party')::uuid
            from wt.mt_events where type = any({MovingWithoutEntries}) and seq_id > {after} and seq_id <= {until} order by seq_id limit 1000
            """).Command(connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            events.Add(new(Happened(row), row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6), row.IsDBNull(7) ? null : row.GetGuid(7)));
        }

        return events;
    }

    private static readonly string[] MovingWithoutEntries =
        ["opening_balance_set", "parties_merged", "parties_split", "department_opened", "department_reclassified", "department_closed"];

    private async Task<IReadOnlyList<HappenedEvent>> EventsAsync(Sql where, CancellationToken cancellation)
    {
        var events = new List<HappenedEvent>();
        await using var command = Sql.Of($"select stream_id, type, seq_id, timestamp, user_name from wt.mt_events where {where} order by seq_id limit 1000").Command(connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            events.Add(Happened(row));
        }

        return events;
    }

    private static HappenedEvent Happened(Npgsql.NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3), row.IsDBNull(4) ? null : row.GetString(4));
}
