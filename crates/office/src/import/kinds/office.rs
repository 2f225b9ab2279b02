//! `Thông tin cơ quan`: dated settings of the office.

use super::order;
use crate::import::headings::{Column, Table, optional, required};
use crate::import::line::Line;
use crate::import::{Change, Import, Kind};
use crate::offices;
use crate::{Field, OfficeError, Permission};
use domain::Month;
use domain::ids::OfficeSettingId;
use domain::labels::Labels;
use domain::labour::placements::JobCount;
use domain::names::fold;
use jiff::civil::Date;
use store::offices::SettingRow;

const COLUMNS: &[Column] = &[required("Mục"), required("Giá trị"), optional("Từ ngày"), optional("Đến ngày")];

pub const KIND: Kind = Kind {
    id: "office",
    title: "Thông tin cơ quan",
    order: order::OFFICE,
    permission: Permission::ManageOffice,
    field: None,
    columns: COLUMNS,
    list: Some(crate::export::office_lists::office),
    read,
};

/// Label → item of `store::offices`.
const ITEMS: &[(&str, &str)] = &[
    ("Tên cơ quan", offices::NAME),
    ("Cơ quan cấp trên", offices::SUPERIOR),
    ("Địa bàn", offices::UNIT),
    ("Ký hiệu", offices::SYMBOL),
    ("Địa danh", "place"),
    ("Người ký", "signer"),
    ("Chức vụ người ký", "signer_title"),
    ("Tháng mở sổ", offices::OPENING_MONTH),
    ("Cách đếm việc làm", offices::JOB_COUNT),
    ("Ngày nộp báo cáo biến động", offices::REPORT_DAY),
    ("Lĩnh vực báo cáo biến động", offices::REPORT_FIELDS),
    ("Vùng", crate::poverty::scoring::REGION),
    ("Số năm xét tái nghèo", crate::poverty::movement::LOOK_BACK),
];

/// The label of an item; `None` for one that no list carries.
pub fn label(item: &str) -> Option<&'static str> {
    ITEMS.iter().find(|(_, own)| *own == item).map(|(label, _)| *label)
}

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    for mut line in import.lines(table) {
        let setting = setting(import, &mut line)?;
        match setting {
            Some(setting) if line.problems.is_empty() => {
                let change = put(import, setting)?;
                import.accept(line, change);
            }
            _ => import.set_aside(line),
        }
    }
    Ok(())
}

struct Setting {
    item: &'static str,
    value: String,
    from: Option<Date>,
    /// First day without it; lists write the last day with it.
    until: Option<Date>,
}

fn setting(import: &mut Import, line: &mut Line) -> Result<Option<Setting>, OfficeError> {
    let (label, value) = (line.required("Mục"), line.required("Giá trị"));
    let from = line.date("Từ ngày");
    let until = line.date("Đến ngày").and_then(|day| day.tomorrow().ok());
    let (Some(label), Some(value)) = (label, value) else { return Ok(None) };
    let Some((_, item)) = ITEMS.iter().find(|(name, _)| fold(name) == fold(&label)) else {
        line.refuse("Mục", format!("không có mục “{label}”"));
        return Ok(None);
    };
    let value = match *item {
        offices::UNIT => area(import, line, &value)?,
        offices::OPENING_MONTH => month(line),
        offices::JOB_COUNT => {
            line.label("Giá trị", &Labels::<JobCount>::new()).map(|way| way.word().to_owned())
        }
        offices::REPORT_DAY => day_of_month(line),
        offices::REPORT_FIELDS => fields(line, &value),
        _ => Some(value),
    };
    Ok(value.map(|value| Setting { item, value, from, until }))
}

/// The key of the unit with that code or key.
fn area(import: &mut Import, line: &mut Line, value: &str) -> Result<Option<String>, OfficeError> {
    let mut found = store::units::by_key(import.tx, value)?;
    if found.is_none() {
        found = store::units::by_code(import.tx, value, import.opening)?;
    }
    if found.is_none() {
        found = store::units::by_code(import.tx, value, import.on)?;
    }
    if found.is_none() {
        line.refuse("Giá trị", format!("không có đơn vị hành chính mã “{value}”"));
    }
    Ok(found.map(|unit| unit.key))
}

fn month(line: &mut Line) -> Option<String> {
    line.month("Giá trị").as_ref().map(Month::to_string)
}

/// 1 to 31; a shorter month ends on its last day.
fn day_of_month(line: &mut Line) -> Option<String> {
    let day = line.count("Giá trị")?;
    if !(1..=31).contains(&day) {
        line.refuse("Giá trị", format!("“{day}” không phải ngày trong tháng"));
        return None;
    }
    Some(day.to_string())
}

/// Labels between semicolons → words.
fn fields(line: &mut Line, value: &str) -> Option<String> {
    let written: Option<Vec<Field>> = value.split(' ').map(Field::from_word).collect();
    if written.is_some() {
        return Some(value.to_owned());
    }
    let mut words = Vec::new();
    for label in value.split(';').map(str::trim).filter(|label| !label.is_empty()) {
        match Field::ALL.iter().find(|field| fold(field.label()) == fold(label)) {
            Some(field) => words.push(field.word()),
            None => {
                let known: Vec<&str> = Field::ALL.iter().map(|field| field.label()).collect();
                line.refuse("Giá trị", format!("“{label}” không thuộc: {}", known.join("; ")));
            }
        }
    }
    line.problems.is_empty().then(|| words.join(" ")).filter(|words| !words.is_empty())
}

/// A new value replaces those of the same period; what other periods say stays.
fn put(import: &mut Import, new: Setting) -> Result<Change, OfficeError> {
    let live = store::offices::settings_of(import.tx, import.office, new.item)?;
    if live.iter().any(|row| row.value == new.value && row.from == new.from && row.until == new.until) {
        return Ok(Change::Same);
    }
    // Said of always: what was said before, of always too, was the same statement with another value.
    let mut change = Change::New;
    for row in &live {
        let overlaps = row.until.is_none_or(|until| new.from.is_none_or(|from| from < until))
            && new.until.is_none_or(|until| row.from.is_none_or(|from| from < until));
        if !overlaps {
            continue;
        }
        change = Change::Changed;
        store::offices::void_setting(import.tx, row.id, import.entry)?;
        if let Some(from) = new.from.filter(|from| row.from.is_none_or(|start| start < *from)) {
            write(import, new.item, &row.value, row.from, Some(from))?;
        }
        if let Some(until) = new.until.filter(|until| row.until.is_none_or(|end| *until < end)) {
            write(import, new.item, &row.value, Some(until), row.until)?;
        }
    }
    write(import, new.item, &new.value, new.from, new.until)?;
    Ok(change)
}

fn write(
    import: &mut Import,
    item: &str,
    value: &str,
    from: Option<Date>,
    until: Option<Date>,
) -> Result<(), OfficeError> {
    let id = OfficeSettingId(import.buffer.id(import.tx)?);
    let row = SettingRow { id, item: item.to_owned(), value: value.to_owned(), from, until };
    Ok(store::offices::insert_setting(import.tx, import.office, &row, import.entry)?)
}
