//! What is handed over: payees, payments and their results.

mod group;
mod state;
mod uncollected;

pub use group::{Carry, Payment, Share, group};
pub use state::{
    PaymentEvent, PaymentRefusal, PaymentState, ResultOutcome, RunTotals, TRANSITIONS, check_run, record,
};
pub use uncollected::{
    LongUncollected, Returns, Uncollected, UncollectedLine, UncollectedSignal, long_uncollected,
};

pub use crate::people::{Channel, PayeeGround};

use crate::ids::PayeeId;
use crate::shown::shown;
use jiff::civil::Date;
use law::Scheme;

shown!(
    /// Whose money it is.
    Source {
        Central = "central", "ngân sách trung ương";
        Local = "local", "ngân sách địa phương";
    }
);

impl Source {
    /// The words at the head of a bank transfer: what account holders read in their statements.
    pub fn transfer_words(self) -> &'static str {
        match self {
            Source::Central => "TCUD NCC",
            Source::Local => "TCXH",
        }
    }

    /// Allowances of people with merits are central money, social assistance and pension local.
    pub fn of(scheme: Scheme) -> Source {
        match scheme {
            Scheme::Merit | Scheme::MeritOneOff => Source::Central,
            Scheme::SocialAllowance
            | Scheme::Institution
            | Scheme::CareSupport
            | Scheme::SocialPension
            | Scheme::SocialOneOff => Source::Local,
        }
    }
}

/// A registered `people::Payee`, as far as payroll reads it. Holds on days with `from ≤ day < until`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payee {
    pub id: PayeeId,
    pub ground: PayeeGround,
    pub channel: Channel,
    pub from: Date,
    pub until: Option<Date>,
}

impl Payee {
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// The payee on `day`: an heir once the person is known to have died, anybody else before; the one recorded from
/// the latest day, at equal days the highest id.
pub fn payee_on(payees: &[Payee], died: Option<Date>, day: Date) -> Option<&Payee> {
    payees
        .iter()
        .filter(|payee| payee.holds_on(day) && (payee.ground == PayeeGround::Heir) == died.is_some())
        .max_by_key(|payee| (payee.from, payee.id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_latest_payee_receives_and_after_a_death_only_an_heir() {
        let payee =
            |id, ground, from, until| Payee { id: PayeeId(id), ground, channel: Channel::Post, from, until };
        let payees = [
            payee(1, PayeeGround::SelfPaid, date(2020, 1, 1), None),
            payee(2, PayeeGround::Proxy, date(2023, 3, 1), Some(date(2023, 6, 1))),
            payee(3, PayeeGround::Heir, date(2023, 1, 1), None),
        ];
        let died = Some(date(2023, 4, 4));
        let cases = [
            (None, date(2023, 2, 28), Some(1)),
            (None, date(2023, 3, 1), Some(2)),
            (None, date(2023, 6, 1), Some(1)),
            (None, date(2019, 12, 31), None),
            (died, date(2023, 5, 1), Some(3)),
            (died, date(2022, 5, 1), None),
        ];
        for (died, day, expected) in cases {
            assert_eq!(payee_on(&payees, died, day).map(|payee| payee.id.0), expected, "{died:?} {day}");
        }
    }
}
