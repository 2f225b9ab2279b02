//! Runs, their lines, what waits, and the explanations behind the lines.

use crate::interned::Names;
use crate::statements::Statement;
use crate::value::{Row, Value};
use crate::{StoreError, Tx, bulks, params, statements};
use domain::decisions::{PartKey, Rhythm};
use domain::ids::{
    DecisionId, EnrolmentId, EntryId, ExplanationId, LineId, OfficeId, OfficerId, PaymentId, RecoveryId,
    RunId, UnitId,
};
use domain::payroll::{LineKind, Posted, RunKind, RunState};
use jiff::civil::Date;
use law::{Month, Name, Scheme, Terms, Vnd};
use std::collections::{HashMap, HashSet};

statements! {
    NEXT_SEQUENCE = "select coalesce(max(sequence), 0) + 1 from runs
        where office_id = $1 and kind = $2 and month = $3";
    INSERT = "insert into runs (id, office_id, kind, month, last_month, sequence, state, prepared_on, prepared_by,
            ruleset_hash, recorded_entry) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    LIST = "select id, kind, month, last_month, sequence, state, prepared_on, prepared_by, checked_by, approved_by,
            approval_paper, ruleset_hash, recorded_entry, checked_entry, approved_entry, sent_entry, reconciled_entry,
            closed_entry
        from runs where office_id = $1 order by month, id";
    GET = "select id, kind, month, last_month, sequence, state, prepared_on, prepared_by, checked_by, approved_by,
            approval_paper, ruleset_hash, recorded_entry, checked_entry, approved_entry, sent_entry, reconciled_entry,
            closed_entry
        from runs where office_id = $1 and id = $2";
    SET_CHECKED = "update runs set state = 'checked', checked_by = $2, checked_entry = $3
        where id = $1 and state = 'draft'";
    SET_APPROVED = "update runs set state = 'approved', approved_by = $2, approved_entry = $3, approval_paper = $4
        where id = $1 and state = 'checked'";
    SET_SENT = "update runs set state = 'sent', sent_entry = $2 where id = $1 and state = 'approved'";
    SET_RECONCILED = "update runs set state = 'reconciled', reconciled_entry = $2 where id = $1 and state = 'sent'";
    SET_CLOSED = "update runs set state = 'closed', closed_entry = $2 where id = $1 and state = 'reconciled'";
    SET_REPLACED = "update runs set state = 'replaced' where id = $1 and state in ('draft', 'checked')";
    DELETE_LINES = "delete from run_lines where run_id = $1";
    DELETE_WAITING = "delete from run_waiting where run_id = $1";
    EXPLANATIONS = "select hash, id from explanations";
    EXPLANATION = "select body from explanations where id = $1";
    LINES = "select id, payment_id, enrolment_id, kind, scheme, category, part, class, rate, quantity, reference, month,
            amount, cause, cause_detail, decision_id, recovery_id, explanation_id, unit_id, hamlet
        from run_lines where run_id = $1 order by payment_id, id";
    OF_ENROLMENT = "select l.id, l.payment_id, l.enrolment_id, l.kind, l.scheme, l.category, l.part, l.class, l.rate,
            l.quantity, l.reference, l.month, l.amount, l.cause, l.cause_detail, l.decision_id, l.recovery_id,
            l.explanation_id, l.unit_id, l.hamlet
        from run_lines l join runs r on r.id = l.run_id
        where l.enrolment_id = $1 and r.approved_entry is not null order by l.month, l.id";
    WAITING = "select enrolment_id, part, reference, month, code, message from run_waiting where run_id = $1 order by id";
    /// Runs approved by an entry up to $2: what was posted when that entry was written.
    POSTED = "select l.enrolment_id, l.part, l.reference, l.month, l.amount, r.kind
        from run_lines l join runs r on r.id = l.run_id
        where r.office_id = $1 and r.approved_entry <= $2 and l.kind <> 'deduction'";
    /// The same from month $3 on: only runs that reach it hold such lines.
    POSTED_SINCE = "select l.enrolment_id, l.part, l.reference, l.month, l.amount, r.kind
        from run_lines l join runs r on r.id = l.run_id
        where r.office_id = $1 and r.approved_entry <= $2 and l.kind <> 'deduction'
        and r.last_month >= $3 and l.month >= $3";
    POSTED_FOR = "select l.enrolment_id, l.part, l.reference, l.month, l.amount, r.kind
        from run_lines l join runs r on r.id = l.run_id
        where l.enrolment_id = $1 and r.approved_entry <= $2 and l.kind <> 'deduction' order by l.id";
    /// By runs other than $2 that were approved by an entry from $3 to $4.
    POSTED_BY_OTHERS = "select distinct l.enrolment_id, r.kind from run_lines l join runs r on r.id = l.run_id
        where r.office_id = $1 and r.id <> $2 and r.approved_entry >= $3 and r.approved_entry <= $4";
    /// What was approved, by run and scheme, of runs that pay month $2 or later.
    BY_SCHEME = "select r.id, l.scheme, l.unit_id, cast(sum(l.amount) as bigint), count(*)
        from runs r join run_lines l on l.run_id = r.id
        where r.office_id = $1 and r.approved_entry is not null and r.last_month >= $2
        group by r.id, l.scheme, l.unit_id order by r.id, l.scheme, l.unit_id";
    ENROLMENT_OF_LINE = "select l.enrolment_id from run_lines l join runs r on r.id = l.run_id
        where r.office_id = $1 and l.id = $2";
    SUM_OF_LINES = "select cast(coalesce(sum(amount), 0) as bigint) from run_lines where run_id = $1";
    /// What the deductions of a run take from each recovery, as positive sums.
    DEDUCTED = "select recovery_id, cast(-sum(amount) as bigint) from run_lines
        where run_id = $1 and kind = 'deduction' and recovery_id is not null group by recovery_id order by recovery_id";
    /// $1 an enrolment: the unit in which it stood on the newest approved list.
    LAST_UNIT = "select l.unit_id from run_lines l join runs r on r.id = l.run_id
        where l.enrolment_id = $1 and r.approved_entry is not null order by l.id desc limit 1";
    PARTS_TWICE = "select l.enrolment_id, l.part, l.reference, l.month, count(*)
        from run_lines l join runs r on r.id = l.run_id
        where r.office_id = $1 and r.approved_entry is not null and l.kind = 'current'
        group by l.enrolment_id, l.part, l.reference, l.month having count(*) > 1
        order by l.enrolment_id, l.part, l.reference, l.month";
}

