//! Protection of children in danger: restricted from the start.
//!
//! What was told is sealed (`vault`) and read only by the officers of the case, each reading an entry of the journal.
//! A case stands in no list, export or search but its officers' own; figures count it by its number.

use crate::cases::docket::Docket;
use crate::vault::{self, Place, Vault};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::cases::{CaseEvent, CaseEventKind, CaseRecord, CaseResult};
use domain::ids::{CaseId, EntryId, OfficerId, ProtectionCaseId, ProtectionOfficerId, UnitId};
use domain::protection::{
    ProtectionCase, ProtectionOfficer, ProtectionReport, ProtectionState, ReportChannel,
};
use jiff::civil::Date;
use store::Tx;
use store::children::{protection, protection_officers};
use store::people::Known;

/// A report as it comes in.
#[derive(Clone, Debug)]
pub struct NewReport {
    pub unit: UnitId,
    pub channel: ReportChannel,
    pub received_on: Date,
    pub urgent: bool,
    /// Who leads the case; `None`: who takes the report in.
    pub lead: Option<OfficerId>,
    /// Mẫu 01.
    pub report: ProtectionReport,
}

/// The next step of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectionStep {
    pub to: ProtectionState,
    pub on: Date,
    /// Of the decision that approves the plan.
    pub decision: Option<String>,
}

/// What the officers of a case see.
#[derive(Clone, Debug)]
pub struct ProtectionFile {
    pub case: ProtectionCase,
    pub report: ProtectionReport,
    /// Assessments, plans, reviews, oldest first.
    pub notes: Vec<String>,
}

/// The procedure of law by which a case runs.
pub(crate) const PROCEDURE: &str = "child.protection";

fn place(case: CaseId) -> Place {
    Place { topic: "child_protection", subject: case.0 }
}

/// Takes a report in: opens the case, seals what was told. Returns the number of the case.
pub fn receive(ctx: &Ctx, vault: Option<&Vault>, new: &NewReport) -> Result<String, OfficeError> {
    let vault = vault::required(vault)?;
    if new.report.child_state.trim().is_empty() {
        let message = "Báo cáo tiếp nhận phải ghi tình trạng của trẻ em (Mẫu 01).";
        return Err(OfficeError::refused("protection_no_state", message));
    }
    ctx.write(Permission::RecordRegisters, "protection.receive", "", |tx, entry| {
        ctx.check_place(tx, Permission::RecordRegisters, new.unit, Some(Field::Children))?;
        let number = next_number(tx, ctx, new.received_on)?;
        let case = open_case(tx, ctx, entry, &number, new)?;
        vault::write(tx, ctx.office, entry, vault, place(case), &new.report.joined())?;
        let row = ProtectionCase {
            number: number.clone(),
            case,
            unit: new.unit,
            channel: new.channel,
            received_on: new.received_on,
            urgent: new.urgent,
            state: ProtectionState::Received,
            state_on: new.received_on,
            officer: new.lead.unwrap_or(ctx.officer.id),
            decision: None,
        };
        let id = ProtectionCaseId(tx.next_ids(1)?);
        protection::insert_many(tx, ctx.office, entry, [(id, row)])?;
        Ok(number)
    })
}

/// One more than the cases of the year: `BVTE-2023-004`.
fn next_number(tx: &mut Tx, ctx: &Ctx, on: Date) -> Result<String, OfficeError> {
    let beginning = format!("BVTE-{}-", on.year());
    let cases = protection::of_office(tx, ctx.office, Known::Now)?;
    let used = cases.iter().filter_map(|(_, case)| case.number.strip_prefix(&beginning)?.parse::<u32>().ok());
    Ok(format!("{beginning}{:03}", used.max().unwrap_or(0) + 1))
}

fn open_case(
    tx: &mut Tx,
    ctx: &Ctx,
    entry: EntryId,
    number: &str,
    new: &NewReport,
) -> Result<CaseId, OfficeError> {
    let mut docket = Docket::load(tx, ctx.rules, ctx.office)?;
    let record = CaseRecord {
        code: number.to_owned(),
        kind: PROCEDURE.to_owned(),
        subject: "Bảo vệ trẻ em".to_owned(),
        person: None,
        unit: Some(new.unit),
        received_on: new.received_on,
        due_on: None,
        owner: None,
        source: None,
    };
    docket.put_case(tx, record)?;
    for event in events(&docket, number, ProtectionState::Received, new.received_on) {
        docket.put_event(number, event)?;
    }
    let case = docket.get(number).map(|held| held.id);
    docket.finish(tx, entry)?;
    case.ok_or_else(|| missing(number))
}

/// What a state means for the steps and deadlines of the case. A step that was over before is taken again.
fn events(docket: &Docket, number: &str, to: ProtectionState, on: Date) -> Vec<CaseEvent> {
    let was_over = |step: u8| {
        docket.get(number).is_some_and(|held| {
            held.events.iter().any(|(_, old)| old.kind == CaseEventKind::StepDone && old.step == Some(step))
        })
    };
    let at = |kind: CaseEventKind, step: u8| CaseEvent { step: Some(step), ..CaseEvent::new(kind, on) };
    let mut events = Vec::new();
    for step in to.steps() {
        if was_over(*step) {
            events.push(at(CaseEventKind::StepBegun, *step));
        }
        events.push(at(CaseEventKind::StepDone, *step));
    }
    match to {
        ProtectionState::Closed => events.push(CaseEvent::concluded(on, CaseResult::Resolved)),
        ProtectionState::Referred => events.push(CaseEvent::concluded(on, CaseResult::Transferred)),
        ProtectionState::Unfounded => events.push(CaseEvent::concluded(on, CaseResult::Unfounded)),
        ProtectionState::Reopened => events.push(CaseEvent::new(CaseEventKind::Reopened, on)),
        ProtectionState::Received
        | ProtectionState::Verified
        | ProtectionState::Assessed
        | ProtectionState::PlanDrafted
        | ProtectionState::PlanApproved
        | ProtectionState::InProgress
        | ProtectionState::Reviewed => {}
    }
    events
}

