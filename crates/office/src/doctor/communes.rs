//! Reports of communes and lists of other bodies: what was accepted or confirmed was written, by somebody who may.

use super::{Check, Problem};
use crate::context::Ctx;
use crate::error::OfficeError;
use store::{Tx, communes, outside};

pub(super) const CHECK: Check =
    Check {
        number: 9, title: "Dòng báo cáo đã nhận và người đã đối chiếu đều có bút tích trong sổ", run
    };

fn run(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Problem>, OfficeError> {
    let mut problems = Vec::new();
    for id in communes::unwritten(tx, ctx.office)? {
        let text = "dòng báo cáo đã nhận nhưng không có lần ghi nào theo nó";
        problems.push(Problem::fault(format!("commune_proposals {id}"), text));
    }
    for id in communes::accepted_by_sender(tx, ctx.office)? {
        let text = "người nộp báo cáo đã tự duyệt";
        problems.push(Problem::fault(format!("commune_proposals {id}"), text));
    }
    for id in communes::unbalanced(tx, ctx.office)? {
        let text = "số dòng của báo cáo khác số dòng đang giữ";
        problems.push(Problem::fault(format!("commune_reports {id}"), text));
    }
    for person in outside::unwritten(tx, ctx.office)? {
        let text = "đã xác nhận theo danh sách ngoài nhưng chưa từng ghi vào sổ";
        problems.push(Problem::fault(format!("outside_answers person {person}"), text));
    }
    for person in outside::taken_back(tx, ctx.office)? {
        let text = "đã xác nhận theo danh sách ngoài nhưng sổ không còn ghi: hãy xem lại người này";
        problems.push(Problem::finding(format!("outside_answers person {person}"), text));
    }
    Ok(problems)
}
