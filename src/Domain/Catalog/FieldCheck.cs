using System.Collections.Immutable;
using System.Globalization;

namespace WorkTracker.Domain.Catalog;

/// <summary>Whether a kind's field makes sense. Paths are those of the field's parts, such as <c>options</c>.</summary>
public static class FieldCheck
{
    /// <summary>Codes that stand for something else in metrics and imports.</summary>
    private static readonly string[] Reserved = [Measure.ReportingDepartment, "program", "ref", "occurredOn", "coHosts"];

    public static ImmutableArray<Fault> Check(FieldDefinition field)
    {
        var faults = ImmutableArray.CreateBuilder<Fault>();
        if (Reserved.Contains(field.Code))
        {
            faults.Add(new("code-reserved", "code", field.Code));
        }

        if (field.NamesParties == field.Sorts.IsEmpty)
        {
            faults.Add(new(field.NamesParties ? "sorts-missing" : "setting-not-possible", "sorts", "sorts"));
        }

        for (var at = 0; at < field.Sorts.Length; at++)
        {
            if (!Parties.PartySort.All.Contains(field.Sorts[at]))
            {
                faults.Add(new("sort-unknown", Paths.Item("sorts", at), field.Sorts[at], string.Join('、', Parties.PartySort.All)));
            }
        }

        if ((field.Type == FieldType.Choice) == field.Options.IsEmpty)
        {
            faults.Add(new(field.Type == FieldType.Choice ? "options-missing" : "setting-not-possible", "options", "options"));
        }

        for (var at = 0; at < field.Options.Length; at++)
        {
            if (field.Options[..at].Contains(field.Options[at]))
            {
                faults.Add(new("option-repeated", Paths.Item("options", at), field.Options[at]));
            }
        }

        if (!field.IsNumber && (field.Min is not null || field.Max is not null))
        {
            faults.Add(new("setting-not-possible", field.Min is not null ? "min" : "max", field.Min is not null ? "min" : "max"));
        }

        if (field.Min > field.Max)
        {
            faults.Add(new("limits-reversed", "min", field.Min.Value.ToString(CultureInfo.InvariantCulture), field.Max!.Value.ToString(CultureInfo.InvariantCulture)));
        }

        if (field.Decimals is { } decimals && (decimals is < 0 or > 6 || field.Type is not (FieldType.Decimal or FieldType.Quantity)))
        {
            faults.Add(new("setting-not-possible", "decimals", "decimals"));
        }

        if (field.Type == FieldType.Quantity && string.IsNullOrEmpty(field.Unit))
        {
            faults.Add(new("quantity-unit-missing", "unit"));
        }
        else if (field.Unit is not null && !field.IsNumber)
        {
            faults.Add(new("setting-not-possible", "unit", "unit"));
        }

        if (field.MaxLength is { } length && (length is < 1 or > 10_000 || field.Type != FieldType.Text))
        {
            faults.Add(new("setting-not-possible", "max-length", "max-length"));
        }

        return faults.ToImmutable();
    }
}
