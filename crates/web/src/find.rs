//! What forms name by a code: a person by file code or citizen number.

use crate::error::PageError;
use crate::visit::Visit;
use domain::ids::PersonId;
use office::people::{self, Query};

/// The one person of that code, number or record within the officer's areas; else what to tell at the field.
pub fn person(visit: &Visit, text: &str) -> Result<Result<PersonId, String>, PageError> {
    let text = text.trim();
    let hits = people::search(&visit.ctx, &Query::text(text))?.people;
    let is_named = |hit: &&people::Hit| {
        [&hit.code, &hit.number].into_iter().flatten().any(|known| known.eq_ignore_ascii_case(text))
    };
    let mut named = hits.iter().filter(is_named);
    Ok(match (named.next(), named.next()) {
        (Some(hit), None) => Ok(hit.found.person),
        (Some(_), Some(_)) => Err(format!("có nhiều người mang mã hoặc số “{text}”; dùng số khác")),
        (None, _) => Err(format!("không có ai mang mã hoặc số “{text}” trong địa bàn của bạn")),
    })
}
