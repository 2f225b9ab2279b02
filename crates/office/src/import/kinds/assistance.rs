//! `Sổ quản lý đối tượng bảo trợ xã hội`: people on the register and what the law must know of them.

use super::order;
use crate::import::headings::{
    BORN, CITIZEN, COMMUNE, Column, FILE_CODE, FULL_NAME, HAMLET, Input, MAN_BORN, SEX, Table, WOMAN_BORN,
    labels, optional, required,
};
use crate::import::line::Line;
use crate::import::person::{Identity, Who};
use crate::import::{Import, Kind};
use crate::{Field, OfficeError, Permission};
use domain::dates;
use domain::facts::FactRow;
use domain::labels::{CATEGORIES, Categories, Category, Labels};
use domain::people::PersonRecord;
use domain::timeline::Dating;
use jiff::civil::Date;
use law::facts::{
    BenefitKind, CareBy, DecisionScheme, Degree, HouseholdClass, MaritalStatus, Parent, ParentStatus,
    SupportStatus,
};
use law::{Fact, Scheme, What};

const COLUMNS: &[Column] = &[
    FILE_CODE,
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    COMMUNE,
    HAMLET,
    optional("Dân tộc"),
    required("Diện").or(&["Diện đối tượng", "Đối tượng"]).ask(Input::Choice(social_categories)),
    optional("Mức độ khuyết tật").ask(Input::Choice(labels::<Degree>)),
    optional("Ngày cấp giấy XNKT").ask(Input::Date),
    optional("Hộ").ask(Input::Choice(labels::<HouseholdClass>)),
    optional("Người phụng dưỡng").ask(Input::Choice(labels::<SupportStatus>)),
    optional("Tình trạng cha").ask(Input::Choice(labels::<ParentStatus>)),
    optional("Tình trạng mẹ").ask(Input::Choice(labels::<ParentStatus>)),
    optional("Bị bỏ rơi").ask(Input::Yes),
    optional("Hôn nhân").ask(Input::Choice(labels::<MaritalStatus>)),
    optional("Con đang nuôi"),
    optional("Chăm sóc").ask(Input::Choice(labels::<CareBy>)),
    optional("HIV").ask(Input::Yes),
    optional("Lương hưu"),
    optional("Trợ cấp BHXH"),
    optional("Ngày nộp tờ khai").ask(Input::Date),
];

/// The categories of social assistance: those of merits stand in registers of their own.
fn social_categories() -> Vec<&'static str> {
    let social = CATEGORIES.iter().filter(|(_, category)| matches!(category, Category::Social(..)));
    social.map(|(label, _)| *label).collect()
}

pub const KIND: Kind = Kind {
    id: "assistance",
    title: "Sổ quản lý đối tượng bảo trợ xã hội",
    order: order::ASSISTANCE,
    permission: Permission::Import,
    field: Some(Field::Assistance),
    columns: COLUMNS,
    list: Some(crate::export::people::assistance),
    read,
};

/// Labels, folded once.
struct Known {
    categories: Categories,
    degrees: Labels<Degree>,
    classes: Labels<HouseholdClass>,
    supports: Labels<SupportStatus>,
    parents: Labels<ParentStatus>,
    maritals: Labels<MaritalStatus>,
    cares: Labels<CareBy>,
}

struct Assisted {
    who: Who,
    identity: Identity,
    record: Option<PersonRecord>,
    facts: Vec<(Fact, Dating)>,
}

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let known = Known {
        categories: Categories::new(),
        degrees: Labels::new(),
        classes: Labels::new(),
        supports: Labels::new(),
        parents: Labels::new(),
        maritals: Labels::new(),
        cares: Labels::new(),
    };
    for mut line in import.lines(table) {
        let assisted = assisted(import, &mut line, &known);
        match assisted {
            Some(Assisted { who, identity, record, facts }) if line.problems.is_empty() => {
                let (person, mut change) = import.put_person(&mut line, identity, &who, record)?;
                if let Some(place) = &who.place {
                    let since = import.opening;
                    change = change.and(import.put_residence(person, place, since)?);
                }
                for (fact, dating) in facts {
                    change = change.and(import.put_fact(person, FactRow::of(&fact), dating)?);
                }
                import.accept(line, change);
            }
            _ => import.set_aside(line),
        }
    }
    Ok(())
}

