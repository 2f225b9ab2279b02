//! Parameters and columns. Both engines keep only whole numbers, text and `NULL`.

use crate::error::StoreError;
use domain::{Born, Month, Sex, Vnd, dates};
use jiff::civil::Date;

/// A parameter of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    Null,
    Int(i64),
    Text(String),
}

/// A column as the engine hands it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueRef<'a> {
    Null,
    Int(i64),
    Text(&'a str),
}

impl ValueRef<'_> {
    fn describe(self) -> String {
        match self {
            ValueRef::Null => "NULL".to_owned(),
            ValueRef::Int(_) => "số nguyên".to_owned(),
            ValueRef::Text(_) => "văn bản".to_owned(),
        }
    }
}

/// What a column can be read as. Strict: `NULL` only into `Option`, numbers only within their range, dates
/// and months only in their ISO form.
pub trait FromValue: Sized {
    /// The type in the words of an error message.
    const EXPECTED: &'static str;
    fn from_value(value: ValueRef<'_>) -> Option<Self>;
}

/// One row of an answer, valid until the next is read.
pub struct Row<'a> {
    pub(crate) columns: Columns<'a>,
    pub(crate) statement: &'static str,
}

pub(crate) enum Columns<'a> {
    Lite(&'a rusqlite::Row<'a>),
    Pg(&'a ::postgres::Row),
}

impl Row<'_> {
    /// Column `index`, counted from 0.
    pub fn get<T: FromValue>(&self, index: usize) -> Result<T, StoreError> {
        let value = self.value(index, T::EXPECTED)?;
        T::from_value(value).ok_or_else(|| self.unexpected(index, T::EXPECTED, value.describe()))
    }

    /// A text as it lies in the row, for words that are looked up and not kept.
    pub fn text(&self, index: usize) -> Result<Option<&str>, StoreError> {
        match self.value(index, String::EXPECTED)? {
            ValueRef::Null => Ok(None),
            ValueRef::Text(text) => Ok(Some(text)),
            value @ ValueRef::Int(_) => Err(self.unexpected(index, String::EXPECTED, value.describe())),
        }
    }

    fn value(&self, index: usize, expected: &'static str) -> Result<ValueRef<'_>, StoreError> {
        let value = match &self.columns {
            Columns::Lite(row) => crate::sqlite::column(row, index),
            Columns::Pg(row) => crate::postgres::column(row, index),
        };
        value.map_err(|foreign| self.unexpected(index, expected, foreign))
    }

    fn unexpected(&self, index: usize, expected: &'static str, found: String) -> StoreError {
        StoreError::Column { statement: self.statement, column: self.column_name(index), expected, found }
    }
}

impl Row<'_> {
    fn column_name(&self, index: usize) -> String {
        let name = match &self.columns {
            Columns::Lite(row) => row.as_ref().column_name(index).ok(),
            Columns::Pg(row) => row.columns().get(index).map(::postgres::Column::name),
        };
        name.map_or_else(|| index.to_string(), str::to_owned)
    }
}

impl<T> From<Option<T>> for Value
where
    Value: From<T>,
{
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Value::from)
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    fn from_value(value: ValueRef<'_>) -> Option<Option<T>> {
        match value {
            ValueRef::Null => Some(None),
            ValueRef::Int(_) | ValueRef::Text(_) => T::from_value(value).map(Some),
        }
    }
}

macro_rules! integers {
    ($($kind:ty),+) => { $(
        impl From<$kind> for Value {
            fn from(value: $kind) -> Value {
                Value::Int(i64::from(value))
            }
        }

        impl FromValue for $kind {
            const EXPECTED: &'static str = concat!("số nguyên ", stringify!($kind));
            fn from_value(value: ValueRef<'_>) -> Option<$kind> {
                match value {
                    ValueRef::Int(value) => value.try_into().ok(),
                    ValueRef::Null | ValueRef::Text(_) => None,
                }
            }
        }
    )+ };
}
integers!(i64, i32, i16, i8, u8, u16, u32);

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Int(i64::from(value))
    }
}

