//! Two records of one person become one, and two again.

use crate::search::add;
use domain::facts::FactRow;
use domain::ids::PersonId;
use domain::people::Death;
use jiff::civil::{Date, date};
use law::facts::Degree;
use law::{Fact, What};
use office::people;
use office::permission::Role;
use office::{Ctx, doctor};
use store::people::Known;
use testkit::{TestOffice, databases};

const DAY: Date = date(2023, 3, 10);

/// Everything that a page would show of a person, ids aside.
fn told(ctx: &Ctx, person: PersonId) -> Vec<String> {
    let Ok(sheet) = people::show(ctx, person, Known::Now) else { return vec!["không còn".to_owned()] };
    let mut lines =
        vec![format!("{} {}", sheet.record.full_name, domain::dates::born_iso(sheet.record.born))];
    lines.extend(sheet.numbers.iter().map(|(_, n)| format!("{} {}", n.kind.word(), n.number)));
    lines.extend(sheet.death.iter().map(|death| format!("died {}", death.died_on)));
    lines.extend(sheet.payees.iter().map(|(_, payee)| format!("payee {} {}", payee.name, payee.from)));
    lines.extend(sheet.facts.iter().map(|(_, fact)| {
        let until = fact.until.map_or(String::new(), |day| format!("..{day}"));
        let word = fact.words[0].as_deref().unwrap_or_default();
        let of = fact.ref_person.map_or(String::new(), |person| format!(" of {person}"));
        format!("{} {word}{of} {}{until}", fact.kind.word(), fact.from)
    }));
    lines.sort();
    lines
}

fn degree(degree: Degree, from: Date, until: Option<Date>) -> FactRow {
    FactRow::of(&Fact { from, until, what: What::Disability { degree } })
}

#[test]
fn a_merge_gathers_and_taking_it_back_restores() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let kept = add(&ctx, "Lê Thị Én | 1950-01-02 | 25735 | 072150000001");
        let merged = add(&ctx, "Lê Thị Yến | 1950 | 25717 | BT009");
        let child = add(&ctx, "Lê Thị Con | 1980 | 25717");
        people::record_fact(&ctx, kept, degree(Degree::Severe, date(2020, 1, 1), None)).unwrap();
        people::record_fact(&ctx, merged, degree(Degree::Mild, date(2010, 1, 1), Some(date(2015, 1, 1))))
            .unwrap();
        people::record_fact(&ctx, merged, degree(Degree::Mild, date(2021, 1, 1), None)).unwrap();
        let alone = FactRow::empty(law::FactKind::LivesAlone, date(2019, 1, 1), None);
        people::record_fact(&ctx, merged, alone).unwrap();
        let worship = FactRow {
            ref_person: Some(merged),
            flags: [Some(false), None, None, None],
            ..FactRow::empty(law::FactKind::Worship, date(2019, 1, 1), None)
        };
        people::record_fact(&ctx, child, worship).unwrap();
        people::record_death(&ctx, merged, Some(Death { died_on: date(2023, 3, 1), certificate: None }))
            .unwrap();
        let before = [kept, merged, child].map(|person| told(&ctx, person));

        assert_eq!(people::merge(&ctx, kept, merged, " ").unwrap_err().code(), "merge_without_reason");
        assert_eq!(people::merge(&ctx, kept, kept, "x").unwrap_err().code(), "merge_same");
        let auditor = office.ctx(Role::Auditor, DAY);
        assert_eq!(people::merge(&auditor, kept, merged, "x").unwrap_err().code(), "forbidden");
        let merge = people::merge(&ctx, kept, merged, "Giấy xác nhận của công an").unwrap();
        assert_eq!(
            told(&ctx, kept),
            [
                "Lê Thị Én 1950-01-02",
                "citizen 072150000001",
                "died 2023-03-01",
                "disability mild 2010-01-01..2015-01-01",
                "disability severe 2020-01-01",
                "file BT009",
                "lives_alone  2019-01-01",
                "residence  2020-01-01",
            ],
            "{engine}"
        );
        assert_eq!(told(&ctx, merged), ["không còn"], "{engine}");
        assert_eq!(people::survivor(&ctx, merged).unwrap(), kept, "{engine}");
        let of_child = format!("worship  of {kept} 2019-01-01");
        assert!(told(&ctx, child).contains(&of_child), "{engine}");
        let page = people::search(&ctx, &people::Query::text("bt009")).unwrap();
        assert_eq!(page.people[0].found.person, kept, "{engine}: found by the number of the other");
        assert_eq!(people::merges_into(&ctx, kept).unwrap()[0].full_name, "Lê Thị Yến", "{engine}");

        // A chain is taken apart from its end.
        let third = add(&ctx, "Lê Thị Em | 1950 | 25735");
        let later = people::merge(&ctx, third, kept, "x").unwrap();
        assert_eq!(people::survivor(&ctx, merged).unwrap(), third, "{engine}");
        assert_eq!(people::unmerge(&ctx, merge).unwrap_err().code(), "merge_rests", "{engine}");
        people::unmerge(&ctx, later).unwrap();
        assert_eq!(people::unmerge(&ctx, merge).unwrap(), 0, "{engine}");
        assert_eq!([kept, merged, child].map(|person| told(&ctx, person)), before, "{engine}");
        let page = people::search(&ctx, &people::Query::text("le yen")).unwrap();
        assert_eq!(page.people[0].found.person, merged, "{engine}: found again by its name");
        assert_eq!(people::unmerge(&ctx, merge).unwrap_err().code(), "not_found");
        let outcomes = doctor::run(&office.ctx(Role::Auditor, DAY)).unwrap();
        assert!(outcomes.iter().all(|outcome| outcome.problems.is_empty()), "{engine}");
    }
}

#[test]
fn what_was_replaced_meanwhile_is_told() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let kept = add(&ctx, "Lê Thị Én | 1950-01-02 | 25735");
        let merged = add(&ctx, "Lê Thị Yến | 1950-01-02 | 25735");
        people::record_fact(&ctx, merged, degree(Degree::Mild, date(2021, 1, 1), None)).unwrap();
        let merge = people::merge(&ctx, kept, merged, "Sổ hộ khẩu").unwrap();
        people::record_fact(&ctx, kept, degree(Degree::Severe, date(2023, 3, 1), None)).unwrap();
        assert_eq!(people::unmerge(&ctx, merge).unwrap(), 1, "{engine}");
        assert!(told(&ctx, kept).contains(&"disability severe 2023-03-01".to_owned()), "{engine}");
    }
}
