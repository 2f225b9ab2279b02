//! Where a season stands: commune by commune, and everything of one commune with why each household is of its class.

use super::decide::{SignedReview, open_questions, surveyed};
use super::season::{find, meetings_agree, steps_of};
use crate::{Ctx, Field, OfficeError, Permission, offices};
use domain::ids::{HouseholdId, UnitId};
use domain::poverty::{Form, FormKind, PovertyClass, ReviewDecision, ReviewStep, Season, StepDone};
use law::poverty::{Livelihood, Measure};
use law::{Ruleset, Step};
use std::collections::{BTreeMap, HashMap};
use store::Tx;
use store::people::Known;
use store::poverty::{forms, review};
use store::{households, people};

/// A commune within a season.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommuneBoard {
    pub unit: UnitId,
    /// `phường An Hòa`
    pub name: String,
    /// The last time that each step was done, by hamlet or for the commune, and how often.
    pub steps: BTreeMap<ReviewStep, (StepDone, usize)>,
    /// Every hamlet that met has agreed.
    pub agreed: bool,
    pub forms: Forms,
    pub decision: Option<ReviewDecision>,
    pub certificates: usize,
}

/// How many households were surveyed, and what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forms {
    pub a: usize,
    pub b: usize,
    pub poor: usize,
    pub near_poor: usize,
    pub others: usize,
    /// Form B without all that its class needs.
    pub open: usize,
}

/// A household of a commune's survey.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surveyed {
    pub form: Form,
    pub code: String,
    /// Its head on the season's last day.
    pub head: String,
    /// The rule that gave the class.
    pub why: Option<Step>,
}

/// Everything of one commune in a season.
#[derive(Clone, Debug)]
pub struct CommuneFile {
    pub season: Season,
    pub board: CommuneBoard,
    /// In the order of days.
    pub steps: Vec<StepDone>,
    /// Forms B, then what has form A alone.
    pub surveyed: Vec<Surveyed>,
    /// What stands between the commune and its decision today.
    pub waits: Vec<String>,
}

/// The communes within the officer's areas.
pub fn board(ctx: &Ctx, season: &str) -> Result<(Season, Vec<CommuneBoard>), OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let season = find(tx, ctx, season)?;
        let boards = boards(tx, ctx, &season)?;
        Ok((season, boards))
    })
}

fn boards(tx: &mut Tx, ctx: &Ctx, season: &Season) -> Result<Vec<CommuneBoard>, OfficeError> {
    let reach = ctx.reach(tx, Permission::ReadRegisters, Some(Field::Poverty))?;
    let mut units = offices::communes(tx, ctx.office, season.ends_on)?;
    units.retain(|unit| reach.as_ref().is_none_or(|reach| reach.contains(&unit.id)));
    let steps: Vec<StepDone> = review::steps(tx, ctx.office, Known::Now)?
        .into_iter()
        .map(|(_, step)| step)
        .filter(|step| step.season == season.code)
        .collect();
    let all_forms: Vec<Form> = forms::forms(tx, ctx.office, Known::Now)?
        .into_iter()
        .map(|(_, form)| form)
        .filter(|form| form.season == season.code && form.standard == season.standard)
        .collect();
    let decisions: Vec<ReviewDecision> =
        review::decisions(tx, ctx.office, Known::Now)?.into_iter().map(|(_, one)| one).collect();
    let certificates: Vec<UnitId> = review::certificates(tx, ctx.office, Known::Now)?
        .into_iter()
        .filter(|(_, one)| one.season == season.code)
        .map(|(_, one)| one.unit)
        .collect();
    let one = |unit: store::units::UnitRow| {
        let own: Vec<StepDone> = steps.iter().filter(|step| step.unit == unit.id).cloned().collect();
        let decision = decisions.iter().find(|one| one.season == season.code && one.unit == unit.id);
        CommuneBoard {
            unit: unit.id,
            name: unit.full_name(),
            agreed: meetings_agree(ctx.rules, &own),
            steps: last_of_each(own),
            forms: counted(all_forms.iter().filter(|form| form.unit == unit.id)),
            decision: decision.cloned(),
            certificates: certificates.iter().filter(|own| **own == unit.id).count(),
        }
    };
    Ok(units.into_iter().map(one).collect())
}

