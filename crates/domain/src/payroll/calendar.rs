//! When a month's list and money should be ready.

use crate::dates::{month_long, short};
use jiff::ToSpan;
use jiff::civil::Date;
use law::Month;

/// Days of a payment month. Decree 44/2021's cycle: list and money before the 25th for the next month, the payer
/// reports before the 20th of the month itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The setting of the office: day of the month before on which the list is usually prepared, 1–28.
    pub prepare_day: i8,
}

impl Default for Calendar {
    fn default() -> Calendar {
        Calendar { prepare_day: 20 }
    }
}

/// The days that a run of a month should keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// What is known on this day is on the list.
    pub prepare_on: Date,
    /// The last day for list and money: the 24th of the month before.
    pub ready_by: Date,
    /// The last day for the payer's report: the 19th of the month.
    pub reported_by: Date,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimingWarning {
    #[error(
        "danh sách {} lập ngày {}, sau hạn {} (trước ngày 25 tháng trước)",
        month_long(*month), short(*prepared_on), short(*ready_by)
    )]
    PreparedLate { month: Month, prepared_on: Date, ready_by: Date },
    #[error("danh sách {} lập quá sớm, ngày {}: kỳ trước chưa đến hạn", month_long(*month), short(*prepared_on))]
    PreparedEarly { month: Month, prepared_on: Date },
    #[error(
        "kết quả chi trả {} báo ngày {}, sau hạn {} (trước ngày 20)",
        month_long(*month), short(*reported_on), short(*reported_by)
    )]
    ReportedLate { month: Month, reported_on: Date, reported_by: Date },
}

impl TimingWarning {
    pub fn code(&self) -> &'static str {
        match self {
            TimingWarning::PreparedLate { .. } => "prepared_late",
            TimingWarning::PreparedEarly { .. } => "prepared_early",
            TimingWarning::ReportedLate { .. } => "reported_late",
        }
    }
}

impl Calendar {
    /// The days of `month`; when months are paid together, those of the first.
    pub fn timing(self, month: Month) -> Timing {
        let before = month.previous();
        let day = |month: Month, number: i8| month.first_day().saturating_add((i64::from(number) - 1).days());
        Timing {
            prepare_on: day(before, self.prepare_day.clamp(1, 28)),
            ready_by: day(before, 24),
            reported_by: day(month, 19),
        }
    }

    /// Warnings for a list of `month` prepared on a day.
    pub fn prepared(self, month: Month, prepared_on: Date) -> Option<TimingWarning> {
        let timing = self.timing(month);
        if prepared_on > timing.ready_by {
            Some(TimingWarning::PreparedLate { month, prepared_on, ready_by: timing.ready_by })
        } else if Month::of(prepared_on) < month.previous() {
            Some(TimingWarning::PreparedEarly { month, prepared_on })
        } else {
            None
        }
    }

    /// Warnings for results of `month` that arrive on a day.
    pub fn reported(self, month: Month, reported_on: Date) -> Option<TimingWarning> {
        let reported_by = self.timing(month).reported_by;
        (reported_on > reported_by).then_some(TimingWarning::ReportedLate { month, reported_on, reported_by })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_list_is_ready_before_the_25th_and_the_report_before_the_20th() {
        let calendar = Calendar::default();
        let january = Month::parse("2024-01").unwrap();
        let timing = calendar.timing(january);
        let days = (timing.prepare_on, timing.ready_by, timing.reported_by);
        assert_eq!(days, (date(2023, 12, 20), date(2023, 12, 24), date(2024, 1, 19)));
        let prepared = |day| calendar.prepared(january, day).map(|warning| warning.code());
        assert_eq!(prepared(date(2023, 12, 24)), None);
        assert_eq!(prepared(date(2023, 12, 25)), Some("prepared_late"));
        assert_eq!(prepared(date(2023, 12, 1)), None);
        assert_eq!(prepared(date(2023, 11, 30)), Some("prepared_early"));
        let reported = |day| calendar.reported(january, day).map(|warning| warning.code());
        assert_eq!((reported(date(2024, 1, 19)), reported(date(2024, 1, 20))), (None, Some("reported_late")));
    }
}
