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

use crate::ids::PayeeId;
use crate::labelled::labelled;
use jiff::civil::Date;
use law::Scheme;

labelled!(
    /// Whose money it is.
    Source {
        Central = "central", "ngân sách trung ương";
        Local = "local", "ngân sách địa phương";
    }
);

impl Source {
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

labelled!(Channel {
    Bank = "bank", "tài khoản ngân hàng";
    Post = "post", "bưu điện";
    Cash = "cash", "tiền mặt";
});

labelled!(PayeeGround {
    Own = "self", "chính người hưởng";
    Guardian = "guardian", "người giám hộ";
    Carer = "carer", "người nhận nuôi dưỡng, chăm sóc";
    Heir = "heir", "người thừa kế";
    Proxy = "proxy", "người được ủy quyền";
});

/// Who receives a person's money, as far as payroll reads it. Holds on days with `from ≤ day < until`.
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
