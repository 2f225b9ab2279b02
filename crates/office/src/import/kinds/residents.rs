//! `Danh sách hộ nghèo, hộ cận nghèo`: the people and households that a review found.

use super::order;
use crate::import::headings::{
    BORN, CITIZEN, COMMUNE, Column, FULL_NAME, HAMLET, Input, MAN_BORN, SEX, Table, WOMAN_BORN, labels,
    optional, required,
};
use crate::import::line::Line;
use crate::import::person::{Identity, Who};
use crate::import::{Change, Import, Kind};
use crate::{Field, OfficeError, Permission};
use domain::households::{ClassPeriod, HouseholdClass, Member};
use domain::ids::{HouseholdClassId, HouseholdId, HouseholdMemberId, HouseholdPlaceId, PersonId};
use domain::labels::Labels;
use domain::names::fold;
use domain::people::{PersonRecord, Place};
use jiff::civil::{Date, date};
use std::collections::HashMap;
use store::households::{self, ClassRow, DatedPlace, MemberRow, OfHousehold, PlaceRow};
use store::people::Known;

const COLUMNS: &[Column] = &[
    required("Năm rà soát").or(&["Năm"]).ask(Input::Year),
    required("Mã hộ"),
    FULL_NAME,
    required("Quan hệ với chủ hộ").or(&["Quan hệ chủ hộ", "Quan hệ"]),
    required("Phân loại hộ").or(&["Diện hộ", "Loại hộ"]).ask(Input::Choice(labels::<HouseholdClass>)),
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    COMMUNE,
    HAMLET,
    optional("Dân tộc"),
];

pub const KIND: Kind = Kind {
    id: "residents",
    title: "Danh sách hộ nghèo, hộ cận nghèo",
    order: order::RESIDENTS,
    permission: Permission::Import,
    field: Some(Field::Poverty),
    columns: COLUMNS,
    list: Some(crate::export::registers::residents),
    read,
};

/// The households of the office in memory.
struct Households {
    by_code: HashMap<String, HouseholdId>,
    places: HashMap<HouseholdId, Vec<PlaceRow>>,
    members: HashMap<PersonId, Vec<MemberRow>>,
    heads: HashMap<HouseholdId, Vec<PersonId>>,
    classes: HashMap<(HouseholdId, i16), ClassRow>,
    /// In which household this list names a person at a review, and who heads it.
    listed: HashMap<(i16, PersonId), String>,
    heads_listed: HashMap<(i16, String), Option<PersonId>>,
}

/// A row that is complete.
struct Resident {
    year: i16,
    code: String,
    relation: String,
    is_head: bool,
    class: HouseholdClass,
    who: Who,
    place: Place,
    identity: Identity,
    record: Option<PersonRecord>,
}

impl Resident {
    /// Lists say who lives in a household at the review; that is known of the whole year.
    fn since(&self) -> Date {
        date(self.year, 1, 1)
    }

    /// Who was elsewhere, or something else, at the last review is what this one says when its classes begin to
    /// hold: the class of the household that was left holds for its members until then.
    fn changed(&self) -> Date {
        date(self.year + 1, 1, 1)
    }
}

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let labels = Labels::new();
    let mut households = Households::load(import)?;
    for mut line in import.lines(table) {
        let resident = resident(import, &mut line, &labels);
        let resident = resident.filter(|resident| {
            households.check(&mut line, resident);
            line.problems.is_empty()
        });
        match resident {
            Some(resident) => {
                let change = households.put(import, &mut line, &resident)?;
                import.accept(line, change);
            }
            None => import.set_aside(line),
        }
    }
    Ok(())
}

