//! Every module with statements, for the test that prepares all of them on both engines.

use crate::statements::{Bulk, Statement};

pub struct Module {
    pub name: &'static str,
    pub statements: &'static [(&'static str, &'static Statement)],
    pub bulks: &'static [&'static Bulk],
}

/// A module written by `record_table!`.
macro_rules! table {
    ($name:literal, $($module:ident)::+) => {
        Module {
            name: $name,
            statements: $($module)::+::TABLE_STATEMENTS,
            bulks: $($module)::+::TABLE_BULKS,
        }
    };
}

/// One line per module; a module without bulk inserts has `&[]`.
#[expect(clippy::too_many_lines, reason = "a list, one line per module")]
pub fn all() -> Vec<Module> {
    vec![
        Module { name: "tx", statements: crate::tx::STATEMENTS, bulks: &[] },
        Module { name: "side_by_side", statements: crate::side_by_side::STATEMENTS, bulks: &[] },
        Module { name: "migrations", statements: crate::migrations::STATEMENTS, bulks: &[] },
        Module { name: "units", statements: crate::units::STATEMENTS, bulks: crate::units::BULKS },
        Module { name: "journal", statements: crate::journal::STATEMENTS, bulks: &[] },
        Module { name: "offices", statements: crate::offices::STATEMENTS, bulks: &[] },
        Module { name: "officers", statements: crate::officers::STATEMENTS, bulks: &[] },
        Module { name: "accounts", statements: crate::accounts::STATEMENTS, bulks: &[] },
        Module { name: "clients", statements: crate::clients::STATEMENTS, bulks: &[] },
        Module { name: "as_of", statements: crate::as_of::STATEMENTS, bulks: &[] },
        Module {
            name: "enrolments",
            statements: crate::enrolments::STATEMENTS,
            bulks: crate::enrolments::BULKS,
        },
        Module {
            name: "decisions",
            statements: crate::decisions::STATEMENTS,
            bulks: crate::decisions::BULKS,
        },
        Module { name: "runs", statements: crate::runs::STATEMENTS, bulks: crate::runs::BULKS },
        Module { name: "payments", statements: crate::payments::STATEMENTS, bulks: crate::payments::BULKS },
        Module {
            name: "recoveries",
            statements: crate::recoveries::STATEMENTS,
            bulks: crate::recoveries::BULKS,
        },
        Module { name: "ledger", statements: crate::ledger::STATEMENTS, bulks: crate::ledger::BULKS },
        Module { name: "budget", statements: crate::budget::STATEMENTS, bulks: &[] },
        Module { name: "takeover", statements: crate::takeover::STATEMENTS, bulks: crate::takeover::BULKS },
        Module { name: "names", statements: crate::names::STATEMENTS, bulks: crate::names::BULKS },
        Module { name: "merges", statements: crate::merges::STATEMENTS, bulks: crate::merges::BULKS },
        Module { name: "stories", statements: crate::stories::STATEMENTS, bulks: &[] },
        Module { name: "merge_places", statements: crate::merges::PLACE_STATEMENTS, bulks: &[] },
        Module { name: "people", statements: crate::people::STATEMENTS, bulks: crate::people::BULKS },
        Module { name: "facts", statements: crate::facts::STATEMENTS, bulks: crate::facts::BULKS },
        Module {
            name: "households",
            statements: crate::households::STATEMENTS,
            bulks: crate::households::BULKS,
        },
        Module {
            name: "merit_files",
            statements: crate::merit_files::STATEMENTS,
            bulks: crate::merit_files::BULKS,
        },
        Module { name: "targets", statements: crate::targets::STATEMENTS, bulks: crate::targets::BULKS },
        Module {
            name: "paper_totals",
            statements: crate::paper_totals::STATEMENTS,
            bulks: crate::paper_totals::BULKS,
        },
        Module { name: "cases", statements: crate::cases::STATEMENTS, bulks: crate::cases::BULKS },
        Module { name: "disputes", statements: crate::disputes::STATEMENTS, bulks: crate::disputes::BULKS },
        Module { name: "inspections", statements: crate::inspections::STATEMENTS, bulks: &[] },
        table!("inspections", crate::inspections),
        table!("inspection_findings", crate::inspections::findings),
        table!("plans", crate::plans),
        Module { name: "sealed", statements: crate::sealed::STATEMENTS, bulks: &[] },
        Module { name: "events", statements: crate::events::STATEMENTS, bulks: &[] },
        table!("events", crate::events),
        table!("event_attendees", crate::events::attendees),
        Module { name: "placements", statements: crate::placements::STATEMENTS, bulks: &[] },
        Module { name: "employers", statements: crate::employers::STATEMENTS, bulks: &[] },
        Module { name: "supply_forms", statements: crate::supply_forms::STATEMENTS, bulks: &[] },
        Module { name: "training", statements: crate::training::STATEMENTS, bulks: &[] },
        table!("placements", crate::placements),
        table!("employers", crate::employers),
        table!("labour_use", crate::employers::labour_use),
        table!("vacancies", crate::employers::vacancies),
        table!("supply_forms", crate::supply_forms),
        table!("programmes", crate::training::programmes),
        table!("classes", crate::training::classes),
        table!("learners", crate::training::learners),
        table!("problems", crate::training::problems),
        Module { name: "remains", statements: crate::remains::STATEMENTS, bulks: &[] },
        table!("remains_records", crate::remains),
        table!("cemeteries", crate::remains::cemeteries),
        table!("graves", crate::remains::graves),
        Module { name: "gift_approvals", statements: crate::gift_approvals::STATEMENTS, bulks: &[] },
        table!("campaign_approvals", crate::gift_approvals),
        Module { name: "movements", statements: crate::movements::STATEMENTS, bulks: &[] },
        table!("houses", crate::movements::houses),
        table!("house_moneys", crate::movements::house_moneys),
        table!("mother_cares", crate::movements::mother_cares),
        table!("care_entries", crate::movements::care_entries),
        table!("fund_entries", crate::movements::fund_entries),
        Module { name: "children", statements: crate::children::STATEMENTS, bulks: &[] },
        table!("child_circumstances", crate::children::circumstances),
        table!("substitute_cares", crate::children::substitute_cares),
        table!("yearly_counts", crate::children::yearly_counts),
        table!("violence_counts", crate::children::violence_counts),
        table!("protection_cases", crate::children::protection),
        table!("protection_officers", crate::children::protection_officers),
        Module {
            name: "poverty_review",
            statements: crate::poverty::review::STATEMENTS,
            bulks: crate::poverty::review::BULKS,
        },
        Module {
            name: "poverty_forms",
            statements: crate::poverty::forms::STATEMENTS,
            bulks: crate::poverty::forms::BULKS,
        },
        Module {
            name: "poverty_support",
            statements: crate::poverty::support::STATEMENTS,
            bulks: crate::poverty::support::BULKS,
        },
        Module {
            name: "poverty_programme",
            statements: crate::poverty::programme::STATEMENTS,
            bulks: crate::poverty::programme::BULKS,
        },
        Module {
            name: "campaigns",
            statements: crate::campaigns::STATEMENTS,
            bulks: crate::campaigns::BULKS,
        },
        Module {
            name: "representatives",
            statements: crate::representatives::STATEMENTS,
            bulks: crate::representatives::BULKS,
        },
        Module { name: "communes", statements: crate::communes::STATEMENTS, bulks: crate::communes::BULKS },
        Module { name: "outside", statements: crate::outside::STATEMENTS, bulks: crate::outside::BULKS },
        table!("outside_rows", crate::outside),
        Module { name: "imports", statements: crate::imports::STATEMENTS, bulks: crate::imports::BULKS },
        Module { name: "undo", statements: crate::undo::STATEMENTS, bulks: &[] },
        Module { name: "undo_tables", statements: crate::undo::TABLE_STATEMENTS, bulks: &[] },
        Module { name: "figures", statements: crate::figures::STATEMENTS, bulks: &[] },
        Module { name: "reports", statements: crate::reports::STATEMENTS, bulks: crate::reports::BULKS },
    ]
}
