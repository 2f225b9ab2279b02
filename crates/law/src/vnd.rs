//! Money: whole đồng, signed, never a float.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// An amount in whole đồng. Additions panic on overflow (the release profile keeps the checks):
/// an office's amounts stay thirteen decimal digits below the limit of `i64`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Vnd(pub i64);

impl Vnd {
    pub const ZERO: Vnd = Vnd(0);

    /// `self × times`, exact.
    pub fn times(self, times: u32) -> Vnd {
        Vnd(self.0 * i64::from(times))
    }

    /// The nearest thousand, halves away from zero. Decree 55/2023 rounds the amounts tied to the base to the
    /// thousand without naming a direction; half-up reproduces every published table.
    pub fn round_half_up_to_thousand(self) -> Vnd {
        let sign = self.0.signum();
        Vnd(sign * ((self.0.abs() + 500) / 1000) * 1000)
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }
}

/// Vietnamese grouping: `1.071.270.000`, without a unit.
impl fmt::Display for Vnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.unsigned_abs().to_string();
        let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
        if self.0 < 0 {
            out.push('-');
        }
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push('.');
            }
            out.push(c);
        }
        f.pad(&out)
    }
}

impl Add for Vnd {
    type Output = Vnd;
    fn add(self, other: Vnd) -> Vnd {
        Vnd(self.0 + other.0)
    }
}

impl AddAssign for Vnd {
    fn add_assign(&mut self, other: Vnd) {
        self.0 += other.0;
    }
}

impl Sub for Vnd {
    type Output = Vnd;
    fn sub(self, other: Vnd) -> Vnd {
        Vnd(self.0 - other.0)
    }
}

impl SubAssign for Vnd {
    fn sub_assign(&mut self, other: Vnd) {
        self.0 -= other.0;
    }
}

impl Neg for Vnd {
    type Output = Vnd;
    fn neg(self) -> Vnd {
        Vnd(-self.0)
    }
}

impl Sum for Vnd {
    fn sum<I: Iterator<Item = Vnd>>(iter: I) -> Vnd {
        iter.fold(Vnd::ZERO, Add::add)
    }
}

/// A factor of a base level in exact hundredths: `1.5` is `150`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Coefficient(pub u32);

impl Coefficient {
    /// Reads decimal text with at most two decimals: `"1.5"`, `"20"`, `"0.25"`.
    pub fn parse(text: &str) -> Option<Coefficient> {
        let (whole, frac) = text.split_once('.').unwrap_or((text, ""));
        let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty() || frac.len() > 2 || !digits(whole) || !digits(frac) {
            return None;
        }
        let frac: u32 = format!("{frac:0<2}").parse().ok()?;
        whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(frac).map(Coefficient)
    }

    /// `base × self`. Every product of a published base and coefficient is whole; a remainder would be a
    /// mistake in a law page and gives `None`.
    pub fn of(self, base: Vnd) -> Option<Vnd> {
        let hundredfold = base.0.checked_mul(i64::from(self.0))?;
        (hundredfold % 100 == 0).then_some(Vnd(hundredfold / 100))
    }

    pub fn times(self, times: u32) -> Coefficient {
        Coefficient(self.0 * times)
    }
}

/// Decimal text with at least one decimal: `1.5`, `2.0`, `1.25`.
impl fmt::Display for Coefficient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, frac) = (self.0 / 100, self.0 % 100);
        if frac.is_multiple_of(10) {
            write!(f, "{whole}.{}", frac / 10)
        } else {
            write!(f, "{whole}.{frac:02}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_in_vietnam() {
        assert_eq!(Vnd(1_071_270_000).to_string(), "1.071.270.000");
        assert_eq!(Vnd(-800_000).to_string(), "-800.000");
        assert_eq!(Vnd(0).to_string(), "0");
    }

    #[test]
    fn coefficients_are_exact() {
        for (text, hundredths, shown) in [("1.5", 150, "1.5"), ("20", 2000, "20.0"), ("0.25", 25, "0.25")] {
            let c = Coefficient::parse(text).unwrap();
            assert_eq!((c.0, c.to_string().as_str()), (hundredths, shown));
        }
        for bad in ["", "1.555", "-1", "1,5", "."] {
            assert_eq!(Coefficient::parse(bad), None, "{bad}");
        }
        assert_eq!(Coefficient(150).of(Vnd(360_000)), Some(Vnd(540_000)));
        assert_eq!(Coefficient(1).of(Vnd(360_050)), None);
    }

    #[test]
    fn thousands_round_half_up() {
        for (from, to) in [(17_291_800, 17_292_000), (31_852_500, 31_853_000), (1_499, 1_000), (0, 0)] {
            assert_eq!(Vnd(from).round_half_up_to_thousand(), Vnd(to));
        }
    }
}
