//! Recoveries, books and budget.

use super::{Failed, Told, Words, World};
use domain::budget::MovementKind;
use domain::payments::Source;
use domain::recovery::{RecoveryPlan, RecoveryState};
use office::budget as lines;
use office::payroll::{self, Plan};
use office::permission::Role;

/// `recoveries => NAME PART MONTH AMOUNT STATE [left N]`.
pub fn recoveries(world: &mut World, _: &mut Words) -> Result<Told, Failed> {
    let found = payroll::recoveries(&world.ctx(Role::Accountant))?;
    let always = found.iter().map(|one| {
        let r = &one.recovery;
        let left = r.remaining();
        let left =
            if left == r.amount || left.is_zero() { String::new() } else { format!(" left {}", left.0) };
        let state = if one.provisional { "provisional" } else { r.state.word() };
        format!("{} {} {} {} {state}{left}", world.name(one.person), r.key.part, r.month, r.amount.0)
    });
    Ok(Told { always: always.collect(), asked: Vec::new() })
}

/// `plan NAME PLAN [ceiling N] [paper TEXT] [by ACCOUNT]`: for everything that is open for the person.
pub fn plan(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let person = world.person(words.next("a name")?)?;
    let word = words.next("the plan")?;
    let plan = RecoveryPlan::from_word(word).ok_or_else(|| format!("no plan: {word}"))?;
    let monthly_ceiling = words.vnd_after("ceiling")?;
    let paper = words.after("paper")?.map(str::to_owned);
    let plan = Plan { plan, monthly_ceiling, paper };
    let ctx = world.by(words, Role::Accountant)?;
    for one in open(world, person)? {
        payroll::plan_recovery(&ctx, one, &plan)?;
    }
    Ok(Told::default())
}

/// `receive NAME AMOUNT [paper TEXT] [by ACCOUNT]`: relatives pay in, for the oldest month that is open.
pub fn receive(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let person = world.person(words.next("a name")?)?;
    let amount = words.vnd("the amount")?;
    let paper = words.after("paper")?;
    let open = open(world, person)?;
    let first = open.first().copied().ok_or_else(|| "nothing is open".to_owned())?;
    payroll::receive(&world.by(words, Role::Accountant)?, first, amount, world.on, paper)?;
    Ok(Told::default())
}

fn open(world: &World, person: domain::ids::PersonId) -> Result<Vec<domain::ids::RecoveryId>, Failed> {
    let mut found = payroll::recoveries(&world.ctx(Role::Accountant))?;
    found.retain(|one| {
        one.person == person && matches!(one.recovery.state, RecoveryState::Proposed | RecoveryState::Planned)
    });
    found.sort_by_key(|one| (one.recovery.month, one.recovery.id));
    Ok(found.into_iter().map(|one| one.recovery.id).collect())
}

/// `ledger => ACCOUNT AMOUNT`: every balance that is not zero.
pub fn ledger(world: &mut World, _: &mut Words) -> Result<Told, Failed> {
    let balances = office::ledger::balances(&world.ctx(Role::Accountant))?;
    let standing = balances.iter().filter(|balance| !balance.amount.is_zero());
    let always = standing.map(|balance| format!("{} {}", balance.account, balance.amount.0));
    Ok(Told { always: always.collect(), asked: Vec::new() })
}

/// `budget open YEAR SOURCE CODE`, `budget KIND CODE AMOUNT`, `budget warn => SOURCE CODE`, `budget YEAR => CODE left N`.
pub fn budget(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let ctx = world.ctx(Role::Accountant);
    let mut told = Told::default();
    if words.takes("open") {
        let year = words.number("the year")?;
        let source = words.next("the source")?;
        let source = Source::from_word(source).ok_or_else(|| format!("no source: {source}"))?;
        let code = words.next("the code")?;
        lines::open_line(&ctx, year, source, code, code)?;
    } else if words.takes("warn") {
        let run = world.run_of(words)?;
        let warnings = lines::before_sending(&ctx, run)?;
        let shown = warnings.iter().map(|(source, warning)| format!("{} {}", source.word(), warning.code()));
        told.always.extend(shown);
    } else if let Some(kind) = words.keyword().and_then(MovementKind::from_word) {
        words.next("the kind")?;
        let code = words.next("the code")?;
        let amount = words.vnd("the amount")?;
        let all = lines::view(&ctx, world.on.year())?;
        let line = all.iter().find(|view| view.line.code == code).ok_or_else(|| format!("no line {code}"))?;
        let movement = lines::NewMovement { line: line.line.id, kind, amount, on: world.on, paper: None };
        lines::record_movement(&ctx, &movement)?;
    } else {
        let year = words.number("the year")?;
        let shown = lines::view(&ctx, year)?;
        let shown = shown.iter().map(|view| format!("{} left {}", view.line.code, view.budget.left().0));
        told.always.extend(shown);
    }
    Ok(told)
}
