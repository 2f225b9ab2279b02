//! Two records of one person: merged with lineage, and taken apart again.
//!
//! What only the merged record knows goes to the kept one; where both speak of the same thing on the same days, the
//! kept one's word stands and the other's is voided. Residences and payees stay with the merged record instead: lists
//! of earlier months were made by them. Everything goes by one journal entry, so that taking the merge back is taking
//! back that entry.

use super::*;
use domain::decisions::Standing;
use domain::ids::{HouseholdMemberId, MergeId, MeritRelativeId};
use domain::labels::Labelled;
use law::{Month, Scheme};
use store::as_of::AsOf;
use store::merges::{self, MergeRow};
use store::{enrolments, households, merit_files};

/// What a merge would do, in words for whoever decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MergePlan {
    /// What the kept record gains.
    pub gains: Vec<String>,
    /// What the kept record says already, in its own way: voided.
    pub drops: Vec<String>,
    /// Why it cannot be: stable code and sentence.
    pub refusals: Vec<(&'static str, String)>,
}

/// What is voided of the merged person.
#[derive(Default)]
struct Voids {
    numbers: Vec<PersonNumberId>,
    death: Option<DeathId>,
    facts: Vec<FactId>,
    members: Vec<HouseholdMemberId>,
    relatives: Vec<MeritRelativeId>,
    /// Live rows that stay where they are: place and id.
    stays: Vec<(&'static str, i64)>,
}

/// A merge that stands, for the page of the kept person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    pub id: MergeId,
    pub merged: PersonId,
    /// As the merged record wrote it.
    pub full_name: String,
    pub reason: String,
}

/// What merging would do; nothing is written.
pub fn merge_preview(ctx: &Ctx, kept: PersonId, merged: PersonId) -> Result<MergePlan, OfficeError> {
    ctx.read(Permission::MergePeople, |tx| Ok(plan(ctx, tx, kept, merged)?.0))
}

/// Makes `merged` part of `kept`. Refused: `merge_same`, `merge_paid_twice`, `merge_referred`, `merge_same_file`,
/// `merge_deaths_differ`.
pub fn merge(ctx: &Ctx, kept: PersonId, merged: PersonId, reason: &str) -> Result<MergeId, OfficeError> {
    let reason = domain::names::clean(reason);
    if reason.is_empty() {
        return Err(OfficeError::refused("merge_without_reason", "Hãy ghi căn cứ của việc gộp hồ sơ."));
    }
    let detail = format!("person {merged} into person {kept}");
    ctx.write(Permission::MergePeople, "people.merge", &detail, |tx, entry| {
        let (plan, mut voids) = plan(ctx, tx, kept, merged)?;
        let stays = std::mem::take(&mut voids.stays);
        if let Some((code, message)) = plan.refusals.into_iter().next() {
            return Err(OfficeError::refused(code, message));
        }
        let record = found(tx, ctx.office, merged)?;
        people::void_record(tx, record.id, entry)?;
        voids.write(tx, entry)?;
        let row = MergeRow { id: MergeId(tx.next_ids(1)?), kept, merged, reason, recorded_entry: entry };
        merges::insert(tx, ctx.office, &row)?;
        merges::hand_over(tx, &row, &stays)?;
        Ok(row.id)
    })
}

/// Takes a merge back: each record has what it had. Returns how many rows have been replaced since the merge; their
/// replacements stay with the kept person. Refused: `merge_rests`, if the kept person was itself merged since.
pub fn unmerge(ctx: &Ctx, merge: MergeId) -> Result<u64, OfficeError> {
    ctx.write(Permission::MergePeople, "people.unmerge", &format!("merge {merge}"), |tx, entry| {
        let row = merges::get(tx, ctx.office, merge)?;
        let row = row.ok_or_else(|| OfficeError::NotFound(format!("lần gộp hồ sơ số {merge}")))?;
        if merges::of_merged(tx, row.kept)?.is_some() {
            let message = "Hồ sơ giữ lại về sau đã được gộp vào hồ sơ khác: hãy tách lần gộp sau trước.";
            return Err(OfficeError::refused("merge_rests", message));
        }
        check_place(ctx, tx, row.kept)?;
        Ok(merges::hand_back(tx, &row, entry)?)
    })
}

/// Merges into the person that stand, oldest first.
pub fn merges_into(ctx: &Ctx, kept: PersonId) -> Result<Vec<Merged>, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| {
        let mut found = Vec::new();
        for row in merges::into(tx, kept)? {
            let before = Known::At(EntryId(row.recorded_entry.0 - 1));
            let record = people::record(tx, row.merged, before)?;
            let full_name = record.map_or_else(String::new, |record| record.value.full_name);
            found.push(Merged { id: row.id, merged: row.merged, full_name, reason: row.reason });
        }
        Ok(found)
    })
}

