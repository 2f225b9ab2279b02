//! Forms A and B with what they mark: deprivations, causes, answers.

use super::{live, void};
use crate::people::Known;
use crate::{Row, StoreError, Tx, bulks, params, statements};
use domain::ids::{EntryId, HouseholdId, OfficeId, PovertyFormId, PovertyMarkId};
use domain::poverty::{Answer, Cause, Form, FormKind, ScoreOrigin};
use std::collections::HashMap;

bulks! {
    FORMS = "poverty_forms" (
        "id", "office_id", "season", "standard", "household_id", "unit_id", "form", "area", "surveyed_on", "reviewer",
        "passed", "b1", "b1_origin", "b2", "b2_origin", "income", "class", "no_labour", "farming", "wishes",
        "recorded_entry",
    );
    MARKS = "poverty_marks" (
        "id", "office_id", "season", "standard", "household_id", "form", "kind", "number", "answer", "recorded_entry",
    );
}

statements! {
    FORMS_OF_OFFICE = live!(
        "poverty_forms",
        "season, standard, household_id, unit_id, form, area, surveyed_on, reviewer, passed, b1, b1_origin, b2,
            b2_origin, income, class, no_labour, farming, wishes"
    );
    MARKS_OF_OFFICE = live!("poverty_marks", "season, standard, household_id, form, kind, number, answer");
    FORM_KEY = "select office_id, season, standard, household_id, form from poverty_forms where id = $1";
    VOID_FORM = void!("poverty_forms");
    VOID_MARKS = "update poverty_marks set voided_entry = $6 where office_id = $1 and season = $2 and standard = $3
        and household_id = $4 and form = $5 and voided_entry is null";
}

const DEPRIVATION: &str = "deprivation";
const CAUSE: &str = "cause";
const ANSWER: &str = "answer";

/// Forms with their marks.
pub fn insert_forms(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: Vec<(PovertyFormId, Form)>,
) -> Result<(), StoreError> {
    let count = rows.iter().map(|(_, f)| f.deprived.len() + f.causes.len() + f.answers.len()).sum::<usize>();
    let first = if count > 0 { tx.next_ids(count as u64)? } else { 0 };
    let mut marks = Vec::with_capacity(count);
    for (_, form) in &rows {
        let deprived = form.deprived.iter().map(|number| (DEPRIVATION, i64::from(*number), None));
        let causes = form.causes.iter().map(|cause| (CAUSE, i64::from(cause.number()), None));
        let answers = form.answers.iter().map(|one| (ANSWER, one.question, Some(one.answer)));
        for (kind, number, answer) in deprived.chain(causes).chain(answers) {
            let id = PovertyMarkId(first + marks.len() as i64);
            marks.push(
                params![
                    id,
                    office,
                    &form.season,
                    &form.standard,
                    form.household,
                    form.form,
                    kind,
                    number,
                    answer,
                    entry
                ]
                .to_vec(),
            );
        }
    }
    let values = |(id, f): (PovertyFormId, Form)| {
        let (b1, b1_origin) = f.b1.unzip();
        let (b2, b2_origin) = f.b2.unzip();
        params![
            id,
            office,
            f.season,
            f.standard,
            f.household,
            f.unit,
            f.form,
            f.area,
            f.surveyed_on,
            f.reviewer,
            f.passed,
            b1,
            b1_origin,
            b2,
            b2_origin,
            f.income,
            f.class,
            f.no_labour,
            f.farming,
            f.wishes,
            entry
        ]
        .to_vec()
    };
    tx.insert_many(&FORMS, rows.into_iter().map(values))?;
    if !marks.is_empty() {
        tx.insert_many(&MARKS, marks)?;
    }
    Ok(())
}

type Key = (String, String, HouseholdId, FormKind);

pub fn forms(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<(PovertyFormId, Form)>, StoreError> {
    let mut forms = tx.all(&FORMS_OF_OFFICE, &params![office, known], |row| Ok((row.get(0)?, form(row)?)))?;
    let key = |form: &Form| (form.season.clone(), form.standard.clone(), form.household, form.form);
    let at: HashMap<Key, usize> = forms.iter().enumerate().map(|(at, (_, form))| (key(form), at)).collect();
    let marks = tx.all(&MARKS_OF_OFFICE, &params![office, known], |row| {
        let key: Key = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok((key, row.get::<String>(5)?, row.get::<i64>(6)?, row.get::<Option<i64>>(7)?))
    })?;
    for (key, kind, number, answer) in marks {
        let Some((_, form)) = at.get(&key).and_then(|at| forms.get_mut(*at)) else { continue };
        let small = u8::try_from(number).ok();
        match (kind.as_str(), answer) {
            (DEPRIVATION, _) => form.deprived.extend(small),
            (CAUSE, _) => form.causes.extend(small.and_then(Cause::from_number)),
            (_, Some(answer)) => form.answers.push(Answer { question: number, answer }),
            (_, None) => {}
        }
    }
    Ok(forms)
}

fn form(row: &Row) -> Result<Form, StoreError> {
    let score = |at: usize| -> Result<Option<(i64, ScoreOrigin)>, StoreError> {
        Ok(row.get::<Option<i64>>(at)?.zip(row.get(at + 1)?))
    };
    Ok(Form {
        season: row.get(1)?,
        standard: row.get(2)?,
        household: row.get(3)?,
        unit: row.get(4)?,
        form: row.get(5)?,
        area: row.get(6)?,
        surveyed_on: row.get(7)?,
        reviewer: row.get(8)?,
        passed: row.get(9)?,
        b1: score(10)?,
        b2: score(12)?,
        income: row.get(14)?,
        class: row.get(15)?,
        no_labour: row.get(16)?,
        farming: row.get(17)?,
        wishes: row.get(18)?,
        answers: Vec::new(),
        deprived: Vec::new(),
        causes: Vec::new(),
    })
}

/// With its marks.
pub fn void_form(tx: &mut Tx, id: PovertyFormId, entry: EntryId) -> Result<(), StoreError> {
    let (office, key): (OfficeId, Key) = tx.one(&FORM_KEY, &params![id], |row| {
        Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)))
    })?;
    tx.execute(&VOID_MARKS, &params![office, key.0, key.1, key.2, key.3, entry])?;
    tx.execute_one(&VOID_FORM, &params![id, entry])
}
