//! Procedures: who does which step of a kind of work, within how long, by which article.

use crate::LawError;
use crate::facts::worded;
use crate::page::{Citation, Confidence, Entry};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

worded!(
    /// The field whose officers handle a kind of work; `General`: instructions and whatever belongs to no field.
    Desk {
        Merit = "merit",
        Assistance = "assistance",
        Poverty = "poverty",
        Labour = "labour",
        Children = "children",
        General = "general",
    }
);

worded!(
    /// Who acts in a step.
    Actor {
        Commune = "commune",
        District = "district",
        Province = "province",
        ProvincialCommittee = "provincial_committee",
        Ministry = "ministry",
        PartyBody = "party_body",
        MedicalBoard = "medical_board",
        CertifyingBody = "certifying_body",
        Military = "military",
        Laboratory = "laboratory",
        Office = "office",
        Mediator = "mediator",
        Arbitration = "arbitration",
    }
);

/// A statutory time limit. Day 0 is the day on which the step begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Working(u16),
    Calendar(u16),
    Months(u8),
    /// Records hold days: counted as whole days, begun ones included, rest days too.
    Hours(u16),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcedureStep {
    pub actor: Actor,
    pub does: String,
    /// `None`: the article names none, or it was not read; a deadline must be set by hand.
    pub limit: Option<Limit>,
    /// The form that comes out of the step.
    pub gives: Option<String>,
    /// Taken only where the case needs it.
    pub is_optional: bool,
    pub confidence: Confidence,
}

/// How one kind of work runs under one instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Procedure {
    pub id: String,
    pub name: String,
    pub desk: Desk,
    /// What the applicant hands in.
    pub documents: Vec<String>,
    pub steps: Vec<ProcedureStep>,
    /// Cases received from this day on run by it.
    pub from: Date,
    pub citation: Citation,
}

/// Every kind of work, each with its procedures in the order of their days of force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Procedures(BTreeMap<String, Vec<Procedure>>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    id: String,
    name: String,
    desk: Desk,
    #[serde(default)]
    from: Option<Date>,
    #[serde(default)]
    documents: Vec<String>,
    steps: Vec<StepBlock>,
    #[serde(default)]
    confidence: Confidence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepBlock {
    actor: Actor,
    does: String,
    working: Option<u16>,
    calendar: Option<u16>,
    months: Option<u8>,
    hours: Option<u16>,
    gives: Option<String>,
    #[serde(default)]
    optional: bool,
    confidence: Option<Confidence>,
}

/// A level of administration that no longer exists from the day of the instrument on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ended {
    actor: Actor,
}

impl Procedures {
    pub const KINDS: &[&str] = &["procedure", "level_ended"];

    pub fn read(entries: &[Entry]) -> Result<Procedures, LawError> {
        let mut found: BTreeMap<String, Vec<Procedure>> = BTreeMap::new();
        for entry in entries.iter().filter(|entry| entry.kind == "procedure") {
            let procedure = procedure(entry)?;
            let versions = found.entry(procedure.id.clone()).or_default();
            if versions.iter().any(|other| other.from == procedure.from) {
                return Err(entry.error(format!("{} có hai khối cùng ngày", procedure.id)));
            }
            versions.push(procedure);
        }
        for versions in found.values_mut() {
            versions.sort_by_key(|procedure| procedure.from);
        }
        for entry in entries.iter().filter(|entry| entry.kind == "level_ended") {
            let Ended { actor } = entry.read()?;
            found.values_mut().for_each(|versions| end_level(versions, actor, entry.in_force_on));
        }
        Ok(Procedures(found))
    }

    /// The procedure by which a case of that kind received on `day` runs.
    pub fn on(&self, id: &str, day: Date) -> Option<&Procedure> {
        self.0.get(id)?.iter().rev().find(|procedure| procedure.from <= day)
    }

    pub fn is_known(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }

    /// The latest version of each kind.
    pub fn latest(&self) -> impl Iterator<Item = &Procedure> {
        self.0.values().filter_map(|versions| versions.last())
    }

    /// All versions of all kinds.
    pub fn iter(&self) -> impl Iterator<Item = &Procedure> {
        self.0.values().flatten()
    }
}

