//! What the decisions make of an enrolment in each month.

use super::{DecisionKind, Item, Origin};
use jiff::civil::Date;
use law::Month;

/// How an enrolment stands in a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing<'a> {
    /// No decision reaches this month.
    Nothing,
    /// `terms` names what holds; `by` is the decision that acted last (a resumption may rest on older terms).
    Granted {
        terms: &'a Item,
        by: &'a Item,
    },
    /// `terms` is what will hold again when it is resumed.
    Suspended {
        terms: &'a Item,
        by: &'a Item,
    },
    Ended {
        by: &'a Item,
    },
}

impl<'a> Standing<'a> {
    /// The decision that acted last.
    pub fn by(self) -> Option<&'a Item> {
        match self {
            Standing::Nothing => None,
            Standing::Granted { by, .. } | Standing::Suspended { by, .. } | Standing::Ended { by } => {
                Some(by)
            }
        }
    }

    /// The standing after one more item. A change or a resumption opens nothing that is not granted, and a change
    /// lifts no suspension: only a grant does that.
    fn then(self, item: &'a Item) -> Standing<'a> {
        match (item.decision.kind, self) {
            (DecisionKind::Grant, _) => Standing::Granted { terms: item, by: item },
            (DecisionKind::End, Standing::Nothing) => Standing::Nothing,
            (DecisionKind::End, _) => Standing::Ended { by: item },
            (DecisionKind::Change, Standing::Granted { .. }) => Standing::Granted { terms: item, by: item },
            (DecisionKind::Change, Standing::Suspended { by, .. }) => Standing::Suspended { terms: item, by },
            (DecisionKind::Suspend, Standing::Granted { terms, .. }) => {
                Standing::Suspended { terms, by: item }
            }
            (DecisionKind::Resume, Standing::Suspended { terms, .. } | Standing::Granted { terms, .. }) => {
                let terms = if item.terms.is_empty() { terms } else { item };
                Standing::Granted { terms, by: item }
            }
            (DecisionKind::Suspend, Standing::Suspended { .. })
            | (
                DecisionKind::Change | DecisionKind::Suspend | DecisionKind::Resume,
                Standing::Nothing | Standing::Ended { .. },
            ) => self,
        }
    }
}

/// The standings of one enrolment in the order of months.
#[derive(Clone, Debug)]
pub struct Timeline<'a> {
    /// Each holds from its month to the next entry's.
    spans: Vec<(Month, Standing<'a>)>,
}

impl<'a> Timeline<'a> {
    /// Applies the decisions that bind on `known_on` in the order of their first month, within a month in the
    /// order of signature. A paper signed later for an earlier month therefore does not undo one that begins
    /// later; whoever means that voids the other. The list taken over stands for everything before it: a decision
    /// that arrives afterwards acts on it at the earliest from the list's own month.
    pub fn of(items: &'a [Item], known_on: Date) -> Timeline<'a> {
        let taken_over = items.iter().find(|item| item.decision.origin == Origin::Takeover);
        let effective = |item: &Item| match taken_over {
            Some(list) if item.decision.known_on > list.decision.known_on => {
                item.from_month.max(list.from_month)
            }
            Some(_) | None => item.from_month,
        };
        let mut binding: Vec<(Month, &Item)> = items
            .iter()
            .filter(|item| item.decision.binds(known_on))
            .map(|item| (effective(item), item))
            .collect();
        binding.sort_by_key(|(month, item)| {
            let decision = &item.decision;
            (*month, decision.origin != Origin::Takeover, decision.dated(), decision.id)
        });
        let mut spans: Vec<(Month, Standing<'a>)> = Vec::with_capacity(binding.len());
        let mut standing = Standing::Nothing;
        for (from, item) in binding {
            standing = standing.then(item);
            match spans.last_mut() {
                Some((month, last)) if *month == from => *last = standing,
                _ => spans.push((from, standing)),
            }
        }
        Timeline { spans }
    }

    pub fn at(&self, month: Month) -> Standing<'a> {
        let after = self.spans.partition_point(|(from, _)| *from <= month);
        after.checked_sub(1).map_or(Standing::Nothing, |index| self.spans[index].1)
    }

    /// The first month that a decision reaches.
    pub fn first_month(&self) -> Option<Month> {
        self.spans.first().map(|(month, _)| *month)
    }

    /// Spans within `first..=last`: first month, last month, standing. Months before any decision are left out.
    pub fn within(
        &self,
        first: Month,
        last: Month,
    ) -> impl Iterator<Item = (Month, Month, Standing<'a>)> + '_ {
        self.spans.iter().enumerate().filter_map(move |(index, (from, standing))| {
            let end = self.spans.get(index + 1).map_or(last, |(next, _)| next.previous().min(last));
            let start = (*from).max(first);
            (start <= end).then_some((start, end, *standing))
        })
    }
}

/// How the enrolment of these items stands in `month`, by the decisions that bind on `known_on`.
pub fn in_force(items: &[Item], month: Month, known_on: Date) -> Standing<'_> {
    Timeline::of(items, known_on).at(month)
}
