//! B1 from a loaded table; lists of numbers as forms write them.

use super::{Area, PointRow, Region};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// One answer of form B: question and answer by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    pub question: i64,
    pub answer: i64,
}

/// The B1 points of a region, area and day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PointTable {
    points: BTreeMap<(i64, i64), i64>,
    questions: BTreeSet<i64>,
}

/// Why answers give no total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoreProblem {
    /// The table does not have that answer.
    NoAnswer(Answer),
    Twice(i64),
    /// A question of the table was not answered.
    Unanswered(i64),
}

impl std::fmt::Display for ScoreProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ScoreProblem::NoAnswer(answer) => {
                write!(f, "bảng điểm không có câu {} phương án {}", answer.question, answer.answer)
            }
            ScoreProblem::Twice(question) => write!(f, "câu {question} trả lời hai lần"),
            ScoreProblem::Unanswered(question) => write!(f, "chưa trả lời câu {question}"),
        }
    }
}

impl PointTable {
    /// Of all rows loaded, those of the region and area on that day.
    pub fn of(rows: &[PointRow], region: Region, area: Area, day: Date) -> PointTable {
        let mut table = PointTable::default();
        let holds = |row: &&PointRow| {
            row.region == region
                && row.area == area
                && row.from <= day
                && row.until.is_none_or(|until| day < until)
        };
        for row in rows.iter().filter(holds) {
            table.points.insert((row.question, row.answer), row.points);
            table.questions.insert(row.question);
        }
        table
    }

    /// No table is loaded for that region, area and day.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// The total of the answers: every question of the table once.
    pub fn total(&self, answers: &[Answer]) -> Result<i64, ScoreProblem> {
        let mut answered = BTreeSet::new();
        let mut total = 0i64;
        for answer in answers {
            let points = self.points.get(&(answer.question, answer.answer));
            let points = points.ok_or(ScoreProblem::NoAnswer(*answer))?;
            if !answered.insert(answer.question) {
                return Err(ScoreProblem::Twice(answer.question));
            }
            total = total.saturating_add(*points);
        }
        match self.questions.difference(&answered).next() {
            Some(question) => Err(ScoreProblem::Unanswered(*question)),
            None => Ok(total),
        }
    }
}

/// `1:2; 2:3; 3:1`, question and answer.
pub fn parse_answers(text: &str) -> Result<Vec<Answer>, String> {
    let mut answers = Vec::new();
    for piece in pieces(text) {
        let pair = piece.split_once([':', '-', '.']);
        let read = pair.and_then(|(question, answer)| {
            Some(Answer { question: question.trim().parse().ok()?, answer: answer.trim().parse().ok()? })
        });
        answers.push(read.ok_or_else(|| format!("“{piece}” phải là câu:phương án, ví dụ 3:2"))?);
    }
    answers.sort_unstable();
    Ok(answers)
}

/// `1, 4; 7`, each once and from 1 to `last`.
pub fn parse_numbers(text: &str, last: u8) -> Result<Vec<u8>, String> {
    let mut numbers = BTreeSet::new();
    for piece in pieces(text) {
        let number: Option<u8> = piece.parse().ok().filter(|number| (1..=last).contains(number));
        let number = number.ok_or_else(|| format!("“{piece}” không phải số từ 1 đến {last}"))?;
        if !numbers.insert(number) {
            return Err(format!("số {number} ghi hai lần"));
        }
    }
    Ok(numbers.into_iter().collect())
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', ',']).map(str::trim).filter(|piece| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn row(question: i64, answer: i64, points: i64) -> PointRow {
        PointRow {
            region: Region::Southeast,
            area: Area::Rural,
            question,
            question_text: None,
            answer,
            answer_text: None,
            points,
            instrument: "bảng thử".to_owned(),
            from: date(2021, 9, 1),
            until: None,
        }
    }

    #[test]
    fn a_total_needs_every_question_once() {
        let rows = [row(1, 1, 0), row(1, 2, 15), row(2, 1, 5), row(2, 2, 30)];
        let table = PointTable::of(&rows, Region::Southeast, Area::Rural, date(2023, 11, 1));
        for (answers, told) in [
            ("1:2; 2:1", "20"),
            ("2:2, 1:1", "30"),
            ("1:2", "chưa trả lời câu 2"),
            ("1:2; 1:1; 2:1", "câu 1 trả lời hai lần"),
            ("1:3; 2:1", "bảng điểm không có câu 1 phương án 3"),
            ("1", "“1” phải là câu:phương án, ví dụ 3:2"),
        ] {
            let found = parse_answers(answers)
                .and_then(|answers| table.total(&answers).map_err(|problem| problem.to_string()));
            assert_eq!(found.map_or_else(|told| told, |total| total.to_string()), told, "{answers}");
        }
        assert!(PointTable::of(&rows, Region::Southeast, Area::Urban, date(2023, 11, 1)).is_empty());
        assert!(PointTable::of(&rows, Region::Southeast, Area::Rural, date(2021, 8, 31)).is_empty());
        assert!(PointTable::of(&rows, Region::Mekong, Area::Rural, date(2023, 11, 1)).is_empty());
    }

    #[test]
    fn numbers_are_read_once_each() {
        assert_eq!(parse_numbers("4, 1;12", 12), Ok(vec![1, 4, 12]));
        assert!(parse_numbers("0", 12).is_err());
        assert!(parse_numbers("13", 12).is_err());
        assert!(parse_numbers("3,3", 12).is_err());
        assert_eq!(parse_numbers("", 12), Ok(Vec::new()));
    }
}
