//! One case: its steps with their limits, its whole history, and what may happen to it next.

use super::{PROTECTION, TASK, address, due, left};
use crate::error::PageError;
use crate::form::{self, Field, Form, Given};
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::cases::{CaseEvent, CaseEventKind, CaseResult, CaseState};
use domain::dates::short;
use domain::labels::{Labelled, Labels};
use domain::working_days::limit_shown;
use law::procedures::Procedure;
use office::cases::{self, CaseView};
use office::{Permission, offices, people};

#[derive(Template)]
#[template(path = "cases/one.html")]
struct One {
    frame: Frame,
    code: String,
    subject: String,
    procedure: String,
    citation: String,
    is_task: bool,
    state: &'static str,
    due: String,
    left: String,
    class: &'static str,
    person: i64,
    name: String,
    facts: Vec<(&'static str, String)>,
    steps: Vec<Step>,
    documents: Vec<String>,
    events: Vec<Happened>,
    actions: Vec<Action>,
}

struct Step {
    does: String,
    actor: &'static str,
    limit: String,
    is_sure: bool,
    is_optional: bool,
    done: String,
    is_late: bool,
    is_here: bool,
}

struct Happened {
    on: String,
    what: &'static str,
    step: String,
    holder: String,
    due: String,
    result: &'static str,
    paper: String,
    note: String,
}

/// What may happen next, each with its form.
struct Action {
    title: String,
    hint: &'static str,
    is_open: bool,
    form: Form,
}

pub fn show(visit: &Visit) -> Answer {
    page(&one(visit, None, &Given::nothing())?)
}

pub(super) fn found<'r>(visit: &Visit<'r>) -> Result<CaseView<'r>, PageError> {
    let view = cases::show(&visit.ctx, visit.param("code"))?;
    // Its officers read it on pages of its own.
    if view.case.kind == PROTECTION { Err(PageError::NoPage) } else { Ok(view) }
}

fn one(visit: &Visit, sent: Option<CaseEventKind>, given: &Given) -> Result<One, PageError> {
    let view = found(visit)?;
    let case = &view.case;
    let names = people::names(&visit.ctx, case.person)?;
    let units = offices::unit_names(&visit.ctx, case.unit)?;
    let frame = visit.frame(format!("Hồ sơ {}", case.code));
    let (left, class) = left(visit, &view);
    let mut facts = vec![("Ngày tiếp nhận", short(case.received_on))];
    facts.extend(units.into_values().map(|name| ("Xã, phường", name)));
    facts.extend(view.standing.holder.clone().map(|holder| ("Đang giữ", holder)));
    if let Some(source) = &case.source {
        facts.push(("Văn bản", source.number.clone()));
        facts.extend(source.issuer.clone().map(|issuer| ("Cơ quan giao", issuer)));
        facts.extend(source.on.map(|on| ("Ngày văn bản", short(on))));
    }
    facts.extend(view.standing.concluded_on.map(|on| ("Kết thúc", short(on))));
    facts.extend(view.standing.result.map(|result| ("Kết quả", result.label().to_owned())));
    let may = visit.may(Permission::RecordRegisters, cases::field(view.procedure.desk));
    let actions = if may { actions(visit, &view, &frame.token, sent, given) } else { Vec::new() };
    Ok(One {
        code: case.code.clone(),
        subject: case.subject.clone(),
        procedure: view.procedure.name.clone(),
        citation: view.procedure.citation.to_string(),
        is_task: case.kind == TASK,
        state: view.standing.state.label(),
        due: due(&view),
        left,
        class,
        person: case.person.map_or(0, |person| person.0),
        name: case.person.and_then(|person| names.get(&person).cloned()).unwrap_or_default(),
        facts,
        steps: steps(&view),
        documents: view.procedure.documents.clone(),
        events: history(&view),
        actions,
        frame,
    })
}

fn steps(view: &CaseView) -> Vec<Step> {
    let step = |(index, step): (usize, &law::procedures::ProcedureStep)| {
        let number = index + 1;
        let taken = view.standing.taken.iter().rev().find(|taken| usize::from(taken.step) == number);
        Step {
            does: step.does.clone(),
            actor: step.actor.label(),
            limit: step.limit.map_or_else(|| "không ghi thời hạn".to_owned(), limit_shown),
            is_sure: step.limit.is_none() || step.confidence.is_payable(),
            is_optional: step.is_optional,
            done: taken.map_or_else(String::new, |taken| short(taken.done)),
            is_late: taken.is_some_and(|taken| taken.is_late()),
            is_here: view.standing.step.map(usize::from) == Some(number),
        }
    };
    view.procedure.steps.iter().enumerate().map(step).collect()
}

