//! Finding people by parts of their names and numbers.

use domain::Born;
use domain::duplicates::Trait;
use domain::facts::FactRow;
use domain::ids::{PersonId, UnitId};
use domain::people::{NumberKind, PersonNumber, PersonRecord};
use jiff::civil::{Date, date};
use law::{Fact, Sex, What};
use office::people::{self, NewPerson, Query};
use office::permission::{Assignment, Role};
use office::{Ctx, Officer};
use testkit::{TestOffice, databases};

const DAY: Date = date(2023, 1, 10);

pub fn unit(ctx: &Ctx, code: &str) -> UnitId {
    ctx.db.read(|tx| store::units::by_code(tx, code, DAY)).unwrap().unwrap().id
}

/// `Lê Thị Én | 1950 | 25735 | 072150000001`: name, birth, commune, citizen number or code.
pub fn add(ctx: &Ctx, text: &str) -> PersonId {
    let cells: Vec<&str> = text.split('|').map(str::trim).collect();
    let number = cells.get(3).filter(|number| !number.is_empty()).map(|number| PersonNumber {
        kind: if number.len() == 12 { NumberKind::Citizen } else { NumberKind::File },
        number: (*number).to_owned(),
    });
    let record = PersonRecord {
        full_name: cells[0].to_owned(),
        sex: Sex::Female,
        born: domain::dates::parse_born_iso(cells[1]).unwrap(),
        ethnicity: None,
        phone: None,
    };
    let what = What::Residence { area: cells[2].to_owned(), urban: true, specially_difficult: false };
    let home = FactRow::of(&Fact { from: date(2020, 1, 1), until: None, what });
    let home = FactRow { unit: Some(unit(ctx, cells[2])), ..home };
    let new = NewPerson { record, numbers: number.into_iter().collect(), facts: vec![home] };
    people::add(ctx, new).unwrap()
}

const PEOPLE: &str = "
    Nguyễn Thị Hoà     | 1950       | 25735 | 072150000001
    Nguyễn Thị Hoa     | 1951-02-03 | 25717 | BT001
    Nguyen Thi Hoa     | 1952       | 25735
    Lê Hóa             | 1950       | 25735
    Trần Văn Hoàng     | 1960       | 25735 | 072060000002
    Hoàng Thị Quý      | 1961       | 25717
    H' Mlô K'Đang      | 1970       | 25717";

fn found(ctx: &Ctx, query: &Query) -> String {
    let page = people::search(ctx, query).unwrap();
    let names: Vec<&str> = page.people.iter().map(|hit| hit.found.full_name.as_str()).collect();
    names.join(", ")
}

#[test]
fn people_are_found_by_any_part_of_the_name() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        PEOPLE.lines().filter(|line| line.contains('|')).for_each(|line| {
            add(&ctx, line);
        });
        for line in "
            hoa            => Nguyễn Thị Hoa, Nguyen Thi Hoa, Nguyễn Thị Hoà, Trần Văn Hoàng, Hoàng Thị Quý, Lê Hóa
            hoa thi nguyen => Nguyễn Thị Hoa, Nguyen Thi Hoa, Nguyễn Thị Hoà
            nguyễn hòa     => Nguyen Thi Hoa, Nguyễn Thị Hoà
            HOÀ nguyen     => Nguyen Thi Hoa, Nguyễn Thị Hoà
            hoan           => Trần Văn Hoàng, Hoàng Thị Quý
            hoàng q        => Hoàng Thị Quý
            quí            => Hoàng Thị Quý
            hoa 1950       => Nguyễn Thị Hoà, Lê Hóa
            0721500        => Nguyễn Thị Hoà
            072 hoa        => Nguyễn Thị Hoà, Trần Văn Hoàng
            072060000002   => Trần Văn Hoàng
            bt001          => Nguyễn Thị Hoa
            k'dang         => H' Mlô K'Đang
            mlo            => H' Mlô K'Đang
            hoa xyz        =>"
            .lines()
            .filter(|line| line.contains("=>"))
        {
            let (text, expected) = line.split_once("=>").unwrap();
            let mut names: Vec<&str> = expected.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
            let text = text.trim();
            let answer = found(&ctx, &Query::text(text));
            let mut answer: Vec<&str> = answer.split(", ").filter(|name| !name.is_empty()).collect();
            names.sort_unstable();
            answer.sort_unstable();
            assert_eq!(answer, names, "{engine}: {text}");
        }
        // A finished word is no beginning of a longer one.
        assert_eq!(found(&ctx, &Query::text("hoàng ")), "Trần Văn Hoàng, Hoàng Thị Quý", "{engine}");
        assert!(!found(&ctx, &Query::text("hoa ")).contains("Hoàng"), "{engine}");
        let here = Query { unit: Some(unit(&ctx, "25717")), ..Query::text("hoa") };
        assert_eq!(found(&ctx, &here), "Nguyễn Thị Hoa, Hoàng Thị Quý", "{engine}");
    }
}

