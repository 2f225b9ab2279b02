//! What the system sees by itself: who seems entitled, who no longer is, whose amount changes, what waits.

use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::paging::Pages;
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::labels::Labelled;
use law::Month;
use office::signals::{self, Group, Signal, SignalKind};
use office::{Permission, offices};
use std::sync::Arc;

pub const ROUTES: &[Route] = &[
    get("/tin-hieu", Guard::Pays(Permission::ReadPayroll), show),
    post("/tin-hieu/du-thao", Guard::Needs(Permission::DraftDecisions, None), draft),
];

#[derive(Template)]
#[template(path = "signals/signals.html")]
struct Signals {
    frame: Frame,
    month: String,
    month_shown: String,
    kinds: Vec<(&'static str, &'static str, String, bool)>,
    rows: Vec<Row>,
    pages: Pages,
    may_draft: bool,
}

struct Row {
    kind: &'static str,
    word: &'static str,
    person: i64,
    name: String,
    unit: String,
    scheme: &'static str,
    paid: String,
    due: String,
    reasons: Vec<String>,
    has_draft: bool,
    enrolment: i64,
}

/// Signals counted by kind, kept until something is written: a home page does not examine everybody again.
pub fn groups(visit: &Visit, month: Month) -> Result<Arc<Vec<Group>>, PageError> {
    let ctx = &visit.ctx;
    let head = ctx.read(Permission::ReadPayroll, |tx| Ok(office::journal::head(tx, ctx.office)?))?;
    let key = (ctx.officer.id, month, ctx.on, head.map_or(0, |(sequence, _)| sequence));
    if let Some(known) = visit.app.seen.get(&key) {
        return Ok(known);
    }
    let groups = Arc::new(signals::grouped(&signals::signals(ctx, month)?));
    visit.app.seen.put(key, Arc::clone(&groups));
    Ok(groups)
}

fn month(visit: &Visit) -> Month {
    let asked = super::payroll::read_month(visit.query.get("thang"));
    asked.unwrap_or_else(|| Month::of(visit.ctx.on).next())
}

fn show(visit: &Visit) -> Answer {
    let month = month(visit);
    let all = signals::signals(&visit.ctx, month)?;
    let wanted = SignalKind::from_word(visit.query.get("loai"));
    let found: Vec<&Signal> = all.iter().filter(|one| wanted.is_none_or(|kind| one.kind == kind)).collect();
    let pages = Pages::of(&visit.path, &visit.query, found.len());
    let units = offices::unit_names(&visit.ctx, all.iter().filter_map(|one| one.unit))?;
    let names = office::people::names(&visit.ctx, pages.rows(&found).iter().filter_map(|one| one.person))?;
    let amount = |sum: Option<Vnd>| sum.map_or_else(String::new, |sum| sum.to_string());
    let rows = pages.rows(&found).iter().map(|one| Row {
        kind: one.kind.label(),
        word: one.kind.word(),
        person: one.person.map_or(0, |person| person.0),
        name: one.person.and_then(|person| names.get(&person).cloned()).unwrap_or_default(),
        unit: one.unit.and_then(|unit| units.get(&unit).cloned()).unwrap_or_default(),
        scheme: one.scheme.map_or("", Labelled::label),
        paid: amount(one.paid),
        due: amount(one.due),
        reasons: one.reasons.clone(),
        has_draft: one.draft.is_some(),
        enrolment: one.enrolment.map_or(0, |enrolment| enrolment.0),
    });
    let kinds = SignalKind::ALL.iter().filter_map(|kind| {
        let count = all.iter().filter(|one| one.kind == *kind).count();
        let shown = Vnd(i64::try_from(count).unwrap_or(i64::MAX)).to_string();
        (count > 0).then(|| (kind.word(), kind.label(), shown, wanted == Some(*kind)))
    });
    page(&Signals {
        frame: visit.frame("Tín hiệu"),
        month: month.to_string(),
        month_shown: domain::dates::month_long(month),
        kinds: kinds.collect(),
        rows: rows.collect(),
        pages,
        may_draft: visit.may(Permission::DraftDecisions, None),
    })
}

/// The draft that would settle a signal, found again as the books now stand.
fn draft(visit: &Visit) -> Answer {
    let month = super::payroll::read_month(visit.form.get("thang")).ok_or(PageError::NoPage)?;
    let (kind, person) = (visit.form.get("loai"), visit.form.get("nguoi"));
    let enrolment = visit.form.get("dien");
    let all = signals::signals(&visit.ctx, month)?;
    let found = all.iter().find(|one| {
        one.kind.word() == kind
            && one.person.is_some_and(|id| id.to_string() == person)
            && one.enrolment.map_or(0, |id| id.0).to_string() == enrolment
            && one.draft.is_some()
    });
    let back = Reply::see(format!("/tin-hieu?thang={month}"));
    let Some(signal) = found else {
        return Ok(back.warning("Tín hiệu này không còn: sổ sách vừa thay đổi."));
    };
    match signals::draft(&visit.ctx, signal).map_err(PageError::from) {
        Ok(id) => Ok(Reply::see(format!("/quyet-dinh/{id}")).telling("Đã dự thảo quyết định, chờ ký.")),
        Err(error) => match error.refusal() {
            Some(reason) => Ok(back.warning(sentence(&reason))),
            None => Err(error),
        },
    }
}

fn sample() -> Signals {
    let row = Row {
        kind: SignalKind::Entitled.label(),
        word: "entitled",
        person: 12,
        name: "Tôn Nữ Hoàng Phương Quỳnh Thùy Dương".to_owned(),
        unit: "phường An Hòa".to_owned(),
        scheme: "Trợ cấp xã hội",
        paid: String::new(),
        due: "540.000".to_owned(),
        reasons: vec!["Khuyết tật nặng (Nghị định 20/2021/NĐ-CP, Điều 5)".to_owned()],
        has_draft: true,
        enrolment: 0,
    };
    Signals {
        frame: Frame::sample(),
        month: "2024-01".to_owned(),
        month_shown: "tháng 01 năm 2024".to_owned(),
        kinds: vec![("entitled", SignalKind::Entitled.label(), "41".to_owned(), true)],
        rows: vec![row],
        pages: Pages::of("/tin-hieu", &crate::address::Fields::default(), 1),
        may_draft: true,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
