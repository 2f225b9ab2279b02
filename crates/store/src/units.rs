//! Administrative units with their periods and changes, from `data/units/`.
//!
//! A unit is one row per period: codes are used again under other names, so everything refers to the id.

use crate::{Row, StoreError, Tx, bulks, params, statements, word_columns};
use domain::ids::UnitId;
use domain::units::{self, Kind, Level};
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};

const UNITS: &str = include_str!("../../../data/units/units.csv");
const CHANGES: &str = include_str!("../../../data/units/changes.csv");

/// Ba Chẽ has two codes in the sources since 2025-07-01; both are accepted.
const CODE_ALIASES: &[(&str, &str)] = &[("06970", "06978")];

statements! {
    KEYS = "select key, id, valid_until from units";
    SET_END = "update units set valid_until = $2 where id = $1";
    CHANGE_PAIRS = "select from_unit_id, to_unit_id from unit_changes";
    BY_ID = "select id, key, code, name, kind, level, parent_id, valid_from, valid_until, urban
        from units where id = $1";
    NAME = "select kind, name from units where id = $1";
    BY_KEY = "select id, key, code, name, kind, level, parent_id, valid_from, valid_until, urban
        from units where key = $1";
    BY_CODE = "select id, key, code, name, kind, level, parent_id, valid_from, valid_until, urban
        from units where code = $1 and (valid_from is null or valid_from <= $2)
            and (valid_until is null or $2 <= valid_until)";
    BY_ANY_CODE = "select id, key, code, name, kind, level, parent_id, valid_from, valid_until, urban
        from units where code = $1 order by key";
    CHILDREN = "select id, key, code, name, kind, level, parent_id, valid_from, valid_until, urban
        from units where parent_id = $1 and (valid_from is null or valid_from <= $2)
            and (valid_until is null or $2 <= valid_until) order by code";
    BY_LEVEL = "select id, key, code, name, kind, level, parent_id, valid_from, valid_until, urban
        from units where level = $1 and (valid_from is null or valid_from <= $2)
            and (valid_until is null or $2 <= valid_until) order by code";
    ALL = "select id, key, code, name, kind, level, parent_id, valid_from, valid_until, urban
        from units order by id";
    /// Of every period, with the two units above it.
    BY_NAME = "select u.id, u.key, u.code, u.name, u.kind, u.level, u.parent_id, u.valid_from, u.valid_until,
            u.urban, p.parent_id
        from units u left join units p on p.id = u.parent_id
        where u.folded_name = $1 order by u.id";
    /// The unit, then what it lies in, up to the province.
    PATH = "with recursive up (id, parent_id, height) as (
            select id, parent_id, 0 from units where id = $1
            union all
            select u.id, u.parent_id, up.height + 1 from units u join up on u.id = up.parent_id)
        select u.id, u.key, u.code, u.name, u.kind, u.level, u.parent_id, u.valid_from, u.valid_until, u.urban
        from up join units u on u.id = up.id order by up.height";
    /// The unit and everything that ever lay in it.
    WITHIN = "with recursive down (id) as (
            select id from units where id = $1
            union all
            select u.id from units u join down on u.parent_id = down.id)
        select id from down order by id";
    ROWS_WITHIN = "with recursive down (id) as (
            select id from units where id = $1
            union all
            select u.id from units u join down on u.parent_id = down.id)
        select u.id, u.key, u.code, u.name, u.kind, u.level, u.parent_id, u.valid_from, u.valid_until, u.urban
        from down join units u on u.id = down.id order by u.id";
    /// As `WITHIN`, and what came whole or under another name into one of these.
    REACH = "with recursive
        step (above, below) as (
            select parent_id, id from units where parent_id is not null
            union all
            select to_unit_id, from_unit_id from unit_changes where kind <> 'part'),
        down (id) as (
            select id from units where id = $1
            union
            select step.below from step join down on step.above = down.id)
        select id from down order by id";
    SUCCESSORS = "select u.id, u.key, u.code, u.name, u.kind, u.level, u.parent_id, u.valid_from,
            u.valid_until, u.urban, c.kind, c.on_date
        from unit_changes c join units u on u.id = c.to_unit_id
        where c.from_unit_id = $1 order by c.on_date, u.code";
    PREDECESSORS = "select u.id, u.key, u.code, u.name, u.kind, u.level, u.parent_id, u.valid_from,
            u.valid_until, u.urban, c.kind, c.on_date
        from unit_changes c join units u on u.id = c.from_unit_id
        where c.to_unit_id = $1 order by c.on_date, u.code";
}

