//! Convalescence (điều dưỡng phục hồi sức khỏe): whose turn comes this year, and nobody twice in one. The list goes up
//! in the first quarter; who goes, and whether at home or to a centre, is for the approved list to say (Decree 131/2021,
//! Art. 84 to 87). The list goes out with the columns of the book of decisions, so that it comes back as one.

use crate::decisions::NewDecision;
use crate::export::registers::{Source, home, who};
use crate::export::{List, derived};
use crate::import::Kind;
use crate::import::headings::{
    CITIZEN, COMMUNE, Column, FILE_CODE, FULL_NAME, HAMLET, Input, MAN_BORN, WOMAN_BORN, names_of, required,
};
use crate::people::load_cases;
use crate::{Ctx, Field, OfficeError};
use domain::decisions::{DecisionState, Item};
use domain::ids::PersonId;
use domain::labels::{Category, Part};
use domain::people::NumberKind;
use law::{Scheme, Terms};
use std::collections::{BTreeSet, HashMap};
use store::Tx;
use store::as_of::AsOf;
use store::enrolments;
use store::people::Known;

const COLUMNS: &[Column] = &[
    required("Số quyết định"),
    required("Ngày ký").ask(Input::Date),
    required("Cơ quan ban hành"),
    required("Loại quyết định"),
    FILE_CODE,
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    CITIZEN,
    COMMUNE,
    HAMLET,
    required("Diện"),
    required("Khoản"),
    required("Từ tháng").ask(Input::Month),
    required("Căn cứ"),
    required("Lần trước"),
];

/// The list of turns, for export.
pub const KIND: Kind = derived(
    "convalescence",
    "Danh sách đề nghị điều dưỡng phục hồi sức khỏe",
    Some(Field::Merit),
    COLUMNS,
    list,
);

/// Whether a decision with these terms sends somebody to convalesce.
pub(crate) fn is_turn(terms: &Terms) -> bool {
    terms.scheme == Scheme::MeritOneOff
        && matches!(Part::from_word(&terms.part), Some(Part::ConvalescenceHome | Part::ConvalescenceCentre))
}

/// The years in which somebody's turn was, by the number of the decision; drafts that wait count.
pub(crate) struct Turns(HashMap<PersonId, Vec<(i16, Option<String>)>>);

impl Turns {
    pub fn load(ctx: &Ctx, tx: &mut Tx) -> Result<Turns, OfficeError> {
        let as_of = AsOf::known_on(tx, ctx.office, ctx.on)?;
        let mut items = enrolments::items(tx, ctx.office, &as_of)?;
        let mut turns: HashMap<PersonId, Vec<(i16, Option<String>)>> = HashMap::new();
        for enrolment in enrolments::of_office(tx, ctx.office)? {
            let own = items.remove(&enrolment.id).unwrap_or_default();
            let sends = |item: &&Item| {
                item.decision.state() != DecisionState::Void
                    && item.terms.iter().any(|one| is_turn(&one.terms))
            };
            let years = own.iter().filter(sends);
            let mut years =
                years.map(|item| (item.from_month.year(), item.decision.number.clone())).peekable();
            if years.peek().is_some() {
                turns.entry(enrolment.person).or_default().extend(years);
            }
        }
        Ok(Turns(turns))
    }

    /// Why another decision cannot send the person in that year.
    pub fn taken(&self, person: PersonId, year: i16, number: Option<&str>) -> Option<String> {
        let of_person = self.0.get(&person)?;
        let (_, by) =
            of_person.iter().find(|(one, by)| *one == year && (by.is_none() || by.as_deref() != number))?;
        let by = by.as_ref().map_or("một dự thảo quyết định".to_owned(), |number| {
            format!("quyết định số {number}")
        });
        Some(format!("người này đã có lượt điều dưỡng năm {year} theo {by}"))
    }

    fn last(&self, person: PersonId) -> Option<i16> {
        self.0.get(&person)?.iter().map(|(year, _)| *year).max()
    }
}

/// Refused: `convalescence_twice`, if the decision would send somebody twice in one year.
pub(crate) fn refuse_second(ctx: &Ctx, tx: &mut Tx, new: &NewDecision) -> Result<(), OfficeError> {
    let sent = new.items.iter().filter(|item| item.terms.iter().any(|one| is_turn(&one.terms)));
    let sent: Vec<(PersonId, i16)> = sent.map(|item| (item.person, item.from_month.year())).collect();
    if sent.is_empty() {
        return Ok(());
    }
    let turns = Turns::load(ctx, tx)?;
    let mut named = BTreeSet::new();
    for (person, year) in sent {
        let twice = (!named.insert((person, year)))
            .then(|| format!("quyết định ghi một người hai lượt điều dưỡng năm {year}"));
        if let Some(why) = twice.or_else(|| turns.taken(person, year, None)) {
            return Err(OfficeError::refused("convalescence_twice", why));
        }
    }
    Ok(())
}

/// Whose turn comes in the year of `ctx.on`, by the facts of that day and the decisions of the books. Who was sent
/// before the books began is not known: such people stand in the list with nothing under `Lần trước`.
pub fn list(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let turns = Turns::load(ctx, tx)?;
    let source = Source::load(ctx, tx)?;
    let mut rows = Vec::new();
    for (person, case) in load_cases(tx, ctx.office, Known::Now, HashMap::new())? {
        let Some(turn) = ctx.rules.merit.convalescence_turn(&case, ctx.on) else { continue };
        let last = turns.last(person);
        let waits = last.is_some_and(|last| ctx.on.year() < last + i16::from(turn.years));
        if waits || case.person.died.is_some_and(|died| died <= ctx.on) {
            continue;
        }
        let known = source.person(person)?;
        let Some(place) = home(ctx, known) else { continue };
        let [name, man, woman, citizen] = who(known);
        let [commune, hamlet] = source.place(Some(&place));
        let code = known.numbers.iter().find(|number| number.kind == NumberKind::File);
        let code = code.map_or_else(String::new, |number| number.number.clone());
        let category = Category::of_id(turn.category).and_then(Category::label).unwrap_or_default();
        let blank = String::new;
        rows.push(vec![
            blank(),
            blank(),
            blank(),
            "Hưởng".to_owned(),
            code,
            name,
            man,
            woman,
            citizen,
            commune,
            hamlet,
            category.to_owned(),
            "Điều dưỡng tại nhà".to_owned(),
            blank(),
            ctx.rules.provisions.get(turn.provision).text.to_string(),
            last.map_or_else(blank, |year| year.to_string()),
        ]);
    }
    rows.sort_by(|one, other| (&one[9], &one[10]).cmp(&(&other[9], &other[10])));
    Ok(List { title: "Danh sách điều dưỡng", headings: const { &names_of::<16>(COLUMNS) }, rows })
}
