//! Numbered SQL files, one text for both engines, never edited after a release.

use crate::db::{Conn, Db, Engine, Lock};
use crate::error::StoreError;
use crate::tx::Tx;
use crate::{names, params, statements, units};
use sha2::{Digest, Sha256};

/// Name and text, in order.
pub const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_core", include_str!("../migrations/0001_core.sql")),
    ("0002_payroll", include_str!("../migrations/0002_payroll.sql")),
    ("0003_figures", include_str!("../migrations/0003_figures.sql")),
    ("0004_paper_totals", include_str!("../migrations/0004_paper_totals.sql")),
    ("0005_accounts", include_str!("../migrations/0005_accounts.sql")),
    ("0006_people", include_str!("../migrations/0006_people.sql")),
    ("0007_cases", include_str!("../migrations/0007_cases.sql")),
    ("0008_labour", include_str!("../migrations/0008_labour.sql")),
    ("0009_campaigns", include_str!("../migrations/0009_campaigns.sql")),
    ("0010_children_movements", include_str!("../migrations/0010_children_movements.sql")),
    ("0011_poverty", include_str!("../migrations/0011_poverty.sql")),
    ("0012_communes", include_str!("../migrations/0012_communes.sql")),
    ("0013_api", include_str!("../migrations/0013_api.sql")),
    ("0014_gift_approvals", include_str!("../migrations/0014_gift_approvals.sql")),
    ("0015_speed", include_str!("../migrations/0015_speed.sql")),
    ("0016_numbers", include_str!("../migrations/0016_numbers.sql")),
];

const LEDGER: &str =
    "create table if not exists schema_migrations (name text not null primary key, checksum text not null)";

statements! {
    APPLIED = "select name, checksum from schema_migrations order by name";
    RECORD = "insert into schema_migrations (name, checksum) values ($1, $2)";
}

/// All in one transaction: a failed migration leaves the schema as it was.
pub(crate) fn run(db: &Db) -> Result<Vec<String>, StoreError> {
    run_list(db, MIGRATIONS)
}

fn run_list(db: &Db, migrations: &[(&str, &str)]) -> Result<Vec<String>, StoreError> {
    // On its own, so that processes that start together wait for each other on its lock below.
    if let Err(error) = db.write_after(Lock::Nothing, |tx| tx.conn.batch(LEDGER)) {
        // PostgreSQL's `if not exists` may still collide with a process that does the same.
        db.write_after(Lock::Nothing, |tx| applied(tx).map(drop)).map_err(|_: StoreError| error)?;
    }
    db.write_after(Lock::Nothing, |tx| {
        if let Conn::Pg(conn) = &mut *tx.conn {
            conn.batch("lock table schema_migrations in exclusive mode")?;
        }
        let applied = applied(tx)?;
        let pending = pending(&applied, migrations)?;
        for (name, text) in &pending {
            tx.conn.batch(&expand(text, db.engine()))?;
            tx.execute_one(&RECORD, &params![*name, checksum(text)])?;
        }
        units::seed(tx)?;
        let is_new = |migration: &str| pending.iter().any(|(name, _)| *name == migration);
        if is_new(names::MIGRATION) {
            names::index_all(tx)?;
        } else if is_new(names::PAIRS_MIGRATION) {
            names::index_pairs(tx)?;
        }
        Ok(pending.iter().map(|(name, _)| (*name).to_owned()).collect())
    })
}

pub(crate) fn require_newest(db: &Db) -> Result<(), StoreError> {
    let applied = db.read(applied).map_err(|error| match error {
        StoreError::NoTable(table) => StoreError::Version(format!("chưa có bảng {table}")),
        other => other,
    })?;
    match pending(&applied, MIGRATIONS)?.first() {
        None => Ok(()),
        Some((name, _)) => Err(StoreError::Version(format!("chưa áp dụng {name}"))),
    }
}

fn applied(tx: &mut Tx) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(&APPLIED, &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Those not applied yet. Refuses an edited migration, one that this program does not know, and a gap.
fn pending<'a>(
    applied: &[(String, String)],
    migrations: &[(&'a str, &'a str)],
) -> Result<Vec<(&'a str, &'a str)>, StoreError> {
    for (index, (name, known)) in applied.iter().enumerate() {
        let Some((expected, text)) = migrations.get(index) else {
            return Err(StoreError::Version(format!("{name} mới hơn chương trình")));
        };
        if name != expected {
            return Err(StoreError::Version(format!("có {name}, cần {expected}")));
        }
        if *known != checksum(text) {
            return Err(StoreError::MigrationChanged(name.clone()));
        }
    }
    Ok(migrations[applied.len()..].to_vec())
}

/// The engine words. `@id`: on SQLite `integer primary key` is the row's own address, and needs no index.
/// `@clustered`: rows lie in the order of the primary key, so that a stretch of it is read without looking rows up.
fn expand(text: &str, engine: Engine) -> String {
    let (id, clustered) = match engine {
        Engine::Sqlite => ("integer not null primary key", " without rowid"),
        Engine::Postgres => ("bigint not null primary key", ""),
    };
    text.replace("@id", id).replace("@clustered", clustered)
}

fn checksum(text: &str) -> String {
    use std::fmt::Write;
    Sha256::digest(text).iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
