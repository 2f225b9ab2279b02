//! `Sổ tìm kiếm, quy tập hài cốt liệt sĩ`, `Sổ nghĩa trang liệt sĩ`, `Sổ phần mộ liệt sĩ`.

use super::order;
use crate::export::registers::Source;
use crate::export::{List, day, number, text};
use crate::import::headings::{
    COMMUNE, COMMUNE_OPTIONAL, Column, Input, Table, labels, names_of, optional, required,
};
use crate::import::line::Line;
use crate::import::person::place;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::ids::PersonId;
use domain::labels::{Labelled, Labels};
use domain::merit_files::FileCategory;
use domain::names::search_key;
use domain::remains::{
    Cemetery, Coordinates, Grave, GraveCondition, GraveIdentity, GraveOrigin, IdentityTest, Remains,
    RemainsWork,
};
use std::collections::HashMap;
use store::people::Known;
use store::{Tx, merit_files};

/// The holder of the merit file that a column names, of a category. A number that no file has, or that belongs to
/// somebody of another name than the row writes, parks the row.
pub(super) fn holder(
    import: &Import,
    line: &mut Line,
    column: &str,
    category: FileCategory,
) -> Option<PersonId> {
    let number = line.text(column)?;
    let files = import.register.files(&number);
    let holder = files.iter().find(|row| row.file.category == category).map(|row| row.file.person);
    let Some(person) = holder else {
        let label = category.category().label().unwrap_or("người có công");
        line.park(column, format!("không có hồ sơ {label} số này"));
        return None;
    };
    let written = line.text("Họ và tên").map(|name| search_key(&name));
    let known = import.register.people.get(&person);
    if written.is_some_and(|written| known.is_some_and(|known| known.key != written)) {
        line.park(column, "số hồ sơ này trong sổ là của người tên khác");
        return None;
    }
    Some(person)
}

/// File numbers of the holders of a category.
pub(super) fn file_numbers(
    ctx: &Ctx,
    tx: &mut Tx,
    category: FileCategory,
) -> Result<HashMap<PersonId, String>, OfficeError> {
    let files = merit_files::files(tx, ctx.office, Known::Now)?;
    let of_category = files.into_iter().filter(|row| row.file.category == category);
    Ok(of_category.map(|row| (row.file.person, row.file.file_number)).collect())
}

const COLUMNS: &[Column] = &[
    required("Số sổ quy tập").or(&["Số hồ sơ quy tập"]),
    required("Công việc").ask(Input::Choice(labels::<RemainsWork>)),
    optional("Hồ sơ liệt sĩ").or(&["Số hồ sơ liệt sĩ"]),
    optional("Họ và tên").or(&["Họ và tên liệt sĩ"]),
    required("Nơi tìm thấy").or(&["Nơi tìm kiếm", "Địa điểm"]),
    COMMUNE_OPTIONAL,
    optional("Tọa độ"),
    optional("Nguồn tin").or(&["Nguồn thông tin"]),
    required("Đơn vị thực hiện").or(&["Đơn vị quy tập"]),
    optional("Ngày tìm thấy").ask(Input::Date),
    optional("Số bộ").or(&["Số bộ hài cốt", "Số hài cốt"]).ask(Input::Count),
    optional("Giám định").or(&["Xác định danh tính"]).ask(Input::Choice(labels::<IdentityTest>)),
    optional("Văn bản giám định"),
    optional("Nghĩa trang").or(&["Nơi an táng"]),
    optional("Ngày an táng").ask(Input::Date),
    optional("Lễ an táng").or(&["Lễ truy điệu, an táng"]),
    optional("Biên bản"),
    optional("Ghi chú").ask(Input::Note),
];

pub const REMAINS: Kind = Kind {
    id: "remains",
    title: "Sổ tìm kiếm, quy tập hài cốt",
    order: order::REMAINS,
    permission: Permission::Import,
    field: Some(Field::Merit),
    columns: COLUMNS,
    list: Some(list),
    read,
};

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Searches { works: Labels::new(), tests: Labels::new() }, import, table)
}

struct Searches {
    works: Labels<RemainsWork>,
    tests: Labels<IdentityTest>,
}

impl Book for Searches {
    type Record = Remains;
    type Key = String;

    stored_in!(store::remains, RemainsId);

