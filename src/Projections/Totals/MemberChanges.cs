using System.Runtime.InteropServices;
using Npgsql;
using WorkTracker.Domain;
using WorkTracker.Domain.Catalog;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>
/// What a page changes for units: the members, and by them the cells. Every unit touched is taken before and after, with all that it has.
/// </summary>
internal sealed class MemberChanges(Knowledge before, Knowledge after, IReadOnlySet<int> refilled)
{
    private readonly Dictionary<Member, Held> changes = [];
    private readonly HashSet<Guid> regrouped = [];

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
        foreach (var nothing in changes.Where(change => change.Value.IsNothing).Select(change => change.Key).ToList())
        {
            changes.Remove(nothing);
        }

        if (changes.Count == 0 && regrouped.Count == 0)
        {
            return [];
        }

        var stored = await ReadAsync(connection, schema, cancellation);
        var metrics = after.Definitions.EveryMetricVersion.ToDictionary(metric => metric.Number);
        var touched = Touched();
        Cells(stored, touched, before, metrics, cells, -1);
        var held = new Dictionary<Member, Held>(stored);
        foreach (var (member, change) in changes)
        {
            ref var now = ref CollectionsMarshal.GetValueRefOrAddDefault(held, member, out _);
            now += change;
        }

        Cells(held, touched, after, metrics, cells, 1);
        return [.. Write(stored, held)];
    }

    /// <summary>
    /// Every party whose cells the page can move, with or without members: one that an opening balance lists has cells before its first entry and after its last.
    /// </summary>
    private HashSet<(int Metric, Basis Basis, Guid Party)> Touched()
    {
        var listing = after.Definitions.EveryMetricVersion
            .Where(metric => metric.Measure.CountsUnits && !refilled.Contains(metric.Number) && !after.OpeningsOf(metric.Code).IsEmpty);
        return
        [
            .. changes.Keys.Select(member => (member.Metric, member.Basis, member.Party)),
            .. listing.SelectMany(metric => regrouped.SelectMany(party => new[] { (metric.Number, Basis.Reported, party), (metric.Number, Basis.Approved, party) })),
        ];
    }

    private static void Cells(
        Dictionary<Member, Held> members, HashSet<(int Metric, Basis Basis, Guid Party)> touched, Knowledge knowledge,
        Dictionary<int, Metric> metrics, CellChanges cells, decimal sign)
    {
        var units = new Dictionary<(int Metric, Basis Basis, Guid Unit), List<(Member, Held)>>();
        foreach (var (metric, basis, party) in touched)
        {
            units[(metric, basis, knowledge.Identities.Of(party))] = [];
        }

        foreach (var (member, held) in members)
        {
            if (held.Count == 0)
            {
                continue;
            }

            ref var unit = ref CollectionsMarshal.GetValueRefOrAddDefault(units, (member.Metric, member.Basis, knowledge.Identities.Of(member.Party)), out _);
            (unit ??= []).Add((member, held));
        }

        foreach (var ((number, basis, unit), its) in units)
        {
            var metric = metrics[number];
            UnitCells.Of(
                metric, basis, its, knowledge.Identities.Names(unit), knowledge.OpeningsOf(metric.Code),
                department => knowledge.Ancestors(department), (cell, value) => cells.Add(cell, sign * value));
        }
    }

    /// <summary>All that the touched units have stored: by every name that counts as them, before or after.</summary>
    private async Task<Dictionary<Member, Held>> ReadAsync(NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        var keys = changes.Keys
            .SelectMany(member => after.Identities.Names(after.Identities.Of(member.Party)).Select(party => (Party: party, member.Metric, member.Basis)))
            .Where(key => !regrouped.Contains(key.Party))
            .Distinct().OrderBy(key => key.Party).ThenBy(key => key.Metric).ToList();
        var stored = new Dictionary<Member, Held>();
        await using var command = Sql.Of($"""
            select m.party, m.metric, m.basis, m.department, m.day, m.no, m.count, m.amount
            from unnest({keys.Select(key => key.Party).ToArray()}::uuid[], {keys.Select(key => key.Metric).ToArray()}::int[], {keys.Select(key => (int)key.Basis).ToArray()}::smallint[])
                 k (party, metric, basis)
            join totals.member m on m.party = k.party and m.metric = k.metric and m.basis = k.basis
            union all
            select m.party, m.metric, m.basis, m.department, m.day, m.no, m.count, m.amount
            from totals.member m where m.party = any({regrouped.ToArray()}::uuid[]) and m.metric <> all({refilled.ToArray()}::int[])
            """).Command(connection, schema);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            stored.Add(
                new(row.GetGuid(0), row.GetInt32(1), (Basis)row.GetInt16(2), row.GetInt32(3), row.GetFieldValue<DateOnly>(4), row.GetInt64(5)),
                new(row.GetInt32(6), row.GetDecimal(7)));
        }

        return stored;
    }

    private IEnumerable<Sql> Write(Dictionary<Member, Held> stored, Dictionary<Member, Held> held)
    {
        var touched = changes.Keys.OrderBy(m => m.Party).ThenBy(m => m.Metric).ThenBy(m => m.Basis).ThenBy(m => m.Department).ThenBy(m => m.Day).ThenBy(m => m.No).ToList();
        var gone = touched.Where(member => held[member].Count == 0 && stored.ContainsKey(member)).ToList();
        if (gone.Count > 0)
        {
            yield return Sql.Of($"""
                delete from totals.member m using unnest({Keys(gone)}) k (party, metric, basis, department, day, no)
                where m.party = k.party and m.metric = k.metric and m.basis = k.basis and m.department = k.department and m.day = k.day and m.no = k.no
                """);
        }

        var kept = touched.Where(member => held[member].Count != 0).ToList();
        if (kept.Count > 0)
        {
            yield return Sql.Of($"""
                insert into totals.member (party, metric, basis, department, day, no, count, amount)
                select * from unnest({Keys(kept)}, {kept.Select(member => held[member].Count).ToArray()}::int[], {kept.Select(member => held[member].Amount).ToArray()}::numeric[])
                on conflict (party, metric, basis, department, day, no) do update set count = excluded.count, amount = excluded.amount
                """);
        }
    }

    private static Sql Keys(List<Member> members) => Sql.Of($"""
        {members.Select(m => m.Party).ToArray()}::uuid[], {members.Select(m => m.Metric).ToArray()}::int[], {members.Select(m => (int)m.Basis).ToArray()}::smallint[],
        {members.Select(m => m.Department).ToArray()}::int[], {members.Select(m => m.Day).ToArray()}::date[], {members.Select(m => m.No).ToArray()}::bigint[]
        """);
}
