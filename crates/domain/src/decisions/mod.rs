//! Decisions: the signed papers on which money is paid, and what they make of an enrolment month by month.

mod state;
mod standing;

pub use standing::{Standing, Timeline, in_force};
pub use state::{DecisionEvent, DecisionRefusal, DecisionState, TRANSITIONS};

use crate::ids::{DecisionId, EnrolmentId, EntryId, PersonId};
use crate::shown::shown;
use jiff::civil::Date;
use law::{Month, Name, Scheme, Terms, Vnd};
use std::sync::Arc;

shown!(
    /// Where a decision comes from.
    Origin {
        Received = "received", "nhận của cấp trên";
        Drafted = "drafted", "dự thảo tại cơ quan";
        /// "Theo danh sách cũ": the list that the office brought with it.
        Takeover = "takeover", "theo danh sách cũ";
    }
);

shown!(DecisionKind {
    Grant = "grant", "hưởng";
    Change = "change", "điều chỉnh";
    Suspend = "suspend", "tạm dừng";
    Resume = "resume", "hưởng lại";
    End = "end", "thôi hưởng";
});

/// A person in a scheme. `stream` separates what runs by decisions of its own: the merit category, else empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    pub id: EnrolmentId,
    pub person: PersonId,
    pub scheme: Scheme,
    pub stream: Name,
}

/// The head of a decision. Its content never changes once it is signed; a mistake is voided and decided anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub id: DecisionId,
    pub origin: Origin,
    pub kind: DecisionKind,
    /// `1234/QĐ-UBND`.
    pub number: Option<String>,
    pub issuer: Option<String>,
    /// The day of the signature; a takeover list has none.
    pub signed_on: Option<Date>,
    /// The day from which the office could act on it.
    pub known_on: Date,
    /// The journal entry that recorded the signature (or the receipt of the signed paper).
    pub signed_entry: Option<EntryId>,
    pub voided_entry: Option<EntryId>,
}

impl Decision {
    pub fn state(&self) -> DecisionState {
        match (self.signed_entry, self.voided_entry) {
            (_, Some(_)) => DecisionState::Void,
            (Some(_), None) => DecisionState::Signed,
            (None, None) => DecisionState::Drafted,
        }
    }

    /// Whether the decision binds on `day`: signed, not voided, and known by then.
    pub fn binds(&self, day: Date) -> bool {
        self.state() == DecisionState::Signed && self.known_on <= day
    }

    /// The day by which decisions of one month follow each other.
    pub fn dated(&self) -> Date {
        self.signed_on.unwrap_or(self.known_on)
    }

    /// "Quyết định hưởng số 12/QĐ-UBND ngày 15/7/2023 của UBND thành phố".
    pub fn told(&self) -> String {
        if self.origin == Origin::Takeover {
            return "Theo danh sách chi trả cũ khi tiếp nhận".to_owned();
        }
        let mut text = format!("Quyết định {}", self.kind.label());
        if let Some(number) = &self.number {
            text.push_str(&format!(" số {number}"));
        }
        if let Some(day) = self.signed_on {
            text.push_str(&format!(" ngày {}", crate::dates::in_text(day)));
        }
        if let Some(issuer) = &self.issuer {
            text.push_str(&format!(" của {issuer}"));
        }
        text
    }
}

/// What a decision does to one enrolment, from a month on. A grant or a change names all terms that hold from
/// then; a resumption may name new ones, else those before the suspension hold again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub decision: Arc<Decision>,
    pub from_month: Month,
    pub terms: Vec<DecidedTerms>,
}

/// One part that a decision grants. Within an item, part and reference together are unique.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedTerms {
    pub terms: Terms,
    /// Whose death, martyr or status the money rests on; empty where the category says it all.
    pub reference: Name,
    /// Đồng a month as a higher body wrote it, or as the old list paid it; `None`: by the law's table.
    pub written: Option<Vnd>,
    /// Đồng of arrears that the decision wrote for the months before its first payment.
    pub arrears_written: Option<Vnd>,
}

/// Whether the sum of the terms is worked out for one person from what was paid before, so that no table of the law
/// has it and a decision writes it: three months of the allowance on a death.
pub fn is_worked_out(terms: &Terms) -> bool {
    terms.scheme == Scheme::MeritOneOff && &*terms.part == "death_three_months"
}

/// What is owed under an enrolment is told apart by part and reference.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartKey {
    pub part: Name,
    pub reference: Name,
}

impl PartKey {
    pub fn new(part: &str, reference: &str) -> PartKey {
        PartKey { part: part.into(), reference: reference.into() }
    }
}

impl DecidedTerms {
    /// Terms that follow the law's table.
    pub fn by_law(terms: Terms, reference: &str) -> DecidedTerms {
        DecidedTerms { terms, reference: reference.into(), written: None, arrears_written: None }
    }

    pub fn key(&self) -> PartKey {
        PartKey { part: self.terms.part.clone(), reference: self.reference.clone() }
    }

    pub fn has_key(&self, key: &PartKey) -> bool {
        *self.terms.part == *key.part && *self.reference == *key.reference
    }
}

/// The rhythm in which terms fall due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rhythm {
    /// Every month, paid monthly.
    Monthly,
    /// Every month, paid for the months of a school term together (education of merit families).
    Term,
    /// In the decision's first month only.
    Once,
    /// In the decision's first month, later each January (worship of martyrs).
    Yearly,
}

impl Rhythm {
    pub fn of(terms: &Terms) -> Rhythm {
        Rhythm::of_part(terms.scheme, &terms.part)
    }

    pub fn of_part(scheme: Scheme, part: &str) -> Rhythm {
        match scheme {
            Scheme::SocialAllowance | Scheme::Institution | Scheme::CareSupport | Scheme::SocialPension => {
                Rhythm::Monthly
            }
            Scheme::Merit if part == "education" => Rhythm::Term,
            Scheme::Merit => Rhythm::Monthly,
            Scheme::MeritOneOff if part == "worship" => Rhythm::Yearly,
            Scheme::SocialOneOff | Scheme::MeritOneOff => Rhythm::Once,
        }
    }

    /// Whether terms that hold from `first` on fall due in `month`.
    pub fn falls_in(self, month: Month, first: Month) -> bool {
        match self {
            Rhythm::Monthly | Rhythm::Term => month >= first,
            Rhythm::Once => month == first,
            Rhythm::Yearly => month == first || (month > first && month.number() == 1),
        }
    }
}
