//! The next month of an office, prepared and stored with its whole past.

use super::meter::Meter;
use crate::Failure;
use crate::console::Console;
use domain::payroll::{RunKind, RunState};
use jiff::ToSpan;
use office::payroll::{self, Order};
use serde_json::{Value, json};

/// Prepares the month after the last approved one `times` times; each draft replaces the one before, as for any
/// officer who prepares again.
pub fn run(console: &Console, officer: &str, times: u32) -> Result<Value, Failure> {
    let runs = payroll::runs(&console.reader(console.clock.today()))?;
    let posted = |run: &&store::runs::RunRow| {
        run.kind == RunKind::Monthly
            && !matches!(run.state, RunState::Draft | RunState::Checked | RunState::Replaced)
    };
    let last = runs.iter().filter(posted).max_by_key(|run| run.last_month).ok_or_else(|| {
        office::OfficeError::refused("nothing_paid", "chưa có kỳ chi trả nào được duyệt".to_owned())
    })?;
    let month = last.last_month.next();
    // Two days before the lists are due, as offices do.
    let on = month.first_day().checked_sub(10.days()).unwrap_or_else(|_| month.first_day());
    let mut walls = Vec::new();
    let mut answer = Value::Null;
    for _ in 0..times.max(1) {
        let ctx = console.ctx(officer, on)?;
        let meter = Meter::start();
        let prepared = payroll::prepare(&ctx, Order::one_month(RunKind::Monthly, month))?;
        let measured = meter.stop();
        walls.push(measured.wall_us);
        answer = json!({
            "check": { "lines": prepared.lines, "payments": prepared.payments, "new": prepared.new.0 },
            "cpu_ms": measured.cpu_ms,
            "peak_kib": measured.peak_kib,
        });
    }
    walls.sort_unstable();
    answer["bench"] = json!("payroll");
    answer["month"] = json!(month.to_string());
    answer["wall_us_median"] = json!(walls[walls.len() / 2]);
    answer["wall_us"] = json!(walls);
    Ok(answer)
}
