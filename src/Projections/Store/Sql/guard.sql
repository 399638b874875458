-- Events are only ever added: not even the owner changes one by a careless hand.
create or replace function wt.refuse_change() returns trigger language plpgsql as
$$
begin
    raise exception 'Events are append-only: % of %.% is refused.', tg_op, tg_table_schema, tg_table_name
        using errcode = 'insufficient_privilege', hint = 'Correct an entry by reporting a correction.';
end
$$;
create or replace trigger events_are_append_only
    before update or delete or truncate on wt.mt_events
    for each statement execute function wt.refuse_change();
