//! An invented law: amounts are made up, the dates are those of decree 55/2023 and its like.

use jiff::civil::{Date, date};
use law::{Citation, LawError, Month, Scheme, Step, Terms, Valued, Vnd};

/// A base level: owed from, law since, amount.
struct Base {
    of: Source,
    owed_from: &'static str,
    in_force_on: Date,
    amount: i64,
}

const BASES: &[Base] = &[
    Base { of: Source::Merit, owed_from: "2021-07", in_force_on: date(2021, 9, 15), amount: 1_600 },
    Base { of: Source::Merit, owed_from: "2023-07", in_force_on: date(2023, 9, 5), amount: 2_000 },
    Base { of: Source::Social, owed_from: "2021-07", in_force_on: date(2021, 7, 1), amount: 360 },
    Base { of: Source::Social, owed_from: "2024-07", in_force_on: date(2024, 7, 1), amount: 500 },
    Base { of: Source::Social, owed_from: "2026-07", in_force_on: date(2026, 10, 5), amount: 540 },
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
    let (source, thousandths) = thousandths(terms)
        .ok_or_else(|| LawError::UnknownTerms(format!("{}/{}", terms.category, terms.class)))?;
    if source == Source::Merit && month > self::month(MERIT_UNTIL) {
        return Err(LawError::TablesNotPublished { what: terms.category.to_string(), month });
    }
    let in_force = |base: &&Base| {
        let known = known_on.is_none_or(|day| base.in_force_on <= day);
        base.of == source && self::month(base.owed_from) <= month && known
    };
    let base = BASES.iter().rfind(in_force).ok_or(LawError::UnsupportedMonth(month))?;
    let amount = Vnd(base.amount * thousandths);
    let instrument = format!("QĐ {}", base.owed_from).into();
    let citation = Citation { page: "x".into(), instrument, provision: "Điều 1".into() };
    let step =
        Step { text: format!("Mức {} từ {}", base.amount, base.owed_from), citation: Some(citation) };
    Ok(Valued { amount, coefficient: None, base: None, steps: vec![step] })
}
