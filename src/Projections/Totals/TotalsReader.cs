using System.Data;
using System.Diagnostics;
using Marten;
using Npgsql;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Facts;
using WorkTracker.Projections.Store;
using SessionOptions = Marten.Services.SessionOptions;

namespace WorkTracker.Projections.Totals;

/// <summary>
/// Answers questions about totals, all of one position: the one that the projection has reached, or an earlier one.
/// </summary>
public sealed class TotalsReader(IDocumentStore store, NpgsqlDataSource database)
{
    private volatile Knowledge cached = Knowledge.Nothing;

    /// <summary>Opens a consistent view; everything asked of it is of the same position. <paramref name="asOf"/> is an earlier position, or null for now.</summary>
    public async Task<TotalsView> OpenAsync(long? asOf = null, CancellationToken cancellation = default)
    {
        var connection = await database.OpenConnectionAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            var (standing, catalog, departments) = await StandingAsync(connection, cancellation);
            if (asOf >= standing.Position)
            {
                asOf = null;
            }

            var knowledge = asOf is { } past
                ? await ReadAsync(past, transaction, cancellation)
                : await CurrentAsync(standing.Position, catalog, departments, transaction, cancellation);
            return new(connection, transaction, asOf is { } at ? new(at, standing.Position + standing.Behind - at) : standing, knowledge, new FactsAt(asOf));
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The position that a moment stands for: the last event stamped at or before it, with none stamped later in front of it.</summary>
    public async Task<long> PositionOfAsync(DateTimeOffset moment, CancellationToken cancellation = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var command = Sql.Of($"""
            select coalesce(min(seq_id) - 1, (select coalesce(max(seq_id), 0) from wt.mt_events)) from wt.mt_events where timestamp > {moment.ToUniversalTime()}
            """).Command(connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Waits until totals have passed a position, at most so long; false when they have not.</summary>
    public async Task<bool> WaitForAsync(long position, TimeSpan longest, CancellationToken cancellation = default)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            await using (var connection = await database.OpenConnectionAsync(cancellation))
            {
                if ((await StandingAsync(connection, cancellation)).Standing.Position >= position)
                {
                    return true;
                }
            }

            if (Stopwatch.GetElapsedTime(started) >= longest)
            {
                return false;
            }

            await Task.Delay(10, cancellation);
        }
    }

    public async Task<Standing> StandingAsync(CancellationToken cancellation = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await StandingAsync(connection, cancellation)).Standing;
    }

    private static async Task<(Standing Standing, int Catalog, int Departments)> StandingAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = Sql.Of($"""
            select coalesce((select last_seq_id from wt.mt_event_progression where name = {AllProjections.TotalsShard}), 0),
                   coalesce((select max(seq_id) from wt.mt_events), 0),
                   coalesce((select version from wt.mt_streams where id = {Streams.Catalog}), 0)::int,
                   coalesce((select version from wt.mt_streams where id = {Streams.Departments}), 0)::int
            """).Command(connection);
        await command.PrepareAsync(cancellation);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        var position = row.GetInt64(0);
        return (new(position, Math.Max(0, row.GetInt64(1) - position)), row.GetInt32(2), row.GetInt32(3));
    }

    private async Task<Knowledge> CurrentAsync(long position, int catalog, int departments, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        var known = cached;
        if (known.Position <= position && known.Definitions.Version == catalog && known.Tree.Version == departments)
        {
            return known;
        }

        return cached = await ReadAsync(position, transaction, cancellation);
    }

    /// <summary>On the view's own connection: readers who each held one and asked for another would, when many, wait for each other.</summary>
    private async Task<Knowledge> ReadAsync(long position, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var session = store.QuerySession(SessionOptions.ForTransaction(transaction, shouldAutoCommit: false));
        return await KnowledgeReader.ReadAsync(session, position, cancellation);
    }
}
