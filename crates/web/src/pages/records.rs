//! From a row of a figure to the record behind it.

use crate::visit::Visit;
use office::Permission;
use office::import::kinds::KINDS;

/// Kinds of rows whose record stands in a register, with the register.
const REGISTERS: &[(&str, &str)] = &[
    ("household", "residents"),
    ("case", "cases"),
    ("total", "paper_totals"),
    ("paper", "paper_totals"),
    ("learner", "training_learners"),
    ("house", "houses"),
    ("house_money", "house_moneys"),
    ("project", "programme_projects"),
    ("spending", "programme_spendings"),
    ("obstacle", "programme_obstacles"),
    ("inspection", "inspections"),
    ("inspection_finding", "inspection_findings"),
    ("fund_entry", "fund_entries"),
    ("vacancy", "vacancies"),
    ("employer", "employers"),
    ("training_problem", "training_problems"),
    ("training_class", "training_classes"),
    ("support", "poverty_supports"),
    ("grave", "graves"),
    ("remains", "remains"),
    ("event", "events"),
    ("event_attendee", "event_attendees"),
    ("care", "care_entries"),
    ("mother_care", "mother_cares"),
    ("supply_form", "supply_forms"),
    ("substitute_care", "substitute_cares"),
    ("plan", "plans"),
    ("placement", "placements"),
    ("campaign", "campaigns"),
    ("gift", "campaign_gifts"),
    ("gift_list", "campaign_gifts"),
    ("meeting", "campaign_meetings"),
];

/// The address of the record, empty where the officer may not read it or it has no page. A label begins with the code
/// of its record: `HN001 - Lê Thị Út`.
pub fn link(visit: &Visit, kind: &str, id: i64, label: &str) -> String {
    match kind {
        // Rows added up without their names.
        _ if id <= 0 => String::new(),
        "person" if visit.may(Permission::ReadRegisters, None) => format!("/nguoi/{id}"),
        "line" if visit.pays(Permission::ReadPayroll) => format!("/chi-tra/dong/{id}"),
        "run" if visit.pays(Permission::ReadPayroll) => format!("/chi-tra/{id}"),
        _ => register(visit, kind, label).unwrap_or_default(),
    }
}

fn register(visit: &Visit, kind: &str, label: &str) -> Option<String> {
    let (_, register) = REGISTERS.iter().find(|(known, _)| *known == kind)?;
    let known = KINDS.iter().find(|known| known.id == *register)?;
    if !visit.may(Permission::ReadRegisters, known.field) || known.list.is_none() {
        return None;
    }
    let code = label.split(" - ").next().unwrap_or(label).trim();
    Some(format!("/so/{register}?tim={}", crate::address::encode(code)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_register_is_one_of_the_office() {
        for (_, register) in REGISTERS {
            assert!(KINDS.iter().any(|kind| kind.id == *register), "{register}");
        }
    }
}
