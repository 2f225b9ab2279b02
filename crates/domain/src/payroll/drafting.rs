//! One person in a run: payee, lines, carried payments, deductions.

use super::draft::{Draft, Enrolled, Recipient};
use super::explain::deduction_body;
use super::line::{ExplanationIndex, Finding, FindingCode, Line, LineKind, Waiting, WaitingCode};
use super::reconcile;
use super::run::{RunKind, RunSpec};
use super::values::{ValueFn, Values};
use crate::ids::{EnrolmentId, PayeeId};
use crate::payments::{Carry, Share, Source, Uncollected, UncollectedLine, payee_on};
use crate::recovery::{Capacity, Recovery, RecoveryPlan, RecoveryState, deductions};
use law::{Month, Terms, Vnd};
use std::collections::HashMap;
use std::sync::Arc;

/// A run while it is being drafted.
pub(super) struct Drafting<'a> {
    pub(super) spec: &'a RunSpec,
    pub(super) values: Values<'a>,
    pub(super) draft: Draft,
    carries: Vec<Carry>,
    bodies: HashMap<Arc<str>, ExplanationIndex>,
}

impl<'a> Drafting<'a> {
    pub(super) fn new(spec: &'a RunSpec, value: &'a ValueFn<'a>) -> Drafting<'a> {
        Drafting {
            spec,
            values: Values::new(value, spec.prepared_on, spec.opening),
            draft: Draft::default(),
            carries: Vec::new(),
            bodies: HashMap::new(),
        }
    }

    pub(super) fn finish(self) -> (Draft, Vec<Carry>) {
        (self.draft, self.carries)
    }

    /// The index of an explanation, kept once.
    pub(super) fn explanation(&mut self, body: &str) -> ExplanationIndex {
        if let Some(index) = self.bodies.get(body) {
            return *index;
        }
        let index =
            ExplanationIndex(u32::try_from(self.draft.explanations.len()).expect("bodies stay below 2^32"));
        let body: Arc<str> = body.into();
        self.draft.explanations.push(body.clone());
        self.bodies.insert(body, index);
        index
    }

    pub(super) fn recipient(&mut self, recipient: &Recipient) {
        let payee = payee_on(&recipient.payees, recipient.died, self.spec.prepared_on).map(|payee| payee.id);
        let first_line = self.draft.lines.len();
        let first_proposal = self.draft.proposals.len();
        for enrolled in &recipient.enrolments {
            if self.takes(enrolled) {
                reconcile::enrolment(self, recipient, enrolled, payee);
            }
        }
        match payee {
            Some(payee) => {
                let carried = self.carry(recipient, payee, first_proposal);
                self.deduct(recipient, payee, first_line, &carried);
            }
            None => self.nobody_to_pay(recipient, first_line),
        }
    }

    /// A supplementary run takes those with a decision that arrived after the monthly run of its month.
    fn takes(&self, enrolled: &Enrolled) -> bool {
        match (self.spec.kind, self.spec.previous) {
            (RunKind::Supplementary, Some(monthly)) => enrolled.items.iter().any(|item| {
                item.decision.binds(self.spec.prepared_on) && item.decision.signed_entry > Some(monthly.entry)
            }),
            (RunKind::Supplementary, None)
            | (RunKind::Monthly | RunKind::OneOff | RunKind::Annual | RunKind::Term, _) => true,
        }
    }

    /// Without a payee the person's lines wait: nothing of them is posted, and the next run finds them again.
    fn nobody_to_pay(&mut self, recipient: &Recipient, first_line: usize) {
        let dead = recipient.died.is_some();
        let (waits, carry, message) = if dead {
            (
                WaitingCode::NoHeir,
                FindingCode::CarryNoHeir,
                "Người hưởng đã chết, chưa ghi nhận người nhận thay",
            )
        } else {
            (WaitingCode::NoPayee, FindingCode::CarryNoPayee, "Chưa ghi nhận người nhận và hình thức chi trả")
        };
        for line in self.draft.lines.split_off(first_line) {
            self.draft.waiting.push(Waiting {
                person: line.person,
                enrolment: line.enrolment,
                key: line.key(),
                month: line.month,
                code: waits.clone(),
                message: format!("{message}: {} đồng", line.amount),
            });
        }
        for uncollected in &recipient.uncollected {
            let message = format!("{message}: khoản chưa nhận {} đồng", uncollected.amount());
            self.find_in(recipient, carry, message);
        }
    }

    fn find_in(&mut self, recipient: &Recipient, code: FindingCode, message: String) {
        self.draft.findings.push(Finding {
            person: recipient.person,
            enrolment: None,
            month: None,
            code,
            message,
        });
    }

    /// Carries what came back, unless it holds a month for which an undecided recovery stands: handing it over
    /// again would pay what is to be taken back.
    fn carry<'r>(
        &mut self,
        recipient: &'r Recipient,
        payee: PayeeId,
        first_proposal: usize,
    ) -> Vec<&'r Uncollected> {
        let mut carried = Vec::new();
        for uncollected in &recipient.uncollected {
            let contested = uncollected.lines.iter().any(|line| {
                self.is_proposed(recipient, line)
                    || self.draft.proposals[first_proposal..].iter().any(|proposal| {
                        (proposal.enrolment, proposal.month) == (line.enrolment, line.month)
                            && proposal.key == line.key
                    })
            });
            if contested {
                let message = format!("Khoản chưa nhận {} đồng chờ quyết định thu hồi", uncollected.amount());
                self.find_in(recipient, FindingCode::CarryWaits, message);
                continue;
            }
            carried.push(uncollected);
            self.carries.push(Carry {
                person: recipient.person,
                payee,
                source: uncollected.source,
                payment: uncollected.payment,
                shares: shares(uncollected),
            });
        }
        carried
    }

    fn is_proposed(&self, recipient: &Recipient, line: &UncollectedLine) -> bool {
        recoveries_of(recipient).any(|recovery| {
            recovery.state == RecoveryState::Proposed
                && (recovery.enrolment, recovery.month) == (line.enrolment, line.month)
                && recovery.key == line.key
                && !self.draft.withdrawals.iter().any(|withdrawal| withdrawal.recovery == recovery.id)
        })
    }

    /// Adds the deduction lines of the recovery plans at work.
    fn deduct(&mut self, recipient: &Recipient, payee: PayeeId, first_line: usize, carried: &[&Uncollected]) {
        let plan = match self.spec.kind {
            RunKind::Monthly => RecoveryPlan::FromPayments,
            RunKind::OneOff => RecoveryPlan::FromFuneralSupport,
            RunKind::Supplementary | RunKind::Annual | RunKind::Term => return,
        };
        if !recoveries_of(recipient)
            .any(|recovery| recovery.plan == Some(plan) && recovery.remaining() > Vnd::ZERO)
        {
            return;
        }
        for source in Source::ALL {
            let recoveries: Vec<&Recovery> =
                recoveries_of(recipient).filter(|recovery| Source::of(recovery.scheme) == *source).collect();
            let touched = self.draft.lines[first_line..].iter().filter(|line| {
                line.kind == LineKind::Current && line.source() == *source && touches(plan, &line.terms)
            });
            let capacity = Capacity {
                lines: touched.map(|line| line.amount).sum(),
                months: u32::try_from(self.spec.last_month.since(self.spec.month)).unwrap_or(0) + 1,
                carried: unspent(carried, *source),
            };
            for deduction in deductions(&recoveries, plan, capacity) {
                let found = recoveries.iter().find(|recovery| recovery.id == deduction.recovery);
                if let Some(recovery) = found {
                    self.deduction_line(recipient, recovery, deduction.amount, payee);
                }
            }
        }
    }

    fn deduction_line(&mut self, recipient: &Recipient, recovery: &Recovery, amount: Vnd, payee: PayeeId) {
        let remaining = recovery.remaining() - amount;
        let explanation = self.explanation(&deduction_body(recovery.month, amount, remaining));
        self.draft.lines.push(Line {
            person: recipient.person,
            enrolment: recovery.enrolment,
            kind: LineKind::Deduction,
            terms: terms_of(recipient, recovery),
            reference: recovery.key.reference.clone(),
            month: recovery.month,
            amount: -amount,
            cause: None,
            decision: None,
            recovery: Some(recovery.id),
            explanation,
            payee,
        });
    }
}

