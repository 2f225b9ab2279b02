#[cfg(test)]
mod money_lists;
#[cfg(test)]
mod scenarios;
#[cfg(test)]
mod unfinished;
