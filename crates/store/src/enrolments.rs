//! Enrolments with everything that a preparation needs of their people: decisions, deaths, payees, residence.

use crate::as_of::AsOf;
use crate::interned::Names;
use crate::statements::Statement;
use crate::value::{Row, Value};
use crate::{StoreError, Tx, bulks, params, statements};
use domain::decisions::{DecidedTerms, Decision, Enrolment, Item};
use domain::ids::{DecisionId, DecisionItemId, EnrolmentId, EntryId, OfficeId, PersonId, UnitId};
use jiff::civil::Date;
use law::Terms;
use std::collections::HashMap;
use std::sync::Arc;

statements! {
    OF_OFFICE = "select id, person_id, scheme, stream from enrolments where office_id = $1 order by id";
    OF_PERSON = "select id, person_id, scheme, stream from enrolments where office_id = $1 and person_id = $2 order by id";
    BY_ID = "select id, person_id, scheme, stream from enrolments where office_id = $1 and id = $2";
    FIND = "select id from enrolments where office_id = $1 and person_id = $2 and scheme = $3 and stream = $4";
    DEATHS = "select d.person_id, d.died_on, d.recorded_entry, d.voided_entry from deaths d
        join people p on p.id = d.person_id where p.office_id = $1 order by d.id";
    DEATH = "select d.person_id, d.died_on, d.recorded_entry, d.voided_entry from deaths d
        where d.person_id = $1 order by d.id";
    RESIDENCES = "select f.person_id, f.unit_id, f.hamlet, f.from_date, f.until_date, f.recorded_entry, f.voided_entry
        from people p cross join facts f
        where f.person_id = p.id and f.kind = 'residence' and p.office_id = $1 and f.unit_id is not null
        order by p.id, f.from_date, f.id";
    NAMES = "select r.person_id, r.full_name from person_records r join people p on p.id = r.person_id
        where p.office_id = $1 and r.voided_entry is null and exists
            (select 1 from enrolments e where e.person_id = r.person_id)";
    HEADS = "select d.id, d.origin, d.kind, d.number, d.issuer, d.signed_on, d.known_on, d.signed_entry, d.voided_entry,
            d.recorded_entry
        from decisions d where d.office_id = $1";
    ITEMS = "select i.id, i.enrolment_id, i.decision_id, i.from_month
        from decision_items i join enrolments e on e.id = i.enrolment_id where e.office_id = $1 order by i.id";
    TERMS = "select t.item_id, e.scheme, t.category, t.part, t.class, t.rate, t.quantity, t.reference,
            t.amount_written, t.arrears_written
        from decision_terms t join decision_items i on i.id = t.item_id
        join enrolments e on e.id = i.enrolment_id where e.office_id = $1 order by t.id";
    HEADS_OF_PERSON = "select d.id, d.origin, d.kind, d.number, d.issuer, d.signed_on, d.known_on, d.signed_entry,
            d.voided_entry, d.recorded_entry
        from decisions d where d.office_id = $1 and d.id in (select i.decision_id from enrolments e
            join decision_items i on i.enrolment_id = e.id where e.office_id = $1 and e.person_id = $2)";
    ITEMS_OF_PERSON = "select i.id, i.enrolment_id, i.decision_id, i.from_month
        from enrolments e join decision_items i on i.enrolment_id = e.id
        where e.office_id = $1 and e.person_id = $2 order by i.id";
    TERMS_OF_PERSON = "select t.item_id, e.scheme, t.category, t.part, t.class, t.rate, t.quantity, t.reference,
            t.amount_written, t.arrears_written
        from enrolments e join decision_items i on i.enrolment_id = e.id join decision_terms t on t.item_id = i.id
        where e.office_id = $1 and e.person_id = $2 order by t.id";
}

bulks! {
    ENROLMENTS = "enrolments" ("id", "office_id", "person_id", "scheme", "stream", "opened_entry");
}

