//! Freezing a report, printing it again, and telling what has changed since.

use super::model::StoredDocument;
use super::year::{self, YearReport};
use crate::context::Ctx;
use crate::error::OfficeError;
use crate::figures::book;
use crate::figures::sight::{Sight, unnamed};
use crate::permission::Permission;
use domain::ids::ReportId;
use domain::reports::{Document, EvidenceBook, EvidenceRow, EvidenceSection};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
pub use store::reports::Frozen;
use store::reports::{FrozenFigure, FrozenRow};
use store::side_by_side::{newest_entry, newest_entry_before};

/// The only kind so far.
pub const YEAR: &str = "year";

/// Keeps the report with its rows, the law pages' hash and its place in the journal. Refused while a warning
/// stands unanswered.
pub fn freeze(ctx: &Ctx, period: i16) -> Result<ReportId, OfficeError> {
    let detail = format!("kind={YEAR} period={period}");
    let freezes = Permission::FreezeReports;
    let (taken, seen) = book::take_split(ctx, freezes, period, |tx, taken| Ok((taken, newest_entry(tx)?)))?;
    ctx.write(freezes, "report_freeze", &detail, |tx, entry| {
        // Taken before, so that other writers need not wait for it; again if one of them came between.
        let taken = match newest_entry_before(tx, entry)? == seen {
            true => taken,
            false => book::take(tx, ctx.office, period)?,
        };
        let report = year::write(ctx, tx, period, taken)?;
        refuse_open_warnings(&report)?;
        let model = model_text(&report.document)?;
        let (journal_sequence, journal_hash) = store::reports::journal_at(tx, entry)?;
        let id = ReportId(tx.next_ids(1)?);
        let frozen = Frozen {
            id,
            kind: YEAR.to_owned(),
            year: period,
            frozen_on: ctx.on,
            ruleset_hash: ctx.rules.hash().to_owned(),
            journal_sequence,
            journal_hash,
            model_hash: fingerprint(&model, &report.book),
            model,
        };
        store::reports::insert(tx, ctx.office, &frozen, entry)?;
        store::reports::insert_figures(tx, id, &figures(&report.book))?;
        store::reports::insert_rows(tx, id, rows(&report.book))?;
        Ok(id)
    })
}

fn refuse_open_warnings(report: &YearReport) -> Result<(), OfficeError> {
    let open = report.open_warnings();
    if open.is_empty() {
        return Ok(());
    }
    let told: Vec<&str> = open.iter().map(|warning| warning.text.as_str()).collect();
    let message = format!(
        "Chưa chốt được báo cáo: còn {} cảnh báo chưa có giải trình bằng văn bản. {}",
        open.len(),
        told.join(" ")
    );
    Err(OfficeError::refused("open_warnings", message))
}

fn model_text(document: &Document) -> Result<String, OfficeError> {
    serde_json::to_string(&StoredDocument::from(document))
        .map_err(|error| OfficeError::File(format!("không ghi được mô hình báo cáo: {error}")))
}

