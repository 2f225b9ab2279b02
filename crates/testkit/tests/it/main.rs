mod scenarios;
mod money_lists;
