//! Finding people: by the words of their names, and by their numbers.
//!
//! A search walks the rows of its rarest word, or of its two rarest words together, and keeps those whose whole name
//! has the other words too. Rows lie by record, not by name: a page is full after a few steps however common the words
//! are.

use crate::people::{RecordRow, word};
use crate::{Row, StoreError, Tx, Value, bulks, params, statements};
use domain::ids::{EntryId, OfficeId, PersonId, PersonRecordId, UnitId};
use domain::names::search_words;
use domain::people::NumberKind;
use domain::{Born, Sex};
use jiff::civil::Date;
use std::collections::HashMap;

/// The migration that brings the table: existing names are indexed when it is applied.
pub(crate) const MIGRATION: &str = "0006_people";
/// The migration that brings the pairs of words.
pub(crate) const PAIRS_MIGRATION: &str = "0015_speed";

/// So many people are asked for at once; places of a shorter list are filled with a number that nobody has.
const AT_ONCE: usize = 50;

/// Words of a query beyond the one that is walked; further ones are ignored.
pub const OTHER_WORDS: usize = 4;

/// The rows of `x` with the people whose names they are; a row without a live record of the office has no person.
/// Where nobody knows a residence of the day there is none. In no order: the caller sorts what few rows there are.
macro_rules! with_people {
    ($rows:literal, $office:literal, $day:literal) => {
        concat!(
            "select x.word, x.record_id, p.id, r.full_name, r.sex, r.born, f.unit_id, f.hamlet,
                (select min(d.died_on) from deaths d where d.person_id = p.id and d.voided_entry is null)
            from (",
            $rows,
            ") x
            left join person_records r on r.id = x.record_id and r.voided_entry is null
            left join people p on p.id = r.person_id and p.office_id = ",
            $office,
            " left join facts f on f.person_id = p.id and f.kind = 'residence' and f.voided_entry is null
                and f.from_date <= ",
            $day,
            " and (f.until_date is null or f.until_date > ",
            $day,
            ")"
        )
    };
}

bulks! {
    WORDS = "person_words" ("word", "record_id", "person_id", "name", "born_year");
    PAIRS = "person_word_pairs" ("one", "other", "record_id", "name", "born_year");
}

statements! {
    ALL_RECORDS = "select id, person_id, full_name, born from person_records where voided_entry is null order by id";
    RECORDS_OF_ENTRY = "select id, person_id, full_name, born from person_records
        where recorded_entry = $1 and voided_entry is null order by id";
    /// How many rows a stretch has, counted no further than the limit.
    COUNT = "select count(*) from (select 1 from person_words where word >= $1 and word < $2 limit $3) x";
    /// The next word of a stretch.
    NEXT_WORD = "select word from person_words where word >= $1 and word < $2 order by word limit 1";
    /// The next rows of a stretch whose names have the other words.
    WALK = with_people!("select w.word, w.record_id from person_words w
            where w.word >= $1 and w.word < $2 and (w.word, w.record_id) > ($3, $4)
                and ($5 = '%' or w.name like $5) and ($6 = '%' or w.name like $6)
                and ($7 = '%' or w.name like $7) and ($8 = '%' or w.name like $8)
                and w.born_year between $9 and $10
            order by w.word, w.record_id limit $11", "$12", "$13");
    /// The same over the names with two words.
    WALK_PAIR = with_people!("select w.other as word, w.record_id from person_word_pairs w
            where w.one = $1 and w.other = $2 and w.record_id > $3
                and ($4 = '%' or w.name like $4) and ($5 = '%' or w.name like $5)
                and ($6 = '%' or w.name like $6) and ($7 = '%' or w.name like $7)
                and w.born_year between $8 and $9
            order by w.record_id limit $10", "$11", "$12");
    /// The first ones by number: a short beginning fits half the office.
    BY_NUMBER = "select n.person_id from person_numbers n join people p on p.id = n.person_id
        where p.office_id = $1 and n.number >= $2 and n.number < $3 and n.voided_entry is null
        order by n.number, n.kind limit $4";
    BY_CODE = "select person_id from (
            select n.person_id from person_numbers n join people p on p.id = n.person_id
                where p.office_id = $1 and n.number = $2 and n.voided_entry is null
            union select m.person_id from merit_files m
                where m.office_id = $1 and m.file_number = $2 and m.voided_entry is null
            union select h.person_id from household_members h join households o on o.id = h.household_id
                where o.office_id = $1 and o.code = $2 and h.voided_entry is null) x
        order by person_id limit $3";
    ONE = "select '', r.id, r.person_id, r.full_name, r.sex, r.born, f.unit_id, f.hamlet,
            (select min(d.died_on) from deaths d where d.person_id = r.person_id and d.voided_entry is null)
        from person_records r join people p on p.id = r.person_id
        left join facts f on f.person_id = r.person_id and f.kind = 'residence' and f.voided_entry is null
            and f.from_date <= $3 and (f.until_date is null or f.until_date > $3)
        where r.person_id = $2 and r.voided_entry is null and p.office_id = $1";
    NUMBERS_OF_MANY = "select person_id, kind, number from person_numbers where person_id in ($1, $2, $3, $4, $5, $6, $7,
            $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29,
            $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)
        and voided_entry is null order by person_id, id";
    /// Everybody with the residence of the day: what a review of duplicates goes through.
    EVERYBODY = "select '', r.id, r.person_id, r.full_name, r.sex, r.born, f.unit_id, f.hamlet,
            (select min(d.died_on) from deaths d where d.person_id = r.person_id and d.voided_entry is null)
        from person_records r join people p on p.id = r.person_id
        left join facts f on f.person_id = r.person_id and f.kind = 'residence' and f.voided_entry is null
            and f.from_date <= $2 and (f.until_date is null or f.until_date > $2)
        where r.voided_entry is null and p.office_id = $1 order by r.person_id";
}

/// A person as a search shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPerson {
    pub person: PersonId,
    pub full_name: String,
    pub sex: Sex,
    pub born: Born,
    /// Of the day asked for.
    pub unit: Option<UnitId>,
    pub hamlet: Option<String>,
    pub died: Option<Date>,
}

