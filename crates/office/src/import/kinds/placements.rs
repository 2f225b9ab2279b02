//! `Danh sách lao động được tạo việc làm`: jobs found, by name.

use super::order;
use crate::export::registers::{Source, who};
use crate::export::{List, day, mark, number, text};
use crate::import::headings::{
    BORN, CITIZEN, COMMUNE, Column, FULL_NAME, HAMLET, Input, MAN_BORN, SEX, Table, WOMAN_BORN, labels,
    names_of, optional, required,
};
use crate::import::line::Line;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::ids::PersonId;
use domain::labels::{Labelled, Labels};
use domain::labour::placements::{Channel, ContractKind, Placement, PlacementField};
use jiff::civil::Date;
use store::Tx;
use store::people::Known;

const COLUMNS: &[Column] = &[
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    COMMUNE,
    HAMLET,
    required("Kênh việc làm")
        .or(&["Hình thức giải quyết việc làm", "Kênh giải quyết việc làm"])
        .ask(Input::Choice(labels::<Channel>)),
    optional("Việc làm mới").or(&["Việc làm tăng thêm"]).ask(Input::Yes),
    required("Ngày bắt đầu làm việc").or(&["Ngày vào làm", "Ngày có việc làm"]).ask(Input::Date),
    optional("Ngày nghỉ việc").or(&["Ngày mất việc"]).ask(Input::Date),
    optional("Đơn vị sử dụng lao động").or(&["Nơi làm việc", "Doanh nghiệp tuyển dụng"]),
    optional("Mã số thuế"),
    optional("Nghề, công việc").or(&["Công việc", "Nghề nghiệp"]),
    optional("Loại hợp đồng").ask(Input::Choice(labels::<ContractKind>)),
    optional("Kỳ báo cáo"),
    optional("Văn bản"),
    optional("Người báo cáo").or(&["Đơn vị báo cáo"]),
    optional("Số tiền vay").ask(Input::Money),
    optional("Nước đến").or(&["Thị trường"]),
    optional("Doanh nghiệp phái cử").or(&["Công ty đưa đi"]),
    optional("Ngày về dự kiến").ask(Input::Date),
    optional("Ngày về nước").ask(Input::Date),
];

pub const KIND: Kind = Kind {
    id: "placements",
    title: "Danh sách lao động được tạo việc làm",
    order: order::PLACEMENTS,
    permission: Permission::Import,
    field: Some(Field::Labour),
    columns: COLUMNS,
    list: Some(list),
    read,
};

const HEADINGS: &[&str] = &names_of::<24>(COLUMNS);

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Placements { channels: Labels::new(), contracts: Labels::new() }, import, table)
}

struct Placements {
    channels: Labels<Channel>,
    contracts: Labels<ContractKind>,
}

impl Book for Placements {
    type Record = Placement;
    type Key = (PersonId, Channel, Date);

    stored_in!(store::placements, PlacementId);

    fn key(placement: &Placement) -> Self::Key {
        (placement.person, placement.channel, placement.started_on)
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Placement>, OfficeError> {
        line.filled("Xã, phường");
        line.filled("Kênh việc làm");
        let channel = line.label("Kênh việc làm", &self.channels);
        let contract = line.label("Loại hợp đồng", &self.contracts);
        let new_job = line.yes("Việc làm mới");
        let (started_on, ended_on) =
            (line.required_date("Ngày bắt đầu làm việc"), line.date("Ngày nghỉ việc"));
        let (loan, returns_on) = (line.amount("Số tiền vay"), line.date("Ngày về dự kiến"));
        let returned_on = line.date("Ngày về nước");
        let (Some(channel), Some(started_on)) = (channel, started_on) else {
            import.take_person(line)?;
            return Ok(None);
        };
        let mut placement = Placement {
            person: PersonId(0),
            unit: None,
            channel,
            new_job,
            started_on,
            ended_on,
            employer: line.text("Đơn vị sử dụng lao động"),
            tax_code: line.text("Mã số thuế"),
            occupation: line.text("Nghề, công việc"),
            contract,
            period: line.text("Kỳ báo cáo").unwrap_or_else(|| started_on.year().to_string()),
            paper: line.text("Văn bản"),
            reporter: line.text("Người báo cáo"),
            loan,
            country: line.text("Nước đến"),
            sender: line.text("Doanh nghiệp phái cử"),
            returns_on,
            returned_on,
        };
        for (field, reason) in placement.problems() {
            line.refuse(heading(field), reason);
        }
        let Some((person, place)) = import.take_person(line)? else { return Ok(None) };
        placement.person = person;
        placement.unit = place.map(|place| place.unit);
        Ok(Some(placement))
    }
}

fn heading(field: PlacementField) -> &'static str {
    match field {
        PlacementField::Country => "Nước đến",
        PlacementField::Loan => "Số tiền vay",
        PlacementField::EndedOn => "Ngày nghỉ việc",
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let mut rows = Vec::new();
    for (_, placement) in store::placements::of_office(tx, ctx.office, Known::Now)? {
        let [name, man, woman, citizen] = who(source.person(placement.person)?);
        let contract = placement.contract.map_or("", ContractKind::label);
        rows.push(vec![
            name,
            man,
            woman,
            String::new(),
            String::new(),
            citizen,
            source.code(placement.unit),
            String::new(),
            placement.channel.label().to_owned(),
            mark(placement.new_job),
            day(Some(placement.started_on)),
            day(placement.ended_on),
            text(placement.employer.as_ref()),
            text(placement.tax_code.as_ref()),
            text(placement.occupation.as_ref()),
            contract.to_owned(),
            placement.period,
            text(placement.paper.as_ref()),
            text(placement.reporter.as_ref()),
            number(placement.loan.map(|loan| loan.0)),
            text(placement.country.as_ref()),
            text(placement.sender.as_ref()),
            day(placement.returns_on),
            day(placement.returned_on),
        ]);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}
