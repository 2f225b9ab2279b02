//! `Kế hoạch năm`: the documents that fields of work follow in a year.

use super::order;
use crate::export::{List, day, text};
use crate::import::headings::{Column, Input, Table, labels, names_of, optional, required};
use crate::import::line::Line;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, OfficeError, Permission};
use domain::events::EventField;
use domain::labels::{Labelled, Labels};
use domain::plans::Plan;
use store::Tx;
use store::people::Known;

const COLUMNS: &[Column] = &[
    required("Năm").ask(Input::Year),
    required("Lĩnh vực").ask(Input::Choice(labels::<EventField>)),
    required("Tên kế hoạch"),
    required("Số kế hoạch").or(&["Số, ký hiệu kế hoạch"]),
    optional("Cơ quan ban hành"),
    required("Ngày ban hành").ask(Input::Date),
    optional("Tệp"),
];

pub const KIND: Kind = Kind {
    id: "plans",
    title: "Kế hoạch năm",
    order: order::PLANS,
    permission: Permission::SetTargets,
    field: None,
    columns: COLUMNS,
    list: Some(list),
    read,
};

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Plans { fields: Labels::new() }, import, table)
}

struct Plans {
    fields: Labels<EventField>,
}

impl Book for Plans {
    type Record = Plan;
    type Key = (i16, String);

    stored_in!(store::plans, PlanId);

    fn key(plan: &Plan) -> Self::Key {
        (plan.year, plan.paper.clone())
    }

    fn read(&mut self, _: &mut Import, line: &mut Line) -> Result<Option<Plan>, OfficeError> {
        line.filled("Năm");
        line.filled("Lĩnh vực");
        let (year, field) = (line.year("Năm"), line.label("Lĩnh vực", &self.fields));
        let (title, paper) = (line.required("Tên kế hoạch"), line.required("Số kế hoạch"));
        let issued_on = line.required_date("Ngày ban hành");
        let (Some(year), Some(field), Some(title), Some(paper), Some(issued_on)) =
            (year, field, title, paper, issued_on)
        else {
            return Ok(None);
        };
        let (issuer, file) = (line.text("Cơ quan ban hành"), line.text("Tệp"));
        Ok(Some(Plan { year, field, title, paper, issuer, issued_on, file }))
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let rows = store::plans::of_office(tx, ctx.office, Known::Now)?.into_iter().map(|(_, plan)| {
        vec![
            plan.year.to_string(),
            plan.field.label().to_owned(),
            plan.title,
            plan.paper,
            text(plan.issuer.as_ref()),
            day(Some(plan.issued_on)),
            text(plan.file.as_ref()),
        ]
    });
    Ok(List { title: KIND.title, headings: HEADINGS, rows: rows.collect() })
}

const HEADINGS: &[&str] = &names_of::<7>(COLUMNS);
