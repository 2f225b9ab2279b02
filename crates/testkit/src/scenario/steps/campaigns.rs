//! Records by hand, and campaigns from the plan to the settlement.

use super::{Failed, Told, Words, World};
use domain::campaigns::{GiftState, Recipient};
use office::OfficeError;
use office::campaigns::{self, Handed, Outcome};
use office::import::entry::{self, Entered};
use office::permission::Role;

/// `record KIND HEADING TEXT …`: one row of a list, as a form would enter it. What is wrong is a refusal `invalid`.
pub fn record(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let kind = words.next("a kind of list")?;
    let mut cells = Vec::new();
    while !words.is_empty() {
        let heading = words.next("a heading")?.to_owned();
        cells.push((heading, words.next("the cell")?.to_owned()));
    }
    match entry::enter(&world.ctx(Role::Specialist), kind, &cells)? {
        Entered::Done(..) => Ok(Told::default()),
        Entered::Problems(problems) => {
            let told = problems.into_iter().map(|problem| office::Problem {
                field: "record",
                message: format!("{}: {}", problem.column.unwrap_or_default(), problem.reason),
            });
            Err(Failed::Office(OfficeError::Invalid(told.collect())))
        }
    }
}

/// `campaign draft CODE`, `campaign approve CODE`, `campaign deliver CODE [RECIPIENT]`, `campaign outcome CODE NAME STATE [recipient R]
/// [proxy TEXT] [reason TEXT]`, `campaign gifts CODE`, `campaign settle CODE`.
pub fn campaign(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    match words.next("what is done")? {
        "draft" => draft(world, words),
        "approve" => approve(world, words),
        "deliver" => deliver(world, words),
        "outcome" => outcome(world, words),
        "gifts" => gifts(world, words),
        "settle" => settle(world, words),
        other => Err(Failed::Text(format!("a campaign knows no {other}"))),
    }
}

/// `… => CODE NAME AMOUNT [for MARTYR]; open MARTYR REASON`.
fn draft(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let code = words.next("the code")?;
    let drafted = campaigns::draft(&world.by(words, Role::Specialist)?, code)?;
    let mut always = planned(world, code)?;
    always.extend(
        drafted.open.iter().map(|open| format!("open {} {}", world.name(open.martyr), open.reason.word())),
    );
    Ok(Told { always, asked: Vec::new() })
}

fn planned(world: &World, code: &str) -> Result<Vec<String>, Failed> {
    let gifts = campaigns::gifts(&world.ctx(Role::Specialist), code)?;
    let planned = gifts.iter().filter(|gift| gift.state == GiftState::Planned);
    let told = planned.map(|gift| {
        let name = gift.person.map_or_else(String::new, |person| world.name(person));
        let martyr = gift.martyr.map_or_else(String::new, |martyr| format!(" for {}", world.name(martyr)));
        format!("{} {name} {}{martyr}", gift.recipient.word(), gift.amount().0)
    });
    Ok(told.collect())
}

/// `… => N AMOUNT`: gifts approved today.
fn approve(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let code = words.next("the code")?;
    let approval = campaigns::approve(&world.by(words, Role::Head)?, code, None)?;
    Ok(Told { always: vec![format!("{} {}", approval.gifts, approval.amount.0)], asked: Vec::new() })
}

/// `… => N`: gifts handed over today.
fn deliver(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let code = words.next("the code")?;
    let recipient = words.keyword().and_then(Recipient::from_word);
    if recipient.is_some() {
        words.next("the recipient")?;
    }
    let handed = Handed { recipient, ..Handed::default() };
    let count = campaigns::deliver(&world.by(words, Role::Specialist)?, code, &handed, world.on)?;
    Ok(Told { always: vec![count.to_string()], asked: Vec::new() })
}

fn outcome(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let code = words.next("the code")?;
    let person = world.person(words.next("a name")?)?;
    let state = words.next("what became of it")?;
    let state = GiftState::from_word(state).ok_or_else(|| format!("no state: {state}"))?;
    let recipient = words.after("recipient")?.and_then(Recipient::from_word);
    let received_by = words.after("proxy")?.map(str::to_owned);
    let reason = words.after("reason")?.map(str::to_owned);
    let outcome = Outcome { state, on: world.on, received_by, relation: None, reason };
    campaigns::record(&world.by(words, Role::Specialist)?, code, person, recipient, &outcome)?;
    Ok(Told::default())
}

/// `… => CODE NAME AMOUNT STATE`: every live gift.
fn gifts(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let code = words.next("the code")?;
    let gifts = campaigns::gifts(&world.ctx(Role::Specialist), code)?;
    let told = gifts.iter().map(|gift| {
        let name = gift.person.map(|person| world.name(person)).or_else(|| gift.collective.clone());
        let name = name.unwrap_or_default();
        format!("{} {name} {} {}", gift.recipient.word(), gift.amount().0, gift.state.word())
    });
    Ok(Told { always: told.collect(), asked: Vec::new() })
}

/// `… => SOURCE given N AMOUNT left AMOUNT returned AMOUNT`.
fn settle(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let code = words.next("the code")?;
    let settled = campaigns::settle(&world.by(words, Role::Accountant)?, code, None)?;
    let told = settled.iter().map(|one| {
        let s = &one.settlement;
        format!(
            "{} given {} {} left {} returned {}",
            s.source.word(),
            s.given,
            s.given_amount.0,
            s.left_over.0,
            s.returned.0
        )
    });
    Ok(Told { always: told.collect(), asked: Vec::new() })
}
