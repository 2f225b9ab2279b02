//! Results as lines of JSON.

use super::json::Json;
use super::{Desk, Question, Refusal};
use law::award::{Answer, Award, Ground, Scheme};
use law::steps::{day, fact_text};
use law::{Case, Ruleset};
use std::io::Write;

/// Writes results; the citations of the law pages are made ready once.
pub struct Writer<'a> {
    rules: &'a Ruleset,
    /// Each provision's citation as a JSON string.
    citations: Vec<String>,
}

impl<'a> Writer<'a> {
    pub fn new(rules: &'a Ruleset) -> Writer<'a> {
        let citations = rules.provisions.iter().map(|provision| json_text(&provision.citation.to_string()));
        Writer { rules, citations: citations.collect() }
    }

    /// `{"id": …, "error": {"code": …, "message": …}}`.
    pub fn refusal(&self, id: Option<&Json>, refusal: &Refusal, out: &mut Vec<u8>) {
        out.extend(b"{\"id\":");
        write_id(id, out);
        out.extend(b",\"error\":{\"code\":");
        write_text(refusal.code, out);
        out.extend(b",\"message\":");
        write_text(&refusal.message, out);
        out.extend(b"}}\n");
    }

    pub fn answer(
        &self,
        id: Option<&Json>,
        case: &Case,
        question: &Question,
        answer: &Answer,
        out: &mut Vec<u8>,
    ) {
        out.extend(b"{\"id\":");
        write_id(id, out);
        push(out, format_args!(",\"month\":\"{}\",\"awards\":[", question.month));
        for (index, award) in answer.awards.iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            self.award(case, award, out);
        }
        push(out, format_args!("],\"total\":{},\"missing\":[", answer.total().0));
        for (index, missing) in answer.missing.iter().enumerate() {
            separate(index, out);
            write_text(missing.word(), out);
        }
        out.extend(b"],\"notes\":[");
        for (index, note) in answer.notes.iter().enumerate() {
            separate(index, out);
            write_text(note.word(), out);
        }
        out.extend(b"]}\n");
    }

    fn award(&self, case: &Case, award: &Award, out: &mut Vec<u8>) {
        let terms = &award.terms;
        push(out, format_args!("{{\"scheme\":\"{}\",\"category\":", terms.scheme.word()));
        write_text(&terms.category, out);
        out.extend(b",\"part\":");
        write_text(&terms.part, out);
        if matches!(terms.scheme, Scheme::Merit | Scheme::MeritOneOff) && !terms.class.is_empty() {
            out.extend(b",\"row\":");
            write_text(&terms.class, out);
        }
        push(out, format_args!(",\"amount\":{}", award.amount.0));
        if let (Some(coefficient), Some(base)) = (award.coefficient, award.base) {
            let text = coefficient.to_string();
            // As the tables write them: "2.0" for a monthly level, "20" for a lump sum.
            let is_lump_sum = terms.scheme == Scheme::SocialOneOff;
            let text = if is_lump_sum { text.trim_end_matches(".0") } else { &text };
            push(out, format_args!(",\"coefficient\":\"{text}\",\"base\":{}", base.0));
        }
        push(out, format_args!(",\"period\":\"{}\",\"citations\":[", award.period.word()));
        let mut seen: Vec<&str> = Vec::with_capacity(6);
        for ground in &award.grounds {
            if let Ground::Provision(index) = ground {
                let citation = self.citations[usize::from(*index)].as_str();
                if !seen.contains(&citation) {
                    separate(seen.len(), out);
                    out.extend(citation.as_bytes());
                    seen.push(citation);
                }
            }
        }
        out.extend(b"],\"because\":[");
        let mut count = 0;
        for ground in &award.grounds {
            let Some(text) = because(case, ground) else { continue };
            separate(count, out);
            write_text(&text, out);
            count += 1;
        }
        out.extend(b"]}");
    }
}

impl Desk<'_> {
    /// Reads, assesses and writes one case; nothing is written if it is refused.
    pub fn answer_case(&self, line: &super::case::Line, out: &mut Vec<u8>) -> Result<(), Refusal> {
        line.check_id()?;
        let Question { month, known_on, one_off } = self.question;
        if !month.is_supported() {
            return Err(law::LawError::UnsupportedMonth(month).into());
        }
        let case = line.case(self.vocabulary)?;
        let rules = self.writer.rules;
        let answer = if one_off {
            rules.one_off(&case, month, known_on)?
        } else {
            rules.assess(&case, month, known_on)?
        };
        self.writer.answer(line.id(), &case, &self.question, &answer, out);
        Ok(())
    }
}

fn because(case: &Case, ground: &Ground) -> Option<String> {
    match ground {
        Ground::Fact(index) => case.facts.get(usize::from(*index)).map(fact_text),
        Ground::Age(age) => Some(format!("{age} tuổi")),
        Ground::Died => case.person.died.map(|died| format!("Chết ngày {}", day(died))),
        Ground::Provision(_) => None,
    }
}

fn separate(index: usize, out: &mut Vec<u8>) {
    if index > 0 {
        out.push(b',');
    }
}

fn write_id(id: Option<&Json>, out: &mut Vec<u8>) {
    match id {
        Some(Json::Text(text)) => write_text(text, out),
        Some(Json::Whole(number)) => push(out, format_args!("{number}")),
        Some(Json::Number(number)) => push(out, format_args!("{number}")),
        Some(Json::Null | Json::Flag(_) | Json::List(_) | Json::Object(_)) | None => out.extend(b"null"),
    }
}

fn json_text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn write_text(text: &str, out: &mut Vec<u8>) {
    // Writing to memory does not fail.
    let _ = serde_json::to_writer(out, text);
}

fn push(out: &mut Vec<u8>, text: std::fmt::Arguments) {
    let _ = out.write_fmt(text);
}
