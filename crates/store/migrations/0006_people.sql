-- Finding people by any word of their name; merging two people who are one, and taking it back.

-- One row per word of every name ever recorded, folded, only `0-9a-z`, so that ranges agree under every collation.
-- `name` holds all words of the name between spaces: a search reads one stretch of this table and asks nothing else.
-- Derived from `person_records`; a row counts while its record is live.
create table person_words (
    word text not null,
    record_id bigint not null references person_records (id),
    person_id bigint not null references people (id),
    name text not null,
    born_year bigint not null,
    primary key (word, record_id)
)@clustered;

-- The merged person keeps its id, and no live record while the merge stands.
create table person_merges (
    id @id,
    office_id bigint not null references offices (id),
    kept_person_id bigint not null references people (id),
    merged_person_id bigint not null references people (id),
    reason text not null,
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index person_merges_kept on person_merges (kept_person_id);
create index person_merges_merged on person_merges (merged_person_id);

-- Which rows a merge handed from one person to the other: taking it back hands exactly these over again.
create table person_merge_moves (
    merge_id bigint not null references person_merges (id),
    place text not null,
    row_id bigint not null,
    primary key (merge_id, place, row_id)
)@clustered;

-- Whoever merges asks who else refers to a person.
create index facts_ref_person on facts (ref_person_id) where ref_person_id is not null;
create index payees_payee_person on payees (payee_person_id) where payee_person_id is not null;
create index decision_terms_reference on decision_terms (reference) where reference <> '';

-- "They are two": a pair that somebody has looked at is not proposed again.
create table person_distinct (
    id @id,
    office_id bigint not null references offices (id),
    one_person_id bigint not null references people (id),
    other_person_id bigint not null references people (id),
    recorded_entry bigint not null references journal_entries (id),
    voided_entry bigint references journal_entries (id)
);
create index person_distinct_one on person_distinct (one_person_id);
