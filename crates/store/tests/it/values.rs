use domain::ids::PersonId;
use domain::{Born, Month, Sex, Vnd};
use jiff::civil::{Date, date};
use store::{FromValue, Row, StoreError, Value, params};
use testkit::databases;

store::statements! {
    NUMBER = "select cast($1 as bigint)";
    TEXT = "select cast($1 as text)";
    SUM = "select sum(next_value) from counters";
    CAST_SUM = "select cast(coalesce(sum(next_value), 0) as bigint) from counters where name = 'none'";
    SMALL = "select 1, 'x', length('abc')";
    TWICE = "select cast($2 as text), cast($1 as bigint), cast($2 as text)";
}

/// Reads back what was bound, on every engine.
fn back<T: FromValue>(value: impl Into<Value>) -> Vec<Result<T, StoreError>> {
    let value = value.into();
    let statement = if matches!(value, Value::Int(_)) { &NUMBER } else { &TEXT };
    let engines = databases();
    assert!(!engines.is_empty());
    let read = |row: &Row| row.get(0);
    engines
        .iter()
        .map(|(_, db)| db.read(|tx| tx.one(statement, std::slice::from_ref(&value), read)))
        .collect()
}

fn returns<T: FromValue + Into<Value> + Clone + PartialEq + std::fmt::Debug>(value: T) {
    for outcome in back::<T>(value.clone()) {
        assert_eq!(outcome, Ok(value.clone()));
    }
}

fn refused<T: FromValue + std::fmt::Debug>(value: impl Into<Value>) {
    for outcome in back::<T>(value) {
        assert!(matches!(outcome, Err(StoreError::Column { .. })), "{outcome:?}");
    }
}

#[test]
fn values_return_as_they_went() {
    returns(i64::MIN);
    returns(Vnd(1_071_270_000));
    returns(PersonId(7));
    returns(true);
    returns(255u8);
    returns(date(2024, 2, 29));
    returns(Month::new(2024, 2).unwrap());
    returns(Born::Year(1948));
    returns(Born::Month(Month::new(1948, 3).unwrap()));
    returns(Born::Day(date(1948, 3, 1)));
    returns(Sex::Female);
    returns("Nguyễn Thị Hoà \t\n\\N '' $1".to_owned());
    returns(String::new());
    returns(None::<String>);
    returns(Some("x".to_owned()));
}

#[test]
fn nothing_is_read_as_something_else() {
    refused::<String>(Value::Null);
    refused::<Vnd>(Value::Null);
    refused::<bool>(2);
    refused::<u8>(256);
    refused::<u32>(-1);
    refused::<Vnd>("5");
    refused::<String>(5);
    refused::<Date>("2024-2-1");
    refused::<Month>("2024-13");
    refused::<Sex>("nam");
    refused::<Option<Date>>("");
}

#[test]
fn a_null_is_no_amount() {
    for (engine, db) in databases() {
        let outcome = db.read(|tx| tx.one(&NUMBER, &[Value::Null], |row| row.get::<Vnd>(0)));
        let Err(StoreError::Column { found, expected, .. }) = outcome else {
            panic!("{engine}: {outcome:?}")
        };
        assert_eq!((found.as_str(), expected), ("NULL", "số tiền"), "{engine}");
    }
}

#[test]
fn statements_are_checked() {
    for (engine, db) in databases() {
        db.read::<_, StoreError>(|tx| {
            let sum = tx.one(&CAST_SUM, &[], |row| row.get::<i64>(0));
            assert_eq!(sum, Ok(0), "{engine}");
            let small =
                tx.one(&SMALL, &[], |row| Ok((row.get::<i64>(0)?, row.get::<String>(1)?, row.get::<u8>(2)?)));
            assert_eq!(small, Ok((1, "x".to_owned(), 3)), "{engine}");
            let twice = tx.one(&TWICE, &params![5, "a"], |row| {
                Ok((row.get::<String>(0)?, row.get::<i64>(1)?, row.get::<String>(2)?))
            });
            assert_eq!(twice, Ok(("a".to_owned(), 5, "a".to_owned())), "{engine}");
            let count = tx.one(&TWICE, &params![5], |row| row.get::<String>(0));
            assert!(
                matches!(count, Err(StoreError::Parameters { expected: 2, found: 1, .. })),
                "{engine}: {count:?}"
            );
            let column = tx.one(&SMALL, &[], |row| row.get::<i64>(3));
            assert!(matches!(column, Err(StoreError::Column { .. })), "{engine}: {column:?}");
            let nul = tx.one(&TEXT, &params!["a\0b"], |row| row.get::<String>(0));
            assert!(matches!(nul, Err(StoreError::NulCharacter { .. })), "{engine}: {nul:?}");
            Ok(())
        })
        .unwrap();
        // An uncast sum is `numeric` on PostgreSQL and refused; on SQLite it is a whole number.
        let sum = db.read(|tx| tx.one(&SUM, &[], |row| row.get::<i64>(0)));
        assert_eq!(sum.is_ok(), engine == "sqlite", "{engine}: {sum:?}");
    }
}
