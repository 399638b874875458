using WorkTracker.Domain.Catalog;

namespace WorkTracker.Domain.Totals;

/// <summary>A formula's value, or why it has none: <c>division-by-zero</c>, <c>no-data</c>, <c>too-large</c>.</summary>
public readonly record struct FormulaValue(decimal? Value, string? WhyNone)
{
    public static implicit operator FormulaValue(decimal value) => new(value, null);

    public static FormulaValue Nothing(string why) => new(null, why);

    public static FormulaValue Of(Formula formula, Func<Formula.Term, FormulaValue> term, Func<string, int> departments)
    {
        try
        {
            return Evaluate(formula, term, departments);
        }
        catch (OverflowException)
        {
            return Nothing("too-large");
        }
    }

    private static FormulaValue Evaluate(Formula formula, Func<Formula.Term, FormulaValue> term, Func<string, int> departments)
    {
        switch (formula)
        {
            case Formula.Constant constant:
                return constant.Value;
            case Formula.Term named:
                return term(named);
            case Formula.Departments counted:
                return departments(counted.LevelOrTag);
            case Formula.Operation operation:
                var left = Evaluate(operation.Left, term, departments);
                var right = Evaluate(operation.Right, term, departments);
                return (left.Value, right.Value) switch
                {
                    (null, _) => left,
                    (_, null) => right,
                    (_, 0m) when operation.Operator == '/' => Nothing("division-by-zero"),
                    ({ } a, { } b) => operation.Operator switch
                    {
                        '+' => a + b,
                        '-' => a - b,
                        '*' => a * b,
                        '/' => a / b,
                        _ => throw new InvalidOperationException($"No such operator: {operation.Operator}."),
                    },
                };
            default:
                throw new InvalidOperationException($"No such formula: {formula}.");
        }
    }
}
