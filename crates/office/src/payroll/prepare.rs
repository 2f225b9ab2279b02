//! Preparing a run: load, draft, store.

use super::load::{self, Carrying, Loaded, Moment};
use super::settings;
use super::settled::{Before, Pasts};
use crate::permission::Permission;
use crate::reach::check_whole_area;
use crate::{Ctx, OfficeError};
use domain::dates::month_long;
use domain::ids::{EnrolmentId, EntryId, LineId, PayeeId, PaymentId, RecoveryId, RunId};
use domain::payments::{Payment, PaymentState};
use domain::payroll::{
    Calendar, Cutoff, Draft, Finding, Line, Past, Posted, Proposal, RunEvent, RunKind, RunSpec, RunState,
    TimingWarning, Waiting, draft_run,
};
use domain::recovery::{Recovery, RecoveryState};
use jiff::civil::Date;
use law::{LawError, Month, Terms, Valued, Vnd};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use store::payments::PaymentRow;
use store::recoveries::RecoveryRow;
use store::runs::{LineRow, RunRow, WaitingRow};
use store::{Tx, payments, recoveries, runs};

/// What is to be prepared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    pub kind: RunKind,
    pub month: Month,
    /// The same, or later: near Tết two months are paid together, a school term is paid at once.
    pub last_month: Month,
}

impl Order {
    pub fn one_month(kind: RunKind, month: Month) -> Order {
        Order { kind, month, last_month: month }
    }
}

/// A draft that is stored and waits to be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    pub run: RunId,
    /// The unapproved run of the kind that this one has replaced.
    pub replaced: Option<RunId>,
    pub lines: usize,
    pub payments: usize,
    /// Sum of the lines: what is newly handed over.
    pub new: Vnd,
    /// Sum of the payments that came back and go out again.
    pub carried: Vnd,
    pub waiting: Vec<Waiting>,
    pub proposals: Vec<Proposal>,
    pub findings: Vec<Finding>,
    pub timing: Option<TimingWarning>,
}

/// Drafts the run as of `ctx.on` and stores it; an unapproved run of the same kind is replaced. Refused:
/// `month_before_opening`, `run_exists` (a monthly run of the month is approved: use a supplementary one),
/// `no_monthly_run`.
pub fn prepare(ctx: &Ctx, order: Order) -> Result<Prepared, OfficeError> {
    check_whole_area(ctx, Permission::PreparePayroll)?;
    let detail = format!("{} {}..{}", order.kind.word(), order.month, order.last_month);
    ctx.write(Permission::PreparePayroll, "payroll.prepare", &detail, |tx, entry| {
        let opening = settings::opening(tx, ctx.office)?;
        if order.month < opening || order.last_month < order.month {
            let message = format!(
                "Sổ của cơ quan mở từ {}: không lập kỳ của {}",
                month_long(opening),
                month_long(order.month)
            );
            return Err(OfficeError::refused("month_before_opening", message));
        }
        let known = runs::list(tx, ctx.office)?;
        may_follow(&known, order)?;
        let replaced = replace_unapproved(tx, &known, order.kind)?;
        let spec = spec(ctx, &known, order, opening);
        let carrying = if order.kind == RunKind::Monthly { Carrying::Returned } else { Carrying::Nothing };
        let value = values(ctx);
        let before = Before::new(&known, &spec, ctx.rules.hash(), &value);
        let pasts = before.as_ref().map_or(Pasts::All, Pasts::Unsettled);
        let now = Moment::now(ctx.office, ctx.on);
        let loaded = load::load(tx, now, order.kind.rhythm(), carrying, &pasts)?;
        let draft = draft_run(&spec, &loaded.recipients, &value);
        let run = save(ctx, tx, entry, &spec, &loaded, &draft)?;
        Ok(Prepared {
            run,
            replaced,
            lines: draft.lines.len(),
            payments: draft.payments.len(),
            new: draft.total(),
            carried: draft.payments.iter().map(|payment| payment.amount_carried).sum(),
            waiting: draft.waiting,
            proposals: draft.proposals,
            findings: draft.findings,
            timing: (order.kind == RunKind::Monthly)
                .then(|| Calendar::default().prepared(order.month, ctx.on))
                .flatten(),
        })
    })
}

/// The draft as the stored run was computed: from what was known when it was prepared.
pub(crate) fn redraft(ctx: &Ctx, tx: &mut Tx, run: &RunRow) -> Result<Draft, OfficeError> {
    let moment = Moment::before(ctx.office, run.prepared_on, run.recorded_entry);
    redraft_at(ctx, tx, run, moment, &Pasts::All)
}

