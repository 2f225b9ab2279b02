//! An open transaction: the only place where statements run.

use crate::db::Conn;
use crate::error::StoreError;
use crate::statements::{Bulk, Statement};
use crate::value::{Row, Value};
use crate::{params, statements};

statements! {
    /// The block ends before the returned value. Every id of every table comes from this one counter.
    NEXT_IDS = "update counters set next_value = next_value + $1 where name = 'ids' returning next_value - $1";
}

/// A transaction of `Db::read` or `Db::write`; it ends with the closure that got it.
pub struct Tx<'a> {
    pub(crate) conn: &'a mut Conn,
}

impl Tx<'_> {
    /// The number of rows inserted, updated or deleted.
    pub fn execute(&mut self, statement: &Statement, params: &[Value]) -> Result<u64, StoreError> {
        check_text(statement.name, params)?;
        match self.conn {
            Conn::Lite(conn) => conn.execute(statement, params),
            Conn::Pg(conn) => conn.execute(statement, params),
        }
    }

    /// Exactly one row, else `StoreError::RowCount`; the caller's transaction then rolls back.
    pub fn execute_one(&mut self, statement: &Statement, params: &[Value]) -> Result<(), StoreError> {
        match self.execute(statement, params)? {
            1 => Ok(()),
            found => Err(StoreError::RowCount { statement: statement.name, found }),
        }
    }

    pub fn all<T>(
        &mut self,
        statement: &Statement,
        params: &[Value],
        mut read: impl FnMut(&Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut rows = Vec::new();
        self.each(statement, params, |row| {
            rows.push(read(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    /// Exactly one row: none is `NotFound`, more are `RowCount`.
    pub fn one<T>(
        &mut self,
        statement: &Statement,
        params: &[Value],
        read: impl FnMut(&Row) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let found = self.optional(statement, params, read)?;
        found.ok_or(StoreError::NotFound { statement: statement.name })
    }

    /// At most one row, else `RowCount`.
    pub fn optional<T>(
        &mut self,
        statement: &Statement,
        params: &[Value],
        read: impl FnMut(&Row) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut rows = self.all(statement, params, read)?;
        match rows.len() {
            0 | 1 => Ok(rows.pop()),
            found => Err(StoreError::RowCount { statement: statement.name, found: found as u64 }),
        }
    }

    /// Hands out the rows one by one; the answer is never whole in memory.
    pub fn each(
        &mut self,
        statement: &Statement,
        params: &[Value],
        mut f: impl FnMut(&Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        check_text(statement.name, params)?;
        match self.conn {
            Conn::Lite(conn) => conn.each(statement, params, &mut f),
            Conn::Pg(conn) => conn.each(statement, params, &mut f),
        }
    }

    /// A prepared insert on SQLite, `COPY` on PostgreSQL. Each row has one value per column of `into`.
    pub fn insert_many(
        &mut self,
        into: &Bulk,
        rows: impl IntoIterator<Item = Vec<Value>>,
    ) -> Result<u64, StoreError> {
        let mut rows = rows.into_iter().map(|row| {
            check_text(into.table, &row)?;
            let (expected, found) = (into.columns.len(), row.len());
            if expected != found {
                return Err(StoreError::Parameters { statement: into.table, expected, found });
            }
            Ok(row)
        });
        match self.conn {
            Conn::Lite(conn) => conn.insert_many(into, &mut rows),
            Conn::Pg(conn) => conn.insert_many(into, &mut rows),
        }
    }

    /// Whether the engine accepts the text: for the test over the registry.
    pub fn prepare(&mut self, statement: &Statement) -> Result<(), StoreError> {
        match self.conn {
            Conn::Lite(conn) => conn.prepare(statement.name, statement.for_sqlite()),
            Conn::Pg(conn) => conn.prepare_only(statement.name, statement.sql),
        }
    }

    /// Whether the engine knows the table and all columns.
    pub fn prepare_bulk(&mut self, bulk: &Bulk) -> Result<(), StoreError> {
        match self.conn {
            Conn::Lite(conn) => conn.prepare(bulk.table, bulk.insert_for_sqlite()),
            Conn::Pg(conn) => conn.prepare_only(bulk.table, &bulk.insert_for_sqlite().replace('?', "$")),
        }
    }

    /// The first id of a block of `count` ids. Ids are unique over all tables, and never used again: a block
    /// that was rolled back is handed out anew, one that was committed never.
    pub fn next_ids(&mut self, count: u64) -> Result<i64, StoreError> {
        let count = i64::try_from(count).map_err(|e| engine(NEXT_IDS.name, e))?;
        self.one(&NEXT_IDS, &params![count], |row| row.get(0))
    }
}

pub(crate) fn engine(statement: &'static str, error: impl std::fmt::Display) -> StoreError {
    StoreError::Engine { statement, message: error.to_string() }
}

fn check_text(statement: &'static str, params: &[Value]) -> Result<(), StoreError> {
    let nul = params.iter().any(|value| matches!(value, Value::Text(text) if text.contains('\0')));
    if nul { Err(StoreError::NulCharacter { statement }) } else { Ok(()) }
}
