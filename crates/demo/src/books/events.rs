//! The year's decisions and the communes' monthly reports.

use crate::books::{Book, Naming, PERSON, TERMS, by_commune, person, terms};
use crate::month::Month;
use crate::office::Office;
use crate::sheet::{Table, Value};
use crate::year::{Change, Decision, GRANT};

pub fn decisions(office: &Office) -> Book {
    let mut headings = vec!["Số quyết định", "Ngày ký", "Cơ quan ban hành", "Loại quyết định"];
    headings.extend(PERSON);
    headings.push("Mã đối tượng");
    headings.extend(TERMS);
    headings.extend([
        "Từ tháng",
        "Mức hưởng",
        "Truy lĩnh",
        "Lý do",
        "Ngày nhận",
        "Hình thức",
        "Điểm chi trả",
        "Số tài khoản",
        "Ngân hàng",
        "Chủ tài khoản",
    ]);
    let sheet = |name: &str, issuer: &str, front: &'static [&'static str]| {
        let decisions = office.decisions.iter().filter(|d| d.issuer.starts_with(issuer));
        Table {
            title: "SỔ QUYẾT ĐỊNH TRỢ CẤP NĂM 2023".to_owned(),
            headings: headings.clone(),
            rows: decisions.flat_map(|d| rows(office, d)).collect(),
            front,
            ..Table::new("decisions", name)
        }
    };
    let tables = vec![
        sheet("UBND thị xã", "UBND", &[]),
        sheet("Sở LĐTBXH", "Sở", &["Họ và tên", "Nam", "Nữ", "Số quyết định"]),
    ];
    Book::new("quyet-dinh-2023.xlsx", tables)
}

fn rows(office: &Office, decision: &Decision) -> Vec<Vec<Value>> {
    let payee = office.payee(decision.person);
    let of_line = |(n, line)| {
        let mut cells = vec![
            Value::text(&decision.number),
            Value::Day(decision.signed),
            Value::text(decision.issuer),
            Value::text(decision.kind),
        ];
        cells.extend(person(office, decision.person, Naming::Full));
        cells.push(Value::owned(office.code(decision.person)));
        cells.extend(terms(line));
        cells.extend([
            Value::owned(decision.from.text()),
            Value::money(decision.written.get(n).copied()),
            Value::money(decision.arrears.filter(|_| n == 0)),
            Value::text(&decision.reason),
            Value::Day(decision.received),
        ]);
        if decision.kind == GRANT {
            cells.extend([
                Value::text(payee.channel),
                Value::text(&payee.point),
                Value::text(&payee.account),
                Value::text(payee.bank),
                Value::text(&payee.holder),
            ]);
        } else {
            cells.extend(vec![Value::None; 5]);
        }
        cells
    };
    decision.lines.iter().enumerate().map(of_line).collect()
}

/// A month's report without its rows.
pub fn changes_table(month: Month) -> Table {
    let mut headings = vec!["Ngày báo cáo", "Loại biến động"];
    headings.extend(&PERSON[..5]);
    headings.extend(["Mã đối tượng", "Ngày xảy ra", "Nội dung mới", "Ghi chú"]);
    Table {
        title: format!("BÁO CÁO TĂNG, GIẢM, THAY ĐỔI THÁNG {}", month.text()),
        headings,
        front: if month.number() > 6 { &["Họ và tên", "Nam", "Nữ"] } else { &[] },
        ..Table::new("changes", "")
    }
}

pub fn changes(office: &Office, month: Month) -> Book {
    let of_month = office.changes.iter().filter(|c| Month::of(c.reported) == month);
    let rows = of_month.map(|c| (office.people.all[c.person].commune, change_row(office, c))).collect();
    let path = format!("bien-dong-2023/bien-dong-{:02}.xlsx", month.number());
    Book::new(&path, by_commune(&changes_table(month), rows))
}

pub fn change_row(office: &Office, change: &Change) -> Vec<Value> {
    let mut cells = vec![Value::Day(change.reported), Value::text(change.kind)];
    cells.extend(person(office, change.person, Naming::Full).into_iter().take(5));
    cells.extend([
        Value::owned(office.code(change.person)),
        Value::Day(change.happened),
        Value::text(&change.content),
        Value::text(change.note),
    ]);
    cells
}
