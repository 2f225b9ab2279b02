//! Two people who are one: which rows a merge hands over, and how they find their way back.
//!
//! Rows of the merged person are handed to the kept one where they stand, each noted in `person_merge_moves`; what
//! the kept person says already is voided. Taking a merge back hands over exactly the noted rows again, and `undo`
//! writes again what was voided.

use crate::statements::Statement;
use crate::{Row, StoreError, Tx, bulks, params, statements};
use domain::ids::{DistinctId, EntryId, MergeId, OfficeId, PersonId};

/// A column that names a person, and that a merge hands over.
pub struct Place {
    /// `facts.person_id`
    pub name: &'static str,
    note: Statement,
    hand: Statement,
}

macro_rules! places {
    ($($name:ident = $table:literal . $column:literal, $which:literal;)+) => {
        $(static $name: Place = Place {
            name: concat!($table, ".", $column),
            note: Statement::new(concat!(module_path!(), "::", $table, "_", $column, "_note"), concat!(
                "insert into person_merge_moves (merge_id, place, row_id)
                    select cast($1 as bigint), '", $table, ".", $column, "', x.id from ", $table, " x
                    where x.", $column, " = $2 and x.", $column, " <> $3", $which)),
            hand: Statement::new(concat!(module_path!(), "::", $table, "_", $column, "_hand"), concat!(
                "update ", $table, " set ", $column, " = $2 where id in (select row_id from person_merge_moves
                    where merge_id = $1 and place = '", $table, ".", $column, "')")),
        };)+

        /// Every column that refers to people, but for those of `KEPT_BY_EACH`: a test compares with the schema.
        pub static PLACES: &[&Place] = &[$(&$name),+];

        /// Their statements, for the test that prepares them.
        pub static PLACE_STATEMENTS: &[(&str, &Statement)] =
            &[$((concat!($table, ".", $column), &$name.note), (concat!($table, ".", $column), &$name.hand)),+];
    };
}

places! {
    NUMBERS = "person_numbers"."person_id", " and x.voided_entry is null";
    DEATHS = "deaths"."person_id", " and x.voided_entry is null";
    PAYEES = "payees"."person_id", " and x.voided_entry is null";
    PAYEE_PEOPLE = "payees"."payee_person_id", " and x.voided_entry is null";
    MEMBERS = "household_members"."person_id", " and x.voided_entry is null";
    FACTS = "facts"."person_id", " and x.voided_entry is null";
    FACT_REFERENCES = "facts"."ref_person_id", " and x.voided_entry is null";
    MERIT_FILES = "merit_files"."person_id", " and x.voided_entry is null";
    MERIT_RELATIVES = "merit_relatives"."person_id", " and x.voided_entry is null";
    CASES = "case_records"."person_id", " and x.voided_entry is null";
    EVENT_ATTENDEES = "event_attendees"."person_id", " and x.voided_entry is null";
    PLACEMENTS = "placements"."person_id", " and x.voided_entry is null";
    // Of two forms of one survey, and of two places in one class, that of the merged person stays where it is.
    SUPPLY_FORMS = "supply_forms"."person_id", " and x.voided_entry is null
        and not exists (select 1 from supply_forms k
            where k.person_id = $3 and k.survey = x.survey and k.voided_entry is null)";
    LEARNERS = "training_learners"."person_id", " and x.voided_entry is null
        and not exists (select 1 from training_learners k
            where k.person_id = $3 and k.class = x.class and k.voided_entry is null)";
    REMAINS = "remains"."martyr_id", " and x.voided_entry is null";
    GRAVES = "graves"."martyr_id", " and x.voided_entry is null";
    HOUSES = "houses"."person_id", " and x.voided_entry is null";
    MOTHER_CARES = "mother_cares"."mother_id", " and x.voided_entry is null";
    CHILD_CIRCUMSTANCES = "child_circumstances"."child_id", " and x.voided_entry is null";
    SUBSTITUTE_CARES = "substitute_cares"."child_id", " and x.voided_entry is null";
    GIFTS = "campaign_gifts"."person_id", " and x.voided_entry is null";
    GIFT_MARTYRS = "campaign_gifts"."martyr_id", " and x.voided_entry is null";
    REPRESENTATIVES = "martyr_representatives"."person_id", " and x.voided_entry is null";
    REPRESENTED = "martyr_representatives"."martyr_id", " and x.voided_entry is null";
    PAID_BY_MINISTRY = "gifts_paid_by_ministry"."person_id", " and x.voided_entry is null";
    OUTSIDE_ANSWERS = "outside_answers"."person_id", " and x.voided_entry is null
        and not exists (select 1 from outside_answers k where k.person_id = $3 and k.office_id = x.office_id
            and k.list = x.list and k.row_key = x.row_key and k.voided_entry is null)";
    // Of two enrolments in the same stream the ended one stays where it is.
    ENROLMENTS = "enrolments"."person_id",
        " and not exists (select 1 from enrolments k
            where k.person_id = $3 and k.scheme = x.scheme and k.stream = x.stream)";
}

/// Columns that refer to people and stay as they are: records of the merged person end with the merge; a payment
/// says for ever whom its list named.
pub const KEPT_BY_EACH: &[&str] = &[
    "person_records.person_id",
    "payments.person_id",
    "person_words.person_id",
    "person_merges.kept_person_id",
    "person_merges.merged_person_id",
    "person_distinct.one_person_id",
    "person_distinct.other_person_id",
];

statements! {
    MERGES = "select id, kept_person_id, merged_person_id, reason, recorded_entry from person_merges
        where office_id = $1 and voided_entry is null order by id desc";
    INTO = "select id, kept_person_id, merged_person_id, reason, recorded_entry from person_merges
        where kept_person_id = $1 and voided_entry is null order by id";
    OF_MERGED = "select id, kept_person_id, merged_person_id, reason, recorded_entry from person_merges
        where merged_person_id = $1 and voided_entry is null order by id";
    GET = "select id, kept_person_id, merged_person_id, reason, recorded_entry from person_merges
        where office_id = $1 and id = $2 and voided_entry is null";
    VOID = "update person_merges set voided_entry = $2 where id = $1 and voided_entry is null";
    LEAVE = "delete from person_merge_moves where merge_id = $1 and place = $2 and row_id = $3";
    MOVED = "select count(*) from person_merge_moves where merge_id = $1";
    /// Rows handed over that somebody has replaced since.
    REPLACED = "select count(*) from (
            select f.id from facts f join person_merge_moves m on m.row_id = f.id and m.place = 'facts.person_id'
                where m.merge_id = $1 and f.voided_entry is not null
            union all select y.id from payees y join person_merge_moves m on m.row_id = y.id
                    and m.place = 'payees.person_id'
                where m.merge_id = $1 and y.voided_entry is not null
            union all select h.id from household_members h join person_merge_moves m on m.row_id = h.id
                    and m.place = 'household_members.person_id'
                where m.merge_id = $1 and h.voided_entry is not null
            union all select d.id from deaths d join person_merge_moves m on m.row_id = d.id
                    and m.place = 'deaths.person_id'
                where m.merge_id = $1 and d.voided_entry is not null) x";
    /// Lines of decisions that rest on the person: a survivor's on the martyr.
    REFERRED = "select count(*) from decision_terms t join decision_items i on i.id = t.item_id
        join decisions d on d.id = i.decision_id
        where t.reference = $1 and t.reference <> '' and d.voided_entry is null";
    DISTINCT = "select one_person_id, other_person_id from person_distinct
        where office_id = $1 and voided_entry is null";
}

bulks! {
    ROWS = "person_merges" ("id", "office_id", "kept_person_id", "merged_person_id", "reason", "recorded_entry");
    DISTINCT_ROWS = "person_distinct" ("id", "office_id", "one_person_id", "other_person_id", "recorded_entry");
}

/// A merge that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeRow {
    pub id: MergeId,
    pub kept: PersonId,
    pub merged: PersonId,
    pub reason: String,
    pub recorded_entry: EntryId,
}