/// SHA-256 over the model and every figure and row, in order.
fn fingerprint(model: &str, book: &EvidenceBook) -> String {
    let mut hasher = Sha256::new();
    hasher.update(model);
    for section in &book.sections {
        hasher.update(format!("\n{}\t{}\t{}", section.id, section.exact, section.formula));
        for row in &section.rows {
            hasher
                .update(format!("\n{}\t{}\t{}\t{}\t{}", row.kind, row.id, row.label, row.unit, row.quantity));
        }
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn figures(book: &EvidenceBook) -> Vec<FrozenFigure> {
    let frozen = book.sections.iter().zip(1..).map(|(section, position)| FrozenFigure {
        position,
        figure: section.id.clone(),
        title: section.title.clone(),
        exact: section.exact.clone(),
        clock: section.clock.clone(),
        formula: section.formula.clone(),
        made_of: section.made_of.join(" "),
        quantity_title: section.quantity_title.clone(),
    });
    frozen.collect()
}

fn rows(book: &EvidenceBook) -> impl Iterator<Item = (i64, FrozenRow)> + '_ {
    book.sections.iter().zip(1..).flat_map(|(section, figure_position)| {
        section.rows.iter().zip(1..).map(move |(row, position)| {
            let EvidenceRow { kind, id, label, unit, quantity } = row.clone();
            (position, FrozenRow { figure_position, kind, row_id: id, label, unit, quantity })
        })
    })
}

/// The frozen reports of the office, oldest first.
pub fn list(ctx: &Ctx) -> Result<Vec<Frozen>, OfficeError> {
    ctx.read(Permission::ReadFigures, |tx| Ok(store::reports::all(tx, ctx.office)?))
}

/// A frozen report as it was, ready for every renderer; its annex names nobody outside the officer's areas and fields.
/// Refused if what is kept no longer matches its hash.
pub fn thawed(ctx: &Ctx, id: ReportId) -> Result<(Frozen, Document, EvidenceBook), OfficeError> {
    ctx.read(Permission::ReadFigures, |tx| {
        let frozen = find(ctx, tx, id)?;
        let mut book = frozen_book(tx, &frozen)?;
        if fingerprint(&frozen.model, &book) != frozen.model_hash {
            return Err(OfficeError::refused(
                "report_altered",
                format!("Báo cáo đã chốt số {id} không còn khớp với dấu vân tay của nó; xem doctor."),
            ));
        }
        Sight::load(ctx, tx)?.narrow_book(&mut book, frozen.year);
        let stored: StoredDocument = serde_json::from_str(&frozen.model)
            .map_err(|error| OfficeError::File(format!("không đọc được mô hình báo cáo: {error}")))?;
        Ok((frozen, stored.into(), book))
    })
}

fn find(ctx: &Ctx, tx: &mut Tx, id: ReportId) -> Result<Frozen, OfficeError> {
    let all = store::reports::all(tx, ctx.office)?;
    let found = all.into_iter().find(|report| report.id == id);
    found.ok_or_else(|| OfficeError::NotFound(format!("báo cáo đã chốt số {id}")))
}

fn frozen_book(tx: &mut Tx, frozen: &Frozen) -> Result<EvidenceBook, OfficeError> {
    let mut rows: BTreeMap<i64, Vec<EvidenceRow>> = BTreeMap::new();
    for row in store::reports::rows(tx, frozen.id)? {
        let FrozenRow { figure_position, kind, row_id: id, label, unit, quantity } = row;
        rows.entry(figure_position).or_default().push(EvidenceRow { kind, id, label, unit, quantity });
    }
    let sections = store::reports::figures(tx, frozen.id)?.into_iter().map(|figure| {
        let rows = rows.remove(&figure.position).unwrap_or_default();
        EvidenceSection {
            id: figure.figure,
            title: figure.title,
            exact: figure.exact,
            clock: figure.clock,
            made_of: figure.made_of.split_whitespace().map(str::to_owned).collect(),
            formula: figure.formula,
            quantity_title: figure.quantity_title,
            shares: EvidenceSection::shares_of(&rows),
            rows,
        }
    });
    let title = format!("Căn cứ của số liệu báo cáo năm {}", frozen.year);
    Ok(EvidenceBook { title, sections: sections.collect() })
}

/// What a figure was and is, and the rows that came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub figure: String,
    pub title: String,
    pub frozen: String,
    /// `None`: the figure is not known any more.
    pub now: Option<String>,
    pub rows: Vec<ChangedRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedRow {
    pub kind: String,
    pub id: i64,
    pub label: String,
    pub before: Option<i64>,
    pub after: Option<i64>,
    /// Sequence number of the journal entry that changed it; `None` where none is found.
    pub entry: Option<i64>,
    /// What that entry says.
    pub cause: Option<store::reports::Entry>,
}

impl ChangedRow {
    /// Instant, command and detail of the entry that changed it, as kept.
    pub fn cause_kept(&self) -> String {
        let kept =
            |entry: &store::reports::Entry| format!("{} {} ({})", entry.at, entry.command, entry.detail);
        self.cause.as_ref().map(kept).unwrap_or_default()
    }
}

/// Every figure that has changed since the report was frozen, with the entries that changed it.
pub fn diff(ctx: &Ctx, id: ReportId) -> Result<Vec<Difference>, OfficeError> {
    ctx.read(Permission::ReadFigures, |tx| {
        let frozen = find(ctx, tx, id)?;
        let then = frozen_book(tx, &frozen)?;
        let now = book::take(tx, ctx.office, frozen.year)?.book;
        let mut entries = BTreeMap::new();
        for entry in store::reports::entries_after(tx, ctx.office, frozen.journal_sequence)? {
            entries.insert(entry.sequence, entry);
        }
        let sight = Sight::load(ctx, tx)?;
        let mut found = Vec::new();
        let ids: BTreeSet<&str> =
            then.sections.iter().chain(&now.sections).map(|section| section.id.as_str()).collect();
        for id in ids {
            let section = |book: &'_ EvidenceBook| book.sections.iter().find(|s| s.id == id).cloned();
            let (before, after) = (section(&then), section(&now));
            if before == after {
                continue;
            }
            let mut rows = changed_rows(before.as_ref(), after.as_ref());
            for row in &mut rows {
                if !sight.names_in_book(id, frozen.year, &row.kind) {
                    row.label = unnamed(1);
                }
                let sequence =
                    store::reports::touched(tx, ctx.office, &row.kind, row.id, frozen.journal_sequence)?;
                row.entry = sequence;
                row.cause = sequence.and_then(|s| entries.get(&s).cloned());
            }
            let shown = |section: &Option<EvidenceSection>| section.as_ref().map(|s| s.exact.clone());
            // The same rows by another name, as after the correction of somebody's name.
            if rows.is_empty() && shown(&before) == shown(&after) {
                continue;
            }
            let title = before.as_ref().or(after.as_ref()).map(|s| s.title.clone()).unwrap_or_default();
            found.push(Difference {
                figure: id.to_owned(),
                title,
                frozen: shown(&before).unwrap_or_else(|| "chưa có số liệu".to_owned()),
                now: shown(&after),
                rows,
            });
        }
        Ok(found)
    })
}

fn changed_rows(before: Option<&EvidenceSection>, after: Option<&EvidenceSection>) -> Vec<ChangedRow> {
    let rows = |section: Option<&EvidenceSection>| section.map(|s| s.rows.clone()).unwrap_or_default();
    let (then, now) = (rows(before), rows(after));
    let index = |rows: &'_ [EvidenceRow]| -> BTreeMap<(String, i64, String), EvidenceRow> {
        rows.iter().map(|row| ((row.kind.clone(), row.id, row.unit.clone()), row.clone())).collect()
    };
    let (then, now) = (index(&then), index(&now));
    let keys: BTreeSet<&(String, i64, String)> = then.keys().chain(now.keys()).collect();
    let mut changed = Vec::new();
    for key in keys {
        let (was, is) = (then.get(key), now.get(key));
        if was.map(|row| row.quantity) == is.map(|row| row.quantity) {
            continue;
        }
        let row = was.or(is);
        changed.push(ChangedRow {
            kind: key.0.clone(),
            id: key.1,
            label: row.map(|row| row.label.clone()).unwrap_or_default(),
            before: was.map(|row| row.quantity),
            after: is.map(|row| row.quantity),
            entry: None,
            cause: None,
        });
    }
    changed
}

/// Invariant 3 for reports: the ids of frozen reports that no longer match their hash.
pub fn altered(tx: &mut Tx, office: domain::ids::OfficeId) -> Result<Vec<ReportId>, OfficeError> {
    let mut found = Vec::new();
    for frozen in store::reports::all(tx, office)? {
        let book = frozen_book(tx, &frozen)?;
        if fingerprint(&frozen.model, &book) != frozen.model_hash {
            found.push(frozen.id);
        }
    }
    Ok(found)
}
