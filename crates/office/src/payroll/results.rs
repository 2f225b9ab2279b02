//! What the payers bring back: the unpaid with their reasons, and totals that prove the rest.

use super::shares;
use super::steps::told;
use super::view::find_in;
use crate::ledger::{self, Booking};
use crate::permission::Permission;
use crate::reach::{Reach, check_whole_area};
use crate::{Ctx, OfficeError};
use domain::dates::month_long;
use domain::ids::{EntryId, PaymentId, RunId};
use domain::ledger::{Event, Movement};
use domain::payments::{PaymentEvent, PaymentState, ResultOutcome, Source, record};
use domain::payroll::RunState;
use law::Vnd;
use std::collections::{HashMap, HashSet};
use store::payments::{PaymentRow, ResultRow};
use store::runs::RunRow;
use store::{Tx, payments};

/// Somebody who did not take the money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpaid {
    /// Number of the payment on our list.
    pub number: i64,
    /// As the payer's file gives it; must be the payment's.
    pub amount: Option<Vnd>,
    /// The payer's own words: `chết`, `đi vắng`, `sai CCCD`.
    pub reason: String,
}

/// A line of the payer's totals sheet. Without unit it is the total of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayerTotal {
    pub source: Source,
    pub unit: Option<domain::ids::UnitId>,
    pub paid: usize,
    pub paid_sum: Vnd,
    pub unpaid: usize,
    pub unpaid_sum: Vnd,
}

/// What a payer reports of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunResults {
    pub unpaid: Vec<Unpaid>,
    /// Empty: only the exceptions are known so far, nobody else becomes paid.
    pub totals: Vec<PayerTotal>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ResultsRecorded {
    /// Payments that have become returned now.
    pub returned: usize,
    /// Payments that have become paid now.
    pub paid: usize,
    /// Named in the report and already recorded so.
    pub unchanged: usize,
}

/// Records the exceptions; when the totals agree, everything else that was pending in their sources and units
/// becomes paid. The same report twice changes nothing. Nothing is recorded if anything is refused:
/// `run_not_sent`, `payment_amount`, `payment_state`, `totals_differ`.
pub fn record_results(ctx: &Ctx, run: RunId, results: &RunResults) -> Result<ResultsRecorded, OfficeError> {
    check_whole_area(ctx, Permission::RecordResults)?;
    let detail = format!("run {run} unpaid {} totals {}", results.unpaid.len(), results.totals.len());
    ctx.write(Permission::RecordResults, "payroll.results", &detail, |tx, entry| {
        record_in(ctx, tx, entry, run, results)
    })
}

/// The same within an import's transaction.
pub(crate) fn record_in(
    ctx: &Ctx,
    tx: &mut Tx,
    entry: EntryId,
    run: RunId,
    results: &RunResults,
) -> Result<ResultsRecorded, OfficeError> {
    let mut recording = Recording::begin(ctx, tx, run)?;
    for unpaid in &results.unpaid {
        recording.unpaid(unpaid)?;
    }
    if !results.totals.is_empty() {
        recording.totals(&results.totals)?;
    }
    recording.save(ctx, tx, entry)
}

/// The payment of that number on the run's lists.
pub fn payment_of(ctx: &Ctx, run: RunId, number: i64) -> Result<PaymentRow, OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let run = find_in(tx, ctx.office, run)?;
        let reach = Reach::load(ctx, tx, Permission::ReadPayroll)?;
        let found = payments::of_run(tx, run.id)?.into_iter().find(|row| row.number == number);
        let found = found.filter(|row| reach.covers_payment(row.unit, row.source));
        found.ok_or_else(|| {
            let kind = run.kind.label();
            OfficeError::NotFound(format!("mã chi trả {number} trong kỳ {kind} {}", month_long(run.month)))
        })
    })
}

