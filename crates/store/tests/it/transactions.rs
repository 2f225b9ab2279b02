use std::sync::Barrier;
use std::sync::mpsc::channel;
use store::{ConstraintKind, Db, Open, StoreError, Tx, params};
use testkit::databases;

store::statements! {
    COUNT = "select count(*) from offices";
    ADD = "insert into offices (id, created_at) values ($1, 'x')";
    ADD_OFFICER = "insert into officers (id, office_id, account, full_name, created_at)
        values ($1, $2, $3, $4, 'x')";
    ADD_COUNTER = "insert into counters (name, next_value) values ('other', $1)";
    ADD_OFFICE_RETURNING = "insert into offices (id, created_at) values ($1, 'x') returning id";
    RENAME = "update offices set created_at = $1";
    FIND = "select created_at from offices where id = $1";
}

fn count(db: &Db) -> i64 {
    db.read(|tx| tx.one(&COUNT, &[], |row| row.get(0))).unwrap_or_else(|error: StoreError| panic!("{error}"))
}

fn add(tx: &mut Tx, id: i64) -> Result<(), StoreError> {
    tx.execute_one(&ADD, &params![id])
}

#[test]
fn an_error_rolls_back_and_the_next_writer_works() {
    for (engine, db) in databases() {
        let failed: Result<(), StoreError> = db.write(|tx| {
            add(tx, 1)?;
            Err(StoreError::Busy)
        });
        assert_eq!(failed, Err(StoreError::Busy), "{engine}");
        assert_eq!(count(&db), 0, "{engine}");
        // The first error of an engine also leaves nothing: PostgreSQL refuses all that follows.
        let doubled: Result<(), StoreError> = db.write(|tx| add(tx, 1).and_then(|()| add(tx, 1)));
        assert!(doubled.is_err_and(|error| error.breaks("offices_pkey")), "{engine}");
        assert_eq!(count(&db), 0, "{engine}");
        db.write(|tx| add(tx, 1)).unwrap();
        assert_eq!(count(&db), 1, "{engine}");
    }
}

#[test]
fn a_panic_leaves_nothing_and_blocks_nobody() {
    for (engine, db) in databases() {
        let died = std::thread::scope(|scope| {
            let write = || db.write(|tx| add(tx, 1).map(|()| panic!("an invented mistake")));
            scope.spawn(move || drop::<Result<(), StoreError>>(write())).join()
        });
        assert!(died.is_err(), "{engine}");
        let died = std::thread::scope(|scope| {
            let read = || db.read::<(), StoreError>(|_| panic!("an invented mistake"));
            scope.spawn(move || drop(read())).join()
        });
        assert!(died.is_err(), "{engine}");
        assert_eq!(count(&db), 0, "{engine}");
        db.write(|tx| add(tx, 1)).unwrap();
        assert_eq!(count(&db), 1, "{engine}");
    }
}

#[test]
fn readers_see_one_snapshot_while_somebody_writes() {
    for (engine, db) in databases() {
        db.write(|tx| add(tx, 1)).unwrap();
        let (started, wait_started) = channel();
        let (go_on, wait_go_on) = channel();
        std::thread::scope(|scope| {
            let db = &db;
            scope.spawn(move || {
                db.write::<_, StoreError>(|tx| {
                    add(tx, 2)?;
                    started.send(()).unwrap();
                    wait_go_on.recv().unwrap();
                    Ok(())
                })
                .unwrap();
            });
            wait_started.recv().unwrap();
            assert_eq!(count(db), 1, "{engine}: an open transaction is not seen, and does not block");
            db.read::<_, StoreError>(|tx| {
                let before: i64 = tx.one(&COUNT, &[], |row| row.get(0))?;
                go_on.send(()).unwrap();
                while count(db) == 1 {
                    std::thread::yield_now();
                }
                let after: i64 = tx.one(&COUNT, &[], |row| row.get(0))?;
                assert_eq!((before, after), (1, 1), "{engine}: a snapshot does not change");
                Ok(())
            })
            .unwrap();
        });
        assert_eq!(count(&db), 2, "{engine}");
    }
}

#[test]
fn writers_take_turns_and_ids_are_never_given_twice() {
    for (engine, db) in databases() {
        // A second handle stands for a second process.
        let other = Db::open(&db.url, Open::Existing).unwrap();
        let start = Barrier::new(4);
        let mut ids = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4)
                .map(|number| {
                    let (db, start) = (if number % 2 == 0 { &*db } else { &other }, &start);
                    scope.spawn(move || {
                        start.wait();
                        let block = |tx: &mut Tx| -> Result<i64, StoreError> {
                            let id = tx.next_ids(3)?;
                            add(tx, id)?;
                            Ok(id)
                        };
                        (0..25).map(|_| db.write(block).unwrap()).collect::<Vec<i64>>()
                    })
                })
                .collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
        });
        ids.sort();
        assert_eq!(count(&db), 100, "{engine}");
        assert!(ids.windows(2).all(|pair| pair[1] == pair[0] + 3), "{engine}: {ids:?}");
    }
}

