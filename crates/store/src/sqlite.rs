//! SQLite: a file in WAL mode, for one office computer.

use crate::error::{ConstraintKind, StoreError};
use crate::statements::{Bulk, Statement};
use crate::tx::engine;
use crate::value::{Columns, Row, Value, ValueRef};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, types};
use std::path::Path;
use std::time::Duration;

/// How long a writer waits for another process before `StoreError::Busy`.
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(30);
/// Prepared statements kept per connection: more than the program has in use at once.
const STATEMENT_CACHE: usize = 256;

/// Bytes of the file that a connection reads in place, without a copy of its own.
const MAPPED: u64 = 1 << 30;

pub(crate) struct Lite(Connection);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
    Create,
}

impl Lite {
    /// `synchronous` is FULL, not NORMAL: in WAL mode NORMAL may lose the last commits in a power cut, and an
    /// approved run that has gone to the bank must not vanish. One sync per command costs some milliseconds.
    pub(crate) fn open(path: &Path, access: Access) -> Result<Lite, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let flags = match access {
            Access::Create => flags | OpenFlags::SQLITE_OPEN_CREATE,
            Access::Read | Access::Write => flags,
        };
        let conn = Connection::open_with_flags(path, flags).map_err(failure)?;
        conn.busy_timeout(BUSY_TIMEOUT).map_err(failure)?;
        conn.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
        if access == Access::Create {
            let mode: String =
                conn.query_row("pragma journal_mode = wal", [], |row| row.get(0)).map_err(failure)?;
            if mode != "wal" {
                return Err(engine("journal_mode", format!("cần wal, có {mode}")));
            }
        }
        // Plans do not depend on values: otherwise a statement is compiled again whenever other values are bound.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(failure)?;
        let (query_only, cache_kib) = match access {
            Access::Read => ("on", 16 * 1024),
            Access::Write | Access::Create => ("off", 64 * 1024),
        };
        conn.execute_batch(&format!(
            "pragma synchronous = full; pragma foreign_keys = on; pragma temp_store = memory;
             pragma cache_size = -{cache_kib}; pragma mmap_size = {MAPPED}; pragma query_only = {query_only};"
        ))
        .map_err(failure)?;
        Ok(Lite(conn))
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.0.execute_batch(sql).map_err(|e| self.explain("batch", e))
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.0.is_autocommit()
    }

    pub(crate) fn prepare(&mut self, name: &'static str, sql: &str) -> Result<(), StoreError> {
        self.0.prepare(sql).map(drop).map_err(|e| self.explain(name, e))
    }

    pub(crate) fn execute(&mut self, statement: &Statement, params: &[Value]) -> Result<u64, StoreError> {
        let run = || {
            let mut prepared = self.0.prepare_cached(statement.for_sqlite())?;
            if prepared.parameter_count() != params.len() {
                return Ok(Err(prepared.parameter_count()));
            }
            bind(&mut prepared, params)?;
            // A statement with `returning` hands out rows; they are counted, not read.
            if prepared.column_count() == 0 {
                return prepared.raw_execute().map(|count| Ok(count as u64));
            }
            let mut rows = prepared.raw_query();
            let mut count = 0;
            while rows.next()?.is_some() {
                count += 1;
            }
            Ok(Ok(count))
        };
        let outcome: Result<Result<u64, usize>, rusqlite::Error> = run();
        outcome
            .map_err(|e| self.explain(statement.name, e))?
            .map_err(|expected| wrong_count(statement, expected, params))
    }

    pub(crate) fn each(
        &mut self,
        statement: &Statement,
        params: &[Value],
        f: &mut dyn FnMut(&Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let explain = |e| self.explain(statement.name, e);
        let mut prepared = self.0.prepare_cached(statement.for_sqlite()).map_err(explain)?;
        if prepared.parameter_count() != params.len() {
            return Err(wrong_count(statement, prepared.parameter_count(), params));
        }
        bind(&mut prepared, params).map_err(explain)?;
        let mut rows = prepared.raw_query();
        while let Some(row) = rows.next().map_err(explain)? {
            f(&Row { columns: Columns::Lite(row), statement: statement.name })?;
        }
        Ok(())
    }

    pub(crate) fn insert_many(
        &mut self,
        into: &Bulk,
        rows: &mut dyn Iterator<Item = Result<Vec<Value>, StoreError>>,
    ) -> Result<u64, StoreError> {
        let explain = |e| self.explain(into.table, e);
        let mut prepared = self.0.prepare_cached(into.insert_for_sqlite()).map_err(explain)?;
        let mut count = 0;
        for row in rows {
            bind(&mut prepared, &row?).map_err(explain)?;
            count += prepared.raw_execute().map_err(explain)? as u64;
        }
        Ok(count)
    }

    /// Only the constraint's columns are in SQLite's message; its name is found in the schema.
    fn explain(&self, statement: &'static str, error: rusqlite::Error) -> StoreError {
        let (code, message) = match &error {
            rusqlite::Error::SqliteFailure(code, Some(message)) => (code, message),
            rusqlite::Error::SqlInputError { error: code, msg, .. } => (code, msg),
            _ => return engine(statement, error),
        };
        if matches!(code.code, ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) {
            return StoreError::Busy;
        }
        if let Some(table) = message.strip_prefix("no such table: ") {
            return StoreError::NoTable(table.to_owned());
        }
        let after = |prefix: &str| message.strip_prefix(prefix).map(str::to_owned);
        if let Some(columns) = after("UNIQUE constraint failed: ") {
            let (table, columns) = split_columns(&columns);
            let constraint = self.unique_name(&table, &columns).unwrap_or_else(|| format!("{table}_pkey"));
            return StoreError::Constraint { kind: ConstraintKind::Unique, table, constraint };
        }
        if let Some(column) = after("NOT NULL constraint failed: ") {
            let (table, columns) = split_columns(&column);
            let constraint = columns.join(", ");
            return StoreError::Constraint { kind: ConstraintKind::NotNull, table, constraint };
        }
        if let Some(constraint) = after("CHECK constraint failed: ") {
            return StoreError::Constraint { kind: ConstraintKind::Check, table: String::new(), constraint };
        }
        if message.starts_with("FOREIGN KEY constraint failed") {
            let (table, constraint) = (String::new(), String::new());
            return StoreError::Constraint { kind: ConstraintKind::ForeignKey, table, constraint };
        }
        engine(statement, message)
    }

    /// The name of the unique index or `constraint … unique (…)` over exactly these columns.
    fn unique_name(&self, table: &str, columns: &[String]) -> Option<String> {
        let index = "select name from pragma_index_list(?1) l where \"unique\" = 1 and origin = 'c'
            and (select group_concat(name, ', ') from (select name from pragma_index_info(l.name) order by seqno)) = ?2";
        let columns = columns.join(", ");
        if let Ok(name) = self.0.query_row(index, [table, &columns], |row| row.get(0)) {
            return Some(name);
        }
        let schema = "select sql from sqlite_master where type = 'table' and name = ?1";
        let schema: String = self.0.query_row(schema, [table], |row| row.get(0)).ok()?;
        let (before, _) = schema.split_once(&format!(" unique ({columns})"))?;
        let (_, name) = before.rsplit_once("constraint ")?;
        (!name.contains(char::is_whitespace)).then(|| name.to_owned())
    }
}

