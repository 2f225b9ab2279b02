use store::{Bulk, StoreError, Value, params};
use testkit::databases;

static PEOPLE_LIKE: Bulk = Bulk::new("explanations", &["id", "hash", "body"]);
static NULLABLE: Bulk = Bulk::new("schema_probe", &["id", "text_value", "number"]);

store::statements! {
    TABLE = "create table schema_probe (id bigint not null primary key, text_value text, number bigint)";
    PROBE = "select id, text_value, number from schema_probe order by id";
    COUNT = "select count(*), count(distinct hash), cast(sum(id) as bigint) from explanations";
}

#[test]
fn odd_characters_and_nulls_survive() {
    let texts = [
        Some("a\tb"),
        Some("a\nb\r\nc"),
        Some("\\"),
        Some("\\N"),
        Some("\\."),
        Some("\\t"),
        Some(""),
        Some("N'Drang, \"Đặng\" – ‘ế’ 🌾"),
        None,
        Some("\u{7f}\u{1}\u{8}"),
    ];
    for (engine, db) in databases() {
        let written: Vec<(i64, Option<String>, Option<i64>)> = (0i64..)
            .zip(texts)
            .map(|(id, text)| (id, text.map(str::to_owned), (id % 2 == 0).then_some(i64::MIN + id)))
            .collect();
        db.write::<_, StoreError>(|tx| {
            tx.execute(&TABLE, &[])?;
            let rows = written.iter().map(|(id, text, number)| params![*id, text.clone(), *number].to_vec());
            assert_eq!(tx.insert_many(&NULLABLE, rows)?, texts.len() as u64);
            Ok(())
        })
        .unwrap();
        let read = db.read(|tx| tx.all(&PROBE, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))));
        assert_eq!(read, Ok::<_, StoreError>(written), "{engine}");
    }
}

#[test]
fn a_hundred_thousand_rows_go_in() {
    const ROWS: i64 = 100_000;
    for (engine, db) in databases() {
        let written = db.write(|tx| {
            let first = tx.next_ids(ROWS as u64)?;
            let row = |n: i64| {
                params![first + n, format!("hash {n}"), "a body of some length\twith a tab"].to_vec()
            };
            tx.insert_many(&PEOPLE_LIKE, (0..ROWS).map(row))?;
            Ok::<_, StoreError>(first)
        });
        let first = written.unwrap();
        let counted =
            db.read(|tx| tx.one(&COUNT, &[], |row| Ok((row.get(0)?, row.get(1)?, row.get::<i64>(2)?))));
        let sum = ROWS * first + ROWS * (ROWS - 1) / 2;
        assert_eq!(counted, Ok::<_, StoreError>((ROWS, ROWS, sum)), "{engine}");
    }
}

#[test]
fn a_bad_row_takes_all_of_them_back() {
    for (engine, db) in databases() {
        let bulk = |rows: Vec<Vec<Value>>| db.write::<_, StoreError>(|tx| tx.insert_many(&PEOPLE_LIKE, rows));
        let good = |id: i64| params![id, format!("h{id}"), "b"].to_vec();
        let short = bulk(vec![good(1), params![2, "h2"].to_vec()]);
        assert!(
            matches!(short, Err(StoreError::Parameters { expected: 3, found: 2, .. })),
            "{engine}: {short:?}"
        );
        let nul = bulk(vec![good(1), params![2, "h\0", "b"].to_vec()]);
        assert!(matches!(nul, Err(StoreError::NulCharacter { .. })), "{engine}: {nul:?}");
        let null = bulk(vec![good(1), params![2, None::<String>, "b"].to_vec()]);
        assert!(matches!(null, Err(StoreError::Constraint { .. })), "{engine}: {null:?}");
        let twice = bulk(vec![good(1), params![2, "h1", "b"].to_vec()]);
        assert!(twice.is_err_and(|error| error.breaks("explanations_hash")), "{engine}");
        let many = (1..20_000).chain([5]).map(good).collect();
        assert!(bulk(many).is_err_and(|error| error.breaks("explanations_pkey")), "{engine}");
        let none = db.read(|tx| tx.one(&COUNT, &[], |row| row.get::<i64>(0)));
        assert_eq!(none, Ok::<_, StoreError>(0), "{engine}");
        assert_eq!(bulk(vec![good(1)]), Ok(1), "{engine}: the connection still works");
        assert_eq!(bulk(Vec::new()), Ok(0), "{engine}");
    }
}