/// What happened, each event with the step that it ended where it names none itself.
fn history(view: &CaseView) -> Vec<Happened> {
    let mut taken = view.standing.taken.iter().peekable();
    let mut told = Vec::new();
    for event in &view.events {
        let mut event = event.clone();
        let ends = matches!(
            event.kind,
            CaseEventKind::StepDone | CaseEventKind::HandedOver | CaseEventKind::Concluded
        );
        if ends && let Some(step) = taken.next_if(|step| step.done == event.on) {
            event.step = event.step.or(Some(step.step));
        }
        told.push(happened(&event, view.procedure));
    }
    told
}

fn happened(event: &CaseEvent, procedure: &Procedure) -> Happened {
    let does = |step: u8| {
        let at = usize::from(step).checked_sub(1)?;
        procedure.steps.get(at).map(|one| format!("{step}. {}", one.does))
    };
    Happened {
        on: short(event.on),
        what: event.kind.label(),
        step: event.step.and_then(does).unwrap_or_default(),
        holder: event.holder.clone().unwrap_or_default(),
        due: event.due_on.map(short).unwrap_or_default(),
        result: event.result.map_or("", Labelled::label),
        paper: event.paper.clone().unwrap_or_default(),
        note: event.note.clone().unwrap_or_default(),
    }
}

/// The kinds of events that fit the state, the likeliest first.
fn fitting(view: &CaseView) -> Vec<CaseEventKind> {
    use CaseEventKind::{
        Assigned, Concluded, DeadlineSet, HandedOver, Noted, Reopened, Resumed, StepBegun, StepDone, Stopped,
    };
    match view.standing.state {
        CaseState::Concluded => vec![Reopened],
        CaseState::Stopped => vec![Resumed, Assigned, Noted, Concluded],
        CaseState::Open if view.standing.step.is_none() => vec![Concluded, StepBegun, Assigned, Noted],
        CaseState::Open => {
            vec![StepDone, HandedOver, Stopped, Assigned, DeadlineSet, Noted, StepBegun, Concluded]
        }
    }
}

fn actions(
    visit: &Visit,
    view: &CaseView,
    token: &str,
    sent: Option<CaseEventKind>,
    given: &Given,
) -> Vec<Action> {
    let several = view.procedure.steps.len() > 1;
    let mut kinds = fitting(view);
    if !several {
        kinds.retain(|kind| !matches!(kind, CaseEventKind::StepBegun | CaseEventKind::StepDone));
        // A task of one step is done when it is concluded.
        kinds.sort_by_key(|kind| *kind != CaseEventKind::Concluded);
    }
    let first = kinds.first().copied();
    let action = |kind: CaseEventKind| {
        let form =
            Form::new(token, address(&view.case.code), kind.word(), button(kind), fields(visit, view, kind))
                .hidden("viec", kind.word());
        let is_sent = sent == Some(kind);
        Action {
            title: title(view, kind),
            hint: hint(kind),
            is_open: is_sent || sent.is_none() && first == Some(kind),
            form: if is_sent { form.given(given) } else { form },
        }
    };
    kinds.into_iter().map(action).collect()
}

fn title(view: &CaseView, kind: CaseEventKind) -> String {
    match kind {
        CaseEventKind::StepDone => format!("Xong bước {}", view.step_shown()),
        CaseEventKind::StepBegun => "Làm bước khác, làm lại bước".to_owned(),
        CaseEventKind::HandedOver => "Chuyển lên cấp khác".to_owned(),
        CaseEventKind::Assigned => "Giao người thụ lý".to_owned(),
        CaseEventKind::Stopped => "Yêu cầu bổ sung".to_owned(),
        CaseEventKind::Resumed => "Đã bổ sung đủ".to_owned(),
        CaseEventKind::DeadlineSet => "Đặt hạn, gia hạn".to_owned(),
        CaseEventKind::Noted => "Ghi chú".to_owned(),
        CaseEventKind::Concluded => "Kết thúc, ghi kết quả".to_owned(),
        CaseEventKind::Reopened => "Mở lại".to_owned(),
    }
}

fn hint(kind: CaseEventKind) -> &'static str {
    match kind {
        CaseEventKind::Stopped => "Thời hạn dừng từ ngày này cho đến khi đủ giấy tờ.",
        CaseEventKind::Resumed => "Thời hạn chạy tiếp từ ngày này.",
        CaseEventKind::HandedOver => "Bước đang làm được ghi là xong.",
        CaseEventKind::Reopened => "Thời hạn tính lại từ ngày mở lại.",
        CaseEventKind::StepBegun
        | CaseEventKind::StepDone
        | CaseEventKind::Assigned
        | CaseEventKind::DeadlineSet
        | CaseEventKind::Noted
        | CaseEventKind::Concluded => "",
    }
}

fn button(kind: CaseEventKind) -> &'static str {
    match kind {
        CaseEventKind::Concluded => "Kết thúc",
        CaseEventKind::Reopened => "Mở lại",
        _ => "Ghi",
    }
}