/// A single payment ticked: paid or returned, with a reason. Refused: `run_not_sent`, `payment_state`,
/// `reason_missing` (everything but money that was taken needs a word).
pub fn record_payment(
    ctx: &Ctx,
    payment: PaymentId,
    run: RunId,
    event: PaymentEvent,
    reason: Option<&str>,
) -> Result<(), OfficeError> {
    let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
    if event != PaymentEvent::Pay && reason.is_none() {
        return Err(OfficeError::refused("reason_missing", format!("Hãy ghi lý do {}", event.label())));
    }
    let detail = format!("run {run} payment {payment} {}", event.word());
    ctx.write(Permission::RecordResults, "payroll.tick", &detail, |tx, entry| {
        let mut recording = Recording::begin(ctx, tx, run)?;
        let at = recording.position(payment)?;
        let row = &recording.before[at];
        let reach = Reach::load(ctx, tx, Permission::RecordResults)?;
        if !reach.covers_payment(row.unit, row.source) {
            return Err(OfficeError::Forbidden(Permission::RecordResults));
        }
        recording.apply(at, event, reason.map(str::to_owned))?;
        recording.save(ctx, tx, entry).map(drop)
    })
}

/// A stop order after sending: the payer is told to keep the money.
pub fn hold(ctx: &Ctx, run: RunId, payment: PaymentId, reason: &str) -> Result<(), OfficeError> {
    record_payment(ctx, payment, run, PaymentEvent::Hold, Some(reason))
}

pub fn release(ctx: &Ctx, run: RunId, payment: PaymentId, reason: &str) -> Result<(), OfficeError> {
    record_payment(ctx, payment, run, PaymentEvent::Release, Some(reason))
}

/// The payments of a run while a report is laid over them.
struct Recording {
    run: RunRow,
    before: Vec<PaymentRow>,
    states: Vec<PaymentState>,
    by_number: HashMap<i64, usize>,
    notes: Vec<(usize, PaymentEvent, Option<String>)>,
    recorded: ResultsRecorded,
}

impl Recording {
    fn begin(ctx: &Ctx, tx: &mut Tx, run: RunId) -> Result<Recording, OfficeError> {
        let run = find_in(tx, ctx.office, run)?;
        match run.state {
            RunState::Sent | RunState::Reconciled => {}
            RunState::Draft
            | RunState::Checked
            | RunState::Approved
            | RunState::Closed
            | RunState::Replaced => {
                let message =
                    format!("Kỳ chi trả {}: chỉ ghi kết quả sau khi đã chuyển chi trả", run.state.label());
                return Err(OfficeError::refused("run_not_sent", message));
            }
        }
        let before = payments::of_run(tx, run.id)?;
        Ok(Recording {
            run,
            states: before.iter().map(|row| row.state).collect(),
            by_number: before.iter().enumerate().map(|(index, row)| (row.number, index)).collect(),
            before,
            notes: Vec::new(),
            recorded: ResultsRecorded::default(),
        })
    }

    fn position(&self, payment: PaymentId) -> Result<usize, OfficeError> {
        let found = self.before.iter().position(|row| row.id == payment);
        found.ok_or_else(|| OfficeError::NotFound(format!("khoản chi số {payment} trong kỳ này")))
    }

    fn unpaid(&mut self, unpaid: &Unpaid) -> Result<(), OfficeError> {
        let index = self.by_number.get(&unpaid.number).copied();
        let index = index
            .ok_or_else(|| OfficeError::NotFound(format!("mã chi trả {} trong kỳ này", unpaid.number)))?;
        let amount = self.before[index].amount();
        if let Some(reported) = unpaid.amount.filter(|reported| *reported != amount) {
            let number = unpaid.number;
            let message = format!(
                "Mã chi trả {number}: đơn vị chi trả ghi {reported} đồng, danh sách ghi {amount} đồng"
            );
            return Err(OfficeError::refused("payment_amount", message));
        }
        self.apply(index, PaymentEvent::Return, Some(unpaid.reason.clone()))
    }

    fn apply(
        &mut self,
        index: usize,
        event: PaymentEvent,
        reason: Option<String>,
    ) -> Result<(), OfficeError> {
        match record(self.states[index], event)? {
            ResultOutcome::Unchanged => self.recorded.unchanged += 1,
            ResultOutcome::Becomes(state) => {
                match state {
                    PaymentState::Paid => self.recorded.paid += 1,
                    PaymentState::Returned => self.recorded.returned += 1,
                    PaymentState::Pending | PaymentState::Held | PaymentState::Carried => {}
                }
                self.states[index] = state;
                self.notes.push((index, event, reason));
            }
        }
        Ok(())
    }

