namespace WorkTracker.Domain.Entries;

/// <summary>A party as somebody named it in a field: a sort, a tidied name, and a credit code where given.</summary>
public sealed record NamedParty(string Field, string Sort, string Name, string? CreditCode);
