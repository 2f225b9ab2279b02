//! `Báo cáo tình hình sử dụng lao động`: what employers report, one row of form 02/PLI for each.

use super::order;
use crate::export::{List, day, text};
use crate::import::headings::{Column, Input, Table, names_of, optional, required};
use crate::import::line::Line;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::labour::employers::LabourUse;
use store::Tx;
use store::people::Known;

const COLUMNS: &[Column] = &[
    required("Mã số thuế"),
    required("Kỳ báo cáo"),
    required("Ngày báo cáo").ask(Input::Date),
    required("Tổng số lao động").ask(Input::Count),
    optional("Lao động nữ").ask(Input::Count),
    optional("Lao động trên 35 tuổi").ask(Input::Count),
    optional("Tham gia BHXH bắt buộc").ask(Input::Count),
    optional("Nhà quản lý").ask(Input::Count),
    optional("Chuyên môn kỹ thuật bậc cao").ask(Input::Count),
    optional("Chuyên môn kỹ thuật bậc trung").ask(Input::Count),
    optional("Vị trí khác").ask(Input::Count),
    optional("HĐLĐ không xác định thời hạn").ask(Input::Count),
    optional("HĐLĐ xác định thời hạn").ask(Input::Count),
    optional("HĐLĐ khác").ask(Input::Count),
    optional("Lao động tăng").ask(Input::Count),
    optional("Lao động giảm").ask(Input::Count),
    optional("Ghi chú").ask(Input::Note),
];

pub const KIND: Kind = Kind {
    id: "labour_use",
    title: "Báo cáo tình hình sử dụng lao động",
    order: order::LABOUR_USE,
    permission: Permission::Import,
    field: Some(Field::Labour),
    columns: COLUMNS,
    list: Some(list),
    read,
};

const HEADINGS: &[&str] = &names_of::<17>(COLUMNS);

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Reports, import, table)
}

struct Reports;

impl Book for Reports {
    type Record = LabourUse;
    type Key = (String, String);

    stored_in!(store::employers::labour_use, LabourUseId);

    fn key(report: &LabourUse) -> Self::Key {
        (report.tax_code.clone(), report.period.clone())
    }

    fn read(&mut self, _: &mut Import, line: &mut Line) -> Result<Option<LabourUse>, OfficeError> {
        line.filled("Tổng số lao động");
        let (tax_code, period) = (line.required("Mã số thuế"), line.required("Kỳ báo cáo"));
        let reported_on = line.required_date("Ngày báo cáo");
        let halves = |period: &String| {
            let half = period.split_once('-').is_some_and(|(year, half)| {
                year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) && ["1", "2"].contains(&half)
            });
            half || period.len() == 4 && period.bytes().all(|b| b.is_ascii_digit())
        };
        if period.as_ref().is_some_and(|period| !halves(period)) {
            line.refuse("Kỳ báo cáo", "ghi năm và kỳ 6 tháng, ví dụ 2023-1, 2023-2");
        }
        // An empty cell of a printed form is a nought.
        let mut count = |heading: &str| line.count(heading).unwrap_or(0);
        let workers = count("Tổng số lao động");
        let women = count("Lao động nữ");
        let over_35 = count("Lao động trên 35 tuổi");
        let insured = count("Tham gia BHXH bắt buộc");
        let managers = count("Nhà quản lý");
        let high_skilled = count("Chuyên môn kỹ thuật bậc cao");
        let mid_skilled = count("Chuyên môn kỹ thuật bậc trung");
        let other_position = count("Vị trí khác");
        let open_ended = count("HĐLĐ không xác định thời hạn");
        let fixed_term = count("HĐLĐ xác định thời hạn");
        let short_contract = count("HĐLĐ khác");
        let increased = count("Lao động tăng");
        let decreased = count("Lao động giảm");
        let (Some(tax_code), Some(period), Some(reported_on)) = (tax_code, period, reported_on) else {
            return Ok(None);
        };
        let report = LabourUse {
            tax_code,
            period,
            reported_on,
            workers,
            women,
            over_35,
            insured,
            managers,
            high_skilled,
            mid_skilled,
            other_position,
            open_ended,
            fixed_term,
            short_contract,
            increased,
            decreased,
            note: line.text("Ghi chú"),
        };
        for reason in report.problems() {
            line.refuse("Tổng số lao động", reason);
        }
        Ok(Some(report))
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let rows = store::employers::labour_use::of_office(tx, ctx.office, Known::Now)?.into_iter();
    let rows = rows.map(|(_, report)| {
        vec![
            report.tax_code,
            report.period,
            day(Some(report.reported_on)),
            report.workers.to_string(),
            report.women.to_string(),
            report.over_35.to_string(),
            report.insured.to_string(),
            report.managers.to_string(),
            report.high_skilled.to_string(),
            report.mid_skilled.to_string(),
            report.other_position.to_string(),
            report.open_ended.to_string(),
            report.fixed_term.to_string(),
            report.short_contract.to_string(),
            report.increased.to_string(),
            report.decreased.to_string(),
            text(report.note.as_ref()),
        ]
    });
    let rows = rows.collect();
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}
