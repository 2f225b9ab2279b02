//! The office against its targets, and against the contract of the workbooks.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::assistance;
use crate::books;
use crate::merit::{HERO, MARTYR, MOTHER};
use crate::month::{Month, birthday, ymd};
use crate::office::{Enrolment, Line, Office, Price};
use crate::person::{People, Person};
use crate::results::{Payer, Payment, PaymentList, results_for};
use crate::sheet::{Table, Value, bytes, dotted};
use crate::targets::{self, POVERTY, POVERTY_PATHS, SOURCE};
use crate::year::{CHANGE, GRANT, RESUME, STOP, SUSPEND};
use crate::{Stock, Summary, generate, summary};

const CONTRACT: &str = include_str!("../../../docs/workbooks.md");
const SEEDS: [u64; 3] = [1, 7, 2023];

fn source(id: &str) -> i64 {
    SOURCE.iter().find(|f| f.id == id).unwrap().value.parse().unwrap()
}

fn tables(office: &Office) -> Vec<Table> {
    books::all(office).into_iter().flat_map(|b| b.tables).collect()
}

/// Every cell under a heading.
fn column<'a>(tables: &'a [Table], kind: &str, heading: &str) -> Vec<&'a Value> {
    let mut found = Vec::new();
    for table in tables.iter().filter(|t| t.kind == kind) {
        if let Some(at) = table.headings.iter().position(|h| *h == heading) {
            found.extend(table.rows.iter().map(|row| &row[at]));
        }
    }
    found
}

fn in_range(what: &str, value: impl TryInto<i64>, low: i64, high: i64) {
    let Ok(value) = value.try_into() else { panic!("{what}: too large") };
    assert!((low..=high).contains(&value), "{what}: {value}, expected {low} to {high}");
}

#[test]
fn december_agrees_with_the_source() {
    for seed in SEEDS {
        let Summary { december, opening, merit_registry, oddities, .. } =
            summary(&generate(seed), Vec::new());
        let Stock { merit_people, merit_amount, assistance_people, .. } = december;
        let above = |id: &str| source(id) + 1;
        in_range("merit people", merit_people, above("merit.monthly.beneficiaries"), 2_070);
        in_range("merit đồng", merit_amount, above("merit.monthly.amount"), 4_099_999_999);
        in_range("assistance people", assistance_people, above("assistance.monthly.beneficiaries"), 6_649);
        let low = above("assistance.monthly.amount");
        in_range("allowances alone", december.assistance_allowances, low, 3_050_000_000);
        let all = december.assistance_allowances + december.assistance_care;
        in_range("with care", all, low, 3_119_999_999);
        assert!(opening.merit_amount < merit_amount, "the decree of the year raises the amounts");
        in_range("registry", merit_registry, above("registry.merit"), 6_999);
        in_range("oddities", oddities.len(), 20, 40);
    }
}

#[test]
fn registers_agree_with_the_source() {
    let office = generate(1);
    let files = |category: &str| office.files.iter().filter(|f| f.category == category).count();
    assert_eq!(files(MARTYR), targets::MARTYRS);
    in_range("martyrs", files(MARTYR), source("registry.martyrs"), source("registry.martyrs"));
    in_range("heroes", files(HERO), source("registry.heroes"), source("registry.heroes"));
    let mothers = source("registry.heroic_mothers");
    in_range("mothers", files(MOTHER), mothers, mothers);
    let living = |f: &&crate::merit::MeritFile| office.people.all[f.person].died.is_none();
    let alive = office.files.iter().filter(|f| f.category == MOTHER).filter(living).count();
    let expected = source("registry.heroic_mothers.living");
    in_range("living mothers", alive, expected, expected);
    assert!(!office.files.iter().any(|f| f.category == MARTYR && living(&f)));
    let numbers: BTreeSet<&str> = office.files.iter().map(|f| f.number.as_str()).collect();
    assert_eq!(numbers.len(), office.files.len(), "file numbers are unique");
    for relative in &office.relatives {
        assert!(numbers.contains(relative.file.as_str()), "{} has no file", relative.file);
    }
    for line in office.enrolments.iter().flat_map(|e| &e.old_list) {
        assert!(line.file.is_empty() || numbers.contains(line.file.as_str()), "{line:?}");
        assert_eq!(line.file.is_empty(), !line.part.starts_with("Tuất"), "{line:?}");
    }
}