bulks! {
    ROWS = "units" ("id", "key", "code", "name", "folded_name", "kind", "level", "parent_id", "valid_from",
        "valid_until", "urban");
    CHANGE_ROWS = "unit_changes" ("from_unit_id", "to_unit_id", "kind", "on_date");
}

/// A unit in one period. Unlike everywhere else `valid_until` is the last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRow {
    pub id: UnitId,
    /// `25708@2020`: code and first year, stable over all databases.
    pub key: String,
    /// With leading zeros: 2 digits for a province, 3 for a district, 5 for a commune.
    pub code: String,
    /// Without the unit word.
    pub name: String,
    pub kind: Kind,
    pub level: Level,
    pub parent: Option<UnitId>,
    /// `None`: in force on 2025-06-30, the first day is not recorded.
    pub valid_from: Option<Date>,
    pub valid_until: Option<Date>,
    /// Communes: wards and townships are urban, communes are not; unknown for special zones.
    pub urban: Option<bool>,
}

impl UnitRow {
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_until.is_none_or(|until| day <= until)
    }

    /// `phường Lộc Hưng`.
    pub fn full_name(&self) -> String {
        self.kind.with_name(&self.name)
    }
}

/// What became of a unit, or what it was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub unit: UnitRow,
    pub kind: ChangeKind,
    /// First day of the new state.
    pub on: Date,
}

domain::worded!(ChangeKind {
    /// The old unit lies wholly in the new one.
    Whole = "whole",
    /// The old unit was divided; no shares are known.
    Part = "part",
    /// One unit became one unit of another name or kind.
    Renamed = "renamed",
});

word_columns!(ChangeKind);

pub fn by_id(tx: &mut Tx, id: UnitId) -> Result<Option<UnitRow>, StoreError> {
    tx.optional(&BY_ID, &params![id], unit)
}

/// `phường Lộc Hưng` for each of the units.
pub fn names(
    tx: &mut Tx,
    ids: impl IntoIterator<Item = UnitId>,
) -> Result<BTreeMap<UnitId, String>, StoreError> {
    let mut names = BTreeMap::new();
    for id in ids {
        if names.contains_key(&id) {
            continue;
        }
        let found =
            tx.optional(&NAME, &params![id], |row| Ok((row.get::<Kind>(0)?, row.get::<String>(1)?)))?;
        names.extend(found.map(|(kind, name)| (id, kind.with_name(&name))));
    }
    Ok(names)
}

pub fn by_key(tx: &mut Tx, key: &str) -> Result<Option<UnitRow>, StoreError> {
    tx.optional(&BY_KEY, &params![key], unit)
}

/// The unit that bears the code on that day.
pub fn by_code(tx: &mut Tx, code: &str, day: Date) -> Result<Option<UnitRow>, StoreError> {
    if let Some(found) = tx.optional(&BY_CODE, &params![code, day], unit)? {
        return Ok(Some(found));
    }
    match CODE_ALIASES.iter().find(|(alias, _)| *alias == code) {
        Some((_, official)) => tx.optional(&BY_CODE, &params![*official, day], unit),
        None => Ok(None),
    }
}

/// Every unit that has borne the code, by period.
pub fn by_any_code(tx: &mut Tx, code: &str) -> Result<Vec<UnitRow>, StoreError> {
    tx.all(&BY_ANY_CODE, &params![code], unit)
}

/// Units in force on the day whose name is written so, with or without the unit word or marks, directly or
/// indirectly within `within`. If the word fits none (`xã` for what has become a phường), it is ignored.
pub fn by_name(
    tx: &mut Tx,
    text: &str,
    within: Option<UnitId>,
    day: Date,
) -> Result<Vec<UnitRow>, StoreError> {
    named(tx, text, |row, grandparent| {
        row.is_valid_on(day)
            && within.is_none_or(|unit| row.parent == Some(unit) || grandparent == Some(unit))
    })
}

