//! Answers of the engine: what is due, and on what grounds.

use crate::facts::{FactKind, worded};
use crate::page::Citation;
use crate::{Coefficient, Vnd};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A category, class or row id of the law pages: shared text, cheap to clone.
pub type Name = Arc<str>;

worded!(
    /// The regimes that pay, and their one-off payments.
    Scheme {
        SocialAllowance = "social_allowance",
        Institution = "institution",
        CareSupport = "care_support",
        SocialPension = "social_pension",
        Merit = "merit",
        SocialOneOff = "social_one_off",
        MeritOneOff = "merit_one_off",
    }
);

impl Scheme {
    /// Paid each month; the others are paid once.
    pub fn is_monthly(self) -> bool {
        match self {
            Scheme::SocialAllowance
            | Scheme::Institution
            | Scheme::CareSupport
            | Scheme::SocialPension
            | Scheme::Merit => true,
            Scheme::SocialOneOff | Scheme::MeritOneOff => false,
        }
    }
}

worded!(Period { Month = "month", Once = "once", Year = "year" });

/// One thing that is due to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    pub terms: Terms,
    /// Whose death, martyr or status the award rests on; empty where the category says it all.
    pub reference: Name,
    pub amount: Vnd,
    /// Where the amount is a product: already multiplied by `terms.quantity`.
    pub coefficient: Option<Coefficient>,
    pub base: Option<Vnd>,
    pub period: Period,
    /// What carried the answer, in the order in which it is told.
    pub grounds: Vec<Ground>,
}

/// What a decision names and the tables value: enough to compute the amount of any month again.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Terms {
    pub scheme: Scheme,
    /// Id of the category, care row, institution row, pension condition, lump sum or merit category.
    pub category: Name,
    /// `allowance`, `per_child`, `care`, `institution`, `pension`; merit: the kind of the row
    /// (`allowance`, `supplement`, `carer`, `survivor`, `survivor_care`, `education`); one-off: assess §13.
    pub part: Name,
    /// Social schemes: the class of the coefficient row, such as `under_4`, `adult`, `elderly`; empty where a
    /// category has one row. Merit: id of the monthly or one-off row, or the subtype of the war-invalid tables.
    pub class: Name,
    /// War-invalid tables only: the injury rate in per cent.
    pub rate: Option<u8>,
    /// Children of a single parent; seniority years of a full-time activist added to the allowance row;
    /// resistance years; else 1.
    pub quantity: u16,
}

/// One reason of an award. Rendered by `Ruleset::steps`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Index into the facts of the case.
    Fact(u16),
    /// The age, in whole years, on the day that was read.
    Age(u8),
    /// Index into `Ruleset::provisions`: a condition, combination rule or value that was applied.
    Provision(u16),
    Died,
}

/// Everything the engine says of one case and month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    pub awards: Vec<Award>,
    pub missing: BTreeSet<Missing>,
    pub notes: Vec<Note>,
}

impl Answer {
    pub fn total(&self) -> Vnd {
        self.awards.iter().map(|award| award.amount).sum()
    }
}

/// A fact kind without which the answer is not certain, or the exact birth date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Missing {
    Born,
    Fact(FactKind),
}

impl Missing {
    pub fn word(self) -> &'static str {
        match self {
            Missing::Born => "born",
            Missing::Fact(kind) => kind.word(),
        }
    }
}

impl PartialOrd for Missing {
    fn partial_cmp(&self, other: &Missing) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Missing {
    fn cmp(&self, other: &Missing) -> std::cmp::Ordering {
        self.word().cmp(other.word())
    }
}

worded!(Note {
    SocialInsurancePaysFuneral = "social_insurance_pays_funeral",
    AfterTableDate = "after_table_date",
});

/// One line of an explanation: what was found, and the provision that makes it count.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Step {
    /// A Vietnamese sentence: "Khuyết tật nặng, theo giấy xác nhận từ 04/3/2019".
    pub text: String,
    pub citation: Option<Citation>,
}

/// The value of decision terms in one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valued {
    pub amount: Vnd,
    pub coefficient: Option<Coefficient>,
    pub base: Option<Vnd>,
    /// Article → value → amount.
    pub steps: Vec<Step>,
}
