//! Whose past a run may skip: what only the office can see, beside what `domain::payroll::Since` decides.

use super::load::Moment;
use crate::OfficeError;
use domain::ids::{EnrolmentId, PersonId};
use domain::payroll::{Cutoff, Enrolled, News, Past, Posted, RunKind, RunSpec, Since, ValueFn};
use jiff::civil::Date;
use law::{Month, Terms};
use std::collections::{HashMap, HashSet};
use store::as_of::AsOf;
use store::runs::RunRow;
use store::{Tx, enrolments, offices, recoveries, runs};

/// Which pasts a draft values again.
pub(crate) enum Pasts<'a> {
    All,
    /// All, against postings that the caller has added up. Nothing is printed: names are not read.
    Given(&'a HashMap<EnrolmentId, Posted>),
    /// Those that can have changed since the last run of the kind.
    Unsettled(&'a Before<'a>),
}

/// The last approved run of the kind, and the run that follows it.
pub(crate) struct Before<'a> {
    pub run: &'a RunRow,
    pub spec: &'a RunSpec,
    pub value: &'a ValueFn<'a>,
}

impl<'a> Before<'a> {
    /// `None` where the last run says nothing of today's past: the law's pages are others, less is known now than
    /// then, or the kind is not paid month after month.
    pub fn new(
        known: &'a [RunRow],
        spec: &'a RunSpec,
        hash: &str,
        value: &'a ValueFn<'a>,
    ) -> Option<Before<'a>> {
        let cutoff = spec.previous.filter(|_| spec.kind == RunKind::Monthly)?;
        let run = known.iter().find(|run| run.recorded_entry == cutoff.entry)?;
        let comparable = run.ruleset_hash == hash && run.prepared_on <= spec.prepared_on;
        comparable.then_some(Before { run, spec, value })
    }
}

/// What has happened since the last run.
pub(super) struct Settled<'a> {
    since: Since,
    spec: &'a RunSpec,
    /// Deaths as that run knew them.
    deaths: HashMap<PersonId, Date>,
    /// Waited in that run, were paid by another one since, or have a recovery in whatever state: one that was
    /// withdrawn by a replaced draft must be found again.
    touched: HashSet<EnrolmentId>,
}

impl<'a> Settled<'a> {
    /// `None` if the first month on the books has changed since.
    pub fn since<'t>(
        tx: &mut Tx,
        moment: Moment,
        before: &'a Before,
        terms: impl IntoIterator<Item = &'t Terms>,
    ) -> Result<Option<Settled<'a>>, OfficeError> {
        let Before { run, spec, value } = *before;
        let last = Moment::before(moment.office, run.prepared_on, run.recorded_entry);
        let opening = crate::offices::OPENING_MONTH;
        if offices::settings_since(tx, moment.office, opening, last.facts)? > 0 {
            return Ok(None);
        }
        let known = AsOf::at_entry(tx, moment.office, last.facts, last.on)?;
        let deaths = enrolments::deaths(tx, moment.office, &known)?;
        let rhythm = spec.kind.rhythm();
        let entries = (run.recorded_entry, moment.books);
        let mut touched = runs::posted_by_others(tx, moment.office, run.id, rhythm, entries)?;
        touched.extend(runs::waiting(tx, run.id)?.into_iter().map(|one| one.enrolment));
        let recovered = recoveries::of_office(tx, moment.office, moment.books)?;
        touched.extend(recovered.into_iter().map(|row| row.recovery.enrolment));
        let cutoff = Cutoff { prepared_on: run.prepared_on, entry: run.recorded_entry };
        let months: (Month, Month) = (spec.opening, run.last_month);
        let since = Since::new(cutoff, months, spec.prepared_on, terms, value);
        Ok(Some(Settled { since, spec, deaths, touched }))
    }

    /// `died` as known now.
    pub fn past(&self, enrolled: &Enrolled, died: Option<Date>) -> Past {
        let enrolment = &enrolled.enrolment;
        let same_death = self.deaths.get(&enrolment.person).copied() == died;
        let news =
            if same_death && !self.touched.contains(&enrolment.id) { News::Nothing } else { News::Something };
        self.since.past(self.spec, enrolled, news)
    }
}