/// As `by_name`, of every period: the old names too.
pub fn by_any_name(tx: &mut Tx, text: &str, within: Option<UnitId>) -> Result<Vec<UnitRow>, StoreError> {
    named(tx, text, |row, grandparent| {
        within.is_none_or(|unit| row.parent == Some(unit) || grandparent == Some(unit))
    })
}

/// Directly below, in force on the day, by code.
pub fn children(tx: &mut Tx, parent: UnitId, day: Date) -> Result<Vec<UnitRow>, StoreError> {
    tx.all(&CHILDREN, &params![parent, day], unit)
}

pub fn of_level(tx: &mut Tx, level: Level, day: Date) -> Result<Vec<UnitRow>, StoreError> {
    tx.all(&BY_LEVEL, &params![level.word(), day], unit)
}

/// Every row of every period, parents before children.
pub fn all(tx: &mut Tx) -> Result<Vec<UnitRow>, StoreError> {
    tx.all(&ALL, &[], unit)
}

/// The unit, then what it lies in, up to the province; empty for an unknown id.
pub fn path(tx: &mut Tx, id: UnitId) -> Result<Vec<UnitRow>, StoreError> {
    tx.all(&PATH, &params![id], unit)
}

/// `phường Lộc Hưng, thị xã Trảng Bàng, tỉnh Tây Ninh`.
pub fn path_text(tx: &mut Tx, id: UnitId) -> Result<String, StoreError> {
    Ok(path(tx, id)?.iter().map(UnitRow::full_name).collect::<Vec<_>>().join(", "))
}

/// The unit itself and everything below it, of every period.
pub fn within(tx: &mut Tx, id: UnitId) -> Result<Vec<UnitId>, StoreError> {
    tx.all(&WITHIN, &params![id], |row| row.get(0))
}

/// The rows of `within`.
pub fn rows_within(tx: &mut Tx, id: UnitId) -> Result<Vec<UnitRow>, StoreError> {
    tx.all(&ROWS_WITHIN, &params![id], unit)
}

/// Everything that an officer of the unit answers for: the units within it, and earlier units that have come
/// wholly into one of them. A divided unit is in nobody's reach until its rows name the new ones.
pub fn reach(tx: &mut Tx, id: UnitId) -> Result<Vec<UnitId>, StoreError> {
    tx.all(&REACH, &params![id], |row| row.get(0))
}

/// One step forward in time.
pub fn successors(tx: &mut Tx, id: UnitId) -> Result<Vec<Change>, StoreError> {
    tx.all(&SUCCESSORS, &params![id], change)
}

/// One step back.
pub fn predecessors(tx: &mut Tx, id: UnitId) -> Result<Vec<Change>, StoreError> {
    tx.all(&PREDECESSORS, &params![id], change)
}

/// The units into which `id` has turned by `day`: itself while in force, several if it was divided, none if it
/// ended without successor, as most districts did, or had not begun.
pub fn on_day(tx: &mut Tx, id: UnitId, day: Date) -> Result<Vec<UnitRow>, StoreError> {
    let mut found: Vec<UnitRow> = Vec::new();
    let mut open: Vec<UnitRow> = by_id(tx, id)?.into_iter().collect();
    while let Some(row) = open.pop() {
        if row.is_valid_on(day) {
            if found.iter().all(|known| known.id != row.id) {
                found.push(row);
            }
        } else if row.valid_until.is_some_and(|until| until < day) {
            open.extend(successors(tx, row.id)?.into_iter().map(|change| change.unit));
        }
    }
    found.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(found)
}

fn named(
    tx: &mut Tx,
    text: &str,
    fits: impl Fn(&UnitRow, Option<UnitId>) -> bool,
) -> Result<Vec<UnitRow>, StoreError> {
    let mut of_other_kind = Vec::new();
    for (kind, name) in units::readings(text) {
        let rows = tx.all(&BY_NAME, &params![name], |row| Ok((unit(row)?, row.get(10)?)))?;
        let rows = rows.into_iter().filter(|(row, grandparent)| fits(row, *grandparent)).map(|(row, _)| row);
        let (same, other): (Vec<_>, Vec<_>) = rows.partition(|row| kind.is_none_or(|kind| row.kind == kind));
        if !same.is_empty() {
            return Ok(same);
        }
        of_other_kind.extend(other);
    }
    Ok(of_other_kind)
}

