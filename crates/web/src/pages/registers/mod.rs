//! Registers: every kind of list as pages, made from what the kind says of its columns.

use crate::error::PageError;
use crate::frame::Frame;
use crate::guard::{Ask, Extent, Guard};
use crate::reply::{Answer, page};
use crate::route::{Route, get, post};
use crate::visit::{Params, Visit};
use askama::Template;
use office::Field;
use office::export::DERIVED;
use office::import::Kind;
use office::import::entry;
use office::import::headings::COMMUNE;
use office::import::kinds::KINDS;

mod form;
pub use form::communes;
pub(super) use form::{FieldView, Form, fields};
mod list;
mod select;

pub use form::sample_page as sample_form;
pub use list::sample_page as sample_list;
pub use select::{mark, searched};

pub const ROUTES: &[Route] = &[
    get("/so", Guard::SignedIn, index),
    get("/so/{kind}", Guard::By(reading), list::show),
    get("/so/{kind}/xuat", Guard::By(reading), list::export),
    get("/so/{kind}/moi", Guard::By(recording), form::blank),
    get("/so/{kind}/sua", Guard::By(recording), form::existing),
    post("/so/{kind}/moi", Guard::By(recording), form::enter),
];

fn kind_of(params: &Params) -> Result<&'static Kind, PageError> {
    entry::kind(params.get("kind")).map_err(|_| PageError::NoPage)
}

/// Lists that are worked out can be read too.
fn readable(params: &Params) -> Result<&'static Kind, PageError> {
    let derived = DERIVED.iter().find(|kind| kind.id == params.get("kind"));
    derived.map_or_else(|| kind_of(params), |kind| Ok(*kind))
}

fn reading(params: &Params) -> Result<Ask, PageError> {
    Ok(to_read(readable(params)?))
}

/// A list that says no commune of its rows is for those who work for the whole office.
pub fn to_read(kind: &Kind) -> Ask {
    let has_places = kind.columns.iter().any(|column| column.name == COMMUNE.name);
    let extent = if has_places { Extent::Somewhere } else { Extent::Everywhere };
    Ask { permission: kind.reading(), field: kind.field, extent }
}

fn recording(params: &Params) -> Result<Ask, PageError> {
    Ok(to_record(kind_of(params)?))
}

/// A row is written where it can be read.
fn to_record(kind: &Kind) -> Ask {
    Ask { permission: kind.permission, ..to_read(kind) }
}

/// Whether the officer may add a row to the list.
pub fn may_record(visit: &Visit, id: &str) -> bool {
    let kind = KINDS.iter().find(|kind| kind.id == id);
    kind.is_some_and(|kind| to_record(kind).fits(&visit.ctx.officer))
}

#[derive(Template)]
#[template(path = "registers/index.html")]
struct Index {
    frame: Frame,
    groups: Vec<Group>,
}

struct Group {
    title: &'static str,
    kinds: Vec<Entry>,
}

struct Entry {
    id: &'static str,
    title: &'static str,
    columns: String,
    may_read: bool,
    may_record: bool,
}

fn index(visit: &Visit) -> Answer {
    let fields = Field::ALL.iter().copied().map(Some).chain([None]);
    let groups = fields.map(|field| Group {
        title: field.map_or("Chung", Field::label),
        kinds: KINDS.iter().filter(|kind| kind.field == field).filter_map(|kind| of(visit, kind)).collect(),
    });
    let derived = DERIVED.iter().filter(|kind| to_read(kind).fits(&visit.ctx.officer));
    let derived = derived.map(|kind| Entry { may_record: false, ..entry_of(kind) }).collect();
    let derived = Group { title: "Lập từ các sổ", kinds: derived };
    let groups = groups.chain([derived]).filter(|group: &Group| !group.kinds.is_empty()).collect();
    page(&Index { frame: visit.frame("Sổ sách"), groups })
}

/// What the officer may do with a kind; `None` if nothing.
fn of(visit: &Visit, kind: &Kind) -> Option<Entry> {
    let officer = &visit.ctx.officer;
    let may_read = kind.list.is_some() && to_read(kind).fits(officer);
    let may_record = to_record(kind).fits(officer);
    (may_read || may_record).then_some(Entry { may_read, may_record, ..entry_of(kind) })
}

fn entry_of(kind: &Kind) -> Entry {
    let columns: Vec<&str> = kind.columns.iter().take(5).map(|column| column.name).collect();
    let columns = columns.join(", ");
    Entry { id: kind.id, title: kind.title, columns, may_read: true, may_record: true }
}

fn sample() -> Index {
    let entry = |id, title, may_read, may_record| Entry {
        id,
        title,
        columns: "Năm rà soát, Mã hộ, Họ và tên, Quan hệ với chủ hộ, Phân loại hộ".to_owned(),
        may_read,
        may_record,
    };
    let poverty = vec![
        entry("residents", "Danh sách hộ nghèo, hộ cận nghèo", true, true),
        entry("household_totals", "Tổng số hộ", true, false),
    ];
    let groups = vec![
        Group { title: "Giảm nghèo", kinds: poverty },
        Group { title: "Chung", kinds: vec![entry("paid_list", "Danh sách chi trả", false, true)] },
    ];
    Index { frame: Frame::sample(), groups }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}

/// Links to the lists among these that the officer may open, with their names on the page that asks.
pub fn links(visit: &Visit, kinds: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let may = |id: &str| {
        let kind = KINDS.iter().find(|kind| kind.id == id);
        kind.is_some_and(|kind| kind.list.is_some() && to_read(kind).fits(&visit.ctx.officer))
    };
    kinds.iter().copied().filter(|(id, _)| may(id)).collect()
}

/// `phường An Hòa` → `Phường An Hòa`.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