#[test]
fn gifts_agree_with_the_source() {
    for seed in SEEDS {
        let written = tables(&generate(seed));
        let totals =
            written.iter().find(|t| t.kind == "paper_totals" && t.sheet == "Số tổng hợp quà").unwrap();
        let number = |value: &Value| match value {
            Value::Number(number) | Value::Money(number) => *number,
            _ => panic!("{value:?} is no number"),
        };
        let sum = |book: &str, code: &str, source: &str, at: usize| -> i64 {
            let of = |row: &&Vec<Value>| {
                row[0] == Value::text(book)
                    && row[1] == Value::text(code)
                    && (source.is_empty() || row[4] == Value::text(source))
            };
            totals.rows.iter().filter(of).map(|row| number(&row[at])).sum()
        };
        assert!(totals.rows.iter().all(|row| number(&row[5]) > 0), "{seed}");
        let gifts = "Quà tặng của đợt";
        assert_eq!(sum(gifts, "TET-2023", "", 5), source("tet.gifts"), "{seed}");
        assert_eq!(sum(gifts, "TRUNGTHU-2023", "", 5), source("children.mid_autumn.children"), "{seed}");
        for (code, id) in [("NSTX", "town"), ("NSX", "communes"), ("VD-X", "mobilised")] {
            let id = format!("children.mid_autumn.{id}");
            assert_eq!(sum(gifts, "TRUNGTHU-2023", code, 6), source(&id), "{seed}");
        }
        assert_eq!(sum(gifts, "THTE-2023", "", 5), source("children.action_month.gifts"), "{seed}");
        let listed =
            column(&written, "campaign_meetings", "Số người dự").into_iter().map(number).sum::<i64>();
        let people = listed + sum("Họp mặt của đợt", "TET-2023", "", 5);
        assert_eq!(people, source("tet.meetings.people"), "{seed}");
        let meetings = column(&written, "campaign_meetings", "Kinh phí").into_iter().map(number).sum::<i64>();
        let itemised = sum(gifts, "TET-2023", "", 6) + meetings + sum("Họp mặt của đợt", "TET-2023", "", 6);
        let rest = source("tet.amount") - itemised;
        in_range("what nothing itemises", rest, 1, source("tet.amount") / 10);
        in_range("named gifts", column(&written, "campaign_gifts", "Họ và tên").len(), 7_000, 12_000);
    }
}

#[test]
fn poverty_closes_in_every_review() {
    let office = generate(1);
    let poor = |review: usize| office.households.iter().filter(|h| h.class(review) == Some("Nghèo")).count();
    for (review, (year, expected, _)) in POVERTY.into_iter().enumerate() {
        assert_eq!(poor(review), expected, "{year}");
    }
    // Stock, less those who are poor no longer, plus those who have become poor.
    for review in 1..POVERTY.len() {
        let moved = |from: bool, to: bool| {
            let way = |h: &&crate::household::Household| {
                (h.class(review - 1) == Some("Nghèo")) == from && (h.class(review) == Some("Nghèo")) == to
            };
            office.households.iter().filter(way).count()
        };
        assert_eq!(poor(review - 1) - moved(true, false) + moved(false, true), poor(review));
    }
    assert_eq!(office.households.len(), POVERTY_PATHS.iter().map(|(_, count)| count).sum::<usize>());
    let members: Vec<usize> = office.households.iter().flat_map(|h| h.members.iter().map(|m| m.0)).collect();
    let distinct: BTreeSet<usize> = members.iter().copied().collect();
    assert_eq!(distinct.len(), members.len(), "nobody lives in two households");
}

/// Hundredths of a per cent, half to even.
fn hundredths(numerator: i64, denominator: i64) -> i64 {
    let (whole, rest) =
        ((numerator * 10_000).div_euclid(denominator), (numerator * 10_000).rem_euclid(denominator));
    whole + i64::from(rest * 2 > denominator || (rest * 2 == denominator && whole % 2 == 1))
}

#[test]
fn household_totals_give_the_rates() {
    let written = tables(&generate(1));
    let totals = written.iter().find(|t| t.kind == "household_totals").unwrap();
    let rates: Vec<i64> = POVERTY
        .into_iter()
        .map(|(year, poor, _)| {
            let of_year = totals.rows.iter().filter(|row| row[0] == Value::Number(i64::from(year)));
            let sum = of_year.map(|row| if let Value::Number(n) = row[3] { n } else { 0 }).sum();
            hundredths(i64::try_from(poor).unwrap(), sum)
        })
        .collect();
    assert_eq!(rates, [110, 61, 46]);
    assert_eq!(source("poverty.2022.decrease"), 475 - source("poverty.2022.households"));
}

