//! `Diễn biến hồ sơ`: what happened to cases, step by step.

use super::order;
use crate::cases::docket::{Docket, Put};
use crate::export::{List, UnitCodes, day, number, text};
use crate::import::case_rows::{Gate, told};
use crate::import::headings::{COMMUNE_OPTIONAL, Column, Input, Table, labels, names_of, optional, required};
use crate::import::line::Line;
use crate::import::{Change, Import, Kind};
use crate::{Ctx, OfficeError, Permission};
use domain::cases::{CaseEvent, CaseEventKind, CaseResult};
use domain::labels::{Labelled, Labels};
use law::procedures::Desk;
use store::Tx;

const COLUMNS: &[Column] = &[
    required("Số hồ sơ"),
    required("Ngày diễn biến").or(&["Ngày"]).ask(Input::Date),
    required("Diễn biến").ask(Input::Choice(labels::<CaseEventKind>)),
    optional("Bước").ask(Input::Count),
    optional("Hạn mới").ask(Input::Date),
    optional("Nơi nhận").or(&["Nơi nhận, người nhận", "Người nhận"]),
    optional("Kết quả").ask(Input::Choice(labels::<CaseResult>)),
    optional("Văn bản"),
    optional("Ghi chú").ask(Input::Note),
    COMMUNE_OPTIONAL,
];

pub const KIND: Kind = Kind {
    id: "case_events",
    title: "Diễn biến hồ sơ",
    order: order::CASE_EVENTS,
    permission: Permission::Import,
    field: None,
    columns: COLUMNS,
    list: Some(list),
    read,
};

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let (kinds, results) = (Labels::new(), Labels::new());
    let mut docket = Docket::load(import.tx, import.ctx.rules, import.office)?;
    let mut gate = Gate::default();
    let mut lines = Vec::new();
    for mut line in import.lines(table) {
        match event(&mut line, &kinds, &results).filter(|_| line.problems.is_empty()) {
            Some((code, event)) => lines.push((line, code, event)),
            None => import.set_aside(line),
        }
    }
    // A list may tell of several days in any order; the course goes by them.
    lines.sort_by_key(|(_, _, event)| event.order());
    for (mut line, code, event) in lines {
        let known = docket.get(&code).map(|held| held.record.clone());
        let put = match known {
            None => Err(OfficeError::NotFound(format!("hồ sơ số “{code}”"))),
            Some(record) => {
                let allowed = gate.check(import, &docket, &record);
                allowed.and_then(|()| docket.put_event(&code, event))
            }
        };
        match told(&mut line, put)? {
            Some(Put::Added) => import.accept(line, Change::New),
            Some(Put::Replaced) => import.accept(line, Change::Changed),
            Some(Put::Same) => import.accept(line, Change::Same),
            None => import.set_aside(line),
        }
    }
    import.flush()?;
    docket.finish(import.tx, import.entry)
}

fn event(
    line: &mut Line,
    kinds: &Labels<CaseEventKind>,
    results: &Labels<CaseResult>,
) -> Option<(String, CaseEvent)> {
    line.filled("Diễn biến");
    let (code, on) = (line.required("Số hồ sơ"), line.required_date("Ngày diễn biến"));
    let (kind, due_on) = (line.label("Diễn biến", kinds), line.date("Hạn mới"));
    let result = line.label("Kết quả", results);
    let step = line.count("Bước").and_then(|step| {
        let read = u8::try_from(step).ok();
        if read.is_none() {
            line.refuse("Bước", "không có bước số này");
        }
        read
    });
    let event = CaseEvent {
        step,
        due_on,
        holder: line.text("Nơi nhận"),
        result,
        paper: line.text("Văn bản"),
        note: line.text("Ghi chú"),
        ..CaseEvent::new(kind?, on?)
    };
    Some((code?, event))
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let docket = Docket::load(tx, ctx.rules, ctx.office)?;
    let mut codes = UnitCodes::default();
    let mut rows = Vec::new();
    for held in docket.sorted() {
        if docket.procedure(&held.record)?.desk == Desk::Children {
            continue;
        }
        let unit = codes.of(tx, held.record.unit)?;
        for (_, event) in &held.events {
            rows.push(vec![
                held.record.code.clone(),
                day(Some(event.on)),
                event.kind.label().to_owned(),
                number(event.step.map(i64::from)),
                day(event.due_on),
                text(event.holder.as_ref()),
                event.result.map_or_else(String::new, |result| result.label().to_owned()),
                text(event.paper.as_ref()),
                text(event.note.as_ref()),
                unit.clone(),
            ]);
        }
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}

const HEADINGS: &[&str] = &names_of::<10>(COLUMNS);
