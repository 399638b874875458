using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Facts;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>
/// All cells and members of one metric, computed from the facts by set-based statements: to fill a new metric, to refill one whose
/// definition moved, and to check the ones that the fold has kept.
/// </summary>
public sealed class MetricCells
{
    private readonly Metric metric;
    private readonly MetricFacts facts;
    private readonly int[] departments;
    private readonly int[] ancestors;

    public MetricCells(Metric metric, Definitions definitions, DepartmentTree tree)
    {
        this.metric = metric;
        facts = new(metric, definitions, tree, FactsAt.Now, Sql.Of($"true"));
        var pairs = tree.ByCode.Values.SelectMany(own => tree.SelfAndAncestors(own.Code).Select(above => (own.Number, Above: above.Number))).ToList();
        departments = [.. pairs.Select(pair => pair.Number)];
        ancestors = [.. pairs.Select(pair => pair.Above)];
    }

    /// <summary>Statements that put the metric's members and cells in place, in this order.</summary>
    public IEnumerable<Sql> Refill()
    {
        yield return Sql.Of($"delete from totals.cell where metric = {metric.Number}");
        if (!metric.Measure.CountsUnits)
        {
            yield return Sql.Of($"insert into totals.cell (metric, basis, department, month, previous, value) {Cells()}");
            yield break;
        }

        yield return Sql.Of($"delete from totals.member where metric = {metric.Number}");
        yield return Sql.Of($"insert into totals.member (party, metric, basis, department, day, no, count, amount) {Members()}");
        yield return Sql.Of($"insert into totals.cell (metric, basis, department, month, previous, value) {Cells()}");
    }

    /// <summary>metric, basis, department, month, previous, value of every cell that is not zero.</summary>
    public Sql Cells() => metric.Measure switch
    {
        Measure.Count or Measure.Sum => Additive(),
        Measure.Distinct => Distinct(),
        Measure.SumOncePer => OncePer(),
        Measure.InForce => InForce(),
        _ => throw new InvalidOperationException($"{metric.Code} keeps no cells."),
    };

    /// <summary>party, metric, basis, department, day, no, count, amount.</summary>
    public Sql Members()
    {
        var (day, no, amount) = metric.Measure switch
        {
            Measure.Distinct when facts.Openings.IsEmpty => (Sql.Of($"date_trunc('month', day)::date"), Sql.Of($"0::bigint"), Sql.Of($"0::numeric")),
            Measure.Distinct => (Sql.Of($"day"), Sql.Of($"0::bigint"), Sql.Of($"0::numeric")),
            Measure.InForce => (Sql.Of($"day"), Sql.Of($"rank::bigint"), Sql.Of($"0::numeric")),
            Measure.SumOncePer => (Sql.Of($"day"), Sql.Of($"no"), Sql.Of($"sum(amount)")),
            _ => throw new InvalidOperationException($"{metric.Code} has no members."),
        };
        return Sql.Of($"""
            with steps as ({facts.Steps()})
            select party, {metric.Number}::int, basis, department, {day}, {no}, count(*)::int, {amount}
            from steps group by 1, 2, 3, 4, 5, 6
            """);
    }

    private Sql Tree() => Sql.Of($"tree as (select * from unnest({departments}::int[], {ancestors}::int[]) t (department, ancestor))");

    private Sql Additive()
    {
        var own = Sql.Of($"""
            own as (
                select f.basis, f.department, f.month, 0 as previous, sum({facts.Amount()}) as value
                from totals.fact f where {facts.Admitted()} group by 1, 2, 3)
            """);
        var parts = facts.Openings.IsEmpty
            ? Sql.Of($"{Tree()}, {own}, parts as (select * from own)")
            : Sql.Of($"{Tree()}, {own}, opened as ({Opened()}), parts as (select * from own union all select * from opened)");
        return Sql.Of($"""
            with {parts}
            select {metric.Number}::int, p.basis, t.ancestor, p.month, p.previous, sum(p.value)
            from parts p join tree t on t.department = p.department
            group by 2, 3, 4, 5 having sum(p.value) <> 0
            """);
    }

    /// <summary>What each opening balance adds to 历年累计 beside the entries: what it states, less the balance before it, less the entries between.</summary>
    private Sql Opened()
    {
        var previous = new List<DateOnly>();
        var steps = new List<decimal>();
        Opening? before = null;
        foreach (var opening in facts.Openings.All)
        {
            var follows = before?.Department == opening.Department;
            previous.Add(follows ? before!.On : DateOnly.MinValue);
            steps.Add(opening.Value - (follows ? before!.Value : 0));
            before = opening;
        }

        var counted = metric.Measure.CountsUnits
            ? Sql.Of($"0::numeric")
            : Sql.Of($"""
                coalesce((select sum({facts.Amount()}) from totals.fact f
                          where f.basis = b.basis and f.department = o.department and f.counts_on > o.previous and f.counts_on <= o.day and {facts.Admitted()}), 0)
                """);
        return Sql.Of($"""
            select b.basis, o.department, o.month, {Cell.Opening}::int as previous, o.step - {counted} as value
            from unnest({facts.Departments()}::int[], {facts.Days()}::date[], {facts.Months()}::int[], {previous.ToArray()}::date[], {steps.ToArray()}::numeric[])
                 o (department, day, month, previous, step)
            cross join (values (0::smallint), (1::smallint)) b (basis)
            """);
    }