    fn key(remains: &Remains) -> String {
        remains.number.clone()
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Remains>, OfficeError> {
        line.filled("Công việc");
        let work = line.label("Công việc", &self.works);
        let (number, found) = (line.required("Số sổ quy tập"), line.required("Nơi tìm thấy"));
        let done_by = line.required("Đơn vị thực hiện");
        let martyr = holder(import, line, "Hồ sơ liệt sĩ", FileCategory::Martyr);
        let unit = place(line, import).map(|place| place.unit);
        let coordinates = line.read("Tọa độ", |cell| {
            let shown = cell.shown();
            let point = Coordinates::parse(&shown);
            point.ok_or_else(|| format!("“{shown}” không phải tọa độ như 11.0345; 106.3567"))
        });
        let (found_on, buried_on) = (line.date("Ngày tìm thấy"), line.date("Ngày an táng"));
        let sets = line.count("Số bộ");
        let test = line.label("Giám định", &self.tests);
        let (Some(number), Some(work), Some(found), Some(done_by)) = (number, work, found, done_by) else {
            return Ok(None);
        };
        let remains = Remains {
            number,
            work,
            martyr,
            unit,
            place: found,
            coordinates,
            information: line.text("Nguồn tin"),
            done_by,
            found_on,
            sets: sets.unwrap_or(if work == RemainsWork::Search { 0 } else { 1 }),
            test: test.unwrap_or(IdentityTest::None),
            test_paper: line.text("Văn bản giám định"),
            cemetery: line.text("Nghĩa trang"),
            buried_on,
            ceremony: line.text("Lễ an táng"),
            minutes: line.text("Biên bản"),
            note: line.text("Ghi chú"),
        };
        if let Some((column, reason)) = remains.problem() {
            line.refuse(column, reason);
        }
        Ok(Some(remains))
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let files = file_numbers(ctx, tx, FileCategory::Martyr)?;
    let mut rows = Vec::new();
    for (_, remains) in store::remains::of_office(tx, ctx.office, Known::Now)? {
        let name = match remains.martyr {
            Some(martyr) => source.person(martyr)?.record.full_name.clone(),
            None => String::new(),
        };
        rows.push(vec![
            remains.number,
            remains.work.label().to_owned(),
            text(remains.martyr.and_then(|martyr| files.get(&martyr))),
            name,
            remains.place,
            source.code(remains.unit),
            remains.coordinates.map_or_else(String::new, Coordinates::shown),
            text(remains.information.as_ref()),
            remains.done_by,
            day(remains.found_on),
            remains.sets.to_string(),
            remains.test.label().to_owned(),
            text(remains.test_paper.as_ref()),
            text(remains.cemetery.as_ref()),
            day(remains.buried_on),
            text(remains.ceremony.as_ref()),
            text(remains.minutes.as_ref()),
            text(remains.note.as_ref()),
        ]);
    }
    Ok(List { title: REMAINS.title, headings: const { &names_of::<18>(COLUMNS) }, rows })
}

const CEMETERY_COLUMNS: &[Column] = &[
    required("Mã nghĩa trang"),
    required("Tên nghĩa trang"),
    COMMUNE,
    optional("Địa chỉ"),
    optional("Số mộ theo thiết kế").or(&["Sức chứa"]).ask(Input::Count),
    optional("Năm xây dựng").ask(Input::Year),
    optional("Đơn vị quản lý").or(&["Người quản trang"]),
    optional("Ghi chú").ask(Input::Note),
];

pub const CEMETERIES: Kind = Kind {
    id: "cemeteries",
    title: "Sổ nghĩa trang liệt sĩ",
    order: order::CEMETERIES,
    permission: Permission::Import,
    field: Some(Field::Merit),
    columns: CEMETERY_COLUMNS,
    list: Some(list_cemeteries),
    read: |import, table| read_records(Cemeteries, import, table),
};

struct Cemeteries;

impl Book for Cemeteries {
    type Record = Cemetery;
    type Key = String;

    stored_in!(store::remains::cemeteries, CemeteryId);

    fn key(cemetery: &Cemetery) -> String {
        cemetery.code.clone()
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Cemetery>, OfficeError> {
        line.filled("Xã, phường");
        let (code, name) = (line.required("Mã nghĩa trang"), line.required("Tên nghĩa trang"));
        let (capacity, built_year) = (line.count("Số mộ theo thiết kế"), line.year("Năm xây dựng"));
        let place = place(line, import);
        let (Some(code), Some(name), Some(place)) = (code, name, place) else { return Ok(None) };
        Ok(Some(Cemetery {
            code,
            name,
            unit: place.unit,
            address: line.text("Địa chỉ"),
            capacity,
            built_year,
            caretaker: line.text("Đơn vị quản lý"),
            note: line.text("Ghi chú"),
        }))
    }
}

fn list_cemeteries(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let live = store::remains::cemeteries::of_office(tx, ctx.office, Known::Now)?;
    let rows = live.into_iter().map(|(_, cemetery)| {
        vec![
            cemetery.code,
            cemetery.name,
            source.code(Some(cemetery.unit)),
            text(cemetery.address.as_ref()),
            number(cemetery.capacity),
            number(cemetery.built_year),
            text(cemetery.caretaker.as_ref()),
            text(cemetery.note.as_ref()),
        ]
    });
    Ok(List {
        title: CEMETERIES.title,
        headings: const { &names_of::<8>(CEMETERY_COLUMNS) },
        rows: rows.collect(),
    })
}

const GRAVE_COLUMNS: &[Column] = &[
    required("Mã nghĩa trang"),
    optional("Khu").or(&["Khu mộ", "Lô"]),
    optional("Hàng").or(&["Hàng mộ"]),
    required("Số mộ"),
    optional("Hồ sơ liệt sĩ").or(&["Số hồ sơ liệt sĩ"]),
    optional("Họ và tên").or(&["Họ và tên liệt sĩ", "Tên trên bia"]),
    optional("Ngày an táng").ask(Input::Date),
    optional("Nguồn gốc").or(&["Nguồn gốc mộ"]).ask(Input::Choice(labels::<GraveOrigin>)),
    optional("Nơi đưa về").or(&["Quy tập từ"]),
    required("Tình trạng thông tin").or(&["Thông tin"]).ask(Input::Choice(labels::<GraveIdentity>)),
    optional("Tình trạng mộ").ask(Input::Choice(labels::<GraveCondition>)),
    optional("Đơn vị chăm sóc").or(&["Nhận chăm sóc"]),
];

pub const GRAVES: Kind = Kind {
    id: "graves",
    title: "Sổ phần mộ liệt sĩ",
    order: order::GRAVES,
    permission: Permission::Import,
    field: Some(Field::Merit),
    columns: GRAVE_COLUMNS,
    list: Some(list_graves),
    read: |import, table| {
        let live = store::remains::cemeteries::of_office(import.tx, import.office, Known::Now)?;
        let cemeteries = live.into_iter().map(|(_, cemetery)| cemetery.code).collect();
        let (origins, identities, conditions) = (Labels::new(), Labels::new(), Labels::new());
        read_records(Graves { cemeteries, origins, identities, conditions }, import, table)
    },
};

struct Graves {
    cemeteries: Vec<String>,
    origins: Labels<GraveOrigin>,
    identities: Labels<GraveIdentity>,
    conditions: Labels<GraveCondition>,
}

impl Book for Graves {
    type Record = Grave;
    type Key = (String, String, String, String);

    stored_in!(store::remains::graves, GraveId);

    fn key(grave: &Grave) -> Self::Key {
        (grave.cemetery.clone(), grave.section.clone(), grave.row.clone(), grave.number.clone())
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Grave>, OfficeError> {
        line.filled("Tình trạng thông tin");
        let (cemetery, number) = (line.required("Mã nghĩa trang"), line.required("Số mộ"));
        if cemetery.as_ref().is_some_and(|code| !self.cemeteries.contains(code)) {
            line.park("Mã nghĩa trang", "chưa có nghĩa trang này trong sổ");
        }
        let identity = line.label("Tình trạng thông tin", &self.identities);
        let martyr = holder(import, line, "Hồ sơ liệt sĩ", FileCategory::Martyr);
        let buried_on = line.date("Ngày an táng");
        let origin = line.label("Nguồn gốc", &self.origins);
        let condition = line.label("Tình trạng mộ", &self.conditions);
        let (Some(cemetery), Some(number), Some(identity)) = (cemetery, number, identity) else {
            return Ok(None);
        };
        if identity == GraveIdentity::Unknown && martyr.is_some() {
            line.park("Tình trạng thông tin", "mộ đã gắn với hồ sơ liệt sĩ thì không phải chưa có thông tin");
        }
        let word = |line: &Line, column: &str| line.text(column).unwrap_or_default();
        Ok(Some(Grave {
            cemetery,
            section: word(line, "Khu"),
            row: word(line, "Hàng"),
            number,
            martyr,
            // The file knows the name; the stone's is kept where there is no file.
            name: line.text("Họ và tên").filter(|_| martyr.is_none()),
            buried_on,
            origin: origin.unwrap_or(GraveOrigin::Buried),
            origin_note: line.text("Nơi đưa về"),
            identity,
            condition: condition.unwrap_or(GraveCondition::Good),
            caretaker: line.text("Đơn vị chăm sóc"),
        }))
    }
}

fn list_graves(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let files = file_numbers(ctx, tx, FileCategory::Martyr)?;
    let mut rows = Vec::new();
    for (_, grave) in store::remains::graves::of_office(tx, ctx.office, Known::Now)? {
        let name = match grave.martyr {
            Some(martyr) => source.person(martyr)?.record.full_name.clone(),
            None => text(grave.name.as_ref()),
        };
        rows.push(vec![
            grave.cemetery,
            grave.section,
            grave.row,
            grave.number,
            text(grave.martyr.and_then(|martyr| files.get(&martyr))),
            name,
            day(grave.buried_on),
            grave.origin.label().to_owned(),
            text(grave.origin_note.as_ref()),
            grave.identity.label().to_owned(),
            grave.condition.label().to_owned(),
            text(grave.caretaker.as_ref()),
        ]);
    }
    Ok(List { title: GRAVES.title, headings: const { &names_of::<12>(GRAVE_COLUMNS) }, rows })
}
