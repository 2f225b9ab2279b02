//! One run: where it stands, what it sums to, the step that comes next.

use super::totals::{self, SourceTotals};
use super::{title, told, whole};
use crate::error::{PageError, sentence};
use crate::form::{self, Form, Given};
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::Vnd;
use domain::ids::{RunId, UnitId};
use domain::labels::Labelled;
use domain::payments::{PaymentState, Source};
use domain::payroll::{RunEvent, RunOfficers, RunState};
use office::budget;
use office::payroll::{self, RunView};
use office::{Permission, officers, offices};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "payroll/run.html")]
pub(super) struct RunPage {
    frame: Frame,
    id: i64,
    title: String,
    state: RunState,
    steps: Vec<Step>,
    facts: Vec<(&'static str, String)>,
    payments: String,
    new: String,
    carried: String,
    handed: String,
    sources: Vec<Sum>,
    units: Vec<Sum>,
    all: Sum,
    states: Vec<(&'static str, String, String)>,
    waiting: Vec<WaitingLine>,
    budget: Vec<String>,
    next: Next,
}

struct Step {
    label: &'static str,
    is_done: bool,
    is_here: bool,
}

struct WaitingLine {
    person: i64,
    name: String,
    month: String,
    why: String,
}

struct Sum {
    label: String,
    payments: String,
    new: String,
    carried: String,
    all: String,
}

/// The step that the officer may take now, or why somebody else has to.
#[derive(Default)]
struct Next {
    step: &'static str,
    refusal: String,
    approval: Option<Form>,
    totals: Vec<SourceTotals>,
}

/// What was typed into a form of the page, and into which.
pub(super) struct Sent<'v> {
    pub given: Given<'v>,
    /// The source whose totals were typed; `None` for the approval.
    pub totals_of: Option<Source>,
}

impl Sent<'_> {
    pub fn nothing() -> Sent<'static> {
        Sent { given: Given::nothing(), totals_of: None }
    }
}

const WAY: &[(RunState, &str)] = &[
    (RunState::Draft, "Lập"),
    (RunState::Checked, "Kiểm tra"),
    (RunState::Approved, "Duyệt"),
    (RunState::Sent, "Chuyển chi trả"),
    (RunState::Reconciled, "Đối chiếu"),
    (RunState::Closed, "Khóa"),
];

/// Waiting lines on the page.
const WAITING_MAX: usize = 100;

pub fn show(visit: &Visit) -> Answer {
    page(&view(visit, visit.id("id")?, &Sent::nothing())?)
}

pub(super) fn view(visit: &Visit, id: RunId, sent: &Sent) -> Result<RunPage, PageError> {
    let view = payroll::view(&visit.ctx, id)?;
    let names = officers::names(&visit.ctx)?;
    let name = |id| names.get(&id).cloned().unwrap_or_default();
    let run = &view.run;
    let mut facts =
        vec![("Ngày lập", domain::dates::short(run.prepared_on)), ("Người lập", name(run.prepared_by))];
    facts.extend(run.checked_by.map(|officer| ("Người kiểm tra", name(officer))));
    facts.extend(run.approved_by.map(|officer| ("Người duyệt", name(officer))));
    facts.extend(run.approval_paper.clone().map(|paper| ("Bản giấy đã ký", paper)));
    let waiting = view.waiting.iter().take(WAITING_MAX).map(|one| WaitingLine {
        person: one.person.0,
        name: view.names.get(&one.person).cloned().unwrap_or_default(),
        month: domain::dates::month_short(one.row.month),
        why: one.row.message.clone(),
    });
    let state = run.state;
    let draws = state == RunState::Approved && whole(visit, Permission::SendPayroll);
    let budget = if draws { budget::before_sending(&visit.ctx, id)? } else { Vec::new() };
    let place = WAY.iter().position(|(known, _)| *known == state).unwrap_or(0);
    let steps = WAY.iter().enumerate().map(|(at, (_, label))| Step {
        label,
        is_done: at <= place && state != RunState::Replaced,
        is_here: at == place + 1,
    });
    let frame = visit.frame(title(run.kind, run.month, run.last_month));
    Ok(RunPage {
        next: next(visit, &frame.token, &view, sent),
        frame,
        id: id.0,
        title: title(run.kind, run.month, run.last_month),
        state,
        steps: steps.collect(),
        facts,
        payments: count(view.payments.len()),
        new: view.newly().to_string(),
        carried: view.payments.iter().map(|row| row.carried).sum::<Vnd>().to_string(),
        handed: view.handed_over().to_string(),
        sources: by_source(&view),
        units: by_unit(visit, &view)?,
        all: Tally::of(&view).sum("Cộng".to_owned()),
        states: by_state(&view),
        waiting: waiting.collect(),
        budget: budget
            .into_iter()
            .map(|(source, warning)| format!("{}: {warning}", source.label()))
            .collect(),
    })
}

