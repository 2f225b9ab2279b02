//! Lists out: the same headings as the importer reads, so that a list exported and imported again changes nothing.

use crate::discretion;
use crate::import::headings::{COMMUNE, Column};
use crate::import::kinds::KINDS;
use crate::import::{Kind, ListFn};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::ids::UnitId;
use jiff::civil::Date;
use rust_xlsxwriter::{Format, XlsxError};
use std::collections::HashSet;
use std::path::Path;
use store::Tx;

pub(crate) mod office_lists;
pub(crate) mod people;
pub(crate) mod registers;
mod insurance;
mod labour;

/// A list as text: a heading row and rows of the same width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Vietnamese title, also the name of the sheet.
    pub title: &'static str,
    pub headings: &'static [&'static str],
    pub rows: Vec<Vec<String>>,
}

/// Lists that are worked out from the registers: they go out and never come in.
pub const DERIVED: &[&Kind] = &[
    &insurance::HEALTH_INSURANCE,
    &crate::convalescence::KIND,
    &labour::LABOUR_USE_TOTALS,
    &labour::LABOUR_MARKET,
];

/// The kind of such a list.
pub(crate) const fn derived(
    id: &'static str,
    title: &'static str,
    field: Option<Field>,
    columns: &'static [Column],
    list: ListFn,
) -> Kind {
    let permission = Permission::ReadRegisters;
    Kind { id, title, order: 0, permission, field, columns, list: Some(list), read: |_, _| Ok(()) }
}

/// The ids of the kinds that can be exported.
pub fn kinds() -> Vec<&'static str> {
    KINDS.iter().chain(DERIVED).filter(|kind| kind.list.is_some()).map(|kind| kind.id).collect()
}

/// The whole list of a kind as now known, without rows that tell what the officer may not read: of the officer's areas, where the list says the commune of its rows.
pub fn list(ctx: &Ctx, kind: &str) -> Result<List, OfficeError> {
    let unknown = || OfficeError::NotFound(format!("loại danh sách “{kind}”"));
    let found = KINDS.iter().chain(DERIVED).find(|known| known.id == kind).ok_or_else(unknown)?;
    let (permission, field, read) = (found.reading(), found.field, found.list.ok_or_else(unknown)?);
    let sees = discretion::sees(ctx);
    let mut is_sensitive = false;
    let list = ctx.read(permission, |tx| {
        let reach = ctx.reach(tx, permission, field)?;
        let mut list = read(ctx, tx)?;
        if let Some(reach) = reach {
            let mut codes = HashSet::new();
            for unit in reach {
                codes.extend(store::units::by_id(tx, unit)?.map(|unit| unit.code));
            }
            let at = list.headings.iter().position(|heading| *heading == COMMUNE.name);
            let at = at.ok_or(OfficeError::Forbidden(permission))?;
            list.rows.retain(|row| codes.contains(&row[at]));
        }
        // A mark in a column of that name tells it as well as the word.
        let tells = |row: &Vec<String>| {
            list.headings.iter().zip(row).any(|(heading, cell)| {
                discretion::tells(cell) || (discretion::tells(heading) && !cell.is_empty())
            })
        };
        let own: Vec<bool> = list.rows.iter().map(tells).collect();
        if sees {
            is_sensitive = own.contains(&true);
        } else {
            let mut own = own.into_iter();
            list.rows.retain(|_| !own.next().unwrap_or(false));
        }
        Ok(list)
    })?;
    if is_sensitive {
        discretion::note(ctx, &format!("list {kind}"))?;
    }
    Ok(list)
}

/// Writes XLSX, or CSV where the name ends so.
pub fn write(list: &List, path: &Path) -> Result<(), OfficeError> {
    let is_csv = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let bytes = if is_csv { csv_bytes(list)? } else { xlsx_bytes(list)? };
    let fail = |e: std::io::Error| OfficeError::File(format!("Không ghi được “{}”: {e}", path.display()));
    std::fs::write(path, bytes).map_err(fail)
}

/// The list as a workbook. Every cell is text: codes keep their zeros, dates their form.
pub fn xlsx_bytes(list: &List) -> Result<Vec<u8>, OfficeError> {
    workbook(list).map_err(|e| OfficeError::File(format!("Không lập được bảng tính “{}”: {e}", list.title)))
}

fn workbook(list: &List) -> Result<Vec<u8>, XlsxError> {
    let mut book = crate::typeset::workbook::blank();
    let sheet = book.add_worksheet();
    // A sheet's name has at most 31 characters.
    sheet.set_name(list.title.chars().take(31).collect::<String>())?;
    let bold = Format::new().set_bold();
    for (column, heading) in (0u16..).zip(list.headings) {
        sheet.write_string_with_format(0, column, *heading, &bold)?;
        sheet.set_column_width(column, 16)?;
    }
    for (number, row) in (1u32..).zip(&list.rows) {
        for (column, cell) in (0u16..).zip(row) {
            if !cell.is_empty() {
                sheet.write_string(number, column, cell)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}

/// The list as text, with the mark by which spreadsheets know UTF-8.
pub fn csv_bytes(list: &List) -> Result<Vec<u8>, OfficeError> {
    let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let fail = |e: csv::Error| OfficeError::File(format!("Không lập được CSV “{}”: {e}", list.title));
    out.write_record(list.headings).map_err(fail)?;
    for row in &list.rows {
        out.write_record(row).map_err(fail)?;
    }
    out.into_inner().map_err(|e| fail(e.into_error().into()))
}

/// `05/01/2024`, or nothing.
pub(crate) fn day(date: Option<Date>) -> String {
    date.map_or_else(String::new, domain::dates::short)
}

/// A count or an amount in đồng, or nothing.
pub(crate) fn number(value: Option<impl Into<i64>>) -> String {
    value.map_or_else(String::new, |value| value.into().to_string())
}

/// Codes of communes, each asked for once.
#[derive(Default)]
pub(crate) struct UnitCodes(std::collections::HashMap<UnitId, String>);

impl UnitCodes {
    /// Empty for none.
    pub(crate) fn of(&mut self, tx: &mut Tx, unit: Option<UnitId>) -> Result<String, OfficeError> {
        let Some(id) = unit else { return Ok(String::new()) };
        if let Some(code) = self.0.get(&id) {
            return Ok(code.clone());
        }
        let code = store::units::by_id(tx, id)?.map_or_else(String::new, |unit| unit.code);
        self.0.insert(id, code.clone());
        Ok(code)
    }
}

pub(crate) fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

pub(crate) fn mark(yes: bool) -> String {
    if yes { "x".to_owned() } else { String::new() }
}
