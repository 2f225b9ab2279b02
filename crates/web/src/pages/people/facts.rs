//! Facts by hand: a new one from a day on, the end of one, and one that was a mistake.

use super::search::person_of;
use crate::error::PageError;
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::dates::{parse_date, short};
use domain::facts::FactRow;
use domain::labels::Labelled;
use jiff::civil::Date;
use law::facts::{CareBy, Degree, HouseholdClass, MaritalStatus, Parent, ParentStatus, SupportStatus};
use law::{Fact, What};
use office::people::{self, StoryKind};

#[derive(Template)]
#[template(path = "people/fact.html")]
struct FactForm {
    frame: Frame,
    person: i64,
    name: String,
    groups: Vec<Group>,
    from: String,
    until: String,
    problems: Vec<(&'static str, String)>,
}

impl FactForm {
    fn problem(&self, field: &str) -> Option<&str> {
        self.problems.iter().find(|(known, _)| *known == field).map(|(_, text)| text.as_str())
    }
}

struct Group {
    title: &'static str,
    choices: Vec<FactChoice>,
}

struct FactChoice {
    value: String,
    shown: String,
    is_chosen: bool,
}

/// What a form can say with one choice; lists say the rest. Title of the group, label, assertion.
fn assertions() -> Vec<(&'static str, String, What)> {
    let mut all = Vec::new();
    let mut add = |group, label: &str, what| all.push((group, label.to_owned(), what));
    for degree in Degree::VALUES {
        add("Mức độ khuyết tật", degree.label(), What::Disability { degree: *degree });
    }
    for status in SupportStatus::VALUES {
        add("Người phụng dưỡng", status.label(), What::Support { status: *status });
    }
    for status in MaritalStatus::VALUES {
        add("Hôn nhân", status.label(), What::Marital { status: *status });
    }
    for class in HouseholdClass::VALUES {
        add("Hộ (khi không có danh sách rà soát)", class.label(), What::Household { class: *class });
    }
    for (which, group) in [(Parent::Father, "Tình trạng cha"), (Parent::Mother, "Tình trạng mẹ")] {
        for status in ParentStatus::VALUES {
            add(group, status.label(), What::Parent { which, status: *status });
        }
    }
    for by in CareBy::VALUES {
        add("Chăm sóc", by.label(), What::Care { by: *by });
    }
    for (label, what) in [
        ("Bị bỏ rơi", What::Abandoned),
        ("Sống cô đơn", What::LivesAlone),
        ("Có người phục vụ tại nhà", What::HomeCarer),
        ("Đang mang thai", What::Pregnancy),
        ("Đang chấp hành án", What::Imprisoned),
        ("Bị tuyên bố mất tích", What::DeclaredMissing),
    ] {
        add("Khác", label, what);
    }
    all
}

fn groups(chosen: &str) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, (title, shown, _)) in assertions().into_iter().enumerate() {
        let value = at.to_string();
        let choice = FactChoice { is_chosen: chosen == value, value, shown };
        match groups.last_mut() {
            Some(last) if last.title == title => last.choices.push(choice),
            _ => groups.push(Group { title, choices: vec![choice] }),
        }
    }
    groups
}

pub fn blank(visit: &Visit) -> Answer {
    page(&form(visit, Vec::new())?)
}

