//! Two records side by side: what a merge would gather and drop; the merge, and its way back.

use super::search::{Row, person_of};
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use axum::http::StatusCode;
use domain::ids::MergeId;
use office::OfficeError;
use office::people::{self, MergePlan};

#[derive(Template)]
#[template(path = "people/merging.html")]
struct Merging {
    frame: Frame,
    kept: Row,
    merged: Row,
    gains: Vec<String>,
    drops: Vec<String>,
    refusals: Vec<String>,
    reason: String,
    problem: String,
}

pub fn show(visit: &Visit) -> Answer {
    page(&view(visit, (visit.query.get("giu"), visit.query.get("gop")), String::new())?)
}

fn view(visit: &Visit, (kept, merged): (&str, &str), problem: String) -> Result<Merging, crate::PageError> {
    let (kept, merged) = (person_of(kept)?, person_of(merged)?);
    let (one, other) = (people::glance(&visit.ctx, kept)?, people::glance(&visit.ctx, merged)?);
    let MergePlan { gains, drops, refusals } = people::merge_preview(&visit.ctx, kept, merged)?;
    Ok(Merging {
        frame: visit.frame("Gộp hồ sơ"),
        kept: Row::of(&one),
        merged: Row::of(&other),
        gains,
        drops,
        refusals: refusals.into_iter().map(|(_, message)| message).collect(),
        reason: visit.form.get("can-cu").to_owned(),
        problem,
    })
}

pub fn merge(visit: &Visit) -> Answer {
    let (kept, merged) = (visit.form.get("giu"), visit.form.get("gop"));
    match people::merge(&visit.ctx, person_of(kept)?, person_of(merged)?, visit.form.get("can-cu")) {
        Ok(_) => Ok(Reply::see(format!("/nguoi/{kept}")).telling("Đã gộp hai hồ sơ.")),
        Err(OfficeError::Refused(refusal)) => {
            let view = view(visit, (kept, merged), refusal.message)?;
            Ok(page(&view)?.status(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(other) => Err(other.into()),
    }
}

pub fn unmerge(visit: &Visit) -> Answer {
    let back = format!("/nguoi/{}", person_of(visit.form.get("nguoi"))?);
    match people::unmerge(&visit.ctx, visit.id::<MergeId>("merge")?) {
        Ok(0) => Ok(Reply::see(back).telling("Đã tách hồ sơ: mỗi hồ sơ có lại những gì của mình.")),
        Ok(replaced) => Ok(Reply::see(back).warning(format!(
            "Đã tách hồ sơ. {replaced} dòng đã được sửa từ sau lần gộp: nội dung sửa ở lại hồ sơ này, hãy xem lại cả hai."
        ))),
        Err(OfficeError::Refused(refusal)) => Ok(Reply::see(back).warning(refusal.message)),
        Err(other) => Err(other.into()),
    }
}

fn sample() -> Merging {
    Merging {
        frame: Frame::sample(),
        kept: Row::sample(1, "Nguyễn Thị Hoàng Phương Quỳnh Thùy Dương"),
        merged: Row::sample(2, "Nguyễn Thị Thùy Dương"),
        gains: vec!["Mã đối tượng BT0999".to_owned(), "Khuyết tật từ 04/03/2015".to_owned()],
        drops: vec!["Nơi ở từ 01/01/2020".to_owned()],
        refusals: Vec::new(),
        reason: String::new(),
        problem: "Hãy ghi căn cứ của việc gộp hồ sơ.".to_owned(),
    }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
