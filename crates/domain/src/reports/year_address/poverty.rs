//! The section on poverty: what fell is not what rose, so its sentences are built, not filled in.

use super::{Section, Speech, paragraph, run};
use crate::figures::{Unit, Value, Verdict};
use crate::reports::document::{Block, ParagraphStyle, Run};
use crate::reports::rounding::Wording;

impl Speech<'_> {
    /// The year before, this year, and the Resolution's target.
    pub(super) fn poverty(&self) -> Section {
        let (year, area) = (self.data.year, &self.data.area);
        let mut blocks = Vec::new();
        if let Some(mut runs) = self.stock(year - 1, format!("Cuối năm {}, toàn {area} còn ", year - 1))
        {
            runs.extend(self.change(year - 1, "; so với năm trước đó ", " và "));
            runs.push(Run::Text(".".to_owned()));
            blocks.push(paragraph(ParagraphStyle::Body, runs));
        }
        if let Some(mut runs) = self.stock(year, format!("Kết quả rà soát năm {year} cho thấy còn "))
        {
            runs.extend(self.change(year, "; trong một năm ", ", tương ứng "));
            runs.push(Run::Text(".".to_owned()));
            blocks.push(paragraph(ParagraphStyle::Body, runs));
        }
        blocks.extend(self.verdict());
        if blocks.is_empty() {
            return None;
        }
        blocks.extend(self.paragraphs(&[
            "Để giảm nghèo bền vững, mỗi hộ được xem xét theo đúng nguyên nhân nghèo và nguyện vọng của mình, từ đó \
            các ban, ngành, đoàn thể và cơ sở cùng góp sức bằng việc làm thiết thực chứ không dừng ở hỗ trợ nhất \
            thời.",
            "Trong năm có {poverty.support} lượt hỗ trợ vốn, cây con giống, ngày công, phương tiện sinh kế cho hộ \
            nghèo, hộ cận nghèo[, tổng giá trị {poverty.support.amount~}][; {poverty.support.assigned} hộ nghèo được \
            phân công tổ chức, đoàn thể, doanh nghiệp nhận giúp đỡ][; {poverty.support.escaped} hộ đã thoát nghèo sau \
            khi được hỗ trợ].",
            "Chương trình mục tiêu quốc gia giảm nghèo bền vững có {poverty.programme} dự án, tiểu dự án được thực \
            hiện[, nguồn vốn {poverty.programme.capital~}][, đã giải ngân {poverty.programme.spent~}][, đạt \
            {poverty.programme.disbursement}].",
        ]));
        Some(("Về công tác giảm nghèo", blocks))
    }

    fn stock(&self, year: i16, lead: String) -> Option<Vec<Run>> {
        let mut runs = vec![Run::Text(lead)];
        runs.push(self.figure(&format!("poverty.{year}.households"), Wording::Exact)?);
        runs.push(Run::Text(" hộ nghèo".to_owned()));
        if let Some(rate) = self.figure(&format!("poverty.{year}.rate"), Wording::Exact) {
            runs.extend([Run::Text(", chiếm ".to_owned()), rate, Run::Text(" tổng số hộ dân cư".to_owned())]);
        }
        Some(runs)
    }

    fn change(&self, year: i16, lead: &str, between: &str) -> Vec<Run> {
        let Some((word, households)) = self.signed(&format!("poverty.{year}.decrease")) else {
            return Vec::new();
        };
        let mut runs = vec![Run::Text(format!("{lead}{word} ")), households, Run::Text(" hộ".to_owned())];
        if let Some((rate_word, points)) = self.signed(&format!("poverty.{year}.rate_decrease")) {
            let word = if rate_word == word { String::new() } else { format!("{rate_word} ") };
            runs.extend([
                Run::Text(format!("{between}{word}")),
                points,
                Run::Text(" điểm phần trăm".to_owned()),
            ]);
        }
        runs
    }

    fn verdict(&self) -> Option<Block> {
        let answer = self.answers.get("poverty.target")?;
        let (Some(Value::Verdict(verdict)), Some(target)) = (answer.value, answer.target.as_ref()) else {
            return None;
        };
        let shown = match verdict {
            Verdict::Met => "đạt chỉ tiêu đề ra",
            Verdict::NotMet => "chưa đạt chỉ tiêu đề ra",
        };
        let paper = if target.paper.is_empty() { "Nghị quyết" } else { &target.paper };
        Some(paragraph(
            ParagraphStyle::Body,
            vec![
                Run::Text(format!(
                    "Đối chiếu với mục tiêu giữ tỷ lệ hộ nghèo {} của {paper}, năm {} ",
                    target.shown(Unit::PerCent),
                    self.data.year
                )),
                run(answer, shown.to_owned()),
                Run::Text(".".to_owned()),
            ],
        ))
    }
}
