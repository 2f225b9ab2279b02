//! The worked examples of `cases/merit*.toml`, and the properties of tables and values.

#[path = "../../tests/facts/mod.rs"]
mod facts;

use super::Merit;
use crate::award::{Award, Terms};
use crate::facts::{Case, Fact, MeritSubtype, What};
use crate::page::Page;
use crate::view::{TrackAnswer, View};
use crate::{LawError, Month, Provisions, Scheme, Vnd};
use jiff::civil::Date;
use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::OnceLock;

const PAGES: &[(&str, &str)] = &[
    ("nd-31-2013", include_str!("../../pages/nd-31-2013.md")),
    ("nd-38-2019", include_str!("../../pages/nd-38-2019.md")),
    ("bo-luat-45-2019", include_str!("../../pages/bo-luat-45-2019.md")),
    ("pl-02-2020", include_str!("../../pages/pl-02-2020.md")),
    ("nd-75-2021", include_str!("../../pages/nd-75-2021.md")),
    ("nd-75-2021-phu-luc-i", include_str!("../../pages/nd-75-2021-phu-luc-i.md")),
    ("nd-131-2021", include_str!("../../pages/nd-131-2021.md")),
    ("nd-24-2023", include_str!("../../pages/nd-24-2023.md")),
    ("nd-55-2023", include_str!("../../pages/nd-55-2023.md")),
    ("nd-73-2024", include_str!("../../pages/nd-73-2024.md")),
    ("nd-77-2024", include_str!("../../pages/nd-77-2024.md")),
    ("nd-161-2026", include_str!("../../pages/nd-161-2026.md")),
    ("nd-321-2026", include_str!("../../pages/nd-321-2026.md")),
];

const CASES: &[(&str, &str)] = &[
    ("merit", include_str!("../../cases/merit.toml")),
    ("merit_rows", include_str!("../../cases/merit_rows.toml")),
    ("merit_war_rates", include_str!("../../cases/merit_war_rates.toml")),
    ("merit_survivors", include_str!("../../cases/merit_survivors.toml")),
    ("merit_one_off", include_str!("../../cases/merit_one_off.toml")),
];

fn law_of(pages: &[(&str, &str)]) -> Result<(Merit, Provisions), LawError> {
    let mut entries = Vec::new();
    for (name, text) in pages {
        entries.extend(Page::parse(name, text)?.entries);
    }
    let mut provisions = Provisions::default();
    Ok((Merit::read(&entries, &mut provisions)?, provisions))
}

#[derive(Deserialize)]
struct File {
    case: Vec<Example>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    name: String,
    covers: Vec<String>,
    month: String,
    known_on: Option<Date>,
    #[serde(default)]
    one_off: bool,
    person: toml::Table,
    #[serde(default)]
    facts: Vec<toml::Table>,
    #[serde(default)]
    expect: Vec<toml::Table>,
    #[serde(default)]
    missing: Vec<String>,
    error: Option<String>,
}

fn examples() -> impl Iterator<Item = (String, Example)> {
    CASES.iter().flat_map(|(file, text)| {
        let File { case } = toml::from_str(text).unwrap_or_else(|e| panic!("{file}: {e}"));
        case.into_iter().map(move |example| (format!("{file}: {}", example.name), example))
    })
}

/// The last day of the month or the day of death, else the latest earlier day that gives something.
fn read(
    case: &Case,
    month: Month,
    track: impl Fn(Date) -> Result<TrackAnswer, LawError>,
) -> Result<TrackAnswer, LawError> {
    let died = case.person.died.filter(|died| Month::of(*died) == month);
    let last = died.unwrap_or(month.last_day());
    let answer = track(last)?;
    let mut day = last;
    while answer.awards.is_empty() && day > month.first_day() {
        day = day.yesterday().unwrap();
        let earlier = track(day)?;
        if !earlier.awards.is_empty() {
            return Ok(earlier);
        }
    }
    Ok(answer)
}

fn monthly(
    merit: &Merit,
    view: &View,
    month: Month,
    known_on: Option<Date>,
) -> Result<TrackAnswer, LawError> {
    let mut all = read(view.case, month, |on| merit.own(view, month, on, known_on))?;
    for answer in [
        read(view.case, month, |on| merit.survivors(view, month, on, known_on))?,
        read(view.case, month, |on| merit.education(view, month, on, known_on))?,
    ] {
        all.awards.extend(answer.awards);
        all.missing.extend(answer.missing);
    }
    Ok(all)
}

