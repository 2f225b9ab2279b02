//! Projects of the national target programme: capital, spendings, obstacles.

use super::{live, void};
use crate::people::Known;
use crate::{StoreError, Tx, bulks, params, statements};
use domain::ids::{EntryId, OfficeId, ProgrammeObstacleId, ProgrammeProjectId, ProgrammeSpendingId};
use domain::poverty::{Obstacle, Project, Spending};

bulks! {
    PROJECTS = "programme_projects" (
        "id", "office_id", "code", "year", "number", "title", "owner", "unit_id", "budget_code", "fund", "given", "carried", "households", "models", "model", "recovered", "state", "paper", "recorded_entry",
    );
    SPENDINGS = "programme_spendings" (
        "id", "office_id", "project", "on_date", "amount", "budget_code", "content", "paper", "recorded_entry",
    );
    OBSTACLES = "programme_obstacles" (
        "id", "office_id", "project", "raised_on", "content", "asked_of", "due_on", "solved_on", "solution", "recorded_entry",
    );
}

statements! {
    PROJECTS_OF_OFFICE = live!("programme_projects", "code, year, number, title, owner, unit_id, budget_code, fund, given, carried, households, models, model, recovered, state, paper");
    VOID_PROJECT = void!("programme_projects");
    SPENDINGS_OF_OFFICE = live!("programme_spendings", "project, on_date, amount, budget_code, content, paper");
    VOID_SPENDING = void!("programme_spendings");
    OBSTACLES_OF_OFFICE = live!("programme_obstacles", "project, raised_on, content, asked_of, due_on, solved_on, solution");
    VOID_OBSTACLE = void!("programme_obstacles");
}

pub fn insert_projects(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (ProgrammeProjectId, Project)>,
) -> Result<u64, StoreError> {
    let values = |(id, r): (ProgrammeProjectId, Project)| {
        params![
            id,
            office,
            r.code,
            r.year,
            r.number,
            r.title,
            r.owner,
            r.unit,
            r.budget_code,
            r.fund,
            r.given,
            r.carried,
            r.households,
            r.models,
            r.model,
            r.recovered,
            r.state,
            r.paper,
            entry
        ]
        .to_vec()
    };
    tx.insert_many(&PROJECTS, rows.into_iter().map(values))
}

pub fn projects(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
) -> Result<Vec<(ProgrammeProjectId, Project)>, StoreError> {
    tx.all(&PROJECTS_OF_OFFICE, &params![office, known], |row| {
        let found = Project {
            code: row.get(1)?,
            year: row.get(2)?,
            number: row.get(3)?,
            title: row.get(4)?,
            owner: row.get(5)?,
            unit: row.get(6)?,
            budget_code: row.get(7)?,
            fund: row.get(8)?,
            given: row.get(9)?,
            carried: row.get(10)?,
            households: row.get(11)?,
            models: row.get(12)?,
            model: row.get(13)?,
            recovered: row.get(14)?,
            state: row.get(15)?,
            paper: row.get(16)?,
        };
        Ok((row.get(0)?, found))
    })
}

pub fn void_project(tx: &mut Tx, id: ProgrammeProjectId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_PROJECT, &params![id, entry])
}

pub fn insert_spendings(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (ProgrammeSpendingId, Spending)>,
) -> Result<u64, StoreError> {
    let values = |(id, r): (ProgrammeSpendingId, Spending)| {
        params![id, office, r.project, r.on, r.amount, r.budget_code, r.content, r.paper, entry].to_vec()
    };
    tx.insert_many(&SPENDINGS, rows.into_iter().map(values))
}

pub fn spendings(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
) -> Result<Vec<(ProgrammeSpendingId, Spending)>, StoreError> {
    tx.all(&SPENDINGS_OF_OFFICE, &params![office, known], |row| {
        let found = Spending {
            project: row.get(1)?,
            on: row.get(2)?,
            amount: row.get(3)?,
            budget_code: row.get(4)?,
            content: row.get(5)?,
            paper: row.get(6)?,
        };
        Ok((row.get(0)?, found))
    })
}

pub fn void_spending(tx: &mut Tx, id: ProgrammeSpendingId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_SPENDING, &params![id, entry])
}

pub fn insert_obstacles(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (ProgrammeObstacleId, Obstacle)>,
) -> Result<u64, StoreError> {
    let values = |(id, r): (ProgrammeObstacleId, Obstacle)| {
        params![
            id,
            office,
            r.project,
            r.raised_on,
            r.content,
            r.asked_of,
            r.due_on,
            r.solved_on,
            r.solution,
            entry
        ]
        .to_vec()
    };
    tx.insert_many(&OBSTACLES, rows.into_iter().map(values))
}

pub fn obstacles(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
) -> Result<Vec<(ProgrammeObstacleId, Obstacle)>, StoreError> {
    tx.all(&OBSTACLES_OF_OFFICE, &params![office, known], |row| {
        let found = Obstacle {
            project: row.get(1)?,
            raised_on: row.get(2)?,
            content: row.get(3)?,
            asked_of: row.get(4)?,
            due_on: row.get(5)?,
            solved_on: row.get(6)?,
            solution: row.get(7)?,
        };
        Ok((row.get(0)?, found))
    })
}

pub fn void_obstacle(tx: &mut Tx, id: ProgrammeObstacleId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_OBSTACLE, &params![id, entry])
}
