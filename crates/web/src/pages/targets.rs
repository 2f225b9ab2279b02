//! Targets of a year by commune: what was reached by a day against what was set.

use crate::frame::Frame;
use crate::guard::Guard;
use crate::reply::{Answer, page};
use crate::route::{Route, get};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::dates::{parse_date, short};
use domain::labels::Labelled;
use domain::names::sort_key;
use domain::targets::Comparison;
use office::Permission;
use office::targets::{self, Progress};

pub const ROUTES: &[Route] = &[get("/chi-tieu", Guard::Needs(Permission::ReadFigures, None), show)];

#[derive(Template)]
#[template(path = "targets/targets.html")]
struct Targets {
    frame: Frame,
    day: String,
    problem: String,
    year: i16,
    groups: Vec<Group>,
    may_set: bool,
}

/// One target of the year: the office's own line first, its communes below.
struct Group {
    figure: String,
    title: String,
    unit: &'static str,
    paper: String,
    rows: Vec<Row>,
}

struct Row {
    place: String,
    is_whole: bool,
    target: String,
    reached: String,
    share: String,
    /// Of a hundred, for the bar.
    bar: i64,
    is_met: bool,
    behind: bool,
}

fn show(visit: &Visit) -> Answer {
    let asked = visit.query.get("ngay");
    let read = if asked.is_empty() { Ok(visit.ctx.on) } else { parse_date(asked, visit.ctx.on) };
    let problem = match &read {
        Err(_) => format!("“{asked}” không phải một ngày đã qua; hãy ghi như 30/06/2023."),
        Ok(_) => String::new(),
    };
    let day = read.unwrap_or(visit.ctx.on);
    let found = targets::progress(&visit.ctx, day)?;
    let view = Targets {
        frame: visit.frame("Chỉ tiêu theo xã, phường"),
        day: short(day),
        problem,
        year: day.year(),
        groups: groups(found, day),
        may_set: visit.may(Permission::SetTargets, None),
    };
    page(&view)
}

fn groups(found: Vec<Progress>, day: jiff::civil::Date) -> Vec<Group> {
    // How much of the year has gone, in per cent: a target below that pace is behind.
    let gone = i64::from(day.day_of_year()) * 100 / i64::from(day.days_in_year());
    let mut groups: Vec<Group> = Vec::new();
    let mut all = found;
    all.sort_by_cached_key(|one| {
        (one.figure.clone(), one.commune.is_some(), one.commune.as_deref().map(sort_key))
    });
    for one in all {
        if groups.last().is_none_or(|group| group.figure != one.figure) {
            groups.push(Group {
                figure: one.figure.clone(),
                title: one.title.clone(),
                unit: one.unit.shown(),
                paper: one.target.paper.clone().unwrap_or_default(),
                rows: Vec::new(),
            });
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(row(&one, gone));
        }
    }
    groups
}

fn row(one: &Progress, gone: i64) -> Row {
    let aim: i64 = one.target.value.parse().unwrap_or(0);
    let is_met = match one.target.comparison {
        Comparison::AtLeast => one.reached >= aim,
        Comparison::Below => one.reached < aim,
    };
    let share = if aim > 0 { one.reached.saturating_mul(100) / aim } else { 0 };
    Row {
        place: one.commune.as_deref().map_or_else(|| "Cả địa bàn".to_owned(), super::registers::capital),
        is_whole: one.commune.is_none(),
        target: format!("{} {}", one.target.comparison.label(), Vnd(aim)),
        reached: Vnd(one.reached).to_string(),
        share: one.share.map_or_else(String::new, |share| format!("{share}%")),
        bar: share.clamp(0, 100),
        is_met,
        behind: !is_met && one.target.comparison == Comparison::AtLeast && share < gone,
    }
}

fn sample() -> Targets {
    let row = |place: &str, is_whole, bar: i64| Row {
        place: place.to_owned(),
        is_whole,
        target: "Không dưới 3.200".to_owned(),
        reached: "3.716".to_owned(),
        share: format!("{bar},13%"),
        bar: bar.clamp(0, 100),
        is_met: bar >= 100,
        behind: bar < 100,
    };
    Targets {
        frame: Frame::sample(),
        day: "30/06/2023".to_owned(),
        problem: "“31/02” không phải một ngày đã qua; hãy ghi như 30/06/2023.".to_owned(),
        year: 2023,
        groups: vec![Group {
            figure: "labour.jobs_created".to_owned(),
            title: "Số lao động được giải quyết việc làm mới".to_owned(),
            unit: "người",
            paper: "Nghị quyết số 12/NQ-HĐND ngày 20/12/2022".to_owned(),
            rows: vec![row("Cả địa bàn", true, 116), row("Phường An Hòa", false, 41)],
        }],
        may_set: true,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
