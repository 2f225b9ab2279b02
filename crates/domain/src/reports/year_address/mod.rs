//! The address to the year's conference: a speech with greeting, sections, difficulties and thanks; no number, no
//! seal. A section appears when the registers carry its figures.

mod poverty;
mod sections;
mod sentence;

use super::document::{Block, Document, FigureRun, ParagraphStyle, Run};
use super::rounding::{self, Wording};
use crate::figures::{Answer, Unit, Value};
use law::Vnd;
use std::collections::BTreeMap;

/// What the speech is made of.
#[derive(Clone, Debug)]
pub struct YearAddress {
    /// `Phòng Lao động - Thương binh và Xã hội thị xã Trảng Bàng`.
    pub office: String,
    /// `thị xã Trảng Bàng`.
    pub area: String,
    pub year: i16,
    pub answers: Vec<Answer>,
    /// Difficulties in the office's own words, one sentence each; none: what the figures themselves say.
    pub difficulties: Vec<String>,
}

pub fn year_address(data: &YearAddress) -> Document {
    let speech = Speech::new(data);
    let mut blocks = speech.opening();
    let sections = [
        speech.labour(),
        speech.payments(),
        speech.poverty(),
        speech.children(),
        speech.campaigns(),
        speech.registry(),
        speech.tasks(),
    ];
    let mut number = 0;
    for (title, mut section) in sections.into_iter().flatten() {
        number += 1;
        match number {
            3 => blocks.push(salutation("Kính thưa quý vị đại biểu!")),
            6 => blocks.push(salutation("Kính thưa toàn thể hội nghị!")),
            _ => {}
        }
        blocks.push(Block::Heading { level: 1, text: format!("{number}. {title}") });
        blocks.append(&mut section);
    }
    blocks.append(&mut speech.closing());
    Document { title: format!("Báo cáo tham luận năm {}", data.year), head: None, blocks }
}

struct Speech<'a> {
    data: &'a YearAddress,
    answers: BTreeMap<String, &'a Answer>,
}

