//! Files → sheets of cells. XLSX, XLS, ODS by calamine, CSV (UTF-8) by csv. Nothing is interpreted here.
//!
//! This is the seam for uglier files: other encodings become one more way to make `Sheet`s.

use crate::OfficeError;
use calamine::{Data, Reader as _};
use domain::names::clean;
use jiff::civil::{Date, date};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::Path;

/// More data than any list has; a larger file is not a list.
pub const MAX_ROWS: usize = 2_000_000;

/// The fingerprint of what no file holds.
pub const BY_HAND: &str = "by hand";

/// One cell as the file has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    #[default]
    Empty,
    /// In normal form, never blank.
    Text(String),
    /// A number's shortest decimal text with a point: `72069012345`, `1.5`.
    Number(String),
    Date(Date),
}

impl Cell {
    pub fn is_empty(&self) -> bool {
        *self == Cell::Empty
    }

    /// What a person sees in the cell; dates as `dd/mm/yyyy`.
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Number(text) => text.clone(),
            Cell::Date(date) => format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year()),
        }
    }

    /// Blank text is empty.
    pub fn text(text: &str) -> Cell {
        let text = clean(text);
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }
}

/// One sheet of a workbook, or a CSV file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// File name without its folder.
    pub file: String,
    pub name: String,
    /// The row number, from 1, of `rows[0]` in the file.
    pub first_row: u32,
    /// Each row begins at column A.
    pub rows: Vec<Vec<Cell>>,
    /// SHA-256 of what the cells say: the same list saved again by another program has the same one.
    pub fingerprint: String,
}

impl Sheet {
    pub fn new(file: &str, name: &str, first_row: u32, rows: Vec<Vec<Cell>>) -> Sheet {
        let fingerprint = fingerprint(&rows);
        Sheet { file: file.to_owned(), name: name.to_owned(), first_row, rows, fingerprint }
    }
}

/// `C7`: column (from 0) and row number (from 1) as a spreadsheet shows them.
pub fn address(column: usize, row: u32) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.insert(0, char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    format!("{letters}{row}")
}

/// All sheets of a file that have cells. The extension says the format.
pub fn read(path: &Path) -> Result<Vec<Sheet>, OfficeError> {
    let file = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let extension = path.extension().map_or_else(String::new, |e| e.to_string_lossy().to_lowercase());
    let sheets = match extension.as_str() {
        "csv" => vec![read_csv(path, &file)?],
        "xlsx" | "xlsm" | "xls" | "ods" => read_workbook(path, &file)?,
        _ => return Err(unreadable(&file, "không phải XLSX, XLS, ODS hoặc CSV")),
    };
    if sheets.iter().any(|sheet| sheet.rows.len() > MAX_ROWS) {
        return Err(unreadable(&file, "nhiều hơn 2.000.000 dòng"));
    }
    Ok(sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect())
}

fn read_workbook(path: &Path, file: &str) -> Result<Vec<Sheet>, OfficeError> {
    let mut book = calamine::open_workbook_auto(path).map_err(|e| unreadable(file, e))?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|e| unreadable(file, e))?;
        let Some((first_row, first_column)) = range.start() else { continue };
        let pad = first_column as usize;
        let rows = range.rows().map(|row| {
            let mut cells = vec![Cell::Empty; pad];
            cells.extend(row.iter().map(cell));
            cells
        });
        sheets.push(Sheet::new(file, &name, first_row + 1, rows.collect()));
    }
    Ok(sheets)
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty | Data::Error(_) => Cell::Empty,
        Data::String(text) => Cell::text(text),
        Data::Int(number) => Cell::Number(number.to_string()),
        // Rust prints the shortest text that reads back as the same number, without an exponent.
        Data::Float(number) => Cell::Number(number.to_string()),
        Data::Bool(yes) => Cell::Text(if *yes { "có".to_owned() } else { "không".to_owned() }),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            let date = i16::try_from(year).ok().and_then(|year| Date::new(year, month as i8, day as i8).ok());
            date.map_or_else(|| Cell::Number(moment.as_f64().to_string()), Cell::Date)
        }
        Data::DateTimeIso(text) => {
            let date = text.get(..10).and_then(|day| day.parse().ok());
            date.map_or_else(|| Cell::text(text), Cell::Date)
        }
        Data::DurationIso(text) => Cell::text(text),
    }
}

