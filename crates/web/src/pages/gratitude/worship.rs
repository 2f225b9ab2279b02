//! Worship money: who worships a martyr and has no decision yet, whom the rule passes over and why; one draft for all.

use super::Tabs;
use crate::error::{PageError, sentence};
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use office::{Field, Permission, people, worship};

#[derive(Template)]
#[template(path = "gratitude/worship.html")]
struct Worship {
    frame: Frame,
    tabs: Tabs,
    /// Why nothing can be proposed yet.
    waits: String,
    rows: Vec<Row>,
    passed: Vec<Passed>,
    may_draft: bool,
}

struct Row {
    person: i64,
    name: String,
    month: String,
    martyrs: usize,
}

struct Passed {
    person: i64,
    name: String,
    martyr: String,
    why: &'static str,
}

pub fn show(visit: &Visit) -> Answer {
    let (found, waits) = match worship::proposed(&visit.ctx).map_err(PageError::from) {
        Ok(found) => (found, String::new()),
        Err(error) => match error.refusal() {
            Some(reason) => (worship::Proposed::default(), reason),
            None => return Err(error),
        },
    };
    let people_of = found.passed.iter().flat_map(|(person, martyr, _)| [*person, *martyr]);
    let names = people::names(&visit.ctx, found.items.iter().map(|item| item.person).chain(people_of))?;
    let name = |person| names.get(&person).cloned().unwrap_or_default();
    let rows = found.items.iter().map(|item| Row {
        person: item.person.0,
        name: name(item.person),
        month: domain::dates::month_short(item.from_month),
        martyrs: item.terms.len(),
    });
    let passed = found.passed.iter().map(|(person, martyr, why)| Passed {
        person: person.0,
        name: name(*person),
        martyr: name(*martyr),
        why: why.label(),
    });
    page(&Worship {
        frame: visit.frame("Thờ cúng liệt sĩ"),
        tabs: Tabs::of(visit, "tho-cung"),
        waits,
        rows: rows.collect(),
        passed: passed.collect(),
        may_draft: visit.may(Permission::DraftDecisions, Some(Field::Merit)),
    })
}

pub fn draft(visit: &Visit) -> Answer {
    let back = Reply::see("/den-on/tho-cung");
    match worship::draft(&visit.ctx).map_err(PageError::from) {
        Ok(Some(id)) => Ok(Reply::see(format!("/quyet-dinh/{id}")).telling("Đã dự thảo quyết định, chờ ký.")),
        Ok(None) => Ok(back.warning("Không có ai cần quyết định mới.")),
        Err(error) => match error.refusal() {
            Some(reason) => Ok(back.warning(sentence(&reason))),
            None => Err(error),
        },
    }
}

fn sample() -> Worship {
    Worship {
        frame: Frame::sample(),
        tabs: Tabs::sample("tho-cung"),
        waits: String::new(),
        rows: vec![Row {
            person: 1, name: "Lê Thị Én".to_owned(), month: "01/2023".to_owned(), martyrs: 2
        }],
        passed: vec![Passed {
            person: 2,
            name: "Tôn Nữ Hoàng Phương Quỳnh Thùy Dương".to_owned(),
            martyr: "Nguyễn Văn Chiến".to_owned(),
            why: "người thờ cúng đã chết",
        }],
        may_draft: true,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
