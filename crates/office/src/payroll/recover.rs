//! What is to come back: a person decides how, money comes in.

use crate::ledger::{self, Booking};
use crate::permission::Permission;
use crate::reach::Reach;
use crate::{Ctx, OfficeError, Problem};
use domain::ids::{EnrolmentId, EntryId, PersonId, RecoveryId, RunId};
use domain::ledger::{Dimensions, Event, Movement};
use domain::recovery::{Recovery, RecoveryEvent, RecoveryPlan, RecoveryRefusal};
use jiff::civil::Date;
use law::Vnd;
use std::collections::HashMap;
use store::recoveries::{ReceiptRow, RecoveryRow};
use store::{Tx, enrolments, recoveries, runs};

/// How a recovery is to come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub plan: RecoveryPlan,
    /// Most that a month's payment gives up; `None`: as much as there is.
    pub monthly_ceiling: Option<Vnd>,
    /// The relatives' written consent (funeral support), or the decision that writes the money off.
    pub paper: Option<String>,
}

/// A recovery with the person that it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryView {
    pub recovery: Recovery,
    pub person: PersonId,
    /// Stored word and detail of the cause.
    pub cause: (String, String),
    pub found_run: Option<RunId>,
    /// Found by a draft that nobody has approved yet.
    pub provisional: bool,
    pub paper: Option<String>,
}

/// Every recovery of the office, in the order of finding.
pub fn recoveries(ctx: &Ctx) -> Result<Vec<RecoveryView>, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let people: HashMap<EnrolmentId, PersonId> =
            enrolments::of_office(tx, ctx.office)?.into_iter().map(|one| (one.id, one.person)).collect();
        let rows = recoveries::of_office(tx, ctx.office, EntryId(i64::MAX))?;
        let reach = Reach::load(ctx, tx, Permission::ReadPayroll)?;
        let view = |row: RecoveryRow| {
            let person = *people.get(&row.recovery.enrolment)?;
            reach.covers(person, row.recovery.scheme).then(|| RecoveryView {
                provisional: !row.is_final(EntryId(i64::MAX)),
                recovery: row.recovery,
                person,
                cause: row.cause,
                found_run: row.found_run,
                paper: row.consent_paper,
            })
        };
        Ok(rows.into_iter().filter_map(view).collect())
    })
}

/// A person decides. What is written off is settled at once. Refused: `recovery_state`, `recovery_consent`,
/// `recovery_ceiling`, `recovery_provisional` (its run is not approved), `recovery_in_draft` (an unapproved run
/// already deducts for it), `recovery_decision` (writing off needs its paper).
pub fn plan_recovery(ctx: &Ctx, id: RecoveryId, plan: &Plan) -> Result<(), OfficeError> {
    let detail = format!("recovery {id} {}", plan.plan.word());
    ctx.write(Permission::PlanRecoveries, "recovery.plan", &detail, |tx, entry| {
        let row = final_recovery(ctx, tx, id)?;
        row.recovery.state.after(RecoveryEvent::Plan)?;
        sound(plan)?;
        if recoveries::deducted_in_draft(tx, id)? > 0 {
            let message = "Danh sách chưa duyệt đang khấu trừ khoản này: hãy duyệt hoặc lập lại trước";
            return Err(OfficeError::refused("recovery_in_draft", message));
        }
        recoveries::plan(tx, id, plan.plan, plan.monthly_ceiling, plan.paper.as_deref(), entry)?;
        if plan.plan == RecoveryPlan::WrittenOff {
            let movement = movement(tx, &row.recovery, row.recovery.remaining())?;
            let text = format!("Không thu hồi khoản số {id}");
            let booking = Booking { event: Event::WriteOff, run: None, text };
            ledger::book(ctx, tx, entry, booking, vec![movement])?;
            recoveries::settle(tx, id, entry)?;
        }
        Ok(())
    })
}

fn sound(plan: &Plan) -> Result<(), OfficeError> {
    match plan.plan {
        RecoveryPlan::FromFuneralSupport if plan.paper.is_none() => {
            Err(RecoveryRefusal::ConsentMissing.into())
        }
        RecoveryPlan::FromPayments if plan.monthly_ceiling.is_some_and(|ceiling| ceiling <= Vnd::ZERO) => {
            Err(RecoveryRefusal::CeilingNotPositive.into())
        }
        RecoveryPlan::WrittenOff if plan.paper.is_none() => {
            Err(OfficeError::refused("recovery_decision", "Không thu hồi thì phải ghi quyết định làm căn cứ"))
        }
        RecoveryPlan::FromPayments
        | RecoveryPlan::FromRelatives
        | RecoveryPlan::FromFuneralSupport
        | RecoveryPlan::WrittenOff => Ok(()),
    }
}

