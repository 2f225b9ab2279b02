//! What the system has noticed.

use super::call::{Call, Page, number};
use super::endpoint::{Endpoint, Sample, get};
use super::office::UnitOut;
use super::problem::ApiError;
use crate::guard::Guard;
use law::Month;
use office::signals::{self, Signal};
use office::{Permission, offices};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub const ENDPOINTS: &[Endpoint] = &[get!(Guard::Needs(Permission::ReadPayroll, None), list -> Signals)];

type Signals = Page<SignalOut>;

#[derive(Serialize, Deserialize, ToSchema)]
pub struct SignalOut {
    /// `entitled`, `no_longer`, `changes`, `paid_after_death` …
    pub kind: String,
    pub label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitOut>,
    pub month: String,
    /// Đồng a month as decided, and as the law has it; or the sum concerned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<i64>,
    pub reasons: Vec<String>,
    /// A draft of a decision would settle it.
    pub has_draft: bool,
}

impl Sample for SignalOut {
    fn sample() -> SignalOut {
        SignalOut {
            kind: "entitled".to_owned(),
            label: "có vẻ đủ điều kiện nhưng chưa hưởng".to_owned(),
            person: Some(1204),
            person_name: Some("Nguyễn Thị Út".to_owned()),
            decision: None,
            run: None,
            scheme: Some("social_allowance".to_owned()),
            unit: Some(UnitOut::sample()),
            month: "2024-01".to_owned(),
            paid: None,
            due: Some(370_800),
            reasons: vec!["Đủ 80 tuổi, không có lương hưu (Điều 5 khoản 5)".to_owned()],
            has_draft: true,
        }
    }
}

/// Những điều hệ thống nhận thấy về một tháng
#[utoipa::path(get, path = "/api/v1/signals", tag = "signals",
    params(("month" = Option<String>, Query, description = "YYYY-MM; mặc định tháng sau"),
        ("kind" = Option<String>, Query), ("after" = Option<String>, Query), ("limit" = Option<usize>, Query)),
    responses((status = 200, body = Signals)))]
fn list(call: &Call) -> Result<Signals, ApiError> {
    let month = call.month("month")?.unwrap_or(Month::of(call.ctx.on).next());
    let kind = call.query.get("kind");
    let mut found = signals::signals(&call.ctx, month)?;
    found.retain(|signal| kind.is_empty() || signal.kind.word() == kind);
    let names = office::people::names(&call.ctx, found.iter().filter_map(|signal| signal.person))?;
    let units = offices::units(&call.ctx, found.iter().filter_map(|signal| signal.unit))?;
    call.page(found, key, |signal| SignalOut {
        kind: signal.kind.word().to_owned(),
        label: signal.kind.label().to_owned(),
        person: signal.person.map(|id| id.0),
        person_name: signal.person.and_then(|id| names.get(&id).cloned()),
        decision: signal.decision.map(|id| id.0),
        run: signal.run.map(|id| id.0),
        scheme: signal.scheme.map(|scheme| scheme.word().to_owned()),
        unit: signal.unit.and_then(|unit| units.get(&unit)).map(UnitOut::of),
        month: signal.month.to_string(),
        paid: signal.paid.map(|sum| sum.0),
        due: signal.due.map(|sum| sum.0),
        reasons: signal.reasons,
        has_draft: signal.draft.is_some(),
    })
}

fn key(signal: &Signal) -> String {
    let id = |id: Option<i64>| number(id.unwrap_or_default());
    let person = id(signal.person.map(|id| id.0));
    let enrolment = id(signal.enrolment.map(|id| id.0));
    let decision = id(signal.decision.map(|id| id.0));
    format!("{}.{person}.{enrolment}.{decision}.{}", signal.kind.word(), signal.month)
}
