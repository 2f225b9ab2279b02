use jiff::civil::date;
use office::doctor::{self, Level};
use office::permission::Role;
use store::{Db, Open, Statement, StoreError, params};
use testkit::{TestOffice, databases, sqlite};

fn problems(office: &TestOffice) -> Vec<(u8, Level, String)> {
    let outcomes = doctor::run(&office.ctx(Role::Auditor, date(2023, 6, 5))).unwrap();
    assert!(!outcomes.is_empty());
    let flat = outcomes.into_iter().flat_map(|outcome| {
        let number = outcome.number;
        outcome.problems.into_iter().map(move |p| (number, p.level, format!("{}: {}", p.place, p.text)))
    });
    flat.collect()
}

#[test]
fn a_sound_office_has_no_problems() {
    for (engine, db) in databases() {
        assert_eq!(problems(&TestOffice::create(&db)), [], "{engine}");
    }
}

#[test]
fn an_entry_without_time_is_a_fault() {
    static CLEAR: Statement =
        Statement::new("clear", "update journal_entries set at = '' where office_id = $1 and sequence = 4");
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        db.write::<_, StoreError>(|tx| tx.execute_one(&CLEAR, &params![office.id])).unwrap();
        let found = problems(&office);
        assert_eq!(found.len(), 2, "{engine}: {found:?}");
        assert!(found.iter().all(|(number, level, _)| (*number, *level) == (7, Level::Fault)), "{engine}");
        assert!(found[1].2.contains("bút ký số 4 thiếu"), "{engine}: {found:?}");
    }
}

/// Foreign keys forbid it, so the file is edited as a stranger's tool would.
#[test]
fn a_row_without_its_entry_is_a_fault() {
    static LOSE: Statement =
        Statement::new("lose", "update office_settings set voided_entry = 999999 where item = 'unit'");
    static LOOSEN: Statement = Statement::new("loosen", "pragma writable_schema = on");
    static DROP_KEYS: Statement = Statement::new(
        "drop_keys",
        "update sqlite_master set sql = replace(sql, 'references journal_entries (id)', '')
            where name = 'office_settings'",
    );
    let db = sqlite();
    let id = {
        let office = TestOffice::create(&db);
        db.write::<_, StoreError>(|tx| {
            tx.execute(&LOOSEN, &[])?;
            tx.execute_one(&DROP_KEYS, &[])
        })
        .unwrap();
        office.id
    };
    let edited = Db::open(&db.url, Open::Existing).unwrap();
    edited.write::<_, StoreError>(|tx| tx.execute_one(&LOSE, &[])).unwrap();
    let mut office = TestOffice::create(&edited);
    office.id = id;
    let found = problems(&office);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].2, "office_settings: 1 dòng có voided_entry không có trong nhật ký");
}

#[test]
fn every_entry_column_is_watched() {
    let links: Vec<String> =
        store::journal::links().iter().map(|link| format!("{}.{}", link.table, link.column)).collect();
    for known in ["people.created_entry", "facts.recorded_entry", "facts.voided_entry", "runs.closed_entry"] {
        assert!(links.iter().any(|link| link == known), "{known}");
    }
    assert!(links.len() > 40, "{}", links.len());
}
