//! Facts of a TOML case, by the names of the exchange format.

mod merit;

use jiff::civil::Date;
use law::facts::*;
use law::{Month, Vnd};
use toml::Table;

pub fn case(person: &Table, facts: &[Table]) -> Case {
    let born = text(person, "born");
    let born = match born.split('-').count() {
        1 => Born::Year(born.parse().unwrap()),
        2 => Born::Month(Month::parse(born).unwrap()),
        _ => Born::Day(born.parse().unwrap()),
    };
    let sex = match person.get("sex").and_then(|sex| sex.as_str()) {
        Some("male") => Sex::Male,
        Some("female") | None => Sex::Female,
        Some(other) => panic!("{other}"),
    };
    Case { person: Person { born, sex, died: day(person, "died") }, facts: facts.iter().map(fact).collect() }
}

fn fact(table: &Table) -> Fact {
    let kind = word(table, "kind", FactKind::from_word);
    Fact { from: day(table, "from").unwrap(), until: day(table, "until"), what: what(kind, table) }
}

fn what(kind: FactKind, table: &Table) -> What {
    let flags = [
        What::Hiv,
        What::Pregnancy,
        What::Abandoned,
        What::Adopted,
        What::ReceivedAsChild,
        What::ChildOfSingleParent,
        What::FacilityEligible,
        What::MotherCareShare,
        What::Imprisoned,
        What::TemporaryDetention,
        What::DeclaredMissing,
        What::SocialInsuranceFuneral,
    ];
    if let Some(flag) = flags.into_iter().find(|what| what.kind() == kind) {
        return flag;
    }
    match kind {
        FactKind::Residence => What::Residence {
            area: "25708".to_owned(),
            urban: flag(table, "urban", false),
            specially_difficult: flag(table, "specially_difficult", false),
        },
        FactKind::Household => What::Household { class: word(table, "class", HouseholdClass::from_word) },
        FactKind::Citizenship => What::Citizenship { country: text(table, "country").to_owned() },
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
        FactKind::Marital => What::Marital { status: word(table, "status", MaritalStatus::from_word) },
        FactKind::Child => What::Child { reference: reference(table), born: day(table, "born").unwrap() },
        FactKind::ChildStudy => What::ChildStudy {
            reference: reference(table),
            level: word(table, "level", StudyLevel::from_word),
            uninterrupted: flag(table, "uninterrupted", true),
        },
        FactKind::Support => What::Support { status: word(table, "status", SupportStatus::from_word) },
        FactKind::Benefit => What::Benefit {
            kind: word(table, "type", BenefitKind::from_word),
            amount: Vnd(table["amount"].as_integer().unwrap()),
        },
        FactKind::Facility => What::Facility { kind: word(table, "type", FacilityKind::from_word) },
        FactKind::Care => What::Care { by: word(table, "by", CareBy::from_word) },
        FactKind::Application => {
            What::Application { scheme: word(table, "scheme", DecisionScheme::from_word) }
        }
        FactKind::Decision => What::Decision { scheme: word(table, "scheme", DecisionScheme::from_word) },
        FactKind::Suspension => What::Suspension {
            scheme: word(table, "scheme", SuspensionScheme::from_word),
            reason: word(table, "reason", SuspensionReason::from_word),
            outcome: table
                .get("outcome")
                .map(|word| SuspensionOutcome::from_word(word.as_str().unwrap()).unwrap()),
        },
        other => merit::what(other, table),
    }
}

fn text<'a>(table: &'a Table, key: &str) -> &'a str {
    table.get(key).and_then(|value| value.as_str()).unwrap_or_else(|| panic!("thiếu {key}: {table}"))
}

fn day(table: &Table, key: &str) -> Option<Date> {
    table.contains_key(key).then(|| text(table, key).parse().unwrap())
}

fn flag(table: &Table, key: &str, default: bool) -> bool {
    table.get(key).map_or(default, |value| value.as_bool().unwrap())
}

fn reference(table: &Table) -> String {
    text(table, "ref").to_owned()
}

fn word<T>(table: &Table, key: &str, read: impl Fn(&str) -> Option<T>) -> T {
    read(text(table, key)).unwrap_or_else(|| panic!("{key}: {table}"))
}
