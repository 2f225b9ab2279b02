//! A household's class from its points, or from its income and deprivations.

use super::{Area, Line, Poverty, PovertyClass, Score, Standard};
use crate::award::Step;
use crate::provision::Provisions;
use crate::timeline::Cited;
use crate::{LawError, Month, Vnd};

/// What a household is judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The two totals of form B.
    Points { b1: i64, b2: i64 },
    /// Income a person and month, and how many services are lacking.
    Income { per_person: Vnd, deprived: u8, livelihood: Livelihood },
}

/// Only who lives from farm, forest, fishery or salt can be of average living standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Livelihood {
    Farming,
    Other,
}

/// The answer, with the rule that gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classified {
    pub class: PovertyClass,
    pub step: Step,
}

impl Poverty {
    /// The first rule of the standard that fits; none: not poor. A standard without such rules is refused as
    /// `tables_not_published`, never guessed.
    pub fn classify(
        &self,
        standard: &Standard,
        area: Area,
        measure: Measure,
        provisions: &Provisions,
    ) -> Result<Classified, LawError> {
        match measure {
            Measure::Points { b1, b2 } => {
                let of = |rule: &&Cited<Score>| rule.value.standard == standard.id && rule.value.area == area;
                let rules: Vec<&Cited<Score>> = self.scores.iter().filter(of).collect();
                let told = format!("{}: điểm B1 {b1}, điểm B2 {b2}", shown(area));
                let fits = |rule: &Score| {
                    b1 <= rule.b1_upto
                        && rule.b2_from.is_none_or(|from| from <= b2)
                        && rule.b2_below.is_none_or(|below| b2 < below)
                };
                answer(&rules, fits, |rule| rule.class, &told, standard, provisions)
            }
            Measure::Income { per_person, deprived, livelihood } => {
                let farms = livelihood == Livelihood::Farming;
                let of = |rule: &&Cited<Line>| {
                    let line = &rule.value;
                    let average = line.class == PovertyClass::Average;
                    line.standard == standard.id && line.area == area && (farms || !average)
                };
                let rules: Vec<&Cited<Line>> = self.lines.iter().filter(of).collect();
                let told = format!(
                    "{}: thu nhập bình quân {per_person} đồng/người/tháng, thiếu hụt {deprived} chỉ số",
                    shown(area)
                );
                let fits = |line: &Line| {
                    line.income_above.is_none_or(|above| above < per_person)
                        && line.income_upto.is_none_or(|upto| per_person <= upto)
                        && line.deprived_from.is_none_or(|from| from <= deprived)
                        && line.deprived_upto.is_none_or(|upto| deprived <= upto)
                };
                answer(&rules, fits, |line| line.class, &told, standard, provisions)
            }
        }
    }

    /// The B2 total of so many deprivations.
    pub fn b2(&self, standard: &Standard, deprived: usize) -> Result<i64, LawError> {
        let rule = self.points.iter().find(|rule| rule.value.standard == standard.id);
        let rule = rule.filter(|rule| rule.dating.confidence.is_payable());
        let points = rule.ok_or_else(|| unknown(standard, "điểm của chỉ số thiếu hụt"))?.value.points;
        let deprived = i64::try_from(deprived).unwrap_or(i64::MAX);
        points.checked_mul(deprived).ok_or_else(|| unknown(standard, "điểm của chỉ số thiếu hụt"))
    }
}

fn answer<T>(
    rules: &[&Cited<T>],
    fits: impl Fn(&T) -> bool,
    class: impl Fn(&T) -> PovertyClass,
    told: &str,
    standard: &Standard,
    provisions: &Provisions,
) -> Result<Classified, LawError> {
    if rules.is_empty() || rules.iter().any(|rule| !rule.dating.confidence.is_payable()) {
        return Err(unknown(standard, "quy tắc phân loại"));
    }
    let found = rules.iter().find(|rule| fits(&rule.value));
    // Where nothing fits, the rules of the standard together say so.
    let provision = found.or(rules.first()).map(|rule| provisions.get(rule.provision));
    let class = found.map_or(PovertyClass::Other, |rule| class(&rule.value));
    let text = format!("{told}: {}", class.shown());
    Ok(Classified { class, step: Step { text, citation: provision.map(|one| one.citation.clone()) } })
}

fn unknown(standard: &Standard, what: &str) -> LawError {
    let year = standard.id.parse().unwrap_or(2022);
    let month = Month::of(jiff::civil::date(year, 1, 1));
    LawError::TablesNotPublished { what: format!("{what} ({})", standard.title), month }
}

fn shown(area: Area) -> &'static str {
    match area {
        Area::Rural => "Nông thôn",
        Area::Urban => "Thành thị",
    }
}
