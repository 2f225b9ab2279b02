//! From the entries of the pages to the tables of the review.

use super::{
    Area, Deprivation, Line, PointsPerDeprivation, Poverty, PovertyClass, ProgrammeProject, ReviewPeriod,
    ReviewReport, ReviewStep, ReviewWhen, Score, SeasonKind, Standard, StepRule,
};
use crate::page::Entry;
use crate::provision::{Provision, Provisions};
use crate::timeline::{Cited, Dating};
use crate::{LawError, Vnd};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The entry kinds that this module reads.
pub const KINDS: &[&str] = &[
    "poverty_standard",
    "poverty_standard_end",
    "poverty_line",
    "poverty_score",
    "deprivation_points",
    "deprivation",
    "review_period",
    "review_step",
    "review_report",
    "programme_project",
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StandardRow {
    id: String,
    title: String,
    indicators: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoFields {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LineRow {
    standard: String,
    area: Area,
    class: PovertyClass,
    income_above: Option<i64>,
    income_upto: Option<i64>,
    deprived_from: Option<u8>,
    deprived_upto: Option<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScoreRow {
    standard: String,
    area: Area,
    class: PovertyClass,
    b1_upto: i64,
    b2_from: Option<i64>,
    b2_below: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PointsRow {
    standard: String,
    points: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DeprivationRow {
    set: String,
    number: u8,
    code: String,
    dimension: String,
    name: String,
    threshold: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodRow {
    kind: SeasonKind,
    from_day: Option<String>,
    to_day: Option<String>,
    day_of_month: Option<i8>,
    decision_within_days: Option<i32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepRow {
    step: ReviewStep,
    who: String,
    does: String,
    working_days: Option<i32>,
    agree_percent: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportRow {
    id: String,
    title: String,
    day_of_month: Option<i8>,
    first_month: Option<i8>,
    last_month: Option<i8>,
    before_day: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProjectRow {
    number: String,
    title: String,
    #[serde(default)]
    only_listed_areas: bool,
}

impl Poverty {
    /// Reads the entries of its `KINDS` and leaves the others alone.
    pub fn read(entries: &[Entry], provisions: &mut Provisions) -> Result<Poverty, LawError> {
        let mut poverty = Poverty::default();
        for entry in entries.iter().filter(|entry| KINDS.contains(&entry.kind.as_str())) {
            poverty.take(entry, provisions)?;
        }
        let known = |id: &str| poverty.standards.values().any(|cited| *cited.value.id == *id);
        let named = poverty.lines.iter().map(|line| &line.value.standard);
        let named = named.chain(poverty.scores.iter().map(|score| &score.value.standard));
        if let (Some(unknown), Some(entry)) = (named.into_iter().find(|id| !known(id)), entries.first()) {
            return Err(entry.error(format!("không có chuẩn nghèo {unknown}")));
        }
        Ok(poverty)
    }

    fn take(&mut self, entry: &Entry, provisions: &mut Provisions) -> Result<(), LawError> {
        match entry.kind.as_str() {
            "poverty_standard" => {
                let row: Cited<StandardRow> =
                    cited(entry, provisions, |row: &StandardRow| row.title.clone())?;
                let standard = |row: StandardRow| Standard {
                    id: row.id.into(),
                    title: row.title,
                    indicators: row.indicators.into(),
                };
                self.standards.add(map(row, standard), entry)
            }
            "poverty_standard_end" => {
                let (dating, NoFields {}) = Dating::split(entry)?;
                self.standards.repeal(dating, entry)
            }
            "poverty_line" => {
                let row = cited(entry, provisions, |row: &LineRow| {
                    format!("Chuẩn {}, {}: {}", row.standard, row.area.word(), row.class.shown())
                })?;
                self.lines.push(map(row, line));
                Ok(())
            }
            "poverty_score" => {
                let row = cited(entry, provisions, |row: &ScoreRow| {
                    format!("Điểm theo chuẩn {}, {}: {}", row.standard, row.area.word(), row.class.shown())
                })?;
                self.scores.push(map(row, score));
                Ok(())
            }
            "deprivation_points" => {
                let row =
                    cited(entry, provisions, |row: &PointsRow| format!("{} điểm mỗi chỉ số", row.points))?;
                let points = |row: PointsRow| PointsPerDeprivation {
                    standard: row.standard.into(),
                    points: row.points,
                };
                self.points.push(map(row, points));
                Ok(())
            }
            "deprivation" => self.take_deprivation(entry, provisions),
            "review_period" => self.take_period(entry, provisions),
            "review_step" => self.take_step(entry, provisions),
            "review_report" => self.take_report(entry, provisions),
            _ => {
                let row = cited(entry, provisions, |row: &ProjectRow| row.title.clone())?;
                let project = |row: ProjectRow| ProgrammeProject {
                    number: row.number.into(),
                    title: row.title,
                    only_listed_areas: row.only_listed_areas,
                };
                self.projects.push(map(row, project));
                Ok(())
            }
        }
    }

    fn take_deprivation(&mut self, entry: &Entry, provisions: &mut Provisions) -> Result<(), LawError> {
        let row = cited(entry, provisions, |row: &DeprivationRow| row.name.clone())?;
        let (citation, confidence) = (entry.citation.clone(), row.dating.confidence);
        self.deprivations.push(map(row, |row| Deprivation {
            set: row.set.into(),
            number: row.number,
            code: row.code.into(),
            dimension: row.dimension,
            name: row.name,
            threshold: row.threshold,
            citation,
            confidence,
        }));
        Ok(())
    }

    fn take_period(&mut self, entry: &Entry, provisions: &mut Provisions) -> Result<(), LawError> {
        let row = cited(entry, provisions, |row: &PeriodRow| format!("Kỳ rà soát {}", row.kind.word()))?;
        let when = match (&row.value.from_day, &row.value.to_day, row.value.day_of_month) {
            (Some(from), Some(to), None) => {
                ReviewWhen::EachYear { from: month_day(from, entry)?, to: month_day(to, entry)? }
            }
            (None, None, Some(day)) => ReviewWhen::EachMonth { day },
            _ => return Err(entry.error("ghi from_day và to_day, hoặc day_of_month")),
        };
        let kind = row.value.kind;
        let period = map(row, |row| ReviewPeriod { when, decision_within_days: row.decision_within_days });
        self.periods.entry(kind).or_default().add(period, entry)
    }

    fn take_step(&mut self, entry: &Entry, provisions: &mut Provisions) -> Result<(), LawError> {
        let row = cited(entry, provisions, |row: &StepRow| row.does.clone())?;
        let step = row.value.step;
        let rule = map(row, |row| StepRule {
            step,
            who: row.who,
            does: row.does,
            working_days: row.working_days,
            agree_percent: row.agree_percent,
            citation: entry.citation.clone(),
        });
        self.steps.entry(step).or_default().add(rule, entry)
    }

    fn take_report(&mut self, entry: &Entry, provisions: &mut Provisions) -> Result<(), LawError> {
        let row = cited(entry, provisions, |row: &ReportRow| row.title.clone())?;
        let before = row.value.before_day.as_deref().map(|day| month_day(day, entry)).transpose()?;
        let monthly = match (row.value.first_month, row.value.last_month, row.value.day_of_month) {
            (Some(first), Some(last), Some(day)) => Some((first, last, day)),
            _ => None,
        };
        self.reports.push(map(row, |row| ReviewReport {
            id: row.id.into(),
            title: row.title,
            monthly,
            before,
        }));
        Ok(())
    }
}

fn line(row: LineRow) -> Line {
    Line {
        standard: row.standard.into(),
        area: row.area,
        class: row.class,
        income_above: row.income_above.map(Vnd),
        income_upto: row.income_upto.map(Vnd),
        deprived_from: row.deprived_from,
        deprived_upto: row.deprived_upto,
    }
}

fn score(row: ScoreRow) -> Score {
    Score {
        standard: row.standard.into(),
        area: row.area,
        class: row.class,
        b1_upto: row.b1_upto,
        b2_from: row.b2_from,
        b2_below: row.b2_below,
    }
}

fn cited<T: DeserializeOwned>(
    entry: &Entry,
    provisions: &mut Provisions,
    text: impl FnOnce(&T) -> String,
) -> Result<Cited<T>, LawError> {
    let (dating, value) = Dating::split::<T>(entry)?;
    let (citation, confidence) = (entry.citation.clone(), dating.confidence);
    let provision = provisions.add(Provision { citation, confidence, text: text(&value) });
    Ok(Cited { value, provision, dating })
}

fn map<A, B>(cited: Cited<A>, to: impl FnOnce(A) -> B) -> Cited<B> {
    Cited { value: to(cited.value), provision: cited.provision, dating: cited.dating }
}

/// `09-01`
fn month_day(text: &str, entry: &Entry) -> Result<(i8, i8), LawError> {
    let parts = text.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    let fits = |(month, day): &(i8, i8)| (1..=12).contains(month) && (1..=31).contains(day);
    parts.filter(fits).ok_or_else(|| entry.error(format!("ngày phải là MM-DD, không phải {text:?}")))
}
