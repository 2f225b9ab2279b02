//! Finding people: as one types, or by the button.

use crate::address::Fields;
use crate::chart::Chart;
use crate::error::PageError;
use crate::frame::Frame;
use crate::reply::{Answer, page};
use crate::visit::Visit;
use askama::Template;
use domain::dates::{born_short, short};
use domain::ids::UnitId;
use domain::labels::Labelled;
use office::people::{self, Hit, Query};
use office::{Permission, offices};

#[derive(Template)]
#[template(path = "people/search.html")]
struct SearchPage {
    frame: Frame,
    text: String,
    born: String,
    communes: Vec<Choice>,
    rows: Vec<Row>,
    /// Address of the next page.
    next: String,
    is_asked: bool,
    may_merge: bool,
    /// Age and sex of those who are paid, while nobody is looked for.
    chart: Option<Chart>,
}

struct Choice {
    code: String,
    name: String,
    is_chosen: bool,
}

pub(super) struct Row {
    pub id: i64,
    pub name: String,
    pub born: String,
    pub sex: &'static str,
    pub place: String,
    pub number: String,
    pub code: String,
    pub died: String,
}

impl Row {
    pub(super) fn of(hit: &Hit) -> Row {
        let found = &hit.found;
        let place = [found.hamlet.clone().unwrap_or_default(), hit.place.clone()];
        let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
        Row {
            id: found.person.0,
            name: found.full_name.clone(),
            born: born_short(found.born),
            sex: found.sex.label(),
            place: place.join(", "),
            number: hit.number.clone().unwrap_or_default(),
            code: hit.code.clone().unwrap_or_default(),
            died: hit.found.died.map(short).unwrap_or_default(),
        }
    }

    pub(super) fn sample(id: i64, name: &str) -> Row {
        Row {
            id,
            name: name.to_owned(),
            born: "05/01/1948".to_owned(),
            sex: "Nữ",
            place: "khu phố Lộc Thành, phường Trảng Bàng".to_owned(),
            number: "072148000123".to_owned(),
            code: "BT0123".to_owned(),
            died: String::new(),
        }
    }
}

pub fn show(visit: &Visit) -> Answer {
    let ctx = &visit.ctx;
    let communes = ctx.read(Permission::ReadOffice, |tx| offices::communes(tx, ctx.office, ctx.on))?;
    let asked = &visit.query;
    let unit: Option<UnitId> = communes.iter().find(|unit| unit.code == asked.get("xa")).map(|unit| unit.id);
    let text = asked.0.iter().find(|(name, _)| name == "tim").map_or("", |(_, text)| text.as_str());
    let query = Query {
        born_year: asked.get("sinh").parse().ok(),
        unit,
        after: Some(asked.get("sau").to_owned()).filter(|after| !after.is_empty()),
        limit: asked.get("so-dong").parse().unwrap_or(people::PAGE),
        ..Query::text(text)
    };
    let is_asked = !text.trim().is_empty();
    let found = if is_asked { people::search(ctx, &query)? } else { people::Page::default() };
    let next = found.next.map(|after| format!("/nguoi{}", asked.with("sau", &after).query()));
    let choice = |unit: &_| choice(unit, asked);
    page(&SearchPage {
        frame: visit.frame("Tìm người"),
        text: text.to_owned(),
        born: asked.get("sinh").to_owned(),
        communes: communes.iter().map(|unit| choice(&(unit.code.clone(), unit.full_name()))).collect(),
        rows: found.people.iter().map(Row::of).collect(),
        next: next.unwrap_or_default(),
        is_asked,
        chart: if is_asked { None } else { crate::pages::charts::ages(visit)? },
        may_merge: visit.may(Permission::MergePeople, None),
    })
}

fn choice((code, name): &(String, String), asked: &Fields) -> Choice {
    Choice { code: code.clone(), name: name.clone(), is_chosen: asked.get("xa") == code }
}

fn sample() -> SearchPage {
    let asked = Fields::parse("xa=25708");
    let communes = [("25708", "phường Trảng Bàng"), ("25735", "phường An Hòa")];
    SearchPage {
        frame: Frame::sample(),
        text: "nguyễn thị".to_owned(),
        born: String::new(),
        communes: communes
            .iter()
            .map(|(code, name)| choice(&((*code).to_owned(), (*name).to_owned()), &asked))
            .collect(),
        rows: vec![
            Row::sample(1, "Nguyễn Thị Hoàng Phương Quỳnh Thùy Dương"),
            Row {
                died: "12/03/2023".to_owned(), code: String::new(), ..Row::sample(2, "Nguyễn Thị Út")
            },
        ],
        next: "/nguoi?tim=nguy&sau=thi.5".to_owned(),
        is_asked: true,
        chart: Some(crate::pages::charts::sample_ages()),
        may_merge: true,
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}

/// The number of a person in the address, for others here.
pub(super) fn person_of(text: &str) -> Result<domain::ids::PersonId, PageError> {
    text.parse().map_err(|_| PageError::NoPage)
}
