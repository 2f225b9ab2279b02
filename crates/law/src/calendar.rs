//! The days on which an answer may change: everything between two of them is read once.

use crate::Month;
use crate::facts::{Case, What};
use crate::merit::Merit;
use crate::social::Social;
use crate::view::View;
use jiff::civil::Date;

/// The days of `month` on which a track may change: edges of facts, birthdays, starts of rules.
pub fn change_days(social: &Social, merit: &Merit, view: &View, month: Month) -> Vec<Date> {
    let mut days = Vec::new();
    birthday(view.born, month, &mut days);
    for fact in &view.case.facts {
        days.push(fact.from);
        days.extend(fact.until);
        match &fact.what {
            What::Child { born, .. } => birthday(*born, month, &mut days),
            What::TemporaryDetention => {
                let bars = social.bars.get(&crate::social::BarKind::TemporaryDetention);
                let rules = bars.into_iter().flat_map(|bars| bars.values());
                days.extend(rules.filter_map(|bar| crate::social::lasts(fact, bar.value.months)));
            }
            _ => {}
        }
    }
    days.extend(social.rule_days().iter().copied());
    merit.change_days(view, month, &mut days);
    days.retain(|day| Month::of(*day) == month);
    days.sort_unstable();
    days.dedup();
    days
}

/// Earlier days of the month worth reading after `last`, the latest first: the eve of each change.
pub fn loss_days(social: &Social, merit: &Merit, view: &View, month: Month, last: Date) -> Vec<Date> {
    let changes = change_days(social, merit, view, month);
    let eves = changes.into_iter().rev().filter(|day| *day <= last && *day > month.first_day());
    eves.filter_map(|day| day.yesterday().ok()).collect()
}

/// The birthday of somebody born on `born` that lies in `month`.
fn birthday(born: Date, month: Month, out: &mut Vec<Date>) {
    if born.month() == month.number() {
        let last = month.last_day();
        out.push(if born.day() > last.day() { last } else { month.first_day().with_day(born.day(), last) });
    }
}

trait WithDay {
    fn with_day(self, day: i8, otherwise: Date) -> Date;
}

impl WithDay for Date {
    fn with_day(self, day: i8, otherwise: Date) -> Date {
        Date::new(self.year(), self.month(), day).unwrap_or(otherwise)
    }
}

/// Months in which something of the case itself may change, for `assess_months`: unsorted, with repetitions.
pub fn change_months(case: &Case, social: &Social, from: Month, to: Month) -> Vec<Month> {
    let mut months = Vec::new();
    let mut day = |day: Date| months.push(Month::of(day));
    for fact in &case.facts {
        day(fact.from);
        fact.until.into_iter().for_each(&mut day);
        match &fact.what {
            What::TemporaryDetention => {
                let bars = social.bars.get(&crate::social::BarKind::TemporaryDetention);
                let rules = bars.into_iter().flat_map(|bars| bars.values());
                rules.filter_map(|bar| crate::social::lasts(fact, bar.value.months)).for_each(&mut day);
            }
            What::SurvivorOf(of) => day(of.died),
            _ => {}
        }
    }
    case.person.died.into_iter().for_each(&mut day);
    social.rule_days().iter().copied().for_each(&mut day);
    let born = [Some(case.person.born.earliest()), Some(case.person.born.latest())];
    let children = case.facts.iter().map(|fact| match &fact.what {
        What::Child { born, .. } => Some(*born),
        _ => None,
    });
    for born in born.into_iter().chain(children).flatten().map(Month::of) {
        let reached = social.ages().iter().map(|age| born.plus(12 * i32::from(*age)));
        months.push(born);
        months.extend(reached.filter(|month| (from..=to).contains(month) || month.next() == from));
    }
    months
}
