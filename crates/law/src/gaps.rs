//! What the pages do not say, and one category explained: `ansinh law check` and `ansinh law show`.

use crate::award::Name;
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
    Ok(out)
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