fn read_csv(path: &Path, file: &str) -> Result<Sheet, OfficeError> {
    let bytes = std::fs::read(path).map_err(|e| unreadable(file, e))?;
    let text = String::from_utf8(bytes).map_err(|_| unreadable(file, "không phải bảng mã UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| unreadable(file, e))?;
        // The reader skips empty lines; their numbers must not be lost.
        let line = record.position().map_or(0, |p| usize::try_from(p.line()).unwrap_or(0));
        while rows.len() + 1 < line && !record.iter().any(|field| field.contains('\n')) {
            rows.push(Vec::new());
        }
        rows.push(record.iter().map(Cell::text).collect());
    }
    Ok(Sheet::new(file, "", 1, rows))
}

/// Spreadsheets with Vietnamese settings write semicolons: whichever stands more often in the first lines.
fn delimiter(text: &str) -> u8 {
    let count = |c: char| text.lines().take(20).map(|line| line.matches(c).count()).sum::<usize>();
    [(',', b','), (';', b';'), ('\t', b'\t')]
        .into_iter()
        .max_by_key(|(c, byte)| (count(*c), u8::from(*byte == b',')))
        .map_or(b',', |(_, byte)| byte)
}

fn unreadable(file: &str, reason: impl std::fmt::Display) -> OfficeError {
    OfficeError::File(format!("Không đọc được tệp “{file}”: {reason}"))
}

fn fingerprint(rows: &[Vec<Cell>]) -> String {
    let mut hash = Sha256::new();
    for row in rows {
        let filled = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        for cell in &row[..filled] {
            hash.update(cell.shown());
            hash.update([0x1f]);
        }
        hash.update([0x1e]);
    }
    hash.finalize().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The day of a date serial of the 1900 calendar; `None` outside 1900–2199. The year 1900 had no 29 February,
/// but the calendar counts one: serials below 61 are off by a day and never meant.
pub fn serial_date(serial: i64) -> Option<Date> {
    let days = (61..=109_574).contains(&serial).then_some(serial)?;
    date(1899, 12, 30).checked_add(jiff::Span::new().days(days)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_spreadsheets() {
        for (column, row, shown) in
            [(0, 1, "A1"), (25, 9, "Z9"), (26, 3, "AA3"), (701, 2, "ZZ2"), (702, 2, "AAA2")]
        {
            assert_eq!(address(column, row), shown);
        }
    }

    #[test]
    fn serials_count_from_1900() {
        assert_eq!(serial_date(17_537), Some(date(1948, 1, 5)));
        assert_eq!(serial_date(44_927), Some(date(2023, 1, 1)));
        assert_eq!(serial_date(1948), Some(date(1905, 5, 1)));
        assert_eq!((serial_date(60), serial_date(200_000)), (None, None));
    }

    #[test]
    fn fingerprints_ignore_trailing_emptiness_and_cell_types() {
        let print = |row: Vec<Cell>| Sheet::new("a", "b", 1, vec![row]).fingerprint;
        let text = Cell::Text("5".to_owned());
        assert_eq!(print(vec![text.clone(), Cell::Empty]), print(vec![Cell::Number("5".to_owned())]));
        assert_ne!(print(vec![Cell::Empty, text.clone()]), print(vec![text]));
    }

    #[test]
    fn semicolons_and_commas_are_told_apart() {
        assert_eq!(delimiter("a;b;c\n\"1,5\";2;3"), b';');
        assert_eq!(delimiter("a,b,c\n1,2,3"), b',');
        assert_eq!(delimiter("a\tb\tc"), b'\t');
        assert_eq!(delimiter("single"), b',');
    }
}
