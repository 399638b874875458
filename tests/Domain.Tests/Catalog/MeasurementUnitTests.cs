using WorkTracker.Domain.Catalog;

namespace WorkTracker.Domain.Tests.Catalog;

public class MeasurementUnitTests
{
    [Fact]
    public void A_scale_moves_the_decimal_point_and_nothing_else()
    {
        new MeasurementUnit("家").IsSound.ShouldBeTrue();
        new MeasurementUnit("亿元", 100_000_000, 2).IsSound.ShouldBeTrue();
        new MeasurementUnit("%", 0.01m, 1).IsSound.ShouldBeTrue();
        new MeasurementUnit("小时", 60).IsSound.ShouldBeFalse();
        new MeasurementUnit("家", 0).IsSound.ShouldBeFalse();
        new MeasurementUnit("家", -10).IsSound.ShouldBeFalse();
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(6, true)]
    [InlineData(7, false)]
    public void Decimals_are_bounded(int decimals, bool sound) => new MeasurementUnit("元", 1, decimals).IsSound.ShouldBe(sound);
}
