using System.Collections.Immutable;
using System.Text.Json;
using WorkTracker.Domain.Entries;
using WorkTracker.Domain.Parties;

namespace WorkTracker.Bench.City;

/// <summary>A party by its sort and a number.</summary>
internal readonly record struct SampleParty(string Sort, int Number)
{
    public string Name => $"示例{Sort}{Number}";

    public Guid Id => PartyName.IdOf(Sort, Name);
}

/// <summary>An invented entry, in the forms that the doors take. Values are text, numbers, yes or no, a party, or parties.</summary>
internal sealed record SampleEntry(Guid Id, string Department, string Kind, DateOnly Day, IReadOnlyList<(string Field, object Value)> Fields)
{
    public EntryReported Event => new(
        Department, Kind, 1,
        new(Kind, Day, Day, [], Fields.ToImmutableSortedDictionary(said => said.Field, said => Stored(said.Value), StringComparer.Ordinal)), null);

    public ReportEntry Command => new(Department, Kind, new(
        Kind, Iso, [], Fields.ToImmutableDictionary(said => said.Field, said => JsonSerializer.SerializeToElement(Named(said.Value)), StringComparer.Ordinal)));

    /// <summary>What a user sends.</summary>
    public object Body => new
    {
        kind = Kind, department = Department, program = Kind, occurredOn = Iso, fields = Fields.ToDictionary(said => said.Field, said => Named(said.Value)),
    };

    public string Iso => Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static object Named(object value) => value switch
    {
        SampleParty party => party.Name,
        SampleParty[] parties => parties.Select(party => party.Name).ToArray(),
        _ => value,
    };

    private static FieldValue Stored(object value) => value switch
    {
        string text => new FieldValue.Text(text),
        decimal number => new FieldValue.Number(number),
        bool flag => new FieldValue.Flag(flag),
        SampleParty party => new FieldValue.Parties([party.Id]),
        SampleParty[] parties => new FieldValue.Parties([.. parties.Select(party => party.Id).Distinct()]),
        _ => throw new InvalidOperationException($"No field holds {value}."),
    };
}
