//! Lists of other bodies: registered deaths, pensions, residents. Their rows are kept as they are and bring nobody
//! into the register; whom they may mean is `crate::outside`'s to say.

use super::order;
use crate::export::{List, UnitCodes, day, number, text};
use crate::import::headings::{
    BORN, CITIZEN, COMMUNE_OPTIONAL, Column, FULL_NAME, Input, MAN_BORN, SEX, Table, WOMAN_BORN, labels,
    names_of, optional, required,
};
use crate::import::line::Line;
use crate::import::person::proper_case;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, OfficeError, Permission};
use domain::citizen_number;
use domain::labels::{Labelled, Labels};
use domain::names::{clean, search_key};
use domain::outside::{OutsideList, OutsideRow, PensionKind, ResidenceNote};
use domain::{Sex, dates};
use store::Tx;
use store::people::Known;

const SOURCE: Column = optional("Nguồn danh sách").or(&["Danh sách số", "Cơ quan cung cấp"]);

const DEATH_COLUMNS: &[Column] = &[
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    COMMUNE_OPTIONAL,
    required("Ngày chết").or(&["Chết ngày", "Ngày, tháng, năm chết"]).ask(Input::Date),
    optional("Số trích lục khai tử").or(&["Số giấy chứng tử", "Số khai tử"]),
    SOURCE,
];

const PENSION_COLUMNS: &[Column] = &[
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    COMMUNE_OPTIONAL,
    required("Loại hưởng BHXH").or(&["Loại hưởng", "Chế độ BHXH"]).ask(Input::Choice(labels::<PensionKind>)),
    optional("Mức hưởng BHXH").or(&["Mức hưởng", "Số tiền"]).ask(Input::Money),
    optional("Hưởng từ ngày").or(&["Hưởng từ", "Ngày hưởng"]).ask(Input::Date),
    optional("Số sổ BHXH").or(&["Mã số BHXH"]),
    SOURCE,
];

const POPULATION_COLUMNS: &[Column] = &[
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    COMMUNE_OPTIONAL,
    required("Tình trạng cư trú").or(&["Biến động cư trú"]).ask(Input::Choice(labels::<ResidenceNote>)),
    optional("Ngày thay đổi cư trú").or(&["Ngày chuyển đi"]).ask(Input::Date),
    optional("Nơi đến").or(&["Nơi chuyển đến"]),
    SOURCE,
];

pub const DEATHS: Kind = Kind {
    id: "outside_deaths",
    title: "Danh sách người chết của hộ tịch",
    order: order::OUTSIDE,
    permission: Permission::Import,
    field: None,
    columns: DEATH_COLUMNS,
    list: Some(deaths),
    read: |import, table| read(OutsideList::Deaths, import, table),
};

pub const PENSIONS: Kind = Kind {
    id: "outside_pensions",
    title: "Danh sách hưởng bảo hiểm xã hội",
    order: order::OUTSIDE,
    permission: Permission::Import,
    field: None,
    columns: PENSION_COLUMNS,
    list: Some(pensions),
    read: |import, table| read(OutsideList::Pensions, import, table),
};

pub const POPULATION: Kind = Kind {
    id: "outside_population",
    title: "Danh sách cư trú của công an",
    order: order::OUTSIDE,
    permission: Permission::Import,
    field: None,
    columns: POPULATION_COLUMNS,
    list: Some(population),
    read: |import, table| read(OutsideList::Population, import, table),
};

fn read(list: OutsideList, import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Outside { list, pensions: Labels::new(), residence: Labels::new() }, import, table)
}

struct Outside {
    list: OutsideList,
    pensions: Labels<PensionKind>,
    residence: Labels<ResidenceNote>,
}

impl Book for Outside {
    type Record = OutsideRow;
    type Key = (OutsideList, String);

    stored_in!(store::outside, OutsideRowId);

