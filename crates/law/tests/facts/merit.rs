//! Facts of the merit cases.

use super::{day, flag, reference, text, word};
use law::facts::*;
use toml::Table;

pub fn what(kind: FactKind, table: &Table) -> What {
    match kind {
        FactKind::MeritStatus => What::MeritStatus(status(table)),
        FactKind::SurvivorOf => What::SurvivorOf(survivor(table)),
        FactKind::InjuryRate => What::InjuryRate {
            category: word(table, "category", InjuryCategory::from_word),
            subtype: optional(table, "subtype")
                .map_or(ExposureSubtype::SelfExposed, |word| ExposureSubtype::from_word(word).unwrap()),
            rate: match optional(table, "band") {
                Some(band) => {
                    let (low, high) = band.split_once('-').unwrap();
                    Rate::Band { low: low.parse().unwrap(), high: high.parse().unwrap() }
                }
                None => Rate::Exact(rate(table, "rate").unwrap()),
            },
            special_severe: flag(table, "special_severe", false),
        },
        FactKind::LivesAlone => What::LivesAlone,
        FactKind::HomeCarer => What::HomeCarer,
        FactKind::Remarried => What::Remarried { reference: reference(table) },
        FactKind::DisabledAdultChild => What::DisabledAdultChild {
            rate: rate(table, "rate").unwrap(),
            began_before_18: flag(table, "began_before_18", false),
        },
        FactKind::MeritChoice => What::MeritChoice { option: word(table, "option", MeritOption::from_word) },
        FactKind::MeritEnded => What::MeritEnded { reason: word(table, "reason", MeritEndReason::from_word) },
        FactKind::EducationSupport => {
            What::EducationSupport { level: word(table, "level", EducationLevel::from_word) }
        }
        FactKind::OneOffDecision => {
            What::OneOffDecision { row: text(table, "row").to_owned(), years: number(table, "years") }
        }
        FactKind::Worship => What::Worship {
            reference: reference(table),
            relative_draws_monthly: flag(table, "relative_draws_monthly", false),
        },
        other => panic!("{} không có ở các ca mẫu", other.word()),
    }
}

fn number(table: &Table, key: &str) -> Option<u16> {
    table.get(key).map(|value| u16::try_from(value.as_integer().unwrap()).unwrap())
}

fn rate(table: &Table, key: &str) -> Option<u8> {
    number(table, key).map(|rate| u8::try_from(rate).unwrap())
}

fn optional<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    table.contains_key(key).then(|| text(table, key))
}

fn status(table: &Table) -> MeritStatus {
    let category = word(table, "category", MeritCategory::from_word);
    let exposed = (category == MeritCategory::ChemicalExposure).then_some(MeritSubtype::SelfExposed);
    MeritStatus {
        category,
        subtype: optional(table, "subtype").map(|word| MeritSubtype::from_word(word).unwrap()).or(exposed),
        injured_on: day(table, "injured_on"),
        seniority_years: number(table, "seniority_years"),
        without_examination: flag(table, "without_examination", false),
        infertile_or_malformed: flag(table, "infertile_or_malformed", false),
        disease: flag(table, "disease", true),
        medical_record: flag(table, "medical_record", true),
    }
}

fn survivor(table: &Table) -> SurvivorOf {
    SurvivorOf {
        reference: reference(table),
        relation: word(table, "relation", Relation::from_word),
        category: word(table, "category", SurvivorCategory::from_word),
        died: day(table, "died").unwrap(),
        injury_rate: rate(table, "injury_rate"),
        added_to_file: flag(table, "added_to_file", false),
        recognised_after_death: flag(table, "recognised_after_death", false),
    }
}
