//! What a figure came to.

use super::catalogue::{FigureKey, Unit};
use crate::ratio::{Decimal2, Ratio};
pub use crate::targets::Comparison;
use crate::worded;
use law::Vnd;

/// The rows of a base figure, folded by the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    pub rows: u64,
    pub quantity: i64,
    /// How much of `quantity` rests on totals and papers rather than on lists.
    pub from_totals: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Number(i64),
    Decimal(Decimal2),
    Verdict(Verdict),
}

worded!(Verdict { Met = "met", NotMet = "not_met" });

impl Verdict {
    pub fn shown(self) -> &'static str {
        match self {
            Verdict::Met => "đạt",
            Verdict::NotMet => "chưa đạt",
        }
    }
}

/// What the year was to reach, read: `targets::Target` holds it as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub comparison: Comparison,
    pub value: Decimal2,
    pub paper: String,
}

/// `dưới`, `không dưới`: as a sentence says it.
fn comparison_shown(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::AtLeast => "không dưới",
        Comparison::Below => "dưới",
    }
}

impl Target {
    pub fn judges(&self, value: Value) -> Option<Verdict> {
        let reached = match value {
            Value::Number(number) => Decimal2(number.checked_mul(100)?),
            Value::Decimal(decimal) => decimal,
            Value::Verdict(_) => return None,
        };
        let met = match self.comparison {
            Comparison::AtLeast => reached >= self.value,
            Comparison::Below => reached < self.value,
        };
        Some(if met { Verdict::Met } else { Verdict::NotMet })
    }

    /// `dưới 1%`, `không dưới 3.200`.
    pub fn shown(&self, unit: Unit) -> String {
        let whole = self.value.0 % 100 == 0;
        let number = if whole { Vnd(self.value.0 / 100).to_string() } else { self.value.to_string() };
        let unit = match unit {
            Unit::PerCent | Unit::Points => "%",
            Unit::Person
            | Unit::Household
            | Unit::Line
            | Unit::Item
            | Unit::Gift
            | Unit::Vnd
            | Unit::Verdict => "",
        };
        format!("{} {number}{unit}", comparison_shown(self.comparison))
    }
}

/// A figure with everything that is printed beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub key: FigureKey,
    /// `None`: the office's books do not hold it.
    pub value: Option<Value>,
    /// Ratios only, exact.
    pub ratio: Option<Ratio>,
    pub target: Option<Target>,
    /// Rows behind it, those of its operands included.
    pub rows: u64,
    /// How much of a base figure rests on totals and papers.
    pub from_totals: i64,
}

impl Answer {
    /// As printed, without the unit but for `%`; `chưa có số liệu` where it is not known.
    pub fn shown(&self) -> String {
        match self.value {
            None => "chưa có số liệu".to_owned(),
            Some(Value::Number(number)) => Vnd(number).to_string(),
            Some(Value::Decimal(decimal)) => format!("{decimal}%"),
            Some(Value::Verdict(verdict)) => verdict.shown().to_owned(),
        }
    }

    /// With the unit: `204 hộ`.
    pub fn exact(&self) -> String {
        match self.value {
            Some(Value::Number(_)) => {
                format!("{} {}", self.shown(), self.key.spec.unit.shown()).trim_end().to_owned()
            }
            Some(Value::Decimal(_) | Value::Verdict(_)) | None => self.shown(),
        }
    }

    pub fn number(&self) -> Option<i64> {
        match self.value {
            Some(Value::Number(number)) => Some(number),
            Some(Value::Decimal(_) | Value::Verdict(_)) | None => None,
        }
    }
}
