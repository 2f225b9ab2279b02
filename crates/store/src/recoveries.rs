//! Recoveries: proposed by a run, planned by a person, taken from later lines or paid back.

use crate::value::Row;
use crate::{StoreError, Tx, bulks, params, statements};
use domain::decisions::PartKey;
use domain::ids::{EnrolmentId, EntryId, OfficeId, RecoveryId, RunId};
use domain::recovery::{Recovery, RecoveryPlan, RecoveryState};
use jiff::civil::Date;
use law::Vnd;

statements! {
    /// $2: what was proposed by then, and taken by runs approved and receipts recorded by then.
    OF_OFFICE = "select c.id, c.enrolment_id, c.scheme, c.part, c.reference, c.month, c.amount, c.state, c.plan,
            c.monthly_ceiling, c.cause, c.cause_detail, c.found_run_id, c.consent_paper, c.recorded_entry,
            c.planned_entry, c.ended_entry,
            cast(coalesce((select sum(t.amount) from recovery_receipts t
                where t.recovery_id = c.id and t.recorded_entry <= $2), 0) as bigint),
            cast(coalesce((select sum(l.amount) from run_lines l join runs r on r.id = l.run_id
                where l.recovery_id = c.id and l.kind = 'deduction' and r.approved_entry <= $2), 0) as bigint),
            f.approved_entry
        from recoveries c left join runs f on f.id = c.found_run_id where c.office_id = $1 and c.recorded_entry <= $2 order by c.id";
    DELETE_FOUND = "delete from recoveries where found_run_id = $1 and state = 'proposed'";
    PLAN = "update recoveries set state = 'planned', plan = $2, monthly_ceiling = $3, consent_paper = $4, planned_entry = $5
        where id = $1 and state in ('proposed', 'planned')";
    SETTLE = "update recoveries set state = 'settled', ended_entry = $2 where id = $1 and state = 'planned'";
    WITHDRAW = "update recoveries set state = 'withdrawn', ended_entry = $2 where id = $1 and state = 'proposed'";
    RECEIPTS = "select t.recovery_id, t.amount, t.on_date, t.paper, t.recorded_entry from recovery_receipts t
        join recoveries c on c.id = t.recovery_id where c.office_id = $1 order by t.id";
    /// Deduction lines of unapproved runs: a plan may not change under them.
    DEDUCTED_IN_DRAFT = "select count(*) from run_lines l join runs r on r.id = l.run_id
        where l.recovery_id = $1 and r.state in ('draft', 'checked')";
}

