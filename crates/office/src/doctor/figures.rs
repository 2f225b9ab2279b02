//! Invariant 6 and the reports' part of invariant 3.

use super::{Check, Problem};
use crate::figures::book;
use crate::reports::frozen;

/// Every figure equals the fold of its listed rows: for the year before the business date and its own.
pub const FIGURES: Check = Check {
    number: 6,
    title: "Mỗi chỉ tiêu bằng tổng các dòng làm căn cứ",
    run: |ctx, tx| {
        let mut problems = Vec::new();
        for period in [ctx.on.year() - 1, ctx.on.year()] {
            let unfaithful = book::unfaithful(tx, ctx.office, period)?;
            problems.extend(unfaithful.into_iter().map(|(figure, text)| {
                Problem::fault(figure, format!("chỉ tiêu năm {period} khác tổng các dòng: {text}"))
            }));
        }
        Ok(problems)
    },
};

/// A frozen report prints the same for ever.
pub const FROZEN: Check = Check {
    number: 3,
    title: "Báo cáo đã chốt giữ nguyên",
    run: |ctx, tx| {
        let altered = frozen::altered(tx, ctx.office)?;
        let told = altered.into_iter().map(|id| {
            Problem::fault(format!("frozen_reports {id}"), "báo cáo đã chốt không còn khớp dấu vân tay")
        });
        Ok(told.collect())
    },
};
