//! Searches for remains, cemeteries and graves, see `domain::remains`.

use crate::record_table::record_table;
use crate::value::ValueRef;
use crate::{FromValue, StoreError, Tx, Value, params, statements, word_columns};
use domain::ids::{OfficeId, PersonId};
use domain::remains::{
    Coordinates, GraveCondition, GraveIdentity, GraveOrigin, IdentityTest, Remains, RemainsWork,
};

word_columns!(RemainsWork, IdentityTest, GraveIdentity, GraveCondition, GraveOrigin);

impl From<Coordinates> for Value {
    fn from(point: Coordinates) -> Value {
        Value::Text(point.shown())
    }
}

impl FromValue for Coordinates {
    const EXPECTED: &'static str = "tọa độ";
    fn from_value(value: ValueRef<'_>) -> Option<Coordinates> {
        match value {
            ValueRef::Text(text) => Coordinates::parse(text),
            ValueRef::Null | ValueRef::Int(_) => None,
        }
    }
}

record_table!(Remains, RemainsId, "remains", "tìm kiếm, quy tập hài cốt", order by "number" {
    number "number",
    work "work",
    martyr "martyr_id",
    unit "unit_id",
    place "place",
    coordinates "coordinates",
    information "information",
    done_by "done_by",
    found_on "found_on",
    sets "sets",
    test "identity_test",
    test_paper "test_paper",
    cemetery "cemetery",
    buried_on "buried_on",
    ceremony "ceremony",
    minutes "minutes",
    note "note",
});

pub mod cemeteries {
    use crate::record_table::record_table;
    use domain::remains::Cemetery;

    record_table!(Cemetery, CemeteryId, "cemeteries", "nghĩa trang", order by "code" {
        code "code",
        name "name",
        unit "unit_id",
        address "address",
        capacity "capacity",
        built_year "built_year",
        caretaker "caretaker",
        note "note",
    });
}

pub mod graves {
    use crate::record_table::record_table;
    use domain::remains::Grave;

    record_table!(Grave, GraveId, "graves", "phần mộ", order by "cemetery, section, grave_row, grave_number" {
        cemetery "cemetery",
        section "section",
        row "grave_row",
        number "grave_number",
        martyr "martyr_id",
        name "name",
        buried_on "buried_on",
        origin "origin",
        origin_note "origin_note",
        identity "identity",
        condition "condition",
        caretaker "caretaker",
    });
}

statements! {
    /// Martyrs who lie in two graves, relocations and symbolic graves apart.
    TWO_GRAVES = "select martyr_id, count(*) from graves
        where office_id = $1 and voided_entry is null and martyr_id is not null and origin <> 'symbolic'
        group by martyr_id having count(*) > 1 order by martyr_id";
    /// Cemeteries that graves or remains name and the register does not have.
    STRAY_CEMETERIES = "select distinct named.code from (
            select cemetery as code from graves where office_id = $1 and voided_entry is null
            union
            select cemetery from remains where office_id = $1 and voided_entry is null and cemetery is not null
        ) named
        where not exists (select 1 from cemeteries c where c.office_id = $1 and c.code = named.code
            and c.voided_entry is null)
        order by named.code";
    /// More graves than a cemetery was laid out for.
    CROWDED = "select c.code, c.capacity, count(*) from cemeteries c
            join graves g on g.office_id = c.office_id and g.cemetery = c.code and g.voided_entry is null
        where c.office_id = $1 and c.voided_entry is null and c.capacity is not null
        group by c.id, c.code, c.capacity having count(*) > c.capacity order by c.code";
}

pub fn two_graves(tx: &mut Tx, office: OfficeId) -> Result<Vec<(PersonId, i64)>, StoreError> {
    tx.all(&TWO_GRAVES, &params![office], |row| Ok((row.get(0)?, row.get(1)?)))
}

pub fn stray_cemeteries(tx: &mut Tx, office: OfficeId) -> Result<Vec<String>, StoreError> {
    tx.all(&STRAY_CEMETERIES, &params![office], |row| row.get(0))
}

/// Cemetery, what it was laid out for, its graves.
pub fn crowded(tx: &mut Tx, office: OfficeId) -> Result<Vec<(String, i64, i64)>, StoreError> {
    tx.all(&CROWDED, &params![office], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}
