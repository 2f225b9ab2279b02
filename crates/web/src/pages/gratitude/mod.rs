//! The movements of gratitude: houses and their steps, the gratitude fund, worship money.

use crate::address::encode;
use crate::frame::Frame;
use crate::guard::Guard;
use crate::paging::Pages;
use crate::reply::{Answer, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::labels::Labelled;
use domain::movements::{House, HouseKind, HouseState};
use domain::names::fold;
use jiff::civil::Date;
use office::{Field, Permission, movements, offices, people};

mod fund;
mod house;
mod worship;

pub use fund::sample_page as sample_fund;
pub use house::sample_page as sample_house;
pub use worship::sample_page as sample_worship;

const READ: Guard = Guard::Needs(Permission::ReadRegisters, Some(Field::Merit));

pub const ROUTES: &[Route] = &[
    get("/den-on", READ, houses),
    get("/den-on/nha/{code}", READ, house::show),
    post("/den-on/nha/{code}", Guard::Needs(Permission::RecordRegisters, Some(Field::Merit)), house::advance),
    get("/den-on/quy", Guard::Needs(Permission::ReadLedger, None), fund::show),
    get("/den-on/tho-cung", Guard::Needs(Permission::ReadDecisions, Some(Field::Merit)), worship::show),
    post("/den-on/tho-cung", Guard::Needs(Permission::DraftDecisions, Some(Field::Merit)), worship::draft),
];

#[derive(Template)]
#[template(path = "gratitude/houses.html")]
struct Houses {
    frame: Frame,
    tabs: Tabs,
    states: Vec<StateCard>,
    state: &'static str,
    search: String,
    kinds: Vec<(&'static str, bool)>,
    rows: Vec<Row>,
    pages: Pages,
    is_filtered: bool,
    may_record: bool,
}

/// Which of the pages of this feature an officer may open.
struct Tabs {
    here: &'static str,
    fund: bool,
    worship: bool,
    lists: Vec<(&'static str, &'static str)>,
}

const LISTS: &[(&str, &str)] =
    &[("mother_cares", "Phụng dưỡng Mẹ"), ("care_entries", "Thăm hỏi, chăm sóc mộ")];

impl Tabs {
    fn of(visit: &Visit, here: &'static str) -> Tabs {
        Tabs {
            here,
            fund: visit.may(Permission::ReadLedger, None),
            worship: visit.may(Permission::ReadDecisions, Some(Field::Merit)),
            lists: super::registers::links(visit, LISTS),
        }
    }

    fn sample(here: &'static str) -> Tabs {
        Tabs { here, fund: true, worship: true, lists: LISTS.to_vec() }
    }
}

struct StateCard {
    label: &'static str,
    count: String,
    address: String,
    is_here: bool,
}

struct Row {
    address: String,
    code: String,
    name: String,
    unit: String,
    kind: &'static str,
    work: &'static str,
    grant: String,
    state: &'static str,
    class: &'static str,
    since: String,
}

fn class(state: HouseState) -> &'static str {
    match state {
        HouseState::Proposed | HouseState::Surveyed => "canh-bao",
        HouseState::Approved | HouseState::Building | HouseState::Accepted => "chinh",
        HouseState::HandedOver | HouseState::Settled => "tot",
    }
}

fn day(day: Option<Date>) -> String {
    day.map(domain::dates::short).unwrap_or_default()
}

fn amount(amount: Option<Vnd>) -> String {
    amount.map_or_else(String::new, |amount| amount.to_string())
}

fn count(number: usize) -> String {
    Vnd(i64::try_from(number).unwrap_or(i64::MAX)).to_string()
}

fn houses(visit: &Visit) -> Answer {
    let all = movements::houses(&visit.ctx)?;
    let names = people::names(&visit.ctx, all.iter().map(|house| house.person))?;
    let name = |house: &House| names.get(&house.person).cloned().unwrap_or_default();
    let kind = visit.query.get("loai");
    let words: Vec<String> = fold(visit.query.get("tim")).split_whitespace().map(str::to_owned).collect();
    let mut found: Vec<&House> = all
        .iter()
        .filter(|house| {
            let text = fold(&format!("{} {}", house.code, name(house)));
            (kind.is_empty() || house.kind.label() == kind)
                && words.iter().all(|word| text.contains(word.as_str()))
        })
        .collect();
    let state = HouseState::from_word(visit.query.get("buoc"));
    let query = visit.query.with("trang", "");
    let states = HouseState::ALL.iter().map(|one| StateCard {
        label: one.label(),
        count: count(found.iter().filter(|house| house.state == *one).count()),
        address: format!("/den-on{}", query.with("buoc", one.word()).query()),
        is_here: state == Some(*one),
    });
    let states = states.collect();
    found.retain(|house| state.is_none_or(|state| house.state == state));
    let pages = Pages::of(&visit.path, &visit.query, found.len());
    let units = offices::unit_names(&visit.ctx, found.iter().map(|house| house.unit))?;
    let rows = pages.rows(&found).iter().map(|house| Row {
        address: format!("/den-on/nha/{}", encode(&house.code)),
        code: house.code.clone(),
        name: name(house),
        unit: units.get(&house.unit).cloned().unwrap_or_default(),
        kind: house.kind.label(),
        work: house.work.label(),
        grant: amount(house.grant),
        state: house.state.label(),
        class: class(house.state),
        since: day(house.day(house.state)),
    });
    page(&Houses {
        frame: visit.frame("Đền ơn đáp nghĩa"),
        tabs: Tabs::of(visit, "nha"),
        states,
        state: state.map_or("", HouseState::word),
        search: visit.query.get("tim").to_owned(),
        kinds: HouseKind::ALL.iter().map(|one| (one.label(), one.label() == kind)).collect(),
        rows: rows.collect(),
        is_filtered: state.is_some() || !kind.is_empty() || !words.is_empty(),
        pages,
        may_record: visit.may(Permission::RecordRegisters, Some(Field::Merit)),
    })
}

fn sample() -> Houses {
    let card = |state: &HouseState| StateCard {
        label: state.label(),
        count: "4".to_owned(),
        address: "/den-on".to_owned(),
        is_here: *state == HouseState::Building,
    };
    Houses {
        frame: Frame::sample(),
        tabs: Tabs::sample("nha"),
        states: HouseState::ALL.iter().map(card).collect(),
        state: "building",
        search: "én".to_owned(),
        kinds: vec![("Nhà tình nghĩa", true)],
        rows: vec![Row {
            address: "/den-on/nha/NTN-01".to_owned(),
            code: "NTN-2023-01".to_owned(),
            name: "Tôn Nữ Hoàng Phương Quỳnh Thùy Dương".to_owned(),
            unit: "phường An Hòa".to_owned(),
            kind: "Nhà tình nghĩa",
            work: "Xây mới",
            grant: "60.000.000".to_owned(),
            state: "Đang thi công",
            class: "chinh",
            since: "12/10/2023".to_owned(),
        }],
        pages: Pages::of("/den-on", &crate::address::Fields::default(), 1),
        is_filtered: true,
        may_record: true,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
