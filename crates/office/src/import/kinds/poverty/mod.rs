//! The lists of the poverty review, of support to households and of the national target programme.

use crate::export::text;
use crate::import::Import;
use crate::import::line::Line;
use crate::{Ctx, OfficeError};
use domain::ids::{HouseholdId, UnitId};
use domain::labels::Labelled;
use jiff::civil::Date;
use std::collections::HashMap;
use store::{Tx, households, units};

pub mod points;
pub mod seasons;
pub mod steps;
pub mod forms;
pub mod movements;
pub mod assignments;
pub mod supports;
pub mod projects;

/// What every list of this register says to its store.
macro_rules! stored {
    ($record:ident, $id:ident, $module:ident :: $live:ident $insert:ident $void:ident) => {
        type Record = $record;

        fn live(tx: &mut Tx, office: OfficeId) -> Result<Vec<(i64, $record)>, StoreError> {
            let rows = store::poverty::$module::$live(tx, office, Known::Now)?;
            Ok(rows.into_iter().map(|(id, record)| (id.0, record)).collect())
        }

        fn void(tx: &mut Tx, id: i64, entry: EntryId) -> Result<(), StoreError> {
            store::poverty::$module::$void(tx, $id(id), entry)
        }

        fn insert(
            tx: &mut Tx,
            office: OfficeId,
            entry: EntryId,
            rows: Vec<(i64, $record)>,
        ) -> Result<(), StoreError> {
            let rows: Vec<_> = rows.into_iter().map(|(id, record)| ($id(id), record)).collect();
            store::poverty::$module::$insert(tx, office, entry, rows).map(drop)
        }
    };
}
use stored;

/// The households of the office by the code that lists write.
struct Codes(HashMap<String, HouseholdId>);

impl Codes {
    fn load(import: &mut Import) -> Result<Codes, OfficeError> {
        let codes = households::codes(import.tx, import.office)?;
        Ok(Codes(codes.into_iter().map(|(id, code)| (code, id)).collect()))
    }

    /// The household of `Mã hộ`; one that no list has named parks the row.
    fn find(&self, line: &mut Line) -> Option<HouseholdId> {
        let code = line.required("Mã hộ")?;
        let found = self.0.get(&code).copied();
        if found.is_none() {
            line.park("Mã hộ", format!("chưa có hộ {code} trong sổ"));
        }
        found
    }
}

/// The commune of a row that must have one.
fn commune(line: &mut Line, import: &Import) -> Option<UnitId> {
    line.filled("Xã, phường");
    crate::import::person::place(line, import).map(|place| place.unit)
}

/// Codes of households and communes, for lists that go out.
struct Shown {
    households: HashMap<HouseholdId, String>,
    units: HashMap<UnitId, String>,
}

impl Shown {
    fn load(ctx: &Ctx, tx: &mut Tx) -> Result<Shown, OfficeError> {
        let households = households::codes(tx, ctx.office)?.into_iter().collect();
        Ok(Shown { households, units: HashMap::new() })
    }

    fn household(&self, id: HouseholdId) -> String {
        self.households.get(&id).cloned().unwrap_or_default()
    }

    fn unit(&mut self, tx: &mut Tx, id: UnitId) -> Result<String, OfficeError> {
        if let Some(code) = self.units.get(&id) {
            return Ok(code.clone());
        }
        let code = units::by_id(tx, id)?.map_or_else(String::new, |unit| unit.code);
        self.units.insert(id, code.clone());
        Ok(code)
    }
}

fn label<T: Labelled>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.label().to_owned())
}

fn count(value: Option<i64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn money(value: Option<law::Vnd>) -> String {
    count(value.map(|amount| amount.0))
}

fn date(value: Option<Date>) -> String {
    crate::export::day(value)
}

fn words(value: &Option<String>) -> String {
    text(value.as_ref())
}
