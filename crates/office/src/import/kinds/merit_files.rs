//! `Sổ quản lý hồ sơ người có công`: files of people with merits, living and dead.

use super::order;
use crate::import::headings::{
    BORN, CITIZEN, COMMUNE, Column, FULL_NAME, HAMLET, Input, MAN_BORN, SEX, Table, WOMAN_BORN, labels,
    optional, required,
};
use crate::import::line::Line;
use crate::import::person::{AFTER_TODAY, Identity, Who};
use crate::import::{Change, Import, Kind};
use crate::{Field, OfficeError, Permission};
use domain::Born;
use domain::facts::FactRow;
use domain::ids::{MeritFileId, MeritRelativeId, PersonId};
use domain::labels::{Categories, Labelled, Labels};
use domain::merit_files::{FileCategory, MeritFile, Title, default_subtype, subtype_fits};
use domain::people::{Death, PersonRecord};
use domain::timeline::Dating;
use jiff::civil::Date;
use law::facts::{ExposureSubtype, InjuryCategory, MeritCategory, MeritStatus, MeritSubtype, Rate};
use law::{Fact, What};
use store::merit_files::{self, FileRow};

const COLUMNS: &[Column] = &[
    required("Số hồ sơ").or(&["Mã hồ sơ"]),
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    COMMUNE,
    HAMLET,
    required("Diện").or(&["Diện đối tượng", "Đối tượng"]),
    optional("Loại").ask(Input::Choice(labels::<MeritSubtype>)),
    optional("Tỷ lệ").or(&["Tỷ lệ tổn thương", "Tỷ lệ thương tật"]),
    optional("Ngày kết luận giám định").ask(Input::Date),
    required("Ngày công nhận").ask(Input::Date),
    optional("Số bằng, giấy chứng nhận"),
    optional("Danh hiệu").ask(Input::Choice(labels::<Title>)),
    optional("Ngày mất").or(&["Ngày hy sinh", "Ngày chết"]),
    optional("Nơi mất").or(&["Nơi hy sinh"]),
    optional("Thâm niên"),
    optional("Đặc biệt nặng").ask(Input::Yes),
    optional("Cô đơn").ask(Input::Yes),
    optional("Có người phục vụ").ask(Input::Yes),
    optional("Ngày bị thương").ask(Input::Date),
    optional("Dị dạng, dị tật").ask(Input::Yes),
];

pub const KIND: Kind = Kind {
    id: "merit_files",
    title: "Sổ quản lý hồ sơ người có công",
    order: order::MERIT_FILES,
    permission: Permission::Import,
    field: Some(Field::Merit),
    columns: COLUMNS,
    list: Some(crate::export::registers::merit_files),
    read,
};

struct Known {
    categories: Categories,
    subtypes: Labels<MeritSubtype>,
    titles: Labels<Title>,
}

/// A row that is complete.
struct Holder {
    who: Who,
    identity: Identity,
    record: Option<PersonRecord>,
    /// Its person is set when known.
    file: MeritFile,
    died: Option<Date>,
    facts: Vec<(Fact, Dating)>,
}

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let known = Known { categories: Categories::new(), subtypes: Labels::new(), titles: Labels::new() };
    for mut line in import.lines(table) {
        let holder = holder(import, &mut line, &known);
        match holder {
            Some(holder) if line.problems.is_empty() => {
                let change = put(import, &mut line, holder)?;
                import.accept(line, change);
            }
            _ => import.set_aside(line),
        }
    }
    Ok(())
}

fn holder(import: &Import, line: &mut Line, known: &Known) -> Option<Holder> {
    let number = line.required("Số hồ sơ");
    line.filled("Xã, phường");
    line.filled("Diện");
    let recognised_on = line.required_date("Ngày công nhận");
    let category = line.read("Diện", |cell| {
        let shown = cell.shown();
        let category = known.categories.find(&shown).and_then(FileCategory::of);
        category.ok_or_else(|| format!("“{shown}” không phải diện người có công"))
    });
    let died = died(line);
    let title = line.label("Danh hiệu", &known.titles);
    let who = Who::read(line, import)?;
    let (number, category) = (number?, category?);
    let subtype = subtype(line, category, known);
    let facts = match category {
        FileCategory::Martyr => Vec::new(),
        FileCategory::Own(own) => facts(import, line, own, subtype, recognised_on?),
    };
    if category == FileCategory::Martyr && died.is_none() {
        line.park("Ngày mất", "hồ sơ liệt sĩ phải có ngày hy sinh");
    }
    let identity = identity(import, line, &who, &number, category)?;
    let record = match identity {
        Identity::New => Some(who.record(line)?),
        Identity::Known(_) => None,
    };
    let file = MeritFile {
        person: PersonId(0),
        file_number: number,
        category,
        subtype,
        certificate_number: line.text("Số bằng, giấy chứng nhận"),
        title,
        recognised_on,
        died_place: line.text("Nơi mất"),
    };
    Some(Holder { who, identity, record, file, died, facts })
}

/// A day known only by its month or year counts as the last day of it, with a warning.
fn died(line: &mut Line) -> Option<Date> {
    let died = line.born("Ngày mất")?;
    if !matches!(died, Born::Day(_)) {
        line.warn("Ngày mất", "không đủ ngày, tháng; ghi ngày cuối của khoảng đã biết");
    }
    let died = died.latest();
    if died > line.latest {
        line.park("Ngày mất", AFTER_TODAY);
        return None;
    }
    Some(died)
}

