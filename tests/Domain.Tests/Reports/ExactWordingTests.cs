using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Reports;
using static WorkTracker.Domain.Tests.Reports.WordingScenario;

namespace WorkTracker.Domain.Tests.Reports;

public class ExactWordingTests
{
    [Fact]
    public void Exact_means_every_digit_and_no_separators()
    {
        Word(1_234_567, "人次", "exact").ShouldRead("1234567人次");
        Word(0, "家", "exact").ShouldRead("0家");
        Word(-3, "家", "exact").ShouldRead("-3家");
        Word(-0.0m, "家", "exact").ShouldRead("0家");
        Word(0.9m, RatioInPercent, "exact").ShouldRead("90%");
        Word(0.905m, RatioInPercent, "exact").ShouldRead("90.5%");
    }

    [Fact]
    public void A_number_with_more_decimals_than_its_unit_is_refused_and_not_rounded()
    {
        Word(2.5m, "家", "exact").ShouldBeRefused("needs-more-decimals");
        Word(10m / 11, RatioInPercent, "exact").ShouldBeRefused("needs-more-decimals");
        Word(52_129_500_000, HundredMillionYuan, "exact").ShouldBeRefused("needs-more-decimals");
    }

    [Theory]
    [InlineData(52_129_000_000L, "521.29亿元")]
    [InlineData(100_000_000L, "1亿元")]
    [InlineData(312_340_000L, "31234万元")]
    [InlineData(312_345_600L, "31234.56万元")]
    [InlineData(312_345_678L, "312345678元")]
    [InlineData(99_999_999L, "99999999元")]
    [InlineData(50_000_000L, "5000万元")]
    [InlineData(10_000L, "1万元")]
    [InlineData(9_999L, "9999元")]
    [InlineData(0L, "0元")]
    [InlineData(-23_840_000_000L, "-238.4亿元")]
    public void Money_takes_the_largest_unit_in_which_it_is_exact(long yuan, string printed)
    {
        Word(yuan, "元", "money").ShouldRead(printed);
        Word(yuan, HundredMillionYuan, "money").ShouldRead(printed);
    }

    [Fact]
    public void Money_in_a_wanted_unit_is_exact_there_or_refused()
    {
        Word(50_000_000, "元", "money:亿元").ShouldRead("0.5亿元");
        Word(52_129_000_000, HundredMillionYuan, "money:万元").ShouldRead("5212900万元");
        Word(12.34m, "元", "money:元").ShouldRead("12.34元");
        Word(312_345_678, "元", "money:亿元").ShouldBeRefused("needs-more-decimals");
        Word(0.005m, "元", "money").ShouldBeRefused("needs-more-decimals");
        Word(622, "家", "money").ShouldBeRefused("unit-does-not-fit");
    }

    [Fact]
    public void A_change_of_a_percentage_is_in_points()
    {
        Word(0.012m, RatioInPercent, "points-change").ShouldRead("上升1.2个百分点");
        Word(-0.012m, RatioInPercent, "points-change").ShouldRead("下降1.2个百分点");
        Word(0, RatioInPercent, "points-change").ShouldRead("持平");
        Word(-3, "%", "points-change").ShouldRead("下降3个百分点");
        Word(0.0123m, RatioInPercent, "points-change").ShouldBeRefused("needs-more-decimals");
        Word(3, "家", "points-change").ShouldBeRefused("unit-does-not-fit");
    }

    [Fact]
    public void What_cannot_be_computed_without_loss_is_refused()
    {
        Word(1_000_000_000_000_001, "元", "exact").ShouldBeRefused("value-too-large");
        Word(-1_000_000_000_000_001, "元", "exact").ShouldBeRefused("value-too-large");
        Word(1, new MeasurementUnit("家", Scale: 0), "exact").ShouldBeRefused("unit-not-sound");
        // Dividing by the scale needs 29 places and would come out as 0.1.
        Word(9_999_999.999999999999999999999m, HundredMillionYuan, "exact").ShouldBeRefused("value-too-precise");
    }

    [Fact]
    public void A_style_for_several_numbers_does_not_word_one()
    {
        Word(11, "个", "full-coverage").ShouldBeRefused("style-does-not-fit");
        Word(new Measured.Names(["甲"]), "over").ShouldBeRefused("style-does-not-fit");
        Word(new Measured.Coverage(1, 2), "exact").ShouldBeRefused("style-does-not-fit");
    }
}
