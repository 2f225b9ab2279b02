//! The store on both engines.

#[cfg(test)]
mod bulk;
#[cfg(test)]
mod merges;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod registry;
#[cfg(test)]
mod side_by_side;
#[cfg(test)]
mod transactions;
#[cfg(test)]
mod units;
#[cfg(test)]
mod values;
