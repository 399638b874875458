using WorkTracker.Domain.Catalog;
using WorkTracker.Projections.Store;
using WorkTracker.Projections.Totals;

namespace WorkTracker.Projections.Verification;

/// <summary>Members and cells of one metric version against the facts, which have been compared with the events.</summary>
internal sealed class MetricCheck(Metric metric, Knowledge knowledge)
{
    private readonly MetricCells cells = new(metric, knowledge.Definitions, knowledge.Tree);

    public Sql Cells() => Differing.Rows(
        Sql.Of($"""
            recomputed (metric, basis, department, month, previous, value) as ({cells.Cells()}),
            kept as (select metric, basis, department, month, previous, value from totals.cell where metric = {metric.Number})
            """),
        key: "basis, department, month, previous");

    public Sql Members() => Differing.Rows(
        Sql.Of($"""
            recomputed (party, metric, basis, department, day, no, count, amount) as ({cells.Members()}),
            kept as (select party, metric, basis, department, day, no, count, amount from totals.member where metric = {metric.Number})
            """),
        key: "party, basis, department, day, no");

    /// <summary>Rows of metrics that there are not, or that keep none.</summary>
    public static IEnumerable<(string Subject, Sql Rows)> Strays(Knowledge knowledge)
    {
        var metrics = knowledge.Definitions.EveryMetricVersion.Where(metric => metric.Measure.IsKept).ToList();
        var kept = metrics.Select(metric => metric.Number).ToArray();
        var counting = metrics.Where(metric => metric.Measure.CountsUnits).Select(metric => metric.Number).ToArray();
        yield return ("cell", Differing.Rows(
            Sql.Of($"kept as (select * from totals.cell where metric <> all({kept}::int[])), recomputed as (select * from totals.cell where false)"), key: "metric"));
        yield return ("member", Differing.Rows(
            Sql.Of($"kept as (select * from totals.member where metric <> all({counting}::int[])), recomputed as (select * from totals.member where false)"), key: "metric"));
    }

    public static Sql CountOf(string table) => table == "cell" ? Sql.Of($"select count(*) from totals.cell") : Sql.Of($"select count(*) from totals.member");
}
