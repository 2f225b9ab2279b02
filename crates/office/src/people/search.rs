//! Finding people by any words of their names, numbers, codes and birth years, within the officer's area.

use super::*;
use domain::ids::UnitId;
use domain::names::{clean, compare_key, marks_agree, search_key, search_words, sort_key};
use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, OnceLock, PoisonError};
use store::names::{self, FoundPerson, OTHER_WORDS, Position, Stretch, Through, Walk};
use store::units;

/// What is asked for. All of it must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words of a name with or without marks, the last one perhaps not yet finished; a number or its beginning; the
    /// code of a file or household; a birth year beside a name.
    pub text: String,
    pub born_year: Option<i16>,
    /// A unit with everything in it.
    pub unit: Option<UnitId>,
    /// `Page::next` of the page before.
    pub after: Option<String>,
    pub limit: usize,
}

impl Query {
    pub fn text(text: &str) -> Query {
        Query { text: text.to_owned(), limit: PAGE, ..Query::default() }
    }
}

/// People on a page unless the caller wants fewer.
pub const PAGE: usize = 20;
const PAGE_MAX: usize = 200;

/// One person of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub found: FoundPerson,
    /// The citizen number, else an older one.
    pub number: Option<String>,
    /// The office's code.
    pub code: Option<String>,
    /// `phường An Hòa`; empty where nobody knows.
    pub place: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// All that were found in the order of office lists; of more than a page, as they are met.
    pub people: Vec<Hit>,
    /// There are more.
    pub next: Option<String>,
}

/// An officer finds people of the officer's areas only.
pub fn search(ctx: &Ctx, query: &Query) -> Result<Page, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let within = within(ctx, tx, query.unit)?;
        let asked = Asked::read(query);
        let limit = query.limit.clamp(1, PAGE_MAX);
        let (found, next) = if !asked.numbers.is_empty() {
            (by_numbers(ctx, tx, &asked, within.as_ref(), limit)?, None)
        } else if asked.words.is_empty() {
            (Vec::new(), None)
        } else {
            by_words(ctx, tx, &asked, within.as_ref(), limit, query.after.as_deref())?
        };
        let mut people = hits(tx, found)?;
        if next.is_none() && query.after.is_none() {
            people.sort_by_cached_key(|hit| (sort_key(&hit.found.full_name), hit.found.born.earliest()));
        }
        Ok(Page { people, next })
    })
}

/// One person as a search shows it; nobody outside the officer's areas.
pub fn glance(ctx: &Ctx, person: PersonId) -> Result<Hit, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let within = within(ctx, tx, None)?;
        let found =
            names::one(tx, ctx.office, person, ctx.on)?.filter(|one| lies_within(one, within.as_ref()));
        hit(tx, found.ok_or_else(|| unknown(person))?)
    })
}

/// Units in which people may be found; `None`: everywhere.
pub(super) fn within(
    ctx: &Ctx,
    tx: &mut Tx,
    unit: Option<UnitId>,
) -> Result<Option<BTreeSet<UnitId>>, OfficeError> {
    let reach = ctx.reach(tx, Permission::ReadRegisters, None)?;
    let Some(unit) = unit else { return Ok(reach) };
    let asked: BTreeSet<UnitId> = units::reach(tx, unit)?.into_iter().collect();
    Ok(Some(match reach {
        Some(reach) => asked.intersection(&reach).copied().collect(),
        None => asked,
    }))
}

pub(super) fn lies_within(found: &FoundPerson, within: Option<&BTreeSet<UnitId>>) -> bool {
    within.is_none_or(|within| found.unit.is_some_and(|unit| within.contains(&unit)))
}

/// A query, taken apart.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    /// The compare key of what was typed, with the folded word.
    words: Vec<(String, String)>,
    /// The last word may be the beginning of one.
    is_open: bool,
    numbers: Vec<String>,
    born: (i16, i16),
}

