//! The kinds of lists that are read, see `docs/workbooks.md`. The payroll adds its own here.

use super::Kind;

pub mod office;
pub mod officers;
pub mod residents;
pub mod household_totals;
pub mod assistance;
pub mod merit_files;
pub mod merit_relatives;
pub mod changes;
mod money;
pub mod paid_list;
pub mod decisions;
pub mod payment_results;
pub mod targets;
pub mod paper_totals;
pub mod events;
pub mod event_attendees;
pub mod placements;
pub mod employers;
pub mod labour_use;
pub mod vacancies;
pub mod supply_forms;
pub mod training_programmes;
pub mod training_classes;
pub mod training_learners;
pub mod training_problems;
pub mod remains;
pub mod houses;
pub mod care;
pub mod children;
pub mod yearly_counts;
pub mod cases;
pub mod case_events;
pub mod tasks;
pub mod plans;
pub mod disputes;
pub mod inspections;
pub mod poverty;
pub mod campaigns;
pub mod campaign_gifts;
pub mod outside;

/// In the order in which a folder is read.
pub const KINDS: &[&Kind] = &[
    &office::KIND,
    &officers::KIND,
    &residents::KIND,
    &household_totals::KIND,
    &assistance::KIND,
    &merit_files::KIND,
    &merit_relatives::KIND,
    &paid_list::KIND,
    &decisions::KIND,
    &changes::KIND,
    &payment_results::KIND,
    &payment_results::TOTALS,
    &targets::KIND,
    &poverty::points::KIND,
    &poverty::seasons::KIND,
    &poverty::steps::KIND,
    &poverty::forms::KIND,
    &poverty::movements::REASONS,
    &poverty::movements::CLOSINGS,
    &poverty::assignments::KIND,
    &poverty::projects::PROJECTS,
    &poverty::supports::KIND,
    &poverty::projects::SPENDINGS,
    &poverty::projects::OBSTACLES,
    &campaigns::CAMPAIGNS,
    &campaigns::LINES,
    &campaign_gifts::REPRESENTATIVES,
    &campaign_gifts::PAID_BY_MINISTRY,
    &campaigns::RECEIPTS,
    &campaigns::MEETINGS,
    &campaign_gifts::GIFTS,
    &paper_totals::KIND,
    &events::KIND,
    &event_attendees::KIND,
    &placements::KIND,
    &employers::KIND,
    &labour_use::KIND,
    &vacancies::KIND,
    &supply_forms::KIND,
    &training_programmes::KIND,
    &training_classes::KIND,
    &training_learners::KIND,
    &training_problems::KIND,
    &remains::CEMETERIES,
    &remains::GRAVES,
    &remains::REMAINS,
    &houses::HOUSES,
    &houses::MONEYS,
    &care::MOTHERS,
    &care::CARE,
    &care::FUND,
    &children::GROUPS,
    &children::CARE,
    &yearly_counts::COUNTS,
    &yearly_counts::VIOLENCE,
    &cases::KIND,
    &case_events::KIND,
    &tasks::KIND,
    &plans::KIND,
    &disputes::KIND,
    &inspections::KIND,
    &inspections::FINDINGS,
    &outside::DEATHS,
    &outside::PENSIONS,
    &outside::POPULATION,
];

/// Places in that order; the payroll's lists stand between.
pub mod order {
    pub const OFFICE: u8 = 0;
    pub const OFFICERS: u8 = 5;
    pub const RESIDENTS: u8 = 10;
    pub const HOUSEHOLD_TOTALS: u8 = 15;
    pub const ASSISTANCE: u8 = 20;
    pub const MERIT_FILES: u8 = 25;
    pub const MERIT_RELATIVES: u8 = 30;
    pub const PAID_LIST: u8 = 40;
    pub const DECISIONS: u8 = 50;
    pub const CHANGES: u8 = 60;
    pub const PAYMENT_RESULTS: u8 = 70;
    /// After the exceptions.
    pub const PAYMENT_TOTALS: u8 = 71;
    pub const PLANS: u8 = 79;
    pub const TARGETS: u8 = 80;
    /// After the registers of people.
    pub const CASES: u8 = 90;
    pub const DISPUTES: u8 = 91;
    pub const TASKS: u8 = 92;
    /// After the cases that they happen to.
    pub const CASE_EVENTS: u8 = 93;
    pub const INSPECTIONS: u8 = 94;
    pub const INSPECTION_FINDINGS: u8 = 95;
    /// Before the lists of those who came.
    pub const EVENTS: u8 = 100;
    pub const EVENT_ATTENDEES: u8 = 101;
    pub const EMPLOYERS: u8 = 103;
    pub const LABOUR_USE: u8 = 104;
    pub const VACANCIES: u8 = 104;
    pub const PLACEMENTS: u8 = 105;
    pub const SUPPLY_FORMS: u8 = 106;
    pub const TRAINING_PROGRAMMES: u8 = 110;
    pub const TRAINING_CLASSES: u8 = 111;
    pub const TRAINING_LEARNERS: u8 = 112;
    pub const TRAINING_PROBLEMS: u8 = 113;
    /// Before the graves and remains that name them.
    pub const CEMETERIES: u8 = 130;
    pub const GRAVES: u8 = 131;
    pub const REMAINS: u8 = 132;
    pub const HOUSES: u8 = 135;
    pub const HOUSE_MONEYS: u8 = 136;
    pub const MOTHER_CARES: u8 = 137;
    pub const CARE_ENTRIES: u8 = 138;
    pub const FUND_ENTRIES: u8 = 139;
    pub const CHILD_GROUPS: u8 = 140;
    pub const SUBSTITUTE_CARES: u8 = 141;
    pub const YEARLY_COUNTS: u8 = 142;
    pub const VIOLENCE_COUNTS: u8 = 143;
    /// Points, seasons, steps, forms, movement, helpers, projects, support, spendings: one after the other.
    pub const POVERTY: u8 = 150;
    pub const MARTYR_REPRESENTATIVES: u8 = 200;
    pub const GIFTS_PAID_BY_MINISTRY: u8 = 201;
    pub const CAMPAIGNS: u8 = 202;
    pub const CAMPAIGN_LINES: u8 = 203;
    pub const CAMPAIGN_RECEIPTS: u8 = 204;
    pub const CAMPAIGN_MEETINGS: u8 = 205;
    pub const CAMPAIGN_GIFTS: u8 = 206;
    /// Lists of other bodies: they ask nothing of the registers while they are read.
    pub const OUTSIDE: u8 = 210;
    /// After the lists of names that fill them.
    pub const PAPER_TOTALS: u8 = 240;
}