/// The same in any order of payments. `posted`: the lines of the run's rhythm that were approved until then.
pub(crate) fn redraft_against(
    ctx: &Ctx,
    tx: &mut Tx,
    run: &RunRow,
    posted: &HashMap<EnrolmentId, Posted>,
) -> Result<Draft, OfficeError> {
    let moment = Moment::before(ctx.office, run.prepared_on, run.recorded_entry);
    redraft_at(ctx, tx, run, moment, &Pasts::Given(posted))
}

/// The same once the run itself is posted: whatever is left over was not settled by it.
pub(crate) fn redraft_after(
    ctx: &Ctx,
    tx: &mut Tx,
    run: &RunRow,
    approved: EntryId,
) -> Result<Draft, OfficeError> {
    let moment = Moment::before(ctx.office, run.prepared_on, run.recorded_entry);
    redraft_at(ctx, tx, run, Moment { books: approved, ..moment }, &Pasts::All)
}

fn redraft_at(
    ctx: &Ctx,
    tx: &mut Tx,
    run: &RunRow,
    moment: Moment,
    pasts: &Pasts,
) -> Result<Draft, OfficeError> {
    let (_, spec) = spec_then(ctx, tx, run)?;
    let loaded = load::load(tx, moment, run.kind.rhythm(), Carrying::Nothing, pasts)?;
    Ok(draft(ctx, &spec, &loaded))
}

/// The runs that were approved when the run was prepared, and what it was asked to pay.
fn spec_then(ctx: &Ctx, tx: &mut Tx, run: &RunRow) -> Result<(Vec<RunRow>, RunSpec), OfficeError> {
    let mut known = runs::list(tx, ctx.office)?;
    known.retain(|other| other.approved_entry.is_some_and(|at| at < run.recorded_entry));
    let order = Order { kind: run.kind, month: run.month, last_month: run.last_month };
    let opening = settings::opening(tx, ctx.office)?;
    let spec = RunSpec { prepared_on: run.prepared_on, ..spec(ctx, &known, order, opening) };
    Ok((known, spec))
}

/// A run drafted twice from what was known when it was prepared: the two must be equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BothWays {
    /// As `prepare` drafts it.
    pub skipping: Draft,
    pub recomputed: Draft,
    /// How many enrolments' pasts were skipped.
    pub settled: usize,
}

/// For whoever doubts a skipped past. Payments that came back are left out of both.
pub fn both_ways(ctx: &Ctx, run: RunId) -> Result<BothWays, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let run = runs::get(tx, ctx.office, run)?;
        let moment = Moment::before(ctx.office, run.prepared_on, run.recorded_entry);
        let (known, spec) = spec_then(ctx, tx, &run)?;
        let value = values(ctx);
        let before = Before::new(&known, &spec, ctx.rules.hash(), &value);
        let pasts = before.as_ref().map_or(Pasts::All, Pasts::Unsettled);
        let loaded = load::load(tx, moment, run.kind.rhythm(), Carrying::Nothing, &pasts)?;
        let all = loaded.recipients.iter().flat_map(|one| &one.enrolments);
        let settled = all.filter(|one| one.past == Past::Settled).count();
        let skipping = draft_run(&spec, &loaded.recipients, &value);
        Ok(BothWays { skipping, recomputed: redraft_at(ctx, tx, &run, moment, &Pasts::All)?, settled })
    })
}

/// What a monthly run of the month would be today; nothing is stored.
pub(crate) fn preview(ctx: &Ctx, tx: &mut Tx, month: Month) -> Result<Draft, OfficeError> {
    let known = runs::list(tx, ctx.office)?;
    let opening = settings::opening(tx, ctx.office)?;
    let spec = spec(ctx, &known, Order::one_month(RunKind::Monthly, month), opening);
    let loaded =
        load::load(tx, Moment::now(ctx.office, ctx.on), spec.kind.rhythm(), Carrying::Nothing, &Pasts::All)?;
    Ok(draft(ctx, &spec, &loaded))
}

fn draft(ctx: &Ctx, spec: &RunSpec, loaded: &Loaded) -> Draft {
    draft_run(spec, &loaded.recipients, &values(ctx))
}

fn values<'a>(
    ctx: &Ctx<'a>,
) -> impl Fn(&Terms, Month, Option<Date>) -> Result<Valued, LawError> + Sync + use<'a> {
    let rules = ctx.rules;
    move |terms, month, known_on| rules.value(terms, month, known_on)
}

