//! What every command is given, and its only way to a transaction.

use crate::error::OfficeError;
use crate::journal;
use crate::permission::{Assignment, Field, Grant, Permission, Scope};
use domain::ids::{ClientId, EntryId, OfficeId, OfficerId, UnitId};
use jiff::civil::Date;
use law::Ruleset;
use std::collections::BTreeSet;
use store::{Db, Tx};

pub struct Ctx<'a> {
    pub db: &'a Db,
    pub rules: &'a Ruleset,
    pub office: OfficeId,
    pub officer: Officer,
    /// The business date, Asia/Ho_Chi_Minh: what is known is what was known on it.
    pub on: Date,
    /// The instant of the clock, UTC text such as `2023-06-05T02:30:00Z`.
    pub at: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    pub id: OfficerId,
    pub account: String,
    pub full_name: String,
    pub roles: Vec<Assignment>,
    /// The program that acts for the officer through the API, and what of the officer's rights it was given.
    pub client: Option<Limits>,
}

/// What a program may do of what its officer may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    pub client: ClientId,
    pub grants: Vec<Grant>,
}

impl Officer {
    /// Where the officer holds the permission; `None`: nowhere.
    pub fn scope(&self, permission: Permission) -> Option<Scope> {
        match &self.client {
            None => Scope::of(permission, &self.roles),
            Some(limits) => Scope::granted(permission, &limits.grants),
        }
    }
}

impl Ctx<'_> {
    /// Where the officer holds the permission, else `Forbidden`.
    pub fn scope(&self, permission: Permission) -> Result<Scope, OfficeError> {
        self.officer.scope(permission).ok_or(OfficeError::Forbidden(permission))
    }

    /// The units whose rows of `field` the officer may touch; `None` for all of the office. Lists filter by it.
    pub fn reach(
        &self,
        tx: &mut Tx,
        permission: Permission,
        field: Option<Field>,
    ) -> Result<Option<BTreeSet<UnitId>>, OfficeError> {
        let Some(granted) = self.scope(permission)?.units(field) else { return Ok(None) };
        let mut reach = BTreeSet::new();
        for unit in granted {
            reach.extend(store::units::reach(tx, unit)?);
        }
        Ok(Some(reach))
    }

    /// `Forbidden` unless a row at `unit` lies within the officer's areas and fields.
    pub fn check_place(
        &self,
        tx: &mut Tx,
        permission: Permission,
        unit: UnitId,
        field: Option<Field>,
    ) -> Result<(), OfficeError> {
        match self.reach(tx, permission, field)? {
            Some(reach) if !reach.contains(&unit) => Err(OfficeError::Forbidden(permission)),
            Some(_) | None => Ok(()),
        }
    }

    /// The only way to a writing transaction: checks the permission, opens the transaction, writes the journal
    /// entry, runs `f`, commits. If `f` fails, neither its rows nor the entry remain. `detail` says what was
    /// done by ids, numbers and months, and holds no personal data.
    pub fn write<T>(
        &self,
        permission: Permission,
        command: &'static str,
        detail: &str,
        f: impl FnOnce(&mut Tx, EntryId) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        self.scope(permission)?;
        let by_client =
            self.officer.client.as_ref().map(|limits| format!("{detail} client={}", limits.client));
        let detail = by_client.as_deref().map_or(detail, str::trim_start);
        self.db.write(|tx| {
            let act = journal::Act { officer: self.officer.id, at: &self.at, on: self.on, command, detail };
            let entry = journal::append(tx, self.office, &act)?;
            f(tx, entry)
        })
    }

    /// One consistent snapshot; leaves no trace in the journal.
    pub fn read<T>(
        &self,
        permission: Permission,
        f: impl FnOnce(&mut Tx) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        self.scope(permission)?;
        self.db.read(f)
    }

    /// One consistent snapshot, read on all cores: `each` for every job, then `then` with the answers in their order.
    pub fn read_split<J: Sync, A: Send, T>(
        &self,
        permission: Permission,
        jobs: &[J],
        each: impl Fn(&mut Tx, &J) -> Result<A, OfficeError> + Sync,
        then: impl FnOnce(&mut Tx, Vec<A>) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        self.scope(permission)?;
        self.db.read_split(jobs, each, then)
    }
}
