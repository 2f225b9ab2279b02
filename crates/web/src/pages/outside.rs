//! Lists of other bodies beside the people who are paid: who may be meant, and what an officer says of it.

use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::paging::Pages;
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::ids::{OutsideRowId, PersonId};
use domain::labels::Labelled;
use domain::outside::{Certainty, MatchAnswer, OutsideList};
use office::outside::{self, Confirmed, Match};
use office::{OfficeError, Permission, officers, offices};

pub const ROUTES: &[Route] = &[
    get("/doi-chieu", Guard::Pays(Permission::ReadPayroll), show),
    post("/doi-chieu/xac-nhan", Guard::Needs(Permission::CheckReports, None), confirm),
    post("/doi-chieu/bac-bo", Guard::Needs(Permission::CheckReports, None), reject),
];

#[derive(Template)]
#[template(path = "outside/outside.html")]
struct Outside {
    frame: Frame,
    /// List, rows, rows that mean nobody who is paid.
    lists: Vec<(&'static str, String, String)>,
    only_open: bool,
    open: usize,
    rows: Vec<Row>,
    pages: Pages,
    may_check: bool,
    may_import: bool,
}

struct Row {
    row: i64,
    person: i64,
    list: &'static str,
    name: String,
    born: String,
    unit: String,
    listed: String,
    told: String,
    certainty: &'static str,
    class: &'static str,
    paid: Vec<String>,
    is_open: bool,
    /// Who answered, when, what.
    answer: String,
    asks_day: bool,
    asks_amount: bool,
}

fn show(visit: &Visit) -> Answer {
    let compared = outside::compared(&visit.ctx)?;
    let only_open = visit.query.get("tat-ca") != "1";
    let open = compared.matches.iter().filter(|one| one.is_open()).count();
    let shown: Vec<&Match> = compared.matches.iter().filter(|one| !only_open || one.is_open()).collect();
    let pages = Pages::of(&visit.path, &visit.query, shown.len());
    let units = offices::unit_names(&visit.ctx, shown.iter().filter_map(|one| one.unit))?;
    let officers = officers::names(&visit.ctx)?;
    let rows = pages.rows(&shown).iter().map(|one| {
        let answer = one.answer.as_ref().map(|answer| {
            let name = officers.get(&answer.by).map_or("", String::as_str);
            let reason = answer.reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
            format!("{}, {name}, {}{reason}", answer.answer.label(), domain::dates::short(answer.on))
        });
        let unit = one.unit.and_then(|unit| units.get(&unit).cloned());
        line(one, unit.unwrap_or_default(), answer.unwrap_or_default())
    });
    let number = |count: usize| Vnd(i64::try_from(count).unwrap_or(i64::MAX)).to_string();
    page(&Outside {
        frame: visit.frame("Đối chiếu danh sách ngoài"),
        lists: compared
            .rows
            .iter()
            .map(|(list, all, unmatched)| (list.label(), number(*all), number(*unmatched)))
            .collect(),
        only_open,
        open,
        rows: rows.collect(),
        pages,
        may_check: visit.may(Permission::CheckReports, None),
        may_import: visit.may(Permission::Import, None),
    })
}

fn line(one: &Match, unit: String, answer: String) -> Row {
    let row = &one.listed;
    let mut listed = vec![row.full_name.clone()];
    listed.extend(row.born.map(domain::dates::born_short));
    listed.extend(row.number.clone());
    listed.extend(row.place.clone());
    let paid = one.paid.iter().map(|(scheme, sum)| match sum {
        Some(sum) => format!("{}: {sum} đồng", scheme.label()),
        None => scheme.label().to_owned(),
    });
    let asks_day = match row.list {
        OutsideList::Deaths | OutsideList::Pensions => row.on.is_none(),
        OutsideList::Population => false,
    };
    Row {
        row: one.row.0,
        person: one.person.0,
        list: row.list.label(),
        name: one.name.clone(),
        born: domain::dates::born_short(one.born),
        unit,
        listed: listed.join(", "),
        told: outside::told(one),
        certainty: one.certainty.label(),
        class: class(one.certainty),
        paid: paid.collect(),
        is_open: one.is_open(),
        answer,
        asks_day,
        asks_amount: row.list == OutsideList::Pensions && row.amount.is_none(),
    }
}

fn class(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Exact => "chinh",
        Certainty::Probable => "canh-bao",
    }
}

