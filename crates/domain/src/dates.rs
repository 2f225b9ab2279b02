//! Dates as Vietnamese papers and spreadsheets write them, and as the database keeps them.

use jiff::civil::Date;
use law::{Born, Month};

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    #[error("không đọc được ngày {0:?}")]
    Unreadable(String),
    #[error("{0:?} không phải một ngày có trong lịch")]
    NotInCalendar(String),
    #[error("{0:?} thiếu ngày hoặc tháng")]
    NotExact(String),
}

/// A whole date: `05/01/1948`, `5.1.48`, `5-1-1948`, `1948-01-05`, `ngày 05 tháng 01 năm 1948`.
/// A year of two digits is the last such year that does not begin after `latest`.
pub fn parse_date(text: &str, latest: Date) -> Result<Date, DateError> {
    match parse_born(text, latest)? {
        Born::Day(date) => Ok(date),
        Born::Month(_) | Born::Year(_) => Err(DateError::NotExact(text.to_owned())),
    }
}

/// A date as precisely as it is written: also `1948`, `01/1948`, `1948-01`, `00/00/1948`, `00/01/1948`.
pub fn parse_born(text: &str, latest: Date) -> Result<Born, DateError> {
    let unreadable = || DateError::Unreadable(text.to_owned());
    let numbers = numbers(text).ok_or_else(unreadable)?;
    let (day, month, year) = match numbers[..] {
        [year] if year.len() == 4 => ("", "", year),
        [year, month] if year.len() == 4 => ("", month, year),
        [month, year] if year.len() == 4 => ("", month, year),
        [year, month, day] if year.len() == 4 => (day, month, year),
        [day, month, year] if year.len() == 4 || year.len() == 2 => (day, month, year),
        _ => return Err(unreadable()),
    };
    if day.len() > 2 || month.len() > 2 {
        return Err(unreadable());
    }
    let number = |digits: &str| if digits.is_empty() { 0 } else { digits.parse::<i8>().unwrap_or(-1) };
    let (day, month) = (number(day), number(month));
    let year: i16 = match (year.len(), year.parse::<i16>().map_err(|_| unreadable())?) {
        (2, short) => {
            let century = latest.year() - latest.year() % 100;
            if century + short <= latest.year() { century + short } else { century - 100 + short }
        }
        (_, year) => year,
    };
    let born = match (day, month) {
        (0, 0) => (1..=9999).contains(&year).then_some(Born::Year(year)),
        (0, month) => Month::new(year, month).map(Born::Month),
        (day, month) => Date::new(year, month, day).ok().filter(|_| year > 0).map(Born::Day),
    };
    born.ok_or_else(|| DateError::NotInCalendar(text.to_owned()))
}

/// Exactly `YYYY-MM-DD`.
pub fn parse_iso(text: &str) -> Option<Date> {
    let b = text.as_bytes();
    let digits = |range: std::ops::Range<usize>| {
        b[range].iter().try_fold(0i16, |sum, b| b.is_ascii_digit().then(|| sum * 10 + i16::from(b - b'0')))
    };
    if b.len() != 10 || b[4] != b'-' || b[7] != b'-' {
        return None;
    }
    Date::new(digits(0..4)?, digits(5..7)?.try_into().ok()?, digits(8..10)?.try_into().ok()?).ok()
}

/// `1948`, `1948-01` or `1948-01-05`: how the database keeps a birth date.
pub fn born_iso(born: Born) -> String {
    match born {
        Born::Day(date) => date.to_string(),
        Born::Month(month) => month.to_string(),
        Born::Year(year) => format!("{year:04}"),
    }
}

/// Exactly the forms of `born_iso`.
pub fn parse_born_iso(text: &str) -> Option<Born> {
    match text.len() {
        10 => parse_iso(text).map(Born::Day),
        7 => Month::parse(text).map(Born::Month),
        4 if text.bytes().all(|b| b.is_ascii_digit()) => text.parse().ok().filter(|y| *y > 0).map(Born::Year),
        _ => None,
    }
}

