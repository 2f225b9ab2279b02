//! Households: places, members, classes of each review; totals of all households of an area.

use crate::people::{Known, word};
use crate::{Row, StoreError, Tx, bulks, params, statements};
use domain::households::{ClassPeriod, HouseholdClass, HouseholdTotal, Member};
use domain::ids::{
    EntryId, HouseholdClassId, HouseholdId, HouseholdMemberId, HouseholdPlaceId, HouseholdTotalId, OfficeId,
    PersonId,
};
use domain::people::Place;
use jiff::civil::Date;

bulks! {
    HOUSEHOLDS = "households" ("id", "office_id", "code", "created_entry");
    PLACES = "household_places" (
        "id", "household_id", "unit_id", "hamlet", "from_date", "until_date", "recorded_entry",
    );
    MEMBERS = "household_members" (
        "id", "household_id", "person_id", "relation", "is_head", "from_date", "until_date", "recorded_entry",
    );
    CLASSES = "household_classes" (
        "id", "household_id", "class", "review_year", "from_date", "until_date", "recorded_entry",
    );
    TOTALS = "household_totals" (
        "id", "office_id", "unit_id", "hamlet", "review_year", "reviewed_on", "households", "people", "source",
        "recorded_entry",
    );
}

statements! {
    CODES = "select id, code from households where office_id = $1 order by id";
    PLACES_OF_OFFICE = "select x.id, x.household_id, x.unit_id, x.hamlet, x.from_date, x.until_date
        from household_places x join households h on h.id = x.household_id
        where h.office_id = $1 and x.recorded_entry <= $2 and (x.voided_entry is null or x.voided_entry > $2)
        order by x.household_id, x.from_date, x.id";
    MEMBERS_OF_OFFICE = "select x.id, x.household_id, x.person_id, x.relation, x.is_head, x.from_date, x.until_date
        from household_members x join households h on h.id = x.household_id
        where h.office_id = $1 and x.recorded_entry <= $2 and (x.voided_entry is null or x.voided_entry > $2)
        order by x.person_id, x.from_date, x.id";
    MEMBERSHIPS_OF_PERSON = "select x.id, x.household_id, x.person_id, x.relation, x.is_head, x.from_date, x.until_date
        from household_members x
        where x.person_id = $1 and x.recorded_entry <= $2 and (x.voided_entry is null or x.voided_entry > $2)
        order by x.from_date, x.id";
    CLASSES_OF_OFFICE = "select x.id, x.household_id, x.class, x.review_year, x.from_date, x.until_date
        from household_classes x join households h on h.id = x.household_id
        where h.office_id = $1 and x.recorded_entry <= $2 and (x.voided_entry is null or x.voided_entry > $2)
        order by x.household_id, x.from_date, x.id";
    CLASSES_OF_HOUSEHOLD = "select x.id, x.household_id, x.class, x.review_year, x.from_date, x.until_date
        from household_classes x
        where x.household_id = $1 and x.recorded_entry <= $2 and (x.voided_entry is null or x.voided_entry > $2)
        order by x.from_date, x.id";
    TOTALS_OF_OFFICE = "select id, unit_id, hamlet, review_year, reviewed_on, households, people, source
        from household_totals
        where office_id = $1 and recorded_entry <= $2 and (voided_entry is null or voided_entry > $2)
        order by review_year, unit_id, coalesce(hamlet, ''), id";
    VOID_PLACE = "update household_places set voided_entry = $2 where id = $1 and voided_entry is null";
    VOID_MEMBER = "update household_members set voided_entry = $2 where id = $1 and voided_entry is null";
    VOID_CLASS = "update household_classes set voided_entry = $2 where id = $1 and voided_entry is null";
    VOID_TOTAL = "update household_totals set voided_entry = $2 where id = $1 and voided_entry is null";
    /// People who are members of two households on one day.
    TWO_HOUSEHOLDS = "select distinct a.person_id, a.household_id, b.household_id
        from household_members a
        join household_members b on b.person_id = a.person_id and b.household_id > a.household_id
        join households h on h.id = a.household_id
        where h.office_id = $1 and a.voided_entry is null and b.voided_entry is null
            and (a.until_date is null or b.from_date < a.until_date)
            and (b.until_date is null or a.from_date < b.until_date)
        order by a.person_id, a.household_id, b.household_id";
    /// Households with living members that have no head, or several, on the given day.
    HEADS = "select h.id, h.code, cast(sum(m.is_head) as bigint)
        from households h join household_members m on m.household_id = h.id
        where h.office_id = $1 and m.voided_entry is null
            and m.from_date <= $2 and (m.until_date is null or $2 < m.until_date)
        group by h.id, h.code having sum(m.is_head) <> 1 order by h.code";
}

/// A row of a household's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfHousehold<I, T> {
    pub id: I,
    pub household: HouseholdId,
    pub value: T,
}

/// Where a household lives, dated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatedPlace {
    pub place: Place,
    pub from: Date,
    pub until: Option<Date>,
}

