//! `ansinh assess`: facts about people in, what is due out, one JSON object per line (`docs/assess.md`).
//!
//! A bad line gives an error result and never stops the others. Lines are answered on all cores and written in
//! the order of the input.

mod json;
mod case;
mod fact;
mod field;
mod write;
pub mod totals;

#[cfg(test)]
mod tests;

use self::field::Vocabulary;
use self::write::Writer;
use jiff::civil::Date;
use law::{LawError, Month, Ruleset};
use rayon::prelude::*;
use std::io::{self, BufRead, ErrorKind, Write};
use std::sync::mpsc::{self, SyncSender};
use std::thread;

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

/// Bytes of input that are answered together, at most about.
const CHUNK: usize = 4 << 20;
/// Reads from the input that wait to be answered.
const WAITING: usize = 256;
/// Lines that one task answers.
const LINES: usize = 256;

/// Answers every line of `input`, each as soon as it has arrived: somebody who waits for an answer before
/// writing the next line gets it.
///
/// Arguments that cannot be read are refused with `ErrorKind::InvalidInput` before anything is written; other
/// errors are those of `input` and `output`.
pub fn assess(
    rules: &Ruleset,
    request: Request,
    input: impl BufRead + Send,
    mut output: impl Write,
) -> Result<Counts, io::Error> {
    let question = read_request(&request)?;
    let writer = Writer::new(rules);
    let vocabulary = Vocabulary::new(rules);
    let desk = Desk { question, writer: &writer, vocabulary: &vocabulary };
    thread::scope(|scope| {
        let (sender, arrived) = mpsc::sync_channel(WAITING);
        let reader = scope.spawn(move || send_lines(input, &sender));
        let mut counts = Counts::default();
        while let Ok(mut lines) = arrived.recv() {
            while lines.len() < CHUNK
                && let Ok(more) = arrived.try_recv()
            {
                lines.extend(more);
            }
            for (text, part) in desk.answer_all(&lines) {
                output.write_all(&text)?;
                counts.answers += part.answers;
                counts.errors += part.errors;
            }
            output.flush()?;
        }
        match reader.join() {
            Ok(read) => read.map(|()| counts),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

fn read_request(request: &Request) -> Result<Question, io::Error> {
    let refuse = |message: String| io::Error::new(ErrorKind::InvalidInput, message);
    let month = Month::parse(&request.month);
    let month = month.ok_or_else(|| refuse(format!("tháng phải có dạng YYYY-MM: {:?}", request.month)))?;
    let known_on = match &request.known_on {
        None => None,
        Some(text) => {
            let day = field::date(text);
            Some(day.ok_or_else(|| refuse(format!("ngày phải có dạng YYYY-MM-DD: {text:?}")))?)
        }
    };
    Ok(Question { month, known_on, one_off: request.one_off })
}

/// Sends whole lines with their line ends, as many as are there; ends at the end of the input or when nobody
/// listens any more.
fn send_lines(mut input: impl BufRead, arrived: &SyncSender<Vec<u8>>) -> Result<(), io::Error> {
    let mut begun = Vec::new();
    loop {
        let bytes = match input.fill_buf() {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let count = bytes.len();
        let at_end = count == 0;
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
        if whole > 0 || at_end {
            let mut lines = std::mem::take(&mut begun);
            lines.extend(&bytes[..whole]);
            if arrived.send(lines).is_err() || at_end {
                return Ok(());
            }
        }
        begun.extend(&bytes[whole..]);
        input.consume(count);
    }
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
