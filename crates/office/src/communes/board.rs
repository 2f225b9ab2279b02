//! Who has sent and who has not, and what stands in a report.

use super::{Which, cells, field_of};
use crate::permission::Field;
use crate::{Ctx, OfficeError, Permission, offices};
use domain::communes::{Counts, ProposalState, Sending, deadline};
use domain::ids::{CommuneReportId, OfficerId, ProposalId, UnitId};
use jiff::civil::Date;
use law::Month;
use std::collections::HashMap;
use store::Tx;
use store::communes as table;

/// A month's reports: communes × fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Board {
    pub month: Month,
    /// The last day in time; `None` where the office has set none.
    pub deadline: Option<Date>,
    pub fields: Vec<Field>,
    pub rows: Vec<BoardRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardRow {
    pub unit: UnitId,
    pub code: String,
    /// `phường Lộc Hưng`.
    pub name: String,
    /// In the order of the board's fields; `None`: not of the officer's field.
    pub cells: Vec<Option<BoardCell>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoardCell {
    pub sending: Sending,
    pub sent_on: Option<Date>,
    pub counts: Counts,
}

impl Board {
    fn cells(&self) -> impl Iterator<Item = &BoardCell> {
        self.rows.iter().flat_map(|row| row.cells.iter().flatten())
    }

    /// Reports that are still to come, of all that are due.
    pub fn missing(&self) -> (usize, usize) {
        let missing = self.cells().filter(|cell| !cell.sending.is_sent()).count();
        (missing, self.cells().count())
    }

    /// Rows that wait for somebody to check them.
    pub fn waiting(&self) -> usize {
        self.cells().map(|cell| cell.counts.waiting).sum()
    }

    pub fn returned(&self) -> usize {
        self.cells().map(|cell| cell.counts.returned).sum()
    }
}

/// The last day on which the month's reports are in time, by the office's own setting.
pub fn deadline_of(tx: &mut Tx, ctx: &Ctx, month: Month) -> Result<Option<Date>, OfficeError> {
    let day = offices::setting_on(tx, ctx.office, offices::REPORT_DAY, month.first_day())?;
    Ok(day.and_then(|day| day.parse().ok()).map(|day| deadline(month, day)))
}

/// Of which fields communes report each month: the setting of the office, else those that pay each month.
pub fn fields(tx: &mut Tx, ctx: &Ctx, month: Month) -> Result<Vec<Field>, OfficeError> {
    let words = offices::setting_on(tx, ctx.office, offices::REPORT_FIELDS, month.first_day())?;
    let set = words.map(|words| words.split(' ').filter_map(Field::from_word).collect::<Vec<_>>());
    Ok(set.filter(|fields| !fields.is_empty()).unwrap_or_else(|| vec![Field::Merit, Field::Assistance]))
}

/// The board of a month as seen today: the communes and fields of the officer.
pub fn board(ctx: &Ctx, month: Month) -> Result<Board, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let deadline = deadline_of(tx, ctx, month)?;
        let mut fields = fields(tx, ctx, month)?;
        let mut cells: HashMap<(UnitId, Field), (Option<Date>, Counts)> = HashMap::new();
        let mut places: HashMap<CommuneReportId, (UnitId, Field)> = HashMap::new();
        for report in table::reports(tx, ctx.office, month)?.into_iter().filter(|one| one.sent_on <= ctx.on) {
            let Some(field) = field_of(&report) else { continue };
            if !fields.contains(&field) {
                fields.push(field);
            }
            places.insert(report.id, (report.unit, field));
            let cell = cells.entry((report.unit, field)).or_default();
            cell.0 = Some(cell.0.map_or(report.sent_on, |first| first.min(report.sent_on)));
        }
        for row in table::proposals(tx, ctx.office, month)? {
            if let Some(cell) = places.get(&row.report).and_then(|place| cells.get_mut(place)) {
                cell.1.add(row.state());
            }
        }
        let mut reaches = Vec::new();
        for field in &fields {
            reaches.push(ctx.reach(tx, Permission::ReadRegisters, Some(*field))?);
        }
        let mut rows = Vec::new();
        for unit in offices::communes(tx, ctx.office, month.last_day())? {
            let of_field = fields.iter().zip(&reaches).map(|(field, reach)| {
                let is_own = reach.as_ref().is_none_or(|reach| reach.contains(&unit.id));
                let (sent_on, counts) = cells.get(&(unit.id, *field)).copied().unwrap_or_default();
                let sending = Sending::of(sent_on, deadline, ctx.on);
                is_own.then_some(BoardCell { sending, sent_on, counts })
            });
            let cells: Vec<_> = of_field.collect();
            if cells.iter().any(Option::is_some) {
                rows.push(BoardRow { unit: unit.id, name: unit.full_name(), code: unit.code, cells });
            }
        }
        // Columns of fields that are none of the officer's go.
        for at in (0..fields.len()).rev() {
            if rows.iter().all(|row: &BoardRow| row.cells.get(at).is_none_or(Option::is_none)) {
                fields.remove(at);
                for row in &mut rows {
                    row.cells.remove(at);
                }
            }
        }
        Ok(Board { month, deadline, fields, rows })
    })
}

