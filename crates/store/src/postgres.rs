//! PostgreSQL: one database for several offices and any number of processes.

use crate::error::{ConstraintKind, StoreError};
use crate::statements::{Bulk, Statement};
use crate::tx::engine;
use crate::value::{Columns, Row, Value, ValueRef};
use ::postgres::error::SqlState;
use ::postgres::fallible_iterator::FallibleIterator;
use ::postgres::types::{ToSql, Type};
use ::postgres::{Client, Config, NoTls};
use std::collections::HashMap;
use std::io::Write;

/// Bytes gathered before they are handed to the server.
const COPY_CHUNK: usize = 256 * 1024;

type Bound<'a> = Box<dyn ToSql + Sync + 'a>;

pub(crate) struct Pg {
    client: Client,
    /// By address and length of the SQL text, which is static.
    prepared: HashMap<(usize, usize), ::postgres::Statement>,
    idle: bool,
}

impl Pg {
    pub(crate) fn open(config: &Config) -> Result<Pg, StoreError> {
        let mut client = config.connect(NoTls).map_err(|e| explain("connect", &e))?;
        let settings = "set client_encoding = 'UTF8'; set lock_timeout = '30s';
            set standard_conforming_strings = on; set client_min_messages = warning";
        client.batch_execute(settings).map_err(|e| explain("connect", &e))?;
        Ok(Pg { client, prepared: HashMap::new(), idle: true })
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        self.idle = sql == "commit" || sql == "rollback";
        self.client.batch_execute(sql).map_err(|e| explain("batch", &e))
    }

    /// Whether no transaction is open, as far as the commands of this module tell.
    pub(crate) fn is_idle(&self) -> bool {
        self.idle
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    pub(crate) fn prepare_only(&mut self, name: &'static str, sql: &str) -> Result<(), StoreError> {
        self.client.prepare(sql).map(drop).map_err(|e| explain(name, &e))
    }

    pub(crate) fn execute(&mut self, statement: &Statement, params: &[Value]) -> Result<u64, StoreError> {
        let (prepared, bound) = self.prepare(statement, params)?;
        let bound: Vec<&(dyn ToSql + Sync)> = bound.iter().map(|value| &**value).collect();
        self.client.execute(&prepared, &bound).map_err(|e| explain(statement.name, &e))
    }

    pub(crate) fn each(
        &mut self,
        statement: &Statement,
        params: &[Value],
        f: &mut dyn FnMut(&Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let (prepared, bound) = self.prepare(statement, params)?;
        let explain = |e| explain(statement.name, &e);
        let bound = bound.iter().map(|value| &**value);
        let mut rows = self.client.query_raw(&prepared, bound).map_err(explain)?;
        while let Some(row) = rows.next().map_err(explain)? {
            f(&Row { columns: Columns::Pg(&row), statement: statement.name })?;
        }
        Ok(())
    }

    pub(crate) fn insert_many(
        &mut self,
        into: &Bulk,
        rows: &mut dyn Iterator<Item = Result<Vec<Value>, StoreError>>,
    ) -> Result<u64, StoreError> {
        let mut writer =
            self.client.copy_in(into.copy_sql().as_str()).map_err(|e| explain(into.table, &e))?;
        let mut chunk = Vec::with_capacity(COPY_CHUNK + 4096);
        for row in rows {
            // Dropping the writer unfinished makes the server abandon the COPY.
            copy_row(&mut chunk, &row?);
            if chunk.len() >= COPY_CHUNK {
                writer.write_all(&chunk).map_err(|e| copy_failure(into.table, e))?;
                chunk.clear();
            }
        }
        writer.write_all(&chunk).map_err(|e| copy_failure(into.table, e))?;
        writer.finish().map_err(|e| explain(into.table, &e))
    }

    fn prepare<'a>(
        &mut self,
        statement: &Statement,
        params: &'a [Value],
    ) -> Result<(::postgres::Statement, Vec<Bound<'a>>), StoreError> {
        let key = (statement.sql.as_ptr() as usize, statement.sql.len());
        let prepared = match self.prepared.get(&key) {
            Some(prepared) => prepared.clone(),
            None => {
                let prepared = self.client.prepare(statement.sql).map_err(|e| explain(statement.name, &e))?;
                self.prepared.insert(key, prepared.clone());
                prepared
            }
        };
        let kinds = prepared.params();
        if kinds.len() != params.len() {
            let (expected, found) = (kinds.len(), params.len());
            return Err(StoreError::Parameters { statement: statement.name, expected, found });
        }
        let bound = params.iter().zip(kinds).map(|(value, kind)| bound(statement, value, kind));
        let bound = bound.collect::<Result<Vec<_>, _>>()?;
        Ok((prepared, bound))
    }
}

/// `Err` names a type that no column of ours has, such as the `numeric` of an uncast `sum()`.
pub(crate) fn column(row: &::postgres::Row, index: usize) -> Result<ValueRef<'_>, String> {
    let Some(column) = row.columns().get(index) else { return Err("không có cột".to_owned()) };
    let foreign = |e: ::postgres::Error| e.to_string();
    let kind = column.type_();
    if *kind == Type::INT8 {
        let value: Option<i64> = row.try_get(index).map_err(foreign)?;
        Ok(value.map_or(ValueRef::Null, ValueRef::Int))
    } else if *kind == Type::INT4 {
        let value: Option<i32> = row.try_get(index).map_err(foreign)?;
        Ok(value.map_or(ValueRef::Null, |value| ValueRef::Int(i64::from(value))))
    } else if *kind == Type::TEXT || *kind == Type::VARCHAR || *kind == Type::NAME {
        let value: Option<&str> = row.try_get(index).map_err(foreign)?;
        Ok(value.map_or(ValueRef::Null, ValueRef::Text))
    } else {
        Err(format!("kiểu {kind}"))
    }
}