fn form(visit: &Visit, problems: Vec<(&'static str, String)>) -> Result<FactForm, PageError> {
    let hit = people::glance(&visit.ctx, person_of(visit.param("id"))?)?;
    Ok(FactForm {
        frame: visit.frame("Ghi thông tin"),
        person: hit.found.person.0,
        name: hit.found.full_name,
        groups: groups(visit.form.get("noi-dung")),
        from: visit.form.get("tu").to_owned(),
        until: visit.form.get("den").to_owned(),
        problems,
    })
}

pub fn record(visit: &Visit) -> Answer {
    let person = person_of(visit.param("id"))?;
    people::glance(&visit.ctx, person)?;
    let mut problems = Vec::new();
    let at: Option<usize> = visit.form.get("noi-dung").parse().ok();
    let what = at.and_then(|at| assertions().into_iter().nth(at)).map(|(_, _, what)| what);
    if what.is_none() {
        problems.push(("noi-dung", "hãy chọn một nội dung".to_owned()));
    }
    let from = day(visit, "tu", &mut problems);
    if from.is_none() && problems.iter().all(|(field, _)| *field != "tu") {
        problems.push(("tu", "để trống".to_owned()));
    }
    let until = day(visit, "den", &mut problems);
    let (Some(what), Some(from), true) = (what, from, problems.is_empty()) else {
        return Ok(page(&form(visit, problems)?)?.status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    match people::record_fact(&visit.ctx, person, FactRow::of(&Fact { from, until, what })) {
        Ok(()) => Ok(Reply::see(format!("/nguoi/{person}")).telling("Đã ghi.")),
        Err(office::OfficeError::Refused(refusal)) => {
            let form = form(visit, vec![("den", refusal.message)])?;
            Ok(page(&form)?.status(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(other) => Err(other.into()),
    }
}

/// `05/01/2024` as officers write it, or as browsers send it.
fn day(visit: &Visit, field: &'static str, problems: &mut Vec<(&'static str, String)>) -> Option<Date> {
    let text = visit.form.get(field);
    if text.is_empty() {
        return None;
    }
    let read = parse_date(text, visit.ctx.on);
    if read.is_err() {
        problems.push((field, format!("“{text}” không phải ngày; hãy ghi như 05/01/2024")));
    }
    read.ok()
}

#[derive(Template)]
#[template(path = "people/fact_change.html")]
struct FactChange {
    frame: Frame,
    person: i64,
    name: String,
    title: String,
    text: String,
    from: String,
    until: String,
    problem: String,
}

pub fn ask(visit: &Visit) -> Answer {
    page(&change_view(visit, String::new())?)
}

fn change_view(visit: &Visit, problem: String) -> Result<FactChange, PageError> {
    let story = people::story(&visit.ctx, person_of(visit.param("id"))?)?;
    let fact = visit.id("fact")?;
    let found =
        story.events.into_iter().find(|event| event.kind == StoryKind::Fact && event.fact == Some(fact));
    let event = found.ok_or(PageError::NoPage)?;
    Ok(FactChange {
        frame: visit.frame("Sửa thông tin"),
        person: story.sheet.id.0,
        name: story.sheet.record.full_name,
        title: event.title,
        text: event.text,
        from: short(event.on),
        until: event.until.map(short).unwrap_or_default(),
        problem,
    })
}

pub fn change(visit: &Visit) -> Answer {
    let (person, fact) = (person_of(visit.param("id"))?, visit.id("fact")?);
    people::glance(&visit.ctx, person)?;
    let back = format!("/nguoi/{person}");
    if visit.form.get("viec") == "bo" {
        people::correct_fact(&visit.ctx, person, fact, None)?;
        return Ok(Reply::see(back).telling("Đã bỏ thông tin ghi nhầm; nhật ký vẫn giữ lại."));
    }
    let mut problems = Vec::new();
    match day(visit, "het", &mut problems) {
        Some(day) => {
            people::end(&visit.ctx, person, fact, day)?;
            Ok(Reply::see(back).telling("Đã ghi ngày kết thúc."))
        }
        None => {
            let problem = problems.pop().map_or_else(|| "để trống".to_owned(), |(_, text)| text);
            Ok(page(&change_view(visit, problem)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

fn sample() -> (FactForm, FactChange) {
    let (frame, name) = (Frame::sample(), "Lê Thị Én".to_owned());
    let form = FactForm {
        frame: frame.clone(),
        person: 1,
        name: name.clone(),
        groups: groups("1"),
        from: "31/02/2024".to_owned(),
        until: String::new(),
        problems: vec![("tu", "“31/02/2024” không phải ngày; hãy ghi như 05/01/2024".to_owned())],
    };
    let change = FactChange {
        frame,
        person: 1,
        name,
        title: "Khuyết tật".to_owned(),
        text: "Nặng".to_owned(),
        from: "04/03/2015".to_owned(),
        until: String::new(),
        problem: "để trống".to_owned(),
    };
    (form, change)
}

pub fn sample_form() -> Result<String, askama::Error> {
    sample().0.render()
}

pub fn sample_ask() -> Result<String, askama::Error> {
    sample().1.render()
}
