using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>An event as a list of what happened shows it.</summary>
public sealed record HappenedEvent(Guid Stream, string Type, long Position, DateTimeOffset At, string? By);

public sealed partial class TotalsView
{
    /// <summary>What happened to these streams after one position and up to another, in order.</summary>
    public Task<IReadOnlyList<HappenedEvent>> EventsAsync(IReadOnlyCollection<Guid> streams, long after, long until, CancellationToken cancellation = default) =>
        EventsAsync(Sql.Of($"stream_id = any({streams.ToArray()}) and seq_id > {after} and seq_id <= {until}"), cancellation);

    /// <summary>Changes of definitions, departments and of which parties are one, which can move a total without any entry.</summary>
    public Task<IReadOnlyList<HappenedEvent>> KnowledgeEventsAsync(long after, long until, CancellationToken cancellation = default) =>
        EventsAsync(Sql.Of($"type = any({MovingWithoutEntries}) and seq_id > {after} and seq_id <= {until}"), cancellation);

    private static readonly string[] MovingWithoutEntries =
        ["opening_balance_set", "parties_merged", "parties_split", "department_opened", "department_reclassified", "department_closed"];

    private async Task<IReadOnlyList<HappenedEvent>> EventsAsync(Sql where, CancellationToken cancellation)
    {
        var events = new List<HappenedEvent>();
        await using var command = Sql.Of($"select stream_id, type, seq_id, timestamp, user_name from wt.mt_events where {where} order by seq_id limit 1000").Command(connection);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            events.Add(new(row.GetGuid(0), row.GetString(1), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3), row.IsDBNull(4) ? null : row.GetString(4)));
        }

        return events;
    }
}
