//! `Danh sách đơn vị sử dụng lao động`: employers by tax or registration number.

use super::order;
use crate::export::{List, UnitCodes, day, text};
use crate::import::headings::{COMMUNE_OPTIONAL, Column, Input, Table, labels, names_of, optional, required};
use crate::import::line::Line;
use crate::import::person::place;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::labels::{Labelled, Labels};
use domain::labour::employers::{Employer, EmployerKind};
use store::Tx;
use store::people::Known;

const COLUMNS: &[Column] = &[
    required("Mã số thuế").or(&["Mã số doanh nghiệp", "Số đăng ký kinh doanh"]),
    required("Tên đơn vị").or(&["Tên doanh nghiệp", "Đơn vị sử dụng lao động"]),
    required("Loại hình").or(&["Loại hình doanh nghiệp"]).ask(Input::Choice(labels::<EmployerKind>)),
    optional("Ngành nghề").or(&["Ngành nghề kinh doanh"]),
    optional("Địa chỉ"),
    optional("Khu công nghiệp"),
    COMMUNE_OPTIONAL,
    optional("Điện thoại"),
    optional("Email"),
    optional("Người đại diện"),
    optional("Ngày hoạt động").ask(Input::Date),
    optional("Ngày ngừng hoạt động").ask(Input::Date),
];

pub const KIND: Kind = Kind {
    id: "employers",
    title: "Danh sách đơn vị sử dụng lao động",
    order: order::EMPLOYERS,
    permission: Permission::Import,
    field: Some(Field::Labour),
    columns: COLUMNS,
    list: Some(list),
    read,
};

const HEADINGS: &[&str] = &names_of::<12>(COLUMNS);

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Employers { kinds: Labels::new() }, import, table)
}

struct Employers {
    kinds: Labels<EmployerKind>,
}

impl Book for Employers {
    type Record = Employer;
    type Key = String;

    stored_in!(store::employers, EmployerId);

    fn key(employer: &Employer) -> String {
        employer.tax_code.clone()
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Employer>, OfficeError> {
        line.filled("Loại hình");
        let (tax_code, name) = (line.required("Mã số thuế"), line.required("Tên đơn vị"));
        let kind = line.label("Loại hình", &self.kinds);
        let (opened_on, closed_on) = (line.date("Ngày hoạt động"), line.date("Ngày ngừng hoạt động"));
        let unit = place(line, import).map(|place| place.unit);
        let (Some(tax_code), Some(name), Some(kind)) = (tax_code, name, kind) else { return Ok(None) };
        Ok(Some(Employer {
            tax_code,
            name,
            kind,
            industry: line.text("Ngành nghề"),
            address: line.text("Địa chỉ"),
            zone: line.text("Khu công nghiệp"),
            unit,
            phone: line.text("Điện thoại"),
            email: line.text("Email"),
            representative: line.text("Người đại diện"),
            opened_on,
            closed_on,
        }))
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut codes = UnitCodes::default();
    let mut rows = Vec::new();
    for (_, employer) in store::employers::of_office(tx, ctx.office, Known::Now)? {
        rows.push(vec![
            employer.tax_code,
            employer.name,
            employer.kind.label().to_owned(),
            text(employer.industry.as_ref()),
            text(employer.address.as_ref()),
            text(employer.zone.as_ref()),
            codes.of(tx, employer.unit)?,
            text(employer.phone.as_ref()),
            text(employer.email.as_ref()),
            text(employer.representative.as_ref()),
            day(employer.opened_on),
            day(employer.closed_on),
        ]);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}