impl Asked {
    fn read(query: &Query) -> Asked {
        let text = clean(&query.text);
        let mut asked = Asked {
            words: Vec::new(),
            is_open: !query.text.ends_with(' '),
            numbers: Vec::new(),
            born: (0, 9999),
        };
        let tokens: Vec<&str> = text.split(' ').filter(|token| !token.is_empty()).collect();
        for token in &tokens {
            let is_number = token.bytes().all(|b| b.is_ascii_digit());
            let year =
                token.parse::<i16>().ok().filter(|year| (1850..=2100).contains(year) && token.len() == 4);
            match year {
                Some(year) if tokens.len() > 1 => asked.born = (year, year),
                _ if is_number || token.contains(|c: char| c.is_ascii_digit() || c == '/') => {
                    asked.numbers.push((*token).to_owned());
                }
                _ => {
                    asked.words.extend(search_words(token).into_iter().map(|word| (compare_key(token), word)))
                }
            }
        }
        let last = tokens.last().map(|token| compare_key(token));
        let ends_with_word =
            last.is_some_and(|last| asked.words.last().is_some_and(|(typed, _)| *typed == last));
        asked.is_open &= ends_with_word;
        if let Some(year) = query.born_year {
            asked.born = (year, year);
        }
        asked
    }

    fn is_open_at(&self, index: usize) -> bool {
        self.is_open && index + 1 == self.words.len()
    }

    fn stretch(&self, index: usize) -> Stretch {
        let (_, word) = &self.words[index];
        if self.is_open_at(index) { Stretch::of_prefix(word) } else { Stretch::of_word(word) }
    }

    /// Of `like` over all words of a name.
    fn pattern(&self, index: usize) -> String {
        let (_, word) = &self.words[index];
        if self.is_open_at(index) { format!("% {word}%") } else { format!("% {word} %") }
    }

    /// Every word as typed stands in the name.
    fn agrees(&self, full_name: &str) -> bool {
        // A name written without marks may be any.
        let unmarked = full_name.is_ascii();
        let parts: Vec<(&str, String)> =
            full_name.split([' ', '-']).map(|part| (part, search_key(part))).collect();
        self.words.iter().enumerate().all(|(index, (typed, word))| {
            parts.iter().any(|(part, key)| {
                let same = if self.is_open_at(index) { key.starts_with(word) } else { key == word };
                if same && (unmarked || marks_agree(typed, part)) {
                    return true;
                }
                // A word with a sign within is found by its parts.
                let has_sign = !key.bytes().all(|b| b.is_ascii_alphanumeric());
                has_sign && {
                    let inner = search_words(part);
                    inner.len() > 1 && inner.contains(word)
                }
            })
        })
    }

    /// Of several words that begin as asked, the first stands for the person.
    fn is_first(&self, index: usize, word: &str, full_name: &str) -> bool {
        let (_, asked) = &self.words[index];
        !self.is_open_at(index)
            || search_words(full_name)
                .iter()
                .filter(|own| own.starts_with(asked))
                .min()
                .is_none_or(|own| own == word)
    }

    fn is_born(&self, found: &FoundPerson) -> bool {
        (self.born.0..=self.born.1).contains(&found.born.earliest().year())
    }
}

/// Words more common than this are equally common.
const COUNTED: u32 = 1 << 14;
/// Words with fewer rows are counted each time: it costs little, and none at all must be known for certain.
const RARE: u32 = 100;
/// Words whose commonness is kept.
const COMMON_MAX: usize = 1 << 14;
/// Words that begin as an unfinished one, each looked up with another word of the query.
const BEGINNINGS_MAX: usize = 6;
/// Rows beyond a page that the first walk asks for: one tells that there are more, and of names typed with marks some
/// will not fit. Later walks ask for more at once.
const SPARE: u32 = 1;
const SPARE_WITH_MARKS: u32 = 30;
const BATCH_MAX: u32 = 2048;
/// A query that finds nothing in so many walks stops and offers to go on.
const WALKS_MAX: usize = 128;