fn resident(import: &Import, line: &mut Line, labels: &Labels<HouseholdClass>) -> Option<Resident> {
    let (code, relation) = (line.required("Mã hộ"), line.required("Quan hệ với chủ hộ"));
    line.filled("Năm rà soát");
    line.filled("Phân loại hộ");
    line.filled("Xã, phường");
    let (year, class) = (line.year("Năm rà soát"), line.label("Phân loại hộ", labels));
    let who = Who::read(line, import)?;
    let identity = import.identify(line, &who)?;
    let record = match identity {
        Identity::New => Some(who.record(line)?),
        Identity::Known(_) => None,
    };
    let relation = relation?;
    Some(Resident {
        year: year?,
        code: code?,
        is_head: fold(&relation) == "chu ho",
        relation,
        class: class?,
        place: who.place.clone()?,
        who,
        identity,
        record,
    })
}

impl Households {
    fn load(import: &mut Import) -> Result<Households, OfficeError> {
        let (tx, office) = (&mut *import.tx, import.office);
        let mut found = Households {
            by_code: households::codes(tx, office)?.into_iter().map(|(id, code)| (code, id)).collect(),
            places: HashMap::new(),
            members: HashMap::new(),
            heads: HashMap::new(),
            classes: HashMap::new(),
            listed: HashMap::new(),
            heads_listed: HashMap::new(),
        };
        for row in households::places(tx, office, Known::Now)? {
            found.places.entry(row.household).or_default().push(row);
        }
        for row in households::members(tx, office, Known::Now)? {
            found.remember(row);
        }
        for row in households::classes(tx, office, Known::Now)? {
            // Oldest first: what a season within the year changed is no statement of the review.
            found.classes.entry((row.household, row.value.review_year)).or_insert(row);
        }
        Ok(found)
    }

    fn remember(&mut self, row: MemberRow) {
        if row.member.is_head {
            self.heads.entry(row.member.household).or_default().push(row.member.person);
        }
        self.members.entry(row.member.person).or_default().push(row);
    }

    /// A person has one household at a review, a household one head.
    fn check(&mut self, line: &mut Line, row: &Resident) {
        if let Identity::Known(person) = row.identity
            && let Some(other) = self.listed.get(&(row.year, person)).filter(|other| **other != row.code)
        {
            line.park("Mã hộ", format!("người này đã có trong hộ {other} của năm {}", row.year));
        }
        let person = match row.identity {
            Identity::Known(person) => Some(person),
            Identity::New => None,
        };
        let head = self.heads_listed.get(&(row.year, row.code.clone()));
        if row.is_head && head.is_some_and(|head| head.is_none() || *head != person) {
            line.park("Quan hệ với chủ hộ", format!("hộ {} đã có chủ hộ khác", row.code));
        }
    }

    fn put(&mut self, import: &mut Import, line: &mut Line, row: &Resident) -> Result<Change, OfficeError> {
        let (person, mut change) = import.put_person(line, row.identity, &row.who, row.record.clone())?;
        self.listed.insert((row.year, person), row.code.clone());
        if row.is_head {
            self.heads_listed.insert((row.year, row.code.clone()), Some(person));
        }
        let household = match self.by_code.get(&row.code) {
            Some(id) => *id,
            None => {
                let id = HouseholdId(import.buffer.id(import.tx)?);
                import.buffer.households.push((id, row.code.clone()));
                self.by_code.insert(row.code.clone(), id);
                id
            }
        };
        change = change.and(self.put_place(import, household, row)?);
        change = change.and(self.put_class(import, line, household, row)?);
        change = change.and(self.put_member(import, household, person, row)?);
        Ok(change.and(import.put_residence(person, &row.place, row.since())?))
    }

    fn put_place(
        &mut self,
        import: &mut Import,
        household: HouseholdId,
        row: &Resident,
    ) -> Result<Change, OfficeError> {
        let since = row.since();
        let places = self.places.entry(household).or_default();
        let holding = places.iter().position(|place| place.value.until.is_none());
        let from = match holding.map(|at| &places[at]) {
            Some(old) if old.value.place == row.place && old.value.from <= since => return Ok(Change::Same),
            Some(old) if old.value.from < since => {
                // The household has moved since the last review.
                let ended = DatedPlace { until: Some(since), ..old.value.clone() };
                let id = HouseholdPlaceId(import.buffer.id(import.tx)?);
                import.buffer.places.push(OfHousehold { id, household, value: ended });
                since
            }
            Some(_) | None => since,
        };
        if let Some(at) = holding {
            let old = places.remove(at);
            import.flush()?;
            households::void_place(import.tx, old.id, import.entry)?;
        }
        let value = DatedPlace { place: row.place.clone(), from, until: None };
        let id = HouseholdPlaceId(import.buffer.id(import.tx)?);
        places.push(OfHousehold { id, household, value: value.clone() });
        import.buffer.places.push(OfHousehold { id, household, value });
        Ok(Change::Changed)
    }

