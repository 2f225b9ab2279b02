//! Why a person is paid what stands on a run's list.

use super::title;
use crate::error::PageError;
use crate::explained::ExplainedStep;
use crate::frame::Frame;
use crate::reply::{Answer, page};
use crate::visit::Visit;
use askama::Template;
use domain::ids::{PersonId, RunId};
use domain::labels::Labelled;
use office::payroll;

#[derive(Template)]
#[template(path = "payroll/why.html")]
struct Why {
    frame: Frame,
    id: i64,
    person: i64,
    /// Enrolments whose whole history is a click away, with their schemes.
    histories: Vec<(i64, String)>,
    run: String,
    name: String,
    payments: String,
    total: String,
    carried: String,
    lines: Vec<Line>,
    waiting: Vec<String>,
}

struct Line {
    label: String,
    month: String,
    kind: &'static str,
    amount: String,
    steps: Vec<ExplainedStep>,
}

pub fn show(visit: &Visit) -> Answer {
    let id: RunId = visit.id("id")?;
    let person: PersonId = visit.id("person")?;
    let runs = payroll::runs(&visit.ctx)?;
    let run = runs.into_iter().find(|run| run.id == id).ok_or(crate::PageError::NoPage)?;
    let found = payroll::explain(&visit.ctx, id, person)?;
    let total = found.total().to_string();
    let lines = found.lines.into_iter().map(|line| Line {
        label: line.label,
        month: domain::dates::month_long(line.month),
        kind: line.kind.label(),
        amount: line.amount.to_string(),
        steps: line.text.lines().map(ExplainedStep::of).collect(),
    });
    let waiting = found.waiting.iter().map(|row| {
        let month = domain::dates::month_short(row.month);
        format!("Tháng {month}: {}", row.message)
    });
    page(&Why {
        frame: visit.frame(format!("Vì sao: {}", found.full_name)),
        id: id.0,
        person: person.0,
        histories: histories(visit, person)?,
        run: title(run.kind, run.month, run.last_month),
        name: found.full_name,
        payments: found.payments.iter().map(i64::to_string).collect::<Vec<_>>().join(", "),
        total,
        carried: if found.carried.is_zero() { String::new() } else { found.carried.to_string() },
        lines: lines.collect(),
        waiting: waiting.collect(),
    })
}

/// The enrolments of a person with the names of their schemes.
pub fn histories(visit: &Visit, person: PersonId) -> Result<Vec<(i64, String)>, PageError> {
    let own = payroll::enrolments_of(&visit.ctx, person)?.into_iter();
    Ok(own.map(|(id, scheme)| (id.0, scheme.label().to_owned())).collect())
}

fn sample() -> Why {
    let view = crate::explained::sample();
    let lines = view.lines.into_iter().map(|line| Line {
        label: line.title,
        month: "tháng 9 năm 2023".to_owned(),
        kind: "hằng tháng",
        amount: line.amount,
        steps: line.steps,
    });
    Why {
        frame: Frame::sample(),
        id: 7,
        person: 12,
        histories: vec![(3, "Trợ cấp xã hội".to_owned())],
        run: view.run,
        name: view.full_name,
        payments: view.payments,
        total: view.total,
        carried: "540.000".to_owned(),
        lines: lines.collect(),
        waiting: vec!["Tháng 08/2023: chưa rõ ngày sinh".to_owned()],
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
