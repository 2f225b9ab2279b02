//! Who a row speaks of: found in the register by number, file code, or name with birth and commune; or new.

use super::line::{Line, SetAside};
use super::{Change, Import};
use crate::OfficeError;
use domain::citizen_number::{self, Warning};
use domain::facts::{FactKind, FactRow};
use domain::ids::{DeathId, FactId, PersonId, PersonNumberId, PersonRecordId};
use domain::names::{clean, compare_key, search_key};
use domain::people::{Death, NumberKind, PersonNumber, PersonRecord, Place};
use domain::timeline::{Dating, place_fact};
use domain::{Born, Sex, dates};
use jiff::civil::Date;
use store::people::Of;

/// What a row says of its person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    pub full_name: String,
    pub key: String,
    pub born: Option<Born>,
    pub sex: Option<Sex>,
    pub number: Option<PersonNumber>,
    pub file_code: Option<String>,
    pub place: Option<Place>,
    pub ethnicity: Option<String>,
}

/// The answer of the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    Known(PersonId),
    New,
}

/// Why a death is not recorded ahead.
pub const AFTER_TODAY: &str = "ngày chết sau ngày nhập danh sách";

const NUMBERS: &[NumberKind] = &[NumberKind::Citizen, NumberKind::Older];

impl Who {
    /// Reads the columns that all lists of people share; `None` if the name is missing. What cannot be read is
    /// noted in the line.
    pub fn read(line: &mut Line, import: &Import) -> Option<Who> {
        let full_name = line.required("Họ và tên").map(|name| proper_case(&clean(&name)));
        let (born, sex) = line.birth();
        let number = number(line, sex, born);
        let place = place(line, import);
        let full_name = full_name?;
        Some(Who {
            key: search_key(&full_name),
            full_name,
            born,
            sex,
            number,
            file_code: line.text("Mã đối tượng"),
            place,
            ethnicity: line.text("Dân tộc"),
        })
    }

    /// The record of a new person; an incomplete one is parked.
    pub fn record(&self, line: &mut Line) -> Option<PersonRecord> {
        let (Some(born), Some(sex)) = (self.born, self.sex) else {
            // A birth that cannot be read has been told already.
            if line.set_aside() != Some(SetAside::Refused) {
                line.park("Họ và tên", "người mới phải có ngày sinh và giới tính");
            }
            return None;
        };
        let record = PersonRecord {
            full_name: self.full_name.clone(),
            sex,
            born,
            ethnicity: self.ethnicity.clone(),
            phone: None,
        };
        Some(record)
    }
}

/// `NGUYỄN THỊ ÚT` as it stands on cards becomes `Nguyễn Thị Út`; a name in mixed case stays as given.
pub fn proper_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let words = name.split(' ').map(|word| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_string() + &letters.as_str().to_lowercase())
    });
    words.collect::<Vec<_>>().join(" ")
}

fn number(line: &mut Line, sex: Option<Sex>, born: Option<Born>) -> Option<PersonNumber> {
    let text = line.text("Số CCCD")?;
    let reading = citizen_number::read(&text, sex, born);
    for warning in &reading.warnings {
        line.warn("Số CCCD", warning.to_string());
    }
    let twelve = !reading.warnings.contains(&Warning::NotTwelveDigits);
    let kind = if twelve { NumberKind::Citizen } else { NumberKind::Older };
    Some(PersonNumber { kind, number: reading.number })
}

/// The commune and hamlet of a row; a commune that is not of the area parks it.
pub fn place(line: &mut Line, import: &Import) -> Option<Place> {
    let text = line.text("Xã, phường")?;
    match import.places.find(&text) {
        Ok(unit) if !import.covers(unit.id) => {
            line.refuse("Xã, phường", "ngoài địa bàn mà cán bộ được giao");
            None
        }
        Ok(unit) => Some(Place { unit: unit.id, hamlet: line.text("Ấp, khu phố") }),
        Err(reason) => {
            line.park("Xã, phường", reason);
            None
        }
    }
}

/// Both may be the same day, one told less precisely.
fn births_agree(a: Born, b: Born) -> bool {
    a.earliest() <= b.latest() && b.earliest() <= a.latest()
}

