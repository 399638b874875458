using WorkTracker.Domain.Catalog;

namespace WorkTracker.Domain.Tests.Catalog;

public class MeasureTests
{
    [Theory]
    [InlineData("count", "", null, false, true)]
    [InlineData("sum investment", "", "investment", false, true)]
    [InlineData("sum investment once per project", "project", "investment", true, true)]
    [InlineData("sum investment once per project | enterprise", "project enterprise", "investment", true, true)]
    [InlineData("distinct enterprise", "enterprise", null, true, true)]
    [InlineData("distinct enterprise | chamber", "enterprise chamber", null, true, true)]
    [InlineData("distinct department", "department", null, true, true)]
    [InlineData("in-force enterprise", "enterprise", null, true, true)]
    [InlineData(" in-force \t enterprise ", "enterprise", null, true, true)]
    [InlineData("latest share", "", "share", false, false)]
    public void A_measure_is_read(string text, string parties, string? amount, bool countsUnits, bool isKept)
    {
        Measure.TryParse(text, out var measure).ShouldBeTrue();
        string.Join(' ', measure.PartyFields).ShouldBe(parties);
        (measure.AmountField, measure.CountsUnits, measure.IsKept).ShouldBe((amount, countsUnits, isKept));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Count")]
    [InlineData("count entries")]
    [InlineData("sum")]
    [InlineData("sum a b")]
    [InlineData("sum a once per")]
    [InlineData("sum a once a")]
    [InlineData("distinct")]
    [InlineData("distinct a b")]
    [InlineData("distinct a |")]
    [InlineData("distinct | a")]
    [InlineData("distinct a | | b")]
    [InlineData("distinct a|b c")]
    [InlineData("in-force")]
    [InlineData("latest")]
    [InlineData("average a")]
    public void Anything_else_is_no_measure(string text) => Measure.TryParse(text, out _).ShouldBeFalse();
}
