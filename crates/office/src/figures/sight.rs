//! Whose rows an officer reads by name behind a figure. The figure itself is everybody's who may read figures; rows of
//! another field's people, or of another area's, are added up and not named.

use super::EvidenceOut;
use crate::context::Ctx;
use crate::error::OfficeError;
use crate::permission::{Field, Permission};
use domain::Vnd;
use domain::figures::{FigureKey, Months, Section};
use domain::ids::UnitId;
use domain::reports::periodic::IN_PERIOD;
use domain::reports::{EvidenceBook, EvidenceRow, EvidenceSection};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::Tx;
use store::figures::Evidence;

/// Rows that are nobody's: sums, lists, works and numbers of the office.
const OF_NOBODY: &[&str] = &[
    "total",
    "paper",
    "run",
    "month",
    "report",
    "campaign",
    "event",
    "meeting",
    "project",
    "spending",
    "obstacle",
    "plan",
    "training_class",
    "training_problem",
    "vacancy",
    "employer",
    "inspection",
    "inspection_finding",
    // A number without name or commune.
    "protection_case",
];

/// What an officer sees of the rows of figures.
pub(crate) struct Sight {
    is_whole: bool,
    /// The communes of each field, `None` for all of the office.
    reaches: BTreeMap<Option<Field>, Option<BTreeSet<UnitId>>>,
}

impl Sight {
    pub fn load(ctx: &Ctx, tx: &mut Tx) -> Result<Sight, OfficeError> {
        let permission = Permission::ReadFigures;
        let mut reaches = BTreeMap::new();
        for field in Field::ALL.iter().copied().map(Some).chain([None]) {
            reaches.insert(field, ctx.reach(tx, permission, field)?);
        }
        Ok(Sight { is_whole: ctx.scope(permission)?.is_whole_office(), reaches })
    }

    /// Rows that name no commune are for those who work for all of them.
    fn names(&self, base: FigureKey, kind: &str, unit: Option<UnitId>) -> bool {
        if self.is_whole || OF_NOBODY.contains(&kind) {
            return true;
        }
        // An application is of any field: its own page knows which.
        if base.id().starts_with("cases.") {
            return false;
        }
        let reach = self.reaches.get(&field(base.spec.section)).and_then(Option::as_ref);
        reach.is_none_or(|reach| unit.is_some_and(|unit| reach.contains(&unit)))
    }

    /// The rows of a base figure: those within reach as they are, the others added up by kind and commune.
    pub fn narrow(
        &self,
        base: FigureKey,
        rows: Vec<Evidence>,
        mut unit_name: impl FnMut(Option<UnitId>) -> Result<String, OfficeError>,
    ) -> Result<Vec<EvidenceOut>, OfficeError> {
        let mut seen = Vec::with_capacity(rows.len());
        let mut others: BTreeMap<(String, Option<UnitId>), (i64, i64)> = BTreeMap::new();
        for row in rows {
            if self.names(base, &row.kind, row.unit) {
                let unit = unit_name(row.unit)?;
                seen.push(EvidenceOut::new(&base, row, unit));
                continue;
            }
            let (count, quantity) = others.entry((row.kind, row.unit)).or_default();
            *count += 1;
            *quantity += row.quantity;
        }
        for ((kind, unit), (count, quantity)) in others {
            // The number of no record, and another for each commune.
            let id = unit.map_or(0, |unit| -unit.0);
            let sum = Evidence { kind, id, label: unnamed(count), unit, quantity };
            let unit = unit_name(sum.unit)?;
            seen.push(EvidenceOut::new(&base, sum, unit));
        }
        Ok(seen)
    }

    /// The same for the annex of a report, whose rows know their commune by name only: it names nobody to those who do
    /// not work for the whole area.
    pub fn narrow_book(&self, book: &mut EvidenceBook, year: i16) {
        for section in &mut book.sections {
            self.narrow_section(section, year);
        }
    }

    pub fn narrow_section(&self, section: &mut EvidenceSection, year: i16) {
        if self.is_whole {
            return;
        }
        let mut others: BTreeMap<(String, String), (i64, i64)> = BTreeMap::new();
        // Thousands of rows are of a few kinds.
        let mut named: HashMap<String, bool> = HashMap::new();
        for row in std::mem::take(&mut section.rows) {
            let is_named = match named.get(&row.kind) {
                Some(known) => *known,
                None => {
                    *named.entry(row.kind.clone()).or_insert(self.names_in_book(&section.id, year, &row.kind))
                }
            };
            if is_named {
                section.rows.push(row);
                continue;
            }
            let (count, quantity) = others.entry((row.kind, row.unit)).or_default();
            *count += 1;
            *quantity += row.quantity;
        }
        section.rows.extend(others.into_iter().map(|((kind, unit), (count, quantity))| EvidenceRow {
            kind,
            id: 0,
            label: unnamed(count),
            unit,
            quantity,
        }));
    }

    /// Whether a row of a book is named; a figure of an older catalogue is named to those who see everything.
    pub fn names_in_book(&self, figure: &str, year: i16, kind: &str) -> bool {
        if self.is_whole || OF_NOBODY.contains(&kind) {
            return true;
        }
        let id = figure.strip_suffix(IN_PERIOD).unwrap_or(figure);
        let key = FigureKey::find(id, year).map(|key| key.during(Months::YEAR));
        key.is_some_and(|key| self.names(key, kind, None))
    }
}

/// Instead of the names.
pub(crate) fn unnamed(count: i64) -> String {
    format!("{} dòng ngoài địa bàn, lĩnh vực của bạn", Vnd(count))
}

/// Whose work the figures of a section are; `None`: everybody's.
fn field(section: Section) -> Option<Field> {
    match section {
        Section::Labour | Section::Training => Some(Field::Labour),
        Section::Merit | Section::Registry | Section::Movements => Some(Field::Merit),
        Section::Assistance => Some(Field::Assistance),
        Section::Poverty => Some(Field::Poverty),
        Section::Children => Some(Field::Children),
        Section::Campaigns | Section::Tasks => None,
    }
}
