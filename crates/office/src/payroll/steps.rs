//! A run's way: checked, approved, sent, reconciled, closed.

use super::shares;
use super::view::find_in;
use crate::ledger::{self, Booking};
use crate::permission::Permission;
use crate::reach::check_whole_area;
use crate::{Ctx, OfficeError};
use domain::ids::{EntryId, RecoveryId, RunId};
use domain::ledger::{Dimensions, Event, Movement};
use domain::payments::{RunTotals, check_run};
use domain::payroll::{LineKind, RunEvent, RunOfficers};
use domain::recovery::{RecoveryEvent, RecoveryState};
use law::Vnd;
use std::collections::HashMap;
use store::payments::PaymentRow;
use store::runs::{LineRow, RunRow};
use store::{Tx, payments, recoveries, runs};

/// Somebody other than the preparer has gone through the list. Refused: `run_state`, `run_checked_by_preparer`.
pub fn check(ctx: &Ctx, run: RunId) -> Result<(), OfficeError> {
    check_whole_area(ctx, Permission::CheckPayroll)?;
    ctx.write(Permission::CheckPayroll, "payroll.check", &format!("run {run}"), |tx, entry| {
        let row = find_in(tx, ctx.office, run)?;
        step(ctx, tx, &row, RunEvent::Check)?;
        totals_agree(tx, &row)?;
        Ok(runs::set_checked(tx, run, ctx.officer.id, entry)?)
    })
}

/// Approved by a third person, or recorded by one from the signed paper (`paper`: number and day, signer). From
/// now on its lines never change: the journal keeps their hash. Refused: `run_state`, `run_approved_by_preparer`,
/// `run_approved_by_checker`, `run_outdated` (another run or a receipt has changed what it rests on: prepare again).
pub fn approve(ctx: &Ctx, run: RunId, paper: Option<&str>) -> Result<(), OfficeError> {
    check_whole_area(ctx, Permission::ApprovePayroll)?;
    let seen = ctx.read(Permission::ApprovePayroll, |tx| fingerprint(tx, run))?;
    let detail = format!("run {run} lines {} new {} hash {}", seen.lines, seen.new.0, seen.hash);
    ctx.write(Permission::ApprovePayroll, "payroll.approve", &detail, |tx, entry| {
        let row = find_in(tx, ctx.office, run)?;
        step(ctx, tx, &row, RunEvent::Approve)?;
        if fingerprint(tx, run)? != seen {
            return Err(OfficeError::Conflict(
                "danh sách vừa được lập lại: hãy xem lại trước khi duyệt".to_owned(),
            ));
        }
        still_current(ctx, tx, &row)?;
        runs::set_approved(tx, run, ctx.officer.id, entry, paper)?;
        let carried = payments::set_carried_into(tx, run)?;
        let into = payments::carries_into(tx, run)?;
        if carried != into.len() as u64 {
            return Err(outdated("một khoản chuyển kỳ đã thay đổi"));
        }
        book_approval(ctx, tx, &row, entry)?;
        settle_deducted(ctx, tx, run, entry)
    })
}

/// The money goes to the payers. Refused: `run_state`.
pub fn send(ctx: &Ctx, run: RunId) -> Result<(), OfficeError> {
    check_whole_area(ctx, Permission::SendPayroll)?;
    ctx.write(Permission::SendPayroll, "payroll.send", &format!("run {run}"), |tx, entry| {
        let row = find_in(tx, ctx.office, run)?;
        step(ctx, tx, &row, RunEvent::Send)?;
        runs::set_sent(tx, run, entry)?;
        let shares = shares::of_run(tx, ctx.office, run)?;
        let moved =
            payments::of_run(tx, run)?.iter().flat_map(|row| shares::movements(row, &shares)).collect();
        let booking = Booking {
            event: Event::Send,
            run: Some(run),
            text: told(&row, "chuyển tiền cho đơn vị chi trả"),
        };
        ledger::book(ctx, tx, entry, booking, moved)
    })
}

