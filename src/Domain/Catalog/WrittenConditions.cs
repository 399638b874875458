using System.Globalization;
using WorkTracker.Domain.Entries;

namespace WorkTracker.Domain.Catalog;

/// <summary>Conditions as people write them, all texts, read as the kinds' fields hold them.</summary>
public static class WrittenConditions
{
    /// <summary>What a field cannot hold stays text, for <see cref="FilterCheck"/> to name.</summary>
    public static Filter Read(Filter written, IReadOnlyCollection<Kind> kinds) =>
        written with { Fields = [.. written.Fields.Select(condition => Read(condition, kinds))] };

    private static FieldCondition Read(FieldCondition written, IReadOnlyCollection<Kind> kinds) =>
        kinds.Select(kind => kind.Field(written.Field)).FirstOrDefault(field => field is not null) is { } field
            ? written with { AnyOf = [.. written.AnyOf.Select(value => value is FieldValue.Text text ? Read(text, field) : value)] }
            : written;

    private static FieldValue Read(FieldValue.Text text, FieldDefinition field) => (field.Type, text.Value) switch
    {
        (FieldType.YesNo, "true" or "是") => new FieldValue.Flag(true),
        (FieldType.YesNo, "false" or "否") => FieldValue.No,
        (_, var digits) when field.IsNumber && digits.Length <= 30
            && decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => new FieldValue.Number(number),
        _ => text,
    };
}
