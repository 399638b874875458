namespace WorkTracker.Api.Tests.Accounts;

/// <summary>Every step that somebody should not have taken, from the raw events and a table of who is what where.</summary>
internal static class DutiesSql
{
    public const string Broken = """
        with recursive
        reviewer (name, place) as (values @reviewers),
        reporter (name, place) as (values @reporters),
        opened as (select data ->> 'code' code, data ->> 'parent' parent from wt.mt_events where type = 'department_opened'),
        above (code, place) as (
            (select code, parent from opened where parent is not null union all select code, '*' from opened)
            union select above.code, opened.parent from above join opened on opened.code = above.place where opened.parent is not null),
        -- Of the root's own entries nobody is above: the root itself approves them.
        higher (code, place) as (select * from above union select code, code from opened where parent is null),
        step as (
            select e.stream_id, e.version, e.type, e.user_name who, r.data ->> 'department' code, substr(r.data ->> 'kind', 6) approval
            from wt.mt_events e join wt.mt_events r on r.stream_id = e.stream_id and r.version = 1 and r.type = 'entry_reported' and r.data ->> 'kind' like 'duty-%'),
        review as (select * from step where type in ('entry_approved', 'entry_endorsed', 'withdrawal_accepted')),
        author as (select * from step where type in ('entry_reported', 'entry_corrected', 'entry_withdrawn'))
        select 'by an author', r.stream_id, r.version, r.who from review r
        where exists (select 1 from author a where a.stream_id = r.stream_id and a.version < r.version and a.who = r.who)
        union all
        select 'by another level', r.stream_id, r.version, r.who from review r
        where not exists (select 1 from reviewer v where v.name = r.who and (
            (v.place = r.code and (r.approval = 'own' or r.type = 'entry_endorsed'))
            or (v.place = '*' and r.type = 'entry_endorsed')
            or ((r.approval = 'own') and exists (select 1 from above a where a.code = r.code and a.place = v.place))
            or (r.type <> 'entry_endorsed' and exists (select 1 from higher h where h.code = r.code and h.place = v.place))))
        union all
        select 'not by two in turn', r.stream_id, r.version, r.who from review r
        where r.approval = 'both' and r.type = 'entry_approved' and not exists (
            select 1 from review e where e.stream_id = r.stream_id and e.type = 'entry_endorsed' and e.version < r.version and e.who <> r.who
                and not exists (select 1 from step s where s.stream_id = e.stream_id and s.version > e.version and s.version < r.version and s.type <> 'entry_withdrawn'))
        union all
        select 'reported where one may not', a.stream_id, a.version, a.who from author a
        where not exists (select 1 from reporter p where p.name = a.who and (p.place = a.code or exists (select 1 from above u where u.code = a.code and u.place = p.place)))
        union all
        select 'returned where one may not', s.stream_id, s.version, s.who from step s
        where s.type = 'entry_returned' and not exists (select 1 from reviewer v where v.name = s.who and (v.place = s.code or exists (select 1 from above u where u.code = s.code and u.place = v.place)))
        """;
}
