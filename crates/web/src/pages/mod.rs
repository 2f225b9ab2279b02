//! The pages, one module per feature.

pub mod account;
pub mod home;
pub mod registers;
pub mod imports;
pub mod figures;
pub mod reports;
pub mod payroll;
pub mod signals;
pub mod decisions;
pub mod recoveries;
pub mod takeover;
pub mod officers;
pub mod clients;
pub mod office_data;
pub mod journal;
pub mod protection;
pub mod people;
pub mod communes;
pub mod outside;
pub mod law;
pub mod cases;
pub mod targets;
pub mod gratitude;
pub mod poverty;
pub mod campaigns;
pub mod periodic;
pub mod budget;
pub mod doctor;
pub mod charts;
pub mod job;
mod records;

/// Name and how its sample is rendered.
pub type Sample = (&'static str, fn() -> Result<String, askama::Error>);

/// Every view with its sample: what tests render and look at.
pub const SAMPLES: &[Sample] = &[
    ("account-sign-in", account::sample_sign_in),
    ("account-password", account::sample_password),
    ("account-second-factor", account::sample_second_factor),
    ("home", home::sample_page),
    ("registers", registers::sample_page),
    ("registers-list", registers::sample_list),
    ("registers-form", registers::sample_form),
    ("imports", imports::sample_page),
    ("imports-preview", imports::sample_preview),
    ("imports-one", imports::sample_one),
    ("figures", figures::sample_page),
    ("figures-evidence", figures::sample_evidence),
    ("reports", reports::sample_index),
    ("reports-report", reports::sample_page),
    ("reports-diff", reports::sample_diff),
    ("reports-prose", reports::sample_prose),
    ("payroll", payroll::sample_page),
    ("payroll-run", payroll::sample_run),
    ("payroll-compare", payroll::sample_compare),
    ("payroll-list", payroll::sample_list),
    ("payroll-why", payroll::sample_why),
    ("payroll-history", payroll::sample_history),
    ("payroll-papers", payroll::sample_papers),
    ("signals", signals::sample_page),
    ("decisions", decisions::sample_page),
    ("decisions-one", decisions::sample_one),
    ("recoveries", recoveries::sample_page),
    ("takeover", takeover::sample_page),
    ("officers", officers::sample_page),
    ("clients", clients::sample_page),
    ("office-data", office_data::sample_page),
    ("journal", journal::sample_page),
    ("people-search", people::sample_search),
    ("people-person", people::sample_person),
    ("people-why", people::sample_why),
    ("people-fact", people::sample_form),
    ("people-fact-change", people::sample_ask),
    ("people-duplicates", people::sample_duplicates),
    ("people-merging", people::sample_merging),
    ("communes", communes::sample_page),
    ("communes-report", communes::sample_report),
    ("outside", outside::sample_page),
    ("law-index", law::sample_index),
    ("law-page", law::sample_text),
    ("law-amounts", law::sample_amounts),
    ("law-gaps", law::sample_gaps),
    ("cases", cases::sample_page),
    ("cases-new", cases::sample_new),
    ("cases-one", cases::sample_one),
    ("cases-tasks", cases::sample_tasks),
    ("targets", targets::sample_page),
    ("poverty", poverty::sample_page),
    ("poverty-board", poverty::sample_board),
    ("poverty-commune", poverty::sample_commune),
    ("poverty-movement", poverty::sample_movement),
    ("poverty-tables", poverty::sample_tables),
    ("campaigns", campaigns::sample_page),
    ("campaigns-one", campaigns::sample_one),
    ("campaigns-gifts", campaigns::sample_gifts),
    ("protection", protection::sample_page),
    ("protection-new", protection::sample_new),
    ("protection-file", protection::sample_file),
    ("protection-content", protection::sample_content),
    ("protection-group", protection::sample_group),
    ("periodic", periodic::sample_page),
    ("periodic-evidence", periodic::sample_evidence),
    ("periodic-market", periodic::sample_market),
    ("budget", budget::sample_page),
    ("doctor", doctor::sample_page),
    ("gratitude", gratitude::sample_page),
    ("gratitude-house", gratitude::sample_house),
    ("gratitude-fund", gratitude::sample_fund),
    ("gratitude-worship", gratitude::sample_worship),
    ("law-what-if", law::sample_what_if),
    ("charts", charts::sample_page),
    ("job", job::sample_page),
    ("error", crate::error::sample_page),
];
