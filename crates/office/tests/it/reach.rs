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
use domain::people::{Channel, Payee, PayeeGround, PersonRecord};

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

/// Receives by post, in person.
fn collects(ctx: &Ctx, person: PersonId, name: &str) {
    let payee = Payee {
        payee_person: None,
        name: name.to_owned(),
        ground: PayeeGround::SelfPaid,
        relation: None,
        paper: None,
        channel: Channel::Post,
        point: Some("Bưu cục Trảng Bàng".to_owned()),
        bank: None,
        account_number: None,
        account_holder: None,
        from: date(2023, 1, 1),
        until: None,
    };
    people::set_payee(ctx, person, payee).unwrap();
}

#[test]
fn sums_and_comparisons_stay_within_area_and_field() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let month = Month::of(DAY).next();
        let (item, value) = (office::offices::OPENING_MONTH, month.to_string());
        let opening = office::offices::Setting { item, value: &value, from: None, until: None };
        office::offices::set(&office.ctx(Role::Administrator, DAY), opening).unwrap();
        let all = office.ctx(Role::Specialist, DAY);
        let (an, binh) = (person(&all, "Lê Thị An", "25708"), person(&all, "Trần Thị Bình", "25711"));
        collects(&all, an, "Lê Thị An");
        collects(&all, binh, "Trần Thị Bình");
        decisions::record(&all, &paper("1/QĐ"), &grant(an, Scheme::Merit)).unwrap();
        decisions::record(&all, &paper("2/QĐ"), &grant(binh, Scheme::SocialAllowance)).unwrap();
        let first = payroll::prepare(&all, Order::one_month(RunKind::Monthly, month)).unwrap().run;
        payroll::check(&office.ctx(Role::Accountant, DAY), first).unwrap();
        payroll::approve(&office.ctx(Role::Head, DAY), first, None).unwrap();
        let next = payroll::prepare(&all, Order::one_month(RunKind::Monthly, month.next())).unwrap().run;
        let merit = narrowed(&office, "ncc", Role::Specialist, None, Some(Field::Merit));
        let labour = narrowed(&office, "ld", Role::Specialist, None, Some(Field::Labour));
        let there = Some(unit(&all, "25711"));
        let commune = narrowed(&office, "xa", Role::Specialist, there, None);
        for (who, ctx, payments) in
            [("all", &all, 2), ("merit", &merit, 1), ("area", &commune, 1), ("labour", &labour, 0)]
        {
            let own = payroll::view(ctx, first).unwrap();
            let totals: Vec<_> =
                payroll::totals(ctx).unwrap().into_iter().filter(|total| total.run == first).collect();
            assert_eq!(totals.iter().map(|total| total.payments).sum::<i64>(), payments, "{engine} {who}");
            assert_eq!(totals.iter().map(|total| total.new).sum::<law::Vnd>(), own.newly(), "{engine} {who}");
            let schemes = payroll::by_scheme(ctx, month).unwrap();
            assert_eq!(schemes.iter().map(|sum| sum.lines).sum::<i64>(), payments, "{engine} {who}");
            let compared = payroll::compare(ctx, next).unwrap().unwrap();
            assert_eq!(i64::from(compared.before.lines), payments, "{engine} {who}");
            assert_eq!(i64::from(compared.after.lines), payments, "{engine} {who}");
            assert_eq!(compared.before.amount, own.newly(), "{engine} {who}");
        }
    }
}

#[test]
fn evidence_names_nobody_of_other_areas_and_fields() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let all = office.ctx(Role::Specialist, DAY);
        for (number, name, commune) in [("1", "Lê Văn Bảy", "An Hòa"), ("2", "Trần Văn Tám", "Phước Chỉ")]
        {
            let cells = [
                ("Số hồ sơ", number),
                ("Họ và tên", name),
                ("Nam", "1945"),
                ("Xã, phường", commune),
                ("Diện", "Liệt sĩ"),
                ("Ngày công nhận", "27/07/1980"),
                ("Ngày mất", "02/02/1968"),
            ];
            let cells: Vec<_> =
                cells.into_iter().map(|(heading, text)| (heading.to_owned(), text.to_owned())).collect();
            let entered = office::import::entry::enter(&all, "merit_files", &cells).unwrap();
            assert!(matches!(entered, office::import::entry::Entered::Done(..)), "{engine} {entered:?}");
        }
        let merit = narrowed(&office, "ncc", Role::Specialist, None, Some(Field::Merit));
        let labour = narrowed(&office, "ld", Role::Specialist, None, Some(Field::Labour));
        let there =
            Some(all.read(office::Permission::ReadOffice, |tx| Ok(communes(tx, &all, "Phước Chỉ"))).unwrap());
        let commune = narrowed(&office, "xa", Role::Specialist, there, None);
        let both = "Lê Văn Bảy 1, Trần Văn Tám 1";
        let other = "1 dòng ngoài địa bàn, lĩnh vực của bạn 1";
        for (who, ctx, expected) in [
            ("all", &all, both.to_owned()),
            ("merit", &merit, both.to_owned()),
            ("labour", &labour, format!("{other}, {other}")),
            ("area", &commune, format!("Trần Văn Tám 1, {other}")),
        ] {
            let rows = office::figures::evidence(ctx, "registry.merit", 2023).unwrap();
            let told: Vec<_> = rows.iter().map(|row| format!("{} {}", row.label, row.quantity)).collect();
            assert_eq!(told.join(", "), expected, "{engine} {who}");
            let named = rows.iter().filter(|row| row.id > 0).count();
            let seen = expected.matches("Văn").count();
            assert_eq!(named, seen, "{engine} {who}: a row that is not named has no number of a record");
            // The annex of a report knows communes by name only: it names nobody to a part of the area.
            let report = office::reports::year::year_report(ctx, 2023).unwrap();
            let section = report.book.sections.iter().find(|one| one.id == "registry.merit").unwrap();
            let in_annex = section.rows.iter().filter(|row| row.label.contains("Văn")).count();
            assert_eq!(in_annex, if who == "area" { 0 } else { seen }, "{engine} {who}");
            assert_eq!(section.rows.iter().map(|row| row.quantity).sum::<i64>(), 2, "{engine} {who}");
        }
    }
}

fn communes(tx: &mut store::Tx, ctx: &Ctx, name: &str) -> UnitId {
    let all = office::offices::communes(tx, ctx.office, DAY).unwrap();
    all.into_iter().find(|unit| unit.full_name().ends_with(name)).unwrap().id
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

#[test]
fn what_names_no_commune_is_written_by_those_who_work_for_all() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let all = office.ctx(Role::Specialist, DAY);
        let commune = narrowed(&office, "xa", Role::CommuneOfficer, Some(unit(&all, "25708")), None);
        let cells = [
            ("Mã đợt", "TET-2023"),
            ("Dịp", "Tết"),
            ("Năm", "2023"),
            ("Tên đợt", "Tết"),
            ("Bắt đầu", "03/01/2023"),
        ];
        let cells = cells.map(|(heading, text)| (heading.to_owned(), text.to_owned()));
        let enter = |ctx: &Ctx| office::import::entry::enter(ctx, "campaigns", &cells);
        assert_eq!(code(enter(&commune)), "forbidden", "{engine}");
        assert_eq!(code(enter(&all)), "done", "{engine}");
    }
}
