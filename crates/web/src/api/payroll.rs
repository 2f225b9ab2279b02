//! Runs, payments, lines and why; a run prepared and taken through the steps that a program may take.

use super::call::{Call, Page, number};
use super::endpoint::{Endpoint, Sample, get, post};
use super::office::UnitOut;
use super::problem::ApiError;
use crate::guard::Guard;
use domain::ids::RunId;
use domain::payroll::RunKind;
use law::Month;
use office::payroll::papers::label;
use office::payroll::{self, Order, RunRow, RunView};
use office::{Permission, offices};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const READ: Guard = Guard::Needs(Permission::ReadPayroll, None);

pub const ENDPOINTS: &[Endpoint] = &[
    get!(READ, runs -> Runs),
    get!(READ, run -> RunDetail),
    get!(READ, payments -> Payments),
    get!(READ, lines -> Lines),
    get!(READ, payment -> PaymentOut),
    get!(READ, why -> Why),
    post!(Guard::Whole(Permission::PreparePayroll), prepare(OrderIn) -> Prepared),
    post!(Guard::Whole(Permission::CheckPayroll), check(Nothing) -> RunOut),
    post!(Guard::Whole(Permission::SendPayroll), send(Nothing) -> RunOut),
    post!(Guard::Whole(Permission::ReconcilePayroll), reconcile(Nothing) -> RunOut),
    post!(Guard::Whole(Permission::ClosePayroll), close(Nothing) -> RunOut),
];

type Runs = Page<RunOut>;
type Payments = Page<PaymentOut>;
type Lines = Page<LineOut>;

#[derive(Serialize, Deserialize, ToSchema)]
pub struct RunOut {
    pub id: i64,
    /// `monthly`, `supplementary`, `one_off`, `annual`, `term`
    pub kind: String,
    /// YYYY-MM
    pub month: String,
    pub last_month: String,
    pub sequence: i64,
    /// `draft`, `checked`, `approved`, `sent`, `reconciled`, `closed`, `replaced`
    pub state: String,
    pub prepared_on: String,
    /// Number and day of the paper on which it was approved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub approval_paper: Option<String>,
    /// The law by which it was worked out.
    pub ruleset: String,
}

