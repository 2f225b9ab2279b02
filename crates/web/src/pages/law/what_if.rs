//! Who is affected by a change before it is applied: two months side by side, the second perhaps with a law page that
//! the program does not hold yet. Nothing is written.

use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::pages::imports::waiting_room;
use crate::pages::payroll::read_month;
use crate::pages::registers::capital;
use crate::paging::Pages;
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get, upload};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::dates::month_short;
use domain::ids::UnitId;
use domain::labels::Labelled;
use law::{Month, Ruleset};
use office::what_if::{Affected, Effect, Side, Sums, WhatIf, what_if};
use office::{Permission, offices};
use std::collections::BTreeMap;
use std::fs;

const READ: Guard = Guard::Pays(Permission::ReadPayroll);

pub const ROUTES: &[Route] = &[get("/luat/tac-dong", READ, show), upload("/luat/tac-dong", READ, load)];

#[derive(Template)]
#[template(path = "law/what_if.html")]
struct WhatIfPage {
    frame: Frame,
    before: String,
    after: String,
    /// Name under which the extra page waits, and what it says of itself.
    loaded: String,
    loaded_title: String,
    problem: String,
    is_asked: bool,
    people: String,
    total: Line,
    schemes: Vec<Line>,
    units: Vec<Line>,
    silent: Vec<(String, String)>,
    effects: Vec<(&'static str, &'static str, String, bool)>,
    rows: Vec<Row>,
    pages: Pages,
    csv: String,
}

#[derive(Default)]
struct Line {
    label: String,
    people: String,
    affected: String,
    before: String,
    after: String,
    difference: String,
    class: &'static str,
}

struct Row {
    person: i64,
    name: String,
    unit: String,
    scheme: &'static str,
    effect: &'static str,
    /// What is paid, with the address where the law compares its amounts; empty where that would tell too much.
    parts: Vec<(String, String)>,
    before: String,
    after: String,
    difference: String,
    class: &'static str,
}

fn show(visit: &Visit) -> Answer {
    let now = Month::of(visit.ctx.on);
    let asked = |name: &str| (visit.query.get(name), read_month(visit.query.get(name)));
    let (before, after) = (asked("tu"), asked("den"));
    let loaded = visit.query.get("van-ban");
    let mut view = empty(visit, loaded);
    view.before = month_short(before.1.unwrap_or(now));
    view.after = month_short(after.1.unwrap_or(now.next()));
    view.is_asked = !before.0.is_empty() || !after.0.is_empty();
    if [before, after].iter().any(|(text, month)| !text.is_empty() && month.is_none()) {
        view.problem = "Tháng viết như 07/2024.".to_owned();
        return page(&view);
    }
    if !view.is_asked {
        return page(&view);
    }
    let extra = if loaded.is_empty() { None } else { Some(extra(visit, loaded)?) };
    let mut found = None;
    match extra.as_ref().map(read_extra).transpose() {
        Err(problem) => view.problem = problem,
        Ok(rules) => {
            if let (Some(rules), Some((_, text))) = (&rules, &extra) {
                view.loaded_title = title(rules, text);
            }
            let own = Side { rules: &visit.app.rules, month: before.1.unwrap_or(now) };
            let with = Side {
                rules: rules.as_ref().unwrap_or(&visit.app.rules),
                month: after.1.unwrap_or(now.next()),
            };
            found = Some(what_if(&visit.ctx, own, with)?);
        }
    }
    match found {
        Some(found) if visit.query.get("dang") == "csv" => csv(visit, &found),
        Some(found) => {
            fill(visit, &mut view, &found)?;
            page(&view)
        }
        None => page(&view),
    }
}

fn empty(visit: &Visit, loaded: &str) -> WhatIfPage {
    WhatIfPage {
        frame: visit.frame("Ai bị ảnh hưởng khi quy định thay đổi"),
        before: String::new(),
        after: String::new(),
        loaded: loaded.to_owned(),
        loaded_title: String::new(),
        problem: String::new(),
        is_asked: false,
        people: String::new(),
        total: Line::default(),
        schemes: Vec::new(),
        units: Vec::new(),
        silent: Vec::new(),
        effects: Vec::new(),
        rows: Vec::new(),
        pages: Pages::default(),
        csv: String::new(),
    }
}

/// A law page is text of this size at most.
const PAGE_BYTES_MAX: usize = 512 * 1024;

