//! Worked examples of `cases/*.toml`: exact, each with the articles that it covers.
#![cfg(test)]

mod facts;

use law::award::{Answer, Missing};
use law::{Award, LawError, Month, Ruleset};
use serde::Deserialize;
use std::collections::BTreeSet;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Worked>,
}

/// `months` asks one person about several months; `month` with `expect` about one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Worked {
    name: String,
    covers: Vec<String>,
    person: toml::Table,
    #[serde(default)]
    facts: Vec<toml::Table>,
    month: Option<String>,
    known_on: Option<jiff::civil::Date>,
    #[serde(default)]
    one_off: bool,
    expect: Option<Vec<Expected>>,
    /// Month → total, or the code and point of an error.
    #[serde(default)]
    totals: toml::Table,
    #[serde(default)]
    missing: Vec<String>,
    error: Option<String>,
}

#[derive(Deserialize, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
struct Expected {
    scheme: String,
    category: String,
    part: String,
    row: Option<String>,
    amount: i64,
    coefficient: Option<String>,
    base: Option<i64>,
}

const FILES: &[(&str, &str)] = &[
    ("children", include_str!("../cases/children.toml")),
    ("adults", include_str!("../cases/adults.toml")),
    ("care_and_pension", include_str!("../cases/care_and_pension.toml")),
    ("procedure", include_str!("../cases/procedure.toml")),
    ("one_off", include_str!("../cases/one_off.toml")),
    ("merit", include_str!("../cases/merit.toml")),
    ("merit_rows", include_str!("../cases/merit_rows.toml")),
    ("merit_war_rates", include_str!("../cases/merit_war_rates.toml")),
    ("merit_survivors", include_str!("../cases/merit_survivors.toml")),
    ("merit_one_off", include_str!("../cases/merit_one_off.toml")),
];

#[test]
fn every_worked_case_is_answered_exactly() {
    let rules = Ruleset::embedded().unwrap();
    let mut wrong = Vec::new();
    for (file, text) in FILES {
        let File { case: cases } = toml::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        for case in cases {
            let found = check(&rules, &case);
            wrong.extend(found.into_iter().map(|problem| format!("{file}: {}: {problem}", case.name)));
        }
    }
    assert!(wrong.is_empty(), "{} sai\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_category_has_its_cases_and_every_month_its_level() {
    let rules = Ruleset::embedded().unwrap();
    let files: Vec<File> = FILES.iter().map(|(_, text)| toml::from_str(text).unwrap()).collect();
    let covered: Vec<&str> =
        files.iter().flat_map(|file| &file.case).flat_map(|case| &case.covers).map(String::as_str).collect();
    let gaps = law::gaps::check(&rules, &covered);
    let gaps: Vec<String> = gaps
        .iter()
        .filter(|gap| !matches!(gap, law::gaps::Gap::NotSourced { .. }))
        .map(|gap| gap.to_string())
        .collect();
    assert_eq!(gaps, [""; 0]);
}

fn check(rules: &Ruleset, case: &Worked) -> Vec<String> {
    let mut wrong = Vec::new();
    let facts = facts::case(&case.person, &case.facts);
    if let Err(error) = law::check_case(&facts) {
        wrong.push(error.to_string());
    }
    if case.covers.is_empty() {
        wrong.push("không nêu điều nào".to_owned());
    }
    let ask = |month: &str| {
        let month = Month::parse(month).unwrap_or_else(|| panic!("{month}"));
        if case.one_off {
            rules.one_off(&facts, month, case.known_on)
        } else {
            rules.assess(&facts, month, case.known_on)
        }
    };
    for (month, expected) in &case.totals {
        let found = shown_total(&ask(month));
        let expected = expected.as_str().map_or_else(|| expected.to_string(), str::to_owned);
        if found != expected {
            wrong.push(format!("{month}: được {found}, chờ {expected}"));
        }
    }
    let Some(month) = &case.month else { return wrong };
    let answer = ask(month);
    if let Some(error) = &case.error {
        let found = shown_total(&answer);
        if found != *error {
            wrong.push(format!("được {found}, chờ {error}"));
        }
        return wrong;
    }
    match answer {
        Err(error) => wrong.push(error.to_string()),
        Ok(answer) => {
            let mut found: Vec<Expected> = answer.awards.iter().map(shown).collect();
            found.sort();
            let mut expected: Vec<&Expected> = case.expect.iter().flatten().collect();
            expected.sort();
            let same = found.len() == expected.len()
                && found.iter().zip(&expected).all(|(found, expected)| found.matches(expected));
            if case.expect.is_some() && !same {
                wrong.push(format!("được {found:?}, chờ {expected:?}"));
            }
            let missing: BTreeSet<&str> =
                answer.missing.iter().map(|missing| Missing::word(*missing)).collect();
            let expected: BTreeSet<&str> = case.missing.iter().map(String::as_str).collect();
            if missing != expected {
                wrong.push(format!("thiếu {missing:?}, chờ {expected:?}"));
            }
            if let Err(problem) = revalue(rules, &answer, month, case) {
                wrong.push(problem);
            }
        }
    }
    wrong
}

/// The terms of every award are worth its amount, and every award cites.
fn revalue(rules: &Ruleset, answer: &Answer, month: &str, case: &Worked) -> Result<(), String> {
    let month = Month::parse(month).unwrap();
    // Three months of what the dead person drew: a multiple of other awards, not a value of its own terms.
    for award in answer.awards.iter().filter(|award| &*award.terms.part != "death_three_months") {
        let valued = rules.value(&award.terms, month, case.known_on).map_err(|error| error.to_string())?;
        if valued.amount != award.amount {
            return Err(format!("{:?} có giá {}, không phải {}", award.terms, valued.amount, award.amount));
        }
        let facts = facts::case(&case.person, &case.facts);
        if !rules.steps(&facts, award).iter().any(|step| step.citation.is_some()) {
            return Err("không dẫn điều nào".to_owned());
        }
    }
    Ok(())
}

fn shown_total(answer: &Result<Answer, LawError>) -> String {
    match answer {
        Ok(answer) => answer.total().0.to_string(),
        Err(LawError::RuleUnknown { point, .. }) => point.word().to_owned(),
        Err(error) => error.code().to_owned(),
    }
}

fn shown(award: &Award) -> Expected {
    let terms = &award.terms;
    let is_merit = matches!(terms.scheme, law::Scheme::Merit | law::Scheme::MeritOneOff);
    Expected {
        scheme: terms.scheme.word().to_owned(),
        category: terms.category.to_string(),
        part: terms.part.to_string(),
        row: (is_merit && !terms.class.is_empty()).then(|| terms.class.to_string()),
        amount: award.amount.0,
        coefficient: award.coefficient.map(|coefficient| coefficient.to_string()),
        base: award.base.map(|base| base.0),
    }
}

impl Expected {
    /// What the case leaves out is not compared.
    fn matches(&self, expected: &Expected) -> bool {
        let wanted =
            |found: &Option<String>, expected: &Option<String>| expected.is_none() || found == expected;
        (&self.scheme, &self.category, &self.part, self.amount)
            == (&expected.scheme, &expected.category, &expected.part, expected.amount)
            && wanted(&self.row, &expected.row)
            && wanted(&self.coefficient, &expected.coefficient)
            && (expected.base.is_none() || self.base == expected.base)
    }
}
