//! A list as asked for: searched over all columns, filtered by column, in Vietnamese order.

use crate::address::Fields;
use domain::names;
use office::export::List;
use office::import::Kind;
use office::import::headings::{Column, Input};

/// Cells of a filter's choice are offered up to this many.
const CHOICES_MAX: usize = 60;

/// What the address asks of a list: `tim`, `loc-<column>`, `sap` (`3`, or `-3` for downwards).
pub struct Asked {
    pub words: Vec<String>,
    pub filters: Vec<(usize, String)>,
    pub sort: Option<(usize, Direction)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

impl Asked {
    pub fn of(query: &Fields, width: usize) -> Asked {
        let words = names::fold(query.get("tim")).split_whitespace().map(str::to_owned).collect();
        let filters = query.0.iter().filter_map(|(name, value)| {
            let column = name.strip_prefix("loc-")?.parse().ok()?;
            (column < width && !value.is_empty()).then(|| (column, value.clone()))
        });
        let sort = query.get("sap");
        let (column, direction) = match sort.strip_prefix('-') {
            Some(column) => (column, Direction::Down),
            None => (sort, Direction::Up),
        };
        let sort = column.parse().ok().filter(|column| *column < width).map(|column| (column, direction));
        Asked { words, filters: filters.collect(), sort }
    }
}

/// The column of the kind behind a heading of its list.
pub fn column<'k>(kind: &'k Kind, heading: &str) -> Option<&'k Column> {
    kind.columns.iter().find(|column| column.name == heading)
}

pub fn input(kind: &Kind, heading: &str) -> Input {
    column(kind, heading).map_or(Input::Text, |column| column.input)
}

/// The rows asked for, in the order asked for.
pub fn rows<'l>(list: &'l List, asked: &Asked) -> Vec<&'l Vec<String>> {
    let fits = |row: &&Vec<String>| {
        asked.filters.iter().all(|(column, value)| row[*column] == *value)
            && (asked.words.is_empty() || contains(row, &asked.words))
    };
    let mut rows: Vec<_> = list.rows.iter().filter(fits).collect();
    if let Some((column, direction)) = asked.sort {
        let is_name = list.headings[column] == "Họ và tên";
        rows.sort_by_cached_key(|row| key(&row[column], is_name));
        if direction == Direction::Down {
            rows.reverse();
        }
    }
    rows
}

/// The rows with these words anywhere and these cells.
pub fn searched<'l>(list: &'l List, text: &str, filters: Vec<(usize, String)>) -> Vec<&'l Vec<String>> {
    let words = names::fold(text).split_whitespace().map(str::to_owned).collect();
    rows(list, &Asked { words, filters, sort: None })
}

fn contains(row: &[String], words: &[String]) -> bool {
    let whole = row.iter().map(|cell| names::fold(cell)).collect::<Vec<_>>().join("\u{1f}");
    words.iter().all(|word| whole.contains(word.as_str()))
}

/// Numbers by size, days by the calendar, names as office lists have them, other texts by the alphabet.
fn key(cell: &str, is_name: bool) -> String {
    if is_name {
        return names::sort_key(cell);
    }
    if let Ok(number) = cell.parse::<i64>() {
        return format!("0{number:020}");
    }
    let parts: Vec<&str> = cell.split('/').collect();
    match parts.as_slice() {
        [day, month, year] if year.len() == 4 => format!("0{year}{month:0>2}{day:0>2}"),
        [month, year] if year.len() == 4 => format!("0{year}{month:0>2}"),
        _ => format!("1{}", names::alphabetical_key(cell)),
    }
}

/// The different cells of a column, where a choice among them is a filter.
pub fn choices(list: &List, kind: &Kind, column: usize) -> Option<Vec<String>> {
    if !matches!(input(kind, list.headings[column]), Input::Choice(_) | Input::Commune | Input::Year) {
        return None;
    }
    let mut found: Vec<&str> = Vec::new();
    for row in &list.rows {
        let cell = row[column].as_str();
        if !cell.is_empty() && !found.contains(&cell) {
            found.push(cell);
            if found.len() > CHOICES_MAX {
                return None;
            }
        }
    }
    found.sort_by_cached_key(|cell| key(cell, false));
    (found.len() > 1).then(|| found.into_iter().map(str::to_owned).collect())
}

/// A name for a row by its cells, to find it again in the list. FNV-1a.
pub fn mark(row: &[String]) -> String {
    let bytes = row.iter().flat_map(|cell| cell.bytes().chain([0x1f]));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(rows: &[[&str; 3]]) -> List {
        let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        List { title: "Thử", headings: &["Họ và tên", "Năm rà soát", "Ngày"], rows }
    }

    fn check(query: &str, expected: &[&str]) {
        let list = list(&[
            ["Lê Thị Út", "2023", "05/01/2024"],
            ["Đặng Văn An", "900", "15/12/2023"],
            ["Nguyễn Thị Ánh", "2022", ""],
            ["Lê Thị An", "2022", "01/02/2023"],
        ]);
        let asked = Asked::of(&Fields::parse(query), 3);
        let found: Vec<_> = rows(&list, &asked).into_iter().map(|row| row[0].as_str()).collect();
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn lists_are_searched_filtered_and_in_vietnamese_order() {
        check("tim=dang an", &["Đặng Văn An"]);
        check("tim=THI LE", &["Lê Thị Út", "Lê Thị An"]);
        check("loc-1=2022", &["Nguyễn Thị Ánh", "Lê Thị An"]);
        check("sap=0", &["Đặng Văn An", "Lê Thị An", "Nguyễn Thị Ánh", "Lê Thị Út"]);
        check("sap=-1&loc-1=", &["Lê Thị Út", "Lê Thị An", "Nguyễn Thị Ánh", "Đặng Văn An"]);
        check("sap=2", &["Lê Thị An", "Đặng Văn An", "Lê Thị Út", "Nguyễn Thị Ánh"]);
        check("sap=9&loc-9=x", &["Lê Thị Út", "Đặng Văn An", "Nguyễn Thị Ánh", "Lê Thị An"]);
    }
}
