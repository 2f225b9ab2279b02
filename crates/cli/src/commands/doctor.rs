//! `ansinh doctor`: faults of the software apart from findings that the office must act on.

use crate::Failure;
use crate::args::{DoctorArgs, Format};
use crate::console::Console;
use crate::table;
use ::office::doctor::{self, Level, Outcome, Problem};
use jiff::civil::Date;
use serde_json::{Value, json};

pub fn run(console: &Console, args: &DoctorArgs, format: Format) -> Result<(), Failure> {
    let on = console.date_or_today(args.on.as_deref())?;
    let outcomes = doctor::run(&console.reader(on))?;
    let faults = of_level(&outcomes, Level::Fault);
    match format {
        Format::Text => print_text(&outcomes),
        Format::Json => {
            let checked: Vec<u8> = outcomes.iter().map(|outcome| outcome.number).collect();
            let objects = |level| of_level(&outcomes, level).into_iter().map(object).collect::<Vec<Value>>();
            table::json(&json!({
                "checked": checked,
                "faults": objects(Level::Fault),
                "findings": objects(Level::Finding),
            }))?;
        }
    }
    match faults.len() {
        0 => Ok(()),
        count => Err(Failure::Refused(format!("lỗi [doctor_fault]: {count} lỗi phần mềm"))),
    }
}

/// Prints what was found; whether there are no faults.
pub fn check(console: &Console, on: Date) -> Result<bool, Failure> {
    let outcomes = doctor::run(&console.reader(on))?;
    print_text(&outcomes);
    Ok(of_level(&outcomes, Level::Fault).is_empty())
}

fn of_level(outcomes: &[Outcome], level: Level) -> Vec<(&Outcome, &Problem)> {
    let all = outcomes.iter().flat_map(|outcome| outcome.problems.iter().map(move |one| (outcome, one)));
    all.filter(|(_, problem)| problem.level == level).collect()
}

fn object((outcome, problem): (&Outcome, &Problem)) -> Value {
    json!({
        "check": outcome.number,
        "title": outcome.title,
        "place": problem.place,
        "text": problem.text,
    })
}

fn print_text(outcomes: &[Outcome]) {
    for outcome in outcomes {
        let faults = outcome.problems.iter().filter(|problem| problem.level == Level::Fault).count();
        let sign = if faults == 0 { "✓" } else { "✗" };
        say!("{sign} {:>2}. {}", outcome.number, outcome.title);
    }
    for level in [Level::Fault, Level::Finding] {
        let problems = of_level(outcomes, level);
        if problems.is_empty() {
            continue;
        }
        say!();
        say!("{} ({}):", capitalised(level.label()), problems.len());
        for (outcome, problem) in problems {
            say!("  {}. [{}] {}", outcome.number, problem.place, problem.text);
        }
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
