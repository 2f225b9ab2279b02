//! `Danh sách lớp đào tạo nghề`: classes by code.

use super::order;
use crate::export::{List, UnitCodes, day, number, text};
use crate::import::headings::{COMMUNE_OPTIONAL, Column, Input, Table, labels, names_of, optional, required};
use crate::import::line::Line;
use crate::import::person::place;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::labels::{Labelled, Labels};
use domain::training::{TradeKind, TrainingClass, TrainingLevel};
use store::Tx;
use store::people::Known;

const COLUMNS: &[Column] = &[
    required("Mã lớp"),
    required("Mã chương trình"),
    required("Nghề đào tạo"),
    required("Nhóm nghề").ask(Input::Choice(labels::<TradeKind>)),
    required("Trình độ đào tạo").ask(Input::Choice(labels::<TrainingLevel>)),
    required("Cơ sở đào tạo"),
    optional("Hợp đồng đào tạo"),
    optional("Quyết định mở lớp"),
    optional("Địa điểm học"),
    COMMUNE_OPTIONAL,
    required("Ngày khai giảng").ask(Input::Date),
    optional("Ngày bế giảng").ask(Input::Date),
    optional("Số ngày học").ask(Input::Count),
    optional("Số giờ học").ask(Input::Count),
    optional("Chỉ tiêu học viên").ask(Input::Count),
    optional("Giáo viên"),
    optional("Kinh phí").ask(Input::Money),
    optional("Quyết định cấp chứng chỉ"),
    optional("Kiểm tra lớp học").ask(Input::Note),
];

pub const KIND: Kind = Kind {
    id: "training_classes",
    title: "Danh sách lớp đào tạo nghề",
    order: order::TRAINING_CLASSES,
    permission: Permission::Import,
    field: Some(Field::Labour),
    columns: COLUMNS,
    list: Some(list),
    read,
};

const HEADINGS: &[&str] = &names_of::<19>(COLUMNS);

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Classes { kinds: Labels::new(), levels: Labels::new() }, import, table)
}

struct Classes {
    kinds: Labels<TradeKind>,
    levels: Labels<TrainingLevel>,
}

impl Book for Classes {
    type Record = TrainingClass;
    type Key = String;

    stored_in!(store::training::classes, TrainingClassId);

    fn key(class: &TrainingClass) -> String {
        class.code.clone()
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<TrainingClass>, OfficeError> {
        line.filled("Nhóm nghề");
        line.filled("Trình độ đào tạo");
        let (code, programme) = (line.required("Mã lớp"), line.required("Mã chương trình"));
        let (trade, provider) = (line.required("Nghề đào tạo"), line.required("Cơ sở đào tạo"));
        let trade_kind = line.label("Nhóm nghề", &self.kinds);
        let level = line.label("Trình độ đào tạo", &self.levels);
        let (starts_on, ends_on) = (line.required_date("Ngày khai giảng"), line.date("Ngày bế giảng"));
        let (days, hours) = (line.count("Số ngày học"), line.count("Số giờ học"));
        let (planned, budget) = (line.count("Chỉ tiêu học viên"), line.amount("Kinh phí"));
        let unit = place(line, import).map(|place| place.unit);
        if starts_on.zip(ends_on).is_some_and(|(starts, ends)| ends < starts) {
            line.refuse("Ngày bế giảng", "trước ngày khai giảng");
        }
        let (Some(code), Some(programme), Some(trade), Some(provider)) = (code, programme, trade, provider)
        else {
            return Ok(None);
        };
        let (Some(trade_kind), Some(level), Some(starts_on)) = (trade_kind, level, starts_on) else {
            return Ok(None);
        };
        Ok(Some(TrainingClass {
            code,
            programme,
            trade,
            trade_kind,
            level,
            provider,
            contract: line.text("Hợp đồng đào tạo"),
            decision: line.text("Quyết định mở lớp"),
            place: line.text("Địa điểm học"),
            unit,
            starts_on,
            ends_on,
            days,
            hours,
            planned,
            teacher: line.text("Giáo viên"),
            budget,
            certificate_decision: line.text("Quyết định cấp chứng chỉ"),
            inspection: line.text("Kiểm tra lớp học"),
        }))
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut codes = UnitCodes::default();
    let mut rows = Vec::new();
    for (_, class) in store::training::classes::of_office(tx, ctx.office, Known::Now)? {
        rows.push(vec![
            class.code,
            class.programme,
            class.trade,
            class.trade_kind.label().to_owned(),
            class.level.label().to_owned(),
            class.provider,
            text(class.contract.as_ref()),
            text(class.decision.as_ref()),
            text(class.place.as_ref()),
            codes.of(tx, class.unit)?,
            day(Some(class.starts_on)),
            day(class.ends_on),
            number(class.days),
            number(class.hours),
            number(class.planned),
            text(class.teacher.as_ref()),
            number(class.budget.map(|budget| budget.0)),
            text(class.certificate_decision.as_ref()),
            text(class.inspection.as_ref()),
        ]);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}