/// In the order of their ids, so of their opening.
pub fn of_office(tx: &mut Tx, office: OfficeId) -> Result<Vec<Enrolment>, StoreError> {
    let mut names = Names::default();
    tx.all(&OF_OFFICE, &params![office], |row| enrolment(row, &mut names))
}

pub fn of_person(tx: &mut Tx, office: OfficeId, person: PersonId) -> Result<Vec<Enrolment>, StoreError> {
    let mut names = Names::default();
    tx.all(&OF_PERSON, &params![office, person], |row| enrolment(row, &mut names))
}

pub fn by_id(tx: &mut Tx, office: OfficeId, id: EnrolmentId) -> Result<Option<Enrolment>, StoreError> {
    tx.optional(&BY_ID, &params![office, id], |row| enrolment(row, &mut Names::default()))
}

pub fn find(
    tx: &mut Tx,
    office: OfficeId,
    person: PersonId,
    scheme: law::Scheme,
    stream: &str,
) -> Result<Option<EnrolmentId>, StoreError> {
    tx.optional(&FIND, &params![office, person, scheme.word(), stream], |row| row.get(0))
}

/// Opens enrolments; their ids are already drawn.
pub fn insert(tx: &mut Tx, office: OfficeId, entry: EntryId, new: &[Enrolment]) -> Result<(), StoreError> {
    let rows =
        new.iter().map(|e| params![e.id, office, e.person, e.scheme.word(), &*e.stream, entry].to_vec());
    tx.insert_many(&ENROLMENTS, rows).map(drop)
}

/// Full names of enrolled people.
pub fn names(tx: &mut Tx, office: OfficeId) -> Result<HashMap<PersonId, String>, StoreError> {
    let names = tx.all(&NAMES, &params![office], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(names.into_iter().collect())
}

/// The day of death of each person known to be dead.
pub fn deaths(tx: &mut Tx, office: OfficeId, as_of: &AsOf) -> Result<HashMap<PersonId, Date>, StoreError> {
    let mut deaths = HashMap::new();
    tx.each(&DEATHS, &params![office], |row| {
        if as_of.live(row.get(2)?, row.get(3)?) {
            deaths.insert(row.get(0)?, row.get(1)?);
        }
        Ok(())
    })?;
    Ok(deaths)
}

/// The day of death of one person, if known.
pub fn death(tx: &mut Tx, person: PersonId, as_of: &AsOf) -> Result<Option<Date>, StoreError> {
    let mut death = None;
    tx.each(&DEATH, &params![person], |row| {
        if as_of.live(row.get(2)?, row.get(3)?) {
            death = Some(row.get(1)?);
        }
        Ok(())
    })?;
    Ok(death)
}

/// Where a person lives from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Residence {
    pub unit: UnitId,
    pub hamlet: Option<Arc<str>>,
    pub from: Date,
    pub until: Option<Date>,
}

/// The registered residences of each person in the order of their first day.
pub fn residences(
    tx: &mut Tx,
    office: OfficeId,
    as_of: &AsOf,
) -> Result<HashMap<PersonId, Vec<Residence>>, StoreError> {
    let mut names = Names::default();
    let mut residences: HashMap<PersonId, Vec<Residence>> = HashMap::new();
    tx.each(&RESIDENCES, &params![office], |row| {
        if as_of.stood(row.get(5)?, row.get(6)?) {
            let hamlet = names.optional(row, 2)?;
            let (unit, from, until) = (row.get(1)?, row.get(3)?, row.get(4)?);
            residences.entry(row.get(0)?).or_default().push(Residence { unit, hamlet, from, until });
        }
        Ok(())
    })?;
    // Lists from before a merge knew the enrolment's person where the merged record lived.
    for merge in crate::merges::of_office(tx, office)?.into_iter().rev() {
        if !residences.contains_key(&merge.kept)
            && let Some(own) = residences.get(&merge.merged).cloned()
        {
            residences.insert(merge.kept, own);
        }
    }
    Ok(residences)
}