    /// The payer's totals must be ours, with everybody who is not named paid; then the rest is paid.
    fn totals(&mut self, totals: &[PayerTotal]) -> Result<(), OfficeError> {
        let mut rest = HashSet::new();
        for total in totals {
            let within = |row: &PaymentRow| {
                row.source == total.source && total.unit.is_none_or(|unit| row.unit == unit)
            };
            let mut ours =
                PayerTotal { paid: 0, paid_sum: Vnd::ZERO, unpaid: 0, unpaid_sum: Vnd::ZERO, ..*total };
            for (index, row) in self.before.iter().enumerate().filter(|(_, row)| within(row)) {
                match self.states[index] {
                    PaymentState::Pending | PaymentState::Paid => {
                        ours.paid += 1;
                        ours.paid_sum += row.amount();
                        rest.insert(index);
                    }
                    PaymentState::Returned | PaymentState::Carried | PaymentState::Held => {
                        ours.unpaid += 1;
                        ours.unpaid_sum += row.amount();
                    }
                }
            }
            if ours != *total {
                return Err(OfficeError::refused("totals_differ", differing(total, &ours)));
            }
        }
        let mut rest: Vec<usize> = rest.into_iter().collect();
        rest.sort_unstable();
        for index in rest {
            if self.states[index] == PaymentState::Pending {
                self.apply(index, PaymentEvent::Pay, None)?;
            }
        }
        Ok(())
    }

    fn save(self, ctx: &Ctx, tx: &mut Tx, entry: EntryId) -> Result<ResultsRecorded, OfficeError> {
        let results = self.notes.iter().map(|(index, event, reason)| ResultRow {
            payment: self.before[*index].id,
            result: *event,
            on: ctx.on,
            reason: reason.as_deref().map(|words| reason_code(words).to_owned()),
            note: reason.clone(),
            entry,
        });
        payments::insert_results(tx, &results.collect::<Vec<_>>())?;
        let (mut paid, mut returned) = (Vec::new(), Vec::new());
        for (row, state) in self.before.iter().zip(&self.states).filter(|(row, state)| row.state != **state) {
            match state {
                PaymentState::Paid => paid.push(row),
                PaymentState::Returned => returned.push(row),
                PaymentState::Pending | PaymentState::Held | PaymentState::Carried => {}
            }
        }
        let changed = self.before.iter().zip(&self.states).filter(|(row, state)| row.state != **state);
        let changed: Vec<_> = changed.map(|(row, state)| (row.id, row.state, *state)).collect();
        payments::set_states(tx, &changed)?;
        if paid.is_empty() && returned.is_empty() {
            return Ok(self.recorded);
        }
        let shares = shares::of_run(tx, ctx.office, self.run.id)?;
        let moved = |rows: &[&PaymentRow]| -> Vec<Movement> {
            rows.iter().flat_map(|row| shares::movements(row, &shares)).collect()
        };
        let booking =
            Booking { event: Event::Pay, run: Some(self.run.id), text: told(&self.run, "đã chi trả") };
        ledger::book(ctx, tx, entry, booking, moved(&paid))?;
        let booking =
            Booking { event: Event::Return, run: Some(self.run.id), text: told(&self.run, "chưa nhận") };
        ledger::book(ctx, tx, entry, booking, moved(&returned))?;
        Ok(self.recorded)
    }
}

fn differing(theirs: &PayerTotal, ours: &PayerTotal) -> String {
    let count = |number: usize| Vnd(i64::try_from(number).unwrap_or(i64::MAX));
    format!(
        "Tổng của đơn vị chi trả ({}): {} người nhận {} đồng, {} người chưa nhận {} đồng; theo danh sách: {} người \
         {} đồng, {} người {} đồng. Hãy đối chiếu lại",
        theirs.source.label(),
        count(theirs.paid),
        theirs.paid_sum,
        count(theirs.unpaid),
        theirs.unpaid_sum,
        count(ours.paid),
        ours.paid_sum,
        count(ours.unpaid),
        ours.unpaid_sum,
    )
}

/// What the payer's free words mean.
pub(crate) fn reason_code(words: &str) -> &'static str {
    let folded = domain::names::fold(words);
    let says = |word: &str| folded.contains(word);
    if says("chet") || says("tu tran") || says("da mat") || says("qua doi") {
        "dead"
    } else if says("chuyen") {
        "moved"
    } else if says("vang") || says("khong o nha") || says("di lam") || says("benh vien") {
        "away"
    } else if says("sai") || says("cccd") || says("cmnd") || says("tai khoan") {
        "wrong_data"
    } else if says("tu choi") || says("khong nhan") {
        "refuses"
    } else {
        "other"
    }
}