/// As whom somebody is known today.
pub fn survivor(ctx: &Ctx, person: PersonId) -> Result<PersonId, OfficeError> {
    ctx.read(Permission::ReadRegisters, |tx| Ok(merges::survivor(tx, person)?))
}

fn plan(ctx: &Ctx, tx: &mut Tx, kept: PersonId, merged: PersonId) -> Result<(MergePlan, Voids), OfficeError> {
    let mut plan = MergePlan::default();
    let mut voids = Voids::default();
    if kept == merged {
        plan.refusals.push(("merge_same", "Hai hồ sơ là một: hãy chọn hai người.".to_owned()));
        return Ok((plan, voids));
    }
    check_place(ctx, tx, kept)?;
    check_place(ctx, tx, merged)?;
    let (one, other) = (read(tx, ctx.office, kept, Known::Now)?, read(tx, ctx.office, merged, Known::Now)?);
    if merges::is_referred(tx, merged)? {
        let message = "Có quyết định trợ cấp căn cứ vào hồ sơ này (thân nhân đang hưởng): hãy giữ hồ sơ này và gộp hồ sơ kia vào.";
        plan.refusals.push(("merge_referred", message.to_owned()));
    }
    enrolled(ctx, tx, &mut plan, kept, merged)?;
    numbers(&mut plan, &mut voids, &one, &other);
    death(tx, &mut plan, &mut voids, &one, &other)?;
    dated(&mut plan, &mut voids, &one, &other);
    membership(tx, &mut plan, &mut voids, kept, merged)?;
    merit(tx, &mut plan, &mut voids, kept, merged)?;
    Ok((plan, voids))
}

/// The officer's areas cover where the person lives.
fn check_place(ctx: &Ctx, tx: &mut Tx, person: PersonId) -> Result<(), OfficeError> {
    let found = store::names::one(tx, ctx.office, person, ctx.on)?.ok_or_else(|| unknown(person))?;
    match found.unit {
        Some(unit) => ctx.check_place(tx, Permission::MergePeople, unit, None),
        None => Ok(()),
    }
}

/// Refuses a merge after which one person would be owed twice.
fn enrolled(
    ctx: &Ctx,
    tx: &mut Tx,
    plan: &mut MergePlan,
    kept: PersonId,
    merged: PersonId,
) -> Result<(), OfficeError> {
    let own = enrolments::of_person(tx, ctx.office, kept)?;
    let others = enrolments::of_person(tx, ctx.office, merged)?;
    if others.is_empty() {
        return Ok(());
    }
    let as_of = AsOf::known_on(tx, ctx.office, ctx.on)?;
    let items = enrolments::items(tx, ctx.office, &as_of)?;
    let month = Month::of(ctx.on);
    // What ends with this month is owed no more; a grant that begins within the year is owed too.
    let is_open = |enrolment| {
        let items = items.get(&enrolment).map_or(&[][..], Vec::as_slice);
        let timeline = domain::decisions::Timeline::of(items, ctx.on);
        [month.next(), month.plus(12)]
            .iter()
            .any(|month| matches!(timeline.at(*month), Standing::Granted { .. } | Standing::Suspended { .. }))
    };
    for other in &others {
        let same = own.iter().find(|one| one.scheme == other.scheme && one.stream == other.stream);
        let excluded = own.iter().find(|one| excludes(one.scheme, other.scheme) && is_open(one.id));
        let open = is_open(other.id);
        if open && (same.is_some_and(|one| is_open(one.id)) || excluded.is_some()) {
            let message = format!(
                "Cả hai hồ sơ đang hưởng {}: một người sẽ được chi hai lần. Hãy thôi hưởng ở một hồ sơ trước khi gộp.",
                other.scheme.label().to_lowercase()
            );
            plan.refusals.push(("merge_paid_twice", message));
        } else if open && same.is_some() {
            let message =
                "Hồ sơ bị gộp đang hưởng chế độ mà hồ sơ giữ lại đã thôi hưởng: hãy giữ hồ sơ đang hưởng.";
            plan.refusals.push(("merge_other_way", message.to_owned()));
        } else if same.is_some() {
            plan.drops.push(format!("{}: lần hưởng đã thôi ở lại hồ sơ cũ", other.scheme.label()));
        } else {
            plan.gains.push(format!("đang hưởng hoặc đã hưởng: {}", other.scheme.label()));
        }
    }
    Ok(())
}

/// Schemes of which nobody draws two at once.
fn excludes(one: Scheme, other: Scheme) -> bool {
    let social = |scheme| matches!(scheme, Scheme::SocialAllowance | Scheme::SocialPension);
    one != other && social(one) && social(other)
}

fn numbers(plan: &mut MergePlan, voids: &mut Voids, one: &Sheet, other: &Sheet) {
    for (id, number) in &other.numbers {
        let told = format!("{} {}", number.kind.label(), number.number);
        if one.numbers.iter().any(|(_, own)| own == number) {
            voids.numbers.push(*id);
        } else {
            plan.gains.push(told);
        }
    }
}

