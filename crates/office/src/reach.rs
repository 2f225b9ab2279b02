//! Whose money an officer may touch: by the commune in which a person lives and the field of the scheme.

use crate::permission::{Field, Permission};
use crate::{Ctx, OfficeError};
use domain::ids::{PersonId, UnitId};
use domain::payments::Source;
use law::Scheme;
use std::collections::{BTreeSet, HashMap};
use store::as_of::AsOf;
use store::{Tx, enrolments};

impl Field {
    /// The field that a scheme belongs to.
    pub fn of(scheme: Scheme) -> Field {
        Field::of_source(Source::of(scheme))
    }

    pub fn of_source(source: Source) -> Field {
        match source {
            Source::Central => Field::Merit,
            Source::Local => Field::Assistance,
        }
    }
}

/// The units of each field of money, `None` for all of the office.
type Units = Option<BTreeSet<UnitId>>;

/// The rows of decisions and payrolls that an officer may touch under a permission.
pub(crate) struct Reach {
    permission: Permission,
    merit: Units,
    assistance: Units,
    /// Read only where areas narrow the officer.
    homes: HashMap<PersonId, UnitId>,
}

impl Reach {
    pub fn load(ctx: &Ctx, tx: &mut Tx, permission: Permission) -> Result<Reach, OfficeError> {
        let merit = ctx.reach(tx, permission, Some(Field::Merit))?;
        let assistance = ctx.reach(tx, permission, Some(Field::Assistance))?;
        let mut homes = HashMap::new();
        let by_area = |units: &Units| units.as_ref().is_some_and(|units| !units.is_empty());
        if by_area(&merit) || by_area(&assistance) {
            let as_of = AsOf::known_on(tx, ctx.office, ctx.on)?;
            for (person, known) in enrolments::residences(tx, ctx.office, &as_of)? {
                let begun = known.iter().rev().find(|home| home.from <= ctx.on).or(known.first());
                homes.extend(begun.map(|home| (person, home.unit)));
            }
        }
        Ok(Reach { permission, merit, assistance, homes })
    }

    fn units(&self, field: Field) -> &Units {
        match field {
            Field::Merit => &self.merit,
            Field::Assistance | Field::Poverty | Field::Labour | Field::Children => &self.assistance,
        }
    }

    /// Nothing narrows it: lists need no filter.
    pub fn is_whole(&self) -> bool {
        self.merit.is_none() && self.assistance.is_none()
    }

    /// Somebody without a residence belongs to nobody's area.
    pub fn covers(&self, person: PersonId, scheme: Scheme) -> bool {
        let home = self.homes.get(&person);
        self.units(Field::of(scheme))
            .as_ref()
            .is_none_or(|units| home.is_some_and(|home| units.contains(home)))
    }

    /// A payment is where its list says, wherever the person has moved since.
    pub fn covers_payment(&self, unit: UnitId, source: Source) -> bool {
        self.units(Field::of_source(source)).as_ref().is_none_or(|units| units.contains(&unit))
    }

    /// `Forbidden` unless all of them are covered.
    pub fn check(&self, rows: impl IntoIterator<Item = (PersonId, Scheme)>) -> Result<(), OfficeError> {
        if self.is_whole() || rows.into_iter().all(|(person, scheme)| self.covers(person, scheme)) {
            return Ok(());
        }
        Err(OfficeError::Forbidden(self.permission))
    }
}

/// A run is one list of all fields for the whole area: an officer of some communes takes none of its steps.
pub(crate) fn check_whole_area(ctx: &Ctx, permission: Permission) -> Result<(), OfficeError> {
    match ctx.scope(permission)?.units(None) {
        None => Ok(()),
        Some(_) => Err(OfficeError::Forbidden(permission)),
    }
}
