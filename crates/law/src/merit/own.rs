//! Track 5: what a person draws for statuses of their own.

use super::RuleId;
use super::reading::{Draft, Due, Reading};
use super::tables::{EXPOSED_CHILD, SLOTS, war_table};
use crate::award::{Ground, Missing, Scheme, Terms};
use crate::error::Point;
use crate::facts::{
    ExposureSubtype, Fact, FactKind, InjuryCategory, MeritCategory, MeritOption, MeritStatus, MeritSubtype,
    SurvivorCategory, What,
};
use crate::{LawError, Month};
use jiff::civil::Date;

/// A status that has begun and has not ended on the day.
#[derive(Clone, Copy)]
pub(super) struct Held<'a> {
    index: u16,
    from: Date,
    status: &'a MeritStatus,
    start: RuleId,
}

/// At most one status of each kind.
pub(super) struct Holdings<'a>([Option<Held<'a>>; SLOTS]);

impl<'a> Holdings<'a> {
    pub fn get(&self, category: MeritCategory) -> Option<Held<'a>> {
        self.0[category as usize]
    }
}

/// A conclusion of the medical board.
#[derive(Clone, Copy)]
struct Conclusion {
    index: u16,
    from: Date,
    rate: u8,
    special_severe: bool,
}

/// The exposure allowance of somebody who fought.
enum Exposure {
    Rated(Conclusion),
    /// The 41-60 row, by the rule that gives it.
    Floor(Option<Conclusion>, RuleId),
    NeedsRate,
    NeedsChoice,
}

/// The carer's row found so far, and the status it rests on.
struct Carer {
    fact: u16,
    best: Option<(usize, u16)>,
}

pub(super) fn own(reading: &Reading) -> Result<Draft, LawError> {
    let mut draft = Draft::default();
    if reading.is_out() {
        return Ok(draft);
    }
    let held = holdings(reading);
    let mut carer = carer_at_home(reading).map(|fact| Carer { fact, best: None });
    for category in MeritCategory::ALL.iter().copied() {
        let Some(status) = held.get(category) else { continue };
        match category {
            MeritCategory::Pre1945Activist => {
                pay_row(reading, &mut draft, status, category as usize, None);
                pay_seniority(reading, &mut draft, status);
            }
            MeritCategory::HeroicMother => pay_heroic_mother(reading, &mut draft, status, &mut carer),
            MeritCategory::WarInvalid => pay_war_invalid(reading, &mut draft, status, &mut carer)?,
            MeritCategory::SickSoldier => pay_sick_soldier(reading, &mut draft, status, &mut carer)?,
            MeritCategory::ChemicalExposure => {
                let sick = held.get(MeritCategory::SickSoldier).is_some();
                let exposure = exposure(reading, status, sick)?;
                pay_exposure(reading, &mut draft, status, exposure, &mut carer)?;
            }
            MeritCategory::HelperOfRevolution => pay_helper(reading, &mut draft, status),
            MeritCategory::Uprising1945Activist
            | MeritCategory::ArmedForcesHero
            | MeritCategory::LabourHeroResistance
            | MeritCategory::ImprisonedByEnemy
            | MeritCategory::ResistanceActivist => {
                pay_row(reading, &mut draft, status, category as usize, None);
            }
        }
    }
    if let Some(status) = held.0[EXPOSED_CHILD] {
        pay_exposed_child(reading, &mut draft, status);
    }
    if let Some(Carer { fact, best: Some((row, status)) }) = carer {
        let grounds = vec![Ground::Fact(status), Ground::Fact(fact), reading.rule(RuleId::OneCarer)];
        reading.pay(&mut draft, row, Due { quantity: 1, reference: reading.none(), grounds });
    }
    Ok(draft)
}

/// The heroic mother's own care supplement takes the place of a survivor's one.
pub(super) fn heroic_mother_draws_care(reading: &Reading, held: &Holdings) -> bool {
    held.get(MeritCategory::HeroicMother).is_some()
        && reading.holding(|what| matches!(what, What::LivesAlone)).is_some()
}

