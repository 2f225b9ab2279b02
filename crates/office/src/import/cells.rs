//! What the text of a cell means: dates, months, amounts, yes. Reasons are Vietnamese sentences without a full stop.

use super::reader::{Cell, serial_date};
use domain::names::fold;
use domain::{Born, Coefficient, Month, Vnd, dates};
use jiff::civil::Date;

/// A reading of a cell, or why there is none.
pub type Reading<T> = Result<T, String>;

/// A birth date with its precision; a number is a year or a serial.
pub fn born(cell: &Cell, latest: Date) -> Reading<Born> {
    match cell {
        Cell::Date(date) => Ok(Born::Day(*date)),
        Cell::Number(number) if number.len() > 4 => serial(number).map(Born::Day),
        // A date format lies over many a column of years: 1948 is a year, not the 1948th day of 1900.
        Cell::Number(text) | Cell::Text(text) => match serial(text) {
            Ok(date) if text.len() == 5 => Ok(Born::Day(date)),
            _ => dates::parse_born(text, latest).map_err(|e| e.to_string()),
        },
        Cell::Empty => Err("để trống".to_owned()),
    }
}

/// A whole date.
pub fn date(cell: &Cell, latest: Date) -> Reading<Date> {
    match born(cell, latest)? {
        Born::Day(date) => Ok(date),
        Born::Month(_) | Born::Year(_) => Err(format!("“{}” không phải ngày đầy đủ", cell.shown())),
    }
}

/// `01/2023`, `2023-01`, `tháng 1/2023`, or the month of a date.
pub fn month(cell: &Cell, latest: Date) -> Reading<Month> {
    match born(cell, latest)? {
        Born::Day(date) => Ok(Month::of(date)),
        Born::Month(month) => Ok(month),
        Born::Year(_) => Err(format!("“{}” không phải tháng", cell.shown())),
    }
}

/// Whole đồng: `1.071.270.000`, `1071270000`, `1 071 270 000 đồng`. A point or comma must group three digits.
pub fn amount(cell: &Cell) -> Reading<Vnd> {
    let shown = cell.shown();
    let wrong = || format!("“{shown}” không phải số tiền");
    let folded = fold(&shown);
    let bare =
        ["dong", "vnd", "d"].iter().find_map(|unit| folded.strip_suffix(unit)).unwrap_or(&folded).trim();
    let (negative, bare) = bare.strip_prefix('-').map_or((false, bare), |rest| (true, rest));
    // Spreadsheets may keep whole sums as 1500000.0.
    let bare = if matches!(cell, Cell::Number(_)) { bare.strip_suffix(".0").unwrap_or(bare) } else { bare };
    let groups: Vec<&str> = bare.split(['.', ',', ' ', '\u{a0}']).collect();
    let grouped = groups.len() == 1
        || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
    let digits: String = groups.concat();
    if !grouped || digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(wrong());
    }
    let whole: i64 = digits.parse().map_err(|_| wrong())?;
    Ok(Vnd(if negative { -whole } else { whole }))
}

/// A whole number, 0 or more, read like an amount.
pub fn count(cell: &Cell) -> Reading<i64> {
    match amount(cell) {
        Ok(Vnd(number)) if number >= 0 => Ok(number),
        _ => Err(format!("“{}” không phải số nguyên", cell.shown())),
    }
}

/// `1,5` or `1.5`.
pub fn coefficient(cell: &Cell) -> Reading<Coefficient> {
    let shown = cell.shown();
    Coefficient::parse(&shown.replace(',', ".")).ok_or_else(|| format!("“{shown}” không phải hệ số"))
}

/// Per cent of an injury or a band of it: `61`, `61%`, `0.61` as spreadsheets keep 61 %, `41-50`.
pub fn rate(cell: &Cell) -> Reading<(u8, Option<u8>)> {
    let shown = cell.shown();
    let wrong = || format!("“{shown}” không phải tỷ lệ phần trăm");
    let bare: String = shown.chars().filter(|c| !c.is_whitespace() && *c != '%').collect();
    if let (Cell::Number(_), Some(hundredths)) = (cell, bare.strip_prefix("0.")) {
        let two = format!("{hundredths:0<2}");
        let percent = if two.len() == 2 { two.parse().ok() } else { None };
        return percent.map(|percent| (percent, None)).ok_or_else(wrong);
    }
    let percent =
        |text: &str| text.parse::<u8>().ok().filter(|rate| (1..=100).contains(rate)).ok_or_else(wrong);
    match bare.split_once(['-', '–']) {
        Some((low, high)) => Ok((percent(low)?, Some(percent(high)?))),
        None => Ok((percent(&bare)?, None)),
    }
}

