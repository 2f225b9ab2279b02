//! The address to the year's conference: a speech with greeting, sections, difficulties and thanks; no number, no
//! seal. A section appears when the registers carry its figures.

use super::document::{Block, Document, FigureRun, ParagraphStyle, Run};
use super::rounding::{self, Wording};
use crate::figures::{Answer, Unit, Value, Verdict};
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
    let sections = [speech.payments(), speech.poverty(), speech.registry()];
    let mut number = 0;
    for (title, mut section) in sections.into_iter().flatten() {
        number += 1;
        if number == 2 {
            blocks.push(salutation("Kính thưa quý vị đại biểu!"));
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
                "Kết quả thực hiện chính sách người có công,".to_owned(),
                format!("trợ giúp xã hội và giảm nghèo năm {year}"),
                format!("({office})"),
            ]),
            salutation("Kính thưa Đoàn Chủ tịch!"),
            salutation("Kính thưa quý vị đại biểu cùng toàn thể hội nghị!"),
            body(format!(
                "Được Ban Tổ chức phân công, thay mặt tập thể {office}, tôi xin báo cáo với hội nghị những kết \
                quả chính trong việc chăm lo người có công, trợ giúp xã hội và giảm nghèo trên địa bàn {area} \
                năm {year}."
            )),
            body(format!(
                "Năm qua, được cấp ủy, chính quyền quan tâm lãnh đạo và ngành cấp trên hướng dẫn, chúng tôi bám \
                sát chỉ tiêu Nghị quyết ngay từ đầu năm và kiên trì một yêu cầu: chi đúng người, đúng mức, đúng kỳ; \
                rà soát đến từng hộ; mỗi con số báo cáo đều có hồ sơ làm căn cứ. Kết quả năm {year} thể hiện ở các \
                mặt sau."
            )),
        ]
    }

    /// Monthly payments: people and money of the last closed month, then of the year.
    fn payments(&self) -> Section {
        let merit = self.paid(
            "merit",
            "Đối với người có công với cách mạng và thân nhân: ",
            " người được chi trả trợ cấp ưu đãi hằng tháng",
        );
        let assistance = self.paid(
            "assistance",
            "Đối với các nhóm cần trợ giúp xã hội: ",
            " người được chi trả trợ cấp xã hội thường xuyên",
        );
        let items: Vec<Vec<Run>> = [merit, assistance].into_iter().flatten().collect();
        if items.is_empty() {
            return None;
        }
        let blocks = vec![
            body(
                "Chi trả trợ cấp hằng tháng là việc gắn trực tiếp với đời sống của người thụ hưởng, chậm một ngày \
                là bà con mong một ngày. Tính đến kỳ chi trả gần nhất:"
                    .to_owned(),
            ),
            Block::List(items),
            body(
                "Trước khi chuyển cho đơn vị chi trả, danh sách mỗi kỳ được đối chiếu với quyết định hưởng, với mức \
                chuẩn đang có hiệu lực và với biến động do cơ sở báo về. Khoản nào người dân chưa kịp nhận thì theo \
                dõi riêng và chuyển nguyên vẹn sang kỳ sau."
                    .to_owned(),
            ),
        ];
        Some(("Về chi trả trợ cấp hằng tháng", blocks))
    }

    fn paid(&self, field: &str, lead: &str, people: &str) -> Option<Vec<Run>> {
        let mut runs = vec![Run::Text(format!("{lead}có "))];
        runs.push(self.figure(&format!("{field}.monthly.beneficiaries"), Wording::Round)?);
        runs.push(Run::Text(people.to_owned()));
        if let Some(amount) = self.figure(&format!("{field}.monthly.amount"), Wording::Round) {
            runs.extend([Run::Text(", số tiền ".to_owned()), amount, Run::Text(" mỗi tháng".to_owned())]);
        }
        if let Some(amount) = self.figure(&format!("{field}.year.amount"), Wording::Round) {
            runs.extend([Run::Text("; tổng kinh phí các kỳ đã chi trong năm là ".to_owned()), amount]);
        }
        runs.push(Run::Text(".".to_owned()));
        Some(runs)
    }

    /// The year before, this year, and the Resolution's target.
    fn poverty(&self) -> Section {
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
        blocks.push(body(
            "Để giảm nghèo bền vững, mỗi hộ được xem xét theo đúng nguyên nhân nghèo và nguyện vọng của mình, từ đó \
            các ban, ngành, đoàn thể và cơ sở cùng góp sức bằng việc làm thiết thực chứ không dừng ở hỗ trợ nhất \
            thời."
                .to_owned(),
        ));
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

    fn registry(&self) -> Section {
        let all = self.figure("registry.merit", Wording::Round)?;
        let area = &self.data.area;
        let mut runs = vec![
            Run::Text(format!("Toàn {area} hiện quản lý hồ sơ của ")),
            all,
            Run::Text(" người có công và thân nhân".to_owned()),
        ];
        let mut groups: Vec<Vec<Run>> = Vec::new();
        for (id, name) in [
            ("registry.martyrs", " liệt sĩ đã anh dũng hy sinh"),
            ("registry.heroes", " Anh hùng Lực lượng vũ trang nhân dân được phong tặng, truy tặng"),
            ("registry.heroic_mothers", " Bà mẹ Việt Nam anh hùng"),
        ] {
            groups.extend(self.some(id).map(|figure| vec![figure, Run::Text(name.to_owned())]));
        }
        for (at, group) in groups.iter().enumerate() {
            let mark = if at == 0 { "; trong đó có " } else { ", " };
            runs.push(Run::Text(mark.to_owned()));
            runs.extend(group.iter().cloned());
        }
        if let Some(living) = self.some("registry.heroic_mothers.living") {
            runs.extend([
                Run::Text(" (đến nay còn ".to_owned()),
                living,
                Run::Text(" mẹ còn sống)".to_owned()),
            ]);
        }
        runs.push(Run::Text(".".to_owned()));
        let blocks = vec![
            paragraph(ParagraphStyle::Body, runs),
            body(
                "Sau mỗi hồ sơ là một phần máu xương và tuổi trẻ của người đi trước. Vì vậy, giữ gìn hồ sơ cho đầy đủ, \
                giải quyết chế độ cho kịp thời và đến tận nhà thăm hỏi là cách chúng tôi tỏ lòng biết ơn một cách \
                thiết thực nhất."
                    .to_owned(),
            ),
        ];
        Some(("Về quản lý, chăm lo người có công với cách mạng", blocks))
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
        let mut items = Vec::new();
        if let Some(people) = self.figure("assistance.monthly.beneficiaries", Wording::Round) {
            items.push(vec![
                Run::Text("Với ".to_owned()),
                people,
                Run::Text(
                    " người hưởng trợ giúp xã hội mỗi tháng, chỉ một thông tin về nơi ở, độ tuổi hay mức độ khuyết \
                    tật đến sau ngày chốt danh sách là phải truy lĩnh hoặc thu hồi."
                        .to_owned(),
                ),
            ]);
        }
        if let Some(poor) = self.figure(&format!("poverty.{}.households", self.data.year), Wording::Exact) {
            items.push(vec![
                Run::Text("Toàn địa bàn còn ".to_owned()),
                poor,
                Run::Text(
                    " hộ nghèo, mỗi hộ một nguyên nhân, đòi hỏi cách giúp phù hợp với từng nhà.".to_owned(),
                ),
            ]);
        }
        items
    }

    /// An exact count of which there is at least one: nobody is told of "00".
    fn some(&self, id: &str) -> Option<Run> {
        let counted = self.answers.get(id)?.number()?;
        if counted > 0 { self.figure(id, Wording::Exact) } else { None }
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

fn paragraph(style: ParagraphStyle, runs: Vec<Run>) -> Block {
    Block::Paragraph { style, runs }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::{Comparison, FigureKey, Target};
    use crate::ratio::Decimal2;
    use crate::reports::document::plain;

    fn answer(id: &str, value: Value) -> Answer {
        Answer {
            key: FigureKey::find(id, 2023).unwrap(),
            value: Some(value),
            ratio: None,
            target: None,
            rows: 1,
            from_totals: 0,
        }
    }

    fn address(answers: Vec<Answer>) -> (Document, String) {
        let data = YearAddress {
            office: "Phòng Lao động".to_owned(),
            area: "thị xã Trảng Bàng".to_owned(),
            year: 2023,
            answers,
            difficulties: Vec::new(),
        };
        let document = year_address(&data);
        let text: Vec<String> = document.blocks.iter().flat_map(Block::runs).map(plain).collect();
        (document, text.join("\n"))
    }

    #[test]
    fn sections_stand_on_their_figures() {
        let target = Target { comparison: Comparison::Below, value: Decimal2(100), paper: String::new() };
        let verdict =
            Answer { target: Some(target), ..answer("poverty.target", Value::Verdict(Verdict::Met)) };
        let (document, text) = address(vec![
            answer("merit.monthly.beneficiaries", Value::Number(2_113)),
            answer("merit.monthly.amount", Value::Number(4_312_500_000)),
            answer("poverty.2023.households", Value::Number(204)),
            answer("poverty.2023.rate", Value::Decimal(Decimal2(46))),
            answer("poverty.2023.decrease", Value::Number(61)),
            answer("poverty.2023.rate_decrease", Value::Decimal(Decimal2(15))),
            verdict,
            answer("registry.merit", Value::Number(6_213)),
            answer("registry.heroic_mothers", Value::Number(578)),
            answer("registry.heroic_mothers.living", Value::Number(6)),
        ]);
        for said in [
            "có trên 2.000 người được chi trả trợ cấp ưu đãi hằng tháng, số tiền trên 4 tỷ đồng mỗi tháng.",
            "còn 204 hộ nghèo, chiếm 0,46% tổng số hộ dân cư; trong một năm giảm 61 hộ, tương ứng 0,15 điểm phần trăm.",
            "giữ tỷ lệ hộ nghèo dưới 1% của Nghị quyết, năm 2023 đạt chỉ tiêu đề ra.",
            "hồ sơ của trên 6.000 người có công và thân nhân; trong đó có 578 Bà mẹ",
            "đến nay còn 06 mẹ",
        ] {
            assert!(text.contains(said), "{said}\n{text}");
        }
        assert!(!text.contains("Cuối năm 2022"), "no figure, no sentence");
        let headings = document.blocks.iter().filter(|block| matches!(block, Block::Heading { .. })).count();
        assert_eq!(headings, 3);
        let exact: Vec<&str> = document.figures().iter().map(|figure| figure.exact.as_str()).collect();
        assert!(exact.contains(&"4.312.500.000 đồng"));
    }

    #[test]
    fn what_grew_is_not_called_a_decrease() {
        let (_, text) = address(vec![
            answer("poverty.2023.households", Value::Number(210)),
            answer("poverty.2023.decrease", Value::Number(-6)),
            answer("poverty.2023.rate_decrease", Value::Decimal(Decimal2(-1))),
        ]);
        assert!(text.contains("trong một năm tăng 06 hộ, tương ứng 0,01 điểm phần trăm."), "{text}");
    }

    #[test]
    fn an_empty_office_gives_a_speech_without_sections() {
        let (document, _) = address(Vec::new());
        assert!(document.figures().is_empty());
        assert!(!document.blocks.iter().any(|block| matches!(block, Block::Heading { .. } | Block::List(_))));
    }
}