    fn put_class(
        &mut self,
        import: &mut Import,
        line: &mut Line,
        household: HouseholdId,
        row: &Resident,
    ) -> Result<Change, OfficeError> {
        let value = ClassPeriod::of_review(row.class, row.year);
        let old = self.classes.get(&(household, row.year));
        let change = match old {
            Some(old) if old.value.class == value.class => return Ok(Change::Same),
            Some(old) => {
                line.notes.push(format!("Phân loại hộ {} năm {} đổi lại", row.code, row.year));
                let id = old.id;
                import.flush()?;
                households::void_class(import.tx, id, import.entry)?;
                Change::Changed
            }
            None => Change::New,
        };
        let id = HouseholdClassId(import.buffer.id(import.tx)?);
        let class = OfHousehold { id, household, value };
        self.classes.insert((household, row.year), class.clone());
        import.buffer.classes.push(class);
        Ok(change)
    }

    fn put_member(
        &mut self,
        import: &mut Import,
        household: HouseholdId,
        person: PersonId,
        row: &Resident,
    ) -> Result<Change, OfficeError> {
        let (since, changed) = (row.since(), row.changed());
        if row.is_head {
            let others: Vec<PersonId> = self.heads.get(&household).cloned().unwrap_or_default();
            for other in others.into_iter().filter(|other| *other != person) {
                self.end_membership(import, household, other, changed)?;
            }
        }
        let stays = self.members.get(&person).cloned().unwrap_or_default();
        let current = stays.iter().find(|stay| stay.member.until.is_none()).map(|stay| &stay.member);
        let mut member = Member {
            household,
            person,
            relation: row.relation.clone(),
            is_head: row.is_head,
            from: since,
            until: None,
        };
        if let Some(stay) = current {
            let same = stay.household == household
                && stay.is_head == row.is_head
                && fold(&stay.relation) == fold(&row.relation);
            if same && stay.from <= since {
                return Ok(Change::Same);
            }
            if same {
                // An earlier review says the same of an earlier time.
                self.end_membership(import, household, person, stay.from)?;
            } else if stay.from < changed {
                self.end_membership(import, stay.household, person, changed)?;
                member.from = changed;
            } else {
                member.until = Some(stay.from);
            }
        }
        self.join(import, member)?;
        Ok(Change::Changed)
    }

    fn join(&mut self, import: &mut Import, member: Member) -> Result<(), OfficeError> {
        let id = HouseholdMemberId(import.buffer.id(import.tx)?);
        let row = MemberRow { id, member };
        import.buffer.members.push(row.clone());
        self.remember(row);
        Ok(())
    }

    /// The open membership ends on `day`; one that began then or later was a mistake and is withdrawn.
    fn end_membership(
        &mut self,
        import: &mut Import,
        household: HouseholdId,
        person: PersonId,
        day: Date,
    ) -> Result<(), OfficeError> {
        let stays = self.members.entry(person).or_default();
        let open = stays.iter().position(|s| s.member.household == household && s.member.until.is_none());
        let Some(at) = open else { return Ok(()) };
        let old = stays.remove(at);
        self.heads.entry(household).or_default().retain(|head| *head != person);
        import.flush()?;
        households::void_member(import.tx, old.id, import.entry)?;
        if old.member.from < day {
            let id = HouseholdMemberId(import.buffer.id(import.tx)?);
            let row = MemberRow { id, member: Member { until: Some(day), ..old.member } };
            import.buffer.members.push(row.clone());
            self.members.entry(person).or_default().push(row);
        }
        Ok(())
    }
}
