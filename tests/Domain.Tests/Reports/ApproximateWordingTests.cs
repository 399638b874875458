using WorkTracker.Domain.Catalog;
using static WorkTracker.Domain.Tests.Reports.WordingScenario;

namespace WorkTracker.Domain.Tests.Reports;

public class ApproximateWordingTests
{
    [Theory]
    [InlineData("11", "10余家")]
    [InlineData("87", "80余家")]
    [InlineData("99", "90余家")]
    [InlineData("101", "100余家")]
    [InlineData("137", "130余家")]
    [InlineData("999", "990余家")]
    [InlineData("1001", "1000余家")]
    [InlineData("12345", "12000余家")]
    [InlineData("110.5", "110余家")]
    public void Over_keeps_two_digits_and_one_below_a_hundred(string value, string printed) => Word(Decimal(value), "家", "over").ShouldRead(printed);

    [Theory]
    [InlineData(10, "over", "10家")]
    [InlineData(90, "over", "90家")]
    [InlineData(110, "over", "110家")]
    [InlineData(2200, "over", "2200家")]
    [InlineData(10_000, "over-whole", "1万家")]
    [InlineData(100_000_000, "over-whole", "1亿家")]
    [InlineData(20, "nearly", "20家")]
    [InlineData(300, "nearly", "300家")]
    [InlineData(300_000_000, "nearly", "3亿家")]
    public void What_is_round_already_is_printed_exactly(int value, string style, string printed) => Word(value, "家", style).ShouldRead(printed);

    [Theory]
    [InlineData("10000.5", "1万多元")]
    [InlineData("99999999", "9999万多元")]
    [InlineData("100000001", "1亿多元")]
    [InlineData("52129000000", "521亿多元")]
    public void Over_whole_keeps_whole_wan_or_yi(string value, string printed) => Word(Decimal(value), "元", "over-whole").ShouldRead(printed);

    [Theory]
    [InlineData("29", "近30元")]
    [InlineData("95", "近100元")]
    [InlineData("96.5", "近100元")]
    [InlineData("1980", "近2000元")]
    [InlineData("9500", "近1万元")]
    [InlineData("98000", "近10万元")]
    [InlineData("99999999", "近1亿元")]
    [InlineData("297000000", "近3亿元")]
    [InlineData("285000000", "近3亿元")]
    public void Nearly_names_the_next_whole_unit(string value, string printed) => Word(Decimal(value), "元", "nearly").ShouldRead(printed);

    [Theory]
    [InlineData(5, "over", "value-too-small")]
    [InlineData(0, "over", "value-too-small")]
    [InlineData(-137, "over", "value-negative")]
    [InlineData(9000, "over-whole", "value-too-small")]
    [InlineData(9999, "over-whole", "value-too-small")]
    [InlineData(-10_860, "over-whole", "value-negative")]
    [InlineData(9, "nearly", "value-too-small")]
    [InlineData(28, "nearly", "not-near-enough")]
    [InlineData(284_999_999, "nearly", "not-near-enough")]
    [InlineData(300_000_001, "nearly", "not-near-enough")]
    [InlineData(-97, "nearly", "value-negative")]
    [InlineData(0, "at-least", "value-too-small")]
    [InlineData(4, "at-least:5", "value-too-small")]
    [InlineData(-78, "at-least", "value-negative")]
    public void What_would_not_be_true_is_refused(int value, string style, string code) => Word(value, "家", style).ShouldBeRefused(code);

    [Theory]
    [InlineData("78.9", "at-least:5", "75%以上")]
    [InlineData("78.9", "at-least:0.5", "78.5%以上")]
    [InlineData("78.3", "nearly", "近80%")]
    [InlineData("99.5", "nearly", "近100%")]
    public void Percentages_are_worded_by_step_and_by_tens(string value, string style, string printed) =>
        Word(Decimal(value), "%", style).ShouldRead(printed);

    [Theory]
    [InlineData("over")]
    [InlineData("over-whole")]
    public void No_word_stands_between_number_and_percent_sign(string style) => Word(78.3m, "%", style).ShouldBeRefused("unit-does-not-fit");

    [Fact]
    public void A_scaled_unit_follows_the_word()
    {
        Word(52_129_000_000, HundredMillionYuan, "over").ShouldRead("520余亿元");
        Word(52_129_000_000, HundredMillionYuan, "at-least").ShouldRead("521亿元以上");
        Word(297_000_000, HundredMillionYuan, "nearly").ShouldRead("近3亿元");
        Word(12_345, new MeasurementUnit("万人次", Scale: 10_000), "over-whole").ShouldRead("1万多人次");
    }

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
