//! What the registers say of one person, for the person's page.

use crate::value::Row;
use crate::{StoreError, Tx, params, statements};
use domain::decisions::DecisionKind;
use domain::ids::{DecisionId, HouseholdId, OfficeId, PaymentId, PersonId, RunId};
use domain::payroll::{RunKind, RunState};
use jiff::civil::Date;
use law::{Month, Terms, Vnd};

statements! {
    PAYMENTS = "select p.id, p.run_id, r.kind, r.month, r.state, p.number, p.channel, p.amount_new, p.amount_carried,
            p.state, p.payee_name, r.prepared_on
        from payments p join runs r on r.id = p.run_id
        where p.person_id = $1 and r.office_id = $2 and r.state <> 'replaced' order by r.month, p.id";
    DECISIONS = "select d.id, d.kind, d.number, d.issuer, d.signed_on, d.known_on, d.signed_entry, d.voided_entry,
            d.reason, i.from_month, e.scheme, t.category, t.part, t.class, t.rate, t.quantity, t.amount_written
        from enrolments e join decision_items i on i.enrolment_id = e.id join decisions d on d.id = i.decision_id
        left join decision_terms t on t.item_id = i.id
        where e.person_id = $1 and e.office_id = $2 order by d.known_on, d.id, t.id";
    HOUSEHOLDS = "select h.id, h.code, m.relation, m.from_date, m.until_date
        from household_members m join households h on h.id = m.household_id
        where m.person_id = $1 and h.office_id = $2 and m.voided_entry is null order by m.from_date, m.id";
    HOUSEHOLD_CLASSES = "select class, review_year, from_date, until_date from household_classes
        where household_id = $1 and voided_entry is null order by from_date";
    FELLOWS = "select r.person_id, r.full_name, m.relation from household_members m
        join person_records r on r.person_id = m.person_id and r.voided_entry is null
        where m.household_id = $1 and m.voided_entry is null and m.from_date <= $2
            and (m.until_date is null or $2 < m.until_date)
        order by m.is_head desc, r.born, r.person_id";
    CASES = "select c.code, c.kind, r.subject, r.received_on from case_records r join cases c on c.id = r.case_id
        where r.person_id = $1 and c.office_id = $2 and r.voided_entry is null order by r.received_on, r.id";
    GIFTS = "select c.title, c.from_date, g.source, g.cash, g.goods from campaign_gifts g
        join campaigns c on c.office_id = g.office_id and c.code = g.campaign and c.voided_entry is null
        where g.person_id = $1 and g.office_id = $2 and g.voided_entry is null order by c.from_date, g.id";
    EVENTS = "select e.title, e.held_on from event_attendees a
        join events e on e.office_id = a.office_id and e.code = a.event and e.voided_entry is null
        where a.person_id = $1 and a.office_id = $2 and a.voided_entry is null order by e.held_on, e.id";
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidRow {
    pub id: PaymentId,
    pub run: RunId,
    pub kind: RunKind,
    pub month: Month,
    pub run_state: RunState,
    pub number: i64,
    pub channel: String,
    pub new: Vnd,
    pub carried: Vnd,
    pub state: String,
    pub payee: String,
    pub prepared_on: Date,
}

/// One part of what a decision says of the person; a decision without parts has one row without terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedRow {
    pub id: DecisionId,
    pub kind: DecisionKind,
    pub number: Option<String>,
    pub issuer: Option<String>,
    pub signed_on: Option<Date>,
    pub known_on: Date,
    pub is_signed: bool,
    pub is_void: bool,
    pub reason: Option<String>,
    pub from_month: Month,
    pub scheme: law::Scheme,
    pub terms: Option<(Terms, Option<Vnd>)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseholdRow {
    pub id: HouseholdId,
    pub code: String,
    pub relation: String,
    pub from: Date,
    pub until: Option<Date>,
}

/// Oldest first; drafts of today among them.
pub fn payments(tx: &mut Tx, office: OfficeId, person: PersonId) -> Result<Vec<PaidRow>, StoreError> {
    tx.all(&PAYMENTS, &params![person, office], |row| {
        Ok(PaidRow {
            id: row.get(0)?,
            run: row.get(1)?,
            kind: row.word(2)?,
            month: row.get(3)?,
            run_state: row.word(4)?,
            number: row.get(5)?,
            channel: row.get(6)?,
            new: row.get(7)?,
            carried: row.get(8)?,
            state: row.get(9)?,
            payee: row.get(10)?,
            prepared_on: row.get(11)?,
        })
    })
}

pub fn decisions(tx: &mut Tx, office: OfficeId, person: PersonId) -> Result<Vec<DecidedRow>, StoreError> {
    tx.all(&DECISIONS, &params![person, office], |row| {
        let scheme = row.word(10)?;
        let category: Option<String> = row.get(11)?;
        let terms = match category {
            Some(category) => Some((terms(row, scheme, &category)?, row.get(16)?)),
            None => None,
        };
        Ok(DecidedRow {
            id: row.get(0)?,
            kind: row.word(1)?,
            number: row.get(2)?,
            issuer: row.get(3)?,
            signed_on: row.get(4)?,
            known_on: row.get(5)?,
            is_signed: row.get::<Option<i64>>(6)?.is_some(),
            is_void: row.get::<Option<i64>>(7)?.is_some(),
            reason: row.get(8)?,
            from_month: row.get(9)?,
            scheme,
            terms,
        })
    })
}

fn terms(row: &Row, scheme: law::Scheme, category: &str) -> Result<Terms, StoreError> {
    let name = |index: usize| row.get::<String>(index).map(law::Name::from);
    Ok(Terms {
        scheme,
        category: category.into(),
        part: name(12)?,
        class: name(13)?,
        rate: row.get(14)?,
        quantity: row.get(15)?,
    })
}

pub fn households(tx: &mut Tx, office: OfficeId, person: PersonId) -> Result<Vec<HouseholdRow>, StoreError> {
    tx.all(&HOUSEHOLDS, &params![person, office], |row| {
        Ok(HouseholdRow {
            id: row.get(0)?,
            code: row.get(1)?,
            relation: row.get(2)?,
            from: row.get(3)?,
            until: row.get(4)?,
        })
    })
}

/// Class, review year, and the days on which it holds.
pub type ClassRow = (domain::households::HouseholdClass, i16, Date, Option<Date>);

pub fn household_classes(tx: &mut Tx, household: HouseholdId) -> Result<Vec<ClassRow>, StoreError> {
    tx.all(&HOUSEHOLD_CLASSES, &params![household], |row| {
        let class = crate::people::word(row, 0, domain::households::HouseholdClass::from_word)?;
        Ok((class, row.get(1)?, row.get(2)?, row.get(3)?))
    })
}

/// Who belongs to the household on the day: person, name, relation; the head first.
pub fn fellows(
    tx: &mut Tx,
    household: HouseholdId,
    on: Date,
) -> Result<Vec<(PersonId, String, String)>, StoreError> {
    tx.all(&FELLOWS, &params![household, on], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// Code, kind, subject and day of receipt.
pub fn cases(
    tx: &mut Tx,
    office: OfficeId,
    person: PersonId,
) -> Result<Vec<(String, String, String, Date)>, StoreError> {
    tx.all(&CASES, &params![person, office], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GiftRow {
    pub campaign: String,
    pub on: Date,
    pub cash: Option<Vnd>,
    pub goods: Option<String>,
}

pub fn gifts(tx: &mut Tx, office: OfficeId, person: PersonId) -> Result<Vec<GiftRow>, StoreError> {
    tx.all(&GIFTS, &params![person, office], |row| {
        Ok(GiftRow { campaign: row.get(0)?, on: row.get(1)?, cash: row.get(3)?, goods: row.get(4)? })
    })
}

/// Title and day.
pub fn events(tx: &mut Tx, office: OfficeId, person: PersonId) -> Result<Vec<(String, Date)>, StoreError> {
    tx.all(&EVENTS, &params![person, office], |row| Ok((row.get(0)?, row.get(1)?)))
}
