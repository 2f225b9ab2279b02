//! Employment: jobs found, employers and what they report, vacancies, the supply survey and the yearly totals.

pub mod placements;
pub mod employers;
pub mod occupations;
pub mod supply;
pub mod market;
