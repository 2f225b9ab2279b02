//! `Sổ theo dõi hồ sơ`: cases of every kind with when they came in and how they ended.

use super::order;
use crate::cases::docket::Docket;
use crate::export::registers::{Source, who};
use crate::export::{List, day, text};
use crate::import::case_rows::{CaseRow, read_cases};
use crate::import::headings::{
    BORN, CITIZEN, COMMUNE_OPTIONAL, Column, FULL_NAME, HAMLET, Input, MAN_BORN, Presence, SEX, Table,
    WOMAN_BORN, labels, names_of, optional, required,
};
use crate::import::line::Line;
use crate::import::person::place;
use crate::import::{Change, Import, Kind};
use crate::{Ctx, OfficeError, Permission};
use domain::cases::{CaseEvent, CaseRecord, CaseResult, SourcePaper};
use domain::labels::{Labelled, Labels};
use domain::names::fold;
use law::Ruleset;
use law::procedures::Desk;
use std::collections::HashMap;
use std::sync::OnceLock;
use store::Tx;

const COLUMNS: &[Column] = &[
    required("Số hồ sơ"),
    required("Loại việc").ask(Input::Choice(kinds)),
    required("Nội dung"),
    Column { presence: Presence::Optional, ..FULL_NAME },
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    COMMUNE_OPTIONAL,
    HAMLET,
    required("Ngày tiếp nhận").ask(Input::Date),
    optional("Hạn giải quyết").or(&["Hạn"]).ask(Input::Date),
    optional("Người thụ lý"),
    optional("Số văn bản"),
    optional("Cơ quan ban hành"),
    optional("Ngày văn bản").ask(Input::Date),
    optional("Ngày kết thúc").or(&["Ngày trả kết quả"]).ask(Input::Date),
    optional("Kết quả").ask(Input::Choice(labels::<CaseResult>)),
];

pub const KIND: Kind = Kind {
    id: "cases",
    title: "Sổ theo dõi hồ sơ",
    order: order::CASES,
    permission: Permission::Import,
    field: None,
    columns: COLUMNS,
    list: Some(list),
    read,
};

/// The names of the kinds of work that the program's pages know, children's apart.
fn kinds() -> Vec<&'static str> {
    static NAMES: OnceLock<Vec<String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let rules = Ruleset::embedded().ok();
        let procedures = rules.iter().flat_map(|rules| rules.procedures.latest());
        procedures.filter(|kind| kind.desk != Desk::Children).map(|kind| kind.name.clone()).collect()
    });
    names.iter().map(String::as_str).collect()
}

/// Name, folded, or id of a kind → its id.
pub(super) fn kinds_by_name(rules: &Ruleset) -> HashMap<String, String> {
    let mut names = HashMap::new();
    for procedure in rules.procedures.iter() {
        names.insert(fold(&procedure.name), procedure.id.clone());
        names.insert(procedure.id.clone(), procedure.id.clone());
    }
    names
}

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let kinds = kinds_by_name(import.ctx.rules);
    let results = Labels::new();
    read_cases(import, table, |import, line| row(import, line, &kinds, &results), |_, ()| Change::Same)
}

fn row(
    import: &mut Import,
    line: &mut Line,
    kinds: &HashMap<String, String>,
    results: &Labels<CaseResult>,
) -> Result<Option<CaseRow<()>>, OfficeError> {
    let (code, subject) = (line.required("Số hồ sơ"), line.required("Nội dung"));
    let kind = line.required("Loại việc").and_then(|written| {
        let found = kinds.get(&fold(&written)).or_else(|| kinds.get(written.trim())).cloned();
        if found.is_none() {
            line.refuse("Loại việc", format!("không có loại việc “{written}”; xem `ansinh case kinds`"));
        }
        found
    });
    let (received_on, due_on) = (line.required_date("Ngày tiếp nhận"), line.date("Hạn giải quyết"));
    let (source_on, ended) = (line.date("Ngày văn bản"), line.date("Ngày kết thúc"));
    let result = line.label("Kết quả", results);
    if ended.is_some() && result.is_none() {
        line.refuse("Kết quả", "hồ sơ đã kết thúc phải ghi kết quả");
    }
    let (person, unit) = if line.filled_quietly("Họ và tên") {
        let Some((person, place)) = import.take_person(line)? else { return Ok(None) };
        (Some(person), place.map(|place| place.unit))
    } else {
        (None, place(line, import).map(|place| place.unit))
    };
    let (Some(code), Some(subject), Some(kind), Some(received_on)) = (code, subject, kind, received_on)
    else {
        return Ok(None);
    };
    let source = line.text("Số văn bản").map(|number| SourcePaper {
        number,
        issuer: line.text("Cơ quan ban hành"),
        on: source_on,
    });
    let owner = line.text("Người thụ lý");
    let record = CaseRecord { code, kind, subject, person, unit, received_on, due_on, owner, source };
    let course = ended.zip(result).map(|(on, result)| CaseEvent::concluded(on, result));
    Ok(Some(CaseRow { record, course: course.into_iter().collect(), rest: () }))
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let docket = Docket::load(tx, ctx.rules, ctx.office)?;
    let mut rows = Vec::new();
    for held in docket.sorted() {
        let case = &held.record;
        let procedure = docket.procedure(case)?;
        // Instructions and disputes have lists of their own that tell more.
        if procedure.desk == Desk::Children || case.kind == "task" || case.kind.starts_with("dispute.") {
            continue;
        }
        let [name, man, woman, citizen] = match case.person {
            Some(person) => who(source.person(person)?),
            None => Default::default(),
        };
        let standing = docket.standing(held)?;
        let paper = case.source.as_ref();
        rows.push(vec![
            case.code.clone(),
            procedure.name.clone(),
            case.subject.clone(),
            name,
            man,
            woman,
            String::new(),
            String::new(),
            citizen,
            source.code(case.unit),
            String::new(),
            day(Some(case.received_on)),
            day(case.due_on),
            text(case.owner.as_ref()),
            text(paper.map(|paper| &paper.number)),
            text(paper.and_then(|paper| paper.issuer.as_ref())),
            day(paper.and_then(|paper| paper.on)),
            day(standing.concluded_on),
            standing.result.map_or_else(String::new, |result| result.label().to_owned()),
        ]);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}

const HEADINGS: &[&str] = &names_of::<19>(COLUMNS);
