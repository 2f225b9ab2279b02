//! How a new statement meets those that stand: which dated rows are voided, which are written.
//!
//! A *change* ends what held and starts what holds now; a *correction* replaces what was wrong from its
//! beginning. Rows are never altered: ending one means voiding it and writing it again with its end.

use crate::facts::{FactKind, FactRow};
use crate::people::Payee;
use jiff::civil::Date;

/// Rows to void by id, rows to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit<I, R> {
    pub void: Vec<I>,
    pub write: Vec<R>,
}

impl<I, R> Edit<I, R> {
    pub fn nothing() -> Edit<I, R> {
        Edit { void: Vec::new(), write: Vec::new() }
    }

    /// Nothing is voided or written.
    pub fn is_empty(&self) -> bool {
        self.void.is_empty() && self.write.is_empty()
    }
}

/// How surely the beginning of a statement is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dating {
    /// It began on `from`: something else that held before then has ended.
    Known,
    /// A list says that it holds, not since when; `from` is a stand-in. A different statement was a mistake.
    Assumed,
}

/// A dated row: what the rules below need of facts and payees alike.
trait Dated: Clone {
    fn from(&self) -> Date;
    fn until(&self) -> Option<Date>;
    fn lasting(&self, from: Date, until: Option<Date>) -> Self;
    fn says_same(&self, other: &Self) -> bool;
}

impl Dated for FactRow {
    fn from(&self) -> Date {
        self.from
    }
    fn until(&self) -> Option<Date> {
        self.until
    }
    fn lasting(&self, from: Date, until: Option<Date>) -> FactRow {
        FactRow { from, until, ..self.clone() }
    }
    fn says_same(&self, other: &FactRow) -> bool {
        FactRow::says_same(self, other)
    }
}

impl Dated for Payee {
    fn from(&self) -> Date {
        self.from
    }
    fn until(&self) -> Option<Date> {
        self.until
    }
    fn lasting(&self, from: Date, until: Option<Date>) -> Payee {
        Payee { from, until, ..self.clone() }
    }
    fn says_same(&self, other: &Payee) -> bool {
        Payee::says_same(self, other)
    }
}

/// A fact among the live facts of its person.
pub fn place_fact<I: Copy>(live: &[(I, FactRow)], new: &FactRow, dating: Dating) -> Edit<I, FactRow> {
    let slot: Vec<(I, &FactRow)> =
        live.iter().filter(|(_, row)| row.same_slot(new)).map(|(id, row)| (*id, row)).collect();
    // A newer medical conclusion replaces the older by its date; intervals are not used.
    let accumulates = new.kind == FactKind::InjuryRate;
    match dating {
        Dating::Known if accumulates => place_among_dates(&slot, new),
        Dating::Known => place_known(&slot, new),
        Dating::Assumed => place_assumed(&slot, new),
    }
}

/// A payee among the live payees of its person.
pub fn place_payee<I: Copy>(live: &[(I, Payee)], new: &Payee, dating: Dating) -> Edit<I, Payee> {
    let slot: Vec<(I, &Payee)> = live.iter().map(|(id, row)| (*id, row)).collect();
    match dating {
        Dating::Known => place_known(&slot, new),
        Dating::Assumed => place_assumed(&slot, new),
    }
}

/// The fact ends on `day` (its first day without it); one that begins later is withdrawn whole.
pub fn end_fact<I: Copy>(id: I, row: &FactRow, day: Date) -> Edit<I, FactRow> {
    if row.until.is_some_and(|until| until <= day) {
        return Edit::nothing();
    }
    let write = if row.from < day { vec![row.lasting(row.from, Some(day))] } else { Vec::new() };
    Edit { void: vec![id], write }
}

fn holds_on<R: Dated>(row: &R, day: Date) -> bool {
    row.from() <= day && row.until().is_none_or(|until| day < until)
}

fn place_among_dates<I: Copy, R: Dated>(slot: &[(I, &R)], new: &R) -> Edit<I, R> {
    match slot.iter().find(|(_, row)| row.from() == new.from()) {
        Some((_, row)) if row.says_same(new) => Edit::nothing(),
        Some((id, _)) => Edit { void: vec![*id], write: vec![new.clone()] },
        None => Edit { void: Vec::new(), write: vec![new.clone()] },
    }
}

fn place_known<I: Copy, R: Dated>(slot: &[(I, &R)], new: &R) -> Edit<I, R> {
    let from = new.from();
    let holding = slot.iter().find(|(_, row)| holds_on(*row, from));
    let next = slot.iter().map(|(_, row)| row.from()).filter(|start| *start > from).min();
    let bounded = |until: Option<Date>| match (until, next) {
        (Some(until), Some(next)) => Some(until.min(next)),
        (until, next) => until.or(next),
    };
    match holding {
        Some((_, row)) if row.says_same(new) && (new.until().is_none() || new.until() == row.until()) => {
            Edit::nothing()
        }
        Some((id, row)) => {
            let until = bounded(new.until().or(row.until()));
            let ended = (row.from() < from).then(|| row.lasting(row.from(), Some(from)));
            // The same statement with another end: one row, not two that follow each other.
            let merged = ended.is_some() && row.says_same(new);
            let write = if merged {
                vec![row.lasting(row.from(), until)]
            } else {
                ended.into_iter().chain([new.lasting(from, until)]).collect()
            };
            Edit { void: vec![*id], write }
        }
        None => Edit { void: Vec::new(), write: vec![new.lasting(from, bounded(new.until()))] },
    }
}

