//! Rows of a kind that come from elsewhere than a file: rehearsed when a commune reports them, and applied within the
//! command that accepts them, by the same code as any list.

use super::reader::Sheet;
use super::{Kind, Recognised, SheetReport, open};
use crate::{Ctx, OfficeError, Permission};
use domain::ids::{EntryId, UnitId};
use store::Tx;

const REHEARSED: &str = "rows_rehearsed";

/// What an import of the sheet would say, for an officer who may not import it; `units` as for `apply`.
pub(crate) fn rehearse(
    ctx: &Ctx,
    permission: Permission,
    kind: &Kind,
    sheet: Sheet,
    units: Option<Vec<UnitId>>,
) -> Result<SheetReport, OfficeError> {
    let mut told = SheetReport::default();
    let answer: Result<(), OfficeError> = ctx.write(permission, "import.rehearse", kind.id, |tx, entry| {
        told = apply(ctx, tx, entry, kind, sheet, units)?;
        Err(OfficeError::refused(REHEARSED, "chạy thử"))
    });
    match answer {
        Err(OfficeError::Refused(refusal)) if refusal.code == REHEARSED => Ok(told),
        Err(error) => Err(error),
        Ok(()) => Ok(told),
    }
}

/// Imports the sheet within a command that is under way. Rows are accepted for places within `units`, all of the
/// office for `None`.
pub(crate) fn apply(
    ctx: &Ctx,
    tx: &mut Tx,
    entry: EntryId,
    kind: &Kind,
    sheet: Sheet,
    units: Option<Vec<UnitId>>,
) -> Result<SheetReport, OfficeError> {
    let mut ignore = |_: super::Progress| {};
    let mut import = open(ctx, tx, entry, &mut ignore)?;
    import.sheet(&Recognised { sheet, kind, units })
}
