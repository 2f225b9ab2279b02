//! Track 6: what a person draws as a survivor of deceased people with merits.

use super::RuleId;
use super::own::{heroic_mother_draws_care, holdings};
use super::reading::{Draft, Due, Ended, Reading};
use crate::Month;
use crate::award::{Ground, Missing};
use crate::facts::{
    Degree, FactKind, MeritCategory, Parent, ParentStatus, Relation, StudyLevel, SurvivorCategory,
    SurvivorOf, What,
};

/// A survivor's fact that gives an allowance on the day.
struct Claim<'a> {
    index: u16,
    survivor: &'a SurvivorOf,
    /// The row for the relative of one deceased.
    row: usize,
    grounds: Vec<Ground>,
}

/// Why a child counts.
enum Child {
    Counts(Vec<Ground>),
    DegreeUnknown,
    No,
}

pub(super) fn survivors(reading: &Reading) -> Draft {
    let mut draft = Draft::default();
    let any = reading.facts().any(|(_, fact)| matches!(fact.what, What::SurvivorOf(_)));
    if !any || reading.is_out() {
        return draft;
    }
    let held = holdings(reading);
    let heroic_mother = held.get(MeritCategory::HeroicMother).is_some();
    let mut claims = claims(reading, heroic_mother, &mut draft);
    let care = !heroic_mother_draws_care(reading, &held);
    if let Some(row) = several_martyrs_row(reading, &claims) {
        let martyrs: Vec<Claim> =
            claims.into_iter().filter(|claim| is_blood_martyr(reading, claim)).collect();
        pay_several_martyrs(reading, &mut draft, row, &martyrs, care);
        return draft;
    }
    claims = one_for_each_deceased(reading, claims);
    let limit = reading.law.rules.survivor_limit;
    let limited = claims.len() > limit;
    claims.truncate(limit);
    let mut care = care;
    let mut care_of: Option<(usize, Vec<Ground>, &SurvivorOf)> = None;
    for claim in &claims {
        if care && let Some(grounds) = care_grounds(reading, claim) {
            let rows = &reading.law.tables.roles.survivor_care[claim.survivor.category as usize];
            care_of = rows.first().map(|row| (*row, grounds, claim.survivor));
            care = false;
        }
    }
    for claim in claims {
        let Claim { survivor, row, mut grounds, .. } = claim;
        if limited {
            grounds.push(reading.rule(RuleId::SurvivorLimit));
        }
        reading.pay(
            &mut draft,
            row,
            Due { quantity: 1, reference: survivor.reference.as_str().into(), grounds },
        );
    }
    if let Some((row, grounds, survivor)) = care_of {
        reading.pay(
            &mut draft,
            row,
            Due { quantity: 1, reference: survivor.reference.as_str().into(), grounds },
        );
    }
    draft
}

/// Every survivor's fact that has begun and whose conditions hold on the day.
fn claims<'a>(reading: &Reading<'a>, heroic_mother: bool, draft: &mut Draft) -> Vec<Claim<'a>> {
    let ended = reading.ended();
    let mut claims = Vec::new();
    let mut child = None;
    for (index, fact) in reading.facts() {
        let What::SurvivorOf(survivor) = &fact.what else { continue };
        let over = fact.until.is_some_and(|until| until <= reading.on);
        if over || reading.is_posthumous(fact.from) || has_ended(&ended, survivor.category) {
            continue;
        }
        let (month, start) = first_month(reading, Month::of(fact.from), survivor);
        let replaced = heroic_mother
            && survivor.category == SurvivorCategory::Martyr
            && matches!(survivor.relation, Relation::BiologicalMother | Relation::FosterParent);
        if month > reading.month || replaced || has_remarried(reading, survivor) {
            continue;
        }
        let Some(row) = row_for(reading, survivor, 1) else { continue };
        let mut grounds = Vec::with_capacity(6);
        grounds.push(Ground::Fact(index));
        grounds.push(reading.rule(start));
        if survivor.relation == Relation::Child {
            match child.get_or_insert_with(|| child_grounds(reading)) {
                Child::Counts(more) => grounds.extend(more.iter().cloned()),
                Child::DegreeUnknown => {
                    draft.missing.insert(Missing::Fact(FactKind::Disability));
                    continue;
                }
                Child::No => continue,
            }
        }
        if reading.law.tables.rows[row].of_age.contains(&survivor.relation) {
            match of_age(reading, survivor) {
                Some(more) => grounds.extend(more),
                None => continue,
            }
        }
        if survivor.relation == Relation::RemarriedSpouse {
            grounds.push(reading.rule(RuleId::RemarriedSpouse));
        }
        claims.push(Claim { index, survivor, row, grounds });
    }
    claims
}

