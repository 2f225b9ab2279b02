//! `Danh sách học viên đào tạo nghề`: learners with their support, results and what became of them.

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
use domain::Vnd;
use domain::ids::PersonId;
use domain::labels::{Labelled, Labels};
use domain::training::{Learner, Outcome, SupportGroup, TrainingClass, TrainingResult};
use law::training::TrainingCase;
use std::collections::HashMap;
use store::Tx;
use store::people::Known;

const COLUMNS: &[Column] = &[
    required("Mã lớp"),
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    COMMUNE,
    HAMLET,
    required("Nhóm hỗ trợ").or(&["Nhóm đối tượng"]),
    optional("Giấy tờ chứng minh"),
    optional("Khoảng cách (km)").ask(Input::Count),
    optional("Xã khó khăn").ask(Input::Yes),
    optional("Số ngày học thực tế").ask(Input::Count),
    optional("Chi phí đào tạo").ask(Input::Money),
    optional("Tiền ăn").ask(Input::Money),
    optional("Tiền đi lại").ask(Input::Money),
    optional("Ngày chi").ask(Input::Date),
    optional("Kết quả học tập").ask(Input::Choice(labels::<TrainingResult>)),
    optional("Số chứng chỉ"),
    optional("Việc làm sau đào tạo").ask(Input::Choice(labels::<Outcome>)),
    optional("Ngày theo dõi").ask(Input::Date),
    optional("Nơi làm việc"),
    optional("Văn bản cho học lại"),
];

pub const KIND: Kind = Kind {
    id: "training_learners",
    title: "Danh sách học viên đào tạo nghề",
    order: order::TRAINING_LEARNERS,
    permission: Permission::Import,
    field: Some(Field::Labour),
    columns: COLUMNS,
    list: Some(list),
    read,
};

const HEADINGS: &[&str] = &names_of::<24>(COLUMNS);

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let classes = store::training::classes::of_office(import.tx, import.office, Known::Now)?;
    let classes = classes.into_iter().map(|(_, class)| (class.code.clone(), class)).collect();
    let mut supported: HashMap<PersonId, Vec<String>> = HashMap::new();
    for (_, learner) in store::training::learners::of_office(import.tx, import.office, Known::Now)? {
        supported.entry(learner.person).or_default().push(learner.class);
    }
    let (groups, results, outcomes) = (Labels::new(), Labels::new(), Labels::new());
    read_records(Learners { classes, supported, groups, results, outcomes }, import, table)
}

struct Learners {
    classes: HashMap<String, TrainingClass>,
    /// Classes in which somebody is already.
    supported: HashMap<PersonId, Vec<String>>,
    groups: Labels<SupportGroup>,
    results: Labels<TrainingResult>,
    outcomes: Labels<Outcome>,
}

impl Book for Learners {
    type Record = Learner;
    type Key = (String, PersonId);

    stored_in!(store::training::learners, LearnerId);

    fn key(learner: &Learner) -> Self::Key {
        (learner.class.clone(), learner.person)
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Learner>, OfficeError> {
        let learner = self.learner(line);
        if let Some(learner) = &learner {
            self.check_support(import, line, learner);
        }
        let Some((person, place)) = import.take_person(line)? else { return Ok(None) };
        let Some(learner) = learner else { return Ok(None) };
        self.check_once(import, line, person, &learner);
        if !line.problems.is_empty() {
            return Ok(None);
        }
        self.supported.entry(person).or_default().push(learner.class.clone());
        Ok(Some(Learner { person, unit: place.map(|place| place.unit), ..learner }))
    }
}

impl Learners {
    /// The learner without person and place.
    fn learner(&self, line: &mut Line) -> Option<Learner> {
        line.filled("Xã, phường");
        let (class, written) = (line.required("Mã lớp"), line.required("Nhóm hỗ trợ"));
        if class.as_ref().is_some_and(|class| !self.classes.contains_key(class)) {
            line.park("Mã lớp", "chưa có lớp này trong danh sách lớp");
        }
        let group = written.as_deref().and_then(|written| self.group(line, written));
        let (distance, hard_area) = (line.count("Khoảng cách (km)"), line.yes("Xã khó khăn"));
        let attended_days = line.count("Số ngày học thực tế");
        let (tuition, meals) = (line.amount("Chi phí đào tạo"), line.amount("Tiền ăn"));
        let (travel, paid_on) = (line.amount("Tiền đi lại"), line.date("Ngày chi"));
        let result = line.label("Kết quả học tập", &self.results);
        let (outcome, followed_on) =
            (line.label("Việc làm sau đào tạo", &self.outcomes), line.date("Ngày theo dõi"));
        Some(Learner {
            class: class?,
            person: PersonId(0),
            unit: None,
            group: group?,
            groups: written?,
            proof: line.text("Giấy tờ chứng minh"),
            distance,
            hard_area,
            attended_days,
            tuition,
            meals,
            travel,
            paid_on,
            result,
            certificate: line.text("Số chứng chỉ"),
            outcome,
            followed_on,
            employer: line.text("Nơi làm việc"),
            again: line.text("Văn bản cho học lại"),
        })
    }

