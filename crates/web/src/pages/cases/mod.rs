//! Work with deadlines: what is due and late, one case with its steps and history, instructions from above.

use crate::address::encode;
use crate::error::PageError;
use crate::frame::Frame;
use crate::guard::Guard;
use crate::paging::Pages;
use crate::reply::{Answer, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::cases::{CaseState, Due};
use domain::ids::UnitId;
use domain::labels::Labelled;
use domain::names::fold;
use office::cases::{self, CaseView, Filter};
use office::{Permission, offices, people};
use std::collections::{BTreeMap, HashMap};

mod new;
mod one;
mod tasks;

pub use new::sample_page as sample_new;
pub use one::sample_page as sample_one;
pub use tasks::sample_page as sample_tasks;

const READ: Guard = Guard::Needs(Permission::ReadRegisters, None);
const RECORD: Guard = Guard::Needs(Permission::RecordRegisters, None);

pub const ROUTES: &[Route] = &[
    get("/ho-so", READ, list),
    get("/ho-so/tiep-nhan", RECORD, new::blank),
    post("/ho-so/tiep-nhan", RECORD, new::open),
    get("/ho-so/so/{code}", READ, one::show),
    post("/ho-so/so/{code}", RECORD, one::record),
    get("/nhiem-vu", READ, tasks::list),
    get("/nhiem-vu/giao", RECORD, tasks::blank),
    post("/nhiem-vu/giao", RECORD, tasks::give),
];

/// The procedure of every instruction from above.
const TASK: &str = "task";
/// Cases that stand in no list: they have pages of their own for their officers.
const PROTECTION: &str = "child.protection";
/// Calendar days in which a deadline is near.
const NEAR: i64 = 7;

/// Where a case stands, as the list sorts it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Late,
    Near,
    Open,
    Stopped,
    Concluded,
}

impl Part {
    const ALL: [Part; 5] = [Part::Late, Part::Near, Part::Open, Part::Stopped, Part::Concluded];

    fn word(self) -> &'static str {
        match self {
            Part::Late => "qua-han",
            Part::Near => "den-han",
            Part::Open => "con-han",
            Part::Stopped => "tam-dung",
            Part::Concluded => "ket-thuc",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Part::Late => "quá hạn",
            Part::Near => "đến hạn trong 7 ngày",
            Part::Open => "đang làm, còn hạn",
            Part::Stopped => "dừng chờ bổ sung",
            Part::Concluded => "đã kết thúc",
        }
    }

    fn of(view: &CaseView, visit: &Visit) -> Part {
        let (standing, today) = (&view.standing, visit.ctx.on);
        let near = today.saturating_add(jiff::ToSpan::days(NEAR));
        match standing.state {
            CaseState::Concluded => Part::Concluded,
            CaseState::Stopped => Part::Stopped,
            CaseState::Open if standing.is_late(today) => Part::Late,
            CaseState::Open if standing.due.day().is_some_and(|due| due <= near) => Part::Near,
            CaseState::Open => Part::Open,
        }
    }
}

#[derive(Template)]
#[template(path = "cases/list.html")]
struct ListPage {
    frame: Frame,
    cards: Vec<Card>,
    search: String,
    part: &'static str,
    desks: Vec<(&'static str, bool)>,
    units: Vec<(i64, String, bool)>,
    rows: Vec<Row>,
    pages: Pages,
    is_filtered: bool,
    may_record: bool,
}

/// A count that opens its part of the list.
pub(super) struct Card {
    label: &'static str,
    count: String,
    class: &'static str,
    address: String,
    is_here: bool,
}

pub(super) struct Row {
    address: String,
    code: String,
    subject: String,
    procedure: String,
    citation: String,
    person: String,
    unit: String,
    step: String,
    holder: String,
    due: String,
    left: String,
    class: &'static str,
}

/// Everything the officer may see of these kinds, without what has pages of its own.
fn seen<'r>(visit: &Visit<'r>, is_task: bool) -> Result<Vec<CaseView<'r>>, PageError> {
    let mut found = cases::list(&visit.ctx, &Filter::default())?;
    found.retain(|view| view.case.kind != PROTECTION && (view.case.kind == TASK) == is_task);
    Ok(found)
}

