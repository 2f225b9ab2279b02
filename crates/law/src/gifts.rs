//! The State President's gifts: levels by occasion and year, each from the decision of that occasion.
//!
//! A level holds for its occasion alone: another year without a page, or without a decision that the office typed
//! in, has no level.

use crate::page::{Citation, Confidence, Entry};
use crate::{LawError, Provision, Provisions, Vnd};
use serde::Deserialize;

/// The level of some codes on one occasion.
#[derive(Clone, Debug)]
pub struct GiftLevel {
    /// `tet`, `war_invalids_day`.
    pub occasion: String,
    pub year: i16,
    /// `Q01` … `Q16`.
    pub codes: Vec<String>,
    pub amount: Vnd,
    /// Index into `Ruleset::provisions`.
    pub provision: u16,
    pub confidence: Confidence,
    pub citation: Citation,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelEntry {
    occasion: String,
    year: i16,
    codes: Vec<String>,
    amount: i64,
    #[serde(default)]
    confidence: Confidence,
}

/// A rule of who gets a gift; the program applies it, the page says where it stands.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    id: String,
    text: String,
    #[serde(default)]
    confidence: Confidence,
}

#[derive(Clone, Debug, Default)]
pub struct Gifts {
    levels: Vec<GiftLevel>,
    /// Id and provision: `R1` … `R10`.
    rules: Vec<(String, u16)>,
}

impl Gifts {
    pub const KINDS: &'static [&'static str] = &["gift_level", "gift_rule"];

    pub fn read(entries: &[Entry], provisions: &mut Provisions) -> Result<Gifts, LawError> {
        let mut gifts = Gifts::default();
        for entry in entries.iter().filter(|entry| entry.kind == "gift_level") {
            let LevelEntry { occasion, year, codes, amount, confidence } = entry.read()?;
            for code in &codes {
                if gifts.found(&occasion, year, code).is_some() {
                    return Err(entry.error(format!("đã có mức của {code} dịp {occasion} năm {year}")));
                }
            }
            let text =
                format!("Quà của Chủ tịch nước năm {year}, {}: {} đồng", codes.join(", "), Vnd(amount));
            let provision = Provision { citation: entry.citation.clone(), confidence, text };
            gifts.levels.push(GiftLevel {
                occasion,
                year,
                codes,
                amount: Vnd(amount),
                provision: provisions.add(provision),
                confidence,
                citation: entry.citation.clone(),
            });
        }
        for entry in entries.iter().filter(|entry| entry.kind == "gift_rule") {
            let RuleEntry { id, text, confidence } = entry.read()?;
            let provision = Provision { citation: entry.citation.clone(), confidence, text };
            gifts.rules.push((id, provisions.add(provision)));
        }
        Ok(gifts)
    }

    /// The level of a code on an occasion; `None` where no decision is known well enough to pay by it.
    pub fn level(&self, occasion: &str, year: i16, code: &str) -> Option<&GiftLevel> {
        self.found(occasion, year, code).filter(|level| level.confidence.is_payable())
    }

    /// Where a rule stands.
    pub fn rule<'p>(&self, id: &str, provisions: &'p Provisions) -> Option<&'p Provision> {
        let (_, provision) = self.rules.iter().find(|(rule, _)| rule == id)?;
        Some(provisions.get(*provision))
    }

    fn found(&self, occasion: &str, year: i16, code: &str) -> Option<&GiftLevel> {
        self.levels.iter().find(|level| {
            level.occasion == occasion && level.year == year && level.codes.iter().any(|known| known == code)
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::{Confidence, Ruleset};

    #[test]
    fn levels_hold_for_their_occasion_alone() {
        let rules = Ruleset::embedded().unwrap();
        for (occasion, year, code, amount) in [
            ("tet", 2026, "Q01", Some(600_000)),
            ("tet", 2026, "Q05", Some(600_000)),
            ("tet", 2026, "Q10", Some(300_000)),
            ("tet", 2026, "Q16", Some(300_000)),
            ("tet", 2019, "Q01", Some(400_000)),
            ("tet", 2019, "Q14", Some(200_000)),
            ("tet", 2023, "Q01", None),
            ("war_invalids_day", 2026, "Q01", None),
            ("tet", 2026, "Q17", None),
        ] {
            let level = rules.gifts.level(occasion, year, code).map(|level| level.amount.0);
            assert_eq!(level, amount, "{occasion} {year} {code}");
        }
    }

    #[test]
    fn levels_and_rules_name_their_article_and_confidence() {
        let rules = Ruleset::embedded().unwrap();
        let level = rules.gifts.level("tet", 2026, "Q15").unwrap();
        assert_eq!(level.confidence, Confidence::Memory);
        assert_eq!(level.citation.instrument.as_ref(), "Quyết định 01/QĐ-CTN");
        for rule in 1..=10 {
            let found = rules.gifts.rule(&format!("R{rule}"), &rules.provisions);
            assert!(found.is_some_and(|rule| rule.citation.page.as_ref() == "hd-qua-tet-2026"), "R{rule}");
        }
    }
}
