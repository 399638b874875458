using WorkTracker.Domain.Reports;

namespace WorkTracker.Domain.Tests.Reports;

public sealed class WindowWordingTests
{
    [Theory]
    [InlineData("2022", "2022年")]
    [InlineData("2022-H1", "2022年上半年")]
    [InlineData("2022-H2", "2022年下半年")]
    [InlineData("2022-Q3", "2022年第三季度")]
    [InlineData("2022-03", "2022年3月")]
    [InlineData("2022-01..2022-07", "2022年1月至7月")]
    [InlineData("2022-01-01..2022-12-31", "2022年")]
    [InlineData("2022-01-01..2022-07-18", "2022年1月1日至7月18日")]
    [InlineData("2021-12-01..2022-07-18", "2021年12月1日至2022年7月18日")]
    [InlineData("2022-07-18..2022-07-18", "2022年7月18日")]
    [InlineData("until:2022-07-18", "截至2022年7月18日")]
    public void A_window_is_named_as_prose_has_it(string window, string name)
    {
        Window.TryParse(window, out var parsed).ShouldBeTrue();
        WindowWording.Of(parsed).ShouldBe(name);
    }
}
