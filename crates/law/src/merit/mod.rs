//! Allowances for people with merits to the revolution (Ordinance 02/2020 and its decrees).
//!
//! Three tracks: the person's own statuses, survivors of others, education; and the one-off payments. A track
//! is read on one day of a month and gives the whole month's awards.

mod rules;
mod tables;
mod reading;
mod own;
mod survivors;
mod once;
mod convalescence;
mod value;

use crate::award::{Award, Name, Terms, Valued};
use crate::facts::What;
use crate::page::Entry;
use crate::view::{TrackAnswer, View};
use crate::{LawError, Month, Provision, Provisions, Vnd};
pub use convalescence::Turn;
use jiff::civil::Date;
use reading::Reading;
pub use rules::RuleId;
use rules::Rules;
use serde::Deserialize;
use tables::{Line, Tables};
pub use tables::{OnceRow, Row};

/// The merit pages, read.
#[derive(Debug)]
pub struct Merit {
    tables: Tables,
    rules: Rules,
    categories: Vec<Category>,
    worship: Vec<once::Level>,
    /// At home, at a centre.
    convalescence: [Vec<once::Level>; 2],
    turns: Vec<convalescence::TurnRule>,
    funeral: Vec<once::Level>,
    names: Names,
}

/// One of the groups of people with merits, in the order of the Ordinance.
#[derive(Clone, Debug)]
pub struct Category {
    pub id: Name,
    /// The letter of Art. 3(1): `a`, `đ`.
    pub point: Name,
    pub name: Name,
    pub provision: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryEntry {
    id: String,
    point: String,
    name: String,
}

/// Words of the exchange format that awards share.
#[derive(Debug)]
struct Names {
    none: Name,
    war_invalid: Name,
    martyr: Name,
    allowance: Name,
    death_three_months: Name,
    funeral: Name,
    worship: Name,
}

impl Merit {
    /// Entry kinds of the law pages that belong to this module.
    pub const KINDS: &'static [&'static str] = &[
        "merit_category",
        "merit_rule",
        "labour_age",
        "old_labour_age",
        "merit_period",
        "monthly_row",
        "monthly",
        "war_invalid",
        "one_off_row",
        "one_off",
        "worship",
        "convalescence",
        "convalescence_turn",
        "funeral_level",
    ];

    /// Reads the entries of its `KINDS` and leaves the others alone. Unknown words, repeated or forgotten rows
    /// of a decree are errors.
    pub fn read(entries: &[Entry], provisions: &mut Provisions) -> Result<Merit, LawError> {
        let rules = Rules::read(entries, provisions)?;
        Ok(Merit {
            tables: Tables::read(entries, provisions)?,
            categories: read_categories(entries, provisions)?,
            worship: once::read_worship(entries, provisions)?,
            convalescence: convalescence::read_levels(entries, provisions)?,
            turns: convalescence::read_turns(entries, provisions)?,
            funeral: once::read_funeral(entries, rules.funeral_factor, provisions)?,
            rules,
            names: Names {
                none: "".into(),
                war_invalid: "war_invalid".into(),
                martyr: "martyr".into(),
                allowance: "allowance".into(),
                death_three_months: "death_three_months".into(),
                funeral: "funeral".into(),
                worship: "worship".into(),
            },
        })
    }

    /// Track 5: allowances, supplements and carers of the person's own statuses, read on day `on` of `month`.
    pub fn own(
        &self,
        view: &View,
        month: Month,
        on: Date,
        known_on: Option<Date>,
    ) -> Result<TrackAnswer, LawError> {
        let reading = Reading::new(self, view, month, on, known_on);
        reading.finish(own::own(&reading))
    }

    /// Track 6: allowances of a survivor of others, read on day `on` of `month`.
    pub fn survivors(
        &self,
        view: &View,
        month: Month,
        on: Date,
        known_on: Option<Date>,
    ) -> Result<TrackAnswer, LawError> {
        let reading = Reading::new(self, view, month, on, known_on);
        reading.finish(Ok(survivors::survivors(&reading)))
    }

