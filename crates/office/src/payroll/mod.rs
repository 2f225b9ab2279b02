//! Runs: prepared, compared, checked, approved, sent, answered by the payer, reconciled, closed.
//!
//! Each command is one journal entry. What is owed and what a run consists of is decided in `domain::payroll`.

mod load;
mod prepare;
mod steps;
mod results;
mod recover;
mod shares;
mod view;
mod explain;
mod history;
mod settings;
mod settled;
pub mod checks;
pub mod papers;

pub use explain::{Explained, ExplainedLine, explain};
pub use history::{
    AGE_BAND, AgeBand, LineHistory, PastLine, ages, by_scheme, enrolment_of, enrolments_of, history,
};
pub use prepare::{BothWays, Order, Prepared, both_ways, prepare};
pub use recover::{Plan, RecoveryView, plan_recovery, receive, recoveries};
pub use results::{
    PayerTotal, ResultsRecorded, RunResults, Unpaid, hold, payment_of, record_payment, record_results,
    release,
};
pub use settings::opening;
pub use steps::{approve, check, close, reconcile, send};
pub use store::payments::PaymentRow;
pub use store::runs::{RunRow, SchemeSum};
pub use view::{RunView, WaitingView, compare, find, runs, totals, view};

pub(crate) use prepare::{preview, sha256};
pub(crate) use results::record_in;
pub(crate) use view::find_in;

use crate::OfficeError;
use domain::decisions::DecisionRefusal;
use domain::payments::PaymentRefusal;
use domain::payroll::RunRefusal;
use domain::recovery::RecoveryRefusal;

macro_rules! refusals {
    ($($refusal:ty),+) => { $(
        impl From<$refusal> for OfficeError {
            fn from(refusal: $refusal) -> OfficeError {
                OfficeError::refused(refusal.code(), refusal.to_string())
            }
        }
    )+ };
}
refusals!(RunRefusal, PaymentRefusal, RecoveryRefusal, DecisionRefusal);
