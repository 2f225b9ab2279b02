//! The address to the year's conference: a speech with greeting, sections, difficulties and thanks; no number, no
//! seal. A section appears when the registers carry its figures.

mod poverty;
mod sections;
mod sentence;

use super::document::{Block, Document, FigureRun, ParagraphStyle, Run};
use super::rounding::{self, Wording};
use crate::figures::{Answer, FigureKey, Unit, Value};
use law::Vnd;
use std::cell::RefCell;
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
    /// Sentences that the office says otherwise: ours as the program writes it, and theirs, in the same language.
    pub edits: BTreeMap<String, String>,
}

/// One sentence of the speech as text with its figures, and as it is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// Ours; the key of an edit.
    pub template: String,
    /// What is said in its place; `None`: ours.
    pub edit: Option<String>,
    /// `None` where a figure that it needs is not known.
    pub runs: Option<Vec<Run>>,
}

/// Every sentence that may be edited, in the order of the speech.
pub fn year_prose(data: &YearAddress) -> Vec<Prose> {
    let speech = Speech::new(data);
    speech.address();
    let mut seen = std::collections::BTreeSet::new();
    let said = speech.said.into_inner();
    let said = said.into_iter().filter(|template| seen.insert(template.clone()));
    let again = Speech::new(data);
    said.map(|template| Prose {
        runs: again.say(&template),
        edit: data.edits.get(&template).cloned(),
        template,
    })
    .collect()
}

/// Why a sentence cannot be said, in words; `None` if it can.
pub fn prose_problem(data: &YearAddress, text: &str) -> Option<String> {
    if text.trim().is_empty() {
        return Some("Câu không được để trống.".to_owned());
    }
    let mut rest = text;
    while let Some(open) = rest.find(['{', '[', ']', '}']) {
        let (sign, after) = (&rest[open..=open], &rest[open + 1..]);
        rest = match sign {
            "{" => {
                let Some(close) = after.find('}') else {
                    return Some("Một dấu { không có dấu } đóng lại.".to_owned());
                };
                let name = &after[..close];
                let id = name.trim_end_matches('~').trim_end_matches("@target");
                let is_word = ["area", "office", "year", "next_year"].contains(&id);
                if !is_word && FigureKey::find(id, data.year).is_none() {
                    return Some(format!("Không có chỉ tiêu {{{id}}}: hãy chép đúng mã trong ngoặc nhọn."));
                }
                &after[close + 1..]
            }
            "[" => {
                let close = after.find(']');
                if close.is_none_or(|close| after[..close].contains('[')) {
                    return Some("Một dấu [ không có dấu ] đóng lại.".to_owned());
                }
                after
            }
            "}" => return Some("Một dấu } không có dấu { mở ra.".to_owned()),
            _ => after,
        };
    }
    None
}

pub fn year_address(data: &YearAddress) -> Document {
    Speech::new(data).address()
}

struct Speech<'a> {
    data: &'a YearAddress,
    answers: BTreeMap<String, &'a Answer>,
    /// Our sentences in the order in which they were tried.
    said: RefCell<Vec<String>>,
}

type Section = Option<(&'static str, Vec<Block>)>;

impl<'a> Speech<'a> {
    fn new(data: &'a YearAddress) -> Speech<'a> {
        let known = data.answers.iter().filter(|answer| answer.value.is_some());
        let answers = known.map(|answer| (answer.key.id(), answer)).collect();
        Speech { data, answers, said: RefCell::default() }
    }

    fn address(&self) -> Document {
        let mut blocks = self.opening();
        let sections = [
            self.labour(),
            self.payments(),
            self.poverty(),
            self.children(),
            self.campaigns(),
            self.registry(),
            self.tasks(),
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
        blocks.append(&mut self.closing());
        Document { title: format!("Báo cáo tham luận năm {}", self.data.year), head: None, blocks }
    }

    fn opening(&self) -> Vec<Block> {
        let (year, office) = (self.data.year, &self.data.office);
        let mut blocks = vec![
            Block::Title(vec![
                "Báo cáo tham luận".to_owned(),
                "Kết quả công tác lao động, người có công và xã hội".to_owned(),
                format!("năm {year}"),
                format!("({office})"),
            ]),
            salutation("Kính thưa Đoàn Chủ tịch!"),
            salutation("Kính thưa quý vị đại biểu cùng toàn thể hội nghị!"),
        ];
        blocks.extend(self.paragraphs(&[
                "Được Ban Tổ chức phân công, thay mặt tập thể {office}, tôi xin báo cáo với hội nghị những kết \
                quả chính của công tác lao động, người có công và xã hội trên địa bàn {area} năm {year}.",
                "Năm qua, được cấp ủy, chính quyền quan tâm lãnh đạo và ngành cấp trên hướng dẫn, chúng tôi bám \
                sát chỉ tiêu Nghị quyết ngay từ đầu năm và kiên trì một yêu cầu: chi đúng người, đúng mức, đúng kỳ; \
                rà soát đến từng hộ; mỗi con số báo cáo đều có hồ sơ làm căn cứ. Kết quả năm {year} thể hiện ở các \
                mặt sau.",
        ]));
        blocks
    }

    fn closing(&self) -> Vec<Block> {
        let mut blocks = vec![salutation("Kính thưa hội nghị!")];
        let difficulties = self.difficulties();
        if !difficulties.is_empty() {
            blocks.extend(self.paragraphs(&[
                "Bên cạnh những kết quả đã nêu, chúng tôi thẳng thắn nhìn nhận công việc còn không ít khó khăn:",
            ]));
            blocks.push(Block::List(difficulties));
        }
        blocks.extend(self.paragraphs(&[
                "Bước sang năm {next_year}, chúng tôi tập trung ba việc: cập nhật biến động kịp thời trước mỗi kỳ chi trả; rà \
                soát hộ nghèo đúng quy trình, có người dân cùng tham gia; tiếp tục rà soát, hoàn thiện hồ sơ để mọi chế độ đến \
                đúng người, đúng lúc.",
                "Có được kết quả trên là nhờ sự lãnh đạo của cấp ủy, chính quyền, sự phối hợp của Mặt trận, các đoàn \
                thể, đơn vị chi trả và sự tận tụy của đội ngũ làm công tác xã hội ở cơ sở. Nhân hội nghị hôm nay, \
                chúng tôi xin bày tỏ lòng cảm ơn chân thành và mong tiếp tục nhận được sự quan tâm, giúp đỡ đó.",
                "Trên đây là tham luận của {office} về kết quả công tác năm {year}. Kính chúc quý vị đại biểu dồi dào \
                sức khỏe, hạnh phúc; chúc hội nghị thành công tốt đẹp.",
                "Xin trân trọng cảm ơn!",
        ]));
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

fn body_runs(runs: Vec<Run>) -> Block {
    paragraph(ParagraphStyle::Body, runs)
}

fn paragraph(style: ParagraphStyle, runs: Vec<Run>) -> Block {
    Block::Paragraph { style, runs }
}

#[cfg(test)]
mod tests;
