using WorkTracker.Domain.Catalog;

namespace WorkTracker.Domain.Reports;

/// <summary>
/// Puts numbers into words that are true of them. 余, 多 and 以上 name a number at or below the value, 近 one above it; what is already
/// round prints exactly, without 余, 多 or 近. Nothing is rounded silently: exact styles refuse a value that needs more decimals.
/// A negative value is worded by the exact styles only (-3家), because 余 or 近 beside a minus leaves open which way the rest goes.
/// A fraction counts as being above its whole number: 110.5 is 110余.
/// </summary>
public static class Wording
{
    /// <summary>Words a value that is stored as printed, without decimals.</summary>
    public static Phrase Of(decimal value, string unit, WordingStyle style) => Of(value, new MeasurementUnit(unit), style);

    /// <summary>Words a metric's value, given in stored units (money in yuan).</summary>
    public static Phrase Of(decimal value, MeasurementUnit unit, WordingStyle style) => Of(new Measured.Quantity(value, unit), style);

    /// <summary>Words whatever was measured; style-does-not-fit when the style is made for something else.</summary>
    public static Phrase Of(Measured measured, WordingStyle style) => (measured, style) switch
    {
        (Measured.Quantity quantity, _) => Amount.Refusal(quantity) ?? Of(Amount.Of(quantity), style),
        (Measured.Coverage coverage, WordingStyle.FullCoverage) => ListWording.Coverage(coverage),
        (Measured.Names names, WordingStyle.QuotedNames) => ListWording.Names(names.InOrder),
        (Measured.Growth growth, WordingStyle.Growth) => ExactWording.Growth(growth.Percent),
        (Measured.Shares shares, WordingStyle.LeadingDigits) => ListWording.LeadingDigits(shares.InOrder),
        _ => DoesNotFit(measured.GetType().Name, style),
    };

    private static Phrase Of(Amount amount, WordingStyle style) => style switch
    {
        WordingStyle.Exact => ExactWording.Plain(amount),
        WordingStyle.Money money => ExactWording.Money(amount, money.PrintedUnit),
        WordingStyle.PointsChange => ExactWording.PointsChange(amount),
        WordingStyle.Over => ApproximateWording.Over(amount),
        WordingStyle.OverWhole => ApproximateWording.OverWhole(amount),
        WordingStyle.Nearly => ApproximateWording.Nearly(amount),
        WordingStyle.AtLeast atLeast => ApproximateWording.AtLeast(amount, atLeast.Step),
        _ => DoesNotFit(nameof(Measured.Quantity), style),
    };

    private static CannotWord DoesNotFit(string measured, WordingStyle style) =>
        new("style-does-not-fit", $"'{style.Code}' does not word {measured}.");
}
