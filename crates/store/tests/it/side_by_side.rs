use std::sync::atomic::{AtomicBool, Ordering};
use store::{Db, StoreError, Tx, params};
use testkit::databases;

store::statements! {
    ADD = "insert into offices (id, created_at) values ($1, 'x')";
    COUNT = "select count(*) from offices";
    ADD_OFFICER = "insert into officers (id, office_id, account, full_name, created_at)
        values (1, 1, 'a', 'A', 'x')";
    ADD_ENTRY = "insert into journal_entries
            (id, office_id, sequence, officer_id, at, on_date, command, detail, previous_hash, hash)
        values ($1, 1, $1, 1, 'x', '2023-06-05', 'x', '', '', 'x')";
}

fn count(tx: &mut Tx) -> Result<i64, StoreError> {
    tx.one(&COUNT, &[], |row| row.get(0))
}

/// A command: one more office, with its entry.
fn add(db: &Db, id: i64) {
    let added: Result<(), StoreError> = db.write(|tx| {
        tx.execute_one(&ADD, &params![id])?;
        if id == 1 {
            tx.execute_one(&ADD_OFFICER, &[])?;
        }
        tx.execute_one(&ADD_ENTRY, &params![id])
    });
    added.unwrap();
}

#[test]
fn answers_come_in_the_order_of_the_jobs_and_from_one_state() {
    for (engine, db) in databases() {
        add(&db, 1);
        let over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            scope.spawn(|| (2..).take_while(|_| !over.load(Ordering::Relaxed)).for_each(|id| add(&db, id)));
            for _ in 0..20 {
                let jobs: Vec<usize> = (0..40).collect();
                let answers: Result<_, StoreError> = db.read_split(
                    &jobs,
                    |tx, job| Ok((*job, count(tx)?)),
                    |tx, answers| Ok((count(tx)?, answers)),
                );
                let (seen, answers) = answers.unwrap();
                let expected: Vec<(usize, i64)> = jobs.into_iter().map(|job| (job, seen)).collect();
                assert_eq!(answers, expected, "{engine}");
            }
            over.store(true, Ordering::Relaxed);
        });
    }
}

#[test]
fn the_first_error_is_told_and_a_panic_passes_on() {
    for (engine, db) in databases() {
        let failed: Result<(), StoreError> = db.read_split(
            &[1, 2, 3],
            |tx, job| if *job == 1 { Err(StoreError::Busy) } else { count(tx).map(drop) },
            |_, _| panic!("nothing follows an error"),
        );
        assert_eq!(failed, Err(StoreError::Busy), "{engine}");
        let each = |_: &mut Tx, job: &i32| if *job == 2 { panic!("an invented mistake") } else { Ok(()) };
        let died = std::thread::scope(|scope| {
            let read = || db.read_split::<_, _, (), StoreError>(&[1, 2, 3], &each, |_, _| Ok(()));
            scope.spawn(move || drop(read())).join()
        });
        assert!(died.is_err(), "{engine}");
        // Every reader is free again.
        for _ in 0..20 {
            assert_eq!(db.read(count), Ok(0), "{engine}");
        }
    }
}
