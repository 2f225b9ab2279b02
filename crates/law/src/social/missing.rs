//! Facts without which the answer is not certain (assess §7).

use super::{Reader, Standing, Track};
use crate::LawError;
use crate::award::{Missing, Scheme};
use crate::condition::Truth;
use crate::facts::{DecisionScheme, FactKind, What};
use std::collections::BTreeSet;

impl Reader<'_> {
    /// What tracks 1 to 4 miss on the reading day.
    pub fn missing(&self, on: &Standing, out: &mut BTreeSet<Missing>) -> Result<(), LawError> {
        if !on.is_alive || on.in_social_facility {
            return Ok(());
        }
        for track in [Track::Allowance, Track::Care, Track::MotherCare, Track::Pension] {
            if !self.is_barred(track, on) {
                self.missing_in(track, on, out)?;
            }
        }
        Ok(())
    }

    fn missing_in(&self, track: Track, on: &Standing, out: &mut BTreeSet<Missing>) -> Result<(), LawError> {
        let scheme = track.scheme();
        let decided = self.has(&What::Decision { scheme });
        let asked = decided || self.has(&What::Application { scheme });
        for (id, category) in (0u16..).zip(&self.social.categories) {
            if category.track != track || category.scheme == Scheme::Institution {
                continue;
            }
            match self.belongs(id, on) {
                Truth::No => {}
                Truth::Unknown(kinds) if asked && scheme != DecisionScheme::CareSupport => {
                    let unknown = FactKind::ALL.iter().filter(|kind| kinds & kind.bit() != 0);
                    out.extend(unknown.map(|kind| Missing::Fact(*kind)));
                }
                Truth::Unknown(_) => {}
                Truth::Yes if decided => {}
                Truth::Yes => {
                    let goes_on = track == Track::Pension
                        && (self.draws_pension(id, on) || self.converted(on)?.is_some());
                    if !goes_on {
                        out.insert(Missing::Fact(FactKind::Decision));
                    }
                }
            }
        }
        Ok(())
    }

    fn has(&self, what: &What) -> bool {
        self.view.case.facts.iter().any(|fact| fact.what == *what)
    }
}
