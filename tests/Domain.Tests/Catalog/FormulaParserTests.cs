using CsCheck;
using WorkTracker.Domain.Catalog;

namespace WorkTracker.Domain.Tests.Catalog;

public class FormulaParserTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("liaison.talked / until(liaison.representatives)", "(liaison.talked / until(liaison.representatives))")]
    [InlineData("newstratum.counties / departments(county)", "(newstratum.counties / departments(county))")]
    [InlineData("a - previous-year( a )", "(a - previous-year(a))")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("a + b * c - d / e", "((a + (b * c)) - (d / e))")]
    [InlineData("(a + b) × c ÷ 100", "(((a + b) * c) / 100)")]
    [InlineData("a-b", "a-b")]
    [InlineData("a - 0.5", "(a - 0.5)")]
    [InlineData("((a))", "a")]
    [InlineData("单位 + 1", "(单位 + 1)")]
    public void A_formula_is_read_with_the_usual_order(string text, string bracketed)
    {
        FormulaParser.TryParse(text, out var formula, out var fault).ShouldBeTrue(fault);
        Bracketed(formula).ShouldBe(bracketed);
    }

    [Theory]
    [InlineData("", "a number, a metric or a bracket at character 1")]
    [InlineData("a +", "a number, a metric or a bracket at character 4")]
    [InlineData("a b", "an operator or the end at character 3")]
    [InlineData("(a", ") at character 3")]
    [InlineData("a)", "an operator or the end at character 2")]
    [InlineData("until a", "( at character 7")]
    [InlineData("until()", "a name at character 7")]
    [InlineData("until(a", ") at character 8")]
    [InlineData("-a", "a number, a metric or a bracket at character 1")]
    [InlineData("a ; b", "an operator or the end at character 3")]
    public void What_was_expected_is_told_with_its_place(string text, string expected)
    {
        FormulaParser.TryParse(text, out _, out var fault).ShouldBeFalse();
        fault.ShouldBe(expected);
    }

    [Fact]
    public void Deep_nesting_is_refused_not_overflown()
    {
        FormulaParser.TryParse(new string('(', 50) + "a" + new string(')', 50), out _, out _).ShouldBeTrue();
        FormulaParser.TryParse(new string('(', 1_000_000) + "a", out _, out var fault).ShouldBeFalse();
        fault.ShouldStartWith("fewer brackets");
    }

    [Fact]
    public void Any_text_is_read_or_refused() => Gen.String[Gen.Char["ab1.-+*/() ÷×(until,9"], 0, 40].Sample(text =>
    {
        if (FormulaParser.TryParse(text, out var formula, out var fault))
        {
            FormulaParser.TryParse(Bracketed(formula), out var again, out _).ShouldBeTrue();
            again.ShouldBe(formula);
        }
        else
        {
            fault.ShouldContain(" at character ");
        }
    }, iter: 20_000);

    [Fact]
    public void Terms_are_listed_in_order()
    {
        FormulaParser.TryParse("a / until(b) + 1 - departments(county)", out var formula, out _).ShouldBeTrue();
        formula.Terms.ShouldBe([new("a", TermWindow.AsAsked), new("b", TermWindow.Until)]);
    }

    private static string Bracketed(Formula formula) => formula switch
    {
        Formula.Constant constant => constant.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Formula.Departments departments => $"departments({departments.LevelOrTag})",
        Formula.Term { Window: TermWindow.Until } term => $"until({term.Metric})",
        Formula.Term { Window: TermWindow.PreviousYear } term => $"previous-year({term.Metric})",
        Formula.Term term => term.Metric,
        Formula.Operation operation => $"({Bracketed(operation.Left)} {operation.Operator} {Bracketed(operation.Right)})",
        _ => throw new NotSupportedException(),
    };
}
