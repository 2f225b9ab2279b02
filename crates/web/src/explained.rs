//! What one person is paid in a run, and the steps that lead to each amount: decision, article, value.

use askama::Template;

/// What the page tells; every text is ready to be read, amounts with dots and without the unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExplainedAmount {
    pub full_name: String,
    /// `Chi trả hằng tháng, tháng 9 năm 2023`.
    pub run: String,
    /// Numbers of the payments on the lists; empty while all waits.
    pub payments: String,
    pub total: String,
    pub words: String,
    pub lines: Vec<ExplainedLine>,
    /// Carried money and what waits for an answer, one sentence each.
    pub notes: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExplainedLine {
    /// `Người khuyết tật nặng, tháng 9 năm 2023`.
    pub title: String,
    /// Negative for a deduction.
    pub amount: String,
    pub steps: Vec<ExplainedStep>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExplainedStep {
    pub text: String,
    /// `Nghị định 20/2021/NĐ-CP, Điều 5`; empty for facts.
    pub citation: String,
}

impl ExplainedStep {
    /// A stored step: an instrument in brackets at the end is its citation.
    pub fn of(step: &str) -> ExplainedStep {
        let cited = step.strip_suffix(')').and_then(|open| open.rsplit_once(" ("));
        match cited.filter(|(_, inside)| INSTRUMENTS.iter().any(|kind| inside.starts_with(kind))) {
            Some((text, citation)) => ExplainedStep { text: text.to_owned(), citation: citation.to_owned() },
            None => ExplainedStep { text: step.to_owned(), citation: String::new() },
        }
    }
}

const INSTRUMENTS: [&str; 5] = ["Nghị định", "Nghị quyết", "Pháp lệnh", "Thông tư", "Luật"];

#[derive(Template)]
#[template(path = "explained.html")]
struct ExplainedPage<'a> {
    title: String,
    view: &'a ExplainedAmount,
}

/// The whole page, complete in itself.
pub fn page(view: &ExplainedAmount) -> Result<String, askama::Error> {
    ExplainedPage { title: format!("{} - {}", view.full_name, view.run), view }.render()
}

pub fn sample() -> ExplainedAmount {
    let steps = [
        "Quyết định hưởng trợ cấp số 214/QĐ-UBND ngày 12/6/2022",
        "Khuyết tật nặng, từ đủ 16 đến dưới 60 tuổi (Nghị định 20/2021/NĐ-CP, điểm e khoản 1 Điều 6)",
        "Mức chuẩn 360.000 đồng × hệ số 1,5 = 540.000 đồng",
    ];
    ExplainedAmount {
        full_name: "Đặng Nguyễn Thùy Dương".to_owned(),
        run: "Chi trả hằng tháng, tháng 9 năm 2023".to_owned(),
        payments: "214".to_owned(),
        total: "540.000".to_owned(),
        words: "Năm trăm bốn mươi nghìn đồng".to_owned(),
        lines: vec![ExplainedLine {
            title: "Người khuyết tật nặng, tháng 9 năm 2023".to_owned(),
            amount: "540.000".to_owned(),
            steps: steps.iter().map(|step| ExplainedStep::of(step)).collect(),
        }],
        notes: vec!["Không có tiền kỳ trước chuyển sang.".to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_stands_with_its_article() {
        let view = sample();
        let html = page(&view).unwrap();
        for step in view.lines.iter().flat_map(|line| &line.steps) {
            assert!(html.contains(&step.text) && html.contains(&step.citation), "{}", step.text);
        }
        assert!(html.contains("540.000 đồng") && html.contains(&view.notes[0]));
    }

    #[test]
    fn only_an_instrument_in_brackets_is_a_citation() {
        let check = |step: &str, text: &str, citation: &str| {
            let found = ExplainedStep::of(step);
            assert_eq!((found.text.as_str(), found.citation.as_str()), (text, citation));
        };
        check("Hệ số 1,5 (Nghị định 20/2021/NĐ-CP, Điều 6)", "Hệ số 1,5", "Nghị định 20/2021/NĐ-CP, Điều 6");
        check("Mức (cũ) 360.000 đồng", "Mức (cũ) 360.000 đồng", "");
        check("Thương binh (tỷ lệ 25%)", "Thương binh (tỷ lệ 25%)", "");
    }
}
