using CsCheck;

namespace WorkTracker.Domain.Tests;

public class WindowTests
{
    private static readonly Gen<DateOnly> Day = Gen.Int[0, 20_000].Select(days => new DateOnly(1990, 1, 1).AddDays(days));

    [Theory]
    [InlineData("2022", "2022-01-01", "2022-12-31")]
    [InlineData("2022-H1", "2022-01-01", "2022-06-30")]
    [InlineData("2022-H2", "2022-07-01", "2022-12-31")]
    [InlineData("2022-Q1", "2022-01-01", "2022-03-31")]
    [InlineData("2022-Q4", "2022-10-01", "2022-12-31")]
    [InlineData("2022-03", "2022-03-01", "2022-03-31")]
    [InlineData("2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("2022-01..2022-07", "2022-01-01", "2022-07-31")]
    [InlineData("2021-12..2022-01", "2021-12-01", "2022-01-31")]
    [InlineData("2022-01-01..2022-07-18", "2022-01-01", "2022-07-18")]
    [InlineData("2022-07-18..2022-07-18", "2022-07-18", "2022-07-18")]
    [InlineData("2022-07-18", "2022-07-18", "2022-07-18")]
    [InlineData("ytd:2022-07", "2022-01-01", "2022-07-31")]
    [InlineData("ytd:2022-07-18", "2022-01-01", "2022-07-18")]
    [InlineData("until:2022-12", null, "2022-12-31")]
    [InlineData("until:2022-07-18", null, "2022-07-18")]
    public void A_window_is_read_in_every_form(string text, string? from, string until)
    {
        var window = Read(text);
        window.From.ShouldBe(from is null ? null : Iso(from));
        window.Until.ShouldBe(Iso(until));
        window.IsCumulative.ShouldBe(from is null);
        window.Text.ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("22")]
    [InlineData("0000")]
    [InlineData("9999")]
    [InlineData("+022")]
    [InlineData("9999-12")]
    [InlineData("until:9999-12")]
    [InlineData("2022-01..9999-12")]
    [InlineData("9999-12-31")]
    [InlineData("0001")]
    [InlineData("0001-01")]
    [InlineData("until:0001-12-31")]
    [InlineData("0001-05..2022-01")]
    [InlineData("2022-H0")]
    [InlineData("2022-H3")]
    [InlineData("2022-Q0")]
    [InlineData("2022-Q5")]
    [InlineData("2022-h1")]
    [InlineData("2022-00")]
    [InlineData("2022-13")]
    [InlineData("2022-3")]
    [InlineData("2022-02-30")]
    [InlineData("2022-02..2022-01")]
    [InlineData("2022-01-02..2022-01-01")]
    [InlineData("2022-01..2022-07-18")]
    [InlineData("2022..2023")]
    [InlineData("2022-01..2022-02..2022-03")]
    [InlineData("ytd:2022")]
    [InlineData("until:2022")]
    [InlineData("until:")]
    [InlineData("until:ytd:2022-01")]
    [InlineData(" 2022")]
    [InlineData("２０２２")]
    public void Anything_else_is_no_window(string text) => Window.TryParse(text, out _).ShouldBeFalse();

    [Theory]
    [InlineData("2022", "2021")]
    [InlineData("2022-Q1", "2021-Q1")]
    [InlineData("2024-02", "2023-02")]
    [InlineData("2025-02", "2024-02")]
    [InlineData("2024-01-01..2024-02-29", "2023-01..2023-02")]
    [InlineData("2024-02-29..2024-03-15", "2023-02-28..2023-03-15")]
    [InlineData("ytd:2022-07-18", "ytd:2021-07-18")]
    [InlineData("until:2022-07-18", "until:2021-07-18")]
    [InlineData("until:2025-02", "until:2024-02")]
    public void The_year_before_is_the_same_window(string text, string before)
    {
        var previous = Read(text).PreviousYear();
        (previous.From, previous.Until).ShouldBe((Read(before).From, Read(before).Until));
    }

    [Fact]
    public void Every_window_that_is_read_has_one_a_year_before_it_and_a_day_after_it()
    {
        foreach (var text in new[] { "1000", "1000-01", "until:1000-01-01", "ytd:1000-01", "9000", "9000-12", "until:9000-12-31" })
        {
            Should.NotThrow(() => Read(text).PreviousYear(), text);
            Should.NotThrow(() => Month.Of(Read(text).Until).Plus(1).LastDay, text);
        }
    }

    [Fact]
    public void A_window_between_two_days_is_read_back() => Gen.Select(Day, Day).Sample((a, b) =>
    {
        var window = Window.Between(a < b ? a : b, a < b ? b : a);
        Read(window.Text).ShouldBe(window);
        Read(Window.SinceTheBeginning(a).Text).ShouldBe(Window.SinceTheBeginning(a));
    }, iter: 1000);

    [Fact]
    public void Whole_months_stay_whole_months_a_year_before() => Gen.Select(Day, Gen.Int[0, 30]).Sample((day, more) =>
    {
        var (first, last) = (Month.Of(day), Month.Of(day).Plus(more));
        var before = Window.Between(first.FirstDay, last.LastDay).PreviousYear();
        (before.From, before.Until).ShouldBe((first.Plus(-12).FirstDay, last.Plus(-12).LastDay));
    }, iter: 1000);

    private static Window Read(string text)
    {
        Window.TryParse(text, out var window).ShouldBeTrue(text);
        return window;
    }

    private static DateOnly Iso(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");
}
