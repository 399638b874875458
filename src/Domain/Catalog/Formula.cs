namespace WorkTracker.Domain.Catalog;

/// <summary>An arithmetic expression over metrics, each term in the window asked for unless it says another.</summary>
public abstract record Formula
{
    private Formula()
    {
    }

    public sealed record Constant(decimal Value) : Formula;

    public sealed record Term(string Metric, TermWindow Window) : Formula;

    /// <summary>How many departments below (and with) the one asked for have this level or tag.</summary>
    public sealed record Departments(string LevelOrTag) : Formula;

    public sealed record Operation(char Operator, Formula Left, Formula Right) : Formula;

    public IEnumerable<Term> Terms => this switch
    {
        Term term => [term],
        Operation operation => operation.Left.Terms.Concat(operation.Right.Terms),
        Constant or Departments => [],
        _ => throw new InvalidOperationException($"No such formula: {this}."),
    };

    /// <summary>The levels or tags whose departments it counts.</summary>
    public IEnumerable<string> CountedDepartments => this switch
    {
        Departments counted => [counted.LevelOrTag],
        Operation operation => operation.Left.CountedDepartments.Concat(operation.Right.CountedDepartments),
        Constant or Term => [],
        _ => throw new InvalidOperationException($"No such formula: {this}."),
    };
}

/// <summary>In which window a term of a formula is taken.</summary>
public enum TermWindow
{
    AsAsked,

    /// <summary>Since the beginning until the last day of the window asked for.</summary>
    Until,

    PreviousYear,
}
