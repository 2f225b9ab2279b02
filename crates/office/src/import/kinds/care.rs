//! `Sổ phụng dưỡng Bà mẹ Việt Nam anh hùng`, `Sổ thăm hỏi, chăm sóc`, `Sổ Quỹ Đền ơn đáp nghĩa`.

use super::order;
use super::remains::{file_numbers, holder};
use crate::export::registers::Source;
use crate::export::{List, UnitCodes, day, number, text};
use crate::import::headings::{COMMUNE_OPTIONAL, Column, Input, labels, names_of, optional, required};
use crate::import::line::Line;
use crate::import::person::place;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::ids::{PersonId, UnitId};
use domain::labels::{Labelled, Labels};
use domain::merit_files::FileCategory;
use domain::movements::{
    CareAct, CareEntry, CareSource, CareSubject, FundDirection, FundEntry, FundLevel, FundPurpose, MotherCare,
};
use domain::names::search_key;
use jiff::civil::Date;
use law::facts::MeritCategory;
use store::Tx;
use store::movements;
use store::people::Known;

const MOTHER: FileCategory = FileCategory::Own(MeritCategory::HeroicMother);

const MOTHER_COLUMNS: &[Column] = &[
    required("Số hồ sơ"),
    optional("Họ và tên").or(&["Họ và tên Mẹ"]),
    COMMUNE_OPTIONAL,
    required("Đơn vị phụng dưỡng").or(&["Cơ quan, đơn vị phụng dưỡng"]),
    required("Phụng dưỡng từ ngày").or(&["Ngày nhận phụng dưỡng"]).ask(Input::Date),
    optional("Đến ngày").ask(Input::Date),
    optional("Mức hằng tháng").or(&["Mức phụng dưỡng"]).ask(Input::Money),
    optional("Văn bản").or(&["Bản cam kết"]),
    optional("Ghi chú").ask(Input::Note),
];

pub const MOTHERS: Kind = Kind {
    id: "mother_cares",
    title: "Sổ phụng dưỡng Bà mẹ VNAH",
    order: order::MOTHER_CARES,
    permission: Permission::Import,
    field: Some(Field::Merit),
    columns: MOTHER_COLUMNS,
    list: Some(list_mothers),
    read: |import, table| read_records(Mothers, import, table),
};

struct Mothers;

impl Book for Mothers {
    type Record = MotherCare;
    type Key = (PersonId, String);

    stored_in!(movements::mother_cares, MotherCareId);

