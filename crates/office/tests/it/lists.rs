//! Workbooks written by tests: one sheet per text table.

use jiff::civil::Date;
use office::import::kinds::KINDS;
use office::import::{Mode, SheetReport, import};
use office::{Ctx, OfficeError};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::path::{Path, PathBuf};

/// Cells are separated by `|`; `#12` is a number, `@2023-01-05` a date serial, everything else text.
pub fn book(folder: &Path, name: &str, sheets: &[&str]) -> PathBuf {
    let mut workbook = Workbook::new();
    let format = Format::new().set_num_format("dd/mm/yyyy");
    for text in sheets {
        let sheet = workbook.add_worksheet();
        for (row, line) in text.lines().map(str::trim).enumerate() {
            for (column, cell) in line.split('|').map(str::trim).enumerate() {
                let (row, column) = (row as u32, column as u16);
                if let Some(number) = cell.strip_prefix('#') {
                    sheet.write_number(row, column, number.parse::<f64>().unwrap()).unwrap();
                } else if let Some(day) = cell.strip_prefix('@') {
                    let day: Date = day.parse().unwrap();
                    let day = ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8);
                    sheet.write_datetime_with_format(row, column, day.unwrap(), &format).unwrap();
                } else if !cell.is_empty() {
                    sheet.write_string(row, column, cell).unwrap();
                }
            }
        }
    }
    let path = folder.join(name);
    workbook.save(&path).unwrap();
    path
}

pub fn run(ctx: &Ctx, paths: &[PathBuf], mode: Mode) -> Result<Vec<SheetReport>, OfficeError> {
    import(ctx, paths, KINDS, None, mode, &mut |_| {})
}

/// `residents: 3 mới, 1 đổi, 0 như cũ, 1 treo, 0 từ chối`, then one line per problem, note and warning.
pub fn shown(reports: &[SheetReport]) -> String {
    let mut out = String::new();
    for r in reports {
        let kind = r.kind.unwrap_or("?");
        out.push_str(&format!(
            "{kind}: {} mới, {} đổi, {} như cũ, {} treo, {} từ chối\n",
            r.new, r.changed, r.same, r.parked, r.refused
        ));
        for (row, problem) in &r.problems {
            out.push_str(&format!(
                "  {}: {}\n",
                problem.set_aside.word(),
                office::import::shown(*row, problem)
            ));
        }
        for note in &r.notes {
            out.push_str(&format!("  đổi: dòng {}: {}\n", note.row, note.text));
        }
        for (row, warning) in &r.warnings {
            out.push_str(&format!("  ngờ: {}\n", office::import::shown(*row, warning)));
        }
    }
    out
}
