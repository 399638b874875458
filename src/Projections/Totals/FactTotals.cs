using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Facts;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>
/// A total computed from the facts: for windows that cut a month, for positions in the past, and for splitting a total up.
/// Exact for every window, measure and position, and slower than kept cells.
/// </summary>
internal sealed class FactTotals
{
    private readonly Question question;
    private readonly Metric metric;
    private readonly Window window;
    private readonly MetricFacts facts;
    private readonly IReadOnlyList<Opening> stated;

    public FactTotals(Question question, Knowledge knowledge, FactsAt at)
    {
        this.question = question;
        metric = question.Metric;
        window = question.Window;
        var departments = Departments(question, knowledge);
        var from = window.From is { } first && metric.Measure is not Measure.InForce ? Sql.Of($"f.counts_on >= {first} and ") : Sql.Empty;
        var own = departments is [var only] ? Sql.Of($"f.department = {only}") : Sql.Of($"f.department = any({departments})");
        facts = new(metric, knowledge.Definitions, knowledge.Tree, at, Sql.Of(
            $"{from}f.counts_on <= {window.Until} and f.basis = {(short)question.Basis}::smallint and {own}"));
        stated = [.. knowledge.OpeningsOf(metric.Code).All
            .Where(opening => OpeningsCount && opening.On <= window.Until && departments.Contains(opening.Department))
            .GroupBy(opening => opening.Department).Select(own => own.MaxBy(opening => opening.On)!)];
    }

    /// <summary>What opening balances state in numbers: the balance itself for counts and sums, unlisted parties otherwise.</summary>
    public decimal Stated => stated.Sum(opening => opening.Value);

    public IReadOnlyList<Opening> Openings => stated;

    private bool OpeningsCount => window.IsCumulative || metric.Measure is Measure.InForce;

    private bool UnitsAreListed => OpeningsCount && metric.Measure.CountsUnits && !facts.Openings.IsEmpty;

    /// <summary>One row and column: the value without what is <see cref="Stated"/>; null where there is nothing to tell.</summary>
    public Sql Value() => metric.Measure switch
    {
        Measure.Count or Measure.Sum => Sql.Of($"select coalesce(sum(amount), 0) from ({Counted()}) c"),
        Measure.Latest => Sql.Of($"select amount from ({Counted()}) c where amount is not null order by day desc, no desc limit 1"),
        Measure.SumOncePer => Sql.Of($"select coalesce(sum(amount), 0) from ({OncePer()}) e"),
        Measure.Distinct or Measure.InForce => Sql.Of($"{Standing()} select count(distinct unit)::numeric from standing_now"),
        _ => throw new InvalidOperationException($"{metric.Code} is computed from other metrics."),
    };

    /// <summary>program, value. For parties a program counts those that its entries name.</summary>
    public Sql ByProgram() => metric.Measure switch
    {
        Measure.Count or Measure.Sum => Sql.Of($"select program, sum(amount) from ({Counted()}) c group by program order by program"),
        Measure.SumOncePer => Sql.Of($"select program, sum(amount) from ({OncePer()}) e group by program order by program"),
        Measure.Distinct => Sql.Of($"with steps as ({facts.Steps()}) select program, count(distinct unit)::numeric from steps group by program order by program"),
        Measure.InForce => Sql.Of($"""
            {Standing()}
            select s.program, count(distinct s.unit)::numeric from steps s join standing_now n on n.unit = s.unit and n.department = s.department
            where s.rank = 0 group by s.program order by s.program
            """),
        _ => throw new InvalidOperationException($"{metric.Code} cannot be split by program."),
    };

    /// <summary>unit, value: of metrics that count parties.</summary>
    public Sql ByParty() => metric.Measure switch
    {
        Measure.SumOncePer => Sql.Of($"select unit, amount from ({OncePer()}) e order by amount desc, unit"),
        Measure.Distinct or Measure.InForce => Sql.Of($"{Standing()} select distinct unit, 1::numeric from standing_now order by unit"),
        _ => throw new InvalidOperationException($"{metric.Code} does not count parties."),
    };

