//! `Kế hoạch kiểm tra doanh nghiệp` and `Kết quả kiểm tra doanh nghiệp`: the enterprises of a year's plan with the visit,
//! and what the visits found.

use super::order;
use crate::export::{List, UnitCodes, day, mark, number, text};
use crate::import::headings::{COMMUNE_OPTIONAL, Column, Input, Table, labels, names_of, optional, required};
use crate::import::line::Line;
use crate::import::person::place;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::permission::Field;
use crate::{Ctx, OfficeError, Permission};
use domain::inspections::{Inspection, InspectionFinding, InspectionReason, InspectionTopic};
use domain::labels::{Labelled, Labels};
use std::collections::{HashMap, HashSet};
use store::Tx;
use store::people::Known;

const COLUMNS: &[Column] = &[
    required("Mã cuộc kiểm tra").or(&["Mã kiểm tra"]),
    required("Năm").ask(Input::Year),
    optional("Kế hoạch").or(&["Quyết định", "Số kế hoạch", "Kế hoạch, quyết định"]),
    required("Doanh nghiệp").or(&["Đơn vị được kiểm tra"]),
    optional("Mã số thuế"),
    COMMUNE_OPTIONAL,
    required("Lý do kiểm tra").or(&["Lý do"]).ask(Input::Choice(labels::<InspectionReason>)),
    optional("Dự kiến từ ngày").ask(Input::Date),
    optional("Dự kiến đến ngày").ask(Input::Date),
    optional("Ngày kiểm tra").ask(Input::Date),
    optional("Số biên bản"),
    optional("Đoàn kiểm tra").or(&["Thành phần đoàn"]),
    optional("Số lao động").ask(Input::Count),
    optional("Ghi chú").ask(Input::Note),
];

pub const KIND: Kind = Kind {
    id: "inspections",
    title: "Kế hoạch kiểm tra doanh nghiệp",
    order: order::INSPECTIONS,
    permission: Permission::Import,
    field: Some(Field::Labour),
    columns: COLUMNS,
    list: Some(list),
    read,
};

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Inspections { reasons: Labels::new() }, import, table)
}

struct Inspections {
    reasons: Labels<InspectionReason>,
}

impl Book for Inspections {
    type Record = Inspection;
    type Key = String;

    stored_in!(store::inspections, InspectionId);

