//! `Kỳ rà soát`: seasons of the review with their standards and days.

use super::{date, label, stored, words};
use crate::export::List;
use crate::import::headings::{Column, Input, Table, labels, optional, required};
use crate::import::kinds::order;
use crate::import::line::Line;
use crate::import::records::{Book, read_records};
use crate::import::{Import, Kind};
use crate::poverty::season;
use crate::{Ctx, Field, OfficeError, Permission};
use domain::ids::{EntryId, OfficeId, PovertySeasonId};
use domain::labels::Labels;
use domain::poverty::{Season, SeasonKind};
use store::people::Known;
use store::{StoreError, Tx};

const COLUMNS: &[Column] = &[
    required("Kỳ rà soát").or(&["Mã kỳ rà soát"]),
    required("Loại kỳ").ask(Input::Choice(labels::<SeasonKind>)),
    required("Năm").ask(Input::Year),
    optional("Chuẩn nghèo").or(&["Chuẩn"]),
    optional("Chuẩn tính song song"),
    optional("Từ ngày").ask(Input::Date),
    optional("Đến ngày").ask(Input::Date),
    optional("Kế hoạch").or(&["Số, ngày kế hoạch"]),
];

pub const KIND: Kind = Kind {
    id: "poverty_seasons",
    title: "Kỳ rà soát hộ nghèo",
    order: order::POVERTY + 1,
    permission: Permission::Import,
    field: Some(Field::Poverty),
    columns: COLUMNS,
    list: Some(list),
    read,
};

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Seasons { kinds: Labels::new() }, import, table)
}

struct Seasons {
    kinds: Labels<SeasonKind>,
}

impl Book for Seasons {
    stored!(Season, PovertySeasonId, review::seasons insert_seasons void_season);

    type Key = String;

    fn key(season: &Season) -> String {
        season.code.clone()
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Season>, OfficeError> {
        line.filled("Loại kỳ");
        line.filled("Năm");
        let code = line.required("Kỳ rà soát");
        let (kind, year) = (line.label("Loại kỳ", &self.kinds), line.year("Năm"));
        let (from, to) = (line.date("Từ ngày"), line.date("Đến ngày"));
        let (Some(code), Some(kind), Some(year)) = (code, kind, year) else { return Ok(None) };
        let wanted = season::Wanted {
            code: &code,
            kind,
            year,
            standard: line.text("Chuẩn nghèo"),
            other_standard: line.text("Chuẩn tính song song"),
            from,
            to,
            plan: line.text("Kế hoạch"),
        };
        match season::by_rule(import.ctx.rules, wanted) {
            Ok(season) => Ok(Some(season)),
            Err((column, reason)) => {
                line.refuse(column, reason);
                Ok(None)
            }
        }
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let rows = store::poverty::review::seasons(tx, ctx.office, Known::Now)?.into_iter().map(|(_, row)| {
        vec![
            row.code,
            label(Some(row.kind)),
            row.year.to_string(),
            row.standard,
            words(&row.other_standard),
            date(Some(row.starts_on)),
            date(Some(row.ends_on)),
            words(&row.plan),
        ]
    });
    Ok(List { title: KIND.title, headings: HEADINGS, rows: rows.collect() })
}

const HEADINGS: &[&str] = &crate::import::headings::names_of::<8>(COLUMNS);
