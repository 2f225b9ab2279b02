//! The units of the office's area, found by name or code as lists write them.

use crate::{OfficeError, offices};
use domain::ids::{OfficeId, UnitId};
use domain::units::readings;
use jiff::civil::Date;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use store::units::UnitRow;
use store::{Tx, units};

/// Units of the area of every period, by their written names.
pub struct Places {
    rows: HashMap<UnitId, UnitRow>,
    by_name: HashMap<String, Vec<UnitId>>,
    by_code: HashMap<String, Vec<UnitId>>,
    on: Date,
    /// Names of the units into which one of the area was divided.
    divided: HashMap<UnitId, Vec<String>>,
    /// Texts looked up before: a list has thousands of rows and ten communes.
    seen: RefCell<HashMap<String, Result<UnitId, String>>>,
}

impl Places {
    /// `on` is the date of the list: a unit of that day goes before one of another period.
    pub fn load(tx: &mut Tx, office: OfficeId, on: Date) -> Result<Places, OfficeError> {
        let mut within: BTreeMap<UnitId, UnitRow> = BTreeMap::new();
        for setting in store::offices::settings_of(tx, office, offices::UNIT)? {
            if let Some(unit) = units::by_key(tx, &setting.value)? {
                within.extend(units::rows_within(tx, unit.id)?.into_iter().map(|row| (row.id, row)));
            }
        }
        let mut places = Places {
            rows: HashMap::new(),
            by_name: HashMap::new(),
            by_code: HashMap::new(),
            on,
            divided: HashMap::new(),
            seen: RefCell::default(),
        };
        for row in within.into_values() {
            for (_, name) in readings(&row.name) {
                places.by_name.entry(name).or_default().push(row.id);
            }
            places.by_code.entry(row.code.clone()).or_default().push(row.id);
            places.rows.insert(row.id, row);
        }
        let ended = places.rows.values().filter(|row| row.valid_until.is_some_and(|until| until < on));
        for id in ended.map(|row| row.id).collect::<Vec<_>>() {
            let parts = units::successors(tx, id)?;
            if parts.iter().any(|part| part.kind == units::ChangeKind::Part) {
                let names =
                    parts.iter().map(|part| format!("{} ({})", part.unit.full_name(), part.unit.code));
                places.divided.insert(id, names.collect());
            }
        }
        Ok(places)
    }

    pub fn unit(&self, id: UnitId) -> Option<&UnitRow> {
        self.rows.get(&id)
    }

    /// `phường Lộc Hưng`; the id where the unit is not of the area.
    pub fn name(&self, id: UnitId) -> String {
        self.unit(id).map_or_else(|| format!("đơn vị {id}"), UnitRow::full_name)
    }

    /// The unit of a cell, or why there is none.
    pub fn find(&self, text: &str) -> Result<&UnitRow, String> {
        let seen = self.seen.borrow().get(text).cloned();
        let found = seen.unwrap_or_else(|| {
            let found = self.search(text).map(|row| row.id);
            self.seen.borrow_mut().insert(text.to_owned(), found.clone());
            found
        });
        found.and_then(|id| self.unit(id).ok_or_else(|| format!("không có đơn vị “{text}”")))
    }

    fn search(&self, text: &str) -> Result<&UnitRow, String> {
        let code = text.trim();
        let by_code = self.by_code.get(code).or_else(|| {
            // A code that a spreadsheet took for a number.
            let padded = format!("{code:0>5}");
            self.by_code.get(&padded).filter(|_| code.bytes().all(|b| b.is_ascii_digit()))
        });
        let mut candidates: Vec<&UnitRow> = Vec::new();
        if let Some(ids) = by_code {
            candidates = self.rows_of(ids);
        } else {
            for (kind, name) in readings(text) {
                let named = self.by_name.get(&name).map_or(Vec::new(), |ids| self.rows_of(ids));
                let of_kind: Vec<&UnitRow> =
                    named.iter().copied().filter(|row| kind.is_none_or(|kind| row.kind == kind)).collect();
                candidates = if of_kind.is_empty() { named } else { of_kind };
                if !candidates.is_empty() {
                    break;
                }
            }
        }
        let now: Vec<&UnitRow> = candidates.iter().copied().filter(|row| row.is_valid_on(self.on)).collect();
        let found = if now.is_empty() { candidates } else { now };
        // Communes before a town of the same name.
        let lowest = found.iter().map(|row| row.level).max();
        let found: Vec<&UnitRow> = found.into_iter().filter(|row| Some(row.level) == lowest).collect();
        match found[..] {
            [row] => match self.divided.get(&row.id) {
                Some(parts) if !row.is_valid_on(self.on) => {
                    Err(format!("“{text}” đã chia về {}: hãy ghi đơn vị mới", parts.join(", ")))
                }
                Some(_) | None => Ok(row),
            },
            [] => Err(format!("không có đơn vị “{text}” trong địa bàn")),
            [..] => Err(format!("có {} đơn vị tên “{text}”, hãy ghi mã", found.len())),
        }
    }

    fn rows_of(&self, ids: &[UnitId]) -> Vec<&UnitRow> {
        let mut rows: Vec<&UnitRow> = ids.iter().filter_map(|id| self.rows.get(id)).collect();
        rows.dedup_by_key(|row| row.id);
        rows
    }
}
