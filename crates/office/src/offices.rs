//! Offices and their dated settings: name, superior, symbol, signer, areas, opening month.

use crate::context::{Ctx, Officer};
use crate::error::{OfficeError, Problem};
use crate::journal;
use crate::officers::{self, NewOfficer};
use crate::permission::{Assignment, Permission, Role};
use domain::ids::{EntryId, OfficeId, OfficeSettingId, UnitId};
use domain::names;
use jiff::civil::Date;
use std::collections::BTreeMap;
use store::offices::SettingRow;
pub use store::units::UnitRow;
use store::{Db, Tx};

/// The name on papers.
pub const NAME: &str = "name";
/// Key of the unit that the office serves (`store::units::by_key`), such as `712@2020`.
pub const UNIT: &str = "unit";
/// The body above it, as the head of papers names it.
pub const SUPERIOR: &str = "superior";
/// Symbol in the numbers of papers, such as `LĐTBXH`.
pub const SYMBOL: &str = "symbol";
/// Day of the month by which communes hand in their report of changes. No rule of the State names one: without the
/// setting nothing is late.
pub const REPORT_DAY: &str = "communes.day";
/// Words of the fields of which communes report each month.
pub const REPORT_FIELDS: &str = "communes.fields";
/// How jobs are counted (`JobCount`): provinces differ.
pub const JOB_COUNT: &str = "labour.count";
/// First month that is computed here, `YYYY-MM`.
pub const OPENING_MONTH: &str = "opening_month";

#[derive(Clone, Debug)]
pub struct NewOffice<'a> {
    pub name: &'a str,
    /// Key of a unit.
    pub unit: &'a str,
    /// Who creates it and administers it from then on.
    pub creator: NewOfficer<'a>,
}

/// Creates an office, its first officer as administrator and the first entry of its chain, in one
/// transaction. The only command without a `Ctx`: nobody can hold a permission before it.
pub fn create(db: &Db, new: &NewOffice, on: Date, at: &str) -> Result<(OfficeId, Officer), OfficeError> {
    let mut problems = officers::problems(&new.creator);
    if names::clean(new.name).is_empty() {
        problems.push(Problem::new("name", "chưa có tên cơ quan"));
    }
    OfficeError::unless_empty(problems)?;
    db.write(|tx| {
        if store::units::by_key(tx, new.unit)?.is_none() {
            return Err(OfficeError::NotFound(format!("đơn vị hành chính {}", new.unit)));
        }
        let office = OfficeId(tx.next_ids(1)?);
        store::offices::insert(tx, office, at)?;
        let id = officers::insert(tx, office, &new.creator, at)?;
        let act = journal::Act { officer: id, at, on, command: "office_create", detail: new.unit };
        let entry = journal::append(tx, office, &act)?;
        let administrator = Assignment { role: Role::Administrator, unit: None, field: None };
        officers::insert_role(tx, id, administrator, entry)?;
        for (item, value) in [(NAME, names::clean(new.name)), (UNIT, new.unit.to_owned())] {
            insert_setting(tx, office, Setting { item, value: &value, from: None, until: None }, entry)?;
        }
        let account = new.creator.account.to_owned();
        let full_name = names::clean(new.creator.full_name);
        Ok((office, Officer { id, account, full_name, roles: vec![administrator], client: None }))
    })
}

/// A setting holds on day `d` when `from ≤ d < until`; open ends have no limit.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub item: &'a str,
    pub value: &'a str,
    pub from: Option<Date>,
    pub until: Option<Date>,
}

/// Writes a value for a period and cuts the values that it overlaps: what they said of other days stays. Cut
/// values are voided and replaced, so an earlier state of knowledge can be read back.
pub fn set(ctx: &Ctx, setting: Setting) -> Result<(), OfficeError> {
    let mut problems = Vec::new();
    if setting.item.is_empty() || !setting.item.bytes().all(|b| b.is_ascii_lowercase() || b"_.".contains(&b))
    {
        problems.push(Problem::new("item", "mục cài đặt chỉ gồm chữ thường không dấu"));
    }
    if setting.value.trim().is_empty() {
        problems.push(Problem::new("value", "chưa có giá trị"));
    }
    if let (Some(from), Some(until)) = (setting.from, setting.until)
        && until <= from
    {
        problems.push(Problem::new("until", "ngày hết hiệu lực phải sau ngày bắt đầu"));
    }
    OfficeError::unless_empty(problems)?;
    ctx.write(Permission::ManageOffice, "office_set", setting.item, |tx, entry| {
        for row in store::offices::settings_of(tx, ctx.office, setting.item)? {
            let pieces = outside(&row, setting.from, setting.until);
            if pieces == [(row.from, row.until)] {
                continue;
            }
            store::offices::void_setting(tx, row.id, entry)?;
            for (from, until) in pieces {
                let value = row.value.as_str();
                insert_setting(tx, ctx.office, Setting { item: setting.item, value, from, until }, entry)?;
            }
        }
        insert_setting(tx, ctx.office, setting, entry)
    })
}

