//! The list of amounts that a new instrument changes, signed once for all.

use law::{Month, Vnd};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdjustmentList {
    /// `Nghị định 55/2023/NĐ-CP`, as cited.
    pub instrument: String,
    pub source: String,
    /// First month at the new amount.
    pub from: Month,
    pub rows: Vec<Adjustment>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    pub code: String,
    pub full_name: String,
    pub unit: String,
    pub kind: String,
    pub rate: String,
    pub before: Vnd,
    pub after: Vnd,
    /// Months between `from` and the run that were paid at the old amount.
    pub months: u32,
    /// Difference of those months, paid with the run.
    pub arrears: Vnd,
}

impl Adjustment {
    pub fn monthly_difference(&self) -> Vnd {
        self.after - self.before
    }
}