/// Money came back outside a run. The recovery is settled when nothing remains. Refused: `recovery_state`,
/// `recovery_amount`, `recovery_provisional`.
pub fn receive(
    ctx: &Ctx,
    id: RecoveryId,
    amount: Vnd,
    on: Date,
    paper: Option<&str>,
) -> Result<(), OfficeError> {
    if amount <= Vnd::ZERO {
        return Err(OfficeError::Invalid(vec![Problem::new("amount", "số tiền phải lớn hơn 0")]));
    }
    let detail = format!("recovery {id} amount {}", amount.0);
    ctx.write(Permission::PlanRecoveries, "recovery.receive", &detail, |tx, entry| {
        let row = final_recovery(ctx, tx, id)?;
        row.recovery.state.after(RecoveryEvent::Settle)?;
        if amount > row.recovery.remaining() {
            return Err(RecoveryRefusal::MoreThanRemaining.into());
        }
        let receipt = ReceiptRow { recovery: id, amount, on, paper: paper.map(str::to_owned), entry };
        recoveries::insert_receipt(tx, &receipt)?;
        let movement = movement(tx, &row.recovery, amount)?;
        let booking =
            Booking { event: Event::Receive, run: None, text: format!("Thu hồi khoản số {id}") };
        ledger::book(ctx, tx, entry, booking, vec![movement])?;
        if amount == row.recovery.remaining() {
            recoveries::settle(tx, id, entry)?;
        }
        Ok(())
    })
}

fn final_recovery(ctx: &Ctx, tx: &mut Tx, id: RecoveryId) -> Result<RecoveryRow, OfficeError> {
    let rows = recoveries::of_office(tx, ctx.office, EntryId(i64::MAX))?;
    let row = rows.into_iter().find(|row| row.recovery.id == id);
    let row = row.ok_or_else(|| OfficeError::NotFound(format!("khoản thu hồi số {id}")))?;
    let reach = Reach::load(ctx, tx, Permission::PlanRecoveries)?;
    let owner = enrolments::by_id(tx, ctx.office, row.recovery.enrolment)?;
    reach.check(owner.map(|one| (one.person, one.scheme)))?;
    if row.is_final(EntryId(i64::MAX)) {
        return Ok(row);
    }
    let message = "Khoản này mới do một danh sách chưa duyệt phát hiện: hãy duyệt danh sách trước";
    Err(OfficeError::refused("recovery_provisional", message))
}

/// The recoveries that a run has found, for its approval.
pub(super) fn movements_found_by(ctx: &Ctx, tx: &mut Tx, run: RunId) -> Result<Vec<Movement>, OfficeError> {
    whole_amounts(ctx, tx, |row| row.found_run == Some(run))
}

/// A withdrawn proposal takes its booking back.
pub(super) fn book_withdrawals(
    ctx: &Ctx,
    tx: &mut Tx,
    entry: EntryId,
    withdrawn: &[RecoveryId],
) -> Result<(), OfficeError> {
    if withdrawn.is_empty() {
        return Ok(());
    }
    let movements = whole_amounts(ctx, tx, |row| withdrawn.contains(&row.recovery.id))?;
    let booking =
        Booking { event: Event::Withdraw, run: None, text: "Rút đề xuất thu hồi".to_owned() };
    ledger::book(ctx, tx, entry, booking, movements)
}

fn whole_amounts(
    ctx: &Ctx,
    tx: &mut Tx,
    picked: impl Fn(&RecoveryRow) -> bool,
) -> Result<Vec<Movement>, OfficeError> {
    let mut rows = recoveries::of_office(tx, ctx.office, EntryId(i64::MAX))?;
    rows.retain(picked);
    rows.iter().map(|row| movement(tx, &row.recovery, row.recovery.amount)).collect()
}

/// In the unit in which the enrolment was last listed: recoveries are about money that was posted, so there is one.
fn movement(tx: &mut Tx, recovery: &Recovery, amount: Vnd) -> Result<Movement, OfficeError> {
    let unit = runs::last_unit(tx, recovery.enrolment)?;
    let unit =
        unit.ok_or_else(|| OfficeError::NotFound(format!("địa bàn của khoản thu hồi số {}", recovery.id)))?;
    Ok(Movement { dimensions: Dimensions { unit, channel: None, scheme: recovery.scheme }, amount })
}
