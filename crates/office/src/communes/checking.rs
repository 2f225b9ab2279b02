//! What a specialist does with the rows of reports: accepts them into the registers, or sends them back.

use super::{cells, field_of, place_of, sheet_of, step};
use crate::import::kinds::changes;
use crate::import::reader::Cell;
use crate::import::within;
use crate::{Ctx, OfficeError, Permission};
use domain::communes::ProposalState;
use domain::ids::{ProposalId, UnitId};
use std::collections::BTreeMap;
use store::Tx;
use store::communes::{self as table, ProposalRow, ReportRow};

/// What became of the rows that were to be accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    pub accepted: Vec<ProposalId>,
    /// Rows that cannot go in as they are, and why: they wait as before.
    pub left: Vec<(ProposalId, String)>,
}

/// What was wrong with rows of a list that was taken back whole.
const NOT_ALL: &str = "proposals_not_all";

/// Accepts rows: each is applied as an import of the list of changes would apply it, under one entry. Rows with
/// something wrong stay as they are and are told; the others go in. Nobody accepts what they have sent themselves.
pub fn accept(ctx: &Ctx, wanted: &[ProposalId]) -> Result<Checked, OfficeError> {
    let mut rest: Vec<ProposalId> = wanted.to_vec();
    rest.sort_unstable();
    rest.dedup();
    let mut left = Vec::new();
    while !rest.is_empty() {
        let mut wrong: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        let detail = format!("{} rows", rest.len());
        let done = ctx.write(Permission::CheckReports, "communes.accept", &detail, |tx, entry| {
            let rows = open(ctx, tx, &rest, true)?;
            let units = units(ctx)?;
            let cells = rows.iter().map(|(row, _)| typed(&row.cells)).collect();
            let file = rows.first().and_then(|(_, report)| report.file.clone()).unwrap_or_default();
            let told = within::apply(ctx, tx, entry, &changes::KIND, sheet_of(&file, cells), units)?;
            for (row, problem) in &told.problems {
                let text = match &problem.column {
                    Some(column) => format!("{column}: {}", problem.reason),
                    None => problem.reason.clone(),
                };
                wrong.entry(place_of(*row).unwrap_or(usize::MAX)).or_default().push(text);
            }
            if !wrong.is_empty() || told.accepted() != rows.len() as u64 {
                return Err(OfficeError::refused(NOT_ALL, "Có dòng chưa ghi được."));
            }
            for (row, _) in &rows {
                step(tx, entry, row, ProposalState::Accepted, None)?;
            }
            Ok(())
        });
        match done {
            Ok(()) => return Ok(Checked { accepted: rest, left }),
            Err(OfficeError::Refused(refusal)) if refusal.code == NOT_ALL && !wrong.is_empty() => {
                let set_aside: Vec<(ProposalId, String)> = wrong
                    .iter()
                    .filter_map(|(at, texts)| Some((*rest.get(*at)?, texts.join("; "))))
                    .collect();
                rest.retain(|id| set_aside.iter().all(|(other, _)| other != id));
                left.extend(set_aside);
            }
            Err(error) => return Err(error),
        }
    }
    left.sort();
    Ok(Checked { accepted: Vec::new(), left })
}

/// Sends rows back to their communes with the reason that they read.
pub fn return_rows(ctx: &Ctx, wanted: &[ProposalId], reason: &str) -> Result<(), OfficeError> {
    let reason = domain::names::clean(reason);
    if reason.is_empty() {
        return Err(OfficeError::refused(
            "reason_missing",
            "Hãy ghi lý do trả lại để xã, phường biết cần sửa gì.",
        ));
    }
    let detail = format!("{} rows", wanted.len());
    ctx.write(Permission::CheckReports, "communes.return", &detail, |tx, entry| {
        for (row, _) in open(ctx, tx, wanted, false)? {
            step(tx, entry, &row, ProposalState::Returned, Some(&reason))?;
        }
        Ok(())
    })
}

/// The rows with their reports, in the order asked; refused if one is not the officer's to check.
fn open(
    ctx: &Ctx,
    tx: &mut Tx,
    wanted: &[ProposalId],
    accepting: bool,
) -> Result<Vec<(ProposalRow, ReportRow)>, OfficeError> {
    let mut found = Vec::with_capacity(wanted.len());
    for id in wanted {
        let missing = || OfficeError::NotFound(format!("dòng báo cáo số {id}"));
        let row = table::get_proposal(tx, ctx.office, *id)?.ok_or_else(missing)?;
        let report = table::get_report(tx, ctx.office, row.report)?.ok_or_else(missing)?;
        ctx.check_place(tx, Permission::CheckReports, report.unit, field_of(&report))?;
        let open = match row.state() {
            ProposalState::Proposed => true,
            // Somebody thinks again about a row that was sent back.
            ProposalState::Returned => accepting,
            ProposalState::Accepted => false,
        };
        if !open {
            let message =
                format!("Dòng số {id} đã được xử lý: {}.", domain::labels::Labelled::label(row.state()));
            return Err(OfficeError::refused("proposal_settled", message));
        }
        if accepting && report.officer == ctx.officer.id {
            return Err(OfficeError::refused(
                "proposal_own",
                "Người nộp báo cáo không tự duyệt báo cáo của mình: cần một cán bộ khác.",
            ));
        }
        found.push((row, report));
    }
    Ok(found)
}

/// The units for which the officer may check, as the importer asks; the field was checked with each report.
fn units(ctx: &Ctx) -> Result<Option<Vec<UnitId>>, OfficeError> {
    Ok(ctx.scope(Permission::CheckReports)?.units(None))
}

/// The cells as they came, texts again: dates and numbers are read from how they are shown.
fn typed(text: &str) -> Vec<(String, Cell)> {
    cells(text).into_iter().map(|(name, value)| (name, Cell::text(&value))).collect()
}
