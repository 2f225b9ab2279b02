//! Work with deadlines: open a case, say what happened to it, list what is due and what is late.

pub(crate) mod docket;

pub use docket::Put;

use crate::permission::Field;
use crate::{Ctx, OfficeError, Permission, protection};
use docket::{Docket, Held};
use domain::cases::{CaseEvent, CaseRecord, CaseState, Standing};
use domain::ids::{CaseId, UnitId};
use domain::working_days::WorkCalendar;
use jiff::ToSpan;
use jiff::civil::Date;
use law::procedures::{Desk, Procedure};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;

/// The field of work whose officers see a case; `None`: any of the office.
pub fn field(desk: Desk) -> Option<Field> {
    match desk {
        Desk::Merit => Some(Field::Merit),
        Desk::Assistance => Some(Field::Assistance),
        Desk::Poverty => Some(Field::Poverty),
        Desk::Labour => Some(Field::Labour),
        Desk::Children => Some(Field::Children),
        Desk::General => None,
    }
}

/// A case with where it stands.
#[derive(Clone, Debug)]
pub struct CaseView<'r> {
    pub id: CaseId,
    pub case: CaseRecord,
    pub procedure: &'r Procedure,
    pub standing: Standing,
    pub events: Vec<CaseEvent>,
}

impl CaseView<'_> {
    /// `2/5 Hòa giải`.
    pub fn step_shown(&self) -> String {
        let Some(step) = self.standing.step else { return String::new() };
        let does = self.procedure.steps.get(usize::from(step) - 1).map_or("", |step| &*step.does);
        format!("{step}/{} {does}", self.procedure.steps.len())
    }

    /// Working days until the deadline, negative if it has passed; `None` without a deadline or calendar.
    pub fn days_left(&self, ctx: &Ctx) -> Option<i64> {
        let due = self.standing.due.day().filter(|_| self.standing.concluded_on.is_none())?;
        let calendar = WorkCalendar(&ctx.rules.work_years);
        let left = if due >= ctx.on {
            calendar.between(ctx.on, due).map(i64::from)
        } else {
            calendar.between(due, ctx.on).map(|days| -i64::from(days))
        };
        left.ok()
    }
}

/// Which cases a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Id of a kind, or its beginning: `merit.`, `dispute.`.
    pub kind: Option<String>,
    pub state: Option<CaseState>,
    pub unit: Option<UnitId>,
    /// Due on that day or before, and still to be done.
    pub due_by: Option<Date>,
}

/// The unit of the office's area with that code or name, on the business date.
pub fn commune(ctx: &Ctx, text: &str) -> Result<UnitId, OfficeError> {
    ctx.read(Permission::ReadOffice, |tx| {
        let places = crate::import::places::Places::load(tx, ctx.office, ctx.on)?;
        places.find(text).map(|unit| unit.id).map_err(OfficeError::NotFound)
    })
}

/// Opens a case; its code must be new.
pub fn open(ctx: &Ctx, record: CaseRecord) -> Result<CaseId, OfficeError> {
    let detail = format!("{} {}", record.kind, record.code);
    ctx.write(Permission::RecordRegisters, "cases.open", &detail, |tx, entry| {
        let mut docket = Docket::load(tx, ctx.rules, ctx.office)?;
        let code = record.code.clone();
        if docket.get(&code).is_some() {
            let message = format!("Đã có hồ sơ số “{code}”; dùng số khác hoặc ghi tiếp vào hồ sơ đó.");
            return Err(OfficeError::refused("case_exists", message));
        }
        check(ctx, tx, Permission::RecordRegisters, docket.procedure(&record)?.desk, record.unit)?;
        docket.put_case(tx, record)?;
        let id = docket.get(&code).map(|held| held.id);
        docket.finish(tx, entry)?;
        id.ok_or_else(|| OfficeError::NotFound(format!("hồ sơ số “{code}”")))
    })
}

/// Says what happened to a case: step, stop, hand over, conclude, reopen. Returns where it then stands.
pub fn record(ctx: &Ctx, code: &str, event: CaseEvent) -> Result<Standing, OfficeError> {
    let detail = format!("{} {code}", event.kind.word());
    ctx.write(Permission::RecordRegisters, "cases.record", &detail, |tx, entry| {
        let mut docket = Docket::load_one(tx, ctx.rules, ctx.office, code)?;
        let missing = || OfficeError::NotFound(format!("hồ sơ số “{code}”"));
        let held = docket.get(code).ok_or_else(missing)?;
        let desk = docket.procedure(&held.record)?.desk;
        check(ctx, tx, Permission::RecordRegisters, desk, held.record.unit)?;
        docket.put_event(code, event)?;
        let standing = docket.standing(docket.get(code).ok_or_else(missing)?)?;
        docket.finish(tx, entry)?;
        Ok(standing)
    })
}

/// Writes again where every case stands: after law pages or calendar have changed. Returns how many there are.
pub fn refresh(ctx: &Ctx) -> Result<usize, OfficeError> {
    ctx.write(Permission::RecordRegisters, "cases.refresh", "", |tx, entry| {
        let mut docket = Docket::load(tx, ctx.rules, ctx.office)?;
        docket.touch_all();
        let count = docket.cases().count();
        docket.finish(tx, entry)?;
        Ok(count)
    })
}