fn assisted(import: &Import, line: &mut Line, known: &Known) -> Option<Assisted> {
    line.filled("Mã đối tượng");
    line.filled("Xã, phường");
    line.filled("Diện");
    let category = line.read("Diện", |cell| {
        let shown = cell.shown();
        known.categories.find(&shown).ok_or_else(|| format!("không có diện “{shown}”"))
    });
    let who = Who::read(line, import)?;
    let facts = facts(import, line, known, category);
    let identity = import.identify(line, &who)?;
    let record = match identity {
        Identity::New => Some(who.record(line)?),
        Identity::Known(_) => None,
    };
    Some(Assisted { who, identity, record, facts })
}

/// What the row asserts. Statements without a day of their own hold from the declaration, else from the day of
/// the certificate, else from the first day that the office computes.
fn facts(import: &Import, line: &mut Line, known: &Known, category: Option<Category>) -> Vec<(Fact, Dating)> {
    let applied = line.date("Ngày nộp tờ khai");
    let certified = line.date("Ngày cấp giấy XNKT");
    let since = applied.or(certified).unwrap_or(import.opening);
    let mut whats = Vec::new();
    if let Some(class) = line.label("Hộ", &known.classes) {
        whats.push(What::Household { class });
    }
    if let Some(status) = line.label("Người phụng dưỡng", &known.supports) {
        whats.push(What::Support { status });
    }
    for (column, which) in [("Tình trạng cha", Parent::Father), ("Tình trạng mẹ", Parent::Mother)] {
        if let Some(status) = line.label(column, &known.parents) {
            whats.push(What::Parent { which, status });
        }
    }
    if line.yes("Bị bỏ rơi") {
        whats.push(What::Abandoned);
    }
    if let Some(status) = line.label("Hôn nhân", &known.maritals) {
        whats.push(What::Marital { status });
    }
    if let Some(by) = line.label("Chăm sóc", &known.cares) {
        whats.push(What::Care { by });
    }
    if line.yes("HIV") {
        whats.push(What::Hiv);
    }
    for (column, kind) in
        [("Lương hưu", BenefitKind::Pension), ("Trợ cấp BHXH", BenefitKind::SocialInsurance)]
    {
        if let Some(amount) = line.amount(column).filter(|amount| amount.0 > 0) {
            whats.push(What::Benefit { kind, amount });
        }
    }
    let undated = |what: What| (Fact { from: since, until: None, what }, Dating::Assumed);
    let mut facts: Vec<(Fact, Dating)> = whats.into_iter().map(undated).collect();
    facts.extend(children(line, since).into_iter().map(|fact| (fact, Dating::Assumed)));
    if let Some(degree) = line.label("Mức độ khuyết tật", &known.degrees) {
        let dating = if certified.is_some() { Dating::Known } else { Dating::Assumed };
        let from = certified.unwrap_or(since);
        facts.push((Fact { from, until: None, what: What::Disability { degree } }, dating));
    }
    if let (Some(from), Some(scheme)) = (applied, category.and_then(scheme)) {
        facts.push((Fact { from, until: None, what: What::Application { scheme } }, Dating::Known));
    }
    facts
}

fn scheme(category: Category) -> Option<DecisionScheme> {
    match category.scheme() {
        Scheme::SocialAllowance => Some(DecisionScheme::SocialAllowance),
        Scheme::SocialPension => Some(DecisionScheme::SocialPension),
        Scheme::CareSupport => Some(DecisionScheme::CareSupport),
        Scheme::Institution | Scheme::Merit | Scheme::SocialOneOff | Scheme::MeritOneOff => None,
    }
}

/// `Tên: dd/mm/yyyy; Tên: dd/mm/yyyy`; a child is raised from its birth at the earliest.
fn children(line: &mut Line, since: Date) -> Vec<Fact> {
    let text = line.text("Con đang nuôi").unwrap_or_default();
    let mut facts = Vec::new();
    for child in text.split([';', '\n']).map(str::trim).filter(|child| !child.is_empty()) {
        let parsed = child.rsplit_once(':').and_then(|(name, born)| {
            let born = dates::parse_date(born.trim(), line.latest).ok()?;
            Some((domain::names::clean(name), born)).filter(|(name, _)| !name.is_empty())
        });
        match parsed {
            Some((reference, born)) => {
                let what = What::Child { reference, born };
                facts.push(Fact { from: since.max(born), until: None, what });
            }
            None => line.refuse("Con đang nuôi", format!("“{child}” không có dạng “Tên: ngày/tháng/năm”")),
        }
    }
    facts
}
