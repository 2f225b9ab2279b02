//! Enrolments: a person in a scheme, and the streams in which decisions follow each other.

use crate::OfficeError;
use domain::decisions::Enrolment;
use domain::ids::{EnrolmentId, EntryId, OfficeId, PersonId};
use law::{Name, Scheme, Terms};
use std::collections::HashMap;
use store::{Tx, enrolments};

/// What runs by decisions of its own: the merit category, or the kind of a one-off payment; else nothing.
pub fn stream(terms: &Terms) -> Name {
    match terms.scheme {
        Scheme::Merit => terms.category.clone(),
        Scheme::SocialOneOff | Scheme::MeritOneOff => format!("{}/{}", terms.category, terms.part).into(),
        Scheme::SocialAllowance | Scheme::Institution | Scheme::CareSupport | Scheme::SocialPension => {
            "".into()
        }
    }
}

/// Enrolments of an office while a command opens new ones.
#[derive(Default)]
pub(crate) struct Enrolling {
    known: HashMap<(PersonId, Scheme, Name), EnrolmentId>,
    new: Vec<Enrolment>,
    /// Ids drawn and not used yet.
    ids: std::ops::Range<i64>,
}

/// Ids drawn from the counter at once.
const BLOCK: u64 = 256;

impl Enrolling {
    pub fn begin(tx: &mut Tx, office: OfficeId) -> Result<Enrolling, OfficeError> {
        let mut enrolling = Enrolling::default();
        enrolling.know(enrolments::of_office(tx, office)?);
        Ok(enrolling)
    }

    /// Enrolments that there are: all of a person whose enrolments are asked for or opened.
    pub fn know(&mut self, enrolments: impl IntoIterator<Item = Enrolment>) {
        let known = enrolments.into_iter().map(|one| ((one.person, one.scheme, one.stream), one.id));
        self.known.extend(known);
    }

    pub fn find(&self, person: PersonId, scheme: Scheme, stream: &Name) -> Option<EnrolmentId> {
        self.known.get(&(person, scheme, stream.clone())).copied()
    }

    /// The enrolment of that stream, opened if there is none.
    pub fn open(
        &mut self,
        tx: &mut Tx,
        person: PersonId,
        scheme: Scheme,
        stream: &Name,
    ) -> Result<EnrolmentId, OfficeError> {
        if let Some(id) = self.find(person, scheme, stream) {
            return Ok(id);
        }
        let id = match self.ids.next() {
            Some(id) => id,
            None => {
                let first = tx.next_ids(BLOCK)?;
                self.ids = first + 1..first + BLOCK as i64;
                first
            }
        };
        let id = EnrolmentId(id);
        self.known.insert((person, scheme, stream.clone()), id);
        self.new.push(Enrolment { id, person, scheme, stream: stream.clone() });
        Ok(id)
    }

    /// Writes what was opened.
    pub fn save(mut self, tx: &mut Tx, office: OfficeId, entry: EntryId) -> Result<(), OfficeError> {
        self.save_new(tx, office, entry)
    }

    /// Writes what was opened since the last time: before decisions that refer to it.
    pub fn save_new(&mut self, tx: &mut Tx, office: OfficeId, entry: EntryId) -> Result<(), OfficeError> {
        Ok(enrolments::insert(tx, office, entry, &std::mem::take(&mut self.new))?)
    }
}
