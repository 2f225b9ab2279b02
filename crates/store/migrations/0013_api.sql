-- Programs that use the API. A client belongs to an officer and never does more than that officer may.
-- Only the hash of its token is kept: who reads the table cannot call with it.
create table api_clients (
    id @id,
    officer_id bigint not null references officers (id),
    name text not null,
    token_hash text not null,
    created_at text not null,
    expires_at text not null,
    -- A convenience for the administrator, written at most every few minutes.
    last_used_at text,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create unique index api_clients_token on api_clients (token_hash);
create index api_clients_officer on api_clients (officer_id);

-- What the client may do of what its officer may: a permission, perhaps in one field, perhaps in one unit.
create table api_scopes (
    id @id,
    client_id bigint not null references api_clients (id),
    permission text not null,
    unit_id bigint,
    field text
);
create index api_scopes_client on api_scopes (client_id);

-- Answers to requests that write, for a day: the same key with the same request is answered again and done once.
-- Not facts of the world: these rows are updated and deleted.
create table api_answers (
    client_id bigint not null references api_clients (id),
    key text not null,
    request_hash text not null,
    created_at text not null,
    -- Empty while the first request runs.
    status bigint,
    content_type text,
    body text,
    primary key (client_id, key)
);
create index api_answers_created on api_answers (created_at);
