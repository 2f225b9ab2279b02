mod scenarios;
mod money_lists;
mod unfinished;