    private Sql Distinct()
    {
        var named = Sql.Of($"""
            own as (select distinct basis, unit, department, month from steps),
            named as (
                select distinct o.basis, o.unit, t.ancestor, o.month from own o join tree t on t.department = o.department),
            chained as (
                select basis, unit, ancestor, month, lag(month, 1, 0) over (partition by basis, ancestor, unit order by month) as previous from named)
            """);
        if (facts.Openings.IsEmpty)
        {
            return Sql.Of($"""
                with steps as ({facts.Steps()}), {Tree()}, {named}
                select {metric.Number}::int, basis, ancestor, month, {WithAny}, count(*)::numeric from chained group by {ByPreviousAndAny}
                """);
        }

        return Sql.Of($"""
            with steps as ({facts.Steps()}), {Tree()}, {named}, {facts.Stances()}, {Flips()}, opened as ({Opened()}),
            parts as (
                select basis, ancestor, month, previous, 1::numeric as value from chained
                union all select basis, ancestor, month, {Cell.Any}, 1 from chained
                union all select basis, ancestor, month, {Cell.Opening}, -1 from chained where previous = 0
                union all select basis, ancestor, month, {Cell.Opening}, by from flips
                union all select o.basis, t.ancestor, o.month, o.previous, o.value from opened o join tree t on t.department = o.department)
            select {metric.Number}::int, basis, ancestor, month, previous, sum(value) from parts group by 2, 3, 4, 5 having sum(value) <> 0
            """);
    }

    private Sql OncePer() => Sql.Of($"""
        with steps as ({facts.Steps()}), {Tree()},
        earliest as (
            select distinct on (s.basis, t.ancestor, s.unit, s.month) s.basis, t.ancestor, s.unit, s.month, s.amount
            from steps s join tree t on t.department = s.department
            order by s.basis, t.ancestor, s.unit, s.month, s.day, s.no),
        chained as (
            select basis, ancestor, month, lag(month, 1, 0) over (partition by basis, ancestor, unit order by month) as previous, amount from earliest)
        select {metric.Number}::int, basis, ancestor, month, {WithAny}, sum(amount) from chained group by {ByPreviousAndAny} having sum(amount) <> 0
        """);

    /// <summary>Beside the cell of each month before, the one of them all.</summary>
    private static readonly Sql WithAny = Sql.Of($"coalesce(previous, {Cell.Any})");
    private static readonly Sql ByPreviousAndAny = Sql.Of($"grouping sets ((basis, ancestor, month, previous), (basis, ancestor, month))");

    private Sql InForce()
    {
        var opened = facts.Openings.IsEmpty
            ? Sql.Empty
            : Sql.Of($" union all select o.basis, t.ancestor, o.month, o.previous, o.value from ({Opened()}) o join tree t on t.department = o.department");
        return Sql.Of($"""
            with steps as ({facts.Steps()}), {Tree()}, {facts.Stances()}, {Flips()},
            parts as (select basis, ancestor, month, 0 as previous, by::numeric as value from flips{opened})
            select {metric.Number}::int, basis, ancestor, month, previous, sum(value) from parts group by 2, 3, 4, 5 having sum(value) <> 0
            """);
    }

    /// <summary>Named queries that end in <c>flips</c>: by is 1 where a unit comes to stand at a department or one below it by a month's end, -1 where it ceases.</summary>
    private static Sql Flips() => Sql.Of($"""
        month_end as (
            select distinct on (basis, unit, department, month) basis, unit, department, month, stands::int as stands
            from stances order by basis, unit, department, month, day desc, rank desc),
        own_change as (
            select basis, unit, department, month, stands - lag(stands, 1, 0) over (partition by basis, unit, department order by month) as by from month_end),
        change as (
            select c.basis, c.unit, t.ancestor, c.month, sum(c.by) as by
            from own_change c join tree t on t.department = c.department where c.by <> 0 group by 1, 2, 3, 4),
        standing_at as (
            select basis, unit, ancestor, month, (sum(by) over (partition by basis, ancestor, unit order by month) > 0)::int as stands from change),
        flips as (
            select basis, ancestor, month, stands - lag(stands, 1, 0) over (partition by basis, ancestor, unit order by month) as by from standing_at)
        """);
}
