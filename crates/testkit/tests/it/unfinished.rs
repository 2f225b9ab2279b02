//! A preparation that fails midway leaves nothing, and the draft before it stands.

use domain::Month;
use domain::payroll::RunKind;
use jiff::civil::date;
use law::{Scheme, Sex, Terms, Vnd};
use office::payroll::{self, Order};
use office::people::{NewPerson, add, set_payee};
use office::permission::Role;
use office::takeover::{ListedLine, take_over};
use store::{StoreError, statements};
use testkit::{TestOffice, databases};

statements! {
    BREAK_SQLITE = "create trigger broken before insert on run_lines begin select raise(abort, 'broken'); end";
    MEND_SQLITE = "drop trigger broken";
    BREAK_POSTGRES = "alter table run_lines add constraint broken check (amount < 0) not valid";
    MEND_POSTGRES = "alter table run_lines drop constraint broken";
}

#[test]
fn a_preparation_that_fails_midway_leaves_nothing() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let on = date(2023, 1, 15);
        let ctx = office.ctx(Role::Specialist, on);
        let person = add(&ctx, somebody(&office)).unwrap();
        set_payee(&ctx, person, own_payee()).unwrap();
        let terms = Terms {
            scheme: Scheme::SocialAllowance,
            category: "disabled_severe".into(),
            part: "allowance".into(),
            class: "adult".into(),
            rate: None,
            quantity: 1,
        };
        let line = ListedLine { person, terms, reference: "".into(), amount: Vnd(540_000) };
        take_over(&office.ctx(Role::Accountant, on), Month::parse("2023-01").unwrap(), &[line]).unwrap();
        let order = Order::one_month(RunKind::Monthly, Month::parse("2023-02").unwrap());
        let first = payroll::prepare(&ctx, order).unwrap();
        let before = seen(&office, first.run);

        let (broken, mend) = match engine {
            "sqlite" => (&BREAK_SQLITE, &MEND_SQLITE),
            _ => (&BREAK_POSTGRES, &MEND_POSTGRES),
        };
        db.write(|tx| tx.execute(broken, &[]).map(drop)).unwrap_or_else(|e: StoreError| panic!("{e}"));
        assert!(payroll::prepare(&ctx, order).is_err(), "{engine}");
        assert_eq!(seen(&office, first.run), before, "{engine}");

        db.write(|tx| tx.execute(mend, &[]).map(drop)).unwrap_or_else(|e: StoreError| panic!("{e}"));
        let second = payroll::prepare(&ctx, order).unwrap();
        assert_eq!(
            (second.replaced, second.lines, second.new),
            (Some(first.run), 1, Vnd(540_000)),
            "{engine}"
        );
    }
}

/// Runs, the draft's lists, and how long the journal is.
fn seen(office: &TestOffice, run: domain::ids::RunId) -> String {
    let ctx = office.ctx(Role::Auditor, date(2023, 1, 15));
    let runs = payroll::runs(&ctx).unwrap();
    let view = payroll::view(&ctx, run).unwrap();
    let journal =
        ctx.read(office::Permission::ReadJournal, |tx| Ok(store::journal::last(tx, ctx.office)?)).unwrap();
    format!("{runs:?} {:?} {:?} {journal:?}", view.payments, view.lines)
}

fn somebody(office: &TestOffice) -> NewPerson {
    let ctx = office.ctx(Role::Specialist, date(2023, 1, 15));
    let unit = ctx.read(office::Permission::ReadRegisters, |tx| {
        Ok(store::units::by_name(tx, "An Tịnh", None, date(2023, 1, 1))?)
    });
    let mut home = domain::facts::FactRow::empty(law::FactKind::Residence, date(1990, 1, 1), None);
    home.unit = unit.unwrap().first().map(|unit| unit.id);
    home.ref_text = Some("25696".to_owned());
    home.flags = [Some(false), Some(false), None, None];
    let record = domain::people::PersonRecord {
        full_name: "Nguyễn Thị Mẫu".to_owned(),
        sex: Sex::Female,
        born: law::Born::Day(date(1990, 1, 1)),
        ethnicity: None,
        phone: None,
    };
    NewPerson { record, numbers: Vec::new(), facts: vec![home] }
}

fn own_payee() -> domain::people::Payee {
    domain::people::Payee {
        payee_person: None,
        name: "Nguyễn Thị Mẫu".to_owned(),
        ground: domain::people::PayeeGround::SelfPaid,
        relation: None,
        paper: None,
        channel: domain::people::Channel::Cash,
        point: None,
        bank: None,
        account_number: None,
        account_holder: None,
        from: date(2000, 1, 1),
        until: None,
    }
}
