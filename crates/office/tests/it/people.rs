//! Changes, corrections, and the past as it was known.

use domain::Born;
use domain::facts::FactRow;
use domain::ids::PersonId;
use domain::people::{Channel, Death, NumberKind, Payee, PayeeGround, PersonNumber, PersonRecord};
use jiff::civil::{Date, date};
use law::facts::{Degree, HouseholdClass};
use law::{Fact, Sex, What};
use office::people::{self, NewPerson, Sharing};
use office::permission::Role;
use office::{Ctx, OfficeError};
use store::people::Known;
use testkit::{TestOffice, databases, sqlite};

const DAY: Date = date(2023, 1, 10);

fn record(name: &str) -> PersonRecord {
    PersonRecord {
        full_name: name.to_owned(),
        sex: Sex::Female,
        born: Born::Year(1950),
        ethnicity: None,
        phone: None,
    }
}

fn add(ctx: &Ctx, name: &str, number: &str) -> Result<PersonId, OfficeError> {
    let number = PersonNumber { kind: NumberKind::Citizen, number: number.to_owned() };
    people::add(ctx, NewPerson { record: record(name), numbers: vec![number], facts: Vec::new() })
}

fn degree(degree: Degree, from: Date) -> FactRow {
    FactRow::of(&Fact { from, until: None, what: What::Disability { degree } })
}

fn newest_entry(ctx: &Ctx) -> Known {
    let page = ctx.db.read(|tx| store::journal::page(tx, ctx.office, i64::MAX, 1)).unwrap();
    Known::At(page[0].id)
}

/// `severe 2015-03-04..2023-02-01`, one per disability fact.
fn degrees(ctx: &Ctx, person: PersonId, known: Known) -> Vec<String> {
    let sheet = people::show(ctx, person, known).unwrap();
    let shown = |fact: &FactRow| {
        let until = fact.until.map_or(String::new(), |day| format!("..{day}"));
        format!("{} {}{until}", fact.words[0].as_deref().unwrap(), fact.from)
    };
    sheet.facts.iter().map(|(_, fact)| shown(fact)).collect()
}

#[test]
fn a_change_ends_a_correction_replaces_and_the_past_stays() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let person = add(&ctx, "Lê Thị Én", "072150000001").unwrap();
        people::record_fact(&ctx, person, degree(Degree::Severe, date(2015, 3, 4))).unwrap();
        let first = newest_entry(&ctx);
        people::record_fact(&ctx, person, degree(Degree::ExceptionallySevere, date(2023, 2, 1))).unwrap();
        let changed = newest_entry(&ctx);
        assert_eq!(
            degrees(&ctx, person, Known::Now),
            ["severe 2015-03-04..2023-02-01", "exceptionally_severe 2023-02-01"],
            "{engine}"
        );
        let sheet = people::show(&ctx, person, Known::Now).unwrap();
        let newest = sheet.facts[1].0;
        people::correct_fact(&ctx, person, newest, Some(degree(Degree::Mild, date(2023, 2, 1)))).unwrap();
        assert_eq!(degrees(&ctx, person, Known::Now), ["severe 2015-03-04..2023-02-01", "mild 2023-02-01"]);
        assert_eq!(
            degrees(&ctx, person, first),
            ["severe 2015-03-04"],
            "{engine}: as known at the first entry"
        );
        assert_eq!(degrees(&ctx, person, changed)[1], "exceptionally_severe 2023-02-01");

        people::correct(&ctx, person, record("Lê Thị Yến")).unwrap();
        assert_eq!(people::show(&ctx, person, Known::Now).unwrap().record.full_name, "Lê Thị Yến");
        assert_eq!(people::show(&ctx, person, changed).unwrap().record.full_name, "Lê Thị Én");

        let gone = people::correct_fact(&ctx, person, newest, None).unwrap_err();
        assert_eq!(gone.code(), "not_found", "a fact is corrected once");
    }
}

#[test]
fn deaths_are_recorded_corrected_and_withdrawn() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let person = add(&ctx, "Lê Thị Én", "072150000001").unwrap();
        let death = |day| Some(Death { died_on: day, certificate: None });
        let known = || people::show(&ctx, person, Known::Now).unwrap().death.map(|death| death.died_on);
        people::record_death(&ctx, person, death(date(2023, 1, 5))).unwrap();
        people::record_death(&ctx, person, death(date(2023, 1, 6))).unwrap();
        assert_eq!(known(), Some(date(2023, 1, 6)), "{engine}");
        let impossible = people::record_death(&ctx, person, death(date(1949, 1, 6))).unwrap_err();
        assert_eq!(impossible.code(), "death_before_birth");
        people::record_death(&ctx, person, None).unwrap();
        assert_eq!(known(), None);
    }
}

