using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Verification;

/// <summary>The table of entries against events. It holds only what is so now, hence the position is the one at which the statement sees the totals.</summary>
internal static class EntryCheck
{
    public static Sql Differences(EventRange range) => Differing.Rows(Sql.Of($"""
        at as (select coalesce(max(last_seq_id), 0) as position from wt.mt_event_progression where name = {AllProjections.TotalsShard}),
        {EntryHistory.Life(range)},
        recomputed as (
            select l.entry as id, l.no, l.version, l.department, l.kind, s.kind_version, s.said ->> 'program' as program, l.status,
                s.said ->> 'occurredOn' as occurred_on, s.said ->> 'countsOn' as counts_on, s.said as submitted, l.submitted_pos,
                case when l.approved_pos <> l.submitted_pos then a.said end as approved, l.approved_pos,
                l.user_name as reported_by, l.timestamp as reported_at, l.pos as changed_pos
            from (select distinct on (entry) * from life order by entry, pos desc) l
            join content s on s.entry = l.entry and s.pos = l.submitted_pos
            left join content a on a.entry = l.entry and a.pos = l.approved_pos),
        kept as (
            select id, no, version, department, kind, kind_version, program, status, occurred_on, counts_on, submitted, submitted_pos,
                approved, approved_pos, reported_by, reported_at, changed_pos
            from totals.entry e where {range.Holds(Sql.Of($"e.id"))})
        """), key: "id");

    public static Sql Count() => Sql.Of($"select count(*) from totals.entry");
}
