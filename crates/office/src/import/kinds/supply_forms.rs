//! `Phiếu thông tin cung lao động`: the 31 fields of the supply survey, branch by branch.

use super::order;
use crate::export::registers::{Source, who};
use crate::export::{List, day, text};
use crate::import::headings::{
    BORN, CITIZEN, COMMUNE, Column, FULL_NAME, HAMLET, Input, MAN_BORN, SEX, Table, WOMAN_BORN, labels,
    names_of, optional, required,
};
use crate::import::line::Line;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::ids::{PersonId, UnitId};
use domain::labels::{Labelled, Labels};
use domain::labour::supply::{
    Activity, Education, EnterpriseKind, HeadRelation, InactiveReason, InsuranceKind, JobStatus,
    PriorityGroup, Qualification, SupplyForm, TermKind, UnemployedFor, UnemployedKind, WorkplaceKind,
};
use domain::names::fold;
use std::collections::HashMap;
use store::Tx;
use store::people::Known;

const COLUMNS: &[Column] = &[
    required("Năm điều tra").or(&["Năm"]).ask(Input::Year),
    required("Ngày điều tra").ask(Input::Date),
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    COMMUNE,
    HAMLET,
    optional("Mã hộ"),
    optional("Quan hệ với chủ hộ").ask(Input::Choice(labels::<HeadRelation>)),
    optional("Số sổ BHXH"),
    optional("Nơi đăng ký thường trú"),
    optional("Nơi ở hiện tại"),
    optional("Số điện thoại"),
    optional("Đối tượng ưu tiên"),
    optional("Dân tộc"),
    optional("Trình độ giáo dục phổ thông").ask(Input::Choice(labels::<Education>)),
    required("Trình độ chuyên môn kỹ thuật").ask(Input::Choice(labels::<Qualification>)),
    optional("Chuyên ngành đào tạo"),
    required("Tình trạng hoạt động kinh tế").ask(Input::Choice(labels::<Activity>)),
    optional("Lý do không tham gia hoạt động kinh tế").ask(Input::Choice(labels::<InactiveReason>)),
    optional("Vị thế việc làm").ask(Input::Choice(labels::<JobStatus>)),
    optional("Công việc cụ thể"),
    optional("Tham gia BHXH").ask(Input::Choice(yes_no)),
    optional("Loại BHXH").ask(Input::Choice(labels::<InsuranceKind>)),
    optional("Hợp đồng lao động").ask(Input::Choice(yes_no)),
    optional("Loại hợp đồng").ask(Input::Choice(labels::<TermKind>)),
    optional("Ngày ký hợp đồng").ask(Input::Date),
    optional("Nơi làm việc"),
    optional("Loại hình nơi làm việc").ask(Input::Choice(labels::<WorkplaceKind>)),
    optional("Loại doanh nghiệp").ask(Input::Choice(labels::<EnterpriseKind>)),
    optional("Địa chỉ nơi làm việc"),
    optional("Tình trạng thất nghiệp").ask(Input::Choice(labels::<UnemployedKind>)),
    optional("Thời gian thất nghiệp").ask(Input::Choice(labels::<UnemployedFor>)),
    optional("Nhu cầu việc làm, đào tạo"),
    optional("Điều tra viên"),
];

pub const KIND: Kind = Kind {
    id: "supply_forms",
    title: "Phiếu thông tin cung lao động",
    order: order::SUPPLY_FORMS,
    permission: Permission::Import,
    field: Some(Field::Labour),
    columns: COLUMNS,
    list: Some(list),
    read,
};

const HEADINGS: &[&str] = &names_of::<38>(COLUMNS);

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let live = store::supply_forms::of_office(import.tx, import.office, Known::Now)?;
    let homes = live.into_iter().map(|(_, form)| ((form.survey, form.person), form.unit)).collect();
    read_records(Forms { homes, ..Forms::default() }, import, table)
}

