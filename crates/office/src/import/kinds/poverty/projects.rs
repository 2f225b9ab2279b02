//! `Dự án giảm nghèo`, `Giải ngân dự án`, `Vướng mắc dự án`: the national target programme.

use super::{Shown, count, date, label, money, stored, words};
use crate::export::List;
use crate::import::headings::{COMMUNE_OPTIONAL, Column, Input, Table, labels, optional, required};
use crate::import::kinds::order;
use crate::import::line::Line;
use crate::import::records::{Book, read_records};
use crate::import::{Import, Kind};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::ids::{EntryId, OfficeId, ProgrammeObstacleId, ProgrammeProjectId, ProgrammeSpendingId};
use domain::labels::Labels;
use domain::poverty::{FundKind, Obstacle, Project, ProjectState, Spending};
use jiff::civil::Date;
use law::Vnd;
use std::collections::HashSet;
use store::people::Known;
use store::{StoreError, Tx};

const PROJECT_COLUMNS: &[Column] = &[
    required("Mã dự án"),
    required("Năm").or(&["Năm kế hoạch"]).ask(Input::Year),
    required("Dự án thành phần").or(&["Dự án, tiểu dự án", "Tiểu dự án"]),
    optional("Tên dự án"),
    required("Cơ quan chủ trì").or(&["Đơn vị thực hiện"]),
    COMMUNE_OPTIONAL,
    optional("Mã ngân sách").or(&["Mã nguồn ngân sách"]),
    optional("Loại vốn").ask(Input::Choice(labels::<FundKind>)),
    required("Vốn giao").ask(Input::Money),
    optional("Vốn chuyển nguồn").or(&["Vốn năm trước chuyển sang"]).ask(Input::Money),
    optional("Số hộ tham gia").ask(Input::Count),
    optional("Số mô hình").ask(Input::Count),
    optional("Mô hình").ask(Input::Note),
    optional("Vốn thu hồi, luân chuyển").or(&["Vốn thu hồi"]).ask(Input::Money),
    optional("Tình trạng").ask(Input::Choice(labels::<ProjectState>)),
    optional("Văn bản"),
];

pub const PROJECTS: Kind = Kind {
    id: "programme_projects",
    title: "Dự án giảm nghèo bền vững",
    order: order::POVERTY + 6,
    permission: Permission::Import,
    field: Some(Field::Poverty),
    columns: PROJECT_COLUMNS,
    list: Some(list_projects),
    read: read_projects,
};

const SPENDING_COLUMNS: &[Column] = &[
    required("Mã dự án"),
    required("Ngày giải ngân").ask(Input::Date),
    required("Số tiền").ask(Input::Money),
    optional("Mã ngân sách"),
    required("Nội dung chi"),
    required("Chứng từ").or(&["Số chứng từ"]),
];

pub const SPENDINGS: Kind = Kind {
    id: "programme_spendings",
    title: "Giải ngân dự án giảm nghèo",
    order: order::POVERTY + 8,
    permission: Permission::Import,
    field: Some(Field::Poverty),
    columns: SPENDING_COLUMNS,
    list: Some(list_spendings),
    read: read_spendings,
};

const OBSTACLE_COLUMNS: &[Column] = &[
    required("Mã dự án"),
    required("Ngày nêu").ask(Input::Date),
    required("Vướng mắc").or(&["Khó khăn, vướng mắc"]).ask(Input::Note),
    optional("Nơi giải quyết").or(&["Cơ quan giải quyết"]),
    optional("Hạn giải quyết").ask(Input::Date),
    optional("Ngày giải quyết").ask(Input::Date),
    optional("Cách giải quyết").ask(Input::Note),
];

pub const OBSTACLES: Kind = Kind {
    id: "programme_obstacles",
    title: "Vướng mắc dự án giảm nghèo",
    order: order::POVERTY + 8,
    permission: Permission::Import,
    field: Some(Field::Poverty),
    columns: OBSTACLE_COLUMNS,
    list: Some(list_obstacles),
    read: read_obstacles,
};

