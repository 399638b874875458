using System.Text.Json;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Facts;

/// <summary>
/// One metric as SQL over the facts. It shares nothing with the fold in memory, so that each can prove the other.
/// <paramref name="restrict"/> narrows the facts further (a window, a basis, departments), by the alias f.
/// </summary>
public sealed class MetricFacts(Metric metric, Definitions definitions, DepartmentTree tree, FactsAt at, Sql restrict)
{
    private readonly Openings openings = Openings.Of(metric.Code, definitions, tree);

    public Metric Metric => metric;
    public Openings Openings => openings;

    /// <summary>Rows of facts f that the metric counts, or that begin something.</summary>
    public Sql Admitted()
    {
        var where = metric.Definition.Where;
        var fields = where.Fields.Select(condition => Sql.Of(
            $"coalesce(f.fields -> {condition.Field}, 'false') = any({condition.AnyOf.Select(Json).ToArray()}::jsonb[])"));
        return Sql.Join(" and ", [Common(metric.Definition.Of), .. fields]);
    }

    /// <summary>The amount of a fact f: 1, or the field's number, null where it has none.</summary>
    public Sql Amount() => metric.Measure.AmountField is { } field ? Sql.Of($"(f.fields ->> {field})::numeric") : Sql.Of($"1::numeric");

    /// <summary>
    /// basis, unit (by identity), party (as named), department, month, day, no, rank (0 began or counted, 1 ended), amount:
    /// a row for each unit that a fact names.
    /// </summary>
    public Sql Steps()
    {
        var begun = Sql.Of($"""
            select f.basis, coalesce(i.identity, u.party) as unit, u.party, f.department, f.month, f.counts_on as day, f.no, 0 as rank, {Amount()} as amount,
                   f.entry, f.program
            from totals.fact f
            cross join lateral ({Units(metric.Definition.Of)}) u (party)
            left join totals.identity i on i.party = u.party and {at.Counts("i")}
            where u.party is not null and {Admitted()}
            """);
        var given = metric.Measure.AmountField is { } field ? Sql.Of($" and f.fields -> {field} is not null") : Sql.Empty;
        return metric.Definition.EndedBy.IsEmpty
            ? Sql.Of($"{begun}{given}")
            : Sql.Of($"""
                {begun}{given}
                union all
                select f.basis, coalesce(i.identity, u.party), u.party, f.department, f.month, f.counts_on, f.no, 1, 0, f.entry, f.program
                from totals.fact f
                cross join lateral ({Units(metric.Definition.EndedBy)}) u (party)
                left join totals.identity i on i.party = u.party and {at.Counts("i")}
                where u.party is not null and {Common(metric.Definition.EndedBy)}
                """);
    }

    /// <summary>
    /// Named queries that end in <c>stances</c>: basis, unit, department, month, day, rank, stands. Whether a unit stands at its own department
    /// from that day on; of one day the highest rank decides. Opening balances put everything at their department to what they list.
    /// Wants <c>steps</c> before it.
    /// </summary>
    public Sql Stances()
    {
        if (openings.IsEmpty)
        {
            return Sql.Of($"stances as (select basis, unit, department, month, day, rank, rank = 0 as stands from steps)");
        }

        var listed = openings.All.SelectMany(opening => opening.Units.Select(unit => (opening.Department, opening.On, Unit: unit))).ToList();
        return Sql.Of($"""
            opening as (
                select * from unnest({Departments()}::int[], {Days()}::date[], {Months()}::int[]) o (department, day, month)),
            listed as (
                select distinct o.department, o.day, coalesce(i.identity, o.party) as unit
                from unnest({listed.Select(o => o.Department).ToArray()}::int[], {listed.Select(o => o.On).ToArray()}::date[], {listed.Select(o => o.Unit).ToArray()}::uuid[]) o (department, day, party)
                left join totals.identity i on i.party = o.party and {at.Counts("i")}),
            standing as (
                select distinct basis, department, unit from steps
                union select b.basis, l.department, l.unit from listed l cross join (values (0::smallint), (1::smallint)) b (basis)),
            stances as (
                select basis, unit, department, month, day, rank, rank = 0 as stands from steps
                union all
                select s.basis, s.unit, s.department, o.month, o.day, 2, l.unit is not null
                from standing s
                join opening o on o.department = s.department
                left join listed l on l.department = o.department and l.day = o.day and l.unit = s.unit)
            """);
    }

    public int[] Departments() => [.. openings.All.Select(opening => opening.Department)];

    public DateOnly[] Days() => [.. openings.All.Select(opening => opening.On)];

    public int[] Months() => [.. openings.All.Select(opening => Domain.Month.Of(opening.On).Number)];

    private Sql Common(IEnumerable<string> kinds)
    {
        var where = metric.Definition.Where;
        // One kind is the rule: asked for as equal, the index gives its facts by day, and the newest is read alone.
        List<Sql> parts = [kinds.ToArray() is [var only] ? Sql.Of($"f.kind = {only}") : Sql.Of($"f.kind = any({kinds.ToArray()})"), at.Counts("f")];
        if (!where.Programs.IsEmpty)
        {
            parts.Add(Sql.Of($"f.program = any({where.Programs.ToArray()})"));
        }

        if (where.AsksTheDepartment)
        {
            var admitted = tree.ByCode.Values
                .Where(department => (where.Levels.IsEmpty || where.Levels.Contains(department.Level)) && (where.Tags.IsEmpty || where.Tags.Any(department.Tags.Contains)))
                .Select(department => department.Number);
            parts.Add(Sql.Of($"f.department = any({admitted.ToArray()})"));
        }

        return Sql.Join(" and ", [.. parts, Sql.Of($"({restrict})")]);
    }

    private Sql Units(IEnumerable<string> kinds)
    {
        var fields = metric.Measure.PartyFields;
        if (fields is [Measure.ReportingDepartment])
        {
            return Sql.Of($"select ('00000000-0000-0000-0000-' || lpad(to_hex(f.department), 12, '0'))::uuid");
        }

        if (fields is [var only] && kinds.All(kind => NamesOne(kind, only)))
        {
            return Sql.Of($"select (f.fields -> {only} ->> 0)::uuid");
        }

        var each = fields.Select(field => Sql.Of($"select jsonb_array_elements_text(f.fields -> {field})::uuid"));
        return Sql.Join(" union ", each);
    }

    /// <summary>Every version of the kind holds at most one party in the field: no need to open a list.</summary>
    private bool NamesOne(string kind, string field) =>
        definitions.Kinds[kind].All(version => version.Field(field) is null or { Type: FieldType.Party });

    private static string Json(FieldValue value) => JsonSerializer.Serialize(value, StoredJson.Options);
}
