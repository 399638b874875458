using System.Data;
using System.Diagnostics;
using Marten;
using Npgsql;
using WorkTracker.Projections.Store;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Projections.Verification;

/// <summary>
/// P5: proves that what is kept is what the events say. Facts, entries and identities are told anew from the stored JSON, members and cells from the facts,
/// by set-based statements that share nothing with the fold. Each statement is short, since a long read would hold up the daemon; traffic goes on,
/// and goes before: statements keep to one processor, and wait while totals are behind.
/// </summary>
public static class Verification
{
    /// <summary>How many differences of one subject are named; all are counted.</summary>
    public const int MostNamed = 100;

    /// <summary>So many events may wait to be counted while the next statement begins, and so long does it wait for that at most.</summary>
    private const int MostBehind = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Needs only to read.</summary>
    public static async Task<VerificationReport> RunAsync(
        IDocumentStore store, NpgsqlDataSource database, IProgress<VerificationProgress>? progress = null, CancellationToken cancellation = default)
    {
        var started = Stopwatch.GetTimestamp();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await ExecuteAsync(Sql.Of($"set max_parallel_workers_per_gather = 0"), connection, cancellation);
        var position = await NumberAsync(Position(), connection, cancellation);
        var findings = new Findings();
        var facts = await EntriesAsync(store, connection, position, findings, progress, cancellation);
        await MetricsAsync(store, connection, position, findings, progress, cancellation);
        return new(
            position,
            await NumberAsync(Sql.Of($"select count(*) from wt.mt_events where seq_id <= {position}"), connection, cancellation),
            facts,
            await NumberAsync(EntryCheck.Count(), connection, cancellation),
            await NumberAsync(MetricCheck.CountOf("member"), connection, cancellation),
            await NumberAsync(MetricCheck.CountOf("cell"), connection, cancellation),
            Stopwatch.GetElapsedTime(started), findings.Found, findings.Named);
    }

    /// <summary>Returns the number of facts compared.</summary>
    private static async Task<long> EntriesAsync(
        IDocumentStore store, NpgsqlConnection connection, long position, Findings findings, IProgress<VerificationProgress>? progress, CancellationToken cancellation)
    {
        var knowledge = await KnowledgeAsync(store, position, cancellation);
        var ranges = await EventRange.AllAsync(connection, cancellation);
        long facts = 0;
        for (var at = 0; at < ranges.Count; at++)
        {
            progress?.Report(new("entries", at, ranges.Count));
            await LetTotalsPassAsync(connection, cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            // The planner takes a range of events for a few rows and would compare each with each.
            await ExecuteAsync(Sql.Of($"set local enable_nestloop = off"), connection, cancellation);
            await findings.ReadAsync("fact", FactCheck.Differences(ranges[at], position), knowledge, connection, cancellation);
            await findings.ReadAsync("entry", EntryCheck.Differences(ranges[at]), knowledge, connection, cancellation);
            facts += await NumberAsync(FactCheck.Count(ranges[at], position), connection, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        await findings.ReadAsync("identity", IdentityCheck.Differences(position), knowledge, connection, cancellation);
        return facts;
    }

    /// <summary>A transaction for each metric, in which position, definitions, facts and rows are of one moment.</summary>
    private static async Task MetricsAsync(
        IDocumentStore store, NpgsqlConnection connection, long position, Findings findings, IProgress<VerificationProgress>? progress, CancellationToken cancellation)
    {
        var knowledge = await KnowledgeAsync(store, position, cancellation);
        var metrics = knowledge.Definitions.EveryMetricVersion.Where(metric => metric.Measure.IsKept).OrderBy(metric => metric.Number).ToList();
        for (var at = 0; at <= metrics.Count; at++)
        {
            progress?.Report(new("metrics", at, metrics.Count));
            await LetTotalsPassAsync(connection, cancellation);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
            var now = await NumberAsync(Position(), connection, cancellation);
            knowledge = await knowledge.HoldsBeforeAsync(now + 1, connection, cancellation) ? knowledge : await KnowledgeAsync(store, now, cancellation);
            var checks = at < metrics.Count ? Checks(new(metrics[at], knowledge), metrics[at].Measure.CountsUnits) : MetricCheck.Strays(knowledge);
            foreach (var (subject, rows) in checks)
            {
                await findings.ReadAsync(subject, rows, knowledge, connection, cancellation);
            }

            await transaction.CommitAsync(cancellation);
        }
    }

    private static IEnumerable<(string Subject, Sql Rows)> Checks(MetricCheck check, bool countsUnits) =>
        countsUnits ? [("member", check.Members()), ("cell", check.Cells())] : [("cell", check.Cells())];

    private static Sql Position() =>
        Sql.Of($"select coalesce(max(last_seq_id), 0) from wt.mt_event_progression where name = {AllProjections.TotalsShard}");

    private static async Task<Knowledge> KnowledgeAsync(IDocumentStore store, long position, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        return await KnowledgeReader.ReadAsync(session, position, cancellation);
    }

    /// <summary>People wait for totals, nobody for the proof.</summary>
    private static async Task LetTotalsPassAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var behind = Sql.Of($"select (select coalesce(max(seq_id), 0) from wt.mt_events) - ({Position()})");
        for (var waited = TimeSpan.Zero; waited < Patience && await NumberAsync(behind, connection, cancellation) > MostBehind; waited += Pause)
        {
            await Task.Delay(Pause, cancellation);
        }
    }

    private static async Task ExecuteAsync(Sql statement, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = statement.Command(connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<long> NumberAsync(Sql question, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = question.Command(connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