/// Every payment has its result. Refused: `run_state`, `run_payments_pending`.
pub fn reconcile(ctx: &Ctx, run: RunId) -> Result<(), OfficeError> {
    check_whole_area(ctx, Permission::ReconcilePayroll)?;
    ctx.write(Permission::ReconcilePayroll, "payroll.reconcile", &format!("run {run}"), |tx, entry| {
        let row = find_in(tx, ctx.office, run)?;
        step(ctx, tx, &row, RunEvent::Reconcile)?;
        totals_agree(tx, &row)?;
        Ok(runs::set_reconciled(tx, run, entry)?)
    })
}

pub fn close(ctx: &Ctx, run: RunId) -> Result<(), OfficeError> {
    check_whole_area(ctx, Permission::ClosePayroll)?;
    ctx.write(Permission::ClosePayroll, "payroll.close", &format!("run {run}"), |tx, entry| {
        let row = find_in(tx, ctx.office, run)?;
        step(ctx, tx, &row, RunEvent::Close)?;
        Ok(runs::set_closed(tx, run, entry)?)
    })
}

fn step(ctx: &Ctx, tx: &mut Tx, row: &RunRow, event: RunEvent) -> Result<(), OfficeError> {
    let officers = RunOfficers { prepared_by: row.prepared_by, checked_by: row.checked_by };
    row.state.step(event, ctx.officer.id, officers, payments::unanswered(tx, row.id)?)?;
    Ok(())
}

/// What approval freezes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fingerprint {
    pub lines: usize,
    pub new: Vnd,
    pub hash: String,
}

/// The hash of everything on the run's lists but the states of its payments. The text behind it must stay as it
/// is: the journal holds hashes of it.
pub(super) fn fingerprint(tx: &mut Tx, run: RunId) -> Result<Fingerprint, OfficeError> {
    let lines = runs::lines(tx, run)?;
    let mut text = String::with_capacity(lines.len() * 128);
    for payment in payments::of_run(tx, run)? {
        write_payment(&mut text, &payment);
    }
    for line in &lines {
        write_line(&mut text, line);
    }
    let new = lines.iter().map(|line| line.amount).sum();
    Ok(Fingerprint { lines: lines.len(), new, hash: super::sha256(&text) })
}

fn write_payment(text: &mut String, p: &PaymentRow) {
    let or_dash = |word: &Option<String>| word.clone().unwrap_or_else(|| "-".to_owned());
    let fields = [
        p.id.to_string(),
        p.number.to_string(),
        p.person.to_string(),
        p.payee.to_string(),
        p.payee_name.clone(),
        p.source.word().to_owned(),
        p.channel.word().to_owned(),
        or_dash(&p.delivery.point),
        or_dash(&p.delivery.bank),
        or_dash(&p.delivery.account_number),
        or_dash(&p.delivery.account_holder),
        p.unit.to_string(),
        or_dash(&p.hamlet),
        p.new.0.to_string(),
        p.carried.0.to_string(),
    ];
    text.push_str(&fields.join("\t"));
    text.push('\n');
}

fn write_line(text: &mut String, line: &LineRow) {
    let terms = &line.terms;
    let (cause, detail) = line.cause.clone().unzip();
    let id = |id: Option<i64>| id.map_or_else(|| "-".to_owned(), |id| id.to_string());
    let fields = [
        line.id.to_string(),
        line.payment.to_string(),
        line.enrolment.to_string(),
        line.kind.word().to_owned(),
        terms.scheme.word().to_owned(),
        terms.category.to_string(),
        terms.part.to_string(),
        terms.class.to_string(),
        id(terms.rate.map(i64::from)),
        terms.quantity.to_string(),
        line.reference.to_string(),
        line.month.to_string(),
        line.amount.0.to_string(),
        cause.as_deref().unwrap_or("-").to_owned(),
        detail.as_deref().unwrap_or("-").to_owned(),
        id(line.decision.map(|one| one.0)),
        id(line.recovery.map(|one| one.0)),
        line.explanation.to_string(),
        line.unit.to_string(),
    ];
    text.push_str(&fields.join("\t"));
    text.push('\n');
}

fn outdated(why: &str) -> OfficeError {
    OfficeError::refused("run_outdated", format!("Danh sách đã cũ ({why}): hãy lập lại"))
}