/// All words from `from` on and before `below`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub from: String,
    pub below: String,
}

impl Stretch {
    pub fn of_prefix(prefix: &str) -> Stretch {
        Stretch { from: prefix.to_owned(), below: after(prefix) }
    }

    pub fn of_word(word: &str) -> Stretch {
        // No character comes before 0.
        Stretch { from: word.to_owned(), below: format!("{word}0") }
    }
}

/// The first text behind all that begin with `prefix`, for texts of `0-9a-z`.
fn after(prefix: &str) -> String {
    let kept = prefix.trim_end_matches('z');
    match kept.char_indices().next_back() {
        None => "z".repeat(64),
        Some((at, last)) => {
            let next = if last == '9' { 'a' } else { char::from_u32(u32::from(last) + 1).unwrap_or('z') };
            format!("{}{next}", &kept[..at])
        }
    }
}

/// Which rows a walk goes through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Through {
    /// Names with a word of the stretch.
    Stretch(Stretch),
    /// Names with both words, which are not the same. Positions tell the second.
    Pair(String, String),
}

/// Where a walk stands: the last row that it has seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub word: String,
    pub record: i64,
}

/// What to walk and what to keep.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    pub through: Through,
    /// Patterns of `like` over the whole name, at most `OTHER_WORDS`.
    pub names: Vec<String>,
    pub born: (i16, i16),
    pub on: Date,
}

/// Writes the words of names.
pub(crate) fn index<'r>(
    tx: &mut Tx,
    records: impl IntoIterator<Item = (PersonRecordId, PersonId, &'r str, Born)>,
) -> Result<u64, StoreError> {
    let names: Vec<Indexed> = records.into_iter().map(Indexed::of).collect();
    let rows = names.iter().flat_map(|one| {
        one.words.iter().map(|word| params![word, one.record, one.person, &one.name, one.year].to_vec())
    });
    let count = tx.insert_many(&WORDS, rows)?;
    tx.insert_many(&PAIRS, names.iter().flat_map(Indexed::pairs))?;
    Ok(count)
}

