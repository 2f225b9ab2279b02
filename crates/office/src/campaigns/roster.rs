//! What drafting a list reads of the registry: who lives where, who draws what, which households are poor, whom a
//! martyr has left behind.

use crate::{Ctx, OfficeError};
use domain::campaigns::{CampaignLine, Candidate, Family, MartyrRole, Recipient, code_of};
use domain::decisions::Standing;
use domain::facts::{FactKind, FactRow};
use domain::households::HouseholdClass;
use domain::ids::{HouseholdId, OfficeId, PersonId};
use domain::merit_files::FileCategory;
use domain::people::Place;
use jiff::civil::Date;
use law::{Born, Month, Scheme};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use store::as_of::AsOf;
use store::people::Known;
use store::{Tx, enrolments, facts, households, merit_files, people, representatives};

/// The registry as it stands on the first day of a campaign.
pub(super) struct Roster {
    pub births: HashMap<PersonId, Born>,
    pub homes: HashMap<PersonId, Place>,
    pub households: Vec<Home>,
    /// People with merits and relatives who draw each month, with the codes of what they draw.
    pub merit: BTreeMap<PersonId, BTreeSet<Recipient>>,
    pub assisted: BTreeSet<PersonId>,
    by_ministry: HashSet<PersonId>,
}

/// A poor or near-poor household with its living head.
pub(super) struct Home {
    pub id: HouseholdId,
    pub class: HouseholdClass,
    pub head: Option<PersonId>,
    pub place: Option<Place>,
}

/// Somebody whom a line's rule names.
pub(super) struct Named {
    pub person: Option<PersonId>,
    pub household: Option<HouseholdId>,
    pub place: Option<Place>,
}

fn holds(from: Date, until: Option<Date>, day: Date) -> bool {
    from <= day && until.is_none_or(|until| day < until)
}

impl Roster {
    pub fn load(ctx: &Ctx, tx: &mut Tx, day: Date, year: i16) -> Result<Roster, OfficeError> {
        let dead = dead_on(tx, ctx.office, day)?;
        let records = people::records(tx, ctx.office, Known::Now)?.into_iter();
        let births: HashMap<PersonId, Born> = records
            .filter(|row| !dead.contains(&row.person))
            .map(|row| (row.person, row.value.born))
            .collect();
        let (mut homes, mut rates) = (HashMap::new(), HashMap::new());
        for row in facts::of_office(tx, ctx.office, Known::Now)? {
            keep(&row.value, row.person, day, &mut homes, &mut rates);
        }
        let ministry = representatives::paid_by_ministry(tx, ctx.office, Known::Now)?.into_iter();
        let by_ministry = ministry.filter(|(_, row)| row.year == year).map(|(_, row)| row.person).collect();
        let mut roster = Roster {
            households: poor_households(tx, ctx.office, day, &births)?,
            births,
            homes,
            merit: BTreeMap::new(),
            assisted: BTreeSet::new(),
            by_ministry,
        };
        roster.enrolled(ctx, tx, day, &rates)?;
        Ok(roster)
    }

    fn enrolled(
        &mut self,
        ctx: &Ctx,
        tx: &mut Tx,
        day: Date,
        rates: &HashMap<PersonId, u8>,
    ) -> Result<(), OfficeError> {
        let as_of = AsOf::known_on(tx, ctx.office, ctx.on)?;
        let mut items = enrolments::items(tx, ctx.office, &as_of)?;
        for enrolment in enrolments::of_office(tx, ctx.office)? {
            let own = items.remove(&enrolment.id).unwrap_or_default();
            let standing = crate::entitlement::standing(&own, Month::of(day), ctx.on);
            let Standing::Granted { terms, .. } = standing else { continue };
            if !self.births.contains_key(&enrolment.person) {
                continue;
            }
            match enrolment.scheme {
                Scheme::Merit => {
                    let codes = self.merit.entry(enrolment.person).or_default();
                    let rate = rates.get(&enrolment.person).copied();
                    codes.extend(terms.terms.iter().filter_map(|decided| code_of(&decided.terms, rate)));
                }
                Scheme::SocialAllowance | Scheme::SocialPension => {
                    self.assisted.insert(enrolment.person);
                }
                Scheme::Institution | Scheme::CareSupport | Scheme::SocialOneOff | Scheme::MeritOneOff => {}
            }
        }
        Ok(())
    }

    /// For the allocation of the State President's gifts.
    pub fn candidates(&self) -> Vec<Candidate> {
        let drawing = self.merit.iter().map(|(person, codes)| Candidate {
            person: *person,
            codes: codes.iter().copied().collect(),
            by_ministry: self.by_ministry.contains(person),
        });
        let others = self.by_ministry.iter().filter(|person| !self.merit.contains_key(person));
        let others = others.map(|person| Candidate { person: *person, codes: Vec::new(), by_ministry: true });
        drawing.chain(others).collect()
    }

    /// Whom the rule of a line names; `None`: the line has no rule, its gifts come by list.
    pub fn named(&self, line: &CampaignLine, day: Date) -> Result<Option<Vec<Named>>, OfficeError> {
        let of_people = |people: Vec<PersonId>| {
            let named = people.into_iter().map(|person| Named {
                person: Some(person),
                household: None,
                place: self.homes.get(&person).cloned(),
            });
            named.collect::<Vec<_>>()
        };
        let of_class = |class: HouseholdClass| {
            let homes = self.households.iter().filter(|home| home.class == class);
            let named = homes.map(|home| Named {
                person: home.head,
                household: Some(home.id),
                place: home.place.clone(),
            });
            named.collect::<Vec<_>>()
        };
        let mut named = match line.recipient {
            Recipient::Merit => of_people(self.merit.keys().copied().collect()),
            Recipient::Assistance => of_people(self.assisted.iter().copied().collect()),
            Recipient::Poor => of_class(HouseholdClass::Poor),
            Recipient::NearPoor => of_class(HouseholdClass::NearPoor),
            Recipient::Elderly | Recipient::Children => of_people(self.of_age(line, day)?),
            Recipient::Workers | Recipient::Forces | Recipient::Members | Recipient::Other => {
                return Ok(None);
            }
            _ => return Ok(None),
        };
        if let Some(unit) = line.unit {
            named.retain(|one| one.place.as_ref().is_some_and(|place| place.unit == unit));
        }
        Ok(Some(named))
    }

