//! Protection cases: sealed, for their officers only, every reading in the journal.

use domain::protection::{ProtectionReport, ProtectionState, ReportChannel};
use jiff::civil::{Date, date};
use office::permission::Role;
use office::protection::{self, NewReport, ProtectionStep};
use office::vault::{Vault, new_key};
use office::{Ctx, cases, doctor, figures};
use testkit::{TestOffice, databases};

const DAY: Date = date(2023, 3, 6);

fn report() -> ProtectionReport {
    ProtectionReport {
        child_name: "Nguyễn Thị Kín".to_owned(),
        child_age: "khoảng 9 tuổi".to_owned(),
        child_state: "Bị đánh, bầm tay".to_owned(),
        informer: "Cô giáo, 0900000000".to_owned(),
        ..ProtectionReport::default()
    }
}

fn new(ctx: &Ctx) -> NewReport {
    let unit = ctx.db.read(|tx| store::units::by_code(tx, "25708", DAY)).unwrap().unwrap().id;
    NewReport {
        unit,
        channel: ReportChannel::Phone,
        received_on: ctx.on,
        urgent: true,
        lead: None,
        report: report(),
    }
}

#[test]
fn a_case_is_seen_by_its_officers_only() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let vault = Vault::from_text(&new_key().unwrap()).unwrap();
        let (lead, head) = (office.ctx(Role::Specialist, DAY), office.ctx(Role::Head, DAY));
        let code = |error: office::OfficeError| error.code();
        assert_eq!(protection::receive(&lead, None, &new(&lead)).map_err(code), Err("no_key"), "{engine}");
        let empty = NewReport { report: ProtectionReport::default(), ..new(&lead) };
        assert_eq!(
            protection::receive(&lead, Some(&vault), &empty).map_err(code),
            Err("protection_no_state"),
            "{engine}"
        );
        let number = protection::receive(&lead, Some(&vault), &new(&lead)).unwrap();
        assert_eq!(number, "BVTE-2023-001", "{engine}");

        // Not even the head sees somebody else's case.
        assert_eq!(protection::list(&head).unwrap().len(), 0, "{engine}");
        assert_eq!(protection::read(&head, Some(&vault), &number).map_err(code).err(), Some("not_found"));
        let accountant = office.ctx(Role::Accountant, DAY);
        let denied = protection::read(&accountant, Some(&vault), &number).map_err(code).err();
        assert_eq!(denied, Some("forbidden"), "{engine}");
        let file = protection::read(&lead, Some(&vault), &number).unwrap();
        assert_eq!(file.report.child_name, "Nguyễn Thị Kín", "{engine}");
        let page = db.read(|tx| store::journal::page(tx, lead.office, i64::MAX, 50)).unwrap();
        assert_eq!(page[0].command, "vault.read", "{engine}");
        assert!(page.iter().all(|entry| !entry.detail.contains("Kín")), "{engine}");

        // Whom the leading officer lets in sees it; such a one lets nobody in.
        protection::admit(&lead, &number, head.officer.id).unwrap();
        assert_eq!(protection::list(&head).unwrap().len(), 1, "{engine}");
        protection::note(&head, Some(&vault), &number, "Nguy cơ cao").unwrap();
        assert_eq!(
            protection::read(&head, Some(&vault), &number).unwrap().notes,
            ["Nguy cơ cao"],
            "{engine}"
        );
        let refused = protection::admit(&head, &number, accountant.officer.id).map_err(code);
        assert_eq!(refused, Err("protection_not_lead"), "{engine}");

        // Figures and deadlines know the number, and nothing else.
        let evidence = figures::evidence(&head, "children.protection_cases", 2023).unwrap();
        let rows: Vec<(&str, &str)> =
            evidence.iter().map(|row| (row.label.as_str(), row.unit.as_str())).collect();
        assert_eq!(rows, [("BVTE-2023-001", "")], "{engine}");
        let work = cases::show(&head, &number).unwrap();
        assert_eq!((work.case.subject.as_str(), work.case.person), ("Bảo vệ trẻ em", None), "{engine}");
        let outcomes = doctor::run(&office.ctx(Role::Auditor, DAY)).unwrap();
        assert!(outcomes.iter().all(|outcome| outcome.problems.is_empty()), "{engine}");
    }
}

#[test]
fn a_case_goes_step_by_step_with_its_deadlines() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let vault = Vault::from_text(&new_key().unwrap()).unwrap();
        let lead = office.ctx(Role::Specialist, DAY);
        let number = protection::receive(&lead, Some(&vault), &new(&lead)).unwrap();
        let step = |to: ProtectionState, month: i8, day: i8, decision: Option<&str>| {
            let (on, decision) = (date(2023, month, day), decision.map(str::to_owned));
            protection::step(&lead, &number, &ProtectionStep { to, on, decision }).map_err(|e| e.code())
        };
        use ProtectionState::{
            Assessed, Closed, InProgress, PlanApproved, PlanDrafted, Reopened, Reviewed, Verified,
        };
        for (to, month, day, decision, expected) in [
            (Assessed, 3, 7, None, Err("protection_not_next")),
            (Verified, 3, 5, None, Err("protection_before_last")),
            (Verified, 3, 6, None, Ok(())),
            (Assessed, 3, 8, None, Ok(())),
            (PlanDrafted, 3, 10, None, Ok(())),
            (PlanApproved, 3, 20, None, Err("protection_no_decision")),
            (PlanApproved, 3, 20, Some("QĐ 12"), Ok(())),
            (InProgress, 3, 21, None, Ok(())),
            (Reviewed, 6, 1, None, Ok(())),
            // The plan is repeated once.
            (PlanDrafted, 6, 5, None, Ok(())),
            (PlanApproved, 6, 9, Some("QĐ 30"), Ok(())),
            (InProgress, 6, 10, None, Ok(())),
            (Reviewed, 9, 1, None, Ok(())),
            (Closed, 9, 4, None, Ok(())),
            (Reopened, 10, 2, None, Ok(())),
            (Assessed, 10, 4, None, Ok(())),
        ] {
            assert_eq!(step(to, month, day, decision), expected, "{engine} {to:?} {day}.{month}.");
        }
        let head = office.ctx(Role::Head, date(2023, 12, 20));
        let all = figures::figures(&head, 2023).unwrap();
        let of = |id: &str| all.iter().find(|figure| figure.id == id).unwrap().value.clone();
        assert_eq!(of("children.protection_cases"), serde_json::json!(1), "{engine}");
        assert_eq!(of("children.protection_cases.open"), serde_json::json!(1), "{engine}");
    }
}