/// What each decision written by then does to each enrolment. A later signature or voiding is not seen.
pub fn items(
    tx: &mut Tx,
    office: OfficeId,
    as_of: &AsOf,
) -> Result<HashMap<EnrolmentId, Vec<Item>>, StoreError> {
    items_by(tx, [&HEADS, &ITEMS, &TERMS], &params![office], as_of)
}

/// The same of one person.
pub fn items_of_person(
    tx: &mut Tx,
    office: OfficeId,
    person: PersonId,
    as_of: &AsOf,
) -> Result<HashMap<EnrolmentId, Vec<Item>>, StoreError> {
    let of_person = [&HEADS_OF_PERSON, &ITEMS_OF_PERSON, &TERMS_OF_PERSON];
    items_by(tx, of_person, &params![office, person], as_of)
}

fn items_by(
    tx: &mut Tx,
    [heads_by, items_by, terms_by]: [&'static Statement; 3],
    params: &[Value],
    as_of: &AsOf,
) -> Result<HashMap<EnrolmentId, Vec<Item>>, StoreError> {
    let heads = heads(tx, heads_by, params, as_of)?;
    let mut terms = terms(tx, terms_by, params)?;
    let mut items: HashMap<EnrolmentId, Vec<Item>> = HashMap::new();
    tx.each(items_by, params, |row| {
        let (id, decision): (DecisionItemId, DecisionId) = (row.get(0)?, row.get(2)?);
        if let Some(decision) = heads.get(&decision) {
            let terms = terms.remove(&id).unwrap_or_default();
            let item = Item { decision: decision.clone(), from_month: row.get(3)?, terms };
            items.entry(row.get(1)?).or_default().push(item);
        }
        Ok(())
    })?;
    Ok(items)
}

/// `known_on` of the decision, not the business date of the entry, says when it was known: a whole year's
/// decisions may be typed in on one day.
fn heads(
    tx: &mut Tx,
    heads_by: &'static Statement,
    params: &[Value],
    as_of: &AsOf,
) -> Result<HashMap<DecisionId, Arc<Decision>>, StoreError> {
    let mut heads = HashMap::new();
    tx.each(heads_by, params, |row| {
        if as_of.written(row.get(9)?) {
            let seen = |entry: Option<EntryId>| entry.filter(|entry| as_of.written(*entry));
            let decision = Decision {
                id: row.get(0)?,
                origin: row.word(1)?,
                kind: row.word(2)?,
                number: row.get(3)?,
                issuer: row.get(4)?,
                signed_on: row.get(5)?,
                known_on: row.get(6)?,
                signed_entry: seen(row.get(7)?),
                voided_entry: seen(row.get(8)?),
            };
            heads.insert(decision.id, Arc::new(decision));
        }
        Ok(())
    })?;
    Ok(heads)
}

fn terms(
    tx: &mut Tx,
    terms_by: &'static Statement,
    params: &[Value],
) -> Result<HashMap<DecisionItemId, Vec<DecidedTerms>>, StoreError> {
    let mut names = Names::default();
    let mut terms: HashMap<DecisionItemId, Vec<DecidedTerms>> = HashMap::new();
    tx.each(terms_by, params, |row| {
        let decided = DecidedTerms {
            terms: Terms {
                scheme: row.word(1)?,
                category: names.read(row, 2)?,
                part: names.read(row, 3)?,
                class: names.read(row, 4)?,
                rate: row.get(5)?,
                quantity: row.get(6)?,
            },
            reference: names.read(row, 7)?,
            written: row.get(8)?,
            arrears_written: row.get(9)?,
        };
        terms.entry(row.get(0)?).or_default().push(decided);
        Ok(())
    })?;
    Ok(terms)
}

fn enrolment(row: &Row, names: &mut Names) -> Result<Enrolment, StoreError> {
    let (scheme, stream) = (row.word(2)?, names.read(row, 3)?);
    Ok(Enrolment { id: row.get(0)?, person: row.get(1)?, scheme, stream })
}