impl Import<'_, '_> {
    /// Finds the person by citizen number, then file code, then name with birth and commune. Doubts park the row
    /// and give `None`.
    pub fn identify(&self, line: &mut Line, who: &Who) -> Option<Identity> {
        if let Some(number) = &who.number {
            let found = self.register.with_number(&number.number, NUMBERS);
            if !found.is_empty() {
                return self.same_name(line, who, "Số CCCD", &found);
            }
        }
        if let Some(code) = &who.file_code {
            let found = self.with_code(code);
            if !found.is_empty() {
                return self.same_name(line, who, "Mã đối tượng", &found);
            }
        }
        let candidates: Vec<PersonId> =
            self.register.named(&who.key).iter().copied().filter(|id| self.fits(*id, who)).collect();
        match candidates[..] {
            [] => Some(Identity::New),
            [person] => Some(Identity::Known(person)),
            [..] => {
                let reason = format!("trong sổ có {} người cùng tên, ngày sinh và nơi ở", candidates.len());
                line.park("Họ và tên", reason);
                None
            }
        }
    }

    /// As `identify`, for lists about people who must be known: a stranger parks the row.
    pub fn known_person(&self, line: &mut Line, who: &Who) -> Option<PersonId> {
        match self.identify(line, who)? {
            Identity::Known(person) => Some(person),
            Identity::New => {
                line.park("Họ và tên", "không tìm thấy người này trong sổ");
                None
            }
        }
    }

    /// People whose code in the office's registers, or whose merit file, has that number.
    fn with_code(&self, code: &str) -> Vec<PersonId> {
        let found = self.register.with_number(code, &[NumberKind::File]);
        if !found.is_empty() {
            return found;
        }
        let mut holders: Vec<PersonId> =
            self.register.files(code).iter().map(|row| row.file.person).collect();
        holders.sort_unstable();
        holders.dedup();
        holders
    }

    /// A number alone is not trusted: the name must be the same too.
    fn same_name(&self, line: &mut Line, who: &Who, column: &str, found: &[PersonId]) -> Option<Identity> {
        let named = |id: &&PersonId| self.register.people.get(id).is_some_and(|person| person.key == who.key);
        let same: Vec<&PersonId> = found.iter().filter(named).collect();
        match same[..] {
            [person] => Some(Identity::Known(*person)),
            [] => {
                line.park(column, "số này trong sổ là của người tên khác");
                None
            }
            [..] => {
                line.park(column, "trong sổ có nhiều người cùng số này");
                None
            }
        }
    }

    /// Same birth and commune as far as the row tells them, and no citizen number or code of another person.
    fn fits(&self, id: PersonId, who: &Who) -> bool {
        let Some(person) = self.register.people.get(&id) else { return false };
        let born = who.born.is_none_or(|born| births_agree(born, person.record.born));
        let sex = who.sex.is_none_or(|sex| sex == person.record.sex);
        let home = person.unit(self.on);
        let place = who.place.as_ref().is_none_or(|place| home.is_none_or(|home| home == place.unit));
        let citizen = |number: &&PersonNumber| number.kind == NumberKind::Citizen;
        let other_number =
            who.number.as_ref().filter(citizen).is_some() && person.has_number(NumberKind::Citizen);
        let other_code = who.file_code.is_some() && person.has_number(NumberKind::File) && who.born.is_none();
        born && sex && place && !other_number && !other_code
    }

    /// The person of a row that names somebody beside what it is about: found, corrected and added to, or new. Call
    /// it last: nothing is written of a row in which something is wrong, and `None` comes back. Somebody who lives
    /// elsewhere by the register stays there, with a doubt.
    pub fn take_person(&mut self, line: &mut Line) -> Result<Option<(PersonId, Option<Place>)>, OfficeError> {
        let Some(who) = Who::read(line, self) else { return Ok(None) };
        let Some(identity) = self.identify(line, &who) else { return Ok(None) };
        let record = match identity {
            Identity::New => who.record(line),
            Identity::Known(_) => None,
        };
        if !line.problems.is_empty() {
            return Ok(None);
        }
        let (person, _) = self.put_person(line, identity, &who, record)?;
        if let Some(place) = &who.place {
            let home = self.register.people.get(&person).and_then(|known| known.unit(self.on));
            match home {
                None => {
                    let since = self.undated_since();
                    self.put_residence(person, place, since)?;
                }
                Some(home) if home != place.unit => {
                    let reason = format!("trong sổ đang ở {}", self.places.name(home));
                    line.warn("Xã, phường", reason);
                }
                Some(_) => {}
            }
        }
        Ok(Some((person, who.place)))
    }

