//! `Chỉ tiêu trẻ em, bình đẳng giới`: counts of a year by commune; `Số liệu bạo lực gia đình`: counts that another
//! sector shares.

use super::order;
use crate::export::{List, UnitCodes, text};
use crate::import::headings::{
    COMMUNE, COMMUNE_OPTIONAL, Column, Input, labels, names_of, optional, required,
};
use crate::import::line::Line;
use crate::import::person::place;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::children::{
    Indicator, VictimGroup, VictimHelp, ViolenceCount, ViolenceKind, ViolenceMeasure, YearlyCount,
};
use domain::ids::UnitId;
use domain::labels::{Labelled, Labels};
use law::Month;
use store::Tx;
use store::children;
use store::people::Known;

const COLUMNS: &[Column] = &[
    required("Năm").ask(Input::Year),
    COMMUNE_OPTIONAL,
    required("Chỉ tiêu năm").or(&["Tên chỉ tiêu"]).ask(Input::Choice(labels::<Indicator>)),
    required("Số lượng").ask(Input::Count),
    optional("Nguồn số liệu").or(&["Nguồn"]),
];

pub const COUNTS: Kind = Kind {
    id: "yearly_counts",
    title: "Chỉ tiêu trẻ em, bình đẳng giới",
    order: order::YEARLY_COUNTS,
    permission: Permission::Import,
    field: Some(Field::Children),
    columns: COLUMNS,
    list: Some(list),
    read: |import, table| read_records(Counts { indicators: Labels::new() }, import, table),
};

struct Counts {
    indicators: Labels<Indicator>,
}

impl Book for Counts {
    type Record = YearlyCount;
    type Key = (i16, Option<UnitId>, Indicator);

    stored_in!(children::yearly_counts, YearlyCountId);

    fn key(count: &YearlyCount) -> Self::Key {
        (count.year, count.unit, count.indicator)
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<YearlyCount>, OfficeError> {
        for column in ["Năm", "Chỉ tiêu năm", "Số lượng"] {
            line.filled(column);
        }
        let (year, quantity) = (line.year("Năm"), line.count("Số lượng"));
        let indicator = line.label("Chỉ tiêu năm", &self.indicators);
        let unit = place(line, import).map(|place| place.unit);
        let (Some(year), Some(quantity), Some(indicator)) = (year, quantity, indicator) else {
            return Ok(None);
        };
        Ok(Some(YearlyCount { year, unit, indicator, quantity, source: line.text("Nguồn số liệu") }))
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut codes = UnitCodes::default();
    let mut rows = Vec::new();
    for (_, count) in children::yearly_counts::of_office(tx, ctx.office, Known::Now)? {
        rows.push(vec![
            count.year.to_string(),
            codes.of(tx, count.unit)?,
            count.indicator.label().to_owned(),
            count.quantity.to_string(),
            text(count.source.as_ref()),
        ]);
    }
    Ok(List { title: COUNTS.title, headings: const { &names_of::<5>(COLUMNS) }, rows })
}

const VIOLENCE_COLUMNS: &[Column] = &[
    required("Tháng").ask(Input::Month),
    COMMUNE,
    required("Hình thức bạo lực").ask(Input::Choice(labels::<ViolenceKind>)),
    required("Nạn nhân").ask(Input::Choice(labels::<VictimGroup>)),
    required("Xử lý").or(&["Biện pháp xử lý"]).ask(Input::Choice(labels::<ViolenceMeasure>)),
    required("Hỗ trợ nạn nhân").or(&["Hỗ trợ"]).ask(Input::Choice(labels::<VictimHelp>)),
    required("Số vụ").ask(Input::Count),
];

pub const VIOLENCE: Kind = Kind {
    id: "violence_counts",
    title: "Số liệu bạo lực gia đình",
    order: order::VIOLENCE_COUNTS,
    permission: Permission::Import,
    field: Some(Field::Children),
    columns: VIOLENCE_COLUMNS,
    list: Some(list_violence),
    read: |import, table| {
        let (kinds, victims) = (Labels::new(), Labels::new());
        let (measures, helps) = (Labels::new(), Labels::new());
        read_records(Violence { kinds, victims, measures, helps }, import, table)
    },
};

struct Violence {
    kinds: Labels<ViolenceKind>,
    victims: Labels<VictimGroup>,
    measures: Labels<ViolenceMeasure>,
    helps: Labels<VictimHelp>,
}

impl Book for Violence {
    type Record = ViolenceCount;
    type Key = (Month, UnitId, ViolenceKind, VictimGroup, ViolenceMeasure, VictimHelp);

    stored_in!(children::violence_counts, ViolenceCountId);

    fn key(count: &ViolenceCount) -> Self::Key {
        (count.month, count.unit, count.kind, count.victim, count.measure, count.help)
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<ViolenceCount>, OfficeError> {
        for column in VIOLENCE_COLUMNS {
            line.filled(column.name);
        }
        let (month, cases) = (line.month("Tháng"), line.count("Số vụ"));
        let kind = line.label("Hình thức bạo lực", &self.kinds);
        let victim = line.label("Nạn nhân", &self.victims);
        let measure = line.label("Xử lý", &self.measures);
        let help = line.label("Hỗ trợ nạn nhân", &self.helps);
        let place = place(line, import);
        let (Some(month), Some(cases), Some(place)) = (month, cases, place) else { return Ok(None) };
        let (Some(kind), Some(victim), Some(measure), Some(help)) = (kind, victim, measure, help) else {
            return Ok(None);
        };
        Ok(Some(ViolenceCount { month, unit: place.unit, kind, victim, measure, help, cases }))
    }
}

fn list_violence(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut codes = UnitCodes::default();
    let mut rows = Vec::new();
    for (_, count) in children::violence_counts::of_office(tx, ctx.office, Known::Now)? {
        rows.push(vec![
            domain::dates::month_short(count.month),
            codes.of(tx, Some(count.unit))?,
            count.kind.label().to_owned(),
            count.victim.label().to_owned(),
            count.measure.label().to_owned(),
            count.help.label().to_owned(),
            count.cases.to_string(),
        ]);
    }
    Ok(List { title: VIOLENCE.title, headings: const { &names_of::<7>(VIOLENCE_COLUMNS) }, rows })
}
