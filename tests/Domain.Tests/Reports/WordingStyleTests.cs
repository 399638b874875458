using WorkTracker.Domain.Reports;

namespace WorkTracker.Domain.Tests.Reports;

public class WordingStyleTests
{
    [Fact]
    public void Codes_are_stable() => WordingStyle.All.Select(style => style.Code).ShouldBe(
    [
        "exact", "over", "over-whole", "nearly", "at-least", "full-coverage", "money", "points-change", "growth", "quoted-names", "leading-digits",
    ]);

    public static TheoryData<WordingStyle> Every() =>
    [
        .. WordingStyle.All, new WordingStyle.AtLeast(0.5m), new WordingStyle.AtLeast(10),
        .. Enum.GetValues<MoneyUnit>().Select(unit => new WordingStyle.Money(unit)),
    ];

    [Theory]
    [MemberData(nameof(Every))]
    public void Every_style_is_read_back_from_its_code(WordingStyle style)
    {
        WordingStyle.TryParse($" {style.Code} ", out var read, out var refusal).ShouldBeTrue();
        read.ShouldBe(style);
        refusal.ShouldBeNull();
    }

    [Theory]
    [InlineData(null, "style-unknown")]
    [InlineData("", "style-unknown")]
    [InlineData("yu", "style-unknown")]
    [InlineData("Exact", "style-unknown")]
    [InlineData("exact:2", "style-argument-invalid")]
    [InlineData("at-least:", "style-argument-invalid")]
    [InlineData("at-least:0", "style-argument-invalid")]
    [InlineData("at-least:-1", "style-argument-invalid")]
    [InlineData("at-least:1,000", "style-argument-invalid")]
    [InlineData("at-least:0.0000001", "style-argument-invalid")]
    [InlineData("money:美元", "style-argument-invalid")]
    public void What_is_no_style_is_reported(string? text, string code)
    {
        WordingStyle.TryParse(text, out var style, out var refusal).ShouldBeFalse();
        style.ShouldBeNull();
        refusal.ShouldNotBeNull().Code.ShouldBe(code);
    }

    [Fact]
    public void An_unknown_style_is_answered_with_the_known_ones()
    {
        WordingStyle.TryParse("余", out _, out var refusal).ShouldBeFalse();
        refusal.ShouldNotBeNull().Detail.ShouldContain("over-whole");
    }

    [Fact]
    public void A_step_of_nothing_is_refused_when_it_comes_from_code() =>
        Wording.Of(5, "家", new WordingStyle.AtLeast(0)).ShouldBeOfType<CannotWord>().Code.ShouldBe("style-argument-invalid");
}