    fn key(care: &MotherCare) -> Self::Key {
        (care.mother, search_key(&care.carer))
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<MotherCare>, OfficeError> {
        line.filled("Số hồ sơ");
        place(line, import);
        let mother = holder(import, line, "Số hồ sơ", MOTHER);
        let carer = line.required("Đơn vị phụng dưỡng");
        let (from, until) = (line.required_date("Phụng dưỡng từ ngày"), line.date("Đến ngày"));
        let monthly = line.amount("Mức hằng tháng");
        let (Some(mother), Some(carer), Some(from)) = (mother, carer, from) else { return Ok(None) };
        if until.is_some_and(|until| until < from) {
            line.refuse("Đến ngày", "trước ngày bắt đầu");
        }
        let died = import.register.people.get(&mother).and_then(|known| known.death.as_ref());
        if died.is_some_and(|(_, death)| death.died_on <= from) {
            line.refuse("Phụng dưỡng từ ngày", "Mẹ đã mất trước ngày này");
        }
        // Lists write the last day, the register the first on which it holds no longer.
        let until = until.and_then(|last| last.tomorrow().ok());
        let (paper, note) = (line.text("Văn bản"), line.text("Ghi chú"));
        Ok(Some(MotherCare { mother, carer, from, until, monthly, paper, note }))
    }
}

fn last_day(until: Option<Date>) -> String {
    day(until.and_then(|until| until.yesterday().ok()))
}

fn list_mothers(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let files = file_numbers(ctx, tx, MOTHER)?;
    let mut rows = Vec::new();
    for (_, care) in movements::mother_cares::of_office(tx, ctx.office, Known::Now)? {
        let mother = source.person(care.mother)?;
        rows.push(vec![
            text(files.get(&care.mother)),
            mother.record.full_name.clone(),
            source.code(mother.unit(ctx.on)),
            care.carer,
            day(Some(care.from)),
            last_day(care.until),
            number(care.monthly.map(|amount| amount.0)),
            text(care.paper.as_ref()),
            text(care.note.as_ref()),
        ]);
    }
    Ok(List { title: MOTHERS.title, headings: const { &names_of::<9>(MOTHER_COLUMNS) }, rows })
}

const CARE_COLUMNS: &[Column] = &[
    required("Đối tượng chăm sóc").ask(Input::Choice(labels::<CareSubject>)),
    required("Mã đối tượng chăm sóc").or(&["Mã hồ sơ, mộ, nhà"]),
    COMMUNE_OPTIONAL,
    required("Ngày").ask(Input::Date),
    required("Việc làm").or(&["Nội dung việc"]).ask(Input::Choice(labels::<CareAct>)),
    required("Đơn vị thực hiện").or(&["Người thực hiện"]),
    optional("Số lượng").or(&["Số mộ, số người"]).ask(Input::Count),
    optional("Kinh phí").ask(Input::Money),
    optional("Nguồn").ask(Input::Choice(labels::<CareSource>)),
    optional("Nội dung").ask(Input::Note),
];

pub const CARE: Kind = Kind {
    id: "care_entries",
    title: "Sổ thăm hỏi, chăm sóc",
    order: order::CARE_ENTRIES,
    permission: Permission::Import,
    field: Some(Field::Merit),
    columns: CARE_COLUMNS,
    list: Some(list_care),
    read: |import, table| {
        let (subjects, acts, sources) = (Labels::new(), Labels::new(), Labels::new());
        read_records(Care { subjects, acts, sources }, import, table)
    },
};

struct Care {
    subjects: Labels<CareSubject>,
    acts: Labels<CareAct>,
    sources: Labels<CareSource>,
}

impl Book for Care {
    type Record = CareEntry;
    type Key = (CareSubject, String, Date, CareAct, String);

    stored_in!(movements::care_entries, CareEntryId);

    fn key(care: &CareEntry) -> Self::Key {
        (care.subject, care.code.clone(), care.on, care.act, search_key(&care.done_by))
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<CareEntry>, OfficeError> {
        line.filled("Đối tượng chăm sóc");
        line.filled("Việc làm");
        let subject = line.label("Đối tượng chăm sóc", &self.subjects);
        let act = line.label("Việc làm", &self.acts);
        let (code, done_by) = (line.required("Mã đối tượng chăm sóc"), line.required("Đơn vị thực hiện"));
        let unit = place(line, import).map(|place| place.unit);
        let (on, quantity) = (line.required_date("Ngày"), line.count("Số lượng"));
        let (cost, source) = (line.amount("Kinh phí"), line.label("Nguồn", &self.sources));
        if quantity == Some(0) {
            line.refuse("Số lượng", "phải từ 1 trở lên");
        }
        let (Some(subject), Some(act), Some(code), Some(done_by), Some(on)) =
            (subject, act, code, done_by, on)
        else {
            return Ok(None);
        };
        if subject == CareSubject::Mother {
            holder(import, line, "Mã đối tượng chăm sóc", MOTHER);
        }
        let quantity = quantity.unwrap_or(1);
        let content = line.text("Nội dung");
        Ok(Some(CareEntry { subject, code, unit, on, act, done_by, quantity, cost, source, content }))
    }
}

fn list_care(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut codes = UnitCodes::default();
    let mut rows = Vec::new();
    for (_, care) in movements::care_entries::of_office(tx, ctx.office, Known::Now)? {
        rows.push(vec![
            care.subject.label().to_owned(),
            care.code,
            codes.of(tx, care.unit)?,
            day(Some(care.on)),
            care.act.label().to_owned(),
            care.done_by,
            care.quantity.to_string(),
            number(care.cost.map(|cost| cost.0)),
            care.source.map_or_else(String::new, |source| source.label().to_owned()),
            text(care.content.as_ref()),
        ]);
    }
    Ok(List { title: CARE.title, headings: const { &names_of::<10>(CARE_COLUMNS) }, rows })
}

const FUND_COLUMNS: &[Column] = &[
    required("Cấp quỹ").ask(Input::Choice(labels::<FundLevel>)),
    COMMUNE_OPTIONAL,
    required("Thu, chi").or(&["Thu/chi", "Loại chứng từ"]).ask(Input::Choice(labels::<FundDirection>)),
    required("Số chứng từ").or(&["Số phiếu"]),
    required("Ngày").or(&["Ngày chứng từ"]).ask(Input::Date),
    required("Người nộp, người nhận").or(&["Đơn vị, cá nhân"]),
    required("Mục thu, chi").or(&["Nội dung thu, chi"]).ask(Input::Choice(labels::<FundPurpose>)),
    optional("Cho hồ sơ, nhà, mộ").or(&["Mã đối tượng được chi"]),
    required("Số tiền").ask(Input::Money),
    optional("Văn bản").or(&["Quyết định chi"]),
];

pub const FUND: Kind = Kind {
    id: "fund_entries",
    title: "Sổ Quỹ Đền ơn đáp nghĩa",
    order: order::FUND_ENTRIES,
    permission: Permission::Import,
    field: Some(Field::Merit),
    columns: FUND_COLUMNS,
    list: Some(list_fund),
    read: |import, table| {
        let (levels, directions, purposes) = (Labels::new(), Labels::new(), Labels::new());
        read_records(Fund { levels, directions, purposes }, import, table)?;
        crate::movements::book(import.ctx, import.tx, import.entry)
    },
};

struct Fund {
    levels: Labels<FundLevel>,
    directions: Labels<FundDirection>,
    purposes: Labels<FundPurpose>,
}

impl Book for Fund {
    type Record = FundEntry;
    type Key = (FundLevel, Option<UnitId>, FundDirection, String);

