//! What the office says of itself: dated settings.

use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use domain::labels::Labelled;
use domain::labour::placements::JobCount;
use domain::names::fold;
use office::offices::{self, Setting};
use office::{Field, OfficeError, Permission};

pub const ROUTES: &[Route] = &[
    get("/co-quan", Guard::Needs(Permission::ReadOffice, None), show),
    post("/co-quan", Guard::Needs(Permission::ManageOffice, None), set),
];

/// Items of papers with the words for them; others keep their word.
const ITEMS: &[(&str, &str)] = &[
    ("name", "Tên cơ quan"),
    ("superior", "Cơ quan cấp trên"),
    ("unit", "Địa bàn"),
    ("symbol", "Ký hiệu trong số văn bản"),
    ("place", "Địa danh trên giấy tờ"),
    ("signer", "Người ký"),
    ("signer_title", "Chức vụ người ký"),
    ("opening_month", "Tháng mở sổ"),
    ("payer.post", "Đơn vị chi trả qua bưu điện"),
    ("payer.cash", "Đơn vị chi tiền mặt"),
    ("report.difficulties", "Khó khăn nêu trong báo cáo"),
    (offices::REPORT_DAY, "Ngày nộp báo cáo biến động"),
    (offices::REPORT_FIELDS, "Lĩnh vực báo cáo biến động"),
    (offices::JOB_COUNT, "Cách đếm việc làm"),
];

#[derive(Template)]
#[template(path = "office_data/office.html")]
struct OfficeData {
    frame: Frame,
    rows: Vec<Row>,
    items: &'static [(&'static str, &'static str)],
    may_set: bool,
}

struct Row {
    title: String,
    value: String,
    from: String,
    until: String,
}

fn show(visit: &Visit) -> Answer {
    let title = |item: &str| {
        let known = ITEMS.iter().find(|(word, _)| *word == item).map(|(_, title)| *title);
        known.map_or_else(|| item.to_owned(), str::to_owned)
    };
    let day = |date: Option<jiff::civil::Date>| date.map_or_else(String::new, domain::dates::short);
    let rows = offices::settings(&visit.ctx)?.into_iter().map(|row| Row {
        title: title(&row.item),
        value: if row.item == offices::UNIT { area(visit, row.value) } else { shown(&row.item, row.value) },
        from: day(row.from),
        until: day(row.until),
    });
    page(&OfficeData {
        frame: visit.frame("Thông tin cơ quan"),
        rows: rows.collect(),
        items: ITEMS,
        may_set: visit.may(Permission::ManageOffice, None),
    })
}

/// `712@2020` → `thị xã Trảng Bàng, tỉnh Tây Ninh`.
fn area(visit: &Visit, key: String) -> String {
    let code = key.split('@').next().unwrap_or_default();
    let path = offices::unit_path(&visit.ctx, code, visit.ctx.on).unwrap_or_default();
    if path.is_empty() {
        return key;
    }
    path.iter().map(|unit| unit.full_name()).collect::<Vec<_>>().join(", ")
}

/// A value as people write it: `merit assistance` → `Người có công, Bảo trợ xã hội`, `2023-01` → `01/2023`.
fn shown(item: &str, value: String) -> String {
    match item {
        offices::REPORT_FIELDS => {
            let label = |word: &str| {
                Field::from_word(word).map_or_else(|| word.to_owned(), |field| field.label().to_owned())
            };
            value.split_whitespace().map(label).collect::<Vec<_>>().join(", ")
        }
        offices::OPENING_MONTH => law::Month::parse(&value).map_or(value, domain::dates::month_short),
        offices::JOB_COUNT => JobCount::from_word(&value).map_or(value, |count| count.label().to_owned()),
        _ => value,
    }
}

/// The same the other way.
fn kept(item: &str, text: &str) -> String {
    match item {
        offices::REPORT_FIELDS => {
            let word = |label: &str| {
                let wanted = fold(label);
                let found = Field::ALL.iter().find(|field| fold(field.label()) == wanted);
                found.map_or_else(|| label.trim().to_owned(), |field| field.word().to_owned())
            };
            text.split(',').map(word).collect::<Vec<_>>().join(" ")
        }
        offices::OPENING_MONTH => {
            super::payroll::read_month(text).map_or_else(|| text.to_owned(), |month| month.to_string())
        }
        offices::JOB_COUNT => {
            let counts = domain::labels::Labels::<JobCount>::new();
            counts.find(text).map_or_else(|| text.to_owned(), |count| count.word().to_owned())
        }
        _ => text.to_owned(),
    }
}

fn set(visit: &Visit) -> Answer {
    let day = |name: &str| match visit.form.get(name) {
        "" => Ok(None),
        text => domain::dates::parse_date(text, jiff::civil::Date::MAX).map(Some),
    };
    let (Ok(from), Ok(until)) = (day("tu"), day("den")) else {
        return Ok(Reply::see("/co-quan").warning("Ngày phải viết như 05/01/2024."));
    };
    let item = visit.form.get("muc");
    let value = kept(item, visit.form.get("gia-tri"));
    let setting = Setting { item, value: &value, from, until };
    match offices::set(&visit.ctx, setting).map_err(PageError::from) {
        Ok(()) => Ok(Reply::see("/co-quan").telling("Đã ghi thông tin của cơ quan.")),
        Err(PageError::Office(OfficeError::Invalid(problems))) => {
            let told: Vec<String> = problems.iter().map(|problem| sentence(&problem.message)).collect();
            Ok(Reply::see("/co-quan").warning(told.join(" ")))
        }
        Err(error) => Err(error),
    }
}

fn sample() -> OfficeData {
    let row = Row {
        title: "Tên cơ quan".to_owned(),
        value: "Phòng Lao động - Thương binh và Xã hội thị xã Trảng Bàng".to_owned(),
        from: "01/07/2021".to_owned(),
        until: String::new(),
    };
    OfficeData { frame: Frame::sample(), rows: vec![row], items: ITEMS, may_set: true }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
