//! What the pages do not say, and one category explained: `ansinh law check` and `ansinh law show`.

use crate::award::{Name, Scheme, Terms, Valued};
use crate::facts::{MeritCategory, MeritSubtype};
use crate::merit;
use crate::page::Confidence;
use crate::ruleset::Ruleset;
use crate::social::{Category, LumpAmount};
use crate::steps::day;
use crate::timeline::Dating;
use crate::{LawError, Month};
use std::fmt::Write;

/// A hole in the pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// A category that rules in the month has no payable level.
    NoLevel { category: Name, first: Month, last: Month },
    /// No case of `covered` names the category.
    NoCase { category: Name },
    /// A value or rule that was not read in its text.
    NotSourced { provision: String, text: String, confidence: Confidence },
}

impl std::fmt::Display for Gap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Gap::NoLevel { category, first, last } => {
                write!(f, "{category}: không có mức từ {first} đến {last}")
            }
            Gap::NoCase { category } => write!(f, "{category}: chưa có ca mẫu"),
            Gap::NotSourced { provision, text, confidence } => {
                write!(f, "{provision}: {text} ({})", mark(*confidence))
            }
        }
    }
}

fn mark(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Source => "đã đọc văn bản",
        Confidence::Derived => "tính lại từ số đã công bố",
        Confidence::Memory => "theo hiểu biết, chưa đối chiếu văn bản",
        Confidence::Secondary => "nguồn gián tiếp, không chi trả",
        Confidence::Unknown => "chưa rõ, không chi trả",
    }
}

/// Every gap of the pages; `covered` are the articles and categories that worked cases name.
pub fn check(rules: &Ruleset, covered: &[&str]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for category in &rules.social.categories {
        gaps.extend(months_without_level(rules, category));
        if !covered.iter().any(|name| **name == *category.id) {
            gaps.push(Gap::NoCase { category: category.id.clone() });
        }
    }
    for provision in rules.provisions.iter() {
        if provision.confidence != Confidence::Source {
            gaps.push(Gap::NotSourced {
                provision: provision.citation.to_string(),
                text: provision.text.clone(),
                confidence: provision.confidence,
            });
        }
    }
    gaps
}

fn months_without_level(rules: &Ruleset, category: &Category) -> Vec<Gap> {
    let Some(last) = rules.social.last_table_month else { return Vec::new() };
    let first = rules.social.regimes.starts().min().map_or(last, Month::of);
    let mut gaps: Vec<Gap> = Vec::new();
    for month in first.through(last) {
        if category.versions.on(month.first_day(), None).is_err() || rules.has_level(category, month) {
            continue;
        }
        match gaps.last_mut() {
            Some(Gap::NoLevel { last, .. }) if last.next() == month => *last = month,
            _ => gaps.push(Gap::NoLevel { category: category.id.clone(), first: month, last: month }),
        }
    }
    gaps
}

impl Ruleset {
    /// Every class of the category has an amount in the month.
    fn has_level(&self, category: &Category, month: Month) -> bool {
        let classes = self.classes(category, month);
        !classes.is_empty() && classes.iter().all(|class| self.class_value(category, class, month).is_ok())
    }

    fn classes(&self, category: &Category, month: Month) -> Vec<Name> {
        if category.track == crate::social::Track::Pension {
            return vec![Name::from("")];
        }
        let table = &self.social.levels[usize::from(category.levels)];
        let generation = table.generations.on(month.first_day(), None);
        generation.map_or(Vec::new(), |cited| cited.value.rows.iter().map(|row| row.class.clone()).collect())
    }

    fn class_value(
        &self,
        category: &Category,
        class: &Name,
        month: Month,
    ) -> Result<crate::Valued, LawError> {
        let terms = crate::Terms {
            scheme: category.scheme,
            category: category.id.clone(),
            part: category.part.clone(),
            class: class.clone(),
            rate: None,
            quantity: 1,
        };
        self.value(&terms, month, None)
    }
}

