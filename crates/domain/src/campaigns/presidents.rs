//! The State President's gifts: who gets which, at most one each, one for every martyr (rules R1 to R10 of the
//! guide, in `law/pages/hd-qua-tet-2026.md`).
//!
//! Two sentences of the guide leave a second gift to a person: the only living relative of a martyr (R6), and the one
//! whom relatives agree on when all of them have a gift already (R7). Who worships is counted per martyr (R8).

use super::Recipient;
use crate::ids::PersonId;
use crate::shown::shown;
use law::{Terms, Vnd};
use std::collections::{BTreeMap, BTreeSet};

shown!(
    /// On which rule a gift rests.
    Rule {
        Highest = "R2", "một người một suất, mức cao nhất";
        Representative = "R4", "đại diện thân nhân do các thân nhân cử";
        OnlyRelative = "R6", "thân nhân duy nhất còn sống, thêm một suất đại diện";
        Agreed = "R7", "các thân nhân đều đã có quà, thống nhất cử một người";
        Worshipper = "R8", "liệt sĩ không còn thân nhân, người thờ cúng";
    }
);

shown!(
    /// Why no gift can be drafted for a martyr yet.
    OpenReason {
        NotChosen = "not_chosen", "các thân nhân chưa cử người đại diện";
        NotRelative = "not_relative", "người được cử không phải thân nhân còn sống trong sổ";
        ChooseAnother = "choose_another", "người được cử đã có quà theo diện khác: thân nhân khác phải được cử";
        ByMinistry = "by_ministry", "người được cử do Bộ Quốc phòng hoặc Bộ Công an chi";
        NoWorshipper = "no_worshipper", "không còn thân nhân và chưa có người thờ cúng trong sổ";
        SeveralWorshippers = "several_worshippers", "nhiều người thờ cúng: phải cử một người";
    }
);

shown!(BreachKind {
    TwoGifts = "two_gifts", "một người có hơn một suất theo diện của mình";
    TwoForMartyr = "two_for_martyr", "một liệt sĩ có hơn một suất đại diện hoặc thờ cúng";
    AnotherIsFree = "another_is_free", "người đại diện đã có quà diện khác trong khi còn thân nhân chưa có quà";
    WorshipperBesideRelatives = "worshipper_beside_relatives", "tặng người thờ cúng trong khi liệt sĩ còn thân nhân";
});

/// Somebody who draws a monthly allowance under one or more codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub person: PersonId,
    pub codes: Vec<Recipient>,
    /// The army or the police pay (R10).
    pub by_ministry: bool,
}

/// A martyr with those left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    pub martyr: PersonId,
    /// Living relatives.
    pub relatives: Vec<PersonId>,
    /// Living people who worship the martyr.
    pub worshippers: Vec<PersonId>,
    /// By the register of the year.
    pub chosen: Option<PersonId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PresidentsGift {
    pub person: PersonId,
    pub recipient: Recipient,
    pub martyr: Option<PersonId>,
    pub rule: Rule,
}

/// A martyr for whom somebody must act before a gift can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenFamily {
    pub martyr: PersonId,
    pub reason: OpenReason,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allocation {
    pub gifts: Vec<PresidentsGift>,
    pub open: Vec<OpenFamily>,
}

/// A broken rule, found in lists as they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Breach {
    pub kind: BreachKind,
    /// Of `TwoForMartyr` and `WorshipperBesideRelatives` the martyr.
    pub person: PersonId,
}

