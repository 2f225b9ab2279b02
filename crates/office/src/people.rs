//! People: recorded, changed, corrected; and what the law may know of them.

use crate::discretion;
use crate::{Ctx, OfficeError, Permission};
use domain::citizen_number;
use domain::facts::{FactKind, FactRow};
use domain::ids::{
    DeathId, EntryId, FactId, HouseholdId, OfficeId, PayeeId, PersonId, PersonNumberId, PersonRecordId,
};
use domain::outside::OutsideList;
use domain::people::{Death, NumberKind, Payee, PersonNumber, PersonRecord, Place};
use domain::timeline::{Dating, Edit, end_fact, place_fact, place_payee};
use jiff::civil::Date;
use law::facts::HouseholdClass;
use law::{Case, Fact, What};
use std::collections::HashMap;
pub use store::people::Known;
use store::people::Of;
use store::{Tx, facts, people};

mod cases;
mod duplicates;
mod merging;
pub mod search;
mod story;
mod told;
pub use cases::{load_case, load_cases, residences};
pub use duplicates::{DuplicateGroup, Proposal, Sharing, list_duplicates, propose, set_distinct, similar};
pub use merging::{MergePlan, Merged, merge, merge_preview, merges_into, survivor, unmerge};
pub use search::{Hit, PAGE, Page, Query, glance, search};
pub use story::{Due, Story, StoryEvent, StoryKind, Turn, explain, story};
pub use told::fact_text;

/// Somebody whom the office has not met before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPerson {
    pub record: PersonRecord,
    pub numbers: Vec<PersonNumber>,
    pub facts: Vec<FactRow>,
}

/// Everything live about a person, for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub id: PersonId,
    pub record: PersonRecord,
    pub numbers: Vec<(PersonNumberId, PersonNumber)>,
    pub death: Option<Death>,
    pub facts: Vec<(FactId, FactRow)>,
    pub payees: Vec<(PayeeId, Payee)>,
}

/// A number with its lost zero repaired and what is doubtful about it.
pub fn read_citizen_number(
    text: &str,
    record: &PersonRecord,
) -> (PersonNumber, Vec<citizen_number::Warning>) {
    let reading = citizen_number::read(text, Some(record.sex), Some(record.born));
    let twelve = !reading.warnings.contains(&citizen_number::Warning::NotTwelveDigits);
    let kind = if twelve { NumberKind::Citizen } else { NumberKind::Older };
    (PersonNumber { kind, number: reading.number }, reading.warnings)
}

pub fn add(ctx: &Ctx, new: NewPerson) -> Result<PersonId, OfficeError> {
    refuse_incomplete(&new.facts)?;
    ctx.write(Permission::RecordRegisters, "people.add", "", |tx, entry| {
        for number in &new.numbers {
            if number.kind == NumberKind::Citizen
                && !people::by_number(tx, ctx.office, number.kind, &number.number)?.is_empty()
            {
                return Err(OfficeError::refused(
                    "number_taken",
                    "Số CCCD này đã có trong sổ. Hãy mở hồ sơ đang có thay vì lập hồ sơ mới.",
                ));
            }
        }
        let person = PersonId(tx.next_ids(1)?);
        people::insert_people(tx, ctx.office, entry, [person])?;
        let record = Of { id: PersonRecordId(tx.next_ids(1)?), person, value: new.record };
        people::insert_records(tx, entry, [record])?;
        for value in new.numbers {
            let id = PersonNumberId(tx.next_ids(1)?);
            people::insert_numbers(tx, entry, [Of { id, person, value }])?;
        }
        write_facts(tx, entry, person, Edit { void: Vec::new(), write: new.facts })?;
        Ok(person)
    })
}

/// The record was wrong: it is voided and replaced.
pub fn correct(ctx: &Ctx, person: PersonId, record: PersonRecord) -> Result<(), OfficeError> {
    ctx.write(Permission::RecordRegisters, "people.correct", &format!("person {person}"), |tx, entry| {
        let old = found(tx, ctx.office, person)?;
        if old.value == record {
            return Ok(());
        }
        people::void_record(tx, old.id, entry)?;
        let id = PersonRecordId(tx.next_ids(1)?);
        people::insert_records(tx, entry, [Of { id, person, value: record }])?;
        Ok(())
    })
}

/// Records a death, or corrects one recorded before; `None` withdraws a death that was a mistake. What follows from
/// it, the stop and the support on the occasion of the death, is drafted at once.
pub fn record_death(ctx: &Ctx, person: PersonId, death: Option<Death>) -> Result<(), OfficeError> {
    ctx.write(Permission::RecordRegisters, "people.death", &format!("person {person}"), |tx, entry| {
        put_death(ctx, tx, entry, person, death)
    })
}

