//! People, where they live, who receives their money, and what is known of them.

use super::{Failed, Told, Words, World};
use domain::facts::FactRow;
use domain::ids::UnitId;
use domain::people::{Channel, Death, Payee, PayeeGround, PersonRecord};
use jiff::civil::{Date, date};
use law::{FactKind, Sex};
use office::people::{self as registry, NewPerson};
use office::permission::Role;

/// `person NAME born DATE male|female [in UNIT] [since DATE] [homeless] [unpaid] [by bank]`: in a commune since its
/// birth or the day given, receiving its own money at the post office.
pub fn person(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let name = words.next("a name")?.to_owned();
    words.must("born")?;
    let text = words.next("a birth date")?;
    let born = domain::dates::parse_born_iso(text).ok_or_else(|| format!("no birth date: {text}"))?;
    let sex = match words.next("the sex")? {
        "male" => Sex::Male,
        "female" => Sex::Female,
        other => return Err(Failed::Text(format!("male or female, not {other}"))),
    };
    let unit = words.after("in")?.unwrap_or("Lộc Hưng");
    let since = words.date_after("since")?.unwrap_or_else(|| born.earliest());
    let residence = if words.takes("homeless") { None } else { Some(residence(world, unit, since)?) };
    let record = PersonRecord { full_name: name.clone(), sex, born, ethnicity: None, phone: None };
    let new = NewPerson { record, numbers: Vec::new(), facts: residence.into_iter().collect() };
    let ctx = world.ctx(Role::Specialist);
    let id = registry::add(&ctx, new)?;
    if !words.takes("unpaid") {
        let channel = if words.takes("bank") { Channel::Bank } else { Channel::Post };
        let from = since.max(date(2000, 1, 1));
        registry::set_payee(&ctx, id, receiver(&name, PayeeGround::SelfPaid, channel, from))?;
    }
    world.people.insert(name, id);
    Ok(Told::default())
}

/// `payee NAME GROUND "WHO" [bank|post|cash] from DATE`.
pub fn payee(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let person = world.person(words.next("a name")?)?;
    let ground = words.next("the ground")?;
    let ground = PayeeGround::from_word(ground).ok_or_else(|| format!("no ground: {ground}"))?;
    let who = words.next("who receives")?;
    let channel = words.keyword().and_then(Channel::from_word);
    if channel.is_some() {
        words.next("the channel")?;
    }
    words.must("from")?;
    let from = words.date("from")?;
    let payee = receiver(who, ground, channel.unwrap_or(Channel::Post), from);
    registry::set_payee(&world.ctx(Role::Specialist), person, payee)?;
    Ok(Told::default())
}

/// `died NAME on DATE`: reported today.
pub fn died(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let person = world.person(words.next("a name")?)?;
    words.must("on")?;
    let death = Death { died_on: words.date("on")?, certificate: None };
    registry::record_death(&world.ctx(Role::Specialist), person, Some(death))?;
    Ok(Told::default())
}

/// `alive NAME`: the reported death was a mistake.
pub fn alive(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let person = world.person(words.next("a name")?)?;
    registry::record_death(&world.ctx(Role::Specialist), person, None)?;
    Ok(Told::default())
}

/// `merge KEPT MERGED`: they are one person.
pub fn merge(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let kept = world.person(words.next("who is kept")?)?;
    let merged = world.person(words.next("who is merged")?)?;
    registry::merge(&world.ctx(Role::Specialist), kept, merged, "Giấy xác nhận của công an xã")?;
    Ok(Told::default())
}

/// `unmerge KEPT`: the newest merge into the person was a mistake.
pub fn unmerge(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let kept = world.person(words.next("who was kept")?)?;
    let ctx = world.ctx(Role::Specialist);
    let merges = registry::merges_into(&ctx, kept)?;
    let newest = merges.last().ok_or_else(|| "nobody was merged into the person".to_owned())?;
    registry::unmerge(&ctx, newest.id)?;
    Ok(Told::default())
}

/// `moved NAME to UNIT from DATE`.
pub fn moved(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let person = world.person(words.next("a name")?)?;
    words.must("to")?;
    let unit = words.next("a commune")?;
    words.must("from")?;
    let from = words.date("from")?;
    let fact = residence(world, unit, from)?;
    registry::record_fact(&world.ctx(Role::Specialist), person, fact)?;
    Ok(Told::default())
}

