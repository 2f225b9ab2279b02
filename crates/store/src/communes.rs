//! Monthly reports of communes: what was handed in, row by row, and what became of each row.

use crate::value::Row;
use crate::{StoreError, Tx, bulks, params, statements, word_columns};
use domain::communes::ProposalState;
use domain::ids::{CommuneReportId, EntryId, OfficeId, OfficerId, ProposalId, ProposalStepId, UnitId};
use jiff::civil::Date;
use law::Month;

word_columns!(ProposalState);

bulks! {
    REPORTS = "commune_reports" (
        "id", "office_id", "unit_id", "month", "field", "sent_on", "file_name", "fingerprint", "rows_sent",
        "recorded_entry",
    );
    PROPOSALS = "commune_proposals" ("id", "report_id", "row_number", "cells", "doubts", "recorded_entry");
    STEPS = "commune_steps" ("id", "proposal_id", "state", "reason", "recorded_entry");
}

statements! {
    OF_MONTH = "select r.id, r.unit_id, r.month, r.field, r.sent_on, r.file_name, r.fingerprint, r.rows_sent,
            e.officer_id
        from commune_reports r join journal_entries e on e.id = r.recorded_entry
        where r.office_id = $1 and r.month = $2 and r.voided_entry is null order by r.sent_on, r.id";
    BY_ID = "select r.id, r.unit_id, r.month, r.field, r.sent_on, r.file_name, r.fingerprint, r.rows_sent,
            e.officer_id
        from commune_reports r join journal_entries e on e.id = r.recorded_entry
        where r.office_id = $1 and r.id = $2 and r.voided_entry is null";
    PROPOSALS_OF_MONTH = "select p.id, p.report_id, p.row_number, p.cells, p.doubts, s.state, s.reason, s.id,
            s.recorded_entry, e.officer_id, e.on_date
        from commune_reports r join commune_proposals p on p.report_id = r.id and p.voided_entry is null
        left join commune_steps s on s.proposal_id = p.id and s.voided_entry is null
        left join journal_entries e on e.id = s.recorded_entry
        where r.office_id = $1 and r.month = $2 and r.voided_entry is null order by p.id";
    PROPOSAL = "select p.id, p.report_id, p.row_number, p.cells, p.doubts, s.state, s.reason, s.id,
            s.recorded_entry, e.officer_id, e.on_date
        from commune_reports r join commune_proposals p on p.report_id = r.id and p.voided_entry is null
        left join commune_steps s on s.proposal_id = p.id and s.voided_entry is null
        left join journal_entries e on e.id = s.recorded_entry
        where r.office_id = $1 and p.id = $2 and r.voided_entry is null";
    VOID_REPORT = "update commune_reports set voided_entry = $2 where id = $1 and voided_entry is null";
    VOID_PROPOSALS = "update commune_proposals set voided_entry = $2 where report_id = $1 and voided_entry is null";
    VOID_STEP = "update commune_steps set voided_entry = $2 where id = $1 and voided_entry is null";
    /// Rows accepted without an import of the same entry that wrote something.
    UNWRITTEN = "select p.id from commune_reports r join commune_proposals p on p.report_id = r.id
        join commune_steps s on s.proposal_id = p.id and s.voided_entry is null and s.state = 'accepted'
        where r.office_id = $1 and not exists (select 1 from imports i
            where i.office_id = r.office_id and i.recorded_entry = s.recorded_entry and i.kind = 'changes'
                and i.undone_entry is null and i.rows_accepted > 0)
        order by p.id";
    /// Rows accepted by whoever handed them in.
    OWN = "select p.id from commune_reports r join commune_proposals p on p.report_id = r.id
        join commune_steps s on s.proposal_id = p.id and s.voided_entry is null and s.state = 'accepted'
        join journal_entries sent on sent.id = r.recorded_entry
        join journal_entries taken on taken.id = s.recorded_entry
        where r.office_id = $1 and sent.officer_id = taken.officer_id order by p.id";
    /// Reports that say another number of rows than they hold, or rows whose report was taken back.
    UNBALANCED = "select r.id from commune_reports r
        where r.office_id = $1 and r.rows_sent * case when r.voided_entry is null then 1 else 0 end <> (
            select count(*) from commune_proposals p where p.report_id = r.id and p.voided_entry is null)
        order by r.id";
}

/// One hand-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    pub id: CommuneReportId,
    pub unit: UnitId,
    pub month: Month,
    /// Word of the field.
    pub field: String,
    pub sent_on: Date,
    /// `None`: nothing has changed.
    pub file: Option<String>,
    pub fingerprint: String,
    pub rows: i64,
    /// Who handed it in.
    pub officer: OfficerId,
}