#[test]
fn people_can_be_told_apart() {
    for seed in SEEDS {
        let People { all, .. } = generate(seed).people;
        let numbers: Vec<&str> = all.iter().map(|p| p.citizen.as_str()).filter(|c| !c.is_empty()).collect();
        let distinct: BTreeSet<&str> = numbers.iter().copied().collect();
        assert_eq!(distinct.len(), numbers.len());
        for person in all.iter().filter(|p| p.citizen.len() == 12) {
            check_number(person);
        }
        in_range("old numbers", all.iter().filter(|p| p.citizen.len() == 9).count(), 20, 400);
        assert!(all.iter().all(|p| matches!(p.citizen.len(), 0 | 9 | 12)));
        let mut seen = BTreeSet::new();
        for person in &all {
            let key = (crate::names::plain(&person.name), person.born.year(), person.commune);
            assert!(seen.insert(key), "{} of {} twice in a commune", person.name, person.born.year());
        }
    }
}

fn check_number(person: &Person) {
    let century: i16 = person.citizen[3..4].parse().unwrap();
    let year: i16 = person.citizen[4..6].parse().unwrap();
    assert_eq!(1900 + century / 2 * 100 + year, person.born.year(), "{}", person.citizen);
    assert_eq!(century % 2 == 1, person.female, "{}", person.citizen);
}

#[test]
fn headings_and_labels_are_those_of_the_contract() {
    let mut written = tables(&generate(1));
    let kinds: BTreeSet<&str> = written.iter().map(|t| t.kind).collect();
    assert!(kinds.len() >= 11, "every kind but the payer's results, which are made month by month");
    written.push(payer(1).answer(&list(1)).0);
    let labels = CONTRACT.split_once("## Labels of categories").unwrap().1;
    for table in &written {
        let section = CONTRACT.split_once(&format!("### {}:", table.kind)).unwrap().1;
        let section = section.split("\n##").next().unwrap();
        for heading in &table.headings {
            assert!(section.contains(heading), "{}: {heading}", table.kind);
        }
        for bold in section.split("**").skip(1).step_by(2) {
            assert!(table.headings.contains(&bold), "{} lacks {bold}", table.kind);
        }
        for row in &table.rows {
            assert_eq!(row.len(), table.headings.len(), "{}", table.kind);
        }
        assert!(table.sheet.chars().count() <= 31, "{}", table.sheet);
    }
    for kind in ["assistance", "merit_files", "paid_list", "decisions"] {
        let mut used = BTreeSet::new();
        for value in column(&written, kind, "Diện") {
            let Value::Text(label) = value else { panic!("{kind}: no Diện") };
            assert!(labels.contains(&format!("| {label} |")), "{kind}: {label}");
            used.insert(label);
        }
        assert!(used.len() > 7, "{kind}: {used:?}");
    }
}

#[test]
fn every_line_has_a_rate_and_every_decision_its_parts() {
    let office = generate(1);
    let lines = |e: &Enrolment| -> Vec<Line> {
        e.old_list.iter().chain(e.steps.iter().flat_map(|s| &s.lines)).cloned().collect()
    };
    for line in office.enrolments.iter().flat_map(lines) {
        for level in [crate::rates::Level::December2022, crate::rates::Level::Since2023July] {
            assert!(line.amount(&office.rates, level) > 0, "{line:?}");
        }
    }
    let fixed = |line: &Line| matches!(line.price, Price::Fixed(_));
    // One on the old list, one in a decision.
    assert_eq!(office.enrolments.iter().flat_map(lines).filter(fixed).count(), 2);
    let numbers: BTreeSet<(&str, &str)> =
        office.decisions.iter().map(|d| (d.issuer, d.number.as_str())).collect();
    assert_eq!(numbers.len(), office.decisions.len());
    for decision in &office.decisions {
        assert!(decision.received >= decision.signed);
        assert!(!decision.lines.is_empty(), "{} names no part", decision.number);
        // Nothing arrives on the days on which a list may be made.
        assert!(!(21..=25).contains(&decision.received.day()), "{}", decision.received);
    }
    let late = office.decisions.iter().filter(|d| d.received.day() > 25).count();
    in_range("decisions after the cut-off", late, 5, 60);
}

