//! One case of the officer's own: steps and deadline in the open, what was told only when it is opened.

use super::{address, class};
use crate::error::{PageError, sentence};
use crate::form::{self, Form, Given};
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::cases::Due;
use domain::dates::short;
use domain::ids::OfficerId;
use domain::labels::Labelled;
use domain::names::sort_key;
use domain::protection::{ProtectionCase, ProtectionState};
use domain::working_days::limit_shown;
use office::protection::{self, ProtectionFile, ProtectionStep};
use office::{OfficeError, cases, officers, offices};

#[derive(Template)]
#[template(path = "protection/file.html")]
struct FilePage {
    frame: Frame,
    address: String,
    number: String,
    urgent: bool,
    state: &'static str,
    class: &'static str,
    facts: Vec<(&'static str, String)>,
    steps: Vec<Step>,
    actions: Vec<(String, bool, Form)>,
}

struct Step {
    does: String,
    limit: String,
    done: String,
    is_late: bool,
    is_here: bool,
}

#[derive(Template)]
#[template(path = "protection/content.html")]
struct Content {
    frame: Frame,
    address: String,
    number: String,
    fields: Vec<(&'static str, String)>,
    notes: Vec<String>,
}

/// Which form of the page was sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sent {
    Nothing,
    Step(ProtectionState),
    Note,
    Admit,
}

fn own(visit: &Visit) -> Result<ProtectionCase, PageError> {
    let number = visit.param("code");
    let found = protection::list(&visit.ctx)?.into_iter().find(|case| case.number == number);
    found.ok_or(PageError::NoPage)
}

pub fn show(visit: &Visit) -> Answer {
    page(&view(visit, Sent::Nothing, &Given::nothing())?)
}

fn view(visit: &Visit, sent: Sent, given: &Given) -> Result<FilePage, PageError> {
    let case = own(visit)?;
    let names = officers::names(&visit.ctx)?;
    let units = offices::unit_names(&visit.ctx, [case.unit])?;
    let frame = visit.frame(format!("Vụ việc {}", case.number));
    let mut facts = vec![
        ("Tiếp nhận", short(case.received_on)),
        ("Kênh", case.channel.label().to_owned()),
        ("Xã, phường", units.get(&case.unit).cloned().unwrap_or_default()),
        ("Phụ trách", names.get(&case.officer).cloned().unwrap_or_default()),
    ];
    facts.extend(case.decision.clone().map(|number| ("Quyết định phê duyệt kế hoạch", number)));
    // The steps of the law stand with the case among all work with deadlines.
    let steps = match cases::show(&visit.ctx, &case.number) {
        Ok(view) => {
            if let Due::On(due) = view.standing.due {
                let left = view.days_left(&visit.ctx).map_or_else(String::new, |days| match days {
                    days if days < 0 => format!(", quá {} ngày làm việc", -days),
                    days => format!(", còn {days} ngày làm việc"),
                });
                facts.push(("Hạn của bước", format!("{}{left}", short(due))));
            }
            steps(&view)
        }
        Err(OfficeError::NotFound(_) | OfficeError::Forbidden(_)) => Vec::new(),
        Err(other) => return Err(other.into()),
    };
    Ok(FilePage {
        address: address(&case.number),
        number: case.number.clone(),
        urgent: case.urgent,
        state: case.state.label(),
        class: class(case.state),
        actions: actions(visit, &case, &frame.token, &names, sent, given),
        facts,
        steps,
        frame,
    })
}

fn steps(view: &cases::CaseView) -> Vec<Step> {
    let step = |(index, step): (usize, &law::procedures::ProcedureStep)| {
        let number = index + 1;
        let taken = view.standing.taken.iter().rev().find(|taken| usize::from(taken.step) == number);
        Step {
            does: step.does.clone(),
            limit: step.limit.map_or_else(|| "không ghi thời hạn".to_owned(), limit_shown),
            done: taken.map_or_else(String::new, |taken| short(taken.done)),
            is_late: taken.is_some_and(|taken| taken.is_late()),
            is_here: view.standing.step.map(usize::from) == Some(number),
        }
    };
    view.procedure.steps.iter().enumerate().map(step).collect()
}

fn actions(
    visit: &Visit,
    case: &ProtectionCase,
    token: &str,
    names: &std::collections::HashMap<OfficerId, String>,
    sent: Sent,
    given: &Given,
) -> Vec<(String, bool, Form)> {
    let at = address(&case.number);
    let mut all = Vec::new();
    for (number, to) in case.state.next().iter().enumerate() {
        let mut fields = vec![form::date("ngay", "Ngày").required().day(visit.ctx.on)];
        if *to == ProtectionState::PlanApproved {
            fields.push(form::text("quyet-dinh", "Số quyết định phê duyệt").required());
        }
        let form =
            Form::new(token, format!("{at}/buoc"), to.word(), "Ghi bước", fields).hidden("buoc", to.word());
        let is_sent = sent == Sent::Step(*to);
        let form = if is_sent { form.given(given) } else { form };
        all.push((to.label().to_owned(), is_sent || sent == Sent::Nothing && number == 0, form));
    }
    let fields = vec![form::note("noi-dung", "Nội dung").required()];
    let form = Form::new(token, format!("{at}/ghi"), "ghi", "Ghi và mã hóa", fields);
    let form = if sent == Sent::Note { form.given(given) } else { form };
    all.push(("Thêm đánh giá, kế hoạch, kết quả rà soát".to_owned(), sent == Sent::Note, form));
    if case.officer == visit.ctx.officer.id {
        let mut others: Vec<(String, String)> = names
            .iter()
            .filter(|(id, _)| **id != case.officer)
            .map(|(id, name)| (id.to_string(), name.clone()))
            .collect();
        others.sort_by_cached_key(|(_, name)| sort_key(name));
        let fields = vec![form::choice("can-bo", "Cán bộ", others).required()];
        let form = Form::new(token, format!("{at}/them"), "them", "Cho xem", fields).class("phu-nut");
        let form = if sent == Sent::Admit { form.given(given) } else { form };
        all.push(("Cho cán bộ khác cùng xem".to_owned(), sent == Sent::Admit, form));
    }
    all
}

/// What was told, once: the answer to a form, never kept by a browser.
pub fn read(visit: &Visit) -> Answer {
    let case = own(visit)?;
    let opened =
        protection::read(&visit.ctx, visit.app.vault.as_ref(), &case.number).map_err(PageError::from);
    let ProtectionFile { report, notes, case: _ } = match opened {
        Ok(file) => file,
        Err(error) => {
            return match error.refusal() {
                Some(reason) => Ok(Reply::see(address(&case.number)).warning(sentence(&reason))),
                None => Err(error),
            };
        }
    };
    let view = Content {
        frame: visit.frame(format!("Nội dung vụ việc {}", case.number)),
        address: address(&case.number),
        number: case.number.clone(),
        fields: report.shown(),
        notes,
    };
    // No answer is kept by a browser (`Reply` says so for all).
    page(&view)
}

fn refused(visit: &Visit, sent: Sent, given: &Given) -> Answer {
    Ok(page(&view(visit, sent, given)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

pub fn step(visit: &Visit) -> Answer {
    let case = own(visit)?;
    let to = ProtectionState::from_word(visit.form.get("buoc")).ok_or(PageError::NoPage)?;
    let mut given = Given::of(visit);
    let on = given.need_past("ngay");
    let decision = if to == ProtectionState::PlanApproved {
        Some(given.need("quyet-dinh"))
    } else {
        given.text("quyet-dinh")
    };
    if given.is_fine() {
        match protection::step(&visit.ctx, &case.number, &ProtectionStep { to, on, decision }) {
            Ok(()) => {
                let text = format!("Đã ghi bước: {}.", to.label());
                return Ok(Reply::see(address(&case.number)).telling(text));
            }
            Err(error) => given.refused(error)?,
        }
    }
    refused(visit, Sent::Step(to), &given)
}

pub fn note(visit: &Visit) -> Answer {
    let case = own(visit)?;
    let mut given = Given::of(visit);
    let text = given.need("noi-dung");
    if given.is_fine() {
        match protection::note(&visit.ctx, visit.app.vault.as_ref(), &case.number, &text) {
            Ok(()) => return Ok(Reply::see(address(&case.number)).telling("Đã ghi và mã hóa.")),
            Err(error) => given.refused(error)?,
        }
    }
    refused(visit, Sent::Note, &given)
}

pub fn admit(visit: &Visit) -> Answer {
    let case = own(visit)?;
    let mut given = Given::of(visit);
    let officer = given.need_choice("can-bo", |text| text.parse().ok().map(OfficerId));
    if let (Some(officer), true) = (officer, given.is_fine()) {
        match protection::admit(&visit.ctx, &case.number, officer) {
            Ok(()) => return Ok(Reply::see(address(&case.number)).telling("Đã cho cán bộ này cùng xem.")),
            Err(error) => given.refused(error)?,
        }
    }
    refused(visit, Sent::Admit, &given)
}

fn sample() -> FilePage {
    let frame = Frame::sample();
    let fields = vec![form::note("noi-dung", "Nội dung").required()];
    let note = Form::new(&frame.token, "/bao-ve-tre-em/vu/BVTE-2023-004/ghi", "ghi", "Ghi và mã hóa", fields);
    let step = |is_here: bool| Step {
        does: "Kiểm tra tính xác thực, đánh giá nguy cơ ban đầu, mức độ tổn hại".to_owned(),
        limit: "12 giờ".to_owned(),
        done: if is_here { String::new() } else { "12/12/2023".to_owned() },
        is_late: !is_here,
        is_here,
    };
    FilePage {
        address: "/bao-ve-tre-em/vu/BVTE-2023-004".to_owned(),
        number: "BVTE-2023-004".to_owned(),
        urgent: true,
        state: "Đã lập kế hoạch",
        class: "canh-bao",
        facts: vec![("Tiếp nhận", "12/12/2023".to_owned()), ("Phụ trách", "Lâm Hoàng Vũ".to_owned())],
        steps: vec![step(false), step(true)],
        actions: vec![("Thêm đánh giá".to_owned(), true, note)],
        frame,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}

pub fn sample_content() -> Result<String, askama::Error> {
    Content {
        frame: Frame::sample(),
        address: "/bao-ve-tre-em/vu/BVTE-2023-004".to_owned(),
        number: "BVTE-2023-004".to_owned(),
        fields: vec![("Tình trạng của trẻ em", "Nội dung mẫu, không có thật.".to_owned())],
        notes: vec!["Kế hoạch: thăm gia đình hằng tuần.".to_owned()],
    }
    .render()
}
