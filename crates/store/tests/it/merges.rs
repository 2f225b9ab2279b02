use std::collections::BTreeSet;
use store::{Statement, merges};

static FOREIGN_KEYS: Statement = Statement::new(
    "test",
    "select m.name || '.' || f.\"from\" from sqlite_master m, pragma_foreign_key_list(m.name) f
        where m.type = 'table' and f.\"table\" = 'people' order by 1",
);

/// A table that a merge forgets would leave its rows with somebody who is no longer there.
#[test]
fn every_reference_to_a_person_is_handed_over_or_kept_on_purpose() {
    let db = testkit::sqlite();
    let found: BTreeSet<String> = db
        .read(|tx| tx.all(&FOREIGN_KEYS, &[], |row| row.get(0)))
        .unwrap_or_else(|error: store::StoreError| panic!("{error}"))
        .into_iter()
        .collect();
    let places = merges::PLACES.iter().map(|place| place.name);
    let known: BTreeSet<String> =
        places.chain(merges::KEPT_BY_EACH.iter().copied()).map(str::to_owned).collect();
    assert_eq!(found, known, "add the column to PLACES or KEPT_BY_EACH in store/src/merges.rs");
}
