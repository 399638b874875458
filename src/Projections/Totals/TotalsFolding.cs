using Marten;
using Npgsql;

namespace WorkTracker.Projections.Totals;

/// <summary>Folds stored events into the tables of a schema, page by page, outside the daemon: for rebuilding.</summary>
internal sealed class TotalsFolding(IDocumentStore store, NpgsqlConnection connection, string schema)
{
    private Knowledge knowledge = Knowledge.Nothing;

    /// <summary>The position folded so far.</summary>
    public long Position { get; private set; }

    /// <summary>Goes on from a position that the tables already stand at.</summary>
    public async Task ResumeAsync(long position, CancellationToken cancellation = default)
    {
        await using var session = store.QuerySession();
        knowledge = await KnowledgeReader.ReadAsync(session, position, cancellation);
        Position = position;
    }

    /// <summary>Folds the next page, of at most <paramref name="size"/> events up to a position; false when there is none. In a transaction of its own unless one is open.</summary>
    public async Task<int> NextAsync(long upTo, int size, NpgsqlTransaction? transaction, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var page = await session.Events.QueryAllRawEvents()
            .Where(@event => @event.Sequence > Position && @event.Sequence <= upTo)
            .OrderBy(@event => @event.Sequence)
            .Take(size)
            .ToListAsync(cancellation);
        if (page.Count == 0)
        {
            return 0;
        }

        var (statements, after) = await PageFold.FoldAsync(knowledge, page, connection, schema, cancellation);
        var own = transaction is null ? await connection.BeginTransactionAsync(cancellation) : null;
        foreach (var statement in statements)
        {
            await using var command = statement.Command(connection, schema);
            await command.ExecuteNonQueryAsync(cancellation);
        }

        if (own is not null)
        {
            await own.CommitAsync(cancellation);
        }

        knowledge = after;
        Position = page[^1].Sequence;
        return page.Count;
    }
}
