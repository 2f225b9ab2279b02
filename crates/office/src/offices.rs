//! Offices and their dated settings.