/// Drafts the gifts of one occasion. `level` gives the money of a code; a code without one gets nothing. The answer
/// depends on neither the order of the candidates nor that of the families.
pub fn allocate(
    candidates: &[Candidate],
    families: &[Family],
    level: impl Fn(Recipient) -> Option<Vnd>,
) -> Allocation {
    let mut allocation = Allocation::default();
    let mut codes: BTreeMap<PersonId, (BTreeSet<Recipient>, bool)> = BTreeMap::new();
    for candidate in candidates {
        let (known, by_ministry) = codes.entry(candidate.person).or_default();
        known.extend(candidate.codes.iter().copied().filter(|code| code.is_own_code()));
        *by_ministry |= candidate.by_ministry;
    }
    let mut served: BTreeSet<PersonId> = BTreeSet::new();
    let mut barred: BTreeSet<PersonId> = BTreeSet::new();
    for (person, (codes, by_ministry)) in &codes {
        if *by_ministry {
            barred.insert(*person);
            continue;
        }
        // Equal levels: the first code, so that the list does not depend on chance (R3).
        let best =
            codes.iter().filter_map(|code| level(*code).map(|level| (level, std::cmp::Reverse(*code)))).max();
        if let Some((_, std::cmp::Reverse(recipient))) = best {
            served.insert(*person);
            let gift = PresidentsGift { person: *person, recipient, martyr: None, rule: Rule::Highest };
            allocation.gifts.push(gift);
        }
    }
    let mut families: Vec<&Family> = families.iter().collect();
    // Who is a martyr's only relative cannot leave it to another, so those families come first.
    families.sort_by_key(|family| family.martyr);
    families.dedup_by_key(|family| family.martyr);
    families.sort_by_key(|family| (family.relatives.len() != 1, family.martyr));
    for family in families {
        match stand_for(family, &served, &barred) {
            Ok((person, recipient, rule)) if level(recipient).is_some() => {
                served.insert(person);
                let martyr = Some(family.martyr);
                allocation.gifts.push(PresidentsGift { person, recipient, martyr, rule });
            }
            Ok(_) => {}
            Err(reason) => allocation.open.push(OpenFamily { martyr: family.martyr, reason }),
        }
    }
    allocation
}

/// Who stands for a martyr, given who has a gift already and whom a ministry pays.
fn stand_for(
    family: &Family,
    served: &BTreeSet<PersonId>,
    barred: &BTreeSet<PersonId>,
) -> Result<(PersonId, Recipient, Rule), OpenReason> {
    let relatives: BTreeSet<PersonId> = family.relatives.iter().copied().collect();
    if relatives.is_empty() {
        return worshipper(family, barred);
    }
    let only = relatives.first().copied().filter(|_| relatives.len() == 1);
    let person = family.chosen.or(only).ok_or(OpenReason::NotChosen)?;
    if !relatives.contains(&person) {
        return Err(OpenReason::NotRelative);
    }
    if barred.contains(&person) {
        return Err(OpenReason::ByMinistry);
    }
    let is_served = |person: &PersonId| served.contains(person) || barred.contains(person);
    let rule = match (is_served(&person), relatives.len(), relatives.iter().all(is_served)) {
        (false, _, _) => Rule::Representative,
        (true, 1, _) => Rule::OnlyRelative,
        (true, _, true) => Rule::Agreed,
        (true, _, false) => return Err(OpenReason::ChooseAnother),
    };
    Ok((person, Recipient::Q15, rule))
}

fn worshipper(
    family: &Family,
    barred: &BTreeSet<PersonId>,
) -> Result<(PersonId, Recipient, Rule), OpenReason> {
    let worshippers: BTreeSet<PersonId> = family.worshippers.iter().copied().collect();
    let only = worshippers.first().copied().filter(|_| worshippers.len() == 1);
    let chosen = family.chosen.filter(|chosen| worshippers.contains(chosen));
    let person = match (chosen.or(only), worshippers.is_empty()) {
        (Some(person), _) => person,
        (None, true) => return Err(OpenReason::NoWorshipper),
        (None, false) => return Err(OpenReason::SeveralWorshippers),
    };
    if barred.contains(&person) {
        return Err(OpenReason::ByMinistry);
    }
    Ok((person, Recipient::Q16, Rule::Worshipper))
}

/// Which rules lists break, whoever wrote them. `given` are live gifts of the State President on one occasion:
/// person, code, martyr.
pub fn breaches(given: &[(PersonId, Recipient, Option<PersonId>)], families: &[Family]) -> Vec<Breach> {
    let mut own: BTreeMap<PersonId, usize> = BTreeMap::new();
    let mut of_martyr: BTreeMap<PersonId, Vec<(PersonId, Recipient)>> = BTreeMap::new();
    let mut all: BTreeSet<PersonId> = BTreeSet::new();
    for (person, recipient, martyr) in given {
        all.insert(*person);
        match martyr {
            Some(martyr) => of_martyr.entry(*martyr).or_default().push((*person, *recipient)),
            None => *own.entry(*person).or_default() += 1,
        }
    }
    let mut found = BTreeSet::new();
    let twice = own.iter().filter(|(_, count)| **count > 1);
    found.extend(twice.map(|(person, _)| Breach { kind: BreachKind::TwoGifts, person: *person }));
    let families: BTreeMap<PersonId, &Family> =
        families.iter().map(|family| (family.martyr, family)).collect();
    for (martyr, gifts) in &of_martyr {
        if gifts.len() > 1 {
            found.insert(Breach { kind: BreachKind::TwoForMartyr, person: *martyr });
        }
        let relatives = families.get(martyr).map_or(&[][..], |family| family.relatives.as_slice());
        for (person, recipient) in gifts {
            let free = relatives.iter().any(|relative| relative != person && !all.contains(relative));
            match recipient {
                Recipient::Q16 if !relatives.is_empty() => {
                    found.insert(Breach { kind: BreachKind::WorshipperBesideRelatives, person: *martyr });
                }
                Recipient::Q15 if free && own.contains_key(person) => {
                    found.insert(Breach { kind: BreachKind::AnotherIsFree, person: *person });
                }
                _ => {}
            }
        }
    }
    found.into_iter().collect()
}

