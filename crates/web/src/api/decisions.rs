//! Decisions: received and drafted. Signatures are recorded by people, not by programs.

use super::call::{Call, Page, number};
use super::endpoint::{Endpoint, Sample, get};
use super::problem::ApiError;
use crate::guard::Guard;
use domain::ids::DecisionId;
use office::Permission;
use office::decisions::{self, DecisionRow};
use office::payroll::papers::label;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const READ: Guard = Guard::Needs(Permission::ReadDecisions, None);

pub const ENDPOINTS: &[Endpoint] = &[get!(READ, list -> Decisions), get!(READ, decision -> DecisionDetail)];

type Decisions = Page<DecisionOut>;

#[derive(Serialize, Deserialize, ToSchema)]
pub struct DecisionOut {
    pub id: i64,
    pub kind: String,
    /// Received from a higher body, drafted here, or taken over with an old list.
    pub origin: String,
    /// `drafted`, `signed` or `void`
    pub state: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed_on: Option<String>,
    /// The day from which the office knows it.
    pub known_on: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct DecisionDetail {
    pub decision: DecisionOut,
    pub items: Vec<ItemOut>,
}

/// One enrolment that the decision names.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct ItemOut {
    pub enrolment: i64,
    /// YYYY-MM
    pub from_month: String,
    pub parts: Vec<PartOut>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct PartOut {
    pub scheme: String,
    pub label: String,
    /// Đồng a month as a higher body wrote it; absent: by the law's table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<i64>,
}

impl Sample for DecisionOut {
    fn sample() -> DecisionOut {
        DecisionOut {
            id: 402,
            kind: "grant".to_owned(),
            origin: "received".to_owned(),
            state: "signed".to_owned(),
            number: Some("12/QĐ-UBND".to_owned()),
            issuer: Some("Ủy ban nhân dân thị xã".to_owned()),
            signed_on: Some("2021-07-01".to_owned()),
            known_on: "2021-07-05".to_owned(),
            reason: None,
        }
    }
}

impl Sample for DecisionDetail {
    fn sample() -> DecisionDetail {
        let part = PartOut {
            scheme: "social_allowance".to_owned(),
            label: "Người cao tuổi từ đủ 80 tuổi".to_owned(),
            written: None,
        };
        let item = ItemOut { enrolment: 310, from_month: "2021-07".to_owned(), parts: vec![part] };
        DecisionDetail { decision: DecisionOut::sample(), items: vec![item] }
    }
}

fn out(row: &DecisionRow) -> DecisionOut {
    DecisionOut {
        id: row.id.0,
        kind: row.kind.word().to_owned(),
        origin: row.origin.word().to_owned(),
        state: row.state().word().to_owned(),
        number: row.number.clone(),
        issuer: row.issuer.clone(),
        signed_on: row.signed_on.map(|day| day.to_string()),
        known_on: row.known_on.to_string(),
        reason: row.reason.clone(),
    }
}

/// Các quyết định của cơ quan, trong địa bàn và lĩnh vực của cán bộ
#[utoipa::path(get, path = "/api/v1/decisions", tag = "decisions",
    params(("state" = Option<String>, Query, description = "drafted, signed hoặc void"),
        ("after" = Option<String>, Query), ("limit" = Option<usize>, Query)),
    responses((status = 200, body = Decisions)))]
fn list(call: &Call) -> Result<Decisions, ApiError> {
    let state = call.query.get("state");
    let mut rows = decisions::list(&call.ctx)?;
    rows.retain(|row| state.is_empty() || row.state().word() == state);
    call.page(rows, |row| number(row.id.0), |row| out(&row))
}

/// Một quyết định với từng hồ sơ và mức của nó
#[utoipa::path(get, path = "/api/v1/decisions/{decision}", tag = "decisions", params(("decision" = i64, Path)),
    responses((status = 200, body = DecisionDetail)))]
fn decision(call: &Call) -> Result<DecisionDetail, ApiError> {
    let view = decisions::view(&call.ctx, call.id::<DecisionId>("decision")?)?;
    let items = view.items.iter().map(|item| ItemOut {
        enrolment: item.enrolment.0,
        from_month: item.from_month.to_string(),
        parts: item
            .terms
            .iter()
            .map(|terms| PartOut {
                scheme: terms.decided.terms.scheme.word().to_owned(),
                label: label(&terms.decided.terms),
                written: terms.decided.written.map(|sum| sum.0),
            })
            .collect(),
    });
    Ok(DecisionDetail { decision: out(&view.decision), items: items.collect() })
}