/// `Err` names a type that no column of ours has.
pub(crate) fn column<'a>(row: &'a rusqlite::Row<'_>, index: usize) -> Result<ValueRef<'a>, String> {
    match row.get_ref(index) {
        Ok(types::ValueRef::Null) => Ok(ValueRef::Null),
        Ok(types::ValueRef::Integer(value)) => Ok(ValueRef::Int(value)),
        Ok(types::ValueRef::Text(text)) => match std::str::from_utf8(text) {
            Ok(text) => Ok(ValueRef::Text(text)),
            Err(_) => Err("văn bản không phải UTF-8".to_owned()),
        },
        Ok(types::ValueRef::Real(_)) => Err("số thực".to_owned()),
        Ok(types::ValueRef::Blob(_)) => Err("khối nhị phân".to_owned()),
        Err(_) => Err("không có cột".to_owned()),
    }
}

fn bind(prepared: &mut rusqlite::Statement<'_>, params: &[Value]) -> Result<(), rusqlite::Error> {
    for (index, value) in params.iter().enumerate() {
        match value {
            Value::Null => prepared.raw_bind_parameter(index + 1, types::Null)?,
            Value::Int(number) => prepared.raw_bind_parameter(index + 1, number)?,
            Value::Text(text) => prepared.raw_bind_parameter(index + 1, text)?,
        }
    }
    Ok(())
}

fn wrong_count(statement: &Statement, expected: usize, params: &[Value]) -> StoreError {
    StoreError::Parameters { statement: statement.name, expected, found: params.len() }
}

fn split_columns(message: &str) -> (String, Vec<String>) {
    let table = message.split('.').next().unwrap_or_default().to_owned();
    let column = |part: &str| part.rsplit('.').next().unwrap_or_default().to_owned();
    (table, message.split(", ").map(column).collect())
}

fn failure(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
        Some(_) | None => engine("open", error),
    }
}