/// The person's statuses on the day, after the statuses that exclude others.
pub(super) fn holdings<'a>(reading: &Reading<'a>) -> Holdings<'a> {
    let mut held = Holdings([None; SLOTS]);
    let ended = reading.ended();
    if ended.everything {
        return held;
    }
    for (index, fact) in reading.facts() {
        let What::MeritStatus(status) = &fact.what else { continue };
        let over = fact.until.is_some_and(|until| until <= reading.on);
        if over || reading.is_posthumous(fact.from) || (ended.activists && is_early_activist(status.category))
        {
            continue;
        }
        let (month, start) = first_month(reading, fact, status);
        if month > reading.month {
            continue;
        }
        let new = Held { index, from: fact.from, status, start };
        let slot = &mut held.0[slot(status)];
        if slot.is_none_or(|old| replaces(new.from, old.from, reading.on)) {
            *slot = Some(new);
        }
    }
    let drawn = |held: &Holdings, category| held.get(category).is_some();
    if drawn(&held, MeritCategory::Pre1945Activist) {
        held.0[MeritCategory::Uprising1945Activist as usize] = None;
    }
    let excluding = [
        MeritCategory::Pre1945Activist,
        MeritCategory::Uprising1945Activist,
        MeritCategory::ResistanceActivist,
    ];
    if excluding.into_iter().any(|category| drawn(&held, category)) {
        held.0[MeritCategory::HelperOfRevolution as usize] = None;
    }
    held
}

/// Of two stretches of one status whose arrears meet: the one recognised by the day, the newer of these; before
/// the first recognition, the first.
fn replaces(new: Date, old: Date, on: Date) -> bool {
    match (new <= on, old <= on) {
        (true, true) => new > old,
        (true, false) => true,
        (false, true) => false,
        (false, false) => new < old,
    }
}

fn slot(status: &MeritStatus) -> usize {
    if status.category == MeritCategory::ChemicalExposure
        && status.subtype == Some(MeritSubtype::ExposedChild)
    {
        EXPOSED_CHILD
    } else {
        status.category as usize
    }
}

fn is_early_activist(category: MeritCategory) -> bool {
    matches!(category, MeritCategory::Pre1945Activist | MeritCategory::Uprising1945Activist)
}

/// The month from which a status is paid, and the rule that says so.
fn first_month(reading: &Reading, fact: &Fact, status: &MeritStatus) -> (Month, RuleId) {
    let decided = Month::of(fact.from);
    let concluded = |category, subtype| match first_conclusion(reading, category, subtype) {
        Some(conclusion) => (Month::of(conclusion), RuleId::StartConclusion),
        None => (decided, RuleId::StartDecision),
    };
    match status.category {
        MeritCategory::WarInvalid | MeritCategory::SickSoldier
            if is_second(reading, fact, status.category) =>
        {
            (decided, RuleId::SecondStatus)
        }
        MeritCategory::WarInvalid => {
            let old = reading.law.rules.old_wound;
            if fact.from < old || status.injured_on.is_some_and(|injured| injured < old) {
                (Month::of(old), RuleId::StartOldWound)
            } else {
                concluded(InjuryCategory::WarInvalid, ExposureSubtype::SelfExposed)
            }
        }
        MeritCategory::SickSoldier => concluded(InjuryCategory::SickSoldier, ExposureSubtype::SelfExposed),
        MeritCategory::ChemicalExposure if status.without_examination => {
            (decided, RuleId::StartWithoutExamination)
        }
        MeritCategory::ChemicalExposure => concluded(InjuryCategory::ChemicalExposure, exposed(status)),
        MeritCategory::Pre1945Activist
        | MeritCategory::Uprising1945Activist
        | MeritCategory::HeroicMother
        | MeritCategory::ArmedForcesHero
        | MeritCategory::LabourHeroResistance
        | MeritCategory::ImprisonedByEnemy
        | MeritCategory::ResistanceActivist
        | MeritCategory::HelperOfRevolution => (decided, RuleId::StartDecision),
    }
}

fn exposed(status: &MeritStatus) -> ExposureSubtype {
    if status.subtype == Some(MeritSubtype::ExposedChild) {
        ExposureSubtype::ExposedChild
    } else {
        ExposureSubtype::SelfExposed
    }
}

/// Whether a war invalid was a sick soldier before, or the reverse; on the same day the sick soldier is second.
fn is_second(reading: &Reading, fact: &Fact, category: MeritCategory) -> bool {
    let earlier = |other: &Fact, status: &MeritStatus| match (category, status.category) {
        (MeritCategory::WarInvalid, MeritCategory::SickSoldier) => other.from < fact.from,
        (MeritCategory::SickSoldier, MeritCategory::WarInvalid) => other.from <= fact.from,
        _ => false,
    };
    reading.facts().any(|(_, other)| match &other.what {
        What::MeritStatus(status) => {
            earlier(other, status) && other.until.is_none_or(|until| until > fact.from)
        }
        _ => false,
    })
}

