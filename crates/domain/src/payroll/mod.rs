//! The payroll: what is owed, what a run pays, and why.
//!
//! `lines(run) = owed(months of the run) + for every earlier month: owed(as now known) − posted`.

mod calendar;
mod compare;
mod draft;
mod drafting;
mod explain;
mod line;
mod month_by_month;
mod posted;
mod reconcile;
mod run;
mod settled;
mod values;

#[cfg(test)]
mod tests;

pub use calendar::{Calendar, Timing, TimingWarning};
pub use compare::{Change, ChangeKind, Compared, Snapshot, Totals, compare, snapshots, totals};
pub use draft::{Draft, Enrolled, Past, Place, Recipient, Stopped, Withdrawal, draft_run};
pub use explain::{arrears_body, body, deduction_body, whole};
pub use line::{
    Cause, ExplanationIndex, Finding, FindingCode, Line, LineKind, Proposal, Waiting, WaitingCode,
};
pub use month_by_month::{Amount, Due, first_month, owed};
pub use posted::Posted;
pub use run::{Cutoff, RunEvent, RunKind, RunOfficers, RunRefusal, RunSpec, RunState, TRANSITIONS};
pub use settled::{News, Since};
pub use values::{ValueFn, Values};
