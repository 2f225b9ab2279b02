//! The pages, one module per feature.

pub mod account;
pub mod home;
pub mod registers;
pub mod imports;
pub mod people;
pub mod law;

/// Every view with its sample: what tests render and look at.
pub const SAMPLES: &[(&str, fn() -> Result<String, askama::Error>)] = &[
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
    ("people-search", people::sample_search),
    ("people-person", people::sample_person),
    ("people-why", people::sample_why),
    ("people-fact", people::sample_form),
    ("people-fact-change", people::sample_ask),
    ("people-duplicates", people::sample_duplicates),
    ("people-merging", people::sample_merging),
    ("law-index", law::sample_index),
    ("law-page", law::sample_text),
    ("law-amounts", law::sample_amounts),
    ("law-gaps", law::sample_gaps),
    ("error", crate::error::sample_page),
];
