using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Verification;

/// <summary>Facts against events, as both stood at a position.</summary>
internal static class FactCheck
{
    public static Sql Differences(EventRange range, long position) => Differing.Rows(
        Sql.Of($"at as (select {position}::bigint as position), {EntryHistory.Life(range)}, {Counting()}, {Recomputed()}, {Kept(range, position)}"),
        key: "entry, basis, from_pos");

    public static Sql Count(EventRange range, long position) =>
        Sql.Of($"select count(*) from totals.fact f where {range.Holds(Sql.Of($"f.entry"))} and f.from_pos <= {position}");

    /// <summary>A content that goes on counting makes one fact, from where it began until where another or none counts.</summary>
    private static Sql Counting() => Sql.Of($"""
        counting as (
            select entry, no, kind, department, 0 as basis, pos, reported_counts as content_pos from life
            union all select entry, no, kind, department, 1, pos, approved_counts from life),
        changing as (
            select * from (
                select c.*, lag(content_pos) over (partition by entry, basis order by pos) as before from counting c) b
            where content_pos is distinct from before),
        standing as (
            select *, coalesce(lead(pos) over (partition by entry, basis order by pos), 9223372036854775807) as to_pos from changing)
        """);

    private static Sql Recomputed() => Sql.Of($"""
        recomputed as (
            select s.entry, s.basis, s.pos as from_pos, s.to_pos, s.content_pos, s.no, s.department, s.kind, c.said ->> 'program' as program,
                (c.said ->> 'occurredOn')::date as occurred_on, (c.said ->> 'countsOn')::date as counts_on,
                (extract(year from (c.said ->> 'countsOn')::date) * 12 + extract(month from (c.said ->> 'countsOn')::date) - 1)::int as month,
                c.said -> 'fields' as fields
            from standing s join content c on c.entry = s.entry and c.pos = s.content_pos)
        """);

    private static Sql Kept(EventRange range, long position) => Sql.Of($"""
        kept as (
            select f.entry, f.basis::int as basis, f.from_pos, case when f.to_pos > {position} then 9223372036854775807 else f.to_pos end as to_pos,
                f.content_pos, f.no, f.department, f.kind, f.program, f.occurred_on, f.counts_on, f.month, f.fields
            from totals.fact f where {range.Holds(Sql.Of($"f.entry"))} and f.from_pos <= {position})
        """);
}
