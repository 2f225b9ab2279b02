//! Tables as XLSX: titles, a heading row that repeats on every printed page, sums as formulas.

use super::measure;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError};

/// One sheet of a workbook.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// At most 31 characters; what Excel forbids in sheet names is replaced.
    pub name: String,
    /// Above the table, the first one large.
    pub titles: Vec<String>,
    pub columns: Vec<TableColumn>,
    pub rows: Vec<Vec<Cell>>,
    /// A last row with the sums of the columns that ask for one.
    pub total_label: Option<String>,
    /// Below the table: words, control totals.
    pub closing: Vec<String>,
    pub signers: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
pub struct TableColumn {
    pub title: String,
    /// In characters.
    pub width: u16,
    pub sum: Sum,
    /// Kept in the file and not printed: the paper is narrow.
    pub hidden: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    None,
    Column,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    /// Below 2^53, where Excel still counts exactly.
    Number(i64),
    Empty,
}

pub fn table_column(title: &str, width: u16, sum: Sum) -> TableColumn {
    TableColumn { title: title.to_owned(), width, sum, hidden: false }
}

/// Writes the tables as the sheets of one workbook.
pub fn workbook(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = blank();
    let formats = Formats::new();
    for (table, position) in tables.iter().zip(1..) {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&table.name, position))?;
        write_table(sheet, table, &formats)?;
    }
    book.save_to_buffer()
}

/// A workbook without sheets. It tells no hour of its making: the same rows always give the same bytes.
pub fn blank() -> Workbook {
    let mut book = Workbook::new();
    let fixed = rust_xlsxwriter::DocProperties::new()
        .set_author("An Sinh")
        .set_creation_datetime(&rust_xlsxwriter::ExcelDateTime::from_ymd(2020, 1, 1).unwrap_or_default());
    book.set_properties(&fixed);
    book
}

/// Nothing is a dash, as on paper; a space keeps the digits off the next column.
const MONEY: &str = "#,##0_ ;-#,##0_ ;\"-\"_ ";
/// Tenths of a point.
const TEXT: u64 = 110;
/// Points.
const LINE_HEIGHT: u32 = 15;

struct Formats {
    title: Format,
    subtitle: Format,
    heading: Format,
    text: Format,
    number: Format,
    position: Format,
    total_text: Format,
    total_number: Format,
    closing: Format,
    signer: Format,
}

impl Formats {
    fn new() -> Formats {
        let base = || Format::new().set_font_name("Times New Roman").set_font_size(11);
        let cell =
            || base().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter).set_text_wrap();
        let centred = || base().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        Formats {
            title: centred().set_bold().set_font_size(14),
            subtitle: centred().set_italic(),
            heading: cell().set_bold().set_align(FormatAlign::Center).set_background_color("E7ECEF"),
            text: cell(),
            number: cell().set_num_format(MONEY),
            position: cell().set_num_format("#,##0").set_align(FormatAlign::Center),
            total_text: cell().set_bold(),
            total_number: cell().set_bold().set_num_format(MONEY),
            closing: base().set_italic(),
            signer: centred().set_bold(),
        }
    }
}

fn write_table(sheet: &mut Worksheet, table: &Table, formats: &Formats) -> Result<(), XlsxError> {
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let mut row = 0;
    for (title, at) in table.titles.iter().zip(0..) {
        let format = if at == 0 { &formats.title } else { &formats.subtitle };
        if last_column == 0 {
            sheet.write_with_format(row, 0, title, format)?;
        } else {
            sheet.merge_range(row, 0, row, last_column, title, format)?;
        }
        row += 1;
    }
    row += u32::from(!table.titles.is_empty());
    let heading = row;
    for (column, at) in table.columns.iter().zip(0..) {
        sheet.set_column_width(at, f64::from(column.width))?;
        if column.hidden {
            sheet.set_column_hidden(at)?;
        }
        sheet.write_with_format(row, at, &column.title, &formats.heading)?;
    }
    let titles = table.columns.iter().map(|column| lines(&column.title, column)).max();
    sheet.set_row_height(heading, titles.unwrap_or(1) * LINE_HEIGHT + 3)?;
    sheet.set_repeat_rows(heading, heading)?;
    sheet.set_freeze_panes(heading + 1, 0)?;
    for cells in &table.rows {
        row += 1;
        for ((cell, column), at) in cells.iter().zip(&table.columns).zip(0..) {
            write_cell(sheet, row, at, cell, column.sum, formats)?;
        }
        let tallest = cells.iter().zip(&table.columns).map(|(cell, column)| match cell {
            Cell::Text(text) => lines(text, column),
            Cell::Number(_) | Cell::Empty => 1,
        });
        if let Some(several @ 2..) = tallest.max() {
            sheet.set_row_height(row, several * LINE_HEIGHT + 1)?;
        }
    }
    if let Some(label) = &table.total_label {
        row = write_totals(sheet, table, label, heading, formats)?;
    }
    for line in &table.closing {
        row += 1;
        sheet.write_with_format(row, 0, line, &formats.closing)?;
    }
    write_signers(sheet, table, row + 2, formats)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_footer("&C&P/&N");
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    Ok(())
}

