//! Facts that cannot stand together (assess §4, end). Everything is checked, also outside the month asked for.

use crate::facts::{Case, Fact, FactKind, MeritCategory, Sex, What};

/// Two facts, or a fact and the person, that exclude each other. Indices into the facts of the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Contradiction {
    #[error("dữ kiện {0}: ngày kết thúc không sau ngày bắt đầu")]
    EmptyInterval(u16),
    #[error("ngày chết trước ngày sinh")]
    DiedBeforeBirth,
    #[error("dữ kiện {0}: không thể có ở nam giới")]
    Sex(u16),
    #[error("dữ kiện {0} và {1} trùng thời gian mà khác nhau")]
    Overlap(u16, u16),
}

/// The first contradiction of a case.
pub fn check_case(case: &Case) -> Result<(), Contradiction> {
    let facts = &case.facts;
    for (fact, index) in facts.iter().zip(0u16..) {
        if fact.until.is_some_and(|until| until <= fact.from) {
            return Err(Contradiction::EmptyInterval(index));
        }
    }
    if case.person.died.is_some_and(|died| died < case.person.born.earliest()) {
        return Err(Contradiction::DiedBeforeBirth);
    }
    for (fact, index) in facts.iter().zip(0u16..) {
        if case.person.sex == Sex::Male && is_female_only(&fact.what) {
            return Err(Contradiction::Sex(index));
        }
    }
    for (one, at) in facts.iter().zip(0u16..) {
        if !is_single(one.what.kind()) {
            continue;
        }
        for (other, index) in facts[usize::from(at) + 1..].iter().zip(at + 1..) {
            if overlap(one, other) && exclude(&one.what, &other.what) {
                return Err(Contradiction::Overlap(at, index));
            }
        }
    }
    Ok(())
}

fn is_female_only(what: &What) -> bool {
    match what {
        What::Pregnancy => true,
        What::MeritStatus(status) => status.category == MeritCategory::HeroicMother,
        _ => false,
    }
}

/// Kinds of which one person has one at a time.
fn is_single(kind: FactKind) -> bool {
    matches!(
        kind,
        FactKind::Residence
            | FactKind::Household
            | FactKind::Disability
            | FactKind::Marital
            | FactKind::Support
            | FactKind::Citizenship
            | FactKind::Parent
            | FactKind::MeritStatus
    )
}

fn overlap(one: &Fact, other: &Fact) -> bool {
    one.until.is_none_or(|until| other.from < until) && other.until.is_none_or(|until| one.from < until)
}

/// Do two facts that overlap in time exclude each other?
fn exclude(one: &What, other: &What) -> bool {
    match (one, other) {
        (What::Parent { which: one, status: a }, What::Parent { which: other, status: b }) => {
            one == other && a != b
        }
        // Of one category even equal ones; own and child status of chemical exposure differ in the subtype.
        (What::MeritStatus(one), What::MeritStatus(other)) => {
            one.category == other.category
                && (one.category != MeritCategory::ChemicalExposure || one.subtype == other.subtype)
        }
        (one, other) => one.kind() == other.kind() && one != other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Born, Degree, MeritStatus, MeritSubtype, Parent, ParentStatus, Person};
    use jiff::civil::{Date, date};

    fn case(sex: Sex, facts: Vec<(Date, Option<Date>, What)>) -> Case {
        let facts = facts.into_iter().map(|(from, until, what)| Fact { from, until, what }).collect();
        Case { person: Person { born: Born::Year(1960), sex, died: None }, facts }
    }

    fn status(category: MeritCategory, subtype: Option<MeritSubtype>) -> What {
        What::MeritStatus(MeritStatus {
            category,
            subtype,
            injured_on: None,
            seniority_years: None,
            without_examination: false,
            infertile_or_malformed: false,
            disease: true,
            medical_record: true,
        })
    }

    #[test]
    fn facts_that_exclude_each_other() {
        let (a, b, c) = (date(2022, 1, 1), date(2023, 1, 1), date(2024, 1, 1));
        let severe = || What::Disability { degree: Degree::Severe };
        let mild = || What::Disability { degree: Degree::Mild };
        let parent = |which, status| What::Parent { which, status };
        let dead = ParentStatus::Deceased;
        let own = MeritSubtype::SelfExposed;
        let exposed = |subtype| status(MeritCategory::ChemicalExposure, Some(subtype));
        let overlap = Err(Contradiction::Overlap(0, 1));
        for (name, sex, facts, expected) in [
            ("change", Sex::Male, vec![(a, Some(b), severe()), (b, None, mild())], Ok(())),
            ("overlap", Sex::Male, vec![(a, None, severe()), (b, None, mild())], overlap),
            ("overlap, the later first", Sex::Male, vec![(b, None, mild()), (a, None, severe())], overlap),
            ("same said twice", Sex::Male, vec![(a, None, severe()), (b, None, severe())], Ok(())),
            (
                "two parents",
                Sex::Male,
                vec![
                    (a, None, parent(Parent::Mother, dead)),
                    (a, None, parent(Parent::Father, ParentStatus::Detained)),
                ],
                Ok(()),
            ),
            (
                "one parent",
                Sex::Male,
                vec![
                    (a, None, parent(Parent::Mother, dead)),
                    (b, Some(c), parent(Parent::Mother, ParentStatus::Detained)),
                ],
                overlap,
            ),
            ("empty", Sex::Male, vec![(a, Some(a), What::Hiv)], Err(Contradiction::EmptyInterval(0))),
            ("pregnant man", Sex::Male, vec![(a, None, What::Pregnancy)], Err(Contradiction::Sex(0))),
            ("pregnant woman", Sex::Female, vec![(a, None, What::Pregnancy)], Ok(())),
            (
                "heroic father",
                Sex::Male,
                vec![(a, None, status(MeritCategory::HeroicMother, None))],
                Err(Contradiction::Sex(0)),
            ),
            ("status twice", Sex::Male, vec![(a, None, exposed(own)), (b, None, exposed(own))], overlap),
            (
                "own and child",
                Sex::Male,
                vec![(a, None, exposed(own)), (b, None, exposed(MeritSubtype::ExposedChild))],
                Ok(()),
            ),
        ] {
            assert_eq!(check_case(&case(sex, facts)), expected, "{name}");
        }
        let mut dead = case(Sex::Male, vec![]);
        dead.person.died = Some(date(1959, 12, 31));
        assert_eq!(check_case(&dead), Err(Contradiction::DiedBeforeBirth));
        dead.person.died = Some(date(1960, 1, 1));
        assert_eq!(check_case(&dead), Ok(()));
    }
}
