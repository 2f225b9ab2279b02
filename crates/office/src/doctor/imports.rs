//! Invariant 9: nothing of an import is lost.

use super::{Check, Problem};
use crate::context::Ctx;
use crate::error::OfficeError;
use store::{Tx, imports};

pub(super) const CHECK: Check =
    Check { number: 9, title: "Không dòng nào của tệp nhập bị mất", run };

fn run(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Problem>, OfficeError> {
    let unbalanced = imports::unbalanced(tx, ctx.office)?;
    let problem = |id| {
        let text = "số dòng đọc khác tổng số dòng nhận, treo và từ chối, hoặc thiếu dòng đã treo";
        Problem::fault(format!("imports, lần nhập số {id}"), text)
    };
    Ok(unbalanced.into_iter().map(problem).collect())
}
