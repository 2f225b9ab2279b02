//! Cited values and rules: what an explanation quotes.

use crate::page::{Citation, Confidence};

/// A cited value or rule; `Ground::Provision` points here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    pub citation: Citation,
    pub confidence: Confidence,
    /// What it rules, as told in an explanation.
    pub text: String,
}

/// Every provision that an award may name, in the order of the pages.
#[derive(Clone, Debug, Default)]
pub struct Provisions(Vec<Provision>);

impl Provisions {
    pub fn add(&mut self, provision: Provision) -> u16 {
        let index = u16::try_from(self.0.len()).expect("pages hold far fewer than 65,536 entries");
        self.0.push(provision);
        index
    }

    pub fn get(&self, index: u16) -> &Provision {
        &self.0[usize::from(index)]
    }

    pub fn iter(&self) -> impl Iterator<Item = &Provision> {
        self.0.iter()
    }
}