/// `fact NAME KIND [WORD …] [number N] [amount N] [day DATE] [of NAME] [flag1] … from DATE [until DATE]`: the columns
/// that `domain::facts` gives the kind; `-` leaves a word out.
pub fn fact(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let person = world.person(words.next("a name")?)?;
    let kind = words.next("the kind")?;
    let kind = FactKind::from_word(kind).ok_or_else(|| format!("no kind of fact: {kind}"))?;
    let mut row = FactRow::empty(kind, world.on, None);
    row.flags = usual_flags(kind);
    let mut position = 0;
    loop {
        match words.keyword() {
            Some("from") => break,
            Some("number") => row.numbers[0] = words.number_after("number")?,
            Some("amount") => row.amount = words.vnd_after("amount")?,
            Some("day") => row.ref_date = words.date_after("day")?,
            Some("of") => {
                let name = words.after("of")?.unwrap_or_default();
                row.ref_person = Some(world.person(name)?);
            }
            Some("ref") => row.ref_text = words.after("ref")?.map(str::to_owned),
            Some(flag @ ("flag1" | "flag2" | "flag3" | "flag4")) => {
                let index = usize::from(flag.as_bytes()[4] - b'1');
                words.next("a flag")?;
                row.flags[index] = Some(!words.takes("no"));
            }
            Some(_) | None => {
                let word = words.next("a word of the fact")?;
                let column = row.words.get_mut(position).ok_or_else(|| format!("too many words: {word}"))?;
                *column = (word != "-").then(|| word.to_owned());
                position += 1;
            }
        }
    }
    words.must("from")?;
    row.from = words.date("from")?;
    row.until = words.date_after("until")?;
    registry::record_fact(&world.ctx(Role::Specialist), person, row)?;
    Ok(Told::default())
}

/// What the flags of a kind say where the scenario says nothing.
fn usual_flags(kind: FactKind) -> [Option<bool>; 4] {
    match kind {
        FactKind::MeritStatus => [Some(false), Some(false), Some(true), Some(true)],
        FactKind::Residence | FactKind::SurvivorOf => [Some(false), Some(false), None, None],
        FactKind::Study => [Some(true), Some(false), None, None],
        FactKind::ChildStudy => [Some(true), None, None, None],
        FactKind::InjuryRate | FactKind::DisabledAdultChild | FactKind::Worship => {
            [Some(false), None, None, None]
        }
        _ => [None; 4],
    }
}

fn receiver(name: &str, ground: PayeeGround, channel: Channel, from: Date) -> Payee {
    let bank = channel == Channel::Bank;
    Payee {
        payee_person: None,
        name: name.to_owned(),
        ground,
        relation: None,
        paper: None,
        channel,
        point: (!bank).then(|| "Bưu cục số 1".to_owned()),
        bank: bank.then(|| "Ngân hàng Mẫu".to_owned()),
        account_number: bank.then(|| "5700000000001".to_owned()),
        account_holder: bank.then(|| name.to_owned()),
        from,
        until: None,
    }
}

fn residence(world: &World, unit: &str, from: Date) -> Result<FactRow, Failed> {
    let unit = find_unit(world, unit)?;
    let mut row = FactRow::empty(FactKind::Residence, from, None);
    row.unit = Some(unit.0);
    row.ref_text = Some(unit.1);
    row.flags = [Some(false), Some(false), None, None];
    Ok(row)
}

/// Id and code of a commune of the office's own area.
pub(super) fn find_unit(world: &World, name: &str) -> Result<(UnitId, String), Failed> {
    // Since July 2025 the communes lie in no town: they are found as they were before.
    let on = world.on.min(date(2025, 6, 30));
    let ctx = world.ctx(Role::Specialist);
    let found = ctx.read(office::Permission::ReadRegisters, |tx| {
        let own = store::units::by_key(tx, crate::office::UNIT)?.map(|unit| unit.id);
        Ok(store::units::by_name(tx, name, own, on)?)
    })?;
    let [unit] = found.as_slice() else {
        return Err(Failed::Text(format!("{} communes are called {name}", found.len())));
    };
    Ok((unit.id, unit.code.clone()))
}