fn by_words(
    ctx: &Ctx,
    tx: &mut Tx,
    asked: &Asked,
    within: Option<&BTreeSet<UnitId>>,
    limit: usize,
    after: Option<&str>,
) -> Result<(Vec<FoundPerson>, Option<String>), OfficeError> {
    let Some(plan) = plan(tx, asked)? else { return Ok((Vec::new(), None)) };
    let others = (0..asked.words.len()).filter(|index| !plan.walked.contains(index));
    let names: Vec<String> = others.map(|index| asked.pattern(index)).take(OTHER_WORDS).collect();
    // Words typed without marks mean any marks: the walk has compared all that there is to compare.
    let is_told = asked.words.len() <= OTHER_WORDS && asked.words.iter().all(|(typed, _)| typed.is_ascii());
    let spare = if is_told { SPARE } else { SPARE_WITH_MARKS };
    // One word alone begins as asked: it is the first of its kind in every name.
    let has_one_word = matches!(plan.throughs.as_slice(), [Through::Pair(..)]);
    let mut position = after.and_then(position).unwrap_or_default();
    let mut last = position.clone();
    let mut found = Vec::new();
    let mut walks = 0;
    for through in plan.throughs {
        if matches!(&through, Through::Pair(_, own) if *own < position.word) {
            continue; // an earlier page has been through
        }
        let walk = Walk { through, names: names.clone(), born: asked.born, on: ctx.on };
        let mut batch = (limit - found.len()) as u32 + spare;
        loop {
            let rows = names::walk(tx, ctx.office, &walk, &position, batch)?;
            let is_over = rows.len() < batch as usize;
            walks += 1;
            batch = (batch * 4).min(BATCH_MAX);
            for (at, person) in rows {
                position = at;
                let Some(person) = person else { continue };
                let fits = (is_told || asked.agrees(&person.full_name))
                    && (has_one_word || asked.is_first(plan.own, &position.word, &person.full_name))
                    && lies_within(&person, within);
                if fits && found.len() == limit {
                    return Ok((found, Some(cursor(&last))));
                }
                if fits {
                    found.push(person);
                    last.clone_from(&position);
                }
            }
            if is_over {
                break;
            }
            if walks >= WALKS_MAX {
                return Ok((found, Some(cursor(&position))));
            }
        }
    }
    Ok((found, None))
}

/// Which rows answer a query.
struct Plan {
    /// One after the other, by the word of the positions.
    throughs: Vec<Through>,
    /// The word of the query that positions tell.
    own: usize,
    /// The words of the query that every row has.
    walked: Vec<usize>,
}

/// Through the rows of the rarest word, or of the two rarest together. `None` where a word has no rows at all.
fn plan(tx: &mut Tx, asked: &Asked) -> Result<Option<Plan>, OfficeError> {
    let mut words = Vec::new();
    for index in 0..asked.words.len() {
        words.push((commonness(tx, &asked.stretch(index))?, index));
    }
    // Of equally common ones the last, which is a given name more often than not.
    words.sort_by_key(|(rows, index)| (*rows, std::cmp::Reverse(*index)));
    let [(rows, rarest), others @ ..] = words.as_slice() else { return Ok(None) };
    if *rows == 0 {
        return Ok(None);
    }
    if let [(_, second), ..] = others
        && *rows >= RARE
        && let Some(throughs) = pairs(tx, asked, *rarest, *second)?
    {
        let own = if asked.is_open_at(*second) { *second } else { *rarest };
        return Ok(Some(Plan { throughs, own, walked: vec![*rarest, *second] }));
    }
    let through = Through::Stretch(asked.stretch(*rarest));
    Ok(Some(Plan { throughs: vec![through], own: *rarest, walked: vec![*rarest] }))
}

/// Names with both words. `None` where one word of a name may be both, or too many begin as the unfinished one.
fn pairs(tx: &mut Tx, asked: &Asked, one: usize, other: usize) -> Result<Option<Vec<Through>>, OfficeError> {
    let (fixed, own) = if asked.is_open_at(other) { (one, other) } else { (other, one) };
    let ((_, fixed), (_, word)) = (&asked.words[fixed], &asked.words[own]);
    if fixed == word || asked.is_open_at(own) && fixed.starts_with(word.as_str()) {
        return Ok(None);
    }
    let own = if asked.is_open_at(own) {
        names::words(tx, &asked.stretch(own), BEGINNINGS_MAX)?
    } else {
        Some(vec![word.clone()])
    };
    Ok(own.map(|own| own.into_iter().map(|own| Through::Pair(fixed.clone(), own)).collect()))
}

