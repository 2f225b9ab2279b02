//! What the law pages say of a category in a month, and what they leave open.

use super::call::Call;
use super::endpoint::{Endpoint, Sample, get};
use super::problem::ApiError;
use crate::guard::Guard;
use ::law::Month;
use ::law::gaps::{self, Gap};
use office::OfficeError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub const ENDPOINTS: &[Endpoint] =
    &[get!(Guard::SignedIn, category -> CategoryOut), get!(Guard::SignedIn, open -> GapsOut)];

#[derive(Serialize, Deserialize, ToSchema)]
pub struct CategoryOut {
    pub category: String,
    /// YYYY-MM
    pub month: String,
    /// Fingerprint of the law pages.
    pub ruleset: String,
    /// Conditions, values and their articles.
    pub lines: Vec<String>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct GapsOut {
    pub ruleset: String,
    pub rows: Vec<GapOut>,
}

#[derive(Serialize, Deserialize, ToSchema)]
pub struct GapOut {
    /// `no_level`, `not_sourced`
    pub kind: String,
    pub text: String,
}

impl Sample for CategoryOut {
    fn sample() -> CategoryOut {
        CategoryOut {
            category: "elderly_80".to_owned(),
            month: "2024-01".to_owned(),
            ruleset: "9f2c".to_owned(),
            lines: vec!["Điều 5 khoản 5 điểm b Nghị định 20/2021/NĐ-CP".to_owned()],
        }
    }
}

impl Sample for GapsOut {
    fn sample() -> GapsOut {
        let row =
            GapOut { kind: "not_sourced".to_owned(), text: "chưa đối chiếu văn bản".to_owned() };
        GapsOut { ruleset: "9f2c".to_owned(), rows: vec![row] }
    }
}

/// Điều kiện, mức và điều luật của một đối tượng trong một tháng
#[utoipa::path(get, path = "/api/v1/law/categories/{category}", tag = "law",
    params(("category" = String, Path), ("month" = Option<String>, Query, description = "YYYY-MM; mặc định tháng này")),
    responses((status = 200, body = CategoryOut)))]
fn category(call: &Call) -> Result<CategoryOut, ApiError> {
    let month = call.month("month")?.unwrap_or(Month::of(call.ctx.on));
    let rules = call.ctx.rules;
    let category = call.param("category").to_owned();
    let text = gaps::show(rules, &category, month).map_err(|error| match error.code() {
        "unknown_terms" => OfficeError::NotFound(format!("đối tượng “{category}” trong các trang luật")),
        _ => OfficeError::Law(error),
    })?;
    let lines = text.lines().map(str::to_owned).collect();
    Ok(CategoryOut { category, month: month.to_string(), ruleset: rules.hash().to_string(), lines })
}

/// Những chỗ các trang luật còn thiếu hoặc chưa đối chiếu
#[utoipa::path(get, path = "/api/v1/law/gaps", tag = "law", responses((status = 200, body = GapsOut)))]
fn open(call: &Call) -> Result<GapsOut, ApiError> {
    let rules = call.ctx.rules;
    let rows = gaps::check(rules, &[]).into_iter().filter_map(|gap| {
        let kind = match gap {
            Gap::NoCase { .. } => return None,
            Gap::NoLevel { .. } => "no_level",
            Gap::NotSourced { .. } => "not_sourced",
        };
        Some(GapOut { kind: kind.to_owned(), text: gap.to_string() })
    });
    Ok(GapsOut { ruleset: rules.hash().to_string(), rows: rows.collect() })
}
