using Npgsql;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>
/// Totals read from kept cells: any number of questions in one round trip. Questions that differ in their window alone share the months that they add up.
/// </summary>
internal static class CellTotals
{
    /// <summary>The months' cells of one metric, basis and department that have one <c>previous</c>.</summary>
    private readonly record struct Series(int Metric, Basis Basis, int Department, int Previous);

    /// <summary>Cells answer windows of whole months, for departments with all below them.</summary>
    public static bool CanAnswer(Question question) =>
        question.Metric.Measure.IsKept
        && !question.OwnOnly
        && question.Window.Until == Month.Of(question.Window.Until).LastDay
        && (question.Window.From is not { Day: > 1 } || question.Metric.Measure is Measure.InForce);

    public static async Task<decimal[]> ReadAsync(
        IReadOnlyList<Question> questions, NpgsqlConnection connection, CancellationToken cancellation)
    {
        var asked = questions.SelectMany(question => SeriesOf(question).Select(series => (Series: series, First: First(question), Last: Last(question))))
            .GroupBy(part => part.Series)
            .Select(same => (Series: same.Key, First: same.Min(part => part.First), Last: same.Max(part => part.Last))).ToList();
        var twice = questions.Index().Where(question => MeetsAgain(question.Item)).ToList();

        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Months(asked).BatchCommand(), MetAgain(twice).BatchCommand() } };
        await batch.PrepareAsync(cancellation);
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        var months = asked.ToDictionary(part => part.Series, _ => new List<(int Month, decimal Value)>());
        while (await row.ReadAsync(cancellation))
        {
            months[asked[(int)row.GetInt64(0) - 1].Series].Add((row.GetInt32(1), row.GetDecimal(2)));
        }

        var values = questions.Select(question => SeriesOf(question).Sum(series => Sum(months[series], First(question), Last(question)))).ToArray();
        await row.NextResultAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            values[twice[(int)row.GetInt64(0) - 1].Index] -= row.GetDecimal(1);
        }

        return values;
    }

    /// <summary>at, month, value.</summary>
    private static Sql Months(IReadOnlyList<(Series Series, int First, int Last)> asked)
    {
        T[] Column<T>(Func<(Series Series, int First, int Last), T> of) => [.. asked.Select(of)];
        return Sql.Of($"""
            select k.at, c.month, c.value
            from unnest({Column(k => k.Series.Metric)}::int[], {Column(k => (int)k.Series.Basis)}::smallint[], {Column(k => k.Series.Department)}::int[],
                        {Column(k => k.Series.Previous)}::int[], {Column(k => k.First)}::int[], {Column(k => k.Last)}::int[])
                 with ordinality k (metric, basis, department, previous, first, last, at)
            join totals.cell c on c.metric = k.metric and c.basis = k.basis and c.department = k.department and c.previous = k.previous
                and c.month >= k.first and c.month <= k.last
            """);
    }

    /// <summary>at, value: what the window's months count of parties that an earlier month of the window has counted.</summary>
    private static Sql MetAgain(IReadOnlyList<(int Index, Question Question)> twice)
    {
        T[] Column<T>(Func<Question, T> of) => [.. twice.Select(pair => of(pair.Question))];
        return Sql.Of($"""
            select k.at, c.value
            from unnest({Column(q => q.Metric.Number)}::int[], {Column(q => (int)q.Basis)}::smallint[], {Column(q => q.Department.Number)}::int[],
                        {Column(First)}::int[], {Column(Last)}::int[])
                 with ordinality k (metric, basis, department, first, last, at)
            cross join lateral (
                select sum(value) as value from totals.cell
                where metric = k.metric and basis = k.basis and department = k.department and previous >= k.first and previous < k.last and month <= k.last) c
            where c.value is not null
            """);
    }

    private static decimal Sum(List<(int Month, decimal Value)> cells, int first, int last)
    {
        var sum = 0m;
        foreach (var (month, value) in cells)
        {
            if (month >= first && month <= last)
            {
                sum += value;
            }
        }

        return sum;
    }

    private static IEnumerable<Series> SeriesOf(Question question)
    {
        Series Of(int previous) => new(question.Metric.Number, question.Basis, question.Department.Number, previous);
        return SinceTheBeginning(question) ? [Of(Cell.None), Of(Cell.Opening)]
            : CountsOnce(question) ? [Of(Cell.Any)]
            : [Of(Cell.None)];
    }

    private static bool MeetsAgain(Question question) => CountsOnce(question) && !SinceTheBeginning(question) && First(question) < Last(question);

    private static bool CountsOnce(Question question) => question.Metric.Measure is Measure.Distinct or Measure.SumOncePer;

    private static int First(Question question) => SinceTheBeginning(question) ? 0 : Month.Of(question.Window.From!.Value).Number;

    private static int Last(Question question) => Month.Of(question.Window.Until).Number;

    private static bool SinceTheBeginning(Question question) => question.Window.IsCumulative || question.Metric.Measure is Measure.InForce;
}
