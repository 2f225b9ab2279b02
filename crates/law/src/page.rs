//! Law pages: Markdown that says in our own short words what an article rules, with TOML blocks under it.
//!
//! A page is one instrument. Its first block is `[instrument]`; every other block is one or more entries of
//! one kind, `[[kind]]`. The citation of an entry is the number of the instrument and the nearest heading
//! above the block ("Điều 6 khoản 1 điểm e"), so that text and value cannot drift apart.

use crate::LawError;
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::Arc;

/// A legal instrument: what the first block of its page says.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// `nd-20-2021`; also the page's file name.
    pub id: String,
    /// `Nghị định 20/2021/NĐ-CP`, as cited.
    pub number: String,
    pub title: String,
    #[serde(default)]
    pub issued: Option<Date>,
    /// The day on which it became law; entries may name a later day of their own.
    pub in_force_on: Date,
    /// Code of the province whose council decided it: such a page may only raise what national pages allow.
    #[serde(default)]
    pub province: Option<String>,
    #[serde(default)]
    pub sources: Vec<String>,
}

/// How well a value is known. Only `Source`, `Derived` and `Memory` are payable, each shown with its mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Read in the text or in a reproduction of it.
    #[default]
    Source,
    /// Not seen, but computed without ambiguity from sourced figures.
    Derived,
    /// Known, not read again.
    Memory,
    /// Reported second-hand; not payable.
    Secondary,
    /// Not found; not payable.
    Unknown,
}

impl Confidence {
    /// As pages write it.
    pub fn word(self) -> &'static str {
        match self {
            Confidence::Source => "source",
            Confidence::Derived => "derived",
            Confidence::Memory => "memory",
            Confidence::Secondary => "secondary",
            Confidence::Unknown => "unknown",
        }
    }

    pub fn is_payable(self) -> bool {
        matches!(self, Confidence::Source | Confidence::Derived | Confidence::Memory)
    }
}

/// Where an entry stands: `Nghị định 20/2021/NĐ-CP, Điều 6 khoản 1 điểm e`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Citation {
    /// Id of the instrument, which is the file name of its page.
    pub page: Arc<str>,
    pub instrument: Arc<str>,
    pub provision: Arc<str>,
}

impl std::fmt::Display for Citation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.provision.is_empty() {
            f.write_str(&self.instrument)
        } else {
            write!(f, "{}, {}", self.provision, self.instrument)
        }
    }
}

/// One entry of a block.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `base_level`, `coefficient`, `monthly`, …: the name of the TOML table.
    pub kind: String,
    pub citation: Citation,
    /// The instrument's, the default of an entry without its own `in_force_on`.
    pub in_force_on: Date,
    /// It stands in the page of a provincial resolution.
    pub provincial: bool,
    /// 1-based line of the block in its page, for error messages.
    pub line: usize,
    pub table: toml::Table,
}

impl Entry {
    /// The entry as `T`; unknown and missing fields are errors with page and line.
    pub fn read<T: serde::de::DeserializeOwned>(&self) -> Result<T, LawError> {
        self.table.clone().try_into().map_err(|error: toml::de::Error| self.error(error.message()))
    }

    pub fn error(&self, message: impl Into<String>) -> LawError {
        LawError::Page { page: self.citation.page.to_string(), line: self.line, message: message.into() }
    }
}

#[derive(Clone, Debug)]
pub struct Page {
    pub instrument: Instrument,
    pub entries: Vec<Entry>,
    /// The whole text, for `law show` and the browser.
    pub text: Arc<str>,
}

