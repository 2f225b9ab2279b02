//! Who may ask for a page at all. What a command needs is checked again in `office`, with its rows.

use crate::error::PageError;
use crate::visit::Params;
use office::permission::Scope;
use office::{Field, Officer, Permission};

#[derive(Clone, Copy)]
pub enum Guard {
    /// Anybody: the way in, and files of the program.
    Open,
    /// Every officer, whatever their role.
    SignedIn,
    /// Holders of the permission in the field (`None`: in any).
    Needs(Permission, Option<Field>),
    /// As the address says, such as the kind of a list.
    By(fn(&Params) -> Result<(Permission, Option<Field>), PageError>),
}

impl Guard {
    pub fn check(&self, officer: &Officer, params: &Params) -> Result<(), PageError> {
        let (permission, field) = match self {
            Guard::Open | Guard::SignedIn => return Ok(()),
            Guard::Needs(permission, field) => (*permission, *field),
            Guard::By(ask) => ask(params)?,
        };
        if holds(officer, permission, field) { Ok(()) } else { Err(PageError::Forbidden(permission)) }
    }
}

/// Whether the officer holds the permission somewhere in the field.
pub fn holds(officer: &Officer, permission: Permission, field: Option<Field>) -> bool {
    let units = Scope::of(permission, &officer.roles).map(|scope| scope.units(field));
    units.is_some_and(|units| units.is_none_or(|units| !units.is_empty()))
}
