//! What a category gives in a month, beside another month; and what the pages leave open.

use crate::frame::Frame;
use crate::pages::payroll::read_month;
use crate::reply::{Answer, page};
use crate::visit::Visit;
use askama::Template;
use domain::dates::month_short;
use domain::labels::CATEGORIES;
use law::Month;
use law::gaps::{self, Gap};

#[derive(Template)]
#[template(path = "law/amounts.html")]
struct Amounts {
    frame: Frame,
    categories: Vec<Choice>,
    month: String,
    other: String,
    problem: String,
    columns: Vec<Column>,
}

struct Choice {
    id: String,
    label: &'static str,
    is_chosen: bool,
}

struct Column {
    month: String,
    lines: Vec<LawLine>,
    /// Why nothing can be paid.
    silence: String,
}

struct LawLine {
    text: String,
    is_step: bool,
    /// The other month says something else.
    differs: bool,
}

pub fn show(visit: &Visit) -> Answer {
    let now = Month::of(visit.ctx.on);
    let asked = |name: &str| read_month(visit.query.get(name));
    let chosen = visit.query.get("dien");
    let (first, second) = (asked("thang").unwrap_or(now), asked("so-voi"));
    let unreadable = |name: &str| !visit.query.get(name).is_empty() && asked(name).is_none();
    let problem = ["thang", "so-voi"].into_iter().any(unreadable);
    let mut columns = Vec::new();
    if !chosen.is_empty() {
        columns =
            [Some(first), second].into_iter().flatten().map(|month| column(visit, chosen, month)).collect();
    }
    compare(&mut columns);
    page(&Amounts {
        frame: visit.frame("Mức hưởng theo quy định"),
        categories: categories(chosen),
        month: month_short(first),
        other: second.map(month_short).unwrap_or_default(),
        problem: if problem { "Tháng ghi như 07/2024.".to_owned() } else { String::new() },
        columns,
    })
}

fn categories(chosen: &str) -> Vec<Choice> {
    let mut found: Vec<Choice> = Vec::new();
    for (_, category) in CATEGORIES {
        let id = category.id().to_owned();
        if let Some(label) = category.label()
            && found.iter().all(|known| known.id != id)
        {
            found.push(Choice { is_chosen: chosen == id, id, label });
        }
    }
    found
}

fn column(visit: &Visit, category: &str, month: Month) -> Column {
    let told = domain::dates::month_long(month);
    match gaps::show(&visit.app.rules, category, month) {
        Ok(text) => Column { month: told, lines: lines(&text), silence: String::new() },
        Err(error) => Column { month: told, lines: Vec::new(), silence: error.to_string() },
    }
}

/// The first line repeats what the page says already.
fn lines(text: &str) -> Vec<LawLine> {
    let line = |line: &str| LawLine {
        text: classes(line.trim().trim_start_matches("- ")),
        is_step: line.starts_with("    "),
        differs: false,
    };
    text.lines().skip(1).map(line).collect()
}

/// `[child] 720.000 đồng` → `Trẻ em: 720.000 đồng`.
fn classes(line: &str) -> String {
    let Some((class, rest)) = line.strip_prefix('[').and_then(|rest| rest.split_once("] ")) else {
        return line.to_owned();
    };
    let label = match class {
        "child" => "Trẻ em",
        "adult" => "Từ đủ 16 đến dưới 60 tuổi",
        "elderly" => "Người cao tuổi",
        "war_invalid_standard" => "Thương binh",
        "war_invalid_class_b" => "Thương binh loại B",
        other => other,
    };
    format!("{label}: {rest}")
}

fn compare(columns: &mut [Column]) {
    let [first, second] = columns else { return };
    let texts = |column: &Column| column.lines.iter().map(|line| line.text.clone()).collect::<Vec<_>>();
    let (of_first, of_second) = (texts(first), texts(second));
    first.lines.iter_mut().for_each(|line| line.differs = !of_second.contains(&line.text));
    second.lines.iter_mut().for_each(|line| line.differs = !of_first.contains(&line.text));
}

#[derive(Template)]
#[template(path = "law/gaps.html")]
struct Gaps {
    frame: Frame,
    silent: Vec<String>,
    unsourced: Vec<String>,
}

pub fn gaps(visit: &Visit) -> Answer {
    let (mut silent, mut unsourced) = (Vec::new(), Vec::new());
    for gap in gaps::check(&visit.app.rules, &[]) {
        match gap {
            Gap::NoCase { .. } => {}
            Gap::NoLevel { .. } => silent.push(gap.to_string()),
            Gap::NotSourced { .. } => unsourced.push(gap.to_string()),
        }
    }
    page(&Gaps { frame: visit.frame("Chỗ còn thiếu của pháp luật"), silent, unsourced })
}

fn sample() -> Amounts {
    let column = |month: &str, amount: &str| Column {
        month: month.to_owned(),
        lines: lines(&format!("x\n- {amount} đồng\n    Hệ số 1,5 — Nghị định 20/2021/NĐ-CP, Điều 6")),
        silence: String::new(),
    };
    let mut columns = vec![column("tháng 6 năm 2024", "540.000"), column("tháng 7 năm 2024", "750.000")];
    compare(&mut columns);
    let (month, other) = ("06/2024".to_owned(), "07/2024".to_owned());
    let categories = categories("disabled_severe");
    Amounts { frame: Frame::sample(), categories, month, other, problem: String::new(), columns }
}

pub fn sample_page() -> Result<String, askama::Error> {
    sample().render()
}

pub fn sample_gaps() -> Result<String, askama::Error> {
    let silent = vec!["martyr: từ 2026-07 chưa có bảng mức".to_owned()];
    Gaps {
        frame: Frame::sample(),
        silent,
        unsourced: vec!["Nghị định 131/2021/NĐ-CP, Điều 5: từ nguồn thứ hai".to_owned()],
    }
    .render()
}