/// What somebody decided of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    pub id: ProposalStepId,
    pub state: ProposalState,
    pub reason: Option<String>,
    pub entry: EntryId,
    pub officer: OfficerId,
    pub on: Date,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalRow {
    pub id: ProposalId,
    pub report: CommuneReportId,
    /// In the file, from 1.
    pub row: i64,
    /// `heading=text` lines.
    pub cells: String,
    pub doubts: Option<String>,
    pub step: Option<StepRow>,
}

impl ProposalRow {
    pub fn state(&self) -> ProposalState {
        self.step.as_ref().map_or(ProposalState::Proposed, |step| step.state)
    }
}

/// Everything handed in for a month, in the order in which it came.
pub fn reports(tx: &mut Tx, office: OfficeId, month: Month) -> Result<Vec<ReportRow>, StoreError> {
    tx.all(&OF_MONTH, &params![office, month], report)
}

pub fn get_report(
    tx: &mut Tx,
    office: OfficeId,
    id: CommuneReportId,
) -> Result<Option<ReportRow>, StoreError> {
    tx.optional(&BY_ID, &params![office, id], report)
}

/// The rows of a month's reports.
pub fn proposals(tx: &mut Tx, office: OfficeId, month: Month) -> Result<Vec<ProposalRow>, StoreError> {
    tx.all(&PROPOSALS_OF_MONTH, &params![office, month], proposal)
}

pub fn get_proposal(
    tx: &mut Tx,
    office: OfficeId,
    id: ProposalId,
) -> Result<Option<ProposalRow>, StoreError> {
    tx.optional(&PROPOSAL, &params![office, id], proposal)
}

pub fn insert_report(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    report: &ReportRow,
) -> Result<(), StoreError> {
    let r = report.clone();
    let row =
        params![r.id, office, r.unit, r.month, r.field, r.sent_on, r.file, r.fingerprint, r.rows, entry];
    tx.insert_many(&REPORTS, [row.to_vec()]).map(drop)
}

pub fn insert_proposals(
    tx: &mut Tx,
    entry: EntryId,
    rows: impl IntoIterator<Item = ProposalRow>,
) -> Result<(), StoreError> {
    let values = |p: ProposalRow| params![p.id, p.report, p.row, p.cells, p.doubts, entry].to_vec();
    tx.insert_many(&PROPOSALS, rows.into_iter().map(values)).map(drop)
}

/// A step of a proposal that has none, or whose step has just been voided.
pub fn insert_step(
    tx: &mut Tx,
    entry: EntryId,
    id: ProposalStepId,
    proposal: ProposalId,
    state: ProposalState,
    reason: Option<&str>,
) -> Result<(), StoreError> {
    tx.insert_many(&STEPS, [params![id, proposal, state, reason, entry].to_vec()]).map(drop)
}

pub fn void_step(tx: &mut Tx, id: ProposalStepId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_STEP, &params![id, entry])
}

/// The report with its rows.
pub fn void_report(tx: &mut Tx, id: CommuneReportId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute(&VOID_PROPOSALS, &params![id, entry])?;
    tx.execute_one(&VOID_REPORT, &params![id, entry])
}

pub fn unwritten(tx: &mut Tx, office: OfficeId) -> Result<Vec<ProposalId>, StoreError> {
    tx.all(&UNWRITTEN, &params![office], |row| row.get(0))
}

pub fn accepted_by_sender(tx: &mut Tx, office: OfficeId) -> Result<Vec<ProposalId>, StoreError> {
    tx.all(&OWN, &params![office], |row| row.get(0))
}

pub fn unbalanced(tx: &mut Tx, office: OfficeId) -> Result<Vec<CommuneReportId>, StoreError> {
    tx.all(&UNBALANCED, &params![office], |row| row.get(0))
}

fn report(row: &Row) -> Result<ReportRow, StoreError> {
    Ok(ReportRow {
        id: row.get(0)?,
        unit: row.get(1)?,
        month: row.get(2)?,
        field: row.get(3)?,
        sent_on: row.get(4)?,
        file: row.get(5)?,
        fingerprint: row.get(6)?,
        rows: row.get(7)?,
        officer: row.get(8)?,
    })
}

fn proposal(row: &Row) -> Result<ProposalRow, StoreError> {
    let state: Option<ProposalState> = row.get(5)?;
    let step = match state {
        None => None,
        Some(state) => Some(StepRow {
            state,
            reason: row.get(6)?,
            id: row.get(7)?,
            entry: row.get(8)?,
            officer: row.get(9)?,
            on: row.get(10)?,
        }),
    };
    Ok(ProposalRow {
        id: row.get(0)?,
        report: row.get(1)?,
        row: row.get(2)?,
        cells: row.get(3)?,
        doubts: row.get(4)?,
        step,
    })
}
