//! The summary by kind: what one source pays in a run, kind by kind and commune by commune.

use super::{Delivery, PaymentList};
use law::Vnd;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub source: String,
    pub by_kind: Vec<SummaryRow>,
    pub by_unit: Vec<SummaryRow>,
    pub by_delivery: Vec<SummaryRow>,
    /// Sum of the lists of this source; each of the three tables adds up to it, carried money apart in `by_kind`.
    pub payments: u32,
    pub total: Vnd,
    pub carried: Vnd,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SummaryRow {
    pub label: String,
    /// Payments that have a part of this row: a payee with two kinds is counted in both.
    pub payments: u32,
    pub current: Vnd,
    pub arrears: Vnd,
    pub deducted: Vnd,
    pub carried: Vnd,
}

impl SummaryRow {
    pub fn total(&self) -> Vnd {
        self.current + self.arrears - self.deducted + self.carried
    }
}

impl Summary {
    /// One summary per source, in the order of the sources' names.
    pub fn of(lists: &[PaymentList]) -> Vec<Summary> {
        let sources: BTreeSet<&str> = lists.iter().map(|list| list.source.as_str()).collect();
        sources.into_iter().map(|source| summary_of(source, lists)).collect()
    }
}

fn summary_of(source: &str, lists: &[PaymentList]) -> Summary {
    let lists: Vec<&PaymentList> = lists.iter().filter(|list| list.source == source).collect();
    let mut by_kind: BTreeMap<&str, SummaryRow> = BTreeMap::new();
    let mut by_unit: BTreeMap<&str, SummaryRow> = BTreeMap::new();
    let mut by_delivery: BTreeMap<Delivery, SummaryRow> = BTreeMap::new();
    let (mut payments, mut total, mut carried) = (0, Vnd::ZERO, Vnd::ZERO);
    for list in &lists {
        let totals = list.totals();
        payments += totals.payments;
        total += totals.total();
        carried += totals.carried;
        for row in [by_unit.entry(&list.unit).or_default(), by_delivery.entry(list.delivery).or_default()] {
            row.payments += totals.payments;
            row.current += totals.current;
            row.arrears += totals.arrears;
            row.deducted += totals.deducted;
            row.carried += totals.carried;
        }
        for payment in &list.rows {
            let kinds: BTreeSet<&str> = payment.lines.iter().map(|line| line.kind.as_str()).collect();
            for kind in kinds {
                by_kind.entry(kind).or_default().payments += 1;
            }
            for line in &payment.lines {
                let row = by_kind.entry(&line.kind).or_default();
                row.current += line.current;
                row.arrears += line.arrears;
                row.deducted += line.deducted;
            }
        }
    }
    Summary {
        source: source.to_owned(),
        by_kind: labelled(by_kind, str::to_owned),
        by_unit: labelled(by_unit, str::to_owned),
        by_delivery: labelled(by_delivery, |delivery| delivery.shown().to_owned()),
        payments,
        total,
        carried,
    }
}

fn labelled<K: Ord>(rows: BTreeMap<K, SummaryRow>, label: impl Fn(K) -> String) -> Vec<SummaryRow> {
    rows.into_iter().map(|(key, row)| SummaryRow { label: label(key), ..row }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::{KindLine, PaymentRow};

    #[test]
    fn each_table_adds_up_to_the_lists() {
        let line = |kind: &str, current| KindLine {
            kind: kind.to_owned(),
            current: Vnd(current),
            ..KindLine::default()
        };
        let list = |unit: &str, delivery, rows| PaymentList {
            id: String::new(),
            source: "A".to_owned(),
            transfer_words: "TCXH",
            unit: unit.to_owned(),
            delivery,
            point: String::new(),
            rows,
            signers: Vec::new(),
        };
        let both =
            PaymentRow { lines: vec![line("nặng", 540), line("chăm sóc", 360)], ..PaymentRow::default() };
        let carried =
            PaymentRow { lines: vec![line("nặng", 540)], carried: Vnd(540), ..PaymentRow::default() };
        let summaries = Summary::of(&[
            list("Phường An Hòa", Delivery::Post, vec![both.clone(), carried]),
            list("Phường Lộc Hưng", Delivery::Bank, vec![both]),
        ]);
        let [summary] = summaries.as_slice() else { panic!("one source") };
        assert_eq!((summary.payments, summary.total, summary.carried), (3, Vnd(2_880), Vnd(540)));
        let sum = |rows: &[SummaryRow]| rows.iter().map(SummaryRow::total).sum::<Vnd>();
        assert_eq!(sum(&summary.by_kind) + summary.carried, summary.total);
        assert_eq!(sum(&summary.by_unit), summary.total);
        assert_eq!(sum(&summary.by_delivery), summary.total);
        let heavy = &summary.by_kind[1];
        assert_eq!((heavy.label.as_str(), heavy.payments, heavy.current), ("nặng", 3, Vnd(1_620)));
    }
}
