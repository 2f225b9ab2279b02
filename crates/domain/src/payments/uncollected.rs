//! Money that came back: carried whole into the next run, and a signal after three months.

use super::Source;
use crate::decisions::PartKey;
use crate::ids::{EnrolmentId, PaymentId, PersonId};
use crate::worded::worded;
use law::{Month, Scheme, Vnd};

/// A returned payment that waits to be handed over again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncollected {
    pub payment: PaymentId,
    pub source: Source,
    /// Its own lines and those of the payments carried into it.
    pub lines: Vec<UncollectedLine>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncollectedLine {
    pub enrolment: EnrolmentId,
    pub scheme: Scheme,
    pub key: PartKey,
    pub month: Month,
    /// As posted; negative for a deduction.
    pub amount: Vnd,
}

impl Uncollected {
    pub fn amount(&self) -> Vnd {
        self.lines.iter().map(|line| line.amount).sum()
    }
}

worded!(
    /// What three months without collection ask for.
    UncollectedSignal {
        /// Social assistance: a decision to suspend is drafted.
        ProposeSuspension = "propose_suspension", "đề xuất tạm dừng chi trả";
        /// Merit: somebody visits and verifies.
        Verify = "verify", "xác minh đối tượng";
    }
);

/// Consecutive months of one enrolment, newest last, that were handed over and came back, as of the last
/// reconciled run: three or more give a signal.
pub fn uncollected_signals(
    histories: &[(PersonId, EnrolmentId, Scheme, Vec<(Month, Vnd)>)],
    last_month: Month,
) -> Vec<(PersonId, EnrolmentId, UncollectedSignal, u32)> {
    let mut signals = Vec::new();
    for (person, enrolment, scheme, months) in histories {
        let mut expected = last_month;
        let mut count = 0;
        for (month, amount) in months.iter().rev() {
            if *month != expected || amount.0 <= 0 {
                break;
            }
            count += 1;
            expected = expected.previous();
        }
        if count >= MONTHS_UNTIL_SIGNAL {
            signals.push((*person, *enrolment, UncollectedSignal::of(*scheme), count));
        }
    }
    signals
}

/// Decree 20/2021 Art. 9: three months uncollected suspend the payment.
const MONTHS_UNTIL_SIGNAL: u32 = 3;

impl UncollectedSignal {
    pub fn of(scheme: Scheme) -> UncollectedSignal {
        match Source::of(scheme) {
            Source::Local => UncollectedSignal::ProposeSuspension,
            Source::Central => UncollectedSignal::Verify,
        }
    }
}
