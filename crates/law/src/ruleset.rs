//! The law pages, read: every question to the law starts here.

use crate::award::{Answer, Award, Scheme, Step, Terms, Valued};
use crate::engine::{Reading, Tracks};
use crate::facts::Case;
use crate::gifts::Gifts;
use crate::houses::{self, Houses};
use crate::merit::Merit;
use crate::page::{Entry, Page};
use crate::poverty::{self, Poverty};
use crate::procedures::Procedures;
use crate::provision::Provisions;
use crate::social::{self, Social};
use crate::timeline::KnownOn;
use crate::training::Training;
use crate::work_years::WorkYears;
use crate::{LawError, Month, steps};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// All pages of the installation and of the office.
#[derive(Debug)]
pub struct Ruleset {
    pub pages: Vec<Page>,
    pub provisions: Provisions,
    pub social: Social,
    pub merit: Merit,
    pub training: Training,
    pub houses: Houses,
    pub procedures: Procedures,
    pub work_years: WorkYears,
    pub poverty: Poverty,
    pub gifts: Gifts,
    hash: String,
}

impl Ruleset {
    /// The pages built into the program.
    pub fn embedded() -> Result<Ruleset, LawError> {
        Ruleset::with_pages(&[])
    }

    /// The built-in pages and further ones, `(name, text)`: a new decree, or the office's provincial levels.
    pub fn with_pages(extra: &[(&str, &str)]) -> Result<Ruleset, LawError> {
        let mut pages: Vec<Page> = Vec::new();
        let mut digest = Sha256::new();
        for (name, text) in crate::pages::EMBEDDED.iter().chain(extra) {
            let page = Page::parse(name, text)?;
            if pages.iter().any(|other| other.instrument.id == page.instrument.id) {
                let message = "đã có một trang cùng tên".to_owned();
                return Err(LawError::Page { page: (*name).to_owned(), line: 1, message });
            }
            digest.update(name.as_bytes());
            digest.update([0]);
            digest.update(text.as_bytes());
            digest.update([0]);
            pages.push(page);
        }
        let entries: Vec<Entry> = pages.iter().flat_map(|page| page.entries.iter().cloned()).collect();
        let is_known = |entry: &&Entry| {
            let kind = entry.kind.as_str();
            social::KINDS.contains(&kind)
                || Merit::KINDS.contains(&kind)
                || Procedures::KINDS.contains(&kind)
                || WorkYears::KINDS.contains(&kind)
                || Training::KINDS.contains(&kind)
                || houses::KINDS.contains(&kind)
                || poverty::KINDS.contains(&kind)
                || Gifts::KINDS.contains(&kind)
        };
        if let Some(entry) = entries.iter().find(|entry| !is_known(entry)) {
            return Err(entry.error(format!("không có loại khối [[{}]]", entry.kind)));
        }
        let mut provisions = Provisions::default();
        let social = Social::read(&entries, &mut provisions)?;
        let merit = Merit::read(&entries, &mut provisions)?;
        let training = Training::read(&entries, &mut provisions)?;
        let houses = Houses::read(&entries, &mut provisions)?;
        let procedures = Procedures::read(&entries)?;
        let work_years = WorkYears::read(&entries)?;
        let poverty = Poverty::read(&entries, &mut provisions)?;
        let gifts = Gifts::read(&entries, &mut provisions)?;
        let hash = digest.finalize().iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        Ok(Ruleset {
            pages,
            provisions,
            social,
            merit,
            training,
            houses,
            poverty,
            procedures,
            work_years,
            gifts,
            hash,
        })
    }

    /// Changes whenever a page changes; stored with every run.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// What is due for `month`; `known_on` as in assess §6, `None` for everything in the tables.
    ///
    /// Vague birth dates are answered twice (assess §5). Contradictory facts are not looked for: see
    /// `check_case`.
    pub fn assess(&self, case: &Case, month: Month, known_on: KnownOn) -> Result<Answer, LawError> {
        self.read_twice(case, month, known_on, |reading| reading.monthly())
    }

    /// Each of the seven tracks by itself, on the last possible day of birth: an error in one leaves the others
    /// alone. Not combined (assess §12); empty outside the person's life.
    pub fn tracks(&self, case: &Case, month: Month, known_on: KnownOn) -> Result<Tracks, LawError> {
        self.check_month(month, known_on)?;
        Ok(Reading::new(self, case, case.person.born.latest(), month, known_on).tracks())
    }

    /// One-off payments whose deciding event lies in `month` (assess §13).
    pub fn one_off(&self, case: &Case, month: Month, known_on: KnownOn) -> Result<Answer, LawError> {
        self.read_twice(case, month, known_on, |reading| reading.one_off())
    }

    /// The amount of decision terms in `month` by the tables known on `known_on`. The facts of the person play
    /// no part: a decision is paid as signed.
    pub fn value(&self, terms: &Terms, month: Month, known_on: KnownOn) -> Result<Valued, LawError> {
        self.check_month(month, known_on)?;
        match terms.scheme {
            Scheme::SocialAllowance | Scheme::Institution | Scheme::CareSupport | Scheme::SocialPension => {
                let level = self.social.value(terms, month, known_on)?;
                let steps = steps::of_level(&self.provisions, &level);
                Ok(Valued { amount: level.amount, coefficient: level.coefficient, base: level.base, steps })
            }
            Scheme::SocialOneOff => {
                let award = self.social.lump_value(&terms.category, month, known_on)?;
                let steps = steps::of_grounds(&self.provisions, &award);
                Ok(Valued { amount: award.amount, coefficient: award.coefficient, base: award.base, steps })
            }
            Scheme::Merit | Scheme::MeritOneOff => self.merit.value(terms, month, known_on, &self.provisions),
        }
    }

    /// The explanation of an award: fact → condition → article → value → amount.
    pub fn steps(&self, case: &Case, award: &Award) -> Vec<Step> {
        steps::of_award(&self.provisions, case, award)
    }

    /// The month is one that the tables reach, and the law of that month is known.
    pub(crate) fn check_month(&self, month: Month, known_on: KnownOn) -> Result<(), LawError> {
        if !Month::is_supported(month) {
            return Err(LawError::UnsupportedMonth(month));
        }
        if !self.social.is_known(month.first_day(), known_on) {
            return Err(LawError::TablesNotPublished { what: "trợ giúp xã hội".to_owned(), month });
        }
        Ok(())
    }

    fn read_twice(
        &self,
        case: &Case,
        month: Month,
        known_on: KnownOn,
        answer: impl Fn(&Reading) -> Result<Answer, LawError>,
    ) -> Result<Answer, LawError> {
        self.check_month(month, known_on)?;
        let read = |born| answer(&Reading::new(self, case, born, month, known_on));
        let (earliest, latest) = (case.person.born.earliest(), case.person.born.latest());
        let mut answer = read(latest)?;
        if earliest != latest {
            answer = answer.or_vaguer(read(earliest)?);
        }
        if self.social.last_table_month.is_some_and(|last| last < month) {
            answer.notes.push(crate::Note::AfterTableDate);
        }
        Ok(answer)
    }
}
