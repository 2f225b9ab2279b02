//! The web application over HTTP, in process: the doors, the matrix of routes, every page from its sample.

#[cfg(test)]
mod site;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod matrix;
#[cfg(test)]
mod api;
#[cfg(test)]
mod discretion;
#[cfg(test)]
mod accounts;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod registers;
#[cfg(test)]
mod offices;
#[cfg(test)]
mod people;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod decisions;
#[cfg(test)]
mod duties;
#[cfg(test)]
mod communes;
#[cfg(test)]
mod what_if;
