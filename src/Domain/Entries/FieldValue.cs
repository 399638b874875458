using System.Collections.Immutable;

namespace WorkTracker.Domain.Entries;

/// <summary>What an entry states in a field, by its shape; the kind's field says what it means.</summary>
public abstract record FieldValue
{
    private FieldValue()
    {
    }

    public static readonly Flag No = new(false);

    /// <summary>A text, a choice or a day (<c>yyyy-MM-dd</c>).</summary>
    public sealed record Text(string Value) : FieldValue;

    /// <summary>A number, a quantity, or an amount in yuan.</summary>
    public sealed record Number(decimal Value) : FieldValue;

    public sealed record Flag(bool Value) : FieldValue;

    public sealed record Span(DateOnly From, DateOnly Until) : FieldValue;

    /// <summary>Parties as named; a single one is a list of one. In the order given, without repetition.</summary>
    public sealed record Parties(ImmutableArray<Guid> Ids) : FieldValue
    {
        public bool Equals(Parties? other) => other is not null && Ids.AsSpan().SequenceEqual(other.Ids.AsSpan());

        public override int GetHashCode() => Ids.Aggregate(0, HashCode.Combine);
    }
}
