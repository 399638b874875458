-- State that commands keep in their own transaction, beside the events.

-- Every accepted command, for ever: the unique key decides who was first, the row repeats the answer.
create table if not exists wt.command
(
    id        uuid        not null primary key,
    body_hash bytea       not null,
    stream    uuid        not null,
    version   bigint      not null,
    position  bigint,
    at        timestamptz not null default now()
);

-- Files of reports, each once by its SHA-256, for ever.
create table if not exists wt.report_file
(
    hash  text        not null primary key check (hash ~ '^[0-9a-f]{64}$'),
    bytes bytea       not null,
    at    timestamptz not null default now()
);

-- Parties as named. identity is the party that this one counts as: itself, until merged. internal: only internal kinds name it. A code is one party's among those that all know, and one's among the internal ones.
create table if not exists wt.party
(
    party       uuid not null primary key,
    sort        text not null,
    name        text not null,
    credit_code text,
    identity    uuid not null,
    check (name <> '')
);
alter table wt.party add column if not exists internal boolean not null default false;
drop index if exists wt.party_credit_code;
create unique index if not exists party_credit_code_once on wt.party (sort, credit_code, internal) where credit_code is not null;
create index if not exists party_identity on wt.party (identity);
create index if not exists party_name on wt.party (sort, name text_pattern_ops);