pub(super) fn count(number: usize) -> String {
    Vnd(i64::try_from(number).unwrap_or(i64::MAX)).to_string()
}

fn next(visit: &Visit, token: &str, view: &RunView, sent: &Sent) -> Next {
    let pending = view.payments.iter().filter(|row| row.state == PaymentState::Pending).count();
    let (step, event, permission) = match view.run.state {
        RunState::Draft => ("check", RunEvent::Check, Permission::CheckPayroll),
        RunState::Checked => ("approve", RunEvent::Approve, Permission::ApprovePayroll),
        RunState::Approved => ("send", RunEvent::Send, Permission::SendPayroll),
        RunState::Sent if pending > 0 && whole(visit, Permission::RecordResults) => {
            let totals = totals::forms(token, view, sent.totals_of, &sent.given);
            return Next { step: "results", totals, ..Next::default() };
        }
        RunState::Sent => ("reconcile", RunEvent::Reconcile, Permission::ReconcilePayroll),
        RunState::Reconciled => ("close", RunEvent::Close, Permission::ClosePayroll),
        RunState::Closed | RunState::Replaced => return Next::default(),
    };
    if !whole(visit, permission) {
        return Next::default();
    }
    let run = &view.run;
    let officers = RunOfficers { prepared_by: run.prepared_by, checked_by: run.checked_by };
    if let Err(refusal) = run.state.step(event, visit.ctx.officer.id, officers, pending) {
        return Next { refusal: sentence(&refusal.to_string()), ..Next::default() };
    }
    let approval = (step == "approve").then(|| approval(token, run.id).given(&sent.given));
    Next { step, approval, ..Next::default() }
}

fn approval(token: &str, id: RunId) -> Form {
    let fields = vec![
        form::text("so", "Số bản giấy").hint("ba ô này để trống nếu chính bạn duyệt tại đây"),
        form::date("ngay", "Ngày ký"),
        form::text("nguoi-ky", "Người ký"),
    ];
    Form::new(token, format!("/chi-tra/{id}/duyet"), "", "Duyệt danh sách", fields)
}

#[derive(Default)]
struct Tally {
    payments: usize,
    new: Vnd,
    carried: Vnd,
}

impl Tally {
    fn add(&mut self, new: Vnd, carried: Vnd) {
        self.payments += 1;
        self.new += new;
        self.carried += carried;
    }

    fn of(view: &RunView) -> Tally {
        let mut tally = Tally::default();
        for row in &view.payments {
            tally.add(row.new, row.carried);
        }
        tally
    }

    fn sum(&self, label: String) -> Sum {
        Sum {
            label,
            payments: count(self.payments),
            new: self.new.to_string(),
            carried: self.carried.to_string(),
            all: (self.new + self.carried).to_string(),
        }
    }
}

fn by_source(view: &RunView) -> Vec<Sum> {
    let mut sums: BTreeMap<(&str, &str), (Source, Tally)> = BTreeMap::new();
    for row in &view.payments {
        let key = (row.source.word(), row.channel.label());
        sums.entry(key).or_insert((row.source, Tally::default())).1.add(row.new, row.carried);
    }
    let label = |source: Source, channel: &str| {
        format!("{}, {channel}", super::super::registers::capital(source.label()))
    };
    sums.iter().map(|((_, channel), (source, tally))| tally.sum(label(*source, channel))).collect()
}

fn by_unit(visit: &Visit, view: &RunView) -> Result<Vec<Sum>, PageError> {
    let mut sums: BTreeMap<UnitId, Tally> = BTreeMap::new();
    for row in &view.payments {
        sums.entry(row.unit).or_default().add(row.new, row.carried);
    }
    let names = offices::unit_names(&visit.ctx, sums.keys().copied())?;
    let name = |unit| names.get(unit).map_or_else(String::new, |name| super::super::registers::capital(name));
    Ok(sums.iter().map(|(unit, tally)| tally.sum(name(unit))).collect())
}

