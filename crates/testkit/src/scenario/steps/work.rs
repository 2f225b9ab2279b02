//! Work with deadlines, the protection of children, and figures.

use super::people::find_unit;
use super::{Failed, Told, Words, World};
use domain::cases::Due;
use domain::protection::{ProtectionReport, ProtectionState, ReportChannel};
use office::permission::Role;
use office::protection::{NewReport, ProtectionStep};
use office::{cases, figures, protection};

/// `figure ID YEAR => VALUE`: as lists of figures print it; `evidence N` may be asked.
pub fn figure(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let id = words.next("the figure")?;
    let year = words.number("the year")?;
    let found = figures::figure(&world.ctx(Role::Head), id, year)?;
    let value = found.value.to_string().trim_matches('"').to_owned();
    Ok(Told { always: vec![value], asked: vec![format!("evidence {}", found.evidence)] })
}

/// `case CODE [by ACCOUNT] => STATE due DAY`, the day as a date, `stopped`, `not_set` or `no_calendar`; `step N`,
/// `late N` and `holder WHO` may be asked.
pub fn case(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let code = words.next("the code")?.to_owned();
    let view = cases::show(&world.by(words, Role::Specialist)?, &code)?;
    let standing = &view.standing;
    let due = match standing.due {
        Due::On(day) => day.to_string(),
        Due::Stopped => "stopped".to_owned(),
        Due::NotSet => "not_set".to_owned(),
        Due::NoCalendar(_) => "no_calendar".to_owned(),
    };
    let mut asked = vec![format!("late {}", standing.late_steps())];
    asked.extend(standing.step.map(|step| format!("step {step}")));
    asked.extend(standing.holder.as_ref().map(|holder| format!("holder {holder}")));
    Ok(Told { always: vec![format!("{} due {due}", standing.state.word())], asked })
}

/// `late_cases [by ACCOUNT] => CODE; …`.
pub fn late(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let found = cases::late(&world.by(words, Role::Specialist)?)?;
    Ok(Told { always: found.into_iter().map(|view| view.case.code).collect(), asked: Vec::new() })
}

/// `due_cases DAYS [by ACCOUNT] => CODE; …`.
pub fn due(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let days = words.number("the days")?;
    let found = cases::due(&world.by(words, Role::Specialist)?, days)?;
    Ok(Told { always: found.into_iter().map(|view| view.case.code).collect(), asked: Vec::new() })
}

/// `protect receive COMMUNE CHILD [urgent] [unsealed] => NUMBER`, `protect step NUMBER STATE [decision PAPER]`,
/// `protect note NUMBER TEXT`, `protect admit NUMBER ACCOUNT`, `protect list => NUMBER STATE`, `protect read NUMBER
/// => CHILD`, each by the specialist unless `by ACCOUNT` ends the step.
pub fn protect(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    match words.next("what is done")? {
        "receive" => receive(world, words),
        "step" => step(world, words),
        "note" => {
            let number = words.next("the number")?.to_owned();
            let text = words.next("the text")?.to_owned();
            let ctx = world.by(words, Role::Specialist)?;
            protection::note(&ctx, Some(&world.vault), &number, &text)?;
            Ok(Told::default())
        }
        "admit" => {
            let number = words.next("the number")?.to_owned();
            let account = words.next("the account")?.to_owned();
            let whom = office::officers::sign_in(world.office.db, world.office.id, &account)?;
            protection::admit(&world.by(words, Role::Specialist)?, &number, whom.id)?;
            Ok(Told::default())
        }
        "list" => {
            let found = protection::list(&world.by(words, Role::Specialist)?)?;
            let told = found.into_iter().map(|case| format!("{} {}", case.number, case.state.word()));
            Ok(Told { always: told.collect(), asked: Vec::new() })
        }
        "read" => {
            let number = words.next("the number")?.to_owned();
            let ctx = world.by(words, Role::Specialist)?;
            let file = protection::read(&ctx, Some(&world.vault), &number)?;
            Ok(Told { always: vec![file.report.child_name], asked: file.notes })
        }
        other => Err(Failed::Text(format!("protection knows no {other}"))),
    }
}

fn receive(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let unit = find_unit(world, words.next("a commune")?)?.0;
    let child_name = words.next("the child")?.to_owned();
    let urgent = words.takes("urgent");
    let unsealed = words.takes("unsealed");
    let report = ProtectionReport {
        child_name,
        child_state: "Cần được giúp".to_owned(),
        ..ProtectionReport::default()
    };
    let channel = ReportChannel::Phone;
    let new = NewReport { unit, channel, received_on: world.on, urgent, lead: None, report };
    let vault = (!unsealed).then_some(&world.vault);
    let number = protection::receive(&world.by(words, Role::Specialist)?, vault, &new)?;
    Ok(Told { always: vec![number], asked: Vec::new() })
}

fn step(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let number = words.next("the number")?.to_owned();
    let to = words.next("the state")?;
    let to = ProtectionState::from_word(to).ok_or_else(|| format!("no state: {to}"))?;
    let decision = words.after("decision")?.map(str::to_owned);
    let step = ProtectionStep { to, on: world.on, decision };
    protection::step(&world.by(words, Role::Specialist)?, &number, &step)?;
    Ok(Told::default())
}
