//! Workbooks as an office types them: motto, title, headings, rows, a sum row.

use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::DemoError;
use crate::month::day_text;
use crate::person::Precision;
use crate::rng::{hash, mix};

/// What a cell says; how it is typed is the sheet's business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    None,
    Text(String),
    Number(i64),
    /// Đồng: summed in the last row.
    Money(i64),
    Day(Date),
    Born(Date, Precision),
    /// Tenths of a coefficient.
    Coefficient(i64),
    /// A citizen number; some sheets have lost its zero.
    Citizen(String),
}

impl Value {
    pub fn text(text: &str) -> Value {
        if text.is_empty() { Value::None } else { Value::Text(text.to_owned()) }
    }

    pub fn owned(text: String) -> Value {
        if text.is_empty() { Value::None } else { Value::Text(text) }
    }

    /// `x` or nothing.
    pub fn mark(yes: bool) -> Value {
        if yes { Value::Text("x".to_owned()) } else { Value::None }
    }

    pub fn number(number: Option<i64>) -> Value {
        number.map_or(Value::None, Value::Number)
    }

    pub fn money(amount: Option<i64>) -> Value {
        amount.map_or(Value::None, Value::Money)
    }

    pub fn day(day: Option<Date>) -> Value {
        day.map_or(Value::None, Value::Day)
    }
}

/// One sheet.
#[derive(Clone, Debug)]
pub struct Table {
    /// Kind of list (`docs/workbooks.md`).
    pub kind: &'static str,
    pub sheet: String,
    pub title: String,
    /// Without `STT`, which every sheet gets.
    pub headings: Vec<&'static str>,
    pub rows: Vec<Vec<Value>>,
    /// Headings that this typist puts first.
    pub front: &'static [&'static str],
    /// Headings in capitals.
    pub capitals: bool,
}

impl Table {
    pub fn new(kind: &'static str, sheet: &str) -> Table {
        Table {
            kind,
            sheet: sheet.to_owned(),
            title: String::new(),
            headings: Vec::new(),
            rows: Vec::new(),
            front: &[],
            capitals: false,
        }
    }

    /// Columns in the order of this typist.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> =
            self.front.iter().filter_map(|h| self.headings.iter().position(|x| x == h)).collect();
        order.extend((0..self.headings.len()).filter(|i| !self.front.contains(&self.headings[*i])));
        order
    }
}

/// The finished file. Metadata carry a fixed day, so that the same tables give the same bytes.
///
/// # Errors
/// When the writer refuses a sheet.
pub fn bytes(tables: &[Table]) -> Result<Vec<u8>, DemoError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2023, 1, 3)?;
    let properties = DocProperties::new()
        .set_title("Dữ liệu mô phỏng")
        .set_comment("Người và số trong tệp này được tạo ra, không phải của ai cả.")
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    let formats = Formats::new();
    for table in tables {
        let sheet = workbook.add_worksheet();
        write(sheet, table, &formats).map_err(DemoError::Workbook)?;
    }
    Ok(workbook.save_to_buffer()?)
}

struct Formats {
    motto: Format,
    title: Format,
    heading: Format,
    text: Format,
    date_text: Format,
    number: Format,
    money: Format,
    date: Format,
    sum: Format,
    sum_money: Format,
}

impl Formats {
    fn new() -> Formats {
        let base = Format::new().set_font_name("Times New Roman").set_font_size(11);
        let cell = base.clone().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        let bold = cell.clone().set_bold();
        Formats {
            motto: base.clone().set_bold().set_align(FormatAlign::Center),
            title: base.set_bold().set_font_size(14).set_align(FormatAlign::Center),
            heading: bold
                .clone()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter),
            text: cell.clone(),
            date_text: cell.clone().set_align(FormatAlign::Center),
            number: cell.clone().set_num_format("0"),
            money: cell.clone().set_num_format("#,##0"),
            date: cell.set_num_format("dd/mm/yyyy").set_align(FormatAlign::Center),
            sum: bold.clone(),
            sum_money: bold.set_num_format("#,##0"),
        }
    }
}

const HEADING_ROW: u32 = 5;

fn write(sheet: &mut Worksheet, table: &Table, formats: &Formats) -> Result<(), XlsxError> {
    let order = table.order();
    let last = column(order.len());
    sheet.set_name(&table.sheet)?;
    // A4, and A3 for the wide lists.
    sheet.set_landscape().set_paper_size(if order.len() > 14 { 8 } else { 9 }).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.3, 0.3, 0.4, 0.4, 0.2, 0.2);
    sheet.set_row_height(HEADING_ROW, 46)?;
    sheet.set_repeat_rows(HEADING_ROW, HEADING_ROW)?;
    sheet.set_freeze_panes(HEADING_ROW + 1, 0)?;
    sheet.merge_range(0, 0, 0, 2, "UBND THỊ XÃ TRẢNG BÀNG", &formats.motto)?;
    sheet.merge_range(1, 0, 1, 2, "PHÒNG LAO ĐỘNG - TB&XH", &formats.motto)?;
    if last > 4 {
        sheet.merge_range(0, 3, 0, last, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", &formats.motto)?;
        sheet.merge_range(1, 3, 1, last, "Độc lập - Tự do - Hạnh phúc", &formats.motto)?;
    }
    let title = format!("{} (dữ liệu mô phỏng)", table.title);
    sheet.merge_range(3, 0, 3, last.max(3), &title, &formats.title)?;
    sheet.set_column_width(0, 5)?;
    sheet.write_with_format(HEADING_ROW, 0, "STT", &formats.heading)?;
    for (at, index) in order.iter().enumerate() {
        let heading = table.headings[*index];
        sheet.set_column_width(column(at + 1), width(table, *index))?;
        let shown = if table.capitals { heading.to_uppercase() } else { heading.to_owned() };
        sheet.write_with_format(HEADING_ROW, column(at + 1), &shown, &formats.heading)?;
    }
    let mut row = HEADING_ROW;
    for (n, values) in table.rows.iter().enumerate() {
        row += 1;
        sheet.write_with_format(row, 0, u32::try_from(n + 1).unwrap_or(0), &formats.number)?;
        for (at, index) in order.iter().enumerate() {
            let dice = mix(hash(&table.title) ^ hash(&table.sheet) ^ (n as u64) << 8 ^ *index as u64);
            cell(sheet, (row, column(at + 1)), &values[*index], dice, formats)?;
        }
    }
    sums(sheet, row + 1, table, &order, formats)
}