/// A category in one month: where it stands, since when, and its amounts. Unknown names are `UnknownTerms`.
pub fn show(rules: &Ruleset, id: &str, month: Month) -> Result<String, LawError> {
    let mut out = String::new();
    if let Some(lump) = rules.social.lump_sums.iter().find(|lump| *lump.id == *id) {
        for version in lump.versions.values() {
            let amount = match version.value.amount {
                LumpAmount::Fixed(amount) => format!("{amount} đồng"),
                LumpAmount::TimesBase(times) => format!("{times} × mức chuẩn"),
                LumpAmount::TimesPension(times) => format!("{times} × trợ cấp hưu trí xã hội"),
            };
            let _ = writeln!(out, "{amount}");
            show_rule(rules, version.provision, &version.dating, &mut out);
        }
        return Ok(out);
    }
    if let Some(category) = rules.merit.categories().iter().find(|category| *category.id == *id) {
        return show_merit(rules, category, month);
    }
    let found = rules.social.category(id);
    let (_, category) = found.ok_or_else(|| LawError::UnknownTerms(id.to_owned()))?;
    let _ = writeln!(out, "{} ({}), tháng {month}", category.id, category.scheme.word());
    match category.versions.on(month.last_day(), None) {
        Ok(version) => show_rule(rules, version.provision, &version.dating, &mut out),
        Err(_) => {
            let _ = writeln!(out, "Không có quy định trong tháng này.");
            return Ok(out);
        }
    }
    for class in rules.classes(category, month) {
        let valued = rules.class_value(category, &class, month)?;
        let class = if class.is_empty() { String::new() } else { format!("[{class}] ") };
        let _ = writeln!(out, "- {class}{} đồng", valued.amount);
        show_steps(&valued, &mut out);
    }
    Ok(out)
}

/// A group of people with merits: its lines of the monthly table, or the rates of the war-invalid tables.
fn show_merit(rules: &Ruleset, category: &merit::Category, month: Month) -> Result<String, LawError> {
    let mut out = String::new();
    let provision = rules.provisions.get(category.provision);
    let _ = writeln!(out, "{} (merit), tháng {month}", category.id);
    let _ = writeln!(out, "{} — {}", category.name, provision.citation);
    let terms = |part: &Name, class: Name, rate: Option<u8>| Terms {
        scheme: Scheme::Merit,
        category: category.id.clone(),
        part: part.clone(),
        class,
        rate,
        quantity: 1,
    };
    for row in rules.merit.rows().iter().filter(|row| row.category == category.id) {
        let valued = rules.value(&terms(&row.part, row.id.clone(), None), month, None)?;
        let _ = writeln!(out, "- {}: {} đồng", row.label, valued.amount);
        show_steps(&valued, &mut out);
    }
    if *category.id == *MeritCategory::WarInvalid.word() {
        let allowance: Name = "allowance".into();
        for subtype in [MeritSubtype::WarInvalidStandard, MeritSubtype::WarInvalidClassB] {
            for rate in 1..=100 {
                let terms = terms(&allowance, subtype.word().into(), Some(rate));
                // The tables begin at a rate that they name themselves.
                let Ok(valued) = rules.value(&terms, month, None) else { continue };
                let citation = valued.steps.iter().find_map(|step| step.citation.as_ref());
                let citation = citation.map(ToString::to_string).unwrap_or_default();
                let _ = writeln!(out, "- [{}] {rate}%: {} đồng — {citation}", subtype.word(), valued.amount);
            }
        }
    }
    Ok(out)
}

fn show_steps(valued: &Valued, out: &mut String) {
    for step in &valued.steps {
        match &step.citation {
            Some(citation) => {
                let _ = writeln!(out, "    {} — {citation}", step.text);
            }
            None => {
                let _ = writeln!(out, "    {}", step.text);
            }
        }
    }
}

fn show_rule(rules: &Ruleset, provision: u16, dating: &Dating, out: &mut String) {
    let provision = rules.provisions.get(provision);
    let _ = writeln!(out, "{} — {}", provision.text, provision.citation);
    let _ = writeln!(
        out,
        "Từ {}, hiệu lực {}; {}.",
        day(dating.from),
        day(dating.in_force_on),
        mark(provision.confidence)
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(id: &str, month: &str, parts: &[&str]) {
        let rules = Ruleset::embedded().unwrap();
        let shown = show(&rules, id, Month::parse(month).unwrap()).unwrap();
        for part in parts {
            assert!(shown.contains(part), "{id} {month}: {part:?} không có trong\n{shown}");
        }
    }

    #[test]
    fn a_category_is_shown_with_its_amounts_and_articles() {
        check("disabled_severe", "2024-08", &["750.000 đồng", "Nghị định 20/2021/NĐ-CP"]);
        check("martyr", "2023-08", &["2.055.000 đồng", "6.165.000 đồng", "Nghị định 55/2023/NĐ-CP"]);
        check(
            "war_invalid",
            "2024-08",
            &["61%: 5.450.000 đồng", "[war_invalid_class_b] 35%: 2.577.000 đồng"],
        );
    }

    #[test]
    fn what_is_not_known_is_not_shown() {
        let rules = Ruleset::embedded().unwrap();
        let month = Month::parse("2026-08").unwrap();
        let error = show(&rules, "martyr", month).unwrap_err();
        assert_eq!(error.code(), "tables_not_published");
        assert_eq!(show(&rules, "nobody", month).unwrap_err().code(), "unknown_terms");
    }
}
