//! `Sổ theo dõi tranh chấp lao động`: parties, what it is about, the days of its steps, how it ended.

use super::order;
use crate::cases::docket::Docket;
use crate::export::{List, UnitCodes, day, mark, number, text};
use crate::import::case_rows::{CaseRow, read_cases};
use crate::import::headings::{COMMUNE_OPTIONAL, Column, Input, Table, labels, names_of, optional, required};
use crate::import::line::Line;
use crate::import::person::place;
use crate::import::{Change, Import, Kind};
use crate::permission::Field;
use crate::{Ctx, OfficeError, Permission};
use domain::cases::{CaseEvent, CaseEventKind, CaseRecord, CaseResult};
use domain::disputes::{Dispute, DisputeKind, DisputeSubject};
use domain::ids::{CaseId, DisputeId};
use domain::labels::{Labelled, Labels};
use std::collections::HashMap;
use store::Tx;

const COLUMNS: &[Column] = &[
    required("Số vụ").or(&["Số vụ tranh chấp", "Số vụ việc"]),
    required("Loại tranh chấp").ask(Input::Choice(labels::<DisputeKind>)),
    required("Ngày nhận đơn").or(&["Ngày nhận"]).ask(Input::Date),
    required("Người sử dụng lao động").or(&["Doanh nghiệp", "Đơn vị sử dụng lao động"]),
    optional("Mã số thuế"),
    required("Bên yêu cầu").or(&["Người yêu cầu"]),
    required("Nội dung tranh chấp").ask(Input::Choice(labels::<DisputeSubject>)),
    required("Số lao động").ask(Input::Count),
    optional("Trong đó nữ").or(&["Số lao động nữ"]).ask(Input::Count),
    optional("Số tiền yêu cầu").ask(Input::Money),
    optional("Hòa giải viên"),
    optional("Ngày cử hòa giải viên").ask(Input::Date),
    optional("Ngày hòa giải").or(&["Ngày lập biên bản"]).ask(Input::Date),
    optional("Ngày gửi biên bản").ask(Input::Date),
    optional("Số biên bản"),
    optional("Kết quả").ask(Input::Choice(labels::<CaseResult>)),
    optional("Ngày kết thúc").ask(Input::Date),
    optional("Số tiền thỏa thuận").ask(Input::Money),
    optional("Đã thực hiện").ask(Input::Yes),
    COMMUNE_OPTIONAL,
];

pub const KIND: Kind = Kind {
    id: "disputes",
    title: "Sổ theo dõi tranh chấp lao động",
    order: order::DISPUTES,
    permission: Permission::Import,
    field: Some(Field::Labour),
    columns: COLUMNS,
    list: Some(list),
    read,
};

/// The steps of the procedure whose days the list tells: naming of the mediator, mediation, record to the parties.
const STEPS: [&str; 3] = ["Ngày cử hòa giải viên", "Ngày hòa giải", "Ngày gửi biên bản"];

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let known = Known { kinds: Labels::new(), subjects: Labels::new(), results: Labels::new() };
    let live = store::disputes::of_office(import.tx, import.office)?;
    let live: HashMap<CaseId, (DisputeId, Dispute)> =
        live.into_iter().map(|(id, dispute)| (dispute.case, (id, dispute))).collect();
    let (mut new, mut void) = (Vec::new(), Vec::new());
    let keep = |case: CaseId, dispute: Dispute| {
        let dispute = Dispute { case, ..dispute };
        match live.get(&case) {
            Some((_, old)) if *old == dispute => return Change::Same,
            Some((id, _)) => void.push(*id),
            None => {}
        }
        new.push(dispute);
        Change::Changed
    };
    read_cases(import, table, |import, line| Ok(row(import, line, &known)), keep)?;
    for id in void {
        store::disputes::void(import.tx, id, import.entry)?;
    }
    let mut rows = Vec::with_capacity(new.len());
    for dispute in new {
        rows.push((DisputeId(import.buffer.id(import.tx)?), dispute));
    }
    store::disputes::insert_many(import.tx, import.entry, rows)?;
    Ok(())
}

struct Known {
    kinds: Labels<DisputeKind>,
    subjects: Labels<DisputeSubject>,
    results: Labels<CaseResult>,
}

