//! What the office's old list pays, by row: the amounts of December 2022, and those owed since July 2023, which
//! only the expected totals use.

use std::collections::HashMap;

const TABLE: &str = include_str!("../data/rates.csv");

/// Which of the two levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    December2022,
    Since2023July,
}

/// Monthly amounts in đồng by the id of their row.
pub struct Rates(HashMap<&'static str, (i64, i64)>);

impl Rates {
    /// Reads the table inside the crate; lines that are no rows (the heading) are left out.
    pub fn load() -> Rates {
        let row = |line: &'static str| {
            let mut cells = line.split(',');
            let id = cells.next()?;
            Some((id, (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?)))
        };
        Rates(TABLE.lines().filter_map(row).collect())
    }

    /// 0 for a row that the table lacks (a test forbids it).
    pub fn amount(&self, row: &str, level: Level) -> i64 {
        let (old, new) = self.0.get(row).copied().unwrap_or_default();
        match level {
            Level::December2022 => old,
            Level::Since2023July => new,
        }
    }
}
