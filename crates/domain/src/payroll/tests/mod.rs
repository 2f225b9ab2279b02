//! A small office whose days are written as text, on an invented table of the law.

mod properties;
mod scenarios;
mod sim;
mod speed;
mod table;