/// Nothing that the draft took from other runs has changed since: no other run of its rhythm was approved, and
/// each deduction still fits what is left of its recovery.
fn still_current(ctx: &Ctx, tx: &mut Tx, row: &RunRow) -> Result<(), OfficeError> {
    let rhythm = row.kind.rhythm();
    let later = |other: &RunRow| {
        other.kind.rhythm() == rhythm && other.approved_entry.is_some_and(|at| at > row.recorded_entry)
    };
    if runs::list(tx, ctx.office)?.iter().any(later) {
        return Err(outdated("một kỳ khác đã được duyệt sau khi lập"));
    }
    let mut left: HashMap<RecoveryId, Vnd> = HashMap::new();
    for row in recoveries::of_office(tx, ctx.office, EntryId(i64::MAX))? {
        left.insert(row.recovery.id, row.recovery.remaining());
    }
    for (recovery, amount) in runs::deducted(tx, row.id)? {
        if left.get(&recovery).is_none_or(|left| *left < amount) {
            return Err(outdated("khoản thu hồi đã thay đổi"));
        }
    }
    Ok(())
}

/// A plan that has brought everything back is settled.
fn settle_deducted(ctx: &Ctx, tx: &mut Tx, run: RunId, entry: EntryId) -> Result<(), OfficeError> {
    let touched: HashMap<RecoveryId, Vnd> = runs::deducted(tx, run)?.into_iter().collect();
    if touched.is_empty() {
        return Ok(());
    }
    for row in recoveries::of_office(tx, ctx.office, EntryId(i64::MAX))? {
        let recovery = row.recovery;
        if touched.contains_key(&recovery.id)
            && recovery.state == RecoveryState::Planned
            && recovery.remaining().is_zero()
        {
            recovery.state.after(RecoveryEvent::Settle)?;
            recoveries::settle(tx, recovery.id, entry)?;
        }
    }
    Ok(())
}

/// Invariant 1 on the stored rows.
pub(super) fn totals_agree(tx: &mut Tx, row: &RunRow) -> Result<(), OfficeError> {
    let lines = runs::sum_of_lines(tx, row.id)?;
    let mut totals = RunTotals::default();
    let rows = payments::of_run(tx, row.id)?;
    for payment in &rows {
        totals.add(payment.state, payment.new, payment.carried);
    }
    let carried = payments::carried_amounts(tx, row.id)?;
    check_run(&totals, lines, carried)?;
    Ok(())
}

/// Expense against payable for what is newly owed, deductions against what is recovered, and the recoveries that
/// the run has found.
fn book_approval(ctx: &Ctx, tx: &mut Tx, row: &RunRow, entry: EntryId) -> Result<(), OfficeError> {
    let channels: HashMap<_, _> =
        payments::of_run(tx, row.id)?.into_iter().map(|p| (p.id, p.channel)).collect();
    let lines = runs::lines(tx, row.id)?;
    let movement = |line: &LineRow, amount: Vnd| Movement {
        dimensions: Dimensions {
            unit: line.unit,
            channel: channels.get(&line.payment).copied(),
            scheme: line.terms.scheme,
        },
        amount,
    };
    let is_deduction = |line: &&LineRow| line.kind == LineKind::Deduction;
    let owed =
        lines.iter().filter(|line| !is_deduction(line)).map(|line| movement(line, line.amount)).collect();
    let booking = Booking { event: Event::Approve, run: Some(row.id), text: told(row, "duyệt danh sách") };
    ledger::book(ctx, tx, entry, booking, owed)?;
    let deducted = lines.iter().filter(is_deduction).map(|line| movement(line, -line.amount)).collect();
    let booking =
        Booking { event: Event::Deduct, run: Some(row.id), text: told(row, "khấu trừ thu hồi") };
    ledger::book(ctx, tx, entry, booking, deducted)?;
    let found = super::recover::movements_found_by(ctx, tx, row.id)?;
    let booking =
        Booking {
            event: Event::Propose, run: Some(row.id), text: told(row, "phát hiện khoản phải thu hồi")
        };
    ledger::book(ctx, tx, entry, booking, found)
}

/// "Kỳ hằng tháng 2023-10 lần 1: …".
pub(super) fn told(row: &RunRow, what: &str) -> String {
    format!("Kỳ {} {} lần {}: {what}", row.kind.label(), row.month, row.sequence)
}