fn place_assumed<I: Copy, R: Dated>(slot: &[(I, &R)], new: &R) -> Edit<I, R> {
    if slot.iter().any(|(_, row)| row.until().is_none() && row.says_same(new)) {
        return Edit::nothing();
    }
    match slot.iter().filter(|(_, row)| row.until().is_none()).max_by_key(|(_, row)| row.from()) {
        Some((id, row)) => Edit { void: vec![*id], write: vec![new.lasting(row.from(), row.until())] },
        None => place_known(slot, new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use law::facts::{Degree, InjuryCategory, Rate};
    use law::{Fact, What};

    fn degree(text: &str) -> (usize, FactRow) {
        // "2 severe 2020-01-01 2021-01-01"
        let words: Vec<&str> = text.split_whitespace().collect();
        let what = What::Disability { degree: Degree::from_word(words[1]).unwrap() };
        let until = words.get(3).map(|day| day.parse().unwrap());
        let fact = Fact { from: words[2].parse().unwrap(), until, what };
        (words[0].parse().unwrap(), FactRow::of(&fact))
    }

    fn shown(edit: &Edit<usize, FactRow>) -> String {
        let mut rows: Vec<String> = edit.void.iter().map(|id| format!("-{id}")).collect();
        rows.extend(edit.write.iter().map(|row| {
            let until = row.until.map_or(String::new(), |day| format!("..{day}"));
            format!("+{} {}{until}", row.words[0].as_deref().unwrap(), row.from)
        }));
        rows.join(" ")
    }

    /// live (separated by `;`) | dating | new | edit
    fn check(table: &str) {
        for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let live: Vec<_> = cells[0].split(';').filter(|row| !row.trim().is_empty()).map(degree).collect();
            let dating = if cells[1] == "known" { Dating::Known } else { Dating::Assumed };
            let (_, new) = degree(&format!("0 {}", cells[2]));
            assert_eq!(shown(&place_fact(&live, &new, dating)), cells[3], "{line}");
        }
    }

    #[test]
    fn statements_meet() {
        check(
            "
                                                    | known   | mild 2020-01-01   | +mild 2020-01-01
            1 mild 2020-01-01                       | known   | mild 2020-01-01   |
            1 mild 2020-01-01                       | known   | mild 2022-01-01   |
            1 mild 2020-01-01                       | known   | severe 2020-01-01 | -1 +severe 2020-01-01
            1 mild 2020-01-01                       | known   | severe 2022-05-01 | -1 +mild 2020-01-01..2022-05-01 +severe 2022-05-01
            1 mild 2020-01-01                       | known   | severe 2019-05-01 | +severe 2019-05-01..2020-01-01
            1 mild 2020-01-01 2021-01-01            | known   | severe 2022-05-01 | +severe 2022-05-01
            1 mild 2020-01-01 2021-01-01            | known   | severe 2020-06-01 | -1 +mild 2020-01-01..2020-06-01 +severe 2020-06-01..2021-01-01
            1 mild 2020-01-01                       | known   | mild 2020-01-01 2023-01-01 | -1 +mild 2020-01-01..2023-01-01
            1 mild 2020-01-01                       | known   | mild 2020-06-01 2023-01-01 | -1 +mild 2020-01-01..2023-01-01
            1 mild 2020-01-01 2021-01-01; 2 none 2021-01-01 | known | severe 2020-06-01 | -1 +mild 2020-01-01..2020-06-01 +severe 2020-06-01..2021-01-01
            1 mild 2020-01-01                       | assumed | mild 2023-01-01   |
            1 mild 2020-01-01                       | assumed | severe 2023-01-01 | -1 +severe 2020-01-01
            1 mild 2020-01-01 2021-01-01            | assumed | mild 2023-01-01   | +mild 2023-01-01
                                                    | assumed | mild 2023-01-01   | +mild 2023-01-01
            ",
        );
    }

    #[test]
    fn medical_conclusions_stand_side_by_side() {
        let row = |rate, from: &str| {
            FactRow::of(&Fact {
                from: from.parse().unwrap(),
                until: None,
                what: What::InjuryRate {
                    category: InjuryCategory::WarInvalid,
                    subtype: law::facts::ExposureSubtype::SelfExposed,
                    rate: Rate::Exact(rate),
                    special_severe: false,
                },
            })
        };
        let live = [(1, row(31, "1980-01-01"))];
        let newer = row(41, "1995-01-01");
        let edit = place_fact(&live, &newer, Dating::Known);
        assert_eq!((edit.void, edit.write), (vec![], vec![newer]));
        let corrected = place_fact(&live, &row(35, "1980-01-01"), Dating::Known);
        assert_eq!(corrected.void, [1]);
    }

    #[test]
    fn facts_end_or_are_withdrawn() {
        let (id, row) = degree("1 mild 2020-01-01");
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(shown(&end_fact(id, &row, day("2021-01-01"))), "-1 +mild 2020-01-01..2021-01-01");
        assert_eq!(shown(&end_fact(id, &row, day("2020-01-01"))), "-1");
        let (id, row) = degree("1 mild 2020-01-01 2021-01-01");
        assert!(end_fact(id, &row, day("2021-01-01")).is_empty());
    }
}
