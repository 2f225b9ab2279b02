//! The pages, one module per feature.

pub mod account;
pub mod home;
pub mod registers;
pub mod imports;

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
    ("error", crate::error::sample_page),
];
