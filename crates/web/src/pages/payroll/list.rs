//! The payments of a run: searched, filtered by state, and the exceptions ticked.

use super::title;
use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::paging::Pages;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::ids::{PaymentId, RunId, UnitId};
use domain::labels::Labelled;
use domain::names::{fold, sort_key};
use domain::payments::{PaymentEvent, PaymentState};
use domain::payroll::RunState;
use office::{Permission, offices, payroll};

#[derive(Template)]
#[template(path = "payroll/list.html")]
struct ListPage {
    frame: Frame,
    id: i64,
    title: String,
    search: String,
    states: Vec<(&'static str, &'static str, bool)>,
    units: Vec<(i64, String, bool)>,
    rows: Vec<Row>,
    pages: Pages,
    by_name: bool,
    may_tick: bool,
    reason: String,
    refusal: String,
    /// The filters and the page of the list, to come back to.
    query: String,
}

struct Row {
    id: i64,
    number: i64,
    person: i64,
    name: String,
    payee: String,
    unit: String,
    channel: &'static str,
    new: String,
    carried: String,
    all: String,
    state: &'static str,
    class: &'static str,
    is_open: bool,
    is_ticked: bool,
}

/// What was ticked and typed before a refusal.
#[derive(Default)]
struct Ticked {
    payments: Vec<PaymentId>,
    reason: String,
    refusal: String,
}

pub fn show(visit: &Visit) -> Answer {
    page(&view(visit, visit.id("id")?, Ticked::default())?)
}

fn view(visit: &Visit, id: RunId, ticked: Ticked) -> Result<ListPage, PageError> {
    let view = payroll::view(&visit.ctx, id)?;
    let search = visit.query.get("tim");
    let words: Vec<String> = fold(search).split_whitespace().map(str::to_owned).collect();
    let state = PaymentState::from_word(visit.query.get("trang-thai"));
    let unit = visit.query.get("xa").parse().ok().map(UnitId);
    let name = |person| view.names.get(&person).map_or("", String::as_str);
    let mut found: Vec<_> = view
        .payments
        .iter()
        .filter(|row| state.is_none_or(|state| row.state == state))
        .filter(|row| unit.is_none_or(|unit| row.unit == unit))
        .filter(|row| {
            words.is_empty() || {
                let text = fold(&format!("{} {} {}", row.number, name(row.person), row.payee_name));
                words.iter().all(|word| text.contains(word.as_str()))
            }
        })
        .collect();
    if visit.query.get("sap") == "ten" {
        found.sort_by_cached_key(|row| sort_key(name(row.person)));
    }
    let pages = Pages::of(&visit.path, &visit.query, found.len());
    let units = offices::unit_names(&visit.ctx, view.payments.iter().map(|row| row.unit))?;
    let rows = pages.rows(&found).iter().map(|row| Row {
        id: row.id.0,
        number: row.number,
        person: row.person.0,
        name: name(row.person).to_owned(),
        payee: if row.payee_name == name(row.person) { String::new() } else { row.payee_name.clone() },
        unit: units.get(&row.unit).cloned().unwrap_or_default(),
        channel: row.channel.label(),
        new: row.new.to_string(),
        carried: if row.carried.is_zero() { String::new() } else { row.carried.to_string() },
        all: row.amount().to_string(),
        state: row.state.label(),
        class: class(row.state),
        is_open: matches!(row.state, PaymentState::Pending | PaymentState::Held),
        is_ticked: ticked.payments.contains(&row.id),
    });
    let run = &view.run;
    Ok(ListPage {
        frame: visit.frame("Danh sách chi trả"),
        by_name: visit.query.get("sap") == "ten",
        reason: ticked.reason,
        refusal: ticked.refusal,
        id: id.0,
        title: title(run.kind, run.month, run.last_month),
        search: search.to_owned(),
        states: PaymentState::ALL.iter().map(|one| (one.word(), one.label(), state == Some(*one))).collect(),
        units: units.iter().map(|(id, name)| (id.0, name.clone(), unit == Some(*id))).collect(),
        rows: rows.collect(),
        pages,
        may_tick: run.state == RunState::Sent && visit.may(Permission::RecordResults, None),
        query: visit.query.query(),
    })
}