fn conclusions(
    reading: &Reading,
    category: InjuryCategory,
    subtype: ExposureSubtype,
) -> impl Iterator<Item = Conclusion> {
    reading.facts().filter_map(move |(index, fact)| match &fact.what {
        What::InjuryRate { category: of, subtype: who, rate, special_severe }
            if *of == category && (category != InjuryCategory::ChemicalExposure || *who == subtype) =>
        {
            let (rate, special_severe) = (rate.percent(), *special_severe);
            Some(Conclusion { index, from: fact.from, rate, special_severe })
        }
        _ => None,
    })
}

fn first_conclusion(reading: &Reading, category: InjuryCategory, subtype: ExposureSubtype) -> Option<Date> {
    conclusions(reading, category, subtype).map(|conclusion| conclusion.from).min()
}

/// The newest conclusion not after the day; before the first, the first.
fn conclusion(reading: &Reading, category: InjuryCategory, subtype: ExposureSubtype) -> Option<Conclusion> {
    conclusions(reading, category, subtype)
        .reduce(|old, new| if replaces(new.from, old.from, reading.on) { new } else { old })
}

fn carer_at_home(reading: &Reading) -> Option<u16> {
    let in_facility = reading.holding(|what| matches!(what, What::Facility { .. })).is_some();
    if in_facility { None } else { reading.holding(|what| matches!(what, What::HomeCarer)) }
}

fn due(reading: &Reading, draft: &Draft, status: Held, conclusion: Option<Conclusion>) -> Due {
    let mut grounds = Vec::with_capacity(6);
    grounds.push(Ground::Fact(status.index));
    grounds.extend(conclusion.map(|conclusion| Ground::Fact(conclusion.index)));
    grounds.push(reading.rule(status.start));
    let others = draft.awards.iter().any(|award| award.grounds.first() != grounds.first());
    if others {
        grounds.push(reading.rule(RuleId::SeveralStatuses));
    }
    Due { quantity: 1, reference: reading.none(), grounds }
}

/// The allowance row of a status, by subtype and, where there are bands, by rate.
fn own_row(reading: &Reading, status: &MeritStatus, slot: usize, rate: Option<u8>) -> Option<usize> {
    let tables = &reading.law.tables;
    tables.roles.own[slot].iter().copied().find(|row| {
        let row = &tables.rows[*row];
        row.subtype.is_none_or(|subtype| status.subtype == Some(subtype))
            && rate.is_none_or(|rate| row.takes_rate(rate))
    })
}

fn pay_row(reading: &Reading, draft: &mut Draft, status: Held, slot: usize, conclusion: Option<Conclusion>) {
    let rate = conclusion.map(|conclusion| conclusion.rate);
    if let Some(row) = own_row(reading, status.status, slot, rate) {
        let due = due(reading, draft, status, conclusion);
        reading.pay(draft, row, due);
    }
}

fn pay_seniority(reading: &Reading, draft: &mut Draft, status: Held) {
    let years = status.status.seniority_years.unwrap_or(0);
    let tables = &reading.law.tables;
    for row in tables.roles.seniority[status.status.category as usize].iter().copied() {
        if years > 0 && tables.rows[row].subtype == status.status.subtype {
            let due = Due { quantity: years, ..due(reading, draft, status, None) };
            reading.pay(draft, row, due);
        }
    }
}

fn pay_heroic_mother(reading: &Reading, draft: &mut Draft, status: Held, carer: &mut Option<Carer>) {
    let slot = MeritCategory::HeroicMother as usize;
    pay_row(reading, draft, status, slot, None);
    let roles = &reading.law.tables.roles;
    for row in roles.supplement[slot].iter().copied() {
        let due = due(reading, draft, status, None);
        reading.pay(draft, row, due);
    }
    if let Some(alone) = reading.holding(|what| matches!(what, What::LivesAlone)) {
        let row = roles.survivor_care[SurvivorCategory::Martyr as usize].first().copied();
        pay_alone(reading, draft, row, [status.index, alone], Some(RuleId::HeroicMotherAlone));
    }
    offer_carer(reading, carer, status, None);
}

