//! `ansinh payroll explain`: why a person is paid this sum, line by line with its articles.

use crate::Failure;
use crate::args::Format;
use crate::table;
use ::office::payroll::{self, Explained};
use ::office::{Ctx, OfficeError};
use domain::ids::{PersonId, RunId};
use serde_json::{Value, json};
use std::path::Path;
use store::runs::RunRow;
use web::explained::{self, ExplainedAmount, ExplainedStep};

pub fn run(ctx: &Ctx, run: RunId, person: PersonId, format: Format) -> Result<(), Failure> {
    let explained = payroll::explain(ctx, run, person)?;
    if format == Format::Json {
        return Ok(table::json(&object(&explained))?);
    }
    let numbers: Vec<String> = explained.payments.iter().map(i64::to_string).collect();
    say!("{} (mã chi trả {})", explained.full_name, numbers.join(", "));
    for line in &explained.lines {
        say!();
        say!("Tháng {}, {} ({}): {} đồng", line.month, line.label, line.kind.label(), line.amount);
        for step in line.text.lines() {
            say!("  {step}");
        }
    }
    for waiting in &explained.waiting {
        say!();
        say!("Tháng {}: chờ xử lý [{}] {}", waiting.month, waiting.code, waiting.message);
    }
    say!();
    say!("Chuyển từ kỳ trước: {} đồng. Tổng cộng: {} đồng.", explained.carried, explained.total());
    Ok(())
}

/// The same as a page to print or to hand over.
pub fn write(ctx: &Ctx, run: &RunRow, person: PersonId, out: &Path) -> Result<(), Failure> {
    let explained = payroll::explain(ctx, run.id, person)?;
    let page = explained::page(&view(run, &explained)).map_err(|e| OfficeError::File(e.to_string()))?;
    std::fs::write(out, page)?;
    say!("{}", out.display());
    Ok(())
}

fn view(run: &RunRow, explained: &Explained) -> ExplainedAmount {
    let numbers: Vec<String> = explained.payments.iter().map(i64::to_string).collect();
    let month = domain::dates::month_long;
    let lines = explained.lines.iter().map(|line| explained::ExplainedLine {
        title: format!("{}, {} ({})", line.label, month(line.month), line.kind.label()),
        amount: line.amount.to_string(),
        steps: line.text.lines().map(ExplainedStep::of).collect(),
    });
    let mut notes: Vec<String> = Vec::new();
    if !explained.carried.is_zero() {
        notes.push(format!("Kỳ trước chưa nhận, chuyển sang kỳ này: {} đồng.", explained.carried));
    }
    let waiting = explained.waiting.iter();
    notes.extend(waiting.map(|one| format!("Chờ xử lý, {}: {}.", month(one.month), one.message)));
    ExplainedAmount {
        full_name: explained.full_name.clone(),
        run: format!("Chi trả {}, {}", run.kind.label(), month(run.month)),
        payments: numbers.join(", "),
        total: explained.total().to_string(),
        words: domain::words::amount(explained.total(), domain::words::Style::default()),
        lines: lines.collect(),
        notes,
    }
}

fn object(explained: &Explained) -> Value {
    let lines = explained.lines.iter().map(|line| {
        json!({
            "month": line.month.to_string(),
            "kind": line.kind.word(),
            "label": line.label,
            "amount": line.amount.0,
            "steps": line.text.lines().collect::<Vec<_>>(),
        })
    });
    let waiting = explained.waiting.iter().map(|one| {
        json!({ "month": one.month.to_string(), "part": &*one.key.part, "code": one.code, "message": one.message })
    });
    json!({
        "name": explained.full_name,
        "payments": explained.payments,
        "lines": lines.collect::<Vec<Value>>(),
        "waiting": waiting.collect::<Vec<Value>>(),
        "carried": explained.carried.0,
        "total": explained.total().0,
    })
}