    /// Track 7: monthly education support, read on day `on` of `month`.
    pub fn education(
        &self,
        view: &View,
        month: Month,
        on: Date,
        known_on: Option<Date>,
    ) -> Result<TrackAnswer, LawError> {
        let reading = Reading::new(self, view, month, on, known_on);
        reading.finish(Ok(reading.education()))
    }

    /// One-off payments whose deciding event lies in `month`: three months on the death of somebody paid
    /// `monthly` (the awards of that month), decisions, worship. Not the funeral.
    pub fn one_off(
        &self,
        view: &View,
        month: Month,
        known_on: Option<Date>,
        monthly: &[Award],
    ) -> Result<Vec<Award>, LawError> {
        once::one_off(self, view, month, known_on, monthly)
    }

    /// The funeral allowance of the merit scheme for a person who has died, with the `monthly` awards of the
    /// month of death. `None` if there is no ground, the person lives or social insurance pays.
    pub fn funeral(&self, view: &View, monthly: &[Award], known_on: Option<Date>) -> Option<Award> {
        once::funeral(self, view, monthly, known_on)
    }

    /// The merit funeral allowance for a death on `day`: the level that other funeral supports are compared with.
    pub fn funeral_level(&self, day: Date, known_on: Option<Date>) -> Option<Vnd> {
        once::level(&self.funeral, day, known_on).map(|level| level.amount)
    }

    /// Days of `month` on which a track may change besides the edges of facts and the person's birthdays.
    pub fn change_days(&self, view: &View, month: Month, out: &mut Vec<Date>) {
        let survivor = view.case.facts.iter().any(|fact| matches!(fact.what, What::SurvivorOf(_)));
        if survivor {
            let reached = self.rules.labour_age(view.case.person.sex).reached_on(view.born);
            if Month::of(reached) == month {
                out.push(reached);
            }
        }
    }

    /// The amount of decision terms in `month` by the tables known on `known_on`: every monthly award, and the
    /// one-offs that the tables alone decide (decisions, funeral, worship, convalescence).
    pub fn value(
        &self,
        terms: &Terms,
        month: Month,
        known_on: Option<Date>,
        provisions: &Provisions,
    ) -> Result<Valued, LawError> {
        value::value(self, terms, month, known_on, provisions)
    }

    /// The provision that states a rule, as an index into `Ruleset::provisions`.
    pub fn provision(&self, rule: RuleId) -> u16 {
        self.rules.provision(rule)
    }

    /// The twelve groups, in the order of the Ordinance.
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// The lines of the monthly tables, war-invalid rates apart, in their order.
    pub fn rows(&self) -> &[Row] {
        &self.tables.rows
    }

    /// The lines of the one-off table, in their order.
    pub fn one_off_rows(&self) -> &[OnceRow] {
        &self.tables.once
    }

    /// Vietnamese name of what merit terms pay; `None` if no page has them.
    pub fn label(&self, terms: &Terms) -> Option<&str> {
        let category = || self.categories.iter().find(|c| c.id == terms.category).map(|c| c.name.as_ref());
        match self.tables.line(&terms.class) {
            Some(Line::Row(row)) => Some(&self.tables.rows[row].label),
            Some(Line::Once(row)) => Some(&self.tables.once[row].label),
            Some(Line::War(_)) | None => category(),
        }
    }
}

fn read_categories(entries: &[Entry], provisions: &mut Provisions) -> Result<Vec<Category>, LawError> {
    let mut categories = Vec::new();
    for entry in entries.iter().filter(|entry| entry.kind == "merit_category") {
        let CategoryEntry { id, point, name } = entry.read()?;
        let (citation, confidence) = (entry.citation.clone(), Default::default());
        let provision = provisions.add(Provision { citation, confidence, text: name.clone() });
        categories.push(Category { id: id.into(), point: point.into(), name: name.into(), provision });
    }
    Ok(categories)
}

#[cfg(test)]
mod tests;
