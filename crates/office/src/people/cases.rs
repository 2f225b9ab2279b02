//! What the law may know of people: facts, with the class of their household projected to its members.

use super::*;
use domain::households::{ClassPeriod, project};
use store::households;

/// A period of days, from ≤ d < until.
type Days = (Date, Option<Date>);

/// One person's case. `extra` are facts that other registers give: decisions, from payroll.
pub fn load_case(
    tx: &mut Tx,
    office: OfficeId,
    person: PersonId,
    known: Known,
    extra: Vec<Fact>,
) -> Result<Case, OfficeError> {
    let sheet = read(tx, office, person, known)?;
    let mut membership = Vec::new();
    for row in households::memberships(tx, person, known)? {
        let classes = households::classes_of(tx, row.member.household, known)?;
        let classes = classes.into_iter().map(|class| class.value).collect();
        membership.push(((row.member.from, row.member.until), classes));
    }
    let rows = sheet.facts.iter().map(|(_, row)| row);
    let died = sheet.death.map(|death| death.died_on);
    case(&sheet.record, died, rows, &membership, extra)
}

/// The cases of all people of the office, by person; five queries whatever their number.
pub fn load_cases(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
    mut extra: HashMap<PersonId, Vec<Fact>>,
) -> Result<Vec<(PersonId, Case)>, OfficeError> {
    let mut by_household: HashMap<HouseholdId, Vec<ClassPeriod>> = HashMap::new();
    for row in households::classes(tx, office, known)? {
        by_household.entry(row.household).or_default().push(row.value);
    }
    let mut memberships: HashMap<PersonId, Vec<(Days, Vec<ClassPeriod>)>> = HashMap::new();
    for row in households::members(tx, office, known)? {
        let classes = by_household.get(&row.member.household).cloned().unwrap_or_default();
        let days = (row.member.from, row.member.until);
        memberships.entry(row.member.person).or_default().push((days, classes));
    }
    let mut died: HashMap<PersonId, Date> = HashMap::new();
    for row in people::all_deaths(tx, office, known)? {
        died.insert(row.person, row.value.died_on);
    }
    let all = facts::of_office(tx, office, known)?;
    let mut facts = all.as_slice();
    let mut cases = Vec::new();
    // Both lists come by person, so that each person's facts are the next run of rows.
    for record in people::records(tx, office, known)? {
        let before = facts.iter().take_while(|row| row.person < record.person).count();
        let own = facts[before..].iter().take_while(|row| row.person == record.person).count();
        let rows = facts[before..before + own].iter().map(|row| &row.value);
        let membership = memberships.remove(&record.person).unwrap_or_default();
        let extra = extra.remove(&record.person).unwrap_or_default();
        let died = died.get(&record.person).copied();
        cases.push((record.person, case(&record.value, died, rows, &membership, extra)?));
        facts = &facts[before + own..];
    }
    Ok(cases)
}

/// Where each person of the office lives, dated, oldest first: what lists and sums by commune go by.
pub fn residences(
    tx: &mut Tx,
    office: OfficeId,
    known: Known,
) -> Result<HashMap<PersonId, Vec<(Days, Place)>>, OfficeError> {
    let mut found: HashMap<PersonId, Vec<(Days, Place)>> = HashMap::new();
    for row in facts::of_office(tx, office, known)? {
        if let (FactKind::Residence, Some(unit)) = (row.value.kind, row.value.unit) {
            let place = Place { unit, hamlet: row.value.hamlet };
            found.entry(row.person).or_default().push(((row.value.from, row.value.until), place));
        }
    }
    Ok(found)
}

fn case<'a>(
    record: &PersonRecord,
    died: Option<Date>,
    rows: impl Iterator<Item = &'a FactRow>,
    membership: &[(Days, Vec<ClassPeriod>)],
    extra: Vec<Fact>,
) -> Result<Case, OfficeError> {
    let mut facts = Vec::new();
    let mut own: Vec<(Days, HouseholdClass)> = Vec::new();
    for row in rows {
        let fact = row.to_fact().map_err(|column| OfficeError::Conflict(column.to_string()))?;
        match fact.what {
            What::Household { class } => own.push(((fact.from, fact.until), class)),
            _ => facts.push(fact),
        }
    }
    facts.extend(project(membership, &own));
    facts.extend(extra);
    let person = law::Person { born: record.born, sex: record.sex, died };
    Ok(Case { person, facts })
}
