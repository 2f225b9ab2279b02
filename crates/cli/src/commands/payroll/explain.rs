//! `ansinh payroll explain`: why a person is paid this sum, line by line with its articles.

use crate::Failure;
use crate::args::Format;
use crate::table;
use ::office::Ctx;
use ::office::payroll::{self, Explained};
use domain::ids::{PersonId, RunId};
use serde_json::{Value, json};

pub fn run(ctx: &Ctx, run: RunId, person: PersonId, format: Format) -> Result<(), Failure> {
    let explained = payroll::explain(ctx, run, person)?;
    if format == Format::Json {
        return Ok(table::json(&object(&explained))?);
    }
    let numbers: Vec<String> = explained.payments.iter().map(i64::to_string).collect();
    println!("{} (mã chi trả {})", explained.full_name, numbers.join(", "));
    for line in &explained.lines {
        println!();
        println!("Tháng {}, {} ({}): {} đồng", line.month, line.label, line.kind.label(), line.amount);
        for step in line.text.lines() {
            println!("  {step}");
        }
    }
    for waiting in &explained.waiting {
        println!();
        println!("Tháng {}: chờ xử lý [{}] {}", waiting.month, waiting.code, waiting.message);
    }
    println!();
    println!("Chuyển từ kỳ trước: {} đồng. Tổng cộng: {} đồng.", explained.carried, explained.total());
    Ok(())
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
