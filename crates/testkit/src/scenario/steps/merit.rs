//! Martyrs, their relatives, and who worships them.

use super::{Failed, Told, Words, World};
use domain::ids::{DeathId, MeritFileId, MeritRelativeId, PersonId, PersonRecordId};
use domain::merit_files::{FileCategory, MeritFile, MeritRelative};
use domain::people::{Death, PersonRecord};
use law::Sex;
use office::permission::{Permission, Role};
use store::merit_files::{self, FileRow, RelativeRow};
use store::people::{self, Of};

/// `martyr NAME died DATE`: with a file of the register, recognised a year later.
pub fn martyr(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let name = words.next("a name")?.to_owned();
    words.must("died")?;
    let died_on = words.date("died")?;
    let born = domain::dates::parse_born_iso(&(died_on.year() - 22).to_string())
        .ok_or_else(|| "a birth year".to_owned())?;
    let ctx = world.ctx(Role::Specialist);
    let office = ctx.office;
    let id = ctx.write(Permission::RecordRegisters, "sample", "", |tx, entry| {
        let person = PersonId(tx.next_ids(1)?);
        people::insert_people(tx, office, entry, [person])?;
        let (full_name, sex) = (name.clone(), Sex::Male);
        let record = PersonRecord { full_name, sex, born, ethnicity: None, phone: None };
        let id = PersonRecordId(tx.next_ids(1)?);
        people::insert_records(tx, entry, [Of { id, person, value: record }])?;
        let (id, value) = (DeathId(tx.next_ids(1)?), Death { died_on, certificate: None });
        people::insert_deaths(tx, entry, [Of { id, person, value }])?;
        let file = MeritFile {
            person,
            file_number: format!("LS-{name}"),
            category: FileCategory::Martyr,
            subtype: None,
            certificate_number: None,
            title: None,
            recognised_on: Some(died_on),
            died_place: None,
        };
        let id = MeritFileId(tx.next_ids(1)?);
        merit_files::insert_files(tx, office, entry, [FileRow { id, file }])?;
        Ok(person)
    })?;
    drop(ctx);
    world.people.insert(name, id);
    Ok(Told::default())
}

/// `relative NAME RELATION of MARTYR from DATE [worships]`.
pub fn relative(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let person = world.person(words.next("a name")?)?;
    let relation = words.next("the relation")?.to_owned();
    let martyr = words.after("of")?.ok_or_else(|| "of whom".to_owned())?.to_owned();
    let martyr = world.person(&martyr)?;
    let from = words.date_after("from")?.ok_or_else(|| "from when".to_owned())?;
    let worships = words.takes("worships");
    let ctx = world.ctx(Role::Specialist);
    let office = ctx.office;
    ctx.write(Permission::RecordRegisters, "sample", "", |tx, entry| {
        let files = merit_files::files(tx, office, people::Known::Now)?;
        let file = files.iter().find(|row| row.file.person == martyr).map(|row| row.id);
        let file = file.ok_or_else(|| office::OfficeError::NotFound("hồ sơ liệt sĩ".to_owned()))?;
        let relative = MeritRelative { file, person, relation, worships, from, until: None };
        let id = MeritRelativeId(tx.next_ids(1)?);
        merit_files::insert_relatives(tx, entry, [RelativeRow { id, relative }])?;
        Ok(())
    })?;
    Ok(Told::default())
}

/// `worship [draft as LABEL] => NAME MONTH MARTYRS; passed NAME WHY`: whom the register proposes, before the draft.
pub fn worship(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let ctx = world.ctx(Role::Specialist);
    let proposed = office::worship::proposed(&ctx)?;
    let items = proposed
        .items
        .iter()
        .map(|item| format!("{} {} {}", world.name(item.person), item.from_month, item.terms.len()));
    let passed = proposed.passed.iter();
    let passed = passed.map(|(person, _, why)| {
        format!("passed {} {}", world.name(*person), format!("{why:?}").to_lowercase())
    });
    let always = items.chain(passed).collect();
    if words.takes("draft") {
        words.must("as")?;
        let label = words.next("a name for the draft")?.to_owned();
        let id = office::worship::draft(&ctx)?.ok_or_else(|| "nobody to draft for".to_owned())?;
        drop(ctx);
        world.decisions.insert(label, id);
    }
    Ok(Told { always, asked: Vec::new() })
}

/// `cards => MONTH NEWS NAME GROUP`: increases and decreases of health-insurance cards until today.
pub fn cards(world: &mut World, _: &mut Words) -> Result<Told, Failed> {
    let list = office::export::list(&world.ctx(Role::Specialist), "health_insurance")?;
    let always = list.rows.iter().map(|row| format!("{} {} {} {}", row[0], row[1], row[3], row[9]));
    Ok(Told { always: always.collect(), asked: Vec::new() })
}
