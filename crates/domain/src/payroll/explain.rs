//! Why an amount is what it is, in Vietnamese, as one text.
//!
//! The stored body leaves the decision out: it stands in the line, and without it thousands of people on the same
//! row of the table share one body. `whole` puts the two together.

use super::line::Cause;
use super::month_by_month::Amount;
use crate::decisions::Decision;
use law::{Month, Step, Valued, Vnd};

/// Steps of the law (article → value → amount), then the amount.
pub fn body(amount: Amount, valued: Option<&Valued>) -> String {
    let mut text = String::new();
    if let Some(valued) = valued {
        steps(&valued.steps, &mut text);
    }
    match amount {
        Amount::ByLaw(sum) => line(&mut text, &format!("Mức hưởng theo quy định: {sum} đồng")),
        Amount::AsWritten(sum) => {
            if let Some(valued) = valued {
                line(&mut text, &format!("Mức tính theo quy định: {} đồng", valued.amount));
            }
            line(&mut text, &format!("Chi theo số tiền ghi trong quyết định: {sum} đồng"));
        }
        Amount::Unvalued | Amount::Duplicate => line(&mut text, "Chưa tính được mức hưởng"),
    }
    text
}

/// A body and what was posted before, for a month paid earlier with another amount, or paid late.
pub fn arrears_body(body: &str, owed: Vnd, posted: Vnd, cause: Option<&Cause>) -> String {
    let mut text = body.to_owned();
    if !posted.is_zero() {
        line(&mut text, &format!("Đã ghi chi cho tháng này: {posted} đồng"));
        line(&mut text, &format!("Chi thêm: {owed} − {posted} = {} đồng", owed - posted));
    }
    match cause {
        Some(cause @ Cause::Law(citation)) => {
            line(&mut text, &format!("Lý do truy lĩnh: {} ({citation})", cause.label()));
        }
        Some(cause @ (Cause::Decision(_) | Cause::Voided(_) | Cause::Death(_) | Cause::Correction)) => {
            line(&mut text, &format!("Lý do truy lĩnh: {}", cause.label()));
        }
        None => {}
    }
    text
}

/// A deduction by a recovery plan.
pub fn deduction_body(month: Month, amount: Vnd, remaining: Vnd) -> String {
    let mut text = String::new();
    line(&mut text, &format!("Thu hồi tiền đã chi thừa tháng {}", crate::dates::month_short(month)));
    line(&mut text, &format!("Khấu trừ kỳ này: {amount} đồng; còn phải thu sau kỳ này: {remaining} đồng"));
    text
}

/// The decision, then the stored body: decision → article → value → amount.
pub fn whole(decision: &Decision, body: &str) -> String {
    format!("{}\n{body}", decision.told())
}

fn steps(steps: &[Step], text: &mut String) {
    for step in steps {
        match &step.citation {
            Some(citation) => {
                line(text, &format!("{} ({}, {})", step.text, citation.instrument, citation.provision))
            }
            None => line(text, &step.text),
        }
    }
}

fn line(text: &mut String, sentence: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(sentence);
}