/// Lines that a text takes in its column. Readers that do not fit rows by themselves would cut it.
fn lines(text: &str, column: &TableColumn) -> u32 {
    let short = text.chars().count() <= usize::from(column.width) * 4 / 5;
    if short && !text.contains('\n') {
        return 1;
    }
    // A unit of column width is 7 pixels of 1/96 inch, which is 1.85 mm; bold letters need a little more.
    let room = measure::mm(u64::from(column.width)) * 182 / 100;
    measure::lines(text, TEXT, room)
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    cell: &Cell,
    sum: Sum,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let number_format = match sum {
        Sum::Column => &formats.number,
        Sum::None => &formats.position,
    };
    match cell {
        Cell::Text(text) => sheet.write_string_with_format(row, at, text, &formats.text)?,
        Cell::Number(number) => sheet.write_number_with_format(row, at, *number as f64, number_format)?,
        Cell::Empty => sheet.write_blank(row, at, &formats.text)?,
    };
    Ok(())
}

fn write_totals(
    sheet: &mut Worksheet,
    table: &Table,
    label: &str,
    heading: u32,
    formats: &Formats,
) -> Result<u32, XlsxError> {
    let row = heading + 1 + u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    // The label takes the columns before the first sum: one for positions would cut it.
    let before = table.columns.iter().take_while(|column| column.sum == Sum::None).count();
    let merged = u16::try_from(before).unwrap_or(0);
    if merged > 1 {
        sheet.merge_range(row, 0, row, merged - 1, label, &formats.total_text)?;
    }
    for (column, at) in table.columns.iter().zip(0u16..).skip(if merged > 1 { before } else { 0 }) {
        match column.sum {
            Sum::None if at == 0 => sheet.write_with_format(row, at, label, &formats.total_text)?,
            Sum::None => sheet.write_blank(row, at, &formats.total_text)?,
            Sum::Column => {
                let letter = rust_xlsxwriter::utility::column_number_to_name(at);
                let sum: i64 = table.rows.iter().map(|cells| number(&cells[usize::from(at)])).sum();
                let formula = Formula::new(format!("SUM({letter}{}:{letter}{row})", heading + 2))
                    .set_result(sum.to_string());
                sheet.write_formula_with_format(row, at, formula, &formats.total_number)?
            }
        };
    }
    Ok(row)
}

fn number(cell: &Cell) -> i64 {
    match cell {
        Cell::Number(number) => *number,
        Cell::Text(_) | Cell::Empty => 0,
    }
}

fn write_signers(sheet: &mut Worksheet, table: &Table, row: u32, formats: &Formats) -> Result<(), XlsxError> {
    let seen: Vec<usize> = (0..table.columns.len().max(1))
        .filter(|at| table.columns.get(*at).is_none_or(|one| !one.hidden))
        .collect();
    let share = (seen.len() / table.signers.len().max(1)).max(1);
    for (at, (title, name)) in table.signers.iter().enumerate() {
        let place = seen.get(at * share + share / 2).copied().unwrap_or(at * share);
        let column = u16::try_from(place).unwrap_or(u16::MAX);
        sheet.write_with_format(row, column, title.to_uppercase(), &formats.signer)?;
        sheet.write_with_format(row + 5, column, name, &formats.signer)?;
    }
    Ok(())
}

/// Characters.
const SHEET_NAME_MAX: usize = 31;

/// No longer than Excel allows and without `[]:*?/\`; the position keeps names apart.
fn sheet_name(name: &str, position: usize) -> String {
    let clean: String = name.chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).collect();
    if clean.trim().is_empty() {
        return format!("Bảng {position}");
    }
    // A program that reads XLSX accepts no longer name.
    format!("{position}. {}", clean.trim()).chars().take(SHEET_NAME_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use std::io::Cursor;

    #[test]
    fn sheet_names_fit_whatever_their_number() {
        let check = |position, expected: &str| {
            let name = sheet_name("children.action_month.children", position);
            assert_eq!(name, expected);
            assert!(name.chars().count() <= 31, "{name}");
        };
        check(4, "4. children.action_month.childr");
        check(104, "104. children.action_month.chil");
        assert_eq!(sheet_name(" [] ", 7), "Bảng 7");
    }

    #[test]
    fn a_table_reads_back_with_its_sums() {
        let table = Table {
            name: "Chi trả: tháng 9/2023 [bưu điện] ở phường".to_owned(),
            titles: vec!["DANH SÁCH".to_owned(), "Tháng 9".to_owned()],
            columns: vec![
                table_column("Họ và tên", 30, Sum::None),
                table_column("Số CCCD", 15, Sum::None),
                table_column("Số tiền", 15, Sum::Column),
            ],
            rows: vec![
                vec![
                    Cell::Text("Đỗ Thị Hường".into()),
                    Cell::Text("072139001234".into()),
                    Cell::Number(540_000),
                ],
                vec![Cell::Text("Lê Ân".into()), Cell::Empty, Cell::Number(360_000)],
            ],
            total_label: Some("Cộng".to_owned()),
            closing: vec!["Bằng chữ".to_owned()],
            signers: vec![("Người lập".to_owned(), String::new())],
        };
        let bytes = workbook(&[table]).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let name = book.sheet_names()[0].clone();
        assert!(name.chars().count() <= 31, "{name}");
        let range = book.worksheet_range(&name).unwrap();
        let at = |row, column| range.get_value((row, column)).cloned().unwrap_or(Data::Empty);
        assert_eq!(at(3, 0), Data::String("Họ và tên".into()));
        assert_eq!(at(4, 1), Data::String("072139001234".into()));
        assert_eq!(at(6, 0), Data::String("Cộng".into()));
        assert_eq!(at(6, 2), Data::Float(900_000.0));
    }
}
