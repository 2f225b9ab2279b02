//! Lists whose rows are cases: who may write them, how a row becomes a case with its course.

use super::headings::Table;
use super::line::Line;
use super::{Change, Import};
use crate::cases::docket::{Docket, Put};
use crate::{OfficeError, Permission, cases};
use domain::cases::{CaseEvent, CaseRecord};
use domain::ids::{CaseId, UnitId};
use law::procedures::Desk;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

/// A row read: the case and what the list tells of its course.
pub struct CaseRow<T> {
    pub record: CaseRecord,
    pub course: Vec<CaseEvent>,
    /// What the list says besides.
    pub rest: T,
}

/// Reads every row; `keep` takes what a row says besides its case, and says whether that has changed.
pub fn read_cases<T>(
    import: &mut Import,
    table: &Table,
    mut row: impl FnMut(&mut Import, &mut Line) -> Result<Option<CaseRow<T>>, OfficeError>,
    mut keep: impl FnMut(CaseId, T) -> Change,
) -> Result<(), OfficeError> {
    let mut docket = Docket::load(import.tx, import.ctx.rules, import.office)?;
    let mut gate = Gate::default();
    let mut seen: HashSet<String> = HashSet::new();
    for mut line in import.lines(table) {
        let read = row(import, &mut line)?;
        let Some(read) = read.filter(|_| line.problems.is_empty()) else {
            import.set_aside(line);
            continue;
        };
        let code = read.record.code.clone();
        if !seen.insert(code.clone()) {
            line.park("", format!("số “{code}” có hai lần trong danh sách"));
            import.set_aside(line);
            continue;
        }
        let put = match gate.check(import, &docket, &read.record) {
            Ok(()) => docket.put_stated(import.tx, read.record, read.course),
            Err(error) => Err(error),
        };
        match (told(&mut line, put)?, docket.get(&code).map(|held| held.id)) {
            (Some(put), Some(id)) => {
                let change = match (put, keep(id, read.rest)) {
                    (Put::Added, _) => Change::New,
                    (Put::Replaced, _) | (Put::Same, Change::New | Change::Changed) => Change::Changed,
                    (Put::Same, Change::Same) => Change::Same,
                };
                import.accept(line, change);
            }
            (_, _) => import.set_aside(line),
        }
    }
    import.flush()?;
    docket.finish(import.tx, import.entry)
}

/// What the officer's rule says of a row is told in the row.
pub fn told<T>(line: &mut Line, answer: Result<T, OfficeError>) -> Result<Option<T>, OfficeError> {
    match answer {
        Ok(value) => Ok(Some(value)),
        Err(error @ (OfficeError::Refused(_) | OfficeError::NotFound(_) | OfficeError::Forbidden(_))) => {
            line.refuse("", error.to_string());
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Where the officer may write cases, by field; asked for once each.
#[derive(Default)]
pub struct Gate(HashMap<Desk, Option<BTreeSet<UnitId>>>);

impl Gate {
    pub fn check(
        &mut self,
        import: &mut Import,
        docket: &Docket,
        record: &CaseRecord,
    ) -> Result<(), OfficeError> {
        let desk = docket.procedure(record)?.desk;
        if desk == Desk::Children {
            let message = "Việc bảo vệ trẻ em ghi ở sổ riêng, không nhập chung với hồ sơ khác.";
            return Err(OfficeError::refused("children_apart", message));
        }
        let reach = match self.0.entry(desk) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => {
                free.insert(import.ctx.reach(import.tx, Permission::Import, cases::field(desk))?)
            }
        };
        let is_within =
            reach.as_ref().is_none_or(|reach| record.unit.is_some_and(|unit| reach.contains(&unit)));
        if is_within { Ok(()) } else { Err(OfficeError::Forbidden(Permission::Import)) }
    }
}
