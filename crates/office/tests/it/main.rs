//! Commands on both engines.

#[cfg(test)]
mod accounts;
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
#[cfg(test)]
mod search;
#[cfg(test)]
mod merging;
#[cfg(test)]
mod entry;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod reports;
#[cfg(test)]
mod reach;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod labour;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod gratitude;
#[cfg(test)]
mod backup;
#[cfg(test)]
mod protection;
#[cfg(test)]
mod children;
#[cfg(test)]
mod poverty;
mod campaigns;
#[cfg(test)]
mod communes;