fn recoveries_of(recipient: &Recipient) -> impl Iterator<Item = &Recovery> {
    recipient.enrolments.iter().flat_map(|enrolled| &enrolled.recoveries)
}

/// Which lines a plan may touch: consent names the funeral support alone.
fn touches(plan: RecoveryPlan, terms: &Terms) -> bool {
    match plan {
        RecoveryPlan::FromPayments => true,
        RecoveryPlan::FromFuneralSupport => &*terms.part == "funeral",
        RecoveryPlan::FromRelatives | RecoveryPlan::WrittenOff => false,
    }
}

fn unspent(
    carried: &[&Uncollected],
    source: Source,
) -> Vec<(EnrolmentId, crate::decisions::PartKey, Month, Vnd)> {
    carried
        .iter()
        .filter(|uncollected| uncollected.source == source)
        .flat_map(|uncollected| &uncollected.lines)
        .map(|line| (line.enrolment, line.key.clone(), line.month, line.amount))
        .collect()
}

fn shares(uncollected: &Uncollected) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::with_capacity(1);
    for line in &uncollected.lines {
        match shares.iter_mut().find(|share| share.scheme == line.scheme) {
            Some(share) => share.amount += line.amount,
            None => shares.push(Share { scheme: line.scheme, amount: line.amount }),
        }
    }
    shares
}

/// The terms under which the excess was posted: those of the latest item that reaches its month, else bare ones.
fn terms_of(recipient: &Recipient, recovery: &Recovery) -> Terms {
    let enrolled = recipient.enrolments.iter().find(|enrolled| enrolled.enrolment.id == recovery.enrolment);
    let items = enrolled.map_or(&[][..], |enrolled| &enrolled.items);
    let reaching = items.iter().filter(|item| item.from_month <= recovery.month);
    let decided = reaching
        .flat_map(|item| item.terms.iter().map(move |decided| (item, decided)))
        .filter(|(_, decided)| decided.has_key(&recovery.key))
        .max_by_key(|(item, _)| (item.from_month, item.decision.dated(), item.decision.id));
    decided.map_or_else(
        || Terms {
            scheme: recovery.scheme,
            category: "".into(),
            part: recovery.key.part.clone(),
            class: "".into(),
            rate: None,
            quantity: 1,
        },
        |(_, decided)| decided.terms.clone(),
    )
}
