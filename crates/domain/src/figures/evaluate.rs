//! From folded rows to figures: pure, so that `doctor` can fold the listed rows again and compare.

use super::answer::{Answer, Folded, Target, Value};
use super::catalogue::{FigureKey, Fold};
use super::clock::Months;
use super::query::{Query, Register};
use crate::ratio::{Decimal2, Ratio};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that the books say for a set of figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// By query, year and months.
    pub folded: BTreeMap<(Query, i16, Months), Folded>,
    pub open: BTreeSet<(Register, i16)>,
    /// Rates of earlier years typed in with their paper, by figure id.
    pub typed: BTreeMap<String, Decimal2>,
    /// The last month of each year that a closed run has paid.
    pub closed: BTreeMap<i16, i8>,
    /// By figure id and year; a verdict's target may stand under the figure that it judges.
    pub targets: BTreeMap<(String, i16), Target>,
}

/// The figure, from what the ledger holds.
pub fn evaluate(key: FigureKey, ledger: &Ledger) -> Answer {
    let blank = Answer { key, value: None, ratio: None, target: None, rows: 0, from_totals: 0 };
    let operands: Vec<Answer> = key.operands().into_iter().map(|key| evaluate(key, ledger)).collect();
    let mut answer = match (key.spec.fold, operands.as_slice()) {
        (Fold::Count(query) | Fold::Sum(query), _) => base(blank, query, ledger),
        (Fold::Ratio { .. }, [part, whole]) => ratio(blank, part, whole),
        (Fold::Fewer { .. }, [before, now]) => fewer(blank, before, now),
        (Fold::OfTarget { .. }, [reached]) => of_target(blank, reached),
        (Fold::Verdict { .. }, [judged]) => verdict(blank, judged, ledger),
        (Fold::Ratio { .. } | Fold::Fewer { .. } | Fold::OfTarget { .. } | Fold::Verdict { .. }, _) => blank,
    };
    if let (None, Some(decimal)) = (answer.value, ledger.typed.get(&key.id())) {
        answer.value = Some(Value::Decimal(*decimal));
        answer.rows = 1;
    }
    answer.target = answer.target.or_else(|| ledger.targets.get(&(key.id(), key.year)).cloned());
    answer
}

/// `Ước thực hiện`: what the year will come to if its open months are paid like the last closed one. Only for figures
/// of one month that have a running total, while the year is open.
pub fn estimate(key: FigureKey, ledger: &Ledger) -> Option<i64> {
    let running = evaluate(key.running()?, ledger).number()?;
    let month = evaluate(key, ledger).number()?;
    let paid = (*ledger.closed.get(&key.year)?).min(key.months.last());
    let open = 12 - i64::from(paid);
    (open > 0).then(|| running + month * open)
}

fn base(blank: Answer, query: Query, ledger: &Ledger) -> Answer {
    let year = blank.key.year;
    let folded = ledger.folded.get(&(query, year, blank.key.months)).copied().unwrap_or_default();
    let known = folded.rows > 0 || ledger.open.contains(&(query.register(), year));
    Answer {
        value: known.then_some(Value::Number(folded.quantity)),
        rows: folded.rows,
        from_totals: folded.from_totals,
        ..blank
    }
}

fn ratio(blank: Answer, part: &Answer, whole: &Answer) -> Answer {
    let ratio = part.number().zip(whole.number()).and_then(|(part, whole)| Ratio::new(part, whole));
    Answer {
        value: ratio.map(|ratio| Value::Decimal(ratio.per_cent())),
        ratio,
        rows: if ratio.is_some() { part.rows + whole.rows } else { 0 },
        ..blank
    }
}

/// The denominator is the target as written, in hundredths only where it is no whole number.
fn of_target(blank: Answer, reached: &Answer) -> Answer {
    let ratio = reached.number().zip(reached.target.as_ref()).and_then(|(number, target)| {
        let hundredths = target.value.0;
        match hundredths % 100 {
            0 => Ratio::new(number, hundredths / 100),
            _ => Ratio::new(number.checked_mul(100)?, hundredths),
        }
    });
    Answer {
        value: ratio.map(|ratio| Value::Decimal(ratio.per_cent())),
        ratio,
        rows: if ratio.is_some() { reached.rows } else { 0 },
        ..blank
    }
}

fn fewer(blank: Answer, before: &Answer, now: &Answer) -> Answer {
    let value = match (before.value, now.value) {
        (Some(Value::Number(before)), Some(Value::Number(now))) => Some(Value::Number(before - now)),
        (Some(Value::Decimal(before)), Some(Value::Decimal(now))) => Some(Value::Decimal(before.minus(now))),
        (Some(_) | None, Some(_) | None) => None,
    };
    Answer { value, rows: if value.is_some() { before.rows + now.rows } else { 0 }, ..blank }
}

