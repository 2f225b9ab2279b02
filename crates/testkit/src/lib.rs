//! Test support: an office in a temporary database, and the office's day as text.

pub mod scenario;