fn death(
    tx: &mut Tx,
    plan: &mut MergePlan,
    voids: &mut Voids,
    one: &Sheet,
    other: &Sheet,
) -> Result<(), OfficeError> {
    match (&one.death, &other.death) {
        (Some(own), Some(death)) if own.died_on != death.died_on => {
            let message = "Hai hồ sơ ghi hai ngày mất khác nhau: hãy đính chính một ngày trước khi gộp.";
            plan.refusals.push(("merge_deaths_differ", message.to_owned()));
        }
        (Some(_), Some(_)) => voids.death = people::death(tx, other.id, Known::Now)?.map(|row| row.id),
        (None, Some(death)) => {
            plan.gains.push(format!("ngày mất {}", domain::dates::short(death.died_on)));
        }
        (_, None) => {}
    }
    Ok(())
}

/// Facts and payees: what holds on days on which the kept record says the same kind of thing is dropped.
fn dated(plan: &mut MergePlan, voids: &mut Voids, one: &Sheet, other: &Sheet) {
    for (id, fact) in &other.facts {
        let same_days = |own: &FactRow| match own.kind {
            FactKind::InjuryRate => own.from == fact.from,
            _ => overlap((own.from, own.until), (fact.from, fact.until)),
        };
        let meets = one.facts.iter().any(|(_, own)| own.same_slot(fact) && same_days(own));
        let told = format!("{} từ {}", fact.kind.label(), domain::dates::short(fact.from));
        if meets {
            match fact.kind {
                FactKind::Residence => voids.stays.push(("facts.person_id", id.0)),
                _ => voids.facts.push(*id),
            }
            plan.drops.push(told);
        } else {
            plan.gains.push(told);
        }
    }
    for (id, payee) in &other.payees {
        let meets =
            one.payees.iter().any(|(_, own)| overlap((own.from, own.until), (payee.from, payee.until)));
        let told = format!("nơi nhận: {}, {}", payee.name, payee.channel.label().to_lowercase());
        if meets {
            voids.stays.push(("payees.person_id", id.0));
            plan.drops.push(told);
        } else {
            plan.gains.push(told);
        }
    }
}

fn membership(
    tx: &mut Tx,
    plan: &mut MergePlan,
    voids: &mut Voids,
    kept: PersonId,
    merged: PersonId,
) -> Result<(), OfficeError> {
    let own = households::memberships(tx, kept, Known::Now)?;
    for row in households::memberships(tx, merged, Known::Now)? {
        let days = (row.member.from, row.member.until);
        if own.iter().any(|one| overlap((one.member.from, one.member.until), days)) {
            voids.members.push(row.id);
            plan.drops.push(format!("thành viên hộ ({})", row.member.relation));
        } else {
            plan.gains.push(format!("thành viên hộ ({})", row.member.relation));
        }
    }
    Ok(())
}

fn merit(
    tx: &mut Tx,
    plan: &mut MergePlan,
    voids: &mut Voids,
    kept: PersonId,
    merged: PersonId,
) -> Result<(), OfficeError> {
    let own = merit_files::files_of(tx, kept, Known::Now)?;
    for row in merit_files::files_of(tx, merged, Known::Now)? {
        if own.iter().any(|one| one.file.category == row.file.category) {
            let message = format!(
                "Cả hai có hồ sơ người có công cùng diện ({}): hãy hủy một hồ sơ trước khi gộp.",
                row.file.file_number
            );
            plan.refusals.push(("merge_same_file", message));
        } else {
            plan.gains.push(format!("hồ sơ người có công {}", row.file.file_number));
        }
    }
    let relations = merit_files::relations_of(tx, kept)?;
    for row in merit_files::relations_of(tx, merged)? {
        let same = |one: &merit_files::RelativeRow| {
            one.relative.file == row.relative.file && one.relative.worships == row.relative.worships
        };
        if relations.iter().any(same) {
            voids.relatives.push(row.id);
        } else {
            plan.gains.push(format!("thân nhân người có công ({})", row.relative.relation));
        }
    }
    Ok(())
}

impl Voids {
    fn write(self, tx: &mut Tx, entry: EntryId) -> Result<(), OfficeError> {
        self.numbers.into_iter().try_for_each(|id| people::void_number(tx, id, entry))?;
        self.death.into_iter().try_for_each(|id| people::void_death(tx, id, entry))?;
        self.facts.into_iter().try_for_each(|id| facts::void(tx, id, entry))?;
        self.members.into_iter().try_for_each(|id| households::void_member(tx, id, entry))?;
        self.relatives.into_iter().try_for_each(|id| merit_files::void_relative(tx, id, entry))?;
        Ok(())
    }
}

type Days = (Date, Option<Date>);

fn overlap(one: Days, other: Days) -> bool {
    let begins_before = |from: Date, until: Option<Date>| until.is_none_or(|until| from < until);
    begins_before(one.0, other.1) && begins_before(other.0, one.1)
}