    /// Writes a new person, or what the row adds to and corrects of a known one.
    pub fn put_person(
        &mut self,
        line: &mut Line,
        identity: Identity,
        who: &Who,
        record: Option<PersonRecord>,
    ) -> Result<(PersonId, Change), OfficeError> {
        let (person, mut change) = match (identity, record) {
            (Identity::Known(person), _) => (person, self.correct_record(line, person, who)?),
            (Identity::New, Some(record)) => {
                let person = PersonId(self.buffer.id(self.tx)?);
                let id = PersonRecordId(self.buffer.id(self.tx)?);
                self.buffer.people.push(person);
                self.buffer.record(id, person, record.clone());
                self.register.add(person, id, record);
                (person, Change::New)
            }
            (Identity::New, None) => {
                return Err(OfficeError::Conflict("người mới chưa đủ thông tin".to_owned()));
            }
        };
        let code = who.file_code.clone().map(|number| PersonNumber { kind: NumberKind::File, number });
        for number in who.number.clone().into_iter().chain(code) {
            change = change.and(self.put_number(person, number)?);
        }
        Ok((person, change))
    }

    /// A number that the person does not have yet; a merit file's number is no second code.
    pub fn put_number(&mut self, person: PersonId, number: PersonNumber) -> Result<Change, OfficeError> {
        self.know(person)?;
        let known = self.register.people.get(&person).is_some_and(|own| own.numbers.contains(&number));
        let is_file = number.kind == NumberKind::File
            && self.register.files(&number.number).iter().any(|row| row.file.person == person);
        if known || is_file {
            return Ok(Change::Same);
        }
        let id = PersonNumberId(self.buffer.id(self.tx)?);
        self.buffer.numbers.push(Of { id, person, value: number.clone() });
        self.register.add_number(person, number);
        Ok(Change::Changed)
    }

    /// The row knows the birth more precisely or otherwise, writes the name with other marks, or tells more.
    fn correct_record(&mut self, line: &mut Line, id: PersonId, who: &Who) -> Result<Change, OfficeError> {
        let Some(known) = self.register.people.get(&id) else { return Ok(Change::Same) };
        let old = known.record.clone();
        let mut new = old.clone();
        let unmarked = who.full_name.is_ascii() && !old.full_name.is_ascii();
        if compare_key(&who.full_name) != compare_key(&old.full_name) && !unmarked {
            line.notes.push(format!("Họ và tên: {} → {}", old.full_name, who.full_name));
            new.full_name = who.full_name.clone();
        }
        let less_precise = |born: Born| births_agree(born, old.born) && !matches!(born, Born::Day(_));
        if let Some(born) = who.born.filter(|born| *born != old.born && !less_precise(*born)) {
            line.notes.push(format!(
                "Ngày sinh: {} → {}",
                dates::born_short(old.born),
                dates::born_short(born)
            ));
            new.born = born;
        }
        if let Some(sex) = who.sex.filter(|sex| *sex != old.sex) {
            line.notes.push("Giới tính đổi lại".to_owned());
            new.sex = sex;
        }
        if new.ethnicity.is_none() {
            new.ethnicity.clone_from(&who.ethnicity);
        }
        if new == old {
            return Ok(Change::Same);
        }
        self.replace_record(id, new)?;
        Ok(Change::Changed)
    }

    /// A correction of the record.
    pub fn replace_record(&mut self, person: PersonId, record: PersonRecord) -> Result<(), OfficeError> {
        self.know(person)?;
        if let Some(known) = self.register.people.get(&person) {
            self.buffer.void_record(known.record_id);
        }
        let id = PersonRecordId(self.buffer.id(self.tx)?);
        self.buffer.record(id, person, record.clone());
        self.register.add(person, id, record);
        Ok(())
    }

    /// A fact meets the live facts of the person, as `domain::timeline` decides.
    pub fn put_fact(
        &mut self,
        person: PersonId,
        fact: FactRow,
        dating: Dating,
    ) -> Result<Change, OfficeError> {
        self.know(person)?;
        let Some(known) = self.register.people.get_mut(&person) else { return Ok(Change::Same) };
        let edit = place_fact(&known.facts, &fact, dating);
        if edit.is_empty() {
            return Ok(Change::Same);
        }
        let change = if edit.void.is_empty() { Change::New } else { Change::Changed };
        known.facts.retain(|(id, _)| !edit.void.contains(id));
        edit.void.into_iter().for_each(|id| self.buffer.void_fact(id));
        for row in edit.write {
            let id = FactId(self.buffer.id(self.tx)?);
            self.buffer.fact(id, person, row.clone());
            known.facts.push((id, row));
        }
        Ok(change)
    }

