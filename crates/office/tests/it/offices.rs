use domain::ids::UnitId;
use jiff::civil::{Date, date};
use office::officers::{self, NewOfficer};
use office::offices::{self, NewOffice, Setting};
use office::permission::{Assignment, Field, Permission, Role};
use office::{Ctx, OfficeError};
use store::Open;
use testkit::{TestOffice, databases};

const DAY: Date = date(2023, 6, 5);

fn value(ctx: &Ctx, item: &str, day: Date) -> Option<String> {
    ctx.read(Permission::ReadOffice, |tx| offices::setting_on(tx, ctx.office, item, day)).unwrap()
}

#[test]
fn an_office_begins_with_its_name_unit_and_administrator() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Administrator, DAY);
        assert_eq!(value(&ctx, offices::UNIT, DAY).as_deref(), Some("712@2020"), "{engine}");
        assert_eq!(offices::all(&db).unwrap(), [office.id], "{engine}");
        let list = officers::all(&ctx).unwrap();
        let accounts: Vec<&str> = list.iter().map(|officer| officer.account.as_str()).collect();
        let expected = ["canboxa", "chuyenvien", "ketoan", "kiemtra", "lanhdao", "quantri", "truongphong"];
        assert_eq!(accounts, expected, "{engine}");
        let other = TestOffice::create(&db);
        assert_ne!(office.id, other.id, "{engine}: two offices may use the same accounts");
        assert_eq!(office.ctx(Role::Head, DAY).officer.roles[0].role, Role::Head, "{engine}");
    }
}

#[test]
fn a_new_office_is_checked() {
    let db = testkit::sqlite();
    let create = |name, unit, account, full_name| {
        let new = NewOffice { name, unit, creator: NewOfficer { account, full_name } };
        offices::create(&db, &new, DAY, "2023-06-05T02:00:00Z").map_err(|error| match error {
            OfficeError::Invalid(problems) => problems.iter().map(|p| p.field).collect::<Vec<_>>().join(" "),
            other => other.code().to_owned(),
        })
    };
    assert_eq!(create(" ", "712@2020", "Đặng", "").map(drop), Err("account full_name name".to_owned()));
    assert_eq!(create("Phòng", "712", "an", "An").map(drop), Err("not_found".to_owned()));
    assert_eq!(offices::all(&db).unwrap(), []);
}

#[test]
fn settings_are_dated() {
    let (january, march, june) = (date(2023, 1, 1), date(2023, 3, 1), date(2023, 6, 1));
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Administrator, DAY);
        let set = |value, from, until| {
            offices::set(&ctx, Setting { item: "signer", value, from, until }).unwrap();
        };
        let days = || {
            let on = |day| value(&ctx, "signer", day).unwrap_or_default();
            [date(2022, 12, 31), january, march, june].map(on).join(",")
        };
        assert_eq!(days(), ",,,", "{engine}");
        set("A", Some(january), None);
        assert_eq!(days(), ",A,A,A", "{engine}");
        set("B", Some(march), Some(june));
        assert_eq!(days(), ",A,B,A", "{engine}");
        set("C", None, Some(march));
        assert_eq!(days(), "C,C,B,A", "{engine}");
        set("D", Some(march), None);
        assert_eq!(days(), "C,C,D,D", "{engine}");
        let live = offices::settings(&ctx).unwrap();
        let live: Vec<_> = live.iter().filter(|row| row.item == "signer").collect();
        assert_eq!(live.len(), 2, "{engine}: {live:?}");
        let backwards = Setting { item: "Signer", value: " ", from: Some(june), until: Some(june) };
        let Err(OfficeError::Invalid(problems)) = offices::set(&ctx, backwards) else { panic!("{engine}") };
        assert_eq!(problems.len(), 3, "{engine}");
    }
}

