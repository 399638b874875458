-- What the totals projection keeps. The word totals, where it is a schema, is replaced when a rebuild fills another schema beside it.
create schema if not exists totals;

-- One row for each content of an entry, on each basis, from the position where it began to count until the one where it ceased.
-- no: the position where the entry was first reported, its order among entries of one day. content_pos: the event that stated the content.
-- department: Department.Number. month: Month.Number of counts_on. fields: as in the event, parties as arrays of ids as named.
create table if not exists totals.fact
(
    entry        uuid     not null,
    basis        smallint not null,
    from_pos     bigint   not null,
    to_pos       bigint   not null default 9223372036854775807,
    content_pos  bigint   not null,
    no           bigint   not null,
    department   int      not null,
    kind         text     not null collate "C",
    program      text     not null collate "C",
    occurred_on  date     not null,
    counts_on    date     not null,
    month        int      not null,
    fields       jsonb    not null,
    primary key (entry, basis, from_pos)
) with (fillfactor = 90);
create index if not exists fact_current on totals.fact (kind, basis, counts_on, department) where to_pos = 9223372036854775807;

-- Each entry as its events left it. approved is null where it never was, or where it is the submitted content (same position).
create table if not exists totals.entry
(
    id            uuid        not null primary key,
    no            bigint      not null,
    version       int         not null,
    department    int         not null,
    kind          text        not null collate "C",
    kind_version  int         not null,
    program       text        not null collate "C",
    status        smallint    not null,
    occurred_on   date        not null,
    counts_on     date        not null,
    submitted     jsonb       not null,
    submitted_pos bigint      not null,
    approved      jsonb,
    approved_pos  bigint,
    reported_by   text,
    reported_at   timestamptz not null,
    changed_pos   bigint      not null
) with (fillfactor = 80);
create unique index if not exists entry_no on totals.entry (no);
create index if not exists entry_department on totals.entry (department, no);

-- Which party a merged party counts as, by position. A party without a row counts as itself.
create table if not exists totals.identity
(
    party    uuid   not null,
    identity uuid   not null,
    from_pos bigint not null,
    to_pos   bigint not null default 9223372036854775807,
    primary key (party, from_pos)
);
create index if not exists identity_current on totals.identity (identity) where to_pos = 9223372036854775807;

-- What each party (as named) has under a metric that counts parties, by the department that reported it.
-- distinct: day is the month's first, no 0. in-force: no 0 began, 1 ended. once-per: no is the entry's, amount its amount.
create table if not exists totals.member
(
    party      uuid     not null,
    metric     int      not null,
    basis      smallint not null,
    department int      not null,
    day        date     not null,
    no         bigint   not null,
    count      int      not null,
    amount     numeric  not null default 0,
    primary key (party, metric, basis, department, day, no)
) with (fillfactor = 90);
create index if not exists member_metric on totals.member (metric);

-- Parts of totals that add up. department: the reporting one or one above it. previous: for metrics that count parties, the month
-- before in which the party was active there, 0 for none, -1 for the month's parties whatever was before;
-- 2147483647 marks what an opening balance adds to 历年累计. The key puts the cells that a window adds up beside each other.
create table if not exists totals.cell
(
    metric     int      not null,
    basis      smallint not null,
    department int      not null,
    month      int      not null,
    previous   int      not null,
    value      numeric  not null,
    primary key (metric, basis, department, previous, month)
) with (fillfactor = 70);
