//! Cross-foot checks: what looks wrong in the figures together, though each is folded correctly.
//!
//! A warning is not an error. Somebody answers it in writing before a report is frozen.

use super::answer::Answer;
use super::catalogue::{FigureKey, Fold, Unit};
use crate::reports::rounding::Claim;
use crate::worded;
use law::Vnd;
use std::collections::BTreeMap;

worded!(WarningCode {
    PartExceedsWhole = "part_exceeds_whole",
    NeighbourThousandfold = "neighbour_thousandfold",
    YearAgainstYear = "year_against_year",
    WithoutUnit = "without_unit",
    WordsAgainstValue = "words_against_value",
    NotKnown = "not_known",
    Unitemised = "unitemised",
});

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub code: WarningCode,
    pub figure: String,
    /// Vietnamese sentence with the numbers that disagree.
    pub text: String,
}

impl Warning {
    /// What an answer refers to: other numbers make another warning.
    pub fn key(&self) -> String {
        format!("{}: {}", self.code.word(), self.text)
    }
}

/// A figure's quantity in one commune; `unit` is empty for rows without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InUnit {
    pub unit: String,
    pub rows: u64,
    pub quantity: i64,
}

/// A base figure, spread over the communes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    pub key: FigureKey,
    pub units: Vec<InUnit>,
}

/// Each part is counted within its whole.
const PARTS: [(&str, &str); 13] = [
    ("registry.heroic_mothers.living", "registry.heroic_mothers"),
    ("registry.heroic_mothers", "registry.merit"),
    ("registry.martyrs", "registry.merit"),
    ("registry.heroes", "registry.merit"),
    ("merit.monthly.beneficiaries", "merit.monthly.lines"),
    ("assistance.monthly.beneficiaries", "assistance.monthly.lines"),
    ("merit.monthly.amount", "merit.year.amount"),
    ("assistance.monthly.amount", "assistance.year.amount"),
    ("tet.itemised", "tet.amount"),
    ("tet.gifts", "campaigns.gifts"),
    ("children.mid_autumn.town", "children.mid_autumn.amount"),
    ("children.mid_autumn.communes", "children.mid_autumn.amount"),
    ("children.mid_autumn.mobilised", "children.mid_autumn.amount"),
];

/// All warnings, in the order of the catalogue. `before` holds the same figures a year earlier.
pub fn warnings(answers: &[Answer], before: &[Answer], spreads: &[Spread]) -> Vec<Warning> {
    let mut found = Vec::new();
    // Figures of earlier years stand beside those of the year; what was odd in them was said in their own report.
    let year = answers.iter().map(|answer| answer.key.year).max();
    for answer in answers {
        parts(answer, answers, &mut found);
        unitemised(answer, &mut found);
        if Some(answer.key.year) != year {
            continue;
        }
        year_against_year(answer, answers, before, &mut found);
        if answer.value.is_none() {
            let text = format!("{}: chưa có số liệu trong sổ.", answer.key.title());
            found.push(warning(WarningCode::NotKnown, answer.key, text));
        }
    }
    for spread in spreads {
        within_units(spread, &mut found);
    }
    sums_beside_sums(answers, &mut found);
    found
}

/// A sentence that says more, or less, than the books.
pub fn words_against_value(figure: &Answer, said: &str) -> Option<Warning> {
    let (claim, exact) = (Claim::parse(said)?, figure.number()?);
    if claim.holds(exact) {
        return None;
    }
    let text = format!("{}: viết “{said}” nhưng số chính xác là {}.", figure.key.title(), figure.exact());
    Some(warning(WarningCode::WordsAgainstValue, figure.key, text))
}

fn parts(answer: &Answer, answers: &[Answer], found: &mut Vec<Warning>) {
    let id = answer.key.id();
    let mut wholes: Vec<String> =
        PARTS.iter().filter(|(part, _)| *part == id).map(|(_, whole)| (*whole).to_owned()).collect();
    if answer.key.spec.id == "poverty.{year}.households" {
        wholes.push(format!("poverty.{}.all_households", answer.key.year));
    }
    for whole in answers.iter().filter(|whole| wholes.contains(&whole.key.id())) {
        if let (Some(part), Some(all)) = (answer.number(), whole.number())
            && part > all
        {
            let text = format!(
                "{} ({}) lớn hơn {} ({}).",
                answer.key.title(),
                answer.exact(),
                whole.key.title(),
                whole.exact()
            );
            found.push(warning(WarningCode::PartExceedsWhole, answer.key, text));
        }
    }
}

