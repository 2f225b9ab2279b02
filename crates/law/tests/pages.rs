//! Pages of later decrees and of provinces, read without a line of Rust.
#![cfg(test)]

use jiff::civil::{Date, date};
use law::facts::*;
use law::{LawError, Month, Ruleset, Vnd};

/// An invented decree: new base and coefficients from January 2027, in force in March, a later pension age.
const DECREE: &str = r#"# Nghị định thử 9/2027/NĐ-CP

```toml
[instrument]
id = "nd-thu-2027"
number = "Nghị định 9/2027/NĐ-CP (thử)"
title = "Thử"
in_force_on = "2027-03-10"
```

## Điều 1

```toml
[[base_level]]
amount = 700_000
owed_from = "2027-01"
back_dating = "still_paid"
```

## Điều 2

```toml
[[coefficient]]
category = "disabled_severe"
class = "child"
also = ["youth"]
age_below = 18
coefficient = "2.5"
owed_from = "2027-01"
back_dating = "still_paid"

[[coefficient]]
category = "disabled_severe"
class = "adult"
also = ["elderly"]
age_from = 18
coefficient = "2.0"
owed_from = "2027-01"
back_dating = "still_paid"
```

## Điều 3

```toml
[[category]]
id = "age_75_plus"
scheme = "social_pension"
name = "Người từ đủ 73 tuổi"
[category.when]
age_from = 73
citizenship = "VN"
below_pension = ["pension"]
```

## Điều 4

```toml
[[repeal]]
category = "poor_child_under_3_hard_area"

[[social_pension_level]]
amount = 800_000
owed_from = "2027-04"
```

## Điều 5

```toml
[[category]]
id = "caring_grandparent"
scheme = "social_allowance"
clause = "9"
name = "Người từ đủ 65 tuổi hộ nghèo (thử)"
[category.when]
age_from = 65
household = ["poor"]

[[coefficient]]
category = "caring_grandparent"
coefficient = "1.0"
```
"#;

fn case(born: Date, facts: Vec<(Date, What)>) -> Case {
    let person = Person { born: Born::Day(born), sex: Sex::Female, died: None };
    let facts = facts.into_iter().map(|(from, what)| Fact { from, until: None, what });
    Case { person, facts: facts.collect() }
}

fn total(rules: &Ruleset, case: &Case, month: &str, known_on: Option<Date>) -> i64 {
    rules.assess(case, Month::parse(month).unwrap(), known_on).unwrap().total().0
}

#[test]
fn a_later_decree_is_a_page() {
    let rules = Ruleset::with_pages(&[("nd-thu-2027", DECREE)]).unwrap();
    let start = date(2021, 7, 1);
    let severe = |born| {
        case(
            born,
            vec![
                (start, What::Disability { degree: Degree::Severe }),
                (start, What::Decision { scheme: DecisionScheme::SocialAllowance }),
            ],
        )
    };
    let (child, adult, old) = (severe(date(2010, 5, 5)), severe(date(1990, 5, 5)), severe(date(1950, 5, 5)));
    for (name, case, month, known_on, expected) in [
        ("before", &adult, "2026-12", None, 810_000),
        ("adult", &adult, "2027-01", None, 1_400_000),
        ("sixteen is now a child", &child, "2027-01", None, 1_750_000),
        ("the elderly class is gone", &old, "2027-01", None, 1_400_000),
        ("not yet law", &adult, "2027-01", Some(date(2027, 3, 9)), 810_000),
        ("law today", &adult, "2027-01", Some(date(2027, 3, 10)), 1_400_000),
    ] {
        assert_eq!(total(&rules, case, month, known_on), expected, "{name}");
    }
    let pensioner = case(
        date(1954, 1, 1),
        vec![
            (start, What::Household { class: HouseholdClass::Other }),
            (date(2025, 7, 5), What::Decision { scheme: DecisionScheme::SocialPension }),
        ],
    );
    for (month, expected) in [("2027-02", 0), ("2027-03", 540_000), ("2027-04", 800_000)] {
        assert_eq!(total(&rules, &pensioner, month, None), expected, "{month}");
    }
    let grandparent = case(
        date(1960, 1, 1),
        vec![
            (start, What::Household { class: HouseholdClass::Poor }),
            (date(2027, 3, 20), What::Decision { scheme: DecisionScheme::SocialAllowance }),
        ],
    );
    assert_eq!(total(&rules, &grandparent, "2027-04", None), 700_000);
    let repealed = law::Terms {
        scheme: law::Scheme::SocialAllowance,
        category: "poor_child_under_3_hard_area".into(),
        part: "allowance".into(),
        class: "".into(),
        rate: None,
        quantity: 1,
    };
    let value = |month| rules.value(&repealed, Month::parse(month).unwrap(), None);
    assert_eq!(value("2027-03").unwrap().amount, Vnd(1_050_000));
    assert_eq!(value("2027-04").unwrap_err().code(), "tables_not_published");
    assert_ne!(rules.hash(), Ruleset::embedded().unwrap().hash());
}

