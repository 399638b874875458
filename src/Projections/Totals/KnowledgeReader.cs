using JasperFx.Events;
using Marten;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Projections.Totals;

/// <summary>Folds what is known as of any position from the events themselves.</summary>
public static class KnowledgeReader
{
    public static async Task<Knowledge> ReadAsync(IQuerySession session, long position, CancellationToken cancellation = default)
    {
        var events = new List<IEvent>();
        foreach (var stream in (Guid[])[Store.Streams.Departments, Store.Streams.Catalog])
        {
            events.AddRange((await session.Events.FetchStreamAsync(stream, token: cancellation)).Where(@event => @event.Sequence <= position));
        }

        var parties = await session.Events.QueryAllRawEvents()
            .Where(@event => @event.Sequence <= position && (@event.EventTypeName == "parties_merged" || @event.EventTypeName == "parties_split"))
            .OrderBy(@event => @event.Sequence)
            .ToListAsync(cancellation);
        events.AddRange(parties);
        return Knowledge.Nothing.After(events.OrderBy(@event => @event.Sequence)) with { Position = position };
    }
}
