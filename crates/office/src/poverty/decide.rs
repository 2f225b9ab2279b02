//! A commune's decision: the classes that a season found become those of the register.

use super::scoring::Scorer;
use super::season::{class_day, find, meetings_agree, posted_long_enough, steps_of};
use crate::{Ctx, Field, OfficeError, Permission};
use domain::households::{ClassPeriod, HouseholdClass};
use domain::ids::{
    EntryId, HouseholdClassId, HouseholdId, PovertyCertificateId, PovertyDecisionId, PovertyStepId, UnitId,
};
use domain::poverty::{
    Certificate, Form, FormKind, Listed, ReviewDecision, ReviewStep, Season, SeasonKind, StepDone,
};
use jiff::civil::{Date, date};
use std::collections::{HashMap, HashSet};
use store::Tx;
use store::households::{self, ClassRow, OfHousehold};
use store::people::Known;
use store::poverty::{forms, review};

/// The signed paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedReview {
    pub number: String,
    pub signed_on: Date,
    pub signer: Option<String>,
    pub paper: Option<String>,
}

/// What the decision found in the commune.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    pub poor: u32,
    pub near_poor: u32,
    /// Above both lines.
    pub others: u32,
    pub certificates: u32,
}

/// Records the chairman's decision on a season in a commune: every household with a finished form B gets its class
/// from the day on which the season's classes hold, the listed ones a certificate. Refused: `already_decided`,
/// `meeting_not_agreed`, `posting_too_short`, `forms_unfinished`, `listed_not_surveyed`, `nothing_surveyed`.
pub fn decide(ctx: &Ctx, season: &str, unit: UnitId, signed: &SignedReview) -> Result<Decided, OfficeError> {
    let detail = format!("season {season} unit {unit}");
    ctx.write(Permission::RecordDecisions, "poverty.decide", &detail, |tx, entry| {
        ctx.check_place(tx, Permission::RecordDecisions, unit, Some(Field::Poverty))?;
        let season = find(tx, ctx, season)?;
        let surveyed = surveyed(tx, ctx, &season, unit)?;
        in_order(tx, ctx, &season, unit, signed)?;
        finished(tx, ctx, &season, unit, &surveyed)?;
        write(tx, ctx, entry, &season, unit, signed, &surveyed)
    })
}

/// Why the review cannot be decided as signed; nothing if it can.
pub(crate) fn open_questions(
    tx: &mut Tx,
    ctx: &Ctx,
    season: &Season,
    unit: UnitId,
    signed: &SignedReview,
    surveyed: &[Form],
) -> Result<Vec<String>, OfficeError> {
    let mut found = Vec::new();
    for verdict in [in_order(tx, ctx, season, unit, signed), finished(tx, ctx, season, unit, surveyed)] {
        match verdict {
            Ok(()) => {}
            Err(OfficeError::Refused(refusal)) => found.push(refusal.message),
            Err(other) => return Err(other),
        }
    }
    Ok(found)
}

/// The forms of the season and its own standard in the commune.
pub(crate) fn surveyed(
    tx: &mut Tx,
    ctx: &Ctx,
    season: &Season,
    unit: UnitId,
) -> Result<Vec<Form>, OfficeError> {
    let forms = forms::forms(tx, ctx.office, Known::Now)?.into_iter().map(|(_, form)| form);
    let own =
        |form: &Form| form.season == season.code && form.standard == season.standard && form.unit == unit;
    Ok(forms.filter(own).collect())
}

fn in_order(
    tx: &mut Tx,
    ctx: &Ctx,
    season: &Season,
    unit: UnitId,
    signed: &SignedReview,
) -> Result<(), OfficeError> {
    let decisions = review::decisions(tx, ctx.office, Known::Now)?;
    if let Some((_, known)) = decisions.iter().find(|(_, one)| one.season == season.code && one.unit == unit)
    {
        let message =
            format!("Kỳ rà soát {} của xã, phường này đã có quyết định số {}.", season.code, known.number);
        return Err(OfficeError::refused("already_decided", message));
    }
    let steps = steps_of(tx, ctx, &season.code, unit)?;
    if !meetings_agree(ctx.rules, &steps) {
        let message = "Chưa có họp thôn, ấp, khu phố đạt tỷ lệ nhất trí theo quy định: khảo sát và họp lại rồi mới quyết định.";
        return Err(OfficeError::refused("meeting_not_agreed", message));
    }
    if !posted_long_enough(ctx.rules, &steps, signed.signed_on) {
        let message = "Chưa niêm yết hoặc niêm yết chưa đủ số ngày làm việc theo quy định.";
        return Err(OfficeError::refused("posting_too_short", message));
    }
    Ok(())
}

