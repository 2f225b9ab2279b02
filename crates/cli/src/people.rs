//! People on the command line: found by code or number, shown by name.

use crate::Failure;
use ::office::{Ctx, OfficeError, Permission};
use domain::ids::PersonId;
use domain::people::NumberKind;
use std::collections::HashMap;
use store::people::{self, Known};

/// The one person with this code, citizen number, older number, or number of the record.
pub fn find(ctx: &Ctx, text: &str) -> Result<PersonId, Failure> {
    let text = text.trim();
    let found = ctx.read(Permission::ReadRegisters, |tx| {
        for kind in [NumberKind::File, NumberKind::Citizen, NumberKind::Older] {
            let found = people::by_number(tx, ctx.office, kind, text)?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        let record = text.parse().map(PersonId).ok();
        let own = match record {
            Some(person) => people::office_of(tx, person)? == Some(ctx.office),
            None => false,
        };
        Ok(record.filter(|_| own).into_iter().collect())
    })?;
    match found.as_slice() {
        [person] => Ok(*person),
        [] => Err(OfficeError::NotFound("người có mã hoặc số này".to_owned()).into()),
        _ => {
            let message = format!("có {} người mang mã hoặc số này: hãy dùng mã khác", found.len());
            Err(OfficeError::refused("several_people", message).into())
        }
    }
}

/// Names and codes of everybody in the register.
pub struct Names {
    names: HashMap<PersonId, String>,
    codes: HashMap<PersonId, String>,
}

impl Names {
    pub fn load(ctx: &Ctx) -> Result<Names, Failure> {
        let names = ctx.read(Permission::ReadRegisters, |tx| {
            let records = people::records(tx, ctx.office, Known::Now)?;
            let mut codes: HashMap<PersonId, String> = HashMap::new();
            for row in people::all_numbers(tx, ctx.office, Known::Now)? {
                if row.value.kind == NumberKind::File {
                    codes.insert(row.person, row.value.number);
                }
            }
            Ok(Names {
                names: records.into_iter().map(|row| (row.person, row.value.full_name)).collect(),
                codes,
            })
        })?;
        Ok(names)
    }

    pub fn name(&self, person: PersonId) -> String {
        self.names.get(&person).cloned().unwrap_or_default()
    }

    /// The code of the office's registers, else the number of the record.
    pub fn code(&self, person: PersonId) -> String {
        self.codes.get(&person).cloned().unwrap_or_else(|| person.to_string())
    }
}