/// Of the officer's areas and fields; sums in đồng.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct RunDetail {
    pub run: RunOut,
    pub payments: usize,
    pub lines: usize,
    pub waiting: usize,
    /// Sum of the lines.
    pub new: i64,
    /// New and carried over: what is handed over.
    pub handed_over: i64,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct PaymentOut {
    /// On the lists of the run, from 1.
    pub number: i64,
    pub person: i64,
    pub person_name: String,
    /// Who takes the money.
    pub payee_name: String,
    /// `central` or `local`
    pub source: String,
    /// `bank`, `post` or `cash`
    pub channel: String,
    pub unit: UnitOut,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hamlet: Option<String>,
    /// Đồng: sum of the lines of this run.
    pub new: i64,
    /// Đồng: not collected before and handed over again.
    pub carried: i64,
    /// `pending`, `paid`, `returned`, `held`, `carried`
    pub state: String,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct LineOut {
    pub id: i64,
    /// Number of its payment.
    pub payment: i64,
    pub kind: String,
    pub month: String,
    pub scheme: String,
    pub label: String,
    /// Đồng; negative for a deduction.
    pub amount: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<i64>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct Why {
    pub person_name: String,
    pub total: i64,
    pub carried: i64,
    pub lines: Vec<WhyLine>,
    /// What could not be worked out, and why.
    pub waiting: Vec<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct WhyLine {
    pub month: String,
    pub kind: String,
    pub label: String,
    pub amount: i64,
    /// Decision, condition, article, value, amount.
    pub steps: Vec<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct OrderIn {
    /// `monthly`, `supplementary`, `one_off`, `annual`, `term`
    pub kind: String,
    /// YYYY-MM
    pub month: String,
    /// Later than `month` where months are paid together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_month: Option<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct Prepared {
    pub run: i64,
    /// The unapproved run whose place it takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced: Option<i64>,
    pub lines: usize,
    pub payments: usize,
    pub new: i64,
    pub carried: i64,
    pub waiting: usize,
    pub proposals_of_recovery: usize,
}

/// An empty object.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct Nothing {}

impl Sample for RunOut {
    fn sample() -> RunOut {
        RunOut {
            id: 88,
            kind: RunKind::Monthly.word().to_owned(),
            month: "2024-01".to_owned(),
            last_month: "2024-01".to_owned(),
            sequence: 1,
            state: "draft".to_owned(),
            prepared_on: "2023-12-20".to_owned(),
            approval_paper: None,
            ruleset: "9f2c".to_owned(),
        }
    }
}

impl Sample for RunDetail {
    fn sample() -> RunDetail {
        let run = RunOut::sample();
        RunDetail { run, payments: 1, lines: 1, waiting: 0, new: 555_600, handed_over: 555_600 }
    }
}

impl Sample for PaymentOut {
    fn sample() -> PaymentOut {
        PaymentOut {
            number: 17,
            person: 1204,
            person_name: "Nguyễn Thị Út".to_owned(),
            payee_name: "Lê Văn Tám".to_owned(),
            source: "local".to_owned(),
            channel: "post".to_owned(),
            unit: UnitOut::sample(),
            hamlet: None,
            new: 555_600,
            carried: 0,
            state: "pending".to_owned(),
        }
    }
}

impl Sample for LineOut {
    fn sample() -> LineOut {
        LineOut {
            id: 9001,
            payment: 17,
            kind: "current".to_owned(),
            month: "2024-01".to_owned(),
            scheme: "social_allowance".to_owned(),
            label: "Người cao tuổi từ đủ 80 tuổi".to_owned(),
            amount: 555_600,
            decision: Some(402),
        }
    }
}

impl Sample for Why {
    fn sample() -> Why {
        let line = WhyLine {
            month: "2024-01".to_owned(),
            kind: "current".to_owned(),
            label: "Người cao tuổi từ đủ 80 tuổi".to_owned(),
            amount: 555_600,
            steps: vec!["Quyết định số 12/QĐ-UBND ngày 01/07/2021".to_owned()],
        };
        let person_name = "Nguyễn Thị Út".to_owned();
        Why { person_name, total: 555_600, carried: 0, lines: vec![line], waiting: Vec::new() }
    }
}

impl Sample for OrderIn {
    fn sample() -> OrderIn {
        OrderIn { kind: "monthly".to_owned(), month: "2024-01".to_owned(), last_month: None }
    }
}

impl Sample for Prepared {
    fn sample() -> Prepared {
        Prepared {
            run: 88,
            replaced: None,
            lines: 8540,
            payments: 8433,
            new: 8_912_345_600,
            carried: 0,
            waiting: 3,
            proposals_of_recovery: 1,
        }
    }
}

impl Sample for Nothing {
    fn sample() -> Nothing {
        Nothing {}
    }
}

fn out(row: &RunRow) -> RunOut {
    RunOut {
        id: row.id.0,
        kind: row.kind.word().to_owned(),
        month: row.month.to_string(),
        last_month: row.last_month.to_string(),
        sequence: row.sequence,
        state: row.state.word().to_owned(),
        prepared_on: row.prepared_on.to_string(),
        approval_paper: row.approval_paper.clone(),
        ruleset: row.ruleset_hash.clone(),
    }
}

/// Các kỳ chi trả của cơ quan
#[utoipa::path(get, path = "/api/v1/payroll/runs", tag = "payroll",
    params(("month" = Option<String>, Query, description = "YYYY-MM"), ("after" = Option<String>, Query),
        ("limit" = Option<usize>, Query)),
    responses((status = 200, body = Runs)))]
fn runs(call: &Call) -> Result<Runs, ApiError> {
    let month = call.month("month")?;
    let mut rows = payroll::runs(&call.ctx)?;
    rows.retain(|run| month.is_none_or(|month| run.month <= month && month <= run.last_month));
    call.page(rows, |row| number(row.id.0), |row| out(&row))
}

fn view(call: &Call) -> Result<RunView, ApiError> {
    Ok(payroll::view(&call.ctx, call.id::<RunId>("run")?)?)
}

/// Một kỳ chi trả với các tổng của nó
#[utoipa::path(get, path = "/api/v1/payroll/runs/{run}", tag = "payroll", params(("run" = i64, Path)),
    responses((status = 200, body = RunDetail)))]
