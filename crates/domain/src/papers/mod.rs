//! The papers of a run, as plain data: what stands on them, before anybody lays them out.

pub mod letterhead;
pub mod list;
pub mod summary;
pub mod bank;
pub mod reconciliation;
pub mod adjustment;
pub mod decision;
pub mod pages;

pub use adjustment::{Adjustment, AdjustmentList};
pub use bank::{BankFile, BankRow, bank_name};
pub use decision::{DecisionArticle, DecisionPaper};
pub use letterhead::{Letterhead, Signer};
pub use list::{Account, Delivery, KindLine, ListTotals, PaymentList, PaymentRow, Proxy};
pub use pages::{ListPage, break_pages};
pub use reconciliation::{Reconciliation, UnpaidRow};
pub use summary::{Summary, SummaryRow};

use crate::dates;
use jiff::civil::Date;
use law::Month;

/// All papers of one run. Summaries and bank files are derived from the lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PapersOfRun {
    pub letterhead: Letterhead,
    pub run: RunTitle,
    /// One per source of money, commune, channel and point.
    pub lists: Vec<PaymentList>,
    /// Amounts changed by a new instrument, one list per instrument.
    pub adjustments: Vec<AdjustmentList>,
    /// After the payer's results are in.
    pub reconciliations: Vec<Reconciliation>,
}

/// What the run is called on every paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunTitle {
    /// `Chi trả hằng tháng`, `Chi trả bổ sung`, `Trợ cấp một lần` …
    pub kind: String,
    /// First and last month paid; equal but for the two months of Tết.
    pub month: Month,
    pub last_month: Month,
    /// Number of the run within its kind and month, from 1.
    pub sequence: u32,
    pub prepared_on: Date,
}

impl RunTitle {
    /// `tháng 9 năm 2023`; `tháng 01 và tháng 02 năm 2024`.
    pub fn months(&self) -> String {
        let (first, last) = (dates::month_long(self.month), dates::month_long(self.last_month));
        if self.month == self.last_month {
            return first;
        }
        if self.month.year() == self.last_month.year() {
            let year = format!(" năm {}", self.month.year());
            return format!("{} và {last}", first.trim_end_matches(&year));
        }
        format!("{first} và {last}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_run_names_its_months() {
        let mut run = RunTitle {
            kind: String::new(),
            month: Month::of(date(2024, 1, 1)),
            last_month: Month::of(date(2024, 2, 1)),
            sequence: 1,
            prepared_on: date(2024, 1, 3),
        };
        assert_eq!(run.months(), "tháng 01 và tháng 02 năm 2024");
        run.month = Month::of(date(2023, 12, 1));
        assert_eq!(run.months(), "tháng 12 năm 2023 và tháng 02 năm 2024");
        run.last_month = run.month;
        assert_eq!(run.months(), "tháng 12 năm 2023");
    }
}
