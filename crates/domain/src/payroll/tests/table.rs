//! An invented law: amounts are made up, the dates are those of decree 55/2023 and its like.

use jiff::civil::{Date, date};
use law::{Citation, LawError, Month, Scheme, Step, Terms, Valued, Vnd};

/// `base` of a scheme: owed from, law since, amount.
const BASES: &[(Source, &str, (i16, i8, i8), i64)] = &[
    (Source::Merit, "2021-07", (2021, 9, 15), 1_600),
    (Source::Merit, "2023-07", (2023, 9, 5), 2_000),
    (Source::Social, "2021-07", (2021, 7, 1), 360),
    (Source::Social, "2024-07", (2024, 7, 1), 500),
    (Source::Social, "2026-07", (2026, 10, 5), 540),
];

/// Merit tables end here until somebody publishes the next.
const MERIT_UNTIL: &str = "2026-06";

#[derive(Clone, Copy, PartialEq)]
enum Source {
    Merit,
    Social,
}

pub fn month(text: &str) -> Month {
    Month::parse(text).unwrap_or_else(|| panic!("month {text}"))
}

/// Words of the scenarios: category, part, class, rate, and thousandths of the base.
pub fn terms(word: &str) -> Terms {
    let (scheme, category, part, class, rate) = match word {
        "inv61" => (Scheme::Merit, "war_invalid", "allowance", "standard", Some(61)),
        "inv41" => (Scheme::Merit, "war_invalid", "allowance", "standard", Some(41)),
        "carer" => (Scheme::Merit, "war_invalid", "carer", "81_plus", None),
        "edu" => (Scheme::Merit, "martyr", "education", "full", None),
        "severe" => (Scheme::SocialAllowance, "disabled_severe", "allowance", "adult", None),
        "severe_child" => (Scheme::SocialAllowance, "disabled_severe", "allowance", "child", None),
        "under_4" => (Scheme::SocialAllowance, "poor_child", "allowance", "under_4", None),
        "from_4" => (Scheme::SocialAllowance, "poor_child", "allowance", "from_4", None),
        "pension" => (Scheme::SocialPension, "pensioner_75", "pension", "", None),
        "funeral" => (Scheme::SocialOneOff, "funeral_beneficiary", "funeral", "", None),
        "worship" => (Scheme::MeritOneOff, "martyr", "worship", "", None),
        "unknown" => (Scheme::Merit, "theo danh sách cũ", "allowance", "", None),
        _ => panic!("no terms called {word}"),
    };
    Terms { scheme, category: category.into(), part: part.into(), class: class.into(), rate, quantity: 1 }
}

fn thousandths(terms: &Terms) -> Option<(Source, i64)> {
    match (&*terms.category, &*terms.part, &*terms.class, terms.rate) {
        ("war_invalid", "allowance", _, Some(61)) => Some((Source::Merit, 1_000)),
        ("war_invalid", "allowance", _, Some(41)) => Some((Source::Merit, 700)),
        ("war_invalid", "carer", ..) => Some((Source::Merit, 900)),
        ("martyr", "education", ..) => Some((Source::Merit, 400)),
        ("martyr", "worship", ..) => Some((Source::Merit, 850)),
        ("disabled_severe", _, "adult", _) => Some((Source::Social, 1_500)),
        ("disabled_severe", _, "child", _) => Some((Source::Social, 2_000)),
        ("poor_child", _, "under_4", _) => Some((Source::Social, 2_500)),
        ("poor_child", _, "from_4", _) => Some((Source::Social, 1_500)),
        ("pensioner_75", ..) => Some((Source::Social, 1_000)),
        ("funeral_beneficiary", ..) => Some((Source::Social, 20_000)),
        _ => None,
    }
}

pub fn value(terms: &Terms, month: Month, known_on: Option<Date>) -> Result<Valued, LawError> {
    let (source, thousandths) =
        thousandths(terms).ok_or_else(|| LawError::UnknownTerms(format!("{}/{}", terms.category, terms.class)))?;
    if source == Source::Merit && month > self::month(MERIT_UNTIL) {
        return Err(LawError::TablesNotPublished { what: terms.category.to_string(), month });
    }
    let in_force = |&&(of, owed_from, (y, m, d), _): &&(Source, &str, (i16, i8, i8), i64)| {
        of == source && self::month(owed_from) <= month && known_on.is_none_or(|day| date(y, m, d) <= day)
    };
    let found = BASES.iter().filter(in_force).next_back().ok_or(LawError::UnsupportedMonth(month))?;
    let amount = Vnd(found.3 * thousandths);
    let citation = Citation { page: "x".into(), instrument: format!("QĐ {}", found.1).into(), provision: "Điều 1".into() };
    let step = Step { text: format!("Mức {} từ {}", found.3, found.1), citation: Some(citation) };
    Ok(Valued { amount, coefficient: None, base: None, steps: vec![step] })
}