bulks! {
    RUN_LINES = "run_lines" (
        "id", "run_id", "payment_id", "enrolment_id", "kind", "scheme", "category", "part", "class", "rate",
        "quantity", "reference", "month", "amount", "cause", "cause_detail", "decision_id", "recovery_id",
        "explanation_id", "unit_id", "hamlet"
    );
    RUN_WAITING = "run_waiting" ("id", "run_id", "enrolment_id", "part", "reference", "month", "code", "message");
    EXPLANATION_ROWS = "explanations" ("id", "hash", "body");
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunRow {
    pub id: RunId,
    pub kind: RunKind,
    pub month: Month,
    pub last_month: Month,
    /// 1 for the first of its kind and month; higher after a replacement, and for further supplementary runs.
    pub sequence: i64,
    pub state: RunState,
    pub prepared_on: Date,
    pub prepared_by: OfficerId,
    pub checked_by: Option<OfficerId>,
    pub approved_by: Option<OfficerId>,
    /// Number and day of the paper on which it was approved, where it was signed on paper.
    pub approval_paper: Option<String>,
    pub ruleset_hash: String,
    pub recorded_entry: EntryId,
    pub checked_entry: Option<EntryId>,
    pub approved_entry: Option<EntryId>,
    pub sent_entry: Option<EntryId>,
    pub reconciled_entry: Option<EntryId>,
    pub closed_entry: Option<EntryId>,
}

pub fn next_sequence(tx: &mut Tx, office: OfficeId, kind: RunKind, month: Month) -> Result<i64, StoreError> {
    tx.one(&NEXT_SEQUENCE, &params![office, kind.word(), month], |row| row.get(0))
}

/// Writes the head of a run that has just been prepared.
pub fn insert(tx: &mut Tx, office: OfficeId, run: &RunRow) -> Result<(), StoreError> {
    let params = params![
        run.id,
        office,
        run.kind.word(),
        run.month,
        run.last_month,
        run.sequence,
        run.state.word(),
        run.prepared_on,
        run.prepared_by,
        &run.ruleset_hash,
        run.recorded_entry,
    ];
    tx.execute_one(&INSERT, &params)
}

pub fn get(tx: &mut Tx, office: OfficeId, id: RunId) -> Result<RunRow, StoreError> {
    tx.one(&GET, &params![office, id], run)
}

/// Every run of the office, replaced drafts too, in the order of month and preparation.
pub fn list(tx: &mut Tx, office: OfficeId) -> Result<Vec<RunRow>, StoreError> {
    tx.all(&LIST, &params![office], run)
}

pub fn set_checked(tx: &mut Tx, id: RunId, by: OfficerId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&SET_CHECKED, &params![id, by, entry])
}

