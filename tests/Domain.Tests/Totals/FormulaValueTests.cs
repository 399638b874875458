using CsCheck;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Totals;

namespace WorkTracker.Domain.Tests.Totals;

public class FormulaValueTests
{
    [Theory]
    [InlineData("a + b * 2", "16")]
    [InlineData("(a + b) / 4", "2.5")]
    [InlineData("a - b", "-2")]
    [InlineData("b / departments(county)", "2")]
    public void A_formula_is_computed(string text, string value) =>
        Of(text).Value.ShouldBe(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("a / zero", "division-by-zero")]
    [InlineData("a / (b - b)", "division-by-zero")]
    [InlineData("a / 0", "division-by-zero")]
    [InlineData("nothing + a", "no-data")]
    [InlineData("a * nothing", "no-data")]
    [InlineData("nothing / zero", "no-data")]
    [InlineData("huge * huge", "too-large")]
    [InlineData("huge + huge", "too-large")]
    public void Where_there_is_no_value_it_says_why(string text, string why) => Of(text).ShouldBe(FormulaValue.Nothing(why));

    [Fact]
    public void Exact_where_floating_point_is_not() => Gen.Int[1, 1_000_000].Sample(cents =>
    {
        FormulaParser.TryParse("a * 100 / 100 - a", out var formula, out _).ShouldBeTrue();
        FormulaValue.Of(formula, _ => cents / 100m, _ => 0).ShouldBe(0m);
    }, iter: 1000);

    private static FormulaValue Of(string text)
    {
        FormulaParser.TryParse(text, out var formula, out var fault).ShouldBeTrue(fault);
        return FormulaValue.Of(formula, term => term.Metric switch
        {
            "a" => 4m,
            "b" => 6m,
            "zero" => 0m,
            "huge" => decimal.MaxValue,
            _ => FormulaValue.Nothing("no-data"),
        }, level => level == "county" ? 3 : 0);
    }
}