pub type PlaceRow = OfHousehold<HouseholdPlaceId, DatedPlace>;
pub type ClassRow = OfHousehold<HouseholdClassId, ClassPeriod>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberRow {
    pub id: HouseholdMemberId,
    pub member: Member,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalRow {
    pub id: HouseholdTotalId,
    pub total: HouseholdTotal,
}

pub fn insert_households(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (HouseholdId, String)>,
) -> Result<u64, StoreError> {
    let values = |(id, code): (HouseholdId, String)| params![id, office, code, entry].to_vec();
    tx.insert_many(&HOUSEHOLDS, rows.into_iter().map(values))
}

pub fn insert_places(
    tx: &mut Tx,
    entry: EntryId,
    rows: impl IntoIterator<Item = PlaceRow>,
) -> Result<u64, StoreError> {
    let values = |OfHousehold { id, household, value: d }: PlaceRow| {
        params![id, household, d.place.unit, d.place.hamlet, d.from, d.until, entry].to_vec()
    };
    tx.insert_many(&PLACES, rows.into_iter().map(values))
}

pub fn insert_members(
    tx: &mut Tx,
    entry: EntryId,
    rows: impl IntoIterator<Item = MemberRow>,
) -> Result<u64, StoreError> {
    let values = |MemberRow { id, member: m }: MemberRow| {
        params![id, m.household, m.person, m.relation, m.is_head, m.from, m.until, entry].to_vec()
    };
    tx.insert_many(&MEMBERS, rows.into_iter().map(values))
}

pub fn insert_classes(
    tx: &mut Tx,
    entry: EntryId,
    rows: impl IntoIterator<Item = ClassRow>,
) -> Result<u64, StoreError> {
    let values = |OfHousehold { id, household, value: c }: ClassRow| {
        params![id, household, c.class.word(), c.review_year, c.from, c.until, entry].to_vec()
    };
    tx.insert_many(&CLASSES, rows.into_iter().map(values))
}

pub fn insert_totals(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = TotalRow>,
) -> Result<u64, StoreError> {
    let values = |TotalRow { id, total: t }: TotalRow| {
        let HouseholdTotal { unit, hamlet, review_year, reviewed_on, households, people, source } = t;
        params![id, office, unit, hamlet, review_year, reviewed_on, households, people, source, entry]
            .to_vec()
    };
    tx.insert_many(&TOTALS, rows.into_iter().map(values))
}

/// Every household ever recorded, also those whose rows were voided: a code is given once.
pub fn codes(tx: &mut Tx, office: OfficeId) -> Result<Vec<(HouseholdId, String)>, StoreError> {
    tx.all(&CODES, &params![office], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// By household, oldest first.
pub fn places(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<PlaceRow>, StoreError> {
    tx.all(&PLACES_OF_OFFICE, &params![office, known], |row| {
        let place = Place { unit: row.get(2)?, hamlet: row.get(3)? };
        let value = DatedPlace { place, from: row.get(4)?, until: row.get(5)? };
        Ok(OfHousehold { id: row.get(0)?, household: row.get(1)?, value })
    })
}

/// By person, oldest first.
pub fn members(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<MemberRow>, StoreError> {
    tx.all(&MEMBERS_OF_OFFICE, &params![office, known], read_member)
}

pub fn memberships(tx: &mut Tx, person: PersonId, known: Known) -> Result<Vec<MemberRow>, StoreError> {
    tx.all(&MEMBERSHIPS_OF_PERSON, &params![person, known], read_member)
}

/// By household, oldest first.
pub fn classes(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<ClassRow>, StoreError> {
    tx.all(&CLASSES_OF_OFFICE, &params![office, known], read_class)
}

pub fn classes_of(tx: &mut Tx, household: HouseholdId, known: Known) -> Result<Vec<ClassRow>, StoreError> {
    tx.all(&CLASSES_OF_HOUSEHOLD, &params![household, known], read_class)
}

pub fn totals(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<TotalRow>, StoreError> {
    tx.all(&TOTALS_OF_OFFICE, &params![office, known], |row| {
        let total = HouseholdTotal {
            unit: row.get(1)?,
            hamlet: row.get(2)?,
            review_year: row.get(3)?,
            reviewed_on: row.get(4)?,
            households: row.get(5)?,
            people: row.get(6)?,
            source: row.get(7)?,
        };
        Ok(TotalRow { id: row.get(0)?, total })
    })
}

pub fn void_place(tx: &mut Tx, id: HouseholdPlaceId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_PLACE, &params![id, entry])
}

pub fn void_member(tx: &mut Tx, id: HouseholdMemberId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_MEMBER, &params![id, entry])
}

pub fn void_class(tx: &mut Tx, id: HouseholdClassId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_CLASS, &params![id, entry])
}

pub fn void_total(tx: &mut Tx, id: HouseholdTotalId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_TOTAL, &params![id, entry])
}

/// (person, household, other household): each pair once.
pub fn two_households(
    tx: &mut Tx,
    office: OfficeId,
) -> Result<Vec<(PersonId, HouseholdId, HouseholdId)>, StoreError> {
    tx.all(&TWO_HOUSEHOLDS, &params![office], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// (household, code, number of heads) where that number is not one.
pub fn wrong_heads(
    tx: &mut Tx,
    office: OfficeId,
    day: Date,
) -> Result<Vec<(HouseholdId, String, i64)>, StoreError> {
    tx.all(&HEADS, &params![office, day], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

fn read_member(row: &Row) -> Result<MemberRow, StoreError> {
    let member = Member {
        household: row.get(1)?,
        person: row.get(2)?,
        relation: row.get(3)?,
        is_head: row.get(4)?,
        from: row.get(5)?,
        until: row.get(6)?,
    };
    Ok(MemberRow { id: row.get(0)?, member })
}

fn read_class(row: &Row) -> Result<ClassRow, StoreError> {
    let value = ClassPeriod {
        class: word(row, 2, HouseholdClass::from_word)?,
        review_year: row.get(3)?,
        from: row.get(4)?,
        until: row.get(5)?,
    };
    Ok(OfHousehold { id: row.get(0)?, household: row.get(1)?, value })
}
