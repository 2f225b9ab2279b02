//! Working days and statutory limits: weekends, public holidays, swapped days; a clock that stops.

use jiff::ToSpan;
use jiff::civil::Date;
use law::procedures::Limit;
use law::work_years::WorkYears;

/// The days of that year are not known, so nothing can be counted across it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Chưa có lịch nghỉ lễ của năm {0}: cập nhật chương trình hoặc đặt hạn bằng tay.")]
pub struct UnknownYear(pub i16);

/// Days that do not count: those after `from` up to and including `until`; `None`: the clock still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    pub from: Date,
    pub until: Option<Date>,
}

impl Pause {
    fn holds(self, day: Date) -> bool {
        self.from < day && self.until.is_none_or(|until| day <= until)
    }
}

/// The working days of officials.
#[derive(Clone, Copy, Debug)]
pub struct WorkCalendar<'a>(pub &'a WorkYears);

impl WorkCalendar<'_> {
    pub fn is_working(self, day: Date) -> Result<bool, UnknownYear> {
        self.0.get(day.year()).map(|year| year.is_working(day)).ok_or(UnknownYear(day.year()))
    }

    /// `day`, or the first working day after it.
    pub fn working_from(self, mut day: Date) -> Result<Date, UnknownYear> {
        while !self.is_working(day)? {
            day = next(day);
        }
        Ok(day)
    }

    /// Working days after `from` up to and including `to`; 0 if `to` lies before.
    pub fn between(self, from: Date, to: Date) -> Result<u32, UnknownYear> {
        let (mut day, mut count) = (from, 0);
        while day < to {
            day = next(day);
            count += u32::from(self.is_working(day)?);
        }
        Ok(count)
    }

    /// The last day of a limit that begins on `from`: the day itself is day 0. `None`: the clock stands.
    ///
    /// A limit in calendar days or months whose last day is a day of rest ends on the next working day
    /// (Bộ luật Dân sự 2015, Điều 148 khoản 5). Hours are whole days, begun ones included, and end on any day.
    pub fn deadline(self, limit: Limit, from: Date, pauses: &[Pause]) -> Result<Option<Date>, UnknownYear> {
        let last = match limit {
            Limit::Working(days) => {
                return self.count(from, u32::from(days), pauses, |day| self.is_working(day));
            }
            Limit::Hours(hours) => {
                return self.count(from, u32::from(hours.div_ceil(24)), pauses, |_| Ok(true));
            }
            Limit::Calendar(days) => self.count(from, u32::from(days), pauses, |_| Ok(true))?,
            Limit::Months(months) => {
                let end = from.saturating_add(i64::from(months).months());
                let days = from.until(end).map_or(0, |span| span.get_days());
                self.count(from, days.unsigned_abs(), pauses, |_| Ok(true))?
            }
        };
        last.map(|last| self.working_from(last)).transpose()
    }

    /// The day on which `days` days that count have passed since `from`.
    fn count(
        self,
        from: Date,
        days: u32,
        pauses: &[Pause],
        counts: impl Fn(Date) -> Result<bool, UnknownYear>,
    ) -> Result<Option<Date>, UnknownYear> {
        let (mut day, mut passed) = (from, 0);
        while passed < days {
            day = next(day);
            let pause = pauses.iter().find(|pause| pause.holds(day));
            match pause {
                Some(Pause { until: None, .. }) => return Ok(None),
                Some(_) => {}
                None => passed += u32::from(counts(day)?),
            }
        }
        Ok(Some(day))
    }
}

/// The last day of all ends the count; no calendar reaches it.
fn next(day: Date) -> Date {
    day.tomorrow().unwrap_or(Date::MAX)
}

