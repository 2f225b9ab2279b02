//! `Danh sách chi trả trợ cấp tháng …`: the list paid last month, taken over with its amounts.

use super::money::{self, Named, Unmatched, Words};
use super::order;
use crate::enrolments::stream;
use crate::import::headings::{
    BORN, CITIZEN, COMMUNE, Column, FILE_CODE_OPTIONAL, FULL_NAME, HAMLET, MAN_BORN, Presence, SEX, Table,
    WOMAN_BORN, required,
};
use crate::import::line::Line;
use crate::import::person::{Identity, Who};
use crate::import::{Change, Import, Kind};
use crate::takeover::{ListedLine, take_over_in};
use crate::{Field, OfficeError, Permission};
use domain::Month;
use domain::decisions::Rhythm;
use domain::ids::PersonId;
use domain::people::{Payee, PersonRecord};
use domain::timeline::Dating;
use law::{Name, Scheme, Terms, Vnd};
use std::collections::HashMap;
use store::{enrolments, takeover};

const COLUMNS: &[Column] = &[
    FILE_CODE_OPTIONAL,
    FULL_NAME,
    MAN_BORN,
    WOMAN_BORN,
    BORN,
    SEX,
    CITIZEN,
    COMMUNE,
    HAMLET,
    money::SCHEME,
    money::CATEGORY,
    money::PART,
    money::DETAIL,
    money::COEFFICIENT,
    money::RATE,
    money::QUANTITY,
    money::MARTYR_FILE,
    required("Số tiền").or(&["Mức hưởng", "Tiền trợ cấp", "Mức trợ cấp", "Số tiền trợ cấp"]),
    Column { presence: Presence::Required, ..money::CHANNEL },
    money::POINT,
    money::ACCOUNT,
    money::BANK,
    money::HOLDER,
    money::PROXY,
    money::RELATION,
    money::PROXY_PAPER,
];

pub const KIND: Kind = Kind {
    id: "paid_list",
    title: "Danh sách chi trả trợ cấp",
    order: order::PAID_LIST,
    permission: Permission::Takeover,
    field: None::<Field>,
    columns: COLUMNS,
    list: None,
    read,
};

/// A row that is complete.
struct Row {
    who: Who,
    identity: Identity,
    record: Option<PersonRecord>,
    terms: Terms,
    reference: Name,
    amount: Vnd,
    payee: Option<Payee>,
}

/// What tells a line of the list apart.
type Key = (PersonId, Scheme, Name, Name, Name);

fn read(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let words = Words::new();
    let month = Month::of(import.opening).previous();
    let mut known = taken_over(import)?;
    let mut listed = Vec::new();
    for mut line in import.lines(table) {
        let row = row(import, &mut line, &words, month);
        match row {
            Some(row) if line.problems.is_empty() => {
                let (person, change) = import.put_person(&mut line, row.identity, &row.who, row.record)?;
                let key = (
                    person,
                    row.terms.scheme,
                    stream(&row.terms),
                    row.terms.part.clone(),
                    row.reference.clone(),
                );
                match known.get(&key) {
                    Some(amount) if *amount == row.amount => import.accept(line, change),
                    Some(amount) => {
                        line.park("Số tiền", format!("khoản này đã có trong danh sách với {amount} đồng"));
                        import.set_aside(line);
                    }
                    None => {
                        put_surroundings(import, person, &row.who, row.payee)?;
                        known.insert(key, row.amount);
                        let (terms, reference, amount) = (row.terms, row.reference, row.amount);
                        listed.push(ListedLine { person, terms, reference, amount });
                        import.accept(line, Change::New);
                    }
                }
            }
            _ => import.set_aside(line),
        }
    }
    import.flush()?;
    if !listed.is_empty() {
        take_over_in(import.ctx, import.tx, import.entry, month, &listed)?;
    }
    Ok(())
}

fn taken_over(import: &mut Import) -> Result<HashMap<Key, Vnd>, OfficeError> {
    let enrolled: HashMap<_, _> =
        enrolments::of_office(import.tx, import.office)?.into_iter().map(|one| (one.id, one)).collect();
    let rows = takeover::of_office(import.tx, import.office)?.into_iter().filter_map(|row| {
        let one = enrolled.get(&row.enrolment)?;
        Some(((one.person, one.scheme, one.stream.clone(), row.key.part, row.key.reference), row.listed))
    });
    Ok(rows.collect())
}

fn row(import: &Import, line: &mut Line, words: &Words, month: Month) -> Option<Row> {
    line.filled("Xã, phường");
    line.filled("Số tiền");
    let amount = line.amount("Số tiền");
    let who = Who::read(line, import)?;
    let named = Named::read(import, line, words)?;
    let identity = import.identify(line, &who)?;
    let (record, born) = match identity {
        Identity::Known(person) => (None, import.register.people.get(&person).map(|known| known.record.born)),
        Identity::New => {
            let record = who.record(line)?;
            let born = record.born;
            (Some(record), Some(born))
        }
    };
    let terms = named.terms(import.ctx.rules, line, words, born, month, Unmatched::OfAge)?;
    if Rhythm::of(&terms) == Rhythm::Once {
        line.park(
            money::PART.name,
            "khoản trả một lần không có tháng sau: không tiếp nhận làm khoản đang hưởng",
        );
        return None;
    }
    let payee = money::payee(line, words, &who.full_name, import.opening);
    let amount = amount.filter(|amount| *amount > Vnd::ZERO);
    if amount.is_none() {
        line.refuse("Số tiền", "số tiền phải lớn hơn 0");
    }
    Some(Row { who, identity, record, terms, reference: named.reference, amount: amount?, payee })
}

fn put_surroundings(
    import: &mut Import,
    person: PersonId,
    who: &Who,
    payee: Option<Payee>,
) -> Result<(), OfficeError> {
    if let Some(place) = &who.place {
        import.put_residence(person, place, import.opening)?;
    }
    if let Some(payee) = payee {
        // The office may prepare its first list before the opening month begins.
        let from = Month::of(import.opening).previous().first_day();
        import.put_payee(person, Payee { from, ..payee }, Dating::Assumed)?;
    }
    Ok(())
}
