//! People: found by any part of a name or by a number, one person, and what is known of them.

use super::call::{Call, Page, number};
use super::endpoint::{Endpoint, Sample, get};
use super::office::UnitOut;
use super::problem::ApiError;
use crate::guard::Guard;
use domain::dates::born_short;
use domain::ids::PersonId;
use domain::labels::Labelled;
use office::people::{self, Hit, Query};
use office::{Permission, offices};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const READ: Guard = Guard::Needs(Permission::ReadRegisters, None);

pub const ENDPOINTS: &[Endpoint] =
    &[get!(READ, search -> People), get!(READ, person -> PersonDetail), get!(READ, facts -> Facts)];

type People = Page<PersonOut>;
type Facts = Page<FactOut>;

#[derive(Serialize, Deserialize, ToSchema)]
pub struct PersonOut {
    pub id: i64,
    pub full_name: String,
    /// `nam`, `nữ` …, as offices write it.
    pub sex: String,
    /// `05/01/1948`, `01/1948` or `1948`: as exactly as it is known.
    pub born: String,
    /// Citizen number, else an older one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Of the office's own files.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Where the person lives today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hamlet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub died_on: Option<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct PersonDetail {
    pub person: PersonOut,
    /// Code and today's members of the household.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub household: Option<HouseholdOut>,
    /// Month of `dues`, YYYY-MM.
    pub month: String,
    /// What the law gives in the month by the facts known today, with the articles.
    pub dues: Vec<DueOut>,
    /// Facts that the law asks for and nobody has stated.
    pub missing: Vec<String>,
    /// Newest first.
    pub events: Vec<EventOut>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct HouseholdOut {
    pub code: String,
    pub members: Vec<MemberOut>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct MemberOut {
    pub person: i64,
    pub full_name: String,
    pub relation: String,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct DueOut {
    pub label: String,
    /// Đồng.
    pub amount: i64,
    /// Fact, condition, article, value, amount.
    pub steps: Vec<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct EventOut {
    pub on: String,
    /// First day on which it holds no longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    pub kind: String,
    pub title: String,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<i64>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct FactOut {
    pub id: i64,
    pub kind: String,
    pub from: String,
    /// First day on which it holds no longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    pub text: String,
}

impl Sample for PersonOut {
    fn sample() -> PersonOut {
        PersonOut {
            id: 1204,
            full_name: "Nguyễn Thị Út".to_owned(),
            sex: "Nữ".to_owned(),
            born: "05/01/1948".to_owned(),
            number: Some("072148000123".to_owned()),
            code: Some("BT0123".to_owned()),
            unit: Some(UnitOut::sample()),
            hamlet: Some("khu phố An Phú".to_owned()),
            died_on: None,
        }
    }
}

impl Sample for PersonDetail {
    fn sample() -> PersonDetail {
        let member =
            MemberOut { person: 1205, full_name: "Lê Văn Tám".to_owned(), relation: "chồng".to_owned() };
        let due = DueOut {
            label: "Trợ cấp xã hội hằng tháng".to_owned(),
            amount: 555_600,
            steps: vec!["Điều 5 khoản 5 điểm a Nghị định 20/2021/NĐ-CP".to_owned()],
        };
        let event = EventOut {
            on: "2021-07-01".to_owned(),
            until: None,
            kind: "Quyết định".to_owned(),
            title: "Hưởng trợ cấp".to_owned(),
            text: "Số 12/QĐ-UBND".to_owned(),
            amount: None,
        };
        PersonDetail {
            person: PersonOut::sample(),
            household: Some(HouseholdOut { code: "H012".to_owned(), members: vec![member] }),
            month: "2024-01".to_owned(),
            dues: vec![due],
            missing: Vec::new(),
            events: vec![event],
        }
    }
}

impl Sample for FactOut {
    fn sample() -> FactOut {
        FactOut {
            id: 77,
            kind: "residence".to_owned(),
            from: "2020-01-01".to_owned(),
            until: None,
            text: "khu phố An Phú".to_owned(),
        }
    }
}

/// Tìm người theo tên (có dấu hay không), số giấy tờ, mã hồ sơ
///
/// Chỉ trong địa bàn của cán bộ. Phần sau của danh sách: theo `next`.
#[utoipa::path(get, path = "/api/v1/people", tag = "people",
    params(("q" = String, Query, description = "Vài chữ của tên, một số giấy tờ hay mã hồ sơ"),
        ("born" = Option<i16>, Query, description = "Năm sinh"),
        ("unit" = Option<String>, Query, description = "Mã xã, phường"),
        ("after" = Option<String>, Query), ("limit" = Option<usize>, Query, maximum = 200)),
    responses((status = 200, body = People)))]
fn search(call: &Call) -> Result<People, ApiError> {
    let ctx = &call.ctx;
    let text = call.query.0.iter().find(|(name, _)| name == "q").map_or("", |(_, text)| text.as_str());
    if text.trim().is_empty() {
        return Err(ApiError::parameter("q", "vài chữ của tên hoặc một số giấy tờ"));
    }
    let code = call.query.get("unit");
    let unit = if code.is_empty() {
        None
    } else {
        offices::unit_path(ctx, code, ctx.on)?.first().map(|unit| unit.id)
    };
    let query = Query {
        born_year: call.asked("born", "một năm")?,
        unit,
        after: Some(call.query.get("after").to_owned()).filter(|after| !after.is_empty()),
        limit: call.limit()?,
        ..Query::text(text)
    };
    let found = people::search(ctx, &query)?;
    let units = offices::units(ctx, found.people.iter().filter_map(|hit| hit.found.unit))?;
    let rows = found.people.iter().map(|hit| of(hit, &units)).collect();
    Ok(Page { rows, next: found.next.map(|cursor| call.next(&cursor)), total: None })
}

type UnitRows = std::collections::BTreeMap<domain::ids::UnitId, offices::UnitRow>;

fn of(hit: &Hit, units: &UnitRows) -> PersonOut {
    let found = &hit.found;
    PersonOut {
        id: found.person.0,
        full_name: found.full_name.clone(),
        sex: found.sex.label().to_owned(),
        born: born_short(found.born),
        number: hit.number.clone(),
        code: hit.code.clone(),
        unit: found.unit.and_then(|unit| units.get(&unit)).map(UnitOut::of),
        hamlet: found.hamlet.clone(),
        died_on: hit.found.died.map(|day| day.to_string()),
    }
}

/// Một người: hộ, mức hưởng theo luật và vì sao, quá trình
#[utoipa::path(get, path = "/api/v1/people/{person}", tag = "people",
    params(("person" = i64, Path)), responses((status = 200, body = PersonDetail)))]
fn person(call: &Call) -> Result<PersonDetail, ApiError> {
    let story = people::story(&call.ctx, call.id::<PersonId>("person")?)?;
    let units = offices::units(&call.ctx, story.hit.found.unit)?;
    let household = story.household.map(|(code, members)| HouseholdOut {
        code,
        members: members
            .into_iter()
            .map(|(person, full_name, relation)| MemberOut { person: person.0, full_name, relation })
            .collect(),
    });
    let dues = story.dues.into_iter();
    let events = story.events.into_iter().map(|event| EventOut {
        on: event.on.to_string(),
        until: event.until.map(|day| day.to_string()),
        kind: event.kind.label().to_owned(),
        title: event.title,
        text: event.text,
        amount: event.amount.map(|amount| amount.0),
    });
    Ok(PersonDetail {
        person: of(&story.hit, &units),
        household,
        month: story.month.to_string(),
        dues: dues.map(|due| DueOut { label: due.label, amount: due.amount.0, steps: due.steps }).collect(),
        missing: story.missing.into_iter().map(str::to_owned).collect(),
        events: events.collect(),
    })
}

/// Những thông tin có ngày của một người, theo thứ tự ghi
#[utoipa::path(get, path = "/api/v1/people/{person}/facts", tag = "people",
    params(("person" = i64, Path), ("after" = Option<String>, Query), ("limit" = Option<usize>, Query)),
    responses((status = 200, body = Facts)))]
fn facts(call: &Call) -> Result<Facts, ApiError> {
    let person: PersonId = call.id("person")?;
    // Nobody outside the officer's areas.
    people::glance(&call.ctx, person)?;
    let sheet = people::show(&call.ctx, person, people::Known::Now)?;
    call.page(
        sheet.facts,
        |(id, _)| number(id.0),
        |(id, row)| FactOut {
            id: id.0,
            kind: row.kind.word().to_owned(),
            from: row.from.to_string(),
            until: row.until.map(|day| day.to_string()),
            text: people::fact_text(&row),
        },
    )
}
