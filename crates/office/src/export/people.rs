//! People under social assistance, and what has changed with people: deaths and moves.

use super::registers::{Source, home, who};
use super::{List, day, mark};
use crate::import::headings::names_of;
use crate::import::kinds::{assistance as assistance_kind, changes as changes_kind};
use crate::import::register::Registered;
use crate::{Ctx, OfficeError};
use domain::dates::short;
use domain::facts::{FactKind, FactRow};
use domain::ids::PersonId;
use domain::labels::{CATEGORIES, Labelled};
use domain::people::NumberKind;
use law::facts::{
    BenefitKind, CareBy, Degree, HouseholdClass, MaritalStatus, Parent, ParentStatus, SupportStatus,
};
use law::{Month, Scheme, What};
use std::collections::HashMap;
use store::as_of::AsOf;
use store::{Tx, enrolments};

const ASSISTANCE: &[&str] = &names_of::<25>(assistance_kind::KIND.columns);
const CHANGES: &[&str] = &names_of::<14>(changes_kind::KIND.columns);

/// Everybody with a code of the office who draws, or asked for, social assistance, with what the law must know.
pub fn assistance(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let drawn = categories(ctx, tx)?;
    let mut people: Vec<(&PersonId, &Registered)> = source.register.people.iter().collect();
    people.sort_by_key(|(id, _)| **id);
    let mut rows = Vec::new();
    for (id, person) in people {
        let code = person.numbers.iter().find(|number| number.kind == NumberKind::File);
        let (Some(code), Some(category)) = (code, drawn.get(id)) else { continue };
        let [name, man, woman, number] = who(person);
        let [commune, hamlet] = source.place(home(ctx, person).as_ref());
        let mut row = vec![code.number.clone(), name, man, woman, String::new(), String::new(), number];
        row.extend([commune, hamlet, person.record.ethnicity.clone().unwrap_or_default(), category.clone()]);
        row.extend(known(ctx, person));
        rows.push(row);
    }
    Ok(List { title: "Đối tượng bảo trợ xã hội", headings: ASSISTANCE, rows })
}

/// The label of the category in which each person draws now, or drew last.
fn categories(ctx: &Ctx, tx: &mut Tx) -> Result<HashMap<PersonId, String>, OfficeError> {
    let as_of = AsOf::known_on(tx, ctx.office, ctx.on)?;
    let items = enrolments::items(tx, ctx.office, &as_of)?;
    let mut found = HashMap::new();
    for enrolment in enrolments::of_office(tx, ctx.office)? {
        if !matches!(enrolment.scheme, Scheme::SocialAllowance | Scheme::SocialPension | Scheme::CareSupport)
        {
            continue;
        }
        let items = items.get(&enrolment.id).map_or(&[][..], Vec::as_slice);
        let named = items.iter().filter(|item| !item.terms.is_empty() && item.decision.binds(ctx.on));
        let Some(last) = named.max_by_key(|item| (item.from_month, item.decision.dated())) else { continue };
        let id = &last.terms[0].terms.category;
        let label = CATEGORIES.iter().find(|(_, one)| one.id() == &**id).and_then(|(_, one)| one.label());
        // The own allowance says more of a person than the support of a household.
        if let Some(label) = label
            && (enrolment.scheme != Scheme::CareSupport || !found.contains_key(&enrolment.person))
        {
            found.insert(enrolment.person, label.to_owned());
        }
    }
    Ok(found)
}

