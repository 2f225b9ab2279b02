//! The office in which a scenario happens: names for people, papers and runs, and the day it is.

use super::{Step, Word, Words, steps};
use crate::{TestDb, TestOffice};
use domain::ids::{DecisionId, PersonId, RunId};
use domain::payroll::RunKind;
use jiff::civil::{Date, date};
use law::{Month, Ruleset};
use office::permission::Role;
use office::vault::{Vault, new_key};
use office::{Ctx, OfficeError};
use std::collections::HashMap;
use std::sync::Arc;

pub(super) struct World<'a> {
    pub office: TestOffice<'a>,
    pub on: Date,
    pub people: HashMap<String, PersonId>,
    pub decisions: HashMap<String, DecisionId>,
    /// The run that steps without kind and month are about: the one prepared last.
    pub run: Option<RunId>,
    pub listed: Vec<office::takeover::ListedLine>,
    /// Rows of a commune's report, by heading, and whether they have been handed in.
    pub rows: Vec<Vec<(String, String)>>,
    pub handed_in: bool,
    /// The key of sealed texts.
    pub vault: Vault,
}

/// Why a step did not happen.
pub(super) enum Failed {
    /// The command said no: what `refuse` expects.
    Office(OfficeError),
    /// The scenario cannot be read here.
    Text(String),
}

impl From<OfficeError> for Failed {
    fn from(error: OfficeError) -> Failed {
        Failed::Office(error)
    }
}

impl From<String> for Failed {
    fn from(text: String) -> Failed {
        Failed::Text(text)
    }
}

/// What a step led to.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Must be expected, all of it.
    pub always: Vec<String>,
    /// May be expected.
    pub asked: Vec<String>,
}

impl<'a> World<'a> {
    pub fn new(db: &'a TestDb, rules: Arc<Ruleset>) -> World<'a> {
        World {
            office: TestOffice::with_rules(db, rules),
            on: date(2023, 1, 1),
            people: HashMap::new(),
            decisions: HashMap::new(),
            run: None,
            listed: Vec::new(),
            rows: Vec::new(),
            handed_in: false,
            vault: Vault::from_text(&new_key().expect("a random key")).expect("a key just made"),
        }
    }

    pub fn step(&mut self, step: &Step) -> Result<(), String> {
        let mut words = Words::new(&step.words);
        if words.takes("refuse") {
            return self.refused(&mut words, step.expected.as_deref());
        }
        let told = steps::step(self, &mut words).map_err(|failed| match failed {
            Failed::Office(error) => format!("refused: {} ({error})", error.code()),
            Failed::Text(text) => text,
        })?;
        words.end()?;
        match &step.expected {
            Some(expected) => compare(&told, expected),
            None => Ok(()),
        }
    }

    /// `refuse STEP => CODE`: the step must be refused with that code.
    fn refused(&mut self, words: &mut Words, expected: Option<&[Vec<Word>]>) -> Result<(), String> {
        let expected = expected.map(shown).unwrap_or_default();
        match steps::step(self, words) {
            Ok(_) => Err("was not refused".to_owned()),
            Err(Failed::Text(text)) => Err(text),
            Err(Failed::Office(error)) if expected == [error.code()] => Ok(()),
            Err(Failed::Office(error)) => {
                Err(format!("expected {}, was refused: {} ({error})", expected.join("; "), error.code()))
            }
        }
    }

    /// The doctor finds no fault; findings are the office's work and may remain.
    pub fn end(&mut self) -> Result<(), String> {
        let faults: Vec<String> = steps::problems(self)
            .map_err(|error| error.to_string())?
            .into_iter()
            .filter(|one| one.level == office::doctor::Level::Fault)
            .map(|one| format!("{}: {}", one.place, one.text))
            .collect();
        if faults.is_empty() { Ok(()) } else { Err(format!("the doctor finds\n{}", faults.join("\n"))) }
    }

    pub fn ctx(&self, role: Role) -> Ctx<'_> {
        self.office.ctx(role, self.on)
    }

    /// `by ACCOUNT` if it stands next, else the officer who usually does it.
    pub fn by(&self, words: &mut Words, usual: Role) -> Result<Ctx<'_>, String> {
        let role = match words.after("by")? {
            None => usual,
            Some("chuyenvien") => Role::Specialist,
            Some("ketoan") => Role::Accountant,
            Some("truongphong") => Role::Head,
            Some("lanhdao") => Role::Leader,
            Some("quantri") => Role::Administrator,
            Some("kiemtra") => Role::Auditor,
            Some("canboxa") => Role::CommuneOfficer,
            Some(other) => return Err(format!("nobody has the account {other}")),
        };
        Ok(self.ctx(role))
    }

    pub fn person(&self, name: &str) -> Result<PersonId, String> {
        self.people.get(name).copied().ok_or_else(|| format!("nobody is called {name}"))
    }

    pub fn name(&self, person: PersonId) -> String {
        let named = self.people.iter().find(|(_, id)| **id == person);
        named.map_or_else(|| format!("#{person}"), |(name, _)| name.clone())
    }

    /// `KIND MONTH` if they stand next, else the run prepared last.
    pub fn run_of(&self, words: &mut Words) -> Result<RunId, Failed> {
        let Some(kind) = words.keyword().and_then(RunKind::from_word) else {
            return self.run.ok_or_else(|| Failed::Text("no run was prepared yet".to_owned()));
        };
        words.next("kind")?;
        let month: Month = words.month("month")?;
        Ok(office::payroll::find(&self.ctx(Role::Accountant), kind, month)?.id)
    }
}

fn shown(expected: &[Vec<Word>]) -> Vec<String> {
    let join = |words: &Vec<Word>| words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    expected.iter().map(join).collect()
}

/// Both sides as sets with repetition: the difference is the message.
fn compare(told: &Told, expected: &[Vec<Word>]) -> Result<(), String> {
    let mut missing = Vec::new();
    let mut always = told.always.clone();
    let mut asked = told.asked.clone();
    for item in shown(expected).into_iter().filter(|item| item != "empty") {
        let take =
            |from: &mut Vec<String>| from.iter().position(|one| *one == item).map(|at| from.remove(at));
        if take(&mut always).is_none() && take(&mut asked).is_none() {
            missing.push(format!("- {item}"));
        }
    }
    missing.sort();
    always.sort();
    let extra = always.iter().map(|item| format!("+ {item}"));
    let all: Vec<String> = missing.into_iter().chain(extra).collect();
    if all.is_empty() {
        return Ok(());
    }
    Err(format!("{}\n({})", all.join("\n"), told.asked.join("; ")))
}