    stored_in!(movements::fund_entries, FundEntryId);

    fn key(entry: &FundEntry) -> Self::Key {
        (entry.level, entry.unit, entry.direction, entry.number.clone())
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<FundEntry>, OfficeError> {
        for column in ["Cấp quỹ", "Thu, chi", "Mục thu, chi", "Số tiền"] {
            line.filled(column);
        }
        let level = line.label("Cấp quỹ", &self.levels);
        let direction = line.label("Thu, chi", &self.directions);
        let purpose = line.label("Mục thu, chi", &self.purposes);
        let unit = place(line, import).map(|place| place.unit);
        let (number, party) = (line.required("Số chứng từ"), line.required("Người nộp, người nhận"));
        let (on, amount) = (line.required_date("Ngày"), line.amount("Số tiền"));
        let (Some(level), Some(direction), Some(purpose)) = (level, direction, purpose) else {
            return Ok(None);
        };
        if !purpose.fits(direction) {
            let reason = format!("không phải mục của chứng từ “{}”", direction.label());
            line.refuse("Mục thu, chi", reason);
        }
        if level == FundLevel::Commune && unit.is_none() && !line.filled_quietly("Xã, phường") {
            line.refuse("Xã, phường", "quỹ cấp xã phải ghi xã, phường");
        }
        if amount.is_some_and(|amount| amount.0 < 0) {
            line.refuse("Số tiền", "không được âm");
        }
        let (Some(number), Some(party), Some(on), Some(amount)) = (number, party, on, amount) else {
            return Ok(None);
        };
        let (subject, paper) = (line.text("Cho hồ sơ, nhà, mộ"), line.text("Văn bản"));
        Ok(Some(FundEntry { level, unit, direction, number, on, party, purpose, subject, amount, paper }))
    }
}

fn list_fund(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut codes = UnitCodes::default();
    let mut rows = Vec::new();
    for (_, entry) in movements::fund_entries::of_office(tx, ctx.office, Known::Now)? {
        rows.push(vec![
            entry.level.label().to_owned(),
            codes.of(tx, entry.unit)?,
            entry.direction.label().to_owned(),
            entry.number,
            day(Some(entry.on)),
            entry.party,
            entry.purpose.label().to_owned(),
            text(entry.subject.as_ref()),
            entry.amount.0.to_string(),
            text(entry.paper.as_ref()),
        ]);
    }
    Ok(List { title: FUND.title, headings: const { &names_of::<10>(FUND_COLUMNS) }, rows })
}
