//! Point tables, seasons, their steps, reasons of movement, closings on paper, decisions, certificates.

use super::{live, void};
use crate::people::Known;
use crate::{StoreError, Tx, bulks, params, statements};
use domain::ids::{
    EntryId, OfficeId, PovertyCertificateId, PovertyClosingId, PovertyDecisionId, PovertyPointId,
    PovertyReasonId, PovertySeasonId, PovertyStepId,
};
use domain::poverty::{
    Certificate, Closing, ClosingPaper, PointRow, Reason, ReviewDecision, Season, StepDone,
};

bulks! {
    POINTS = "poverty_points" (
        "id", "office_id", "region", "area", "question", "question_text", "answer", "answer_text", "points", "instrument", "from_date", "until_date", "recorded_entry",
    );
    SEASONS = "poverty_seasons" (
        "id", "office_id", "code", "kind", "year", "standard", "other_standard", "starts_on", "ends_on", "plan", "recorded_entry",
    );
    STEPS = "poverty_steps" (
        "id", "office_id", "season", "unit_id", "hamlet", "step", "on_date", "present", "agreed", "paper", "note", "recorded_entry",
    );
    REASONS = "poverty_reasons" (
        "id", "office_id", "year", "household_id", "unit_id", "reason", "note", "recorded_entry",
    );
    CLOSINGS = "poverty_closings" (
        "id", "office_id", "year", "unit_id", "listed", "counted", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "paper", "recorded_entry",
    );
    DECISIONS = "poverty_decisions" (
        "id", "office_id", "season", "unit_id", "number", "signed_on", "signer", "paper", "recorded_entry",
    );
    CERTIFICATES = "poverty_certificates" (
        "id", "office_id", "season", "household_id", "unit_id", "number", "class", "issued_on", "recorded_entry",
    );
}

statements! {
    POINTS_OF_OFFICE = live!("poverty_points", "region, area, question, question_text, answer, answer_text, points, instrument, from_date, until_date");
    VOID_POINT = void!("poverty_points");
    SEASONS_OF_OFFICE = live!("poverty_seasons", "code, kind, year, standard, other_standard, starts_on, ends_on, plan");
    VOID_SEASON = void!("poverty_seasons");
    STEPS_OF_OFFICE = live!("poverty_steps", "season, unit_id, hamlet, step, on_date, present, agreed, paper, note");
    VOID_STEP = void!("poverty_steps");
    REASONS_OF_OFFICE = live!("poverty_reasons", "year, household_id, unit_id, reason, note");
    VOID_REASON = void!("poverty_reasons");
    CLOSINGS_OF_OFFICE = live!("poverty_closings", "year, unit_id, listed, counted, c1, c2, c3, c4, c5, c6, c7, c8, c9, paper");
    VOID_CLOSING = void!("poverty_closings");
    DECISIONS_OF_OFFICE = live!("poverty_decisions", "season, unit_id, number, signed_on, signer, paper");
    VOID_DECISION = void!("poverty_decisions");
    CERTIFICATES_OF_OFFICE = live!("poverty_certificates", "season, household_id, unit_id, number, class, issued_on");
    VOID_CERTIFICATE = void!("poverty_certificates");
}

pub fn insert_points(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (PovertyPointId, PointRow)>,
) -> Result<u64, StoreError> {
    let values = |(id, r): (PovertyPointId, PointRow)| {
        params![
            id,
            office,
            r.region,
            r.area,
            r.question,
            r.question_text,
            r.answer,
            r.answer_text,
            r.points,
            r.instrument,
            r.from,
            r.until,
            entry
        ]
        .to_vec()
    };
    tx.insert_many(&POINTS, rows.into_iter().map(values))
}

pub fn points(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
) -> Result<Vec<(PovertyPointId, PointRow)>, StoreError> {
    tx.all(&POINTS_OF_OFFICE, &params![office, known], |row| {
        let found = PointRow {
            region: row.get(1)?,
            area: row.get(2)?,
            question: row.get(3)?,
            question_text: row.get(4)?,
            answer: row.get(5)?,
            answer_text: row.get(6)?,
            points: row.get(7)?,
            instrument: row.get(8)?,
            from: row.get(9)?,
            until: row.get(10)?,
        };
        Ok((row.get(0)?, found))
    })
}

pub fn void_point(tx: &mut Tx, id: PovertyPointId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_POINT, &params![id, entry])
}

pub fn insert_seasons(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (PovertySeasonId, Season)>,
) -> Result<u64, StoreError> {
    let values = |(id, r): (PovertySeasonId, Season)| {
        params![
            id,
            office,
            r.code,
            r.kind,
            r.year,
            r.standard,
            r.other_standard,
            r.starts_on,
            r.ends_on,
            r.plan,
            entry
        ]
        .to_vec()
    };
    tx.insert_many(&SEASONS, rows.into_iter().map(values))
}

pub fn seasons(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
) -> Result<Vec<(PovertySeasonId, Season)>, StoreError> {
    tx.all(&SEASONS_OF_OFFICE, &params![office, known], |row| {
        let found = Season {
            code: row.get(1)?,
            kind: row.get(2)?,
            year: row.get(3)?,
            standard: row.get(4)?,
            other_standard: row.get(5)?,
            starts_on: row.get(6)?,
            ends_on: row.get(7)?,
            plan: row.get(8)?,
        };
        Ok((row.get(0)?, found))
    })
}

