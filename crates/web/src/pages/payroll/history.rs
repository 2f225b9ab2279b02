//! Everything that was ever paid, returned or asked back under one enrolment of a person.

use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::dates::{month_short, short};
use domain::ids::{EnrolmentId, LineId};
use domain::labels::Labelled;
use domain::payments::PaymentState;
use domain::payroll::{Cause, LineKind};
use domain::recovery::RecoveryPlan;
use office::payroll::{self, LineHistory, PastLine};

#[derive(Template)]
#[template(path = "payroll/history.html")]
struct HistoryPage {
    frame: Frame,
    person: i64,
    name: String,
    scheme: &'static str,
    received: String,
    waiting: String,
    deducted: String,
    rows: Vec<Row>,
    recoveries: Vec<RecoveryRow>,
}

struct Row {
    month: String,
    label: String,
    kind: &'static str,
    amount: String,
    is_less: bool,
    why: String,
    decision: i64,
    decision_number: String,
    run: i64,
    run_title: String,
    payment: i64,
    state: &'static str,
    class: &'static str,
    results: Vec<String>,
}

struct RecoveryRow {
    month: String,
    amount: String,
    remaining: String,
    state: &'static str,
    plan: &'static str,
}

/// The enrolment of a line: reports name lines.
pub fn of_line(visit: &Visit) -> Answer {
    let line: LineId = visit.id("line")?;
    let enrolment = payroll::enrolment_of(&visit.ctx, line)?;
    Ok(Reply::see(format!("/chi-tra/dien/{enrolment}")))
}

pub fn show(visit: &Visit) -> Answer {
    let id: EnrolmentId = visit.id("enrolment")?;
    let found = payroll::history(&visit.ctx, id)?;
    let frame = visit.frame(format!("Lịch sử chi trả: {}", found.full_name));
    page(&view(frame, &found))
}

fn view(frame: Frame, found: &LineHistory) -> HistoryPage {
    let sum = |fits: fn(&PastLine) -> bool| -> Vnd {
        found.lines.iter().filter(|line| fits(line)).map(|line| line.amount).sum()
    };
    let paid = |line: &PastLine| line.state == PaymentState::Paid;
    let waits = |line: &PastLine| !matches!(line.state, PaymentState::Paid);
    HistoryPage {
        frame,
        person: found.person.0,
        name: found.full_name.clone(),
        scheme: found.scheme.label(),
        received: sum(paid).to_string(),
        waiting: sum(waits).to_string(),
        deducted: (-sum(|line| line.kind == LineKind::Deduction)).to_string(),
        rows: found.lines.iter().rev().map(row).collect(),
        recoveries: found
            .recoveries
            .iter()
            .map(|one| RecoveryRow {
                month: month_short(one.month),
                amount: one.amount.to_string(),
                remaining: one.remaining().to_string(),
                state: one.state.label(),
                plan: one.plan.map_or("", RecoveryPlan::label),
            })
            .collect(),
    }
}

fn row(line: &PastLine) -> Row {
    let (state, class) = match line.state {
        PaymentState::Paid => (line.state.label(), "tot"),
        PaymentState::Returned | PaymentState::Held => (line.state.label(), "canh-bao"),
        PaymentState::Carried => (line.state.label(), "chinh"),
        PaymentState::Pending => (line.state.label(), ""),
    };
    let result = |(on, event, note): &(jiff::civil::Date, domain::payments::PaymentEvent, String)| {
        let note = if note.is_empty() { String::new() } else { format!(": {note}") };
        format!("{} {}{note}", short(*on), event.label())
    };
    let why = match &line.cause {
        Some(Cause::Law(citation)) if !citation.is_empty() => format!("theo {citation}"),
        Some(Cause::Death(day)) => format!("mất ngày {}", short(*day)),
        Some(other) => other.label().to_owned(),
        None => String::new(),
    };
    let (decision, number) = line.decision.clone().map_or((0, String::new()), |(id, told)| (id.0, told));
    Row {
        month: month_short(line.month),
        label: line.label.clone(),
        kind: line.kind.label(),
        amount: line.amount.to_string(),
        is_less: line.amount < Vnd::ZERO,
        why,
        decision,
        decision_number: number,
        run: line.run.0,
        run_title: format!("{} {}", line.run_kind.label(), month_short(line.run_month)),
        payment: line.payment,
        state,
        class,
        results: line.results.iter().map(result).collect(),
    }
}

fn sample() -> HistoryPage {
    let row = |month: &str, amount: &str, state: PaymentState| Row {
        month: month.to_owned(),
        label: "Người khuyết tật nặng".to_owned(),
        kind: LineKind::Current.label(),
        amount: amount.to_owned(),
        is_less: amount.starts_with('-'),
        why: String::new(),
        decision: 12,
        decision_number: "214/QĐ-UBND".to_owned(),
        run: 7,
        run_title: "hằng tháng 12/2023".to_owned(),
        payment: 214,
        state: state.label(),
        class: if state == PaymentState::Paid { "tot" } else { "canh-bao" },
        results: vec!["18/12/2023 ghi nhận trả lại: đi vắng".to_owned()],
    };
    HistoryPage {
        frame: Frame::sample(),
        person: 12,
        name: "Tôn Nữ Hoàng Phương Quỳnh Thùy Dương".to_owned(),
        scheme: "Trợ cấp xã hội",
        received: "5.940.000".to_owned(),
        waiting: "540.000".to_owned(),
        deducted: "0".to_owned(),
        rows: vec![
            row("12/2023", "540.000", PaymentState::Returned),
            row("11/2023", "540.000", PaymentState::Paid),
            row("10/2023", "-200.000", PaymentState::Paid),
        ],
        recoveries: vec![RecoveryRow {
            month: "09/2023".to_owned(),
            amount: "540.000".to_owned(),
            remaining: "340.000".to_owned(),
            state: "đang thu",
            plan: "trừ dần vào các kỳ sau",
        }],
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