/// The column `Loại`, or the default of the category.
fn subtype(line: &mut Line, category: FileCategory, known: &Known) -> Option<MeritSubtype> {
    let FileCategory::Own(own) = category else { return None };
    let written = line.label("Loại", &known.subtypes);
    match written {
        Some(subtype) if !subtype_fits(own, subtype) => {
            line.refuse("Loại", format!("“{}” không thuộc diện “{}”", subtype.label(), own.label()));
            None
        }
        Some(subtype) => Some(subtype),
        None => default_subtype(own),
    }
}

/// The file's number leads to its holder; else as everybody is found.
fn identity(
    import: &Import,
    line: &mut Line,
    who: &Who,
    number: &str,
    category: FileCategory,
) -> Option<Identity> {
    let of_category = import.register.files(number).iter().find(|row| row.file.category == category);
    let Some(row) = of_category else { return import.identify(line, who) };
    let holder = import.register.people.get(&row.file.person);
    if holder.is_some_and(|holder| holder.key == who.key) {
        return Some(Identity::Known(row.file.person));
    }
    line.park("Số hồ sơ", "số hồ sơ này trong sổ là của người tên khác");
    None
}

/// The holder's own status and what goes with it. What has no day of its own holds from the recognition, or from
/// the month of the old list if that is later.
fn facts(
    import: &Import,
    line: &mut Line,
    category: MeritCategory,
    subtype: Option<MeritSubtype>,
    recognised: Date,
) -> Vec<(Fact, Dating)> {
    let status = MeritStatus {
        category,
        subtype,
        injured_on: line.date("Ngày bị thương"),
        seniority_years: line.count("Thâm niên").and_then(|years| u16::try_from(years).ok()),
        without_examination: false,
        infertile_or_malformed: line.yes("Dị dạng, dị tật"),
        disease: true,
        medical_record: true,
    };
    let fact = |from: Date, what: What| Fact { from, until: None, what };
    let mut facts = vec![(fact(recognised, What::MeritStatus(status)), Dating::Known)];
    let examined = line.date("Ngày kết luận giám định").unwrap_or(recognised);
    if let Some(what) = injury(line, category, subtype) {
        facts.push((fact(examined, what), Dating::Known));
    }
    let since = import.undated_since().max(recognised);
    for (column, what) in [("Cô đơn", What::LivesAlone), ("Có người phục vụ", What::HomeCarer)] {
        if line.yes(column) {
            facts.push((fact(since, what), Dating::Assumed));
        }
    }
    facts
}

fn injury(line: &mut Line, category: MeritCategory, subtype: Option<MeritSubtype>) -> Option<What> {
    let (low, high) = line.rate("Tỷ lệ")?;
    let category = match category {
        MeritCategory::WarInvalid => InjuryCategory::WarInvalid,
        MeritCategory::SickSoldier => InjuryCategory::SickSoldier,
        MeritCategory::ChemicalExposure => InjuryCategory::ChemicalExposure,
        MeritCategory::Pre1945Activist
        | MeritCategory::Uprising1945Activist
        | MeritCategory::HeroicMother
        | MeritCategory::ArmedForcesHero
        | MeritCategory::LabourHeroResistance
        | MeritCategory::ImprisonedByEnemy
        | MeritCategory::ResistanceActivist
        | MeritCategory::HelperOfRevolution => {
            line.refuse("Tỷ lệ", format!("diện “{}” không có tỷ lệ", category.label()));
            return None;
        }
    };
    let subtype = match subtype {
        Some(MeritSubtype::ExposedChild) => ExposureSubtype::ExposedChild,
        Some(_) | None => ExposureSubtype::SelfExposed,
    };
    let rate = high.map_or(Rate::Exact(low), |high| Rate::Band { low, high });
    Some(What::InjuryRate { category, subtype, rate, special_severe: line.yes("Đặc biệt nặng") })
}

fn put(import: &mut Import, line: &mut Line, holder: Holder) -> Result<Change, OfficeError> {
    let Holder { who, identity, record, file, died, facts } = holder;
    let (person, mut change) = import.put_person(line, identity, &who, record)?;
    if let Some(died_on) = died {
        change = change.and(import.put_death(person, Death { died_on, certificate: None })?);
    }
    if let Some(place) = &who.place {
        let since = import.opening;
        change = change.and(import.put_residence(person, place, since)?);
    }
    for (fact, dating) in facts {
        change = change.and(import.put_fact(person, FactRow::of(&fact), dating)?);
    }
    Ok(change.and(put_file(import, MeritFile { person, ..file })?))
}

/// A file of the same number and category is corrected; its relatives follow to the new row.
fn put_file(import: &mut Import, file: MeritFile) -> Result<Change, OfficeError> {
    let known = import.register.files(&file.file_number);
    let old = known.iter().find(|row| row.file.category == file.category && row.file.person == file.person);
    let id = match old.cloned() {
        Some(old) if old.file == file => return Ok(Change::Same),
        Some(old) => {
            import.flush()?;
            let id = MeritFileId(import.buffer.id(import.tx)?);
            for mut row in merit_files::relatives_of(import.tx, old.id)? {
                merit_files::void_relative(import.tx, row.id, import.entry)?;
                row.id = MeritRelativeId(import.buffer.id(import.tx)?);
                row.relative.file = id;
                import.buffer.relatives.push(row);
            }
            merit_files::void_file(import.tx, old.id, import.entry)?;
            id
        }
        None => MeritFileId(import.buffer.id(import.tx)?),
    };
    let row = FileRow { id, file };
    import.register.set_file(row.clone());
    import.buffer.files.push(row);
    Ok(Change::Changed)
}
