//! Worked examples: rows in, figures out, on both engines.

use crate::sample::{self, Sample};
use jiff::civil::{Date, date};
use office::figures::{self, FigureOut};
use office::permission::Role;
use serde_json::json;
use testkit::{TestOffice, databases};

const DAY: Date = date(2024, 1, 10);

/// Writes the rows, then compares figures of 2023 line by line: `id value shown rows`.
fn check(rows: impl Fn(&mut Sample), expect: &[(&str, serde_json::Value, &str, u64)]) {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        sample::write(&office.ctx(Role::Head, DAY), |sample| rows(sample));
        let ctx = office.ctx(Role::Leader, DAY);
        let all = figures::figures(&ctx, 2023).unwrap();
        for (id, value, shown, rows) in expect {
            let found: &FigureOut = all.iter().find(|figure| figure.id == *id).unwrap();
            assert_eq!(
                (&found.value, found.shown.as_str(), found.evidence),
                (value, *shown, *rows),
                "{engine} {id}"
            );
            let listed = figures::evidence(&ctx, id, 2023).unwrap();
            if !value.is_null() {
                assert_eq!(listed.len() as u64, *rows, "{engine} {id}: listed");
            }
            if let (Some(number), "people" | "registry" | "merit" | "assistance") =
                (value.as_i64(), id.split('.').next().unwrap())
            {
                let folded: i64 = listed.iter().map(|row| row.quantity).sum();
                assert_eq!(folded, number, "{engine} {id}: folded");
            }
        }
        let head = office.ctx(Role::Head, DAY);
        let problems = sample::doctor(&head, "Mỗi chỉ tiêu bằng tổng các dòng làm căn cứ");
        assert!(problems.is_empty(), "{engine} {problems:?}");
    }
}

/// Every kind of row that a query of figures gives has its Vietnamese word for pages and annexes.
#[test]
fn rows_are_told_in_words() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../store/sql/figures");
    let mut kinds = std::collections::BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let selected = text.split("select '").skip(1).filter_map(|rest| rest.split_once('\''));
        let rows = selected.filter(|(_, rest)| rest.starts_with(" as kind") || rest.starts_with(", "));
        kinds.extend(rows.map(|(kind, _)| kind.to_owned()));
    }
    assert!(kinds.len() > 30, "{kinds:?}");
    for kind in kinds {
        assert_ne!(office::reports::annex::kind_shown(&kind), kind);
    }
}

#[test]
fn the_monthly_figures_are_those_of_the_last_closed_month() {
    let rows = |s: &mut Sample| {
        let (an, binh, chau) = (s.person("Lê Thị An", "25708"), s.person("Bình", ""), s.person("Châu", ""));
        let october = s.run("monthly", "2023-10", "2023-10", "closed");
        s.line(october, an, "merit", "current", "2023-10", 2_000_000);
        s.line(october, chau, "merit", "current", "2023-10", 9_000_000);
        let november = s.run("monthly", "2023-11", "2023-11", "closed");
        s.line(november, an, "merit", "current", "2023-11", 2_055_000);
        s.line(november, an, "merit", "current", "2023-11", 1_500_000);
        s.line(november, an, "merit", "arrears", "2023-10", 55_000);
        s.line(november, binh, "merit", "current", "2023-11", 1_000_000);
        s.line(november, binh, "social_allowance", "current", "2023-11", 540_000);
        s.line(november, chau, "care_support", "current", "2023-11", 360_000);
        s.line(november, chau, "social_pension", "deduction", "2023-11", -100_000);
        s.line(november, chau, "social_one_off", "current", "2023-11", 7_200_000);
        let december = s.run("monthly", "2023-12", "2023-12", "sent");
        s.line(december, chau, "merit", "current", "2023-12", 5_000_000);
    };
    check(
        rows,
        &[
            ("merit.monthly.beneficiaries", json!(2), "2", 2),
            ("merit.monthly.lines", json!(3), "3", 3),
            ("merit.monthly.amount", json!(4_555_000), "4.555.000", 3),
            ("merit.year.amount", json!(15_610_000), "15.610.000", 2),
            ("assistance.monthly.beneficiaries", json!(2), "2", 2),
            ("assistance.monthly.lines", json!(2), "2", 2),
            ("assistance.monthly.amount", json!(900_000), "900.000", 2),
            ("assistance.year.amount", json!(900_000), "900.000", 1),
            ("registry.merit", json!(null), "chưa có số liệu", 0),
        ],
    );
}

