//! Convalescence (điều dưỡng phục hồi sức khỏe): what a turn pays at home and at a centre, and how often somebody's
//! turn comes. Who goes in a year is for the approved list to say.

use super::Merit;
use super::once::Level;
use super::rules::day_in_words;
use crate::facts::{Case, Degree, MeritCategory, MeritSubtype, Relation, SurvivorCategory, What};
use crate::page::{Confidence, Entry};
use crate::{LawError, Provision, Provisions, Vnd};
use jiff::civil::Date;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConvalescenceEntry {
    place: Place,
    from: Date,
    amount: i64,
    #[serde(default)]
    confidence: Confidence,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Place {
    Home,
    Centre,
}

/// What a list of convalescence pays once, at home and at a centre; who may stand on a list is for the list to say.
pub(super) fn read_levels(
    entries: &[Entry],
    provisions: &mut Provisions,
) -> Result<[Vec<Level>; 2], LawError> {
    let mut levels = [Vec::new(), Vec::new()];
    for entry in entries.iter().filter(|entry| entry.kind == "convalescence") {
        let ConvalescenceEntry { place, from, amount, confidence } = entry.read()?;
        let told = match place {
            Place::Home => "tại nhà",
            Place::Centre => "tập trung",
        };
        let text = format!("Điều dưỡng {told}: {} đồng/lượt từ {}", Vnd(amount), day_in_words(from));
        let provision = Provision { citation: entry.citation.clone(), confidence, text };
        levels[place as usize].push(Level {
            from,
            in_force_on: entry.in_force_on,
            amount: Vnd(amount),
            provision: provisions.add(provision),
            payable: confidence.is_payable(),
        });
    }
    levels.iter_mut().for_each(|of_place| of_place.sort_by_key(|level| level.from));
    Ok(levels)
}

/// How often the turn of those comes whom an entry names.
#[derive(Clone, Debug)]
pub(super) struct TurnRule {
    who: Who,
    years: u8,
    provision: u16,
}

#[derive(Clone, Debug)]
enum Who {
    /// A status of the person's own; of that subtype, from that rate of injury.
    Own { category: MeritCategory, subtype: Option<MeritSubtype>, rate_from: Option<u8> },
    /// These relatives of at least so many martyrs; a child only if severely disabled.
    OfMartyrs { relations: Vec<Relation>, martyrs: usize },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TurnEntry {
    years: u8,
    category: String,
    subtype: Option<String>,
    rate_from: Option<u8>,
    #[serde(default)]
    relations: Vec<String>,
    martyrs_from: Option<usize>,
    text: String,
    #[serde(default)]
    confidence: Confidence,
}

/// How often somebody's turn comes: every year or every second one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    pub years: u8,
    /// Index into `Ruleset::provisions`: the ground, in words, and its article.
    pub provision: u16,
    /// The word of the category that is the ground.
    pub category: &'static str,
}

/// Unknown words and periods of no year are errors.
pub(super) fn read_turns(entries: &[Entry], provisions: &mut Provisions) -> Result<Vec<TurnRule>, LawError> {
    let mut turns = Vec::new();
    for entry in entries.iter().filter(|entry| entry.kind == "convalescence_turn") {
        let read: TurnEntry = entry.read()?;
        let wrong = |what: &str| entry.error(format!("{what} không phải từ của trang luật"));
        let who = if read.category == SurvivorCategory::Martyr.word() {
            let relations =
                read.relations.iter().map(|word| Relation::from_word(word).ok_or_else(|| wrong(word)));
            let relations = relations.collect::<Result<_, _>>()?;
            Who::OfMartyrs { relations, martyrs: read.martyrs_from.unwrap_or(1) }
        } else {
            let category = MeritCategory::from_word(&read.category).ok_or_else(|| wrong(&read.category))?;
            let subtype = match &read.subtype {
                Some(word) => Some(MeritSubtype::from_word(word).ok_or_else(|| wrong(word))?),
                None => None,
            };
            Who::Own { category, subtype, rate_from: read.rate_from }
        };
        if read.years == 0 {
            return Err(wrong("years = 0"));
        }
        let (citation, confidence) = (entry.citation.clone(), read.confidence);
        let provision = provisions.add(Provision { citation, confidence, text: read.text });
        turns.push(TurnRule { who, years: read.years, provision });
    }
    Ok(turns)
}

impl Merit {
    /// How often the turn of the person comes by the facts that hold on `day`; of several grounds the best one
    /// counts. `None`: no ground at all.
    pub fn convalescence_turn(&self, case: &Case, day: Date) -> Option<Turn> {
        let holding: Vec<&What> =
            case.facts.iter().filter(|fact| fact.holds_on(day)).map(|fact| &fact.what).collect();
        let fitting = self.turns.iter().filter(|rule| rule.who.fits(&holding));
        let turn = |rule: &TurnRule| Turn {
            years: rule.years,
            provision: rule.provision,
            category: rule.who.category(),
        };
        fitting.map(turn).min()
    }
}

impl Who {
    fn category(&self) -> &'static str {
        match self {
            Who::Own { category, .. } => category.word(),
            Who::OfMartyrs { .. } => SurvivorCategory::Martyr.word(),
        }
    }

    fn fits(&self, facts: &[&What]) -> bool {
        match self {
            Who::Own { category, subtype, rate_from } => facts.iter().any(|what| match what {
                What::MeritStatus(status) => {
                    status.category == *category
                        && subtype.is_none_or(|subtype| status.subtype == Some(subtype))
                        && rate_from.is_none_or(|from| rate(facts, *category) >= from)
                }
                _ => false,
            }),
            Who::OfMartyrs { relations, martyrs } => {
                let severe = facts.iter().any(|what| {
                    matches!(what, What::Disability { degree: Degree::Severe | Degree::ExceptionallySevere })
                });
                let counts = |what: &&&What| match what {
                    What::SurvivorOf(of) => {
                        of.category == SurvivorCategory::Martyr
                            && relations.contains(&of.relation)
                            && (of.relation != Relation::Child || severe)
                    }
                    _ => false,
                };
                facts.iter().filter(counts).count() >= *martyrs
            }
        }
    }
}

/// Per cent; 0 where no conclusion is known.
fn rate(facts: &[&What], of: MeritCategory) -> u8 {
    let rates = facts.iter().filter_map(|what| match what {
        What::InjuryRate { category, rate, .. } if category.word() == of.word() => Some(rate.percent()),
        _ => None,
    });
    rates.max().unwrap_or(0)
}
