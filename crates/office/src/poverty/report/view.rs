//! The households of a review as the report's forms look at them.

use crate::poverty::movement::{Reviews, reasons};
use crate::{Ctx, OfficeError};
use domain::Sex;
use domain::dates::born_short;
use domain::ids::{HouseholdId, PersonId, UnitId};
use domain::people::PersonRecord;
use domain::poverty::{Cause, Form, FormKind, Listed, MovementReason, SeasonKind};
use jiff::civil::{Date, date};
use law::Scheme;
use std::collections::{BTreeMap, HashMap, HashSet};
use store::people::Known;
use store::poverty::{forms, review};
use store::{Tx, enrolments, households, merit_files, people, units};

/// A household of the lists, with what the forms count.
pub(super) struct HouseholdView {
    pub id: HouseholdId,
    pub code: String,
    pub unit: UnitId,
    pub hamlet: String,
    pub listed: Option<Listed>,
    before: Option<Listed>,
    fell_back: bool,
    pub members: Vec<MemberView>,
    pub people: i64,
    /// Under 16 on the day on which the classes begin to hold.
    pub children: i64,
    /// Of the head.
    pub ethnicity: String,
    pub female_head: bool,
    pub merit: bool,
    pub assisted: bool,
    pub no_labour: bool,
    pub deprived: Vec<u8>,
    pub causes: Vec<Cause>,
    pub wishes: String,
}

pub(super) struct MemberView {
    pub name: String,
    pub man_born: String,
    pub woman_born: String,
    pub ethnicity: String,
    pub relation: String,
}

impl HouseholdView {
    pub fn is_minority(&self) -> bool {
        !self.ethnicity.is_empty() && self.ethnicity != MAJORITY
    }

    /// 0 ethnic minority, 1 without capacity to work, 2 with a person with merits, 3 other.
    pub fn group(&self) -> usize {
        let belongs = [self.is_minority(), self.no_labour, self.merit];
        belongs.iter().position(|belongs| *belongs).unwrap_or(belongs.len())
    }

    /// The mark of the name list.
    pub fn status(&self, listed: Listed) -> &'static str {
        match (listed, self.before == Some(listed), self.fell_back) {
            (Listed::Poor, true, _) => "Nghèo cũ",
            (Listed::Poor, false, true) => "Tái nghèo",
            (Listed::Poor, false, false) => "Nghèo mới",
            (Listed::NearPoor, true, _) => "Cận nghèo cũ",
            (Listed::NearPoor, false, true) => "Tái cận nghèo",
            (Listed::NearPoor, false, false) => "Cận nghèo mới",
        }
    }
}

const MAJORITY: &str = "Kinh";

pub(super) struct Views {
    pub year: i16,
    /// By commune and code.
    pub households: Vec<HouseholdView>,
    /// Communes with households or totals, by their codes.
    pub units: Vec<(UnitId, String)>,
}

impl Views {
    pub fn load(tx: &mut Tx, ctx: &Ctx, year: i16) -> Result<Views, OfficeError> {
        let source = Source::load(tx, ctx, year)?;
        let codes = households::codes(tx, ctx.office)?;
        let mut found: Vec<HouseholdView> =
            codes.into_iter().filter_map(|(id, code)| source.view(id, code, year)).collect();
        let mut named: BTreeMap<UnitId, (String, String)> = BTreeMap::new();
        let totals = households::totals(tx, ctx.office, Known::Now)?;
        let of_year = totals.iter().filter(|row| row.total.review_year == year).map(|row| row.total.unit);
        let all: HashSet<UnitId> = of_year.chain(found.iter().map(|one| one.unit)).collect();
        for unit in all {
            if let Some(row) = units::by_id(tx, unit)? {
                named.insert(unit, (row.code.clone(), row.full_name()));
            }
        }
        let code = |unit: UnitId| named.get(&unit).map_or("", |(code, _)| code.as_str());
        found.sort_by(|a, b| (code(a.unit), &a.code).cmp(&(code(b.unit), &b.code)));
        let mut units: Vec<(UnitId, (String, String))> = named.clone().into_iter().collect();
        units.sort_by(|a, b| a.1.0.cmp(&b.1.0));
        let units = units.into_iter().map(|(unit, (_, name))| (unit, name)).collect();
        Ok(Views { year, households: found, units })
    }

    pub fn of(&self, listed: Listed) -> impl Iterator<Item = &HouseholdView> {
        self.households.iter().filter(move |one| one.listed == Some(listed))
    }

