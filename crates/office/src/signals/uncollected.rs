//! Three months in which nobody took the money.

use super::{Signal, SignalKind};
use crate::decisions::{NewDecision, NewItem};
use crate::permission::Permission;
use crate::reach::Reach;
use crate::{Ctx, OfficeError};
use domain::decisions::{DecisionKind, Enrolment};
use domain::ids::{EnrolmentId, PaymentId, PersonId};
use domain::payments::{PaymentState, Returns, UncollectedSignal, long_uncollected};
use law::{Month, Vnd};
use std::collections::{BTreeMap, HashMap};
use store::payments::Carry;
use store::{Tx, enrolments, payments};

/// Signals as of the last month for which any result came in.
pub(super) fn signals(
    ctx: &Ctx,
    tx: &mut Tx,
    month: Month,
    found: &mut Vec<Signal>,
) -> Result<(), OfficeError> {
    let Some((returns, last_month, enrolled)) = returns(ctx, tx)? else { return Ok(()) };
    for long in long_uncollected(&returns, last_month) {
        let (person, id, months) = (long.person, long.enrolment, long.months);
        let kind = match long.signal {
            UncollectedSignal::ProposeSuspension => SignalKind::Suspend,
            UncollectedSignal::Verify => SignalKind::Verify,
        };
        let Some(enrolment) = enrolled.get(&id) else { continue };
        found.push(Signal {
            person: Some(person),
            enrolment: Some(id),
            scheme: Some(enrolment.scheme),
            reasons: vec![format!("Liên tiếp {months} tháng không nhận tiền")],
            draft: (kind == SignalKind::Suspend).then(|| suspension(enrolment, month)),
            ..Signal::new(kind, month)
        });
    }
    Ok(())
}

/// The returns, the last month for which any result came in, and the enrolments.
type CameBack = (Vec<Returns>, Month, HashMap<EnrolmentId, Enrolment>);

/// What came back and was not collected since, by enrolment.
fn returns(ctx: &Ctx, tx: &mut Tx) -> Result<Option<CameBack>, OfficeError> {
    let Some(last_month) = payments::last_answered(tx, ctx.office)? else { return Ok(None) };
    let carries = payments::carries(tx, ctx.office)?;
    let into: HashMap<PaymentId, &Carry> = carries.iter().map(|carry| (carry.from, carry)).collect();
    let mut uncollected: BTreeMap<EnrolmentId, BTreeMap<Month, Vnd>> = BTreeMap::new();
    for returned in payments::returned_lines(tx, ctx.office)? {
        if !was_paid_later(&into, returned.payment) {
            let months = uncollected.entry(returned.line.enrolment).or_default();
            *months.entry(returned.line.month).or_default() += returned.line.amount;
        }
    }
    let enrolled: HashMap<EnrolmentId, Enrolment> =
        enrolments::of_office(tx, ctx.office)?.into_iter().map(|one| (one.id, one)).collect();
    let returns: Vec<Returns> = uncollected
        .into_iter()
        .filter_map(|(id, months)| {
            let enrolment = enrolled.get(&id)?;
            let months = months.into_iter().filter(|(_, sum)| *sum > Vnd::ZERO).map(|(month, _)| month);
            Some(Returns {
                person: enrolment.person,
                enrolment: id,
                scheme: enrolment.scheme,
                months: months.collect(),
            })
        })
        .collect();
    Ok(Some((returns, last_month, enrolled)))
}

/// How many people have not collected the money of one month, of two, and of three or more.
pub fn uncollected_people(ctx: &Ctx) -> Result<[usize; 3], OfficeError> {
    ctx.read(Permission::ReadPayroll, |tx| {
        let reach = Reach::load(ctx, tx, Permission::ReadPayroll)?;
        let mut months: HashMap<PersonId, usize> = HashMap::new();
        let found = returns(ctx, tx)?.map(|(returns, _, _)| returns).unwrap_or_default();
        for one in found.iter().filter(|one| reach.covers(one.person, one.scheme)) {
            let most = months.entry(one.person).or_default();
            *most = one.months.len().max(*most);
        }
        let mut people = [0; 3];
        for months in months.into_values().filter(|months| *months > 0) {
            people[months.min(3) - 1] += 1;
        }
        Ok(people)
    })
}

/// Whether the last payment into which one that came back was carried has been paid. What waits in an open list has
/// come back so far.
fn was_paid_later(into: &HashMap<PaymentId, &Carry>, payment: PaymentId) -> bool {
    let mut last = None;
    let mut payment = payment;
    while let Some(carry) = into.get(&payment) {
        (payment, last) = (carry.to, Some(carry.state));
    }
    last == Some(PaymentState::Paid)
}

fn suspension(enrolment: &Enrolment, from_month: Month) -> NewDecision {
    let item = NewItem {
        person: enrolment.person,
        scheme: enrolment.scheme,
        stream: enrolment.stream.clone(),
        from_month,
        terms: Vec::new(),
    };
    let reason = Some("Ba tháng liên tiếp không nhận trợ cấp".to_owned());
    NewDecision { kind: DecisionKind::Suspend, reason, items: vec![item] }
}
