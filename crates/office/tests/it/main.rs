//! Commands on both engines.

#[cfg(test)]
mod doctor;
#[cfg(test)]
mod journal;
#[cfg(test)]
mod offices;
