namespace WorkTracker.Domain.Reports;

/// <summary>A quantity with its scale applied.</summary>
/// <param name="Printed">The number that stands before <paramref name="Unit"/>: 521.29 of 亿元.</param>
internal readonly record struct Amount(decimal Printed, string Unit, int Decimals)
{
    // Ten times China's yearly product in yuan; with the bounds of a unit it keeps every step below within a decimal's 28 digits.
    public const decimal Largest = 1_000_000_000_000_000m;

    /// <summary>The same amount counted in <see cref="PlainUnit"/>: 52129000000 of 元.</summary>
    public decimal Plain => Printed * UnitPlace;

    public string PlainUnit => UnitPlace == 1 ? Unit : Unit[1..];

    public bool IsPercentage => Unit == "%";

    public string Exactly => $"{Numeral.Of(Printed)}{Unit}";

    private decimal UnitPlace => Unit switch
    {
        ['亿', _, ..] => Numeral.Yi,
        ['万', _, ..] => Numeral.Wan,
        _ => 1,
    };

    public static Amount Of(Measured.Quantity quantity) =>
        new(quantity.Value / quantity.Unit.Scale, quantity.Unit.Name, quantity.Unit.Decimals);

    /// <summary>Why a quantity has no amount to print; null when it has one.</summary>
    public static CannotWord? Refusal(Measured.Quantity quantity) => quantity switch
    {
        { Unit.IsSound: false } => new("unit-not-sound", $"Scale or decimals of '{quantity.Unit.Name}' are out of bounds."),
        { Value: > Largest or < -Largest } => new("value-too-large", $"Beyond {Numeral.Of(Largest)} stored units."),
        // More than 28 places would be needed: the quotient was rounded, maybe upwards.
        _ when Of(quantity).Printed * quantity.Unit.Scale != quantity.Value =>
            new("value-too-precise", $"{Numeral.Of(quantity.Value)} cannot be given in {quantity.Unit.Name} without rounding."),
        _ => null,
    };
}
