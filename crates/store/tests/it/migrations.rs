use std::collections::BTreeMap;
use store::{Db, Open, Row, Statement, StoreError, migrations};
use testkit::databases::missing;
use testkit::{databases, postgres, sqlite};

store::statements! {
    EDIT = "update schema_migrations set checksum = 'x' where name = '0002_payroll'";
    RENAME = "update schema_migrations set name = '0009_later' where name = '0002_payroll'";
    FORGET = "delete from schema_migrations where name = '0002_payroll'";
}

/// Table → column → type, `not null`, place in the primary key.
type Catalogue = BTreeMap<(String, String), (String, bool, i64)>;

static SQLITE_CATALOGUE: Statement = Statement::new(
    "sqlite_catalogue",
    "select m.name, c.name, lower(c.type), c.\"notnull\", c.pk
        from sqlite_master m join pragma_table_info(m.name) c
        where m.type = 'table' and m.name not like 'sqlite_%'",
);
static POSTGRES_CATALOGUE: Statement = Statement::new(
    "postgres_catalogue",
    "select cast(c.table_name as text), cast(c.column_name as text), cast(c.data_type as text),
            case c.is_nullable when 'NO' then 1 else 0 end,
            coalesce((select cast(k.ordinal_position as bigint)
                from information_schema.table_constraints t join information_schema.key_column_usage k
                    on k.constraint_name = t.constraint_name and k.table_name = t.table_name
                where t.constraint_type = 'PRIMARY KEY' and t.table_name = c.table_name
                    and k.column_name = c.column_name), 0)
        from information_schema.columns c join information_schema.tables b
            on b.table_schema = c.table_schema and b.table_name = c.table_name
        where c.table_schema = 'public' and b.table_type = 'BASE TABLE'",
);
static SQLITE_INDEXES: Statement = Statement::new(
    "sqlite_indexes",
    "select m.name from sqlite_master m where m.type = 'index' and m.sql is not null order by m.name",
);
static POSTGRES_INDEXES: Statement = Statement::new(
    "postgres_indexes",
    "select cast(i.indexname as text) from pg_indexes i where i.schemaname = 'public'
        and not exists (select 1 from pg_constraint c where c.conname = i.indexname) order by i.indexname",
);

fn catalogue(db: &Db, statement: &Statement) -> Catalogue {
    let column = |row: &Row| {
        let declared: String = row.get(2)?;
        let kind = if declared == "integer" { "bigint".to_owned() } else { declared };
        Ok(((row.get(0)?, row.get(1)?), (kind, row.get(3)?, row.get(4)?)))
    };
    db.read(|tx| tx.all(statement, &[], column))
        .unwrap_or_else(|error: StoreError| panic!("{error}"))
        .into_iter()
        .collect()
}

#[test]
fn both_engines_have_the_same_columns() {
    let lite = catalogue(&sqlite(), &SQLITE_CATALOGUE);
    assert!(lite.len() > 100, "{}", lite.len());
    for (name, (kind, _, _)) in &lite {
        assert!(["bigint", "text"].contains(&kind.as_str()), "{name:?}: {kind}");
    }
    let Some(pg) = postgres() else { return };
    let pg_columns = catalogue(&pg, &POSTGRES_CATALOGUE);
    for (name, column) in &lite {
        assert_eq!(Some(column), pg_columns.get(name), "{name:?}");
    }
    assert_eq!(lite.len(), pg_columns.len());
    let name = |row: &Row| row.get::<String>(0);
    let lite_indexes = sqlite().read::<_, StoreError>(|tx| tx.all(&SQLITE_INDEXES, &[], name)).unwrap();
    let mut pg_indexes = pg.read::<_, StoreError>(|tx| tx.all(&POSTGRES_INDEXES, &[], name)).unwrap();
    pg_indexes.sort();
    assert_eq!(lite_indexes, pg_indexes);
}

#[test]
fn a_missing_database_is_refused_or_made() {
    for (engine, url, _folder) in missing() {
        let refused = Db::open(&url, Open::Existing).map(drop);
        assert!(matches!(refused, Err(StoreError::NoDatabase(_))), "{engine}: {refused:?}");
        let db = Db::open(&url, Open::OrCreate).unwrap();
        assert_eq!(db.migrate(), Ok(Vec::new()), "{engine}: opening has applied all");
        drop(Db::open(&url, Open::Existing).unwrap());
    }
}

#[test]
fn processes_that_start_together_migrate_once() {
    for (engine, url, _folder) in missing() {
        let outcomes: Vec<Result<(), StoreError>> = std::thread::scope(|scope| {
            let threads: Vec<_> =
                (0..3).map(|_| scope.spawn(|| Db::open(&url, Open::OrCreate).map(drop))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert_eq!(outcomes, vec![Ok(()); 3], "{engine}");
    }
}

#[test]
fn a_changed_schema_is_not_opened() {
    for (statement, expected) in
        [(&EDIT, "migration_changed"), (&RENAME, "database_version"), (&FORGET, "database_version")]
    {
        for (engine, db) in databases() {
            db.write(|tx| tx.execute(statement, &[])).map(drop).unwrap_or_else(|e: StoreError| panic!("{e}"));
            let opened = Db::open(&db.url, Open::Existing).map(drop);
            assert_eq!(opened.map_err(|error| error.code()), Err(expected), "{engine} {}", statement.name);
        }
    }
    for (engine, db) in databases() {
        db.write(|tx| tx.execute(&EDIT, &[])).map(drop).unwrap_or_else(|e: StoreError| panic!("{e}"));
        let changed = StoreError::MigrationChanged("0002_payroll".to_owned());
        assert_eq!(db.migrate(), Err(changed), "{engine}");
    }
}

#[test]
fn addresses_are_checked() {
    for url in ["office.db", "sqlite:", "sqlite::memory:", "mysql://x", "postgres://[", ""] {
        assert!(matches!(Db::open(url, Open::OrCreate).map(drop), Err(StoreError::Url(_))), "{url}");
    }
}

#[test]
fn migrations_are_in_order() {
    let names: Vec<&str> = migrations::MIGRATIONS.iter().map(|(name, _)| *name).collect();
    assert!(names.is_sorted() && names[0] == "0001_core", "{names:?}");
    for (index, name) in names.iter().enumerate() {
        assert!(name.starts_with(&format!("{:04}_", index + 1)), "{name}");
    }
}

/// A migration that offices may have run is never edited: what changes goes into the next file.
#[test]
fn migrations_are_those_that_were_released() {
    use sha2::{Digest, Sha256};
    let pinned = include_str!("../../migrations/CHECKSUMS");
    let found: String = migrations::MIGRATIONS
        .iter()
        .map(|(name, text)| {
            let hash: String = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{hash}  {name}.sql\n")
        })
        .collect();
    assert_eq!(found, pinned, "write a new migration; do not edit one");
}
