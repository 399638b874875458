using System.Collections.Immutable;
using System.Globalization;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Domain.Catalog;

/// <summary>
/// Whether a metric can be counted: against the definitions and departments that will hold, itself among them.
/// Paths are those of the metric's parts, such as <c>measure</c> or <c>where.hometown</c>.
/// </summary>
public sealed class MetricCheck(Definitions definitions, DepartmentTree tree)
{
    private readonly List<Fault> faults = [];

    public ImmutableArray<Fault> Check(MetricDefined metric)
    {
        faults.Clear();
        if (!new MeasurementUnit(metric.Unit, metric.Scale, metric.Decimals).IsSound)
        {
            Add("unit-not-sound", "scale", Invariant(metric.Scale), Invariant(metric.Decimals));
        }

        switch (metric)
        {
            case { Measure: null, Formula: null }:
                Add("measure-missing", "measure");
                break;
            case { Measure: not null, Formula: not null }:
                Add("measure-and-formula", "formula");
                break;
            case { Formula: { } formula }:
                CheckFormula(metric, formula);
                break;
            default:
                CheckMeasure(metric, metric.Measure!);
                break;
        }

        CheckWhere(metric);
        if (metric.PartOf is { } whole && (whole == metric.Code || definitions.FindMetric(whole) is null))
        {
            Add(whole == metric.Code ? "part-of-itself" : "metric-unknown", "part-of", whole);
        }

        return [.. faults];
    }

    private void CheckFormula(MetricDefined metric, string text)
    {
        if (!metric.Of.IsEmpty || !metric.EndedBy.IsEmpty || !metric.Where.IsEmpty)
        {
            Add("formula-takes-no-kinds", "formula");
        }

        if (!FormulaParser.TryParse(text, out var formula, out var fault))
        {
            Add("formula-unreadable", "formula", fault);
            return;
        }

        foreach (var term in formula.Terms.Select(term => term.Metric).Distinct().Where(code => definitions.FindMetric(code) is null))
        {
            Add("metric-unknown", "formula", term);
        }

        if (Reaches(metric.Code, formula, []))
        {
            Add("formula-cycle", "formula", metric.Code);
        }
    }

    private bool Reaches(string code, Formula formula, HashSet<string> seen) => formula.Terms.Any(term =>
        term.Metric == code
        || (seen.Add(term.Metric) && definitions.FindMetric(term.Metric)?.Measure is Measure.Computed computed && Reaches(code, computed.Formula, seen)));

    private void CheckMeasure(MetricDefined metric, string text)
    {
        if (!Measure.TryParse(text, out var measure))
        {
            Add("measure-unreadable", "measure", text);
            return;
        }

        var of = Kinds(metric.Of, "of");
        var endedBy = Kinds(metric.EndedBy, "ended-by");
        if (metric.Of.IsEmpty)
        {
            Add("kinds-missing", "of");
        }

        if (!metric.EndedBy.IsEmpty && measure is not Measure.InForce)
        {
            Add("ended-by-not-possible", "ended-by");
        }

        foreach (var kind in of.Where(kind => measure.AmountField is { } field && kind.Field(field) is not { IsNumber: true }))
        {
            Add(kind.Field(measure.AmountField!) is null ? "field-not-in-kind" : "field-not-a-number", "measure", measure.AmountField!, kind.Code);
        }

        var parties = measure.PartyFields.Where(field => field != Measure.ReportingDepartment).ToList();
        foreach (var kind in of.Concat(endedBy).Distinct().Where(_ => parties.Count > 0))
        {
            foreach (var field in parties.Where(field => kind.Field(field) is { NamesParties: false }))
            {
                Add("field-not-a-party", "measure", field, kind.Code);
            }

            if (parties.All(field => kind.Field(field) is null))
            {
                Add("field-not-in-kind", "measure", string.Join(" | ", parties), kind.Code);
            }
        }

        foreach (var field in parties.Where(field => of.Count > 0 && of.All(kind => kind.Field(field) is null)))
        {
            Add("field-not-in-kind", "measure", field, string.Join('、', metric.Of));
        }
    }

    private List<Kind> Kinds(ImmutableArray<string> codes, string path)
    {
        foreach (var code in codes.Where(code => definitions.FindKind(code) is null))
        {
            Add("kind-unknown", path, code);
        }

        return [.. codes.Select(code => definitions.FindKind(code)).OfType<Kind>()];
    }

    private void CheckWhere(MetricDefined metric)
    {
        foreach (var program in metric.Where.Programs.Where(program => definitions.FindProgram(program) is null))
        {
            Add("program-unknown", "where.program", program);
        }

        foreach (var level in metric.Where.Levels.Where(level => tree.ByCode.Values.All(department => department.Level != level)))
        {
            Add("level-unknown", "where.department.level", level);
        }

        foreach (var tag in metric.Where.Tags.Where(tag => tree.ByCode.Values.All(department => !department.Tags.Contains(tag))))
        {
            Add("tag-unknown", "where.department.tag", tag);
        }

        foreach (var (condition, kind) in metric.Where.Fields.SelectMany(condition => metric.Of.Select(code => definitions.FindKind(code)).OfType<Kind>().Select(kind => (condition, kind))))
        {
            CheckCondition(condition, kind);
        }
    }

    private void CheckCondition(FieldCondition condition, Kind kind)
    {
        var path = $"where.{condition.Field}";
        if (kind.Field(condition.Field) is not { } field)
        {
            Add("field-not-in-kind", path, condition.Field, kind.Code);
            return;
        }

        foreach (var value in condition.AnyOf)
        {
            var fits = (field.Type, value) switch
            {
                (FieldType.YesNo, FieldValue.Flag) or (FieldType.Text or FieldType.Day, FieldValue.Text) => true,
                (FieldType.Choice, FieldValue.Text text) => field.Options.Contains(text.Value),
                (_, FieldValue.Number) => field.IsNumber,
                _ => false,
            };
            if (!fits)
            {
                Add("condition-does-not-fit", path, Written(value), field.Name);
            }
        }
    }

    private static string Written(FieldValue value) => value switch
    {
        FieldValue.Text text => text.Value,
        FieldValue.Number number => Invariant(number.Value),
        FieldValue.Flag flag => flag.Value ? "true" : "false",
        FieldValue.Span or FieldValue.Parties => value.GetType().Name,
        _ => throw new InvalidOperationException($"No such value: {value}."),
    };

    private void Add(string code, string path, params string[] particulars) => faults.Add(new(code, path, particulars));

    private static string Invariant(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