fn run(call: &Call) -> Result<RunDetail, ApiError> {
    let view = view(call)?;
    Ok(RunDetail {
        run: out(&view.run),
        payments: view.payments.len(),
        lines: view.lines.len(),
        waiting: view.waiting.len(),
        new: view.newly().0,
        handed_over: view.handed_over().0,
    })
}

/// Các khoản chi của một kỳ: mỗi người nhận một khoản
#[utoipa::path(get, path = "/api/v1/payroll/runs/{run}/payments", tag = "payroll",
    params(("run" = i64, Path), ("after" = Option<String>, Query), ("limit" = Option<usize>, Query)),
    responses((status = 200, body = Payments)))]
fn payments(call: &Call) -> Result<Payments, ApiError> {
    let numbers = view(call)?;
    let units = offices::units(&call.ctx, numbers.payments.iter().map(|payment| payment.unit))?;
    let RunView { payments, names, .. } = numbers;
    call.page(payments, |payment| number(payment.number), |payment| payment_out(&payment, &names, &units))
}

type Names = std::collections::HashMap<domain::ids::PersonId, String>;
type UnitRows = std::collections::BTreeMap<domain::ids::UnitId, offices::UnitRow>;

fn payment_out(payment: &payroll::PaymentRow, names: &Names, units: &UnitRows) -> PaymentOut {
    let unit = units.get(&payment.unit).map(UnitOut::of);
    PaymentOut {
        number: payment.number,
        person: payment.person.0,
        person_name: names.get(&payment.person).cloned().unwrap_or_default(),
        payee_name: payment.payee_name.clone(),
        source: payment.source.word().to_owned(),
        channel: payment.channel.word().to_owned(),
        unit: unit.unwrap_or(UnitOut { code: String::new(), name: String::new() }),
        hamlet: payment.hamlet.clone(),
        new: payment.new.0,
        carried: payment.carried.0,
        state: payment.state.word().to_owned(),
    }
}

/// Các dòng của một kỳ: mỗi mức của mỗi tháng một dòng
#[utoipa::path(get, path = "/api/v1/payroll/runs/{run}/lines", tag = "payroll",
    params(("run" = i64, Path), ("payment" = Option<i64>, Query, description = "Số của khoản chi trên danh sách"),
        ("after" = Option<String>, Query), ("limit" = Option<usize>, Query)),
    responses((status = 200, body = Lines)))]
fn lines(call: &Call) -> Result<Lines, ApiError> {
    let wanted: Option<i64> = call.asked("payment", "số của khoản chi")?;
    let RunView { payments, mut lines, .. } = view(call)?;
    let numbers: std::collections::HashMap<_, _> =
        payments.iter().map(|payment| (payment.id, payment.number)).collect();
    lines.retain(|line| wanted.is_none_or(|wanted| numbers.get(&line.payment) == Some(&wanted)));
    call.page(
        lines,
        |line| number(line.id.0),
        |line| LineOut {
            id: line.id.0,
            payment: numbers.get(&line.payment).copied().unwrap_or_default(),
            kind: line.kind.word().to_owned(),
            month: line.month.to_string(),
            scheme: line.terms.scheme.word().to_owned(),
            label: label(&line.terms),
            amount: line.amount.0,
            decision: line.decision.map(|id| id.0),
        },
    )
}

fn one(call: &Call) -> Result<payroll::PaymentRow, ApiError> {
    Ok(payroll::payment_of(&call.ctx, call.id("run")?, call.id("number")?)?)
}

/// Một khoản chi
#[utoipa::path(get, path = "/api/v1/payroll/runs/{run}/payments/{number}", tag = "payroll",
    params(("run" = i64, Path), ("number" = i64, Path)), responses((status = 200, body = PaymentOut)))]
fn payment(call: &Call) -> Result<PaymentOut, ApiError> {
    let payment = one(call)?;
    let names = office::people::names(&call.ctx, [payment.person])?;
    let units = offices::units(&call.ctx, [payment.unit])?;
    Ok(payment_out(&payment, &names, &units))
}

/// Vì sao là số tiền này: từng dòng với quyết định, điều luật, giá trị
#[utoipa::path(get, path = "/api/v1/payroll/runs/{run}/payments/{number}/why", tag = "payroll",
    params(("run" = i64, Path), ("number" = i64, Path)), responses((status = 200, body = Why)))]
