//! Decisions and payrolls by area and field: nobody touches, or sees, what lies outside.

use jiff::civil::{Date, date};
use law::{Month, Scheme, Terms};
use office::decisions::{self, NewDecision, NewItem, SignedPaper};
use office::officers::NewOfficer;
use office::payroll::{self, Order};
use office::people::{self, NewPerson};
use office::permission::{Assignment, Field, Role};
use office::takeover::{self, ListedLine, Resolution};
use office::{Ctx, OfficeError, officers, signals};
use testkit::{TestOffice, databases};

use domain::decisions::{DecidedTerms, DecisionKind};
use domain::facts::{FactKind, FactRow};
use domain::ids::{PersonId, UnitId};
use domain::payroll::RunKind;
use domain::people::PersonRecord;

const DAY: Date = date(2023, 2, 20);

/// An officer with one narrowed role.
fn narrowed<'a>(
    office: &'a TestOffice,
    account: &str,
    role: Role,
    unit: Option<UnitId>,
    field: Option<Field>,
) -> Ctx<'a> {
    let new = NewOfficer { account, full_name: "Cán bộ Mẫu" };
    let narrow = Assignment { role, unit, field };
    officers::add(&office.ctx(Role::Administrator, DAY), &new, &[narrow]).unwrap();
    office.ctx_of(officers::sign_in(office.db, office.id, account).unwrap(), DAY)
}

fn unit(ctx: &Ctx, code: &str) -> UnitId {
    let found = ctx.read(office::Permission::ReadRegisters, |tx| Ok(store::units::by_code(tx, code, DAY)?));
    found.unwrap().unwrap().id
}

fn person(ctx: &Ctx, name: &str, code: &str) -> PersonId {
    let mut home = FactRow::empty(FactKind::Residence, date(2000, 1, 1), None);
    home.unit = Some(unit(ctx, code));
    home.ref_text = Some(code.to_owned());
    home.flags = [Some(false), Some(false), None, None];
    let born = domain::dates::parse_born_iso("1940-01-01").unwrap();
    let sex = law::Sex::Female;
    let record = PersonRecord { full_name: name.to_owned(), sex, born, ethnicity: None, phone: None };
    people::add(ctx, NewPerson { record, numbers: Vec::new(), facts: vec![home] }).unwrap()
}

fn grant(person: PersonId, scheme: Scheme) -> NewDecision {
    let (category, part, class) = match scheme {
        Scheme::Merit => ("imprisoned_by_enemy", "allowance", "imprisoned"),
        _ => ("disabled_severe", "allowance", "elderly"),
    };
    let terms = Terms {
        scheme,
        category: category.into(),
        part: part.into(),
        class: class.into(),
        rate: None,
        quantity: 1,
    };
    let stream = office::enrolments::stream(&terms);
    let from_month = Month::of(DAY).next();
    let terms = vec![DecidedTerms::by_law(terms, "")];
    NewDecision {
        kind: DecisionKind::Grant,
        reason: None,
        items: vec![NewItem { person, scheme, stream, from_month, terms }],
    }
}

fn paper(number: &str) -> SignedPaper {
    let (signed_on, known_on) = (DAY, DAY);
    SignedPaper {
        number: number.to_owned(),
        signed_on,
        issuer: "UBND thị xã".to_owned(),
        signer: None,
        paper: None,
        known_on,
    }
}

fn code<T: std::fmt::Debug>(answer: Result<T, OfficeError>) -> &'static str {
    answer.map_or_else(|error| error.code(), |_| "done")
}