fn answer(merit: &Merit, example: &Example) -> Result<TrackAnswer, LawError> {
    let case = facts::case(&example.person, &example.facts);
    let view = View { case: &case, born: case.person.born.earliest() };
    let month = Month::parse(&example.month).unwrap();
    let mut all = monthly(merit, &view, month, example.known_on)?;
    if example.one_off {
        let once = merit.one_off(&view, month, example.known_on, &all.awards)?;
        let funeral = merit.funeral(&view, &all.awards, example.known_on);
        let funeral = funeral.filter(|_| case.person.died.is_some_and(|died| Month::of(died) == month));
        all = TrackAnswer { awards: once.into_iter().chain(funeral).collect(), missing: BTreeSet::new() };
    }
    Ok(all)
}

fn line(award: &Award) -> String {
    let Terms { scheme, category, part, class, .. } = &award.terms;
    format!("{} {category} {part} {class} {}", scheme.word(), award.amount)
}

fn expected_line(expected: &toml::Table) -> String {
    let text = |key: &str| expected.get(key).map_or("", |value| value.as_str().unwrap());
    let amount = Vnd(expected["amount"].as_integer().unwrap());
    format!("{} {} {} {} {amount}", text("scheme"), text("category"), text("part"), text("row"))
}

#[test]
fn worked_examples_are_answered_exactly() {
    let (merit, _) = law_of(PAGES).unwrap();
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    for (name, example) in examples() {
        assert!(names.insert(name.clone()), "{name}: twice");
        assert!(!example.covers.is_empty(), "{name}: covers nothing");
        let found = match answer(&merit, &example) {
            Ok(answer) => {
                let mut lines: Vec<String> = answer.awards.iter().map(line).collect();
                lines.sort();
                let missing: Vec<&str> = answer.missing.iter().map(|missing| missing.word()).collect();
                format!("{lines:#?} missing {missing:?}")
            }
            Err(LawError::RuleUnknown { point, .. }) => format!("error {}", point.word()),
            Err(error) => format!("error {}", error.code()),
        };
        let expected = match &example.error {
            Some(code) => format!("error {code}"),
            None => {
                let mut lines: Vec<String> = example.expect.iter().map(expected_line).collect();
                lines.sort();
                format!("{lines:#?} missing {:?}", example.missing)
            }
        };
        if found != expected {
            wrong.push(format!("{name}\nfound {found}\nexpected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n\n"));
}

/// What a decision names is valued as the person was answered, and every award says on what it rests.
#[test]
fn terms_are_worth_what_was_awarded() {
    let (merit, provisions) = law_of(PAGES).unwrap();
    let mut valued = 0;
    for (name, example) in examples() {
        let Ok(answer) = answer(&merit, &example) else { continue };
        let month = Month::parse(&example.month).unwrap();
        for award in &answer.awards {
            assert!(award.grounds.len() >= 2, "{name}: {award:?}");
            if &*award.terms.part == "death_three_months" {
                continue;
            }
            let value = merit.value(&award.terms, month, example.known_on, &provisions).unwrap();
            assert_eq!(value.amount, award.amount, "{name}: {award:?}");
            assert!(value.steps[0].citation.is_some(), "{name}");
            assert!(
                merit.label(&award.terms).is_some() || &*award.terms.category == "injured_5_20",
                "{name}"
            );
            valued += 1;
        }
    }
    assert!(valued > 150, "{valued}");
}

#[test]
fn every_line_of_the_tables_has_a_worked_example() {
    let (merit, _) = law_of(PAGES).unwrap();
    let text: String = CASES.iter().map(|(_, text)| *text).collect();
    let monthly = merit.rows().iter().map(|row| &row.id);
    let once = merit.one_off_rows().iter().map(|row| &row.id);
    for id in monthly.chain(once) {
        assert!(text.contains(&format!("row = \"{id}\"")), "{id}");
    }
}

#[test]
fn examples_cover_what_stands_in_the_pages() {
    for (name, example) in examples() {
        for covered in &example.covers {
            let (page, provision) = covered.split_once(' ').unwrap();
            let pages = PAGES.iter().filter(|(id, _)| id.starts_with(page));
            let mut headings = pages.flat_map(|(_, text)| text.lines().filter(|line| line.starts_with("##")));
            let found = headings.any(|line| line.trim_start_matches('#').trim().starts_with(provision));
            assert!(found, "{name}: {covered}");
        }
    }
}

/// The decrees' own arithmetic: a slip of the pen in one of the 480 figures breaks it.
#[test]
fn the_war_invalid_tables_follow_one_another() {
    let (merit, _) = law_of(PAGES).unwrap();
    let at = |month: &str, table: usize, rate: u8| {
        merit.tables.period(Month::parse(month).unwrap(), None).unwrap().war(table, rate).amount
    };
    let times = |amount: Vnd, factor: i64, divisor: i64| Vnd((amount.0 * factor + divisor / 2) / divisor);
    let thousands = |amount: Vnd| Vnd(amount.0 / 1000);
    for table in 0..3 {
        for rate in 21..=100 {
            let [a, b, c] = ["2021-07", "2023-07", "2024-07"].map(|month| thousands(at(month, table, rate)));
            assert_eq!(times(a, 2055, 1624), b, "{table} {rate}");
            assert_eq!(times(b, 1357, 1000), c, "{table} {rate}");
            assert!(rate == 21 || a > thousands(at("2021-07", table, rate - 1)), "{table} {rate}");
        }
    }
    assert_eq!((at("2024-07", 0, 21), at("2024-07", 0, 100)), (Vnd(1_878_000), Vnd(8_941_000)));
    assert_eq!((at("2024-07", 2, 21), at("2024-07", 2, 100)), (Vnd(1_552_000), Vnd(7_397_000)));
    assert_eq!((at("2023-07", 2, 54), at("2023-07", 2, 55)), (Vnd(2_918_000), Vnd(3_023_000)));
    assert_eq!(at("2024-07", 0, 20), Vnd::ZERO);
}

/// Annex I: each amount follows from the one before, by the ratio of the bases of 2021 and 2023 and by 1.357
/// in 2024, or both are the same two-decimal multiple of their base.
#[test]
fn the_monthly_rows_follow_one_another() {
    let (merit, _) = law_of(PAGES).unwrap();
    let [first, second, third] = ["2021-07", "2023-07", "2024-07"]
        .map(|month| merit.tables.period(Month::parse(month).unwrap(), None).unwrap());
    let rounded = |product: i64, divisor: i64| (product + divisor / 2) / divisor;
    for (index, row) in merit.rows().iter().enumerate() {
        let [a, b, c] = [first, second, third].map(|period| period.row(index).amount.0 / 1000);
        let multiple = |hundredths: i64| {
            [(first, a), (second, b)]
                .iter()
                .all(|(period, amount)| rounded(period.base.0 / 1000 * hundredths, 100) == *amount)
        };
        assert!(rounded(a * 2055, 1624) == b || (1..=400).any(multiple), "{} {a} {b}", row.id);
        assert!(rounded(b * 1357, 1000) == c || [2, 3].contains(&(c / 2789)), "{} {b} {c}", row.id);
    }
}

/// The one-off amounts are the multiple of the base, from 2023 on rounded to the thousand.
#[test]
fn one_off_amounts_are_multiples_of_the_base() {
    let (merit, _) = law_of(PAGES).unwrap();
    for month in ["2021-07", "2023-07", "2024-07"] {
        let period = merit.tables.period(Month::parse(month).unwrap(), None).unwrap();
        for (index, row) in merit.one_off_rows().iter().enumerate() {
            let exact = row.multiple.of(period.base).unwrap();
            let due = if period.rounds_to_thousand { exact.round_half_up_to_thousand() } else { exact };
            assert_eq!(period.once(index).amount, due, "{month} {}", row.id);
        }
    }
}

#[test]
fn terms_without_a_line_are_refused() {
    let (merit, provisions) = law_of(PAGES).unwrap();
    let month = Month::parse("2024-08").unwrap();
    for (scheme, class, rate) in [
        (Scheme::Merit, "war_invalid_standard", None),
        (Scheme::Merit, "war_invalid_standard", Some(20)),
        (Scheme::Merit, "martyr_certificate", None),
        (Scheme::MeritOneOff, "imprisoned", None),
        (Scheme::Merit, "khong_co", None),
    ] {
        let (category, part) = ("war_invalid".into(), "allowance".into());
        let terms = Terms { scheme, category, part, class: class.into(), rate, quantity: 1 };
        let error = merit.value(&terms, month, None, &provisions).unwrap_err();
        assert_eq!(error.code(), "unknown_terms", "{class}");
        if class == "war_invalid_standard" && rate.is_some() {
            let later = Month::parse("2026-07").unwrap();
            assert_eq!(
                merit.value(&terms, later, None, &provisions).unwrap_err().code(),
                "tables_not_published"
            );
        }
    }
}

/// A mistake in a page is an error with its place, never an amount of zero.
#[test]
fn broken_pages_are_refused() {
    for (page, from, to, message) in [
        (
            "nd-55-2023",
            "  { row = \"imprisoned\", owed_from = \"2023-07\", amount = 1_233_000 },\n",
            "",
            "thiếu \"imprisoned\"",
        ),
        ("nd-77-2024", "[21, 1_878_000], ", "", "thiếu \"war_invalid\""),
        ("nd-77-2024", "[54, 4_827_000], ", "", "liên tục"),
        ("nd-77-2024", "row = \"helper_order\"", "row = \"helper_ordre\"", "không có dòng"),
        ("nd-77-2024", "row = \"helper_order\"", "row = \"helper_care\"", "hai số"),
        (
            "nd-77-2024",
            "{ row = \"helper_order\", owed_from = \"2024-07\"",
            "{ row = \"helper_order\", owed_from = \"2024-06\"",
            "merit_period",
        ),
        ("nd-75-2021", "id = \"injury_5_10\"", "id = \"injury_11_15\"", "hai lần"),
        ("nd-131-2021", "id = \"second_status\"", "id = \"worship\"", "đã có"),
        ("nd-131-2021", "share = \"0.6\"\n", "", "thiếu hoặc sai `share`"),
        ("bo-luat-45-2019", "sex = \"female\"", "sex = \"male\"", "labour_age"),
    ] {
        let pages: Vec<(&str, String)> = PAGES
            .iter()
            .map(|(name, text)| {
                (*name, if *name == page { text.replacen(from, to, 1) } else { (*text).to_owned() })
            })
            .collect();
        let pages: Vec<(&str, &str)> = pages.iter().map(|(name, text)| (*name, text.as_str())).collect();
        assert!(pages != PAGES, "{from} is not in {page}");
        let error = law_of(&pages).unwrap_err().to_string();
        assert!(error.contains(message), "{from}: {error}");
    }
}

/// A decree needs a page and no Rust: the office enters the tables that were only reported.
#[test]
fn a_new_decree_is_a_page() {
    let page = PAGES.iter().find(|(name, _)| *name == "nd-77-2024").unwrap().1;
    let page = page
        .replace("id = \"nd-77-2024\"", "id = \"nd-321-2026-phu-luc\"")
        .replace("in_force_on = \"2024-07-01\"", "in_force_on = \"2026-10-01\"")
        .replace("2024-07", "2026-07")
        .replace("2_789_000", "3_012_000");
    let pages: Vec<(&str, &str)> =
        PAGES.iter().copied().chain([("nd-321-2026-phu-luc", page.as_str())]).collect();
    let (merit, provisions) = law_of(&pages).unwrap();
    let terms = Terms {
        scheme: Scheme::Merit,
        category: "martyr".into(),
        part: "survivor".into(),
        class: "martyr_relative_1".into(),
        rate: None,
        quantity: 1,
    };
    for (month, known_on, amount) in [
        ("2026-06", None, 2_789_000),
        ("2026-07", None, 3_012_000),
        ("2026-07", Some("2026-10-01"), 3_012_000),
        ("2026-07", Some("2026-09-30"), 2_789_000),
    ] {
        let known_on = known_on.map(|day: &str| day.parse().unwrap());
        let value = merit.value(&terms, Month::parse(month).unwrap(), known_on, &provisions).unwrap();
        assert_eq!(value.amount, Vnd(amount), "{month} {known_on:?}");
    }
}

#[test]
fn a_value_says_how_well_it_is_known() {
    let (merit, provisions) = law_of(PAGES).unwrap();
    let value = |class: &str, month: &str, rate, quantity| {
        let terms = Terms {
            scheme: Scheme::Merit,
            category: "".into(),
            part: "".into(),
            class: class.into(),
            rate,
            quantity,
        };
        let value = merit.value(&terms, Month::parse(month).unwrap(), None, &provisions).unwrap();
        let steps: Vec<String> = value.steps.into_iter().map(|step| step.text).collect();
        steps.join(" | ")
    };
    for (found, expected) in [
        (
            value("war_invalid_class_b", "2022-01", Some(35), 1),
            "Bảng trợ cấp thương binh theo tỷ lệ, từ tháng 7/2021 (số suy ra từ bảng công bố sau) | Tỷ lệ 35%: 1.501.000 đồng",
        ),
        (
            value("pre_1945_thoat_ly_seniority", "2024-08", None, 5),
            "Phụ cấp thâm niên, mỗi năm, diện thoát ly: 529.000 đồng/tháng từ tháng 7/2024 | 5 năm: 2.645.000 đồng",
        ),
        (
            value("martyr_relative_1", "2022-01", None, 1),
            "Tuất của một liệt sĩ: 1.624.000 đồng/tháng từ tháng 7/2021 (số ghi theo trí nhớ, chưa đối chiếu văn bản)",
        ),
    ] {
        assert_eq!(found, expected);
    }
}

#[test]
fn the_day_of_reaching_the_age_is_a_day_of_change() {
    let (merit, _) = law_of(PAGES).unwrap();
    let facts: Vec<toml::Table> = vec![
        "kind = \"survivor_of\"\nfrom = \"2022-05-01\"\nref = \"a\"\nrelation = \"spouse\"\ncategory = \"war_invalid\"\ninjury_rate = 65\ndied = \"2022-01-15\""
            .parse()
            .unwrap(),
    ];
    let person: toml::Table = "born = \"1967-05-10\"\nsex = \"female\"".parse().unwrap();
    let case = facts::case(&person, &facts);
    let view = View { case: &case, born: case.person.born.earliest() };
    let days = |month: &str| {
        let mut days = Vec::new();
        merit.change_days(&view, Month::parse(month).unwrap(), &mut days);
        days
    };
    // 56 years in 2023: reached on the birthday of that year.
    assert_eq!(days("2023-05"), ["2023-05-10".parse::<Date>().unwrap()]);
    assert!(days("2023-03").is_empty());
    let none = Case { facts: Vec::new(), ..case.clone() };
    let mut days = Vec::new();
    merit.change_days(&View { case: &none, born: view.born }, Month::parse("2023-05").unwrap(), &mut days);
    assert!(days.is_empty());
}

/// Order of the facts and repeated reading change nothing.
#[test]
fn answers_do_not_hang_on_the_order_of_facts() {
    let (merit, _) = law_of(PAGES).unwrap();
    for (name, example) in examples().filter(|(name, _)| !name.contains("dòng đầu")) {
        let mut reversed = example.clone();
        reversed.facts.reverse();
        let lines = |example: &Example| {
            answer(&merit, example).map(|answer| {
                let mut lines: Vec<String> = answer.awards.iter().map(line).collect();
                lines.sort();
                lines
            })
        };
        assert_eq!(lines(&example), lines(&reversed), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Facts of different examples thrown together: the limits of the Ordinance hold, terms are worth what was
    /// awarded, and unknown tables give an error exactly where the last known ones gave something.
    #[test]
    fn limits_hold_whatever_comes_together(
        picks in proptest::collection::vec(any::<proptest::sample::Index>(), 1..9),
        person in any::<proptest::sample::Index>(),
        month in 0..66i32,
    ) {
        let (merit, provisions) = LAW.get_or_init(|| law_of(PAGES).unwrap());
        let examples = POOL.get_or_init(|| examples().map(|(_, example)| example).collect());
        let facts: Vec<toml::Table> = examples.iter().flat_map(|example| example.facts.clone()).collect();
        let facts: Vec<toml::Table> = picks.iter().map(|pick| pick.get(&facts).clone()).collect();
        let case = facts::case(&person.get(examples).person, &facts);
        let view = View { case: &case, born: case.person.born.earliest() };
        let month = Month::parse("2021-07").unwrap().plus(month);
        let answer = monthly(merit, &view, month, None);
        if let Ok(answer) = &answer {
            let count = |part: &str, martyr: bool| {
                let of_part = answer.awards.iter().filter(|award| &*award.terms.part == part);
                of_part.filter(|award| !martyr || award.terms.category == merit.names.martyr).count()
            };
            prop_assert!(count("carer", false) <= 1);
            prop_assert!(count("education", false) <= 1);
            prop_assert!(count("survivor", false) <= merit.rules.survivor_limit);
            prop_assert!(count("survivor_care", true) <= 1);
            for award in &answer.awards {
                prop_assert!(award.amount > Vnd::ZERO);
                let value = merit.value(&award.terms, month, None, provisions).unwrap();
                prop_assert_eq!(value.amount, award.amount);
            }
        }
        let has_income = case.facts.iter().any(|fact| matches!(fact.what, What::Benefit { .. }));
        if month > Month::parse("2026-06").unwrap() && !has_income {
            let before = monthly(merit, &view, month, Some("2026-09-30".parse().unwrap()));
            let due = before.as_ref().map_or_else(|error| error.code() == "rule_unknown", |a| !a.awards.is_empty());
            let refused = answer.as_ref().is_err_and(|error| error.code() == "tables_not_published");
            prop_assert_eq!(due, refused);
        }
    }
}

static LAW: OnceLock<(Merit, Provisions)> = OnceLock::new();
static POOL: OnceLock<Vec<Example>> = OnceLock::new();

#[test]
fn every_subtype_of_war_invalids_has_its_table() {
    let (merit, _) = law_of(PAGES).unwrap();
    for (subtype, amount) in [
        (MeritSubtype::WarInvalidStandard, 5_450_000),
        (MeritSubtype::WarInvalidTreatedAs, 5_450_000),
        (MeritSubtype::WarInvalidClassB, 4_543_000),
    ] {
        let table = super::tables::war_table(subtype).unwrap();
        let period = merit.tables.period(Month::parse("2024-08").unwrap(), None).unwrap();
        assert_eq!(period.war(table, 61).amount, Vnd(amount), "{subtype:?}");
    }
}

#[test]
fn a_fact_of_another_kind_is_left_alone() {
    let (merit, _) = law_of(PAGES).unwrap();
    let person: toml::Table = "born = \"1950-01-01\"\nsex = \"male\"".parse().unwrap();
    let mut case = facts::case(&person, &[]);
    case.facts.push(Fact { from: "2020-01-01".parse().unwrap(), until: None, what: What::Hiv });
    let view = View { case: &case, born: case.person.born.earliest() };
    let month = Month::parse("2026-08").unwrap();
    assert_eq!(monthly(&merit, &view, month, None), Ok(TrackAnswer::default()));
    assert_eq!(merit.one_off(&view, month, None, &[]), Ok(Vec::new()));
}

/// Facts that hold since 2010 → years between two turns of convalescence; 0: no ground.
#[test]
fn the_turn_of_convalescence_is_that_of_the_best_ground() {
    let (merit, _) = law_of(PAGES).unwrap();
    let check = |facts: &[&str], years: u8| {
        let text =
            facts.iter().map(|fact| format!("[[fact]]\nfrom = 2010-01-01\n{fact}\n")).collect::<String>();
        let text = text.replace("2010-01-01", "\"2010-01-01\"");
        let table: toml::Table = text.parse().unwrap();
        let tables: Vec<toml::Table> =
            table["fact"].as_array().unwrap().iter().map(|fact| fact.as_table().unwrap().clone()).collect();
        let person: toml::Table = "born = \"1948-01-05\"".parse().unwrap();
        let turn = merit.convalescence_turn(&facts::case(&person, &tables), "2023-03-01".parse().unwrap());
        assert_eq!(turn.map_or(0, |turn| turn.years), years, "{facts:?}");
    };
    let martyr = |relation: &str, reference: &str| {
        format!(
            "kind = \"survivor_of\"\nref = \"{reference}\"\nrelation = \"{relation}\"\ncategory = \"martyr\"\n\
             died = \"1968-02-01\""
        )
    };
    let invalid = "kind = \"merit_status\"\ncategory = \"war_invalid\"\nsubtype = \"war_invalid_standard\"";
    let rate = |rate: u8| format!("kind = \"injury_rate\"\ncategory = \"war_invalid\"\nrate = {rate}");
    let severe = "kind = \"disability\"\ndegree = \"severe\"";
    check(&["kind = \"merit_status\"\ncategory = \"heroic_mother\""], 1);
    check(&["kind = \"merit_status\"\ncategory = \"resistance_activist\""], 0);
    check(&[invalid, &rate(80)], 2);
    check(&[invalid, &rate(81)], 1);
    check(&[invalid], 2);
    check(&[&martyr("spouse", "a")], 2);
    check(&[&martyr("biological_mother", "a")], 2);
    check(&[&martyr("biological_mother", "a"), &martyr("biological_mother", "b")], 1);
    check(&[&martyr("child", "a")], 0);
    check(&[&martyr("child", "a"), severe], 2);
    check(&[&martyr("remarried_spouse", "a")], 0);
    check(&[&martyr("spouse", "a"), invalid, &rate(85)], 1);
}
