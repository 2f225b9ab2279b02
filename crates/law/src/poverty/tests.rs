//! One household inside and one just outside each limit, under each standard.

use super::*;
use crate::Ruleset;

/// `standard area b1 b2 => class`, `standard area income deprived [farm] => class`; `?`: refused.
fn check(table: &str) {
    let rules = Ruleset::embedded().unwrap();
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (left, expected) = line.split_once("=>").unwrap();
        let words: Vec<&str> = left.split_whitespace().collect();
        let standard = rules.poverty.standard(words[0]).unwrap();
        let area = Area::from_word(words[1]).unwrap();
        let (first, second): (i64, i64) = (words[2].parse().unwrap(), words[3].parse().unwrap());
        let measure = match words.get(4) {
            None => Measure::Points { b1: first, b2: second },
            Some(livelihood) => Measure::Income {
                per_person: Vnd(first),
                deprived: u8::try_from(second).unwrap(),
                livelihood: if *livelihood == "farm" { Livelihood::Farming } else { Livelihood::Other },
            },
        };
        let found = rules.poverty.classify(standard, area, measure, &rules.provisions);
        let found = found.map_or_else(|error| error.code().to_owned(), |found| found.class.word().to_owned());
        assert_eq!(found, expected.trim(), "{line}");
    }
}

#[test]
fn points_decide_at_their_limits() {
    check(
        "
        2022 rural 140 30 => poor
        2022 rural 140 20 => near_poor
        2022 rural 141 120 => other
        2022 urban 175 30 => poor
        2022 urban 175 20 => near_poor
        2022 urban 176 30 => other
        2022 rural 0 0 => near_poor
        2021 urban 140 0 => poor
        2021 urban 141 30 => poor
        2021 urban 175 20 => near_poor
        2021 urban 176 30 => other
        2021 rural 120 0 => poor
        2021 rural 121 20 => near_poor
        2021 rural 150 30 => poor
        2021 rural 151 30 => other
        2027 rural 100 30 => tables_not_published
        ",
    );
}

#[test]
fn incomes_decide_at_their_limits() {
    check(
        "
        2021 rural 700000 0 other => poor
        2021 rural 700001 2 other => near_poor
        2021 rural 1000000 3 other => poor
        2021 rural 1000001 9 other => other
        2021 rural 1500000 9 farm => average
        2021 urban 900000 0 other => poor
        2021 urban 900001 2 other => near_poor
        2021 urban 1300000 3 other => poor
        2021 urban 1950001 0 farm => other
        2022 rural 1500000 3 other => poor
        2022 rural 1500000 2 other => near_poor
        2022 rural 1500001 12 other => other
        2022 rural 1500001 12 farm => average
        2022 rural 2250001 0 farm => other
        2022 urban 2000000 3 other => poor
        2022 urban 2000000 2 other => near_poor
        2022 urban 2000001 3 other => other
        2022 urban 3000000 0 farm => average
        2027 rural 2200000 3 other => poor
        2027 rural 2200000 2 other => near_poor
        2027 rural 2200001 3 farm => other
        2027 urban 2800000 3 other => poor
        2027 urban 2800001 0 other => other
        ",
    );
}

#[test]
fn standards_follow_each_other() {
    let rules = Ruleset::embedded().unwrap();
    let on = |day: Date, known: KnownOn| {
        let found = rules.poverty.standard_on(day, known);
        found.map_or_else(|error| error.code().to_owned(), |standard| standard.id.to_string())
    };
    for (day, expected) in [
        (date(2020, 12, 31), "tables_not_published"),
        (date(2021, 1, 1), "2021"),
        (date(2021, 12, 31), "2021"),
        (date(2022, 1, 1), "2022"),
        (date(2026, 12, 31), "2022"),
        (date(2027, 1, 1), "2027"),
        (date(2031, 1, 1), "tables_not_published"),
    ] {
        assert_eq!(on(day, None), expected, "{day}");
    }
    assert_eq!(on(date(2027, 1, 1), Some(date(2025, 12, 29))), "2022", "the decree is not law yet");
}

#[test]
fn twelve_deprivations_of_ten_points_each() {
    let rules = Ruleset::embedded().unwrap();
    let standard = rules.poverty.standard("2022").unwrap();
    let numbers: Vec<u8> = rules.poverty.deprivations(standard).iter().map(|one| one.number).collect();
    assert_eq!(numbers, (1..=12).collect::<Vec<u8>>());
    assert_eq!(rules.poverty.b2(standard, 3).unwrap(), 30);
    let later = rules.poverty.standard("2027").unwrap();
    assert!(rules.poverty.deprivations(later).is_empty(), "the list is a draft's");
    assert!(rules.poverty.b2(later, 3).is_err());
}

#[test]
fn seasons_have_their_days() {
    let rules = Ruleset::embedded().unwrap();
    let month = |text: &str| Month::parse(text).unwrap();
    let season = |kind, text: &str| rules.poverty.season(kind, month(text)).unwrap();
    assert_eq!(season(SeasonKind::Yearly, "2023-11"), (date(2023, 9, 1), date(2023, 12, 14)));
    assert_eq!(season(SeasonKind::InYear, "2023-05"), (date(2023, 5, 15), date(2023, 5, 30)));
    assert!(rules.poverty.season(SeasonKind::Yearly, month("2021-08")).is_err());
    let meeting = rules.poverty.step(ReviewStep::Meeting, date(2023, 11, 1)).unwrap();
    assert_eq!(meeting.agree_percent, Some(50));
    assert!(!rules.poverty.project("3.1").unwrap().only_listed_areas);
    assert_eq!(rules.poverty.reports.len(), 3);
}

proptest::proptest! {
    /// More points of income never make a household poorer, more deprivations never richer.
    #[test]
    fn classes_are_monotone(b1 in 0i64..300, b2 in 0i64..=120, more in 0i64..50) {
        static RULES: std::sync::OnceLock<Ruleset> = std::sync::OnceLock::new();
        let rules = RULES.get_or_init(|| Ruleset::embedded().unwrap());
        let rank = |area, b1, b2| {
            let standard = rules.poverty.standard("2022").unwrap();
            let measure = Measure::Points { b1, b2 };
            rules.poverty.classify(standard, area, measure, &rules.provisions).unwrap().class
        };
        for area in [Area::Rural, Area::Urban] {
            proptest::prop_assert!(rank(area, b1, b2) <= rank(area, b1 + more, b2));
            proptest::prop_assert!(rank(area, b1, b2 + more) <= rank(area, b1, b2));
        }
    }
}