fn read_projects(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Projects { funds: Labels::new(), states: Labels::new() }, import, table)
}

struct Projects {
    funds: Labels<FundKind>,
    states: Labels<ProjectState>,
}

impl Book for Projects {
    stored!(Project, ProgrammeProjectId, programme::projects insert_projects void_project);

    type Key = String;

    fn key(project: &Project) -> String {
        project.code.clone()
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Project>, OfficeError> {
        line.filled("Năm");
        line.filled("Vốn giao");
        let (code, year) = (line.required("Mã dự án"), line.year("Năm"));
        let (number, owner) = (line.required("Dự án thành phần"), line.required("Cơ quan chủ trì"));
        let known = number.as_deref().and_then(|number| import.ctx.rules.poverty.project(number));
        if known.is_none()
            && let Some(number) = &number
        {
            line.refuse("Dự án thành phần", format!("Chương trình không có dự án “{number}”; ví dụ 3.1"));
        }
        let named = line.text("Tên dự án").or_else(|| known.map(|project| project.title.clone()));
        let unit = match crate::import::person::place(line, import) {
            None if line.filled_quietly("Xã, phường") => return Ok(None),
            place => place.map(|place| place.unit),
        };
        let (fund, state) = (line.label("Loại vốn", &self.funds), line.label("Tình trạng", &self.states));
        let (given, carried) = (line.amount("Vốn giao"), line.amount("Vốn chuyển nguồn"));
        let recovered = line.amount("Vốn thu hồi, luân chuyển");
        for (column, amount) in
            [("Vốn giao", given), ("Vốn chuyển nguồn", carried), ("Vốn thu hồi, luân chuyển", recovered)]
        {
            if amount.is_some_and(|amount| amount.0 < 0) {
                line.refuse(column, "không được âm");
            }
        }
        let (households, models) = (line.count("Số hộ tham gia"), line.count("Số mô hình"));
        let (Some(code), Some(year), Some(number), Some(title)) = (code, year, number, named) else {
            return Ok(None);
        };
        let (Some(owner), Some(given)) = (owner, given) else { return Ok(None) };
        Ok(Some(Project {
            code,
            year,
            number,
            title,
            owner,
            unit,
            budget_code: line.text("Mã ngân sách"),
            fund: fund.unwrap_or(FundKind::Recurrent),
            given,
            carried: carried.unwrap_or(Vnd::ZERO),
            households,
            models,
            model: line.text("Mô hình"),
            recovered,
            state: state.unwrap_or(ProjectState::Running),
            paper: line.text("Văn bản"),
        }))
    }
}

/// The codes of the projects; a row of another code is parked.
struct ProjectCodes(HashSet<String>);

impl ProjectCodes {
    fn load(import: &mut Import) -> Result<ProjectCodes, OfficeError> {
        let rows = store::poverty::programme::projects(import.tx, import.office, Known::Now)?;
        Ok(ProjectCodes(rows.into_iter().map(|(_, project)| project.code).collect()))
    }

    fn find(&self, line: &mut Line) -> Option<String> {
        let code = line.required("Mã dự án")?;
        if !self.0.contains(&code) {
            line.park("Mã dự án", format!("chưa có dự án {code}"));
        }
        Some(code)
    }
}

fn read_spendings(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Spendings { codes: ProjectCodes::load(import)? }, import, table)
}

struct Spendings {
    codes: ProjectCodes,
}

impl Book for Spendings {
    stored!(Spending, ProgrammeSpendingId, programme::spendings insert_spendings void_spending);

    type Key = (String, Date, String, Option<String>);

    fn key(row: &Spending) -> Self::Key {
        (row.project.clone(), row.on, row.paper.clone(), row.budget_code.clone())
    }