/// `record_death` within a command that is under way.
pub(crate) fn put_death(
    ctx: &Ctx,
    tx: &mut Tx,
    entry: EntryId,
    person: PersonId,
    death: Option<Death>,
) -> Result<(), OfficeError> {
    let record = found(tx, ctx.office, person)?.value;
    if death.as_ref().is_some_and(|death| death.died_on < record.born.earliest()) {
        return Err(OfficeError::refused("death_before_birth", "Ngày mất trước ngày sinh."));
    }
    if let Some(old) = people::death(tx, person, Known::Now)? {
        if Some(&old.value) == death.as_ref() {
            return Ok(());
        }
        people::void_death(tx, old.id, entry)?;
        crate::deaths::withdraw(ctx, tx, entry, person)?;
    }
    match death {
        Some(value) => {
            let id = DeathId(tx.next_ids(1)?);
            people::insert_deaths(tx, entry, [Of { id, person, value }])?;
            crate::deaths::draft(ctx, tx, entry, &[person])?;
        }
        // Whether a list of deaths means this person is a question again.
        None => {
            store::outside::void_confirmed(tx, person, OutsideList::Deaths, entry)?;
        }
    }
    Ok(())
}

/// Adds a number; the same one again changes nothing.
pub fn add_number(ctx: &Ctx, person: PersonId, number: PersonNumber) -> Result<(), OfficeError> {
    ctx.write(Permission::RecordRegisters, "people.number", &format!("person {person}"), |tx, entry| {
        found(tx, ctx.office, person)?;
        if people::numbers(tx, person, Known::Now)?.iter().any(|row| row.value == number) {
            return Ok(());
        }
        let id = PersonNumberId(tx.next_ids(1)?);
        people::insert_numbers(tx, entry, [Of { id, person, value: number }])?;
        Ok(())
    })
}

/// The number was not this person's.
pub fn void_number(ctx: &Ctx, person: PersonId, number: PersonNumberId) -> Result<(), OfficeError> {
    ctx.write(
        Permission::RecordRegisters,
        "people.number_voided",
        &format!("person {person}"),
        |tx, entry| {
            found(tx, ctx.office, person)?;
            let own = people::numbers(tx, person, Known::Now)?;
            if !own.iter().any(|row| row.id == number) {
                return Err(OfficeError::NotFound("số giấy tờ".to_owned()));
            }
            Ok(people::void_number(tx, number, entry)?)
        },
    )
}

/// A change: from `fact.from` on this holds, and what held in its place has ended.
pub fn record_fact(ctx: &Ctx, person: PersonId, fact: FactRow) -> Result<(), OfficeError> {
    refuse_incomplete(std::slice::from_ref(&fact))?;
    let detail = format!("person {person}, {}", fact.kind.word());
    ctx.write(Permission::RecordRegisters, "facts.record", &detail, |tx, entry| {
        found(tx, ctx.office, person)?;
        let edit = place_fact(&live_facts(tx, person)?, &fact, Dating::Known);
        write_facts(tx, entry, person, edit)
    })
}

/// A change: from `day` on the fact holds no longer.
pub fn end(ctx: &Ctx, person: PersonId, fact: FactId, day: Date) -> Result<(), OfficeError> {
    ctx.write(
        Permission::RecordRegisters,
        "facts.end",
        &format!("person {person}, fact {fact}"),
        |tx, entry| {
            found(tx, ctx.office, person)?;
            let row = own_fact(tx, person, fact)?;
            write_facts(tx, entry, person, end_fact(fact, &row, day))
        },
    )
}

/// A correction: the fact was wrong; the replacement, if any, stands in its place.
pub fn correct_fact(
    ctx: &Ctx,
    person: PersonId,
    fact: FactId,
    replacement: Option<FactRow>,
) -> Result<(), OfficeError> {
    ctx.write(
        Permission::RecordRegisters,
        "facts.correct",
        &format!("person {person}, fact {fact}"),
        |tx, entry| {
            found(tx, ctx.office, person)?;
            own_fact(tx, person, fact)?;
            write_facts(
                tx,
                entry,
                person,
                Edit { void: vec![fact], write: replacement.into_iter().collect() },
            )
        },
    )
}

/// A change of who receives the money, from `payee.from` on.
pub fn set_payee(ctx: &Ctx, person: PersonId, payee: Payee) -> Result<(), OfficeError> {
    ctx.write(Permission::RecordRegisters, "people.payee", &format!("person {person}"), |tx, entry| {
        found(tx, ctx.office, person)?;
        let live: Vec<(PayeeId, Payee)> =
            people::payees(tx, person, Known::Now)?.into_iter().map(|row| (row.id, row.value)).collect();
        write_payees(tx, entry, person, place_payee(&live, &payee, Dating::Known))
    })
}

/// Up to so many names are read one by one; for more, the register is read once.
const ONE_BY_ONE: usize = 200;