fn why(call: &Call) -> Result<Why, ApiError> {
    let payment = one(call)?;
    let found = payroll::explain(&call.ctx, payment.run, payment.person)?;
    let total = found.total().0;
    let lines = found.lines.into_iter().map(|line| WhyLine {
        month: line.month.to_string(),
        kind: line.kind.word().to_owned(),
        label: line.label,
        amount: line.amount.0,
        steps: line.text.lines().map(str::to_owned).collect(),
    });
    Ok(Why {
        person_name: found.full_name,
        total,
        carried: found.carried.0,
        lines: lines.collect(),
        waiting: found.waiting.iter().map(|row| format!("{}: {}", row.month, row.message)).collect(),
    })
}

/// Lập danh sách của một kỳ; danh sách chưa duyệt cùng loại được thay thế
#[utoipa::path(post, path = "/api/v1/payroll/runs", tag = "payroll", request_body = OrderIn,
    responses((status = 200, body = Prepared)))]
fn prepare(call: &Call, order: OrderIn) -> Result<Prepared, ApiError> {
    let kind = RunKind::from_word(&order.kind);
    let kind = kind.ok_or_else(|| ApiError::parameter("kind", "một loại kỳ chi trả"))?;
    let read = |name: &str, text: &str| {
        Month::parse(text).ok_or_else(|| ApiError::parameter(name, "tháng như 2024-01"))
    };
    let month = read("month", &order.month)?;
    let last_month = order.last_month.as_deref().map(|text| read("last_month", text)).transpose()?;
    let order = Order { kind, month, last_month: last_month.unwrap_or(month) };
    let done = payroll::prepare(&call.ctx, order)?;
    Ok(Prepared {
        run: done.run.0,
        replaced: done.replaced.map(|run| run.0),
        lines: done.lines,
        payments: done.payments,
        new: done.new.0,
        carried: done.carried.0,
        waiting: done.waiting.len(),
        proposals_of_recovery: done.proposals.len(),
    })
}

/// Một bước của kỳ chi trả. Duyệt là việc của người, không của chương trình.
fn step(
    call: &Call,
    take: fn(&office::Ctx, RunId) -> Result<(), office::OfficeError>,
) -> Result<RunOut, ApiError> {
    let id: RunId = call.id("run")?;
    // Seen before the step is taken, so that nothing is refused after it.
    call.ctx.scope(Permission::ReadPayroll)?;
    take(&call.ctx, id)?;
    let row = payroll::runs(&call.ctx)?.into_iter().find(|run| run.id == id);
    row.as_ref().map(out).ok_or(ApiError::Page(crate::PageError::NoPage))
}

/// Kiểm tra danh sách; người lập không tự kiểm tra
#[utoipa::path(post, path = "/api/v1/payroll/runs/{run}/check", tag = "payroll", params(("run" = i64, Path)),
    request_body = Nothing, responses((status = 200, body = RunOut)))]
fn check(call: &Call, _: Nothing) -> Result<RunOut, ApiError> {
    step(call, payroll::check)
}

/// Chuyển danh sách đã duyệt cho đơn vị chi trả
#[utoipa::path(post, path = "/api/v1/payroll/runs/{run}/send", tag = "payroll", params(("run" = i64, Path)),
    request_body = Nothing, responses((status = 200, body = RunOut)))]
fn send(call: &Call, _: Nothing) -> Result<RunOut, ApiError> {
    step(call, payroll::send)
}

/// Đối chiếu sau khi mọi khoản chi có kết quả
#[utoipa::path(post, path = "/api/v1/payroll/runs/{run}/reconcile", tag = "payroll", params(("run" = i64, Path)),
    request_body = Nothing, responses((status = 200, body = RunOut)))]
fn reconcile(call: &Call, _: Nothing) -> Result<RunOut, ApiError> {
    step(call, payroll::reconcile)
}

/// Khóa kỳ chi trả đã đối chiếu
#[utoipa::path(post, path = "/api/v1/payroll/runs/{run}/close", tag = "payroll", params(("run" = i64, Path)),
    request_body = Nothing, responses((status = 200, body = RunOut)))]
fn close(call: &Call, _: Nothing) -> Result<RunOut, ApiError> {
    step(call, payroll::close)
}
