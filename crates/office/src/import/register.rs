//! The register in memory while lists are read: loaded once, kept in step with what the import writes.

use crate::OfficeError;
use domain::citizen_number;
use domain::facts::{FactKind, FactRow};
use domain::ids::{DeathId, FactId, OfficeId, PayeeId, PersonId, PersonRecordId, UnitId};
use domain::merit_files::FileCategory;
use domain::names::search_key;
use domain::people::{Death, NumberKind, Payee, PersonNumber, PersonRecord};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use store::merit_files::FileRow;
use store::people::Known;
use store::{Tx, facts, merit_files, people};

const CITIZEN_LENGTH: usize = 12;

/// One person with everything live that the importer compares with.
#[derive(Clone, Debug)]
pub struct Registered {
    pub record_id: PersonRecordId,
    pub record: PersonRecord,
    /// `search_key` of the name.
    pub key: String,
    pub numbers: Vec<PersonNumber>,
    pub death: Option<(DeathId, Death)>,
    pub facts: Vec<(FactId, FactRow)>,
}

impl Registered {
    pub fn has_number(&self, kind: NumberKind) -> bool {
        self.numbers.iter().any(|number| number.kind == kind)
    }

    /// The residence that holds on the day, else the last one before or after it.
    pub fn residence(&self, day: Date) -> Option<&FactRow> {
        let homes = || self.facts.iter().map(|(_, row)| row).filter(|row| row.kind == FactKind::Residence);
        homes().find(|row| row.holds_on(day)).or_else(|| homes().max_by_key(|row| row.from))
    }

    pub fn unit(&self, day: Date) -> Option<UnitId> {
        self.residence(day).and_then(|row| row.unit)
    }
}

/// How much of the register is in memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Extent {
    /// Those whom the cells read so far may mean.
    #[default]
    Asked,
    Everybody,
}

#[derive(Default)]
pub struct Register {
    pub people: HashMap<PersonId, Registered>,
    extent: Extent,
    /// Cells that have been looked up.
    asked: HashSet<String>,
    by_number: HashMap<String, Vec<PersonId>>,
    by_name: HashMap<String, Vec<PersonId>>,
    files: HashMap<String, Vec<FileRow>>,
    payees: HashMap<PersonId, Vec<(PayeeId, Payee)>>,
}

impl Register {
    /// Six queries, whatever the number of people.
    pub fn load(tx: &mut Tx, office: OfficeId) -> Result<Register, OfficeError> {
        let mut register = Register { extent: Extent::Everybody, ..Register::default() };
        for row in people::records(tx, office, Known::Now)? {
            register.add(row.person, row.id, row.value);
        }
        for row in people::all_numbers(tx, office, Known::Now)? {
            register.add_number(row.person, row.value);
        }
        for row in people::all_deaths(tx, office, Known::Now)? {
            if let Some(person) = register.people.get_mut(&row.person) {
                person.death = Some((row.id, row.value));
            }
        }
        for row in facts::of_office(tx, office, Known::Now)? {
            if let Some(person) = register.people.get_mut(&row.person) {
                person.facts.push((row.id, row.value));
            }
        }
        for row in people::all_payees(tx, office, Known::Now)? {
            register.payees.entry(row.person).or_default().push((row.id, row.value));
        }
        for row in merit_files::files(tx, office, Known::Now)? {
            register.set_file(row);
        }
        Ok(register)
    }

    pub fn has_everybody(&self) -> bool {
        self.extent == Extent::Everybody
    }