/// Doubled or halved within a year.
fn year_against_year(answer: &Answer, answers: &[Answer], before: &[Answer], found: &mut Vec<Warning>) {
    let earlier = match answer.key.last_year() {
        Some(key) => before.iter().find(|earlier| earlier.key == key),
        None => answers
            .iter()
            .find(|earlier| earlier.key == FigureKey { year: answer.key.year - 1, ..answer.key }),
    };
    let base = matches!(answer.key.spec.fold, Fold::Count(_) | Fold::Sum(_));
    if let (true, Some(earlier)) = (base, earlier)
        && let (Some(now), Some(then)) = (answer.number(), earlier.number())
        && then > 0
        && (now > then.saturating_mul(2) || now.saturating_mul(2) < then)
    {
        let text = format!(
            "{}: năm {} là {}, năm trước là {}.",
            answer.key.title(),
            answer.key.year,
            answer.exact(),
            earlier.exact()
        );
        found.push(warning(WarningCode::YearAgainstYear, answer.key, text));
    }
}

/// Figures some of whose rows belong to the whole office, or tell no place on purpose: by the beginning of their ids.
const OF_THE_OFFICE: [&str; 11] = [
    "children.outreach",
    "children.protection_cases",
    "children.special_circumstances",
    "children.supported",
    "children.violence",
    "children.abused",
    "movements",
    "labour.plan",
    "poverty.programme",
    "report",
    "tasks",
];

fn within_units(spread: &Spread, found: &mut Vec<Warning>) {
    let lost: u64 = spread.units.iter().filter(|unit| unit.unit.is_empty()).map(|unit| unit.rows).sum();
    if lost > 0 && !OF_THE_OFFICE.iter().any(|beginning| spread.key.spec.id.starts_with(beginning)) {
        let text = format!("{}: {} dòng không rõ xã, phường.", spread.key.title(), Vnd(lost.cast_signed()));
        found.push(warning(WarningCode::WithoutUnit, spread.key, text));
    }
    if matches!(spread.key.spec.fold, Fold::Sum(_)) || spread.key.spec.id.ends_with(".all_households") {
        let named: Vec<(&str, i64)> =
            spread.units.iter().map(|unit| (unit.unit.as_str(), unit.quantity)).collect();
        found.extend(thousandfold(spread.key, &named));
    }
}

/// Amounts that are parts of one thing, by their ids, stand side by side in a report.
fn sums_beside_sums(answers: &[Answer], found: &mut Vec<Warning>) {
    let mut beside: BTreeMap<(&str, i16), Vec<&Answer>> = BTreeMap::new();
    for answer in answers.iter().filter(|answer| answer.key.spec.unit == Unit::Vnd) {
        let whole = answer.key.spec.id.rsplit_once('.').map_or("", |(whole, _)| whole);
        beside.entry((whole, answer.key.year)).or_default().push(answer);
    }
    for alike in beside.into_values() {
        let number = |sum: &&Answer| sum.number().map(|number| (sum.key.spec.title_vi, number));
        let named: Vec<(&str, i64)> = alike.iter().filter_map(number).collect();
        if let [first, ..] = alike[..] {
            found.extend(thousandfold(first.key, &named));
        }
    }
}

/// A sum that its items do not reach must be shown with the rest, and somebody must say what the rest is.
fn unitemised(answer: &Answer, found: &mut Vec<Warning>) {
    if answer.key.spec.id == "tet.unitemised"
        && let Some(rest) = answer.number().filter(|rest| *rest > 0)
    {
        let text = format!("Kinh phí Tết còn {} đồng chưa phân rõ vào quà hoặc họp mặt.", Vnd(rest));
        found.push(warning(WarningCode::Unitemised, answer.key, text));
    }
}

/// A neighbour a thousand times larger: most often a sum typed in thousands among sums in đồng.
pub fn thousandfold(key: FigureKey, neighbours: &[(&str, i64)]) -> Vec<Warning> {
    let Some((largest, most)) = neighbours.iter().max_by_key(|(_, quantity)| *quantity) else {
        return Vec::new();
    };
    let slips =
        neighbours.iter().filter(|(_, quantity)| *quantity > 0 && quantity.saturating_mul(1_000) <= *most);
    slips
        .map(|(name, quantity)| {
            let text = format!(
                "{}: {name} chỉ {} trong khi {largest} là {}; có nhầm đơn vị tính không?",
                key.title(),
                Vnd(*quantity),
                Vnd(*most)
            );
            warning(WarningCode::NeighbourThousandfold, key, text)
        })
        .collect()
}