#[test]
fn money_goes_to_one_payee_at_a_time() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let person = add(&ctx, "Lê Thị Én", "072150000001").unwrap();
        let payee = |point: &str, from| Payee {
            payee_person: Some(person),
            name: "Lê Thị Én".to_owned(),
            ground: PayeeGround::SelfPaid,
            relation: None,
            paper: None,
            channel: Channel::Post,
            point: Some(point.to_owned()),
            bank: None,
            account_number: None,
            account_holder: None,
            from,
            until: None,
        };
        people::set_payee(&ctx, person, payee("An Hòa", date(2023, 1, 1))).unwrap();
        people::set_payee(&ctx, person, payee("Lộc Hưng", date(2023, 4, 1))).unwrap();
        let payees = people::show(&ctx, person, Known::Now).unwrap().payees;
        let shown: Vec<_> =
            payees.iter().map(|(_, p)| (p.point.as_deref().unwrap(), p.from, p.until)).collect();
        let april = date(2023, 4, 1);
        assert_eq!(shown, [("An Hòa", date(2023, 1, 1), Some(april)), ("Lộc Hưng", april, None)], "{engine}");
    }
}

#[test]
fn duplicates_are_refused_or_listed() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let one = add(&ctx, "Lê Thị Én", "072150000001").unwrap();
        assert_eq!(add(&ctx, "Ai Khác", "072150000001").unwrap_err().code(), "number_taken");
        let other = add(&ctx, "LÊ THỊ ÉN", "072150000002").unwrap();
        let unit = db.read(|tx| store::units::by_code(tx, "25735", DAY)).unwrap().unwrap().id;
        for person in [one, other] {
            let what = What::Residence { area: "25735".to_owned(), urban: true, specially_difficult: false };
            let home = FactRow::of(&Fact { from: DAY, until: None, what });
            people::record_fact(&ctx, person, FactRow { unit: Some(unit), ..home }).unwrap();
        }
        let old = PersonNumber { kind: NumberKind::Older, number: "290123456".to_owned() };
        people::add_number(&ctx, one, old.clone()).unwrap();
        people::add_number(&ctx, other, old.clone()).unwrap();
        let groups = people::list_duplicates(&ctx).unwrap();
        let expected = [
            Sharing::Number(NumberKind::Older, old.number.clone()),
            Sharing::NameAndBirth("le thi en".to_owned(), "1950".to_owned()),
        ];
        let sharing: Vec<_> = groups.iter().map(|group| group.sharing.clone()).collect();
        assert_eq!(sharing, expected, "{engine}");
        assert!(groups.iter().all(|group| group.people == [one, other]), "{engine}");

        let wrong = people::show(&ctx, other, Known::Now).unwrap().numbers[1].0;
        people::void_number(&ctx, other, wrong).unwrap();
        assert_eq!(people::list_duplicates(&ctx).unwrap().len(), 1);
    }
}

#[test]
fn incomplete_facts_and_strangers_are_refused() {
    let db = sqlite();
    let office = TestOffice::create(&db);
    let ctx = office.ctx(Role::Specialist, DAY);
    let person = add(&ctx, "Lê Thị Én", "072150000001").unwrap();
    let empty = FactRow::empty(law::FactKind::Disability, DAY, None);
    assert_eq!(people::record_fact(&ctx, person, empty).unwrap_err().code(), "fact_incomplete");
    let never = FactRow { until: Some(DAY), ..degree(Degree::Mild, DAY) };
    assert_eq!(people::record_fact(&ctx, person, never).unwrap_err().code(), "fact_empty");
    let unknown = people::record_death(&ctx, PersonId(1), None).unwrap_err();
    assert_eq!(unknown.code(), "not_found");
    // People of another office are strangers.
    let elsewhere = TestOffice::create(&db);
    let foreign =
        people::correct(&elsewhere.ctx(Role::Specialist, DAY), person, record("Ai Đó")).unwrap_err();
    assert_eq!(foreign.code(), "not_found");
    let reader = people::correct(&office.ctx(Role::Auditor, DAY), person, record("Ai Đó")).unwrap_err();
    assert_eq!(reader.code(), "forbidden");
}

#[test]
fn a_personal_statement_fills_what_the_household_leaves_open() {
    let db = sqlite();
    let office = TestOffice::create(&db);
    let ctx = office.ctx(Role::Specialist, DAY);
    let person = add(&ctx, "Lê Thị Én", "072150000001").unwrap();
    let what = What::Household { class: HouseholdClass::Poor };
    people::record_fact(&ctx, person, FactRow::of(&Fact { from: DAY, until: None, what: what.clone() }))
        .unwrap();
    let case = db.read(|tx| people::load_case(tx, ctx.office, person, Known::Now, Vec::new())).unwrap();
    assert_eq!(case.facts, [Fact { from: DAY, until: None, what }]);
}