    /// The highest of the groups, which stand behind each other with `;`. A label may hold a comma, not a semicolon.
    fn group(&self, line: &mut Line, written: &str) -> Option<SupportGroup> {
        let mut groups = Vec::new();
        for text in written.split(';').map(str::trim).filter(|text| !text.is_empty()) {
            match self.groups.find(text) {
                Some(group) => groups.push(group),
                None => {
                    let known: Vec<&str> = SupportGroup::VALUES.iter().map(|group| group.label()).collect();
                    line.refuse("Nhóm hỗ trợ", format!("“{text}” không thuộc: {}", known.join("; ")));
                }
            }
        }
        // In the order of the law, the highest first.
        groups.into_iter().min()
    }

    /// Sums above what the law allows are a doubt that somebody resolves.
    fn check_support(&self, import: &Import, line: &mut Line, learner: &Learner) {
        let Some(class) = self.classes.get(&learner.class) else { return };
        let rules = import.ctx.rules;
        let case = case_of(learner, class);
        let paid = [
            ("Chi phí đào tạo", learner.tuition),
            ("Tiền ăn", learner.meals),
            ("Tiền đi lại", learner.travel),
        ];
        let Some(support) = rules.training.support(&case, &rules.provisions) else {
            if paid.iter().any(|(_, paid)| paid.is_some_and(|paid| paid.0 > 0)) {
                line.park("Nhóm hỗ trợ", "chưa có mức hỗ trợ của ngày khai giảng trong các trang luật");
            }
            return;
        };
        let most = [support.tuition_max, Some(support.meals), Some(support.travel)];
        for ((heading, paid), most) in paid.into_iter().zip(most) {
            if let (Some(paid), Some(most)) = (paid, most)
                && paid > most
            {
                line.park(heading, format!("{paid} đồng, cao hơn mức tối đa {most} đồng"));
            }
        }
    }

    /// The State supports a course once; another needs the commune's paper, and there is a last one.
    fn check_once(&self, import: &Import, line: &mut Line, person: PersonId, learner: &Learner) {
        let others = self.supported.get(&person).map_or(&[][..], Vec::as_slice);
        // Known already: a correction of the learner, no second course.
        if others.contains(&learner.class) {
            return;
        }
        let others: Vec<&String> = others.iter().filter(|class| **class != learner.class).collect();
        if others.is_empty() || paid(learner) == Vnd(0) && learner.again.is_some() {
            return;
        }
        let rules = import.ctx.rules;
        let class = self.classes.get(&learner.class);
        let most = class.and_then(|class| rules.training.courses(class.starts_on, &rules.provisions));
        if let Some((most, article)) = most.filter(|(most, _)| others.len() >= *most) {
            let reason =
                format!("đã được hỗ trợ học nghề {} lần, nhiều nhất {most} lần ({article})", others.len());
            line.park("Mã lớp", reason);
        } else if learner.again.is_none() {
            let classes: Vec<&str> = others.iter().map(|class| class.as_str()).collect();
            let reason = format!("đã được hỗ trợ học nghề ở lớp {}: mỗi người một lần", classes.join(", "));
            line.park("Mã lớp", reason);
        }
    }
}

fn paid(learner: &Learner) -> Vnd {
    let parts = [learner.tuition, learner.meals, learner.travel];
    Vnd(parts.into_iter().flatten().map(|part| part.0).sum())
}

/// What the law looks at.
pub(crate) fn case_of(learner: &Learner, class: &TrainingClass) -> TrainingCase {
    TrainingCase {
        group: learner.group,
        attended_days: learner.attended_days.unwrap_or(0),
        distance_km: learner.distance.unwrap_or(0),
        hard_area: learner.hard_area,
        on: class.starts_on,
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let source = Source::load(ctx, tx)?;
    let mut rows = Vec::new();
    for (_, learner) in store::training::learners::of_office(tx, ctx.office, Known::Now)? {
        let [name, man, woman, citizen] = who(source.person(learner.person)?);
        rows.push(vec![
            learner.class,
            name,
            man,
            woman,
            String::new(),
            String::new(),
            citizen,
            source.code(learner.unit),
            String::new(),
            learner.groups,
            text(learner.proof.as_ref()),
            number(learner.distance),
            mark(learner.hard_area),
            number(learner.attended_days),
            number(learner.tuition.map(|part| part.0)),
            number(learner.meals.map(|part| part.0)),
            number(learner.travel.map(|part| part.0)),
            day(learner.paid_on),
            learner.result.map_or("", TrainingResult::label).to_owned(),
            text(learner.certificate.as_ref()),
            learner.outcome.map_or("", Outcome::label).to_owned(),
            day(learner.followed_on),
            text(learner.employer.as_ref()),
            text(learner.again.as_ref()),
        ]);
    }
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}
