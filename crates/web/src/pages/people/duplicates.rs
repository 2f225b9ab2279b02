//! Pairs of records that may be one person.

use super::search::{Row, person_of};
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use office::people;

#[derive(Template)]
#[template(path = "people/duplicates.html")]
struct Duplicates {
    frame: Frame,
    all: usize,
    pairs: Vec<Pair>,
}

struct Pair {
    one: Row,
    other: Row,
    points: i32,
    reasons: String,
}

const SHOWN: usize = 50;

pub fn show(visit: &Visit) -> Answer {
    let (proposals, all) = people::propose(&visit.ctx, SHOWN)?;
    let pairs = proposals.iter().map(|proposal| Pair {
        one: Row::of(&proposal.one),
        other: Row::of(&proposal.other),
        points: proposal.likeness.points,
        reasons: proposal.likeness.reasons.join(", "),
    });
    page(&Duplicates { frame: visit.frame("Hồ sơ trùng"), all, pairs: pairs.collect() })
}

/// They are two people.
pub fn distinct(visit: &Visit) -> Answer {
    let (one, other) = (person_of(visit.form.get("mot"))?, person_of(visit.form.get("hai"))?);
    people::set_distinct(&visit.ctx, one, other)?;
    Ok(Reply::see("/trung-ho-so").telling("Đã ghi: hai người khác nhau; cặp này không được nhắc lại."))
}

fn sample() -> Duplicates {
    let pair = Pair {
        one: Row::sample(1, "Nguyễn Thị Hoàng Phương Quỳnh Thùy Dương"),
        other: Row { number: String::new(), ..Row::sample(2, "Nguyễn Thị Thùy Dương") },
        points: 92,
        reasons: "cùng tên, cùng ngày sinh, cùng xã".to_owned(),
    };
    Duplicates { frame: Frame::sample(), all: 73, pairs: vec![pair] }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}
