//! Invariant 7: the chain is whole, every row names its entry, every entry its officer, time and command.

use super::{Check, Problem};
use crate::context::Ctx;
use crate::error::OfficeError;
use crate::journal;
use store::Tx;

pub(super) const CHECK: Check = Check { number: 7, title: "Nhật ký liền mạch và đầy đủ", run };

fn run(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Problem>, OfficeError> {
    let breaks = journal::verify(tx, ctx.office)?;
    let mut problems: Vec<Problem> =
        breaks.iter().map(|found| Problem::fault("journal_entries", found.to_string())).collect();
    for sequence in store::journal::incomplete(tx, ctx.office)? {
        let text = format!("bút ký số {sequence} thiếu cán bộ, thời điểm hoặc lệnh");
        problems.push(Problem::fault("journal_entries", text));
    }
    for link in store::journal::links() {
        let count = store::journal::dangling(tx, link)?;
        if count > 0 {
            let text = format!("{count} dòng có {} không có trong nhật ký", link.column);
            problems.push(Problem::fault(link.table.clone(), text));
        }
    }
    Ok(problems)
}
