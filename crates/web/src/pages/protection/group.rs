//! The children of a group whose names are protected: opened at a wish, each opening in the journal.

use crate::error::PageError;
use crate::frame::Frame;
use crate::reply::{Answer, page};
use crate::visit::Visit;
use askama::Template;
use domain::children::ChildGroup;
use domain::dates::short;
use domain::labels::Labelled;
use office::children;

#[derive(Template)]
#[template(path = "protection/group.html")]
struct Group {
    frame: Frame,
    label: &'static str,
    rows: Vec<(i64, String, String)>,
}

pub fn read(visit: &Visit) -> Answer {
    let group = ChildGroup::from_word(visit.form.get("nhom")).filter(|group| group.is_sensitive());
    let group = group.ok_or(PageError::NoPage)?;
    let rows = children::sensitive(&visit.ctx, group)?;
    page(&Group {
        frame: visit.frame("Nhóm được bảo vệ thông tin"),
        label: group.label(),
        rows: rows.into_iter().map(|(row, name)| (row.child.0, name, short(row.from))).collect(),
    })
}

fn sample() -> Group {
    let rows = vec![(12, "Nguyễn Thị Thử".to_owned(), "12/03/2022".to_owned())];
    Group { frame: Frame::sample(), label: "Trẻ em bị nhiễm HIV/AIDS", rows }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
