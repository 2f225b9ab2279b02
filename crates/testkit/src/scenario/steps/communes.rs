//! Monthly reports of communes, and lists of other bodies.

use super::people::find_unit;
use super::{Failed, Told, Words, World};
use domain::communes::ProposalState;
use domain::ids::{OutsideRowId, PersonId, ProposalId};
use domain::outside::{MatchAnswer, OutsideList};
use office::Field;
use office::communes::{self, Reported, ReportedRow, Which};
use office::import::reader::{Cell, Sheet};
use office::outside::{self, Confirmed};
use office::permission::Role;

/// `row "Heading=text" …`: a line of the next report that is handed in.
pub fn row(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    if world.handed_in {
        world.rows.clear();
        world.handed_in = false;
    }
    let mut cells = Vec::new();
    while !words.is_empty() {
        let cell = words.next("heading=value")?;
        let (heading, value) = cell.split_once('=').ok_or_else(|| format!("no heading=value: {cell}"))?;
        cells.push((heading.to_owned(), value.to_owned()));
    }
    world.rows.push(cells);
    Ok(Told::default())
}

fn which(world: &World, words: &mut Words) -> Result<Which, Failed> {
    let unit = find_unit(world, words.next("a commune")?)?.0;
    let month = words.month("the month")?;
    let field = words.next("the field")?;
    let field = Field::from_word(field).ok_or_else(|| format!("no field: {field}"))?;
    Ok(Which { unit, month, field })
}

/// `hand_in COMMUNE MONTH FIELD [nothing] => proposed N; known N; still_returned N; doubt ROW "TEXT"`: the rows since
/// the last hand-in; without new ones the same again.
pub fn hand_in(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let which = which(world, words)?;
    let nothing = words.takes("nothing");
    let told = {
        let ctx = world.by(words, Role::CommuneOfficer)?;
        if nothing {
            communes::hand_in_nothing(&ctx, which)?
        } else {
            communes::hand_in(&ctx, which, &[sheet(&world.rows)])?
        }
    };
    world.handed_in = true;
    let mut always = Vec::new();
    for (what, count) in
        [("proposed", told.proposed), ("known", told.known), ("still_returned", told.still_returned.len())]
    {
        if count > 0 {
            always.push(format!("{what} {count}"));
        }
    }
    let doubts = told.doubts.iter().map(|(row, text)| format!("doubt {row} {text}"));
    Ok(Told { always, asked: doubts.collect() })
}

/// All headings that a row names, then the rows.
fn sheet(rows: &[Vec<(String, String)>]) -> Sheet {
    let mut headings: Vec<&str> = Vec::new();
    for (heading, _) in rows.iter().flatten() {
        if !headings.contains(&heading.as_str()) {
            headings.push(heading);
        }
    }
    let mut all = vec![headings.iter().map(|heading| Cell::text(heading)).collect::<Vec<_>>()];
    for row in rows {
        let cell = |heading: &&str| {
            let found = row.iter().find(|(name, _)| name == heading);
            found.map_or(Cell::Empty, |(_, text)| Cell::text(text))
        };
        all.push(headings.iter().map(cell).collect());
    }
    Sheet::new("bao-cao.xlsx", "", 1, all)
}

/// `board MONTH => COMMUNE FIELD SENDING waiting N accepted N returned N`: what has come; what has not may be asked.
pub fn board(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let month = words.month("the month")?;
    let board = communes::board(&world.by(words, Role::Specialist)?, month)?;
    let mut told = Told::default();
    for row in &board.rows {
        for (field, cell) in board.fields.iter().zip(&row.cells) {
            let Some(cell) = cell else { continue };
            let short = row.name.trim_start_matches("phường ").trim_start_matches("xã ");
            let what = format!("{short} {} {}", field.word(), cell.sending.word());
            if cell.sending.is_sent() {
                let counts = cell.counts;
                told.always.push(format!(
                    "{what} waiting {} accepted {} returned {}",
                    counts.waiting, counts.accepted, counts.returned
                ));
            } else {
                told.asked.push(what);
            }
        }
    }
    Ok(told)
}

