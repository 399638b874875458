using WorkTracker.Domain.Reports;
using static WorkTracker.Domain.Tests.Reports.WordingScenario;

namespace WorkTracker.Domain.Tests.Reports;

public sealed class GrowthWordingTests
{
    [Theory]
    [InlineData(12.5, "增长12.5%")]
    [InlineData(-3, "下降3%")]
    [InlineData(0, "持平")]
    [InlineData(248.28, "增长248.28%")]
    public void A_change_against_the_year_before_says_its_direction(double percent, string text) => Word(new Measured.Growth((decimal)percent), "growth").ShouldRead(text);

    [Fact]
    public void Growth_words_nothing_but_a_change() => Word(5, "家", "growth").ShouldBeRefused("style-does-not-fit");
}