/// A value for a parameter of that type; a whole number for text, or text for a number, is a mistake in the
/// statement and not converted.
fn bound<'a>(statement: &Statement, value: &'a Value, kind: &Type) -> Result<Bound<'a>, StoreError> {
    let is_text = *kind == Type::TEXT || *kind == Type::VARCHAR;
    Ok(match value {
        Value::Null if is_text => Box::new(None::<&str>),
        Value::Null if *kind == Type::INT4 => Box::new(None::<i32>),
        Value::Null => Box::new(None::<i64>),
        Value::Int(value) if *kind == Type::INT8 => Box::new(value),
        Value::Int(value) if *kind == Type::INT4 => {
            Box::new(i32::try_from(*value).map_err(|e| engine(statement.name, e))?)
        }
        Value::Text(text) if is_text => Box::new(text),
        Value::Int(_) => return Err(engine(statement.name, format!("số nguyên cho tham số kiểu {kind}"))),
        Value::Text(_) => return Err(engine(statement.name, format!("văn bản cho tham số kiểu {kind}"))),
    })
}

/// One line of COPY's text format. Text never contains U+0000 here (`Tx` refuses it).
fn copy_row(out: &mut Vec<u8>, row: &[Value]) {
    for (index, value) in row.iter().enumerate() {
        if index > 0 {
            out.push(b'\t');
        }
        match value {
            Value::Null => out.extend_from_slice(b"\\N"),
            Value::Int(number) => out.extend_from_slice(number.to_string().as_bytes()),
            Value::Text(text) => {
                for byte in text.bytes() {
                    match byte {
                        b'\\' => out.extend_from_slice(b"\\\\"),
                        b'\t' => out.extend_from_slice(b"\\t"),
                        b'\n' => out.extend_from_slice(b"\\n"),
                        b'\r' => out.extend_from_slice(b"\\r"),
                        byte => out.push(byte),
                    }
                }
            }
        }
    }
    out.push(b'\n');
}

fn copy_failure(statement: &'static str, error: std::io::Error) -> StoreError {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<::postgres::Error>()) {
        Some(inner) => explain(statement, inner),
        None => engine(statement, error),
    }
}

fn explain(statement: &'static str, error: &::postgres::Error) -> StoreError {
    let Some(db) = error.as_db_error() else {
        let cause = std::error::Error::source(error).map_or(String::new(), |cause| format!(": {cause}"));
        return engine(statement, format!("{error}{cause}"));
    };
    let kind = match db.code() {
        code if *code == SqlState::UNIQUE_VIOLATION => ConstraintKind::Unique,
        code if *code == SqlState::FOREIGN_KEY_VIOLATION => ConstraintKind::ForeignKey,
        code if *code == SqlState::CHECK_VIOLATION => ConstraintKind::Check,
        code if *code == SqlState::NOT_NULL_VIOLATION => ConstraintKind::NotNull,
        code if [SqlState::LOCK_NOT_AVAILABLE, SqlState::T_R_DEADLOCK_DETECTED].contains(code) => {
            return StoreError::Busy;
        }
        code if *code == SqlState::INVALID_CATALOG_NAME => {
            return StoreError::NoDatabase(db.message().to_owned());
        }
        code if *code == SqlState::UNDEFINED_TABLE => {
            return StoreError::NoTable(db.message().to_owned());
        }
        code => return engine(statement, format!("{} ({})", db.message(), code.code())),
    };
    let table = db.table().unwrap_or_default().to_owned();
    // A NOT NULL has no name; its column stands for it, as on SQLite.
    let constraint = db.constraint().or(db.column()).unwrap_or_default().to_owned();
    StoreError::Constraint { kind, table, constraint }
}
