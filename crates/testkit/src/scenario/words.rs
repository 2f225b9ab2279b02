//! The words of a step, read from left to right.

use jiff::civil::Date;
use law::{Month, Vnd};

/// A word of the text; a quoted one may hold spaces and is never taken for a keyword.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    pub quoted: bool,
}

/// What is still to be read of a step.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    rest: &'a [Word],
}

impl<'a> Words<'a> {
    pub fn new(words: &'a [Word]) -> Words<'a> {
        Words { rest: words }
    }

    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next word without taking it; nothing if it is quoted or the step ends.
    pub fn keyword(&self) -> Option<&'a str> {
        self.rest.first().filter(|word| !word.quoted).map(|word| word.text.as_str())
    }

    pub fn next(&mut self, what: &str) -> Result<&'a str, String> {
        let (first, rest) = self.rest.split_first().ok_or_else(|| format!("{what} is missing"))?;
        self.rest = rest;
        Ok(&first.text)
    }

    /// Takes the keyword if it stands next.
    pub fn takes(&mut self, keyword: &str) -> bool {
        let found = self.keyword() == Some(keyword);
        if found {
            self.rest = &self.rest[1..];
        }
        found
    }

    pub fn must(&mut self, keyword: &str) -> Result<(), String> {
        if self.takes(keyword) {
            Ok(())
        } else {
            Err(format!("expected `{keyword}`, found {}", self.shown()))
        }
    }

    /// The word after the keyword, if the keyword stands next.
    pub fn after(&mut self, keyword: &str) -> Result<Option<&'a str>, String> {
        if self.takes(keyword) { self.next(keyword).map(Some) } else { Ok(None) }
    }

    pub fn date(&mut self, what: &str) -> Result<Date, String> {
        let text = self.next(what)?;
        text.parse().map_err(|_| format!("{what} is no date: {text}"))
    }

    pub fn date_after(&mut self, keyword: &str) -> Result<Option<Date>, String> {
        if self.takes(keyword) { self.date(keyword).map(Some) } else { Ok(None) }
    }

    pub fn month(&mut self, what: &str) -> Result<Month, String> {
        let text = self.next(what)?;
        Month::parse(text).ok_or_else(|| format!("{what} is no month: {text}"))
    }

    pub fn month_after(&mut self, keyword: &str) -> Result<Option<Month>, String> {
        if self.takes(keyword) { self.month(keyword).map(Some) } else { Ok(None) }
    }

    pub fn number<N: std::str::FromStr>(&mut self, what: &str) -> Result<N, String> {
        let text = self.next(what)?;
        text.parse().map_err(|_| format!("{what} is no number: {text}"))
    }

    pub fn number_after<N: std::str::FromStr>(&mut self, keyword: &str) -> Result<Option<N>, String> {
        if self.takes(keyword) { self.number(keyword).map(Some) } else { Ok(None) }
    }

    /// Whole đồng.
    pub fn vnd(&mut self, what: &str) -> Result<Vnd, String> {
        self.number(what).map(Vnd)
    }

    pub fn vnd_after(&mut self, keyword: &str) -> Result<Option<Vnd>, String> {
        if self.takes(keyword) { self.vnd(keyword).map(Some) } else { Ok(None) }
    }

    /// Nothing may be left over: a word that no step understands is a mistake in the scenario.
    pub fn end(&self) -> Result<(), String> {
        if self.is_empty() { Ok(()) } else { Err(format!("not understood: {}", self.shown())) }
    }

    fn shown(&self) -> String {
        if self.rest.is_empty() {
            return "the end of the step".to_owned();
        }
        self.rest.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}
