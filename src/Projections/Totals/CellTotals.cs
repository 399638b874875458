using Npgsql;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>Totals read from kept cells: any number of questions in one statement.</summary>
internal static class CellTotals
{
    /// <summary>Cells answer windows of whole months, for departments with all below them.</summary>
    public static bool CanAnswer(Question question) =>
        question.Metric.Measure.IsKept
        && !question.OwnOnly
        && question.Window.Until == Month.Of(question.Window.Until).LastDay
        && (question.Window.From is not { Day: > 1 } || question.Metric.Measure is Measure.InForce);

    public static async Task<decimal[]> ReadAsync(
        IReadOnlyList<Question> questions, NpgsqlConnection connection, CancellationToken cancellation)
    {
        T[] Column<T>(Func<Question, T> of) => [.. questions.Select(of)];
        await using var command = Sql.Of($"""
            select k.at, c.value
            from unnest({Column(q => q.Metric.Number)}::int[], {Column(q => (int)q.Basis)}::smallint[], {Column(q => q.Department.Number)}::int[],
                        {Column(First)}::int[], {Column(q => Month.Of(q.Window.Until).Number)}::int[], {Column(SinceTheBeginning)}::bool[])
                 with ordinality k (metric, basis, department, first, last, cumulative, at)
            cross join lateral (
                -- Two branches, so that the index alone tells which cells are left out.
                select sum(value) as value from (
                    select value from totals.cell
                    where not k.cumulative and metric = k.metric and basis = k.basis and department = k.department
                      and month >= k.first and month <= k.last and previous < k.first
                    union all
                    select value from totals.cell
                    where k.cumulative and metric = k.metric and basis = k.basis and department = k.department
                      and month <= k.last and previous in (0, 2147483647)) p) c
            where c.value is not null
            """).Command(connection);
        await command.PrepareAsync(cancellation);
        var values = new decimal[questions.Count];
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            values[row.GetInt64(0) - 1] = row.GetDecimal(1);
        }

        return values;
    }

    private static int First(Question question) => SinceTheBeginning(question) ? 0 : Month.Of(question.Window.From!.Value).Number;

    private static bool SinceTheBeginning(Question question) => question.Window.IsCumulative || question.Metric.Measure is Measure.InForce;
}