#[test]
fn a_connection_that_goes_away_leaves_nothing() {
    for (engine, db) in databases() {
        let other = Db::open(&db.url, Open::Existing).unwrap();
        other.write(|tx| add(tx, 1)).unwrap();
        std::thread::scope(|scope| {
            // The panic drops the connection with its transaction open, as a killed process would.
            let unfinished = || other.write(|tx| add(tx, 2).map(|()| panic!("an invented power cut")));
            assert!(scope.spawn(move || drop::<Result<(), StoreError>>(unfinished())).join().is_err());
        });
        drop(other);
        assert_eq!(count(&db), 1, "{engine}");
        assert_eq!(count(&Db::open(&db.url, Open::Existing).unwrap()), 1, "{engine}");
    }
}

#[test]
fn a_killed_process_leaves_nothing_in_its_file() {
    let db = testkit::sqlite();
    let path = db.url.strip_prefix("sqlite:").unwrap();
    db.write(|tx| add(tx, 1)).unwrap();
    // What a kill leaves behind: the file and its log as they are in the middle of a transaction.
    let folder = testkit::Folder::new("kill");
    let copy = folder.path().join("office.db");
    db.write::<_, StoreError>(|tx| {
        (2..2000).try_for_each(|id| add(tx, id))?;
        for ending in ["", "-wal"] {
            std::fs::copy(format!("{path}{ending}"), format!("{}{ending}", copy.display())).unwrap();
        }
        Ok(())
    })
    .unwrap();
    let left = Db::open(&format!("sqlite:{}", copy.display()), Open::Existing).unwrap();
    assert_eq!((count(&left), count(&db)), (1, 1999));
}

#[test]
fn reading_cannot_write_and_writing_does_not_nest() {
    for (engine, db) in databases() {
        assert!(db.read(|tx| add(tx, 1)).is_err(), "{engine}");
        assert_eq!(count(&db), 0, "{engine}");
        let nested = db.write::<(), StoreError>(|_| db.write(|tx| add(tx, 1)));
        assert_eq!(nested, Err(StoreError::NestedWrite), "{engine}");
        db.write(|tx| add(tx, 1)).unwrap();
        // A read inside a write is another snapshot: it does not see the open transaction.
        let seen = db.write::<_, StoreError>(|tx| {
            add(tx, 2)?;
            Ok(count(&db))
        });
        assert_eq!((seen, count(&db)), (Ok(1), 2), "{engine}");
    }
}

#[test]
fn rows_are_counted() {
    for (engine, db) in databases() {
        db.write::<_, StoreError>(|tx| {
            (1..=3).try_for_each(|id| add(tx, id))?;
            assert_eq!(tx.execute(&RENAME, &params!["y"]), Ok(3), "{engine}");
            let three = tx.execute_one(&RENAME, &params!["z"]);
            assert!(matches!(three, Err(StoreError::RowCount { found: 3, .. })), "{engine}: {three:?}");
            assert_eq!(tx.execute(&ADD_OFFICE_RETURNING, &params![4]), Ok(1), "{engine}");
            let text = |row: &store::Row| row.get::<String>(0);
            assert_eq!(tx.optional(&FIND, &params![9], text), Ok(None), "{engine}");
            assert!(matches!(tx.one(&FIND, &params![9], text), Err(StoreError::NotFound { .. })), "{engine}");
            Ok(())
        })
        .unwrap();
    }
}

#[test]
fn broken_rules_are_named() {
    let add_officer = |db: &Db, office: i64, account: Option<&str>| {
        db.write(|tx| {
            let id = tx.next_ids(1)?;
            tx.execute_one(&ADD_OFFICER, &params![id, office, account, "A"])
        })
    };
    for (engine, db) in databases() {
        db.write(|tx| add(tx, 1)).unwrap();
        add_officer(&db, 1, Some("an")).unwrap();
        let broken = |outcome: Result<(), StoreError>| match outcome {
            Err(StoreError::Constraint { kind, table, constraint }) => (kind, table, constraint),
            other => panic!("{engine}: {other:?}"),
        };
        let unique = broken(add_officer(&db, 1, Some("an")));
        assert_eq!(
            unique,
            (ConstraintKind::Unique, "officers".into(), "officers_account".into()),
            "{engine}"
        );
        let key = broken(db.write(|tx| add(tx, 1)));
        assert_eq!(key, (ConstraintKind::Unique, "offices".into(), "offices_pkey".into()), "{engine}");
        let null = broken(add_officer(&db, 1, None));
        assert_eq!(null, (ConstraintKind::NotNull, "officers".into(), "account".into()), "{engine}");
        let (foreign, _, _) = broken(add_officer(&db, 999, Some("binh")));
        assert_eq!(foreign, ConstraintKind::ForeignKey, "{engine}");
        let (check, _, _) = broken(db.write(|tx| tx.execute_one(&ADD_COUNTER, &params![0])));
        assert_eq!(check, ConstraintKind::Check, "{engine}");
    }
}