fn province(block: &str) -> Result<Ruleset, LawError> {
    let page = format!(
        "# Nghị quyết thử\n\n```toml\n[instrument]\nid = \"nq-thu\"\nnumber = \"Nghị quyết 1/2025/NQ-HĐND (thử)\"\n\
         title = \"Thử\"\nin_force_on = \"2025-01-01\"\nprovince = \"80\"\n```\n\n## Điều 1\n\n\
         ```toml\n{block}\n```\n"
    );
    Ruleset::with_pages(&[("nq-thu", &page)])
}

#[test]
fn a_province_may_raise_and_never_lower() {
    let start = date(2021, 7, 1);
    let adult = case(
        date(1990, 5, 5),
        vec![
            (start, What::Disability { degree: Degree::Severe }),
            (start, What::Decision { scheme: DecisionScheme::SocialAllowance }),
        ],
    );
    let raised = province("[[base_level]]\namount = 520_000\nowed_from = \"2025-01\"").unwrap();
    for (month, expected) in [("2024-12", 750_000), ("2025-01", 780_000), ("2026-07", 810_000)] {
        assert_eq!(total(&raised, &adult, month, None), expected, "{month}");
    }
    let coefficient = |value: &str| {
        province(&format!(
            "[[coefficient]]\ncategory = \"disabled_severe\"\nclass = \"adult\"\ncoefficient = \"{value}\"\n\
             owed_from = \"2025-01\""
        ))
    };
    assert_eq!(total(&coefficient("2.0").unwrap(), &adult, "2025-01", None), 1_000_000);
    for (block, part) in [
        ("[[base_level]]\namount = 499_999\nowed_from = \"2025-01\"", "thấp hơn"),
        ("[[base_level]]\namount = 520_000\nfrom = \"2020-01-01\"", "không có mức"),
        ("[[bar]]\nkind = \"imprisoned\"\ntext = \"x\"", "chỉ nâng"),
    ] {
        let error = province(block).unwrap_err().to_string();
        assert!(error.contains("trang luật nq-thu, dòng 14") && error.contains(part), "{error}");
    }
    assert!(coefficient("1.4").unwrap_err().to_string().contains("thấp hơn"));
}

#[test]
fn mistakes_of_a_page_are_named_with_page_and_line() {
    for (from, to, line, part) in [
        ("amount = 700_000", "amont = 700_000", 13, "amont"),
        ("[[base_level]]", "[[bace_level]]", 13, "bace_level"),
        (
            "category = \"disabled_severe\"\nclass = \"child\"",
            "category = \"nobody\"\nclass = \"child\"",
            22,
            "nobody",
        ),
        ("coefficient = \"2.5\"", "coefficient = \"2,5\"", 22, "2,5"),
        ("household = [\"poor\"]", "household = [\"rich\"]", 68, "rich"),
        ("household = [\"poor\"]", "horoscope = [\"poor\"]", 68, "horoscope"),
        ("household = [\"poor\"]", "not_in_clauses = [\"77\"]", 68, "77"),
        ("clause = \"9\"", "clause = \"9\"\nuntil = \"2028-01-01\"", 68, "until"),
        (
            "owed_from = \"2027-04\"",
            "owed_from = \"2026-07\"\nback_dating = \"all\"",
            57,
            "đã có một giá trị",
        ),
        ("back_dating = \"still_paid\"\n```\n\n## Điều 2", "```\n\n## Điều 2", 13, "back_dating"),
    ] {
        let broken = DECREE.replacen(from, to, 1);
        assert_ne!(broken, DECREE, "{from}");
        let error = Ruleset::with_pages(&[("nd-thu-2027", &broken)]).unwrap_err();
        let LawError::Page { page, line: found, message } = &error else { panic!("{error}") };
        assert_eq!((page.as_str(), *found), ("nd-thu-2027", line), "{error}");
        assert!(message.contains(part), "{error}");
    }
}

#[test]
fn a_category_is_shown_with_its_article_and_amounts() {
    let rules = Ruleset::embedded().unwrap();
    let text = law::gaps::show(&rules, "disabled_severe", Month::parse("2024-08").unwrap()).unwrap();
    for part in [
        "Điều 5 khoản 6, Nghị định 20/2021/NĐ-CP",
        "[adult] 750.000 đồng",
        "Hệ số 1,5 — Điều 6 khoản 1 điểm e",
        "500.000 × 1,5 = 750.000 đồng/tháng",
        "theo hiểu biết",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert_eq!(
        law::gaps::show(&rules, "x", Month::parse("2024-08").unwrap()).unwrap_err().code(),
        "unknown_terms"
    );
}
