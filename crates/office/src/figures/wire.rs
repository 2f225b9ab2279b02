//! Figures and their rows as JSON.

use domain::figures::{Answer, FigureKey, Ledger, Value, estimate, evaluate};
use serde::Serialize;
use serde_json::{Value as Json, json};
use store::figures::Evidence;

/// One figure. `value` is a number for counts and đồng, a decimal text for rates (`"0.46"`), `"met"` or
/// `"not_met"` for verdicts, `null` where the books do not hold it. `evidence` is the number of rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigureOut {
    pub id: String,
    pub title: String,
    pub value: Json,
    pub shown: String,
    pub unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numerator: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub denominator: Option<i64>,
    pub evidence: u64,
    /// How much of it rests on totals and papers rather than on lists.
    #[serde(skip_serializing_if = "is_zero")]
    pub from_totals: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_year: Option<Json>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub running_total: Option<Json>,
    /// `Ước thực hiện` of the year, while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimate: Option<i64>,
    /// By which clock it was taken.
    pub clock: String,
}

fn is_zero(number: &i64) -> bool {
    *number == 0
}

impl FigureOut {
    pub fn of(answer: &Answer, ledger: &Ledger) -> FigureOut {
        let key = answer.key;
        let beside = |key: Option<FigureKey>| {
            key.map(|key| evaluate(key, ledger))
                .filter(|found| found.value.is_some())
                .map(|found| json_value(&found))
        };
        FigureOut {
            id: key.id(),
            title: key.title(),
            value: json_value(answer),
            shown: answer.shown(),
            unit: key.spec.unit.shown(),
            target: answer.target.as_ref().map(|target| target.shown(key.spec.unit)),
            numerator: answer.ratio.map(|ratio| ratio.numerator()),
            denominator: answer.ratio.map(|ratio| ratio.denominator()),
            evidence: answer.rows,
            from_totals: answer.from_totals,
            last_year: beside(key.last_year()),
            running_total: beside(key.running()),
            estimate: estimate(key, ledger),
            clock: key.clock_shown(),
        }
    }
}

fn json_value(answer: &Answer) -> Json {
    match answer.value {
        None => Json::Null,
        Some(Value::Number(number)) => json!(number),
        Some(Value::Decimal(decimal)) => json!(decimal.plain()),
        Some(Value::Verdict(verdict)) => json!(verdict.word()),
    }
}

/// One row of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EvidenceOut {
    /// The base figure that it belongs to.
    pub figure: String,
    pub kind: String,
    pub id: i64,
    pub label: String,
    pub unit: String,
    pub quantity: i64,
}

impl EvidenceOut {
    pub fn new(base: &FigureKey, row: Evidence, unit: String) -> EvidenceOut {
        let Evidence { kind, id, label, unit: _, quantity } = row;
        EvidenceOut { figure: base.id(), kind, id, label, unit, quantity }
    }
}
