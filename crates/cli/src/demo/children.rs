//! Three children whom somebody was worried about: what was told, what the office did. All invented.

use super::year::{CHILDREN, Town};
use crate::Failure;
use domain::protection::{ProtectionReport, ProtectionState, ReportChannel};
use jiff::civil::{Date, date};
use office::protection::{self, NewReport, ProtectionStep};

/// A report as it was taken in.
struct Told {
    channel: ReportChannel,
    on: Date,
    urgent: bool,
    /// Child, age, sex, place, state, danger.
    report: [&'static str; 6],
    steps: &'static [(Date, ProtectionState)],
}

const TOLD: &[Told] = &[
    Told {
        channel: ReportChannel::ChildLine,
        on: date(2023, 3, 6),
        urgent: true,
        report: [
            "Trẻ mẫu A",
            "9 tuổi",
            "nữ",
            "nhà trọ gần khu công nghiệp",
            "bị cha dượng đánh, có vết bầm ở tay",
            "có thể bị đánh tiếp",
        ],
        steps: &[
            (date(2023, 3, 6), ProtectionState::Verified),
            (date(2023, 3, 8), ProtectionState::Assessed),
            (date(2023, 3, 10), ProtectionState::PlanDrafted),
            (date(2023, 3, 13), ProtectionState::PlanApproved),
            (date(2023, 3, 14), ProtectionState::InProgress),
            (date(2023, 9, 14), ProtectionState::Reviewed),
            (date(2023, 9, 15), ProtectionState::Closed),
        ],
    },
    Told {
        channel: ReportChannel::Others,
        on: date(2023, 8, 14),
        urgent: false,
        report: ["Trẻ mẫu B", "khoảng 12 tuổi", "nam", "chợ", "bán vé số buổi tối", "bỏ học"],
        steps: &[
            (date(2023, 8, 15), ProtectionState::Verified),
            (date(2023, 8, 16), ProtectionState::Unfounded),
        ],
    },
    Told {
        channel: ReportChannel::InPerson,
        on: date(2023, 12, 11),
        urgent: false,
        report: [
            "Trẻ mẫu C",
            "6 tuổi",
            "nam",
            "tại nhà",
            "ở một mình nhiều ngày, mẹ đi làm xa",
            "thiếu ăn, không ai trông",
        ],
        steps: &[
            (date(2023, 12, 12), ProtectionState::Verified),
            (date(2023, 12, 14), ProtectionState::Assessed),
            (date(2023, 12, 15), ProtectionState::PlanDrafted),
        ],
    },
];

impl Town {
    /// What the officer for children did in a month of the year, day by day.
    pub(super) fn protect_children(&self, month: i8) -> Result<(), Failure> {
        for (number, told) in (1..).zip(TOLD) {
            if told.on.month() == month {
                self.take_in(number, told)?;
            }
            for (on, to) in told.steps.iter().filter(|(on, _)| on.month() == month) {
                let decision = (*to == ProtectionState::PlanApproved).then(|| "31/QĐ-UBND".to_owned());
                let step = ProtectionStep { to: *to, on: *on, decision };
                protection::step(&self.console.ctx(CHILDREN, *on)?, &case_number(number), &step)?;
            }
        }
        Ok(())
    }

    fn take_in(&self, number: usize, told: &Told) -> Result<(), Failure> {
        let ctx = self.console.ctx(CHILDREN, told.on)?;
        let communes = crate::commands::poverty::communes(&ctx)?;
        let Some(commune) = communes.iter().cycle().nth(number * 2) else { return Ok(()) };
        let [child_name, child_age, child_sex, place, child_state, danger] = told.report.map(str::to_owned);
        let report = ProtectionReport {
            child_name,
            child_age,
            child_sex,
            place,
            child_state,
            danger,
            ..ProtectionReport::default()
        };
        let new = NewReport {
            unit: commune.id,
            channel: told.channel,
            received_on: told.on,
            urgent: told.urgent,
            lead: None,
            report,
        };
        protection::receive(&ctx, Some(&self.vault), &new)?;
        Ok(())
    }
}

/// The office numbers the cases of a year as they come.
fn case_number(number: usize) -> String {
    format!("BVTE-2023-{number:03}")
}