/// `5 ngày làm việc`.
pub fn limit_shown(limit: Limit) -> String {
    match limit {
        Limit::Working(days) => format!("{days} ngày làm việc"),
        Limit::Calendar(0) => "ngay".to_owned(),
        Limit::Calendar(days) => format!("{days} ngày"),
        Limit::Months(months) => format!("{months} tháng"),
        Limit::Hours(hours) => format!("{hours} giờ"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use law::Ruleset;
    use std::sync::OnceLock;

    fn years() -> &'static WorkYears {
        static YEARS: OnceLock<WorkYears> = OnceLock::new();
        YEARS.get_or_init(|| Ruleset::embedded().unwrap().work_years)
    }

    /// Each line: first day | limit | pauses | last day.
    #[test]
    fn limits_end_on_their_day() {
        check(
            "
            2023-05-08 | 5 w | | 2023-05-15
            2023-04-28 | 3 w | | 2023-05-08
            2023-01-19 | 1 w | | 2023-01-27
            2024-04-26 | 2 w | | 2024-05-03
            2024-05-03 | 1 w | | 2024-05-04
            2025-04-25 | 1 w | | 2025-04-26
            2026-08-21 | 2 w | | 2026-08-24
            2026-12-30 | 1 w | | 2026-12-31
            2026-12-30 | 2 w | | không có lịch 2027
            2023-05-08 | 0 w | | 2023-05-08
            2023-05-08 | 5 w | 2023-05-10..2023-05-17 | 2023-05-22
            2023-05-08 | 5 w | 2023-05-10.. | đang dừng
            2023-05-08 | 5 w | 2023-05-15.. | 2023-05-15
            2023-05-08 | 12 d | | 2023-05-22
            2023-08-20 | 12 d | | 2023-09-05
            2023-08-20 | 12 d | 2023-08-21..2023-08-24 | 2023-09-05
            2023-08-20 | 12 d | 2023-08-21..2023-08-26 | 2023-09-06
            2023-01-31 | 1 m | | 2023-02-28
            2023-05-08 | 12 h | | 2023-05-09
            2023-05-12 | 12 h | | 2023-05-13
            2023-05-08 | 25 h | | 2023-05-10
            2019-05-08 | 5 w | | không có lịch 2019
            ",
        );
    }

    fn check(table: &str) {
        for line in table.lines().filter(|line| line.contains('|')) {
            let [from, limit, pauses, expected]: [&str; 4] =
                line.split('|').map(str::trim).collect::<Vec<_>>().try_into().unwrap();
            let (number, unit) = limit.split_once(' ').unwrap();
            let number: u16 = number.parse().unwrap();
            let limit = match unit {
                "w" => Limit::Working(number),
                "d" => Limit::Calendar(number),
                "m" => Limit::Months(number as u8),
                _ => Limit::Hours(number),
            };
            let pauses: Vec<Pause> = pauses.split_once("..").into_iter().map(pause).collect();
            let found = match WorkCalendar(years()).deadline(limit, from.parse().unwrap(), &pauses) {
                Ok(Some(day)) => day.to_string(),
                Ok(None) => "đang dừng".to_owned(),
                Err(UnknownYear(year)) => format!("không có lịch {year}"),
            };
            assert_eq!(found, expected, "{line}");
        }
    }

    fn pause((from, until): (&str, &str)) -> Pause {
        Pause { from: from.parse().unwrap(), until: until.parse().ok() }
    }

    #[test]
    fn each_year_has_the_holidays_of_the_code() {
        // Article 112: 11 days of rest; those on weekends are given in lieu, so each year has 11 days off.
        for (year, days) in years().iter() {
            assert_eq!(days.off.len() - days.worked.len(), 11, "{year}");
        }
        assert_eq!(
            years().iter().map(|(year, _)| year).collect::<Vec<_>>(),
            [2021, 2022, 2023, 2024, 2025, 2026]
        );
    }

    proptest::proptest! {
        #[test]
        fn a_limit_counts_its_days(start in 0i64..1700, days in 0u16..60, wait in 0i64..20, long in 0i64..30) {
            let calendar = WorkCalendar(years());
            let from = jiff::civil::date(2021, 1, 4).saturating_add(start.days());
            let plain = calendar.deadline(Limit::Working(days), from, &[]).unwrap().unwrap();
            proptest::prop_assert_eq!(calendar.between(from, plain).unwrap(), u32::from(days));
            proptest::prop_assert!(days == 0 || calendar.is_working(plain).unwrap());
            let stop = from.saturating_add(wait.days());
            let pause = Pause { from: stop, until: Some(stop.saturating_add(long.days())) };
            let paused = calendar.deadline(Limit::Working(days), from, &[pause]).unwrap().unwrap();
            let lost = calendar.between(stop, pause.until.unwrap()).unwrap();
            let total = calendar.between(from, paused).unwrap();
            // Either it was over before the stop, or every working day lost is given back.
            proptest::prop_assert!(total == u32::from(days) + lost || (paused == plain && plain <= stop));
        }
    }
}
