//! Exact shares: a quotient of two counts, and the decimal that is printed of it.

use std::fmt;

/// `numerator ÷ denominator`, exact. The denominator is never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    numerator: i64,
    denominator: i64,
}

impl Ratio {
    /// `None` if `denominator` is not positive: a share of nothing is no share.
    pub fn new(numerator: i64, denominator: i64) -> Option<Ratio> {
        (denominator > 0).then_some(Ratio { numerator, denominator })
    }

    pub fn numerator(self) -> i64 {
        self.numerator
    }

    pub fn denominator(self) -> i64 {
        self.denominator
    }

    /// Per cent with two decimals, ties to the even digit (ISO 80000-1, rule A).
    pub fn per_cent(self) -> Decimal2 {
        Decimal2(round_half_even(i128::from(self.numerator) * 10_000, i128::from(self.denominator)))
    }
}

/// `numerator ÷ denominator` as a whole number, ties to the even neighbour. The denominator is positive; a
/// quotient beyond `i64` is cut to its limits.
pub fn round_half_even(numerator: i128, denominator: i128) -> i64 {
    let (floor, rest) = (numerator.div_euclid(denominator), numerator.rem_euclid(denominator));
    let up = match (rest * 2).cmp(&denominator) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => floor.rem_euclid(2) == 1,
        std::cmp::Ordering::Greater => true,
    };
    let whole = floor + i128::from(up);
    i64::try_from(whole).unwrap_or(if whole < 0 { i64::MIN } else { i64::MAX })
}

/// A decimal with exactly two places, in hundredths: `116,12` is `11612`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal2(pub i64);

impl Decimal2 {
    /// Reads `0.46`, `0,46`, `1`, `-0,5`; at most two places. `None` otherwise.
    pub fn parse(text: &str) -> Option<Decimal2> {
        let (sign, digits) = match text.trim().strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.trim()),
        };
        let (whole, places) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
        let numeric = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || places.len() > 2 || !numeric(whole) || !numeric(places) {
            return None;
        }
        let places: i64 = format!("{places:0<2}").parse().ok()?;
        let hundredths = whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(places)?;
        Some(Decimal2(sign * hundredths))
    }

    /// With a point, for machines: `0.46`.
    pub fn plain(self) -> String {
        self.written('.')
    }

    /// The difference of two printed decimals: what a reader of both gets on paper.
    pub fn minus(self, other: Decimal2) -> Decimal2 {
        Decimal2(self.0 - other.0)
    }

    fn written(self, mark: char) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, places) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        format!("{sign}{whole}{mark}{places:02}")
    }
}

/// As in Vietnamese print: `0,46`.
impl fmt::Display for Decimal2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.written(','))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ties_go_to_the_even_digit() {
        for (numerator, denominator, shown) in [
            (3716, 3200, "116,12"), // 116,125
            (3724, 3200, "116,38"), // 116,375
            (1, 3, "33,33"),
            (2, 3, "66,67"),
            (265, 43_442, "0,61"),
            (204, 44_347, "0,46"),
            (0, 5, "0,00"),
            (-1, 3, "-33,33"),
            (-3716, 3200, "-116,12"),
        ] {
            assert_eq!(Ratio::new(numerator, denominator).unwrap().per_cent().to_string(), shown);
        }
        assert_eq!(Ratio::new(1, 0), None);
        assert_eq!(Ratio::new(1, -4), None);
    }

    #[test]
    fn printed_rates_are_subtracted() {
        let (before, now) = (Decimal2::parse("0.61").unwrap(), Decimal2::parse("0,46").unwrap());
        assert_eq!(before.minus(now).plain(), "0.15");
        assert_eq!(now.minus(before).to_string(), "-0,15");
    }

    #[test]
    fn decimals_are_read_with_either_mark() {
        for (text, hundredths) in [("1", 100), ("1,1", 110), ("1.10", 110), (" 0,05 ", 5), ("-0,5", -50)] {
            assert_eq!(Decimal2::parse(text), Some(Decimal2(hundredths)), "{text}");
        }
        for bad in ["", "1,005", "1.000,5", "a", "--1", ",5", "1,-5"] {
            assert_eq!(Decimal2::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn rounding_is_never_off_by_more_than_half(n in -1_000_000_000i64..1_000_000_000, d in 1i64..1_000_000) {
            let rounded = i128::from(round_half_even(i128::from(n), i128::from(d)));
            let twice_off = (rounded * i128::from(d) - i128::from(n)).abs() * 2;
            prop_assert!(twice_off <= i128::from(d));
            prop_assert!(twice_off < i128::from(d) || rounded % 2 == 0);
        }
    }
}