fn has_ended(ended: &Ended, category: SurvivorCategory) -> bool {
    ended.everything
        || match category {
            SurvivorCategory::Martyr => ended.martyrs,
            SurvivorCategory::Pre1945Activist | SurvivorCategory::Uprising1945Activist => ended.activists,
            SurvivorCategory::WarInvalid
            | SurvivorCategory::SickSoldier
            | SurvivorCategory::ChemicalExposure => false,
        }
}

/// The month from which a survivor is paid, and the rule that says so.
fn first_month(reading: &Reading, decided: Month, survivor: &SurvivorOf) -> (Month, RuleId) {
    let old = reading.law.rules.old_martyr;
    if survivor.relation == Relation::RemarriedSpouse
        || survivor.added_to_file
        || survivor.recognised_after_death
    {
        (decided, RuleId::StartOwnDecision)
    } else if survivor.category == SurvivorCategory::Martyr && survivor.died < old {
        (Month::of(old), RuleId::StartOldMartyr)
    } else {
        (Month::of(survivor.died).next(), RuleId::StartAfterDeath)
    }
}

/// A martyr's spouse loses the allowance from the month in which a new marriage was registered.
fn has_remarried(reading: &Reading, survivor: &SurvivorOf) -> bool {
    survivor.relation == Relation::Spouse
        && survivor.category == SurvivorCategory::Martyr
        && reading.facts().any(|(_, fact)| match &fact.what {
            What::Remarried { reference } => {
                *reference == survivor.reference && Month::of(fact.from) <= reading.month
            }
            _ => false,
        })
}

/// The row that pays this relation to `martyrs` deceased; `None` if the law pays nothing.
fn row_for(reading: &Reading, survivor: &SurvivorOf, martyrs: u8) -> Option<usize> {
    let tables = &reading.law.tables;
    tables.roles.survivor[survivor.category as usize].iter().copied().find(|row| {
        let row = &tables.rows[*row];
        row.martyrs == martyrs
            && row.relations.contains(&survivor.relation)
            && row
                .deceased_min_rate
                .is_none_or(|least| survivor.injury_rate.is_some_and(|rate| rate >= least))
    })
}

/// Whether this is a martyr for whom the rows of several martyrs count the person: any relation but by marriage.
fn is_blood_martyr(reading: &Reading, claim: &Claim) -> bool {
    claim.survivor.category == SurvivorCategory::Martyr && row_for(reading, claim.survivor, 2).is_some()
}

/// The row of the largest number of martyrs that the person has lost, from two on.
fn several_martyrs_row(reading: &Reading, claims: &[Claim]) -> Option<usize> {
    let martyrs = || claims.iter().enumerate().filter(|(_, claim)| is_blood_martyr(reading, claim));
    let is_repeat = |(index, claim): &(usize, &Claim)| {
        claims[..*index].iter().any(|other| {
            is_blood_martyr(reading, other) && other.survivor.reference == claim.survivor.reference
        })
    };
    let distinct = martyrs().filter(|martyr| !is_repeat(martyr)).count();
    let (_, first) = martyrs().next()?;
    (2..=u8::try_from(distinct).unwrap_or(u8::MAX))
        .rev()
        .find_map(|martyrs| row_for(reading, first.survivor, martyrs))
}

fn pay_several_martyrs(reading: &Reading, draft: &mut Draft, row: usize, martyrs: &[Claim], care: bool) {
    let reference = martyrs.iter().map(|claim| claim.survivor.reference.as_str()).min().unwrap_or("");
    let mut grounds: Vec<Ground> = Vec::with_capacity(martyrs.len() + 4);
    for ground in martyrs.iter().flat_map(|claim| &claim.grounds) {
        if !grounds.contains(ground) {
            grounds.push(ground.clone());
        }
    }
    grounds.push(reading.rule(RuleId::SeveralMartyrs));
    reading.pay(draft, row, Due { quantity: 1, reference: reference.into(), grounds });
    let care_row = reading.law.tables.roles.survivor_care[SurvivorCategory::Martyr as usize].first().copied();
    if care
        && let Some(row) = care_row
        && let Some(grounds) = martyrs.iter().find_map(|claim| care_grounds(reading, claim))
    {
        reading.pay(draft, row, Due { quantity: 1, reference: reference.into(), grounds });
    }
}

