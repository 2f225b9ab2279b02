//! What a category asks for: a closed list, read from the `when` table of its block.

use crate::award::Name;
use crate::facts::{
    BenefitKind, CareBy, Degree, FactKind, HouseholdClass, MaritalStatus, ParentStatus, StudyLevel,
    SupportStatus,
};
use jiff::civil::Date;
use serde::Deserialize;

/// One member of a condition list. Sets of words are masks of `bit()`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    AgeFrom(u8),
    AgeBelow(u8),
    /// A fact without fields holds.
    Has(FactKind),
    HasNot(FactKind),
    Disability(u64),
    ParentPair(Vec<(ParentStatus, ParentStatus)>),
    Marital(u64),
    CareBy(CareBy),
    Study {
        levels: u64,
        uninterrupted: bool,
    },
    Children(ChildRule),
    Infants {
        below: u8,
        at_least: u16,
        fewer_than: Option<u16>,
    },
    /// A category of the clause was true and open on the eve of that birthday, or the fact says so.
    DrewAsChild {
        clause: Vec<u16>,
        age: u8,
    },
    NoBenefit(u64),
    AnyBenefit(u64),
    /// The benefits of these types are together below the social pension.
    BelowPension(u64),
    NoMeritBenefit,
    NoMeritCarer,
    Citizen(String),
    /// Unknown without a `household` fact.
    Household(u64),
    /// Unknown without a `support` fact.
    Support(u64),
    /// Unknown without a `residence` fact.
    SpeciallyDifficult,
    /// In none of these categories.
    NotIn(Vec<u16>),
    /// Met unless these are true, also while they are unknown.
    UnlessTrue(Vec<u16>),
    /// In one of these categories.
    In(Vec<u16>),
}

