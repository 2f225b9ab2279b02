//! Deaths of the year: who, when, and when the office hears of it.

use jiff::civil::Date;

use crate::merit::{EXPOSURE, MOTHER, SICK_SOLDIER, WAR_INVALID};
use crate::month::{Month, ymd};
use crate::names;
use crate::office::Office;
use crate::person::PersonId;
use crate::rng::Rng;
use crate::targets;
use crate::year::Change;

/// Kind of a report's line.
pub const DIED: &str = "Chết";
const DEATHS_A_MONTH: i64 = 29;
/// War invalids and others of 61 per cent and more whose widows are granted something in the year.
pub const WITH_WIDOWS: usize = 5;

/// Lets people of the old list die and their communes report it.
pub fn generate(office: &mut Office) {
    let mut rng = office.rng("deaths");
    let named = named(office);
    for (n, person) in named.into_iter().enumerate() {
        let month = Month::new(2023, 2 + i32::try_from(n).unwrap_or(0) % 9);
        // Two families say nothing for three months.
        let reported = month.plus(if matches!(n, 3 | 4) { 3 } else { 0 }).day(19);
        die(office, person, month.day(rng.between(2, 15)), reported);
    }
    let mut candidates = candidates(office);
    for month in 0..=12 {
        // Month 0 is December 2022: the list was already made.
        let count = if month == 0 { 7 } else { DEATHS_A_MONTH + rng.between(-3, 3) };
        for _ in 0..count {
            let Some(person) = draw(&mut rng, &mut candidates) else { return };
            let died = Month::new(2022, 12).plus(month).day(rng.between(1, 28));
            if let Some(reported) = report(&mut rng, died) {
                die(office, person, died, reported);
            }
        }
    }
}

/// Deaths that other lists count on: two Heroic Mothers, three single poor households, five invalids.
fn named(office: &Office) -> Vec<PersonId> {
    let mothers =
        office.files.iter().filter(|f| f.category == MOTHER && office.people.all[f.person].died.is_none());
    let leaving = targets::HEROIC_MOTHERS_LIVING_2022 - targets::HEROIC_MOTHERS_LIVING_2023;
    let poor = office.households.iter().filter(|h| h.path == "PP-");
    let invalids = office.files.iter().filter(|f| {
        let person = &office.people.all[f.person];
        matches!(f.category, WAR_INVALID | SICK_SOLDIER | EXPOSURE)
            && f.kind.is_empty()
            && f.rate.is_some_and(|rate| (61..81).contains(&rate))
            && person.died.is_none()
            && !person.female
            && !person.reserved
    });
    mothers
        .map(|f| f.person)
        .take(leaving)
        .chain(poor.map(|h| h.members[0].0))
        .chain(invalids.map(|f| f.person).step_by(7).take(WITH_WIDOWS))
        .collect()
}

/// Everybody whom the dice may take, with a weight by age and frailty.
fn candidates(office: &Office) -> Vec<(PersonId, u64)> {
    let day = ymd(2023, 6, 30);
    let mut people: Vec<PersonId> = office
        .enrolments
        .iter()
        .map(|e| e.person)
        .filter(|p| {
            let person = &office.people.all[*p];
            !person.listed && !person.reserved && person.died.is_none()
        })
        .collect();
    people.sort_unstable();
    people.dedup();
    people
        .into_iter()
        .map(|person| {
            let weight = match office.people.all[person].age_on(day) {
                ..=17 => 0,
                18..=59 => 1,
                60..=69 => 2,
                70..=79 => 3,
                80..=84 => 5,
                85..=89 => 9,
                _ => 15,
            };
            (person, weight)
        })
        .collect()
}

fn draw(rng: &mut Rng, candidates: &mut Vec<(PersonId, u64)>) -> Option<PersonId> {
    let mut left = rng.below(candidates.iter().map(|(_, weight)| weight).sum());
    let position = candidates.iter().position(|(_, weight)| {
        let here = left < *weight;
        left = left.saturating_sub(*weight);
        here
    })?;
    Some(candidates.swap_remove(position).0)
}

/// Most deaths are in the report of their month or the next; some come two or three months late. Nothing when
/// the year is over by then.
fn report(rng: &mut Rng, died: Date) -> Option<Date> {
    let next = i32::from(died.day() > 17);
    let late = *rng.weighted(&[(0, 860), (1, 90), (2, 35), (3, 15)]);
    let month = Month::of(died).plus(next + late).max(Month::new(2023, 1));
    (month <= Month::new(2023, 12)).then(|| month.day(19))
}

fn die(office: &mut Office, person: PersonId, died: Date, reported: Date) {
    let who = &mut office.people.all[person];
    (who.died, who.death_reported, who.reserved) = (Some(died), Some(reported), true);
    let note =
        if Month::of(reported).since(Month::of(died)) > 1 { "Gia đình khai tử muộn" } else { "" };
    let content = heir(office, person, reported);
    office.changes.push(Change { reported, kind: DIED, person, happened: died, content, note });
}

/// Who of the family receives what was still owed, in four of five reports; nothing where they do not agree yet.
/// Stable for a person: the dice of the deaths stay as they fall.
fn heir(office: &Office, person: PersonId, reported: Date) -> String {
    let mut rng = office.rng(&format!("heir {person}"));
    if !rng.chance(800) {
        return String::new();
    }
    let who = &office.people.all[person];
    let (born, spouse) = (who.born.year(), if who.female { "Chồng" } else { "Vợ" });
    let relation = match who.age_on(reported) {
        ..=17 => *rng.weighted(&[("Mẹ", 700), ("Cha", 300)]),
        18..=44 => *rng.weighted(&[("Mẹ", 450), ("Cha", 200), ("Em", 350)]),
        45..=69 => *rng.weighted(&[("Con", 550), (spouse, 250), ("Em", 200)]),
        _ => *rng.weighted(&[("Con", 780), (spouse, 90), ("Cháu", 130)]),
    };
    let (female, year) = match relation {
        "Mẹ" => (true, born - 24),
        "Cha" => (false, born - 26),
        "Vợ" => (true, born + 3),
        "Chồng" => (false, born - 2),
        "Em" => (rng.chance(500), born + 3),
        "Cháu" => (rng.chance(500), born + 50),
        _ => (rng.chance(500), born + 26),
    };
    let of_the_family = matches!(relation, "Cha" | "Em") || (relation == "Con" && !who.female);
    let family = if of_the_family { who.family() } else { names::family(&mut rng) };
    let name = names::full(&mut rng, family, female, year);
    let paper = rng.between(1, 400);
    format!("Người nhận: {name}; Quan hệ: {relation}; Giấy tờ: Giấy xác nhận số {paper}/XN-UBND")
}
