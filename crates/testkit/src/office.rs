//! An office with one officer of each role, for tests of commands.

use domain::ids::OfficeId;
use jiff::civil::{Date, date};
use law::Ruleset;
use office::officers::NewOfficer;
use office::offices::NewOffice;
use office::permission::{Assignment, Role};
use office::{Ctx, Officer, officers, offices};
use std::sync::{Arc, OnceLock};
use store::Db;

/// The office of the town with code 712, thị xã Trảng Bàng before 2025-07-01. Its people are invented.
pub struct TestOffice<'a> {
    pub db: &'a Db,
    pub rules: Arc<Ruleset>,
    pub id: OfficeId,
    officers: Vec<(Role, Officer)>,
}

/// Key of its unit.
pub const UNIT: &str = "712@2020";

impl<'a> TestOffice<'a> {
    /// With the built-in law pages, created on 2023-01-01. Several calls make several offices.
    pub fn create(db: &'a Db) -> TestOffice<'a> {
        static EMBEDDED: OnceLock<Arc<Ruleset>> = OnceLock::new();
        let read = || Arc::new(Ruleset::embedded().expect("the built-in pages are sound"));
        TestOffice::with_rules(db, EMBEDDED.get_or_init(read).clone())
    }

    pub fn with_rules(db: &'a Db, rules: Arc<Ruleset>) -> TestOffice<'a> {
        let day = date(2023, 1, 1);
        let creator = new_officer(Role::Administrator);
        let new = NewOffice { name: "Phòng Lao động - Thương binh và Xã hội", unit: UNIT, creator };
        let (id, administrator) = offices::create(db, &new, day, &instant(day)).expect("a new office");
        let mut office = TestOffice { db, rules, id, officers: vec![(Role::Administrator, administrator)] };
        for role in Role::ALL.iter().copied().filter(|role| *role != Role::Administrator) {
            let new = new_officer(role);
            let whole = Assignment { role, unit: None, field: None };
            officers::add(&office.ctx(Role::Administrator, day), &new, &[whole]).expect("a new officer");
            let officer = officers::sign_in(db, id, new.account).expect("the officer just added");
            office.officers.push((role, officer));
        }
        office
    }

    /// The account of the officer of that role.
    pub fn account(role: Role) -> &'static str {
        new_officer(role).account
    }

    /// What the officer of that role does on that business date; the clock stands at 02:00 UTC.
    pub fn ctx(&self, role: Role, on: Date) -> Ctx<'_> {
        let found = self.officers.iter().find(|(held, _)| *held == role);
        let (_, officer) = found.expect("an officer of each role");
        self.ctx_of(officer.clone(), on)
    }

    /// The same for an officer of the test's own.
    pub fn ctx_of(&self, officer: Officer, on: Date) -> Ctx<'_> {
        Ctx { db: self.db, rules: &self.rules, office: self.id, officer, on, at: instant(on) }
    }
}

/// The instant of the test clock on a day.
pub fn instant(day: Date) -> String {
    format!("{day}T02:00:00Z")
}

fn new_officer(role: Role) -> NewOfficer<'static> {
    let (account, full_name) = match role {
        Role::Specialist => ("chuyenvien", "Lê Thị Mẫu"),
        Role::Accountant => ("ketoan", "Trần Văn Sổ"),
        Role::Head => ("truongphong", "Phạm Thị Duyệt"),
        Role::Leader => ("lanhdao", "Hồ Văn Ký"),
        Role::Administrator => ("quantri", "Võ Văn Máy"),
        Role::Auditor => ("kiemtra", "Đỗ Thị Soát"),
        Role::CommuneOfficer => ("canboxa", "Bùi Văn Thôn"),
    };
    NewOfficer { account, full_name }
}
