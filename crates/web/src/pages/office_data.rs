//! What the office says of itself: dated settings.

use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use office::offices::{self, Setting};
use office::{OfficeError, Permission};

pub const ROUTES: &[Route] = &[
    get("/co-quan", Guard::Needs(Permission::ReadOffice, None), show),
    post("/co-quan", Guard::Needs(Permission::ManageOffice, None), set),
];

/// Items of papers with the words for them; others keep their word.
const ITEMS: &[(&str, &str)] = &[
    ("name", "Tên cơ quan"),
    ("superior", "Cơ quan cấp trên"),
    ("unit", "Địa bàn (mã)"),
    ("symbol", "Ký hiệu trong số văn bản"),
    ("place", "Địa danh trên giấy tờ"),
    ("signer", "Người ký"),
    ("signer_title", "Chức vụ người ký"),
    ("opening_month", "Tháng mở sổ"),
    ("payer.post", "Đơn vị chi trả qua bưu điện"),
    ("payer.cash", "Đơn vị chi tiền mặt"),
    ("report.difficulties", "Khó khăn nêu trong báo cáo"),
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
        value: row.value,
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

fn set(visit: &Visit) -> Answer {
    let day = |name: &str| match visit.form.get(name) {
        "" => Ok(None),
        text => domain::dates::parse_date(text, jiff::civil::Date::MAX).map(Some),
    };
    let (Ok(from), Ok(until)) = (day("tu"), day("den")) else {
        return Ok(Reply::see("/co-quan").warning("Ngày phải viết như 05/01/2024."));
    };
    let setting = Setting { item: visit.form.get("muc"), value: visit.form.get("gia-tri"), from, until };
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
