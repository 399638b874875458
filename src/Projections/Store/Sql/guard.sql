-- Events, and the files of reports, are only ever added: not even the owner changes one by a careless hand.
create or replace function wt.refuse_change() returns trigger language plpgsql as
$$
begin
    raise exception 'Append-only: % of %.% is refused.', tg_op, tg_table_schema, tg_table_name
        using errcode = 'insufficient_privilege', hint = 'Correct an entry by reporting a correction.';
end
$$;
create or replace trigger events_are_append_only
    before update or delete or truncate on wt.mt_events
    for each statement execute function wt.refuse_change();

create or replace trigger files_are_append_only
    before update or delete or truncate on wt.report_file
    for each statement execute function wt.refuse_change();

-- Where a moment lies among the positions, and the few events that say which parties are one.
create index if not exists events_by_moment on wt.mt_events using brin (timestamp) with (pages_per_range = 32);
create index if not exists events_of_identities on wt.mt_events (seq_id) where type in ('parties_merged', 'parties_split');
create index if not exists events_of_reports on wt.mt_events (seq_id) where type = 'report_drafted';
