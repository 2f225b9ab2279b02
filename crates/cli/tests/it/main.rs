//! The one integration-test binary: the house rules, and the program used from the outside.

#[cfg(test)]
mod program;
#[cfg(test)]
mod tidy;
