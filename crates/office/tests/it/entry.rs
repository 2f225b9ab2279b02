//! One record by hand: entered, corrected, refused with all its problems.

use domain::people::NumberKind;
use jiff::civil::{Date, date};
use office::Ctx;
use office::import::Change;
use office::import::entry::{Entered, enter};
use office::import::kinds::KINDS;
use office::people;
use office::permission::Role;
use store::people::Known;
use testkit::{TestOffice, databases};

const DAY: Date = date(2023, 3, 10);

/// `Cột=giá trị; …`
fn enter_text(ctx: &Ctx, kind: &str, text: &str) -> Entered {
    let cells = text.split(';').map(|cell| {
        let (name, value) = cell.split_once('=').unwrap();
        (name.trim().to_owned(), value.trim().to_owned())
    });
    enter(ctx, kind, &cells.collect::<Vec<_>>()).unwrap()
}

/// `(doubt) column: reason` of each problem.
fn problems(entered: Entered) -> Vec<String> {
    let Entered::Problems(problems) = entered else { panic!("{entered:?}") };
    let shown = |one: office::import::entry::EntryProblem| {
        let doubt = if one.doubt { "? " } else { "" };
        format!("{doubt}{}: {}", one.column.unwrap_or_default(), one.reason)
    };
    problems.into_iter().map(shown).collect()
}

const EN: &str =
    "Mã đối tượng=BT1; Họ và tên=Lê Thị Én; Nữ=1950; Xã, phường=An Hòa; Diện=Người khuyết tật nặng";

#[test]
fn a_record_is_entered_corrected_and_entered_again() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let class = |class: &str| format!("{EN}; Hộ={class}");
        let done = |entered: Entered| match entered {
            Entered::Done(change, _) => change,
            Entered::Problems(problems) => panic!("{engine}: {problems:?}"),
        };
        assert_eq!(done(enter_text(&ctx, "assistance", &class("Nghèo"))), Change::New, "{engine}");
        assert_eq!(done(enter_text(&ctx, "assistance", &class("Nghèo"))), Change::Same, "{engine}");
        assert_eq!(done(enter_text(&ctx, "assistance", &class("Khác"))), Change::Changed, "{engine}");
        // The same values as the first time, within the same second of the clock.
        assert_eq!(done(enter_text(&ctx, "assistance", &class("Nghèo"))), Change::Changed, "{engine}");
        let found = db.read(|tx| store::people::by_number(tx, ctx.office, NumberKind::File, "BT1")).unwrap();
        let sheet = people::show(&ctx, found[0], Known::Now).unwrap();
        let household = sheet.facts.iter().find(|(_, fact)| fact.kind == law::FactKind::Household).unwrap();
        assert_eq!(household.1.words[0].as_deref(), Some("poor"), "{engine}");
        // Other headings that the importer reads are read here too.
        let total = "so=Người tham dự sự kiện; SỐ LƯỢNG=300; ngày=5/3/2023; văn bản=BC 12";
        assert_eq!(done(enter_text(&ctx, "paper_totals", total)), Change::New, "{engine}");
    }
}

#[test]
fn all_problems_come_at_once_and_nothing_is_written() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let unknown = enter(&ctx, "assistance", &[("Cột lạ".to_owned(), "x".to_owned())]).unwrap_err();
        assert_eq!(unknown.code(), "unknown_column", "{engine}");
        assert!(unknown.to_string().contains("Mã đối tượng"), "{engine}: names the columns that there are");
        assert_eq!(enter(&ctx, "không có", &[]).unwrap_err().code(), "not_found");
        assert_eq!(problems(enter(&ctx, "assistance", &[]).unwrap()), [": chưa nhập gì"]);
        let one = enter_text(&ctx, "assistance", "Họ và tên=Lê Thị Én");
        assert_eq!(
            problems(one),
            ["Mã đối tượng: để trống", "Xã, phường: để trống", "Diện: để trống"],
            "{engine}"
        );
        let bad =
            "Mã đối tượng=BT1; Họ và tên=Lê Thị Én; Nữ=31/02/1950; Xã, phường=Xứ Lạ; Diện=Lạ; HIV=có lẽ";
        assert_eq!(
            problems(enter_text(&ctx, "assistance", bad)),
            [
                "Diện: không có diện “Lạ”",
                "Nữ: \"31/02/1950\" không phải một ngày có trong lịch",
                "? Xã, phường: không có đơn vị “Xứ Lạ” trong địa bàn",
                "HIV: “có lẽ” không phải dấu x hoặc “có”",
            ],
            "{engine}"
        );
        let imports = db.read(|tx| store::imports::all(tx, ctx.office)).unwrap();
        assert!(imports.is_empty(), "{engine}: {imports:?}");
        let auditor = office.ctx(Role::Auditor, DAY);
        let forbidden =
            enter(&auditor, "assistance", &[("Họ và tên".to_owned(), "A".to_owned())]).unwrap_err();
        assert_eq!(forbidden.code(), "forbidden", "{engine}");
    }
}

/// Every kind has its section in `docs/workbooks.md`, with its title and each of its headings.
#[test]
fn every_kind_is_described() {
    let text = include_str!("../../../../docs/workbooks.md");
    for kind in KINDS {
        let Some((_, section)) = text.split_once(&format!("### {}: ", kind.id)) else {
            panic!("docs/workbooks.md: no section of {}", kind.id);
        };
        let section = section.split("\n##").next().unwrap_or_default();
        assert!(section.lines().next().is_some_and(|line| line.contains(kind.title)), "{}: title", kind.id);
        // These four mean the same in every list: the table of cells above tells how they are read.
        let everywhere = ["Nam", "Nữ", "Ngày sinh", "Giới tính"];
        for column in kind.columns.iter().filter(|column| !everywhere.contains(&column.name)) {
            assert!(section.contains(column.name), "{}: {}", kind.id, column.name);
        }
    }
}