/// Brings the tables to the embedded lists: new rows and changes are added, ends of periods set. Rows are never
/// removed, since others refer to them.
pub(crate) fn seed(tx: &mut Tx) -> Result<(), StoreError> {
    let known = tx.all(&KEYS, &[], |row| {
        Ok((row.get::<String>(0)?, (row.get::<UnitId>(1)?, row.get::<Option<String>>(2)?)))
    })?;
    let known: HashMap<String, (UnitId, Option<String>)> = known.into_iter().collect();
    let lines: Vec<Vec<&str>> = UNITS.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let fresh = lines.iter().filter(|cells| !known.contains_key(cells[0])).count();
    let mut next = if fresh > 0 { tx.next_ids(fresh as u64)? } else { 0 };
    let mut ids: HashMap<&str, UnitId> = HashMap::with_capacity(lines.len());
    let mut rows = Vec::with_capacity(fresh);
    for cells in &lines {
        let [key, code, name, kind, level, parent, from, until, urban] = cells[..] else {
            return Err(broken(key_of(cells)));
        };
        if let Some((id, end)) = known.get(key) {
            ids.insert(key, *id);
            if end.as_deref().unwrap_or_default() != until {
                tx.execute_one(&SET_END, &params![*id, optional(until)])?;
            }
            continue;
        }
        let parent = match parent {
            "" => None,
            above => Some(*ids.get(above).ok_or_else(|| broken(key))?),
        };
        let urban = if urban.is_empty() { None } else { Some(urban == "1") };
        let folded = units::name_key(name);
        let (from, until) = (optional(from), optional(until));
        ids.insert(key, UnitId(next));
        rows.push(params![UnitId(next), key, code, name, folded, kind, level, parent, from, until, urban]);
        next += 1;
    }
    tx.insert_many(&ROWS, rows.into_iter().map(Vec::from))?;
    seed_changes(tx, &ids)
}

fn seed_changes(tx: &mut Tx, ids: &HashMap<&str, UnitId>) -> Result<(), StoreError> {
    let known = tx.all(&CHANGE_PAIRS, &[], |row| Ok((row.get::<UnitId>(0)?, row.get::<UnitId>(1)?)))?;
    let known: std::collections::HashSet<(UnitId, UnitId)> = known.into_iter().collect();
    let mut rows = Vec::new();
    for line in CHANGES.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [from, to, kind, on] = cells[..] else { return Err(broken(line)) };
        let (Some(from), Some(to)) = (ids.get(from), ids.get(to)) else { return Err(broken(line)) };
        if !known.contains(&(*from, *to)) {
            rows.push(Vec::from(params![*from, *to, kind, on]));
        }
    }
    tx.insert_many(&CHANGE_ROWS, rows).map(drop)
}

fn optional(cell: &str) -> Option<&str> {
    (!cell.is_empty()).then_some(cell)
}

fn key_of<'a>(cells: &[&'a str]) -> &'a str {
    cells.first().copied().unwrap_or_default()
}

fn broken(place: &str) -> StoreError {
    StoreError::Engine {
        statement: "units::seed", message: format!("danh mục đơn vị hỏng ở {place}")
    }
}

fn unit(row: &Row) -> Result<UnitRow, StoreError> {
    Ok(UnitRow {
        id: row.get(0)?,
        key: row.get(1)?,
        code: row.get(2)?,
        name: row.get(3)?,
        kind: row.get(4)?,
        level: row.get(5)?,
        parent: row.get(6)?,
        valid_from: row.get(7)?,
        valid_until: row.get(8)?,
        urban: row.get(9)?,
    })
}

fn change(row: &Row) -> Result<Change, StoreError> {
    Ok(Change { unit: unit(row)?, kind: row.get(10)?, on: row.get(11)? })
}
