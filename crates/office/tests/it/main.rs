//! Commands on both engines.

mod doctor;
mod journal;
mod offices;
