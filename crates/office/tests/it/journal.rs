use jiff::civil::{Date, date};
use office::journal::{self, Break};
use office::permission::{Permission, Role};
use office::{Ctx, OfficeError};
use store::{Db, Statement, Tx, params};
use testkit::{TestOffice, databases};

const DAY: Date = date(2023, 6, 5);

static ALTER: Statement =
    Statement::new("alter", "update journal_entries set detail = 'x' where office_id = $1 and sequence = 2");
static REMOVE: Statement = Statement::new(
    "remove",
    "update journal_entries set sequence = sequence + 1000 where office_id = $1 and sequence = 9",
);
static RELINK: Statement = Statement::new(
    "relink",
    "update journal_entries set previous_hash = 'x' where office_id = $1 and sequence = 3",
);

fn verify(ctx: &Ctx) -> Vec<Break> {
    ctx.read(Permission::ReadJournal, |tx| Ok(journal::verify(tx, ctx.office)?)).unwrap()
}

fn break_by(db: &Db, office: &TestOffice, statement: &Statement) {
    db.write::<_, OfficeError>(|tx| Ok(tx.execute_one(statement, &params![office.id])?)).unwrap();
}

#[test]
fn a_command_leaves_one_entry_and_a_failed_one_none() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let (clerk, auditor) = (office.ctx(Role::Specialist, DAY), office.ctx(Role::Auditor, DAY));
        let head = || auditor.read(Permission::ReadJournal, |tx| Ok(journal::head(tx, office.id)?)).unwrap();
        // The creation and one command per further officer.
        assert_eq!(head().map(|(sequence, _)| sequence), Some(7), "{engine}");
        let act = |f: fn(&mut Tx) -> Result<(), OfficeError>| {
            clerk.write(Permission::RecordRegisters, "person_record", "1 dòng", |tx, _| f(tx))
        };
        act(|_| Ok(())).unwrap();
        assert!(act(|_| Err(OfficeError::refused("invented", "không"))).is_err());
        let (sequence, hash) = head().unwrap();
        assert_eq!((sequence, hash.len()), (8, 64), "{engine}");
        let page = auditor
            .read(Permission::ReadJournal, |tx| Ok(store::journal::page(tx, office.id, i64::MAX, 1)?))
            .unwrap();
        let entry = &page[0];
        assert_eq!((entry.command.as_str(), entry.detail.as_str()), ("person_record", "1 dòng"), "{engine}");
        assert_eq!((entry.officer, entry.on), (clerk.officer.id, DAY), "{engine}");
        assert_eq!(entry.at, "2023-06-05T02:00:00Z", "{engine}");
        assert_eq!(verify(&auditor), [], "{engine}");
    }
}

#[test]
fn offices_have_chains_of_their_own() {
    for (engine, db) in databases() {
        let (one, two) = (TestOffice::create(&db), TestOffice::create(&db));
        break_by(&db, &one, &ALTER);
        assert_eq!(verify(&one.ctx(Role::Auditor, DAY)), [Break::Altered(2)], "{engine}");
        assert_eq!(verify(&two.ctx(Role::Auditor, DAY)), [], "{engine}");
    }
}

#[test]
fn breaks_are_found_where_they_are() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let clerk = office.ctx(Role::Specialist, DAY);
        for _ in 0..3 {
            clerk.write(Permission::RecordRegisters, "person_record", "", |_, _| Ok(())).unwrap();
        }
        break_by(&db, &office, &RELINK);
        break_by(&db, &office, &REMOVE);
        let expected = [
            Break::Unlinked(3),
            Break::Altered(3),
            Break::Gap { expected: 9, found: 10 },
            Break::Gap { expected: 11, found: 1009 },
            Break::Altered(1009),
        ];
        assert_eq!(verify(&office.ctx(Role::Auditor, DAY)), expected, "{engine}");
    }
}
