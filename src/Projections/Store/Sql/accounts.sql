-- What signing in needs and no event may hold: passwords, tokens, keys; and the log of who did what. Who may do what is told by events.
create schema if not exists accounts;

-- id and name as in account_opened; lookup is the name in upper case. history: earlier password hashes, newest first.
-- stamp changes with the password and ends every session. failed: wrong passwords in a row.
create table if not exists accounts.account
(
    id            uuid        not null primary key,
    name          text        not null,
    lookup        text        not null unique,
    password_hash text,
    password_at   timestamptz not null,
    must_change   boolean     not null default false,
    history       text[]      not null default '{}',
    stamp         text        not null,
    failed        int         not null default 0,
    locked_until  timestamptz,
    two_factor    boolean     not null default false,
    authenticator text,
    recovery      text[]      not null default '{}',
    is_sample     boolean     not null default false
);

-- used_step: the newest time step of an authenticator's code that was used (RFC 6238); version: counted up with each change but those of failures and codes.
alter table accounts.account add column if not exists used_step bigint not null default 0;
alter table accounts.account add column if not exists version int not null default 0;
alter table accounts.account add column if not exists signed_in_at timestamptz;

-- Sessions of browsers: one that has no row has ended, whatever its cookie says. stamp as the account's at the sign-in: a new password ends them all.
-- used_at is told about twice a minute; program: what the browser calls itself, put simply.
drop table if exists accounts.ended_session;
create table if not exists accounts.session
(
    id       uuid        not null primary key,
    account  uuid        not null references accounts.account (id),
    stamp    text        not null,
    begun_at timestamptz not null,
    used_at  timestamptz not null,
    address  text        not null,
    program  text        not null
);
create index if not exists session_account on accounts.session (account);

-- Personal tokens for programs. hash is SHA-256 of the secret, which is shown once.
create table if not exists accounts.token
(
    id         uuid        not null primary key,
    account    uuid        not null references accounts.account (id),
    name       text        not null,
    hash       bytea       not null unique,
    scope      text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index if not exists token_account on accounts.token (account);

-- Keys that protect cookies, so that every node reads what another one wrote.
create table if not exists accounts.data_key
(
    no   bigint generated always as identity primary key,
    name text not null,
    xml  text not null
);

-- 审计日志: sign-ins, refusals, exports, grants, tokens. account and who are null where nobody is known; detail is never a secret.
create table if not exists accounts.audit
(
    no          bigint generated always as identity primary key,
    at          timestamptz not null default now(),
    what        text        not null,
    account     uuid,
    who         text,
    address     text,
    roles       text[]      not null default '{}',
    correlation text,
    detail      jsonb       not null default '{}'
);
create index if not exists audit_at on accounts.audit (at);

-- Nobody changes the log; what is older than six months may be deleted by the owner, nothing younger by anybody.
create or replace function accounts.refuse_change() returns trigger language plpgsql as
$$
begin
    if tg_op = 'DELETE' then
        if old.at < now() - interval '6 months' then
            return old;
        end if;
    end if;
    raise exception 'The audit log is append-only: % is refused.', tg_op using errcode = 'insufficient_privilege';
end
$$;
create or replace trigger audit_is_append_only before update or delete on accounts.audit for each row execute function accounts.refuse_change();
create or replace trigger audit_is_not_truncated before truncate on accounts.audit for each statement execute function accounts.refuse_change();
