//! Cases: the case, what is said of it, what happened to it, and where it stands.

use crate::people::Known;
use crate::value::Row;
use crate::{StoreError, Tx, bulks, params, statements};
use domain::cases::{CaseEvent, CaseRecord, CaseResult, CaseState, SourcePaper};
use domain::ids::{CaseEventId, CaseId, CaseRecordId, CaseStandingId, EntryId, OfficeId};
use jiff::civil::Date;

bulks! {
    CASES = "cases" ("id", "office_id", "code", "kind", "created_entry");
    RECORDS = "case_records" (
        "id", "case_id", "subject", "person_id", "unit_id", "received_on", "due_on", "owner", "source_number",
        "source_issuer", "source_on", "recorded_entry",
    );
    EVENTS = "case_events" (
        "id", "case_id", "kind", "on_date", "step", "due_on", "holder", "result", "paper", "note", "recorded_entry",
    );
    STANDINGS = "case_standings" (
        "id", "case_id", "state", "step", "due_on", "holder", "concluded_on", "result", "late_steps", "in_time",
        "recorded_entry",
    );
}

statements! {
    IDS = "select code, id, kind from cases where office_id = $1";
    OF_OFFICE = "select cases.id, case_records.id, cases.code, cases.kind, subject, person_id, unit_id, received_on,
            due_on, owner, source_number, source_issuer, source_on
        from cases join case_records on case_records.case_id = cases.id
        where cases.office_id = $1 and case_records.recorded_entry <= $2
            and (case_records.voided_entry is null or case_records.voided_entry > $2)
        order by received_on, cases.code";
    BY_CODE = "select cases.id, case_records.id, cases.code, cases.kind, subject, person_id, unit_id, received_on,
            due_on, owner, source_number, source_issuer, source_on
        from cases join case_records on case_records.case_id = cases.id
        where cases.office_id = $1 and cases.code = $2 and case_records.voided_entry is null";
    EVENTS_OF_OFFICE = "select case_events.case_id, case_events.id, case_events.kind, on_date, step, due_on, holder,
            result, paper, note
        from cases join case_events on case_events.case_id = cases.id
        where cases.office_id = $1 and case_events.recorded_entry <= $2
            and (case_events.voided_entry is null or case_events.voided_entry > $2)
        order by case_events.case_id, on_date, case_events.id";
    EVENTS_OF = "select case_id, id, kind, on_date, step, due_on, holder, result, paper, note from case_events
        where case_id = $1 and voided_entry is null order by on_date, id";
    STANDINGS_OF_OFFICE = "select case_standings.case_id, case_standings.id, state, step, due_on, holder,
            concluded_on, result, late_steps, in_time
        from cases join case_standings on case_standings.case_id = cases.id
        where cases.office_id = $1 and case_standings.voided_entry is null
        order by case_standings.case_id, case_standings.id";
    VOID_RECORD = "update case_records set voided_entry = $2 where id = $1 and voided_entry is null";
    VOID_EVENT = "update case_events set voided_entry = $2 where id = $1 and voided_entry is null";
    VOID_STANDING = "update case_standings set voided_entry = $2 where case_id = $1 and voided_entry is null";
}

/// A case of the register with its live record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    pub id: CaseId,
    pub record_id: CaseRecordId,
    pub case: CaseRecord,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    pub id: CaseEventId,
    pub case: CaseId,
    pub event: CaseEvent,
}

/// What was written of where a case stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingRow {
    pub case: CaseId,
    pub state: CaseState,
    pub step: Option<u8>,
    pub due_on: Option<Date>,
    pub holder: Option<String>,
    pub concluded_on: Option<Date>,
    pub result: Option<CaseResult>,
    pub late_steps: i64,
    pub in_time: Option<bool>,
}

