//! Duplicates: the same number, the same folded name, birth and commune; and people who are alike.

use super::search::{Hit, hit, lies_within, within};
use super::*;
use domain::duplicates::{Likeness, Trait, likeness};
use std::collections::HashSet;
use store::merges;
use store::names::{self, FoundPerson, Position, Stretch, Through, Walk};

/// Why people are listed together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sharing {
    Number(NumberKind, String),
    /// Folded name and birth as stored.
    NameAndBirth(String, String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateGroup {
    pub sharing: Sharing,
    /// Two or more, in the order of their ids.
    pub people: Vec<PersonId>,
}

/// All groups of the office, those by number first. A pair that shares both stands in two groups.
pub fn list_duplicates(ctx: &Ctx) -> Result<Vec<DuplicateGroup>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let by_number = people::same_number(tx, ctx.office)?
            .into_iter()
            .map(|(kind, number, person)| (Sharing::Number(kind, number), person));
        let by_name = people::same_name(tx, ctx.office)?
            .into_iter()
            .map(|(name, born, person)| (Sharing::NameAndBirth(name, born), person));
        let mut groups: Vec<DuplicateGroup> = Vec::new();
        for (sharing, person) in by_number.chain(by_name) {
            match groups.last_mut() {
                Some(last) if last.sharing == sharing => {
                    if last.people.last() != Some(&person) {
                        last.people.push(person);
                    }
                }
                _ => groups.push(DuplicateGroup { sharing, people: vec![person] }),
            }
        }
        Ok(groups)
    })
}

/// Two people who may be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub one: Hit,
    pub other: Hit,
    pub likeness: Likeness,
}

/// Pairs of the officer's areas that nobody has called distinct, the likest first, at most `limit`; and how many
/// there are in all.
pub fn propose(ctx: &Ctx, limit: usize) -> Result<(Vec<Proposal>, usize), OfficeError> {
    ctx.read(Permission::MergePeople, |tx| {
        let within = within(ctx, tx, None)?;
        let mut everybody = names::everybody(tx, ctx.office, ctx.on)?;
        everybody.retain(|one| lies_within(one, within.as_ref()));
        everybody.dedup_by_key(|one| one.person);
        let traits = traits(tx, ctx.office, &everybody)?;
        let distinct: HashSet<(PersonId, PersonId)> = merges::distinct(tx, ctx.office)?.into_iter().collect();
        let mut pairs = alike(&traits);
        pairs.retain(|(one, other, _)| {
            !distinct.contains(&(everybody[*one].person, everybody[*other].person))
        });
        pairs.sort_by_key(|(one, other, likeness)| (-likeness.points, *one, *other));
        let all = pairs.len();
        let shown = pairs.into_iter().take(limit).map(|(one, other, likeness)| {
            let (one, other) = (everybody[one].clone(), everybody[other].clone());
            Ok(Proposal { one: hit(tx, one)?, other: hit(tx, other)?, likeness })
        });
        Ok((shown.collect::<Result<Vec<_>, OfficeError>>()?, all))
    })
}

/// People of the register who may be the one that somebody is about to enter, the likest first.
pub fn similar(
    ctx: &Ctx,
    person: &Trait,
    except: Option<PersonId>,
) -> Result<Vec<(Hit, Likeness)>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let mut candidates: Vec<FoundPerson> = Vec::new();
        if let Some(number) = &person.citizen {
            for id in people::by_number(tx, ctx.office, NumberKind::Citizen, number)? {
                candidates.extend(names::one(tx, ctx.office, id, ctx.on)?);
            }
        }
        let year = person.born.earliest().year();
        for word in domain::names::search_words(&person.full_name).iter().rev() {
            let stretch = Stretch::of_word(word);
            if names::count(tx, &stretch, COMMON)? == COMMON && !candidates.is_empty() {
                continue;
            }
            let through = Through::Stretch(stretch);
            let walk = Walk { through, names: Vec::new(), born: (year - 1, year + 1), on: ctx.on };
            let rows = names::walk(tx, ctx.office, &walk, &Position::default(), COMPARED)?;
            candidates.extend(rows.into_iter().filter_map(|(_, found)| found));
        }
        candidates.sort_by_key(|one| one.person);
        candidates.dedup_by_key(|one| one.person);
        candidates.retain(|one| Some(one.person) != except);
        let traits = traits(tx, ctx.office, &candidates)?;
        let mut found = Vec::new();
        for (candidate, known) in candidates.into_iter().zip(&traits) {
            let likeness = likeness(person, known);
            if likeness.is_proposed() {
                found.push((candidate, likeness));
            }
        }
        found.sort_by_key(|(_, likeness)| -likeness.points);
        found.truncate(SIMILAR_MAX);
        found.into_iter().map(|(one, likeness)| Ok((hit(tx, one)?, likeness))).collect()
    })
}

