//! The one integration-test binary: the house rules, and the program used from the outside.

mod program;
mod tidy;