/// The value of an item on a day.
pub fn setting_on(
    tx: &mut Tx,
    office: OfficeId,
    item: &str,
    day: Date,
) -> Result<Option<String>, OfficeError> {
    Ok(store::offices::setting_on(tx, office, item, day)?)
}

/// Every live setting, for the page of the office.
pub fn settings(ctx: &Ctx) -> Result<Vec<SettingRow>, OfficeError> {
    ctx.read(Permission::ReadOffice, |tx| Ok(store::offices::settings(tx, ctx.office)?))
}

/// The communes that the office serves on a day, by code; the unit itself where it is one.
pub fn communes(tx: &mut Tx, office: OfficeId, day: Date) -> Result<Vec<UnitRow>, OfficeError> {
    let Some(key) = setting_on(tx, office, UNIT, day)? else { return Ok(Vec::new()) };
    let Some(unit) = store::units::by_key(tx, &key)? else { return Ok(Vec::new()) };
    let below = store::units::children(tx, unit.id, day)?;
    Ok(if below.is_empty() { vec![unit] } else { below })
}

/// `phường Lộc Hưng` for each of the units.
pub fn unit_names(
    ctx: &Ctx,
    units: impl IntoIterator<Item = UnitId>,
) -> Result<BTreeMap<UnitId, String>, OfficeError> {
    ctx.read(Permission::ReadOffice, |tx| Ok(store::units::names(tx, units)?))
}

/// The units of these ids, for those who want their codes too.
pub fn units(
    ctx: &Ctx,
    ids: impl IntoIterator<Item = UnitId>,
) -> Result<BTreeMap<UnitId, UnitRow>, OfficeError> {
    ctx.read(Permission::ReadOffice, |tx| {
        let mut found = BTreeMap::new();
        for id in ids {
            if let std::collections::btree_map::Entry::Vacant(slot) = found.entry(id)
                && let Some(unit) = store::units::by_id(tx, id)?
            {
                slot.insert(unit);
            }
        }
        Ok(found)
    })
}

/// The unit of a code on a day, and after it what it lies in.
pub fn unit_path(ctx: &Ctx, code: &str, day: Date) -> Result<Vec<UnitRow>, OfficeError> {
    ctx.read(Permission::ReadOffice, |tx| {
        let unit = store::units::by_code(tx, code, day)?;
        let unit = unit.ok_or_else(|| OfficeError::NotFound(format!("đơn vị hành chính mã {code}")))?;
        Ok(store::units::path(tx, unit.id)?)
    })
}

/// The offices of the database, for the command line: most databases hold one.
pub fn all(db: &Db) -> Result<Vec<OfficeId>, OfficeError> {
    db.read(|tx| Ok(store::offices::all(tx)?))
}

fn insert_setting(
    tx: &mut Tx,
    office: OfficeId,
    setting: Setting,
    entry: EntryId,
) -> Result<(), OfficeError> {
    let Setting { item, value, from, until } = setting;
    let id = OfficeSettingId(tx.next_ids(1)?);
    let row = SettingRow { id, item: item.to_owned(), value: value.to_owned(), from, until };
    Ok(store::offices::insert_setting(tx, office, &row, entry)?)
}

type Interval = (Option<Date>, Option<Date>);

/// What remains of the row's period outside `[from, until)`.
fn outside(row: &SettingRow, from: Option<Date>, until: Option<Date>) -> Vec<Interval> {
    let starts_before = |a: Option<Date>, b: Date| a.is_none_or(|a| a < b);
    let ends_after = |a: Option<Date>, b: Date| a.is_none_or(|a| b < a);
    let disjoint = from.zip(row.until).is_some_and(|(from, end)| end <= from)
        || until.zip(row.from).is_some_and(|(until, start)| until <= start);
    if disjoint {
        return vec![(row.from, row.until)];
    }
    let before = from.filter(|from| starts_before(row.from, *from)).map(|from| (row.from, Some(from)));
    let after = until.filter(|until| ends_after(row.until, *until)).map(|until| (Some(until), row.until));
    before.into_iter().chain(after).collect()
}
