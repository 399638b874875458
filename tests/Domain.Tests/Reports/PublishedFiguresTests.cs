using WorkTracker.Domain.Reports;
using static WorkTracker.Domain.Tests.Reports.WordingScenario;

namespace WorkTracker.Domain.Tests.Reports;

/// <summary>Every number of the published article of 19 July 2022 comes out as it was printed.</summary>
public class PublishedFiguresTests
{
    [Theory]
    [InlineData(3, "期", "3期")]
    [InlineData(8, "期", "8期")]
    [InlineData(55, "场次", "55场次")]
    [InlineData(18, "期", "18期")]
    [InlineData(19, "名", "19名")]
    [InlineData(63, "名", "63名")]
    [InlineData(622, "家", "622家")]
    [InlineData(76, "家", "76家")]
    [InlineData(269, "个", "269个")]
    [InlineData(104, "家", "104家")]
    [InlineData(10, "个", "10个")]
    [InlineData(58, "个", "58个")]
    [InlineData(12, "个", "12个")]
    [InlineData(101, "个", "101个")]
    [InlineData(4, "次", "4次")]
    [InlineData(166, "个", "166个")]
    [InlineData(25, "个", "25个")]
    [InlineData(130, "个", "130个")]
    public void Counts_are_exact(int value, string unit, string printed) => Word(value, unit, "exact").ShouldRead(printed);

    [Theory]
    [InlineData(2201, 2236, 2299, "人次", "over", "2200余人次")]
    [InlineData(10001, 10860, 19999, "人次", "over-whole", "1万多人次")]
    [InlineData(1101, 1137, 1199, "人", "over", "1100余人")]
    [InlineData(300_000_001, 312_000_000, 399_999_999, "元", "over-whole", "3亿多元")]
    [InlineData(111, 114, 119, "家", "over", "110余家")]
    [InlineData(131, 137, 139, "个", "over", "130余个")]
    public void Approximate_figures_hold_over_their_whole_range(
        int least, int typical, int most, string unit, string style, string printed)
    {
        Word(least, unit, style).ShouldRead(printed);
        Word(typical, unit, style).ShouldRead(printed);
        Word(most, unit, style).ShouldRead(printed);
    }

    [Theory]
    [InlineData(52_129_000_000L, "521.29亿元")]
    [InlineData(23_840_000_000L, "238.4亿元")]
    public void Investments_in_yuan_are_printed_in_yi(long yuan, string printed)
    {
        Word(yuan, HundredMillionYuan, "exact").ShouldRead(printed);
        Word(yuan, "元", "money").ShouldRead(printed);
        Word(yuan, "元", "money:亿元").ShouldRead(printed);
    }

    [Fact]
    public void Funds_whose_unit_is_yi_are_worded_like_funds_in_yuan() =>
        Word(312_000_000, HundredMillionYuan, "over-whole").ShouldRead("3亿多元");

    [Theory]
    [InlineData("78", "78%以上")]
    [InlineData("78.3", "78%以上")]
    [InlineData("75.99", "75%以上")]
    [InlineData("90.1", "90%以上")]
    public void Shares_of_the_private_economy_are_rounded_down(string percent, string printed)
    {
        var share = decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture);
        Word(share, "%", "at-least").ShouldRead(printed);
        Word(share / 100, RatioInPercent, "at-least").ShouldRead(printed);
    }

    [Fact]
    public void Their_leading_digits_are_joined() =>
        Word(new Measured.Shares([78.3m, 75.2m, 70.8m, 85.6m, 90.4m]), "leading-digits").ShouldRead("77789");

    [Fact]
    public void All_eleven_counties_are_full_coverage() => Word(new Measured.Coverage(11, 11), "full-coverage").ShouldRead("全覆盖");

    [Fact]
    public void Campaigns_are_named() =>
        Word(new Measured.Names(["甲", "乙", "丙", "丁"]), "quoted-names").ShouldRead("“甲”“乙”“丙”“丁”等");
}