fn pay_alone(
    reading: &Reading,
    draft: &mut Draft,
    row: Option<usize>,
    facts: [u16; 2],
    rule: Option<RuleId>,
) {
    if let Some(row) = row {
        let mut grounds = facts.map(Ground::Fact).to_vec();
        grounds.extend(rule.map(|rule| reading.rule(rule)));
        reading.pay(draft, row, Due { quantity: 1, reference: reading.none(), grounds });
    }
}

fn pay_helper(reading: &Reading, draft: &mut Draft, status: Held) {
    let slot = MeritCategory::HelperOfRevolution as usize;
    let paid = own_row(reading, status.status, slot, None).is_some();
    pay_row(reading, draft, status, slot, None);
    if let Some(alone) = reading.holding(|what| matches!(what, What::LivesAlone))
        && paid
    {
        let row = reading.law.tables.roles.alone[slot].first().copied();
        pay_alone(reading, draft, row, [status.index, alone], None);
    }
}

fn pay_war_invalid(
    reading: &Reading,
    draft: &mut Draft,
    status: Held,
    carer: &mut Option<Carer>,
) -> Result<(), LawError> {
    let category = InjuryCategory::WarInvalid;
    let Some(conclusion) = conclusion(reading, category, ExposureSubtype::SelfExposed) else {
        draft.missing.insert(Missing::Fact(FactKind::InjuryRate));
        return Ok(());
    };
    if let Some(table) = status.status.subtype.and_then(war_table) {
        let terms = Terms {
            scheme: Scheme::Merit,
            category: reading.law.names.war_invalid.clone(),
            part: reading.law.names.allowance.clone(),
            class: reading.law.tables.war_names[table].clone(),
            rate: Some(conclusion.rate),
            quantity: 1,
        };
        let due = due(reading, draft, status, Some(conclusion));
        draft.add(terms, reading.war_cell(table, conclusion.rate), due);
    }
    pay_graded(reading, draft, status, (category, conclusion), carer)
}

fn pay_sick_soldier(
    reading: &Reading,
    draft: &mut Draft,
    status: Held,
    carer: &mut Option<Carer>,
) -> Result<(), LawError> {
    let category = InjuryCategory::SickSoldier;
    let Some(conclusion) = conclusion(reading, category, ExposureSubtype::SelfExposed) else {
        draft.missing.insert(Missing::Fact(FactKind::InjuryRate));
        return Ok(());
    };
    pay_row(reading, draft, status, status.status.category as usize, Some(conclusion));
    pay_graded(reading, draft, status, (category, conclusion), carer)
}

/// Which exposure allowance is due, also to somebody who is a `sick` soldier at the same time.
fn exposure(reading: &Reading, status: Held, sick: bool) -> Result<Exposure, LawError> {
    let found = conclusion(reading, InjuryCategory::ChemicalExposure, ExposureSubtype::SelfExposed);
    let MeritStatus { infertile_or_malformed, disease, .. } = *status.status;
    if !sick {
        return Ok(match found {
            Some(found) if !infertile_or_malformed || found.rate >= reading.law.rules.floor_rate => {
                Exposure::Rated(found)
            }
            found if infertile_or_malformed => Exposure::Floor(found, RuleId::ExposureFloor),
            _ => Exposure::NeedsRate,
        });
    }
    if infertile_or_malformed && !disease {
        return Ok(Exposure::Floor(found, RuleId::SickAndExposed));
    }
    if !infertile_or_malformed {
        return Err(combined_rate());
    }
    let choice = reading.view.find_on(reading.on, |what| match what {
        What::MeritChoice { option } => Some(*option),
        _ => None,
    });
    match choice {
        None => Ok(Exposure::NeedsChoice),
        Some((_, MeritOption::SickSoldierPlus41To60)) => Ok(Exposure::Floor(found, RuleId::SickAndExposed)),
        Some((_, MeritOption::CombinedRate)) => Err(combined_rate()),
    }
}

fn combined_rate() -> LawError {
    let why = "thang áp dụng cho bệnh binh mắc thêm bệnh do chất độc hóa học chưa rõ".to_owned();
    LawError::RuleUnknown { point: Point::CombinedRate, why }
}

