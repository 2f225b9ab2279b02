//! An amount and the steps that lead to it: fact, condition, article, value.

use askama::Template;

/// What the page tells; every text is ready to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExplainedAmount {
    pub full_name: String,
    /// `Người khuyết tật nặng`, with its scheme.
    pub kind: String,
    /// `tháng 9 năm 2023`.
    pub month: String,
    /// Number and day of the decision; may be empty.
    pub decision: String,
    /// With dots, without the unit.
    pub amount: String,
    pub words: String,
    pub steps: Vec<ExplainedStep>,
    /// Hash of the law pages.
    pub ruleset: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExplainedStep {
    pub text: String,
    /// `khoản 5 Điều 5, Nghị định 20/2021/NĐ-CP`; empty for facts.
    pub citation: String,
}

#[derive(Template)]
#[template(path = "explained.html")]
struct ExplainedPage<'a> {
    title: String,
    view: &'a ExplainedAmount,
}

pub fn page(view: &ExplainedAmount) -> Result<String, askama::Error> {
    ExplainedPage { title: format!("{} - {}", view.full_name, view.kind), view }.render()
}

pub fn sample() -> ExplainedAmount {
    let step =
        |text: &str, citation: &str| ExplainedStep { text: text.to_owned(), citation: citation.to_owned() };
    ExplainedAmount {
        full_name: "Đặng Nguyễn Thùy Dương".to_owned(),
        kind: "Trợ cấp xã hội - Người khuyết tật nặng".to_owned(),
        month: "tháng 9 năm 2023".to_owned(),
        decision: "214/QĐ-UBND ngày 12/6/2022".to_owned(),
        amount: "540.000".to_owned(),
        words: "Năm trăm bốn mươi nghìn đồng".to_owned(),
        steps: vec![
            step("Khuyết tật nặng, theo giấy xác nhận từ 04/3/2019", ""),
            step("Từ đủ 16 tuổi đến dưới 60 tuổi", "điểm c khoản 6 Điều 5, Nghị định 20/2021/NĐ-CP"),
            step("Hệ số 1,5", "điểm e khoản 1 Điều 6, Nghị định 20/2021/NĐ-CP"),
            step("Mức chuẩn 360.000 đồng × 1,5 = 540.000 đồng", "khoản 2 Điều 4, Nghị định 20/2021/NĐ-CP"),
        ],
        ruleset: "4f1c…".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_stands_with_its_article() {
        let view = sample();
        let html = page(&view).unwrap();
        for step in &view.steps {
            assert!(html.contains(&step.text) && html.contains(&step.citation), "{}", step.text);
        }
        assert!(html.contains("540.000 đồng"));
    }
}
