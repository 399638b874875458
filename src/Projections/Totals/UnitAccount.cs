using WorkTracker.Domain;
using WorkTracker.Domain.Totals;

namespace WorkTracker.Projections.Totals;

/// <summary>What one party, as named, has under one metric and basis: as stored, and after the page.</summary>
internal sealed class UnitAccount(int metric, Basis basis, Guid party, Guid unit)
{
    private readonly List<(Member Member, Held Change)> changes = [];

    public int Metric => metric;
    public Basis Basis => basis;
    public Guid Party => party;

    /// <summary>The party that it counts as after the page.</summary>
    public Guid Unit => unit;

    public List<(Member Member, Held Held)> Stored { get; } = [];

    /// <summary>What it has after the page; the same list where the page leaves it alone.</summary>
    public List<(Member Member, Held Held)> Now { get; private set; } = [];

    /// <summary>What the page changes, with what is held then (a count of 0: nothing) and whether there was anything before.</summary>
    public List<(Member Member, Held Held, bool WasStored)> Changed { get; } = [];

    public void Change(Member member, Held change) => changes.Add((member, change));

    /// <summary>After everything stored has been read.</summary>
    public void Settle()
    {
        Now = changes.Count == 0 ? Stored : [.. Stored];
        foreach (var (member, change) in changes)
        {
            var at = Now.FindIndex(has => has.Member == member);
            var held = at < 0 ? change : Now[at].Held + change;
            Changed.Add((member, held, at >= 0));
            if (at < 0)
            {
                Now.Add((member, held));
            }
            else
            {
                Now[at] = (member, held);
            }
        }

        Now.RemoveAll(has => has.Held.Count == 0);
    }
}
