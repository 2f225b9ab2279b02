//! Facts by hand: a new one from a day on, the end of one, and one that was a mistake.

use super::search::person_of;
use crate::error::PageError;
use crate::form::{self, Form, Given};
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::dates::{parse_date, short};
use domain::facts::FactRow;
use domain::ids::PersonId;
use domain::labels::Labelled;
use law::facts::{CareBy, Degree, HouseholdClass, MaritalStatus, Parent, ParentStatus, SupportStatus};
use law::{Fact, What};
use office::people::{self, StoryKind};

#[derive(Template)]
#[template(path = "people/fact.html")]
struct FactForm {
    frame: Frame,
    person: i64,
    name: String,
    form: Form,
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

fn form(token: &str, person: PersonId) -> Form {
    let mut groups: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for (at, (title, shown, _)) in assertions().into_iter().enumerate() {
        let choice = (at.to_string(), shown);
        match groups.last_mut() {
            Some((last, choices)) if last == title => choices.push(choice),
            _ => groups.push((title.to_owned(), vec![choice])),
        }
    }
    let fields = vec![
        form::grouped("noi-dung", "Nội dung", groups).required(),
        form::date("tu", "Từ ngày").required(),
        form::date("den", "Đến trước ngày").hint("để trống nếu còn hiệu lực"),
    ];
    Form::new(token, format!("/nguoi/{person}/thong-tin"), "", "Ghi", fields)
}

pub fn blank(visit: &Visit) -> Answer {
    page(&view(visit, &Given::nothing())?)
}

fn view(visit: &Visit, given: &Given) -> Result<FactForm, PageError> {
    let hit = people::glance(&visit.ctx, person_of(visit.param("id"))?)?;
    let frame = visit.frame("Ghi thông tin");
    let form = form(&frame.token, hit.found.person).given(given);
    Ok(FactForm { form, person: hit.found.person.0, name: hit.found.full_name, frame })
}

pub fn record(visit: &Visit) -> Answer {
    let person = person_of(visit.param("id"))?;
    people::glance(&visit.ctx, person)?;
    let mut given = Given::of(visit);
    let what = given.need_choice("noi-dung", |at| {
        assertions().into_iter().nth(at.parse().ok()?).map(|(_, _, what)| what)
    });
    let (from, until) = (given.need_past("tu"), given.date("den"));
    if let Some(what) = what.filter(|_| given.is_fine()) {
        match people::record_fact(&visit.ctx, person, FactRow::of(&Fact { from, until, what })) {
            Ok(()) => return Ok(Reply::see(format!("/nguoi/{person}")).telling("Đã ghi.")),
            Err(error) => given.refused(error)?,
        }
    }
    Ok(page(&view(visit, &given)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
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
    let text = visit.form.get("het");
    match parse_date(text, visit.ctx.on) {
        Ok(day) => {
            people::end(&visit.ctx, person, fact, day)?;
            Ok(Reply::see(back).telling("Đã ghi ngày kết thúc."))
        }
        Err(_) => {
            let problem = match text {
                "" => "chưa điền".to_owned(),
                _ => format!("“{text}” không phải ngày đã đến; hãy ghi như 05/01/2024"),
            };
            Ok(page(&change_view(visit, problem)?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
        }
    }
}

fn sample() -> (FactForm, FactChange) {
    let (frame, name) = (Frame::sample(), "Lê Thị Én".to_owned());
    let form = FactForm {
        form: form(&frame.token, PersonId(1)),
        frame: frame.clone(),
        person: 1,
        name: name.clone(),
    };
    let change = FactChange {
        frame,
        person: 1,
        name,
        title: "Khuyết tật".to_owned(),
        text: "Nặng".to_owned(),
        from: "04/03/2015".to_owned(),
        until: String::new(),
        problem: "chưa điền".to_owned(),
    };
    (form, change)
}

pub fn sample_form() -> Result<String, askama::Error> {
    sample().0.render()
}

pub fn sample_ask() -> Result<String, askama::Error> {
    sample().1.render()
}
