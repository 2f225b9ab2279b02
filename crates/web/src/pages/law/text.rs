//! Instruments and their articles in our own words, with the values that stand under them.

use crate::error::PageError;
use crate::frame::Frame;
use crate::reply::{Answer, Reply, page};
use crate::visit::Visit;
use askama::Template;
use domain::names::fold;

#[derive(Template)]
#[template(path = "law/index.html")]
struct Index {
    frame: Frame,
    search: String,
    rows: Vec<InstrumentRow>,
    may_read_payroll: bool,
}

struct InstrumentRow {
    page: &'static str,
    number: String,
    title: String,
    in_force_on: String,
    /// Articles that hold what was searched for.
    articles: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "law/page.html")]
struct TextPage {
    frame: Frame,
    number: String,
    title: String,
    facts: Vec<(&'static str, String)>,
    articles: Vec<Article>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Article {
    anchor: String,
    heading: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// What it comes to, and as the page writes it.
    Values(String, String),
}

/// One page, taken apart.
#[derive(Default)]
struct Read {
    instrument: String,
    articles: Vec<Article>,
}

impl Read {
    fn of(text: &str) -> Read {
        let mut read = Read::default();
        let mut article = Article::default();
        let mut paragraph = String::new();
        let mut block: Option<String> = None;
        for line in text.lines() {
            if let Some(values) = &mut block {
                if line.starts_with("```") {
                    let values = block.take().unwrap_or_default();
                    match values.trim_start().starts_with("[instrument]") {
                        true => read.instrument = values,
                        false => {
                            let values = values.trim_end().to_owned();
                            article.pieces.push(Piece::Values(told(&values), values));
                        }
                    }
                } else {
                    values.push_str(line);
                    values.push('\n');
                }
                continue;
            }
            let is_break = line.is_empty() || line.starts_with('#') || line.starts_with("```");
            if is_break && !paragraph.is_empty() {
                article.pieces.push(Piece::Text(std::mem::take(&mut paragraph)));
            }
            if line.starts_with("```") {
                block = Some(String::new());
            } else if let Some(heading) = line.strip_prefix("## ") {
                let next =
                    Article { anchor: anchor(heading), heading: heading.to_owned(), pieces: Vec::new() };
                read.articles.push(std::mem::replace(&mut article, next));
            } else if !is_break {
                if !paragraph.is_empty() {
                    paragraph.push(' ');
                }
                paragraph.push_str(&line.replace('`', ""));
            }
        }
        if !paragraph.is_empty() {
            article.pieces.push(Piece::Text(paragraph));
        }
        read.articles.push(article);
        read.articles.retain(|article| !article.heading.is_empty() || !article.pieces.is_empty());
        read
    }

    /// A text of the block that says which instrument it is.
    fn item(&self, name: &str) -> String {
        let line = self.instrument.lines().find_map(|line| {
            let (key, value) = line.split_once('=')?;
            (key.trim() == name).then(|| value.trim().trim_matches('"').to_owned())
        });
        line.unwrap_or_default()
    }
}

/// `360.000 đồng, từ tháng 7 năm 2021`: an amount with the month from which it is owed; else nothing.
fn told(values: &str) -> String {
    let item = |name: &str| {
        let line = values.lines().find_map(|line| {
            let (key, value) = line.split_once('=')?;
            (key.trim() == name).then(|| value.trim().trim_matches('"').to_owned())
        });
        line.unwrap_or_default()
    };
    let amount = item("amount").replace('_', "").parse().map(domain::Vnd);
    let from = law::Month::parse(&item("owed_from")).map(domain::dates::month_long);
    match (amount, from) {
        (Ok(amount), Some(from)) => format!("{amount} đồng, từ {from}"),
        (Ok(amount), None) => format!("{amount} đồng"),
        (Err(_), _) => String::new(),
    }
}

fn anchor(heading: &str) -> String {
    let folded = fold(heading);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

fn pages() -> impl Iterator<Item = (&'static str, Read)> {
    law::pages::EMBEDDED.iter().map(|(name, text)| (*name, Read::of(text)))
}

/// A later part of a long decree names its instrument by the page that begins it.
fn number_of(name: &str, read: &Read) -> String {
    let own = read.item("number");
    if !own.is_empty() {
        return own;
    }
    let begins = |other: &&(&str, &str)| name.starts_with(&format!("{}-", other.0));
    let first = law::pages::EMBEDDED.iter().find(begins);
    first.map_or_else(|| name.to_owned(), |(_, text)| Read::of(text).item("number"))
}

pub fn index(visit: &Visit) -> Answer {
    let search = visit.query.get("tim");
    if let Some((instrument, provision)) = search.split_once(", ")
        && let Some(address) = cited(instrument, provision)
    {
        return Ok(Reply::see(address));
    }
    let wanted = fold(search);
    let mut rows = Vec::new();
    for (name, read) in pages() {
        let (number, title) = (number_of(name, &read), read.item("title"));
        let named = fold(&format!("{number} {title}")).contains(&wanted);
        let holds = |article: &&Article| {
            article
                .pieces
                .iter()
                .any(|piece| matches!(piece, Piece::Text(text) if fold(text).contains(&wanted)))
        };
        let articles: Vec<_> = if search.is_empty() {
            Vec::new()
        } else {
            read.articles
                .iter()
                .filter(holds)
                .map(|article| (article.anchor.clone(), article.heading.clone()))
                .collect()
        };
        if named || !articles.is_empty() {
            let in_force_on = read.item("in_force_on");
            rows.push(InstrumentRow { page: name, number, title, in_force_on: day(&in_force_on), articles });
        }
    }
    page(&Index {
        frame: visit.frame("Pháp luật"),
        search: search.to_owned(),
        rows,
        may_read_payroll: visit.pays(office::Permission::ReadPayroll),
    })
}

/// The article that a citation names.
fn cited(instrument: &str, provision: &str) -> Option<String> {
    let wanted = anchor(provision);
    let of_instrument = pages().filter(|(name, read)| number_of(name, read) == instrument);
    let mut first = None;
    for (name, read) in of_instrument {
        if read.articles.iter().any(|article| article.anchor == wanted) {
            return Some(format!("/luat/van-ban/{name}#{wanted}"));
        }
        first = first.or(Some(name));
    }
    first.map(|name| format!("/luat/van-ban/{name}"))
}

fn day(iso: &str) -> String {
    domain::dates::parse_iso(iso).map(domain::dates::short).unwrap_or_default()
}

pub fn show(visit: &Visit) -> Answer {
    let wanted = visit.param("page");
    let found = pages().find(|(name, _)| *name == wanted);
    let (name, read) = found.ok_or(PageError::NoPage)?;
    let number = number_of(name, &read);
    page(&view(visit.frame(number.clone()), number, read))
}

fn view(frame: Frame, number: String, read: Read) -> TextPage {
    let facts = [("Ban hành", "issued"), ("Hiệu lực từ", "in_force_on")];
    let facts = facts.into_iter().map(|(label, item)| (label, day(&read.item(item))));
    TextPage {
        frame,
        number,
        title: read.item("title"),
        facts: facts.filter(|(_, value)| !value.is_empty()).collect(),
        articles: read.articles,
    }
}

fn sample() -> (Index, TextPage) {
    let row = InstrumentRow {
        page: "nd-20-2021",
        number: "Nghị định 20/2021/NĐ-CP".to_owned(),
        title: "Chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội".to_owned(),
        in_force_on: "01/07/2021".to_owned(),
        articles: vec![("dieu-4-khoan-2".to_owned(), "Điều 4 khoản 2".to_owned())],
    };
    let text = "# Nghị định\n\n```toml\n[instrument]\nissued = \"2021-03-15\"\n```\n\n## Điều 4 khoản 2\n\n\
         Mức chuẩn trợ giúp xã hội.\n\n```toml\n[[base_level]]\nowed_from = \"2021-07\"\n```\n";
    let search = "mức chuẩn".to_owned();
    let index = Index { frame: Frame::sample(), search, rows: vec![row], may_read_payroll: true };
    (index, view(Frame::sample(), "Nghị định 20/2021/NĐ-CP".to_owned(), Read::of(text)))
}

pub fn sample_index() -> Result<String, askama::Error> {
    sample().0.render()
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().1.render()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_taken_apart_and_every_heading_leads_somewhere() {
        for (name, read) in pages() {
            assert!(!number_of(name, &read).is_empty(), "{name}");
            assert!(
                read.articles.iter().all(|article| !article.anchor.is_empty() || article.heading.is_empty()),
                "{name}"
            );
        }
        let found = cited("Nghị định 20/2021/NĐ-CP", "Điều 4 khoản 2");
        assert_eq!(found.as_deref(), Some("/luat/van-ban/nd-20-2021#dieu-4-khoan-2"));
        assert_eq!(cited("Nghị định 1/1900/NĐ-CP", "Điều 1"), None);
    }
}