pub fn void_season(tx: &mut Tx, id: PovertySeasonId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_SEASON, &params![id, entry])
}

pub fn insert_steps(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (PovertyStepId, StepDone)>,
) -> Result<u64, StoreError> {
    let values = |(id, r): (PovertyStepId, StepDone)| {
        params![
            id, office, r.season, r.unit, r.hamlet, r.step, r.on, r.present, r.agreed, r.paper, r.note, entry
        ]
        .to_vec()
    };
    tx.insert_many(&STEPS, rows.into_iter().map(values))
}

pub fn steps(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
) -> Result<Vec<(PovertyStepId, StepDone)>, StoreError> {
    tx.all(&STEPS_OF_OFFICE, &params![office, known], |row| {
        let found = StepDone {
            season: row.get(1)?,
            unit: row.get(2)?,
            hamlet: row.get(3)?,
            step: row.get(4)?,
            on: row.get(5)?,
            present: row.get(6)?,
            agreed: row.get(7)?,
            paper: row.get(8)?,
            note: row.get(9)?,
        };
        Ok((row.get(0)?, found))
    })
}

pub fn void_step(tx: &mut Tx, id: PovertyStepId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_STEP, &params![id, entry])
}

pub fn insert_reasons(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (PovertyReasonId, Reason)>,
) -> Result<u64, StoreError> {
    let values = |(id, r): (PovertyReasonId, Reason)| {
        params![id, office, r.year, r.household, r.unit, r.reason, r.note, entry].to_vec()
    };
    tx.insert_many(&REASONS, rows.into_iter().map(values))
}

pub fn reasons(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
) -> Result<Vec<(PovertyReasonId, Reason)>, StoreError> {
    tx.all(&REASONS_OF_OFFICE, &params![office, known], |row| {
        let found = Reason {
            year: row.get(1)?,
            household: row.get(2)?,
            unit: row.get(3)?,
            reason: row.get(4)?,
            note: row.get(5)?,
        };
        Ok((row.get(0)?, found))
    })
}

pub fn void_reason(tx: &mut Tx, id: PovertyReasonId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_REASON, &params![id, entry])
}

pub fn insert_closings(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (PovertyClosingId, ClosingPaper)>,
) -> Result<u64, StoreError> {
    let values = |(id, r): (PovertyClosingId, ClosingPaper)| {
        let c = r.closing;
        params![
            id, office, r.year, r.unit, r.listed, r.counted, c.0[0], c.0[1], c.0[2], c.0[3], c.0[4], c.0[5],
            c.0[6], c.0[7], c.0[8], r.paper, entry
        ]
        .to_vec()
    };
    tx.insert_many(&CLOSINGS, rows.into_iter().map(values))
}

pub fn closings(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
) -> Result<Vec<(PovertyClosingId, ClosingPaper)>, StoreError> {
    tx.all(&CLOSINGS_OF_OFFICE, &params![office, known], |row| {
        let mut columns = [0; 9];
        for (at, column) in columns.iter_mut().enumerate() {
            *column = row.get(at + 5)?;
        }
        let found = ClosingPaper {
            year: row.get(1)?,
            unit: row.get(2)?,
            listed: row.get(3)?,
            counted: row.get(4)?,
            closing: Closing(columns),
            paper: row.get(14)?,
        };
        Ok((row.get(0)?, found))
    })
}

pub fn void_closing(tx: &mut Tx, id: PovertyClosingId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_CLOSING, &params![id, entry])
}

pub fn insert_decisions(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (PovertyDecisionId, ReviewDecision)>,
) -> Result<u64, StoreError> {
    let values = |(id, r): (PovertyDecisionId, ReviewDecision)| {
        params![id, office, r.season, r.unit, r.number, r.signed_on, r.signer, r.paper, entry].to_vec()
    };
    tx.insert_many(&DECISIONS, rows.into_iter().map(values))
}

pub fn decisions(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
) -> Result<Vec<(PovertyDecisionId, ReviewDecision)>, StoreError> {
    tx.all(&DECISIONS_OF_OFFICE, &params![office, known], |row| {
        let found = ReviewDecision {
            season: row.get(1)?,
            unit: row.get(2)?,
            number: row.get(3)?,
            signed_on: row.get(4)?,
            signer: row.get(5)?,
            paper: row.get(6)?,
        };
        Ok((row.get(0)?, found))
    })
}

pub fn void_decision(tx: &mut Tx, id: PovertyDecisionId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_DECISION, &params![id, entry])
}

pub fn insert_certificates(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = (PovertyCertificateId, Certificate)>,
) -> Result<u64, StoreError> {
    let values = |(id, r): (PovertyCertificateId, Certificate)| {
        params![id, office, r.season, r.household, r.unit, r.number, r.class, r.issued_on, entry].to_vec()
    };
    tx.insert_many(&CERTIFICATES, rows.into_iter().map(values))
}

pub fn certificates(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
) -> Result<Vec<(PovertyCertificateId, Certificate)>, StoreError> {
    tx.all(&CERTIFICATES_OF_OFFICE, &params![office, known], |row| {
        let found = Certificate {
            season: row.get(1)?,
            household: row.get(2)?,
            unit: row.get(3)?,
            number: row.get(4)?,
            class: row.get(5)?,
            issued_on: row.get(6)?,
        };
        Ok((row.get(0)?, found))
    })
}

pub fn void_certificate(tx: &mut Tx, id: PovertyCertificateId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_CERTIFICATE, &params![id, entry])
}
