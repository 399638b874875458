using System.Collections.Immutable;

namespace WorkTracker.Domain.Catalog;

/// <summary>How a metric counts the entries that it admits. Fields are codes of the kinds' fields.</summary>
public abstract record Measure
{
    private Measure()
    {
    }

    /// <summary>Entries. Adds up over departments and months.</summary>
    public sealed record Count : Measure;

    /// <summary>A number or amount. Adds up.</summary>
    public sealed record Sum(string Field) : Measure;

    /// <summary>Each party's amount once, given by the earliest entry in the window.</summary>
    public sealed record SumOncePer(string Field, ImmutableArray<string> Parties) : Measure;

    /// <summary>Parties named in the window.</summary>
    public sealed record Distinct(ImmutableArray<string> Parties) : Measure;

    /// <summary>Parties begun and not ended at the window's last day.</summary>
    public sealed record InForce(ImmutableArray<string> Parties) : Measure;

    /// <summary>The newest value that the department itself reported. Never rolled up.</summary>
    public sealed record Latest(string Field) : Measure;

    /// <summary>Computed from other metrics when asked.</summary>
    public sealed record Computed(Formula Formula) : Measure;

    /// <summary>Stands in place of a field for the department that reported: <c>distinct department</c>.</summary>
    public const string ReportingDepartment = "department";

    /// <summary>Counts parties, each by its identity, rather than entries.</summary>
    public bool CountsUnits => this is SumOncePer or Distinct or InForce;

    /// <summary>Cells of it are kept.</summary>
    public bool IsKept => this is not (Latest or Computed);

    /// <summary>The fields that name what is counted; empty where entries are.</summary>
    public ImmutableArray<string> PartyFields => this switch
    {
        SumOncePer m => m.Parties,
        Distinct m => m.Parties,
        InForce m => m.Parties,
        Count or Sum or Latest or Computed => [],
        _ => throw new InvalidOperationException($"No such measure: {this}."),
    };

    /// <summary>The field that gives the amount; null where things are counted.</summary>
    public string? AmountField => this switch
    {
        Sum m => m.Field,
        SumOncePer m => m.Field,
        Latest m => m.Field,
        Count or Distinct or InForce or Computed => null,
        _ => throw new InvalidOperationException($"No such measure: {this}."),
    };

    /// <summary>Reads <c>count</c>, <c>sum F</c>, <c>sum F once per P</c>, <c>distinct P | Q</c>, <c>in-force P</c>, <c>latest F</c>.</summary>
    public static bool TryParse(string text, out Measure measure)
    {
        var words = text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        measure = words switch
        {
            ["count"] => new Count(),
            ["sum", var field] => new Sum(field),
            ["sum", var field, "once", "per", .. var parties] when Alternatives(parties) is { IsEmpty: false } some => new SumOncePer(field, some),
            ["distinct", .. var parties] when Alternatives(parties) is { IsEmpty: false } some => new Distinct(some),
            ["in-force", .. var parties] when Alternatives(parties) is { IsEmpty: false } some => new InForce(some),
            ["latest", var field] => new Latest(field),
            _ => null!,
        };
        return measure is not null;
    }

    /// <summary><c>a | b</c>: names at even places, bars between.</summary>
    private static ImmutableArray<string> Alternatives(string[] words) =>
        words.Length % 2 == 1 && words.Select((word, at) => (word == "|") == (at % 2 == 1)).All(well => well)
            ? [.. words.Where((_, at) => at % 2 == 0)]
            : [];
}