fn finished(
    tx: &mut Tx,
    ctx: &Ctx,
    season: &Season,
    unit: UnitId,
    surveyed: &[Form],
) -> Result<(), OfficeError> {
    let of = |kind: FormKind| surveyed.iter().filter(move |form| form.form == kind);
    let with_b: HashSet<HouseholdId> = of(FormKind::B).map(|form| form.household).collect();
    let waiting =
        of(FormKind::A).filter(|form| form.passed == Some(true) && !with_b.contains(&form.household));
    let unfinished = of(FormKind::B).filter(|form| form.class.is_none()).count() + waiting.count();
    if unfinished > 0 {
        let message =
            format!("Còn {unfinished} hộ chưa khảo sát xong Phiếu B: bổ sung điểm rồi ghi lại quyết định.");
        return Err(OfficeError::refused("forms_unfinished", message));
    }
    if with_b.is_empty() {
        let message = "Kỳ rà soát này chưa có hộ nào được khảo sát Phiếu B ở xã, phường.";
        return Err(OfficeError::refused("nothing_surveyed", message));
    }
    if season.kind == SeasonKind::InYear {
        return Ok(());
    }
    let missing = listed_without(tx, ctx, season, unit, &with_b)?;
    if missing > 0 {
        let message = format!(
            "Còn {missing} hộ đang trong danh sách mà chưa có Phiếu B: khảo sát, hoặc ghi lý do biến động (chuyển đi, \
             nhập hộ, không còn)."
        );
        return Err(OfficeError::refused("listed_not_surveyed", message));
    }
    Ok(())
}

/// Households of the commune on last review's lists that were neither surveyed nor told to be gone.
fn listed_without(
    tx: &mut Tx,
    ctx: &Ctx,
    season: &Season,
    unit: UnitId,
    with_b: &HashSet<HouseholdId>,
) -> Result<usize, OfficeError> {
    let reasons = review::reasons(tx, ctx.office, Known::Now)?;
    let gone: HashSet<HouseholdId> =
        reasons.iter().filter(|(_, one)| one.year == season.year).map(|(_, one)| one.household).collect();
    let day = date(season.year, 12, 31);
    let mut homes = HashMap::new();
    for row in households::places(tx, ctx.office, Known::Now)? {
        if row.value.from <= day && row.value.until.is_none_or(|until| day < until) {
            homes.insert(row.household, row.value.place.unit);
        }
    }
    let classes = households::classes(tx, ctx.office, Known::Now)?;
    let listed = classes.iter().filter(|row| {
        row.value.review_year == season.year - 1
            && Listed::of(row.value.class).is_some()
            && row.value.until.is_none_or(|until| day < until)
    });
    let missing = listed.filter(|row| {
        homes.get(&row.household) == Some(&unit)
            && !with_b.contains(&row.household)
            && !gone.contains(&row.household)
    });
    Ok(missing.map(|row| row.household).collect::<HashSet<_>>().len())
}

