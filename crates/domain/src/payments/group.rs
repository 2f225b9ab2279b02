//! Lines become payments: one per person, payee and source of money.

use super::Source;
use crate::ids::{PayeeId, PaymentId, PersonId};
use crate::payroll::{Line, Place};
use law::{Scheme, Vnd};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An amount by scheme: what the ledger needs of a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    pub scheme: Scheme,
    pub amount: Vnd,
}

/// An uncollected payment that this run hands over again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carry {
    pub person: PersonId,
    pub payee: PayeeId,
    pub source: Source,
    pub payment: PaymentId,
    pub shares: Vec<Share>,
}

/// What is handed over to one payee from one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// From 1, in the order of units and sort keys.
    pub number: u32,
    pub person: PersonId,
    pub payee: PayeeId,
    pub source: Source,
    pub place: Place,
    pub amount_new: Vnd,
    pub amount_carried: Vnd,
    /// Indices into the run's lines.
    pub lines: Vec<usize>,
    pub carries: Vec<PaymentId>,
    /// New and carried together, by scheme in the order of schemes.
    pub shares: Vec<Share>,
}

impl Payment {
    pub fn amount(&self) -> Vnd {
        self.amount_new + self.amount_carried
    }
}

/// Groups lines and carries; `place_of` gives where a person is listed and the key by which lists are sorted.
pub fn group<'p>(
    lines: &[Line],
    carries: &[Carry],
    place_of: impl Fn(PersonId) -> (&'p Place, &'p Arc<str>),
) -> Vec<Payment> {
    let mut grouped: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        grouped.entry((line.person, line.payee, line.source())).or_default().push(index);
    }
    let mut carried: BTreeMap<_, Vec<&Carry>> = BTreeMap::new();
    for carry in carries {
        carried.entry((carry.person, carry.payee, carry.source)).or_default().push(carry);
        grouped.entry((carry.person, carry.payee, carry.source)).or_default();
    }
    let mut payments: Vec<(&Arc<str>, Payment)> = Vec::with_capacity(grouped.len());
    for ((person, payee, source), indices) in grouped {
        let (place, sort_key) = place_of(person);
        let carries = carried.remove(&(person, payee, source)).unwrap_or_default();
        payments.push((sort_key, payment((person, payee, source), place, indices, lines, &carries)));
    }
    payments.sort_by(|(left_key, left), (right_key, right)| {
        (left.place.unit, left_key, left.person, left.source, left.payee).cmp(&(
            right.place.unit,
            right_key,
            right.person,
            right.source,
            right.payee,
        ))
    });
    let numbered = payments.into_iter().zip(1u32..);
    numbered.map(|((_, payment), number)| Payment { number, ..payment }).collect()
}

fn payment(
    (person, payee, source): (PersonId, PayeeId, Source),
    place: &Place,
    indices: Vec<usize>,
    lines: &[Line],
    carries: &[&Carry],
) -> Payment {
    let mut shares: Vec<Share> = Vec::with_capacity(1);
    let mut add = |scheme: Scheme, amount: Vnd| match shares.iter_mut().find(|share| share.scheme == scheme) {
        Some(share) => share.amount += amount,
        None => shares.push(Share { scheme, amount }),
    };
    for index in &indices {
        add(lines[*index].terms.scheme, lines[*index].amount);
    }
    for share in carries.iter().flat_map(|carry| &carry.shares) {
        add(share.scheme, share.amount);
    }
    shares.sort_by_key(|share| share.scheme);
    Payment {
        number: 0,
        person,
        payee,
        source,
        place: place.clone(),
        amount_new: indices.iter().map(|index| lines[*index].amount).sum(),
        amount_carried: carries.iter().flat_map(|carry| &carry.shares).map(|share| share.amount).sum(),
        lines: indices,
        carries: carries.iter().map(|carry| carry.payment).collect(),
        shares,
    }
}