#[derive(Default)]
struct Forms {
    /// Commune of the form that somebody has in a survey already.
    homes: HashMap<(i16, PersonId), UnitId>,
    prioritised: Labels<PriorityGroup>,
    head_relation: Labels<HeadRelation>,
    education: Labels<Education>,
    qualification: Labels<Qualification>,
    activity: Labels<Activity>,
    inactive_reason: Labels<InactiveReason>,
    job_status: Labels<JobStatus>,
    insurance_kind: Labels<InsuranceKind>,
    term: Labels<TermKind>,
    workplace_kind: Labels<WorkplaceKind>,
    enterprise_kind: Labels<EnterpriseKind>,
    unemployed_kind: Labels<UnemployedKind>,
    unemployed_for: Labels<UnemployedFor>,
}

impl Book for Forms {
    type Record = SupplyForm;
    type Key = (i16, PersonId);

    stored_in!(store::supply_forms, SupplyFormId);

    fn key(form: &SupplyForm) -> Self::Key {
        (form.survey, form.person)
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<SupplyForm>, OfficeError> {
        let form = self.form(line);
        let (born, _) = line.birth();
        if let (Some(form), Some(born)) = (&form, born) {
            for (field, reason) in form.breaches(born) {
                line.refuse(field.label(), reason);
            }
        }
        let Some((person, Some(place))) = import.take_person(line)? else { return Ok(None) };
        let Some(form) = form else { return Ok(None) };
        // A worker found in two communes is a conflict that somebody resolves, not a correction.
        if let Some(home) = self.homes.get(&(form.survey, person)).filter(|home| **home != place.unit) {
            let reason = format!("đã có phiếu năm {} ở {}", form.survey, import.places.name(*home));
            line.park("Xã, phường", reason);
            return Ok(None);
        }
        self.homes.insert((form.survey, person), place.unit);
        Ok(Some(SupplyForm { person, unit: place.unit, hamlet: place.hamlet, ..form }))
    }
}

impl Forms {
    /// The form without its person and place.
    fn form(&mut self, line: &mut Line) -> Option<SupplyForm> {
        for heading in
            ["Năm điều tra", "Xã, phường", "Trình độ chuyên môn kỹ thuật", "Tình trạng hoạt động kinh tế"]
        {
            line.filled(heading);
        }
        let survey = line.year("Năm điều tra");
        let surveyed_on = line.required_date("Ngày điều tra");
        let groups = self.groups(line);
        let head_relation = line.label("Quan hệ với chủ hộ", &self.head_relation);
        let education = line.label("Trình độ giáo dục phổ thông", &self.education);
        let qualification = line.label("Trình độ chuyên môn kỹ thuật", &self.qualification);
        let activity = line.label("Tình trạng hoạt động kinh tế", &self.activity);
        let inactive_reason = line.label("Lý do không tham gia hoạt động kinh tế", &self.inactive_reason);
        let job_status = line.label("Vị thế việc làm", &self.job_status);
        let insured = yes_or_no(line, "Tham gia BHXH");
        let insurance_kind = line.label("Loại BHXH", &self.insurance_kind);
        let has_contract = yes_or_no(line, "Hợp đồng lao động");
        let term = line.label("Loại hợp đồng", &self.term);
        let contract_from = line.date("Ngày ký hợp đồng");
        let workplace_kind = line.label("Loại hình nơi làm việc", &self.workplace_kind);
        let enterprise_kind = line.label("Loại doanh nghiệp", &self.enterprise_kind);
        let unemployed_kind = line.label("Tình trạng thất nghiệp", &self.unemployed_kind);
        let unemployed_for = line.label("Thời gian thất nghiệp", &self.unemployed_for);
        Some(SupplyForm {
            survey: survey?,
            surveyed_on: surveyed_on?,
            person: PersonId(0),
            unit: UnitId(0),
            hamlet: None,
            household_code: line.text("Mã hộ"),
            head_relation,
            insurance_number: line.text("Số sổ BHXH"),
            permanent_address: line.text("Nơi đăng ký thường trú"),
            present_address: line.text("Nơi ở hiện tại"),
            phone: line.text("Số điện thoại"),
            groups: groups.unwrap_or(0),
            education,
            qualification: qualification?,
            study_field: line.text("Chuyên ngành đào tạo"),
            activity: activity?,
            inactive_reason,
            job_status,
            work: line.text("Công việc cụ thể"),
            insured,
            insurance_kind,
            has_contract,
            term,
            contract_from,
            workplace: line.text("Nơi làm việc"),
            workplace_kind,
            enterprise_kind,
            workplace_address: line.text("Địa chỉ nơi làm việc"),
            unemployed_kind,
            unemployed_for,
            wish: line.text("Nhu cầu việc làm, đào tạo"),
            enumerator: line.text("Điều tra viên"),
        })
    }