fn named(visit: &Visit) -> Result<(OutsideRowId, PersonId), PageError> {
    let number = |name: &str| visit.form.get(name).parse().map_err(|_| PageError::NoPage);
    Ok((OutsideRowId(number("dong")?), PersonId(number("nguoi")?)))
}

fn confirm(visit: &Visit) -> Answer {
    let (row, person) = named(visit)?;
    let day = visit.form.get("ngay");
    let on = domain::dates::parse_date(day, visit.ctx.on).ok();
    if !day.is_empty() && on.is_none() {
        return Ok(Reply::see("/doi-chieu").warning("Hãy ghi ngày như 05/01/2024."));
    }
    let digits: String = visit.form.get("muc").chars().filter(|c| !".  ".contains(*c)).collect();
    let amount = digits.parse().ok().map(Vnd);
    if !digits.is_empty() && amount.is_none() {
        return Ok(Reply::see("/doi-chieu").warning("Hãy ghi mức hưởng bằng số, như 3.100.000."));
    }
    told(
        outside::confirm(&visit.ctx, row, person, Confirmed { on, amount }),
        "Đã ghi theo danh sách; dự thảo thôi hưởng, nếu có, chờ ký ở trang Quyết định.",
    )
}

fn reject(visit: &Visit) -> Answer {
    let (row, person) = named(visit)?;
    let reason = Some(visit.form.get("ly-do")).filter(|reason| !reason.is_empty());
    told(
        outside::reject(&visit.ctx, row, person, reason),
        "Đã ghi: không phải người này. Lần sau không hỏi lại.",
    )
}

fn told(done: Result<(), OfficeError>, text: &str) -> Answer {
    match done.map_err(PageError::from) {
        Ok(()) => Ok(Reply::see("/doi-chieu").telling(text)),
        Err(error) => match error.refusal() {
            Some(reason) => Ok(Reply::see("/doi-chieu").warning(sentence(&reason))),
            None => Err(error),
        },
    }
}

fn sample() -> Outside {
    let row = |list: OutsideList, certainty: Certainty, answer: &str| Row {
        row: 3,
        person: 12,
        list: list.label(),
        name: "Tôn Nữ Hoàng Phương Quỳnh Thùy Dương".to_owned(),
        born: "05/01/1938".to_owned(),
        unit: "phường An Hòa".to_owned(),
        listed: "TÔN NỮ HOÀNG PHƯƠNG QUỲNH THÙY DƯƠNG, 1938, An Hòa".to_owned(),
        told: "Danh sách khai tử ghi đã chết ngày 12/12/2023 (Tháng 12)".to_owned(),
        certainty: certainty.label(),
        class: class(certainty),
        paid: vec!["Trợ cấp xã hội: 360.000 đồng".to_owned()],
        is_open: answer.is_empty(),
        answer: answer.to_owned(),
        asks_day: list == OutsideList::Pensions,
        asks_amount: list == OutsideList::Pensions,
    };
    let answered = format!("{}, Nguyễn Thị Kim Thoa, 20/12/2023", MatchAnswer::Rejected.label());
    Outside {
        frame: Frame::sample(),
        lists: vec![(OutsideList::Deaths.label(), "214".to_owned(), "203".to_owned())],
        only_open: false,
        open: 2,
        rows: vec![
            row(OutsideList::Deaths, Certainty::Exact, ""),
            Row { row: 4, person: 13, ..row(OutsideList::Pensions, Certainty::Probable, "") },
            Row { row: 5, person: 14, ..row(OutsideList::Deaths, Certainty::Probable, &answered) },
        ],
        pages: Pages::of("/doi-chieu", &crate::address::Fields::default(), 3),
        may_check: true,
        may_import: true,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