    fn key(inspection: &Inspection) -> String {
        inspection.code.clone()
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Inspection>, OfficeError> {
        line.filled("Năm");
        line.filled("Lý do kiểm tra");
        let (code, year) = (line.required("Mã cuộc kiểm tra"), line.year("Năm"));
        let (employer, reason) = (line.required("Doanh nghiệp"), line.label("Lý do kiểm tra", &self.reasons));
        let (planned_from, planned_until) = (line.date("Dự kiến từ ngày"), line.date("Dự kiến đến ngày"));
        let (visited_on, workers) = (line.date("Ngày kiểm tra"), line.count("Số lao động"));
        let unit = place(line, import).map(|place| place.unit);
        let record_number = line.text("Số biên bản");
        if visited_on.is_none() && record_number.is_some() {
            line.refuse("Ngày kiểm tra", "có biên bản thì phải ghi ngày kiểm tra");
        }
        let (Some(code), Some(year), Some(employer), Some(reason)) = (code, year, employer, reason) else {
            return Ok(None);
        };
        Ok(Some(Inspection {
            code,
            year,
            plan: line.text("Kế hoạch"),
            employer,
            tax_code: line.text("Mã số thuế"),
            unit,
            reason,
            planned_from,
            planned_until,
            visited_on,
            record_number,
            team: line.text("Đoàn kiểm tra"),
            workers,
            note: line.text("Ghi chú"),
        }))
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut codes = UnitCodes::default();
    let mut rows = Vec::new();
    for (_, inspection) in store::inspections::of_office(tx, ctx.office, Known::Now)? {
        rows.push(vec![
            inspection.code,
            inspection.year.to_string(),
            text(inspection.plan.as_ref()),
            inspection.employer,
            text(inspection.tax_code.as_ref()),
            codes.of(tx, inspection.unit)?,
            inspection.reason.label().to_owned(),
            day(inspection.planned_from),
            day(inspection.planned_until),
            day(inspection.visited_on),
            text(inspection.record_number.as_ref()),
            text(inspection.team.as_ref()),
            number(inspection.workers),
            text(inspection.note.as_ref()),
        ]);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}

const HEADINGS: &[&str] = &names_of::<14>(COLUMNS);

const FINDING_COLUMNS: &[Column] = &[
    required("Mã cuộc kiểm tra").or(&["Mã kiểm tra"]),
    required("Số thứ tự vi phạm").or(&["Vi phạm số"]).ask(Input::Count),
    required("Mảng vi phạm").or(&["Nội dung kiểm tra"]).ask(Input::Choice(labels::<InspectionTopic>)),
    required("Vi phạm, thiếu sót").or(&["Vi phạm", "Thiếu sót"]).ask(Input::Note),
    optional("Kiến nghị").or(&["Yêu cầu khắc phục"]).ask(Input::Note),
    optional("Hạn khắc phục").ask(Input::Date),
    optional("Ngày khắc phục").ask(Input::Date),
    optional("Minh chứng").or(&["Báo cáo khắc phục"]),
    optional("Đề nghị xử phạt").ask(Input::Yes),
    COMMUNE_OPTIONAL,
];

pub const FINDINGS: Kind = Kind {
    id: "inspection_findings",
    title: "Kết quả kiểm tra doanh nghiệp",
    order: order::INSPECTION_FINDINGS,
    permission: Permission::Import,
    field: Some(Field::Labour),
    columns: FINDING_COLUMNS,
    list: Some(list_findings),
    read: read_findings,
};

fn read_findings(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let inspections = store::inspections::of_office(import.tx, import.office, Known::Now)?;
    let visited = inspections.into_iter().filter(|(_, inspection)| inspection.visited_on.is_some());
    let visited = visited.map(|(_, inspection)| inspection.code).collect();
    read_records(Findings { topics: Labels::new(), visited }, import, table)
}

struct Findings {
    topics: Labels<InspectionTopic>,
    /// Codes of inspections that took place.
    visited: HashSet<String>,
}

impl Book for Findings {
    type Record = InspectionFinding;
    type Key = (String, i64);

    stored_in!(store::inspections::findings, InspectionFindingId);

    fn key(finding: &InspectionFinding) -> Self::Key {
        (finding.inspection.clone(), finding.number)
    }

    fn read(&mut self, _: &mut Import, line: &mut Line) -> Result<Option<InspectionFinding>, OfficeError> {
        let inspection = line.required("Mã cuộc kiểm tra");
        if inspection.as_ref().is_some_and(|code| !self.visited.contains(code)) {
            line.park("Mã cuộc kiểm tra", "chưa có cuộc kiểm tra này, hoặc chưa ghi ngày kiểm tra");
        }
        line.filled("Số thứ tự vi phạm");
        line.filled("Mảng vi phạm");
        let (number, topic) = (line.count("Số thứ tự vi phạm"), line.label("Mảng vi phạm", &self.topics));
        let finding = line.required("Vi phạm, thiếu sót");
        let (due_on, remedied_on) = (line.date("Hạn khắc phục"), line.date("Ngày khắc phục"));
        let fine_proposed = line.yes("Đề nghị xử phạt").then_some(1);
        let (Some(inspection), Some(number), Some(topic), Some(finding)) =
            (inspection, number, topic, finding)
        else {
            return Ok(None);
        };
        Ok(Some(InspectionFinding {
            inspection,
            number,
            topic,
            finding,
            demand: line.text("Kiến nghị"),
            due_on,
            remedied_on,
            proof: line.text("Minh chứng"),
            fine_proposed,
        }))
    }
}

fn list_findings(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let inspections = store::inspections::of_office(tx, ctx.office, Known::Now)?;
    let units: HashMap<String, _> =
        inspections.into_iter().map(|(_, inspection)| (inspection.code, inspection.unit)).collect();
    let mut codes = UnitCodes::default();
    let mut rows = Vec::new();
    for (_, finding) in store::inspections::findings::of_office(tx, ctx.office, Known::Now)? {
        let unit = codes.of(tx, units.get(&finding.inspection).copied().flatten())?;
        rows.push(vec![
            finding.inspection,
            finding.number.to_string(),
            finding.topic.label().to_owned(),
            finding.finding,
            text(finding.demand.as_ref()),
            day(finding.due_on),
            day(finding.remedied_on),
            text(finding.proof.as_ref()),
            mark(finding.fine_proposed == Some(1)),
            unit,
        ]);
    }
    Ok(List { title: FINDINGS.title, headings: FINDING_HEADINGS, rows })
}

const FINDING_HEADINGS: &[&str] = &names_of::<10>(FINDING_COLUMNS);
