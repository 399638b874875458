using System.Runtime.InteropServices;
using Npgsql;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>
/// What a page changes for units: the members, and by them the cells. Every unit touched is taken before and after, as far as the change can reach.
/// </summary>
internal sealed class MemberChanges(Knowledge before, Knowledge after, IReadOnlySet<int> refilled)
{
    /// <summary>So many accounts are read at a time.</summary>
    private const int Part = 1000;

    private readonly record struct Key(int Metric, Basis Basis, Guid Party);

    private readonly Dictionary<Member, Held> changes = [];
    private readonly HashSet<Guid> regrouped = [];
    private readonly Dictionary<Key, UnitAccount> accounts = [];

    public void Add(Member member, Held change)
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(changes, member, out _);
        held += change;
    }

    /// <summary>The party was merged or split: everything it has moves, under every metric.</summary>
    public void Regroup(Guid party)
    {
        regrouped.UnionWith(before.Identities.Names(before.Identities.Of(party)));
        regrouped.UnionWith(after.Identities.Names(after.Identities.Of(party)));
    }

    public async Task<IReadOnlyList<Sql>> FoldAsync(CellChanges cells, NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        Open();
        if (accounts.Count == 0 && regrouped.Count == 0)
        {
            return [];
        }

        var ordered = accounts.Values.ToList();
        ordered.Sort(static (a, b) =>
            a.Unit != b.Unit ? a.Unit.CompareTo(b.Unit) : a.Party != b.Party ? a.Party.CompareTo(b.Party) : a.Metric != b.Metric ? a.Metric - b.Metric : a.Basis - b.Basis);
        if (regrouped.Count > 0)
        {
            await KeptMembers.ReadAsync(ordered, connection, schema, cancellation);
            var known = accounts.Keys.ToHashSet();
            foreach (var (member, held) in await KeptMembers.OfAsync(regrouped, refilled, connection, schema, cancellation))
            {
                // Parties that were merged or split have something under metrics that the page does not tell.
                if (!known.Contains(new(member.Metric, member.Basis, member.Party)))
                {
                    Account(member.Metric, member.Basis, member.Party).Stored.Add((member, held));
                }
            }

            ordered = [.. accounts.Values];
            Count(ordered, cells);
        }
        else
        {
            await ReadAndCountAsync(ordered, cells, connection, schema, cancellation);
        }

        return [.. KeptMembers.Write(ordered)];
    }

    /// <summary>While the database gives the next part, what it has given is counted.</summary>
    private async Task ReadAndCountAsync(List<UnitAccount> ordered, CellChanges cells, NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        var counting = Task.CompletedTask;
        for (var (from, to) = (0, 0); from < ordered.Count; from = to)
        {
            to = Math.Min(from + Part, ordered.Count);
            while (to < ordered.Count && ordered[to].Unit == ordered[to - 1].Unit)
            {
                to++;
            }

            var part = ordered[from..to];
            await KeptMembers.ReadAsync(part, connection, schema, cancellation);
            counting = CountAfterAsync(counting, part, cells);
        }

        await counting;
    }

    private async Task CountAfterAsync(Task earlier, List<UnitAccount> part, CellChanges cells)
    {
        await earlier;
        await Task.Run(() => Count(part, cells));
    }

    private void Count(List<UnitAccount> part, CellChanges cells)
    {
        part.ForEach(account => account.Settle());
        Cells(part, before, account => account.Stored, cells, -1);
        Cells(part, after, account => account.Now, cells, 1);
    }

    /// <summary>An account for every party whose members change, for all others that count as the same, and for all that opening balances list.</summary>
    private void Open()
    {
        foreach (var (member, change) in changes.Where(change => !change.Value.IsNothing))
        {
            Account(member.Metric, member.Basis, member.Party).Change(member, change);
            var identity = after.Identities.Of(member.Party);
            foreach (var name in after.Identities.Names(identity))
            {
                Account(member.Metric, member.Basis, name);
            }
        }

        // One that an opening balance lists has cells before its first entry and after its last.
        foreach (var metric in after.Definitions.EveryMetricVersion
            .Where(metric => regrouped.Count > 0 && metric.Measure.CountsUnits && !refilled.Contains(metric.Number) && !after.OpeningsOf(metric.Code).IsEmpty))
        {
            foreach (var party in regrouped)
            {
                Account(metric.Number, Basis.Reported, party);
                Account(metric.Number, Basis.Approved, party);
            }
        }
    }

    private UnitAccount Account(int metric, Basis basis, Guid party)
    {
        ref var account = ref CollectionsMarshal.GetValueRefOrAddDefault(accounts, new(metric, basis, party), out _);
        return account ??= new(metric, basis, party, after.Identities.Of(party));
    }

    private void Cells(
        List<UnitAccount> all, Knowledge knowledge, Func<UnitAccount, List<(Member Member, Held Held)>> membersOf, CellChanges cells, decimal sign)
    {
        var units = new Dictionary<Key, List<UnitAccount>>(all.Count);
        foreach (var account in all)
        {
            ref var unit = ref CollectionsMarshal.GetValueRefOrAddDefault(units, new(account.Metric, account.Basis, knowledge.Identities.Of(account.Party)), out _);
            (unit ??= []).Add(account);
        }

        var metrics = after.Definitions.EveryMetricVersion.ToDictionary(metric => metric.Number);
        foreach (var (key, its) in units)
        {
            var metric = metrics[key.Metric];
            var members = its.Count == 1 ? membersOf(its[0]) : [.. its.SelectMany(membersOf)];
            var reach = its.Exists(account => regrouped.Contains(account.Party)) ? Reach.Everything(after) : Reach.Of(its, after);
            UnitCells.Of(
                metric, key.Basis, members, knowledge.Identities.Names(key.Party), knowledge.OpeningsOf(metric.Code), reach.Above,
                (cell, value) =>
                {
                    if (reach.Holds(cell))
                    {
                        cells.Add(cell, sign * value);
                    }
                });
        }
    }
}