pub fn set_approved(
    tx: &mut Tx,
    id: RunId,
    by: OfficerId,
    entry: EntryId,
    paper: Option<&str>,
) -> Result<(), StoreError> {
    tx.execute_one(&SET_APPROVED, &params![id, by, entry, paper])
}

pub fn set_sent(tx: &mut Tx, id: RunId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&SET_SENT, &params![id, entry])
}

pub fn set_reconciled(tx: &mut Tx, id: RunId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&SET_RECONCILED, &params![id, entry])
}

pub fn set_closed(tx: &mut Tx, id: RunId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&SET_CLOSED, &params![id, entry])
}

/// Marks an unapproved run as replaced and takes away its lines; its head stays in the file. Its payments are
/// taken away first, by `payments::delete_of_run` afterwards: lines point to payments.
pub fn replace(tx: &mut Tx, id: RunId) -> Result<(), StoreError> {
    tx.execute_one(&SET_REPLACED, &params![id])?;
    tx.execute(&DELETE_LINES, &params![id])?;
    tx.execute(&DELETE_WAITING, &params![id]).map(drop)
}

/// A line as written. `cause` is the stored word and detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRow {
    pub id: LineId,
    pub payment: PaymentId,
    pub enrolment: EnrolmentId,
    pub kind: LineKind,
    pub terms: Terms,
    pub reference: Name,
    pub month: Month,
    /// Negative for a deduction.
    pub amount: Vnd,
    pub cause: Option<(Name, Name)>,
    pub decision: Option<DecisionId>,
    pub recovery: Option<RecoveryId>,
    pub explanation: ExplanationId,
    pub unit: UnitId,
    pub hamlet: Option<Name>,
}

impl LineRow {
    pub fn key(&self) -> PartKey {
        PartKey { part: self.terms.part.clone(), reference: self.reference.clone() }
    }
}

/// In the order of payments.
pub fn lines(tx: &mut Tx, run: RunId) -> Result<Vec<LineRow>, StoreError> {
    let mut names = Names::default();
    tx.all(&LINES, &params![run], |row| line(row, &mut names))
}

/// Approved lines of one enrolment in the order of months: what a person's page tells.
pub fn lines_of_enrolment(tx: &mut Tx, enrolment: EnrolmentId) -> Result<Vec<LineRow>, StoreError> {
    let mut names = Names::default();
    tx.all(&OF_ENROLMENT, &params![enrolment], |row| line(row, &mut names))
}

pub fn enrolment_of_line(
    tx: &mut Tx,
    office: OfficeId,
    line: LineId,
) -> Result<Option<EnrolmentId>, StoreError> {
    tx.optional(&ENROLMENT_OF_LINE, &params![office, line], |row| row.get(0))
}

/// What a run paid under one scheme in one commune; deductions are subtracted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchemeSum {
    pub run: RunId,
    pub scheme: Scheme,
    pub unit: UnitId,
    pub amount: Vnd,
    pub lines: i64,
}

/// Of approved runs that pay `from` or a later month.
pub fn by_scheme(tx: &mut Tx, office: OfficeId, from: Month) -> Result<Vec<SchemeSum>, StoreError> {
    tx.all(&BY_SCHEME, &params![office, from], |row| {
        Ok(SchemeSum {
            run: row.get(0)?,
            scheme: row.word(1)?,
            unit: row.get(2)?,
            amount: row.get(3)?,
            lines: row.get(4)?,
        })
    })
}

/// Deductions are subtracted.
pub fn sum_of_lines(tx: &mut Tx, run: RunId) -> Result<Vnd, StoreError> {
    tx.one(&SUM_OF_LINES, &params![run], |row| row.get(0))
}

