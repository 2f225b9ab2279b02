//! Lists out: the same headings as the importer reads, so that a list exported and imported again changes nothing.

use crate::{Ctx, OfficeError, Permission};
use jiff::civil::Date;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use std::path::Path;
use store::Tx;

mod office_lists;
mod registers;

/// A list as text: a heading row and rows of the same width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Vietnamese title, also the name of the sheet.
    pub title: &'static str,
    pub headings: &'static [&'static str],
    pub rows: Vec<Vec<String>>,
}

/// The kinds that can be exported, by the names of the importer.
pub const KINDS: &[&str] =
    &["office", "officers", "residents", "household_totals", "merit_files", "merit_relatives", "targets"];

/// The whole list of a kind as now known.
pub fn list(ctx: &Ctx, kind: &str) -> Result<List, OfficeError> {
    let read: fn(&Ctx, &mut Tx) -> Result<List, OfficeError> = match kind {
        "office" => office_lists::office,
        "officers" => office_lists::officers,
        "targets" => office_lists::targets,
        "household_totals" => office_lists::household_totals,
        "residents" => registers::residents,
        "merit_files" => registers::merit_files,
        "merit_relatives" => registers::merit_relatives,
        _ => return Err(OfficeError::NotFound(format!("loại danh sách “{kind}”"))),
    };
    let permission = match kind {
        "office" | "officers" => Permission::ReadOffice,
        _ => Permission::ReadRegisters,
    };
    ctx.read(permission, |tx| read(ctx, tx))
}

/// Writes XLSX, or CSV where the name ends so.
pub fn write(list: &List, path: &Path) -> Result<(), OfficeError> {
    let is_csv = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let written =
        if is_csv { write_csv(list, path) } else { write_xlsx(list, path).map_err(|e| e.to_string()) };
    written.map_err(|e| OfficeError::File(format!("Không ghi được “{}”: {e}", path.display())))
}

/// Every cell is text: codes keep their zeros, dates their form.
fn write_xlsx(list: &List, path: &Path) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
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
    book.save(path)
}

/// With the mark by which spreadsheets know UTF-8.
fn write_csv(list: &List, path: &Path) -> Result<(), String> {
    let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let fail = |e: csv::Error| e.to_string();
    out.write_record(list.headings).map_err(fail)?;
    for row in &list.rows {
        out.write_record(row).map_err(fail)?;
    }
    let bytes = out.into_inner().map_err(|e| e.to_string())?;
    std::fs::write(path, bytes).map_err(|e| e.to_string())
}

/// `05/01/2024`, or nothing.
fn day(date: Option<Date>) -> String {
    date.map_or_else(String::new, domain::dates::short)
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

fn mark(yes: bool) -> String {
    if yes { "x".to_owned() } else { String::new() }
}