bulks! {
    RECOVERIES = "recoveries" (
        "id", "office_id", "found_run_id", "enrolment_id", "scheme", "part", "reference", "month", "amount", "cause",
        "cause_detail", "state", "recorded_entry"
    );
    RECEIPT_ROWS = "recovery_receipts" ("id", "recovery_id", "amount", "on_date", "paper", "recorded_entry");
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoveryRow {
    pub recovery: Recovery,
    /// Stored word and detail of the cause.
    pub cause: (String, String),
    pub found_run: Option<RunId>,
    /// The entry that approved that run.
    pub found_approved: Option<EntryId>,
    pub consent_paper: Option<String>,
    pub recorded_entry: EntryId,
    pub planned_entry: Option<EntryId>,
    pub ended_entry: Option<EntryId>,
}

impl RecoveryRow {
    /// Whether the run that found it was approved by `last`; before, it is part of a draft.
    pub fn is_final(&self, last: EntryId) -> bool {
        self.found_run.is_none() || self.found_approved.is_some_and(|entry| entry <= last)
    }

    /// The state when `last` was written.
    fn state_at(&self, last: EntryId) -> RecoveryState {
        let by_then = |entry: Option<EntryId>| entry.is_some_and(|entry| entry <= last);
        match self.recovery.state {
            RecoveryState::Settled | RecoveryState::Withdrawn if by_then(self.ended_entry) => {
                self.recovery.state
            }
            RecoveryState::Planned | RecoveryState::Settled if by_then(self.planned_entry) => {
                RecoveryState::Planned
            }
            RecoveryState::Proposed
            | RecoveryState::Planned
            | RecoveryState::Settled
            | RecoveryState::Withdrawn => RecoveryState::Proposed,
        }
    }
}

/// With what has come back by `last`, in the order of their finding.
pub fn of_office(tx: &mut Tx, office: OfficeId, last: EntryId) -> Result<Vec<RecoveryRow>, StoreError> {
    let mut rows = tx.all(&OF_OFFICE, &params![office, last], recovery)?;
    for row in &mut rows {
        row.recovery.state = row.state_at(last);
        if row.recovery.state == RecoveryState::Proposed {
            row.recovery.plan = None;
        }
    }
    Ok(rows)
}

/// Writes proposals; `recovery.id` is already drawn.
pub fn insert(tx: &mut Tx, office: OfficeId, rows: &[RecoveryRow]) -> Result<(), StoreError> {
    let rows = rows.iter().map(|row| {
        let Recovery { id, enrolment, scheme, key, month, amount, state, .. } = &row.recovery;
        params![
            *id,
            office,
            row.found_run,
            *enrolment,
            scheme.word(),
            &*key.part,
            &*key.reference,
            *month,
            *amount,
            &row.cause.0,
            &row.cause.1,
            state.word(),
            row.recorded_entry,
        ]
        .to_vec()
    });
    tx.insert_many(&RECOVERIES, rows).map(drop)
}

/// Takes away what only a replaced draft has found; what a person has planned meanwhile stays.
pub fn delete_found_by(tx: &mut Tx, run: RunId) -> Result<(), StoreError> {
    tx.execute(&DELETE_FOUND, &params![run]).map(drop)
}

pub fn plan(
    tx: &mut Tx,
    id: RecoveryId,
    plan: RecoveryPlan,
    ceiling: Option<Vnd>,
    consent: Option<&str>,
    entry: EntryId,
) -> Result<(), StoreError> {
    tx.execute_one(&PLAN, &params![id, plan.word(), ceiling, consent, entry])
}

pub fn settle(tx: &mut Tx, id: RecoveryId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&SETTLE, &params![id, entry])
}

pub fn withdraw(tx: &mut Tx, id: RecoveryId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&WITHDRAW, &params![id, entry])
}

/// How many lines of unapproved runs deduct for it.
pub fn deducted_in_draft(tx: &mut Tx, id: RecoveryId) -> Result<i64, StoreError> {
    tx.one(&DEDUCTED_IN_DRAFT, &params![id], |row| row.get(0))
}

/// Money that came back outside a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptRow {
    pub recovery: RecoveryId,
    pub amount: Vnd,
    pub on: Date,
    pub paper: Option<String>,
    pub entry: EntryId,
}

pub fn insert_receipt(tx: &mut Tx, r: &ReceiptRow) -> Result<(), StoreError> {
    let id = tx.next_ids(1)?;
    let row = params![id, r.recovery, r.amount, r.on, r.paper.clone(), r.entry].to_vec();
    tx.insert_many(&RECEIPT_ROWS, [row]).map(drop)
}

pub fn receipts(tx: &mut Tx, office: OfficeId) -> Result<Vec<ReceiptRow>, StoreError> {
    tx.all(&RECEIPTS, &params![office], |row| {
        Ok(ReceiptRow {
            recovery: row.get(0)?,
            amount: row.get(1)?,
            on: row.get(2)?,
            paper: row.get(3)?,
            entry: row.get(4)?,
        })
    })
}

fn recovery(row: &Row) -> Result<RecoveryRow, StoreError> {
    let (part, reference): (String, String) = (row.get(3)?, row.get(4)?);
    let (received, deducted): (Vnd, Vnd) = (row.get(17)?, row.get(18)?);
    let id: RecoveryId = row.get(0)?;
    let enrolment: EnrolmentId = row.get(1)?;
    Ok(RecoveryRow {
        recovery: Recovery {
            id,
            enrolment,
            scheme: row.word(2)?,
            key: PartKey::new(&part, &reference),
            month: row.get(5)?,
            amount: row.get(6)?,
            taken: received - deducted,
            state: row.word(7)?,
            plan: row.optional_word(8)?,
            monthly_ceiling: row.get(9)?,
        },
        cause: (row.get(10)?, row.get(11)?),
        found_run: row.get(12)?,
        found_approved: row.get(19)?,
        consent_paper: row.get(13)?,
        recorded_entry: row.get(14)?,
        planned_entry: row.get(15)?,
        ended_entry: row.get(16)?,
    })
}