fn class(state: PaymentState) -> &'static str {
    match state {
        PaymentState::Pending => "",
        PaymentState::Paid => "tot",
        PaymentState::Returned | PaymentState::Held => "canh-bao",
        PaymentState::Carried => "chinh",
    }
}

/// The payments ticked on a page, with the payer's word for all of them.
pub fn tick(visit: &Visit) -> Answer {
    let run: RunId = visit.id("id")?;
    let event = PaymentEvent::from_word(visit.form.get("viec")).ok_or(PageError::NoPage)?;
    let read = |text: &str| text.parse().map(PaymentId).map_err(|_| PageError::NoPage);
    let ticked: Vec<PaymentId> = visit.form.all("khoan").map(read).collect::<Result<_, _>>()?;
    let refusal = if ticked.is_empty() {
        "Hãy đánh dấu ít nhất một khoản.".to_owned()
    } else {
        match record(visit, run, &ticked, event).map_err(PageError::from) {
            Ok(()) => {
                let back = Reply::see(format!("/chi-tra/{run}/danh-sach{}", visit.query.query()));
                return Ok(back.telling(format!("Đã ghi kết quả của {} khoản.", ticked.len())));
            }
            Err(error) => match error.refusal() {
                Some(reason) => sentence(&reason),
                None => return Err(error),
            },
        }
    };
    let ticked = Ticked { payments: ticked, reason: visit.form.get("ly-do").to_owned(), refusal };
    Ok(page(&view(visit, run, ticked)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

/// Exceptions of the whole office go in as one report: all of them or none.
fn record(
    visit: &Visit,
    run: RunId,
    ticked: &[PaymentId],
    event: PaymentEvent,
) -> Result<(), office::OfficeError> {
    let reason = visit.form.get("ly-do");
    if event == PaymentEvent::Return && super::whole(visit, Permission::RecordResults) && !reason.is_empty() {
        let view = payroll::view(&visit.ctx, run)?;
        let own = view.payments.iter().filter(|row| ticked.contains(&row.id));
        let unpaid =
            own.map(|row| payroll::Unpaid { number: row.number, amount: None, reason: reason.to_owned() });
        let results = payroll::RunResults { unpaid: unpaid.collect(), totals: Vec::new() };
        return payroll::record_results(&visit.ctx, run, &results).map(drop);
    }
    for payment in ticked {
        payroll::record_payment(&visit.ctx, *payment, run, event, Some(reason))?;
    }
    Ok(())
}

fn sample() -> ListPage {
    let row = |number, name: &str, state: PaymentState| Row {
        id: number,
        number,
        person: number,
        name: name.to_owned(),
        payee: "Nguyễn Văn Giám Hộ".to_owned(),
        unit: "phường An Hòa".to_owned(),
        channel: "bưu điện",
        new: "540.000".to_owned(),
        carried: "540.000".to_owned(),
        all: "1.080.000".to_owned(),
        state: state.label(),
        class: class(state),
        is_open: state == PaymentState::Pending,
        is_ticked: number == 1,
    };
    ListPage {
        frame: Frame::sample(),
        id: 7,
        title: "Chi trả hằng tháng, tháng 12 năm 2023".to_owned(),
        search: "an".to_owned(),
        states: PaymentState::ALL.iter().map(|one| (one.word(), one.label(), false)).collect(),
        units: vec![(1, "phường An Hòa".to_owned(), true)],
        rows: vec![
            row(1, "Tôn Nữ Hoàng Phương Quỳnh Thùy Dương", PaymentState::Pending),
            row(2, "Lê Thị Út", PaymentState::Returned),
        ],
        pages: Pages::of("/chi-tra/7/danh-sach", &crate::address::Fields::default(), 8637),
        by_name: false,
        may_tick: true,
        reason: String::new(),
        refusal: "Hãy ghi lý do ghi nhận trả lại.".to_owned(),
        query: String::new(),
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