fn load(visit: &Visit) -> Answer {
    let back =
        crate::address::Fields::default().with("tu", visit.form.get("tu")).with("den", visit.form.get("den"));
    let Some(file) = visit.files.first().filter(|file| file.bytes.len() <= PAGE_BYTES_MAX) else {
        let told = "Hãy chọn một trang pháp luật: tệp .md, nhỏ hơn 512 KB.";
        return Ok(Reply::see(format!("/luat/tac-dong{}", back.query())).warning(told));
    };
    let text = String::from_utf8_lossy(&file.bytes).into_owned();
    let name = file.file_name.trim_end_matches(".md").to_owned();
    if let Err(problem) = read_extra(&(name, text)) {
        return Ok(Reply::see(format!("/luat/tac-dong{}", back.query())).warning(problem));
    }
    let waits = waiting_room::leave(visit)?;
    Ok(Reply::see(format!("/luat/tac-dong{}", back.with("van-ban", &waits).query())))
}

/// Name without ending, and text.
type Extra = (String, String);

fn extra(visit: &Visit, loaded: &str) -> Result<Extra, PageError> {
    let folder = waiting_room::named(visit, loaded)?;
    let fault = |error: std::io::Error| PageError::Fault(error.to_string());
    let file = fs::read_dir(folder).map_err(fault)?.filter_map(Result::ok).map(|entry| entry.path());
    let file = file.filter(|path| path.is_file()).min().ok_or(PageError::NoPage)?;
    let name = file.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok((name, fs::read_to_string(&file).map_err(fault)?))
}

fn read_extra((name, text): &Extra) -> Result<Ruleset, String> {
    Ruleset::with_pages(&[(name, text)]).map_err(|error| sentence(&error.to_string()))
}

fn title(rules: &Ruleset, text: &str) -> String {
    let own = rules.pages.iter().find(|page| *page.text == *text);
    own.map_or_else(String::new, |page| format!("{}: {}", page.instrument.number, page.instrument.title))
}

fn signed(amount: Vnd) -> (String, &'static str) {
    match amount {
        Vnd(0) => ("0".to_owned(), ""),
        more if more > Vnd::ZERO => (format!("+{more}"), "tang"),
        less => (less.to_string(), "giam"),
    }
}

fn count(number: usize) -> String {
    Vnd(i64::try_from(number).unwrap_or(i64::MAX)).to_string()
}

fn line(label: String, sums: &Sums) -> Line {
    let (difference, class) = signed(sums.after - sums.before);
    Line {
        label,
        people: count(sums.people),
        affected: count(sums.affected),
        before: sums.before.to_string(),
        after: sums.after.to_string(),
        difference,
        class,
    }
}

fn fill(visit: &Visit, view: &mut WhatIfPage, found: &WhatIf) -> Result<(), PageError> {
    let units = offices::unit_names(&visit.ctx, found.units.keys().copied().flatten())?;
    let wanted = Effect::from_word(visit.query.get("loai"));
    let rows: Vec<&Affected> =
        found.affected.iter().filter(|one| wanted.is_none_or(|effect| one.effect == effect)).collect();
    let pages = Pages::of("/luat/tac-dong", &visit.query, rows.len());
    let names = office::people::names(&visit.ctx, pages.rows(&rows).iter().map(|one| one.person))?;
    let months = (view.before.clone(), view.after.clone());
    let name = |one: &Affected| names.get(&one.person).cloned().unwrap_or_default();
    view.rows = pages.rows(&rows).iter().map(|one| row(one, name(one), &units, &months)).collect();
    view.total = line("Cộng".to_owned(), &found.total());
    view.people = count(found.affected.len());
    let by_scheme = found.schemes.iter().map(|(scheme, sums)| line(scheme.label().to_owned(), sums));
    view.schemes = by_scheme.collect();
    view.units = found.units.iter().map(|(unit, sums)| line(unit_name(*unit, &units), sums)).collect();
    view.silent = found.silent.iter().map(|(why, people)| (sentence(why), count(*people))).collect();
    view.effects = Effect::ALL
        .iter()
        .filter_map(|effect| {
            let number = found.affected.iter().filter(|one| one.effect == *effect).count();
            let told = (effect.word(), effect.label(), count(number), wanted == Some(*effect));
            (number > 0).then_some(told)
        })
        .collect();
    view.csv = format!("/luat/tac-dong{}", visit.query.with("trang", "").with("dang", "csv").query());
    view.pages = pages;
    Ok(())
}