    fn read(&mut self, _: &mut Import, line: &mut Line) -> Result<Option<Spending>, OfficeError> {
        line.filled("Số tiền");
        let (project, on) = (self.codes.find(line), line.required_date("Ngày giải ngân"));
        let (amount, content) = (line.amount("Số tiền"), line.required("Nội dung chi"));
        if amount.is_some_and(|amount| amount.0 <= 0) {
            line.refuse("Số tiền", "phải lớn hơn 0");
        }
        let paper = line.required("Chứng từ");
        let (Some(project), Some(on), Some(amount)) = (project, on, amount) else { return Ok(None) };
        let (Some(content), Some(paper)) = (content, paper) else { return Ok(None) };
        Ok(Some(Spending { project, on, amount, budget_code: line.text("Mã ngân sách"), content, paper }))
    }
}

fn read_obstacles(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    read_records(Obstacles { codes: ProjectCodes::load(import)? }, import, table)
}

struct Obstacles {
    codes: ProjectCodes,
}

impl Book for Obstacles {
    stored!(Obstacle, ProgrammeObstacleId, programme::obstacles insert_obstacles void_obstacle);

    type Key = (String, Date, String);

    fn key(obstacle: &Obstacle) -> Self::Key {
        (obstacle.project.clone(), obstacle.raised_on, obstacle.content.clone())
    }

    fn read(&mut self, _: &mut Import, line: &mut Line) -> Result<Option<Obstacle>, OfficeError> {
        let (project, raised_on) = (self.codes.find(line), line.required_date("Ngày nêu"));
        let content = line.required("Vướng mắc");
        let (due_on, solved_on) = (line.date("Hạn giải quyết"), line.date("Ngày giải quyết"));
        if raised_on.zip(solved_on).is_some_and(|(raised, solved)| solved < raised) {
            line.refuse("Ngày giải quyết", "trước ngày nêu");
        }
        let (Some(project), Some(raised_on), Some(content)) = (project, raised_on, content) else {
            return Ok(None);
        };
        let (asked_of, solution) = (line.text("Nơi giải quyết"), line.text("Cách giải quyết"));
        Ok(Some(Obstacle { project, raised_on, content, asked_of, due_on, solved_on, solution }))
    }
}

fn list_projects(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut shown = Shown::load(ctx, tx)?;
    let mut rows = Vec::new();
    for (_, row) in store::poverty::programme::projects(tx, ctx.office, Known::Now)? {
        rows.push(vec![
            row.code,
            row.year.to_string(),
            row.number,
            row.title,
            row.owner,
            row.unit.map(|unit| shown.unit(tx, unit)).transpose()?.unwrap_or_default(),
            words(&row.budget_code),
            label(Some(row.fund)),
            row.given.0.to_string(),
            row.carried.0.to_string(),
            count(row.households),
            count(row.models),
            words(&row.model),
            money(row.recovered),
            label(Some(row.state)),
            words(&row.paper),
        ]);
    }
    Ok(List { title: PROJECTS.title, headings: PROJECT_HEADINGS, rows })
}

fn list_spendings(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let rows =
        store::poverty::programme::spendings(tx, ctx.office, Known::Now)?.into_iter().map(|(_, row)| {
            vec![
                row.project,
                date(Some(row.on)),
                row.amount.0.to_string(),
                words(&row.budget_code),
                row.content,
                row.paper,
            ]
        });
    Ok(List { title: SPENDINGS.title, headings: SPENDING_HEADINGS, rows: rows.collect() })
}

fn list_obstacles(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let rows =
        store::poverty::programme::obstacles(tx, ctx.office, Known::Now)?.into_iter().map(|(_, row)| {
            vec![
                row.project,
                date(Some(row.raised_on)),
                row.content,
                words(&row.asked_of),
                date(row.due_on),
                date(row.solved_on),
                words(&row.solution),
            ]
        });
    Ok(List { title: OBSTACLES.title, headings: OBSTACLE_HEADINGS, rows: rows.collect() })
}

const PROJECT_HEADINGS: &[&str] = &crate::import::headings::names_of::<16>(PROJECT_COLUMNS);
const SPENDING_HEADINGS: &[&str] = &crate::import::headings::names_of::<6>(SPENDING_COLUMNS);
const OBSTACLE_HEADINGS: &[&str] = &crate::import::headings::names_of::<7>(OBSTACLE_COLUMNS);
