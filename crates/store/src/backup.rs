//! Copies of a SQLite database and their way back. PostgreSQL has its own tools.

use crate::db::{Db, Place};
use crate::error::StoreError;
use crate::tx::engine;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

const WHAT: &str = "backup";

/// What to do with PostgreSQL instead.
pub const BY_POSTGRES: &str = "cơ sở dữ liệu PostgreSQL sao lưu bằng công cụ của nó: `pg_dump --format=custom --file=TỆP TÊN_CƠ_SỞ_DỮ_LIỆU`, \
     khôi phục bằng `pg_restore --clean --if-exists --dbname=TÊN_CƠ_SỞ_DỮ_LIỆU TỆP`";

/// Writes one consistent copy to a file that is not there yet. Others go on reading and writing meanwhile: the copy is
/// of one moment.
pub fn copy(db: &Db, to: &Path) -> Result<(), StoreError> {
    let Place::Sqlite(from) = &db.place else { return Err(engine(WHAT, BY_POSTGRES)) };
    let conn = open(from, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.busy_timeout(crate::sqlite::BUSY_TIMEOUT).map_err(failed)?;
    let name = to.to_str().ok_or_else(|| engine(WHAT, "tên tệp phải là UTF-8"))?;
    conn.execute("vacuum into ?1", [name]).map(drop).map_err(failed)
}

/// Reads every page, index and reference of a copy.
pub fn check(copy: &Path) -> Result<(), StoreError> {
    let conn = open(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let told: String = conn.query_row("pragma integrity_check", [], |row| row.get(0)).map_err(failed)?;
    if told != "ok" {
        return Err(engine(WHAT, format!("bản chép bị hỏng: {told}")));
    }
    let loose = conn.query_row("pragma foreign_key_check", [], |row| row.get::<_, String>(0));
    match loose {
        Err(rusqlite::Error::QueryReturnedNoRows) => Ok(()),
        Ok(table) => Err(engine(WHAT, format!("bản chép có dòng lạc trong bảng {table}"))),
        Err(error) => Err(failed(error)),
    }
}

/// Folds everything into the one file and makes sure that nobody has it open: it may then be moved.
pub fn close_for_good(path: &Path) -> Result<(), StoreError> {
    let conn = open(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let mode: String =
        conn.query_row("pragma journal_mode = delete", [], |row| row.get(0)).map_err(|_| StoreError::Busy)?;
    if mode == "delete" { Ok(()) } else { Err(StoreError::Busy) }
}

/// The file of a `sqlite:` address.
pub fn file_of(url: &str) -> Result<std::path::PathBuf, StoreError> {
    match Place::parse(url)? {
        Place::Sqlite(path) => Ok(path),
        Place::Postgres(_) => Err(engine(WHAT, BY_POSTGRES)),
    }
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    if !path.is_file() {
        return Err(StoreError::NoDatabase(path.display().to_string()));
    }
    Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(failed)
}

fn failed(error: rusqlite::Error) -> StoreError {
    engine(WHAT, error)
}