fn list(visit: &Visit) -> Answer {
    let all = seen(visit, false)?;
    let desk = visit.query.get("linh-vuc");
    let unit: Option<UnitId> = visit.query.get("xa").parse().ok().map(UnitId);
    let words: Vec<String> = fold(visit.query.get("tim")).split_whitespace().map(str::to_owned).collect();
    let names = people::names(&visit.ctx, all.iter().filter_map(|view| view.case.person))?;
    let fits = |view: &&CaseView| {
        let case = &view.case;
        let named = case.person.and_then(|person| names.get(&person)).map_or("", String::as_str);
        let text = fold(&format!("{} {} {} {named}", case.code, case.subject, view.procedure.name));
        (desk.is_empty() || view.procedure.desk.label() == desk)
            && unit.is_none_or(|unit| case.unit == Some(unit))
            && words.iter().all(|word| text.contains(word.as_str()))
    };
    let fitting: Vec<&CaseView> = all.iter().filter(fits).collect();
    let part = Part::ALL.into_iter().find(|part| part.word() == visit.query.get("phan"));
    let cards = cards(visit, &fitting, part);
    let mut found = fitting;
    found.retain(|view| match part {
        Some(part) => Part::of(view, visit) == part,
        None => view.standing.concluded_on.is_none(),
    });
    if part == Some(Part::Concluded) {
        found.sort_by_key(|view| std::cmp::Reverse(view.standing.concluded_on));
    }
    let pages = Pages::of(&visit.path, &visit.query, found.len());
    let units = offices::unit_names(&visit.ctx, all.iter().filter_map(|view| view.case.unit))?;
    let mut desks: Vec<&'static str> = all.iter().map(|view| view.procedure.desk.label()).collect();
    desks.sort_unstable();
    desks.dedup();
    page(&ListPage {
        frame: visit.frame("Hồ sơ và thời hạn"),
        cards,
        search: visit.query.get("tim").to_owned(),
        part: part.map_or("", Part::word),
        desks: desks.into_iter().map(|one| (one, one == desk)).collect(),
        units: units.iter().map(|(id, name)| (id.0, name.clone(), unit == Some(*id))).collect(),
        rows: pages.rows(&found).iter().map(|view| row(visit, view, &units, &names)).collect(),
        is_filtered: !words.is_empty() || !desk.is_empty() || unit.is_some() || part.is_some(),
        pages,
        may_record: visit.may(Permission::RecordRegisters, None),
    })
}

fn cards(visit: &Visit, found: &[&CaseView], here: Option<Part>) -> Vec<Card> {
    let query = visit.query.with("trang", "");
    let card = |part: Part| {
        let count = found.iter().filter(|view| Part::of(view, visit) == part).count();
        Card {
            label: part.label(),
            class: match part {
                Part::Late if count > 0 => "xau",
                Part::Near if count > 0 => "canh-bao",
                _ => "",
            },
            count: Vnd(i64::try_from(count).unwrap_or(i64::MAX)).to_string(),
            address: format!("{}{}", visit.path, query.with("phan", part.word()).query()),
            is_here: here == Some(part),
        }
    };
    Part::ALL.into_iter().map(card).collect()
}

fn row(
    visit: &Visit,
    view: &CaseView,
    units: &BTreeMap<UnitId, String>,
    names: &HashMap<domain::ids::PersonId, String>,
) -> Row {
    let case = &view.case;
    let (left, class) = left(visit, view);
    Row {
        address: address(&case.code),
        code: case.code.clone(),
        subject: case.subject.clone(),
        procedure: view.procedure.name.clone(),
        citation: view.procedure.citation.to_string(),
        person: case.person.and_then(|person| names.get(&person).cloned()).unwrap_or_default(),
        unit: case.unit.and_then(|unit| units.get(&unit).cloned()).unwrap_or_default(),
        step: view.step_shown(),
        holder: view.standing.holder.clone().unwrap_or_default(),
        due: due(view),
        left,
        class,
    }
}

