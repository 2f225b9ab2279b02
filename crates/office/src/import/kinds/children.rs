//! `Sổ trẻ em có hoàn cảnh đặc biệt`, `Sổ chăm sóc thay thế`.

use super::order;
use crate::export::registers::{Source, who};
use crate::export::{List, day, text};
use crate::import::headings::{
    BORN, CITIZEN, COMMUNE, Column, FULL_NAME, HAMLET, Input, MAN_BORN, Presence, SEX, WOMAN_BORN, labels,
    names_of, optional, required,
};
use crate::import::line::Line;
use crate::import::person::place;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::children::{CareForm, ChildCircumstance, ChildGroup, SubstituteCare};
use domain::ids::PersonId;
use domain::labels::{Labelled, Labels};
use store::Tx;
use store::children;
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
    required("Nhóm hoàn cảnh").or(&["Hoàn cảnh", "Nhóm trẻ em"]).ask(Input::Choice(labels::<ChildGroup>)),
    optional("Chi tiết").or(&["Phân nhóm"]),
    required("Từ ngày").or(&["Ngày vào sổ"]).ask(Input::Date),
    optional("Đến ngày").or(&["Ngày ra khỏi sổ"]).ask(Input::Date),
    optional("Ngày được hỗ trợ").or(&["Được hỗ trợ từ ngày"]).ask(Input::Date),
    optional("Hình thức hỗ trợ").or(&["Nội dung hỗ trợ"]),
];

pub const GROUPS: Kind = Kind {
    id: "child_groups",
    title: "Sổ trẻ em có hoàn cảnh đặc biệt",
    order: order::CHILD_GROUPS,
    permission: Permission::Import,
    field: Some(Field::Children),
    columns: COLUMNS,
    list: Some(list),
    read: |import, table| {
        let sees = import.ctx.scope(Permission::ReadSensitive).is_ok();
        read_records(Groups { groups: Labels::new(), sees }, import, table)
    },
};

struct Groups {
    groups: Labels<ChildGroup>,
    /// The officer may read what is sensitive, and so may write it.
    sees: bool,
}

impl Book for Groups {
    type Record = ChildCircumstance;
    type Key = (PersonId, ChildGroup);

    stored_in!(children::circumstances, ChildCircumstanceId);

    fn key(row: &ChildCircumstance) -> Self::Key {
        (row.child, row.group)
    }

    fn read(
        &mut self,
        import: &mut Import,
        line: &mut Line,
    ) -> Result<Option<ChildCircumstance>, OfficeError> {
        line.filled("Nhóm hoàn cảnh");
        line.filled("Xã, phường");
        let group = line.label("Nhóm hoàn cảnh", &self.groups);
        let (from, until) = (line.required_date("Từ ngày"), line.date("Đến ngày"));
        let helped_on = line.date("Ngày được hỗ trợ");
        let (Some(group), Some(from)) = (group, from) else { return Ok(None) };
        if group.is_sensitive() && !self.sees {
            line.refuse("Nhóm hoàn cảnh", "nhóm này cần quyền xem thông tin nhạy cảm");
        }
        if until.is_some_and(|until| until < from) {
            line.refuse("Đến ngày", "trước ngày vào sổ");
        }
        if group.is_sensitive()
            && (line.filled_quietly("Chi tiết") || line.filled_quietly("Hình thức hỗ trợ"))
        {
            // What is told in free words of such a child would stand in clear.
            line.warn("Chi tiết", "nhóm được bảo vệ thông tin: không ghi chi tiết vào sổ");
        }
        let free = |line: &Line, column: &str| line.text(column).filter(|_| !group.is_sensitive());
        let (detail, help) = (free(line, "Chi tiết"), free(line, "Hình thức hỗ trợ"));
        let Some((child, _)) = import.take_person(line)? else { return Ok(None) };
        // Lists write the last day, the register the first on which it holds no longer.
        let until = until.and_then(|last| last.tomorrow().ok());
        Ok(Some(ChildCircumstance { child, group, detail, from, until, helped_on, help }))
    }
}

