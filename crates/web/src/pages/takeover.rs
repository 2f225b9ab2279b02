//! An office starts with last month's paid list: what was taken over, and where list and law differ.

use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::pages::imports::waiting_room;
use crate::pages::payroll::read_month;
use crate::paging::Pages;
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get, post, upload};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::ids::TakeoverLineId;
use domain::labels::{Labelled, Part};
use office::Permission;
use office::takeover::{self, Resolution};

pub const ROUTES: &[Route] = &[
    get("/tiep-nhan", Guard::Needs(Permission::Takeover, None), show),
    upload("/tiep-nhan", Guard::Needs(Permission::Takeover, None), receive),
    post("/tiep-nhan/{id}", Guard::Needs(Permission::Takeover, None), resolve),
];

#[derive(Template)]
#[template(path = "takeover/takeover.html")]
struct Takeover {
    frame: Frame,
    same: String,
    differs: String,
    missing: String,
    total: String,
    is_empty: bool,
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    id: i64,
    name: String,
    person: i64,
    part: String,
    listed: String,
    engine: String,
    reason: String,
    /// Empty while nobody has decided.
    resolution: &'static str,
    can_engine: bool,
}

impl Row {
    /// Steps of the law rather than a sentence: folded away.
    fn is_long(&self) -> bool {
        self.reason.chars().count() > 120
    }
}

fn show(visit: &Visit) -> Answer {
    let all = takeover::table(&visit.ctx)?;
    let count = |finding: &str| {
        let number = all.iter().filter(|one| one.row.finding == finding).count();
        Vnd(i64::try_from(number).unwrap_or(i64::MAX)).to_string()
    };
    let differing: Vec<_> = all.iter().filter(|one| one.row.finding != "same").collect();
    let pages = Pages::of(&visit.path, &visit.query, differing.len());
    let shown = pages.rows(&differing);
    let names = office::people::names(&visit.ctx, shown.iter().map(|one| one.person))?;
    let rows = shown.iter().map(|one| Row {
        id: one.row.id.0,
        name: names.get(&one.person).cloned().unwrap_or_default(),
        person: one.person.0,
        part: part_shown(&one.row.key.part),
        listed: one.row.listed.to_string(),
        engine: one.row.engine.map_or_else(|| "chưa rõ".to_owned(), |sum| sum.to_string()),
        reason: one.row.reason.clone().unwrap_or_default(),
        resolution: match one.row.resolution.as_deref() {
            Some("engine") => "theo quy định",
            Some(_) => "giữ mức cũ",
            None => "",
        },
        can_engine: one.row.engine.is_some(),
    });
    page(&Takeover {
        frame: visit.frame("Tiếp nhận danh sách cũ"),
        same: count("same"),
        differs: count("differs"),
        missing: count("fact_missing"),
        total: all.iter().map(|one| one.row.listed).sum::<Vnd>().to_string(),
        is_empty: all.is_empty(),
        rows: rows.collect(),
        pages,
    })
}

/// The list of an office: its month settles the opening month, then it goes the way of every file.
fn receive(visit: &Visit) -> Answer {
    let refuse = |reason: &str| Ok(Reply::see("/tiep-nhan").warning(reason));
    let Some(month) = read_month(visit.form.get("thang")) else {
        return refuse("Hãy ghi tháng của danh sách như 12/2022.");
    };
    if visit.files.is_empty() {
        return refuse("Chưa chọn tệp: hãy chọn danh sách đã chi của tháng đó.");
    }
    match takeover::open_books(&visit.ctx, month).map_err(PageError::from) {
        Ok(()) => {
            let waits = waiting_room::leave(visit)?;
            Ok(Reply::see(format!("/nhap/cho/{waits}?loai=paid_list")))
        }
        Err(error) => match error.refusal() {
            Some(reason) => refuse(&sentence(&reason)),
            None => Err(error),
        },
    }
}

fn resolve(visit: &Visit) -> Answer {
    let id: TakeoverLineId = visit.id("id")?;
    let resolution = match visit.form.get("cach") {
        "engine" => Resolution::Engine,
        "keep" => Resolution::Keep,
        _ => return Ok(Reply::see("/tiep-nhan").warning("Hãy chọn giữ mức cũ hoặc theo quy định.")),
    };
    match takeover::resolve(&visit.ctx, id, resolution).map_err(PageError::from) {
        Ok(()) => Ok(Reply::see("/tiep-nhan").telling("Đã xử lý một dòng.")),
        Err(error) => match error.refusal() {
            Some(reason) => Ok(Reply::see("/tiep-nhan").warning(sentence(&reason))),
            None => Err(error),
        },
    }
}

fn sample() -> Takeover {
    let row = |id, resolution| Row {
        id,
        name: "Tôn Nữ Hoàng Phương Quỳnh Thùy Dương".to_owned(),
        person: 12,
        part: "Trợ cấp".to_owned(),
        listed: "540.000".to_owned(),
        engine: "720.000".to_owned(),
        reason: "Khuyết tật nặng từ đủ 60 tuổi: hệ số 2,0".to_owned(),
        resolution,
        can_engine: true,
    };
    Takeover {
        frame: Frame::sample(),
        same: "9.049".to_owned(),
        differs: "23".to_owned(),
        missing: "3".to_owned(),
        total: "6.431.907.000".to_owned(),
        is_empty: false,
        rows: vec![row(1, ""), row(2, "giữ mức cũ")],
        pages: Pages::of("/tiep-nhan", &crate::address::Fields::default(), 26),
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}

/// The part of an allowance as lists write it.
fn part_shown(word: &str) -> String {
    Part::from_word(word).map_or_else(|| word.to_owned(), |part| part.label().to_owned())
}
