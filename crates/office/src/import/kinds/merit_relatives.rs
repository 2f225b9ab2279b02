//! `Sổ thân nhân người có công`: relatives of the living and the dead, survivors and worshippers.

use super::money::{self, Words};
use super::order;
use crate::import::headings::{
    BORN, CITIZEN, COMMUNE, Column, FULL_NAME, HAMLET, Input, MAN_BORN, SEX, Table, WOMAN_BORN, labels,
    optional, required,
};
use crate::import::line::Line;
use crate::import::person::{Identity, Who};
use crate::import::{Change, Import, Kind};
use crate::{Field, OfficeError, Permission};
use domain::facts::{FactRow, reference_to};
use domain::ids::{MeritFileId, MeritRelativeId};
use domain::labels::Labels;
use domain::merit_files::{FileCategory, MeritRelative};
use domain::names::fold;
use domain::people::{Payee, PersonRecord};
use domain::timeline::Dating;
use jiff::civil::Date;
use law::facts::{Relation, StudyLevel, SurvivorCategory, SurvivorOf};
use law::{Fact, What};
use std::collections::HashMap;
use store::merit_files::{self, FileRow, RelativeRow};

const COLUMNS: &[Column] = &[
    required("Số hồ sơ").or(&["Mã hồ sơ", "Số hồ sơ người có công"]),
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    COMMUNE,
    HAMLET,
    required("Quan hệ").or(&["Quan hệ với người có công"]).ask(Input::Choice(labels::<Relation>)),
    optional("Ngày quyết định").ask(Input::Date),
    optional("Cô đơn").ask(Input::Yes),
    optional("Thờ cúng").ask(Input::Yes),
    optional("Đang học"),
    money::CHANNEL,
    money::POINT,
    money::ACCOUNT,
    money::BANK,
    money::HOLDER,
];

pub const KIND: Kind = Kind {
    id: "merit_relatives",
    title: "Sổ thân nhân người có công",
    order: order::MERIT_RELATIVES,
    permission: Permission::Import,
    field: Some(Field::Merit),
    columns: COLUMNS,
    list: Some(crate::export::registers::merit_relatives),
    read,
};

/// A row that is complete.
struct Relative {
    who: Who,
    identity: Identity,
    record: Option<PersonRecord>,
    file: FileRow,
    written: String,
    relation: Option<Relation>,
    decided: Option<Date>,
    worships: bool,
    facts: Vec<(Fact, Dating)>,
    /// Where the money of who is not on the old list goes.
    payee: Option<Payee>,
}

/// Relatives already known, and the files of which somebody draws each month.
struct Known {
    relations: Labels<Relation>,
    words: Words,
    by_file: HashMap<MeritFileId, Vec<RelativeRow>>,
    drawn: Vec<String>,
}

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let (relations, words) = (Labels::new(), Words::new());
    let mut known = Known { relations, words, by_file: HashMap::new(), drawn: drawn(table) };
    for row in merit_files::relatives(import.tx, import.office, store::people::Known::Now)? {
        known.by_file.entry(row.relative.file).or_default().push(row);
    }
    for mut line in import.lines(table) {
        let relative = relative(import, &mut line, &known);
        match relative {
            Some(relative) if line.problems.is_empty() => {
                let change = put(import, &mut line, &mut known, relative)?;
                import.accept(line, change);
            }
            _ => import.set_aside(line),
        }
    }
    Ok(())
}

/// File numbers of which a row other than a worshipper's has a decision.
fn drawn(table: &Table) -> Vec<String> {
    let text = |row: &[crate::import::reader::Cell], column: &str| {
        table.position(column).and_then(|at| row.get(at)).map_or_else(String::new, |cell| cell.shown())
    };
    let mut files: Vec<String> = table
        .rows()
        .filter(|(_, row)| text(row, "Thờ cúng").is_empty() && !text(row, "Ngày quyết định").is_empty())
        .map(|(_, row)| text(row, "Số hồ sơ"))
        .collect();
    files.sort_unstable();
    files.dedup();
    files
}

fn relative(import: &Import, line: &mut Line, known: &Known) -> Option<Relative> {
    let (number, written) = (line.required("Số hồ sơ"), line.required("Quan hệ"));
    line.filled("Xã, phường");
    let decided = line.date("Ngày quyết định");
    let worships = line.yes("Thờ cúng");
    // Worshippers may be anybody: a nephew, a neighbour.
    let relation = match &written {
        Some(text) if worships => known.relations.find(text),
        Some(_) => line.label("Quan hệ", &known.relations),
        None => None,
    };
    let who = Who::read(line, import)?;
    let file = file(import, line, &number?)?;
    if worships && decided.is_none() {
        line.park("Ngày quyết định", "người thờ cúng phải có ngày quyết định");
    }
    let facts = facts(import, line, &file, relation, decided, known);
    let payee = money::payee(line, &known.words, &who.full_name, import.undated_since());
    let identity = import.identify(line, &who)?;
    let record = match identity {
        Identity::New => Some(who.record(line)?),
        Identity::Known(_) => None,
    };
    let written = written?;
    Some(Relative { who, identity, record, file, written, relation, decided, worships, facts, payee })
}

