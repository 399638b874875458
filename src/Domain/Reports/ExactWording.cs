namespace WorkTracker.Domain.Reports;

/// <summary>Styles that give every digit.</summary>
internal static class ExactWording
{
    private const int MoneyDecimals = 2;

    public static Phrase Plain(Amount amount) =>
        Fits(amount.Printed, amount.Decimals) ? new Worded(amount.Exactly) : NeedsMoreDecimals(amount, amount.Decimals);

    public static Phrase Money(Amount amount, MoneyUnit? wanted)
    {
        if (amount.PlainUnit != "元")
        {
            return new CannotWord("unit-does-not-fit", $"'{amount.Unit}' is not money.");
        }

        var unit = wanted ?? MoneyUnits.LargestFirst.FirstOrDefault(candidate => SuitsBest(amount.Plain, candidate));
        var printed = amount.Plain / unit.Yuan();

        // Checked on the yuan as well: a quotient of more than 28 places would have been rounded.
        return Fits(printed, MoneyDecimals) && printed * unit.Yuan() == amount.Plain
            ? new Worded($"{Numeral.Of(printed)}{unit.Name()}")
            : NeedsMoreDecimals(amount, MoneyDecimals);
    }

    public static Phrase PointsChange(Amount amount) => amount switch
    {
        { IsPercentage: false } => new CannotWord("unit-does-not-fit", $"'{amount.Unit}' does not change in percentage points."),
        { Printed: 0 } => new Worded("持平"),
        _ when !Fits(amount.Printed, amount.Decimals) => NeedsMoreDecimals(amount, amount.Decimals),
        { Printed: > 0 } => new Worded($"上升{Numeral.Of(amount.Printed)}个百分点"),
        _ => new Worded($"下降{Numeral.Of(-amount.Printed)}个百分点"),
    };

    /// <summary>The percentage is given as it was rounded (two decimals).</summary>
    public static Phrase Growth(decimal percent) => percent switch
    {
        0 => new Worded("持平"),
        > 0 => new Worded($"增长{Numeral.Of(percent)}%"),
        _ => new Worded($"下降{Numeral.Of(-percent)}%"),
    };

    // 0.5亿元 is true, but prose says 5000万元.
    private static bool SuitsBest(decimal yuan, MoneyUnit unit) =>
        decimal.Abs(yuan) >= unit.Yuan() && Fits(yuan / unit.Yuan(), MoneyDecimals);

    private static bool Fits(decimal number, int decimals) => number == decimal.Round(number, decimals);

    private static CannotWord NeedsMoreDecimals(Amount amount, int decimals) =>
        new("needs-more-decimals", $"{amount.Exactly} is not exact with {Numeral.Of(decimals)} decimals.");
}
