//! Lists from files: sent, rehearsed cell by cell, confirmed; earlier imports and what they set aside.

use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get, post, upload};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::ids::ImportId;
use office::Permission;
use office::import::history::{self, Past};
use office::import::kinds::KINDS;
use office::import::undo;

mod one;
mod preview;
pub(crate) mod waiting_room;

pub use one::sample_page as sample_one;
pub use preview::sample_page as sample_preview;
pub use waiting_room::kept_for;
pub(super) use waiting_room::sheets;

/// Whoever may bring in any kind of list; each kind asks for its own permission again.
const BRING: Guard = Guard::Any(&[Permission::Import, Permission::ManageOffice, Permission::SetTargets]);

pub const ROUTES: &[Route] = &[
    get("/nhap", BRING, show),
    upload("/nhap", BRING, receive),
    get("/nhap/cho/{upload}", BRING, preview::show),
    post("/nhap/cho/{upload}", BRING, preview::confirm),
    post("/nhap/cho/{upload}/bo", BRING, preview::discard),
    get("/nhap/lan/{id}", Guard::Needs(Permission::Import, None), one::show),
    post("/nhap/lan/{id}/huy", Guard::Needs(Permission::Import, None), take_back),
];

/// Earlier imports on the page.
const PAST_MAX: usize = 40;

#[derive(Template)]
#[template(path = "imports/imports.html")]
struct Imports {
    frame: Frame,
    problem: String,
    kinds: Vec<(&'static str, &'static str)>,
    past: Vec<PastRow>,
}

struct PastRow {
    id: i64,
    day: String,
    title: &'static str,
    file: String,
    officer: String,
    read: String,
    accepted: String,
    /// Parked and refused.
    aside: i64,
    is_undone: bool,
}

fn show(visit: &Visit) -> Answer {
    page(&view(visit, String::new())?)
}

fn view(visit: &Visit, problem: String) -> Result<Imports, PageError> {
    let past = if visit.may(Permission::Import, None) {
        history::history(&visit.ctx, PAST_MAX)?
    } else {
        Vec::new()
    };
    let kinds = KINDS.iter().filter(|kind| visit.may(kind.permission, kind.field));
    Ok(Imports {
        frame: visit.frame("Nhập từ tệp"),
        problem,
        kinds: kinds.map(|kind| (kind.id, kind.title)).collect(),
        past: past.into_iter().map(row).collect(),
    })
}

fn title_of(kind: &str) -> &'static str {
    KINDS.iter().find(|known| known.id == kind).map_or("Danh sách cũ", |kind| kind.title)
}

fn row(past: Past) -> PastRow {
    let Past { record, officer, on } = past;
    PastRow {
        id: record.id.0,
        day: domain::dates::short(on),
        title: title_of(&record.kind),
        file: record.file_name,
        officer,
        read: domain::Vnd(record.read).to_string(),
        accepted: domain::Vnd(record.accepted).to_string(),
        aside: record.parked + record.refused,
        is_undone: record.undone.is_some(),
    }
}

fn receive(visit: &Visit) -> Answer {
    if visit.files.is_empty() {
        let problem = "Chưa chọn tệp: hãy chọn một hoặc nhiều tệp Excel, ODS hay CSV.".to_owned();
        return Ok(page(&view(visit, problem)?)?.status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let name = waiting_room::leave(visit)?;
    let kind = crate::address::Fields::default().with("loai", visit.form.get("loai"));
    Ok(Reply::see(format!("/nhap/cho/{name}{}", kind.query())))
}

fn take_back(visit: &Visit) -> Answer {
    let id: ImportId = visit.id("id")?;
    // Seen before undone: a part of the office takes back its own imports only.
    history::one(&visit.ctx, id)?;
    match undo(&visit.ctx, id).map_err(PageError::from) {
        Ok(sheets) => {
            Ok(Reply::see("/nhap").telling(format!("Đã hủy lần nhập số {id} ({} trang tính).", sheets.len())))
        }
        Err(error) => match error.refusal() {
            Some(reason) => Ok(Reply::see(format!("/nhap/lan/{id}")).warning(sentence(&reason))),
            None => Err(error),
        },
    }
}

fn sample() -> Imports {
    let row = |id, aside, is_undone| PastRow {
        id,
        day: "28/12/2023".to_owned(),
        title: "Danh sách hộ nghèo, hộ cận nghèo",
        file: "ho-ngheo-2023-phuong-an-hoa-ban-cuoi.xlsx".to_owned(),
        officer: "Phan Thị Mỹ Duyên".to_owned(),
        read: "1.204".to_owned(),
        accepted: "1.200".to_owned(),
        aside,
        is_undone,
    };
    Imports {
        frame: Frame::sample(),
        problem: "Chưa chọn tệp.".to_owned(),
        kinds: vec![("residents", "Danh sách hộ nghèo, hộ cận nghèo")],
        past: vec![row(3, 4, false), row(2, 0, false), row(1, 0, true)],
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
