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
        if self.month == self.last_month {
            return month_words(self.month);
        }
        if self.month.year() == self.last_month.year() {
            return format!("tháng {} và {}", two_digits(self.month), month_words(self.last_month));
        }
        format!("{} và {}", month_words(self.month), month_words(self.last_month))
    }
}

/// `tháng 01 năm 2024`, `tháng 10 năm 2023`: months 1 and 2 carry a zero (NĐ 30/2020).
pub fn month_words(month: Month) -> String {
    format!("tháng {} năm {}", two_digits(month), month.year())
}

fn two_digits(month: Month) -> String {
    match month.number() {
        n @ (1 | 2) => format!("0{n}"),
        n => n.to_string(),
    }
}

/// `ngày 05 tháng 01 năm 2024`: days below 10 and months 1 and 2 carry a zero (NĐ 30/2020).
pub fn day_words(day: Date) -> String {
    format!("ngày {:02} {}", day.day(), month_words(Month::of(day)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn only_small_days_and_the_first_two_months_carry_a_zero() {
        assert_eq!(day_words(date(2024, 1, 5)), "ngày 05 tháng 01 năm 2024");
        assert_eq!(day_words(date(2024, 3, 15)), "ngày 15 tháng 3 năm 2024");
        assert_eq!(day_words(date(2023, 12, 9)), "ngày 09 tháng 12 năm 2023");
    }

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
