using System.Collections.Immutable;

namespace WorkTracker.Domain.Parties;

/// <summary>What a party can be.</summary>
public static class PartySort
{
    public static readonly ImmutableArray<string> All =
        ["enterprise", "chamber", "village", "person", "site", "organisation", "project", "problem", "campaign"];
}
