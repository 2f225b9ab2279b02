//! Checks of live data.