    /// <summary>
    /// entry, no, day, department, program, contribution, units: every entry that the total rests on, after (day, no).
    /// A party contributes with the earliest entry that names it, so that contributions sum to the total less its opening balances.
    /// </summary>
    public Sql Entries(DateOnly afterDay, long afterNo, int limit)
    {
        var rows = metric.Measure switch
        {
            Measure.Count or Measure.Sum => Sql.Of($"""
                with rows as (select entry, no, day, department, program, amount as contribution, null::uuid[] as units from ({Counted()}) c where amount is not null)
                """),
            Measure.Latest => Sql.Of($"""
                with rows as (select entry, no, day, department, program, amount as contribution, null::uuid[] as units
                              from ({Counted()}) c where amount is not null order by day desc, no desc limit 1)
                """),
            Measure.SumOncePer => Sql.Of($"""
                with steps as ({facts.Steps()}),
                ranked as (select s.*, row_number() over (partition by unit order by day, no) as place from steps s),
                rows as (select entry, no, day, department, program, sum(case when place = 1 then amount else 0 end) as contribution, array_agg(unit order by unit) as units
                         from ranked group by entry, no, day, department, program)
                """),
            Measure.Distinct or Measure.InForce => Sql.Of($"""
                {Standing()},
                ranked as (select s.*, row_number() over (partition by s.unit order by s.day, s.no) as place
                           from steps s join standing_now n on n.unit = s.unit and n.department = s.department
                           where s.rank = 0 and (n.since is null or s.day > n.since)),
                rows as (select entry, no, day, department, program, count(*) filter (where place = 1)::numeric as contribution, array_agg(distinct unit) as units
                         from ranked group by entry, no, day, department, program)
                """),
            _ => throw new InvalidOperationException($"{metric.Code} is computed from other metrics."),
        };
        return Sql.Of($"""
            {rows}
            select entry, no, day, department, program, contribution, units
            from rows where (day, no) > ({afterDay}, {afterNo}) order by day, no limit {limit}
            """);
    }

    /// <summary>
    /// department, units: how many units the total counts that no entry behind it names, by the department whose opening balance lists them.
    /// With the entries' contributions and what is <see cref="Stated"/> they sum to the total.
    /// </summary>
    public Sql CountedByOpenings() => Sql.Of($"""
        {Standing()},
        named as (
            select distinct s.unit from steps s join standing_now n on n.unit = s.unit and n.department = s.department
            where s.rank = 0 and (n.since is null or s.day > n.since)),
        listed_only as (
            select unit, min(department) as department from standing_now where not exists (select 1 from named where named.unit = standing_now.unit) group by unit)
        select department, count(*) from listed_only group by department
        """);

    /// <summary>entry, no, day, department, program, amount of the facts that count beside the stated balances.</summary>
    private Sql Counted()
    {
        var covered = stated.Count == 0
            ? Sql.Empty
            : Sql.Of($"""
                 and not exists (
                    select 1 from unnest({stated.Select(o => o.Department).ToArray()}::int[], {stated.Select(o => o.On).ToArray()}::date[]) o (department, day)
                    where o.department = f.department and f.counts_on <= o.day)
                """);
        return Sql.Of($"""
            select f.entry, f.no, f.counts_on as day, f.department, f.program, {facts.Amount()} as amount
            from totals.fact f where {facts.Admitted()}{covered}
            """);
    }

    private Sql OncePer() => Sql.Of($"""
        select distinct on (unit) unit, amount, program from ({facts.Steps()}) s order by unit, day, no
        """);

    /// <summary>
    /// Named queries that end in <c>standing_now</c>: unit, department, since. <c>since</c> is the day of the opening balance that speaks for the
    /// unit's department (null where none does): entries up to it are not what the unit rests on.
    /// </summary>
    private Sql Standing()
    {
        var steps = Sql.Of($"with steps as ({facts.Steps()})");
        if (metric.Measure is Measure.Distinct && !UnitsAreListed)
        {
            return Sql.Of($"{steps}, standing_now as (select distinct unit, department, null::date as since from steps)");
        }

        var departments = stated.Select(opening => opening.Department).ToArray();
        var days = stated.Select(opening => opening.On).ToArray();
        return Sql.Of($"""
            {steps}, {facts.Stances()},
            final as (
                select distinct on (unit, department) unit, department, stands
                from stances
                where day <= {window.Until} and basis = {(short)question.Basis}::smallint and (department = any({departments}) or rank < 2)
                order by unit, department, day desc, rank desc),
            standing_now as (
                select n.unit, n.department, o.day as since
                from final n left join unnest({departments}::int[], {days}::date[]) o (department, day) on o.department = n.department
                where n.stands)
            """);
    }

    private static int[] Departments(Question question, Knowledge knowledge) =>
        question.OwnOnly || question.Metric.Measure is Measure.Latest
            ? [question.Department.Number]
            : [.. knowledge.Tree.Subtree(question.Department.Code).Select(department => department.Number)];
}
