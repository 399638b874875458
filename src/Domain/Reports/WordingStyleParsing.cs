using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WorkTracker.Domain.Reports;

public abstract partial record WordingStyle
{
    /// <summary>Every style without an argument, in the order of the documentation.</summary>
    public static IReadOnlyList<WordingStyle> All { get; } =
    [
        new Exact(), new Over(), new OverWhole(), new Nearly(), new AtLeast(), new FullCoverage(), new Money(),
        new PointsChange(), new Growth(), new QuotedNames(), new LeadingDigits(),
    ];

    /// <summary>Reads a style's <see cref="Code"/>. Two styles take an argument after a colon: at-least:0.5 and money:万元.</summary>
    /// <param name="text">Exactly a code: letter case counts, surrounding spaces do not.</param>
    /// <param name="style">The style, when there is one.</param>
    /// <param name="refusal">style-unknown, with the known names, or style-argument-invalid.</param>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out WordingStyle? style, [NotNullWhen(false)] out CannotWord? refusal)
    {
        var (name, argument) = Split(text ?? "");
        var known = All.FirstOrDefault(candidate => candidate.Code == name);
        style = (known, argument) switch
        {
            (_, null) => known,
            (AtLeast, _) => StepOf(argument) is { } step ? new AtLeast(step) : null,
            (Money, _) => MoneyUnitOf(argument) is { } unit ? new Money(unit) : null,
            _ => null,
        };
        refusal = (style, known) switch
        {
            (not null, _) => null,
            (_, null) => new("style-unknown", $"No style is called '{name}'; known: {string.Join(", ", All.Select(s => s.Code))}."),
            _ => new("style-argument-invalid", $"'{argument}' is not an argument of '{name}'."),
        };
        return style is not null;
    }

    internal static bool IsStep(decimal step) => step > 0 && step <= Amount.Largest && step == decimal.Round(step, 6);

    private static (string Name, string? Argument) Split(string text) =>
        text.Trim().Split(':', 2) is [var name, var argument] ? (name, argument) : (text.Trim(), null);

    private static decimal? StepOf(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var step) && IsStep(step)
            ? step
            : null;

    private static MoneyUnit? MoneyUnitOf(string text) =>
        MoneyUnits.LargestFirst.Where(unit => unit.Name() == text).Select(unit => (MoneyUnit?)unit).FirstOrDefault();
}