    /// People who surely are of the age that the line says on the day.
    fn of_age(&self, line: &CampaignLine, day: Date) -> Result<Vec<PersonId>, OfficeError> {
        if line.age_from.is_none() && line.age_below.is_none() {
            let message = "Dự toán cho trẻ em hoặc người cao tuổi phải ghi độ tuổi (Từ tuổi, Dưới tuổi).";
            return Err(OfficeError::refused("age_missing", message));
        }
        let fits = |born: &Born| {
            line.age_from.is_none_or(|age| years(born.latest(), day) >= age)
                && line.age_below.is_none_or(|age| years(born.earliest(), day) < age)
        };
        let mut found: Vec<PersonId> =
            self.births.iter().filter(|(_, born)| fits(born)).map(|(person, _)| *person).collect();
        found.retain(|person| self.homes.contains_key(person));
        found.sort_unstable();
        Ok(found)
    }
}

/// Completed years.
fn years(born: Date, day: Date) -> i64 {
    let passed = (day.month(), day.day()) >= (born.month(), born.day());
    i64::from(day.year()) - i64::from(born.year()) - i64::from(!passed)
}

fn keep(
    row: &FactRow,
    person: PersonId,
    day: Date,
    homes: &mut HashMap<PersonId, Place>,
    rates: &mut HashMap<PersonId, u8>,
) {
    if !holds(row.from, row.until, day) {
        return;
    }
    match (row.kind, row.unit, row.numbers[0]) {
        (FactKind::Residence, Some(unit), _) => {
            homes.insert(person, Place { unit, hamlet: row.hamlet.clone() });
        }
        (FactKind::InjuryRate, _, Some(rate)) => {
            let rate = u8::try_from(rate).unwrap_or(0);
            let highest = rates.get(&person).copied().unwrap_or(0).max(rate);
            rates.insert(person, highest);
        }
        _ => {}
    }
}

fn dead_on(tx: &mut Tx, office: OfficeId, day: Date) -> Result<HashSet<PersonId>, OfficeError> {
    let deaths = people::all_deaths(tx, office, Known::Now)?.into_iter();
    Ok(deaths.filter(|row| row.value.died_on <= day).map(|row| row.person).collect())
}

fn poor_households(
    tx: &mut Tx,
    office: OfficeId,
    day: Date,
    living: &HashMap<PersonId, Born>,
) -> Result<Vec<Home>, OfficeError> {
    let mut heads = HashMap::new();
    for row in households::members(tx, office, Known::Now)? {
        let member = row.member;
        if member.is_head && holds(member.from, member.until, day) && living.contains_key(&member.person) {
            heads.insert(member.household, member.person);
        }
    }
    let mut places = HashMap::new();
    for row in households::places(tx, office, Known::Now)? {
        if holds(row.value.from, row.value.until, day) {
            places.insert(row.household, row.value.place);
        }
    }
    let mut found = Vec::new();
    for row in households::classes(tx, office, Known::Now)? {
        let class = row.value;
        if class.class != HouseholdClass::Other && holds(class.from, class.until, day) {
            let (head, place) = (heads.get(&row.household).copied(), places.get(&row.household).cloned());
            found.push(Home { id: row.household, class: class.class, head, place });
        }
    }
    Ok(found)
}

/// The martyrs of the office with their living relatives and worshippers on a day, and whom the register of the year
/// names.
pub(crate) fn families(
    tx: &mut Tx,
    office: OfficeId,
    day: Date,
    year: i16,
) -> Result<Vec<Family>, OfficeError> {
    let dead = dead_on(tx, office, day)?;
    let mut by_file = HashMap::new();
    let mut found: BTreeMap<PersonId, Family> = BTreeMap::new();
    for row in merit_files::files(tx, office, Known::Now)? {
        let martyr = row.file.person;
        if row.file.category == FileCategory::Martyr {
            by_file.insert(row.id, martyr);
            let empty = Family { martyr, relatives: Vec::new(), worshippers: Vec::new(), chosen: None };
            found.entry(martyr).or_insert(empty);
        }
    }
    for row in merit_files::relatives(tx, office, Known::Now)? {
        let relative = row.relative;
        let family = by_file.get(&relative.file).and_then(|martyr| found.get_mut(martyr));
        let Some(family) = family.filter(|_| holds(relative.from, relative.until, day)) else { continue };
        if !dead.contains(&relative.person) {
            let members = if relative.worships { &mut family.worshippers } else { &mut family.relatives };
            members.push(relative.person);
        }
    }
    for (_, row) in representatives::of_office(tx, office, Known::Now)? {
        if row.year != year {
            continue;
        }
        if let Some(family) = found.get_mut(&row.martyr) {
            family.chosen = Some(row.person);
            // Who is registered as the worshipper needs no file of relatives beside it.
            if row.role == MartyrRole::Worshipper && !family.worshippers.contains(&row.person) {
                family.worshippers.push(row.person);
            }
        }
    }
    Ok(found.into_values().collect())
}
