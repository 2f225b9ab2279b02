//! What the payments of a run consist of, by scheme: the ledger keeps schemes apart.

use crate::OfficeError;
use domain::ids::{OfficeId, PaymentId, RunId};
use domain::ledger::{Dimensions, Movement};
use domain::payments::Share;
use law::{Scheme, Vnd};
use std::collections::{BTreeMap, HashMap};
use store::payments::PaymentRow;
use store::{Tx, payments, runs};

/// Shares of each payment of the run, carried payments included.
pub(crate) fn of_run(
    tx: &mut Tx,
    office: OfficeId,
    run: RunId,
) -> Result<HashMap<PaymentId, Vec<Share>>, OfficeError> {
    let mut sums: HashMap<PaymentId, BTreeMap<Scheme, Vnd>> = HashMap::new();
    for line in runs::lines(tx, run)? {
        *sums.entry(line.payment).or_default().entry(line.terms.scheme).or_default() += line.amount;
    }
    let into = payments::carries_into(tx, run)?;
    if !into.is_empty() {
        let mut lines: HashMap<PaymentId, Vec<(Scheme, Vnd)>> = HashMap::new();
        for returned in payments::returned_lines(tx, office)? {
            lines.entry(returned.payment).or_default().push((returned.line.scheme, returned.line.amount));
        }
        let mut carried: HashMap<PaymentId, Vec<PaymentId>> = HashMap::new();
        for carry in payments::carries(tx, office)? {
            carried.entry(carry.to).or_default().push(carry.from);
        }
        for (first, to) in into {
            let mut waiting = vec![first];
            while let Some(from) = waiting.pop() {
                for (scheme, amount) in lines.get(&from).into_iter().flatten() {
                    *sums.entry(to).or_default().entry(*scheme).or_default() += *amount;
                }
                waiting.extend(carried.get(&from).into_iter().flatten());
            }
        }
    }
    let shares = |sums: BTreeMap<Scheme, Vnd>| {
        sums.into_iter().map(|(scheme, amount)| Share { scheme, amount }).collect()
    };
    Ok(sums.into_iter().map(|(payment, sums)| (payment, shares(sums))).collect())
}

/// The movements of a payment by its shares. Every đồng that is handed over belongs to a scheme.
pub(crate) fn movements(row: &PaymentRow, shares: &HashMap<PaymentId, Vec<Share>>) -> Vec<Movement> {
    let shares = shares.get(&row.id).map_or(&[][..], Vec::as_slice);
    let total: Vnd = shares.iter().map(|share| share.amount).sum();
    assert_eq!(total, row.amount(), "the shares of payment {} add up to it", row.id);
    let dimensions = |scheme| Dimensions { unit: row.unit, channel: Some(row.channel), scheme };
    shares.iter().map(|one| Movement { dimensions: dimensions(one.scheme), amount: one.amount }).collect()
}
