//! `Vướng mắc trong đào tạo nghề`: problems raised and solved.

use super::order;
use crate::export::{List, day, text};
use crate::import::headings::{Column, Input, Table, labels, names_of, optional, required};
use crate::import::line::Line;
use crate::import::records::{Book, read_records, stored_in};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::labels::{Labelled, Labels};
use domain::training::{ProblemKind, TrainingProblem};
use jiff::civil::Date;
use store::Tx;
use store::people::Known;

const COLUMNS: &[Column] = &[
    optional("Mã lớp"),
    required("Ngày phát sinh").ask(Input::Date),
    required("Loại vướng mắc").ask(Input::Choice(labels::<ProblemKind>)),
    required("Nội dung vướng mắc").ask(Input::Note),
    optional("Người xử lý"),
    optional("Hạn xử lý").ask(Input::Date),
    optional("Ngày giải quyết").ask(Input::Date),
    optional("Cách giải quyết").ask(Input::Note),
];

pub const KIND: Kind = Kind {
    id: "training_problems",
    title: "Vướng mắc trong đào tạo nghề",
    order: order::TRAINING_PROBLEMS,
    permission: Permission::Import,
    field: Some(Field::Labour),
    columns: COLUMNS,
    list: Some(list),
    read,
};

const HEADINGS: &[&str] = &names_of::<8>(COLUMNS);

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Problems { kinds: Labels::new() }, import, table)
}

struct Problems {
    kinds: Labels<ProblemKind>,
}

impl Book for Problems {
    type Record = TrainingProblem;
    type Key = (String, Date, String);

    stored_in!(store::training::problems, TrainingProblemId);

    fn key(problem: &TrainingProblem) -> Self::Key {
        (problem.class.clone(), problem.raised_on, problem.content.clone())
    }

    fn read(&mut self, _: &mut Import, line: &mut Line) -> Result<Option<TrainingProblem>, OfficeError> {
        line.filled("Loại vướng mắc");
        let (raised_on, content) =
            (line.required_date("Ngày phát sinh"), line.required("Nội dung vướng mắc"));
        let kind = line.label("Loại vướng mắc", &self.kinds);
        let (due_on, solved_on) = (line.date("Hạn xử lý"), line.date("Ngày giải quyết"));
        if raised_on.zip(solved_on).is_some_and(|(raised, solved)| solved < raised) {
            line.refuse("Ngày giải quyết", "trước ngày phát sinh");
        }
        let (Some(raised_on), Some(content), Some(kind)) = (raised_on, content, kind) else {
            return Ok(None);
        };
        Ok(Some(TrainingProblem {
            class: line.text("Mã lớp").unwrap_or_default(),
            raised_on,
            kind,
            content,
            owner: line.text("Người xử lý"),
            due_on,
            solved_on,
            solution: line.text("Cách giải quyết"),
        }))
    }
}

fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let rows = store::training::problems::of_office(tx, ctx.office, Known::Now)?.into_iter();
    let rows = rows.map(|(_, problem)| {
        vec![
            problem.class,
            day(Some(problem.raised_on)),
            problem.kind.label().to_owned(),
            problem.content,
            text(problem.owner.as_ref()),
            day(problem.due_on),
            day(problem.solved_on),
            text(problem.solution.as_ref()),
        ]
    });
    let rows = rows.collect();
    Ok(List { title: KIND.title, headings: HEADINGS, rows })
}
