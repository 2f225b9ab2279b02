//! `Phân công giúp đỡ hộ nghèo`: which department, union or enterprise is assigned to which household.

use super::{Codes, Shown, commune, date, label, stored, words};
use crate::export::List;
use crate::import::headings::{COMMUNE, Column, Input, Table, labels, optional, required};
use crate::import::kinds::order;
use crate::import::line::Line;
use crate::import::records::{Book, read_records};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::ids::{EntryId, HouseholdId, OfficeId, PovertyHelperId};
use domain::labels::Labels;
use domain::poverty::{Helper, HelperKind};
use jiff::civil::Date;
use store::people::Known;
use store::{StoreError, Tx};

const COLUMNS: &[Column] = &[
    required("Mã hộ"),
    COMMUNE,
    required("Đơn vị giúp đỡ").or(&["Cơ quan giúp đỡ", "Đơn vị được phân công"]),
    required("Loại đơn vị").ask(Input::Choice(labels::<HelperKind>)),
    optional("Nội dung giúp đỡ").ask(Input::Note),
    required("Từ ngày").or(&["Ngày phân công"]).ask(Input::Date),
    optional("Đến ngày").ask(Input::Date),
    optional("Văn bản"),
];

pub const KIND: Kind = Kind {
    id: "poverty_helpers",
    title: "Phân công giúp đỡ hộ nghèo",
    order: order::POVERTY + 5,
    permission: Permission::Import,
    field: Some(Field::Poverty),
    columns: COLUMNS,
    list: Some(list),
    read,
};

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let codes = Codes::load(import)?;
    read_records(Helpers { codes, kinds: Labels::new() }, import, table)
}

struct Helpers {
    codes: Codes,
    kinds: Labels<HelperKind>,
}

impl Book for Helpers {
    stored!(Helper, PovertyHelperId, support::helpers insert_helpers void_helper);

    type Key = (HouseholdId, String, Date);

    fn key(helper: &Helper) -> Self::Key {
        (helper.household, helper.name.clone(), helper.from)
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Helper>, OfficeError> {
        line.filled("Loại đơn vị");
        let (household, unit) = (self.codes.find(line), commune(line, import));
        let (name, kind) = (line.required("Đơn vị giúp đỡ"), line.label("Loại đơn vị", &self.kinds));
        let (from, last) = (line.required_date("Từ ngày"), line.date("Đến ngày"));
        if from.zip(last).is_some_and(|(from, last)| last < from) {
            line.refuse("Đến ngày", "trước ngày bắt đầu");
        }
        let (Some(household), Some(unit), Some(name), Some(kind), Some(from)) =
            (household, unit, name, kind, from)
        else {
            return Ok(None);
        };
        let until = last.and_then(|day| day.tomorrow().ok());
        let (task, paper) = (line.text("Nội dung giúp đỡ"), line.text("Văn bản"));
        Ok(Some(Helper { household, unit, kind, name, task, from, until, paper }))
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut shown = Shown::load(ctx, tx)?;
    let mut rows = Vec::new();
    for (_, row) in store::poverty::support::helpers(tx, ctx.office, Known::Now)? {
        rows.push(vec![
            shown.household(row.household),
            shown.unit(tx, row.unit)?,
            row.name,
            label(Some(row.kind)),
            words(&row.task),
            date(Some(row.from)),
            date(row.until.and_then(|day| day.yesterday().ok())),
            words(&row.paper),
        ]);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}

const HEADINGS: &[&str] = &crate::import::headings::names_of::<8>(COLUMNS);
