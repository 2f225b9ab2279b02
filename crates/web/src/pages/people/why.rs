//! Why a person was paid a sum: each line with its steps and articles, as stored with the run.

use super::search::person_of;
use crate::explained::ExplainedStep;
use crate::frame::Frame;
use crate::reply::{Answer, page};
use crate::visit::Visit;
use askama::Template;
use domain::dates::month_long;
use office::payroll;
use office::people;

#[derive(Template)]
#[template(path = "people/why.html")]
struct WhyPage {
    frame: Frame,
    person: i64,
    name: String,
    total: String,
    words: String,
    lines: Vec<LineView>,
    notes: Vec<String>,
}

struct LineView {
    title: String,
    amount: String,
    steps: Vec<ExplainedStep>,
}

pub fn show(visit: &Visit) -> Answer {
    let person = person_of(visit.param("id"))?;
    // Only people of the officer's areas.
    let hit = people::glance(&visit.ctx, person)?;
    let explained = people::explain(&visit.ctx, visit.id("run")?, person)?;
    let mut notes = Vec::new();
    if !explained.carried.is_zero() {
        notes.push(format!("Kỳ trước chưa nhận, chuyển sang kỳ này: {} đồng.", explained.carried));
    }
    notes.extend(
        explained.waiting.iter().map(|one| format!("Chờ xử lý, {}: {}.", month_long(one.month), one.message)),
    );
    let total = explained.total();
    page(&WhyPage {
        frame: visit.frame("Vì sao là số tiền này"),
        person: person.0,
        name: hit.found.full_name,
        total: total.to_string(),
        words: domain::words::amount(total, domain::words::Style::default()),
        lines: explained.lines.iter().map(line).collect(),
        notes,
    })
}

fn line(line: &payroll::ExplainedLine) -> LineView {
    LineView {
        title: format!("{}, {} ({})", line.label, month_long(line.month), line.kind.label()),
        amount: line.amount.to_string(),
        steps: line.text.lines().map(ExplainedStep::of).collect(),
    }
}

fn sample() -> WhyPage {
    let view = crate::explained::sample();
    let lines = view.lines.into_iter().map(|line| LineView {
        title: line.title,
        amount: line.amount,
        steps: line.steps,
    });
    WhyPage {
        frame: Frame::sample(),
        person: 1,
        name: view.full_name,
        total: view.total,
        words: view.words,
        lines: lines.collect(),
        notes: view.notes,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
