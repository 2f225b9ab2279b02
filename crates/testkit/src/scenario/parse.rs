//! From the text of a scenario to its steps.

use super::{Failure, Word};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scenario {
    pub steps: Vec<Step>,
}

/// One step, with what it must lead to if the text says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub line: usize,
    pub text: String,
    pub words: Vec<Word>,
    pub expected: Option<Vec<Vec<Word>>>,
}

pub fn parse(text: &str) -> Result<Scenario, Failure> {
    let mut steps = Vec::new();
    for (line, text) in joined(text) {
        let fail = |message: &str| Failure { line, text: text.clone(), message: message.to_owned() };
        let words = words(&text).map_err(|message| fail(&message))?;
        let mut sides = words.split(|word| is(word, "=>"));
        let left: Vec<Vec<Word>> = listed(sides.next().unwrap_or_default());
        let right = sides.next().map(listed);
        if sides.next().is_some() {
            return Err(fail("a line has one arrow at most"));
        }
        if right.is_some() && left.len() != 1 {
            return Err(fail("one step stands before an arrow"));
        }
        steps.extend(left.into_iter().map(|words| Step {
            line,
            text: text.clone(),
            words,
            expected: right.clone(),
        }));
    }
    Ok(Scenario { steps })
}

/// Lines without comments, each with its number; a line that begins with white space continues the one before.
fn joined(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = without_comment(line);
        if line.trim().is_empty() {
            continue;
        }
        match lines.last_mut() {
            Some((_, before)) if line.starts_with(char::is_whitespace) => {
                before.push(' ');
                before.push_str(line.trim());
            }
            Some(_) | None => lines.push((index + 1, line.trim().to_owned())),
        }
    }
    lines
}

fn without_comment(line: &str) -> &str {
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '#' if !quoted => return &line[..at],
            _ => {}
        }
    }
    line
}

fn words(line: &str) -> Result<Vec<Word>, String> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let (text, quoted, after) = if first == '"' {
            let end = rest[1..].find('"').ok_or("a quote is not closed")?;
            (&rest[1..=end], true, &rest[end + 2..])
        } else if matches!(first, ';' | ',') {
            (&rest[..1], false, &rest[1..])
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '"'));
            let end = end.unwrap_or(rest.len());
            (&rest[..end], false, &rest[end..])
        };
        words.push(Word { text: text.to_owned(), quoted });
        rest = after.trim_start();
    }
    Ok(words)
}

/// The parts between semicolons, without empty ones.
fn listed(words: &[Word]) -> Vec<Vec<Word>> {
    let parts = words.split(|word| is(word, ";"));
    parts.filter(|part| !part.is_empty()).map(<[Word]>::to_vec).collect()
}

fn is(word: &Word, mark: &str) -> bool {
    !word.quoted && word.text == mark
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words joined by `_`, steps by `|`, expectations by `&`.
    fn told(text: &str) -> String {
        let join = |words: &[Word]| words.iter().map(|w| w.text.clone()).collect::<Vec<_>>().join("_");
        match parse(text) {
            Err(failure) => format!("{}: {}", failure.line, failure.message),
            Ok(scenario) => {
                let steps = scenario.steps.iter().map(|step| {
                    let expected = step.expected.as_ref();
                    let expected =
                        expected.map(|list| list.iter().map(|w| join(w)).collect::<Vec<_>>().join("&"));
                    let arrow = expected.map_or(String::new(), |text| format!("=>{text}"));
                    format!("{}:{}{arrow}", step.line, join(&step.words))
                });
                steps.collect::<Vec<_>>().join("|")
            }
        }
    }

    #[test]
    fn a_text_becomes_steps() {
        for (text, steps) in [
            ("on 2023-01-01", "1:on_2023-01-01"),
            ("# nothing\n\ncheck by A; approve by B", "3:check_by_A|3:approve_by_B"),
            ("prepare x => An 5; total 5", "1:prepare_x=>An_5&total_5"),
            ("prepare x =>", "1:prepare_x=>"),
            ("results unpaid An \"đi vắng; xa # 2\"", "1:results_unpaid_An_đi vắng; xa # 2"),
            ("grant An\n  allowance a, carer b\non x", "1:grant_An_allowance_a_,_carer_b|3:on_x"),
            ("a => b => c", "1: a line has one arrow at most"),
            ("a; b => c", "1: one step stands before an arrow"),
            ("\n a \"b", "2: a quote is not closed"),
        ] {
            assert_eq!(told(text), steps, "{text}");
        }
    }
}
