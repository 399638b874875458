using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Catalog;

/// <summary>Whether a formula can be computed: it can be read, its metrics exist, and none of them leads back to it.</summary>
internal static class FormulaCheck
{
    public static IEnumerable<Fault> Check(MetricDefined metric, string text, Definitions definitions, DepartmentTree tree)
    {
        if (!metric.Of.IsEmpty || !metric.EndedBy.IsEmpty || !metric.Where.IsEmpty)
        {
            yield return new("formula-takes-no-kinds", "formula");
        }

        if (!FormulaParser.TryParse(text, out var formula, out var fault))
        {
            yield return new("formula-unreadable", "formula", fault);
            yield break;
        }

        foreach (var term in formula.Terms.Select(term => term.Metric).Distinct().Where(code => code != metric.Code && definitions.FindMetric(code) is null))
        {
            yield return new("metric-unknown", "formula", term);
        }

        foreach (var counted in formula.CountedDepartments.Distinct().Where(named => !tree.ByCode.Values.Any(department => department.Level == named || department.Tags.Contains(named))))
        {
            yield return new("level-or-tag-unknown", "formula", counted);
        }

        if (Reaches(metric.Code, formula, definitions, []))
        {
            yield return new("formula-cycle", "formula", metric.Code);
        }
    }

    private static bool Reaches(string code, Formula formula, Definitions definitions, HashSet<string> seen) => formula.Terms.Any(term =>
        term.Metric == code
        || (seen.Add(term.Metric) && definitions.FindMetric(term.Metric)?.Measure is Measure.Computed computed && Reaches(code, computed.Formula, definitions, seen)));
}