/// Takes a case one step on. Only its officers may.
pub fn step(ctx: &Ctx, number: &str, step: &ProtectionStep) -> Result<(), OfficeError> {
    let detail = format!("{number} {}", step.to.word());
    ctx.write(Permission::RecordRegisters, "protection.step", &detail, |tx, entry| {
        let (id, case) = own(tx, ctx, number)?;
        let next = case.step(step.to, step.on, step.decision.as_deref());
        let next = next
            .map_err(|refusal| OfficeError::refused(refusal.code(), format!("Không ghi được: {refusal}.")))?;
        let mut docket = Docket::load_one(tx, ctx.rules, ctx.office, number)?;
        for event in events(&docket, number, step.to, step.on) {
            docket.put_event(number, event)?;
        }
        docket.finish(tx, entry)?;
        protection::void(tx, id, entry)?;
        let id = ProtectionCaseId(tx.next_ids(1)?);
        protection::insert_many(tx, ctx.office, entry, [(id, next)])?;
        Ok(())
    })
}

/// Adds an assessment, a plan or a review, sealed.
pub fn note(ctx: &Ctx, vault: Option<&Vault>, number: &str, text: &str) -> Result<(), OfficeError> {
    let vault = vault::required(vault)?;
    ctx.write(Permission::RecordRegisters, "protection.note", number, |tx, entry| {
        let (_, case) = own(tx, ctx, number)?;
        vault::write(tx, ctx.office, entry, vault, place(case.case), text)?;
        Ok(())
    })
}

/// The leading officer lets another one see the case.
pub fn admit(ctx: &Ctx, number: &str, officer: OfficerId) -> Result<(), OfficeError> {
    let detail = format!("{number} officer {officer}");
    ctx.write(Permission::RecordRegisters, "protection.admit", &detail, |tx, entry| {
        let (_, case) = own(tx, ctx, number)?;
        if case.officer != ctx.officer.id {
            let message =
                "Chỉ cán bộ phụ trách vụ việc được cho cán bộ khác xem; hãy đề nghị cán bộ phụ trách.";
            return Err(OfficeError::refused("protection_not_lead", message));
        }
        let id = ProtectionOfficerId(tx.next_ids(1)?);
        let row = ProtectionOfficer { number: number.to_owned(), officer };
        protection_officers::insert_many(tx, ctx.office, entry, [(id, row)])?;
        Ok(())
    })
}

/// The officer's own cases, without anything that was told.
pub fn list(ctx: &Ctx) -> Result<Vec<ProtectionCase>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let admitted = admitted(tx, ctx)?;
        let all = protection::of_office(tx, ctx.office, Known::Now)?;
        let mine = |case: &ProtectionCase| case.officer == ctx.officer.id || admitted.contains(&case.number);
        Ok(all.into_iter().map(|(_, case)| case).filter(mine).collect())
    })
}

/// Everything of a case, for its officers. The reading is an entry of the journal.
pub fn read(ctx: &Ctx, vault: Option<&Vault>, number: &str) -> Result<ProtectionFile, OfficeError> {
    let (_, case) = ctx.read(Permission::ReadSensitive, |tx| own(tx, ctx, number))?;
    let texts = vault::read(ctx, vault, place(case.case), |tx| own(tx, ctx, number).map(drop))?;
    let mut texts = texts.into_iter();
    let report = texts.next().and_then(|text| ProtectionReport::split(&text));
    let report = report.ok_or_else(|| OfficeError::NotFound(format!("báo cáo của vụ việc {number}")))?;
    Ok(ProtectionFile { case, report, notes: texts.collect() })
}

/// A case of the officer's own; somebody else's is not there.
fn own(tx: &mut Tx, ctx: &Ctx, number: &str) -> Result<(ProtectionCaseId, ProtectionCase), OfficeError> {
    let admitted = admitted(tx, ctx)?;
    let cases = protection::of_office(tx, ctx.office, Known::Now)?;
    let found = cases.into_iter().find(|(_, case)| case.number == number);
    found
        .filter(|(_, case)| case.officer == ctx.officer.id || admitted.contains(&case.number))
        .ok_or_else(|| missing(number))
}

/// Whether the case of that number is one of protection and not the officer's own.
pub(crate) fn is_closed_to(tx: &mut Tx, ctx: &Ctx, number: &str) -> Result<bool, OfficeError> {
    let cases = protection::of_office(tx, ctx.office, Known::Now)?;
    let is_one = cases.iter().any(|(_, case)| case.number == number);
    Ok(is_one && own(tx, ctx, number).is_err())
}

fn admitted(tx: &mut Tx, ctx: &Ctx) -> Result<Vec<String>, OfficeError> {
    let rows = protection_officers::of_office(tx, ctx.office, Known::Now)?;
    let own = rows.into_iter().filter(|(_, row)| row.officer == ctx.officer.id);
    Ok(own.map(|(_, row)| row.number).collect())
}

fn missing(number: &str) -> OfficeError {
    OfficeError::NotFound(format!("vụ việc số {number}"))
}
