using Marten;
using Npgsql;
using NpgsqlTypes;
using WorkTracker.Domain.Reports;

namespace WorkTracker.Api.Reports;

/// <summary>A report as its stream has it.</summary>
public sealed record FoundReport(Guid Id, long Version, Report Report, DateTimeOffset DraftedAt, string? DraftedBy, DateTimeOffset? FrozenAt, string? FrozenBy);

/// <summary>Reports straight from their events.</summary>
public sealed class ReportReader(IDocumentStore store, NpgsqlDataSource database, ReportFiles files)
{
    /// <summary>Null where there is no such report.</summary>
    public async Task<FoundReport?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        return await FindAsync(id, session, cancellation);
    }

    /// <summary>For who has a session, and with it a connection.</summary>
    internal static async Task<FoundReport?> FindAsync(Guid id, IQuerySession session, CancellationToken cancellation)
    {
        var events = await session.Events.FetchStreamAsync(id, token: cancellation);
        var frozen = events.FirstOrDefault(@event => @event.Data is ReportFrozen);
        return events.Aggregate((Report?)null, (state, @event) => Report.Evolve(state, @event.Data)) is { } report
            ? new(id, events[^1].Version, report, events[0].Timestamp, events[0].UserName, frozen?.Timestamp, frozen?.UserName)
            : null;
    }

    public Task<byte[]> FileAsync(string hash, CancellationToken cancellation) => files.ReadAsync(hash, cancellation);

    /// <summary>Newest first; <paramref name="before"/> is the position of the last one of the page before. Of some <paramref name="departments"/>, or of all where they are null.</summary>
    public async Task<IReadOnlyList<(Guid Id, long Position)>> ListAsync(long before, int limit, string[]? departments, CancellationToken cancellation)
    {
        var found = new List<(Guid, long)>();
        await using var command = database.CreateCommand("""
            select stream_id, seq_id from wt.mt_events
            where type = 'report_drafted' and seq_id < $1 and ($3::text[] is null or data ->> 'department' = any($3)) order by seq_id desc limit $2
            """);
        command.Parameters.Add(new() { Value = before });
        command.Parameters.Add(new() { Value = limit });
        command.Parameters.Add(new() { Value = (object?)departments ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            found.Add((row.GetGuid(0), row.GetInt64(1)));
        }

        return found;
    }
}