/// The rows that the rest of the step names: `COMMUNE MONTH FIELD [NAME …]`, those that wait unless `returned` stands
/// first.
fn rows_of(world: &World, words: &mut Words) -> Result<Vec<ReportedRow>, Failed> {
    let state = if words.takes("returned") { ProposalState::Returned } else { ProposalState::Proposed };
    let which = which(world, words)?;
    let reports = communes::reported(&world.ctx(Role::Specialist), which.month)?;
    let own = reports.into_iter().filter(|report: &Reported| report.which == which);
    let mut rows: Vec<ReportedRow> = own.flat_map(|report| report.rows).collect();
    rows.retain(|row| row.state == state);
    let mut names = Vec::new();
    while words.keyword().is_some_and(|word| !["by", "reason"].contains(&word)) {
        names.push(words.next("a name")?.to_owned());
    }
    if !names.is_empty() {
        rows.retain(|row| names.iter().any(|name| name == row.cell("Họ và tên")));
    }
    Ok(rows)
}

/// `accept [returned] COMMUNE MONTH FIELD [NAME …] => accepted N; left NAME "WHY"`.
pub fn accept(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let rows = rows_of(world, words)?;
    let ids: Vec<ProposalId> = rows.iter().map(|row| row.id).collect();
    let checked = communes::accept(&world.by(words, Role::Specialist)?, &ids)?;
    let name = |id: &ProposalId| {
        rows.iter().find(|row| row.id == *id).map_or_else(String::new, |row| row.cell("Họ và tên").to_owned())
    };
    let mut always = vec![format!("accepted {}", checked.accepted.len())];
    always.extend(checked.left.iter().map(|(id, why)| format!("left {} {why}", name(id))));
    Ok(Told { always, asked: Vec::new() })
}

/// `return COMMUNE MONTH FIELD [NAME …] reason "TEXT"`.
pub fn give_back(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let rows = rows_of(world, words)?;
    let reason = words.after("reason")?.unwrap_or_default().to_owned();
    let ids: Vec<ProposalId> = rows.iter().map(|row| row.id).collect();
    communes::return_rows(&world.by(words, Role::Specialist)?, &ids, &reason)?;
    Ok(Told::default())
}

/// `withdraw COMMUNE MONTH FIELD`: the newest report.
pub fn withdraw(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let which = which(world, words)?;
    let reports = communes::reported(&world.ctx(Role::Specialist), which.month)?;
    let own = reports.into_iter().rev().find(|report| report.which == which);
    let own = own.ok_or_else(|| "no report to withdraw".to_owned())?;
    communes::withdraw(&world.by(words, Role::CommuneOfficer)?, own.id)?;
    Ok(Told::default())
}

/// `matches => LIST NAME CERTAINTY AMOUNT; …`: those that wait for an answer.
pub fn matches(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let compared = outside::compared(&world.by(words, Role::Specialist)?)?;
    let told = compared.matches.iter().map(|one| {
        let sum: law::Vnd = one.paid.iter().filter_map(|(_, sum)| *sum).sum();
        let what = format!("{} {} {}", one.listed.list.word(), world.name(one.person), one.certainty.word());
        (one.answer.as_ref().map(|answer| answer.answer), format!("{what} {}", sum.0))
    });
    let mut found = Told::default();
    for (answer, text) in told {
        match answer {
            None => found.always.push(text),
            Some(MatchAnswer::Confirmed) => found.asked.push(format!("confirmed {text}")),
            Some(MatchAnswer::Rejected) => found.asked.push(format!("rejected {text}")),
        }
    }
    Ok(found)
}

fn one_match(world: &World, words: &mut Words) -> Result<(OutsideRowId, PersonId), Failed> {
    let list = words.next("the list")?;
    let list = OutsideList::from_word(list).ok_or_else(|| format!("no list: {list}"))?;
    let person = world.person(words.next("a name")?)?;
    let compared = outside::compared(&world.ctx(Role::Specialist))?;
    let found = compared.matches.iter().find(|one| one.listed.list == list && one.person == person);
    let found = found.ok_or_else(|| "no such match".to_owned())?;
    Ok((found.row, found.person))
}

/// `confirm LIST NAME [amount N] [on DATE]`.
pub fn confirm(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let (row, person) = one_match(world, words)?;
    let more = Confirmed { amount: words.vnd_after("amount")?, on: words.date_after("on")? };
    outside::confirm(&world.by(words, Role::Specialist)?, row, person, more)?;
    Ok(Told::default())
}

/// `reject LIST NAME [reason "TEXT"]`.
pub fn reject(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let (row, person) = one_match(world, words)?;
    let reason = words.after("reason")?.map(str::to_owned);
    outside::reject(&world.by(words, Role::Specialist)?, row, person, reason.as_deref())?;
    Ok(Told::default())
}
