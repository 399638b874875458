namespace WorkTracker.Domain.Reports;

/// <summary>Styles that name a rounder number beside the value.</summary>
internal static class ApproximateWording
{
    private const decimal NearEnough = 0.95m;

    private static readonly decimal[] WholePlaces = [Numeral.Yi, Numeral.Wan, 1000, 100, 10];

    public static Phrase Over(Amount amount)
    {
        if (amount.IsPercentage)
        {
            return PercentageDoesNotFit("余");
        }

        if (amount.Printed < 10)
        {
            return Below(amount, "10");
        }

        var kept = Numeral.RoundDown(amount.Printed, SecondDigitPlace(amount.Printed));
        return kept == amount.Printed ? new Worded(amount.Exactly) : new Worded($"{Numeral.Of(kept)}余{amount.Unit}");
    }

    public static Phrase OverWhole(Amount amount)
    {
        if (amount.IsPercentage)
        {
            return PercentageDoesNotFit("多");
        }

        if (amount.Plain < Numeral.Wan)
        {
            return Below(amount, "1万");
        }

        var place = amount.Plain >= Numeral.Yi ? Numeral.Yi : Numeral.Wan;
        var kept = Numeral.RoundDown(amount.Plain, place);
        var mark = kept == amount.Plain ? "" : "多";
        return new Worded($"{Numeral.InPlaces(kept, place)}{mark}{amount.PlainUnit}");
    }

    public static Phrase Nearly(Amount amount)
    {
        // 9800 is near one 万 although it holds none: a place counts from 5 % below it.
        var place = WholePlaces.FirstOrDefault(candidate => amount.Plain >= candidate * NearEnough);
        if (place == 0)
        {
            return Below(amount, "9.5");
        }

        var reached = Numeral.RoundDown(amount.Plain, place);
        if (reached == amount.Plain)
        {
            return new Worded($"{Numeral.InPlaces(reached, place)}{amount.PlainUnit}");
        }

        var next = Numeral.InPlaces(reached + place, place);
        return amount.Plain >= (reached + place) * NearEnough
            ? new Worded($"近{next}{amount.PlainUnit}")
            : new CannotWord("not-near-enough", $"{amount.Exactly} is more than 5 % below {next}{amount.PlainUnit}.");
    }

    // 以上 includes the number it names (Civil Code, article 1259), so 78 exactly is 78%以上 too.
    public static Phrase AtLeast(Amount amount, decimal step)
    {
        if (!WordingStyle.IsStep(step))
        {
            return new CannotWord("style-argument-invalid", $"{Numeral.Of(step)} is not a step.");
        }

        return amount.Printed < step
            ? Below(amount, Numeral.Of(step))
            : new Worded($"{Numeral.Of(Numeral.RoundDown(amount.Printed, step))}{amount.Unit}以上");
    }

    // Tens up to 999, hundreds up to 9999: below 100 that leaves one digit, from 100 on two.
    private static decimal SecondDigitPlace(decimal number)
    {
        var place = 10m;
        while (number >= place * 100)
        {
            place *= 10;
        }

        return place;
    }

    private static CannotWord Below(Amount amount, string least) => amount.Printed < 0
        ? new("value-negative", $"{amount.Exactly} is worded by exact styles only.")
        : new("value-too-small", $"{amount.Exactly} is below {least}.");

    // 70余% is no Chinese; 以上 and 近 stand beside a percentage.
    private static CannotWord PercentageDoesNotFit(string word) => new("unit-does-not-fit", $"{word} does not stand before %.");
}
