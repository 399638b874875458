using WorkTracker.Projections.Store;

namespace WorkTracker.Projections.Verification;

/// <summary>
/// The life of entries told by window functions over the stored JSON of events: no code is shared with the decisions or the fold, so that each can prove the other.
/// </summary>
internal static class EntryHistory
{
    /// <summary>
    /// Named queries that end in <c>life</c>, a row for each event: entry, pos, version, type, no, kind, department, submitted_pos, approved_pos
    /// (of the content submitted and approved last), reported_counts, approved_counts (the position of the content that counts from here on, or null), status.
    /// And <c>content</c>: entry, pos, data of each content. Up to the position that the query <c>at</c> gives, in a range of entries.
    /// </summary>
    public static Sql Life(EventRange range) => Sql.Of($"""
        event as (
            select e.stream_id as entry, e.seq_id as pos, e.version, e.type, e.data, e.user_name, e.timestamp
            from wt.mt_events e
            where {range.Holds(Sql.Of($"e.stream_id"))} and e.seq_id <= (select position from at)
              and e.type in ('entry_reported', 'entry_corrected', 'entry_endorsed', 'entry_approved', 'entry_returned', 'entry_withdrawn', 'withdrawal_accepted')),
        content as (
            select entry, pos, data -> 'content' as said, (data ->> 'kindVersion')::int as kind_version from event where type in ('entry_reported', 'entry_corrected')),
        opened as (
            select data ->> 'code' as code, version::int as number from wt.mt_events
            where stream_id = {Store.Streams.Departments} and type = 'department_opened'),
        reported as (
            select e.entry, e.pos as no, e.data ->> 'kind' as kind, o.number as department, e.user_name, e.timestamp
            from event e left join opened o on o.code = e.data ->> 'department' where e.type = 'entry_reported'),
        submitting as (
            select *, max(pos) filter (where type in ('entry_reported', 'entry_corrected')) over told as submitted_pos, lag(type) over told as type_before
            from event window told as (partition by entry order by pos)),
        approving as (
            select *, max(submitted_pos) filter (where type = 'entry_approved') over (partition by entry order by pos) as approved_pos from submitting),
        ending as (
            select a.*,
                bool_or(a.type = 'withdrawal_accepted' or (a.type = 'entry_withdrawn' and a.approved_pos is null)) over (partition by a.entry order by a.pos) as ended,
                a.type = 'entry_returned' and a.type_before = 'entry_withdrawn' and s.said = p.said as kept_on
            from approving a
            join content s on s.entry = a.entry and s.pos = a.submitted_pos
            left join content p on p.entry = a.entry and p.pos = a.approved_pos),
        life as (
            select e.entry, e.pos, e.version, e.type, r.no, r.kind, r.department, r.user_name, r.timestamp, e.submitted_pos, e.approved_pos,
                case when e.ended or e.type = 'entry_withdrawn' then null
                     when e.type = 'entry_returned' and e.kept_on is not true then e.approved_pos
                     else e.submitted_pos end as reported_counts,
                case when not e.ended then e.approved_pos end as approved_counts,
                case when e.ended then 4 when e.type = 'entry_withdrawn' then 3
                     when e.type = 'entry_returned' and e.kept_on is not true then 2
                     when e.type in ('entry_approved', 'entry_returned') then 1 else 0 end as status
            from ending e join reported r on r.entry = e.entry)
        """);
}
