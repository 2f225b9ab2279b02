//! The year's movement: `c9 = c1 − c2 − c3 − c4 + c5 + c6 + c7 + c8`, by commune, for poor and near-poor, in
//! households and in people.

use super::{Counted, MovementReason};
use crate::ids::UnitId;
use crate::labels::labelled;
use crate::worded;
use law::facts::HouseholdClass;
use std::collections::BTreeMap;

worded!(
    /// The list on which a household stands.
    Listed { Poor = "poor", NearPoor = "near_poor" }
);
labelled!(Listed { Poor = "Hộ nghèo" | "Nghèo", NearPoor = "Hộ cận nghèo" | "Cận nghèo" });

worded!(
    /// The nine columns of the form.
    Column {
        Start = "c1",
        ToOtherList = "c2",
        AboveBoth = "c3",
        OtherLess = "c4",
        FromOtherList = "c5",
        FellBack = "c6",
        NewlyArisen = "c7",
        OtherMore = "c8",
        End = "c9",
    }
);

impl Listed {
    pub fn of(class: HouseholdClass) -> Option<Listed> {
        match class {
            HouseholdClass::Poor => Some(Listed::Poor),
            HouseholdClass::NearPoor => Some(Listed::NearPoor),
            HouseholdClass::Other => None,
        }
    }
}

impl Column {
    /// From 0.
    fn index(self) -> usize {
        self as usize
    }

    /// As the form of that list heads it.
    pub fn title(self, listed: Listed) -> &'static str {
        match (self, listed) {
            (Column::Start, Listed::Poor) => "Tổng số hộ nghèo đầu kỳ",
            (Column::ToOtherList, Listed::Poor) => "Thoát nghèo, trở thành hộ cận nghèo",
            (Column::AboveBoth, Listed::Poor) => "Thoát nghèo, vượt chuẩn cận nghèo",
            (Column::OtherLess, _) => "Khác giảm",
            (Column::FromOtherList, Listed::Poor) => "Hộ cận nghèo trở thành hộ nghèo",
            (Column::FellBack, Listed::Poor) => "Tái nghèo",
            (Column::NewlyArisen, _) => "Phát sinh mới",
            (Column::OtherMore, _) => "Khác tăng",
            (Column::End, Listed::Poor) => "Tổng số hộ nghèo cuối kỳ",
            (Column::Start, Listed::NearPoor) => "Tổng số hộ cận nghèo đầu kỳ",
            (Column::ToOtherList, Listed::NearPoor) => "Thoát cận nghèo, trở thành hộ nghèo",
            (Column::AboveBoth, Listed::NearPoor) => "Thoát cận nghèo, vượt chuẩn cận nghèo",
            (Column::FromOtherList, Listed::NearPoor) => "Hộ nghèo trở thành hộ cận nghèo",
            (Column::FellBack, Listed::NearPoor) => "Tái cận nghèo",
            (Column::End, Listed::NearPoor) => "Tổng số hộ cận nghèo cuối kỳ",
        }
    }
}

/// One line of the form: c1 to c9.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closing(pub [i64; 9]);

impl Closing {
    pub fn get(&self, column: Column) -> i64 {
        self.0[column.index()]
    }

    fn add(&mut self, column: Column, count: i64) {
        self.0[column.index()] += count;
    }

    /// c1 − c2 − c3 − c4 + c5 + c6 + c7 + c8.
    pub fn expected_end(&self) -> i64 {
        let [c1, c2, c3, c4, c5, c6, c7, c8, _] = self.0;
        [c1, -c2, -c3, -c4, c5, c6, c7, c8].into_iter().fold(0, i64::saturating_add)
    }

    pub fn closes(&self) -> bool {
        self.expected_end() == self.get(Column::End)
    }
}

/// A household at one end of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    pub unit: UnitId,
    pub class: HouseholdClass,
    pub people: i64,
}

/// A household's way through the year; `None`: no review of that year has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HouseholdYear {
    pub before: Option<Stand>,
    pub after: Option<Stand>,
    pub told: Option<MovementReason>,
    /// It was on the list that it now comes to in an earlier year that the office asks about (`poverty.look_back`).
    pub was_listed: bool,
}

/// The lines of all communes.
pub type Movement = BTreeMap<(UnitId, Listed, Counted), Closing>;

/// The movement of the year. Every household is counted once on each list at each end; people born to, dead in or
/// moved from a household that keeps its list are other increase or decrease of its people.
pub fn movement(households: impl IntoIterator<Item = HouseholdYear>) -> Movement {
    let mut lines = Movement::new();
    for year in households {
        let from = year.before.and_then(|stand| Some((stand, Listed::of(stand.class)?)));
        let to = year.after.and_then(|stand| Some((stand, Listed::of(stand.class)?)));
        if let Some((stand, listed)) = from {
            count(&mut lines, stand, listed, Column::Start);
        }
        if let Some((stand, listed)) = to {
            count(&mut lines, stand, listed, Column::End);
        }
        match (from, to) {
            (Some((before, one)), Some((after, other))) if one == other && before.unit == after.unit => {
                let more = after.people - before.people;
                let column = if more < 0 { Column::OtherLess } else { Column::OtherMore };
                lines.entry((before.unit, one, Counted::People)).or_default().add(column, more.abs());
            }
            (Some((before, one)), Some((after, other))) => {
                let (left, come) = if one == other || before.unit != after.unit {
                    (Column::OtherLess, Column::OtherMore)
                } else {
                    (Column::ToOtherList, Column::FromOtherList)
                };
                count(&mut lines, before, one, left);
                count(&mut lines, after, other, come);
            }
            (Some((before, listed)), None) => count(&mut lines, before, listed, left(&year)),
            (None, Some((after, listed))) => count(&mut lines, after, listed, come(&year)),
            (None, None) => {}
        }
    }
    lines
}