pub(super) fn address(code: &str) -> String {
    format!("/ho-so/so/{}", encode(code))
}

/// The day, or why there is none.
fn due(view: &CaseView) -> String {
    match view.standing.due {
        Due::On(day) => domain::dates::short(day),
        Due::Stopped => "đang dừng".to_owned(),
        Due::NotSet => "chưa đặt hạn".to_owned(),
        Due::NoCalendar(year) => format!("chưa có lịch nghỉ năm {year}"),
    }
}

/// `còn 3 ngày làm việc`, with the class of its badge.
fn left(visit: &Visit, view: &CaseView) -> (String, &'static str) {
    if let Some(result) = view.standing.result {
        return match view.standing.in_time() {
            Some(false) => (format!("{}, quá hạn", result.label()), "canh-bao"),
            _ => (result.label().to_owned(), "tot"),
        };
    }
    if view.standing.state == CaseState::Stopped {
        return ("chờ bổ sung".to_owned(), "chinh");
    }
    match view.days_left(&visit.ctx) {
        Some(days) if days < 0 => (format!("quá {} ngày làm việc", -days), "xau"),
        // A deadline passed on a day off counts no working day and is over all the same.
        Some(_) if view.standing.is_late(visit.ctx.on) => ("vừa quá hạn".to_owned(), "xau"),
        Some(0) => ("đến hạn hôm nay".to_owned(), "canh-bao"),
        Some(days) if days <= 3 => (format!("còn {days} ngày làm việc"), "canh-bao"),
        Some(days) => (format!("còn {days} ngày làm việc"), ""),
        None => (String::new(), ""),
    }
}

fn sample_rows() -> Vec<Row> {
    let row = |code: &str, left: &str, class| Row {
        address: "/ho-so/so/HS-2023-0142".to_owned(),
        code: code.to_owned(),
        subject: "Đề nghị hưởng trợ cấp xã hội hằng tháng".to_owned(),
        procedure: "Trợ cấp xã hội hằng tháng: thực hiện, điều chỉnh, thôi hưởng".to_owned(),
        citation: "Nghị định 20/2021/NĐ-CP, Điều 8, khoản 1".to_owned(),
        person: "Tôn Nữ Hoàng Phương Quỳnh Thùy Dương".to_owned(),
        unit: "phường An Hòa".to_owned(),
        step: "3/5 Thẩm định, trình Chủ tịch UBND cấp huyện quyết định".to_owned(),
        holder: "Nguyễn Hoàng Phương Uyên".to_owned(),
        due: "29/12/2023".to_owned(),
        left: left.to_owned(),
        class,
    };
    vec![
        row("HS-2023-0142", "quá 2 ngày làm việc", "xau"),
        row("HS-2023-0150", "còn 1 ngày làm việc", "canh-bao"),
    ]
}

fn sample_cards() -> Vec<Card> {
    let card = |part: Part| Card {
        label: part.label(),
        count: "12".to_owned(),
        class: if part == Part::Late { "xau" } else { "" },
        address: format!("/ho-so?phan={}", part.word()),
        is_here: part == Part::Late,
    };
    Part::ALL.into_iter().map(card).collect()
}

fn sample() -> ListPage {
    ListPage {
        frame: Frame::sample(),
        cards: sample_cards(),
        search: "trợ cấp".to_owned(),
        part: "qua-han",
        desks: vec![("Bảo trợ xã hội", true), ("Người có công", false)],
        units: vec![(1, "phường An Hòa".to_owned(), false)],
        rows: sample_rows(),
        pages: Pages::of("/ho-so", &crate::address::Fields::default(), 2),
        is_filtered: true,
        may_record: true,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