/// A month is paid by one monthly run; what comes later belongs to a supplementary one.
fn may_follow(known: &[RunRow], order: Order) -> Result<(), OfficeError> {
    let posted = known.iter().filter(|run| run.state.is_posted() && run.kind == RunKind::Monthly);
    let overlapping =
        posted.clone().find(|run| run.month <= order.last_month && order.month <= run.last_month);
    match (order.kind, overlapping) {
        (RunKind::Monthly, Some(run)) => {
            let message = format!(
                "Đã có danh sách hằng tháng được duyệt của {}: hãy lập kỳ bổ sung",
                month_long(run.month)
            );
            Err(OfficeError::refused("run_exists", message))
        }
        (RunKind::Supplementary, None) => {
            let month = month_long(order.month);
            let message = format!("Chưa có danh sách hằng tháng được duyệt của {month} để bổ sung");
            Err(OfficeError::refused("no_monthly_run", message))
        }
        (RunKind::Monthly, None)
        | (RunKind::Supplementary, Some(_))
        | (RunKind::OneOff | RunKind::Annual | RunKind::Term, _) => Ok(()),
    }
}

fn spec(ctx: &Ctx, known: &[RunRow], order: Order, opening: Month) -> RunSpec {
    let posted = known.iter().filter(|run| run.approved_entry.is_some());
    let previous = match order.kind {
        RunKind::Supplementary => posted
            .filter(|run| {
                run.kind == RunKind::Monthly && run.month <= order.month && order.month <= run.last_month
            })
            .max_by_key(|run| run.approved_entry),
        RunKind::Monthly | RunKind::OneOff | RunKind::Annual | RunKind::Term => {
            posted.filter(|run| run.kind == order.kind).max_by_key(|run| run.approved_entry)
        }
    };
    RunSpec {
        kind: order.kind,
        month: order.month,
        last_month: order.last_month,
        prepared_on: ctx.on,
        opening,
        previous: previous.map(|run| Cutoff { prepared_on: run.prepared_on, entry: run.recorded_entry }),
    }
}

/// At most one run of a kind is unapproved.
fn replace_unapproved(tx: &mut Tx, known: &[RunRow], kind: RunKind) -> Result<Option<RunId>, OfficeError> {
    let open = |run: &&RunRow| run.kind == kind && matches!(run.state, RunState::Draft | RunState::Checked);
    let Some(run) = known.iter().find(open) else { return Ok(None) };
    run.state.after(RunEvent::Replace)?;
    runs::replace(tx, run.id)?;
    payments::delete_of_run(tx, run.id)?;
    recoveries::delete_found_by(tx, run.id)?;
    Ok(Some(run.id))
}

fn save(
    ctx: &Ctx,
    tx: &mut Tx,
    entry: EntryId,
    spec: &RunSpec,
    loaded: &Loaded,
    draft: &Draft,
) -> Result<RunId, OfficeError> {
    let run = RunId(tx.next_ids(1)?);
    let head = RunRow {
        id: run,
        kind: spec.kind,
        month: spec.month,
        last_month: spec.last_month,
        sequence: runs::next_sequence(tx, ctx.office, spec.kind, spec.month)?,
        state: RunState::Draft,
        prepared_on: spec.prepared_on,
        prepared_by: ctx.officer.id,
        checked_by: None,
        approved_by: None,
        approval_paper: None,
        ruleset_hash: ctx.rules.hash().to_owned(),
        recorded_entry: entry,
        checked_entry: None,
        approved_entry: None,
        sent_entry: None,
        reconciled_entry: None,
        closed_entry: None,
    };
    runs::insert(tx, ctx.office, &head)?;
    save_payments(tx, run, loaded, draft)?;
    save_waiting(tx, run, spec, loaded, draft)?;
    save_recoveries(ctx, tx, run, entry, draft)?;
    Ok(run)
}

fn save_payments(tx: &mut Tx, run: RunId, loaded: &Loaded, draft: &Draft) -> Result<(), OfficeError> {
    let bodies: Vec<(String, String)> =
        draft.explanations.iter().map(|body| (sha256(body), body.to_string())).collect();
    let explanations = runs::explanation_ids(tx, &bodies)?;
    let first_payment = tx.next_ids(draft.payments.len() as u64)?;
    let mut next_line = tx.next_ids(draft.lines.len() as u64)?;
    let mut rows = Vec::with_capacity(draft.payments.len());
    let mut lines = Vec::with_capacity(draft.lines.len());
    let mut carries = Vec::new();
    for (payment, id) in draft.payments.iter().zip((first_payment..).map(PaymentId)) {
        rows.push(payment_row(run, id, payment, loaded)?);
        carries.extend(payment.carries.iter().map(|from| (*from, id)));
        for index in &payment.lines {
            let line = &draft.lines[*index];
            let explanation = explanations[line.explanation.0 as usize];
            lines.push(line_row(LineId(next_line), id, line, explanation, payment));
            next_line += 1;
        }
    }
    assert_eq!(lines.len(), draft.lines.len(), "every line belongs to one payment");
    payments::insert(tx, &rows, &carries)?;
    runs::insert_lines(tx, run, &lines)?;
    Ok(())
}