    /// Loads everybody whom these cells may mean: by name, number or file. A list of a few rows then costs the same
    /// in a commune and in a province. Everything read before must have been written.
    pub fn look_up<'c>(
        &mut self,
        tx: &mut Tx,
        office: OfficeId,
        cells: impl IntoIterator<Item = &'c str>,
    ) -> Result<(), OfficeError> {
        for text in cells {
            if self.has_everybody() || !self.asked.insert(text.to_owned()) {
                continue;
            }
            let mut found = Vec::new();
            if text.contains(' ') || text.chars().all(char::is_alphabetic) {
                found.extend(people::by_folded_name(tx, office, &search_key(text))?);
            }
            if text.chars().any(|c| c.is_ascii_digit()) {
                found.extend(people::by_any_number(tx, office, text)?);
                let repaired = citizen_number::read(text, None, None).number;
                if repaired != text {
                    found.extend(people::by_any_number(tx, office, &repaired)?);
                }
                if text.len() < CITIZEN_LENGTH {
                    let padded = format!("{text:0>CITIZEN_LENGTH$}");
                    found.extend(people::by_any_number(tx, office, &padded)?);
                }
            }
            for row in merit_files::files_of_number(tx, office, text)? {
                found.push(row.file.person);
                self.set_file(row);
            }
            for person in found {
                self.know(tx, office, person)?;
            }
        }
        Ok(())
    }

    /// Loads one person, unless it is there.
    pub fn know(&mut self, tx: &mut Tx, office: OfficeId, person: PersonId) -> Result<(), OfficeError> {
        if self.has_everybody() || self.people.contains_key(&person) {
            return Ok(());
        }
        if people::office_of(tx, person)? != Some(office) {
            return Ok(());
        }
        let Some(record) = people::record(tx, person, Known::Now)? else { return Ok(()) };
        self.add(person, record.id, record.value);
        for row in people::numbers(tx, person, Known::Now)? {
            self.add_number(person, row.value);
        }
        let death = people::death(tx, person, Known::Now)?;
        let facts = facts::of_person(tx, person, Known::Now)?;
        if let Some(own) = self.people.get_mut(&person) {
            own.death = death.map(|row| (row.id, row.value));
            own.facts = facts.into_iter().map(|row| (row.id, row.value)).collect();
        }
        let payees = people::payees(tx, person, Known::Now)?;
        self.payees.insert(person, payees.into_iter().map(|row| (row.id, row.value)).collect());
        for row in merit_files::files_of(tx, person, Known::Now)? {
            self.set_file(row);
        }
        Ok(())
    }

    /// A new person, or a corrected record of a known one.
    pub fn add(&mut self, id: PersonId, record_id: PersonRecordId, record: PersonRecord) {
        let key = search_key(&record.full_name);
        match self.people.get_mut(&id) {
            Some(person) => {
                if person.key != key {
                    self.by_name.entry(key.clone()).or_default().push(id);
                }
                (person.record_id, person.record, person.key) = (record_id, record, key);
            }
            None => {
                self.by_name.entry(key.clone()).or_default().push(id);
                let (numbers, facts) = (Vec::new(), Vec::new());
                self.people.insert(id, Registered { record_id, record, key, numbers, death: None, facts });
            }
        }
    }

    pub fn add_number(&mut self, id: PersonId, number: PersonNumber) {
        if let Some(person) = self.people.get_mut(&id) {
            self.by_number.entry(number.number.clone()).or_default().push(id);
            person.numbers.push(number);
        }
    }

    /// People with that number, of the given kinds.
    pub fn with_number(&self, number: &str, kinds: &[NumberKind]) -> Vec<PersonId> {
        let people = self.by_number.get(number).map_or(&[][..], Vec::as_slice);
        let has = |id: &PersonId| {
            self.people.get(id).is_some_and(|person| {
                person.numbers.iter().any(|own| own.number == number && kinds.contains(&own.kind))
            })
        };
        let mut found: Vec<PersonId> = people.iter().copied().filter(has).collect();
        found.dedup();
        found
    }

    /// People of that name, whatever the marks.
    pub fn named(&self, key: &str) -> &[PersonId] {
        self.by_name.get(key).map_or(&[], Vec::as_slice)
    }

    pub fn payees(&self, person: PersonId) -> &[(PayeeId, Payee)] {
        self.payees.get(&person).map_or(&[], Vec::as_slice)
    }

    pub fn payees_mut(&mut self, person: PersonId) -> &mut Vec<(PayeeId, Payee)> {
        self.payees.entry(person).or_default()
    }

    /// Merit files of that number: usually one; people of several categories may keep one number.
    pub fn files(&self, number: &str) -> &[FileRow] {
        self.files.get(number).map_or(&[], Vec::as_slice)
    }

    /// The file that replaces the one of the same number and category, or stands beside it.
    pub fn set_file(&mut self, row: FileRow) {
        let files = self.files.entry(row.file.file_number.clone()).or_default();
        files.retain(|old| old.file.category != row.file.category || old.file.person != row.file.person);
        files.push(row);
    }

    /// The injury rate of a holder of that category, by the newest conclusion.
    pub fn injury_rate(&self, person: PersonId, category: FileCategory) -> Option<u8> {
        let person = self.people.get(&person)?;
        let rates = person.facts.iter().map(|(_, row)| row).filter(|row| {
            row.kind == FactKind::InjuryRate && row.words[0].as_deref() == Some(category.word())
        });
        rates
            .max_by_key(|row| row.from)
            .and_then(|row| row.numbers[0])
            .and_then(|rate| u8::try_from(rate).ok())
    }
}
