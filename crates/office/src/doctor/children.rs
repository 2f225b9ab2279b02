//! Registers of children: who has turned sixteen leaves the groups, one child has one family, parts are no larger
//! than their wholes.

use super::{Check, Problem};
use crate::context::Ctx;
use crate::error::OfficeError;
use domain::children::Indicator;
use domain::ids::UnitId;
use domain::labels::Labelled;
use std::collections::HashMap;
use store::people::Known;
use store::{Tx, children};

pub(super) const CHECK: Check =
    Check { number: 6, title: "Sổ trẻ em đúng tuổi, mỗi em một nơi chăm sóc", run };

fn run(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Problem>, OfficeError> {
    let mut problems = Vec::new();
    for child in children::grown_up(tx, ctx.office, ctx.on)? {
        let text = "đã đủ 16 tuổi, cần đưa ra khỏi sổ trẻ em";
        problems.push(Problem::finding(format!("child_circumstances, người số {child}"), text));
    }
    for (child, families) in children::two_families(tx, ctx.office, ctx.on)? {
        let text = format!("một trẻ em đang ở {families} nơi chăm sóc thay thế");
        problems.push(Problem::finding(format!("substitute_cares, người số {child}"), text));
    }
    let counts = children::yearly_counts::of_office(tx, ctx.office, Known::Now)?;
    let known: HashMap<(i16, Option<UnitId>, Indicator), i64> =
        counts.iter().map(|(_, count)| ((count.year, count.unit, count.indicator), count.quantity)).collect();
    for (id, count) in &counts {
        let whole = count.indicator.whole();
        let whole = whole.and_then(|whole| Some((whole, *known.get(&(count.year, count.unit, whole))?)));
        if let Some((whole, total)) = whole.filter(|(_, total)| count.quantity > *total) {
            let (part, whole) = (count.indicator.label(), whole.label());
            let text = format!("năm {}: “{part}” {} lớn hơn “{whole}” {total}", count.year, count.quantity);
            problems.push(Problem::finding(format!("yearly_counts số {id}"), text));
        }
    }
    Ok(problems)
}