/// A name as the tables of words hold it.
struct Indexed {
    record: PersonRecordId,
    person: PersonId,
    words: Vec<String>,
    name: String,
    year: i64,
}

impl Indexed {
    fn of((record, person, full_name, born): (PersonRecordId, PersonId, &str, Born)) -> Indexed {
        let words = search_words(full_name);
        let name = format!(" {} ", words.join(" "));
        Indexed { record, person, words, name, year: i64::from(born.earliest().year()) }
    }

    /// Each two words once, the smaller first.
    fn pairs(&self) -> impl Iterator<Item = Vec<Value>> {
        self.words.iter().enumerate().flat_map(move |(at, first)| {
            self.words.iter().skip(at + 1).map(move |second| {
                let (one, other) = (first.min(second), first.max(second));
                params![one, other, self.record, &self.name, self.year].to_vec()
            })
        })
    }
}

/// For a database that had words before it had pairs.
pub(crate) fn index_pairs(tx: &mut Tx) -> Result<(), StoreError> {
    let records = tx.all(&ALL_RECORDS, &[], named)?;
    let names = records.iter().map(|(id, person, name, born)| Indexed::of((*id, *person, name, *born)));
    let rows = names.flat_map(|one| one.pairs().collect::<Vec<_>>());
    tx.insert_many(&PAIRS, rows).map(drop)
}

/// For a database that had people before it had this table.
pub(crate) fn index_all(tx: &mut Tx) -> Result<(), StoreError> {
    let records = tx.all(&ALL_RECORDS, &[], named)?;
    index_named(tx, &records)
}

/// For records that were written by SQL of their own.
pub(crate) fn index_entry(tx: &mut Tx, entry: EntryId) -> Result<(), StoreError> {
    let records = tx.all(&RECORDS_OF_ENTRY, &params![entry], named)?;
    index_named(tx, &records)
}

type Named = (PersonRecordId, PersonId, String, Born);

fn named(row: &Row) -> Result<Named, StoreError> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

fn index_named(tx: &mut Tx, records: &[Named]) -> Result<(), StoreError> {
    index(tx, records.iter().map(|(id, person, name, born)| (*id, *person, name.as_str(), *born))).map(drop)
}

pub(crate) fn index_rows(tx: &mut Tx, rows: &[RecordRow]) -> Result<u64, StoreError> {
    index(tx, rows.iter().map(|row| (row.id, row.person, row.value.full_name.as_str(), row.value.born)))
}

pub fn count(tx: &mut Tx, stretch: &Stretch, limit: u32) -> Result<u32, StoreError> {
    tx.one(&COUNT, &params![&stretch.from, &stretch.below, limit], |row| row.get(0))
}

/// The words of a stretch that somebody bears; `None` if there are more than `most`.
pub fn words(tx: &mut Tx, stretch: &Stretch, most: usize) -> Result<Option<Vec<String>>, StoreError> {
    let mut words: Vec<String> = Vec::new();
    let mut from = stretch.from.clone();
    while let Some(word) =
        tx.optional(&NEXT_WORD, &params![from, &stretch.below], |row| row.get::<String>(0))?
    {
        if words.len() == most {
            return Ok(None);
        }
        from = Stretch::of_word(&word).below;
        words.push(word);
    }
    Ok(Some(words))
}

