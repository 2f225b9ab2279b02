//! The periodic report (NĐ 09/2019, Article 12): a month, a quarter, a half, nine months or a year, each figure beside the
//! year to date, the same months of last year, what was asked, and before the year ends what it will come to.

use super::document::{
    Block, Document, DocumentHead, FigureRun, Numeric, ParagraphStyle, Run, SignatureBlock, Table,
    TableColumn, plain,
};
use crate::dates;
use crate::figures::{Answer, Clock, Months, Section, Unit, Value};
use crate::papers::Letterhead;
use crate::ratio::{Decimal2, Ratio};
use jiff::civil::Date;
use law::Vnd;

/// Behind the id of a figure of the period alone, where the year to date is another figure.
pub const IN_PERIOD: &str = ":ky";

#[derive(Clone, Debug)]
pub struct PeriodicReport {
    pub letterhead: Letterhead,
    pub dated: Date,
    /// `thị xã Trảng Bàng`.
    pub area: String,
    pub year: i16,
    pub months: Months,
    /// In the order of the catalogue.
    pub lines: Vec<PeriodicLine>,
    /// In the office's own words, one sentence each.
    pub difficulties: Vec<String>,
    pub recipients: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct PeriodicLine {
    pub in_period: Answer,
    pub to_date: Answer,
    /// The same months a year earlier, to date.
    pub last_year: Option<Answer>,
    /// What the whole year will come to, while it is open.
    pub estimate: Option<Estimate>,
}

/// `Ước thực hiện`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    pub value: Value,
    /// Who says so: a paper, or `theo nhịp năm trước`.
    pub ground: String,
}

/// At last year's pace: what is done, and what last year did in the months that are left. `None` where last year is not
/// known, or the figure is no flow.
pub fn at_last_years_pace(to_date: &Answer, last_to_date: &Answer, last_year: &Answer) -> Option<Estimate> {
    let flow = matches!(to_date.key.spec.clock, Clock::ReportPeriod | Clock::CalendarYear);
    let rest = last_year.number()?.checked_sub(last_to_date.number()?)?;
    let value = to_date.number()?.checked_add(rest)?;
    flow.then(|| Estimate { value: Value::Number(value), ground: "theo nhịp năm trước".to_owned() })
}

/// `tháng 6`, `quý II`, `6 tháng đầu năm`, `9 tháng`, nothing for the year.
pub fn period_name(months: Months) -> String {
    match (months.first(), months.last()) {
        (1, 12) => String::new(),
        (1, 6) => "6 tháng đầu năm".to_owned(),
        (7, 12) => "6 tháng cuối năm".to_owned(),
        (1, 9) => "9 tháng".to_owned(),
        (first, last) if last - first == 2 && first % 3 == 1 => {
            let quarter = ["I", "II", "III", "IV"].get(usize::from(first.unsigned_abs()) / 3);
            format!("quý {}", quarter.unwrap_or(&""))
        }
        (first, last) if first == last => format!("tháng {first}"),
        (first, last) => format!("từ tháng {first} đến tháng {last}"),
    }
}

pub fn periodic_report(data: &PeriodicReport) -> Document {
    let name = period_name(data.months);
    let when = format!("{name} năm {}", data.year).trim_start().to_owned();
    let window = Clock::ReportPeriod.window(data.year, data.months);
    let last = window.until.yesterday().unwrap_or(window.until);
    let mut blocks = vec![
        Block::Title(vec![
            "Báo cáo".to_owned(),
            "Kết quả công tác lao động, người có công và xã hội".to_owned(),
            format!("{when} trên địa bàn {}", data.area),
        ]),
        body(format!(
            "Thực hiện chế độ báo cáo định kỳ theo Nghị định số 09/2019/NĐ-CP, {} báo cáo kết quả công tác {when}. Số liệu \
            của kỳ lấy từ ngày {} đến hết ngày {}; số lũy kế lấy từ ngày 15/12/{}. Mỗi số liệu có danh sách căn cứ kèm theo.",
            data.letterhead.office,
            dates::short(window.from),
            dates::short(last),
            data.year - 1,
        )),
    ];
    let mut number = 0;
    for section in Section::ALL {
        let lines = data.lines.iter().filter(|line| line.to_date.key.spec.section == section && line.known());
        let lines: Vec<&PeriodicLine> = lines.collect();
        if lines.is_empty() {
            continue;
        }
        number += 1;
        let text = format!("{number}. {}", section.title_vi());
        blocks.push(Block::Heading { level: 1, text });
        blocks.push(Block::Table(table(&lines)));
    }
    if !data.difficulties.is_empty() {
        let text = format!("{}. Khó khăn, vướng mắc", number + 1);
        blocks.push(Block::Heading { level: 1, text });
        let items = data.difficulties.iter().map(|text| vec![Run::Text(text.clone())]);
        blocks.push(Block::List(items.collect()));
    }
    blocks.push(body(format!("Trên đây là báo cáo kết quả công tác {when} của {}.", data.letterhead.office)));
    blocks.push(Block::Signature(SignatureBlock {
        recipients: data.recipients.clone(),
        authority: String::new(),
        signer: data.letterhead.head.clone(),
    }));
    Document {
        title: format!("Báo cáo công tác {when}"),
        head: Some(DocumentHead {
            superior: data.letterhead.superior.clone(),
            office: data.letterhead.office.clone(),
            number: format!("Số: ……/BC-{}", data.letterhead.symbol),
            dated: format!("{}, {}", data.letterhead.place, dates::long(data.dated)),
        }),
        blocks,
    }
}

