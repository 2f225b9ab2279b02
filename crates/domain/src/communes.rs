//! What communes report each month of increases, decreases and changes: sent or not, in time or late, and what became
//! of each row.

use crate::labels::labelled;
use crate::worded;
use jiff::civil::Date;
use law::Month;

worded!(
    /// What became of a row that a commune reported.
    ProposalState {
        Proposed = "proposed",
        /// Applied to the registers.
        Accepted = "accepted",
        /// Sent back to the commune with a reason.
        Returned = "returned",
    }
);

labelled!(ProposalState {
    Proposed = "Chờ duyệt",
    Accepted = "Đã nhận",
    Returned = "Trả lại",
});

worded!(
    /// Whether a commune has sent its report of a month and field.
    Sending {
        NotSent = "not_sent",
        Overdue = "overdue",
        /// Sent, where the office has set no day by which.
        Sent = "sent",
        InTime = "in_time",
        Late = "late",
    }
);

labelled!(Sending {
    NotSent = "Chưa nộp",
    Overdue = "Quá hạn chưa nộp",
    Sent = "Đã nộp",
    InTime = "Đúng hạn",
    Late = "Nộp muộn",
});

impl Sending {
    /// As seen on `on`. `deadline` is the last day in time.
    pub fn of(first_sent: Option<Date>, deadline: Option<Date>, on: Date) -> Sending {
        match (first_sent, deadline) {
            (Some(_), None) => Sending::Sent,
            (Some(sent), Some(deadline)) if sent <= deadline => Sending::InTime,
            (Some(_), Some(_)) => Sending::Late,
            (None, Some(deadline)) if deadline < on => Sending::Overdue,
            (None, _) => Sending::NotSent,
        }
    }

    pub fn is_sent(self) -> bool {
        match self {
            Sending::Sent | Sending::InTime | Sending::Late => true,
            Sending::NotSent | Sending::Overdue => false,
        }
    }
}

/// The last day on which the report of a month is in time: that day of the month itself, or its last day if it has
/// no such day.
pub fn deadline(month: Month, day: i8) -> Date {
    let first = month.first_day();
    let day = day.clamp(1, first.days_in_month());
    first.with().day(day).build().unwrap_or(first)
}

/// How many rows stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub waiting: usize,
    pub accepted: usize,
    pub returned: usize,
}

impl Counts {
    pub fn add(&mut self, state: ProposalState) {
        match state {
            ProposalState::Proposed => self.waiting += 1,
            ProposalState::Accepted => self.accepted += 1,
            ProposalState::Returned => self.returned += 1,
        }
    }

    pub fn rows(self) -> usize {
        self.waiting + self.accepted + self.returned
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_are_in_time_late_or_missing() {
        let day = |text: &str| crate::dates::parse_iso(text);
        for (sent, deadline, on, expected) in [
            ("", "", "2023-09-30", "not_sent"),
            ("", "2023-09-20", "2023-09-20", "not_sent"),
            ("", "2023-09-20", "2023-09-21", "overdue"),
            ("2023-09-19", "", "2023-09-21", "sent"),
            ("2023-09-20", "2023-09-20", "2023-09-21", "in_time"),
            ("2023-09-21", "2023-09-20", "2023-09-21", "late"),
        ] {
            let found = Sending::of(day(sent), day(deadline), day(on).unwrap());
            assert_eq!(found.word(), expected, "{sent} {deadline} {on}");
        }
    }

    #[test]
    fn short_months_end_on_their_last_day() {
        for (month, day, expected) in
            [("2023-02", 30, "2023-02-28"), ("2024-02", 30, "2024-02-29"), ("2023-09", 19, "2023-09-19")]
        {
            assert_eq!(deadline(Month::parse(month).unwrap(), day).to_string(), expected);
        }
    }
}
