//! `Tiến độ rà soát`: what was done in which commune or hamlet; the minutes of meetings.

use super::{Shown, commune, count, date, label, stored, words};
use crate::export::List;
use crate::import::headings::{COMMUNE, Column, HAMLET, Input, Table, labels, optional, required};
use crate::import::kinds::order;
use crate::import::line::Line;
use crate::import::records::{Book, read_records};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::ids::{EntryId, OfficeId, PovertyStepId, UnitId};
use domain::labels::Labels;
use domain::poverty::{ReviewStep, StepDone};
use jiff::civil::Date;
use std::collections::HashSet;
use store::people::Known;
use store::{StoreError, Tx};

const COLUMNS: &[Column] = &[
    required("Kỳ rà soát"),
    COMMUNE,
    HAMLET,
    required("Bước rà soát").or(&["Bước"]).ask(Input::Choice(labels::<ReviewStep>)),
    required("Ngày thực hiện").ask(Input::Date),
    optional("Số người dự").or(&["Số người dự họp"]).ask(Input::Count),
    optional("Số người nhất trí").or(&["Số người đồng ý"]).ask(Input::Count),
    optional("Văn bản").or(&["Biên bản"]),
    optional("Ghi chú").ask(Input::Note),
];

pub const KIND: Kind = Kind {
    id: "poverty_steps",
    title: "Tiến độ rà soát",
    order: order::POVERTY + 2,
    permission: Permission::Import,
    field: Some(Field::Poverty),
    columns: COLUMNS,
    list: Some(list),
    read,
};

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let seasons = store::poverty::review::seasons(import.tx, import.office, Known::Now)?;
    let seasons = seasons.into_iter().map(|(_, season)| season.code).collect();
    read_records(Steps { steps: Labels::new(), seasons }, import, table)
}

struct Steps {
    steps: Labels<ReviewStep>,
    seasons: HashSet<String>,
}

impl Book for Steps {
    stored!(StepDone, PovertyStepId, review::steps insert_steps void_step);

    type Key = (String, UnitId, Option<String>, ReviewStep, Date);

    fn key(step: &StepDone) -> Self::Key {
        (step.season.clone(), step.unit, step.hamlet.clone(), step.step, step.on)
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<StepDone>, OfficeError> {
        line.filled("Bước rà soát");
        let season = line.required("Kỳ rà soát");
        if let Some(code) = season.as_ref().filter(|code| !self.seasons.contains(*code)) {
            line.park("Kỳ rà soát", format!("chưa mở kỳ rà soát {code}"));
        }
        let (step, on) = (line.label("Bước rà soát", &self.steps), line.required_date("Ngày thực hiện"));
        let (present, agreed) = (line.count("Số người dự"), line.count("Số người nhất trí"));
        match (present, agreed) {
            (Some(present), Some(agreed)) if agreed > present => {
                line.refuse("Số người nhất trí", format!("{agreed} nhiều hơn số người dự {present}"));
            }
            (None, Some(_)) => line.refuse("Số người dự", "có số người nhất trí thì phải có số người dự"),
            _ => {}
        }
        if step == Some(ReviewStep::Meeting) && present.is_none() {
            line.park("Số người dự", "họp thôn phải ghi số người dự và số người nhất trí");
        }
        let unit = commune(line, import);
        let (Some(season), Some(unit), Some(step), Some(on)) = (season, unit, step, on) else {
            return Ok(None);
        };
        let (paper, note) = (line.text("Văn bản"), line.text("Ghi chú"));
        let hamlet = line.text("Ấp, khu phố");
        Ok(Some(StepDone { season, unit, hamlet, step, on, present, agreed, paper, note }))
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut shown = Shown::load(ctx, tx)?;
    let mut rows = Vec::new();
    for (_, row) in store::poverty::review::steps(tx, ctx.office, Known::Now)? {
        rows.push(vec![
            row.season,
            shown.unit(tx, row.unit)?,
            words(&row.hamlet),
            label(Some(row.step)),
            date(Some(row.on)),
            count(row.present),
            count(row.agreed),
            words(&row.paper),
            words(&row.note),
        ]);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}

const HEADINGS: &[&str] = &crate::import::headings::names_of::<9>(COLUMNS);
