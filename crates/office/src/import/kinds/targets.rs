//! `Chỉ tiêu nghị quyết`: what a year's resolution asks of figures.

use super::order;
use crate::import::headings::{COMMUNE_OPTIONAL, Column, Input, Table, labels, optional, required};
use crate::import::line::Line;
use crate::import::person::place;
use crate::import::{Change, Import, Kind};
use crate::{OfficeError, Permission, targets};
use domain::labels::Labels;
use domain::targets::{Comparison, Target};

const COLUMNS: &[Column] = &[
    required("Năm").ask(Input::Year),
    required("Chỉ tiêu"),
    required("Giá trị"),
    optional("So sánh").ask(Input::Choice(labels::<Comparison>)),
    optional("Văn bản"),
    COMMUNE_OPTIONAL,
];

pub const KIND: Kind = Kind {
    id: "targets",
    title: "Chỉ tiêu nghị quyết",
    order: order::TARGETS,
    permission: Permission::SetTargets,
    field: None,
    columns: COLUMNS,
    list: Some(crate::export::office_lists::targets),
    read,
};

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let comparisons = Labels::new();
    for mut line in import.lines(table) {
        let target = target(import, &mut line, &comparisons);
        match target {
            Some(target) if line.problems.is_empty() => {
                let changed = targets::put(import.tx, import.office, import.entry, target)?;
                import.accept(
                    line,
                    changed.map_or(Change::Same, |replaced| match replaced {
                        targets::Put::Added => Change::New,
                        targets::Put::Replaced => Change::Changed,
                    }),
                );
            }
            _ => import.set_aside(line),
        }
    }
    Ok(())
}

fn target(import: &Import, line: &mut Line, comparisons: &Labels<Comparison>) -> Option<Target> {
    line.filled("Năm");
    let (year, figure) = (line.year("Năm"), line.required("Chỉ tiêu"));
    let comparison = line.label("So sánh", comparisons).unwrap_or(Comparison::AtLeast);
    let written = line.required("Giá trị")?;
    let value = targets::decimal(&written);
    if value.is_none() {
        line.refuse("Giá trị", format!("“{written}” không phải số"));
    }
    let unit = place(line, import).map(|place| place.unit);
    let paper = line.text("Văn bản");
    Some(Target { year: year?, figure: figure?, comparison, value: value?, paper, unit })
}
