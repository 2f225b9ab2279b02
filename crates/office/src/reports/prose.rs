//! The words of the year's report that the office says otherwise. Figures stay the books': a sentence names them, and
//! is kept as text with their ids.

use super::year;
use crate::context::Ctx;
use crate::error::{OfficeError, Problem};
use crate::figures::book;
use crate::permission::Permission;
use domain::ids::OfficeId;
use domain::reports::{Prose, prose_problem, year_prose};
use std::collections::BTreeMap;
use store::Tx;

/// Edits lie among the year's written answers, under the sentence that they replace.
const PLACE: &str = "prose: ";

/// The newest edit of each of our sentences.
pub(crate) fn edits(
    tx: &mut Tx,
    office: OfficeId,
    year: i16,
) -> Result<BTreeMap<String, String>, OfficeError> {
    let mut edits = BTreeMap::new();
    for (place, text) in store::figures::answers(tx, office, year)? {
        if let Some(template) = place.strip_prefix(PLACE) {
            edits.insert(template.to_owned(), text);
        }
    }
    // What was put back is ours again.
    edits.retain(|template, text| template != text);
    Ok(edits)
}

/// Every sentence of the report, as it is said and as it may be written.
pub fn prose(ctx: &Ctx, period: i16) -> Result<Vec<Prose>, OfficeError> {
    book::take_split(ctx, Permission::ReadFigures, period, |tx, taken| {
        Ok(year_prose(&year::address(ctx, tx, period, taken.answers)?))
    })
}

/// Says a sentence otherwise; our own words put it back. Refused: `invalid` (a figure that does not exist, a bracket
/// left open), `not_found` (no such sentence in the report of the year).
pub fn say(ctx: &Ctx, period: i16, template: &str, text: &str) -> Result<(), OfficeError> {
    // A form sends line breaks that no sentence has.
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let detail = format!("period={period}");
    let address = book::take_split(ctx, Permission::ReadFigures, period, |tx, taken| {
        year::address(ctx, tx, period, taken.answers)
    })?;
    if !year_prose(&address).iter().any(|prose| prose.template == template) {
        return Err(OfficeError::NotFound("câu đó trong báo cáo của năm".to_owned()));
    }
    if let Some(problem) = prose_problem(&address, &text) {
        return Err(OfficeError::Invalid(vec![Problem::new("text", problem)]));
    }
    ctx.write(Permission::WriteReports, "report_prose", &detail, |tx, entry| {
        let place = format!("{PLACE}{template}");
        Ok(store::figures::insert_answer(tx, ctx.office, period, &place, &text, entry)?)
    })
}
