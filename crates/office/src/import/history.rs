//! Earlier imports, for the page of imports: who brought in what, and what still waits for a person.

use crate::{Ctx, OfficeError, Permission};
use domain::ids::ImportId;
use jiff::civil::Date;
use std::collections::HashMap;
use store::imports::{self, ImportRecord, SetAsideRow};
use store::{Tx, journal, officers};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    pub record: ImportRecord,
    /// Full name of who imported it.
    pub officer: String,
    /// The business date.
    pub on: Date,
}

/// The newest imports of the office, newest first. Who works for a part of the office sees the own ones only: the
/// rows of a list may be of any commune.
pub fn history(ctx: &Ctx, limit: usize) -> Result<Vec<Past>, OfficeError> {
    ctx.read(Permission::Import, |tx| {
        let mut found = Vec::new();
        let names = names(ctx, tx)?;
        for record in imports::all(tx, ctx.office)?.into_iter().rev() {
            if found.len() == limit {
                break;
            }
            found.extend(past(ctx, tx, &names, record)?);
        }
        Ok(found)
    })
}

/// One import with the rows that were set aside.
pub fn one(ctx: &Ctx, id: ImportId) -> Result<(Past, Vec<SetAsideRow>), OfficeError> {
    ctx.read(Permission::Import, |tx| {
        let missing = || OfficeError::NotFound(format!("lần nhập số {id}"));
        let names = names(ctx, tx)?;
        let record = imports::by_id(tx, ctx.office, id)?.ok_or_else(missing)?;
        let past = past(ctx, tx, &names, record)?.ok_or_else(missing)?;
        Ok((past, imports::rows(tx, id)?))
    })
}

type Names = HashMap<domain::ids::OfficerId, String>;

fn names(ctx: &Ctx, tx: &mut Tx) -> Result<Names, OfficeError> {
    let all = officers::all(tx, ctx.office)?;
    Ok(all.into_iter().map(|row| (row.id, row.full_name)).collect())
}

fn past(ctx: &Ctx, tx: &mut Tx, names: &Names, record: ImportRecord) -> Result<Option<Past>, OfficeError> {
    let Some(entry) = journal::by_id(tx, record.entry)? else { return Ok(None) };
    let scope = ctx.officer.scope(Permission::Import);
    if entry.officer != ctx.officer.id && !scope.is_some_and(|scope| scope.is_whole_office()) {
        return Ok(None);
    }
    let officer = names.get(&entry.officer).cloned().unwrap_or_default();
    Ok(Some(Past { record, officer, on: entry.on }))
}
