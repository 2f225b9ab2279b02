//! SQL texts by name. Each stands in a `statements!` block, so that a test can prepare all of them.

use std::sync::OnceLock;

/// One SQL text in the dialect that both engines accept, with `$1`, `$2`, … as placeholders.
#[derive(Debug)]
pub struct Statement {
    /// Module path and constant name: what errors and logs show.
    pub name: &'static str,
    pub sql: &'static str,
    sqlite: OnceLock<String>,
}

impl Statement {
    pub const fn new(name: &'static str, sql: &'static str) -> Statement {
        Statement { name, sql, sqlite: OnceLock::new() }
    }

    /// The text with `?1` for `$1`: SQLite numbers `$1` by its first appearance, not by its digit.
    pub(crate) fn for_sqlite(&self) -> &str {
        self.sqlite.get_or_init(|| question_marks(self.sql))
    }
}

/// A table and the columns of a bulk insert, in the order of the values.
#[derive(Debug)]
pub struct Bulk {
    pub table: &'static str,
    pub columns: &'static [&'static str],
    sqlite: OnceLock<String>,
}

impl Bulk {
    pub const fn new(table: &'static str, columns: &'static [&'static str]) -> Bulk {
        Bulk { table, columns, sqlite: OnceLock::new() }
    }

    pub(crate) fn copy_sql(&self) -> String {
        format!("copy {} ({}) from stdin", self.table, self.columns.join(", "))
    }

    /// One-row insert with `?1`, `?2`, …
    pub(crate) fn insert_for_sqlite(&self) -> &str {
        self.sqlite.get_or_init(|| {
            let marks: Vec<String> = (1..=self.columns.len()).map(|n| format!("?{n}")).collect();
            format!("insert into {} ({}) values ({})", self.table, self.columns.join(", "), marks.join(", "))
        })
    }
}

/// Declares the SQL texts of a module as statics and lists them in `STATEMENTS`.
///
/// ```text
/// statements! {
///     /// comment
///     pub FIND_PERSON = "select id from people where id = $1";
/// }
/// ```
#[macro_export]
macro_rules! statements {
    ($($(#[$meta:meta])* $vis:vis $name:ident = $sql:expr;)+) => {
        $($(#[$meta])* $vis static $name: $crate::statements::Statement =
            $crate::statements::Statement::new(concat!(module_path!(), "::", stringify!($name)), $sql);)+

        /// Every statement of this module, for the test that prepares them.
        pub static STATEMENTS: &[(&str, &$crate::statements::Statement)] = &[$((stringify!($name), &$name)),+];
    };
}

/// Declares the bulk inserts of a module as statics and lists them in `BULKS`.
#[macro_export]
macro_rules! bulks {
    ($($(#[$meta:meta])* $vis:vis $name:ident = $table:literal ($($column:literal),+ $(,)?);)+) => {
        $($(#[$meta])* $vis static $name: $crate::statements::Bulk =
            $crate::statements::Bulk::new($table, &[$($column),+]);)+

        /// Every bulk insert of this module, for the test that prepares them.
        pub static BULKS: &[&$crate::statements::Bulk] = &[$(&$name),+];
    };
}

/// `[Value; N]` of anything that a `Value` can be made from.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { [$($crate::value::Value::from($value)),*] };
}

fn question_marks(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut quoted = false;
    let mut chars = sql.chars().peekable();
    while let Some(c) = chars.next() {
        quoted ^= c == '\'';
        let placeholder = c == '$' && !quoted && chars.peek().is_some_and(char::is_ascii_digit);
        out.push(if placeholder { '?' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_placeholders_are_translated() {
        for (sql, sqlite) in [
            ("select $2, $1, $1", "select ?2, ?1, ?1"),
            ("select '$1', 'it''s $2', $3", "select '$1', 'it''s $2', ?3"),
            ("select $a$", "select $a$"),
            ("select $12", "select ?12"),
        ] {
            assert_eq!(question_marks(sql), sqlite);
        }
    }
}