#[test]
fn two_months_of_tet_give_the_month_that_lies_in_the_year() {
    let rows = |s: &mut Sample| {
        let an = s.person("An", "25708");
        let tet = s.run("monthly", "2023-12", "2024-01", "closed");
        s.line(tet, an, "merit", "current", "2023-12", 2_000_000);
        s.line(tet, an, "merit", "current", "2024-01", 2_500_000);
    };
    check(rows, &[("merit.monthly.amount", json!(2_000_000), "2.000.000", 1)]);
}

#[test]
fn the_registry_counts_people_once_and_on_the_day() {
    let rows = |s: &mut Sample| {
        let martyr = s.person("Nguyễn Văn Sáu", "25708");
        let file = s.merit_file(martyr, "martyr", Some("posthumous"), "1980-07-27");
        let mother = s.person("Trần Thị Tám", "25708");
        s.relative(file, mother);
        s.merit_file(mother, "heroic_mother", Some("living"), "2015-01-01");
        let departed = s.person("Lê Thị Chín", "");
        s.merit_file(departed, "heroic_mother", Some("living"), "2015-01-01");
        s.death(departed, "2023-12-14");
        let later = s.person("Phạm Thị Mười", "");
        s.merit_file(later, "heroic_mother", Some("living"), "2016-01-01");
        s.death(later, "2023-12-15");
        let awarded_dead = s.person("Võ Thị Một", "");
        s.merit_file(awarded_dead, "heroic_mother", Some("posthumous"), "2016-01-01");
        let hero = s.person("Hồ Văn Hai", "");
        s.merit_file(hero, "armed_forces_hero", None, "2023-12-14");
        let next_year = s.person("Đỗ Văn Ba", "");
        s.merit_file(next_year, "armed_forces_hero", None, "2023-12-15");
    };
    check(
        rows,
        &[
            ("registry.merit", json!(6), "6", 6),
            ("registry.martyrs", json!(1), "1", 1),
            ("registry.heroes", json!(1), "1", 1),
            ("registry.heroic_mothers", json!(4), "4", 4),
            ("registry.heroic_mothers.living", json!(2), "2", 2),
            ("merit.monthly.amount", json!(null), "chưa có số liệu", 0),
        ],
    );
}

#[test]
fn regimes_are_in_time_when_the_money_left_in_their_month() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let on = |day: Date, f: &dyn Fn(&mut Sample)| sample::write(&office.ctx(Role::Head, day), |s| f(s));
        on(date(2023, 10, 20), &|s| {
            let (an, binh) = (s.person("Lê Thị An", "25708"), s.person("Bình", "25708"));
            let october = s.run("monthly", "2023-10", "2023-10", "closed");
            s.line(october, an, "merit", "current", "2023-10", 2_000_000);
            s.line(october, binh, "merit", "arrears", "2023-09", 1_000_000);
            s.line(october, binh, "social_allowance", "current", "2023-10", 540_000);
            s.sent(october);
        });
        on(date(2023, 12, 2), &|s| {
            let chau = s.person("Châu", "25708");
            let november = s.run("monthly", "2023-11", "2023-11", "closed");
            s.line(november, chau, "merit", "current", "2023-11", 2_000_000);
            s.sent(november);
            let worship = s.run("annual", "2023-01", "2023-01", "closed");
            s.line(worship, chau, "merit_one_off", "current", "2023-01", 1_400_000);
            s.part(worship, "worship");
            s.sent(worship);
        });
        let ctx = office.ctx(Role::Leader, DAY);
        let all = figures::figures(&ctx, 2023).unwrap();
        for (id, value, rows) in [
            ("merit.regimes.due", json!(4), 4),
            ("merit.regimes.on_time", json!(2), 4),
            ("merit.regimes.late", json!(2), 2),
            ("merit.regimes", json!("50.00"), 8),
            ("merit.worship.martyrs", json!(1), 1),
            ("merit.worship.amount", json!(1_400_000), 1),
        ] {
            let found = all.iter().find(|figure| figure.id == id).unwrap();
            assert_eq!((&found.value, found.evidence), (&value, rows), "{engine} {id}");
        }
        let estimate = all.iter().find(|figure| figure.id == "merit.monthly.amount").unwrap().estimate;
        assert_eq!(estimate, Some(7_000_000), "{engine}: December like November");
        let late = figures::evidence(&ctx, "merit.regimes.late", 2023).unwrap();
        let mut late: Vec<&str> = late.iter().map(|row| row.label.as_str()).collect();
        late.sort_unstable();
        assert_eq!(late, ["Bình, tháng 09/2023", "Châu, tháng 11/2023"], "{engine}");
    }
}

