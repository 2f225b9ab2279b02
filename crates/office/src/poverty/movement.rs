//! The movement of a year from the classes of two reviews, beside what communes report on paper.

use crate::{Ctx, OfficeError, Permission};
use domain::households::HouseholdClass;
use domain::ids::{HouseholdId, PersonId, UnitId};
use domain::poverty::{ClosingPaper, HouseholdYear, Listed, Movement, MovementReason, Stand, movement};
use jiff::civil::{Date, date};
use std::collections::{HashMap, HashSet};
use store::households::{self, ClassRow, MemberRow, PlaceRow};
use store::people::Known;
use store::poverty::review;
use store::{Tx, offices, people};

/// How many years back a household that comes to a list counts as fallen back; the definition was not found, so that
/// it is the office's setting. Without it only a reason written down makes a household fallen back.
pub const LOOK_BACK: &str = "poverty.look_back";

/// The movement from the review of the year before to that of the year, by commune.
pub fn movement_of(ctx: &Ctx, year: i16) -> Result<Movement, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| derive(tx, ctx, year))
}

/// What communes report of the year.
pub fn told_movement(ctx: &Ctx, year: i16) -> Result<Vec<ClosingPaper>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| told(tx, ctx, year))
}

pub(crate) fn told(tx: &mut Tx, ctx: &Ctx, year: i16) -> Result<Vec<ClosingPaper>, OfficeError> {
    let rows = review::closings(tx, ctx.office, Known::Now)?.into_iter().map(|(_, paper)| paper);
    Ok(rows.filter(|paper| paper.year == year).collect())
}

/// The reviews of the office in memory.
pub(crate) struct Reviews {
    classes: HashMap<(HouseholdId, i16), HouseholdClass>,
    places: HashMap<HouseholdId, Vec<PlaceRow>>,
    members: HashMap<HouseholdId, Vec<MemberRow>>,
    deaths: HashMap<PersonId, Date>,
}

impl Reviews {
    pub(crate) fn load(tx: &mut Tx, ctx: &Ctx) -> Result<Reviews, OfficeError> {
        let mut classes: HashMap<(HouseholdId, i16), HouseholdClass> = HashMap::new();
        // Oldest first: the class that a review gave, not those that a season within the year changed it to.
        for ClassRow { household, value, .. } in households::classes(tx, ctx.office, Known::Now)? {
            classes.entry((household, value.review_year)).or_insert(value.class);
        }
        let mut places: HashMap<HouseholdId, Vec<PlaceRow>> = HashMap::new();
        for row in households::places(tx, ctx.office, Known::Now)? {
            places.entry(row.household).or_default().push(row);
        }
        let mut members: HashMap<HouseholdId, Vec<MemberRow>> = HashMap::new();
        for row in households::members(tx, ctx.office, Known::Now)? {
            members.entry(row.member.household).or_default().push(row);
        }
        let deaths = people::all_deaths(tx, ctx.office, Known::Now)?;
        let deaths = deaths.into_iter().map(|row| (row.person, row.value.died_on)).collect();
        Ok(Reviews { classes, places, members, deaths })
    }

    pub(crate) fn class(&self, household: HouseholdId, year: i16) -> Option<HouseholdClass> {
        self.classes.get(&(household, year)).copied()
    }

    /// Living members on the day, the head first.
    pub(crate) fn members(&self, household: HouseholdId, day: Date) -> Vec<&MemberRow> {
        let rows = self.members.get(&household).map_or(&[][..], Vec::as_slice);
        let holds =
            |row: &&MemberRow| row.member.from <= day && row.member.until.is_none_or(|until| day < until);
        let lives = |row: &&MemberRow| self.deaths.get(&row.member.person).is_none_or(|died| day <= *died);
        let mut found: Vec<&MemberRow> = rows.iter().filter(holds).filter(lives).collect();
        found.sort_by_key(|row| (!row.member.is_head, row.member.person));
        found
    }

    /// Where it lives on the day, else where it lived first.
    pub(crate) fn unit(&self, household: HouseholdId, day: Date) -> Option<UnitId> {
        let rows = self.places.get(&household)?;
        let holds =
            |row: &&PlaceRow| row.value.from <= day && row.value.until.is_none_or(|until| day < until);
        rows.iter().find(holds).or(rows.first()).map(|row| row.value.place.unit)
    }

    pub(crate) fn hamlet(&self, household: HouseholdId, day: Date) -> Option<&str> {
        let rows = self.places.get(&household)?;
        let holds =
            |row: &&PlaceRow| row.value.from <= day && row.value.until.is_none_or(|until| day < until);
        rows.iter().find(holds)?.value.place.hamlet.as_deref()
    }

    fn stand(&self, household: HouseholdId, year: i16) -> Option<Stand> {
        let class = self.class(household, year)?;
        let day = date(year + 1, 1, 1);
        let people = i64::try_from(self.members(household, day).len()).unwrap_or(i64::MAX);
        Some(Stand { unit: self.unit(household, day)?, class, people })
    }

    /// On one of the lists in one of the years before the last review.
    fn was_listed(&self, household: HouseholdId, year: i16, look_back: i16) -> bool {
        let mut years = year - look_back..year - 1;
        years.any(|year| self.class(household, year).is_some_and(|class| Listed::of(class).is_some()))
    }

    pub(crate) fn movement(
        &self,
        year: i16,
        reasons: &HashMap<HouseholdId, MovementReason>,
        look_back: i16,
    ) -> Movement {
        let of_years = self.classes.keys().filter(|(_, of)| *of == year || *of == year - 1);
        let households: HashSet<HouseholdId> = of_years.map(|(household, _)| *household).collect();
        movement(households.into_iter().map(|household| HouseholdYear {
            before: self.stand(household, year - 1),
            after: self.stand(household, year),
            told: reasons.get(&household).copied(),
            was_listed: self.was_listed(household, year, look_back),
        }))
    }
}

pub(crate) fn derive(tx: &mut Tx, ctx: &Ctx, year: i16) -> Result<Movement, OfficeError> {
    let reviews = Reviews::load(tx, ctx)?;
    let reasons = reasons(tx, ctx, year)?;
    let setting = offices::settings_of(tx, ctx.office, LOOK_BACK)?;
    let look_back = setting.iter().find_map(|row| row.value.parse().ok()).unwrap_or_default();
    Ok(reviews.movement(year, &reasons, look_back))
}

pub(crate) fn reasons(
    tx: &mut Tx,
    ctx: &Ctx,
    year: i16,
) -> Result<HashMap<HouseholdId, MovementReason>, OfficeError> {
    let rows = review::reasons(tx, ctx.office, Known::Now)?.into_iter().map(|(_, reason)| reason);
    Ok(rows.filter(|reason| reason.year == year).map(|reason| (reason.household, reason.reason)).collect())
}