/// A row of a report with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedRow {
    pub id: ProposalId,
    /// In the file, from 1.
    pub row: i64,
    /// By heading, empty cells left out.
    pub cells: Vec<(String, String)>,
    /// What the rehearsal doubted when it came.
    pub doubts: Option<String>,
    pub state: ProposalState,
    pub reason: Option<String>,
    /// Who decided, and when.
    pub by: Option<(OfficerId, Date)>,
    /// The entry that wrote it.
    pub entry: Option<domain::ids::EntryId>,
}

impl ReportedRow {
    pub fn cell(&self, heading: &str) -> &str {
        self.cells.iter().find(|(name, _)| name == heading).map_or("", |(_, value)| value)
    }
}

/// One hand-in with its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reported {
    pub id: CommuneReportId,
    pub which: Which,
    pub sent_on: Date,
    /// Who handed it in.
    pub officer: OfficerId,
    /// `None`: nothing has changed.
    pub file: Option<String>,
    pub rows: Vec<ReportedRow>,
}

/// What the communes have handed in for a month: of the officer's areas and fields.
pub fn reported(ctx: &Ctx, month: Month) -> Result<Vec<Reported>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let mut rows: HashMap<CommuneReportId, Vec<ReportedRow>> = HashMap::new();
        for row in table::proposals(tx, ctx.office, month)? {
            let state = row.state();
            let accepted = row.step.as_ref().filter(|step| step.state == ProposalState::Accepted);
            rows.entry(row.report).or_default().push(ReportedRow {
                id: row.id,
                row: row.row,
                cells: cells(&row.cells),
                doubts: row.doubts,
                state,
                entry: accepted.map(|step| step.entry),
                by: row.step.as_ref().map(|step| (step.officer, step.on)),
                reason: row.step.and_then(|step| step.reason),
            });
        }
        let mut found = Vec::new();
        for report in table::reports(tx, ctx.office, month)? {
            let Some(field) = field_of(&report) else { continue };
            let reach = ctx.reach(tx, Permission::ReadRegisters, Some(field))?;
            if reach.is_some_and(|reach| !reach.contains(&report.unit)) {
                continue;
            }
            found.push(Reported {
                id: report.id,
                which: Which { unit: report.unit, month, field },
                sent_on: report.sent_on,
                officer: report.officer,
                file: report.file,
                rows: rows.remove(&report.id).unwrap_or_default(),
            });
        }
        Ok(found)
    })
}

/// The rows of a month that wait, of one commune and field where these are named.
pub fn waiting(
    ctx: &Ctx,
    month: Month,
    unit: Option<UnitId>,
    field: Option<Field>,
) -> Result<Vec<ProposalId>, OfficeError> {
    let of = |report: &Reported| {
        unit.is_none_or(|unit| report.which.unit == unit)
            && field.is_none_or(|field| report.which.field == field)
    };
    let reports = reported(ctx, month)?.into_iter().filter(of);
    let rows = reports.flat_map(|report| report.rows);
    Ok(rows.filter(|row| row.state == ProposalState::Proposed).map(|row| row.id).collect())
}
