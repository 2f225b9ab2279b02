//! Finding people by any words of their names, numbers, codes and birth years, within the officer's area.

use super::*;
use domain::ids::UnitId;
use domain::names::{clean, marks_agree, search_key, search_words, sort_key};
use std::collections::BTreeSet;
use store::names::{self, FoundPerson, OTHER_WORDS, Position, Stretch, Walk};
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
    pub died: Option<Date>,
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
        let mut people = found.into_iter().map(|found| hit(tx, found)).collect::<Result<Vec<_>, _>>()?;
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
    /// As typed, with the folded word.
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
                _ => asked
                    .words
                    .extend(search_words(token).into_iter().map(|word| ((*token).to_owned(), word))),
            }
        }
        let ends_with_word =
            tokens.last().is_some_and(|token| asked.words.last().is_some_and(|(typed, _)| typed == token));
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

    /// Every word as typed stands in the name.
    fn agrees(&self, full_name: &str) -> bool {
        // A name written without marks may be any.
        let unmarked = full_name.is_ascii();
        self.words.iter().enumerate().all(|(index, (typed, word))| {
            full_name.split([' ', '-']).any(|part| {
                let key = search_key(part);
                let same = if self.is_open_at(index) { key.starts_with(word) } else { key == *word };
                // A word with a sign within is found by its parts.
                (same && (unmarked || marks_agree(typed, part)))
                    || (search_words(part).len() > 1 && search_words(part).contains(word))
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

/// Counting further than this takes longer than it saves.
const COUNTED: u32 = 2000;
/// Rows of one walk; a query that finds nothing in so many stops and offers to go on.
const BATCH: u32 = 256;
const WALKS_MAX: usize = 128;

fn by_words(
    ctx: &Ctx,
    tx: &mut Tx,
    asked: &Asked,
    within: Option<&BTreeSet<UnitId>>,
    limit: usize,
    after: Option<&str>,
) -> Result<(Vec<FoundPerson>, Option<String>), OfficeError> {
    let rarest = rarest(tx, asked)?;
    let others = (0..asked.words.len()).filter(|index| *index != rarest);
    let pattern = |index: usize| {
        let (_, word) = &asked.words[index];
        if asked.is_open_at(index) { format!("% {word}%") } else { format!("% {word} %") }
    };
    let walk = Walk {
        stretch: asked.stretch(rarest),
        names: others.take(OTHER_WORDS).map(pattern).collect(),
        born: asked.born,
        on: ctx.on,
    };
    let mut position = after.and_then(position).unwrap_or_default();
    let mut last = position.clone();
    let mut found = Vec::new();
    let mut walks = 0;
    loop {
        let rows = names::walk(tx, ctx.office, &walk, &position, BATCH)?;
        let is_over = rows.len() < BATCH as usize;
        walks += 1;
        for (at, person) in rows {
            position = at;
            let Some(person) = person else { continue };
            let fits = asked.agrees(&person.full_name)
                && asked.is_first(rarest, &position.word, &person.full_name)
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
            return Ok((found, None));
        }
        if walks == WALKS_MAX {
            return Ok((found, Some(cursor(&position))));
        }
    }
}

/// The word with the fewest rows; of equally common ones the last, which is a given name more often than not.
fn rarest(tx: &mut Tx, asked: &Asked) -> Result<usize, OfficeError> {
    let mut best = (u32::MAX, 0);
    if asked.words.len() == 1 {
        return Ok(0);
    }
    for index in 0..asked.words.len() {
        let rows = names::count(tx, &asked.stretch(index), COUNTED)?;
        if rows <= best.0 {
            best = (rows, index);
        }
    }
    Ok(best.1)
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
    let many = PAGE_MAX as u32;
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
    let numbers = people::numbers(tx, found.person, Known::Now)?;
    let of = |kind: NumberKind| {
        numbers.iter().find(|row| row.value.kind == kind).map(|row| row.value.number.clone())
    };
    let number = of(NumberKind::Citizen).or_else(|| of(NumberKind::Older));
    let code = of(NumberKind::File);
    let died = people::death(tx, found.person, Known::Now)?.map(|row| row.value.died_on);
    let place = match found.unit {
        Some(unit) => units::by_id(tx, unit)?.map_or_else(String::new, |unit| unit.full_name()),
        None => String::new(),
    };
    Ok(Hit { found, number, code, died, place })
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