impl PeriodicLine {
    fn known(&self) -> bool {
        self.to_date.value.is_some() || self.in_period.value.is_some()
    }

    /// What each column says, in the order of `COLUMNS`.
    fn cells(&self) -> Vec<Vec<Run>> {
        let spec = self.to_date.key.spec;
        // A verdict's target is that of what it judges.
        let judged = self.to_date.key.operands().first().map(|operand| operand.spec.unit);
        let target_unit = judged.filter(|_| spec.unit == Unit::Verdict).unwrap_or(spec.unit);
        let estimated = |estimate: &Estimate| match estimate.value {
            Value::Number(number) => Vnd(number).to_string(),
            Value::Decimal(decimal) => format!("{decimal}%"),
            Value::Verdict(verdict) => verdict.shown().to_owned(),
        };
        vec![
            vec![Run::Text(self.to_date.key.title())],
            vec![Run::Text(unit_name(spec.unit).to_owned())],
            self.shown_in_period(),
            figure(&self.to_date, self.to_date.key.id()),
            self.last_year.as_ref().map_or_else(Vec::new, |answer| text(value_shown(answer))),
            self.to_date.target.as_ref().map_or_else(Vec::new, |target| text(target.shown(target_unit))),
            text(self.reached().map_or_else(String::new, |reached| format!("{reached}%"))),
            text(self.estimate.as_ref().map_or_else(String::new, estimated)),
        ]
    }

    fn shown_in_period(&self) -> Vec<Run> {
        let key = self.in_period.key;
        let same = key.window() == self.to_date.key.window();
        figure(&self.in_period, if same { key.id() } else { format!("{}{IN_PERIOD}", key.id()) })
    }

    /// Per cent of what was asked at least; a ceiling is kept or not, it is not reached by parts.
    fn reached(&self) -> Option<Decimal2> {
        let target = self.to_date.target.as_ref()?;
        let asked = target.value.0;
        let at_least = target.comparison == crate::targets::Comparison::AtLeast;
        let done = self.to_date.number()?.checked_mul(100)?;
        let ratio = Ratio::new(done, asked).filter(|_| at_least)?;
        Some(ratio.per_cent())
    }
}

const COLUMNS: [&str; 8] = ["Chỉ tiêu", "ĐVT", "Trong kỳ", "Lũy kế", "Cùng kỳ", "Kế hoạch", "Đạt", "Ước năm"];

/// Columns that would stay empty fall away; numbers have the room that the longest of them needs.
fn table(lines: &[&PeriodicLine]) -> Table {
    let rows: Vec<Vec<Vec<Run>>> = lines.iter().map(|line| line.cells()).collect();
    let longest = |at: usize| rows.iter().map(|row| plain(&row[at]).chars().count()).max().unwrap_or(0);
    let kept: Vec<usize> = (0..COLUMNS.len()).filter(|at| *at < 4 || longest(*at) > 0).collect();
    let room = |at: usize| {
        let needed = longest(at).max(COLUMNS[at].chars().count()).max(8) + 3;
        u16::try_from(needed).unwrap_or(u16::MAX)
    };
    let numbers: u16 = kept.iter().skip(1).map(|at| room(*at)).sum();
    let columns = kept.iter().map(|at| TableColumn {
        title: COLUMNS[*at].to_owned(),
        share: if *at == 0 { 88_u16.saturating_sub(numbers).max(28) } else { room(*at) },
        numeric: if *at < 2 { Numeric::Text } else { Numeric::Number },
    });
    let columns = columns.collect();
    let rows = rows.iter().map(|row| kept.iter().map(|at| row[*at].clone()).collect());
    Table { columns, rows: rows.collect(), total_rows: 0 }
}