fn verdict(blank: Answer, judged: &Answer, ledger: &Ledger) -> Answer {
    let own = ledger.targets.get(&(blank.key.id(), blank.key.year));
    let target = own.or(judged.target.as_ref());
    let value = target.zip(judged.value).and_then(|(target, value)| target.judges(value));
    Answer {
        value: value.map(Value::Verdict),
        target: target.cloned(),
        rows: if value.is_some() { judged.rows } else { 0 },
        ..blank
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::answer::Comparison;

    fn ledger() -> Ledger {
        let mut ledger = Ledger::default();
        for (query, year, quantity) in [
            (Query::PoorHouseholds, 2021, 475),
            (Query::PoorHouseholds, 2022, 265),
            (Query::AllHouseholds, 2022, 43_442),
            (Query::PoorHouseholds, 2023, 204),
            (Query::AllHouseholds, 2023, 44_347),
            (Query::RegistryMartyrs, 2023, 3_770),
        ] {
            ledger.folded.insert((query, year, Months::YEAR), Folded { rows: 3, quantity, from_totals: 0 });
        }
        ledger.typed.insert("poverty.2021.rate".to_owned(), Decimal2(110));
        let target =
            Target { comparison: Comparison::Below, value: Decimal2(100), paper: "NQ 01".to_owned() };
        ledger.targets.insert(("poverty.2023.rate".to_owned(), 2023), target);
        ledger
    }

    fn check(id: &str, ledger: &Ledger, shown: &str, rows: u64) {
        let answer = evaluate(FigureKey::find(id, 2023).unwrap(), ledger);
        assert_eq!((answer.shown().as_str(), answer.rows), (shown, rows), "{id}");
    }

    #[test]
    fn the_poverty_figures_of_two_years() {
        let ledger = ledger();
        check("poverty.2022.households", &ledger, "265", 3);
        check("poverty.2022.rate", &ledger, "0,61%", 6);
        check("poverty.2022.decrease", &ledger, "210", 6);
        check("poverty.2022.rate_decrease", &ledger, "0,49%", 7);
        check("poverty.2023.rate", &ledger, "0,46%", 6);
        check("poverty.2023.decrease", &ledger, "61", 6);
        check("poverty.2023.rate_decrease", &ledger, "0,15%", 12);
        check("poverty.target", &ledger, "đạt", 6);
        check("registry.martyrs", &ledger, "3.770", 3);
    }

    #[test]
    fn an_open_year_is_estimated_from_its_last_month() {
        let mut ledger = ledger();
        let rows = |quantity| Folded { rows: 1, quantity, from_totals: 0 };
        ledger.folded.insert((Query::MeritMonthlyAmount, 2023, Months::YEAR), rows(4_000));
        ledger.folded.insert((Query::MeritYearAmount, 2023, Months::YEAR), rows(39_000));
        let key = FigureKey::find("merit.monthly.amount", 2023).unwrap();
        for (closed, estimated) in [(Some(10), Some(47_000)), (Some(12), None), (None, None)] {
            ledger.closed = closed.map(|month| (2023, month)).into_iter().collect();
            assert_eq!(estimate(key, &ledger), estimated, "{closed:?}");
        }
        assert_eq!(estimate(FigureKey::find("registry.martyrs", 2023).unwrap(), &ledger), None);
    }

    #[test]
    fn what_is_not_in_the_books_is_not_zero() {
        let mut ledger = ledger();
        check("poverty.2020.households", &ledger, "chưa có số liệu", 0);
        check("poverty.2021.rate_decrease", &ledger, "chưa có số liệu", 0);
        check("registry.heroes", &ledger, "chưa có số liệu", 0);
        ledger.open.insert((Register::MeritFiles, 2023));
        check("registry.heroes", &ledger, "0", 0);
        ledger.targets.clear();
        check("poverty.target", &ledger, "chưa có số liệu", 0);
    }

    #[test]
    fn a_share_of_the_target_rounds_its_tie_to_even() {
        let mut ledger = ledger();
        let folded = Folded { rows: 40, quantity: 3_716, from_totals: 0 };
        ledger.folded.insert((Query::JobsCreated, 2023, Months::YEAR), folded);
        check("labour.jobs_created.ratio", &ledger, "chưa có số liệu", 0);
        let target =
            Target { comparison: Comparison::AtLeast, value: Decimal2(320_000), paper: "NQ 01".to_owned() };
        ledger.targets.insert(("labour.jobs_created".to_owned(), 2023), target);
        check("labour.jobs_created.ratio", &ledger, "116,12%", 40); // 116,125
        let answer = evaluate(FigureKey::find("labour.jobs_created.ratio", 2023).unwrap(), &ledger);
        let ratio = answer.ratio.unwrap();
        assert_eq!((ratio.numerator(), ratio.denominator()), (3_716, 3_200));
    }

    #[test]
    fn a_rate_on_the_limit_is_not_below_it() {
        let mut ledger = ledger();
        let hundredfold = Folded { rows: 1, quantity: 20_400, from_totals: 0 };
        ledger.folded.insert((Query::AllHouseholds, 2023, Months::YEAR), hundredfold);
        check("poverty.2023.rate", &ledger, "1,00%", 4);
        check("poverty.target", &ledger, "chưa đạt", 4);
        let target = ledger.targets[&("poverty.2023.rate".to_owned(), 2023)].clone();
        assert_eq!(target.shown(Unit::PerCent), "dưới 1%");
    }

    use crate::figures::Unit;
}
