//! What a kind of allowance is called on papers, and by which coefficient or rate it is paid.

use domain::labels::{Category, Labelled, Part};
use jiff::civil::Date;
use law::{Month, Ruleset, Scheme, Terms, Vnd};
use std::cell::RefCell;
use std::collections::HashMap;

/// Labels of terms; coefficients are looked up in the law as it stood when the run was prepared.
pub struct Kinds<'r> {
    rules: &'r Ruleset,
    known_on: Date,
    rates: RefCell<HashMap<(Terms, Month), String>>,
}

impl<'r> Kinds<'r> {
    pub fn new(rules: &'r Ruleset, known_on: Date) -> Kinds<'r> {
        Kinds { rules, known_on, rates: RefCell::default() }
    }

    /// `Người khuyết tật nặng`; `Thương binh - Phụ cấp` for what is not the allowance itself.
    pub fn label(&self, terms: &Terms) -> String {
        label(terms)
    }

    /// `2,5` where a coefficient multiplies the base, `61%` for a rate of injury, else empty.
    pub fn rate(&self, terms: &Terms, month: Month) -> String {
        if let Some(rate) = terms.rate {
            return format!("{rate}%");
        }
        let key = (terms.clone(), month);
        if let Some(known) = self.rates.borrow().get(&key) {
            return known.clone();
        }
        let valued = self.rules.value(terms, month, Some(self.known_on));
        let coefficient = valued.ok().and_then(|valued| valued.coefficient);
        let text = coefficient.map(|one| one.to_string().replace('.', ",")).unwrap_or_default();
        self.rates.borrow_mut().insert(key, text.clone());
        text
    }

    /// Đồng by the law's table; `None` where it has no value for the month.
    pub fn amount(&self, terms: &Terms, month: Month) -> Option<Vnd> {
        self.rules.value(terms, month, Some(self.known_on)).ok().map(|valued| valued.amount)
    }
}

/// Categories whose name tells an illness: lists, prints and pages name the poverty alone.
const UNNAMED: &[&str] = &["poor_child_with_hiv", "poor_person_with_hiv_without_income"];

/// As lists write it; an id that no list names falls back on its scheme.
pub fn label(terms: &Terms) -> String {
    let named = Category::of_id(&terms.category).and_then(Category::label);
    let category = named.filter(|_| !UNNAMED.contains(&&*terms.category));
    let category = category.or(named.map(|_| "Đối tượng bảo trợ xã hội thuộc hộ nghèo"));
    let category = category.unwrap_or_else(|| terms.scheme.label());
    match Part::from_word(&terms.part) {
        Some(part) if !is_the_allowance(part, terms.scheme) => format!("{category} - {}", part.label()),
        // The rows of the one-off table have their own words.
        None if terms.scheme == Scheme::MeritOneOff => format!("{category} - {}", Part::OneOff.label()),
        Some(_) | None => category.to_owned(),
    }
}

fn is_the_allowance(part: Part, scheme: Scheme) -> bool {
    match part {
        Part::Allowance => true,
        Part::Care => scheme == Scheme::CareSupport,
        Part::PerChild
        | Part::Supplement
        | Part::Carer
        | Part::Survivor
        | Part::SurvivorCare
        | Part::Education
        | Part::Worship
        | Part::Funeral
        | Part::DeathMonths
        | Part::ConvalescenceHome
        | Part::ConvalescenceCentre
        | Part::OneOff => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_called_as_lists_write_them() {
        let check = |scheme, category: &str, part: &str, expected: &str| {
            let terms = Terms {
                scheme,
                category: category.into(),
                part: part.into(),
                class: "".into(),
                rate: None,
                quantity: 1,
            };
            assert_eq!(label(&terms), expected);
        };
        check(Scheme::SocialAllowance, "disabled_severe", "allowance", "Người khuyết tật nặng");
        check(
            Scheme::SocialAllowance,
            "poor_single_parent",
            "per_child",
            "Người đơn thân nghèo nuôi con - Theo số con",
        );
        check(Scheme::CareSupport, "foster_child_under_4", "care", "Nhận nuôi trẻ em dưới 4 tuổi");
        check(Scheme::SocialPension, "age_75_plus", "pension", "Hưu trí xã hội từ đủ 75 tuổi");
        let poor = "Đối tượng bảo trợ xã hội thuộc hộ nghèo";
        check(Scheme::SocialAllowance, "poor_person_with_hiv_without_income", "allowance", poor);
        check(Scheme::Merit, "war_invalid", "supplement", "Thương binh - Phụ cấp");
        check(
            Scheme::SocialOneOff,
            "funeral_beneficiary",
            "funeral",
            "Trợ giúp xã hội một lần - Mai táng phí",
        );
        check(Scheme::MeritOneOff, "martyr", "worship", "Liệt sĩ - Thờ cúng liệt sĩ");
        check(Scheme::MeritOneOff, "martyr", "martyr_certificate", "Liệt sĩ - Trợ cấp một lần");
        check(Scheme::MeritOneOff, "war_invalid", "convalescence_home", "Thương binh - Điều dưỡng tại nhà");
    }
}
