//! Allowances for people with merits: tracks 5 to 7. This stand-in knows no table and gives nothing.

use crate::award::{Award, Terms, Valued};
use crate::page::Entry;
use crate::ruleset::Provisions;
use crate::view::{TrackAnswer, View};
use crate::{LawError, Month, Vnd};
use jiff::civil::Date;

#[derive(Debug, Default)]
pub struct Merit {}

impl Merit {
    /// The entry kinds that it reads.
    pub const KINDS: &[&str] = &[];

    pub fn read(_entries: &[Entry], _provisions: &mut Provisions) -> Result<Merit, LawError> {
        Ok(Merit {})
    }

    pub fn own(
        &self,
        _view: &View,
        _month: Month,
        _on: Date,
        _known_on: Option<Date>,
    ) -> Result<TrackAnswer, LawError> {
        Ok(TrackAnswer::default())
    }

    pub fn survivors(
        &self,
        _view: &View,
        _month: Month,
        _on: Date,
        _known_on: Option<Date>,
    ) -> Result<TrackAnswer, LawError> {
        Ok(TrackAnswer::default())
    }

    pub fn education(
        &self,
        _view: &View,
        _month: Month,
        _on: Date,
        _known_on: Option<Date>,
    ) -> Result<TrackAnswer, LawError> {
        Ok(TrackAnswer::default())
    }

    pub fn one_off(
        &self,
        _view: &View,
        _month: Month,
        _known_on: Option<Date>,
        _monthly: &[Award],
    ) -> Result<Vec<Award>, LawError> {
        Ok(Vec::new())
    }

    pub fn funeral(&self, _view: &View, _monthly: &[Award], _known_on: Option<Date>) -> Option<Award> {
        None
    }

    /// What social insurance pays for a funeral on a day of death; known here so that funerals can be tested.
    pub fn funeral_level(&self, _day: Date, _known_on: Option<Date>) -> Option<Vnd> {
        Some(Vnd(23_400_000))
    }

    pub fn change_days(&self, _view: &View, _month: Month, _out: &mut Vec<Date>) {}

    pub fn value(
        &self,
        terms: &Terms,
        _month: Month,
        _known_on: Option<Date>,
        _provisions: &Provisions,
    ) -> Result<Valued, LawError> {
        Err(LawError::UnknownTerms(terms.category.to_string()))
    }
}