/// The file of that number; of several, the one whose relatives the law names.
fn file(import: &Import, line: &mut Line, number: &str) -> Option<FileRow> {
    let files = import.register.files(number);
    let found = files.iter().find(|row| row.file.category.survivors().is_some()).or_else(|| files.first());
    if found.is_none() {
        line.park("Số hồ sơ", "chưa có hồ sơ người có công số này");
    }
    found.cloned()
}

fn facts(
    import: &Import,
    line: &mut Line,
    file: &FileRow,
    relation: Option<Relation>,
    decided: Option<Date>,
    known: &Known,
) -> Vec<(Fact, Dating)> {
    let holder = file.file.person;
    let reference = reference_to(holder);
    let death = import.register.people.get(&holder).and_then(|person| person.death.as_ref());
    let died = death.map(|(_, death)| death.died_on);
    let fact = |from: Date, what: What| Fact { from, until: None, what };
    let mut facts = Vec::new();
    let worships = line.yes("Thờ cúng");
    if let (Some(from), true) = (decided, worships) {
        let relative_draws_monthly = known.drawn.contains(&file.file.file_number);
        let what = What::Worship { reference: reference.clone(), relative_draws_monthly };
        facts.push((fact(from, what), Dating::Known));
    }
    if let (Some(from), Some(died), Some(category), Some(relation), false) =
        (decided, died, file.file.category.survivors(), relation, worships)
    {
        let injury_rate = match category {
            SurvivorCategory::WarInvalid
            | SurvivorCategory::SickSoldier
            | SurvivorCategory::ChemicalExposure => import.register.injury_rate(holder, file.file.category),
            SurvivorCategory::Martyr
            | SurvivorCategory::Pre1945Activist
            | SurvivorCategory::Uprising1945Activist => None,
        };
        let survivor = SurvivorOf {
            reference,
            relation,
            category,
            died,
            injury_rate,
            added_to_file: false,
            recognised_after_death: recognised_after(&file.file.category, file.file.recognised_on, died),
        };
        facts.push((fact(from, What::SurvivorOf(survivor)), Dating::Known));
    }
    let undated = import.undated_since();
    let since = decided.map_or(undated, |decided| decided.max(undated));
    if line.yes("Cô đơn") {
        facts.push((fact(since, What::LivesAlone), Dating::Assumed));
    }
    if let Some(level) = study(line) {
        let what = What::Study { level, uninterrupted: true, second_course: false };
        facts.push((fact(since, what), Dating::Assumed));
    }
    facts
}

/// A martyr is always recognised after death; the flag speaks of the other files.
fn recognised_after(category: &FileCategory, recognised: Option<Date>, died: Date) -> bool {
    match category {
        FileCategory::Martyr => false,
        FileCategory::Own(_) => recognised.is_some_and(|recognised| recognised > died),
    }
}

/// A level of study, or a cross for general school.
fn study(line: &mut Line) -> Option<StudyLevel> {
    let levels = Labels::<StudyLevel>::new();
    let text = line.text("Đang học")?;
    if let Some(level) = levels.find(&text) {
        return Some(level);
    }
    line.yes("Đang học").then_some(StudyLevel::General)
}

fn put(
    import: &mut Import,
    line: &mut Line,
    known: &mut Known,
    relative: Relative,
) -> Result<Change, OfficeError> {
    let Relative { who, identity, record, file, written, relation, decided, worships, facts, payee } =
        relative;
    let (person, mut change) = import.put_person(line, identity, &who, record)?;
    if let Some(place) = &who.place {
        let since = import.opening;
        change = change.and(import.put_residence(person, place, since)?);
    }
    for (fact, dating) in facts {
        change = change.and(import.put_fact(person, FactRow::of(&fact), dating)?);
    }
    if let Some(payee) = payee.filter(|_| import.register.payees(person).is_empty()) {
        change = change.and(import.put_payee(person, payee, Dating::Assumed)?);
    }
    let from = decided.or(file.file.recognised_on).unwrap_or(import.opening);
    let new = MeritRelative { file: file.id, person, relation: written, worships, from, until: None };
    let rows = known.by_file.entry(file.id).or_default();
    let same = |row: &RelativeRow| {
        row.relative.person == person
            && row.relative.worships == worships
            && (relation.is_none() || fold(&row.relative.relation) == fold(&new.relation))
    };
    if rows.iter().any(same) {
        return Ok(change);
    }
    let row = RelativeRow { id: MeritRelativeId(import.buffer.id(import.tx)?), relative: new };
    rows.push(row.clone());
    import.buffer.relatives.push(row);
    Ok(change.and(Change::Changed))
}
