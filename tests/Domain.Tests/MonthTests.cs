using CsCheck;

namespace WorkTracker.Domain.Tests;

public class MonthTests
{
    private static readonly Gen<Month> Months = Gen.Int[12, (9998 * 12) + 11].Select(number => new Month(number));

    [Fact]
    public void Months_are_counted_from_January_of_year_0()
    {
        new Month(2022, 7).Number.ShouldBe((2022 * 12) + 6);
        new Month(2022, 1).Plus(-1).ShouldBe(new Month(2021, 12));
        (new Month(2024, 2).LastDay, new Month(2022, 2).LastDay).ShouldBe((new DateOnly(2024, 2, 29), new DateOnly(2022, 2, 28)));
    }

    [Fact]
    public void Every_day_lies_in_its_month_and_no_other() => Months.Sample(month =>
        Month.Of(month.FirstDay) == month && Month.Of(month.LastDay) == month && month.LastDay.AddDays(1) == month.Plus(1).FirstDay, iter: 2000);

    [Fact]
    public void A_month_is_read_back() => Months.Sample(month => Month.TryParse(month.ToString(), out var read) && read == month, iter: 2000);

    [Fact]
    public void Order_is_that_of_days() => Gen.Select(Months, Months).Sample((a, b) =>
        (a < b) == (a.FirstDay < b.FirstDay) && (a <= b) == (a.FirstDay <= b.FirstDay) && (a > b) == (b < a) && (a >= b) == (b <= a)
        && int.Sign(a.CompareTo(b)) == int.Sign(a.FirstDay.CompareTo(b.FirstDay)), iter: 2000);

    [Theory]
    [InlineData("2022-13")]
    [InlineData("2022-7")]
    [InlineData("2022-07-01")]
    [InlineData("")]
    public void Anything_else_is_no_month(string text) => Month.TryParse(text, out _).ShouldBeFalse();
}
