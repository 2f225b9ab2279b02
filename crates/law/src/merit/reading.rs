//! A case read on one day of one month, with the tables that were known.

use super::Merit;
use super::RuleId;
use super::tables::{Cell, Period};
use crate::award::{Award, Ground, Missing, Name, Scheme, Terms};
use crate::facts::{EducationLevel, Fact, MeritEndReason, SuspensionOutcome, SuspensionScheme, What};
use crate::view::{TrackAnswer, View};
use crate::{LawError, Month};
use jiff::civil::Date;
use std::collections::BTreeSet;

pub(super) struct Reading<'a> {
    pub law: &'a Merit,
    pub view: &'a View<'a>,
    pub month: Month,
    pub on: Date,
    /// `None`: no decree of the month is known.
    pub period: Option<&'a Period>,
}

/// An answer being written.
#[derive(Default)]
pub(super) struct Draft {
    pub awards: Vec<Award>,
    pub missing: BTreeSet<Missing>,
    unpayable: bool,
}

/// What of a person's entitlements has ended (Art. 54, 55).
#[derive(Default)]
pub(super) struct Ended {
    pub everything: bool,
    /// Activists before August 1945, their own and their survivors'.
    pub activists: bool,
    /// Survivors of martyrs.
    pub martyrs: bool,
}

/// The part of an award that the row does not say.
pub(super) struct Due {
    pub quantity: u16,
    pub reference: Name,
    pub grounds: Vec<Ground>,
}

impl<'a> Reading<'a> {
    pub fn new(
        law: &'a Merit,
        view: &'a View<'a>,
        month: Month,
        on: Date,
        known_on: Option<Date>,
    ) -> Reading<'a> {
        Reading { law, view, month, on, period: law.tables.period(month, known_on) }
    }

    pub fn facts(&self) -> impl Iterator<Item = (u16, &'a Fact)> {
        self.view.case.facts.iter().enumerate().map(|(index, fact)| (index as u16, fact))
    }

    /// The first fact holding on the day that `pick` accepts.
    pub fn holding(&self, pick: impl Fn(&What) -> bool) -> Option<u16> {
        self.view.find_on(self.on, |what| pick(what).then_some(())).map(|(index, ())| index)
    }

    /// A recognition or survivor's decision dated after the person's own death gives nothing.
    pub fn is_posthumous(&self, decided: Date) -> bool {
        self.view.case.person.died.is_some_and(|died| decided > died)
    }

    /// Prison, a missing person or a suspension takes whole months, from its first to that of its last day.
    pub fn is_out(&self) -> bool {
        self.facts().any(|(_, fact)| suspends(&fact.what) && touches(fact, self.month))
    }

    pub fn ended(&self) -> Ended {
        let mut ended = Ended::default();
        for (_, fact) in self.facts() {
            if let What::MeritEnded { reason } = &fact.what
                && Month::of(fact.from) <= self.month
            {
                match reason {
                    MeritEndReason::ExpelledFromParty => ended.activists = true,
                    MeritEndReason::MartyrFoundAlive => ended.martyrs = true,
                    MeritEndReason::ActsAgainstState
                    | MeritEndReason::SeriousCrime
                    | MeritEndReason::ForgedFileConfirmed => ended.everything = true,
                }
            }
        }
        ended
    }

    pub fn cell(&self, row: usize) -> Cell {
        self.period.map(|period| period.row(row)).unwrap_or_default()
    }

    pub fn war_cell(&self, table: usize, rate: u8) -> Cell {
        self.period.map(|period| period.war(table, rate)).unwrap_or_default()
    }

    pub fn rule(&self, id: RuleId) -> Ground {
        Ground::Provision(self.law.rules.provision(id))
    }

    pub fn none(&self) -> Name {
        self.law.names.none.clone()
    }

    /// Adds the award of a table row.
    pub fn pay(&self, draft: &mut Draft, row: usize, due: Due) {
        let line = &self.law.tables.rows[row];
        let terms = Terms {
            scheme: Scheme::Merit,
            category: line.category.clone(),
            part: line.part.clone(),
            class: line.id.clone(),
            rate: None,
            quantity: due.quantity,
        };
        draft.add(terms, self.cell(row), due);
    }

    /// Tables that are not known go before a point of law that is not settled; both matter only if something
    /// would be due.
    pub fn finish(&self, draft: Result<Draft, LawError>) -> Result<TrackAnswer, LawError> {
        let unknown = self.period.is_none_or(|period| !period.payable);
        match draft {
            Ok(draft) if draft.unpayable => Err(tables_unknown(self.month)),
            Ok(Draft { awards, missing, .. }) => Ok(TrackAnswer { awards, missing }),
            Err(LawError::RuleUnknown { .. }) if unknown => Err(tables_unknown(self.month)),
            Err(error) => Err(error),
        }
    }

    pub fn education(&self) -> Draft {
        let mut draft = Draft::default();
        if self.is_out() || self.ended().everything {
            return draft;
        }
        let mut best: Option<(usize, u16)> = None;
        for (index, fact) in self.view.on(self.on) {
            if let What::EducationSupport { level } = &fact.what {
                let row = self.education_row(*level);
                if best.is_none_or(|(other, _)| self.outranks(row, other)) {
                    best = Some((row, index));
                }
            }
        }
        if let Some((row, index)) = best {
            let due = Due { quantity: 1, reference: self.none(), grounds: vec![Ground::Fact(index)] };
            self.pay(&mut draft, row, due);
        }
        draft
    }

    fn education_row(&self, level: EducationLevel) -> usize {
        self.law.tables.roles.education[level as usize][0]
    }

    /// The higher amount, then the first in the table.
    pub fn outranks(&self, row: usize, other: usize) -> bool {
        let (amount, other_amount) = (self.cell(row).amount, self.cell(other).amount);
        amount > other_amount || (amount == other_amount && row < other)
    }
}

impl Draft {
    pub fn add(&mut self, terms: Terms, cell: Cell, due: Due) {
        let Due { quantity, reference, mut grounds } = due;
        self.unpayable |= !cell.payable;
        grounds.push(Ground::Provision(cell.provision));
        self.awards.push(Award {
            terms,
            reference,
            amount: cell.amount.times(u32::from(quantity)),
            coefficient: None,
            base: None,
            period: crate::Period::Month,
            grounds,
        });
    }
}

pub(super) fn tables_unknown(month: Month) -> LawError {
    LawError::TablesNotPublished { what: "trợ cấp ưu đãi người có công".to_owned(), month }
}

fn suspends(what: &What) -> bool {
    match what {
        What::Imprisoned | What::DeclaredMissing => true,
        What::Suspension { scheme: SuspensionScheme::Merit, outcome, .. } => {
            *outcome != Some(SuspensionOutcome::Cleared)
        }
        _ => false,
    }
}

fn touches(fact: &Fact, month: Month) -> bool {
    let last = fact.until.and_then(|until| until.yesterday().ok()).map(Month::of);
    Month::of(fact.from) <= month && last.is_none_or(|last| month <= last)
}
