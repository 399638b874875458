using System.Collections.Immutable;
using System.Globalization;
using WorkTracker.Domain.Departments;

namespace WorkTracker.Domain.Catalog;

/// <summary>
/// Whether a metric can be counted: against the definitions and departments that will hold, itself among them.
/// Paths are those of the metric's parts, such as <c>measure</c>, <c>of[0]</c> or <c>where.hometown</c>.
/// </summary>
public sealed class MetricCheck(Definitions definitions, DepartmentTree tree)
{
    public ImmutableArray<Fault> Check(MetricDefined metric) =>
    [
        .. Code(metric),
        .. Unit(metric),
        .. metric switch
        {
            { Measure: null, Formula: null } => [new("measure-missing", "measure"), .. metric.Of.IsEmpty ? [] : MeasureCheck.CheckKinds(metric, null, definitions)],
            { Measure: not null, Formula: not null } => [new("measure-and-formula", "formula"), .. metric.Of.IsEmpty ? [] : MeasureCheck.CheckKinds(metric, null, definitions)],
            { Formula: { } formula } => FormulaCheck.Check(metric, formula, definitions, tree),
            _ => MeasureCheck.Check(metric, metric.Measure!, definitions),
        },
        .. FilterCheck.Check(metric.Where, [.. metric.Of.Distinct().Select(code => definitions.FindKind(code)).OfType<Kind>()], definitions, tree),
        .. PartOf(metric),
    ];

    private static IEnumerable<Fault> Code(MetricDefined metric) =>
        FormulaParser.CanName(metric.Code) ? [] : [new("code-reserved", "code", metric.Code)];

    private static IEnumerable<Fault> Unit(MetricDefined metric) =>
        new MeasurementUnit(metric.Unit, metric.Scale, metric.Decimals).IsSound
            ? []
            : [new("unit-not-sound", metric.Decimals is < 0 or > 6 ? "decimals" : "scale", metric.Scale.ToString(CultureInfo.InvariantCulture), metric.Decimals.ToString(CultureInfo.InvariantCulture))];

    private IEnumerable<Fault> PartOf(MetricDefined metric)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { metric.Code };
        for (var whole = metric.PartOf; whole is not null; whole = definitions.FindMetric(whole)?.Definition.PartOf)
        {
            if (whole == metric.Code)
            {
                return [new("part-of-itself", "part-of", metric.Code)];
            }

            if (!seen.Add(whole))
            {
                break;
            }
        }

        return metric.PartOf is { } named && definitions.FindMetric(named) is null ? [new("metric-unknown", "part-of", named)] : [];
    }
}
