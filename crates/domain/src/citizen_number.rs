//! The personal number of twelve digits: province of birth registration, century and sex, year, random.
//!
//! True mismatches exist (corrected birth dates, mistakes on old cards), so the checks warn and refuse nothing.

use law::{Born, Sex};

/// Why a number deserves a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Warning {
    #[error("số định danh phải có 12 chữ số")]
    NotTwelveDigits,
    #[error("ba chữ số đầu không phải mã nơi đăng ký khai sinh")]
    NoPlace,
    #[error("chữ số thứ tư không khớp giới tính")]
    Sex,
    #[error("chữ số thứ tư đến thứ sáu không khớp năm sinh")]
    BirthYear,
    /// The leading zero was lost in a spreadsheet and put back.
    #[error("đã thêm chữ số 0 ở đầu")]
    LeadingZeroAdded,
}

/// A number as it will be stored, with what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub number: String,
    pub warnings: Vec<Warning>,
}

/// Numbers lose their zero in spreadsheets; only those of the province with this code, in which the offices
/// lie, are repaired, and only if century, sex and year fit.
const REPAIRED_PLACE: &str = "72";

/// Reads a typed or imported number: spaces, dots and the text marker `'` are dropped, a lost zero put back.
pub fn read(text: &str, sex: Option<Sex>, born: Option<Born>) -> Reading {
    let number: String = text.chars().filter(|c| !c.is_whitespace() && !".'-".contains(*c)).collect();
    if let Some(repaired) = repair(&number, sex, born) {
        let mut warnings = vec![Warning::LeadingZeroAdded];
        warnings.extend(check(&repaired, sex, born));
        return Reading { number: repaired, warnings };
    }
    let warnings = check(&number, sex, born);
    Reading { number, warnings }
}

/// What does not fit; unknown sex or birth are not compared.
pub fn check(number: &str, sex: Option<Sex>, born: Option<Born>) -> Vec<Warning> {
    if number.len() != 12 || !number.bytes().all(|b| b.is_ascii_digit()) {
        return vec![Warning::NotTwelveDigits];
    }
    let mut warnings = Vec::new();
    if number.starts_with("000") {
        warnings.push(Warning::NoPlace);
    }
    if sex.is_some_and(|sex| sex != sex_of(number)) {
        warnings.push(Warning::Sex);
    }
    if born.is_some_and(|born| born.earliest().year() != birth_year(number)) {
        warnings.push(Warning::BirthYear);
    }
    warnings
}

/// The number with its zero, if it has eleven digits, begins with 72 and fits both sex and birth year.
pub fn repair(number: &str, sex: Option<Sex>, born: Option<Born>) -> Option<String> {
    let (sex, born) = (sex?, born?);
    if number.len() != 11 || !number.starts_with(REPAIRED_PLACE) {
        return None;
    }
    let repaired = format!("0{number}");
    check(&repaired, Some(sex), Some(born)).is_empty().then_some(repaired)
}

/// The older number of nine digits, kept beside the personal one.
pub fn is_old_card(number: &str) -> bool {
    number.len() == 9 && number.bytes().all(|b| b.is_ascii_digit())
}

/// Twelve digits are given.
fn sex_of(number: &str) -> Sex {
    if (number.as_bytes()[3] - b'0').is_multiple_of(2) { Sex::Male } else { Sex::Female }
}

/// 0 and 1 stand for the 20th century, 2 and 3 for the 21st, and so on.
fn birth_year(number: &str) -> i16 {
    let digit = |index: usize| i16::from(number.as_bytes()[index] - b'0');
    1900 + digit(3) / 2 * 100 + digit(4) * 10 + digit(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_warnings() {
        // text | sex | year | number | warnings
        check_table(
            "
            072148000123   | female | 1948 | 072148000123 |
            072 148 000 123| female | 1948 | 072148000123 |
            72148000123    | female | 1948 | 072148000123 | LeadingZeroAdded
            72148000123    | male   | 1948 | 72148000123  | NotTwelveDigits
            72148000123    | female | 1950 | 72148000123  | NotTwelveDigits
            72148000123    | female |      | 72148000123  | NotTwelveDigits
            79148000123    | female | 1948 | 79148000123  | NotTwelveDigits
            072048000123   | female | 1948 | 072048000123 | Sex
            072048000123   |        | 1950 | 072048000123 | BirthYear
            072348000123   | female | 2048 | 072348000123 |
            000048000123   | male   | 1948 | 000048000123 | NoPlace
            072048000123   |        |      | 072048000123 |
            072O48000123   | male   | 1948 | 072O48000123 | NotTwelveDigits
            290123456      | male   | 1948 | 290123456    | NotTwelveDigits
            ",
        );
        assert!(is_old_card("290123456") && !is_old_card("29012345x") && !is_old_card("072048000123"));
    }

    fn check_table(table: &str) {
        for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let [text, sex, year, number, warnings] = cells[..] else { panic!("five cells: {line}") };
            let sex = match sex {
                "male" => Some(Sex::Male),
                "female" => Some(Sex::Female),
                "" => None,
                other => panic!("{other}"),
            };
            let born = (!year.is_empty()).then(|| Born::Year(year.parse().unwrap()));
            let reading = read(text, sex, born);
            assert_eq!(reading.number, number, "{line}");
            let found: Vec<String> = reading.warnings.iter().map(|w| format!("{w:?}")).collect();
            assert_eq!(found.join(" "), warnings, "{line}");
        }
    }
}
