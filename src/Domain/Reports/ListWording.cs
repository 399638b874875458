namespace WorkTracker.Domain.Reports;

/// <summary>Styles made from more than one number.</summary>
internal static class ListWording
{
    public static Phrase Coverage(Measured.Coverage coverage) => coverage switch
    {
        { All: <= 0 } => Impossible("There is nothing to cover."),
        { Covered: < 0 } => Impossible("Fewer than none are covered."),
        _ when coverage.Covered > coverage.All => Impossible("More are covered than there are."),
        _ when coverage.Covered % 1 != 0 || coverage.All % 1 != 0 => Impossible("Places are counted in whole numbers."),
        _ when coverage.Covered == coverage.All => new Worded("全覆盖"),
        _ => new Worded($"覆盖{Numeral.Of(coverage.Covered)}{coverage.Unit}"),
    };

    public static Phrase Names(IReadOnlyList<string> names)
    {
        if (names.Count == 0 || names.Any(string.IsNullOrWhiteSpace))
        {
            return new CannotWord("names-missing", "No names, or a blank one.");
        }

        if (names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            return new CannotWord("names-repeated", "A name stands twice.");
        }

        // A straight quote does not say whether it opens or closes, so it cannot be nested.
        return names.FirstOrDefault(name => name.Contains('"', StringComparison.Ordinal)) is { } straight
            ? new CannotWord("name-not-quotable", $"{straight} holds a straight quotation mark.")
            : new Worded(string.Concat(names.Select(name => $"“{Nested(name.Trim())}”")) + "等");
    }

    // Two digits before the point, so that the joined digit stands for tens of percent and for nothing else.
    public static Phrase LeadingDigits(IReadOnlyList<decimal> shares)
    {
        if (shares.Count < 2)
        {
            return new CannotWord("shares-too-few", "One digit alone says nothing; give at least two shares.");
        }

        return shares.Any(share => share is < 10 or >= 100)
            ? new CannotWord("share-out-of-range", "Every share must be from 10 % to below 100 %.")
            : new Worded(string.Concat(shares.Select(share => Numeral.Of(Numeral.RoundDown(share, 10) / 10))));
    }

    // Marks alternate with depth (GB/T 15834-2011 on quotation marks): “甲‘乙’”.
    private static string Nested(string name) => name.Contains('“', StringComparison.Ordinal)
        ? string.Concat(name.Select(mark => mark switch { '“' => '‘', '”' => '’', '‘' => '“', '’' => '”', _ => mark }))
        : name;

    private static CannotWord Impossible(string detail) => new("coverage-impossible", detail);
}