/// Children of the groups that may be told by name; those of the others are in no list.
fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let mut rows = Vec::new();
    for (_, row) in children::circumstances::of_office(tx, ctx.office, Known::Now)? {
        if row.group.is_sensitive() {
            continue;
        }
        let child = source.person(row.child)?;
        let [name, man, woman, citizen] = who(child);
        let (home, hamlet) =
            child.residence(ctx.on).map_or((None, None), |home| (home.unit, home.hamlet.clone()));
        let last = row.until.and_then(|until| until.yesterday().ok());
        rows.push(vec![
            name,
            man,
            woman,
            String::new(),
            String::new(),
            citizen,
            source.code(home),
            text(hamlet.as_ref()),
            row.group.label().to_owned(),
            text(row.detail.as_ref()),
            day(Some(row.from)),
            day(last),
            day(row.helped_on),
            text(row.help.as_ref()),
        ]);
    }
    Ok(List { title: GROUPS.title, headings: const { &names_of::<14>(COLUMNS) }, rows })
}

/// No child while a family only wishes to take one in.
const CHILD_NAME: Column = Column { presence: Presence::Optional, ..FULL_NAME };

const CARE_COLUMNS: &[Column] = &[
    required("Mã hồ sơ chăm sóc"),
    required("Người nhận chăm sóc").or(&["Gia đình nhận chăm sóc"]),
    COMMUNE,
    required("Hình thức chăm sóc").ask(Input::Choice(labels::<CareForm>)),
    required("Ngày đăng ký").ask(Input::Date),
    CHILD_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    optional("Số quyết định").or(&["Quyết định"]),
    optional("Nhận từ ngày").ask(Input::Date),
    optional("Đến ngày").ask(Input::Date),
    optional("Ghi chú").ask(Input::Note),
];

pub const CARE: Kind = Kind {
    id: "substitute_cares",
    title: "Sổ chăm sóc thay thế",
    order: order::SUBSTITUTE_CARES,
    permission: Permission::Import,
    field: Some(Field::Children),
    columns: CARE_COLUMNS,
    list: Some(list_care),
    read: |import, table| read_records(Care { forms: Labels::new() }, import, table),
};

struct Care {
    forms: Labels<CareForm>,
}

impl Book for Care {
    type Record = SubstituteCare;
    type Key = String;

    stored_in!(children::substitute_cares, SubstituteCareId);

    fn key(care: &SubstituteCare) -> String {
        care.code.clone()
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<SubstituteCare>, OfficeError> {
        line.filled("Hình thức chăm sóc");
        line.filled("Xã, phường");
        let (code, carer) = (line.required("Mã hồ sơ chăm sóc"), line.required("Người nhận chăm sóc"));
        let form = line.label("Hình thức chăm sóc", &self.forms);
        let registered_on = line.required_date("Ngày đăng ký");
        let (from, until) = (line.date("Nhận từ ngày"), line.date("Đến ngày"));
        let place = place(line, import);
        let (Some(code), Some(carer), Some(form), Some(registered_on), Some(place)) =
            (code, carer, form, registered_on, place)
        else {
            return Ok(None);
        };
        let has_child = line.filled_quietly("Họ và tên");
        if has_child && (from.is_none() || !line.filled_quietly("Số quyết định")) {
            line.refuse("Nhận từ ngày", "đã giao trẻ em thì phải có ngày nhận và số quyết định");
        }
        if !has_child && from.is_some() {
            line.refuse("Họ và tên", "có ngày nhận nhưng chưa ghi trẻ em");
        }
        if matches!((from, until), (Some(from), Some(until)) if until < from) {
            line.refuse("Đến ngày", "trước ngày nhận");
        }
        let decision = line.text("Số quyết định");
        let note = line.text("Ghi chú");
        let child = match has_child {
            true => match import.take_person(line)? {
                Some((child, _)) => Some(child),
                None => return Ok(None),
            },
            false => None,
        };
        let (unit, until) = (place.unit, until.and_then(|last| last.tomorrow().ok()));
        Ok(Some(SubstituteCare {
            code,
            carer,
            unit,
            form,
            registered_on,
            child,
            decision,
            from,
            until,
            note,
        }))
    }
}

fn list_care(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let mut rows = Vec::new();
    for (_, care) in children::substitute_cares::of_office(tx, ctx.office, Known::Now)? {
        let [name, man, woman, citizen] = match care.child {
            Some(child) => who(source.person(child)?),
            None => Default::default(),
        };
        let last = care.until.and_then(|until| until.yesterday().ok());
        rows.push(vec![
            care.code,
            care.carer,
            source.code(Some(care.unit)),
            care.form.label().to_owned(),
            day(Some(care.registered_on)),
            name,
            man,
            woman,
            String::new(),
            String::new(),
            citizen,
            text(care.decision.as_ref()),
            day(care.from),
            day(last),
            text(care.note.as_ref()),
        ]);
    }
    Ok(List { title: CARE.title, headings: const { &names_of::<15>(CARE_COLUMNS) }, rows })
}
