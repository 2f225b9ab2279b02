//! `ansinh assess`: facts about people in, what is due out, one JSON object per line (`docs/assess.md`).
//!
//! A bad line gives an error result and never stops the others. Lines are answered on all cores and written in
//! the order of the input.

mod json;
mod case;
mod fact;
mod write;
pub mod totals;
#[cfg(test)]
mod tests;

#[cfg(test)]
mod tests;

use self::case::Vocabulary;
use self::write::Writer;
use jiff::civil::Date;
use law::{LawError, Month, Ruleset};
use rayon::prelude::*;
use std::io::{self, BufRead, Write};

/// The arguments, as typed.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// `YYYY-MM`.
    pub month: String,
    /// `YYYY-MM-DD`: the law as it stood in force on that day.
    pub known_on: Option<String>,
    /// One-off payments instead of the monthly ones.
    pub one_off: bool,
}

/// How many lines were answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub answers: u64,
    pub errors: u64,
}

/// Why a case has no answer: a code of `docs/assess.md` §3.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Refusal {
    code: &'static str,
    message: String,
}

impl Refusal {
    fn new(code: &'static str, message: impl Into<String>) -> Refusal {
        Refusal { code, message: message.into() }
    }
}

impl From<LawError> for Refusal {
    fn from(error: LawError) -> Refusal {
        Refusal::new(error.code(), error.to_string())
    }
}

/// The request with its arguments read.
#[derive(Clone, Copy, Debug)]
struct Question {
    month: Month,
    known_on: Option<Date>,
    one_off: bool,
}

/// Bytes of input that are answered together.
const CHUNK: usize = 4 << 20;
/// Lines that one task answers.
const LINES: usize = 256;

/// Answers every line of `input`.
///
/// Arguments that cannot be read are refused with `ErrorKind::InvalidInput` before anything is written; other
/// errors are those of `input` and `output`.
pub fn assess(
    rules: &Ruleset,
    request: Request,
    mut input: impl BufRead + Send,
    mut output: impl Write,
) -> Result<Counts, io::Error> {
    let question = read_request(&request)?;
    let writer = Writer::new(rules);
    let vocabulary = Vocabulary::new(rules);
    let desk = Desk { question, writer: &writer, vocabulary: &vocabulary };
    let mut counts = Counts::default();
    let mut lines = read_chunk(&mut input)?;
    while !lines.is_empty() {
        let (answered, next) = rayon::join(|| desk.answer_all(&lines), || read_chunk(&mut input));
        for (text, part) in answered {
            output.write_all(&text)?;
            counts.answers += part.answers;
            counts.errors += part.errors;
        }
        lines = next?;
    }
    output.flush()?;
    Ok(counts)
}

fn read_request(request: &Request) -> Result<Question, io::Error> {
    let refuse = |message: String| io::Error::new(io::ErrorKind::InvalidInput, message);
    let month = Month::parse(&request.month);
    let month = month.ok_or_else(|| refuse(format!("tháng phải có dạng YYYY-MM: {:?}", request.month)))?;
    let known_on = match &request.known_on {
        None => None,
        Some(text) => {
            let day = case::date(text);
            Some(day.ok_or_else(|| refuse(format!("ngày phải có dạng YYYY-MM-DD: {text:?}")))?)
        }
    };
    Ok(Question { month, known_on, one_off: request.one_off })
}

/// Whole lines, with their line ends, up to about `CHUNK` bytes; empty at the end of the input.
fn read_chunk(input: &mut impl BufRead) -> Result<Vec<u8>, io::Error> {
    let mut chunk = Vec::with_capacity(CHUNK + 4096);
    while chunk.len() < CHUNK {
        if input.read_until(b'\n', &mut chunk)? == 0 {
            break;
        }
    }
    Ok(chunk)
}

/// Everything that answering a line needs.
struct Desk<'a> {
    question: Question,
    writer: &'a Writer<'a>,
    vocabulary: &'a Vocabulary,
}

impl Desk<'_> {
    fn answer_all(&self, chunk: &[u8]) -> Vec<(Vec<u8>, Counts)> {
        let lines: Vec<&[u8]> = chunk.split(|byte| *byte == b'\n').collect();
        let parts = lines.par_chunks(LINES);
        parts
            .map(|lines| {
                let mut out = Vec::with_capacity(lines.len() * 512);
                let mut counts = Counts::default();
                for line in lines.iter().filter(|line| !line.trim_ascii().is_empty()) {
                    self.answer(line, &mut out, &mut counts);
                }
                (out, counts)
            })
            .collect()
    }

    fn answer(&self, line: &[u8], out: &mut Vec<u8>, counts: &mut Counts) {
        let line = match case::Line::read(line) {
            Ok(line) => line,
            Err(refusal) => {
                counts.errors += 1;
                return self.writer.refusal(None, &refusal, out);
            }
        };
        match self.answer_case(&line, out) {
            Ok(()) => counts.answers += 1,
            Err(refusal) => {
                counts.errors += 1;
                self.writer.refusal(line.id(), &refusal, out);
            }
        }
    }
}
