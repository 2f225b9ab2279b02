//! Funeral supports of social assistance (assess §13).

use super::test::push;
use super::{CombinationKind, LumpAmount, LumpGround, LumpSum, LumpSumVersion, Reader, Social, Standing};
use crate::award::{Award, Ground, Period, Scheme, Terms};
use crate::condition::Truth;
use crate::error::Point;
use crate::facts::What;
use crate::timeline::{Cited, KnownOn};
use crate::{Coefficient, LawError, Month, Vnd};
use jiff::civil::Date;

impl<'a> Reader<'a> {
    /// Every funeral support that the death on the day of `on` gives, lower ranks first; `monthly` are the
    /// awards of the month of death.
    pub fn funerals(&self, on: &Standing, monthly: &[Award]) -> Result<Vec<Award>, LawError> {
        let mut found: Vec<(u8, Award)> = Vec::new();
        for lump in &self.social.lump_sums {
            let Ok(version) = lump.versions.on(on.day, self.known_on) else { continue };
            let mut grounds = Vec::new();
            if !version.value.any.iter().any(|ground| self.is_due(ground, on, monthly, &mut grounds)) {
                continue;
            }
            push(&mut grounds, Ground::Died);
            push(&mut grounds, Ground::Provision(version.provision));
            let mut award =
                self.social.lump_award(lump, version, Month::of(on.day), on.day, self.known_on)?;
            let highest = CombinationKind::FuneralHighest;
            let rule = self.social.combination_provision(highest, on.day, self.known_on);
            grounds.append(&mut award.grounds);
            grounds.extend(rule.map(Ground::Provision));
            award.grounds = grounds;
            found.push((lump.rank, award));
        }
        found.sort_by_key(|(rank, _)| *rank);
        Ok(found.into_iter().map(|(_, award)| award).collect())
    }

    fn is_due(&self, ground: &LumpGround, on: &Standing, monthly: &[Award], out: &mut Vec<Ground>) -> bool {
        out.clear();
        if let Some(scheme) = ground.paid {
            let Some(paid) = monthly.iter().find(|award| award.terms.scheme == scheme) else { return false };
            out.extend(paid.grounds.iter().filter(|ground| matches!(ground, Ground::Fact(_))).cloned());
        }
        if let Some(scheme) = ground.applied {
            let application = on.view.find_on(on.day, |what| {
                matches!(what, What::Application { scheme: of } if *of == scheme).then_some(())
            });
            let decided = on
                .view
                .case
                .facts
                .iter()
                .any(|fact| fact.what == What::Decision { scheme } && fact.from <= on.day);
            let belongs = (0u16..).zip(&self.social.categories).any(|(id, category)| {
                category.track.scheme() == scheme
                    && category.scheme != Scheme::Institution
                    && self.belongs(id, on) == Truth::Yes
            });
            let Some((index, ())) = application.filter(|_| !decided && belongs) else { return false };
            out.push(Ground::Fact(index));
        }
        if self.all(&ground.when, on) != Truth::Yes {
            return false;
        }
        self.grounds(&ground.when, on, out);
        true
    }
}

impl Social {
    /// The award of a lump sum for a death in `month`; a multiple of a base that was back-dated over the day
    /// of death is not settled.
    fn lump_award(
        &self,
        lump: &LumpSum,
        version: &Cited<LumpSumVersion>,
        month: Month,
        died: Date,
        known_on: KnownOn,
    ) -> Result<Award, LawError> {
        let mut grounds = Vec::new();
        let (amount, coefficient, base) = match version.value.amount {
            LumpAmount::Fixed(amount) => (amount, None, None),
            LumpAmount::TimesBase(times) => {
                let base = self.base_level(month, known_on)?;
                if base.still_paid_on(died).is_some() {
                    let why = "mức chuẩn có hiệu lực sau ngày chết".to_owned();
                    return Err(LawError::RuleUnknown { point: Point::FuneralGap, why });
                }
                grounds.push(Ground::Provision(base.provision));
                (product(times, base.value, lump, month)?, Some(times), Some(base.value))
            }
            LumpAmount::TimesPension(times) => {
                let level = self.pension_level(month, died, known_on)?;
                grounds
                    .extend(level.provisions.iter().flatten().map(|provision| Ground::Provision(*provision)));
                (product(times, level.amount, lump, month)?, Some(times), Some(level.amount))
            }
        };
        let terms = Terms {
            scheme: Scheme::SocialOneOff,
            category: lump.id.clone(),
            part: lump.part.clone(),
            class: self.empty.clone(),
            rate: None,
            quantity: 1,
        };
        let reference = self.empty.clone();
        Ok(Award { terms, reference, amount, coefficient, base, period: Period::Once, grounds })
    }

    /// The amount of a lump sum by its id, as of the last day of `month`.
    pub fn lump_value(&self, id: &str, month: Month, known_on: KnownOn) -> Result<Award, LawError> {
        let lump = self.lump_sums.iter().find(|lump| &*lump.id == id);
        let lump = lump.ok_or_else(|| LawError::UnknownTerms(id.to_owned()))?;
        let day = month.last_day();
        let version = lump.versions.on(day, known_on);
        let version =
            version.map_err(|_| LawError::TablesNotPublished { what: lump.id.to_string(), month })?;
        let mut award = self.lump_award(lump, version, month, day, known_on)?;
        award.grounds.insert(0, Ground::Provision(version.provision));
        Ok(award)
    }
}

fn product(times: Coefficient, base: Vnd, lump: &LumpSum, month: Month) -> Result<Vnd, LawError> {
    times.of(base).ok_or_else(|| LawError::TablesNotPublished { what: lump.id.to_string(), month })
}
