using WorkTracker.Domain.Reports;
using static WorkTracker.Domain.Tests.Reports.WordingScenario;

namespace WorkTracker.Domain.Tests.Reports;

public class ListWordingTests
{
    [Fact]
    public void Coverage_is_full_only_when_all_are_covered()
    {
        Word(new Measured.Coverage(11, 11), "full-coverage").ShouldRead("全覆盖");
        Word(new Measured.Coverage(10, 11), "full-coverage").ShouldRead("覆盖10个县（市、区）");
        Word(new Measured.Coverage(10, 11, "个乡镇"), "full-coverage").ShouldRead("覆盖10个乡镇");
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(12, 11)]
    [InlineData(-1, 11)]
    public void Impossible_coverage_is_refused(int covered, int all) =>
        Word(new Measured.Coverage(covered, all), "full-coverage").ShouldBeRefused("coverage-impossible");

    [Fact]
    public void Half_a_county_is_not_covered() =>
        Word(new Measured.Coverage(10.5m, 11), "full-coverage").ShouldBeRefused("coverage-impossible");

    [Fact]
    public void Quotation_marks_inside_a_name_change_their_level() =>
        Word(new Measured.Names(["民族团结进步“七进”", "甲"]), "quoted-names").ShouldRead("“民族团结进步‘七进’”“甲”等");

    [Fact]
    public void Names_that_cannot_be_listed_are_refused()
    {
        Word(new Measured.Names([]), "quoted-names").ShouldBeRefused("names-missing");
        Word(new Measured.Names(["甲", " "]), "quoted-names").ShouldBeRefused("names-missing");
        Word(new Measured.Names(["甲", "甲"]), "quoted-names").ShouldBeRefused("names-repeated");
        Word(new Measured.Names(["\"甲\""]), "quoted-names").ShouldBeRefused("name-not-quotable");
    }

    [Fact]
    public void Only_two_digit_shares_have_a_leading_digit()
    {
        Word(new Measured.Shares([10, 99.99m]), "leading-digits").ShouldRead("19");
        Word(new Measured.Shares([78.3m]), "leading-digits").ShouldBeRefused("shares-too-few");
        Word(new Measured.Shares([78.3m, 100]), "leading-digits").ShouldBeRefused("share-out-of-range");
        Word(new Measured.Shares([78.3m, 9.99m]), "leading-digits").ShouldBeRefused("share-out-of-range");
    }
}