/// Every code ever used, with the kind; a case whose record was taken back keeps its code.
pub fn codes(tx: &mut Tx, office: OfficeId) -> Result<Vec<(String, CaseId, String)>, StoreError> {
    tx.all(&IDS, &params![office], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

fn case(row: &Row) -> Result<CaseRow, StoreError> {
    let (issuer, on) = (row.get(11)?, row.get(12)?);
    let number: Option<String> = row.get(10)?;
    Ok(CaseRow {
        id: row.get(0)?,
        record_id: row.get(1)?,
        case: CaseRecord {
            code: row.get(2)?,
            kind: row.get(3)?,
            subject: row.get(4)?,
            person: row.get(5)?,
            unit: row.get(6)?,
            received_on: row.get(7)?,
            due_on: row.get(8)?,
            owner: row.get(9)?,
            source: number.map(|number| SourcePaper { number, issuer, on }),
        },
    })
}

/// By day of receipt and code.
pub fn of_office(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<CaseRow>, StoreError> {
    tx.all(&OF_OFFICE, &params![office, known], case)
}

pub fn by_code(tx: &mut Tx, office: OfficeId, code: &str) -> Result<Option<CaseRow>, StoreError> {
    tx.optional(&BY_CODE, &params![office, code], case)
}

fn event(row: &Row) -> Result<EventRow, StoreError> {
    let event = CaseEvent {
        kind: row.word(2)?,
        on: row.get(3)?,
        step: row.get::<Option<i64>>(4)?.and_then(|step| u8::try_from(step).ok()),
        due_on: row.get(5)?,
        holder: row.get(6)?,
        result: row.optional_word(7)?,
        paper: row.get(8)?,
        note: row.get(9)?,
    };
    Ok(EventRow { case: row.get(0)?, id: row.get(1)?, event })
}

/// By case, day and order of recording.
pub fn events_of_office(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<EventRow>, StoreError> {
    tx.all(&EVENTS_OF_OFFICE, &params![office, known], event)
}

pub fn events_of(tx: &mut Tx, case: CaseId) -> Result<Vec<EventRow>, StoreError> {
    tx.all(&EVENTS_OF, &params![case], event)
}

/// By case; a case without one was recorded without its standing, which `doctor` reports.
pub fn standings(tx: &mut Tx, office: OfficeId) -> Result<Vec<StandingRow>, StoreError> {
    tx.all(&STANDINGS_OF_OFFICE, &params![office], |row| {
        Ok(StandingRow {
            case: row.get(0)?,
            state: row.word(2)?,
            step: row.get::<Option<i64>>(3)?.and_then(|step| u8::try_from(step).ok()),
            due_on: row.get(4)?,
            holder: row.get(5)?,
            concluded_on: row.get(6)?,
            result: row.optional_word(7)?,
            late_steps: row.get(8)?,
            in_time: row.get::<Option<i64>>(9)?.map(|yes| yes != 0),
        })
    })
}

pub fn insert_cases(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (CaseId, String, String)>,
) -> Result<u64, StoreError> {
    let values = |(id, code, kind): (CaseId, String, String)| params![id, office, code, kind, entry].to_vec();
    tx.insert_many(&CASES, rows.into_iter().map(values))
}

pub fn insert_records(
    tx: &mut Tx,
    entry: EntryId,
    rows: impl IntoIterator<Item = (CaseRecordId, CaseId, CaseRecord)>,
) -> Result<u64, StoreError> {
    let values = |(id, case, c): (CaseRecordId, CaseId, CaseRecord)| {
        let (number, issuer, on) =
            c.source.map_or((None, None, None), |source| (Some(source.number), source.issuer, source.on));
        params![
            id,
            case,
            c.subject,
            c.person,
            c.unit,
            c.received_on,
            c.due_on,
            c.owner,
            number,
            issuer,
            on,
            entry
        ]
        .to_vec()
    };
    tx.insert_many(&RECORDS, rows.into_iter().map(values))
}

pub fn insert_events(
    tx: &mut Tx,
    entry: EntryId,
    rows: impl IntoIterator<Item = EventRow>,
) -> Result<u64, StoreError> {
    let values = |EventRow { id, case, event: e }: EventRow| {
        params![
            id,
            case,
            e.kind.word(),
            e.on,
            e.step.map(i64::from),
            e.due_on,
            e.holder,
            e.result.map(CaseResult::word),
            e.paper,
            e.note,
            entry
        ]
        .to_vec()
    };
    tx.insert_many(&EVENTS, rows.into_iter().map(values))
}

/// Replaces what was written before of the same cases.
pub fn replace_standings(
    tx: &mut Tx,
    entry: EntryId,
    rows: Vec<(CaseStandingId, StandingRow)>,
) -> Result<u64, StoreError> {
    for (_, row) in &rows {
        tx.execute(&VOID_STANDING, &params![row.case, entry])?;
    }
    let values = |(id, s): (CaseStandingId, StandingRow)| {
        params![
            id,
            s.case,
            s.state.word(),
            s.step.map(i64::from),
            s.due_on,
            s.holder,
            s.concluded_on,
            s.result.map(CaseResult::word),
            s.late_steps,
            s.in_time.map(i64::from),
            entry
        ]
        .to_vec()
    };
    tx.insert_many(&STANDINGS, rows.into_iter().map(values))
}

pub fn void_record(tx: &mut Tx, id: CaseRecordId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_RECORD, &params![id, entry])
}

pub fn void_event(tx: &mut Tx, id: CaseEventId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_EVENT, &params![id, entry])
}
