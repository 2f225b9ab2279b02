//! `Lý do biến động hộ nghèo` and `Diễn biến hộ nghèo`: why households came and went; a commune's nine columns.

use super::{Codes, Shown, commune, label, stored, words};
use crate::export::List;
use crate::import::headings::{COMMUNE, Column, Input, Table, labels, optional, required};
use crate::import::kinds::order;
use crate::import::line::Line;
use crate::import::records::{Book, read_records};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::ids::{EntryId, HouseholdId, OfficeId, PovertyClosingId, PovertyReasonId, UnitId};
use domain::labels::Labels;
use domain::poverty::{Closing, ClosingPaper, Counted, Listed, MovementReason, Reason};
use store::people::Known;
use store::{StoreError, Tx};

const REASON_COLUMNS: &[Column] = &[
    required("Năm rà soát").or(&["Năm"]).ask(Input::Year),
    required("Mã hộ"),
    COMMUNE,
    required("Lý do biến động").or(&["Lý do"]).ask(Input::Choice(labels::<MovementReason>)),
    optional("Ghi chú").ask(Input::Note),
];

pub const REASONS: Kind = Kind {
    id: "poverty_reasons",
    title: "Lý do biến động hộ nghèo",
    order: order::POVERTY + 4,
    permission: Permission::Import,
    field: Some(Field::Poverty),
    columns: REASON_COLUMNS,
    list: Some(list_reasons),
    read: read_reasons,
};

const NAMES: [&str; 9] = [
    "Đầu kỳ",
    "Chuyển sang danh sách kia",
    "Vượt cả hai chuẩn",
    "Khác giảm",
    "Từ danh sách kia sang",
    "Tái nghèo",
    "Phát sinh mới",
    "Khác tăng",
    "Cuối kỳ",
];

const CLOSING_COLUMNS: &[Column] = &[
    required("Năm rà soát").or(&["Năm"]).ask(Input::Year),
    COMMUNE,
    required("Danh sách").or(&["Loại hộ"]).ask(Input::Choice(labels::<Listed>)),
    required("Tính theo").or(&["Hộ/khẩu"]).ask(Input::Choice(labels::<Counted>)),
    required(NAMES[0]).or(&["Cột 1", "c1"]).ask(Input::Count),
    required(NAMES[1]).or(&["Cột 2", "c2"]).ask(Input::Count),
    required(NAMES[2]).or(&["Cột 3", "c3"]).ask(Input::Count),
    required(NAMES[3]).or(&["Cột 4", "c4"]).ask(Input::Count),
    required(NAMES[4]).or(&["Cột 5", "c5"]).ask(Input::Count),
    required(NAMES[5]).or(&["Tái cận nghèo", "Cột 6", "c6"]).ask(Input::Count),
    required(NAMES[6]).or(&["Cột 7", "c7"]).ask(Input::Count),
    required(NAMES[7]).or(&["Cột 8", "c8"]).ask(Input::Count),
    required(NAMES[8]).or(&["Cột 9", "c9"]).ask(Input::Count),
    required("Văn bản").or(&["Báo cáo"]),
];

pub const CLOSINGS: Kind = Kind {
    id: "poverty_closings",
    title: "Diễn biến hộ nghèo theo báo cáo xã",
    order: order::POVERTY + 4,
    permission: Permission::Import,
    field: Some(Field::Poverty),
    columns: CLOSING_COLUMNS,
    list: Some(list_closings),
    read: read_closings,
};

fn read_reasons(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let codes = Codes::load(import)?;
    read_records(Reasons { codes, reasons: Labels::new() }, import, table)
}

struct Reasons {
    codes: Codes,
    reasons: Labels<MovementReason>,
}

impl Book for Reasons {
    stored!(Reason, PovertyReasonId, review::reasons insert_reasons void_reason);

    type Key = (i16, HouseholdId);

    fn key(reason: &Reason) -> Self::Key {
        (reason.year, reason.household)
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Reason>, OfficeError> {
        line.filled("Năm rà soát");
        line.filled("Lý do biến động");
        let (household, unit) = (self.codes.find(line), commune(line, import));
        let (year, reason) = (line.year("Năm rà soát"), line.label("Lý do biến động", &self.reasons));
        let (Some(household), Some(unit), Some(year), Some(reason)) = (household, unit, year, reason) else {
            return Ok(None);
        };
        Ok(Some(Reason { year, household, unit, reason, note: line.text("Ghi chú") }))
    }
}

fn read_closings(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Closings { lists: Labels::new(), counted: Labels::new() }, import, table)
}

struct Closings {
    lists: Labels<Listed>,
    counted: Labels<Counted>,
}

impl Book for Closings {
    stored!(ClosingPaper, PovertyClosingId, review::closings insert_closings void_closing);

    type Key = (i16, UnitId, Listed, Counted);

    fn key(closing: &ClosingPaper) -> Self::Key {
        (closing.year, closing.unit, closing.listed, closing.counted)
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<ClosingPaper>, OfficeError> {
        for column in ["Năm rà soát", "Danh sách", "Tính theo"].into_iter().chain(NAMES) {
            line.filled(column);
        }
        let (year, unit) = (line.year("Năm rà soát"), commune(line, import));
        let (listed, counted) =
            (line.label("Danh sách", &self.lists), line.label("Tính theo", &self.counted));
        let paper = line.required("Văn bản");
        let columns: Option<Vec<i64>> = NAMES.map(|name| line.count(name)).into_iter().collect();
        let columns = columns.and_then(|columns| <[i64; 9]>::try_from(columns).ok());
        let (Some(year), Some(unit), Some(listed), Some(counted)) = (year, unit, listed, counted) else {
            return Ok(None);
        };
        let (Some(columns), Some(paper)) = (columns, paper) else { return Ok(None) };
        let closing = Closing(columns);
        if !closing.closes() {
            // What the commune wrote is kept as written; the doctor asks for a correction.
            let (expected, found) = (closing.expected_end(), columns[8]);
            line.warn("Cuối kỳ", format!("biểu không khép: tính ra {expected}, ghi {found}"));
        }
        Ok(Some(ClosingPaper { year, unit, listed, counted, closing, paper }))
    }
}

fn list_reasons(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut shown = Shown::load(ctx, tx)?;
    let mut rows = Vec::new();
    for (_, row) in store::poverty::review::reasons(tx, ctx.office, Known::Now)? {
        rows.push(vec![
            row.year.to_string(),
            shown.household(row.household),
            shown.unit(tx, row.unit)?,
            label(Some(row.reason)),
            words(&row.note),
        ]);
    }
    Ok(List { title: REASONS.title, headings: REASON_HEADINGS, rows })
}

fn list_closings(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut shown = Shown::load(ctx, tx)?;
    let mut rows = Vec::new();
    for (_, row) in store::poverty::review::closings(tx, ctx.office, Known::Now)? {
        let mut cells = vec![
            row.year.to_string(),
            shown.unit(tx, row.unit)?,
            label(Some(row.listed)),
            label(Some(row.counted)),
        ];
        cells.extend(row.closing.0.iter().map(i64::to_string));
        cells.push(row.paper);
        rows.push(cells);
    }
    Ok(List { title: CLOSINGS.title, headings: CLOSING_HEADINGS, rows })
}

const REASON_HEADINGS: &[&str] = &crate::import::headings::names_of::<5>(REASON_COLUMNS);
const CLOSING_HEADINGS: &[&str] = &crate::import::headings::names_of::<14>(CLOSING_COLUMNS);
