using System.Collections.Immutable;

namespace WorkTracker.Domain.Catalog;

/// <summary>What a field of a kind holds.</summary>
public enum FieldType
{
    /// <summary>One party of one of the field's sorts.</summary>
    Party,

    /// <summary>One or more parties.</summary>
    Parties,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number with at most <see cref="FieldDefinition.Decimals"/> places.</summary>
    Decimal,

    /// <summary>An amount in yuan with at most two decimals.</summary>
    Money,

    /// <summary>A number of <see cref="FieldDefinition.Unit"/>s.</summary>
    Quantity,

    /// <summary>A day, <c>yyyy-MM-dd</c>.</summary>
    Day,

    /// <summary>A first and a last day.</summary>
    DaySpan,

    Text,

    /// <summary>One of the field's options.</summary>
    Choice,

    YesNo,
}

/// <summary>
/// A typed field of a kind. Limits that do not apply to the type are null or empty: <c>Sorts</c> for parties,
/// <c>Min</c>, <c>Max</c> and <c>Decimals</c> for numbers, <c>MaxLength</c> (characters) for text, <c>Options</c> for a choice.
/// </summary>
public sealed record FieldDefinition(
    string Code,
    string Name,
    FieldType Type,
    bool Required = false,
    ImmutableArray<string> Sorts = default,
    decimal? Min = null,
    decimal? Max = null,
    int? Decimals = null,
    int? MaxLength = null,
    string? Unit = null,
    ImmutableArray<string> Options = default)
{
    public ImmutableArray<string> Sorts { get; init; } = Sorts.IsDefault ? [] : Sorts;
    public ImmutableArray<string> Options { get; init; } = Options.IsDefault ? [] : Options;

    public bool IsNumber => Type is FieldType.Whole or FieldType.Decimal or FieldType.Money or FieldType.Quantity;
    public bool NamesParties => Type is FieldType.Party or FieldType.Parties;
}
