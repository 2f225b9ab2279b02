//! What is not paid month after month: worship of martyrs, and support on the occasion of a death.

use super::year::{ACCOUNTANT, ASSISTANCE, HEAD, MERIT, Town};
use crate::Failure;
use domain::decisions::DecisionState;
use domain::payments::PaymentState;
use domain::payroll::RunKind;
use jiff::civil::Date;
use law::{Month, Vnd};
use office::decisions::{self, SignedPaper};
use office::payroll::{self, Order, PayerTotal, RunResults};
use std::collections::BTreeMap;

impl Town {
    /// The specialist drafts the yearly money of who worships a martyr from the register of relatives; the head signs.
    pub(super) fn grant_worship(&self, on: Date) -> Result<(), Failure> {
        let ctx = self.console.ctx(MERIT, on)?;
        let proposed = office::worship::proposed(&ctx)?;
        let Some(draft) = office::worship::draft(&ctx)? else { return Ok(()) };
        let number = format!("{draft}/QĐ-TCTC");
        decisions::sign(&self.console.ctx(HEAD, on)?, draft, &paper(number, on))?;
        say!("Trợ cấp thờ cúng: {} người được quyết định", proposed.items.len());
        Ok(())
    }

    /// Each death that the communes reported has drafted its stop and its support: the head signs them.
    pub(super) fn sign_after_deaths(&self, on: Date) -> Result<(), Failure> {
        let head = self.console.ctx(HEAD, on)?;
        let drafts = decisions::list(&head)?.into_iter();
        for row in
            drafts.filter(|row| row.state() == DecisionState::Drafted && row.drafted_by != head.officer.id)
        {
            decisions::sign(&head, row.id, &paper(format!("{}/QĐ-LĐTBXH", row.id), on))?;
        }
        Ok(())
    }

    /// A list of its own, from its preparation to its close; everybody comes for the money.
    pub(super) fn pay_apart(
        &self,
        kind: RunKind,
        month: Month,
        prepared: Date,
        paid: Date,
    ) -> Result<(), Failure> {
        let run = payroll::prepare(&self.console.ctx(ASSISTANCE, prepared)?, Order::one_month(kind, month))?;
        if run.payments == 0 {
            return Ok(());
        }
        let (accountant, head) = (self.console.ctx(ACCOUNTANT, prepared)?, self.console.ctx(HEAD, prepared)?);
        payroll::check(&accountant, run.run)?;
        payroll::approve(&head, run.run, None)?;
        payroll::send(&accountant, run.run)?;
        let accountant = self.console.ctx(ACCOUNTANT, paid)?;
        let mut totals: BTreeMap<_, PayerTotal> = BTreeMap::new();
        for payment in payroll::view(&accountant, run.run)?.payments {
            assert_eq!(payment.state, PaymentState::Pending, "nobody has answered yet");
            let source = payment.source;
            let zero = Vnd::ZERO;
            let empty =
                PayerTotal { source, unit: None, paid: 0, paid_sum: zero, unpaid: 0, unpaid_sum: zero };
            let total = totals.entry(source).or_insert(empty);
            total.paid += 1;
            total.paid_sum += payment.amount();
        }
        let results = RunResults { unpaid: Vec::new(), totals: totals.into_values().collect() };
        payroll::record_results(&accountant, run.run, &results)?;
        payroll::reconcile(&accountant, run.run)?;
        payroll::close(&accountant, run.run)?;
        say!(
            "  Kỳ {} {month}: {} khoản chi, {} đồng, {} dòng chờ",
            kind.label(),
            run.payments,
            run.new,
            run.waiting.len()
        );
        Ok(())
    }
}

fn paper(number: String, on: Date) -> SignedPaper {
    let issuer = "Phòng Lao động - Thương binh và Xã hội thị xã Trảng Bàng".to_owned();
    SignedPaper { number, signed_on: on, issuer, signer: None, paper: None, known_on: on }
}
