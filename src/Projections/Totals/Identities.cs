namespace WorkTracker.Projections.Totals;

/// <summary>
/// Which party each merged party counts as. A merge is a link from one party to another; the end of the links is the identity,
/// so that splitting a party off takes along what was merged into it before.
/// </summary>
public sealed class Identities
{
    private readonly Dictionary<Guid, Guid> into = [];
    private readonly Dictionary<Guid, HashSet<Guid>> merged = [];

    public Identities()
    {
    }

    public Identities(Identities other)
    {
        foreach (var (party, target) in other.into)
        {
            Merge(party, target);
        }
    }

    public Guid Of(Guid party)
    {
        while (into.TryGetValue(party, out var target))
        {
            party = target;
        }

        return party;
    }

    /// <summary>Every party that counts as this one, itself included.</summary>
    public IReadOnlyCollection<Guid> Names(Guid identity)
    {
        if (!merged.ContainsKey(identity))
        {
            return [identity];
        }

        var names = new List<Guid> { identity };
        for (var at = 0; at < names.Count; at++)
        {
            names.AddRange(merged.GetValueOrDefault(names[at]) ?? []);
        }

        return names;
    }

    public void Merge(Guid party, Guid target)
    {
        // Split first: the way from the target may lead through what the party was merged into before.
        Split(party);
        if (Of(target) == party)
        {
            throw new InvalidOperationException($"Party {party} cannot be merged into {target}, which counts as it.");
        }

        into[party] = target;
        if (!merged.TryGetValue(target, out var names))
        {
            merged[target] = names = [];
        }

        names.Add(party);
    }

    public void Split(Guid party)
    {
        if (into.Remove(party, out var target) && merged[target].Remove(party) && merged[target].Count == 0)
        {
            merged.Remove(target);
        }
    }
}