/// Newest first.
pub fn of_office(tx: &mut Tx, office: OfficeId) -> Result<Vec<MergeRow>, StoreError> {
    tx.all(&MERGES, &params![office], merge)
}

pub fn get(tx: &mut Tx, office: OfficeId, id: MergeId) -> Result<Option<MergeRow>, StoreError> {
    tx.optional(&GET, &params![office, id], merge)
}

/// Everybody who was merged into the person, oldest first.
pub fn into(tx: &mut Tx, kept: PersonId) -> Result<Vec<MergeRow>, StoreError> {
    tx.all(&INTO, &params![kept], merge)
}

/// The merge by which the person became part of another.
pub fn of_merged(tx: &mut Tx, merged: PersonId) -> Result<Option<MergeRow>, StoreError> {
    tx.optional(&OF_MERGED, &params![merged], merge)
}

/// The person as whom somebody is known today: the id itself unless it was merged, once or several times.
pub fn survivor(tx: &mut Tx, person: PersonId) -> Result<PersonId, StoreError> {
    let mut standing = person;
    while let Some(row) = of_merged(tx, standing)? {
        standing = row.kept;
    }
    Ok(standing)
}

/// The person and everybody merged into it: under these ids its payments stand.
pub fn identities(tx: &mut Tx, person: PersonId) -> Result<Vec<PersonId>, StoreError> {
    let mut all = vec![person];
    let mut at = 0;
    while at < all.len() {
        all.extend(into(tx, all[at])?.into_iter().map(|row| row.merged));
        at += 1;
    }
    Ok(all)
}