impl Page {
    /// Reads a page; `name` is its file name without the ending and must be the instrument's id.
    pub fn parse(name: &str, text: &str) -> Result<Page, LawError> {
        let error = |line: usize, message: String| LawError::Page { page: name.to_owned(), line, message };
        let mut instrument: Option<Instrument> = None;
        let mut entries = Vec::new();
        let mut headings: Vec<(usize, &str)> = Vec::new();
        let mut lines = text.lines().enumerate();
        while let Some((index, line)) = lines.next() {
            let start = index + 1;
            if let Some(heading) = heading(line) {
                headings.retain(|(level, _)| *level < heading.0);
                headings.push(heading);
            } else if line.trim_end() == "```toml" {
                let mut block = String::new();
                loop {
                    let Some((_, line)) = lines.next() else {
                        return Err(error(start, "khối toml không có dòng kết thúc ```".to_owned()));
                    };
                    if line.trim_end() == "```" {
                        break;
                    }
                    block.push_str(line);
                    block.push('\n');
                }
                let table: toml::Table =
                    block.parse().map_err(|e: toml::de::Error| error(start, e.message().to_owned()))?;
                match &instrument {
                    None => {
                        let value = table.get("instrument").cloned();
                        let value =
                            value.ok_or_else(|| error(start, "khối đầu phải là [instrument]".to_owned()))?;
                        let found: Instrument = value
                            .try_into()
                            .map_err(|e: toml::de::Error| error(start, e.message().to_owned()))?;
                        if found.id != name {
                            return Err(error(
                                start,
                                format!("instrument.id là {:?}, tên tệp là {name:?}", found.id),
                            ));
                        }
                        instrument = Some(found);
                    }
                    Some(instrument) => {
                        let mut provision =
                            headings.iter().filter(|(level, _)| *level > 1).map(|(_, text)| *text);
                        let citation = Citation {
                            page: name.into(),
                            instrument: instrument.number.as_str().into(),
                            provision: provision.next_back().unwrap_or("").into(),
                        };
                        entries.extend(entries_of(&table, &citation, instrument, start)?);
                    }
                }
            }
        }
        let instrument = instrument.ok_or_else(|| error(1, "trang không có khối [instrument]".to_owned()))?;
        Ok(Page { instrument, entries, text: text.into() })
    }
}

fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    (1..=6).contains(&level).then(|| line[level..].strip_prefix(' ').map(|text| (level, text.trim())))?
}

fn entries_of(
    table: &toml::Table,
    citation: &Citation,
    instrument: &Instrument,
    line: usize,
) -> Result<Vec<Entry>, LawError> {
    let mut entries = Vec::new();
    for (kind, value) in table {
        let rows = match value {
            toml::Value::Array(rows) => rows.clone(),
            one => vec![one.clone()],
        };
        for row in rows {
            let toml::Value::Table(table) = row else {
                let message = format!("`{kind}` phải là bảng [[{kind}]]");
                return Err(LawError::Page { page: instrument.id.clone(), line, message });
            };
            entries.push(Entry {
                kind: kind.clone(),
                citation: citation.clone(),
                in_force_on: instrument.in_force_on,
                provincial: instrument.province.is_some(),
                line,
                table,
            });
        }
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# Nghị định thử\n\n```toml\n[instrument]\nid = \"thu\"\nnumber = \"Nghị định 1/2024/NĐ-CP\"\n\
        title = \"Thử\"\nin_force_on = \"2024-02-01\"\n```\n\n## Điều 3\n\n### Điều 3 khoản 1\n\nLời tóm tắt.\n\n\
        ```toml\n[[base_level]]\namount = 500000\n[[base_level]]\namount = 600000\n```\n";

    #[test]
    fn an_entry_is_cited_by_the_heading_above_it() {
        let page = Page::parse("thu", PAGE).unwrap();
        assert_eq!(page.entries.len(), 2);
        assert_eq!(page.entries[1].citation.to_string(), "Điều 3 khoản 1, Nghị định 1/2024/NĐ-CP");
        assert_eq!(page.entries[1].table["amount"].as_integer(), Some(600_000));
    }

    #[test]
    fn a_broken_page_says_where() {
        let broken = PAGE.replace("amount = 500000", "amount = ");
        let LawError::Page { page, line, .. } = Page::parse("thu", &broken).unwrap_err() else { panic!() };
        assert_eq!((page.as_str(), line), ("thu", 17));
        assert!(Page::parse("khac", PAGE).is_err());
    }
}