#[test]
fn poverty_is_counted_by_review_and_rated_over_all_households() {
    let rows = |s: &mut Sample| {
        s.households(2022, "poor", 5, "25708");
        s.households(2022, "near_poor", 3, "25708");
        s.total(2022, "25708", None, 800);
        s.households(2023, "poor", 3, "25708");
        s.total(2023, "25708", None, 999);
        s.total(2023, "25708", Some("Khu phố Lộc Du"), 500);
        s.total(2023, "25708", Some("Khu phố Gia Huỳnh"), 160);
        s.target(2023, "Tỷ lệ hộ nghèo năm 2023", "below", "1");
    };
    check(
        rows,
        &[
            ("poverty.2022.households", json!(5), "5", 5),
            ("poverty.2022.rate", json!("0.62"), "0,62%", 6), // 0,625
            ("poverty.2022.decrease", json!(null), "chưa có số liệu", 0),
            ("poverty.2023.all_households", json!(660), "660", 2),
            ("poverty.2023.rate", json!("0.45"), "0,45%", 5),
            ("poverty.2023.decrease", json!(2), "2", 8),
            ("poverty.2023.rate_decrease", json!("0.17"), "0,17%", 11),
            ("poverty.target", json!("met"), "đạt", 5),
        ],
    );
}

#[test]
fn the_first_class_of_a_review_counts() {
    let rows = |s: &mut Sample| {
        s.households(2023, "poor", 2, "25708");
        s.total(2023, "25708", None, 100);
        let household: i64 =
            s.tx.all(
                &store::Statement::new("sample", "select max(id) from households where office_id = $1"),
                &[s.office.0.into()],
                |row| row.get(0),
            )
            .unwrap()[0];
        s.class(household, 2023, "other", "2024-05-01");
        s.households(2023, "near_poor", 1, "25708");
        let near: i64 =
            s.tx.all(
                &store::Statement::new("sample", "select max(id) from households where office_id = $1"),
                &[s.office.0.into()],
                |row| row.get(0),
            )
            .unwrap()[0];
        s.class(near, 2023, "poor", "2024-05-01");
    };
    check(rows, &[("poverty.2023.households", json!(2), "2", 2)]);
}

#[test]
fn typed_figures_stand_in_until_there_is_a_list() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let head = office.ctx(Role::Head, DAY);
        figures::type_in(&head, "poverty.2022.households", 2022, "4", "BC 12/BC-LĐTBXH").unwrap();
        figures::type_in(&head, "poverty.2022.rate", 2022, "1,10", "BC 12/BC-LĐTBXH").unwrap();
        figures::type_in(&head, "poverty.2022.households", 2022, "5", "BC 12/BC-LĐTBXH").unwrap();
        let of = |id: &str| {
            let all = figures::figures(&head, 2023).unwrap();
            let found = all.into_iter().find(|figure| figure.id == id).unwrap();
            (found.shown, found.evidence, found.from_totals)
        };
        assert_eq!(of("poverty.2022.households"), ("5".to_owned(), 1, 5), "{engine}");
        assert_eq!(of("poverty.2022.rate"), ("1,10%".to_owned(), 1, 0), "{engine}");
        sample::write(&head, |s| {
            s.households(2022, "poor", 3, "25708");
            s.total(2022, "25708", None, 300);
        });
        assert_eq!(of("poverty.2022.households"), ("3".to_owned(), 3, 0), "{engine}");
        assert_eq!(of("poverty.2022.rate"), ("1,00%".to_owned(), 4, 0), "{engine}");
        for (figure, value, paper, code) in [
            ("poverty.2022.decrease", "5", "BC 1", "invalid"),
            ("poverty.2022.rate", "nhiều", "BC 1", "invalid"),
            ("registry.martyrs", "5", " ", "invalid"),
            ("không có", "5", "BC 1", "not_found"),
        ] {
            let error = figures::type_in(&head, figure, 2022, value, paper).unwrap_err();
            assert_eq!(error.code(), code, "{engine} {figure}");
        }
    }
}