#[test]
fn permissions_are_checked_before_anything_is_written() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let setting = Setting { item: "signer", value: "A", from: None, until: None };
        let head =
            |ctx: &Ctx| ctx.read(Permission::ReadJournal, |tx| Ok(office::journal::head(tx, ctx.office)?));
        let auditor = office.ctx(Role::Auditor, DAY);
        let before = head(&auditor).unwrap();
        for role in Role::ALL.iter().filter(|role| **role != Role::Administrator) {
            let refused = offices::set(&office.ctx(*role, DAY), setting);
            assert_eq!(refused, Err(OfficeError::Forbidden(Permission::ManageOffice)), "{engine} {role:?}");
        }
        assert_eq!(head(&auditor).unwrap(), before, "{engine}");
        let clerk = office.ctx(Role::Accountant, DAY);
        assert_eq!(head(&clerk), Err(OfficeError::Forbidden(Permission::ReadJournal)), "{engine}");
    }
}

#[test]
fn roles_come_and_go() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Administrator, DAY);
        let merit = Assignment { role: Role::Specialist, unit: Some(UnitId(7)), field: Some(Field::Merit) };
        let new = NewOfficer { account: "moi", full_name: "  Ngô  Thị Mới" };
        officers::add(&ctx, &new, &[merit]).unwrap();
        let found = officers::sign_in(&db, office.id, "moi").unwrap();
        assert_eq!(
            (found.full_name.as_str(), found.roles.as_slice()),
            ("Ngô Thị Mới", &[merit][..]),
            "{engine}"
        );
        assert_eq!(officers::add(&ctx, &new, &[]).unwrap_err().code(), "conflict", "{engine}");
        assert_eq!(officers::give_role(&ctx, "moi", merit).unwrap_err().code(), "role_held", "{engine}");
        let administrator = Assignment { role: Role::Administrator, unit: None, field: None };
        let last = officers::take_role(&ctx, "quantri", Role::Administrator).unwrap_err();
        assert_eq!(last.code(), "last_administrator", "{engine}");
        officers::give_role(&ctx, "moi", administrator).unwrap();
        officers::take_role(&ctx, "quantri", Role::Administrator).unwrap();
        officers::take_role(&ctx, "moi", Role::Specialist).unwrap();
        let roles = officers::sign_in(&db, office.id, "moi").unwrap().roles;
        assert_eq!(roles, [administrator], "{engine}");
        assert_eq!(officers::end(&ctx, "moi").unwrap_err().code(), "last_administrator", "{engine}");
        officers::end(&ctx, "ketoan").unwrap();
        assert_eq!(officers::sign_in(&db, office.id, "ketoan").unwrap_err().code(), "not_found", "{engine}");
        let nobody = officers::sign_in(&db, office.id, "khongco").unwrap_err();
        assert_eq!(nobody.code(), "not_found", "{engine}");
    }
}

#[test]
fn an_officer_of_a_commune_stays_within_it() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let unit = |key: &str| {
            let row = db.read::<_, OfficeError>(|tx| Ok(store::units::by_key(tx, key)?)).unwrap();
            row.unwrap().id
        };
        let mut ctx = office.ctx(Role::CommuneOfficer, DAY);
        ctx.officer.roles =
            vec![Assignment { role: Role::CommuneOfficer, unit: Some(unit("25708@2025")), field: None }];
        // The ward of 2025 took in two earlier wards whole.
        for (key, inside) in [
            ("25708@2025", true),
            ("25708@2020", true),
            ("25735@2020", true),
            ("25717@2020", false),
            ("712@2020", false),
            ("80@2025", false),
        ] {
            let outcome = ctx.read(Permission::RecordRegisters, |tx| {
                ctx.check_place(tx, Permission::RecordRegisters, unit(key), Some(Field::Merit))
            });
            let expected =
                if inside { Ok(()) } else { Err(OfficeError::Forbidden(Permission::RecordRegisters)) };
            assert_eq!(outcome, expected, "{engine} {key}");
        }
        let whole = office.ctx(Role::CommuneOfficer, DAY);
        let reach = whole.read(Permission::Import, |tx| whole.reach(tx, Permission::Import, None));
        assert_eq!(reach, Ok(None), "{engine}");
    }
}

#[test]
fn an_office_outlives_the_process() {
    for (engine, db) in databases() {
        let id = TestOffice::create(&db).id;
        let again = store::Db::open(&db.url, Open::Existing).unwrap();
        assert_eq!(offices::all(&again).unwrap(), [id], "{engine}");
    }
}
