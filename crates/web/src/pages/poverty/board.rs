//! The board of a season: communes × steps.

use crate::frame::Frame;
use crate::reply::{Answer, page};
use crate::visit::Visit;
use askama::Template;
use domain::Vnd;
use domain::dates::short;
use domain::labels::Labelled;
use domain::poverty::ReviewStep;
use office::poverty::board::{self, CommuneBoard};

#[derive(Template)]
#[template(path = "poverty/board.html")]
struct Board {
    frame: Frame,
    season: String,
    kind: &'static str,
    standard: String,
    from: String,
    to: String,
    steps: Vec<&'static str>,
    rows: Vec<Row>,
    decided: String,
    communes: String,
    sums: Row,
}

#[derive(Default)]
struct Row {
    unit: i64,
    name: String,
    cells: Vec<Cell>,
    surveyed: String,
    poor: String,
    near_poor: String,
    open: String,
}

/// The day of a step, and what is beside it.
#[derive(Default)]
struct Cell {
    day: String,
    told: String,
    class: &'static str,
}

pub fn count(number: usize) -> String {
    Vnd(i64::try_from(number).unwrap_or(i64::MAX)).to_string()
}

pub fn show(visit: &Visit) -> Answer {
    let (season, communes) = board::board(&visit.ctx, visit.param("season"))?;
    let sum = |of: fn(&CommuneBoard) -> usize| count(communes.iter().map(of).sum());
    let decided = communes.iter().filter(|one| one.decision.is_some()).count();
    page(&Board {
        frame: visit.frame(format!("Kỳ rà soát {}", season.code)),
        kind: season.kind.label(),
        standard: season.standard.clone(),
        from: short(season.starts_on),
        to: short(season.ends_on),
        steps: ReviewStep::ALL.iter().map(|step| step.label()).collect(),
        decided: count(decided),
        communes: count(communes.len()),
        sums: Row {
            surveyed: sum(|one| one.forms.b),
            poor: sum(|one| one.forms.poor),
            near_poor: sum(|one| one.forms.near_poor),
            open: sum(|one| one.forms.open),
            ..Row::default()
        },
        rows: communes.iter().map(row).collect(),
        season: season.code,
    })
}

fn row(one: &CommuneBoard) -> Row {
    Row {
        unit: one.unit.0,
        name: super::super::registers::capital(&one.name),
        cells: ReviewStep::ALL.iter().map(|step| cell(one, *step)).collect(),
        surveyed: count(one.forms.b),
        poor: count(one.forms.poor),
        near_poor: count(one.forms.near_poor),
        open: if one.forms.open == 0 { String::new() } else { count(one.forms.open) },
    }
}

fn cell(one: &CommuneBoard, step: ReviewStep) -> Cell {
    match (step, &one.decision) {
        (ReviewStep::Decision, Some(decision)) => {
            return Cell {
                day: short(decision.signed_on),
                told: format!("số {}", decision.number),
                class: "tot",
            };
        }
        (ReviewStep::Certificate, Some(_)) if one.certificates > 0 => {
            return Cell {
                day: String::new(),
                told: format!("{} giấy", count(one.certificates)),
                class: "tot",
            };
        }
        _ => {}
    }
    let Some((done, times)) = one.steps.get(&step) else { return Cell::default() };
    let told = if *times > 1 { format!("{times} lần") } else { String::new() };
    let class = if step == ReviewStep::Meeting && !one.agreed { "canh-bao" } else { "tot" };
    let told = if class == "canh-bao" { "chưa nhất trí".to_owned() } else { told };
    Cell { day: short(done.on), told, class }
}

fn sample() -> Board {
    let row = |name: &str, class: &'static str| Row {
        unit: 1,
        name: name.to_owned(),
        cells: ReviewStep::ALL
            .iter()
            .enumerate()
            .map(|(at, _)| match at {
                0..4 => Cell { day: "12/10/2023".to_owned(), told: "4 lần".to_owned(), class },
                _ => Cell::default(),
            })
            .collect(),
        surveyed: "312".to_owned(),
        poor: "14".to_owned(),
        near_poor: "52".to_owned(),
        open: "3".to_owned(),
    };
    Board {
        frame: Frame::sample(),
        season: "2023".to_owned(),
        kind: "Định kỳ",
        standard: "2022".to_owned(),
        from: "01/09/2023".to_owned(),
        to: "14/12/2023".to_owned(),
        steps: ReviewStep::ALL.iter().map(|step| step.label()).collect(),
        rows: vec![row("Phường An Hòa", "tot"), row("Xã Phước Bình", "canh-bao")],
        decided: "0".to_owned(),
        communes: "2".to_owned(),
        sums: Row::default(),
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
