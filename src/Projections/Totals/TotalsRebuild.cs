using Marten;
using Npgsql;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>
/// Folds every event anew into tables beside the kept ones and swaps them in one transaction. Totals stay readable meanwhile,
/// and the daemon goes on. Needs the owner's role.
/// </summary>
public sealed class TotalsRebuild(IDocumentStore store, NpgsqlDataSource owner, string? appRole)
{
    private const string Next = "totals_next";
    private const string Old = "totals_old";
    private const int PageSize = 20_000;

    /// <summary>So many events may be left for the transaction that swaps, in which the daemon waits.</summary>
    private const int LastEvents = 5000;

    /// <summary>Returns the number of events folded. <paramref name="progress"/> hears position and goal after each page.</summary>
    public async Task<long> RunAsync(IProgress<(long Position, long Goal)>? progress = null, CancellationToken cancellation = default)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await ExecuteAsync(connection, $"drop schema if exists {Next} cascade; drop schema if exists {Old} cascade; {SchemaMigration.TotalsTables(Next)}", cancellation);
        var folding = new TotalsFolding(store, connection, Next);
        long folded = 0;
        while (true)
        {
            var goal = await PositionAsync(connection, "", cancellation);
            if (folding.Position >= goal)
            {
                break;
            }

            int page;
            while ((page = await folding.NextAsync(goal, PageSize, null, cancellation)) > 0)
            {
                folded += page;
                progress?.Report((folding.Position, goal));
            }

            await ExecuteAsync(connection, string.Join(';', Tables.Select(table => $"analyze {Next}.{table}")), cancellation);
            if (await RemainingAsync(connection, folding.Position, cancellation) <= LastEvents)
            {
                break;
            }
        }

        return folded + await SwapAsync(folding, connection, cancellation);
    }

    private static readonly string[] Tables = ["fact", "entry", "identity", "member", "cell"];

    /// <summary>The daemon's page waits for the tables' locks and then finds the new ones by their names.</summary>
    private async Task<long> SwapAsync(TotalsFolding folding, NpgsqlConnection connection, CancellationToken cancellation)
    {
        long folded = 0;
        await using (var transaction = await connection.BeginTransactionAsync(cancellation))
        {
            await ExecuteAsync(connection, $"lock table {string.Join(", ", Tables.Select(table => $"totals.{table}"))} in exclusive mode", cancellation);
            var position = await PositionAsync(connection, " for update", cancellation);
            int page;
            while ((page = await folding.NextAsync(position, PageSize, transaction, cancellation)) > 0)
            {
                folded += page;
            }

            await ExecuteAsync(connection, $"alter schema totals rename to {Old}; alter schema {Next} rename to totals; {SchemaMigration.TotalsGrants(appRole)}", cancellation);
            await transaction.CommitAsync(cancellation);
        }

        await ExecuteAsync(connection, $"drop schema {Old} cascade", cancellation);
        return folded;
    }

    private static async Task<long> PositionAsync(NpgsqlConnection connection, string locking, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select last_seq_id from wt.mt_event_progression where name = '{AllProjections.TotalsShard}'{locking}", connection);
        return await command.ExecuteScalarAsync(cancellation) as long? ?? 0;
    }

    private static async Task<long> RemainingAsync(NpgsqlConnection connection, long position, CancellationToken cancellation) =>
        await PositionAsync(connection, "", cancellation) - position;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
