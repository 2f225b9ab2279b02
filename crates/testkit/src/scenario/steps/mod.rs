//! The steps that a scenario knows.

mod people;
mod decisions;
mod runs;
mod money;
mod poverty;
mod signals;
mod merit;
mod campaigns;
mod communes;
mod work;

use super::Words;
use super::world::{Failed, Told, World};
use office::OfficeError;
use office::doctor::Problem;
use office::offices::Setting;
use office::permission::Role;

/// One step; the first word says which.
#[expect(clippy::too_many_lines, reason = "the table of words, one line per step")]
pub(super) fn step(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    match words.next("a step")? {
        "on" => {
            world.on = words.date("the day")?;
            Ok(Told::default())
        }
        "opening" => opening(world, words),
        "person" => people::person(world, words),
        "payee" => people::payee(world, words),
        "died" => people::died(world, words),
        "alive" => people::alive(world, words),
        "moved" => people::moved(world, words),
        "merge" => people::merge(world, words),
        "unmerge" => people::unmerge(world, words),
        "fact" => people::fact(world, words),
        "martyr" => merit::martyr(world, words),
        "relative" => merit::relative(world, words),
        "worship" => merit::worship(world, words),
        "cards" => merit::cards(world, words),
        "drafts" => decisions::drafts(world, words),
        "decision" => decisions::decision(world, words),
        "draft" => decisions::draft(world, words),
        "sign" => decisions::sign(world, words),
        "void" => decisions::void(world, words),
        "answer" => decisions::answer(world, words),
        "differences" => decisions::differences(world, words),
        "prepare" => runs::prepare(world, words),
        "lines" => runs::lines(world, words),
        "compare" => runs::compare(world, words),
        "check" => runs::check(world, words),
        "approve" => runs::approve(world, words),
        "send" => runs::send(world, words),
        "reconcile" => runs::reconcile(world, words),
        "close" => runs::close(world, words),
        "results" => runs::results(world, words),
        "hold" => runs::hold(world, words),
        "release" => runs::release(world, words),
        "payments" => runs::payments(world, words),
        "recoveries" => money::recoveries(world, words),
        "plan" => money::plan(world, words),
        "receive" => money::receive(world, words),
        "ledger" => money::ledger(world, words),
        "budget" => money::budget(world, words),
        "listed" => signals::listed(world, words),
        "takeover" => signals::takeover(world, words),
        "resolve" => signals::resolve(world, words),
        "signals" => signals::signals(world, words),
        "enter" => poverty::enter(world, words),
        "season" => poverty::season(world, words),
        "review" => poverty::review(world, words),
        "decide_review" => poverty::decide(world, words),
        "classes" => poverty::classes(world, words),
        "movement" => poverty::movement(world, words),
        "record" => campaigns::record(world, words),
        "campaign" => campaigns::campaign(world, words),
        "row" => communes::row(world, words),
        "hand_in" => communes::hand_in(world, words),
        "board" => communes::board(world, words),
        "accept" => communes::accept(world, words),
        "return" => communes::give_back(world, words),
        "withdraw" => communes::withdraw(world, words),
        "matches" => communes::matches(world, words),
        "confirm" => communes::confirm(world, words),
        "reject" => communes::reject(world, words),
        "figure" => work::figure(world, words),
        "case" => work::case(world, words),
        "late_cases" => work::late(world, words),
        "due_cases" => work::due(world, words),
        "protect" => work::protect(world, words),
        "setting" => setting(world, words),
        "doctor" => doctor(world, words),
        other => Err(Failed::Text(format!("no step begins with `{other}`"))),
    }
}

/// `opening MONTH`: the first month on the office's own books.
fn opening(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let month = words.month("the opening month")?.to_string();
    let setting = Setting { item: office::offices::OPENING_MONTH, value: &month, from: None, until: None };
    office::offices::set(&world.ctx(Role::Administrator), setting)?;
    Ok(Told::default())
}

/// `setting ITEM VALUE`: of always.
fn setting(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let item = words.next("the item")?;
    let value = words.next("the value")?;
    let setting = Setting { item, value, from: None, until: None };
    office::offices::set(&world.ctx(Role::Administrator), setting)?;
    Ok(Told::default())
}

/// `doctor => PLACE; PLACE`: everything that it finds, faults and findings.
fn doctor(world: &mut World, _: &mut Words) -> Result<Told, Failed> {
    let always = problems(world)?.into_iter().map(|one| one.place).collect();
    Ok(Told { always, asked: Vec::new() })
}

pub(super) fn problems(world: &World) -> Result<Vec<Problem>, OfficeError> {
    let outcomes = office::doctor::run(&world.ctx(Role::Auditor))?;
    Ok(outcomes.into_iter().flat_map(|outcome| outcome.problems).collect())
}