fn write(
    tx: &mut Tx,
    ctx: &Ctx,
    entry: EntryId,
    season: &Season,
    unit: UnitId,
    signed: &SignedReview,
    surveyed: &[Form],
) -> Result<Decided, OfficeError> {
    let found: Vec<(HouseholdId, HouseholdClass)> = surveyed
        .iter()
        .filter(|form| form.form == FormKind::B)
        .filter_map(|form| Some((form.household, form.class?.household())))
        .collect();
    put_classes(tx, ctx, entry, season, signed.signed_on, &found)?;
    let decision = ReviewDecision {
        season: season.code.clone(),
        unit,
        number: signed.number.clone(),
        signed_on: signed.signed_on,
        signer: signed.signer.clone(),
        paper: signed.paper.clone(),
    };
    let id = PovertyDecisionId(tx.next_ids(1)?);
    review::insert_decisions(tx, ctx.office, entry, [(id, decision)])?;
    let mut decided = Decided::default();
    let mut certificates = Vec::new();
    for (household, class) in &found {
        match class {
            HouseholdClass::Poor => decided.poor += 1,
            HouseholdClass::NearPoor => decided.near_poor += 1,
            HouseholdClass::Other => decided.others += 1,
        }
        let Some(class) = Listed::of(*class) else { continue };
        decided.certificates += 1;
        let certificate = Certificate {
            season: season.code.clone(),
            household: *household,
            unit,
            number: format!("{:02}/GCN-HN.HCN", decided.certificates),
            class,
            issued_on: signed.signed_on,
        };
        certificates.push((PovertyCertificateId(tx.next_ids(1)?), certificate));
    }
    if !certificates.is_empty() {
        review::insert_certificates(tx, ctx.office, entry, certificates)?;
    }
    let step = |step| StepDone {
        season: season.code.clone(),
        unit,
        hamlet: None,
        step,
        on: signed.signed_on,
        present: None,
        agreed: None,
        paper: Some(signed.number.clone()),
        note: None,
    };
    let first = tx.next_ids(2)?;
    let steps = [
        (PovertyStepId(first), step(ReviewStep::Decision)),
        (PovertyStepId(first + 1), step(ReviewStep::Certificate)),
    ];
    review::insert_steps(tx, ctx.office, entry, steps)?;
    Ok(decided)
}

/// The classes of a yearly season hold for the year after it; those of a season within a year from the decision to
/// the end of the year, in place of what the last review found.
fn put_classes(
    tx: &mut Tx,
    ctx: &Ctx,
    entry: EntryId,
    season: &Season,
    signed_on: Date,
    found: &[(HouseholdId, HouseholdClass)],
) -> Result<(), OfficeError> {
    let period = |class| match season.kind {
        SeasonKind::Yearly => ClassPeriod::of_review(class, season.year),
        SeasonKind::InYear => ClassPeriod {
            class,
            review_year: season.year - 1,
            from: class_day(season.kind, season.year, signed_on),
            until: Some(date(season.year + 1, 1, 1)),
        },
    };
    let mut live: HashMap<HouseholdId, Vec<ClassRow>> = HashMap::new();
    for row in households::classes(tx, ctx.office, Known::Now)? {
        live.entry(row.household).or_default().push(row);
    }
    let mut rows = Vec::new();
    for (household, class) in found {
        let new = period(*class);
        let until = new.until.unwrap_or(Date::MAX);
        let meets =
            |row: &ClassRow| row.value.from < until && row.value.until.is_none_or(|end| new.from < end);
        let mut same = false;
        for row in live.remove(household).unwrap_or_default().into_iter().filter(meets) {
            if row.value.class == new.class && row.value.from <= new.from {
                same = true;
                continue;
            }
            households::void_class(tx, row.id, entry)?;
            if row.value.from < new.from {
                let id = HouseholdClassId(tx.next_ids(1)?);
                let value = ClassPeriod { until: Some(new.from), ..row.value };
                rows.push(OfHousehold { id, household: *household, value });
            }
        }
        if !same {
            let id = HouseholdClassId(tx.next_ids(1)?);
            rows.push(OfHousehold { id, household: *household, value: new });
        }
    }
    if !rows.is_empty() {
        households::insert_classes(tx, entry, rows)?;
    }
    Ok(())
}

/// Forms whose class is not what the rule now says: household and form, for the doctor.
pub(crate) fn misjudged(tx: &mut Tx, ctx: &Ctx) -> Result<Vec<Form>, OfficeError> {
    let scorer = Scorer::load(tx, ctx.office, ctx.rules)?;
    let forms = forms::forms(tx, ctx.office, Known::Now)?.into_iter().map(|(_, form)| form);
    let judged = forms.filter(|form| form.form == FormKind::B);
    Ok(judged.filter(|form| scorer.class(form).ok().flatten() != form.class).collect())
}
