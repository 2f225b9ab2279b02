//! The clocks by which figures are taken.

use crate::dates;
use jiff::civil::{Date, date};

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

/// Half-open: `until` is the first day after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    pub year: i16,
    pub from: Date,
    pub until: Date,
}

impl Clock {
    /// `year` is 1–9998.
    pub fn window(self, year: i16) -> Window {
        let (from, until) = match self {
            Clock::ReportPeriod | Clock::StockAtPeriodEnd => (date(year - 1, 12, 15), date(year, 12, 15)),
            Clock::CalendarYear | Clock::Review | Clock::LastClosedMonth | Clock::CampaignsOfYear => {
                (date(year, 1, 1), date(year + 1, 1, 1))
            }
        };
        Window { year, from, until }
    }

    pub fn shown(self, year: i16) -> String {
        let window = self.window(year);
        let (first, last) = (window.from, window.until.yesterday().unwrap_or(window.until));
        match self {
            Clock::ReportPeriod => format!("kỳ báo cáo {}–{}", dates::short(first), dates::short(last)),
            Clock::CalendarYear => format!("từ {} đến {}", dates::short(first), dates::short(last)),
            Clock::Review => format!("kết quả rà soát năm {year}"),
            Clock::LastClosedMonth => {
                format!("tháng đã khóa sổ gần nhất của năm {year}, không kể truy lĩnh")
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
        let window = Clock::ReportPeriod.window(2023);
        assert_eq!((window.from, window.until), (date(2022, 12, 15), date(2023, 12, 15)));
        assert_eq!(Clock::StockAtPeriodEnd.shown(2023), "số có đến hết ngày 14/12/2023");
        assert_eq!(Clock::CalendarYear.window(2023).until, date(2024, 1, 1));
    }
}