/// Found above both lines, or gone from the lists.
fn left(year: &HouseholdYear) -> Column {
    match year.told {
        Some(MovementReason::MovedOut | MovementReason::Dissolved | MovementReason::Merged) => {
            Column::OtherLess
        }
        Some(
            MovementReason::FellBack
            | MovementReason::NewlyArisen
            | MovementReason::MovedIn
            | MovementReason::SplitOff,
        )
        | None => {
            if year.after.is_some() {
                Column::AboveBoth
            } else {
                Column::OtherLess
            }
        }
    }
}

fn come(year: &HouseholdYear) -> Column {
    match year.told {
        Some(MovementReason::MovedIn | MovementReason::SplitOff) => Column::OtherMore,
        Some(MovementReason::FellBack) => Column::FellBack,
        Some(MovementReason::NewlyArisen) => Column::NewlyArisen,
        Some(MovementReason::MovedOut | MovementReason::Dissolved | MovementReason::Merged) | None => {
            if year.was_listed { Column::FellBack } else { Column::NewlyArisen }
        }
    }
}

fn count(lines: &mut Movement, stand: Stand, listed: Listed, column: Column) {
    lines.entry((stand.unit, listed, Counted::Households)).or_default().add(column, 1);
    lines.entry((stand.unit, listed, Counted::People)).or_default().add(column, stand.people);
}

#[cfg(test)]
mod tests {
    use super::*;
    use HouseholdClass::{NearPoor, Other, Poor};

    fn at(unit: i64, class: HouseholdClass, people: i64) -> Option<Stand> {
        Some(Stand { unit: UnitId(unit), class, people })
    }

    fn way(before: Option<Stand>, after: Option<Stand>) -> HouseholdYear {
        HouseholdYear { before, after, told: None, was_listed: false }
    }

    /// `commune list counted c1 … c9`, without empty lines.
    fn shown(movement: &Movement) -> Vec<String> {
        let line = |((unit, listed, counted), closing): (&(UnitId, Listed, Counted), &Closing)| {
            let columns: Vec<String> = closing.0.iter().map(i64::to_string).collect();
            format!("{unit} {} {} {}", listed.word(), counted.word(), columns.join(" "))
        };
        movement.iter().map(line).collect()
    }

    #[test]
    fn every_way_through_a_year_has_its_column() {
        let told = |reason, year| HouseholdYear { told: Some(reason), ..year };
        let found = movement([
            way(at(1, Poor, 4), at(1, Poor, 5)),
            way(at(1, Poor, 3), at(1, Poor, 2)),
            way(at(1, Poor, 3), at(1, NearPoor, 4)),
            way(at(1, Poor, 6), at(1, Other, 6)),
            way(at(1, Poor, 1), None),
            told(MovementReason::MovedOut, way(at(1, Poor, 2), None)),
            way(at(1, NearPoor, 2), at(1, Poor, 2)),
            HouseholdYear { was_listed: true, ..way(at(1, Other, 3), at(1, Poor, 3)) },
            told(MovementReason::FellBack, way(None, at(1, Poor, 1))),
            way(None, at(1, Poor, 7)),
            told(MovementReason::SplitOff, way(None, at(1, Poor, 1))),
            way(at(2, Poor, 3), at(1, Poor, 3)),
            way(None, at(3, Other, 3)),
        ]);
        assert_eq!(
            shown(&found),
            [
                "1 poor households 6 1 1 2 1 2 1 2 8",
                "1 poor people 19 3 6 4 2 4 7 5 24",
                "1 near_poor households 1 1 0 0 1 0 0 0 1",
                "1 near_poor people 2 2 0 0 4 0 0 0 4",
                "2 poor households 1 0 0 1 0 0 0 0 0",
                "2 poor people 3 0 0 3 0 0 0 0 0",
            ]
        );
        assert!(found.values().all(Closing::closes));
    }

    proptest::proptest! {
        /// Whatever happens to households, every line closes, and what leaves one list for the other arrives there.
        #[test]
        fn movement_always_closes(
            ways in proptest::collection::vec((0i64..4, 0usize..4, 0i64..8, 0i64..4, 0usize..4, 0i64..8, 0usize..8), 0..60)
        ) {
            let classes = [Some(Poor), Some(NearPoor), Some(Other), None];
            let years = ways.iter().map(|(u1, c1, p1, u2, c2, p2, told)| HouseholdYear {
                before: classes[*c1].and_then(|class| at(*u1, class, *p1)),
                after: classes[*c2].and_then(|class| at(*u2, class, *p2)),
                told: MovementReason::ALL.get(*told).copied(),
                was_listed: told % 2 == 0,
            });
            let found = movement(years);
            for (key, closing) in &found {
                proptest::prop_assert!(closing.closes(), "{key:?} {closing:?}");
                if key.2 == Counted::Households {
                    let other = if key.1 == Listed::Poor { Listed::NearPoor } else { Listed::Poor };
                    let there = found.get(&(key.0, other, key.2)).copied().unwrap_or_default();
                    proptest::prop_assert_eq!(
                        closing.get(Column::ToOtherList), there.get(Column::FromOtherList)
                    );
                }
            }
            let total = |column| found.iter().filter(|(key, _)| key.2 == Counted::Households)
                .map(|(_, closing)| closing.get(column)).sum::<i64>();
            let listed = |class: usize| class < 2;
            let before = ways.iter().filter(|way| listed(way.1)).count();
            proptest::prop_assert_eq!(total(Column::Start), i64::try_from(before).unwrap());
        }
    }
}
