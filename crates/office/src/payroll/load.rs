//! Everything that a run needs to know of the office's people, in a handful of queries.

use super::settled::{Before, Pasts, Settled};
use crate::OfficeError;
use domain::decisions::{Enrolment, Item, Rhythm};
use domain::ids::{EnrolmentId, EntryId, OfficeId, PayeeId, PaymentId, PersonId};
use domain::payments::{Uncollected, UncollectedLine};
use domain::payroll::{Enrolled, Past, Place, Posted, Recipient};
use domain::recovery::Recovery;
use jiff::civil::Date;
use law::Month;
use std::collections::HashMap;
use std::sync::Arc;
use store::as_of::AsOf;
use store::enrolments::Residence;
use store::payments::PayeeRow;
use store::{Tx, enrolments, payments, recoveries, runs};

/// The office's people as known at a moment, and what is printed of them.
pub(crate) struct Loaded {
    pub recipients: Vec<Recipient>,
    pub payees: HashMap<PayeeId, PayeeRow>,
    /// Enrolled people without any registered residence: they stand on no list.
    pub unplaced: Vec<(PersonId, Vec<EnrolmentId>)>,
}

/// Which moment a run is drafted for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub office: OfficeId,
    pub on: Date,
    /// People, decisions and deaths written by later entries are not seen.
    pub facts: EntryId,
    /// Postings and recoveries written by later entries are not seen.
    pub books: EntryId,
}

impl Moment {
    pub fn now(office: OfficeId, on: Date) -> Moment {
        Moment { office, on, facts: EntryId(i64::MAX), books: EntryId(i64::MAX) }
    }

    /// The moment just before `entry` was written.
    pub fn before(office: OfficeId, on: Date, entry: EntryId) -> Moment {
        let last = EntryId(entry.0 - 1);
        Moment { office, on, facts: last, books: last }
    }
}

/// `carrying`: whether the run takes up payments that came back; `pasts`: whose earlier months are to be valued.
pub(crate) fn load(
    tx: &mut Tx,
    moment: Moment,
    rhythm: Rhythm,
    carrying: Carrying,
    pasts: &Pasts,
) -> Result<Loaded, OfficeError> {
    let office = moment.office;
    let as_of = AsOf::at_entry(tx, office, moment.facts, moment.on)?;
    let mut parts = Parts {
        on: moment.on,
        items: enrolments::items(tx, office, &as_of)?,
        recoveries: standing_recoveries(tx, office, moment.books)?,
        deaths: enrolments::deaths(tx, office, &as_of)?,
        residences: enrolments::residences(tx, office, &as_of)?,
        payees: payments::payees(tx, office, &as_of)?,
        sort_keys: match pasts {
            Pasts::Given(_) => HashMap::new(),
            Pasts::All | Pasts::Unsettled(_) => sort_keys(tx, office)?,
        },
        uncollected: match carrying {
            Carrying::Returned => uncollected(tx, office)?,
            Carrying::Nothing => HashMap::new(),
        },
    };
    let mut by_person: HashMap<PersonId, Vec<Enrolment>> = HashMap::new();
    let mut order = Vec::new();
    for enrolment in enrolments::of_office(tx, office)? {
        let of_person = by_person.entry(enrolment.person).or_default();
        if of_person.is_empty() {
            order.push(enrolment.person);
        }
        of_person.push(enrolment);
    }
    let mut loaded =
        Loaded { recipients: Vec::with_capacity(order.len()), payees: HashMap::new(), unplaced: Vec::new() };
    for person in order {
        let enrolments = by_person.remove(&person).unwrap_or_default();
        match parts.recipient(person, enrolments) {
            Ok(recipient) => loaded.recipients.push(recipient),
            Err(unplaced) => loaded.unplaced.push((person, unplaced)),
        }
    }
    let rows = parts.payees.into_values().flatten();
    loaded.payees = rows.map(|row| (row.payee.id, row)).collect();
    match pasts {
        Pasts::All => post(tx, moment, rhythm, None, &mut loaded.recipients)?,
        Pasts::Given(posted) => {
            for enrolled in loaded.recipients.iter_mut().flat_map(|one| &mut one.enrolments) {
                enrolled.posted = posted.get(&enrolled.enrolment.id).cloned().unwrap_or_default();
            }
        }
        Pasts::Unsettled(before) => {
            mark_settled(tx, moment, before, &mut loaded.recipients)?;
            let first = Some(before.spec.month.previous());
            post(tx, moment, rhythm, first, &mut loaded.recipients)?;
        }
    }
    Ok(loaded)
}

fn mark_settled(
    tx: &mut Tx,
    moment: Moment,
    before: &Before,
    recipients: &mut [Recipient],
) -> Result<(), OfficeError> {
    let settled = {
        let items = recipients.iter().flat_map(|one| &one.enrolments).flat_map(|one| &one.items);
        let terms = items.flat_map(|item| &item.terms).map(|decided| &decided.terms);
        Settled::since(tx, moment, before, terms)?
    };
    let Some(settled) = settled else { return Ok(()) };
    for recipient in recipients {
        for enrolled in &mut recipient.enrolments {
            enrolled.past = settled.past(enrolled, recipient.died);
        }
    }
    Ok(())
}

/// One in so many enrolments may ask for its own old lines; more are quicker read with everybody's.
const FEW: usize = 16;

