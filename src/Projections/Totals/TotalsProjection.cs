using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using Npgsql;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>
/// Keeps facts and totals, page by page, in the daemon's own transaction, so that they and the position commit together.
/// The daemon builds a page only after the one before it has committed: committed state may be read while folding.
/// </summary>
public sealed class TotalsProjection : IProjection
{
    private Knowledge knowledge = Knowledge.Nothing;

    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        await using var connection = operations.Database.CreateConnection();
        await connection.OpenAsync(cancellation);
        var before = await KnowledgeBeforeAsync(operations, events[0].Sequence, connection, cancellation);
        var (statements, after) = await PageFold.FoldAsync(before, events, connection, SchemaMigration.TotalsSchema, cancellation);
        foreach (var statement in statements)
        {
            var (text, arguments) = statement.ForMarten(SchemaMigration.TotalsSchema);
            operations.QueueSqlCommand(text, arguments);
        }

        knowledge = after;
    }

    private async Task<Knowledge> KnowledgeBeforeAsync(IDocumentOperations operations, long first, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var known = knowledge;
        return await known.HoldsBeforeAsync(first, connection, cancellation)
            ? known
            : await KnowledgeReader.ReadAsync(operations, first - 1, cancellation);
    }
}
