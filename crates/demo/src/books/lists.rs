//! The list paid in December 2022.

use crate::books::{Book, Naming, PERSON, TERMS, by_commune, person, terms};
use crate::office::{Line, Office, Regime};
use crate::person::PersonId;
use crate::rates::Level;
use crate::sheet::{Table, Value};

pub fn paid(office: &Office) -> Book {
    let assistance = Table {
        title: "DANH SÁCH CHI TRẢ TRỢ CẤP XÃ HỘI THÁNG 12/2022".to_owned(),
        front: &["Họ và tên", "Nam", "Nữ", "Mã đối tượng"],
        ..table("XH")
    };
    let merit = Table {
        title: "DANH SÁCH CHI TRẢ TRỢ CẤP NGƯỜI CÓ CÔNG THÁNG 12/2022".to_owned(),
        ..table("NCC")
    };
    let mut tables = by_commune(&assistance, rows(office, |regime| regime != Regime::Merit));
    tables.extend(by_commune(&merit, rows(office, |regime| regime == Regime::Merit)));
    Book::new("chi-tra-2022-12.xlsx", tables)
}

fn table(sheet: &str) -> Table {
    let mut headings = vec!["Mã đối tượng"];
    headings.extend(PERSON);
    headings.extend(TERMS);
    headings.extend([
        "Số tiền",
        "Hình thức",
        "Điểm chi trả",
        "Số tài khoản",
        "Ngân hàng",
        "Chủ tài khoản",
        "Người nhận thay",
        "Quan hệ người nhận",
        "Giấy tờ người nhận",
    ]);
    Table { headings, ..Table::new("paid_list", sheet) }
}

fn rows(office: &Office, wanted: fn(Regime) -> bool) -> Vec<(usize, Vec<Value>)> {
    let mut rows: Vec<(PersonId, &Line)> = office
        .enrolments
        .iter()
        .flat_map(|e| e.old_list.iter().map(move |line| (e.person, line)))
        .filter(|(_, line)| wanted(line.regime))
        .collect();
    // As an office keeps its list: by hamlet, then as people were added.
    rows.sort_by(|a, b| {
        let key = |id: PersonId| (&office.people.all[id].hamlet, id);
        key(a.0).cmp(&key(b.0))
    });
    rows.into_iter().map(|(id, line)| (office.people.all[id].commune, row(office, id, line))).collect()
}

fn row(office: &Office, id: PersonId, line: &Line) -> Vec<Value> {
    let payee = office.payee(id);
    let mut cells = vec![Value::owned(office.code(id))];
    cells.extend(person(office, id, Naming::Full));
    cells.extend(terms(line));
    cells.extend([
        Value::Money(line.amount(&office.rates, Level::December2022)),
        Value::text(payee.channel),
        Value::owned(payee.point),
        Value::owned(payee.account),
        Value::text(payee.bank),
        Value::owned(payee.holder),
        Value::owned(payee.receiver),
        Value::text(payee.relation),
        Value::owned(payee.receiver_paper),
    ]);
    cells
}
