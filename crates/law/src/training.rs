//! Support for learners of short courses, by group.

use crate::facts::worded;
use crate::page::{Citation, Confidence, Entry};
use crate::provision::{Provision, Provisions};
use crate::timeline::{Cited, Dating, Timeline};
use crate::{LawError, Vnd};
use jiff::civil::Date;
use serde::Deserialize;

worded!(
    /// Groups of learners, the highest level first; `Fisher` has its whole cost paid.
    SupportGroup {
        Fisher = "fisher",
        Disabled = "disabled",
        PoorMinority = "poor_minority",
        Priority = "priority",
        NearPoor = "near_poor",
        Other = "other",
    }
);

/// What a page allows for one learner and course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainingSupport {
    /// `None`: the whole cost.
    pub tuition_max: Option<Vnd>,
    /// For the days attended.
    pub meals: Vnd,
    pub travel: Vnd,
    /// Where the amounts stand, in the order of the fields.
    pub citations: Vec<(Citation, Confidence)>,
}

/// A learner as the rules look at one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrainingCase {
    pub group: SupportGroup,
    pub attended_days: i64,
    pub distance_km: i64,
    pub hard_area: bool,
    /// First day of the course.
    pub on: Date,
}

#[derive(Debug, Default)]
pub struct Training {
    tuition: Vec<(SupportGroup, Timeline<Option<Vnd>>)>,
    meals: Timeline<(Vnd, Vec<SupportGroup>)>,
    /// For everybody, and for the disabled and those of hard areas.
    travel: [Timeline<(Vnd, i64)>; 2],
    courses: Timeline<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SupportRow {
    group: SupportGroup,
    tuition_max: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MealsRow {
    amount: i64,
    groups: Vec<SupportGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TravelRow {
    amount: i64,
    distance_km: i64,
    #[serde(default)]
    only_hard: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CoursesRow {
    at_most: usize,
}

impl Training {
    pub const KINDS: &'static [&'static str] =
        &["training_support", "training_meals", "training_travel", "training_courses"];

    /// Reads the entries of its `KINDS` and leaves the others alone.
    pub fn read(entries: &[Entry], provisions: &mut Provisions) -> Result<Training, LawError> {
        let mut training = Training::default();
        for entry in entries {
            match entry.kind.as_str() {
                "training_support" => {
                    let (dating, row): (Dating, SupportRow) = Dating::split(entry)?;
                    let text = format!("hỗ trợ chi phí đào tạo, nhóm {}", row.group.word());
                    let cited = cite(entry, dating, text, row.tuition_max.map(Vnd), provisions);
                    let at = training.tuition.iter().position(|(group, _)| *group == row.group);
                    let at = at.unwrap_or_else(|| {
                        training.tuition.push((row.group, Timeline::default()));
                        training.tuition.len() - 1
                    });
                    training.tuition[at].1.add(cited, entry)?;
                }
                "training_meals" => {
                    let (dating, row): (Dating, MealsRow) = Dating::split(entry)?;
                    let value = (Vnd(row.amount), row.groups);
                    let cited =
                        cite(entry, dating, "tiền ăn mỗi ngày thực học".to_owned(), value, provisions);
                    training.meals.add(cited, entry)?;
                }
                "training_travel" => {
                    let (dating, row): (Dating, TravelRow) = Dating::split(entry)?;
                    let text = format!("tiền đi lại từ {} km", row.distance_km);
                    let cited = cite(entry, dating, text, (Vnd(row.amount), row.distance_km), provisions);
                    training.travel[usize::from(row.only_hard)].add(cited, entry)?;
                }
                "training_courses" => {
                    let (dating, row): (Dating, CoursesRow) = Dating::split(entry)?;
                    let text = format!("được hỗ trợ học nghề không quá {} lần", row.at_most);
                    let cited = cite(entry, dating, text, row.at_most, provisions);
                    training.courses.add(cited, entry)?;
                }
                _ => {}
            }
        }
        Ok(training)
    }

    /// How many courses the State supports for one person, where a commune lets somebody learn again; `None` where
    /// the pages have no rule on the day.
    pub fn courses(&self, on: Date, provisions: &Provisions) -> Option<(usize, Citation)> {
        let rule = self.courses.on(on, None).ok()?;
        Some((rule.value, cited_at(rule, provisions).0))
    }

    /// What the pages allow; `None` where they have nothing that rules on the day.
    pub fn support(&self, case: &TrainingCase, provisions: &Provisions) -> Option<TrainingSupport> {
        let of_group = self.tuition.iter().find(|(group, _)| *group == case.group)?;
        let tuition = of_group.1.on(case.on, None).ok()?;
        let mut support = TrainingSupport {
            tuition_max: tuition.value,
            meals: Vnd(0),
            travel: Vnd(0),
            citations: vec![cited_at(tuition, provisions)],
        };
        if let Ok(meals) = self.meals.on(case.on, None)
            && meals.value.1.contains(&case.group)
        {
            support.meals = Vnd(meals.value.0.0 * case.attended_days);
            support.citations.push(cited_at(meals, provisions));
        }
        let hard = case.hard_area || case.group == SupportGroup::Disabled;
        let rules = self.travel.iter().enumerate().filter(|(only_hard, _)| *only_hard == 0 || hard);
        let rules = rules.filter_map(|(_, timeline)| timeline.on(case.on, None).ok());
        let due = rules.filter(|rule| case.distance_km >= rule.value.1).max_by_key(|rule| rule.value.0);
        if let Some(travel) = due {
            support.travel = travel.value.0;
            support.citations.push(cited_at(travel, provisions));
        }
        Some(support)
    }
}

fn cite<T>(entry: &Entry, dating: Dating, text: String, value: T, provisions: &mut Provisions) -> Cited<T> {
    let citation = entry.citation.clone();
    let provision = provisions.add(Provision { citation, confidence: dating.confidence, text });
    Cited { value, provision, dating }
}

fn cited_at<T>(cited: &Cited<T>, provisions: &Provisions) -> (Citation, Confidence) {
    let provision = provisions.get(cited.provision);
    (provision.citation.clone(), provision.confidence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ruleset;
    use jiff::civil::date;

    #[test]
    fn support_by_group_days_and_distance() {
        let rules = Ruleset::embedded().unwrap();
        use SupportGroup::{Disabled, Fisher, NearPoor, Other, Priority};
        for (group, attended_days, distance_km, hard_area, expected) in [
            (Disabled, 30, 5, false, (Some(6_000_000), 900_000, 300_000)),
            (Disabled, 30, 4, false, (Some(6_000_000), 900_000, 0)),
            (Priority, 22, 15, false, (Some(3_000_000), 660_000, 200_000)),
            (Priority, 22, 14, false, (Some(3_000_000), 660_000, 0)),
            (NearPoor, 22, 5, true, (Some(2_500_000), 0, 300_000)),
            (Other, 22, 40, true, (Some(2_000_000), 0, 300_000)),
            (Fisher, 22, 0, false, (None, 0, 0)),
        ] {
            let case = TrainingCase { group, attended_days, distance_km, hard_area, on: date(2023, 6, 1) };
            let found = rules.training.support(&case, &rules.provisions).unwrap();
            let amounts = (found.tuition_max.map(|max| max.0), found.meals.0, found.travel.0);
            assert_eq!(amounts, expected, "{case:?}");
            let before = TrainingCase { on: date(2015, 12, 31), ..case };
            assert_eq!(rules.training.support(&before, &rules.provisions), None);
            let courses = |on| rules.training.courses(on, &rules.provisions).map(|(most, _)| most);
            assert_eq!((courses(case.on), courses(before.on)), (Some(3), None));
        }
    }
}