/// From what per cent of bodily harm the higher codes hold.
const SEVERE: u8 = 81;

/// The code of terms that somebody draws each month; `None` for what no code names. `rate` is the person's own
/// where the terms do not say it.
pub fn code_of(terms: &Terms, rate: Option<u8>) -> Option<Recipient> {
    let rate = terms.rate.or(rate).or_else(|| lowest_of(&terms.class));
    let by_rate = |severe, lighter| if rate? >= SEVERE { Some(severe) } else { Some(lighter) };
    match (&*terms.category, &*terms.part) {
        ("martyr", "survivor_care") => Some(Recipient::Q08),
        ("martyr", "survivor") if matches!(&*terms.class, "martyr_relative_2" | "martyr_relative_3_plus") => {
            Some(Recipient::Q09)
        }
        ("martyr", "survivor") => Some(Recipient::Q14),
        ("helper_of_revolution", "survivor_care") => Some(Recipient::Q07),
        ("helper_of_revolution", "allowance") => Some(Recipient::Q13),
        ("pre_1945_activist", "allowance") => Some(Recipient::Q01),
        ("uprising_1945_activist", "allowance") => Some(Recipient::Q02),
        ("heroic_mother", "allowance") => Some(Recipient::Q03),
        ("armed_forces_hero" | "labour_hero_resistance", "allowance") => Some(Recipient::Q04),
        ("war_invalid" | "sick_soldier", "allowance") => by_rate(Recipient::Q05, Recipient::Q10),
        ("chemical_exposure", "allowance") => by_rate(Recipient::Q06, Recipient::Q11),
        ("imprisoned_by_enemy", "allowance") => Some(Recipient::Q12),
        _ => None,
    }
}