/// One status of each deceased (the higher amount, then the earlier fact), martyrs first, then by amount.
fn one_for_each_deceased<'a>(reading: &Reading, mut claims: Vec<Claim<'a>>) -> Vec<Claim<'a>> {
    let amount = |claim: &Claim| reading.cell(claim.row).amount;
    claims.sort_by(|a, b| amount(b).cmp(&amount(a)).then(a.index.cmp(&b.index)));
    let mut kept: Vec<Claim> = Vec::with_capacity(claims.len());
    for claim in claims {
        match kept.iter_mut().find(|other| other.survivor.reference == claim.survivor.reference) {
            Some(other) => other.grounds.push(reading.rule(RuleId::OneStatusOfDeceased)),
            None => kept.push(claim),
        }
    }
    kept.sort_by_key(|claim| claim.survivor.category != SurvivorCategory::Martyr);
    kept
}

/// The facts that give this relative the care supplement; not for a spouse who has remarried.
fn care_grounds(reading: &Reading, claim: &Claim) -> Option<Vec<Ground>> {
    let facts = match claim.survivor.relation {
        Relation::BiologicalFather
        | Relation::BiologicalMother
        | Relation::FosterParent
        | Relation::Spouse => {
            vec![reading.holding(|what| matches!(what, What::LivesAlone))?]
        }
        Relation::Child => vec![deceased(reading, Parent::Mother)?, deceased(reading, Parent::Father)?],
        Relation::RemarriedSpouse => return None,
    };
    let mut grounds = vec![Ground::Fact(claim.index)];
    grounds.extend(facts.into_iter().map(Ground::Fact));
    grounds.push(reading.rule(RuleId::OneCareSupplement));
    Some(grounds)
}

fn deceased(reading: &Reading, parent: Parent) -> Option<u16> {
    reading.holding(
        |what| matches!(what, What::Parent { which, status: ParentStatus::Deceased } if *which == parent),
    )
}

/// Under 18, or studying, or an adult with a disability.
fn child_grounds(reading: &Reading) -> Child {
    let age = reading.view.age_on(reading.on);
    if age < reading.law.rules.minor_age {
        return Child::Counts(vec![Ground::Age(age), reading.rule(RuleId::MinorChild)]);
    }
    let study = reading.holding(|what| match what {
        What::Study { level, second_course, .. } => counts_as_study(*level) && !second_course,
        _ => false,
    });
    if let Some(study) = study {
        return Child::Counts(vec![Ground::Fact(study), reading.rule(RuleId::StudyingChild)]);
    }
    disabled_child(reading)
}

fn counts_as_study(level: StudyLevel) -> bool {
    match level {
        StudyLevel::Nursery | StudyLevel::Postgraduate => false,
        StudyLevel::General
        | StudyLevel::Continuing
        | StudyLevel::Vocational
        | StudyLevel::ProfessionalSecondary
        | StudyLevel::College
        | StudyLevel::FirstUniversityDegree => true,
    }
}

fn disabled_child(reading: &Reading) -> Child {
    let poor = has_little_income(reading);
    let conclusion = reading.holding(|what| match what {
        What::DisabledAdultChild { rate, began_before_18 } => {
            *rate >= reading.law.rules.disabled_rate && (*began_before_18 || poor)
        }
        _ => false,
    });
    let degree = reading.view.find_on(reading.on, |what| match what {
        What::Disability { degree } => Some(*degree),
        _ => None,
    });
    match (conclusion, degree) {
        (None, _) => Child::No,
        (Some(_), None) => Child::DegreeUnknown,
        (Some(conclusion), Some((index, Degree::Severe | Degree::ExceptionallySevere))) => {
            Child::Counts(vec![
                Ground::Fact(conclusion),
                Ground::Fact(index),
                reading.rule(RuleId::DisabledChild),
            ])
        }
        (Some(_), Some((_, Degree::None | Degree::Mild))) => Child::No,
    }
}

/// No income, or less than the share of the month's base level. Without any known base the tables are not known
/// either, which is what the answer then says.
fn has_little_income(reading: &Reading) -> bool {
    let income: i128 = reading
        .view
        .on(reading.on)
        .map(|(_, fact)| match &fact.what {
            What::Benefit { amount, .. } => i128::from(amount.0),
            _ => 0,
        })
        .sum();
    let share = i128::from(reading.law.rules.income_share.0);
    reading.period.is_none_or(|period| income * 100 < i128::from(period.base.0) * share)
}

/// Of the age of the Labour Code; where the death was before the Ordinance, of the age of before.
fn of_age(reading: &Reading, survivor: &SurvivorOf) -> Option<[Ground; 2]> {
    let sex = reading.view.case.person.sex;
    let age = reading.view.age_on(reading.on);
    let old = reading.law.rules.old_labour_age(sex);
    if survivor.died < old.died_before {
        return (age >= old.years).then_some([Ground::Age(age), Ground::Provision(old.provision)]);
    }
    let labour_age = reading.law.rules.labour_age(sex);
    (labour_age.reached_on(reading.view.born) <= reading.on)
        .then_some([Ground::Age(age), Ground::Provision(labour_age.provision)])
}
