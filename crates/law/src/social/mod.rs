//! Social assistance and social pension: the tables read from the pages, and tracks 1 to 4 (assess §8–10).

mod read;
mod levels;
mod standing;
mod test;
mod opening;
mod tracks;
mod missing;
mod one_off;

pub use levels::{Generation, Level, LevelTable, Raisable, RowBy};
pub use opening::lasts;
pub use read::{KINDS, comma};
pub use standing::Standing;
pub use tracks::{Given, Reader};

use crate::award::{Name, Scheme};
use crate::condition::Condition;
use crate::facts::{DecisionScheme, worded};
use crate::timeline::{Cited, KnownOn, Timeline};
use crate::{Coefficient, LawError, Month, Terms, Vnd};
use jiff::civil::Date;
use std::collections::BTreeMap;

worded!(
    /// The tracks of social assistance; each is read on its own day (assess §5).
    Track {
        Allowance = "allowance",
        Care = "care",
        MotherCare = "mother_care",
        Pension = "pension",
    }
);

/// Everything that the pages say of social assistance.
#[derive(Debug, Default)]
pub struct Social {
    pub regimes: Timeline<String>,
    /// In the order in which the pages first name them: at equal levels the earlier one is paid.
    pub categories: Vec<Category>,
    pub base: Raisable<Vnd>,
    pub pension: Raisable<Vnd>,
    pub levels: Vec<LevelTable>,
    pub start_rules: Vec<StartRule>,
    pub bars: BTreeMap<BarKind, Timeline<Bar>>,
    /// A suspension that ends under this rule is made good and stops nothing.
    pub arrears: Timeline<()>,
    pub combinations: BTreeMap<CombinationKind, Timeline<Combination>>,
    pub conversions: Vec<Cited<Conversion>>,
    pub lump_sums: Vec<LumpSum>,
    /// The days on which a condition, start rule or bar changes, in order.
    rule_days: Vec<Date>,
    /// The ages at which a condition or a coefficient changes, in order.
    ages: Vec<u8>,
    /// Later months are answered with a note.
    pub last_table_month: Option<Month>,
    empty: Name,
}

/// A category of people: its conditions by day, and the table of its coefficients.
#[derive(Debug)]
pub struct Category {
    pub id: Name,
    pub scheme: Scheme,
    pub track: Track,
    pub part: Name,
    /// The clause of Art. 5; empty outside it.
    pub clause: Name,
    /// Index into `Social::levels`.
    pub levels: u16,
    pub versions: Timeline<Version>,
}

/// The conditions of a category in one instrument.
#[derive(Debug)]
pub struct Version {
    pub name: String,
    pub when: Vec<Condition>,
    /// Mask of the fact kinds without which it is not met: most people are ruled out by this alone.
    pub needs: u64,
}

/// From which month a decision opens its scheme.
#[derive(Debug)]
pub struct StartRule {
    pub applies_to: AppliesTo,
    pub opens: Timeline<Opens>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AppliesTo {
    /// Index into `Social::categories`.
    Category(u16),
    Scheme(DecisionScheme),
}

worded!(Opens { AtOnce = "at_once", MonthOfSignature = "month_of_signature" });

worded!(
    /// What takes payment away on its days.
    BarKind {
        Imprisoned = "imprisoned",
        DeclaredMissing = "declared_missing",
        Suspension = "suspension",
        TemporaryDetention = "temporary_detention",
    }
);

#[derive(Clone, Copy, Debug)]
pub struct Bar {
    /// It bars only if it lasts at least so many months.
    pub months: i32,
}

worded!(
    /// How several entitlements stand together.
    CombinationKind {
        Highest = "highest",
        Package = "package",
        PensionOrAllowance = "pension_or_allowance",
        InstitutionAlone = "institution_alone",
        FuneralHighest = "funeral_highest",
    }
);

/// Categories that form one package: the leading ones, and the best of those beside them.
#[derive(Clone, Debug, Default)]
pub struct Combination {
    pub lead: Vec<u16>,
    pub beside: Vec<u16>,
}

/// People paid in one of these categories on the day go on with the social pension without a new decision.
#[derive(Clone, Debug)]
pub struct Conversion {
    pub categories: Vec<u16>,
    pub paid_on: Date,
}

/// A one-off support after a death.
#[derive(Debug)]
pub struct LumpSum {
    pub id: Name,
    pub part: Name,
    /// Among equal amounts the lower rank is paid.
    pub rank: u8,
    pub versions: Timeline<LumpSumVersion>,
}

#[derive(Debug)]
pub struct LumpSumVersion {
    pub amount: LumpAmount,
    /// It is due if one of these is met.
    pub any: Vec<LumpGround>,
}

#[derive(Clone, Copy, Debug)]
pub enum LumpAmount {
    Fixed(Vnd),
    TimesBase(Coefficient),
    TimesPension(Coefficient),
}

#[derive(Debug)]
pub struct LumpGround {
    /// An award of this scheme is paid in the month of death.
    pub paid: Option<Scheme>,
    /// Applied for, nothing decided by the death, and a category of the scheme is true.
    pub applied: Option<DecisionScheme>,
    pub when: Vec<Condition>,
}

impl Social {
    pub fn category(&self, id: &str) -> Option<(u16, &Category)> {
        let at = self.categories.iter().position(|category| &*category.id == id)?;
        Some((at as u16, &self.categories[at]))
    }

    /// The law of social assistance is known for `day`.
    pub fn is_known(&self, day: Date, known_on: KnownOn) -> bool {
        self.regimes.on(day, known_on).is_ok()
    }

    /// The days on which a condition, start rule or bar changes, in order.
    pub fn rule_days(&self) -> &[Date] {
        &self.rule_days
    }

    /// The ages at which a condition or a coefficient changes, in order.
    pub fn ages(&self) -> &[u8] {
        &self.ages
    }

    /// The level that decision terms name, as of `month`; without a question whether somebody is still paid.
    pub fn value(&self, terms: &Terms, month: Month, known_on: KnownOn) -> Result<Level, LawError> {
        let found = self.category(&terms.category).filter(|(_, category)| category.scheme == terms.scheme);
        let (_, category) = found.ok_or_else(|| LawError::UnknownTerms(terms.category.to_string()))?;
        let rules = |day| category.versions.on(day, known_on).is_ok();
        if !rules(month.first_day()) && !rules(month.last_day()) {
            return Err(LawError::TablesNotPublished { what: terms.category.to_string(), month });
        }
        let by = RowBy::Class(&terms.class);
        self.level(category, by, terms.quantity, month, month.last_day(), known_on)
    }

    fn combination(
        &self,
        kind: CombinationKind,
        day: Date,
        known_on: KnownOn,
    ) -> Option<&Cited<Combination>> {
        self.combinations.get(&kind)?.on(day, known_on).ok()
    }

    /// The provision of a combination rule, for the grounds of an award.
    pub fn combination_provision(&self, kind: CombinationKind, day: Date, known_on: KnownOn) -> Option<u16> {
        self.combination(kind, day, known_on).map(|cited| cited.provision)
    }
}
