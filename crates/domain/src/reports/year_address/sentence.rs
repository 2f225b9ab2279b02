//! Sentences with figures in them, as text: `Có {tet.gifts} suất quà[, kinh phí {tet.amount~}].`
//!
//! `{id}` is said exactly, `{id~}` in round words, `{id@target}` as what was asked of it. A part in brackets falls away
//! when a figure in it is not known or is nothing; a sentence when a figure outside brackets is: nobody is told of "00".
//! `{area}`, `{office}`, `{year}` and `{next_year}` are words of the speech.

use super::{Speech, body_runs, run};
use crate::figures::Value;
use crate::reports::document::{Block, Run};
use crate::reports::rounding::Wording;

impl Speech<'_> {
    /// The paragraphs whose figures are known.
    pub(super) fn paragraphs(&self, texts: &[&str]) -> Vec<Block> {
        texts.iter().filter_map(|text| self.say(text)).map(body_runs).collect()
    }

    /// The items whose figures are known, as one list; nothing if there is none.
    pub(super) fn items(&self, texts: &[&str]) -> Vec<Block> {
        let items: Vec<Vec<Run>> = texts.iter().filter_map(|text| self.say(text)).collect();
        if items.is_empty() { Vec::new() } else { vec![Block::List(items)] }
    }

    /// `None` if a figure outside brackets is not known or is nothing. What the office says instead goes before ours.
    pub(super) fn say(&self, ours: &str) -> Option<Vec<Run>> {
        self.said.borrow_mut().push(ours.to_owned());
        let mut runs = Vec::new();
        let mut rest = self.data.edits.get(ours).map_or(ours, String::as_str);
        while let Some(open) = rest.find('[') {
            runs.extend(self.filled(&rest[..open])?);
            let close = open + rest[open..].find(']')?;
            runs.extend(self.filled(&rest[open + 1..close]).unwrap_or_default());
            rest = &rest[close + 1..];
        }
        runs.extend(self.filled(rest)?);
        Some(joined(runs))
    }

    fn filled(&self, text: &str) -> Option<Vec<Run>> {
        let mut runs = Vec::new();
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            runs.push(Run::Text(rest[..open].to_owned()));
            let close = open + rest[open..].find('}')?;
            runs.push(self.slot(&rest[open + 1..close])?);
            rest = &rest[close + 1..];
        }
        runs.push(Run::Text(rest.to_owned()));
        Some(runs)
    }

    fn slot(&self, name: &str) -> Option<Run> {
        let word = match name {
            "area" => Some(self.data.area.clone()),
            "office" => Some(self.data.office.clone()),
            "year" => Some(self.data.year.to_string()),
            "next_year" => Some((self.data.year + 1).to_string()),
            _ => None,
        };
        if let Some(word) = word {
            return Some(Run::Text(word));
        }
        if let Some(id) = name.strip_suffix("@target") {
            let answer = *self.answers.get(id)?;
            let target = answer.target.as_ref()?;
            return Some(run(answer, target.shown(answer.key.spec.unit)));
        }
        let (id, wording) = match name.strip_suffix('~') {
            Some(id) => (id, Wording::Round),
            None => (name, Wording::Exact),
        };
        let answer = self.answers.get(id)?;
        if answer.value? == Value::Number(0) { None } else { self.figure(id, wording) }
    }
}

/// Texts that stand beside each other as one.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match (out.last_mut(), run) {
            (Some(Run::Text(before)), Run::Text(text)) => before.push_str(&text),
            (_, Run::Text(text)) if text.is_empty() => {}
            (_, run) => out.push(run),
        }
    }
    out
}
