//! `Nhu cầu tuyển dụng lao động`: workers whom employers look for, by occupation.

use super::order;
use crate::export::{List, UnitCodes, day, number, text};
use crate::import::headings::{COMMUNE_OPTIONAL, Column, Input, Table, labels, names_of, optional, required};
use crate::import::line::Line;
use crate::import::person::place;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::labels::{Labelled, Labels};
use domain::labour::employers::Vacancy;
use domain::labour::occupations::Occupation;
use domain::labour::placements::ContractKind;
use domain::labour::supply::Qualification;
use jiff::civil::Date;
use store::Tx;
use store::people::Known;

const COLUMNS: &[Column] = &[
    required("Mã số thuế"),
    required("Nghề cần tuyển").or(&["Nghề nghiệp cần tuyển"]).ask(Input::Choice(labels::<Occupation>)),
    required("Ngày đăng").or(&["Ngày thông báo"]).ask(Input::Date),
    required("Số lượng tuyển").or(&["Số lượng cần tuyển"]).ask(Input::Count),
    optional("Trong đó nữ").ask(Input::Count),
    optional("Độ tuổi"),
    optional("Trình độ").or(&["Trình độ chuyên môn kỹ thuật"]).ask(Input::Choice(labels::<Qualification>)),
    optional("Lương từ").ask(Input::Money),
    optional("Lương đến").ask(Input::Money),
    optional("Loại hợp đồng").ask(Input::Choice(labels::<ContractKind>)),
    optional("Nơi làm việc"),
    COMMUNE_OPTIONAL,
    optional("Hạn tuyển").ask(Input::Date),
    optional("Đã tuyển").ask(Input::Count),
];

pub const KIND: Kind = Kind {
    id: "vacancies",
    title: "Nhu cầu tuyển dụng lao động",
    order: order::VACANCIES,
    permission: Permission::Import,
    field: Some(Field::Labour),
    columns: COLUMNS,
    list: Some(list),
    read,
};

const HEADINGS: &[&str] = &names_of::<14>(COLUMNS);

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let (occupations, levels, contracts) = (Labels::new(), Labels::new(), Labels::new());
    read_records(Vacancies { occupations, levels, contracts }, import, table)
}

struct Vacancies {
    occupations: Labels<Occupation>,
    levels: Labels<Qualification>,
    contracts: Labels<ContractKind>,
}

impl Book for Vacancies {
    type Record = Vacancy;
    type Key = (String, Occupation, Date);

    stored_in!(store::employers::vacancies, VacancyId);

    fn key(vacancy: &Vacancy) -> Self::Key {
        (vacancy.tax_code.clone(), vacancy.occupation, vacancy.announced_on)
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Vacancy>, OfficeError> {
        line.filled("Nghề cần tuyển");
        line.filled("Số lượng tuyển");
        let tax_code = line.required("Mã số thuế");
        let occupation = line.label("Nghề cần tuyển", &self.occupations);
        let (announced_on, deadline) = (line.required_date("Ngày đăng"), line.date("Hạn tuyển"));
        let (quantity, women) = (line.count("Số lượng tuyển"), line.count("Trong đó nữ"));
        let filled = line.count("Đã tuyển").unwrap_or(0);
        let qualification = line.label("Trình độ", &self.levels);
        let contract = line.label("Loại hợp đồng", &self.contracts);
        let (wage_from, wage_to) = (line.amount("Lương từ"), line.amount("Lương đến"));
        let unit = place(line, import).map(|place| place.unit);
        let (Some(tax_code), Some(occupation), Some(announced_on), Some(quantity)) =
            (tax_code, occupation, announced_on, quantity)
        else {
            return Ok(None);
        };
        let vacancy = Vacancy {
            tax_code,
            occupation,
            announced_on,
            quantity,
            women,
            age_limit: line.text("Độ tuổi"),
            qualification,
            wage_from,
            wage_to,
            contract,
            place: line.text("Nơi làm việc"),
            unit,
            deadline,
            filled,
        };
        for reason in vacancy.problems() {
            line.refuse("Số lượng tuyển", reason);
        }
        Ok(Some(vacancy))
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut codes = UnitCodes::default();
    let mut rows = Vec::new();
    for (_, vacancy) in store::employers::vacancies::of_office(tx, ctx.office, Known::Now)? {
        rows.push(vec![
            vacancy.tax_code,
            vacancy.occupation.label().to_owned(),
            day(Some(vacancy.announced_on)),
            vacancy.quantity.to_string(),
            number(vacancy.women),
            text(vacancy.age_limit.as_ref()),
            vacancy.qualification.map_or("", Qualification::label).to_owned(),
            number(vacancy.wage_from.map(|wage| wage.0)),
            number(vacancy.wage_to.map(|wage| wage.0)),
            vacancy.contract.map_or("", ContractKind::label).to_owned(),
            text(vacancy.place.as_ref()),
            codes.of(tx, vacancy.unit)?,
            day(vacancy.deadline),
            vacancy.filled.to_string(),
        ]);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}