    fn key(row: &OutsideRow) -> Self::Key {
        (row.list, row.key())
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<OutsideRow>, OfficeError> {
        let full_name = line.required("Họ và tên").map(|name| proper_case(&clean(&name)));
        let (born, sex) = line.birth();
        let number = line.text("Số CCCD").map(|text| citizen_number::read(&text, sex, born).number);
        let place = line.text("Xã, phường");
        // A commune elsewhere stays as written: the list is wider than the office's area.
        let unit = place.as_ref().and_then(|text| import.places.find(text).ok()).map(|unit| unit.id);
        if unit.is_some_and(|unit| !import.covers(unit)) {
            line.refuse("Xã, phường", "ngoài địa bàn mà cán bộ được giao");
        }
        if number.is_none() && born.is_none() {
            line.park("Họ và tên", "không có số CCCD và ngày sinh thì không đối chiếu được");
        }
        let Some(full_name) = full_name else { return Ok(None) };
        let mut row = OutsideRow {
            list: self.list,
            folded_name: search_key(&full_name),
            full_name,
            born,
            sex,
            number,
            place: place.filter(|_| unit.is_none()),
            unit,
            on: None,
            pension: None,
            amount: None,
            residence: None,
            paper: None,
            source: line.text("Nguồn danh sách"),
        };
        match self.list {
            OutsideList::Deaths => {
                row.on = line.required_date("Ngày chết");
                row.paper = line.text("Số trích lục khai tử");
            }
            OutsideList::Pensions => {
                line.filled("Loại hưởng BHXH");
                row.pension = line.label("Loại hưởng BHXH", &self.pensions);
                row.amount = line.amount("Mức hưởng BHXH");
                row.on = line.date("Hưởng từ ngày");
                row.paper = line.text("Số sổ BHXH");
            }
            OutsideList::Population => {
                line.filled("Tình trạng cư trú");
                row.residence = line.label("Tình trạng cư trú", &self.residence);
                row.on = line.date("Ngày thay đổi cư trú");
                row.paper = line.text("Nơi đến");
            }
        }
        Ok(Some(row))
    }
}

/// The rows of one list; the cells that all three share, then those of `own`.
fn list(
    ctx: &Ctx,
    tx: &mut Tx,
    wanted: OutsideList,
    own: fn(&OutsideRow) -> Vec<String>,
) -> Result<Vec<Vec<String>>, OfficeError> {
    let mut codes = UnitCodes::default();
    let mut rows = Vec::new();
    for (_, row) in store::outside::of_office(tx, ctx.office, Known::Now)? {
        if row.list != wanted {
            continue;
        }
        let code = codes.of(tx, row.unit)?;
        let place = if code.is_empty() { text(row.place.as_ref()) } else { code };
        let born = row.born.map_or_else(String::new, dates::born_short);
        let sex = row.sex.map_or_else(String::new, |sex: Sex| sex.label().to_owned());
        let none = String::new;
        let mut cells =
            vec![row.full_name.clone(), none(), none(), born, sex, text(row.number.as_ref()), place];
        cells.extend(own(&row));
        cells.push(text(row.source.as_ref()));
        rows.push(cells);
    }
    Ok(rows)
}

fn deaths(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let rows = list(ctx, tx, OutsideList::Deaths, |row| vec![day(row.on), text(row.paper.as_ref())])?;
    Ok(List { title: DEATHS.title, headings: DEATH_HEADINGS, rows })
}

fn pensions(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let rows = list(ctx, tx, OutsideList::Pensions, |row| {
        let kind = row.pension.map_or("", Labelled::label).to_owned();
        vec![kind, number(row.amount.map(|sum| sum.0)), day(row.on), text(row.paper.as_ref())]
    })?;
    Ok(List { title: PENSIONS.title, headings: PENSION_HEADINGS, rows })
}

fn population(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let rows = list(ctx, tx, OutsideList::Population, |row| {
        let note = row.residence.map_or("", Labelled::label).to_owned();
        vec![note, day(row.on), text(row.paper.as_ref())]
    })?;
    Ok(List { title: POPULATION.title, headings: POPULATION_HEADINGS, rows })
}

const DEATH_HEADINGS: &[&str] = &names_of::<10>(DEATH_COLUMNS);
const PENSION_HEADINGS: &[&str] = &names_of::<12>(PENSION_COLUMNS);
const POPULATION_HEADINGS: &[&str] = &names_of::<11>(POPULATION_COLUMNS);