/// Tenths that decree 20/2021 gives, by the office's reading of the register; nothing when it gives nothing.
fn tenths_by_law(office: &Office, row: &crate::assistance::Assisted) -> Option<i64> {
    let person = &office.people.all[row.person];
    let age = person.age_on(ymd(2022, 12, 31));
    let of_household = office.households.iter().find(|h| h.members.iter().any(|m| m.0 == row.person));
    let class = of_household.and_then(|h| h.class(0));
    let poor = class == Some("Nghèo");
    assert_eq!(row.household.is_empty(), person.listed, "{}: the class stands in one list only", person.name);
    match row.category {
        assistance::EIGHTY => (age >= 80 && row.pension.is_none()).then_some(10),
        assistance::SEVERE if row.degree == "Nặng" => Some(if (16..60).contains(&age) { 15 } else { 20 }),
        assistance::EXCEPTIONAL if row.degree == "Đặc biệt nặng" => {
            Some(if (16..60).contains(&age) { 20 } else { 25 })
        }
        assistance::ORPHAN | assistance::ABANDONED if age < 16 => Some(if age < 4 { 25 } else { 15 }),
        assistance::SINGLE_PARENT if class.is_some() => {
            let young = row.children.iter().filter(|c| birthday(c.1, 16) > ymd(2022, 12, 31)).count();
            i64::try_from(young).ok().filter(|n| *n > 0).map(|n| n * 10)
        }
        assistance::POOR_ELDERLY if poor && age >= 60 && row.support == "Không có" => {
            Some(if age < 80 { 15 } else { 20 })
        }
        assistance::POOR_HIV if poor && row.hiv && age >= 16 => Some(15),
        assistance::CHILD_HIV if poor && row.hiv && age < 16 => Some(20),
        _ => None,
    }
}

#[test]
fn the_old_list_follows_the_law_but_for_its_oddities() {
    let office = generate(1);
    // These were poor in December, and are odd from January on.
    let left = crate::household::left_poverty(&office);
    let mut differing = 0;
    for row in office.assisted.iter().filter(|row| row.added.is_none()) {
        let social = |e: &&Enrolment| e.person == row.person && e.old_list[..].first().is_some_and(is_social);
        let enrolment = office.enrolments.iter().find(social).unwrap();
        let first = &enrolment.old_list[0];
        assert_eq!(first.category, row.category);
        let paid = first.coefficient.unwrap() * first.quantity.unwrap_or(1);
        let differs = tenths_by_law(&office, row) != Some(paid);
        let odd = office.oddities.contains(&row.person) && !left.contains(&row.person);
        assert_eq!(differs, odd, "{} {row:?} is paid {paid}", office.people.all[row.person].name);
        differing += usize::from(differs);
    }
    in_range("differing", differing, 10, 30);
    // Who draws merit money has no allowance for disability.
    let merit: BTreeSet<usize> = office.files.iter().map(|f| f.person).collect();
    let both = office.assisted.iter().filter(|row| merit.contains(&row.person));
    assert!(both.clone().all(|row| row.category == assistance::EIGHTY));
    assert!(both.count() > 20);
}

fn is_social(line: &Line) -> bool {
    line.regime != crate::office::Regime::Merit
}

#[test]
fn life_goes_on() {
    let office = generate(1);
    let count = |kind: &str| office.changes.iter().filter(|c| c.kind == kind).count();
    let deaths = count("Chết");
    in_range("deaths", deaths, 300, 420);
    let deaths = i64::try_from(deaths).unwrap();
    let (low, high) = (deaths * 3 / 4, deaths * 17 / 20);
    let heirs = office.changes.iter().filter(|c| c.kind == "Chết" && c.content.starts_with("Người nhận: "));
    in_range("heirs", heirs.count(), low, high);
    for (kind, expected) in [("Chuyển đi", 60), ("Chuyển đến", 12), ("Đổi nơi nhận", 48), ("Đính chính", 6)]
    {
        assert_eq!(count(kind), expected, "{kind}");
    }
    let late = office.changes.iter().filter(|c| c.kind == "Chết");
    let late = late.filter(|c| Month::of(c.reported).since(Month::of(c.happened)) >= 3);
    assert!(late.count() >= 2, "some deaths are reported three months late");
    for kind in [GRANT, CHANGE, SUSPEND, RESUME, STOP] {
        assert!(office.decisions.iter().filter(|d| d.kind == kind).count() >= 3, "{kind}");
    }
    let before = |d: &crate::year::Decision| d.from.plus(3) <= Month::of(d.signed) && d.written.is_empty();
    assert!(office.decisions.iter().any(before), "a certificate much older than its decision");
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let (dir, mut told) = (scratch("twice"), 0);
    let first = crate::write(&dir.join("a"), 7, &mut |_| told += 1).unwrap();
    let second = crate::write(&dir.join("b"), 7, &mut |_| ()).unwrap();
    assert_eq!(first, second);
    assert_eq!(told, first.files.len());
    for file in &first.files {
        let read = |side: &str| std::fs::read(dir.join(side).join(&file.path)).unwrap();
        assert!(read("a") == read("b"), "{}", file.path);
    }
    std::fs::remove_dir_all(dir).unwrap();
    assert_ne!(generate(7).people.all[0].name, generate(8).people.all[0].name);
}

