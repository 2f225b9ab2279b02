//! Runs as they lie in the file: for pages, papers, the command line, and the next command.

use super::prepare::redraft;
use crate::permission::Permission;
use crate::reach::Reach;
use crate::{Ctx, OfficeError};
use domain::dates::month_long;
use domain::decisions::Enrolment;
use domain::ids::{EnrolmentId, OfficeId, PersonId, RunId};
use domain::payroll::{Compared, LineKind, RunKind, RunState, Snapshot};
use law::{Month, Vnd};
use std::collections::{HashMap, HashSet};
use store::payments::{PaymentRow, StateTotal};
use store::runs::{LineRow, RunRow, WaitingRow};
use store::{StoreError, Tx, enrolments, payments, runs as rows};

/// A run with everything on its lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunView {
    pub run: RunRow,
    /// In the order of their numbers.
    pub payments: Vec<PaymentRow>,
    /// In the order of payments.
    pub lines: Vec<LineRow>,
    pub waiting: Vec<WaitingView>,
    /// Full names of the enrolled people.
    pub names: HashMap<PersonId, String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingView {
    pub person: PersonId,
    pub row: WaitingRow,
}

impl RunView {
    /// Sum of the lines.
    pub fn newly(&self) -> Vnd {
        self.lines.iter().map(|line| line.amount).sum()
    }

    /// New and carried: what is handed over.
    pub fn handed_over(&self) -> Vnd {
        self.payments.iter().map(PaymentRow::amount).sum()
    }
}

/// All runs of the office, replaced drafts too.
pub fn runs(ctx: &Ctx) -> Result<Vec<RunRow>, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| Ok(rows::list(tx, ctx.office)?))
}

/// Sums of every run by state of payment, source and commune, of the officer's areas and fields.
pub fn totals(ctx: &Ctx) -> Result<Vec<StateTotal>, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let reach = Reach::load(ctx, tx, Permission::ReadPayroll)?;
        let mut totals = payments::totals(tx, ctx.office)?;
        totals.retain(|total| reach.covers_payment(total.unit, total.source));
        Ok(totals)
    })
}

/// The newest run of the kind that pays `month` and was not replaced.
pub fn find(ctx: &Ctx, kind: RunKind, month: Month) -> Result<RunRow, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let of_kind = rows::list(tx, ctx.office)?.into_iter().filter(|run| {
            run.kind == kind
                && run.state != RunState::Replaced
                && run.month <= month
                && month <= run.last_month
        });
        let newest = of_kind.max_by_key(|run| run.recorded_entry);
        newest.ok_or_else(|| {
            OfficeError::NotFound(format!("kỳ chi trả {} của {}", kind.label(), month_long(month)))
        })
    })
}

/// Of the officer's areas and fields.
pub fn view(ctx: &Ctx, run: RunId) -> Result<RunView, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let reach = Reach::load(ctx, tx, Permission::ReadPayroll)?;
        let people: HashMap<EnrolmentId, Enrolment> =
            enrolments::of_office(tx, ctx.office)?.into_iter().map(|one| (one.id, one)).collect();
        let waiting = rows::waiting(tx, run)?.into_iter().filter_map(|row| {
            let Enrolment { person, scheme, .. } = *people.get(&row.enrolment)?;
            reach.covers(person, scheme).then_some(WaitingView { person, row })
        });
        let mut view = RunView {
            run: find_in(tx, ctx.office, run)?,
            payments: payments::of_run(tx, run)?,
            waiting: waiting.collect(),
            lines: rows::lines(tx, run)?,
            names: enrolments::names(tx, ctx.office)?,
        };
        if !reach.is_whole() {
            view.payments.retain(|payment| reach.covers_payment(payment.unit, payment.source));
            let own: HashSet<_> = view.payments.iter().map(|payment| payment.id).collect();
            view.lines.retain(|line| own.contains(&line.payment));
            let seen: HashSet<_> = view.payments.iter().map(|payment| payment.person).collect();
            let waits: HashSet<_> = view.waiting.iter().map(|waiting| waiting.person).collect();
            view.names.retain(|person, _| seen.contains(person) || waits.contains(person));
        }
        Ok(view)
    })
}

/// The run beside the one before it: new, ended, changed and why, of the officer's areas and fields. `None` for the
/// first.
pub fn compare(ctx: &Ctx, run: RunId) -> Result<Option<Compared>, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let row = find_in(tx, ctx.office, run)?;
        let before = rows::list(tx, ctx.office)?.into_iter().filter(|other| {
            other.kind == row.kind && other.state.is_posted() && other.last_month < row.month
        });
        let Some(before) = before.max_by_key(|other| (other.last_month, other.recorded_entry)) else {
            return Ok(None);
        };
        let previous = snapshots(tx, ctx.office, &before)?;
        let draft = redraft(ctx, tx, &row)?;
        let reach = Reach::load(ctx, tx, Permission::ReadPayroll)?;
        Ok(Some(Compared::of(&previous, &draft, row.month, |person, scheme| reach.covers(person, scheme))))
    })
}

/// The current lines of a stored run's last month.
fn snapshots(tx: &mut Tx, office: OfficeId, run: &RunRow) -> Result<Vec<Snapshot>, OfficeError> {
    let people: HashMap<EnrolmentId, PersonId> =
        enrolments::of_office(tx, office)?.into_iter().map(|one| (one.id, one.person)).collect();
    let current = rows::lines(tx, run.id)?.into_iter();
    let current = current.filter(|line| line.kind == LineKind::Current && line.month == run.last_month);
    let snapshot = |line: LineRow| {
        let person = *people.get(&line.enrolment)?;
        let (enrolment, key, amount) = (line.enrolment, line.key(), line.amount);
        Some(Snapshot {
            person,
            enrolment,
            key,
            amount,
            unit: line.unit,
            decision: line.decision,
            terms: line.terms,
        })
    };
    Ok(current.filter_map(snapshot).collect())
}

/// The run, or a refusal in words.
pub(crate) fn find_in(tx: &mut Tx, office: OfficeId, run: RunId) -> Result<RunRow, OfficeError> {
    rows::get(tx, office, run).map_err(|error| match error {
        StoreError::NotFound { .. } => OfficeError::NotFound(format!("kỳ chi trả số {run}")),
        other => OfficeError::Store(other),
    })
}