#[test]
fn decisions_and_lists_stay_within_area_and_field() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let month = Month::of(DAY).next();
        let opening = office::offices::Setting {
            item: office::offices::OPENING_MONTH,
            value: &month.to_string(),
            from: None,
            until: None,
        };
        office::offices::set(&office.ctx(Role::Administrator, DAY), opening).unwrap();
        let all = office.ctx(Role::Specialist, DAY);
        let (an, binh) = (person(&all, "Lê Thị An", "25708"), person(&all, "Trần Thị Bình", "25711"));
        let merit = narrowed(&office, "ncc", Role::Specialist, None, Some(Field::Merit));
        let here = Some(unit(&all, "25708"));
        let commune = narrowed(&office, "xa", Role::Specialist, here, None);
        for (who, ctx, person, scheme, expected) in [
            ("merit", &merit, an, Scheme::Merit, "done"),
            ("merit", &merit, an, Scheme::SocialAllowance, "forbidden"),
            ("commune", &commune, an, Scheme::SocialAllowance, "done"),
            ("commune", &commune, binh, Scheme::SocialAllowance, "forbidden"),
        ] {
            let found = code(decisions::draft(ctx, &grant(person, scheme)));
            assert_eq!(found, expected, "{engine}: {who} drafts {scheme:?} for {person}");
        }
        let refused = code(decisions::record(&merit, &paper("1/QĐ"), &grant(binh, Scheme::SocialAllowance)));
        assert_eq!(refused, "forbidden", "{engine}");
        decisions::record(&all, &paper("2/QĐ"), &grant(binh, Scheme::SocialAllowance)).unwrap();
        let head = office.ctx(Role::Head, DAY);
        for draft in decisions::list(&head).unwrap().iter().filter(|row| row.number.is_none()) {
            let narrow = narrowed_head(&office, draft.id.0);
            assert_eq!(code(decisions::sign(&narrow, draft.id, &paper("3/QĐ"))), "forbidden", "{engine}");
            decisions::sign(&head, draft.id, &paper(&format!("{}/QĐ", draft.id))).unwrap();
        }
        let seen = |ctx: &Ctx| decisions::list(ctx).unwrap().len();
        assert_eq!((seen(&all), seen(&merit), seen(&commune)), (3, 1, 2), "{engine}");
        let foreign =
            decisions::list(&all).unwrap().into_iter().find(|row| row.number.as_deref() == Some("2/QĐ"));
        assert_eq!(code(decisions::view(&merit, foreign.unwrap().id)), "forbidden", "{engine}");
        let order = Order::one_month(RunKind::Monthly, month);
        assert_eq!(code(payroll::prepare(&commune, order)), "forbidden", "{engine}");
        let run = payroll::prepare(&merit, order).unwrap().run;
        let waits = |ctx: &Ctx| payroll::view(ctx, run).unwrap().waiting.len();
        // Nobody has a payee: all wait.
        assert_eq!((waits(&all), waits(&merit), waits(&commune)), (3, 1, 2), "{engine}");
        let about = |ctx: &Ctx| {
            let found = signals::signals(ctx, month).unwrap();
            found.iter().filter(|one| one.person.is_some()).count()
        };
        assert!(about(&merit) < about(&all) && about(&commune) < about(&all), "{engine}");
    }
}

/// A head of another commune: signs nothing of these.
fn narrowed_head<'a>(office: &'a TestOffice, number: i64) -> Ctx<'a> {
    let elsewhere = Some(unit(&office.ctx(Role::Specialist, DAY), "25714"));
    narrowed(office, &format!("phong{number}"), Role::Head, elsewhere, None)
}

#[test]
fn lines_taken_over_stay_within_area_and_field() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let (all, month) = (office.ctx(Role::Specialist, DAY), Month::of(DAY));
        let (an, binh) = (person(&all, "Lê Thị An", "25708"), person(&all, "Trần Thị Bình", "25711"));
        let line = |person, scheme| {
            let terms = grant(person, scheme).items.remove(0).terms.remove(0).terms;
            ListedLine { person, terms, reference: "".into(), amount: law::Vnd(500_000) }
        };
        let lines = [line(an, Scheme::Merit), line(binh, Scheme::SocialAllowance)];
        takeover::take_over(&office.ctx(Role::Accountant, DAY), month, &lines).unwrap();
        let rows = takeover::table(&office.ctx(Role::Accountant, DAY)).unwrap();
        assert_eq!(rows.len(), 2, "{engine}");
        let narrow = narrowed(&office, "ktncc", Role::Accountant, None, Some(Field::Merit));
        let seen: Vec<PersonId> =
            takeover::table(&narrow).unwrap().into_iter().map(|row| row.person).collect();
        assert_eq!(seen, [an], "{engine}");
        for row in rows {
            let expected = if row.person == an { "done" } else { "forbidden" };
            assert_eq!(code(takeover::resolve(&narrow, row.row.id, Resolution::Keep)), expected, "{engine}");
        }
    }
}