fn scratch(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("demo-test-{name}-{}", std::process::id()))
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error() {
    let file = scratch("file");
    std::fs::write(&file, "x").unwrap();
    let error = crate::write(&file, 1, &mut |_| ()).unwrap_err();
    assert_eq!(error.code(), "demo_write");
    std::fs::remove_file(file).unwrap();
}

fn list(month: i8) -> PaymentList {
    let row = |n: i64| Payment {
        code: format!("CT{month:02}-{n:05}"),
        name: format!("Người Thứ {n}"),
        citizen: format!("072140{n:06}"),
        commune: if n % 2 == 0 { "Phường An Tịnh" } else { "Xã Phước Chỉ" }.to_owned(),
        source: "Ngân sách địa phương".to_owned(),
        amount: 360_000,
        channel: "Bưu điện".to_owned(),
    };
    PaymentList { year: 2023, month, rows: (0..8500).map(row).collect() }
}

#[test]
fn the_payer_reports_few_unpaid_and_totals_that_agree() {
    let mut away: BTreeMap<String, usize> = BTreeMap::new();
    let payer = payer(1);
    for month in 2..=9 {
        let (unpaid, totals) = payer.answer(&list(month));
        in_range("unpaid", unpaid.rows.len(), 40, 100);
        let sum = |at: usize| -> i64 {
            let amount = |v: &Value| if let Value::Money(n) | Value::Number(n) = v { *n } else { 0 };
            totals.rows.iter().map(|row| amount(&row[at])).sum()
        };
        assert_eq!(sum(3) + sum(5), 8500);
        in_range("unpaid on both sheets", unpaid.rows.len(), sum(5), sum(5));
        assert_eq!(sum(4) + sum(6), 8500 * 360_000);
        for row in &unpaid.rows {
            if let Value::Citizen(number) = &row[3] {
                *away.entry(number.clone()).or_default() += 1;
            }
        }
    }
    assert!(away.values().filter(|months| **months >= 3).count() >= 5, "some stay away for three months");
    let workbook = |seed: u64| results_for(&list(3), seed).unwrap();
    assert_eq!(workbook(1), workbook(1));
    assert_ne!(workbook(1), workbook(2));
}

fn payer(seed: u64) -> Payer {
    Payer::new(seed)
}

#[test]
fn the_payer_hears_of_deaths_before_the_office() {
    let office = generate(1);
    let late: Vec<&Person> = office
        .people
        .all
        .iter()
        .filter(|p| p.citizen.len() == 12)
        .filter(|p| p.died < Some(ymd(2023, 5, 1)) && p.death_reported > Some(ymd(2023, 5, 1)))
        .collect();
    assert!(late.len() > 3);
    let mut list = list(5);
    for (payment, person) in list.rows.iter_mut().zip(&late) {
        payment.citizen.clone_from(&person.citizen);
    }
    let (unpaid, _) = payer(1).answer(&list);
    let dead: Vec<&Vec<Value>> = unpaid.rows.iter().filter(|row| row[6] == Value::text("chết")).collect();
    assert!(!dead.is_empty(), "some families do not collect");
    let known = |row: &Vec<Value>| late.iter().any(|p| row[3] == Value::Citizen(p.citizen.clone()));
    assert!(dead.iter().all(|row| known(row)), "nobody alive is called dead");
}

#[test]
fn sheets_are_typed_as_an_office_types() {
    assert_eq!(dotted(1_071_270_000), "1.071.270.000");
    assert_eq!(dotted(800_000), "800.000");
    assert_eq!(dotted(12), "12");
    let office = tables(&generate(1)).into_iter().find(|t| t.kind == "office").unwrap();
    assert!(bytes(&[office]).unwrap().starts_with(b"PK"));
}