fn row(import: &mut Import, line: &mut Line, known: &Known) -> Option<CaseRow<Dispute>> {
    line.filled("Loại tranh chấp");
    line.filled("Nội dung tranh chấp");
    line.filled("Số lao động");
    let code = line.required("Số vụ");
    let kind = line.label("Loại tranh chấp", &known.kinds);
    let received_on = line.required_date("Ngày nhận đơn");
    let (employer, applicant) = (line.required("Người sử dụng lao động"), line.required("Bên yêu cầu"));
    let subject = line.label("Nội dung tranh chấp", &known.subjects);
    let (workers, women) = (line.count("Số lao động"), line.count("Trong đó nữ"));
    let (claimed, agreed) = (line.amount("Số tiền yêu cầu"), line.amount("Số tiền thỏa thuận"));
    let mut course = course(line);
    let (ended, result) = (line.date("Ngày kết thúc"), line.label("Kết quả", &known.results));
    match (ended, result) {
        (Some(on), Some(result)) => course.push(CaseEvent::concluded(on, result)),
        (None, None) => {}
        (Some(_), None) => line.refuse("Kết quả", "vụ đã kết thúc phải ghi kết quả"),
        (None, Some(_)) => line.refuse("Ngày kết thúc", "đã có kết quả thì phải ghi ngày kết thúc"),
    }
    if workers.zip(women).is_some_and(|(workers, women)| women > workers) {
        line.refuse("Trong đó nữ", "nhiều hơn số lao động");
    }
    let carried_out = line.yes("Đã thực hiện").then_some(1);
    let unit = place(line, import).map(|place| place.unit);
    let (kind, subject) = (kind?, subject?);
    let employer = employer?;
    let record = CaseRecord {
        code: code?,
        kind: kind.word().to_owned(),
        subject: format!("{} – {employer}", subject.label()),
        person: None,
        unit,
        received_on: received_on?,
        due_on: None,
        owner: line.text("Hòa giải viên"),
        source: None,
    };
    let dispute = Dispute {
        case: CaseId(0),
        employer,
        tax_code: line.text("Mã số thuế"),
        applicant: applicant?,
        subject,
        workers: workers?,
        women,
        claimed,
        agreed,
        mediator: line.text("Hòa giải viên"),
        record_number: line.text("Số biên bản"),
        carried_out,
    };
    Some(CaseRow { record, course, rest: dispute })
}

fn course(line: &mut Line) -> Vec<CaseEvent> {
    let mut course = Vec::new();
    for (step, column) in (1..).zip(STEPS) {
        let day = line.date(column);
        course.extend(
            day.map(|on| CaseEvent { step: Some(step), ..CaseEvent::new(CaseEventKind::StepDone, on) }),
        );
    }
    course
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let docket = Docket::load(tx, ctx.rules, ctx.office)?;
    let disputes = store::disputes::of_office(tx, ctx.office)?;
    let disputes: HashMap<CaseId, Dispute> =
        disputes.into_iter().map(|(_, dispute)| (dispute.case, dispute)).collect();
    let mut codes = UnitCodes::default();
    let mut rows = Vec::new();
    for held in docket.sorted() {
        let Some(dispute) = disputes.get(&held.id) else { continue };
        let (case, standing) = (&held.record, docket.standing(held)?);
        let step = |step| {
            let mut events = held.events.iter().map(|(_, event)| event);
            let done = events.find(|e| e.kind == CaseEventKind::StepDone && e.step == Some(step));
            day(done.map(|event| event.on))
        };
        rows.push(vec![
            case.code.clone(),
            DisputeKind::from_word(&case.kind).map_or_else(String::new, |kind| kind.label().to_owned()),
            day(Some(case.received_on)),
            dispute.employer.clone(),
            text(dispute.tax_code.as_ref()),
            dispute.applicant.clone(),
            dispute.subject.label().to_owned(),
            dispute.workers.to_string(),
            number(dispute.women),
            number(dispute.claimed.map(|amount| amount.0)),
            text(dispute.mediator.as_ref()),
            step(1),
            step(2),
            step(3),
            text(dispute.record_number.as_ref()),
            standing.result.map_or_else(String::new, |result| result.label().to_owned()),
            day(standing.concluded_on),
            number(dispute.agreed.map(|amount| amount.0)),
            mark(dispute.carried_out == Some(1)),
            codes.of(tx, case.unit)?,
        ]);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}

const HEADINGS: &[&str] = &names_of::<20>(COLUMNS);