fn figure(answer: &Answer, id: String) -> Vec<Run> {
    if answer.value.is_none() {
        return Vec::new();
    }
    vec![Run::Figure(FigureRun { id, shown: value_shown(answer), exact: answer.exact() })]
}

fn value_shown(answer: &Answer) -> String {
    if answer.value.is_some() { answer.shown() } else { String::new() }
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Verdict => "đánh giá",
        unit => unit.shown(),
    }
}

fn text(text: String) -> Vec<Run> {
    if text.is_empty() { Vec::new() } else { vec![Run::Text(text)] }
}

fn body(text: String) -> Block {
    Block::Paragraph { style: ParagraphStyle::Body, runs: vec![Run::Text(text)] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::FigureKey;

    fn answer(id: &str, year: i16, months: Months, value: i64) -> Answer {
        Answer {
            key: FigureKey::find(id, year).unwrap().during(months),
            value: Some(Value::Number(value)),
            ratio: None,
            target: None,
            rows: 1,
            from_totals: 0,
        }
    }

    #[test]
    fn periods_have_their_names() {
        for (first, last, name) in [
            (6, 6, "tháng 6"),
            (1, 3, "quý I"),
            (10, 12, "quý IV"),
            (1, 6, "6 tháng đầu năm"),
            (7, 12, "6 tháng cuối năm"),
            (1, 9, "9 tháng"),
            (1, 12, ""),
            (2, 5, "từ tháng 2 đến tháng 5"),
        ] {
            assert_eq!(period_name(Months::new(first, last).unwrap()), name);
        }
    }

    #[test]
    fn the_rest_of_the_year_goes_at_last_years_pace() {
        let months = Months::new(1, 11).unwrap();
        let id = "merit.year.amount";
        let estimate = |to_date, last_to_date, last| {
            let found = at_last_years_pace(
                &answer(id, 2023, months, to_date),
                &answer(id, 2022, months, last_to_date),
                &answer(id, 2022, Months::YEAR, last),
            );
            found.map(|estimate| estimate.value)
        };
        assert_eq!(estimate(1_100, 900, 1_000), Some(Value::Number(1_200)));
        let stock = answer("registry.martyrs", 2023, months, 3_770);
        assert_eq!(at_last_years_pace(&stock, &stock, &stock), None, "a stock has no pace");
    }

    #[test]
    fn a_line_stands_in_its_section_with_the_year_to_date() {
        let june = Months::new(6, 6).unwrap();
        let id = "merit.year.amount";
        let line = PeriodicLine {
            in_period: answer(id, 2023, june, 400),
            to_date: answer(id, 2023, june.to_date(), 2_300),
            last_year: Some(answer(id, 2022, june.to_date(), 2_000)),
            estimate: None,
        };
        let letterhead = Letterhead {
            superior: "UBND".to_owned(),
            office: "Phòng".to_owned(),
            place: "Nơi".to_owned(),
            symbol: "LĐ".to_owned(),
            head: crate::papers::Signer::new("TRƯỞNG PHÒNG", ""),
        };
        let document = periodic_report(&PeriodicReport {
            letterhead,
            dated: jiff::civil::date(2023, 6, 20),
            area: "thị xã".to_owned(),
            year: 2023,
            months: june,
            lines: vec![line],
            difficulties: Vec::new(),
            recipients: Vec::new(),
        });
        let ids: Vec<&str> = document.figures().iter().map(|figure| figure.id.as_str()).collect();
        assert_eq!(ids, ["merit.year.amount:ky", "merit.year.amount"]);
        let Some(Block::Paragraph { runs, .. }) = document.blocks.get(1) else { panic!("a paragraph") };
        assert!(plain(runs).contains("15/05/2023 đến hết ngày 14/06/2023"));
    }
}
