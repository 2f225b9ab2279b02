-- Signing in to the web application. These rows are the door, not facts of the world: they are updated and deleted.
-- What an administrator does to them is in the journal.
create table officer_secrets (
    officer_id @id references officers (id),
    password_hash text,
    -- The password was handed out and serves once, to set one's own.
    must_change bigint not null check (must_change in (0, 1)),
    totp_secret text,
    -- A code serves once: the step of the last one.
    totp_step bigint not null,
    failures bigint not null check (failures >= 0),
    locked_until text,
    changed_at text not null
);

-- Only the hash of the random id is kept: who reads the table cannot sign in with it.
create table web_sessions (
    token_hash text not null primary key,
    officer_id bigint not null references officers (id),
    created_at text not null,
    seen_at text not null
);
create index web_sessions_officer on web_sessions (officer_id);