/// A word that so many bear says little.
const COMMON: u32 = 2000;
const COMPARED: u32 = 2000;
const SIMILAR_MAX: usize = 5;

/// They are two people: the pair is not proposed again.
pub fn set_distinct(ctx: &Ctx, one: PersonId, other: PersonId) -> Result<(), OfficeError> {
    let detail = format!("person {one}, person {other}");
    ctx.write(Permission::MergePeople, "people.distinct", &detail, |tx, entry| {
        for person in [one, other] {
            found(tx, ctx.office, person)?;
        }
        let pair = (one.min(other), one.max(other));
        if merges::distinct(tx, ctx.office)?.contains(&pair) {
            return Ok(());
        }
        Ok(merges::insert_distinct(tx, ctx.office, pair, entry)?)
    })
}

/// What is compared; a handful of people ask for their own numbers, many for everybody's.
fn traits(tx: &mut Tx, office: OfficeId, found: &[FoundPerson]) -> Result<Vec<Trait>, OfficeError> {
    let mut citizens: HashMap<PersonId, String> = HashMap::new();
    let rows = if found.len() > FEW {
        people::all_numbers(tx, office, Known::Now)?
    } else {
        let mut rows = Vec::new();
        for one in found {
            rows.extend(people::numbers(tx, one.person, Known::Now)?);
        }
        rows
    };
    for row in rows.into_iter().filter(|row| row.value.kind == NumberKind::Citizen) {
        citizens.insert(row.person, row.value.number);
    }
    let one = |found: &FoundPerson| Trait {
        unit: found.unit,
        hamlet: found.hamlet.clone(),
        citizen: citizens.get(&found.person).cloned(),
        ..Trait::new(&found.full_name, found.born, found.sex)
    };
    Ok(found.iter().map(one).collect())
}

const FEW: usize = 500;

/// Pairs worth a look among those who share a birth date, a name or a number: all others have too few points.
fn alike(traits: &[Trait]) -> Vec<(usize, usize, Likeness)> {
    let mut blocks: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, one) in traits.iter().enumerate() {
        let born = domain::dates::born_iso(one.born);
        blocks.entry(one.key.clone()).or_default().push(index);
        if let Some(number) = &one.citizen {
            blocks.entry(format!("#{number}")).or_default().push(index);
        }
        let year = one.born.earliest().year();
        if matches!(one.born, domain::Born::Day(_)) {
            blocks.entry(born).or_default().push(index);
        }
        if let Some(unit) = one.unit {
            // A letter is wrong and only the year is known: the same commune and family name must hold.
            let family = one.key.split(' ').next().unwrap_or_default();
            blocks.entry(format!("{unit} {year} {family}")).or_default().push(index);
        }
    }
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for block in blocks.values_mut() {
        block.sort_by_key(|index| (traits[*index].born.earliest(), *index));
        for (at, one) in block.iter().enumerate() {
            for other in &block[at + 1..] {
                let apart = traits[*other].born.earliest().year() - traits[*one].born.earliest().year();
                let same_number =
                    traits[*one].citizen.is_some() && traits[*one].citizen == traits[*other].citizen;
                if apart > 10 && !same_number {
                    break;
                }
                let likeness = likeness(&traits[*one], &traits[*other]);
                let pair = (*one.min(other), *one.max(other));
                if likeness.is_proposed() && seen.insert(pair) {
                    found.push((pair.0, pair.1, likeness));
                }
            }
        }
    }
    found
}
