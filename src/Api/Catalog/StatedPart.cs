using System.Collections.Immutable;
using System.Globalization;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Departments;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Api.Catalog;

/// <summary>A part of a definition as texts, so that two definitions can be compared part by part: they say the same where all parts do.</summary>
internal readonly record struct StatedPart(string Path, ImmutableArray<string> Texts)
{
    public static IReadOnlyList<StatedPart> Of(Department department) => Some(
        One("name", department.Name), One("level", department.Level), Set("tags", department.Tags), One("parent", department.Parent), One("closed", Iso(department.ClosedOn)));

    public static IReadOnlyList<StatedPart> Of(Domain.Catalog.Program program) => Some(One("name", program.Name), One("ended", Iso(program.EndedOn)));

    public static IReadOnlyList<StatedPart> Of(KindDefined kind) => Some(
    [
        One("name", kind.Name), One("approval", kind.Approval is null or Approval.Above ? null : CatalogKinds.Written(kind.Approval.Value)),
        Set("readers", (kind.Readers ?? []).Select(CatalogKinds.Written)),
        new("fields", [.. kind.Fields.Select(field => field.Code)]),
        .. kind.Fields.SelectMany(Of),
    ]);

    public static IReadOnlyList<StatedPart> Of(MetricDefined metric) => Some(
    [
        One("name", metric.Name), One("unit", metric.Unit), One("scale", Plain(metric.Scale)), One("decimals", Plain(metric.Decimals)),
        One("measure", metric.Measure), Set("of", metric.Of), Set("ended-by", metric.EndedBy),
        Set("where.program", metric.Where.Programs), Set("where.department.level", metric.Where.Levels), Set("where.department.tag", metric.Where.Tags),
        .. metric.Where.Fields.Select(condition => Set($"where.{condition.Field}", condition.AnyOf.Select(Written))),
        One("formula", metric.Formula), One("part-of", metric.PartOf),
    ]);

    /// <summary>The text by its lines, so that only a difference of its own is one; what differs a person sees in the text itself.</summary>
    public static IReadOnlyList<StatedPart> Of(TemplateDefined template) => Some(One("name", template.Name), One("text", template.Text));

    /// <summary>Parties by their ids: names may change.</summary>
    public static IReadOnlyList<StatedPart> Of(OpeningBalance balance) => Some(
        One("value", Plain(balance.Value)), Set("parties", balance.Parties.Select(party => party.ToString())));

    public static IReadOnlyList<ChangedPart> Changes(IReadOnlyList<StatedPart> before, IReadOnlyList<StatedPart> after)
    {
        var (old, next) = (before.ToDictionary(part => part.Path, StringComparer.Ordinal), after.ToDictionary(part => part.Path, StringComparer.Ordinal));
        return
        [
            .. after.Concat(before).Select(part => part.Path).Distinct()
                .Where(path => !(old.TryGetValue(path, out var was) && next.TryGetValue(path, out var will) && was.Texts.SequenceEqual(will.Texts)))
                .Select(path => new ChangedPart(path, old.TryGetValue(path, out var was) ? was.ToString() : null, next.TryGetValue(path, out var will) ? will.ToString() : null)),
        ];
    }

    public override string ToString() => string.Join('、', Texts);

    private static IEnumerable<StatedPart> Of(FieldDefinition field)
    {
        var path = $"fields.{field.Code}";
        return
        [
            One($"{path}.name", field.Name), One($"{path}.type", CatalogKinds.Written(field.Type)), One($"{path}.required", field.Required ? "true" : null),
            new($"{path}.sorts", field.Sorts), One($"{path}.min", Plain(field.Min)), One($"{path}.max", Plain(field.Max)), One($"{path}.decimals", Plain(field.Decimals)),
            One($"{path}.max-length", Plain(field.MaxLength)), One($"{path}.unit", field.Unit), new($"{path}.options", field.Options),
        ];
    }

    private static IReadOnlyList<StatedPart> Some(params IEnumerable<StatedPart> parts) => [.. parts.Where(part => !part.Texts.IsEmpty)];

    private static StatedPart One(string path, string? text) => new(path, text is null ? [] : [text]);

    /// <summary>Of which the order says nothing.</summary>
    private static StatedPart Set(string path, IEnumerable<string> texts) => new(path, [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>Without the zeros that a decimal remembers: 1.50 is 1.5.</summary>
    private static string? Plain(decimal? number) => number?.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Written(FieldValue value) => value switch
    {
        FieldValue.Text text => $"“{text.Value}”",
        FieldValue.Number number => Plain(number.Value)!,
        FieldValue.Flag flag => flag.Value ? "true" : "false",
        FieldValue.Span or FieldValue.Parties => throw new InvalidOperationException($"No condition on {value}."),
        _ => throw new InvalidOperationException($"No such value: {value}."),
    };

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