    pub fn name(&self, unit: UnitId) -> String {
        self.units.iter().find(|(id, _)| *id == unit).map_or_else(String::new, |(_, name)| name.clone())
    }

    pub fn find(&self, household: HouseholdId) -> Option<&HouseholdView> {
        self.households.iter().find(|one| one.id == household)
    }
}

struct Source {
    reviews: Reviews,
    records: HashMap<PersonId, PersonRecord>,
    merit: HashSet<PersonId>,
    assisted: HashSet<PersonId>,
    forms: HashMap<HouseholdId, Form>,
    reasons: HashMap<HouseholdId, MovementReason>,
    day: Date,
}

impl Source {
    fn load(tx: &mut Tx, ctx: &Ctx, year: i16) -> Result<Source, OfficeError> {
        let seasons = review::seasons(tx, ctx.office, Known::Now)?.into_iter().map(|(_, season)| season);
        let own: HashMap<String, String> = seasons
            .filter(|season| season.year == year && season.kind == SeasonKind::Yearly)
            .map(|season| (season.code, season.standard))
            .collect();
        let all = forms::forms(tx, ctx.office, Known::Now)?.into_iter().map(|(_, form)| form);
        let of_season =
            |form: &Form| form.form == FormKind::B && own.get(&form.season) == Some(&form.standard);
        let social = [Scheme::SocialAllowance, Scheme::SocialPension, Scheme::CareSupport];
        let enrolled = enrolments::of_office(tx, ctx.office)?;
        Ok(Source {
            reviews: Reviews::load(tx, ctx)?,
            records: people::records(tx, ctx.office, Known::Now)?
                .into_iter()
                .map(|row| (row.person, row.value))
                .collect(),
            merit: merit_files::files(tx, ctx.office, Known::Now)?
                .into_iter()
                .map(|row| row.file.person)
                .collect(),
            assisted: enrolled
                .into_iter()
                .filter(|one| social.contains(&one.scheme))
                .map(|one| one.person)
                .collect(),
            forms: all.filter(of_season).map(|form| (form.household, form)).collect(),
            reasons: reasons(tx, ctx, year)?,
            day: date(year + 1, 1, 1),
        })
    }

    /// `None`: the review of the year does not list it.
    fn view(&self, id: HouseholdId, code: String, year: i16) -> Option<HouseholdView> {
        let listed = Listed::of(self.reviews.class(id, year)?)?;
        let unit = self.reviews.unit(id, self.day)?;
        let rows = self.reviews.members(id, self.day);
        let people: Vec<PersonId> = rows.iter().map(|row| row.member.person).collect();
        let records: Vec<&PersonRecord> = people.iter().filter_map(|id| self.records.get(id)).collect();
        let head = records.first();
        let grown = date(self.day.year() - 16, self.day.month(), self.day.day());
        let children = records.iter().filter(|record| record.born.latest() > grown).count();
        let form = self.forms.get(&id);
        let member = |(row, record): (&&store::households::MemberRow, &&PersonRecord)| {
            let born = born_short(record.born);
            let (man_born, woman_born) = match record.sex {
                Sex::Male => (born, String::new()),
                Sex::Female => (String::new(), born),
            };
            MemberView {
                name: record.full_name.clone(),
                man_born,
                woman_born,
                ethnicity: record.ethnicity.clone().unwrap_or_default(),
                relation: row.member.relation.clone(),
            }
        };
        Some(HouseholdView {
            id,
            code,
            unit,
            hamlet: self.reviews.hamlet(id, self.day).unwrap_or_default().to_owned(),
            listed: Some(listed),
            before: self.reviews.class(id, year - 1).and_then(Listed::of),
            fell_back: self.reasons.get(&id) == Some(&MovementReason::FellBack),
            members: rows.iter().zip(&records).map(member).collect(),
            people: i64::try_from(rows.len()).unwrap_or(i64::MAX),
            children: i64::try_from(children).unwrap_or(i64::MAX),
            ethnicity: head.and_then(|head| head.ethnicity.clone()).unwrap_or_default(),
            female_head: head.is_some_and(|head| head.sex == Sex::Female),
            merit: people.iter().any(|person| self.merit.contains(person)),
            assisted: people.iter().any(|person| self.assisted.contains(person)),
            no_labour: form.is_some_and(|form| form.no_labour),
            deprived: form.map(|form| form.deprived.clone()).unwrap_or_default(),
            causes: form.map(|form| form.causes.clone()).unwrap_or_default(),
            wishes: form.and_then(|form| form.wishes.clone()).unwrap_or_default(),
        })
    }
}