    /// `Người khuyết tật; Dân tộc thiểu số` as bits; a word that is no group is refused.
    fn groups(&self, line: &mut Line) -> Option<i64> {
        let mut bits = 0;
        for written in
            line.text("Đối tượng ưu tiên")?.split(';').map(str::trim).filter(|text| !text.is_empty())
        {
            match self.prioritised.find(written) {
                Some(group) => bits |= 1 << group as u32,
                None => line.refuse("Đối tượng ưu tiên", format!("“{written}” không phải nhóm ưu tiên")),
            }
        }
        Some(bits)
    }
}

fn groups_shown(bits: i64) -> String {
    let held = PriorityGroup::ALL.iter().filter(|group| bits & (1 << **group as u32) != 0);
    held.map(|group| group.label()).collect::<Vec<_>>().join("; ")
}

fn yes_no() -> Vec<&'static str> {
    vec![shown(true), shown(false)]
}

fn shown(yes: bool) -> &'static str {
    if yes { "Có" } else { "Không" }
}

/// Empty is not asked, which differs from no.
fn yes_or_no(line: &mut Line, heading: &str) -> Option<bool> {
    line.read(heading, |cell| match fold(&cell.shown()).as_str() {
        "co" | "x" | "1" => Ok(true),
        "khong" | "0" | "2" => Ok(false),
        _ => Err(format!("“{}” không phải “có” hoặc “không”", cell.shown())),
    })
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let mut rows = Vec::new();
    for (_, form) in store::supply_forms::of_office(tx, ctx.office, Known::Now)? {
        let person = source.person(form.person)?;
        let [name, man, woman, citizen] = who(person);
        rows.push(vec![
            form.survey.to_string(),
            day(Some(form.surveyed_on)),
            name,
            man,
            woman,
            String::new(),
            String::new(),
            citizen,
            source.code(Some(form.unit)),
            text(form.hamlet.as_ref()),
            text(form.household_code.as_ref()),
            form.head_relation.map_or("", Labelled::label).to_owned(),
            text(form.insurance_number.as_ref()),
            text(form.permanent_address.as_ref()),
            text(form.present_address.as_ref()),
            text(form.phone.as_ref()),
            groups_shown(form.groups),
            text(person.record.ethnicity.as_ref()),
            form.education.map_or("", Labelled::label).to_owned(),
            form.qualification.label().to_owned(),
            text(form.study_field.as_ref()),
            form.activity.label().to_owned(),
            form.inactive_reason.map_or("", Labelled::label).to_owned(),
            form.job_status.map_or("", Labelled::label).to_owned(),
            text(form.work.as_ref()),
            form.insured.map_or("", shown).to_owned(),
            form.insurance_kind.map_or("", Labelled::label).to_owned(),
            form.has_contract.map_or("", shown).to_owned(),
            form.term.map_or("", Labelled::label).to_owned(),
            day(form.contract_from),
            text(form.workplace.as_ref()),
            form.workplace_kind.map_or("", Labelled::label).to_owned(),
            form.enterprise_kind.map_or("", Labelled::label).to_owned(),
            text(form.workplace_address.as_ref()),
            form.unemployed_kind.map_or("", Labelled::label).to_owned(),
            form.unemployed_for.map_or("", Labelled::label).to_owned(),
            text(form.wish.as_ref()),
            text(form.enumerator.as_ref()),
        ]);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}