/// The cases that the officer may see, by deadline: those without one last.
pub fn list<'r>(ctx: &Ctx<'r>, filter: &Filter) -> Result<Vec<CaseView<'r>>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let docket = Docket::load(tx, ctx.rules, ctx.office)?;
        let mut views = Vec::new();
        let mut sight = Sight::default();
        for held in docket.cases() {
            let view = view(&docket, held)?;
            if filter.fits(&view) && sight.sees(ctx, tx, &view)? {
                views.push(view);
            }
        }
        views.sort_by(|a, b| order(a).cmp(&order(b)));
        Ok(views)
    })
}

/// Still to be done, and due within `days` calendar days or past its deadline.
pub fn due<'r>(ctx: &Ctx<'r>, days: u16) -> Result<Vec<CaseView<'r>>, OfficeError> {
    let by = ctx.on.saturating_add(i64::from(days).days());
    list(ctx, &Filter { due_by: Some(by), ..Filter::default() })
}

/// Still to be done, and past its deadline.
pub fn late<'r>(ctx: &Ctx<'r>) -> Result<Vec<CaseView<'r>>, OfficeError> {
    let yesterday = ctx.on.yesterday().unwrap_or(ctx.on);
    list(ctx, &Filter { due_by: Some(yesterday), ..Filter::default() })
}

pub fn show<'r>(ctx: &Ctx<'r>, code: &str) -> Result<CaseView<'r>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let docket = Docket::load_one(tx, ctx.rules, ctx.office, code)?;
        let missing = || OfficeError::NotFound(format!("hồ sơ số “{code}”"));
        let view = view(&docket, docket.get(code).ok_or_else(missing)?)?;
        // What an officer may not see is not there.
        if Sight::default().sees(ctx, tx, &view)? { Ok(view) } else { Err(missing()) }
    })
}

impl Filter {
    fn fits(&self, view: &CaseView) -> bool {
        let standing = &view.standing;
        let is_due =
            |by: Date| standing.concluded_on.is_none() && standing.due.day().is_some_and(|due| due <= by);
        self.kind.as_ref().is_none_or(|kind| view.case.kind.starts_with(kind.as_str()))
            && self.state.is_none_or(|state| standing.state == state)
            && self.unit.is_none_or(|unit| view.case.unit == Some(unit))
            && self.due_by.is_none_or(is_due)
    }
}

fn order<'a>(view: &'a CaseView) -> (bool, Date, &'a str) {
    let due = view.standing.due.day().filter(|_| view.standing.concluded_on.is_none());
    (due.is_none(), due.unwrap_or(view.case.received_on), &view.case.code)
}

fn view<'r>(docket: &Docket<'r>, held: &Held) -> Result<CaseView<'r>, OfficeError> {
    Ok(CaseView {
        id: held.id,
        case: held.record.clone(),
        procedure: docket.procedure(&held.record)?,
        standing: docket.standing(held)?,
        events: held.events.iter().map(|(_, event)| event.clone()).collect(),
    })
}

/// `Forbidden` unless the case lies within the officer's areas and fields; a case of the whole office needs the
/// whole office. Cases of children are for those who may read what is sensitive.
pub(crate) fn check(
    ctx: &Ctx,
    tx: &mut Tx,
    permission: Permission,
    desk: Desk,
    unit: Option<UnitId>,
) -> Result<(), OfficeError> {
    for permission in asked(permission, desk) {
        let reach = ctx.reach(tx, permission, field(desk))?;
        if !within(reach.as_ref(), unit) {
            return Err(OfficeError::Forbidden(permission));
        }
    }
    Ok(())
}

fn asked(permission: Permission, desk: Desk) -> impl Iterator<Item = Permission> {
    let sensitive = (desk == Desk::Children).then_some(Permission::ReadSensitive);
    std::iter::once(permission).chain(sensitive)
}

/// A case of no commune needs the whole office.
fn within(reach: Option<&BTreeSet<UnitId>>, unit: Option<UnitId>) -> bool {
    reach.is_none_or(|reach| unit.is_some_and(|unit| reach.contains(&unit)))
}

/// The units a permission reaches; none means the whole office.
type Reach = Option<BTreeSet<UnitId>>;

/// What an officer sees of cases, each desk looked up once.
#[derive(Default)]
struct Sight {
    /// None where the officer has no such permission at all.
    reaches: BTreeMap<(Permission, Option<Field>), Option<Reach>>,
}

impl Sight {
    fn sees(&mut self, ctx: &Ctx, tx: &mut Tx, view: &CaseView) -> Result<bool, OfficeError> {
        if view.case.kind == protection::PROCEDURE && protection::is_closed_to(tx, ctx, &view.case.code)? {
            return Ok(false);
        }
        for permission in asked(Permission::ReadRegisters, view.procedure.desk) {
            if !self.reaches(ctx, tx, permission, view)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn reaches(
        &mut self,
        ctx: &Ctx,
        tx: &mut Tx,
        permission: Permission,
        view: &CaseView,
    ) -> Result<bool, OfficeError> {
        let key = (permission, field(view.procedure.desk));
        let reach = match self.reaches.entry(key) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(match ctx.reach(tx, permission, key.1) {
                Ok(reach) => Some(reach),
                Err(OfficeError::Forbidden(_)) => None,
                Err(other) => return Err(other),
            }),
        };
        Ok(reach.as_ref().is_some_and(|reach| within(reach.as_ref(), view.case.unit)))
    }
}