type Section = Option<(&'static str, Vec<Block>)>;

impl<'a> Speech<'a> {
    fn new(data: &'a YearAddress) -> Speech<'a> {
        let known = data.answers.iter().filter(|answer| answer.value.is_some());
        Speech { data, answers: known.map(|answer| (answer.key.id(), answer)).collect() }
    }

    fn opening(&self) -> Vec<Block> {
        let (year, office, area) = (self.data.year, &self.data.office, &self.data.area);
        vec![
            Block::Title(vec![
                "Báo cáo tham luận".to_owned(),
                "Kết quả công tác lao động, người có công và xã hội".to_owned(),
                format!("năm {year}"),
                format!("({office})"),
            ]),
            salutation("Kính thưa Đoàn Chủ tịch!"),
            salutation("Kính thưa quý vị đại biểu cùng toàn thể hội nghị!"),
            body(format!(
                "Được Ban Tổ chức phân công, thay mặt tập thể {office}, tôi xin báo cáo với hội nghị những kết \
                quả chính của công tác lao động, người có công và xã hội trên địa bàn {area} năm {year}."
            )),
            body(format!(
                "Năm qua, được cấp ủy, chính quyền quan tâm lãnh đạo và ngành cấp trên hướng dẫn, chúng tôi bám \
                sát chỉ tiêu Nghị quyết ngay từ đầu năm và kiên trì một yêu cầu: chi đúng người, đúng mức, đúng kỳ; \
                rà soát đến từng hộ; mỗi con số báo cáo đều có hồ sơ làm căn cứ. Kết quả năm {year} thể hiện ở các \
                mặt sau."
            )),
        ]
    }

    fn closing(&self) -> Vec<Block> {
        let (year, office) = (self.data.year, &self.data.office);
        let mut blocks = vec![salutation("Kính thưa hội nghị!")];
        let difficulties = self.difficulties();
        if !difficulties.is_empty() {
            blocks.push(body(
                "Bên cạnh những kết quả đã nêu, chúng tôi thẳng thắn nhìn nhận công việc còn không ít khó khăn:"
                    .to_owned(),
            ));
            blocks.push(Block::List(difficulties));
        }
        blocks.extend([
            body(format!(
                "Bước sang năm {}, chúng tôi tập trung ba việc: cập nhật biến động kịp thời trước mỗi kỳ chi trả; rà \
                soát hộ nghèo đúng quy trình, có người dân cùng tham gia; tiếp tục rà soát, hoàn thiện hồ sơ để mọi chế độ đến \
                đúng người, đúng lúc.",
                year + 1
            )),
            body(
                "Có được kết quả trên là nhờ sự lãnh đạo của cấp ủy, chính quyền, sự phối hợp của Mặt trận, các đoàn \
                thể, đơn vị chi trả và sự tận tụy của đội ngũ làm công tác xã hội ở cơ sở. Nhân hội nghị hôm nay, \
                chúng tôi xin bày tỏ lòng cảm ơn chân thành và mong tiếp tục nhận được sự quan tâm, giúp đỡ đó."
                    .to_owned(),
            ),
            body(format!(
                "Trên đây là tham luận của {office} về kết quả công tác năm {year}. Kính chúc quý vị đại biểu dồi dào \
                sức khỏe, hạnh phúc; chúc hội nghị thành công tốt đẹp."
            )),
            body("Xin trân trọng cảm ơn!".to_owned()),
        ]);
        blocks
    }

    /// The office's own words, else what the size of the work says by itself.
    fn difficulties(&self) -> Vec<Vec<Run>> {
        if !self.data.difficulties.is_empty() {
            return self.data.difficulties.iter().map(|text| vec![Run::Text(text.clone())]).collect();
        }
        let said = [
            "Chương trình mục tiêu quốc gia giảm nghèo bền vững còn {poverty.programme.obstructed} dự án có vướng mắc chưa \
            tháo gỡ xong[; đến nay giải ngân {poverty.programme.disbursement} nguồn vốn].",
            "Với {assistance.monthly.beneficiaries~} người hưởng trợ giúp xã hội mỗi tháng, chỉ một thông tin về nơi ở, \
            độ tuổi hay mức độ khuyết tật đến sau ngày chốt danh sách là phải truy lĩnh hoặc thu hồi.",
        ];
        let mut items: Vec<Vec<Run>> = said.iter().filter_map(|text| self.say(text)).collect();
        let year = self.data.year;
        items.extend(self.say(&format!(
            "Toàn địa bàn còn {{poverty.{year}.households}} hộ nghèo, mỗi hộ một nguyên nhân, đòi hỏi cách giúp phù hợp \
            với từng nhà."
        )));
        items
    }

    fn figure(&self, id: &str, wording: Wording) -> Option<Run> {
        let answer = *self.answers.get(id)?;
        let shown = match (answer.value?, answer.key.spec.unit) {
            (Value::Number(number), Unit::Vnd) => rounding::amount(Vnd(number), wording),
            (Value::Number(number), _) => two_digits(number, rounding::count(number, wording)),
            (Value::Decimal(_) | Value::Verdict(_), _) => answer.shown(),
        };
        Some(run(answer, shown))
    }

    /// `giảm 61`, `tăng 5`; points without the per cent sign.
    fn signed(&self, id: &str) -> Option<(&'static str, Run)> {
        let answer = *self.answers.get(id)?;
        let (negative, shown) = match answer.value? {
            Value::Number(number) => {
                (number < 0, two_digits(number.abs(), rounding::count(number.abs(), Wording::Exact)))
            }
            Value::Decimal(decimal) => (decimal.0 < 0, crate::ratio::Decimal2(decimal.0.abs()).to_string()),
            Value::Verdict(_) => return None,
        };
        Some((if negative { "tăng" } else { "giảm" }, run(answer, shown)))
    }
}

fn run(answer: &Answer, shown: String) -> Run {
    Run::Figure(FigureRun { id: answer.key.id(), shown, exact: answer.exact() })
}

/// Papers write one digit with a zero: `06 mẹ`.
fn two_digits(number: i64, shown: String) -> String {
    if (0..10).contains(&number) { format!("{number:02}") } else { shown }
}

fn salutation(text: &str) -> Block {
    paragraph(ParagraphStyle::Salutation, vec![Run::Text(text.to_owned())])
}

fn body(text: String) -> Block {
    paragraph(ParagraphStyle::Body, vec![Run::Text(text)])
}

fn body_runs(runs: Vec<Run>) -> Block {
    paragraph(ParagraphStyle::Body, runs)
}

fn paragraph(style: ParagraphStyle, runs: Vec<Run>) -> Block {
    Block::Paragraph { style, runs }
}

#[cfg(test)]
mod tests;
