//! Money that is to come back: a person decides how, and receipts are recorded.

use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::paging::Pages;
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::ids::RecoveryId;
use domain::labels::Labelled;
use domain::payroll::Cause;
use domain::recovery::{RecoveryPlan, RecoveryState};
use office::payroll::{self, Plan};
use office::{OfficeError, Permission};

pub const ROUTES: &[Route] = &[
    get("/thu-hoi", Guard::Pays(Permission::ReadPayroll), show),
    post("/thu-hoi/{id}", Guard::Needs(Permission::PlanRecoveries, None), plan),
    post("/thu-hoi/{id}/thu", Guard::Needs(Permission::RecordResults, None), receive),
];

#[derive(Template)]
#[template(path = "recoveries/recoveries.html")]
struct Recoveries {
    frame: Frame,
    states: Vec<(&'static str, &'static str, bool)>,
    remaining: String,
    rows: Vec<Row>,
    pages: Pages,
    plans: Vec<(&'static str, &'static str)>,
    may_plan: bool,
    may_receive: bool,
}

struct Row {
    id: i64,
    person: i64,
    enrolment: i64,
    name: String,
    scheme: &'static str,
    month: String,
    amount: String,
    remaining: String,
    cause: String,
    state: &'static str,
    class: &'static str,
    plan: &'static str,
    can_plan: bool,
    can_receive: bool,
}

fn show(visit: &Visit) -> Answer {
    let mut all = payroll::recoveries(&visit.ctx)?;
    all.reverse();
    let remaining: Vnd = all.iter().filter(|one| !one.provisional).map(|one| one.recovery.remaining()).sum();
    let wanted = RecoveryState::from_word(visit.query.get("trang-thai"));
    all.retain(|one| wanted.is_none_or(|state| one.recovery.state == state));
    let pages = Pages::of(&visit.path, &visit.query, all.len());
    let shown = pages.rows(&all);
    let names = office::people::names(&visit.ctx, shown.iter().map(|one| one.person))?;
    let rows = shown.iter().map(|one| {
        let recovery = &one.recovery;
        let cause = Cause::from_words(&one.cause.0, &one.cause.1);
        Row {
            id: recovery.id.0,
            person: one.person.0,
            enrolment: recovery.enrolment.0,
            name: names.get(&one.person).cloned().unwrap_or_default(),
            scheme: recovery.scheme.label(),
            month: domain::dates::month_short(recovery.month),
            amount: recovery.amount.to_string(),
            remaining: recovery.remaining().to_string(),
            cause: cause.as_ref().map_or("", Cause::label).to_owned(),
            state: if one.provisional { "trong bản chưa duyệt" } else { recovery.state.label() },
            class: match recovery.state {
                RecoveryState::Proposed => "canh-bao",
                RecoveryState::Planned => "chinh",
                RecoveryState::Settled => "tot",
                RecoveryState::Withdrawn => "",
            },
            plan: recovery.plan.map_or("", RecoveryPlan::label),
            can_plan: !one.provisional && recovery.state == RecoveryState::Proposed,
            can_receive: !one.provisional && recovery.state == RecoveryState::Planned,
        }
    });
    page(&Recoveries {
        frame: visit.frame("Thu hồi"),
        states: RecoveryState::ALL
            .iter()
            .map(|one| (one.word(), one.label(), wanted == Some(*one)))
            .collect(),
        remaining: remaining.to_string(),
        rows: rows.collect(),
        pages,
        plans: RecoveryPlan::ALL.iter().map(|plan| (plan.word(), plan.label())).collect(),
        may_plan: visit.may(Permission::PlanRecoveries, None),
        may_receive: visit.may(Permission::RecordResults, None),
    })
}

/// `1.200.000` or `1200000`.
fn amount(text: &str) -> Option<Vnd> {
    text.replace(['.', ' '], "").parse().ok().map(Vnd)
}

fn plan(visit: &Visit) -> Answer {
    let id: RecoveryId = visit.id("id")?;
    let Some(plan) = RecoveryPlan::from_word(visit.form.get("cach")) else {
        return Ok(Reply::see("/thu-hoi").warning("Hãy chọn cách thu hồi."));
    };
    let paper = Some(visit.form.get("giay").to_owned()).filter(|text| !text.is_empty());
    let plan = Plan { plan, monthly_ceiling: amount(visit.form.get("muc")), paper };
    told(payroll::plan_recovery(&visit.ctx, id, &plan), "Đã ghi phương án thu hồi.")
}

fn receive(visit: &Visit) -> Answer {
    let id: RecoveryId = visit.id("id")?;
    let Some(amount) = amount(visit.form.get("tien")) else {
        return Ok(Reply::see("/thu-hoi").warning("Hãy ghi số tiền nộp lại, bằng đồng."));
    };
    let paper = Some(visit.form.get("giay")).filter(|text| !text.is_empty());
    told(payroll::receive(&visit.ctx, id, amount, visit.ctx.on, paper), "Đã ghi tiền nộp lại.")
}

fn told(done: Result<(), OfficeError>, text: &str) -> Answer {
    match done.map_err(PageError::from) {
        Ok(()) => Ok(Reply::see("/thu-hoi").telling(text)),
        Err(error) => match error.refusal() {
            Some(reason) => Ok(Reply::see("/thu-hoi").warning(sentence(&reason))),
            None => Err(error),
        },
    }
}

fn sample() -> Recoveries {
    let row = |id, can_plan| Row {
        id,
        person: 12,
        enrolment: 3,
        name: "Tôn Nữ Hoàng Phương Quỳnh Thùy Dương".to_owned(),
        scheme: "Trợ cấp xã hội",
        month: "12/2023".to_owned(),
        amount: "540.000".to_owned(),
        remaining: "540.000".to_owned(),
        cause: "đối tượng đã chết".to_owned(),
        state: "đề xuất thu hồi",
        class: "canh-bao",
        plan: "",
        can_plan,
        can_receive: !can_plan,
    };
    Recoveries {
        frame: Frame::sample(),
        states: RecoveryState::ALL.iter().map(|one| (one.word(), one.label(), false)).collect(),
        remaining: "12.060.000".to_owned(),
        rows: vec![row(1, true), row(2, false)],
        pages: Pages::of("/thu-hoi", &crate::address::Fields::default(), 2),
        plans: RecoveryPlan::ALL.iter().map(|plan| (plan.word(), plan.label())).collect(),
        may_plan: true,
        may_receive: true,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