/// `05/01/2024`, `15/03/2024`: tables and forms.
pub fn short(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// `05/01/2024`, `15/3/2024`: running text. Official papers write a zero before days under ten and before
/// the first two months.
pub fn in_text(date: Date) -> String {
    format!("{:02}/{}/{}", date.day(), month_digits(date.month()), date.year())
}

/// `ngày 05 tháng 01 năm 2024`, `ngày 15 tháng 3 năm 2024`.
pub fn long(date: Date) -> String {
    format!("ngày {:02} tháng {} năm {}", date.day(), month_digits(date.month()), date.year())
}

/// `01/2024`, `12/2024`.
pub fn month_short(month: Month) -> String {
    format!("{:02}/{}", month.number(), month.year())
}

/// `tháng 01 năm 2024`, `tháng 3 năm 2024`.
pub fn month_long(month: Month) -> String {
    format!("tháng {} năm {}", month_digits(month.number()), month.year())
}

/// `05/01/1948`, `01/1948` or `1948`.
pub fn born_short(born: Born) -> String {
    match born {
        Born::Day(date) => short(date),
        Born::Month(month) => month_short(month),
        Born::Year(year) => year.to_string(),
    }
}

fn month_digits(month: i8) -> String {
    if month < 3 { format!("{month:02}") } else { month.to_string() }
}

/// The groups of digits, if nothing else stands there but separators and the words ngày, tháng, năm.
fn numbers(text: &str) -> Option<Vec<&str>> {
    let is_separator = |c: char| c.is_whitespace() || "/.-,".contains(c);
    let mut numbers = Vec::new();
    for piece in text.split(is_separator).filter(|piece| !piece.is_empty()) {
        if piece.bytes().all(|b| b.is_ascii_digit()) {
            numbers.push(piece);
        } else if !["ngay", "thang", "nam"].contains(&crate::names::fold(piece).as_str()) {
            return None;
        }
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_are_read_as_written() {
        check(
            "
            05/01/1948                 | 1948-01-05
            5.1.48                     | 1948-01-05
            5-1-1948                   | 1948-01-05
            5/1/24                     | 2024-01-05
            5/1/26                     | 2026-01-05
            5/1/27                     | 1927-01-05
            00/00/1948                 | 1948
            0/0/48                     | 1948
            00/01/1948                 | 1948-01
            1948                       | 1948
            01/1948                    | 1948-01
            1948-01                    | 1948-01
            1948-01-05                 | 1948-01-05
            ngày 05 tháng 01 năm 1948  | 1948-01-05
            Tháng 3 năm 1950           | 1950-03
            năm 1950                   | 1950
             29 / 02 / 1948            | 1948-02-29
            29/02/1949                 | không có trong lịch
            31/04/1950                 | không có trong lịch
            05/13/1950                 | không có trong lịch
            05/00/1950                 | không có trong lịch
            00/00/0000                 | không có trong lịch
            1/48                       | không đọc được
            48                         | không đọc được
            khoảng 1948                | không đọc được
            005/01/1948                | không đọc được
            17533                      | không đọc được
            1/2/3/1948                 | không đọc được
                                       | không đọc được
            ",
        );
    }

    fn check(table: &str) {
        for line in table.lines().filter(|line| line.contains('|')) {
            let (text, expected) = line.split_once('|').unwrap();
            let found = match parse_born(text.trim(), date(2026, 11, 23)) {
                Ok(born) => {
                    assert_eq!(parse_born_iso(&born_iso(born)), Some(born), "{line}");
                    born_iso(born)
                }
                Err(DateError::Unreadable(_)) => "không đọc được".to_owned(),
                Err(DateError::NotInCalendar(_)) => "không có trong lịch".to_owned(),
                Err(DateError::NotExact(_)) => unreachable!(),
            };
            assert_eq!(found, expected.trim(), "{line}");
        }
    }

    #[test]
    fn a_whole_date_needs_its_day() {
        assert_eq!(parse_date("5/1/24", date(2026, 1, 1)), Ok(date(2024, 1, 5)));
        assert!(matches!(parse_date("01/1948", date(2026, 1, 1)), Err(DateError::NotExact(_))));
    }

    #[test]
    fn dates_are_printed() {
        for (day, table, text, paper) in [
            (date(2024, 1, 5), "05/01/2024", "05/01/2024", "ngày 05 tháng 01 năm 2024"),
            (date(2024, 3, 15), "15/03/2024", "15/3/2024", "ngày 15 tháng 3 năm 2024"),
            (date(2024, 12, 1), "01/12/2024", "01/12/2024", "ngày 01 tháng 12 năm 2024"),
        ] {
            assert_eq!((short(day).as_str(), in_text(day).as_str()), (table, text));
            assert_eq!(long(day), paper);
        }
        assert_eq!(born_short(Born::Year(1948)), "1948");
        assert_eq!(born_short(Born::Month(Month::new(1948, 3).unwrap())), "03/1948");
        assert_eq!(month_long(Month::new(2024, 3).unwrap()), "tháng 3 năm 2024");
    }

    #[test]
    fn only_the_iso_form_is_iso() {
        assert_eq!(parse_iso("2024-01-05"), Some(date(2024, 1, 5)));
        for bad in ["2024-1-5", "2024-13-01", "2024-01-05 ", "+024-01-05", "2024/01/05", "", "2024-01-0é"] {
            assert_eq!(parse_iso(bad), None, "{bad}");
        }
        for bad in ["48", "0000", "1948-00", "1948-01-", "19a8"] {
            assert_eq!(parse_born_iso(bad), None, "{bad}");
        }
    }

    proptest::proptest! {
        #[test]
        fn printed_dates_are_read_back(days in 0i32..80_000) {
            let day = date(1850, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            for text in [short(day), in_text(day), long(day), day.to_string()] {
                proptest::prop_assert_eq!(parse_date(&text, date(2026, 1, 1)), Ok(day));
            }
            let born = Born::Day(day);
            proptest::prop_assert_eq!(parse_born(&born_short(born), day), Ok(born));
        }
    }
}
