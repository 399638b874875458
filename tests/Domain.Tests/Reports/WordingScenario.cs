using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Reports;

namespace WorkTracker.Domain.Tests.Reports;

/// <summary>The verbs of the wording tests; styles are given as a catalog writes them.</summary>
internal static class WordingScenario
{
    public static readonly MeasurementUnit HundredMillionYuan = new("亿元", Scale: 100_000_000, Decimals: 2);
    public static readonly MeasurementUnit RatioInPercent = new("%", Scale: 0.01m, Decimals: 1);

    public static WordingStyle Style(string code) =>
        WordingStyle.TryParse(code, out var style, out var refusal) ? style : throw new ShouldAssertException(refusal.Detail);

    public static Phrase Word(decimal value, string unit, string style) => Wording.Of(value, unit, Style(style));

    public static Phrase Word(decimal value, MeasurementUnit unit, string style) => Wording.Of(value, unit, Style(style));

    public static Phrase Word(Measured measured, string style) => Wording.Of(measured, Style(style));

    public static void ShouldRead(this Phrase phrase, string text) => phrase.ShouldBe(new Worded(text));

    public static void ShouldBeRefused(this Phrase phrase, string code) => phrase.ShouldBeOfType<CannotWord>().Code.ShouldBe(code);
}
