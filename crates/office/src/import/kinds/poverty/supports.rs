//! `Hỗ trợ hộ nghèo`: what a household was given, by whom, from which source, and what came of it.

use super::{Codes, Shown, commune, date, label, money, stored, words};
use crate::export::List;
use crate::import::headings::{COMMUNE, Column, Input, Table, labels, optional, required};
use crate::import::kinds::order;
use crate::import::line::Line;
use crate::import::records::{Book, read_records};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::ids::{EntryId, HouseholdId, OfficeId, PovertySupportId};
use domain::labels::Labels;
use domain::poverty::{Outcome, Support, SupportKind, SupportSource};
use jiff::civil::Date;
use store::people::Known;
use store::{StoreError, Tx};

const COLUMNS: &[Column] = &[
    required("Mã hộ"),
    COMMUNE,
    required("Loại hỗ trợ").ask(Input::Choice(labels::<SupportKind>)),
    required("Nguồn hỗ trợ").ask(Input::Choice(labels::<SupportSource>)),
    required("Ngày hỗ trợ").ask(Input::Date),
    required("Số lượng").ask(Input::Count),
    required("Đơn vị tính"),
    optional("Giá trị").or(&["Trị giá", "Số tiền"]).ask(Input::Money),
    optional("Đơn vị hỗ trợ").or(&["Người hỗ trợ"]),
    optional("Mã dự án"),
    optional("Kết quả").ask(Input::Choice(labels::<Outcome>)),
    optional("Diễn giải kết quả").ask(Input::Note),
    optional("Văn bản"),
];

pub const KIND: Kind = Kind {
    id: "poverty_supports",
    title: "Hỗ trợ hộ nghèo",
    order: order::POVERTY + 7,
    permission: Permission::Import,
    field: Some(Field::Poverty),
    columns: COLUMNS,
    list: Some(list),
    read,
};

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let book = Supports {
        codes: Codes::load(import)?,
        kinds: Labels::new(),
        sources: Labels::new(),
        outcomes: Labels::new(),
    };
    read_records(book, import, table)
}

struct Supports {
    codes: Codes,
    kinds: Labels<SupportKind>,
    sources: Labels<SupportSource>,
    outcomes: Labels<Outcome>,
}

impl Book for Supports {
    stored!(Support, PovertySupportId, support::supports insert_supports void_support);

    type Key = (HouseholdId, SupportKind, SupportSource, Date, String);

    fn key(support: &Support) -> Self::Key {
        (support.household, support.kind, support.source, support.on, support.measure.clone())
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Support>, OfficeError> {
        for column in ["Loại hỗ trợ", "Nguồn hỗ trợ", "Số lượng"] {
            line.filled(column);
        }
        let (household, unit) = (self.codes.find(line), commune(line, import));
        let (kind, source) =
            (line.label("Loại hỗ trợ", &self.kinds), line.label("Nguồn hỗ trợ", &self.sources));
        let (on, quantity) = (line.required_date("Ngày hỗ trợ"), line.count("Số lượng"));
        if quantity.is_some_and(|quantity| quantity < 1) {
            line.refuse("Số lượng", "phải từ 1 trở lên");
        }
        let (measure, value) = (line.required("Đơn vị tính"), line.amount("Giá trị"));
        if value.is_some_and(|value| value.0 < 0) {
            line.refuse("Giá trị", "không được âm");
        }
        let outcome = line.label("Kết quả", &self.outcomes);
        let (Some(household), Some(unit), Some(kind), Some(source)) = (household, unit, kind, source) else {
            return Ok(None);
        };
        let (Some(on), Some(quantity), Some(measure)) = (on, quantity, measure) else { return Ok(None) };
        Ok(Some(Support {
            household,
            unit,
            kind,
            source,
            on,
            quantity,
            measure,
            value,
            giver: line.text("Đơn vị hỗ trợ"),
            project: line.text("Mã dự án"),
            outcome,
            outcome_note: line.text("Diễn giải kết quả"),
            paper: line.text("Văn bản"),
        }))
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut shown = Shown::load(ctx, tx)?;
    let mut rows = Vec::new();
    for (_, row) in store::poverty::support::supports(tx, ctx.office, Known::Now)? {
        rows.push(vec![
            shown.household(row.household),
            shown.unit(tx, row.unit)?,
            label(Some(row.kind)),
            label(Some(row.source)),
            date(Some(row.on)),
            row.quantity.to_string(),
            row.measure,
            money(row.value),
            words(&row.giver),
            words(&row.project),
            label(row.outcome),
            words(&row.outcome_note),
            words(&row.paper),
        ]);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}

const HEADINGS: &[&str] = &crate::import::headings::names_of::<13>(COLUMNS);
