using Npgsql;
using WorkTracker.Domain;
using WorkTracker.Domain.Totals;
using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Totals;

/// <summary>The table totals.member: read for the units that a page changes, and written.</summary>
internal static class KeptMembers
{
    /// <summary>All that the accounts have stored.</summary>
    public static async Task ReadAsync(List<UnitAccount> ordered, NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        T[] Column<T>(Func<UnitAccount, T> of) => [.. ordered.Select(of)];
        await using var command = Sql.Of($"""
            select k.at, m.department, m.day, m.count, m.no, nullif(m.amount, 0)
            from unnest({Column(a => a.Party)}::uuid[], {Column(a => a.Metric)}::int[], {Column(a => (int)a.Basis)}::smallint[])
                 with ordinality k (party, metric, basis, at)
            join totals.member m on m.party = k.party and m.metric = k.metric and m.basis = k.basis
            """).Command(connection, schema);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var account = ordered[(int)row.GetInt64(0) - 1];
            account.Stored.Add((
                new(account.Party, account.Metric, account.Basis, row.GetInt32(1), row.GetFieldValue<DateOnly>(2), row.GetInt64(4)),
                new(row.GetInt32(3), row.IsDBNull(5) ? 0 : row.GetDecimal(5))));
        }
    }

    /// <summary>Whatever these parties have under any metric but some.</summary>
    public static async Task<IReadOnlyList<(Member Member, Held Held)>> OfAsync(
        IEnumerable<Guid> parties, IEnumerable<int> butMetrics, NpgsqlConnection connection, string schema, CancellationToken cancellation)
    {
        var members = new List<(Member, Held)>();
        await using var command = Sql.Of($"""
            select m.party, m.metric, m.basis, m.department, m.day, m.no, m.count, m.amount
            from totals.member m where m.party = any({parties.ToArray()}::uuid[]) and m.metric <> all({butMetrics.ToArray()}::int[])
            """).Command(connection, schema);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            members.Add((
                new(row.GetGuid(0), row.GetInt32(1), (Basis)row.GetInt16(2), row.GetInt32(3), row.GetFieldValue<DateOnly>(4), row.GetInt64(5)),
                new(row.GetInt32(6), row.GetDecimal(7))));
        }

        return members;
    }

    public static IEnumerable<Sql> Write(List<UnitAccount> ordered)
    {
        var changed = ordered.SelectMany(account => account.Changed).ToList();
        var gone = changed.Where(change => change.Held.Count == 0 && change.WasStored).Select(change => change.Member).ToList();
        if (gone.Count > 0)
        {
            yield return Sql.Of($"""
                delete from totals.member m using unnest({Keys(gone)}) k (party, metric, basis, department, day, no)
                where m.party = k.party and m.metric = k.metric and m.basis = k.basis and m.department = k.department and m.day = k.day and m.no = k.no
                """);
        }

        var kept = changed.Where(change => change.Held.Count != 0).ToList();
        if (kept.Count > 0)
        {
            yield return Sql.Of($"""
                insert into totals.member (party, metric, basis, department, day, no, count, amount)
                select * from unnest({Keys([.. kept.Select(change => change.Member)])},
                    {kept.Select(change => change.Held.Count).ToArray()}::int[], {kept.Select(change => change.Held.Amount).ToArray()}::numeric[])
                on conflict (party, metric, basis, department, day, no) do update set count = excluded.count, amount = excluded.amount
                """);
        }
    }

    private static Sql Keys(List<Member> members) => Sql.Of($"""
        {members.Select(m => m.Party).ToArray()}::uuid[], {members.Select(m => m.Metric).ToArray()}::int[], {members.Select(m => (int)m.Basis).ToArray()}::smallint[],
        {members.Select(m => m.Department).ToArray()}::int[], {members.Select(m => m.Day).ToArray()}::date[], {members.Select(m => m.No).ToArray()}::bigint[]
        """);
}