pub fn insert(tx: &mut Tx, office: OfficeId, row: &MergeRow) -> Result<(), StoreError> {
    let MergeRow { id, kept, merged, reason, recorded_entry } = row;
    let values = params![*id, office, *kept, *merged, reason, *recorded_entry].to_vec();
    tx.insert_many(&ROWS, [values]).map(drop)
}

/// Notes the rows that name the merged person, but for those that stay, and hands them to the kept one. What else the
/// kept person says already must have been voided before.
pub fn hand_over(tx: &mut Tx, row: &MergeRow, stays: &[(&str, i64)]) -> Result<u64, StoreError> {
    let mut moved = 0;
    for place in PLACES {
        tx.execute(&place.note, &params![row.id, row.merged, row.kept])?;
        for (_, id) in stays.iter().filter(|(name, _)| *name == place.name) {
            tx.execute_one(&LEAVE, &params![row.id, place.name, *id])?;
        }
        moved += tx.execute(&place.hand, &params![row.id, row.kept])?;
    }
    Ok(moved)
}

/// Hands exactly the noted rows over again. Returns how many of them somebody has replaced since: their
/// replacements stay with the kept person.
pub fn hand_back(tx: &mut Tx, row: &MergeRow, entry: EntryId) -> Result<u64, StoreError> {
    let replaced: i64 = tx.one(&REPLACED, &params![row.id], |row| row.get(0))?;
    for place in PLACES {
        tx.execute(&place.hand, &params![row.id, row.merged])?;
    }
    tx.execute_one(&VOID, &params![row.id, entry])?;
    crate::undo::undo(tx, row.recorded_entry, entry)?;
    Ok(replaced.unsigned_abs())
}

pub fn moved(tx: &mut Tx, merge: MergeId) -> Result<i64, StoreError> {
    tx.one(&MOVED, &params![merge], |row| row.get(0))
}

/// Whether standing decisions rest on the person by its id.
pub fn is_referred(tx: &mut Tx, person: PersonId) -> Result<bool, StoreError> {
    let reference = domain::facts::reference_to(person);
    tx.one(&REFERRED, &params![reference], |row| row.get::<i64>(0)).map(|lines| lines > 0)
}

/// Pairs of whom somebody has said that they are two people, the smaller id first.
pub fn distinct(tx: &mut Tx, office: OfficeId) -> Result<Vec<(PersonId, PersonId)>, StoreError> {
    tx.all(&DISTINCT, &params![office], |row| Ok((row.get(0)?, row.get(1)?)))
}

pub fn insert_distinct(
    tx: &mut Tx,
    office: OfficeId,
    pair: (PersonId, PersonId),
    entry: EntryId,
) -> Result<(), StoreError> {
    let id = DistinctId(tx.next_ids(1)?);
    let (one, other) = (pair.0.min(pair.1), pair.0.max(pair.1));
    tx.insert_many(&DISTINCT_ROWS, [params![id, office, one, other, entry].to_vec()]).map(drop)
}

fn merge(row: &Row) -> Result<MergeRow, StoreError> {
    Ok(MergeRow {
        id: row.get(0)?,
        kept: row.get(1)?,
        merged: row.get(2)?,
        reason: row.get(3)?,
        recorded_entry: row.get(4)?,
    })
}
