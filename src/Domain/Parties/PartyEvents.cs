namespace WorkTracker.Domain.Parties;

/// <summary>A party as named. <c>Sort</c> is what it is: enterprise, chamber, village, person, site, organisation, project, problem, campaign. <c>CreditCode</c> is null where not given.</summary>
/// <param name="Internal">True: internal kinds alone name it, and their readers alone know it. Absent: known to all.</param>
public sealed record PartyRegistered(Guid Party, string Sort, string Name, string? CreditCode, bool? Internal = null);

public sealed record PartyRenamed(Guid Party, string Name);

/// <summary>From now on <c>Party</c> counts as <c>Into</c>, in every window.</summary>
public sealed record PartiesMerged(Guid Party, Guid Into);

/// <summary><c>Party</c> was merged by mistake and counts as itself again.</summary>
public sealed record PartiesSplit(Guid Party);
