//! `Danh sách tăng, giảm thẻ bảo hiểm y tế`: who came under a scheme that brings a card, and who left, month by month.
//! It is worked out from the decisions and deaths as they were known at the end of each month, and kept nowhere.

use super::registers::{Source, who};
use super::{List, derived};
use crate::import::Kind;
use crate::import::headings::{
    CITIZEN, COMMUNE, Column, FILE_CODE, FULL_NAME, HAMLET, Input, MAN_BORN, WOMAN_BORN, names_of, required,
};
use crate::{Ctx, OfficeError};
use domain::dates;
use domain::decisions::{Item, Origin, Standing, Timeline};
use domain::ids::PersonId;
use domain::people::{NumberKind, Place};
use jiff::civil::Date;
use law::{Month, Scheme};
use std::collections::{BTreeMap, HashMap};
use store::Tx;
use store::as_of::AsOf;
use store::enrolments;

const COLUMNS: &[Column] = &[
    required("Tháng").ask(Input::Month),
    required("Biến động").ask(Input::Choice(|| vec!["Tăng", "Giảm"])),
    FILE_CODE,
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    CITIZEN,
    COMMUNE,
    HAMLET,
    required("Nhóm"),
    required("Căn cứ"),
];

pub const HEALTH_INSURANCE: Kind =
    derived("health_insurance", "Danh sách tăng, giảm thẻ bảo hiểm y tế", None, COLUMNS, health_insurance);

/// Whose budget buys the card; of several the first counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Merit,
    MeritRelative,
    Assistance,
    SocialPension,
}

impl Group {
    fn of(scheme: Scheme, stream: &str, item: &Item) -> Option<Group> {
        match scheme {
            // Education support alone brings no card.
            Scheme::Merit if stream == "education" => None,
            Scheme::Merit if item.terms.iter().any(|one| one.terms.part.starts_with("survivor")) => {
                Some(Group::MeritRelative)
            }
            Scheme::Merit => Some(Group::Merit),
            Scheme::SocialAllowance => Some(Group::Assistance),
            Scheme::SocialPension => Some(Group::SocialPension),
            Scheme::Institution | Scheme::CareSupport | Scheme::SocialOneOff | Scheme::MeritOneOff => None,
        }
    }

    fn label(self) -> &'static str {
        match self {
            Group::Merit => "Người có công",
            Group::MeritRelative => "Thân nhân người có công",
            Group::Assistance => "Bảo trợ xã hội",
            Group::SocialPension => "Hưu trí xã hội",
        }
    }
}

/// What a person's card rested on at the end of a month.
#[derive(Clone, Debug)]
struct Held {
    group: Group,
    /// The paper, or the death, that says so.
    ground: String,
    /// Came with the list taken over, which is news of no month.
    taken_over: bool,
}

/// Increases and decreases from the opening month to that of `ctx.on`.
pub fn health_insurance(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let opening = crate::payroll::opening(tx, ctx.office)?;
    let today = AsOf::known_on(tx, ctx.office, ctx.on)?;
    let items = enrolments::items(tx, ctx.office, &today)?;
    let enrolled = enrolments::of_office(tx, ctx.office)?;
    let source = Source::load(ctx, tx)?;
    let mut rows = Vec::new();
    let mut before: Option<BTreeMap<PersonId, Held>> = None;
    let mut last_word: HashMap<PersonId, String> = HashMap::new();
    for month in opening.previous().through(Month::of(ctx.on)) {
        let day = month.last_day().min(ctx.on);
        let then = AsOf::known_on(tx, ctx.office, day)?;
        let deaths = enrolments::deaths(tx, ctx.office, &then)?;
        let mut now: BTreeMap<PersonId, Held> = BTreeMap::new();
        for enrolment in &enrolled {
            let own = items.get(&enrolment.id).map_or(&[][..], Vec::as_slice);
            let person = enrolment.person;
            if let Some(died) = deaths.get(&person).filter(|died| **died <= day) {
                last_word.insert(person, format!("Chết ngày {}", dates::short(*died)));
            } else if let Some(held) = held(enrolment.scheme, &enrolment.stream, own, month, day) {
                let other = now.entry(person).or_insert_with(|| held.clone());
                if held.group < other.group {
                    *other = held;
                }
            } else if let Some(by) = Timeline::of(own, day).at(month).by() {
                last_word.entry(person).or_insert_with(|| by.decision.told());
            }
        }
        let Some(known) = before.replace(now.clone()) else { continue };
        for (person, held) in &now {
            if !known.contains_key(person) && !held.taken_over {
                rows.push(row(ctx, &source, *person, month, "Tăng", held.group, &held.ground)?);
            }
        }
        for (person, held) in known.iter().filter(|(person, _)| !now.contains_key(person)) {
            let why = last_word.get(person).map_or("", String::as_str);
            rows.push(row(ctx, &source, *person, month, "Giảm", held.group, why)?);
        }
    }
    Ok(List { title: "Tăng, giảm thẻ BHYT", headings: const { &names_of::<11>(COLUMNS) }, rows })
}

fn held(scheme: Scheme, stream: &str, items: &[Item], month: Month, day: Date) -> Option<Held> {
    match Timeline::of(items, day).at(month) {
        // A suspended allowance leaves the card.
        Standing::Granted { terms, by } | Standing::Suspended { terms, by } => Some(Held {
            group: Group::of(scheme, stream, terms)?,
            ground: by.decision.told(),
            taken_over: by.decision.origin == Origin::Takeover,
        }),
        Standing::Nothing | Standing::Ended { .. } => None,
    }
}

fn row(
    ctx: &Ctx,
    source: &Source,
    person: PersonId,
    month: Month,
    news: &str,
    group: Group,
    ground: &str,
) -> Result<Vec<String>, OfficeError> {
    let known = source.person(person)?;
    let [name, man, woman, citizen] = who(known);
    let home =
        known.residence(ctx.on).and_then(|row| Some(Place { unit: row.unit?, hamlet: row.hamlet.clone() }));
    let [commune, hamlet] = source.place(home.as_ref());
    let code = known.numbers.iter().find(|number| number.kind == NumberKind::File);
    let code = code.map_or_else(String::new, |number| number.number.clone());
    let month = dates::month_short(month);
    let (news, group) = (news.to_owned(), group.label().to_owned());
    Ok(vec![month, news, code, name, man, woman, citizen, commune, hamlet, group, ground.to_owned()])
}