/// Which children count for the allowance of a single parent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChildRule {
    pub below: u8,
    /// From `below` on a child counts while it studies at one of these levels …
    #[serde(default)]
    pub study: Vec<StudyLevel>,
    /// … up to this age, without a cap if absent …
    pub study_below: Option<u8>,
    #[serde(default)]
    pub uninterrupted: bool,
    /// … and, if set, only when the parent drew for it on the eve of its birthday `below` …
    #[serde(default)]
    pub drawn_before: bool,
    /// … or on this day.
    pub drawn_on: Option<Date>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct When {
    age_from: Option<u8>,
    age_below: Option<u8>,
    has: Vec<FactKind>,
    has_not: Vec<FactKind>,
    disability: Vec<Degree>,
    parent_pairs: Vec<(ParentStatus, ParentStatus)>,
    marital: Vec<MaritalStatus>,
    care_by: Option<CareBy>,
    study: Option<StudyRow>,
    children: Option<ChildRule>,
    infants: Option<InfantsRow>,
    drew_as_child: Option<DrewRow>,
    no_benefit: Vec<BenefitKind>,
    any_benefit: Vec<BenefitKind>,
    below_pension: Vec<BenefitKind>,
    no_merit_benefit: bool,
    no_merit_carer: bool,
    citizenship: Option<String>,
    household: Vec<HouseholdClass>,
    support: Vec<SupportStatus>,
    specially_difficult: bool,
    not_in_clauses: Vec<String>,
    unless_category: Option<String>,
    in_clause: Option<String>,
    in_category: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StudyRow {
    levels: Vec<StudyLevel>,
    #[serde(default)]
    uninterrupted: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct InfantsRow {
    below: u8,
    at_least: u16,
    fewer_than: Option<u16>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DrewRow {
    clause: String,
    age: u8,
}

/// Finds the categories that a condition names.
pub trait Categories {
    /// `None` if no page has it.
    fn category(&self, id: &str) -> Option<u16>;
    /// Empty if no category is of that clause.
    fn clause(&self, clause: &str) -> Vec<u16>;
}

/// Facts that only hold or do not hold.
const FLAGS: [FactKind; 8] = [
    FactKind::Hiv,
    FactKind::Pregnancy,
    FactKind::Abandoned,
    FactKind::Adopted,
    FactKind::ReceivedAsChild,
    FactKind::ChildOfSingleParent,
    FactKind::FacilityEligible,
    FactKind::MotherCareShare,
];

impl When {
    /// The conditions, the quickest to refute first.
    pub fn conditions(self, categories: &impl Categories) -> Result<Vec<Condition>, String> {
        let mut list = Vec::new();
        list.extend(self.age_from.map(Condition::AgeFrom));
        list.extend(self.age_below.map(Condition::AgeBelow));
        if let Some(kind) = self.has.iter().chain(&self.has_not).find(|kind| !FLAGS.contains(kind)) {
            return Err(format!("{} có trường riêng, không dùng được trong has, has_not", kind.word()));
        }
        list.extend(self.has.into_iter().map(Condition::Has));
        list.extend(self.has_not.into_iter().map(Condition::HasNot));
        list.extend(mask(&self.disability, Degree::bit).map(Condition::Disability));
        list.extend((!self.parent_pairs.is_empty()).then_some(Condition::ParentPair(self.parent_pairs)));
        list.extend(mask(&self.marital, MaritalStatus::bit).map(Condition::Marital));
        list.extend(self.care_by.map(Condition::CareBy));
        list.extend(self.study.map(|row| Condition::Study {
            levels: mask(&row.levels, StudyLevel::bit).unwrap_or(0),
            uninterrupted: row.uninterrupted,
        }));
        list.extend(mask(&self.household, HouseholdClass::bit).map(Condition::Household));
        list.extend(mask(&self.support, SupportStatus::bit).map(Condition::Support));
        list.extend(self.specially_difficult.then_some(Condition::SpeciallyDifficult));
        list.extend(mask(&self.no_benefit, BenefitKind::bit).map(Condition::NoBenefit));
        list.extend(mask(&self.any_benefit, BenefitKind::bit).map(Condition::AnyBenefit));
        list.extend(self.citizenship.map(Condition::Citizen));
        list.extend(mask(&self.below_pension, BenefitKind::bit).map(Condition::BelowPension));
        list.extend(self.infants.map(|row| Condition::Infants {
            below: row.below,
            at_least: row.at_least,
            fewer_than: row.fewer_than,
        }));
        list.extend(self.children.map(Condition::Children));
        if let Some(row) = self.drew_as_child {
            list.push(Condition::DrewAsChild { clause: clause(categories, &row.clause)?, age: row.age });
        }
        let mut not_in = Vec::new();
        for name in &self.not_in_clauses {
            not_in.extend(clause(categories, name)?);
        }
        list.extend((!not_in.is_empty()).then_some(Condition::NotIn(not_in)));
        if let Some(id) = &self.unless_category {
            list.push(Condition::UnlessTrue(vec![category(categories, id)?]));
        }
        if let Some(name) = &self.in_clause {
            list.push(Condition::In(clause(categories, name)?));
        }
        if let Some(id) = &self.in_category {
            list.push(Condition::In(vec![category(categories, id)?]));
        }
        list.extend(self.no_merit_carer.then_some(Condition::NoMeritCarer));
        list.extend(self.no_merit_benefit.then_some(Condition::NoMeritBenefit));
        Ok(list)
    }
}

impl Condition {
    /// The ages, of the person or of a child, at which it may change.
    pub fn ages(&self) -> [Option<u8>; 2] {
        match self {
            Condition::AgeFrom(age) | Condition::AgeBelow(age) => [Some(*age), None],
            Condition::Infants { below, .. } => [Some(*below), None],
            Condition::DrewAsChild { age, .. } => [Some(*age), None],
            Condition::Children(rule) => [Some(rule.below), rule.study_below],
            _ => [None, None],
        }
    }

    /// Mask of the fact kinds without which it is false.
    pub fn needs(&self) -> u64 {
        match self {
            Condition::Has(kind) => kind.bit(),
            Condition::Disability(degrees) if degrees & Degree::None.bit() == 0 => FactKind::Disability.bit(),
            Condition::Marital(_) => FactKind::Marital.bit(),
            Condition::CareBy(_) => FactKind::Care.bit(),
            Condition::Study { .. } => FactKind::Study.bit(),
            Condition::Children(_) => FactKind::Child.bit(),
            Condition::AnyBenefit(_) => FactKind::Benefit.bit(),
            _ => 0,
        }
    }

    /// The categories that it looks up; those may not look up others, so that no circle can arise.
    pub fn refers_to(&self) -> &[u16] {
        match self {
            Condition::NotIn(list) | Condition::UnlessTrue(list) | Condition::In(list) => list,
            Condition::DrewAsChild { clause, .. } => clause,
            Condition::AgeFrom(_)
            | Condition::AgeBelow(_)
            | Condition::Has(_)
            | Condition::HasNot(_)
            | Condition::Disability(_)
            | Condition::ParentPair(_)
            | Condition::Marital(_)
            | Condition::CareBy(_)
            | Condition::Study { .. }
            | Condition::Children(_)
            | Condition::Infants { .. }
            | Condition::NoBenefit(_)
            | Condition::AnyBenefit(_)
            | Condition::BelowPension(_)
            | Condition::NoMeritBenefit
            | Condition::NoMeritCarer
            | Condition::Citizen(_)
            | Condition::Household(_)
            | Condition::Support(_)
            | Condition::SpeciallyDifficult => &[],
        }
    }
}

fn mask<T: Copy>(words: &[T], bit: impl Fn(T) -> u64) -> Option<u64> {
    (!words.is_empty()).then(|| words.iter().fold(0, |mask, word| mask | bit(*word)))
}

fn clause(categories: &impl Categories, clause: &str) -> Result<Vec<u16>, String> {
    let found = categories.clause(clause);
    if found.is_empty() {
        Err(format!("không có đối tượng nào thuộc khoản {clause:?}"))
    } else {
        Ok(found)
    }
}

fn category(categories: &impl Categories, id: &str) -> Result<u16, String> {
    categories.category(id).ok_or_else(|| format!("không có đối tượng {id:?}"))
}

/// Yes, no, or not known without these facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    No,
    Yes,
    /// Mask of the fact kinds that are missing.
    Unknown(u64),
}

impl Truth {
    pub fn of(holds: bool) -> Truth {
        if holds { Truth::Yes } else { Truth::No }
    }

    /// False if a member is false; otherwise unknown if a member is unknown.
    pub fn all(members: impl IntoIterator<Item = Truth>) -> Truth {
        let mut missing = 0;
        for member in members {
            match member {
                Truth::No => return Truth::No,
                Truth::Yes => {}
                Truth::Unknown(kinds) => missing |= kinds,
            }
        }
        if missing == 0 { Truth::Yes } else { Truth::Unknown(missing) }
    }

    /// True if a member is true; otherwise unknown if a member is unknown.
    pub fn any(members: impl IntoIterator<Item = Truth>) -> Truth {
        Truth::all(members.into_iter().map(Truth::negated)).negated()
    }

    pub fn negated(self) -> Truth {
        match self {
            Truth::No => Truth::Yes,
            Truth::Yes => Truth::No,
            Truth::Unknown(kinds) => Truth::Unknown(kinds),
        }
    }
}

/// A name as pages write it, shared.
pub fn name(text: &str) -> Name {
    Name::from(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_valued_lists() {
        let (yes, no, home) = (Truth::Yes, Truth::No, Truth::Unknown(FactKind::Household.bit()));
        let support = Truth::Unknown(FactKind::Support.bit());
        assert_eq!(Truth::all([yes, home, no]), no);
        assert_eq!(
            Truth::all([home, yes, support]),
            Truth::Unknown(FactKind::Household.bit() | FactKind::Support.bit())
        );
        assert_eq!(Truth::any([no, home]), home);
        assert_eq!(Truth::any([yes, home]), yes);
        assert_eq!(Truth::all([]), yes);
    }
}