fn payment_row(
    run: RunId,
    id: PaymentId,
    payment: &Payment,
    loaded: &Loaded,
) -> Result<PaymentRow, OfficeError> {
    let unknown = |PayeeId(id)| OfficeError::NotFound(format!("người nhận số {id}"));
    let payee = loaded.payees.get(&payment.payee).ok_or_else(|| unknown(payment.payee))?;
    Ok(PaymentRow {
        id,
        run,
        number: i64::from(payment.number),
        person: payment.person,
        payee: payment.payee,
        payee_name: payee.name.clone(),
        source: payment.source,
        channel: payee.payee.channel,
        delivery: payee.delivery.clone(),
        unit: payment.place.unit,
        hamlet: payment.place.hamlet.as_deref().map(str::to_owned),
        new: payment.amount_new,
        carried: payment.amount_carried,
        state: PaymentState::Pending,
    })
}

fn line_row(
    id: LineId,
    payment_id: PaymentId,
    line: &Line,
    explanation: domain::ids::ExplanationId,
    payment: &Payment,
) -> LineRow {
    LineRow {
        id,
        payment: payment_id,
        enrolment: line.enrolment,
        kind: line.kind,
        terms: line.terms.clone(),
        reference: line.reference.clone(),
        month: line.month,
        amount: line.amount,
        cause: line.cause.as_ref().map(|cause| {
            let (word, detail) = cause.words();
            (word.into(), detail.into())
        }),
        decision: line.decision,
        recovery: line.recovery,
        explanation,
        unit: payment.place.unit,
        hamlet: payment.place.hamlet.clone(),
    }
}

fn save_waiting(
    tx: &mut Tx,
    run: RunId,
    spec: &RunSpec,
    loaded: &Loaded,
    draft: &Draft,
) -> Result<(), OfficeError> {
    let waiting = draft.waiting.iter().map(|waiting| WaitingRow {
        enrolment: waiting.enrolment,
        key: waiting.key.clone(),
        month: waiting.month,
        code: waiting.code.word().to_owned(),
        message: waiting.message.clone(),
    });
    let unplaced =
        loaded.unplaced.iter().flat_map(|(_, enrolments)| enrolments).map(|enrolment| WaitingRow {
            enrolment: *enrolment,
            key: domain::decisions::PartKey::new("", ""),
            month: spec.month,
            code: "no_residence".to_owned(),
            message: "Chưa ghi nhận nơi cư trú: không đưa được vào danh sách của xã nào".to_owned(),
        });
    let rows: Vec<WaitingRow> = waiting.chain(unplaced).collect();
    Ok(runs::insert_waiting(tx, run, &rows)?)
}

/// Proposals are written with the draft and count from its approval. Undecided ones whose difference has vanished
/// are withdrawn at once: should the draft be replaced, the next one proposes again what still stands.
fn save_recoveries(
    ctx: &Ctx,
    tx: &mut Tx,
    run: RunId,
    entry: EntryId,
    draft: &Draft,
) -> Result<(), OfficeError> {
    let withdrawn: Vec<RecoveryId> = draft.withdrawals.iter().map(|one| one.recovery).collect();
    for id in &withdrawn {
        recoveries::withdraw(tx, *id, entry)?;
    }
    super::recover::book_withdrawals(ctx, tx, entry, &withdrawn)?;
    let first = tx.next_ids(draft.proposals.len() as u64)?;
    let rows = draft.proposals.iter().zip(first..).map(|(proposal, id)| RecoveryRow {
        recovery: Recovery {
            id: RecoveryId(id),
            enrolment: proposal.enrolment,
            scheme: proposal.scheme,
            key: proposal.key.clone(),
            month: proposal.month,
            amount: proposal.amount,
            taken: Vnd::ZERO,
            state: RecoveryState::Proposed,
            plan: None,
            monthly_ceiling: None,
        },
        cause: {
            let (word, detail) = proposal.cause.words();
            (word.to_owned(), detail)
        },
        found_run: Some(run),
        found_approved: None,
        consent_paper: None,
        recorded_entry: entry,
        planned_entry: None,
        ended_entry: None,
    });
    Ok(recoveries::insert(tx, ctx.office, &rows.collect::<Vec<_>>())?)
}

pub(crate) fn sha256(text: &str) -> String {
    use std::fmt::Write;
    Sha256::digest(text).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