/// The next `limit` rows at most, with their positions; `None` stands for a name that is no longer live or not of
/// this office. Fewer rows than `limit`: the walk is over.
pub fn walk(
    tx: &mut Tx,
    office: OfficeId,
    walk: &Walk,
    after: &Position,
    limit: u32,
) -> Result<Vec<(Position, Option<FoundPerson>)>, StoreError> {
    let name = |index: usize| walk.names.get(index).map_or("%", String::as_str);
    let [first, second, third, fourth] = std::array::from_fn(name);
    let (from, until) = walk.born;
    let (statement, mut params) = match &walk.through {
        Through::Stretch(stretch) => {
            (&WALK, params![&stretch.from, &stretch.below, &after.word, after.record].to_vec())
        }
        Through::Pair(fixed, own) => {
            let last = if after.word == *own { after.record } else { 0 };
            (&WALK_PAIR, params![fixed.min(own), fixed.max(own), last].to_vec())
        }
    };
    params.extend(params![first, second, third, fourth, from, until, limit, office, walk.on]);
    let mut rows = tx.all(statement, &params, |row| {
        let word = match &walk.through {
            Through::Stretch(_) => row.get(0)?,
            Through::Pair(_, own) => own.clone(),
        };
        let position = Position { word, record: row.get(1)? };
        let person: Option<PersonId> = row.get(2)?;
        let found = match person {
            Some(_) => Some(found(row)?),
            None => None,
        };
        Ok((position, found))
    })?;
    rows.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(rows)
}

/// People with a number that begins so.
pub fn by_number_prefix(
    tx: &mut Tx,
    office: OfficeId,
    prefix: &str,
    limit: u32,
) -> Result<Vec<PersonId>, StoreError> {
    let Stretch { from, below } = Stretch::of_prefix(prefix);
    tx.all(&BY_NUMBER, &params![office, from, below, limit], |row| row.get(0))
}

/// People with a number, a merit file or a household of exactly that code.
pub fn by_code(tx: &mut Tx, office: OfficeId, code: &str, limit: u32) -> Result<Vec<PersonId>, StoreError> {
    tx.all(&BY_CODE, &params![office, code, limit], |row| row.get(0))
}

/// `None`: nobody of this office with a live record.
pub fn one(
    tx: &mut Tx,
    office: OfficeId,
    person: PersonId,
    on: Date,
) -> Result<Option<FoundPerson>, StoreError> {
    // Two residences of one day would be a fault that the doctor tells.
    Ok(tx.all(&ONE, &params![office, person, on], found)?.into_iter().next())
}

/// The live numbers of some people.
pub fn numbers(tx: &mut Tx, people: &[PersonId]) -> Result<Numbers, StoreError> {
    let mut numbers = Numbers::new();
    for some in people.chunks(AT_ONCE) {
        let nobody = std::iter::repeat_n(0, AT_ONCE - some.len());
        let params: Vec<Value> = some.iter().map(|id| id.0).chain(nobody).map(Value::from).collect();
        tx.each(&NUMBERS_OF_MANY, &params, |row| {
            let number = (word(row, 1, NumberKind::from_word)?, row.get(2)?);
            numbers.entry(row.get(0)?).or_default().push(number);
            Ok(())
        })?;
    }
    Ok(numbers)
}

pub type Numbers = HashMap<PersonId, Vec<(NumberKind, String)>>;

pub fn everybody(tx: &mut Tx, office: OfficeId, on: Date) -> Result<Vec<FoundPerson>, StoreError> {
    tx.all(&EVERYBODY, &params![office, on], found)
}

/// All three queries give the person in the third column.
fn found(row: &Row) -> Result<FoundPerson, StoreError> {
    Ok(FoundPerson {
        person: row.get(2)?,
        full_name: row.get(3)?,
        sex: row.get(4)?,
        born: row.get(5)?,
        unit: row.get(6)?,
        hamlet: row.get(7)?,
        died: row.get(8)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_end_behind_their_prefix() {
        for (prefix, below) in [("ngu", "ngv"), ("nz", "o"), ("07", "08"), ("9", "a"), ("a9", "aa")] {
            assert_eq!(Stretch::of_prefix(prefix).below, below);
        }
        assert!(Stretch::of_prefix("zz").below.as_str() > "zzz");
        let word = Stretch::of_word("an");
        assert!(word.from.as_str() <= "an" && "an" < word.below.as_str() && word.below.as_str() <= "ana");
    }
}