fn warning(code: WarningCode, key: FigureKey, text: String) -> Warning {
    Warning { code, figure: key.id(), text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::answer::Value;

    fn answer(id: &str, year: i16, value: i64) -> Answer {
        Answer {
            key: FigureKey::find(id, year).unwrap(),
            value: Some(Value::Number(value)),
            ratio: None,
            target: None,
            rows: 1,
            from_totals: 0,
        }
    }

    fn check(answers: &[Answer], before: &[Answer], spreads: &[Spread], expect: &[(&str, &str)]) {
        let found = warnings(answers, before, spreads);
        let told: Vec<(&str, &str)> =
            found.iter().map(|warning| (warning.code.word(), warning.figure.as_str())).collect();
        assert_eq!(told, expect);
    }

    #[test]
    fn sound_figures_raise_nothing() {
        let answers = [
            answer("registry.heroic_mothers", 2023, 578),
            answer("registry.heroic_mothers.living", 2023, 6),
            answer("poverty.2022.households", 2023, 265),
            answer("poverty.2023.households", 2023, 204),
            answer("merit.monthly.amount", 2023, 4_000_000_000),
            answer("assistance.monthly.amount", 2023, 3_000_000_000),
        ];
        check(&answers, &[], &[], &[]);
        // Money of one field beside money of another, a thousand times larger, says nothing.
        let apart = [
            answer("merit.monthly.amount", 2023, 4_000_000_000),
            answer("assistance.monthly.amount", 2023, 3_000_000),
        ];
        check(&apart, &[], &[], &[]);
    }

    #[test]
    fn parts_stay_within_their_whole() {
        let answers =
            [answer("registry.heroic_mothers", 2023, 5), answer("registry.heroic_mothers.living", 2023, 6)];
        check(&answers, &[], &[], &[("part_exceeds_whole", "registry.heroic_mothers.living")]);
        let answers =
            [answer("poverty.2023.households", 2023, 50), answer("poverty.2023.all_households", 2023, 40)];
        check(&answers, &[], &[], &[("part_exceeds_whole", "poverty.2023.households")]);
    }

    #[test]
    fn a_doubled_year_is_asked_about() {
        let now = [answer("registry.martyrs", 2023, 3_770)];
        check(&now, &[answer("registry.martyrs", 2022, 1_885)], &[], &[]);
        let asked = [("year_against_year", "registry.martyrs")];
        check(&now, &[answer("registry.martyrs", 2022, 1_884)], &[], &asked);
        let poor =
            [answer("poverty.2022.households", 2023, 475), answer("poverty.2023.households", 2023, 204)];
        check(&poor, &[], &[], &[("year_against_year", "poverty.2023.households")]);
    }

    #[test]
    fn a_sum_in_thousands_is_noticed() {
        let sum = answer("merit.monthly.amount", 2023, 1);
        let found =
            thousandfold(sum.key, &[("thị xã", 77_255_000), ("xã", 800_000), ("vận động", 1_071_270_000)]);
        assert_eq!(found.len(), 1);
        assert!(found[0].text.contains("xã chỉ 800.000"), "{}", found[0].text);
        let units = [("Phường An Hòa", 1_000), ("", 999_999)];
        let units = units.map(|(unit, quantity)| InUnit { unit: unit.to_owned(), rows: 2, quantity });
        let spread = Spread { key: sum.key, units: units.to_vec() };
        check(&[], &[], &[spread], &[("without_unit", "merit.monthly.amount")]);
    }

    /// The sums of the source report: 800.000 beside 77.255.000 and 1.071.270.000, as printed.
    #[test]
    fn the_communes_own_sum_is_asked_about() {
        let answers = [
            answer("children.mid_autumn.town", 2023, 77_255_000),
            answer("children.mid_autumn.communes", 2023, 800_000),
            answer("children.mid_autumn.mobilised", 2023, 1_071_270_000),
            answer("children.action_month.amount", 2023, 70_500_000),
            answer("tet.amount", 2023, 14_625_146_000),
        ];
        let found = warnings(&answers, &[], &[]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].code, WarningCode::NeighbourThousandfold);
        assert!(found[0].text.contains("xã, phường chỉ 800.000"), "{}", found[0].text);
    }

    #[test]
    fn a_rest_that_nothing_itemises_is_asked_about() {
        let rest = |amount| [answer("tet.unitemised", 2023, amount)];
        check(&rest(0), &[], &[], &[]);
        check(&rest(1_000), &[], &[], &[("unitemised", "tet.unitemised")]);
    }

    #[test]
    fn round_words_are_held_against_the_books() {
        let sum = answer("merit.monthly.amount", 2023, 3_999_000_000);
        let warning = words_against_value(&sum, "trên 4 tỷ đồng").unwrap();
        assert!(warning.text.contains("3.999.000.000 đồng"));
        assert_eq!(words_against_value(&sum, "gần 4 tỷ đồng"), None);
    }
}
