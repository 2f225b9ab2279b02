//! Offices and their dated settings.

use crate::{StoreError, Tx, params, statements};
use domain::ids::{EntryId, OfficeId, OfficeSettingId};
use jiff::civil::Date;

statements! {
    INSERT = "insert into offices (id, created_at) values ($1, $2)";
    ALL = "select id, created_at from offices order by id";
    INSERT_SETTING = "insert into office_settings
        (id, office_id, item, value, valid_from, valid_until, recorded_entry) values ($1, $2, $3, $4, $5, $6, $7)";
    VOID_SETTING = "update office_settings set voided_entry = $2 where id = $1 and voided_entry is null";
    SETTINGS = "select id, item, value, valid_from, valid_until from office_settings
        where office_id = $1 and voided_entry is null order by item, coalesce(valid_from, ''), id";
    SETTINGS_OF_ITEM = "select id, item, value, valid_from, valid_until from office_settings
        where office_id = $1 and item = $2 and voided_entry is null order by coalesce(valid_from, ''), id";
    SETTINGS_SINCE = "select count(*) from office_settings
        where office_id = $1 and item = $2 and (recorded_entry > $3 or voided_entry > $3)";
    /// Half-open: `valid_until` is the first day on which the value holds no longer.
    SETTING_ON = "select value from office_settings
        where office_id = $1 and item = $2 and voided_entry is null
            and (valid_from is null or valid_from <= $3) and (valid_until is null or $3 < valid_until)";
}

/// A value that holds on day `d` when `from ≤ d < until`; open ends have no limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingRow {
    pub id: OfficeSettingId,
    pub item: String,
    pub value: String,
    pub from: Option<Date>,
    pub until: Option<Date>,
}

pub fn insert(tx: &mut Tx, id: OfficeId, created_at: &str) -> Result<(), StoreError> {
    tx.execute_one(&INSERT, &params![id, created_at])
}

pub fn all(tx: &mut Tx) -> Result<Vec<OfficeId>, StoreError> {
    tx.all(&ALL, &[], |row| row.get(0))
}

pub fn insert_setting(
    tx: &mut Tx,
    office: OfficeId,
    setting: &SettingRow,
    entry: EntryId,
) -> Result<(), StoreError> {
    let SettingRow { id, item, value, from, until } = setting;
    tx.execute_one(&INSERT_SETTING, &params![*id, office, item, value, *from, *until, entry])
}

pub fn void_setting(tx: &mut Tx, id: OfficeSettingId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_SETTING, &params![id, entry])
}

/// Live settings of all items, oldest first within an item.
pub fn settings(tx: &mut Tx, office: OfficeId) -> Result<Vec<SettingRow>, StoreError> {
    tx.all(&SETTINGS, &params![office], setting)
}

pub fn settings_of(tx: &mut Tx, office: OfficeId, item: &str) -> Result<Vec<SettingRow>, StoreError> {
    tx.all(&SETTINGS_OF_ITEM, &params![office, item], setting)
}

/// How many lines of the item were written or taken back after `last`.
pub fn settings_since(tx: &mut Tx, office: OfficeId, item: &str, last: EntryId) -> Result<i64, StoreError> {
    tx.one(&SETTINGS_SINCE, &params![office, item, last], |row| row.get(0))
}

pub fn setting_on(
    tx: &mut Tx,
    office: OfficeId,
    item: &str,
    day: Date,
) -> Result<Option<String>, StoreError> {
    tx.optional(&SETTING_ON, &params![office, item, day], |row| row.get(0))
}

fn setting(row: &crate::Row) -> Result<SettingRow, StoreError> {
    Ok(SettingRow {
        id: row.get(0)?,
        item: row.get(1)?,
        value: row.get(2)?,
        from: row.get(3)?,
        until: row.get(4)?,
    })
}