fn last_of_each(steps: Vec<StepDone>) -> BTreeMap<ReviewStep, (StepDone, usize)> {
    let mut last: BTreeMap<ReviewStep, (StepDone, usize)> = BTreeMap::new();
    for step in steps {
        match last.get_mut(&step.step) {
            Some((known, times)) => {
                *times += 1;
                if known.on <= step.on {
                    *known = step;
                }
            }
            None => {
                last.insert(step.step, (step, 1));
            }
        }
    }
    last
}

fn counted<'f>(forms: impl Iterator<Item = &'f Form>) -> Forms {
    let mut counts = Forms::default();
    for form in forms {
        if form.form == FormKind::A {
            counts.a += 1;
            continue;
        }
        counts.b += 1;
        match form.class {
            Some(PovertyClass::Poor) => counts.poor += 1,
            Some(PovertyClass::NearPoor) => counts.near_poor += 1,
            Some(PovertyClass::Average | PovertyClass::Other) => counts.others += 1,
            None => counts.open += 1,
        }
    }
    counts
}

/// One commune of a season.
pub fn commune(ctx: &Ctx, season: &str, unit: UnitId) -> Result<CommuneFile, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let season = find(tx, ctx, season)?;
        let missing = || OfficeError::NotFound("xã, phường này trong kỳ rà soát".to_owned());
        let board = boards(tx, ctx, &season)?.into_iter().find(|one| one.unit == unit).ok_or_else(missing)?;
        let mut steps = steps_of(tx, ctx, &season.code, unit)?;
        steps.sort_by_key(|step| step.on);
        let forms = surveyed(tx, ctx, &season, unit)?;
        let signed = SignedReview { number: String::new(), signed_on: ctx.on, signer: None, paper: None };
        let waits = match board.decision {
            Some(_) => Vec::new(),
            None => open_questions(tx, ctx, &season, unit, &signed, &forms)?,
        };
        let surveyed = told(tx, ctx, &season, forms)?;
        Ok(CommuneFile { season, board, steps, surveyed, waits })
    })
}

fn told(tx: &mut Tx, ctx: &Ctx, season: &Season, forms: Vec<Form>) -> Result<Vec<Surveyed>, OfficeError> {
    let codes: HashMap<HouseholdId, String> = households::codes(tx, ctx.office)?.into_iter().collect();
    let mut heads = HashMap::new();
    for row in households::members(tx, ctx.office, Known::Now)? {
        let one = row.member;
        let holds = one.from <= season.ends_on && one.until.is_none_or(|until| season.ends_on < until);
        if holds && one.is_head {
            heads.insert(one.household, one.person);
        }
    }
    let mut found = Vec::new();
    for form in forms {
        let head = match heads.get(&form.household) {
            Some(person) => people::record(tx, *person, Known::Now)?.map(|row| row.value.full_name),
            None => None,
        };
        found.push(Surveyed {
            code: codes.get(&form.household).cloned().unwrap_or_default(),
            head: head.unwrap_or_default(),
            why: why(ctx.rules, &form),
            form,
        });
    }
    found.sort_by_key(|one| (one.form.form == FormKind::A, one.form.class.is_some(), one.code.clone()));
    Ok(found)
}

/// The rule of the form's standard that gives its class.
fn why(rules: &Ruleset, form: &Form) -> Option<Step> {
    let class = form.class?;
    let standard = rules.poverty.standard(&form.standard).ok()?;
    let livelihood = if form.farming { Livelihood::Farming } else { Livelihood::Other };
    let deprived = u8::try_from(form.deprived.len()).unwrap_or(u8::MAX);
    let points = form.b1.zip(form.b2).map(|((b1, _), (b2, _))| Measure::Points { b1, b2 });
    let income = form.income.map(|per_person| Measure::Income { per_person, deprived, livelihood });
    let answers = [points, income].into_iter().flatten();
    let mut answers = answers
        .filter_map(|measure| rules.poverty.classify(standard, form.area, measure, &rules.provisions).ok());
    answers.find(|answer| answer.class == class).map(|answer| answer.step)
}