fn fields(visit: &Visit, view: &CaseView, kind: CaseEventKind) -> Vec<Field> {
    let steps = || {
        let steps = view.procedure.steps.iter().zip(1..);
        steps
            .map(|(step, number): (_, u8)| (number.to_string(), format!("{number}. {}", step.does)))
            .collect()
    };
    let mut fields = vec![form::date("ngay", "Ngày").required().day(visit.ctx.on)];
    match kind {
        CaseEventKind::StepBegun => fields.push(form::choice("buoc", "Bước", steps()).required()),
        CaseEventKind::Reopened if view.procedure.steps.len() > 1 => {
            fields.push(form::choice("buoc", "Từ bước", steps()).hint("để trống: từ bước cuối đã làm"));
        }
        CaseEventKind::HandedOver => fields.push(form::text("noi-nhan", "Nơi nhận").required()),
        CaseEventKind::Assigned => fields.push(form::text("noi-nhan", "Người thụ lý").required()),
        CaseEventKind::DeadlineSet => fields.push(form::date("han", "Hạn mới").required()),
        CaseEventKind::Concluded => {
            fields.push(form::choice("ket-qua", "Kết quả", form::labels::<CaseResult>()).required());
        }
        CaseEventKind::StepDone
        | CaseEventKind::Stopped
        | CaseEventKind::Resumed
        | CaseEventKind::Reopened
        | CaseEventKind::Noted => {}
    }
    if kind != CaseEventKind::Noted {
        fields.push(form::text("van-ban", "Số văn bản"));
    }
    let note = form::text("ghi-chu", "Ghi chú").wide();
    fields.push(if kind == CaseEventKind::Noted { note.required() } else { note });
    fields
}

pub fn record(visit: &Visit) -> Answer {
    let view = found(visit)?;
    let kind = CaseEventKind::from_word(visit.form.get("viec")).ok_or(PageError::NoPage)?;
    let mut given = Given::of(visit);
    let on = given.need_past("ngay");
    let step = given.choice("buoc", |text| text.parse::<u8>().ok());
    let due_on = given.date("han");
    let result = given.choice("ket-qua", |text| Labels::<CaseResult>::new().find(text));
    if kind == CaseEventKind::Noted {
        given.need("ghi-chu");
    }
    let event = CaseEvent {
        kind,
        on,
        step,
        due_on,
        holder: given.text("noi-nhan"),
        result,
        paper: given.text("van-ban"),
        note: given.text("ghi-chu"),
    };
    if given.is_fine() {
        match cases::record(&visit.ctx, &view.case.code, event) {
            Ok(_) => return Ok(Reply::see(address(&view.case.code)).telling("Đã ghi.")),
            Err(error) => given.refused(error)?,
        }
    }
    Ok(page(&one(visit, Some(kind), &given)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

fn sample() -> One {
    let frame = Frame::sample();
    let step = |number: usize, is_here: bool| Step {
        does: "Xét duyệt hồ sơ, niêm yết công khai kết luận tại trụ sở UBND cấp xã".to_owned(),
        actor: "Cấp xã",
        limit: "12 ngày làm việc".to_owned(),
        is_sure: number > 1,
        is_optional: number == 2,
        done: if is_here { String::new() } else { "12/12/2023".to_owned() },
        is_late: number == 1,
        is_here,
    };
    let form = |kind: CaseEventKind| {
        let fields = vec![form::date("ngay", "Ngày").required(), form::text("ghi-chu", "Ghi chú").wide()];
        Form::new(&frame.token, "/ho-so/so/HS-2023-0142", kind.word(), button(kind), fields)
    };
    let action = |kind: CaseEventKind, is_open| Action {
        title: kind.label().to_owned(),
        hint: hint(kind),
        is_open,
        form: form(kind),
    };
    One {
        code: "HS-2023-0142".to_owned(),
        subject: "Đề nghị hưởng trợ cấp xã hội hằng tháng".to_owned(),
        procedure: "Trợ cấp xã hội hằng tháng".to_owned(),
        citation: "Nghị định 20/2021/NĐ-CP, Điều 8, khoản 1".to_owned(),
        is_task: false,
        state: "Đang giải quyết",
        due: "29/12/2023".to_owned(),
        left: "còn 1 ngày làm việc".to_owned(),
        class: "canh-bao",
        person: 12,
        name: "Tôn Nữ Hoàng Phương Quỳnh Thùy Dương".to_owned(),
        facts: vec![("Ngày tiếp nhận", "05/12/2023".to_owned()), ("Xã, phường", "phường An Hòa".to_owned())],
        steps: vec![step(1, false), step(2, false), step(3, true)],
        documents: vec!["Tờ khai đề nghị trợ giúp xã hội (Mẫu số 1)".to_owned()],
        events: vec![Happened {
            on: "12/12/2023".to_owned(),
            what: "Xong bước",
            step: "1. Xét duyệt hồ sơ".to_owned(),
            holder: String::new(),
            due: String::new(),
            result: "",
            paper: "12/BB-XD".to_owned(),
            note: "Đủ điều kiện".to_owned(),
        }],
        actions: vec![action(CaseEventKind::Stopped, true), action(CaseEventKind::Concluded, false)],
        frame,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
