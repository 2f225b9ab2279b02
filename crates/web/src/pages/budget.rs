//! Budget lines of a year: given, drawn, advanced, spent, returned, left; lines opened and movements recorded.

use crate::error::PageError;
use crate::form::{self, Form, Given};
use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, Reply, page};
use crate::route::{Route, get, post};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::Vnd;
use domain::budget::MovementKind;
use domain::ids::BudgetLineId;
use domain::payments::Source;
use office::Permission;
use office::budget::{self, BudgetView, NewMovement};

const RECORD: Guard = Guard::Needs(Permission::RecordBudget, None);

pub const ROUTES: &[Route] = &[
    get("/du-toan", Guard::Needs(Permission::ReadLedger, None), show),
    post("/du-toan/dong", RECORD, open),
    post("/du-toan/ghi", RECORD, record),
];

#[derive(Template)]
#[template(path = "budget/budget.html")]
struct BudgetPage {
    frame: Frame,
    year: i16,
    years: Vec<(i16, bool)>,
    rows: Vec<Row>,
    open: Option<Form>,
    record: Option<Form>,
    sent: Sent,
}

struct Row {
    title: String,
    code: String,
    source: String,
    given: String,
    drawn: String,
    advanced: String,
    spent: String,
    returned: String,
    left: String,
    is_short: bool,
    /// Spent of a hundred given, for the bar.
    used: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sent {
    Nothing,
    Line,
    Movement,
}

impl BudgetPage {
    fn is_line_sent(&self) -> bool {
        self.sent == Sent::Line
    }

    fn is_movement_sent(&self) -> bool {
        self.sent == Sent::Movement
    }
}

fn show(visit: &Visit) -> Answer {
    page(&view(visit, Sent::Nothing, &Given::nothing())?)
}

fn year_of(visit: &Visit) -> i16 {
    let asked = visit.query.get("nam").parse().ok().filter(|year| (1990..=9000).contains(year));
    asked.unwrap_or(visit.ctx.on.year())
}

fn view(visit: &Visit, sent: Sent, given: &Given) -> Result<BudgetPage, PageError> {
    let year = year_of(visit);
    let lines = budget::view(&visit.ctx, year)?;
    let frame = visit.frame("Dự toán");
    let may = visit.may(Permission::RecordBudget, None);
    let filled = |form: Form, own: Sent| if sent == own { form.given(given) } else { form };
    let open = filled(line_form(&frame.token, year), Sent::Line);
    let record = filled(movement_form(visit, &frame.token, year, &lines), Sent::Movement);
    let this = visit.ctx.on.year();
    Ok(BudgetPage {
        year,
        years: [this + 1, this, this - 1, this - 2].into_iter().map(|one| (one, one == year)).collect(),
        record: (may && !lines.is_empty()).then_some(record),
        open: may.then_some(open),
        rows: lines.iter().map(row).collect(),
        sent,
        frame,
    })
}

fn row(one: &BudgetView) -> Row {
    let sums = &one.budget;
    let used =
        if sums.given > Vnd::ZERO { i128::from(sums.spent.0) * 100 / i128::from(sums.given.0) } else { 0 };
    Row {
        title: one.line.title.clone(),
        code: one.line.code.clone(),
        source: super::registers::capital(one.line.source.label()),
        given: sums.given.to_string(),
        drawn: sums.drawn.to_string(),
        advanced: sums.advanced.to_string(),
        spent: sums.spent.to_string(),
        returned: sums.returned.to_string(),
        left: sums.left().to_string(),
        is_short: sums.left() < Vnd::ZERO,
        used: i64::try_from(used.clamp(0, 100)).unwrap_or(100),
    }
}

fn line_form(token: &str, year: i16) -> Form {
    let sources =
        Source::ALL.iter().map(|one| (one.word().to_owned(), super::registers::capital(one.label())));
    let fields = vec![
        form::choice("nguon", "Nguồn", sources.collect()).required(),
        form::text("ma", "Mã mục lục ngân sách").required(),
        form::text("noi-dung", "Nội dung").required().wide(),
    ];
    Form::new(token, format!("/du-toan/dong?nam={year}"), "dong", "Mở dòng dự toán", fields)
}

fn movement_form(visit: &Visit, token: &str, year: i16, lines: &[BudgetView]) -> Form {
    let own =
        lines.iter().map(|one| (one.line.id.to_string(), format!("{} {}", one.line.code, one.line.title)));
    let kinds = MovementKind::ALL
        .iter()
        .map(|kind| (kind.word().to_owned(), super::registers::capital(kind.label())));
    let fields = vec![
        form::choice("dong", "Dòng dự toán", own.collect()).required().wide(),
        form::choice("loai", "Loại", kinds.collect()).required(),
        form::number("tien", "Số tiền (đồng)").required(),
        form::date("ngay", "Ngày").required().day(visit.ctx.on),
        form::text("van-ban", "Số, ngày văn bản"),
    ];
    Form::new(token, format!("/du-toan/ghi?nam={year}"), "ghi", "Ghi", fields)
}

fn refused(visit: &Visit, sent: Sent, given: &Given) -> Answer {
    Ok(page(&view(visit, sent, given)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

fn open(visit: &Visit) -> Answer {
    let year = year_of(visit);
    let mut given = Given::of(visit);
    let source = given.need_choice("nguon", Source::from_word);
    let (code, title) = (given.need("ma"), given.need("noi-dung"));
    if let (Some(source), true) = (source, given.is_fine()) {
        match budget::open_line(&visit.ctx, year, source, &code, &title) {
            Ok(_) => return Ok(Reply::see(format!("/du-toan?nam={year}")).telling("Đã mở dòng dự toán.")),
            Err(error) => given.refused(error)?,
        }
    }
    refused(visit, Sent::Line, &given)
}

fn record(visit: &Visit) -> Answer {
    let year = year_of(visit);
    let mut given = Given::of(visit);
    let line = given.need_choice("dong", |text| text.parse().ok().map(BudgetLineId));
    let kind = given.need_choice("loai", MovementKind::from_word);
    given.need("tien");
    let (amount, on, paper) = (given.money("tien"), given.need_past("ngay"), given.text("van-ban"));
    if let (Some(line), Some(kind), Some(amount), true) = (line, kind, amount, given.is_fine()) {
        match budget::record_movement(&visit.ctx, &NewMovement { line, kind, amount, on, paper }) {
            Ok(()) => {
                let text = format!("Đã ghi {} {amount} đồng.", kind.label());
                return Ok(Reply::see(format!("/du-toan?nam={year}")).telling(text));
            }
            Err(error) => given.refused(error)?,
        }
    }
    refused(visit, Sent::Movement, &given)
}

fn sample() -> BudgetPage {
    let frame = Frame::sample();
    let row = |is_short: bool| Row {
        title: "Trợ cấp, trợ giúp xã hội hằng tháng cho đối tượng bảo trợ xã hội".to_owned(),
        code: "370-398".to_owned(),
        source: "Ngân sách địa phương".to_owned(),
        given: "42.000.000.000".to_owned(),
        drawn: "40.000.000.000".to_owned(),
        advanced: "0".to_owned(),
        spent: "41.120.000.000".to_owned(),
        returned: "0".to_owned(),
        left: if is_short { "-120.000.000".to_owned() } else { "880.000.000".to_owned() },
        is_short,
        used: 97,
    };
    BudgetPage {
        year: 2023,
        years: vec![(2024, false), (2023, true)],
        rows: vec![row(false), row(true)],
        open: Some(line_form(&frame.token, 2023)),
        record: None,
        sent: Sent::Line,
        frame,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