fn by_state(view: &RunView) -> Vec<(&'static str, String, String)> {
    let states = PaymentState::ALL.iter().filter_map(|state| {
        let own = || view.payments.iter().filter(|row| row.state == *state);
        let number = own().count();
        let sum: Vnd = own().map(|row| row.new + row.carried).sum();
        (number > 0).then(|| (state.label(), count(number), sum.to_string()))
    });
    states.collect()
}

pub fn check(visit: &Visit) -> Answer {
    told(visit, payroll::check(&visit.ctx, visit.id("id")?), "Đã ghi nhận kiểm tra. Người thứ ba duyệt tiếp.")
}

pub fn approve(visit: &Visit) -> Answer {
    let id: RunId = visit.id("id")?;
    let mut given = Given::of(visit);
    let paper = if ["so", "ngay", "nguoi-ky"].iter().all(|name| given.text(name).is_none()) {
        None
    } else {
        let (number, day, signer) = (given.need("so"), given.need_past("ngay"), given.need("nguoi-ky"));
        Some(format!("số {number}, ngày {}, {signer} ký", domain::dates::short(day)))
    };
    if given.is_fine() {
        match payroll::approve(&visit.ctx, id, paper.as_deref()) {
            Ok(()) => {
                let told = "Đã duyệt: các dòng không đổi nữa.";
                return Ok(Reply::see(format!("/chi-tra/{id}")).telling(told));
            }
            Err(error) => given.refused(error)?,
        }
    }
    let sent = Sent { given, totals_of: None };
    Ok(page(&view(visit, id, &sent)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

pub fn send(visit: &Visit) -> Answer {
    told(
        visit,
        payroll::send(&visit.ctx, visit.id("id")?),
        "Đã ghi nhận chuyển danh sách và tiền cho đơn vị chi trả.",
    )
}

pub fn reconcile(visit: &Visit) -> Answer {
    told(visit, payroll::reconcile(&visit.ctx, visit.id("id")?), "Đã đối chiếu.")
}

pub fn close(visit: &Visit) -> Answer {
    told(visit, payroll::close(&visit.ctx, visit.id("id")?), "Đã khóa kỳ chi trả.")
}

fn sample() -> RunPage {
    let sum = |label: &str| Sum {
        label: label.to_owned(),
        payments: "5.120".to_owned(),
        new: "2.812.400.000".to_owned(),
        carried: "12.060.000".to_owned(),
        all: "2.824.460.000".to_owned(),
    };
    let step = |label, is_done, is_here| Step { label, is_done, is_here };
    let waiting = WaitingLine {
        person: 12,
        name: "Nguyễn Thị Kim Hoàng Oanh".to_owned(),
        month: "12/2023".to_owned(),
        why: "chưa rõ ngày sinh".to_owned(),
    };
    RunPage {
        frame: Frame::sample(),
        id: 7,
        title: "Chi trả hằng tháng, tháng 12 năm 2023".to_owned(),
        state: RunState::Sent,
        steps: vec![step("Lập", true, false), step("Kiểm tra", true, false), step("Duyệt", false, true)],
        facts: vec![("Ngày lập", "22/11/2023".to_owned()), ("Người lập", "Nguyễn Thị Kim Thoa".to_owned())],
        payments: "8.637".to_owned(),
        new: "7.234.586.000".to_owned(),
        carried: "46.573.000".to_owned(),
        handed: "7.281.159.000".to_owned(),
        sources: vec![sum("Ngân sách địa phương, bưu điện")],
        units: vec![sum("Phường An Hòa"), sum("Xã Phước Bình")],
        all: sum("Cộng"),
        states: vec![("chờ kết quả", "8.637".to_owned(), "7.281.159.000".to_owned())],
        waiting: vec![waiting],
        budget: vec!["ngân sách địa phương: vượt dự toán".to_owned()],
        next: Next {
            step: "results",
            refusal: "Người lập danh sách không được tự kiểm tra.".to_owned(),
            approval: None,
            totals: vec![totals::sample()],
        },
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
