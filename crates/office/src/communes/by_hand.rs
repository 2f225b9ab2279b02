//! One change typed by an officer of a commune, without a workbook: a report of one row.

use super::{HandedIn, Which, hand_in};
use crate::import::entry::EntryProblem;
use crate::import::headings::{Column, Presence};
use crate::import::kinds::changes;
use crate::import::reader::{BY_HAND, Cell, Sheet};
use crate::import::within;
use crate::{Ctx, OfficeError, Permission};

/// The file name of what was typed.
const TYPED: &str = "Nhập tay";

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposed {
    /// It waits for somebody else's acceptance, or waited already.
    Handed(HandedIn),
    /// It is not complete, or what it says cannot be accepted as it stands; all of it at once.
    Problems(Vec<EntryProblem>),
}

/// The columns of a change, as a form asks for them.
pub fn columns() -> &'static [Column] {
    changes::KIND.columns
}

/// Proposes one change: cells by the headings of `columns`. What cannot be accepted as it stands goes out only if the
/// officer says so (`even_so`): somebody who is in no register yet is a case for the office.
pub fn propose(
    ctx: &Ctx,
    which: Which,
    cells: &[(String, String)],
    even_so: bool,
) -> Result<Proposed, OfficeError> {
    let value = |column: &Column| {
        cells.iter().find(|(name, _)| name == column.name).map_or("", |(_, value)| value.trim())
    };
    let missing: Vec<EntryProblem> = columns()
        .iter()
        .filter(|column| column.presence == Presence::Required && value(column).is_empty())
        .map(|column| EntryProblem {
            column: Some(column.name.to_owned()),
            reason: "để trống".to_owned(),
            doubt: false,
        })
        .collect();
    if !missing.is_empty() {
        return Ok(Proposed::Problems(missing));
    }
    let headings = columns().iter().map(|column| Cell::text(column.name)).collect();
    let row = columns().iter().map(|column| Cell::text(value(column))).collect();
    let sheet = Sheet::new(TYPED, changes::KIND.title, 1, vec![headings, row]);
    if !even_so {
        let mut tried = sheet.clone();
        BY_HAND.clone_into(&mut tried.fingerprint);
        let report =
            within::rehearse(ctx, Permission::HandInReports, &changes::KIND, tried, Some(vec![which.unit]))?;
        let problems: Vec<EntryProblem> = report
            .problems
            .into_iter()
            .map(|(_, problem)| EntryProblem { column: problem.column, reason: problem.reason, doubt: true })
            .collect();
        if !problems.is_empty() {
            return Ok(Proposed::Problems(problems));
        }
    }
    Ok(Proposed::Handed(hand_in(ctx, which, &[sheet])?))
}