/// From `Mức độ khuyết tật` to `Ngày nộp tờ khai`: what holds today.
fn known(ctx: &Ctx, person: &Registered) -> Vec<String> {
    let holding: Vec<(&FactRow, What)> = person
        .facts
        .iter()
        .map(|(_, row)| row)
        .filter(|row| row.holds_on(ctx.on) || row.from > ctx.on && row.until.is_none())
        .filter_map(|row| row.to_what().ok().map(|what| (row, what)))
        .collect();
    let text = |pick: &dyn Fn(&What) -> Option<String>| {
        holding.iter().find_map(|(_, what)| pick(what)).unwrap_or_default()
    };
    let from = |kind: FactKind| holding.iter().find(|(row, _)| row.kind == kind).map(|(row, _)| row.from);
    let parent = |which: Parent| {
        text(&|what| match what {
            What::Parent { which: one, status } if *one == which => Some(label::<ParentStatus>(*status)),
            _ => None,
        })
    };
    let benefit = |wanted: BenefitKind| {
        text(&|what| match what {
            What::Benefit { kind, amount } if *kind == wanted => Some(amount.0.to_string()),
            _ => None,
        })
    };
    let children = holding.iter().filter_map(|(_, what)| match what {
        What::Child { reference, born } => Some(format!("{reference}: {}", short(*born))),
        _ => None,
    });
    let one = |what: &What, wanted: fn(&What) -> Option<String>| wanted(what);
    let column = |wanted: fn(&What) -> Option<String>| text(&|what| one(what, wanted));
    vec![
        column(
            |what| if let What::Disability { degree } = what { Some(label::<Degree>(*degree)) } else { None },
        ),
        day(from(FactKind::Disability)),
        column(|what| match what {
            What::Household { class } => Some(label::<HouseholdClass>(*class)),
            _ => None,
        }),
        column(|what| match what {
            What::Support { status } => Some(label::<SupportStatus>(*status)),
            _ => None,
        }),
        parent(Parent::Father),
        parent(Parent::Mother),
        mark(from(FactKind::Abandoned).is_some()),
        column(|what| match what {
            What::Marital { status } => Some(label::<MaritalStatus>(*status)),
            _ => None,
        }),
        children.collect::<Vec<_>>().join("; "),
        column(|what| if let What::Care { by } = what { Some(label::<CareBy>(*by)) } else { None }),
        // Who may read it finds it on the person's page; a list that leaves the office does not tell.
        String::new(),
        benefit(BenefitKind::Pension),
        benefit(BenefitKind::SocialInsurance),
        day(from(FactKind::Application)),
    ]
}

fn label<T: Labelled>(value: T) -> String {
    value.label().to_owned()
}

/// Deaths and moves of the year up to today, the newest first.
pub fn changes(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let since = Month::of(ctx.on).plus(-12).first_day();
    let mut found = Vec::new();
    for (id, person) in &source.register.people {
        let mut event = |on: jiff::civil::Date, what: &str, place: [String; 2]| {
            if (since..=ctx.on).contains(&on) {
                let [name, man, woman, number] = who(person);
                let code = person.numbers.iter().find(|number| number.kind == NumberKind::File);
                let code = code.map_or_else(String::new, |code| code.number.clone());
                let [commune, hamlet] = place;
                let mut row =
                    vec![day(Some(on)), what.to_owned(), name, man, woman, String::new(), String::new()];
                row.extend([number, code, commune, hamlet, day(Some(on)), String::new(), String::new()]);
                found.push((on, *id, row));
            }
        };
        let place = |row: &FactRow| {
            let place = row.unit.map(|unit| domain::people::Place { unit, hamlet: row.hamlet.clone() });
            source.place(place.as_ref())
        };
        if let Some((_, death)) = &person.death {
            event(death.died_on, "Chết", source.place(home(ctx, person).as_ref()));
        }
        let mut homes: Vec<&FactRow> =
            person.facts.iter().map(|(_, row)| row).filter(|row| row.kind == FactKind::Residence).collect();
        homes.sort_by_key(|row| row.from);
        for pair in homes.windows(2).filter(|pair| pair[0].unit != pair[1].unit) {
            event(pair[1].from, "Chuyển đến", place(pair[1]));
        }
        if let Some(last) = homes.last()
            && let Some(until) = last.until
        {
            event(until, "Chuyển đi", place(last));
        }
    }
    found.sort_by_key(|(on, id, _)| (std::cmp::Reverse(*on), *id));
    let rows = found.into_iter().map(|(_, _, row)| row).collect();
    Ok(List { title: "Báo cáo tăng, giảm, thay đổi", headings: CHANGES, rows })
}