/// `x`, `X`, `có`, `1`; `không`, `0` and nothing are no.
pub fn yes(cell: &Cell) -> Reading<bool> {
    match fold(&cell.shown()).as_str() {
        "x" | "co" | "1" | "v" | "dung" => Ok(true),
        "" | "khong" | "0" | "-" => Ok(false),
        _ => Err(format!("“{}” không phải dấu x hoặc “có”", cell.shown())),
    }
}

fn serial(text: &str) -> Result<Date, String> {
    let whole = text.split('.').next().unwrap_or(text);
    whole.parse().ok().and_then(serial_date).ok_or_else(|| format!("“{text}” không phải ngày"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LATEST: Date = jiff::civil::date(2023, 6, 1);

    fn text(text: &str) -> Cell {
        Cell::text(text)
    }

    fn number(text: &str) -> Cell {
        Cell::Number(text.to_owned())
    }

    #[test]
    fn births_keep_their_precision() {
        for (cell, expected) in [
            (text("05/01/1948"), "1948-01-05"),
            (text("5.1.48"), "1948-01-05"),
            (number("17537"), "1948-01-05"),
            (number("17537.0"), "1948-01-05"),
            (text("17537"), "1948-01-05"),
            (number("1948"), "1948"),
            (text("1948"), "1948"),
            (text("00/00/1948"), "1948"),
            (text("01/1948"), "1948-01"),
            (Cell::Date(jiff::civil::date(1948, 1, 5)), "1948-01-05"),
        ] {
            assert_eq!(born(&cell, LATEST).map(dates::born_iso), Ok(expected.to_owned()), "{cell:?}");
        }
        for bad in [text("31/02/1948"), text("mai"), number("17"), number("99999999"), Cell::Empty] {
            assert!(born(&bad, LATEST).is_err(), "{bad:?}");
        }
        assert!(date(&text("01/1948"), LATEST).is_err());
    }

    #[test]
    fn months_are_read_from_dates_too() {
        for cell in
            [text("01/2023"), text("2023-01"), text("tháng 1/2023"), text("15/01/2023"), number("44941")]
        {
            assert_eq!(month(&cell, LATEST).map(|m| m.to_string()), Ok("2023-01".to_owned()), "{cell:?}");
        }
        assert!(month(&text("2023"), LATEST).is_err());
    }

    #[test]
    fn amounts_are_whole_or_refused() {
        for (cell, expected) in [
            (text("1.071.270.000"), 1_071_270_000),
            (text("1071270000"), 1_071_270_000),
            (text("540.000 đ"), 540_000),
            (text("540,000 đồng"), 540_000),
            (text("1 624 000"), 1_624_000),
            (number("540000"), 540_000),
            (number("540000.0"), 540_000),
            (text("-5.000"), -5000),
            (number("0"), 0),
        ] {
            assert_eq!(amount(&cell), Ok(Vnd(expected)), "{cell:?}");
        }
        for bad in [
            text("1.5"),
            text("1.0710"),
            number("540000.5"),
            text("năm trăm"),
            text("đ"),
            text("1..000"),
            Cell::Empty,
        ] {
            assert!(amount(&bad).is_err(), "{bad:?}");
        }
        assert!(count(&text("-5")).is_err());
    }

    #[test]
    fn rates_and_marks() {
        for (cell, expected) in [
            (text("61%"), (61, None)),
            (number("61"), (61, None)),
            (number("0.61"), (61, None)),
            (number("0.7"), (70, None)),
            (text("41-50"), (41, Some(50))),
            (text("41% – 50%"), (41, Some(50))),
        ] {
            assert_eq!(rate(&cell), Ok(expected), "{cell:?}");
        }
        assert!(rate(&text("161")).is_err() && rate(&number("0.615")).is_err() && rate(&text("0")).is_err());
        assert_eq!((yes(&text("X")), yes(&number("1")), yes(&Cell::Empty)), (Ok(true), Ok(true), Ok(false)));
        assert!(yes(&text("có lẽ")).is_err());
        assert_eq!(coefficient(&text("1,5")), Ok(Coefficient(150)));
    }
}