/// Adds what was posted: the months from `first` on, and all months of those whose past is valued again.
fn post(
    tx: &mut Tx,
    moment: Moment,
    rhythm: Rhythm,
    first: Option<Month>,
    recipients: &mut [Recipient],
) -> Result<(), OfficeError> {
    let all = || recipients.iter().flat_map(|one| &one.enrolments);
    let again = all().filter(|one| one.past == Past::Recompute).count();
    let first = first.filter(|_| again * FEW <= all().count());
    let mut posted = match first {
        Some(first) => runs::posted_since(tx, moment.office, rhythm, moment.books, first)?,
        None => runs::posted(tx, moment.office, rhythm, moment.books)?,
    };
    for enrolled in recipients.iter_mut().flat_map(|one| &mut one.enrolments) {
        let id = enrolled.enrolment.id;
        enrolled.posted = match (first, enrolled.past) {
            (Some(_), Past::Recompute) => runs::posted_for(tx, id, rhythm, moment.books)?,
            (Some(_), Past::Settled) | (None, _) => posted.remove(&id).unwrap_or_default(),
        };
    }
    Ok(())
}

/// Which payments that came back a run takes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carrying {
    Returned,
    Nothing,
}

struct Parts {
    on: Date,
    items: HashMap<EnrolmentId, Vec<Item>>,
    recoveries: HashMap<EnrolmentId, Vec<Recovery>>,
    deaths: HashMap<PersonId, Date>,
    residences: HashMap<PersonId, Vec<Residence>>,
    payees: HashMap<PersonId, Vec<PayeeRow>>,
    sort_keys: HashMap<PersonId, Arc<str>>,
    uncollected: HashMap<PersonId, Vec<Uncollected>>,
}

impl Parts {
    /// The enrolments of a person who has no residence come back as they are.
    fn recipient(
        &mut self,
        person: PersonId,
        of_person: Vec<Enrolment>,
    ) -> Result<Recipient, Vec<EnrolmentId>> {
        let Some(place) = self.place(person) else {
            return Err(of_person.iter().map(|enrolment| enrolment.id).collect());
        };
        let enrolments = of_person.into_iter().map(|enrolment| Enrolled {
            items: self.items.remove(&enrolment.id).unwrap_or_default(),
            posted: Posted::default(),
            recoveries: self.recoveries.remove(&enrolment.id).unwrap_or_default(),
            past: Past::Recompute,
            enrolment,
        });
        Ok(Recipient {
            person,
            enrolments: enrolments.collect(),
            died: self.deaths.get(&person).copied(),
            place,
            sort_key: self.sort_keys.get(&person).cloned().unwrap_or_else(|| "".into()),
            payees: self.payees.get(&person).into_iter().flatten().map(|row| row.payee.clone()).collect(),
            uncollected: self.uncollected.remove(&person).unwrap_or_default(),
        })
    }

    /// The residence of the day; where none holds, the last one before it, else the first one known.
    fn place(&self, person: PersonId) -> Option<Place> {
        let residences = self.residences.get(&person)?;
        let begun = residences.iter().rev().find(|one| one.from <= self.on);
        let residence = begun.or(residences.first())?;
        Some(Place { unit: residence.unit, hamlet: residence.hamlet.clone() })
    }
}

fn sort_keys(tx: &mut Tx, office: OfficeId) -> Result<HashMap<PersonId, Arc<str>>, OfficeError> {
    let names = enrolments::names(tx, office)?;
    Ok(names.into_iter().map(|(person, name)| (person, domain::names::sort_key(&name).into())).collect())
}

/// Recoveries of approved runs; what a draft has found counts only once it is approved.
fn standing_recoveries(
    tx: &mut Tx,
    office: OfficeId,
    last: EntryId,
) -> Result<HashMap<EnrolmentId, Vec<Recovery>>, OfficeError> {
    let mut standing: HashMap<EnrolmentId, Vec<Recovery>> = HashMap::new();
    for row in recoveries::of_office(tx, office, last)? {
        if row.is_final(last) && row.recovery.counts() {
            standing.entry(row.recovery.enrolment).or_default().push(row.recovery);
        }
    }
    Ok(standing)
}

/// Payments that came back and that no run has taken up, with all lines behind them: their own and those of the
/// payments carried into them.
fn uncollected(tx: &mut Tx, office: OfficeId) -> Result<HashMap<PersonId, Vec<Uncollected>>, OfficeError> {
    let rows = payments::uncollected(tx, office)?;
    let mut uncollected: HashMap<PersonId, Vec<Uncollected>> = HashMap::new();
    if rows.is_empty() {
        return Ok(uncollected);
    }
    let mut lines: HashMap<PaymentId, Vec<UncollectedLine>> = HashMap::new();
    for returned in payments::returned_lines(tx, office)? {
        lines.entry(returned.payment).or_default().push(returned.line);
    }
    let mut carried_into: HashMap<PaymentId, Vec<PaymentId>> = HashMap::new();
    for carry in payments::carries(tx, office)? {
        carried_into.entry(carry.to).or_default().push(carry.from);
    }
    for row in rows {
        let mut waiting = vec![row.id];
        let mut all = Vec::new();
        while let Some(payment) = waiting.pop() {
            all.extend(lines.remove(&payment).unwrap_or_default());
            waiting.extend(carried_into.get(&payment).into_iter().flatten());
        }
        let one = Uncollected { payment: row.id, source: row.source, lines: all };
        uncollected.entry(row.person).or_default().push(one);
    }
    Ok(uncollected)
}
