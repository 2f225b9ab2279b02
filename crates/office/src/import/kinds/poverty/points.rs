//! `Bảng điểm B1`: the points of the official annex, by region, area, question and answer.

use super::{date, label, stored, words};
use crate::export::List;
use crate::import::headings::{Column, Input, Table, labels, optional, required};
use crate::import::kinds::order;
use crate::import::line::Line;
use crate::import::records::{Book, read_records};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::ids::{EntryId, OfficeId, PovertyPointId};
use domain::labels::Labels;
use domain::poverty::{Area, PointRow, Region};
use jiff::civil::Date;
use store::people::Known;
use store::{StoreError, Tx};

const COLUMNS: &[Column] = &[
    required("Vùng").ask(Input::Choice(labels::<Region>)),
    required("Khu vực").ask(Input::Choice(labels::<Area>)),
    required("Câu hỏi số").or(&["Câu số", "Câu"]).ask(Input::Count),
    optional("Câu hỏi").or(&["Nội dung câu hỏi"]),
    required("Phương án số").or(&["Phương án", "Trả lời số"]).ask(Input::Count),
    optional("Nội dung phương án").or(&["Trả lời"]),
    required("Điểm").ask(Input::Count),
    required("Văn bản"),
    required("Từ ngày").ask(Input::Date),
    optional("Đến ngày").ask(Input::Date),
];

pub const KIND: Kind = Kind {
    id: "poverty_points",
    title: "Bảng điểm B1",
    order: order::POVERTY,
    permission: Permission::SetTargets,
    field: Some(Field::Poverty),
    columns: COLUMNS,
    list: Some(list),
    read,
};

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Points { regions: Labels::new(), areas: Labels::new() }, import, table)
}

struct Points {
    regions: Labels<Region>,
    areas: Labels<Area>,
}

impl Book for Points {
    stored!(PointRow, PovertyPointId, review::points insert_points void_point);

    type Key = (Region, Area, i64, i64, Date);

    fn key(row: &PointRow) -> Self::Key {
        (row.region, row.area, row.question, row.answer, row.from)
    }

    fn read(&mut self, _: &mut Import, line: &mut Line) -> Result<Option<PointRow>, OfficeError> {
        for column in ["Vùng", "Khu vực", "Câu hỏi số", "Phương án số", "Điểm"] {
            line.filled(column);
        }
        let (region, area) = (line.label("Vùng", &self.regions), line.label("Khu vực", &self.areas));
        let (question, answer) = (line.count("Câu hỏi số"), line.count("Phương án số"));
        let (points, instrument) = (line.count("Điểm"), line.required("Văn bản"));
        let (from, last) = (line.required_date("Từ ngày"), line.date("Đến ngày"));
        for (column, number) in [("Câu hỏi số", question), ("Phương án số", answer)] {
            if number.is_some_and(|number| number < 1) {
                line.refuse(column, "phải từ 1 trở lên");
            }
        }
        let (Some(region), Some(area), Some(question), Some(answer)) = (region, area, question, answer)
        else {
            return Ok(None);
        };
        let (Some(points), Some(instrument), Some(from)) = (points, instrument, from) else {
            return Ok(None);
        };
        Ok(Some(PointRow {
            region,
            area,
            question,
            question_text: line.text("Câu hỏi"),
            answer,
            answer_text: line.text("Nội dung phương án"),
            points,
            instrument,
            from,
            until: last.and_then(|day| day.tomorrow().ok()),
        }))
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let rows = store::poverty::review::points(tx, ctx.office, Known::Now)?.into_iter().map(|(_, row)| {
        vec![
            label(Some(row.region)),
            label(Some(row.area)),
            row.question.to_string(),
            words(&row.question_text),
            row.answer.to_string(),
            words(&row.answer_text),
            row.points.to_string(),
            row.instrument,
            date(Some(row.from)),
            date(row.until.and_then(|day| day.yesterday().ok())),
        ]
    });
    Ok(List { title: KIND.title, headings: HEADINGS, rows: rows.collect() })
}

const HEADINGS: &[&str] = &crate::import::headings::names_of::<10>(COLUMNS);
