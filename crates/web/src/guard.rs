//! Who may ask for a page at all. What a command needs is checked again in `office`, with its rows.

use crate::error::PageError;
use crate::visit::Params;
use office::{Field, Officer, Permission};

#[derive(Clone, Copy)]
pub enum Guard {
    /// Anybody: the way in, and files of the program.
    Open,
    /// Every officer, whatever their role.
    SignedIn,
    /// Holders of the permission in the field (`None`: in any).
    Needs(Permission, Option<Field>),
    /// Holders of the permission for the whole area: what is one for all communes.
    Whole(Permission),
    /// Holders of the permission in a field that pays money.
    Pays(Permission),
    /// Holders of one of these, in any field.
    Any(&'static [Permission]),
    /// As the address says, such as the kind of a list.
    By(fn(&Params) -> Result<Ask, PageError>),
}

/// What an address asks of the officer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    pub permission: Permission,
    pub field: Option<Field>,
    pub extent: Extent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// For some area at least: the rows are filtered.
    Somewhere,
    /// For the whole office: what is shown belongs to no area.
    Everywhere,
}

impl Guard {
    pub fn check(&self, officer: &Officer, params: &Params) -> Result<(), PageError> {
        let (permission, field) = match self {
            Guard::Open | Guard::SignedIn => return Ok(()),
            Guard::Needs(permission, field) => (*permission, *field),
            Guard::Whole(permission) => {
                let ask = Ask { permission: *permission, field: None, extent: Extent::Everywhere };
                return if ask.fits(officer) { Ok(()) } else { Err(PageError::Forbidden(*permission)) };
            }
            Guard::Pays(permission) => {
                let held = pays(officer, *permission);
                return if held { Ok(()) } else { Err(PageError::Forbidden(*permission)) };
            }
            Guard::Any(permissions) => {
                let held = permissions.iter().find(|permission| holds(officer, **permission, None));
                return match (held, permissions) {
                    (None, [first, ..]) => Err(PageError::Forbidden(*first)),
                    (Some(_), _) | (None, []) => Ok(()),
                };
            }
            Guard::By(ask) => {
                let ask = ask(params)?;
                return if ask.fits(officer) { Ok(()) } else { Err(PageError::Forbidden(ask.permission)) };
            }
        };
        if holds(officer, permission, field) { Ok(()) } else { Err(PageError::Forbidden(permission)) }
    }
}

impl Ask {
    pub fn fits(&self, officer: &Officer) -> bool {
        let units = officer.scope(self.permission).map(|scope| scope.units(self.field));
        match self.extent {
            Extent::Somewhere => holds(officer, self.permission, self.field),
            Extent::Everywhere => units.is_some_and(|units| units.is_none()),
        }
    }
}

/// The fields with decisions and lists of payments.
pub const PAYING: [Field; 2] = [Field::Merit, Field::Assistance];

/// Whether the officer holds the permission in a field that pays money.
pub fn pays(officer: &Officer, permission: Permission) -> bool {
    PAYING.iter().any(|field| holds(officer, permission, Some(*field)))
}

/// Whether the officer holds the permission somewhere in the field.
pub fn holds(officer: &Officer, permission: Permission, field: Option<Field>) -> bool {
    let units = officer.scope(permission).map(|scope| scope.units(field));
    units.is_some_and(|units| units.is_none_or(|units| !units.is_empty()))
}
