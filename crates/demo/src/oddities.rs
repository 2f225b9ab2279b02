//! What every old list has: people paid otherwise than the law says, and papers that lack something. A takeover
//! should show them.

use crate::assistance::{EIGHTY, POOR_ELDERLY, SEVERE, SINGLE_PARENT};
use crate::merit::{CLASS_B, WAR_INVALID};
use crate::month::ymd;
use crate::office::{Line, Office, Price};
use crate::person::PersonId;
use crate::rates::Level;
use crate::results;

/// Spoils a handful of rows, and sets those apart who stay away for months.
pub fn generate(office: &mut Office) {
    for (category, count, spoil) in [
        (EIGHTY, 3, pensioner as fn(&mut Office, usize)),
        (SEVERE, 2, without_certificate),
        (POOR_ELDERLY, 3, without_supporter),
        (SINGLE_PARENT, 2, without_children),
    ] {
        let rows: Vec<usize> = (0..office.assisted.len())
            .filter(|row| {
                let row = &office.assisted[*row];
                row.category == category && row.added.is_none() && !office.people.all[row.person].reserved
            })
            .skip(11)
            .step_by(9)
            .take(count)
            .collect();
        for row in rows {
            spoil(office, row);
            set_apart(office, office.assisted[row].person);
        }
    }
    wrong_coefficients(office);
    wrong_rate(office);
    for e in 0..office.enrolments.len() {
        let id = office.enrolments[e].person;
        let person = &office.people.all[id];
        if results::absent_from(office.seed, &person.citizen, &person.name).is_some() {
            office.people.all[id].reserved = true;
        }
    }
}

fn set_apart(office: &mut Office, person: PersonId) {
    office.people.all[person].reserved = true;
    office.oddities.push(person);
}

/// Draws a pension, and the allowance of eighty all the same.
fn pensioner(office: &mut Office, row: usize) {
    office.assisted[row].pension = Some(office.rates.amount("some_pension", Level::December2022));
}

fn without_certificate(office: &mut Office, row: usize) {
    let row = &mut office.assisted[row];
    (row.degree, row.certificate) = ("", None);
}

fn without_supporter(office: &mut Office, row: usize) {
    office.assisted[row].support = "";
}

fn without_children(office: &mut Office, row: usize) {
    office.assisted[row].children.clear();
}

/// Two paid as if sixty already, three whose sixtieth birthday nobody noticed.
fn wrong_coefficients(office: &mut Office) {
    let spans = [(ymd(1964, 2, 1), ymd(1968, 12, 31), 2, 20), (ymd(1960, 1, 1), ymd(1962, 11, 30), 3, 15)];
    for (first, last, count, tenths) in spans {
        let people: Vec<PersonId> = office
            .assisted
            .iter()
            .filter(|row| row.category == SEVERE)
            .map(|row| row.person)
            .filter(|p| {
                let person = &office.people.all[*p];
                person.born >= first && person.born <= last && !person.reserved
            })
            .take(count)
            .collect();
        for person in people {
            if let Some(enrolment) = office.enrolments.iter_mut().find(|e| e.person == person) {
                enrolment.old_list = vec![Line::social(SEVERE, tenths)];
            }
            set_apart(office, person);
        }
    }
}

/// A war invalid paid one step of the table too low.
fn wrong_rate(office: &mut Office) {
    let file = office.files.iter().find(|f| {
        f.category == WAR_INVALID
            && f.kind != CLASS_B
            && f.rate.is_some_and(|rate| (42..50).contains(&rate))
            && !office.people.all[f.person].reserved
            && office.people.all[f.person].died.is_none()
    });
    let Some((person, rate)) = file.and_then(|f| Some((f.person, f.rate?))) else { return };
    let old = |e: &&mut crate::office::Enrolment| {
        e.person == person && e.old_list.first().is_some_and(|l| l.category == WAR_INVALID)
    };
    if let Some(enrolment) = office.enrolments.iter_mut().find(old) {
        // A sum that is not the table's stays as it is when the table rises.
        let row = format!("war_invalid_{}", rate - 1);
        enrolment.old_list[0].price = Price::Fixed(office.rates.amount(&row, Level::December2022));
    }
    set_apart(office, person);
}
