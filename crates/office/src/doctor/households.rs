//! Invariant 8: a person has one household at a time and each household one head.

use super::{Check, Problem};
use crate::context::Ctx;
use crate::error::OfficeError;
use store::{Tx, households};

pub(super) const CHECK: Check =
    Check { number: 8, title: "Mỗi người một hộ, mỗi hộ một chủ hộ", run };

fn run(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Problem>, OfficeError> {
    let twice = households::two_households(tx, ctx.office)?;
    let mut problems: Vec<Problem> = twice
        .iter()
        .map(|(person, one, other)| {
            let text = format!("một người thuộc hai hộ cùng lúc (hộ số {one} và {other})");
            Problem::fault(format!("household_members, người số {person}"), text)
        })
        .collect();
    for (household, code, heads) in households::wrong_heads(tx, ctx.office, ctx.on)? {
        // A list may leave the head out: the office must find out who it is.
        let text = format!("hộ {code} có {heads} chủ hộ");
        problems.push(Problem::finding(format!("households, hộ số {household}"), text));
    }
    Ok(problems)
}
