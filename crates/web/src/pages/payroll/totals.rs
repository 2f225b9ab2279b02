//! The payer's totals of a run, source by source: when they agree with the list, everybody who was not ticked as an
//! exception was paid.

use super::run;
use crate::error::PageError;
use crate::form::{self, Form, Given};
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use axum::http::StatusCode;
use domain::Vnd;
use domain::ids::RunId;
use domain::payments::{PaymentState, Source};
use office::payroll::{self, PayerTotal, RunResults, RunView};

/// The totals of one source.
pub struct SourceTotals {
    pub label: &'static str,
    pub form: Form,
}

/// A form for each source that still waits for the payer's word; `sent` is the one that was filled in.
pub fn forms(token: &str, view: &RunView, sent: Option<Source>, given: &Given) -> Vec<SourceTotals> {
    let waits = |source: Source| {
        view.payments.iter().any(|row| row.source == source && row.state == PaymentState::Pending)
    };
    let open = Source::ALL.iter().filter(|source| waits(**source));
    let none = Given::nothing();
    let form = |source: Source| {
        let given = if sent == Some(source) { given } else { &none };
        SourceTotals { label: source.label(), form: form(token, view.run.id, source).given(given) }
    };
    open.map(|source| form(*source)).collect()
}

fn form(token: &str, run: RunId, source: Source) -> Form {
    let fields = vec![
        form::number("chi", "Số khoản đã chi").required(),
        form::number("tien-chi", "Số tiền đã chi (đồng)").required(),
        form::number("tra", "Số khoản chưa nhận").required(),
        form::number("tien-tra", "Số tiền chưa nhận (đồng)").required(),
    ];
    Form::new(token, format!("/chi-tra/{run}/ket-qua"), source.word(), "Ghi số tổng", fields)
        .hidden("nguon", source.word())
}

pub fn record(visit: &Visit) -> Answer {
    let id: RunId = visit.id("id")?;
    let source = Source::from_word(visit.form.get("nguon")).ok_or(PageError::NoPage)?;
    let mut given = Given::of(visit);
    let total = PayerTotal {
        source,
        unit: None,
        paid: given.need_count("chi"),
        paid_sum: Vnd(given.need_number("tien-chi")),
        unpaid: given.need_count("tra"),
        unpaid_sum: Vnd(given.need_number("tien-tra")),
    };
    if given.is_fine() {
        let results = RunResults { unpaid: Vec::new(), totals: vec![total] };
        match payroll::record_results(&visit.ctx, id, &results) {
            Ok(done) => {
                let told = format!("Số khớp: {} khoản đã nhận.", run::count(done.paid));
                return Ok(Reply::see(format!("/chi-tra/{id}")).telling(told));
            }
            Err(error) => given.refused(error)?,
        }
    }
    let sent = run::Sent { totals_of: Some(source), ..run::Sent::nothing() };
    Ok(page(&run::view(visit, id, &run::Sent { given, ..sent })?)?.status(StatusCode::UNPROCESSABLE_ENTITY))
}

pub fn sample() -> SourceTotals {
    SourceTotals { label: Source::Local.label(), form: form("0123456789abcdef", RunId(7), Source::Local) }
}
