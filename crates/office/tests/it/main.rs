//! Commands on both engines.

#[cfg(test)]
mod doctor;
#[cfg(test)]
mod export;
#[cfg(test)]
mod import;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod journal;
#[cfg(test)]
mod offices;
#[cfg(test)]
mod people;
