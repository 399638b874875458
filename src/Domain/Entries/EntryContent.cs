using System.Collections.Immutable;

namespace WorkTracker.Domain.Entries;

/// <summary>
/// What an entry says, beside its department and kind. <c>OccurredOn</c> is 发生日, <c>CountsOn</c> 计入日 (another day only where the month was closed).
/// <c>CoHosts</c> are the codes of other departments that held a shared activity: named, while the entry counts once, at its own department.
/// </summary>
public sealed record EntryContent(
    string Program,
    DateOnly OccurredOn,
    DateOnly CountsOn,
    ImmutableArray<string> CoHosts,
    ImmutableSortedDictionary<string, FieldValue> Fields)
{
    public bool Equals(EntryContent? other) =>
        other is not null
        && Program == other.Program
        && OccurredOn == other.OccurredOn
        && CountsOn == other.CountsOn
        && CoHosts.SequenceEqual(other.CoHosts)
        && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => HashCode.Combine(Program, OccurredOn, CountsOn, Fields.Count);
}
