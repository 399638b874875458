using System.Collections.Immutable;
using WorkTracker.Domain.Catalog;

namespace WorkTracker.Domain.Entries;

/// <summary>Content that fits its kind. Parties are still as named; <see cref="With"/> puts their ids in.</summary>
public sealed record CheckedContent(
    Kind Kind,
    string Program,
    DateOnly OccurredOn,
    ImmutableArray<string> CoHosts,
    ImmutableSortedDictionary<string, FieldValue> Plain,
    ImmutableArray<NamedParty> Parties)
{
    /// <summary>The content of an event. Two names of one party in a field are one.</summary>
    public EntryContent With(Func<NamedParty, Guid> idOf) =>
        new(Program, OccurredOn, CountsOn: OccurredOn, CoHosts, Plain.AddRange(
            Parties.GroupBy(party => party.Field, StringComparer.Ordinal)
                .Select(field => KeyValuePair.Create<string, FieldValue>(
                    field.Key, new FieldValue.Parties([.. field.Select(idOf).Distinct()])))));
}
