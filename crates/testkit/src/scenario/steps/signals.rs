//! Lists taken over, and the people whom the system looks for.

use super::{Failed, Told, Words, World};
use law::Scheme;
use office::permission::Role;
use office::takeover::{self, ListedLine, Resolution};

/// `listed NAME SCHEME CATEGORY PART CLASS [rate N] [times N] [after NAME] amount N`: a line of the old list.
pub fn listed(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let person = world.person(words.next("a name")?)?;
    let scheme = words.next("a scheme")?;
    let scheme = Scheme::from_word(scheme).ok_or_else(|| format!("no scheme: {scheme}"))?;
    let category = words.next("a category")?.to_owned();
    let decided = super::decisions::terms(world, words, scheme, &category)?;
    words.must("amount")?;
    let amount = words.vnd("the amount")?;
    world.listed.push(ListedLine { person, terms: decided.terms, reference: decided.reference, amount });
    Ok(Told::default())
}

/// `takeover MONTH [by ACCOUNT] => NAME PART FINDING [ENGINE]; total N` of the lines listed so far.
pub fn takeover(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let month = words.month("the month")?;
    let lines = std::mem::take(&mut world.listed);
    let ctx = world.by(words, Role::Accountant)?;
    let taken = takeover::take_over(&ctx, month, &lines)?;
    let always = takeover::table(&ctx)?.into_iter().map(|view| {
        let (name, row) = (world.name(view.person), view.row);
        let engine = row.engine.filter(|engine| *engine != row.listed);
        let engine = engine.map(|amount| format!(" {}", amount.0)).unwrap_or_default();
        format!("{name} {} {}{engine}", row.key.part, row.finding)
    });
    Ok(Told { always: always.collect(), asked: vec![format!("total {}", taken.total.0)] })
}

/// `resolve NAME PART engine|keep [by ACCOUNT]`.
pub fn resolve(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let person = world.person(words.next("a name")?)?;
    let part = words.next("a part")?;
    let resolution = match words.next("keep or engine")? {
        "keep" => Resolution::Keep,
        "engine" => Resolution::Engine,
        other => return Err(Failed::Text(format!("keep or engine, not {other}"))),
    };
    let ctx = world.by(words, Role::Accountant)?;
    let table = takeover::table(&ctx)?;
    let line = table.iter().find(|view| view.person == person && &*view.row.key.part == part);
    let line = line.ok_or_else(|| format!("no line {part} was taken over"))?;
    takeover::resolve(&ctx, line.row.id, resolution)?;
    Ok(Told::default())
}

/// `signals MONTH => KIND NAME [PAID] [DUE]`; `-` where nobody or nothing is meant. A signal with a draft makes it
/// when asked: `signals MONTH draft KIND NAME as LABEL`.
pub fn signals(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let month = words.month("the month")?;
    let ctx = world.ctx(Role::Specialist);
    let found = office::signals::signals(&ctx, month)?;
    if words.takes("draft") {
        let kind = words.next("the kind of signal")?;
        let person = world.person(words.next("a name")?)?;
        let mut own = found.iter().filter(|one| one.kind.word() == kind && one.person == Some(person));
        let signal = own.next().ok_or_else(|| format!("no signal {kind}"))?;
        let id = office::signals::draft(&ctx, signal)?;
        words.must("as")?;
        let label = words.next("a name for the draft")?.to_owned();
        drop(ctx);
        world.decisions.insert(label, id);
        return Ok(Told::default());
    }
    let always = found.iter().map(|one| {
        let name = one.person.map_or_else(|| "-".to_owned(), |person| world.name(person));
        let sums: Vec<String> = match (one.paid, one.due) {
            (None, None) => Vec::new(),
            (paid, due) => [paid, due]
                .into_iter()
                .map(|sum| sum.map_or_else(|| "-".to_owned(), |amount| amount.0.to_string()))
                .collect(),
        };
        let mut told = vec![one.kind.word().to_owned(), name];
        told.extend(sums);
        told.join(" ")
    });
    Ok(Told { always: always.collect(), asked: Vec::new() })
}
