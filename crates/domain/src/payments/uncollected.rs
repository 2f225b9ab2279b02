//! Money that came back: carried whole into the next run, and a signal after three months.

use super::Source;
use crate::decisions::PartKey;
use crate::ids::{EnrolmentId, PaymentId, PersonId};
use crate::shown::shown;
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

shown!(
    /// What three months without collection ask for.
    UncollectedSignal {
        /// Social assistance: a decision to suspend is drafted.
        ProposeSuspension = "propose_suspension", "đề xuất tạm dừng chi trả";
        /// Merit: somebody visits and verifies.
        Verify = "verify", "xác minh đối tượng";
    }
);

/// The months of an enrolment whose payment was handed over and came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returns {
    pub person: PersonId,
    pub enrolment: EnrolmentId,
    pub scheme: Scheme,
    /// In ascending order, each month once.
    pub months: Vec<Month>,
}

/// An enrolment that was not collected for three months or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongUncollected {
    pub person: PersonId,
    pub enrolment: EnrolmentId,
    pub signal: UncollectedSignal,
    /// Consecutive months up to the last reconciled one.
    pub months: u32,
}

/// Who has not collected for three consecutive months up to `last_month`, the month of the last reconciled run.
pub fn long_uncollected(returns: &[Returns], last_month: Month) -> Vec<LongUncollected> {
    let long = returns.iter().filter_map(|one| {
        let backwards = one.months.iter().rev().zip(0..);
        let months = backwards.take_while(|(month, back)| **month == last_month.plus(-back)).count();
        let months = u32::try_from(months).unwrap_or(u32::MAX);
        (months >= MONTHS_UNTIL_SIGNAL).then_some(LongUncollected {
            person: one.person,
            enrolment: one.enrolment,
            signal: UncollectedSignal::of(one.scheme),
            months,
        })
    });
    long.collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_months_in_a_row_up_to_the_last_give_a_signal() {
        let month = |text: &str| Month::parse(text).unwrap();
        let check = |scheme, months: &[&str], expected: Option<(UncollectedSignal, u32)>| {
            let months = months.iter().map(|text| month(text)).collect();
            let returns = [Returns { person: PersonId(1), enrolment: EnrolmentId(1), scheme, months }];
            let found = long_uncollected(&returns, month("2023-05"));
            assert_eq!(found.first().map(|one| (one.signal, one.months)), expected, "{returns:?}");
        };
        let suspend = Some((UncollectedSignal::ProposeSuspension, 3));
        check(Scheme::SocialAllowance, &["2023-03", "2023-04", "2023-05"], suspend);
        check(Scheme::Merit, &["2023-03", "2023-04", "2023-05"], Some((UncollectedSignal::Verify, 3)));
        check(Scheme::SocialPension, &["2022-12", "2023-03", "2023-04", "2023-05"], suspend);
        check(Scheme::SocialAllowance, &["2023-04", "2023-05"], None);
        check(Scheme::SocialAllowance, &["2023-02", "2023-03", "2023-04"], None);
        check(Scheme::SocialAllowance, &["2023-01", "2023-02", "2023-04", "2023-05"], None);
    }
}
