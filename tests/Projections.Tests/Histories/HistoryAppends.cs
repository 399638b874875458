using Marten;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Parties;
using WorkTracker.Projections.Tests.Totals;

namespace WorkTracker.Projections.Tests.Histories;

/// <summary>Stores a history, a few events a transaction.</summary>
public static class HistoryAppends
{
    private const int MostInTransaction = 12;

    public static async Task AppendAsync(this TestStore store, RandomHistory history, Range part, Random random)
    {
        var (start, length) = part.GetOffsetAndLength(history.Events.Count);
        var begun = history.Events.Take(start).Select(e => e.Stream).ToHashSet();
        foreach (var group in Groups(history.Events.Skip(start).Take(length), random))
        {
            await using var session = store.Store.LightweightSession();
            foreach (var (stream, @event) in group)
            {
                _ = (begun.Add(stream), @event) switch
                {
                    (false, _) => session.Events.Append(stream, @event),
                    (_, EntryReported) => session.Events.StartStream<Entry>(stream, @event),
                    (_, PartiesMerged or PartiesSplit) => session.Events.StartStream<PartyRegistered>(stream, @event),
                    (_, DepartmentOpened) => session.Events.StartStream<DepartmentTree>(stream, @event),
                    _ => session.Events.StartStream<Definitions>(stream, @event),
                };
            }

            await session.SaveChangesAsync();
        }
    }

    public static async Task<List<(long Position, Guid Stream, object Data)>> StoredAsync(this TestStore store)
    {
        await using var session = store.Store.QuerySession();
        return [.. (await session.Events.QueryAllRawEvents().OrderBy(e => e.Sequence).ToListAsync()).Select(e => (e.Sequence, e.StreamId, e.Data))];
    }

    /// <summary>
    /// A definition has a transaction of its own, as commands have it: a transaction's events are stored stream by stream, which would put
    /// content of a kind's new version before that version.
    /// </summary>
    private static IEnumerable<List<(Guid Stream, object Event)>> Groups(IEnumerable<(Guid Stream, object Event)> events, Random random)
    {
        var group = new List<(Guid, object)>();
        var size = random.Next(1, MostInTransaction);
        foreach (var (stream, @event) in events)
        {
            if (group.Count > 0 && (group.Count == size || @event is KindDefined))
            {
                yield return group;
                (group, size) = ([], random.Next(1, MostInTransaction));
            }

            group.Add((stream, @event));
            size = @event is KindDefined ? group.Count : size;
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }
}