/// `sick_soldier_81_90` begins at 81: rows of the monthly table name their band.
fn lowest_of(class: &str) -> Option<u8> {
    class.split('_').find_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn person(number: i64) -> PersonId {
        PersonId(number)
    }

    fn candidate(number: i64, codes: &[Recipient]) -> Candidate {
        Candidate { person: person(number), codes: codes.to_vec(), by_ministry: false }
    }

    fn family(martyr: i64, relatives: &[i64], worshippers: &[i64], chosen: Option<i64>) -> Family {
        Family {
            martyr: person(martyr),
            relatives: relatives.iter().copied().map(person).collect(),
            worshippers: worshippers.iter().copied().map(person).collect(),
            chosen: chosen.map(person),
        }
    }

    fn level(recipient: Recipient) -> Option<Vnd> {
        let higher = recipient <= Recipient::Q09;
        recipient.is_presidents().then_some(Vnd(if higher { 2 } else { 1 }))
    }

    /// `person code rule [martyr]` and `martyr reason`, one per line.
    fn check(candidates: &[Candidate], families: &[Family], expected: &[&str]) {
        let allocation = allocate(candidates, families, level);
        let gifts = allocation.gifts.iter().map(|gift| {
            let martyr = gift.martyr.map_or_else(String::new, |martyr| format!(" for {martyr}"));
            format!("{} {} {}{martyr}", gift.person, gift.recipient.word(), gift.rule.word())
        });
        let open = allocation.open.iter().map(|open| format!("{} {}", open.martyr, open.reason.word()));
        assert_eq!(gifts.chain(open).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn one_person_has_one_gift_of_the_highest_level() {
        let both = candidate(1, &[Recipient::Q10, Recipient::Q05, Recipient::Q12]);
        check(&[both], &[], &["1 Q05 R2"]);
        let equal = candidate(1, &[Recipient::Q12, Recipient::Q10]);
        check(&[equal.clone(), equal], &[], &["1 Q10 R2"]);
        let soldier = Candidate { by_ministry: true, ..candidate(2, &[Recipient::Q10]) };
        check(&[soldier], &[], &[]);
    }

    #[test]
    fn a_martyr_has_one_representative() {
        check(&[], &[family(9, &[1, 2], &[], Some(2))], &["2 Q15 R4 for 9"]);
        check(&[], &[family(9, &[1, 2], &[], None)], &["9 not_chosen"]);
        check(&[], &[family(9, &[1, 2], &[], Some(3))], &["9 not_relative"]);
        check(&[], &[family(9, &[1], &[5], None)], &["1 Q15 R4 for 9"]);
    }

    #[test]
    fn who_has_a_gift_leaves_the_martyr_to_another() {
        let widow = candidate(1, &[Recipient::Q14]);
        check(
            std::slice::from_ref(&widow),
            &[family(9, &[1, 2], &[], Some(1))],
            &["1 Q14 R2", "9 choose_another"],
        );
        check(
            std::slice::from_ref(&widow),
            &[family(9, &[1, 2], &[], Some(2))],
            &["1 Q14 R2", "2 Q15 R4 for 9"],
        );
        check(std::slice::from_ref(&widow), &[family(9, &[1], &[], None)], &["1 Q14 R2", "1 Q15 R6 for 9"]);
        let son = candidate(2, &[Recipient::Q10]);
        check(
            &[widow, son],
            &[family(9, &[1, 2], &[], Some(2))],
            &["1 Q14 R2", "2 Q10 R2", "2 Q15 R7 for 9"],
        );
    }

    #[test]
    fn worshippers_are_counted_per_martyr() {
        check(
            &[],
            &[family(8, &[], &[1], None), family(9, &[], &[1], None)],
            &["1 Q16 R8 for 8", "1 Q16 R8 for 9"],
        );
        check(&[], &[family(9, &[], &[], None)], &["9 no_worshipper"]);
        check(&[], &[family(9, &[], &[1, 2], None)], &["9 several_worshippers"]);
        check(&[], &[family(9, &[], &[1, 2], Some(2))], &["2 Q16 R8 for 9"]);
    }

    #[test]
    fn lists_that_break_a_rule_are_found() {
        let families = [family(9, &[1, 2], &[5], Some(1))];
        let found = |given: &[(i64, Recipient, Option<i64>)]| {
            let given: Vec<_> = given.iter().map(|(p, r, m)| (person(*p), *r, m.map(person))).collect();
            let found = breaches(&given, &families);
            found.iter().map(|one| format!("{} {}", one.kind.word(), one.person)).collect::<Vec<_>>()
        };
        assert!(found(&[(1, Recipient::Q10, None), (2, Recipient::Q15, Some(9))]).is_empty());
        assert_eq!(found(&[(1, Recipient::Q10, None), (1, Recipient::Q12, None)]), ["two_gifts 1"]);
        assert_eq!(found(&[(1, Recipient::Q14, None), (1, Recipient::Q15, Some(9))]), ["another_is_free 1"]);
        assert_eq!(
            found(&[(1, Recipient::Q15, Some(9)), (2, Recipient::Q15, Some(9))]),
            ["two_for_martyr 9"]
        );
        assert_eq!(found(&[(5, Recipient::Q16, Some(9))]), ["worshipper_beside_relatives 9"]);
    }

    #[test]
    fn terms_of_decisions_lead_to_codes() {
        let code = |category: &str, part: &str, class: &str, rate: Option<u8>| {
            let terms = Terms {
                scheme: law::Scheme::Merit,
                category: category.into(),
                part: part.into(),
                class: class.into(),
                rate,
                quantity: 1,
            };
            code_of(&terms, None).map(Recipient::word)
        };
        assert_eq!(code("war_invalid", "allowance", "war_invalid_standard", Some(81)), Some("Q05"));
        assert_eq!(code("war_invalid", "allowance", "war_invalid_standard", Some(80)), Some("Q10"));
        assert_eq!(code("war_invalid", "supplement", "war_invalid_supplement_81", None), None);
        assert_eq!(code("sick_soldier", "allowance", "sick_soldier_81_90", None), Some("Q05"));
        assert_eq!(code("chemical_exposure", "allowance", "chemical_exposure_61_80", None), Some("Q11"));
        assert_eq!(code("martyr", "survivor", "martyr_relative_2", None), Some("Q09"));
        assert_eq!(code("martyr", "survivor", "martyr_spouse_remarried", None), Some("Q14"));
        assert_eq!(code("war_invalid", "survivor", "war_invalid_survivor", None), None);
    }

    fn people() -> impl Strategy<Value = (Vec<Candidate>, Vec<Family>)> {
        let code = prop::sample::select(Recipient::OWN.to_vec());
        let candidate = (0i64..12, prop::collection::vec(code, 0..4), prop::bool::weighted(0.1)).prop_map(
            |(number, codes, by_ministry)| Candidate { person: PersonId(number), codes, by_ministry },
        );
        let member = || prop::collection::vec(0i64..12, 0..4);
        let family = (100i64..112, member(), member(), prop::option::of(0i64..12)).prop_map(
            |(martyr, relatives, worshippers, chosen)| family(martyr, &relatives, &worshippers, chosen),
        );
        (prop::collection::vec(candidate, 0..10), prop::collection::vec(family, 0..8))
    }

    proptest! {
        #[test]
        fn no_rule_is_broken((candidates, mut families) in people()) {
            families.sort_by_key(|family| family.martyr);
            families.dedup_by_key(|family| family.martyr);
            let allocation = allocate(&candidates, &families, level);
            // One gift of one's own (R1), of the highest level that any code has (R2, R3).
            for gift in allocation.gifts.iter().filter(|gift| gift.martyr.is_none()) {
                let own: Vec<_> =
                    allocation.gifts.iter().filter(|g| g.person == gift.person && g.martyr.is_none()).collect();
                prop_assert_eq!(own.len(), 1);
                let best = candidates.iter().filter(|c| c.person == gift.person)
                    .flat_map(|c| &c.codes).filter_map(|code| level(*code)).max();
                prop_assert_eq!(level(gift.recipient), best);
            }
            // Each martyr has one gift or one open question, never both (R4, R8).
            for family in &families {
                let gifts = allocation.gifts.iter().filter(|g| g.martyr == Some(family.martyr)).count();
                let open = allocation.open.iter().filter(|o| o.martyr == family.martyr).count();
                prop_assert_eq!(gifts + open, 1);
            }
            // The army's and the police's people get nothing here (R10).
            for candidate in candidates.iter().filter(|c| c.by_ministry) {
                prop_assert!(allocation.gifts.iter().all(|gift| gift.person != candidate.person));
            }
            // The check of lists finds nothing in what was drafted; who is paid by a ministry stands on no list.
            let given: Vec<_> =
                allocation.gifts.iter().map(|gift| (gift.person, gift.recipient, gift.martyr)).collect();
            let ministry: BTreeSet<PersonId> =
                candidates.iter().filter(|c| c.by_ministry).map(|c| c.person).collect();
            let ours: Vec<Family> = families.iter().cloned().map(|mut family| {
                family.relatives.retain(|relative| !ministry.contains(relative));
                family
            }).filter(|family| !family.relatives.is_empty()).collect();
            prop_assert_eq!(breaches(&given, &ours), vec![]);
        }

        #[test]
        fn the_order_of_lists_does_not_matter((candidates, mut families) in people()) {
            families.sort_by_key(|family| family.martyr);
            families.dedup_by_key(|family| family.martyr);
            let there = allocate(&candidates, &families, level);
            let (mut back, mut other) = (candidates, families);
            back.reverse();
            other.reverse();
            prop_assert_eq!(there, allocate(&back, &other, level));
        }

        #[test]
        fn a_second_gift_needs_everybody_served((candidates, mut families) in people()) {
            families.sort_by_key(|family| family.martyr);
            families.dedup_by_key(|family| family.martyr);
            let allocation = allocate(&candidates, &families, level);
            let holds = |person: PersonId| {
                allocation.gifts.iter().any(|gift| gift.person == person)
                    || candidates.iter().any(|c| c.person == person && c.by_ministry)
            };
            for gift in &allocation.gifts {
                if let (Rule::OnlyRelative | Rule::Agreed, Some(martyr)) = (gift.rule, gift.martyr) {
                    let family = families.iter().find(|family| family.martyr == martyr).unwrap();
                    prop_assert!(family.relatives.iter().all(|relative| holds(*relative)));
                }
            }
        }
    }
}
