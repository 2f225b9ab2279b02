//! Taking an import back: everything its command wrote, unless something later rests on it.

use crate::{Ctx, OfficeError, Permission};
use domain::ids::ImportId;
use store::imports;

/// Undoes the import with all other sheets of its command. Returns their ids.
pub fn undo(ctx: &Ctx, import: ImportId) -> Result<Vec<ImportId>, OfficeError> {
    ctx.write(Permission::Import, "import.undo", &format!("import {import}"), |tx, entry| {
        let record = imports::by_id(tx, ctx.office, import)?;
        let record = record.ok_or_else(|| OfficeError::NotFound(format!("lần nhập số {import}")))?;
        if record.undone.is_some() {
            return Err(OfficeError::refused("already_undone", "Lần nhập này đã được hoàn tác."));
        }
        if let Some(what) = store::undo::rests_on(tx, record.entry)? {
            let message = format!("Không thể hoàn tác: về sau đã ghi thêm {what} dựa trên lần nhập này.");
            return Err(OfficeError::refused("import_in_use", message));
        }
        store::undo::undo(tx, record.entry, entry)?;
        crate::movements::book(ctx, tx, entry)?;
        let sheets = imports::of_entry(tx, ctx.office, record.entry)?;
        for sheet in &sheets {
            imports::mark_undone(tx, sheet.id, entry)?;
        }
        Ok(sheets.into_iter().map(|sheet| sheet.id).collect())
    })
}