    /// Where a list says that somebody lives. The first time it holds from `since`; elsewhere later is a move on
    /// the day of the list.
    pub fn put_residence(
        &mut self,
        person: PersonId,
        place: &Place,
        since: Date,
    ) -> Result<Change, OfficeError> {
        self.know(person)?;
        let Some(known) = self.register.people.get(&person) else { return Ok(Change::Same) };
        let died = known.death.as_ref().map(|(_, death)| death.died_on);
        match known.residence(self.on).cloned() {
            Some(home) if home.unit == Some(place.unit) => {
                let hamlet = place.hamlet.clone().or_else(|| home.hamlet.clone());
                if hamlet == home.hamlet {
                    return Ok(Change::Same);
                }
                let row = FactRow { hamlet, ..home };
                self.put_fact(person, row, Dating::Assumed)
            }
            Some(home) => {
                let row = self.residence(place, self.on.max(home.from));
                self.put_fact(person, row, Dating::Known)
            }
            None => {
                // Somebody dead lived here before that day.
                let since = died.map_or(since, |died| since.min(died));
                let row = self.residence(place, since);
                self.put_fact(person, row, Dating::Known)
            }
        }
    }

    pub fn residence(&self, place: &Place, from: Date) -> FactRow {
        let unit = self.places.unit(place.unit);
        let mut row = FactRow::empty(FactKind::Residence, from, None);
        row.unit = Some(place.unit);
        row.hamlet.clone_from(&place.hamlet);
        row.ref_text = unit.map(|unit| unit.code.clone());
        row.flags[0] = Some(unit.and_then(|unit| unit.urban).unwrap_or(false));
        row.flags[1] = Some(false);
        row
    }

    /// Records a death, or corrects the day of one recorded before.
    pub fn put_death(&mut self, person: PersonId, death: Death) -> Result<Change, OfficeError> {
        self.know(person)?;
        let Some(known) = self.register.people.get_mut(&person) else { return Ok(Change::Same) };
        let change = match &known.death {
            Some((_, old)) if old.died_on == death.died_on => return Ok(Change::Same),
            Some((id, _)) => {
                self.buffer.void_death(*id);
                self.deaths.corrected.push(person);
                Change::Changed
            }
            None => Change::New,
        };
        let id = DeathId(self.buffer.id(self.tx)?);
        known.death = Some((id, death.clone()));
        self.buffer.death(id, person, death);
        self.deaths.recorded.push(person);
        Ok(change)
    }

    /// A payee meets the live payees of the person: from its day on, the money goes there.
    pub fn put_payee(
        &mut self,
        person: PersonId,
        payee: domain::people::Payee,
        dating: Dating,
    ) -> Result<Change, OfficeError> {
        self.know(person)?;
        let edit = domain::timeline::place_payee(self.register.payees(person), &payee, dating);
        if edit.is_empty() {
            return Ok(Change::Same);
        }
        let change = if edit.void.is_empty() { Change::New } else { Change::Changed };
        self.register.payees_mut(person).retain(|(id, _)| !edit.void.contains(id));
        edit.void.into_iter().for_each(|id| self.buffer.void_payee(id));
        for row in edit.write {
            let id = domain::ids::PayeeId(self.buffer.id(self.tx)?);
            self.buffer.payee(id, person, row.clone());
            self.register.payees_mut(person).push((id, row));
        }
        Ok(change)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals_come_from_cards() {
        assert_eq!(proper_case("NGUYỄN THỊ ÚT"), "Nguyễn Thị Út");
        assert_eq!(proper_case("Nguyễn Thị ÚT"), "Nguyễn Thị ÚT");
        assert_eq!(proper_case("ĐẶNG"), "Đặng");
    }

    #[test]
    fn vague_births_agree_with_the_days_in_them() {
        let day = |text: &str| dates::parse_born_iso(text).unwrap();
        assert!(births_agree(day("1948"), day("1948-05-03")));
        assert!(births_agree(day("1948-05"), day("1948-05-03")));
        assert!(!births_agree(day("1948-06"), day("1948-05-03")));
        assert!(!births_agree(day("1949"), day("1948")));
    }
}