/// What the run's deductions take from each recovery, as positive sums.
pub fn deducted(tx: &mut Tx, run: RunId) -> Result<Vec<(RecoveryId, Vnd)>, StoreError> {
    tx.all(&DEDUCTED, &params![run], |row| Ok((row.get(0)?, row.get(1)?)))
}

pub fn insert_lines(tx: &mut Tx, run: RunId, lines: &[LineRow]) -> Result<(), StoreError> {
    tx.insert_many(&RUN_LINES, lines.iter().map(|line| line_values(run, line))).map(drop)
}

/// What a run could not settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingRow {
    pub enrolment: EnrolmentId,
    pub key: PartKey,
    pub month: Month,
    pub code: String,
    pub message: String,
}

pub fn waiting(tx: &mut Tx, run: RunId) -> Result<Vec<WaitingRow>, StoreError> {
    tx.all(&WAITING, &params![run], |row| {
        let (part, reference): (String, String) = (row.get(1)?, row.get(2)?);
        Ok(WaitingRow {
            enrolment: row.get(0)?,
            key: PartKey::new(&part, &reference),
            month: row.get(3)?,
            code: row.get(4)?,
            message: row.get(5)?,
        })
    })
}

pub fn insert_waiting(tx: &mut Tx, run: RunId, waiting: &[WaitingRow]) -> Result<(), StoreError> {
    let first = tx.next_ids(waiting.len() as u64)?;
    let rows = waiting.iter().zip(first..).map(|(w, id)| {
        let (part, reference) = (&*w.key.part, &*w.key.reference);
        params![id, run, w.enrolment, part, reference, w.month, &w.code, &w.message].to_vec()
    });
    tx.insert_many(&RUN_WAITING, rows).map(drop)
}

/// The ids of explanations in the order of `wanted`, pairs of hash and body; new ones are written.
pub fn explanation_ids(tx: &mut Tx, wanted: &[(String, String)]) -> Result<Vec<ExplanationId>, StoreError> {
    let mut known: HashMap<String, ExplanationId> = HashMap::new();
    tx.each(&EXPLANATIONS, &[], |row| {
        known.insert(row.get(0)?, row.get(1)?);
        Ok(())
    })?;
    let first = tx.next_ids(wanted.len() as u64)?;
    let mut rows = Vec::new();
    let mut ids = Vec::with_capacity(wanted.len());
    for ((hash, body), fresh) in wanted.iter().zip(first..) {
        let id = *known.entry(hash.clone()).or_insert_with(|| {
            rows.push(params![fresh, hash, body].to_vec());
            ExplanationId(fresh)
        });
        ids.push(id);
    }
    tx.insert_many(&EXPLANATION_ROWS, rows)?;
    Ok(ids)
}

pub fn explanation(tx: &mut Tx, id: ExplanationId) -> Result<String, StoreError> {
    tx.one(&EXPLANATION, &params![id], |row| row.get(0))
}

/// Postings of one rhythm by enrolment, as they stood when `last` was written.
pub fn posted(
    tx: &mut Tx,
    office: OfficeId,
    rhythm: Rhythm,
    last: EntryId,
) -> Result<HashMap<EnrolmentId, Posted>, StoreError> {
    add_up(tx, &POSTED, &params![office, last], rhythm)
}

/// The same, of the months from `first` on.
pub fn posted_since(
    tx: &mut Tx,
    office: OfficeId,
    rhythm: Rhythm,
    last: EntryId,
    first: Month,
) -> Result<HashMap<EnrolmentId, Posted>, StoreError> {
    add_up(tx, &POSTED_SINCE, &params![office, last, first], rhythm)
}

/// The same of all months, of one enrolment.
pub fn posted_for(
    tx: &mut Tx,
    enrolment: EnrolmentId,
    rhythm: Rhythm,
    last: EntryId,
) -> Result<Posted, StoreError> {
    let mut posted = add_up(tx, &POSTED_FOR, &params![enrolment, last], rhythm)?;
    Ok(posted.remove(&enrolment).unwrap_or_default())
}