/// Adds the version from `day` on in which the steps of the level have no limit any more.
fn end_level(versions: &mut Vec<Procedure>, actor: Actor, day: Date) {
    let Some(before) = versions.iter().rev().find(|procedure| procedure.from < day).cloned() else { return };
    let has_level = before.steps.iter().any(|step| step.actor == actor);
    if !has_level || versions.iter().any(|procedure| procedure.from == day) {
        return;
    }
    let mut after = Procedure { from: day, ..before };
    for step in after.steps.iter_mut().filter(|step| step.actor == actor) {
        (step.limit, step.confidence) = (None, Confidence::Unknown);
    }
    versions.push(after);
    versions.sort_by_key(|procedure| procedure.from);
}

fn procedure(entry: &Entry) -> Result<Procedure, LawError> {
    let block: Block = entry.read()?;
    if block.steps.is_empty() {
        return Err(entry.error(format!("{} không có bước nào", block.id)));
    }
    let mut steps = Vec::with_capacity(block.steps.len());
    for step in block.steps {
        let limits = [
            step.working.map(Limit::Working),
            step.calendar.map(Limit::Calendar),
            step.months.map(Limit::Months),
            step.hours.map(Limit::Hours),
        ];
        let mut limits = limits.into_iter().flatten();
        let limit = limits.next();
        if limits.next().is_some() {
            return Err(entry.error(format!("bước “{}” có hai thời hạn", step.does)));
        }
        let confidence = step.confidence.unwrap_or(block.confidence);
        // What was not found is no limit.
        let limit = limit.filter(|_| confidence != Confidence::Unknown);
        steps.push(ProcedureStep {
            actor: step.actor,
            does: step.does,
            limit,
            gives: step.gives,
            is_optional: step.optional,
            confidence: if limit.is_none() { Confidence::Unknown } else { confidence },
        });
    }
    Ok(Procedure {
        id: block.id,
        name: block.name,
        desk: block.desk,
        documents: block.documents,
        steps,
        from: block.from.unwrap_or(entry.in_force_on),
        citation: entry.citation.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Ruleset;
    use jiff::civil::date;

    #[test]
    fn a_case_runs_by_the_law_of_the_day_it_came_in() {
        let rules = Ruleset::embedded().unwrap();
        let limits = |id: &str, day: Date| -> Vec<Option<Limit>> {
            rules.procedures.on(id, day).unwrap().steps.iter().map(|step| step.limit).collect()
        };
        use Limit::{Calendar, Working};
        let merit = limits("merit.death_one_off", date(2025, 6, 30));
        assert_eq!(merit, [Some(Working(5)), Some(Working(7)), Some(Calendar(12))]);
        let merit = limits("merit.death_one_off", date(2025, 7, 1));
        assert_eq!(merit, [Some(Working(7)), Some(Calendar(12))]);
        let grant = limits("assistance.allowance.grant", date(2023, 5, 5));
        assert_eq!(grant, [7, 10, 3, 7, 3].map(|days| Some(Working(days))));
        assert_eq!(limits("assistance.allowance.grant", date(2025, 7, 1)), [None], "not read");
        assert_eq!(limits("assistance.allowance.grant", date(2026, 10, 5)), [Some(Working(7))]);
        assert_eq!(limits("assistance.pension.grant", date(2026, 10, 4)), [Some(Working(10))]);
        // The district is gone, and who does its part within how long was not read.
        assert_eq!(limits("merit.worship", date(2025, 7, 1)), [Some(Working(5)), None, Some(Calendar(12))]);
        assert_eq!(rules.procedures.on("merit.worship", date(2021, 1, 1)), None);
    }

    #[test]
    fn the_kinds_that_an_office_needs_are_there() {
        let rules = Ruleset::embedded().unwrap();
        let merit = rules.procedures.latest().filter(|p| p.id.starts_with("merit.")).count();
        assert_eq!(merit, 44);
        for id in [
            "assistance.allowance.change",
            "assistance.care.stop",
            "assistance.pension.stop",
            "assistance.funeral",
            "disability.determine",
            "dispute.individual",
            "dispute.rights",
            "dispute.interests",
            "child.protection",
            "task",
            "merit.stop",
            "merit.funeral",
        ] {
            assert!(rules.procedures.is_known(id), "{id}");
        }
    }
}
