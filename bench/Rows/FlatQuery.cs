using Npgsql;
using WorkTracker.Bench.City;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;

namespace WorkTracker.Bench.Rows;

/// <summary>How the values of months, years and all time make those of a window.</summary>
internal enum Combined
{
    /// <summary>Months add up.</summary>
    Sum,

    /// <summary>The last month in the window.</summary>
    Newest,

    /// <summary>The last month at or before the window's end.</summary>
    Stock,

    /// <summary>Months, years (from -9999) and all time (-1) each have their own value.</summary>
    Own,
}

/// <summary>One statement over the flat table for one metric, or for all of a kind that add up. Its rows: month, a value for each metric.</summary>
internal sealed record FlatQuery(IReadOnlyList<string> Metrics, Combined Combined, string Sql)
{
    private const int Year = 2022 * 12;

    public static IEnumerable<FlatQuery> All =>
    [
        .. City.Metrics.All.Where(metric => MeasureOf(metric) is Measure.Count or Measure.Sum).GroupBy(metric => metric.Of[0]).Select(kind => AddingUp(kind.Key, [.. kind])),
        .. City.Metrics.All.Where(metric => MeasureOf(metric) is not (null or Measure.Count or Measure.Sum)).Select(metric => Single(metric, MeasureOf(metric)!)),
    ];

    public async Task ReadAsync(NpgsqlDataReader row, Dictionary<(string, string), decimal?> answers)
    {
        var values = Metrics.Select(_ => new SortedDictionary<int, decimal>()).ToArray();
        while (await row.ReadAsync())
        {
            for (var at = 0; at < Metrics.Count; at++)
            {
                values[at][row.GetInt32(0)] = row.IsDBNull(at + 1) ? 0 : row.GetDecimal(at + 1);
            }
        }

        foreach (var window in Dashboard.Windows)
        {
            var (first, last) = (window.From is { } from ? Month.Of(from).Number : 0, Month.Of(window.Until).Number);
            for (var at = 0; at < Metrics.Count; at++)
            {
                answers[(Metrics[at], window.Text)] = Of(values[at], first, last);
            }
        }
    }

    private decimal? Of(SortedDictionary<int, decimal> months, int first, int last) => Combined switch
    {
        Combined.Sum => months.Where(month => month.Key >= first && month.Key <= last).Sum(month => month.Value),
        Combined.Stock => months.LastOrDefault(month => month.Key <= last).Value,
        Combined.Newest => months.LastOrDefault(month => month.Key >= first && month.Key <= last).Value,
        Combined.Own => months.GetValueOrDefault(first == 0 ? -1 : first == last ? first : -first),
        _ => throw new InvalidOperationException($"No such combination: {Combined}."),
    };

    private static Measure? MeasureOf(MetricDefined metric) => metric.Measure is { } text && Measure.TryParse(text, out var measure) ? measure : null;

    private static FlatQuery AddingUp(string kind, IReadOnlyList<MetricDefined> metrics) => new(
        [.. metrics.Select(metric => metric.Code)], Combined.Sum,
        $"select month, {string.Join(", ", metrics.Select(metric => $"{Aggregate(MeasureOf(metric)!)} filter (where {Where(metric)})"))} from bench.flat where kind = '{kind}' group by month");

    private static string Aggregate(Measure measure) => measure is Measure.Sum sum ? $"sum({sum.Field})" : "count(*)";

    private static FlatQuery Single(MetricDefined metric, Measure measure) => measure switch
    {
        Measure.Distinct distinct => new([metric.Code], Combined.Own, $"""
            with named as materialized ({string.Join(" union ", distinct.Parties.Select(field => $"select month, {Unit(field)} as unit from {From(metric)} group by 1, 2"))})
            select month, count(*)::numeric from named where month >= {Year} group by month
            union all select -month / 12 * 12, count(distinct unit) from named where month >= {Year - 12} group by 1
            union all select -1, count(distinct unit) from named
            """),
        Measure.SumOncePer once => new([metric.Code], Combined.Own, $"""
            with earliest as materialized (
                select distinct on (month, {once.Parties[0]}) month, {once.Parties[0]} as unit, {once.Field} as amount from {From(metric)} order by month, {once.Parties[0]}, day, no)
            select month, sum(amount) from earliest where month >= {Year} group by month
            union all select year, sum(amount) from (select distinct on (month / 12, unit) -month / 12 * 12 as year, amount from earliest where month >= {Year - 12} order by month / 12, unit, month) y group by year
            union all select -1, sum(amount) from (select distinct on (unit) amount from earliest order by unit, month) a
            """),
        Measure.InForce force => new([metric.Code], Combined.Stock, $"""
            with month_end as (
                select distinct on ({force.Parties[0]}, department, month) {force.Parties[0]} as unit, department, month, (kind = '{metric.Of[0]}')::int as stands
                from bench.flat where kind in ({string.Join(", ", metric.Of.Concat(metric.EndedBy).Select(kind => $"'{kind}'"))})
                order by {force.Parties[0]}, department, month, day desc, (kind = '{metric.Of[0]}')),
            change as (select unit, month, stands - lag(stands, 1, 0) over (partition by unit, department order by month) as by from month_end),
            standing as (select unit, month, (sum(sum(by)) over (partition by unit order by month) > 0)::int as stands from change group by unit, month),
            flip as (select month, stands - lag(stands, 1, 0) over (partition by unit order by month) as by from standing)
            select month, sum(sum(by)) over (order by month)::numeric from flip group by month
            """),
        Measure.Latest latest => new([metric.Code], Combined.Newest,
            $"select distinct on (month) month, {latest.Field} from {From(metric)} and department = (select min(department) from bench.flat where level = 'city') order by month, day desc, no desc"),
        _ => throw new InvalidOperationException($"No query for {metric.Code}."),
    };

    private static string Unit(string field) => field == "villages" ? "unnest(villages)" : field;

    private static string From(MetricDefined metric) => $"bench.flat where kind = '{metric.Of[0]}' and {Where(metric)}";

    private static string Where(MetricDefined metric) => metric.Where switch
    {
        { Tags.IsEmpty: false } => "level = 'office'",
        { Levels: [var level] } => $"level = '{level}'",
        { Fields: [{ Field: "hometown" }] } => "hometown",
        { Fields: [{ AnyOf: [Domain.Entries.FieldValue.Text text] } condition] } => $"{condition.Field} = '{text.Value}'",
        _ => "true",
    };
}
