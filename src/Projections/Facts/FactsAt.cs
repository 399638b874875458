using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Facts;

/// <summary>Which facts and identities: those that count now, or those that counted at a position in the past.</summary>
public readonly record struct FactsAt(long? Position)
{
    public const long Still = long.MaxValue;

    public static readonly FactsAt Now = new(null);

    /// <summary>Of a table of the schema totals by its alias, which is ours and not a user's.</summary>
    public Sql Counts(string alias) => alias switch
    {
        "f" => Position is { } at ? Sql.Of($"f.from_pos <= {at} and f.to_pos > {at}") : Sql.Of($"f.to_pos = 9223372036854775807"),
        "i" => Position is { } at ? Sql.Of($"i.from_pos <= {at} and i.to_pos > {at}") : Sql.Of($"i.to_pos = 9223372036854775807"),
        _ => throw new ArgumentOutOfRangeException(nameof(alias)),
    };
}