#[test]
fn pages_follow_each_other_and_nobody_is_told_twice() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        for number in 0..23 {
            add(&ctx, &format!("Ngô Ngọc Ngà {} | 1950 | 25735", ["An", "Ngân", "Nga"][number % 3]));
        }
        let mut query = Query { limit: 5, ..Query::text("ng") };
        let mut seen = Vec::new();
        loop {
            let page = people::search(&ctx, &query).unwrap();
            seen.extend(page.people.iter().map(|hit| hit.found.person));
            query.after = page.next;
            if query.after.is_none() {
                break;
            }
            assert_eq!(page.people.len(), 5, "{engine}");
        }
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!((seen.len(), all), (23, 23), "{engine}");
    }
}

#[test]
fn corrected_names_are_found_and_areas_are_closed() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let person = add(&ctx, "Lê Thị Én | 1950 | 25735 | 072150000001");
        let sheet = people::show(&ctx, person, store::people::Known::Now).unwrap();
        people::correct(&ctx, person, PersonRecord { full_name: "Lê Thị Yến".to_owned(), ..sheet.record })
            .unwrap();
        assert_eq!(found(&ctx, &Query::text("le yen")), "Lê Thị Yến", "{engine}");
        assert_eq!(found(&ctx, &Query::text("le en ")), "", "{engine}");

        let held =
            |code: &str| Assignment { role: Role::CommuneOfficer, unit: Some(unit(&ctx, code)), field: None };
        let officer = |code: &str| Officer { roles: vec![held(code)], ..ctx.officer.clone() };
        for (code, expected) in [("25735", "Lê Thị Yến"), ("25717", "")] {
            let local = office.ctx_of(officer(code), DAY);
            for text in ["yen", "072150000001"] {
                assert_eq!(found(&local, &Query::text(text)), expected, "{engine} {code} {text}");
            }
            assert_eq!(people::glance(&local, person).is_ok(), !expected.is_empty(), "{engine}");
        }
    }
}

#[test]
fn whoever_is_entered_twice_is_told() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        add(&ctx, "Nguyễn Thị Hoà | 1950-02-03 | 25735 | 072150000001");
        add(&ctx, "Nguyễn Thị Hoà | 1980-02-03 | 25735");
        let other = add(&ctx, "Nguyễn Thị Hao | 1950-02-03 | 25735");
        let born = Born::Day(date(1950, 2, 3));
        let new =
            Trait { unit: Some(unit(&ctx, "25735")), ..Trait::new("Nguyen Thi Hoa", born, Sex::Female) };
        let alike = people::similar(&ctx, &new, None).unwrap();
        let shown: Vec<(&str, i32)> =
            alike.iter().map(|(hit, found)| (hit.found.full_name.as_str(), found.points)).collect();
        assert_eq!(shown, [("Nguyễn Thị Hoà", 92), ("Nguyễn Thị Hao", 82)], "{engine}");
        let (pairs, all) = people::propose(&ctx, 10).unwrap();
        assert_eq!(all, 1, "{engine}: {pairs:?}");
        people::set_distinct(&ctx, other, pairs[0].one.found.person).unwrap();
        assert_eq!(people::propose(&ctx, 10).unwrap().1, 0, "{engine}");
    }
}
