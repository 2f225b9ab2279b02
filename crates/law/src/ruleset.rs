//! The law pages, read: every question to the law starts here.

use crate::award::{Answer, Award, Step, Terms, Valued};
use crate::facts::Case;
use crate::page::{Citation, Confidence, Page};
use crate::{LawError, Month};
use jiff::civil::Date;

/// A cited value or rule; `Ground::Provision` points here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    pub citation: Citation,
    pub confidence: Confidence,
    /// What it rules, as told in an explanation.
    pub text: String,
}

/// Every provision that an award may name, in the order of the pages.
#[derive(Clone, Debug, Default)]
pub struct Provisions(Vec<Provision>);

impl Provisions {
    pub fn add(&mut self, provision: Provision) -> u16 {
        let index = u16::try_from(self.0.len()).expect("pages hold far fewer than 65,536 entries");
        self.0.push(provision);
        index
    }

    pub fn get(&self, index: u16) -> &Provision {
        &self.0[usize::from(index)]
    }
}

/// All pages of the installation and of the office.
#[derive(Debug)]
pub struct Ruleset {
    pub pages: Vec<Page>,
    pub provisions: Provisions,
    hash: String,
}

impl Ruleset {
    /// The pages built into the program.
    pub fn embedded() -> Result<Ruleset, LawError> {
        Ruleset::with_pages(&[])
    }

    /// The built-in pages and further ones, `(name, text)`: a new decree, or the office's provincial levels.
    pub fn with_pages(extra: &[(&str, &str)]) -> Result<Ruleset, LawError> {
        let _ = extra;
        Ok(Ruleset { pages: Vec::new(), provisions: Provisions::default(), hash: String::new() })
    }

    /// Changes whenever a page changes; stored with every run.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// What is due for `month`; `known_on` as in assess §6, `None` for everything in the tables.
    pub fn assess(&self, case: &Case, month: Month, known_on: Option<Date>) -> Result<Answer, LawError> {
        let _ = (case, known_on);
        Err(LawError::UnsupportedMonth(month))
    }

    /// One-off payments whose deciding event lies in `month` (assess §13).
    pub fn one_off(&self, case: &Case, month: Month, known_on: Option<Date>) -> Result<Answer, LawError> {
        let _ = (case, known_on);
        Err(LawError::UnsupportedMonth(month))
    }

    /// The amount of decision terms in `month` by the tables known on `known_on`. The facts of the person play
    /// no part: a decision is paid as signed.
    pub fn value(&self, terms: &Terms, month: Month, known_on: Option<Date>) -> Result<Valued, LawError> {
        let _ = (terms, known_on);
        Err(LawError::UnsupportedMonth(month))
    }

    /// The explanation of an award: fact → condition → article → value → amount.
    pub fn steps(&self, case: &Case, award: &Award) -> Vec<Step> {
        let _ = (case, award);
        Vec::new()
    }
}