/// How many rows a stretch has, counted no further than tells common words from rare ones. How common a word is
/// changes slowly and decides only which word is walked, so that it is kept; a rare one is counted each time.
fn commonness(tx: &mut Tx, stretch: &Stretch) -> Result<u32, OfficeError> {
    static COMMON: OnceLock<Mutex<HashMap<String, u32>>> = OnceLock::new();
    let common = COMMON.get_or_init(Mutex::default);
    let key = format!("{} {}", stretch.from, stretch.below);
    if let Some(rows) = common.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(*rows);
    }
    let rows = names::count(tx, stretch, COUNTED)?;
    if rows >= RARE {
        let mut common = common.lock().unwrap_or_else(PoisonError::into_inner);
        if common.len() >= COMMON_MAX {
            common.clear();
        }
        common.insert(key, rows);
    }
    Ok(rows)
}

fn cursor(position: &Position) -> String {
    format!("{}.{}", position.word, position.record)
}

fn position(cursor: &str) -> Option<Position> {
    let (word, record) = cursor.split_once('.')?;
    Some(Position { word: word.to_owned(), record: record.parse().ok()? })
}

fn by_numbers(
    ctx: &Ctx,
    tx: &mut Tx,
    asked: &Asked,
    within: Option<&BTreeSet<UnitId>>,
    limit: usize,
) -> Result<Vec<FoundPerson>, OfficeError> {
    let many = limit as u32 * 4;
    let mut common: Option<BTreeSet<PersonId>> = None;
    for number in &asked.numbers {
        let mut people: BTreeSet<PersonId> =
            names::by_code(tx, ctx.office, number, many)?.into_iter().collect();
        people.extend(names::by_code(tx, ctx.office, &number.to_uppercase(), many)?);
        if number.len() >= 3 && number.bytes().all(|b| b.is_ascii_digit()) {
            people.extend(names::by_number_prefix(tx, ctx.office, number, many)?);
        }
        common = Some(match common {
            Some(common) => common.intersection(&people).copied().collect(),
            None => people,
        });
    }
    let mut found = Vec::new();
    for person in common.unwrap_or_default() {
        // A merged person is found as the one that was kept.
        let one = names::one(tx, ctx.office, person, ctx.on)?;
        let fits = |one: &FoundPerson| {
            asked.agrees(&one.full_name) && asked.is_born(one) && lies_within(one, within)
        };
        found.extend(one.filter(fits));
        if found.len() == limit {
            break;
        }
    }
    Ok(found)
}

pub(super) fn hit(tx: &mut Tx, found: FoundPerson) -> Result<Hit, OfficeError> {
    let person = found.person;
    hits(tx, vec![found])?.pop().ok_or_else(|| unknown(person))
}

/// Each with its numbers and place, in a few questions for all of them.
fn hits(tx: &mut Tx, found: Vec<FoundPerson>) -> Result<Vec<Hit>, OfficeError> {
    let people: Vec<PersonId> = found.iter().map(|found| found.person).collect();
    let mut numbers = names::numbers(tx, &people)?;
    let places = units::names(tx, found.iter().filter_map(|found| found.unit))?;
    let mut hits = Vec::with_capacity(found.len());
    for found in found {
        let own = numbers.remove(&found.person).unwrap_or_default();
        let of = |wanted: NumberKind| {
            own.iter().find(|(kind, _)| *kind == wanted).map(|(_, number)| number.clone())
        };
        let place = found.unit.and_then(|unit| places.get(&unit)).cloned().unwrap_or_default();
        let number = of(NumberKind::Citizen).or_else(|| of(NumberKind::Older));
        let code = of(NumberKind::File);
        hits.push(Hit { found, number, code, place });
    }
    Ok(hits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_taken_apart() {
        for (text, words, numbers, year, open) in [
            ("Nguyễn văn a", "nguyen van a", "", 0, true),
            ("nguyen van a ", "nguyen van a", "", 0, false),
            ("Lê Én 1950", "le en", "", 1950, false),
            ("0721500", "", "0721500", 0, false),
            ("1950", "", "1950", 0, false),
            ("TB/1 lê", "le", "TB/1", 0, true),
            ("BT001", "", "BT001", 0, false),
            ("  ", "", "", 0, false),
        ] {
            let asked = Asked::read(&Query::text(text));
            let found: Vec<&str> = asked.words.iter().map(|(_, word)| word.as_str()).collect();
            let shown = (found.join(" "), asked.numbers.join(" "), asked.born.0, asked.is_open);
            assert_eq!(shown, (words.to_owned(), numbers.to_owned(), year, open), "{text}");
        }
    }
}
