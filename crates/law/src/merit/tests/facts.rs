//! Facts of a TOML case, by the names of the exchange format.

use crate::facts::*;
use crate::{Month, Vnd};
use jiff::civil::Date;
use toml::Table;

pub fn case(person: &Table, facts: &[Table]) -> Case {
    let born = text(person, "born").unwrap();
    let born = match born.split('-').count() {
        1 => Born::Year(born.parse().unwrap()),
        2 => Born::Month(Month::parse(born).unwrap()),
        _ => Born::Day(born.parse().unwrap()),
    };
    let sex = match text(person, "sex").unwrap() {
        "male" => Sex::Male,
        "female" => Sex::Female,
        other => panic!("{other}"),
    };
    Case { person: Person { born, sex, died: day(person, "died") }, facts: facts.iter().map(fact).collect() }
}

fn text<'a>(table: &'a Table, key: &str) -> Option<&'a str> {
    table.get(key).map(|value| value.as_str().unwrap_or_else(|| panic!("{key} in {table}")))
}

fn day(table: &Table, key: &str) -> Option<Date> {
    text(table, key).map(|day| day.parse().unwrap())
}

fn flag(table: &Table, key: &str, default: bool) -> bool {
    table.get(key).map_or(default, |value| value.as_bool().unwrap())
}

fn number(table: &Table, key: &str) -> Option<u16> {
    table.get(key).map(|value| u16::try_from(value.as_integer().unwrap()).unwrap())
}

fn rate(table: &Table, key: &str) -> Option<u8> {
    number(table, key).map(|rate| u8::try_from(rate).unwrap())
}

fn word<T>(table: &Table, key: &str, read: impl Fn(&str) -> Option<T>) -> T {
    let word = text(table, key).unwrap_or_else(|| panic!("{key} missing in {table}"));
    read(word).unwrap_or_else(|| panic!("{word} in {table}"))
}

fn reference(table: &Table) -> String {
    text(table, "ref").unwrap().to_owned()
}

fn fact(table: &Table) -> Fact {
    let kind = word(table, "kind", FactKind::from_word);
    Fact { from: day(table, "from").unwrap(), until: day(table, "until"), what: what(kind, table) }
}

fn what(kind: FactKind, table: &Table) -> What {
    match kind {
        FactKind::MeritStatus => What::MeritStatus(status(table)),
        FactKind::SurvivorOf => What::SurvivorOf(survivor(table)),
        FactKind::InjuryRate => What::InjuryRate {
            category: word(table, "category", InjuryCategory::from_word),
            subtype: text(table, "subtype")
                .map_or(ExposureSubtype::SelfExposed, |word| ExposureSubtype::from_word(word).unwrap()),
            rate: match text(table, "band") {
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
        FactKind::Imprisoned => What::Imprisoned,
        FactKind::DeclaredMissing => What::DeclaredMissing,
        FactKind::SocialInsuranceFuneral => What::SocialInsuranceFuneral,
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
        FactKind::OneOffDecision => What::OneOffDecision {
            row: text(table, "row").unwrap().to_owned(),
            years: number(table, "years"),
        },
        FactKind::Worship => What::Worship {
            reference: reference(table),
            relative_draws_monthly: flag(table, "relative_draws_monthly", false),
        },
        FactKind::Suspension => What::Suspension {
            scheme: word(table, "scheme", SuspensionScheme::from_word),
            reason: word(table, "reason", SuspensionReason::from_word),
            outcome: text(table, "outcome").map(|word| SuspensionOutcome::from_word(word).unwrap()),
        },
        FactKind::Facility => What::Facility { kind: word(table, "type", FacilityKind::from_word) },
        FactKind::Benefit => What::Benefit {
            kind: word(table, "type", BenefitKind::from_word),
            amount: Vnd(table["amount"].as_integer().unwrap()),
        },
        FactKind::Disability => What::Disability { degree: word(table, "degree", Degree::from_word) },
        FactKind::Parent => What::Parent {
            which: word(table, "which", Parent::from_word),
            status: word(table, "status", ParentStatus::from_word),
        },
        FactKind::Study => What::Study {
            level: word(table, "level", StudyLevel::from_word),
            uninterrupted: flag(table, "uninterrupted", true),
            second_course: flag(table, "second_course", false),
        },
        other => panic!("{} plays no part in merit cases", other.word()),
    }
}

fn status(table: &Table) -> MeritStatus {
    let category = word(table, "category", MeritCategory::from_word);
    let exposed = (category == MeritCategory::ChemicalExposure).then_some(MeritSubtype::SelfExposed);
    MeritStatus {
        category,
        subtype: text(table, "subtype").map(|word| MeritSubtype::from_word(word).unwrap()).or(exposed),
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