fn pay_exposure(
    reading: &Reading,
    draft: &mut Draft,
    status: Held,
    exposure: Exposure,
    carer: &mut Option<Carer>,
) -> Result<(), LawError> {
    let slot = MeritCategory::ChemicalExposure as usize;
    match exposure {
        Exposure::Rated(conclusion) => {
            pay_row(reading, draft, status, slot, Some(conclusion));
            pay_graded(reading, draft, status, (InjuryCategory::ChemicalExposure, conclusion), carer)?;
        }
        Exposure::Floor(conclusion, rule) => {
            let rate = reading.law.rules.floor_paid_as;
            if let Some(row) = own_row(reading, status.status, slot, Some(rate)) {
                let mut due = due(reading, draft, status, conclusion);
                due.grounds.push(reading.rule(rule));
                reading.pay(draft, row, due);
            }
        }
        Exposure::NeedsRate => {
            draft.missing.insert(Missing::Fact(FactKind::InjuryRate));
        }
        Exposure::NeedsChoice => {
            draft.missing.insert(Missing::Fact(FactKind::MeritChoice));
        }
    }
    Ok(())
}

fn pay_exposed_child(reading: &Reading, draft: &mut Draft, status: Held) {
    match conclusion(reading, InjuryCategory::ChemicalExposure, ExposureSubtype::ExposedChild) {
        Some(conclusion) => pay_row(reading, draft, status, EXPOSED_CHILD, Some(conclusion)),
        None => {
            draft.missing.insert(Missing::Fact(FactKind::InjuryRate));
        }
    }
}

/// The supplement and the carer that a high rate brings. Without a medical record neither the special
/// supplement nor a carer is due.
fn pay_graded(
    reading: &Reading,
    draft: &mut Draft,
    status: Held,
    (category, conclusion): (InjuryCategory, Conclusion),
    carer: &mut Option<Carer>,
) -> Result<(), LawError> {
    let unrecorded = category == InjuryCategory::ChemicalExposure && !status.status.medical_record;
    let special = conclusion.special_severe && !unrecorded;
    let slot = status.status.category as usize;
    let tables = &reading.law.tables;
    if let Some(row) = graded_row(reading, &tables.roles.supplement[slot], conclusion.rate, special) {
        if special && first_says_special(reading, category, conclusion) {
            let why = "không có quy định tháng bắt đầu phụ cấp đặc biệt công nhận sau".to_owned();
            return Err(LawError::RuleUnknown { point: Point::SpecialSupplementStart, why });
        }
        let mut due = due(reading, draft, status, Some(conclusion));
        if special {
            due.grounds.push(reading.rule(RuleId::SpecialSupplement));
        } else if conclusion.special_severe {
            due.grounds.push(reading.rule(RuleId::NoMedicalRecord));
        }
        reading.pay(draft, row, due);
    }
    if !unrecorded {
        offer_carer(reading, carer, status, Some(conclusion));
    }
    Ok(())
}

/// Of the rows that take the rate: the special one where it applies and exists, else the ordinary one.
fn graded_row(reading: &Reading, rows: &[usize], rate: u8, special: bool) -> Option<usize> {
    let tables = &reading.law.tables;
    let taking = rows.iter().copied().filter(|row| tables.rows[*row].takes_rate(rate));
    taking
        .filter(|row| special || !tables.rows[*row].special_severe)
        .max_by_key(|row| tables.rows[*row].special_severe)
}

/// Whether this is the month of a newer conclusion that is the first to say so at an unchanged rate.
fn first_says_special(reading: &Reading, category: InjuryCategory, conclusion: Conclusion) -> bool {
    let earlier = || {
        let all = conclusions(reading, category, ExposureSubtype::SelfExposed);
        all.filter(|other| other.from < conclusion.from)
    };
    let previous = earlier().max_by_key(|other| other.from);
    Month::of(conclusion.from) == reading.month
        && previous.is_some_and(|previous| previous.rate == conclusion.rate)
        && !earlier().any(|other| other.special_severe)
}

fn offer_carer(reading: &Reading, carer: &mut Option<Carer>, status: Held, conclusion: Option<Conclusion>) {
    let Some(carer) = carer else { return };
    let rows = &reading.law.tables.roles.carer[status.status.category as usize];
    let rate = conclusion.map_or(0, |conclusion| conclusion.rate);
    let special = conclusion.is_some_and(|conclusion| conclusion.special_severe);
    if let Some(row) = graded_row(reading, rows, rate, special)
        && carer.best.is_none_or(|(other, _)| reading.outranks(row, other))
    {
        carer.best = Some((row, status.index));
    }
}
