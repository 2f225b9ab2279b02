//! `Sổ theo dõi nhiệm vụ được giao`: instructions from above, each a case with the deadline of its document.

use super::order;
use crate::cases::docket::Docket;
use crate::export::{List, UnitCodes, day, text};
use crate::import::case_rows::{CaseRow, read_cases};
use crate::import::headings::{COMMUNE_OPTIONAL, Column, Input, Table, labels, names_of, optional, required};
use crate::import::line::Line;
use crate::import::person::place;
use crate::import::{Change, Import, Kind};
use crate::{Ctx, OfficeError, Permission};
use domain::cases::{CaseEvent, CaseEventKind, CaseRecord, CaseResult, SourcePaper};
use domain::labels::{Labelled, Labels};
use store::Tx;

const COLUMNS: &[Column] = &[
    optional("Mã nhiệm vụ"),
    required("Số văn bản").or(&["Số, ký hiệu văn bản", "Số ký hiệu"]),
    optional("Ngày văn bản").ask(Input::Date),
    required("Cơ quan giao").or(&["Cơ quan ban hành", "Nơi giao"]),
    required("Nội dung giao").or(&["Nội dung nhiệm vụ", "Nhiệm vụ"]).ask(Input::Note),
    required("Người thực hiện").or(&["Người thụ lý", "Cán bộ thực hiện", "Đơn vị thực hiện"]),
    required("Ngày nhận").or(&["Ngày giao"]).ask(Input::Date),
    optional("Hạn hoàn thành").or(&["Hạn", "Thời hạn"]).ask(Input::Date),
    optional("Ngày hoàn thành").ask(Input::Date),
    optional("Kết quả").ask(Input::Choice(labels::<CaseResult>)),
    optional("Văn bản trả lời").or(&["Báo cáo kết quả"]),
    COMMUNE_OPTIONAL,
];

pub const KIND: Kind = Kind {
    id: "tasks",
    title: "Sổ theo dõi nhiệm vụ được giao",
    order: order::TASKS,
    permission: Permission::Import,
    field: None,
    columns: COLUMNS,
    list: Some(list),
    read,
};

/// The procedure of every instruction.
const TASK: &str = "task";

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let results = Labels::new();
    read_cases(import, table, |import, line| Ok(row(import, line, &results)), |_, ()| Change::Same)
}

fn row(import: &mut Import, line: &mut Line, results: &Labels<CaseResult>) -> Option<CaseRow<()>> {
    let (number, issuer) = (line.required("Số văn bản"), line.required("Cơ quan giao"));
    let (subject, owner) = (line.required("Nội dung giao"), line.required("Người thực hiện"));
    let (received_on, source_on) = (line.required_date("Ngày nhận"), line.date("Ngày văn bản"));
    let (due_on, done) = (line.date("Hạn hoàn thành"), line.date("Ngày hoàn thành"));
    let result = line.label("Kết quả", results);
    let unit = place(line, import).map(|place| place.unit);
    let number = number?;
    let received_on = received_on?;
    if due_on.is_some_and(|due| due < received_on) {
        line.warn("Hạn hoàn thành", "hạn trước ngày nhận");
    }
    let record = CaseRecord {
        code: line.text("Mã nhiệm vụ").unwrap_or_else(|| number.clone()),
        kind: TASK.to_owned(),
        subject: subject?,
        person: None,
        unit,
        received_on,
        due_on,
        owner: Some(owner?),
        source: Some(SourcePaper { number, issuer: Some(issuer?), on: source_on }),
    };
    let concluded = done.map(|on| CaseEvent {
        paper: line.text("Văn bản trả lời"),
        ..CaseEvent::concluded(on, result.unwrap_or(CaseResult::Resolved))
    });
    Some(CaseRow { record, course: concluded.into_iter().collect(), rest: () })
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let docket = Docket::load(tx, ctx.rules, ctx.office)?;
    let mut codes = UnitCodes::default();
    let mut rows = Vec::new();
    for held in docket.sorted().into_iter().filter(|held| held.record.kind == TASK) {
        let (case, standing) = (&held.record, docket.standing(held)?);
        let paper = case.source.as_ref();
        let end = held.events.iter().rev().find(|(_, event)| event.kind == CaseEventKind::Concluded);
        let reply =
            end.filter(|_| standing.concluded_on.is_some()).and_then(|(_, event)| event.paper.as_ref());
        rows.push(vec![
            case.code.clone(),
            text(paper.map(|paper| &paper.number)),
            day(paper.and_then(|paper| paper.on)),
            text(paper.and_then(|paper| paper.issuer.as_ref())),
            case.subject.clone(),
            text(case.owner.as_ref()),
            day(Some(case.received_on)),
            day(case.due_on),
            day(standing.concluded_on),
            standing.result.map_or_else(String::new, |result| result.label().to_owned()),
            text(reply),
            codes.of(tx, case.unit)?,
        ]);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}

const HEADINGS: &[&str] = &names_of::<12>(COLUMNS);
