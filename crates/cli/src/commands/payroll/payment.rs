//! `ansinh payroll hold / release / tick`: one payment by its number on the lists.

use super::found;
use crate::Failure;
use crate::args::PaymentArgs;
use ::office::payroll;
use ::office::{Ctx, OfficeError};
use domain::payments::PaymentEvent;

/// `paid`, `returned`.
pub fn event(text: &str) -> Result<PaymentEvent, Failure> {
    match text {
        "paid" => Ok(PaymentEvent::Pay),
        "returned" => Ok(PaymentEvent::Return),
        other => Err(Failure::Usage(format!(
            "kết quả {other:?} không phải paid (đã nhận) hoặc returned (trả lại)"
        ))),
    }
}

pub fn mark(ctx: &Ctx, args: &PaymentArgs, event: PaymentEvent, reason: Option<&str>) -> Result<(), Failure> {
    let run = found(ctx, &args.run)?;
    let before = payroll::payment_of(ctx, run.id, args.payment)?;
    payroll::record_payment(ctx, before.id, run.id, event, reason)?;
    let after = payroll::payment_of(ctx, run.id, args.payment)?;
    if before.state == after.state {
        let message =
            format!("Mã chi trả {} đã {} từ trước: không ghi gì thêm", args.payment, after.state.label());
        return Err(OfficeError::refused("payment_unchanged", message).into());
    }
    say!(
        "Mã chi trả {}, kỳ {} {}: {} → {}, {} đồng",
        args.payment,
        run.kind.label(),
        run.month,
        before.state.label(),
        after.state.label(),
        after.amount(),
    );
    Ok(())
}