fn add_up(
    tx: &mut Tx,
    statement: &Statement,
    params: &[Value],
    rhythm: Rhythm,
) -> Result<HashMap<EnrolmentId, Posted>, StoreError> {
    let mut names = Names::default();
    let mut posted: HashMap<EnrolmentId, Posted> = HashMap::new();
    tx.each(statement, params, |row| {
        let kind: RunKind = row.word(5)?;
        if kind.rhythm() == rhythm {
            let key = PartKey { part: names.read(row, 1)?, reference: names.read(row, 2)? };
            posted.entry(row.get(0)?).or_default().add(&key, row.get(3)?, row.get(4)?);
        }
        Ok(())
    })?;
    Ok(posted)
}

/// Enrolments for which another run of the rhythm was approved by an entry of `entries`, both included.
pub fn posted_by_others(
    tx: &mut Tx,
    office: OfficeId,
    run: RunId,
    rhythm: Rhythm,
    entries: (EntryId, EntryId),
) -> Result<HashSet<EnrolmentId>, StoreError> {
    let mut others = HashSet::new();
    tx.each(&POSTED_BY_OTHERS, &params![office, run, entries.0, entries.1], |row| {
        let kind: RunKind = row.word(1)?;
        if kind.rhythm() == rhythm {
            others.insert(row.get(0)?);
        }
        Ok(())
    })?;
    Ok(others)
}

/// Where the enrolment stood on the newest approved list.
pub fn last_unit(tx: &mut Tx, enrolment: EnrolmentId) -> Result<Option<UnitId>, StoreError> {
    tx.optional(&LAST_UNIT, &params![enrolment], |row| row.get(0))
}

/// Keys that approved runs pay twice for one month; there must be none.
pub fn keys_twice(tx: &mut Tx, office: OfficeId) -> Result<Vec<(EnrolmentId, PartKey, Month)>, StoreError> {
    tx.all(&PARTS_TWICE, &params![office], |row| {
        let (part, reference): (String, String) = (row.get(1)?, row.get(2)?);
        Ok((row.get(0)?, PartKey::new(&part, &reference), row.get(3)?))
    })
}

fn run(row: &Row) -> Result<RunRow, StoreError> {
    Ok(RunRow {
        id: row.get(0)?,
        kind: row.word(1)?,
        month: row.get(2)?,
        last_month: row.get(3)?,
        sequence: row.get(4)?,
        state: row.word(5)?,
        prepared_on: row.get(6)?,
        prepared_by: row.get(7)?,
        checked_by: row.get(8)?,
        approved_by: row.get(9)?,
        approval_paper: row.get(10)?,
        ruleset_hash: row.get(11)?,
        recorded_entry: row.get(12)?,
        checked_entry: row.get(13)?,
        approved_entry: row.get(14)?,
        sent_entry: row.get(15)?,
        reconciled_entry: row.get(16)?,
        closed_entry: row.get(17)?,
    })
}

fn line(row: &Row, names: &mut Names) -> Result<LineRow, StoreError> {
    let terms = Terms {
        scheme: row.word(4)?,
        category: names.read(row, 5)?,
        part: names.read(row, 6)?,
        class: names.read(row, 7)?,
        rate: row.get(8)?,
        quantity: row.get(9)?,
    };
    Ok(LineRow {
        id: row.get(0)?,
        payment: row.get(1)?,
        enrolment: row.get(2)?,
        kind: row.word(3)?,
        terms,
        reference: names.read(row, 10)?,
        month: row.get(11)?,
        amount: row.get(12)?,
        cause: names.optional(row, 13)?.zip(names.optional(row, 14)?),
        decision: row.get(15)?,
        recovery: row.get(16)?,
        explanation: row.get(17)?,
        unit: row.get(18)?,
        hamlet: names.optional(row, 19)?,
    })
}

fn line_values(run: RunId, line: &LineRow) -> Vec<Value> {
    let terms = &line.terms;
    let (cause, detail) = line.cause.clone().unzip();
    params![
        line.id,
        run,
        line.payment,
        line.enrolment,
        line.kind.word(),
        terms.scheme.word(),
        &*terms.category,
        &*terms.part,
        &*terms.class,
        terms.rate,
        terms.quantity,
        &*line.reference,
        line.month,
        line.amount,
        cause.as_deref(),
        detail.as_deref(),
        line.decision,
        line.recovery,
        line.explanation,
        line.unit,
        line.hamlet.as_deref(),
    ]
    .to_vec()
}
