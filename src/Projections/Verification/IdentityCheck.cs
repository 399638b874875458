using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Verification;

/// <summary>Which party counted as which, from when until when, told from the merges and splits alone.</summary>
internal static class IdentityCheck
{
    /// <summary>
    /// <c>link</c>: what each party was merged into, or nothing, over the whole range of positions. <c>path</c> follows links as far as they last together;
    /// where one ends is the identity. Ranges that meet and say the same are one.
    /// </summary>
    public static Sql Differences(long position) => Differing.Rows(Sql.Of($"""
        recursive told as (
            select (data ->> 'party')::uuid as party, (data ->> 'into')::uuid as target, seq_id as from_pos
            from wt.mt_events where type in ('parties_merged', 'parties_split') and seq_id <= {position}),
        point as (
            select party, target, from_pos from told
            union all select p.party, null, 0 from (select party from told union select target from told where target is not null) p),
        link as (
            select party, target, from_pos, coalesce(lead(from_pos) over (partition by party order by from_pos), 9223372036854775807) as to_pos from point),
        path as (
            select party, target as reached, from_pos, to_pos from link where target is not null
            union
            select p.party, l.target, greatest(p.from_pos, l.from_pos), least(p.to_pos, l.to_pos)
            from path p join link l on l.party = p.reached and l.target is not null and l.from_pos < p.to_pos and l.to_pos > p.from_pos),
        counted as (
            select p.party, p.reached as identity, greatest(p.from_pos, l.from_pos) as from_pos, least(p.to_pos, l.to_pos) as to_pos
            from path p join link l on l.party = p.reached and l.target is null and l.from_pos < p.to_pos and l.to_pos > p.from_pos),
        joined as (
            select *, sum(begins) over (partition by party order by from_pos) as run from (
                select c.*, (identity is distinct from lag(identity) over told or from_pos is distinct from lag(to_pos) over told)::int as begins
                from counted c window told as (partition by party order by from_pos)) c),
        recomputed as (select party, identity, min(from_pos) as from_pos, max(to_pos) as to_pos from joined group by party, identity, run),
        kept as (
            select party, identity, from_pos, case when to_pos > {position} then 9223372036854775807 else to_pos end as to_pos
            from totals.identity where from_pos <= {position})
        """), key: "party, from_pos");
}
