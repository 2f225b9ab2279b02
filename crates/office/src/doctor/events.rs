//! Events: whoever came to one came to an event that is in the register, and no total counts fewer than its names.

use super::{Check, Problem};
use crate::context::Ctx;
use crate::error::OfficeError;
use store::{Tx, events};

pub(super) const CHECK: Check =
    Check {
        number: 6, title: "Người dự sự kiện có sự kiện của mình, số tổng không ít hơn danh sách", run
    };

fn run(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Problem>, OfficeError> {
    let mut problems = Vec::new();
    for code in events::stray(tx, ctx.office)? {
        let text = "có người hoặc số tổng dự sự kiện chưa có trong sổ";
        problems.push(Problem::finding(format!("events {code}"), text));
    }
    for (code, total, names) in events::more_names(tx, ctx.office)? {
        let text = format!("danh sách có {names} người, văn bản chỉ ghi {total}");
        problems.push(Problem::finding(format!("events {code}"), text));
    }
    Ok(problems)
}