fn sums(
    sheet: &mut Worksheet,
    row: u32,
    table: &Table,
    order: &[usize],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let money = |index: usize| table.rows.iter().any(|row| matches!(row[index], Value::Money(_)));
    if !order.iter().any(|index| money(*index)) {
        return Ok(());
    }
    let label = if table.rows.len().is_multiple_of(2) { "Cộng" } else { "Tổng cộng" };
    sheet.write_with_format(row, 0, "", &formats.sum)?;
    for (at, index) in order.iter().enumerate() {
        let sum: i64 = table
            .rows
            .iter()
            .map(|row| if let Value::Money(amount) = row[*index] { amount } else { 0 })
            .sum();
        if at == 0 {
            sheet.write_with_format(row, 1, label, &formats.sum)?;
        } else if money(*index) {
            sheet.write_with_format(row, column(at + 1), sum, &formats.sum_money)?;
        } else {
            sheet.write_with_format(row, column(at + 1), "", &formats.sum)?;
        }
    }
    Ok(())
}

/// Types a value the way this row's clerk happens to: dates and sums partly as text.
fn cell(
    sheet: &mut Worksheet,
    (row, col): (u32, u16),
    value: &Value,
    dice: u64,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let as_text = dice % 100 < 30;
    match value {
        Value::None => sheet.write_blank(row, col, &formats.text)?,
        Value::Text(text) => sheet.write_with_format(row, col, text, &formats.text)?,
        Value::Number(number) => sheet.write_with_format(row, col, *number, &formats.number)?,
        Value::Money(amount) if dice % 100 < 8 => {
            sheet.write_with_format(row, col, dotted(*amount), &formats.text)?
        }
        Value::Money(amount) => sheet.write_with_format(row, col, *amount, &formats.money)?,
        Value::Born(date, Precision::Year) if as_text => {
            sheet.write_with_format(row, col, date.year().to_string(), &formats.date_text)?
        }
        Value::Born(date, Precision::Year) => {
            sheet.write_with_format(row, col, date.year(), &formats.date_text)?
        }
        Value::Born(date, Precision::Month) => {
            let text = format!("{:02}/{}", date.month(), date.year());
            sheet.write_with_format(row, col, text, &formats.date_text)?
        }
        Value::Day(date) | Value::Born(date, Precision::Day) if as_text || date.year() < 1901 => {
            sheet.write_with_format(row, col, day_text(*date), &formats.date_text)?
        }
        Value::Day(date) | Value::Born(date, Precision::Day) => {
            let (year, month, day) = (date.year(), date.month(), date.day());
            let date = ExcelDateTime::from_ymd(
                u16::try_from(year).unwrap_or(1901),
                u8::try_from(month).unwrap_or(1),
                u8::try_from(day).unwrap_or(1),
            )?;
            sheet.write_datetime_with_format(row, col, &date, &formats.date)?
        }
        Value::Coefficient(tenths) => {
            let mark = if as_text { '.' } else { ',' };
            let text = format!("{}{mark}{}", tenths.div_euclid(10), tenths.rem_euclid(10));
            sheet.write_with_format(row, col, text, &formats.text)?
        }
        Value::Citizen(number) => citizen(sheet, (row, col), number, dice, formats)?,
    };
    Ok(())
}

/// A few numbers were typed as numbers: their zero is gone.
fn citizen<'a>(
    sheet: &'a mut Worksheet,
    (row, col): (u32, u16),
    number: &str,
    dice: u64,
    formats: &Formats,
) -> Result<&'a mut Worksheet, XlsxError> {
    let bare = number.strip_prefix('0').filter(|_| number.starts_with("072") && dice % 1000 < 6);
    match bare.map(str::parse::<i64>) {
        Some(Ok(bare)) if dice.is_multiple_of(2) => sheet.write_with_format(row, col, bare, &formats.number),
        Some(Ok(bare)) => sheet.write_with_format(row, col, bare.to_string(), &formats.text),
        _ => sheet.write_with_format(row, col, number, &formats.text),
    }
}

/// `1.071.270.000`.
pub fn dotted(amount: i64) -> String {
    let digits = amount.to_string();
    let mut text = String::new();
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) && digit.is_ascii_digit() {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

fn column(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}

/// Wide enough for the longest text of the column, in characters; headings wrap.
fn width(table: &Table, index: usize) -> u32 {
    let length = |row: &Vec<Value>| match &row[index] {
        Value::Text(text) => text.chars().count(),
        Value::Citizen(number) => number.len() + 1,
        Value::Money(_) | Value::Day(_) | Value::Born(..) => 10,
        Value::None | Value::Number(_) | Value::Coefficient(_) => 6,
    };
    let longest = table.rows.iter().map(length).max().unwrap_or(0);
    let word = table.headings[index].split(' ').map(|word| word.chars().count()).max().unwrap_or(0);
    u32::try_from(longest.max(word + 1).clamp(6, 60)).unwrap_or(12)
}
