//! Round words of a speech: "trên 4 tỷ đồng" for what the books know exactly.

use law::Vnd;

/// How a speech says a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// Every digit: `3.770`.
    Exact,
    /// The leading step below it: `trên 2.000`.
    Round,
}

/// A count in words of `wording`. Round: below 100 every digit; then whole fifties below 1.000, whole five
/// hundreds below 10.000, whole thousands below 100.000, whole ten thousands above. A number that lies on the step
/// is said without `trên`: 2.000 are not more than 2.000.
pub fn count(number: i64, wording: Wording) -> String {
    let step = match (wording, number) {
        (Wording::Exact, _) | (Wording::Round, ..100) => return Vnd(number).to_string(),
        (Wording::Round, 100..1_000) => 50,
        (Wording::Round, 1_000..10_000) => 500,
        (Wording::Round, 10_000..100_000) => 1_000,
        (Wording::Round, 100_000..) => 10_000,
    };
    over(number, number / step * step, &Vnd(number / step * step).to_string())
}

/// An amount, with `đồng`. Round: below ten thousand every digit; whole thousands below a million; halves of a
/// million below 10 million, whole millions below 100 million, ten millions below a billion; halves of a billion
/// below 10 billion, whole billions below 100 billion, ten billions above.
pub fn amount(amount: Vnd, wording: Wording) -> String {
    const THOUSAND: i64 = 1_000;
    const MILLION: i64 = 1_000 * THOUSAND;
    const BILLION: i64 = 1_000 * MILLION;
    let (step, unit, word) = match (wording, amount.0) {
        (Wording::Exact, _) | (Wording::Round, ..10_000) => return format!("{amount} đồng"),
        (Wording::Round, 10_000..MILLION) => (THOUSAND, THOUSAND, "nghìn"),
        (Wording::Round, MILLION..10_000_000) => (MILLION / 2, MILLION, "triệu"),
        (Wording::Round, 10_000_000..100_000_000) => (MILLION, MILLION, "triệu"),
        (Wording::Round, 100_000_000..BILLION) => (10 * MILLION, MILLION, "triệu"),
        (Wording::Round, BILLION..10_000_000_000) => (BILLION / 2, BILLION, "tỷ"),
        (Wording::Round, 10_000_000_000..100_000_000_000) => (BILLION, BILLION, "tỷ"),
        (Wording::Round, 100_000_000_000..) => (10 * BILLION, BILLION, "tỷ"),
    };
    let below = amount.0 / step * step;
    let half = if below % unit == 0 { "" } else { ",5" };
    over(amount.0, below, &format!("{}{half} {word} đồng", Vnd(below / unit)))
}

fn over(exact: i64, below: i64, said: &str) -> String {
    if exact > below { format!("trên {said}") } else { said.to_owned() }
}

/// What a sentence claims when it says `trên`, `hơn`, `gần` or a bare round number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    MoreThan(i64),
    Nearly(i64),
    Exactly(i64),
}

impl Claim {
    /// Reads `trên 4 tỷ đồng`, `hơn 300`, `gần 1,5 tỷ đồng`, `16.219`. `None` if there is no number in it.
    pub fn parse(text: &str) -> Option<Claim> {
        let text = text.trim().to_lowercase();
        let (claim, rest): (fn(i64) -> Claim, &str) = match text.split_once(' ') {
            Some(("trên" | "hơn", rest)) => (Claim::MoreThan, rest),
            Some(("gần", rest)) => (Claim::Nearly, rest),
            Some(_) | None => (Claim::Exactly, &text),
        };
        let mut words = rest.split_whitespace();
        let digits = words.next()?;
        let unit: i64 = match words.next() {
            Some("tỷ" | "tỉ") => 1_000_000_000,
            Some("triệu") => 1_000_000,
            Some("nghìn" | "ngàn") => 1_000,
            Some(_) | None => 1,
        };
        let (whole, places) = digits.split_once(',').unwrap_or((digits, ""));
        let whole: i64 = whole.replace('.', "").parse().ok()?;
        let scale = 10_i64.checked_pow(u32::try_from(places.len()).ok()?)?;
        let fraction: i64 = if places.is_empty() { 0 } else { places.parse().ok()? };
        let part = fraction.checked_mul(unit)?;
        (part % scale == 0).then_some(claim(whole.checked_mul(unit)? + part / scale))
    }

    /// Whether the claim may be made of `exact`: more than, and not more than half again as much.
    pub fn holds(self, exact: i64) -> bool {
        match self {
            Claim::MoreThan(said) => exact > said && exact - said <= said / 2,
            Claim::Nearly(said) => exact < said && said - exact <= said / 10,
            Claim::Exactly(said) => exact == said,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn round_words_lie_below_the_exact_value() {
        for (exact, said) in [
            (2_113, "trên 2.000"),
            (2_000, "2.000"),
            (6_613, "trên 6.500"),
            (6_499, "trên 6.000"),
            (16_219, "trên 16.000"),
            (336, "trên 300"),
            (99, "99"),
            (0, "0"),
            (265_000, "trên 260.000"),
        ] {
            assert_eq!(count(exact, Wording::Round), said);
        }
        assert_eq!(count(3_770, Wording::Exact), "3.770");
        for (exact, said) in [
            (4_312_500_000, "trên 4 tỷ đồng"),
            (4_000_000_000, "4 tỷ đồng"),
            (3_999_999_999, "trên 3,5 tỷ đồng"),
            (70_500_000, "trên 70 triệu đồng"),
            (773_255_000, "trên 770 triệu đồng"),
            (48_990_000_000, "trên 48 tỷ đồng"),
            (123_400_000_000, "trên 120 tỷ đồng"),
            (800_000, "800 nghìn đồng"),
            (800, "800 đồng"),
            (4_612_500_000, "trên 4,5 tỷ đồng"),
            (1_999_000, "trên 1,5 triệu đồng"),
        ] {
            assert_eq!(amount(Vnd(exact), Wording::Round), said);
        }
        assert_eq!(amount(Vnd(77_255_000), Wording::Exact), "77.255.000 đồng");
    }

    #[test]
    fn a_claim_is_held_against_the_exact_value() {
        for (text, exact, holds) in [
            ("trên 4 tỷ đồng", 4_312_500_000, true),
            ("trên 4 tỷ đồng", 4_000_000_000, false),
            ("trên 4 tỷ đồng", 3_999_000_000, false),
            ("trên 4 tỷ đồng", 40_000_000_000, false),
            ("Hơn 300 người", 336, true),
            ("gần 1,5 tỷ đồng", 1_480_000_000, true),
            ("gần 1,5 tỷ đồng", 1_500_000_000, false),
            ("16.219", 16_219, true),
            ("16.219", 16_220, false),
        ] {
            assert_eq!(Claim::parse(text).unwrap().holds(exact), holds, "{text} {exact}");
        }
        assert_eq!(Claim::parse("đầy đủ, kịp thời"), None);
    }

    proptest! {
        #[test]
        fn what_is_said_always_holds(exact in 0i64..2_000_000_000_000) {
            let said = amount(Vnd(exact), Wording::Round);
            prop_assert!(Claim::parse(&said).unwrap().holds(exact), "{} for {}", said, exact);
            let said = count(exact % 1_000_000, Wording::Round);
            prop_assert!(Claim::parse(&said).unwrap().holds(exact % 1_000_000), "{}", said);
        }
    }
}