impl FromValue for bool {
    const EXPECTED: &'static str = "0 hoặc 1";
    fn from_value(value: ValueRef<'_>) -> Option<bool> {
        match value {
            ValueRef::Int(0) => Some(false),
            ValueRef::Int(1) => Some(true),
            ValueRef::Int(_) | ValueRef::Null | ValueRef::Text(_) => None,
        }
    }
}

impl From<Vnd> for Value {
    fn from(amount: Vnd) -> Value {
        Value::Int(amount.0)
    }
}

impl FromValue for Vnd {
    const EXPECTED: &'static str = "số tiền";
    fn from_value(value: ValueRef<'_>) -> Option<Vnd> {
        i64::from_value(value).map(Vnd)
    }
}

macro_rules! ids {
    ($($name:ident),+ $(,)?) => { $(
        impl From<domain::ids::$name> for Value {
            fn from(id: domain::ids::$name) -> Value {
                Value::Int(id.0)
            }
        }

        impl FromValue for domain::ids::$name {
            const EXPECTED: &'static str = stringify!($name);
            fn from_value(value: ValueRef<'_>) -> Option<Self> {
                i64::from_value(value).map(Self)
            }
        }
    )+ };
}
domain::each_id!(ids);

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Value {
        Value::Text(text.clone())
    }
}

impl FromValue for String {
    const EXPECTED: &'static str = "văn bản";
    fn from_value(value: ValueRef<'_>) -> Option<String> {
        text(value).map(str::to_owned)
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Value {
        Value::Text(date.to_string())
    }
}

impl FromValue for Date {
    const EXPECTED: &'static str = "ngày YYYY-MM-DD";
    fn from_value(value: ValueRef<'_>) -> Option<Date> {
        dates::parse_iso(text(value)?)
    }
}

impl From<Month> for Value {
    fn from(month: Month) -> Value {
        Value::Text(month.to_string())
    }
}

impl FromValue for Month {
    const EXPECTED: &'static str = "tháng YYYY-MM";
    fn from_value(value: ValueRef<'_>) -> Option<Month> {
        Month::parse(text(value)?)
    }
}

/// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: a birth date as precisely as it is known.
impl From<Born> for Value {
    fn from(born: Born) -> Value {
        Value::Text(dates::born_iso(born))
    }
}

impl FromValue for Born {
    const EXPECTED: &'static str = "ngày sinh YYYY[-MM[-DD]]";
    fn from_value(value: ValueRef<'_>) -> Option<Born> {
        dates::parse_born_iso(text(value)?)
    }
}

impl From<Sex> for Value {
    fn from(sex: Sex) -> Value {
        Value::from(match sex {
            Sex::Male => "male",
            Sex::Female => "female",
        })
    }
}

impl FromValue for Sex {
    const EXPECTED: &'static str = "male hoặc female";
    fn from_value(value: ValueRef<'_>) -> Option<Sex> {
        match text(value)? {
            "male" => Some(Sex::Male),
            "female" => Some(Sex::Female),
            _ => None,
        }
    }
}

/// Binds enums made by `domain::worded!` as their words, in and out.
#[macro_export]
macro_rules! word_columns {
    ($($kind:ty),+ $(,)?) => { $(
        impl From<$kind> for $crate::Value {
            fn from(value: $kind) -> $crate::Value {
                $crate::Value::from(value.word())
            }
        }

        impl $crate::FromValue for $kind {
            const EXPECTED: &'static str = stringify!($kind);
            fn from_value(value: $crate::ValueRef<'_>) -> Option<$kind> {
                match value {
                    $crate::ValueRef::Text(word) => <$kind>::from_word(word),
                    $crate::ValueRef::Null | $crate::ValueRef::Int(_) => None,
                }
            }
        }
    )+ };
}
word_columns!(domain::units::Kind, domain::units::Level);

fn text(value: ValueRef<'_>) -> Option<&str> {
    match value {
        ValueRef::Text(text) => Some(text),
        ValueRef::Null | ValueRef::Int(_) => None,
    }
}
