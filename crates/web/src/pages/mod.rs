//! The pages, one module per feature.

pub mod account;
pub mod home;

/// Every view with its sample: what tests render and look at.
pub const SAMPLES: &[(&str, fn() -> Result<String, askama::Error>)] = &[
    ("account-sign-in", account::sample_sign_in),
    ("account-password", account::sample_password),
    ("account-second-factor", account::sample_second_factor),
    ("home", home::sample_page),
    ("error", crate::error::sample_page),
];
