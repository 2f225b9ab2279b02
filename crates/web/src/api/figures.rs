//! Figures and the rows that they were counted from.

use super::call::{Call, Page, number};
use super::endpoint::{Endpoint, Sample, get};
use super::problem::ApiError;
use crate::guard::Guard;
use office::Permission;
use office::figures::{self, EvidenceOut, FigureOut};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

const READ: Guard = Guard::Needs(Permission::ReadFigures, None);

pub const ENDPOINTS: &[Endpoint] =
    &[get!(READ, list -> Figures), get!(READ, figure -> Figure), get!(READ, evidence -> Evidence)];

type Evidence = Page<EvidenceRow>;

#[derive(Serialize, Deserialize, ToSchema)]
pub struct Figures {
    pub rows: Vec<Figure>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct Figure {
    pub id: String,
    pub title: String,
    /// A number for counts and đồng, a decimal text for rates (`"0.46"`), `"met"` or `"not_met"` for verdicts, null
    /// where the books do not hold it.
    #[schema(value_type = Option<Object>)]
    pub value: Value,
    /// As a report shows it.
    pub shown: String,
    pub unit: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numerator: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<i64>,
    /// Number of rows behind it.
    pub evidence: u64,
    /// How much of it rests on totals and papers rather than on lists.
    #[serde(default)]
    pub from_totals: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub last_year: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub running_total: Option<Value>,
    /// What it will come to by the end of the year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<i64>,
    /// By which clock it was taken.
    pub clock: String,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct EvidenceRow {
    /// The base figure that the row belongs to.
    pub figure: String,
    /// Which register it is a row of.
    pub kind: String,
    pub id: i64,
    pub label: String,
    pub unit: String,
    pub quantity: i64,
}

impl Sample for Figure {
    fn sample() -> Figure {
        Figure {
            id: "poverty.2023.rate".to_owned(),
            title: "Tỷ lệ hộ nghèo".to_owned(),
            value: Value::from("0.46"),
            shown: "0,46".to_owned(),
            unit: "%".to_owned(),
            target: None,
            numerator: Some(204),
            denominator: Some(44_120),
            evidence: 210,
            from_totals: 6,
            last_year: None,
            running_total: None,
            estimate: None,
            clock: "ngày rà soát".to_owned(),
        }
    }
}

impl Sample for Figures {
    fn sample() -> Figures {
        Figures { rows: vec![Figure::sample()] }
    }
}

impl Sample for EvidenceRow {
    fn sample() -> EvidenceRow {
        EvidenceRow {
            figure: "poverty.2023.households".to_owned(),
            kind: "household_class".to_owned(),
            id: 5120,
            label: "H012 Nguyễn Thị Út".to_owned(),
            unit: "phường An Hòa".to_owned(),
            quantity: 1,
        }
    }
}

fn period(call: &Call) -> Result<i16, ApiError> {
    let year = call.asked("period", "một năm")?;
    Ok(year.unwrap_or(call.ctx.on.year()))
}

fn out(figure: &FigureOut) -> Result<Figure, ApiError> {
    let json = serde_json::to_value(figure).and_then(serde_json::from_value);
    json.map_err(|error| ApiError::fault(error.to_string()))
}

/// Mọi chỉ tiêu của một năm
#[utoipa::path(get, path = "/api/v1/figures", tag = "figures",
    params(("period" = Option<i16>, Query, description = "Năm; mặc định năm nay")),
    responses((status = 200, body = Figures)))]
fn list(call: &Call) -> Result<Figures, ApiError> {
    let found = figures::figures(&call.ctx, period(call)?)?;
    Ok(Figures { rows: found.iter().map(out).collect::<Result<_, _>>()? })
}

/// Một chỉ tiêu
#[utoipa::path(get, path = "/api/v1/figures/{figure}", tag = "figures",
    params(("figure" = String, Path), ("period" = Option<i16>, Query)),
    responses((status = 200, body = Figure)))]
fn figure(call: &Call) -> Result<Figure, ApiError> {
    out(&figures::figure(&call.ctx, call.param("figure"), period(call)?)?)
}

/// Các dòng làm nên một chỉ tiêu
#[utoipa::path(get, path = "/api/v1/figures/{figure}/evidence", tag = "figures",
    params(("figure" = String, Path), ("period" = Option<i16>, Query), ("after" = Option<String>, Query),
        ("limit" = Option<usize>, Query)),
    responses((status = 200, body = Evidence)))]
fn evidence(call: &Call) -> Result<Evidence, ApiError> {
    let found = figures::evidence(&call.ctx, call.param("figure"), period(call)?)?;
    let key = |row: &EvidenceOut| format!("{}.{}.{}", row.figure, row.kind, number(row.id));
    call.page(found, key, |row| {
        let EvidenceOut { figure, kind, id, label, unit, quantity } = row;
        EvidenceRow { figure, kind, id, label, unit, quantity }
    })
}
