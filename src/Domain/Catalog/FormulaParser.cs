using System.Globalization;

namespace WorkTracker.Domain.Catalog;

/// <summary>
/// Reads formulas: <c>+ - × * ÷ /</c>, brackets, numbers, metric codes, <c>until(metric)</c>, <c>previous-year(metric)</c>, <c>departments(level or tag)</c>.
/// A minus stands between spaces, since codes may hold hyphens. Nesting is bounded, so that hostile text cannot exhaust the stack.
/// </summary>
public ref struct FormulaParser
{
    private const int DeepestNesting = 50;

    private readonly ReadOnlySpan<char> text;
    private int at;
    private int depth;
    private string? fault;

    private FormulaParser(string text) => this.text = text;

    /// <summary><paramref name="fault"/> says what was expected and at which character (from 1) when false is returned.</summary>
    public static bool TryParse(string text, out Formula formula, out string fault)
    {
        var parser = new FormulaParser(text);
        formula = parser.Sum()!;
        parser.SkipSpace();
        if (parser.fault is null && parser.at < text.Length)
        {
            parser.Fail("an operator or the end");
        }

        fault = parser.fault ?? "";
        return parser.fault is null;
    }

    /// <summary>Whether a formula can name a metric of this code: what reads as a number or a function cannot.</summary>
    public static bool CanName(string code) => TryParse(code, out var formula, out _) && formula is Formula.Term;

    private Formula? Sum()
    {
        var left = Product();
        while (fault is null && Operator('+', '-') is { } sign)
        {
            left = Both(sign, left, Product());
        }

        return left;
    }

    private Formula? Product()
    {
        var left = Factor();
        while (fault is null && (Operator('*', '/') ?? Operator('×', '÷')) is { } sign)
        {
            left = Both(sign switch { '×' => '*', '÷' => '/', _ => sign }, left, Factor());
        }

        return left;
    }

    private static Formula.Operation? Both(char sign, Formula? left, Formula? right) =>
        left is null || right is null ? null : new(sign, left, right);

    private Formula? Factor()
    {
        SkipSpace();
        if (at < text.Length && text[at] == '(')
        {
            return Bracketed();
        }

        var word = Word();
        if (word.Length == 0)
        {
            return Fail("a number, a metric or a bracket");
        }

        if (decimal.TryParse(word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return new Formula.Constant(number);
        }

        return word switch
        {
            "until" => Argument() is { } metric ? new Formula.Term(metric, TermWindow.Until) : null,
            "previous-year" => Argument() is { } metric ? new Formula.Term(metric, TermWindow.PreviousYear) : null,
            "departments" => Argument() is { } level ? new Formula.Departments(level) : null,
            _ => new Formula.Term(word, TermWindow.AsAsked),
        };
    }

    private Formula? Bracketed()
    {
        if (++depth > DeepestNesting)
        {
            return Fail("fewer brackets");
        }

        at++;
        var inner = Sum();
        depth--;
        return Closing() ? inner : null;
    }

    private string? Argument()
    {
        SkipSpace();
        if (at >= text.Length || text[at] != '(')
        {
            Fail("(");
            return null;
        }

        at++;
        SkipSpace();
        var word = Word();
        if (word.Length == 0)
        {
            Fail("a name");
            return null;
        }

        return Closing() ? word : null;
    }

    private bool Closing()
    {
        SkipSpace();
        if (fault is null && at < text.Length && text[at] == ')')
        {
            at++;
            return true;
        }

        Fail(")");
        return false;
    }

    private char? Operator(char first, char second)
    {
        SkipSpace();
        if (at < text.Length && (text[at] == first || text[at] == second))
        {
            return text[at++];
        }

        return null;
    }

    private string Word()
    {
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '.' or '_' || (text[at] == '-' && at > start)))
        {
            at++;
        }

        return text[start..at].ToString();
    }

    private void SkipSpace()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }
    }

    private Formula? Fail(string expected)
    {
        fault ??= string.Create(CultureInfo.InvariantCulture, $"{expected} at character {at + 1}");
        return null;
    }
}