/// Full names of these people.
pub fn names(
    ctx: &Ctx,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, String>, OfficeError> {
    let wanted: std::collections::BTreeSet<PersonId> = people.into_iter().collect();
    ctx.read(Permission::ReadRegisters, |tx| {
        if wanted.len() > ONE_BY_ONE {
            let all = people::records(tx, ctx.office, Known::Now)?.into_iter();
            let named = all.filter(|row| wanted.contains(&row.person));
            return Ok(named.map(|row| (row.person, row.value.full_name)).collect());
        }
        let mut names = HashMap::new();
        for person in wanted {
            if let Some(row) = people::record(tx, person, Known::Now)? {
                names.insert(person, row.value.full_name);
            }
        }
        Ok(names)
    })
}

/// Everything live about a person, or as it was known right after an entry.
pub fn read(tx: &mut Tx, office: OfficeId, person: PersonId, known: Known) -> Result<Sheet, OfficeError> {
    found(tx, office, person)?;
    let record = people::record(tx, person, known)?.ok_or_else(|| unknown(person))?;
    let numbers = people::numbers(tx, person, known)?;
    let payees = people::payees(tx, person, known)?;
    Ok(Sheet {
        id: person,
        record: record.value,
        numbers: numbers.into_iter().map(|row| (row.id, row.value)).collect(),
        death: people::death(tx, person, known)?.map(|row| row.value),
        facts: facts::of_person(tx, person, known)?.into_iter().map(|row| (row.id, row.value)).collect(),
        payees: payees.into_iter().map(|row| (row.id, row.value)).collect(),
    })
}

/// `Sheet` as a command of its own.
pub fn show(ctx: &Ctx, person: PersonId, known: Known) -> Result<Sheet, OfficeError> {
    let mut sheet = ctx.read(Permission::ReadRegisters, |tx| read(tx, ctx.office, person, known))?;
    if discreet(ctx, &mut sheet) {
        discretion::note(ctx, &format!("person {person}"))?;
    }
    Ok(sheet)
}

/// Takes out what the officer may not read; `true` if something of the kind is left for reading.
pub(crate) fn discreet(ctx: &Ctx, sheet: &mut Sheet) -> bool {
    if !discretion::sees(ctx) {
        sheet.facts.retain(|(_, fact)| !discretion::is_of(fact.kind));
    }
    sheet.facts.iter().any(|(_, fact)| discretion::is_of(fact.kind))
}

/// Voids and writes what `place_fact` decided.
pub(crate) fn write_facts(
    tx: &mut Tx,
    entry: EntryId,
    person: PersonId,
    edit: Edit<FactId, FactRow>,
) -> Result<(), OfficeError> {
    for id in edit.void {
        facts::void(tx, id, entry)?;
    }
    for value in edit.write {
        let id = FactId(tx.next_ids(1)?);
        facts::insert_many(tx, entry, [Of { id, person, value }])?;
    }
    Ok(())
}

fn write_payees(
    tx: &mut Tx,
    entry: EntryId,
    person: PersonId,
    edit: Edit<PayeeId, Payee>,
) -> Result<(), OfficeError> {
    for id in edit.void {
        people::void_payee(tx, id, entry)?;
    }
    for value in edit.write {
        let id = PayeeId(tx.next_ids(1)?);
        people::insert_payees(tx, entry, [Of { id, person, value }])?;
    }
    Ok(())
}

/// A fact that the law could not read, or that never holds.
fn refuse_incomplete(facts: &[FactRow]) -> Result<(), OfficeError> {
    for fact in facts {
        if let Err(column) = fact.to_what() {
            return Err(OfficeError::refused("fact_incomplete", format!("Dữ kiện chưa đủ: {column}.")));
        }
        if fact.until.is_some_and(|until| until <= fact.from) {
            return Err(OfficeError::refused("fact_empty", "Ngày hết hiệu lực phải sau ngày bắt đầu."));
        }
    }
    Ok(())
}

fn live_facts(tx: &mut Tx, person: PersonId) -> Result<Vec<(FactId, FactRow)>, OfficeError> {
    Ok(facts::of_person(tx, person, Known::Now)?.into_iter().map(|row| (row.id, row.value)).collect())
}

fn own_fact(tx: &mut Tx, person: PersonId, fact: FactId) -> Result<FactRow, OfficeError> {
    let own = live_facts(tx, person)?.into_iter().find(|(id, _)| *id == fact);
    own.map(|(_, row)| row).ok_or_else(|| OfficeError::NotFound("dữ kiện".to_owned()))
}

fn found(tx: &mut Tx, office: OfficeId, person: PersonId) -> Result<people::RecordRow, OfficeError> {
    let own = people::office_of(tx, person)? == Some(office);
    let record = if own { people::record(tx, person, Known::Now)? } else { None };
    record.ok_or_else(|| unknown(person))
}

fn unknown(person: PersonId) -> OfficeError {
    OfficeError::NotFound(format!("hồ sơ người số {person}"))
}
