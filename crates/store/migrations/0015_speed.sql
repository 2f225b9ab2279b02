-- What pages wait for, found in fewer steps.

-- Every two words of a name together, the smaller first: "văn" and "an" are borne by many, both by few. Derived from
-- `person_records` as `person_words` is, and read in the same way.
create table person_word_pairs (
    one text not null,
    other text not null,
    record_id bigint not null references person_records (id),
    name text not null,
    born_year bigint not null,
    primary key (one, other, record_id)
)@clustered;

-- Where people live and have lived, in order of time, without reading the wide rows of facts.
create index facts_residence
    on facts (person_id, from_date, id, until_date, unit_id, hamlet, recorded_entry, voided_entry, kind)
    where kind = 'residence';
