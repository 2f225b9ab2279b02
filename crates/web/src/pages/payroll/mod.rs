//! The payroll: the months and their states, a run with its steps, its comparison, its list, its papers.

use crate::chart::Chart;
use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::jobs;
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::Vnd;
use domain::payments::PaymentState;
use domain::payroll::{Calendar, RunKind, RunState};
use law::Month;
use office::Permission;
use office::payroll::{self, Order};

mod compare;
mod history;
mod list;
mod papers;
mod run;
mod totals;
mod why;

pub use compare::sample_page as sample_compare;
pub use history::sample_page as sample_history;
pub use list::sample_page as sample_list;
pub use papers::sample_page as sample_papers;
pub use run::sample_page as sample_run;
pub use why::{histories, sample_page as sample_why};

const READ: Guard = Guard::Pays(Permission::ReadPayroll);

pub const ROUTES: &[Route] = &[
    get("/chi-tra", READ, board),
    post("/chi-tra/lap", Guard::Whole(Permission::PreparePayroll), prepare),
    get("/chi-tra/dien/{enrolment}", READ, history::show),
    get("/chi-tra/dong/{line}", READ, history::of_line),
    get("/chi-tra/{id}", READ, run::show),
    post("/chi-tra/{id}/kiem-tra", Guard::Whole(Permission::CheckPayroll), run::check),
    post("/chi-tra/{id}/duyet", Guard::Whole(Permission::ApprovePayroll), run::approve),
    post("/chi-tra/{id}/chuyen", Guard::Whole(Permission::SendPayroll), run::send),
    post("/chi-tra/{id}/ket-qua", Guard::Whole(Permission::RecordResults), totals::record),
    post("/chi-tra/{id}/doi-chieu", Guard::Whole(Permission::ReconcilePayroll), run::reconcile),
    post("/chi-tra/{id}/khoa", Guard::Whole(Permission::ClosePayroll), run::close),
    get("/chi-tra/{id}/so-sanh", READ, compare::show),
    get("/chi-tra/{id}/danh-sach", READ, list::show),
    post("/chi-tra/{id}/danh-sach", Guard::Needs(Permission::RecordResults, None), list::tick),
    get("/chi-tra/{id}/nguoi/{person}", READ, why::show),
    get("/chi-tra/{id}/giay-to", READ, papers::show),
    post("/chi-tra/{id}/giay-to", READ, papers::write),
    get("/chi-tra/{id}/giay-to/{number}", READ, papers::download),
];

#[derive(Template)]
#[template(path = "payroll/board.html")]
struct Board {
    frame: Frame,
    runs: Vec<RunLine>,
    kinds: Vec<(&'static str, &'static str)>,
    next_month: String,
    calendar: Vec<Due>,
    chart: Option<Chart>,
    may_prepare: bool,
    problem: String,
}

/// The days of one monthly run: prepared, ready, answered by the payer.
struct Due {
    month: String,
    days: [Day; 3],
}

struct Day {
    what: &'static str,
    on: String,
    /// `đã xong`, `quá hạn`, or empty.
    note: &'static str,
    class: &'static str,
}

struct RunLine {
    id: i64,
    title: String,
    state: &'static str,
    class: &'static str,
    prepared_on: String,
    payments: String,
    new: String,
    carried: String,
    returned: String,
}

fn board(visit: &Visit) -> Answer {
    page(&board_view(visit, String::new())?)
}

fn board_view(visit: &Visit, problem: String) -> Result<Board, PageError> {
    let totals = payroll::totals(&visit.ctx)?;
    let mut runs = payroll::runs(&visit.ctx)?;
    runs.retain(|run| run.state != RunState::Replaced);
    runs.sort_by_key(|run| std::cmp::Reverse((run.last_month, run.recorded_entry)));
    let last = runs.iter().filter(|run| run.kind == RunKind::Monthly).map(|run| run.last_month).max();
    let next = last.map_or_else(|| Month::of(visit.ctx.on), Month::next);
    let current = runs.iter().find(|run| run.kind == RunKind::Monthly).cloned();
    let lines = runs.iter().map(|run| {
        let own = || totals.iter().filter(|total| total.run == run.id);
        let sum = |amount: fn(&_) -> Vnd| own().map(amount).sum::<Vnd>().to_string();
        let returned = own()
            .filter(|total| total.state == PaymentState::Returned || total.state == PaymentState::Carried);
        RunLine {
            id: run.id.0,
            title: title(run.kind, run.month, run.last_month),
            state: run.state.label(),
            class: state_class(run.state),
            prepared_on: domain::dates::short(run.prepared_on),
            payments: Vnd(own().map(|total| total.payments).sum()).to_string(),
            new: sum(|total| total.new),
            carried: sum(|total| total.carried),
            returned: Vnd(returned.map(|total| total.payments).sum()).to_string(),
        }
    });
    Ok(Board {
        frame: visit.frame("Danh sách chi trả"),
        runs: lines.collect(),
        kinds: RunKind::ALL.iter().map(|kind| (kind.word(), kind.label())).collect(),
        next_month: domain::dates::month_short(next),
        calendar: [
            current
                .filter(|run| run.state != RunState::Closed)
                .map(|run| due(visit, run.month, Some(run.state))),
            Some(due(visit, next, None)),
        ]
        .into_iter()
        .flatten()
        .collect(),
        chart: super::charts::payments(visit)?,
        may_prepare: whole(visit, Permission::PreparePayroll),
        problem,
    })
}

