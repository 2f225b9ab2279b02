//! Entitlements of synthetic people under the real law pages.

use super::meter::Meter;
use jiff::civil::{Date, date};
use law::facts::{
    BenefitKind, Case, DecisionScheme, Degree, ExposureSubtype, Fact, HouseholdClass, InjuryCategory,
    MeritCategory, MeritStatus, MeritSubtype, Person, Rate, Relation, Sex, SupportStatus, SurvivorCategory,
    SurvivorOf, What,
};
use law::{Born, Month, Ruleset, Vnd};
use serde_json::{Value, json};

/// A small generator of our own (xorshift), so that the people are the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn day(&mut self, first_year: u64, years: u64) -> Date {
        let year = i16::try_from(first_year + self.below(years)).unwrap_or(2000);
        date(year, 1 + self.below(12) as i8, 1 + self.below(28) as i8)
    }
}

fn fact(from: Date, what: What) -> Fact {
    Fact { from, until: None, what }
}

/// About the mix of an office's list: the very old, the disabled, poor elderly, war invalids, survivors.
fn person(dice: &mut Dice) -> Case {
    let started = dice.day(2015, 8);
    let sex = if dice.below(2) == 0 { Sex::Male } else { Sex::Female };
    let decided = |scheme| fact(started, What::Decision { scheme });
    let household = |class| fact(date(2015, 1, 1), What::Household { class });
    let (born, facts) = match dice.below(100) {
        0..45 => (
            dice.day(1930, 20),
            vec![decided(DecisionScheme::SocialAllowance), household(HouseholdClass::Other)],
        ),
        45..70 => {
            let degree = if dice.below(4) == 0 { Degree::ExceptionallySevere } else { Degree::Severe };
            let disability = fact(started, What::Disability { degree });
            (dice.day(1935, 85), vec![disability, decided(DecisionScheme::SocialAllowance)])
        }
        70..75 => {
            let support = fact(started, What::Support { status: SupportStatus::None });
            let facts =
                vec![support, household(HouseholdClass::Poor), decided(DecisionScheme::SocialAllowance)];
            (dice.day(1940, 20), facts)
        }
        75..85 => (dice.day(1940, 25), war_invalid(dice, started)),
        _ => (dice.day(1940, 30), survivor(started)),
    };
    let pension = What::Benefit { kind: BenefitKind::Pension, amount: Vnd(4_500_123) };
    let mut facts = facts;
    if dice.below(20) == 0 {
        facts.push(fact(started, pension));
    }
    let died = (dice.below(30) == 0).then(|| dice.day(2023, 2));
    Case { person: Person { born: Born::Day(born), sex, died }, facts }
}

fn war_invalid(dice: &mut Dice, started: Date) -> Vec<Fact> {
    let rate = 21 + u8::try_from(dice.below(80)).unwrap_or(0);
    let status = MeritStatus {
        category: MeritCategory::WarInvalid,
        subtype: Some(MeritSubtype::WarInvalidStandard),
        injured_on: Some(date(1972, 4, 1)),
        seniority_years: None,
        without_examination: false,
        infertile_or_malformed: false,
        disease: true,
        medical_record: true,
    };
    let injury = What::InjuryRate {
        category: InjuryCategory::WarInvalid,
        subtype: ExposureSubtype::SelfExposed,
        rate: Rate::Exact(rate),
        special_severe: false,
    };
    vec![fact(started, What::MeritStatus(status)), fact(started, injury)]
}

fn survivor(started: Date) -> Vec<Fact> {
    let survivor = SurvivorOf {
        reference: "ls-1".to_owned(),
        relation: Relation::BiologicalMother,
        category: SurvivorCategory::Martyr,
        died: date(1970, 5, 1),
        injury_rate: None,
        added_to_file: false,
        recognised_after_death: false,
    };
    vec![fact(started, What::SurvivorOf(survivor))]
}

/// Prints one JSON object: the check (paid person-months, total đồng), wall, CPU, peak memory.
pub fn run(people: u32, months: u32) -> Result<Value, law::LawError> {
    let rules = Ruleset::embedded()?;
    let mut dice = Dice(20_231_123);
    let cases: Vec<Case> = (0..people).map(|_| person(&mut dice)).collect();
    let first = Month::of(date(2024, 1, 1));
    let last = first.plus(i32::try_from(months).unwrap_or(12) - 1);
    let meter = Meter::start();
    let totals = office::assess::totals::totals(&rules, &cases, first, last);
    let measured = meter.stop();
    Ok(json!({
        "bench": "entitlement",
        "people": people,
        "months": months,
        "check": { "paid": totals.paid, "total": totals.amount.0, "refused": totals.refused },
        "wall_us": measured.wall_us,
        "cpu_ms": measured.cpu_ms,
        "peak_kib": measured.peak_kib,
    }))
}
