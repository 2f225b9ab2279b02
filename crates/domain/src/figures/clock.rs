//! The clocks by which figures are taken.

use crate::dates;
use jiff::civil::{Date, date};
use law::Month;

/// Which days of a year a figure looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// 15 December of the year before to 14 December (NĐ 09/2019, Article 12).
    ReportPeriod,
    /// 1 January to 31 December.
    CalendarYear,
    /// The review of the year, whenever it was held.
    Review,
    /// The last month of the calendar year that was paid in a closed monthly run, without arrears.
    LastClosedMonth,
    /// What stands in the registers on the last day of the report period.
    StockAtPeriodEnd,
    /// The campaigns that are held for the year, whenever their gifts were handed over: Tết may begin in December.
    CampaignsOfYear,
}

/// Which months of a year a report speaks of, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Months {
    first: i8,
    last: i8,
}

impl Months {
    pub const YEAR: Months = Months { first: 1, last: 12 };

    /// `None` unless 1 ≤ first ≤ last ≤ 12.
    pub fn new(first: i8, last: i8) -> Option<Months> {
        (1 <= first && first <= last && last <= 12).then_some(Months { first, last })
    }

    /// From the year's beginning to the end of these: `lũy kế`.
    pub fn to_date(self) -> Months {
        Months { first: 1, ..self }
    }

    pub fn first(self) -> i8 {
        self.first
    }

    pub fn last(self) -> i8 {
        self.last
    }
}

/// Half-open: `until` is the first day after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub year: i16,
    pub from: Date,
    pub until: Date,
    /// The last calendar month of the period: no payroll after it is looked at.
    pub last_month: Month,
}

impl Clock {
    /// The months of `year`, which is 2–9998. A month of a report is the 15th of the month before to the 14th of its
    /// own (NĐ 09/2019, Article 12).
    pub fn window(self, year: i16, months: Months) -> Window {
        let Months { first, last } = months;
        let mid_december = date(year - 1, 12, 15);
        let until_mid = date(year, last, 15);
        let after = if last == 12 { date(year + 1, 1, 1) } else { date(year, last + 1, 1) };
        let (from, until) = match self {
            Clock::ReportPeriod if first > 1 => (date(year, first - 1, 15), until_mid),
            Clock::ReportPeriod | Clock::StockAtPeriodEnd => (mid_december, until_mid),
            Clock::CalendarYear => (date(year, first, 1), after),
            Clock::LastClosedMonth => (date(year, 1, 1), after),
            Clock::Review => (date(year, 1, 1), date(year + 1, 1, 1)),
            // What is held for the year may begin before it: Tết.
            Clock::CampaignsOfYear if first == 1 => (date(year - 1, 7, 1), after),
            Clock::CampaignsOfYear => (date(year, first, 1), after),
        };
        Window { year, from, until, last_month: Month::of(date(year, last, 1)) }
    }

    pub fn shown(self, year: i16, months: Months) -> String {
        let window = self.window(year, months);
        let (first, last) = (window.from, window.until.yesterday().unwrap_or(window.until));
        match self {
            Clock::ReportPeriod => format!("kỳ báo cáo {}–{}", dates::short(first), dates::short(last)),
            Clock::CalendarYear => format!("từ {} đến {}", dates::short(first), dates::short(last)),
            Clock::Review => format!("kết quả rà soát năm {year}"),
            Clock::LastClosedMonth if months == Months::YEAR => {
                format!("tháng đã khóa sổ gần nhất của năm {year}, không kể truy lĩnh")
            }
            Clock::LastClosedMonth => {
                format!("tháng đã khóa sổ gần nhất đến hết {}, không kể truy lĩnh", dates::short(last))
            }
            Clock::CampaignsOfYear => format!("các đợt của năm {year}"),
            Clock::StockAtPeriodEnd => format!("số có đến hết ngày {}", dates::short(last)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_report_year_ends_in_mid_december() {
        let window = Clock::ReportPeriod.window(2023, Months::YEAR);
        assert_eq!((window.from, window.until), (date(2022, 12, 15), date(2023, 12, 15)));
        assert_eq!(Clock::StockAtPeriodEnd.shown(2023, Months::YEAR), "số có đến hết ngày 14/12/2023");
        assert_eq!(Clock::CalendarYear.window(2023, Months::YEAR).until, date(2024, 1, 1));
    }

    #[test]
    fn parts_of_a_year_begin_in_the_middle_of_the_month_before() {
        let shown = |first, last| {
            let months = Months::new(first, last).unwrap();
            let window = Clock::ReportPeriod.window(2023, months);
            format!("{}..{}", window.from, window.until)
        };
        for (first, last, expected) in [
            (3, 3, "2023-02-15..2023-03-15"),
            (4, 6, "2023-03-15..2023-06-15"),
            (1, 6, "2022-12-15..2023-06-15"),
            (1, 9, "2022-12-15..2023-09-15"),
        ] {
            assert_eq!(shown(first, last), expected);
        }
        let half = Months::new(7, 12).unwrap();
        assert_eq!(half.to_date(), Months::YEAR);
        assert_eq!(Clock::CalendarYear.window(2023, half).from, date(2023, 7, 1));
        assert_eq!(Months::new(7, 6), None);
    }
}