/// What of a month's days is behind us; `state` of its run, `None` before there is one.
fn due(visit: &Visit, month: Month, state: Option<RunState>) -> Due {
    let timing = Calendar::default().timing(month);
    let reached = |wanted: &[RunState]| state.is_some_and(|state| wanted.contains(&state));
    let prepared = state.is_some();
    let ready = reached(&[RunState::Sent, RunState::Reconciled, RunState::Closed]);
    let reported = reached(&[RunState::Reconciled, RunState::Closed]);
    let day = |what, on, is_done| {
        let (note, class) = match (is_done, on < visit.ctx.on) {
            (true, _) => ("đã xong", "tot"),
            (false, true) => ("quá hạn", "xau"),
            (false, false) => ("", ""),
        };
        Day { what, on: domain::dates::short(on), note, class }
    };
    Due {
        month: domain::dates::month_long(month),
        days: [
            day("Lập danh sách", timing.prepare_on, prepared),
            day("Danh sách và tiền sẵn sàng", timing.ready_by, ready),
            day("Đơn vị chi trả báo kết quả", timing.reported_by, reported),
        ],
    }
}

/// `Chi trả hằng tháng, tháng 01 năm 2024`.
pub fn title(kind: RunKind, month: Month, last: Month) -> String {
    let through =
        if last == month { String::new() } else { format!(" đến {}", domain::dates::month_short(last)) };
    format!("Chi trả {}, {}{through}", kind.label(), domain::dates::month_long(month))
}

fn state_class(state: RunState) -> &'static str {
    match state {
        RunState::Draft | RunState::Checked => "canh-bao",
        RunState::Approved | RunState::Sent => "chinh",
        RunState::Reconciled | RunState::Closed => "tot",
        RunState::Replaced => "",
    }
}

/// Whether the officer holds the permission for the whole area.
pub fn whole(visit: &Visit, permission: Permission) -> bool {
    Guard::Whole(permission).check(&visit.ctx.officer, &visit.params).is_ok()
}

fn prepare(visit: &Visit) -> Answer {
    let kind = RunKind::from_word(visit.form.get("loai"));
    let month = read_month(visit.form.get("thang"));
    let through = match visit.form.get("den-thang") {
        "" => month,
        text => read_month(text),
    };
    let refuse =
        |problem: String| Ok(page(&board_view(visit, problem)?)?.status(StatusCode::UNPROCESSABLE_ENTITY));
    let (Some(kind), Some(month), Some(last_month)) = (kind, month, through) else {
        return refuse("Tháng phải viết như 01/2024; loại phải chọn trong danh sách.".to_owned());
    };
    let order = Order { kind, month, last_month };
    let done = jobs::start(visit, "Đang lập danh sách chi trả", "/chi-tra", move |ctx, _| {
        let done = payroll::prepare(ctx, order)?;
        Ok(Reply::see(format!("/chi-tra/{}", done.run)).telling(prepared(&done)))
    });
    match done {
        Err(error) => match error.refusal() {
            Some(reason) => refuse(reason),
            None => Err(error),
        },
        done => done,
    }
}

fn prepared(done: &payroll::Prepared) -> String {
    let timing = done.timing.as_ref().map_or_else(String::new, |warning| format!(" Lưu ý: {warning}."));
    format!(
        "Đã lập {} khoản chi, {} đồng mới, {} đồng kỳ trước chuyển sang; {} dòng chờ, {} đề nghị thu hồi.{timing}",
        run::count(done.payments),
        done.new,
        done.carried,
        run::count(done.waiting.len()),
        run::count(done.proposals.len())
    )
}

/// `01/2024` or `2024-01`.
pub fn read_month(text: &str) -> Option<Month> {
    Month::parse(text).or_else(|| {
        let (month, year) = text.split_once('/')?;
        Month::parse(&format!("{year}-{month:0>2}"))
    })
}

/// A command of a run: told on the run's page, whatever it says.
pub fn told(visit: &Visit, done: Result<(), office::OfficeError>, text: &str) -> Answer {
    let back = Reply::see(format!("/chi-tra/{}", visit.param("id")));
    match done.map_err(PageError::from) {
        Ok(()) => Ok(back.telling(text)),
        Err(error) => match error.refusal() {
            Some(reason) => Ok(back.warning(sentence(&reason))),
            None => Err(error),
        },
    }
}

fn sample() -> Board {
    let line = |id, state: RunState| RunLine {
        id,
        title: "Chi trả hằng tháng, tháng 12 năm 2023".to_owned(),
        state: state.label(),
        class: state_class(state),
        prepared_on: "22/11/2023".to_owned(),
        payments: "8.637".to_owned(),
        new: "7.234.586.000".to_owned(),
        carried: "46.573.000".to_owned(),
        returned: "41".to_owned(),
    };
    Board {
        frame: Frame::sample(),
        runs: vec![line(3, RunState::Draft), line(2, RunState::Sent), line(1, RunState::Closed)],
        kinds: RunKind::ALL.iter().map(|kind| (kind.word(), kind.label())).collect(),
        next_month: "01/2024".to_owned(),
        calendar: vec![Due {
            month: "tháng 1 năm 2024".to_owned(),
            days: ["Lập danh sách", "Danh sách và tiền sẵn sàng", "Đơn vị chi trả báo kết quả"]
                .map(|what| Day { what, on: "20/12/2023".to_owned(), note: "quá hạn", class: "xau" }),
        }],
        chart: Some(super::charts::sample_payments()),
        may_prepare: true,
        problem: "Tháng phải viết như 01/2024.".to_owned(),
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
