//! Why a person is paid what stands on a run's lists: decision → article → value → amount, as stored with the run.

use super::papers::label;
use super::view::view;
use crate::discretion;
use crate::permission::Permission;
use crate::{Ctx, OfficeError};
use domain::decisions::Decision;
use domain::ids::{DecisionId, PersonId, RunId};
use domain::payroll::{LineKind, whole};
use law::{Month, Vnd};
use store::runs::WaitingRow;
use store::{Tx, decisions, runs};

/// Everything that a run says of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    pub full_name: String,
    /// Numbers of the payments on the run's lists.
    pub payments: Vec<i64>,
    pub lines: Vec<ExplainedLine>,
    pub waiting: Vec<WaitingRow>,
    /// Carried over from payments that were not collected.
    pub carried: Vnd,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedLine {
    pub month: Month,
    pub kind: LineKind,
    /// What it is paid for, as lists write it.
    pub label: String,
    /// Negative for a deduction.
    pub amount: Vnd,
    /// One step per line, with its article.
    pub text: String,
}

impl Explained {
    pub fn total(&self) -> Vnd {
        self.lines.iter().map(|line| line.amount).sum::<Vnd>() + self.carried
    }
}

/// Refused with `not_found` if the run says nothing of the person.
pub fn explain(ctx: &Ctx, run: RunId, person: PersonId) -> Result<Explained, OfficeError> {
    let view = view(ctx, run)?;
    let payments: Vec<_> = view.payments.iter().filter(|payment| payment.person == person).collect();
    let waiting: Vec<WaitingRow> =
        view.waiting.iter().filter(|one| one.person == person).map(|one| one.row.clone()).collect();
    if payments.is_empty() && waiting.is_empty() {
        return Err(OfficeError::NotFound("người này trong kỳ chi trả".to_owned()));
    }
    let lines = ctx.read(Permission::ReadPayroll, |tx| {
        let mut lines = Vec::new();
        let own = view.lines.iter().filter(|line| payments.iter().any(|payment| payment.id == line.payment));
        for line in own {
            let body = runs::explanation(tx, line.explanation)?;
            let text = match line.decision {
                Some(id) => whole(&decision(ctx, tx, id)?, &body),
                None => body,
            };
            let (month, kind, amount) = (line.month, line.kind, line.amount);
            lines.push(ExplainedLine { month, kind, label: label(&line.terms), amount, text });
        }
        Ok(lines)
    })?;
    let lines = discreet(ctx, run, person, lines)?;
    Ok(Explained {
        full_name: view.names.get(&person).cloned().unwrap_or_default(),
        payments: payments.iter().map(|payment| payment.number).collect(),
        lines,
        waiting,
        carried: payments.iter().map(|payment| payment.carried).sum(),
    })
}

/// Reasons that tell what is sensitive are for those who may read it, and their reading is noted.
fn discreet(
    ctx: &Ctx,
    run: RunId,
    person: PersonId,
    mut lines: Vec<ExplainedLine>,
) -> Result<Vec<ExplainedLine>, OfficeError> {
    if !lines.iter().any(|line| discretion::tells(&line.text)) {
        return Ok(lines);
    }
    if discretion::sees(ctx) {
        discretion::note(ctx, &format!("run {run} person {person}"))?;
        return Ok(lines);
    }
    for line in &mut lines {
        line.text = discretion::told(std::mem::take(&mut line.text));
    }
    Ok(lines)
}

fn decision(ctx: &Ctx, tx: &mut Tx, id: DecisionId) -> Result<Decision, OfficeError> {
    let row = decisions::get(tx, ctx.office, id)?;
    Ok(Decision {
        id,
        origin: row.origin,
        kind: row.kind,
        number: row.number,
        issuer: row.issuer,
        signed_on: row.signed_on,
        known_on: row.known_on,
        signed_entry: row.signed_entry,
        voided_entry: row.voided_entry,
    })
}