fn unit_name(unit: Option<UnitId>, units: &BTreeMap<UnitId, String>) -> String {
    let name = unit.and_then(|unit| units.get(&unit));
    name.map_or_else(|| "(chưa rõ nơi ở)".to_owned(), |name| capital(name))
}

fn row(
    one: &Affected,
    name: String,
    units: &BTreeMap<UnitId, String>,
    (before, after): &(String, String),
) -> Row {
    let (difference, class) = signed(one.difference());
    let part = |(label, category): &(String, String)| {
        let amounts = format!("/luat/muc-huong?dien={category}&thang={before}&so-voi={after}");
        (label.clone(), if category.is_empty() { String::new() } else { amounts })
    };
    Row {
        person: one.person.0,
        name,
        unit: unit_name(one.unit, units),
        scheme: one.scheme.label(),
        effect: one.effect.label(),
        parts: one.parts.iter().map(part).collect(),
        before: one.before.to_string(),
        after: one.after.to_string(),
        difference,
        class,
    }
}

/// The whole list, for a spreadsheet.
fn csv(visit: &Visit, found: &WhatIf) -> Answer {
    let units = offices::unit_names(&visit.ctx, found.units.keys().copied().flatten())?;
    let names = office::people::names(&visit.ctx, found.affected.iter().map(|one| one.person))?;
    let rows = found.affected.iter().map(|one| {
        let parts: Vec<&str> = one.parts.iter().map(|(label, _)| label.as_str()).collect();
        vec![
            names.get(&one.person).cloned().unwrap_or_default(),
            unit_name(one.unit, &units),
            one.scheme.label().to_owned(),
            parts.join("; "),
            one.effect.label().to_owned(),
            one.before.0.to_string(),
            one.after.0.to_string(),
            one.difference().0.to_string(),
        ]
    });
    let headings: &'static [&'static str] = &[
        "Họ và tên",
        "Xã, phường",
        "Chế độ",
        "Diện",
        "Thay đổi",
        "Trước (đồng/tháng)",
        "Sau (đồng/tháng)",
        "Chênh lệch (đồng/tháng)",
    ];
    let list = office::export::List { title: "Tác động", headings, rows: rows.collect() };
    let bytes = office::export::csv_bytes(&list)?;
    Ok(Reply::file("tac-dong.csv", "text/csv; charset=utf-8", bytes))
}

fn sample() -> WhatIfPage {
    let sums = Sums { people: 9020, affected: 6104, before: Vnd(6_431_907_321), after: Vnd(7_234_586_321) };
    let row = |name: &str, effect: Effect| Row {
        person: 12,
        name: name.to_owned(),
        unit: "Phường An Hòa".to_owned(),
        scheme: "Trợ cấp xã hội",
        effect: effect.label(),
        parts: vec![("Người khuyết tật nặng".to_owned(), "/luat/muc-huong?dien=disabled_severe".to_owned())],
        before: "540.000".to_owned(),
        after: "750.000".to_owned(),
        difference: "+210.000".to_owned(),
        class: "tang",
    };
    WhatIfPage {
        frame: Frame::sample(),
        before: "06/2024".to_owned(),
        after: "07/2024".to_owned(),
        loaded: "0".repeat(64),
        loaded_title: "Nghị định 76/2024/NĐ-CP: nâng mức chuẩn trợ giúp xã hội".to_owned(),
        problem: String::new(),
        is_asked: true,
        people: "6.104".to_owned(),
        total: line("Cộng".to_owned(), &sums),
        schemes: vec![line("Trợ cấp xã hội".to_owned(), &sums)],
        units: vec![line("Phường An Hòa".to_owned(), &sums)],
        silent: vec![("Chưa công bố bảng mức người có công.".to_owned(), "12".to_owned())],
        effects: vec![("amount", Effect::Amount.label(), "6.104".to_owned(), true)],
        rows: vec![
            row("Tôn Nữ Hoàng Phương Quỳnh Thùy Dương", Effect::Amount),
            row("Lê Thị Út", Effect::New),
        ],
        pages: Pages::of("/luat/tac-dong", &crate::address::Fields::default(), 6104),
        csv: "/luat/tac-dong?dang=csv".to_owned(),
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
