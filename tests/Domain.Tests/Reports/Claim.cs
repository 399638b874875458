using System.Globalization;
using System.Text.RegularExpressions;

namespace WorkTracker.Domain.Tests.Reports;

/// <summary>
/// What a reader takes from a printed phrase, worked out from the characters alone and with none of the code under test:
/// the number that is named, in single units, the word beside it, and how far its last named digit reaches.
/// </summary>
internal sealed partial record Claim(decimal Named, string Word, decimal Reach)
{
    public bool Allows(decimal value) => Word switch
    {
        "" => value == Named,
        "余" or "多" => value > Named && value < Named + Reach,
        "近" => value < Named && value >= Named * 95 / 100,
        "以上" => value >= Named && value < Named + Reach,
        _ => throw new InvalidOperationException(Word),
    };

    /// <param name="phrase">As printed.</param>
    /// <param name="unit">The unit it must carry, without 万 or 亿.</param>
    /// <param name="step">How far 以上 reaches, in the unit as printed.</param>
    public static Claim Read(string phrase, string unit, decimal step = 1)
    {
        var match = Pattern().Match(phrase);
        match.Success.ShouldBeTrue(phrase);
        match.Groups["unit"].Value.ShouldBe(unit, phrase);
        var digits = match.Groups["digits"].Value;
        digits.ShouldNotMatch(@"^0\d|\.\d*0$", phrase);
        var place = match.Groups["place"].Value switch { "亿" => 100_000_000m, "万" => 10_000m, _ => 1m };
        var word = match.Groups["near"].Value + match.Groups["over"].Value + match.Groups["more"].Value + match.Groups["least"].Value;
        var reach = word switch { "余" => TwoDigitReach(digits), "以上" => step, _ => 1 };
        return new(decimal.Parse(digits, CultureInfo.InvariantCulture) * place, word, reach * place);
    }

    // 2200余 ends before 2300, 80余 before 90: what is named has at most two digits that are not zero.
    private static decimal TwoDigitReach(string digits)
    {
        digits.ShouldMatch(@"^[1-9](0|\d0+)$");
        var zeros = Math.Max(1, digits.Length - 2);
        return decimal.Parse("1" + new string('0', zeros), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^(?<near>近?)(?<digits>-?[0-9]+(\\.[0-9]+)?)(?<over>余?)(?<place>[万亿]?)(?<more>多?)(?<unit>[^余多近万亿0-9]+?)(?<least>(以上)?)$")]
    private static partial Regex Pattern();
}
