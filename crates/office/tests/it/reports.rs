//! The year report: frozen, printed again, compared.

use crate::sample;
use domain::figures::Months;
use jiff::civil::{Date, date};
use office::permission::Role;
use office::reports::{annex, frozen, pdf, periodic, word, year};
use office::{Ctx, figures};
use testkit::{TestOffice, databases, sqlite};

const DAY: Date = date(2024, 1, 10);

fn fill(ctx: &Ctx) {
    sample::write(ctx, |s| {
        let martyr = s.person("Nguyễn Văn Sáu", "25708");
        s.merit_file(martyr, "martyr", Some("posthumous"), "1980-07-27");
        let mother = s.person("Trần Thị Tám", "25708");
        s.merit_file(mother, "heroic_mother", Some("living"), "2015-01-01");
        s.households(2022, "poor", 3, "25708");
        s.total(2022, "25708", None, 300);
        s.households(2023, "poor", 2, "25708");
        s.total(2023, "25708", None, 310);
        s.target(2023, "poverty.2023.rate", "below", "1");
        let november = s.run("monthly", "2023-11", "2023-11", "closed");
        s.line(november, mother, "merit", "current", "2023-11", 4_872_000);
    });
}

fn answer_all(ctx: &Ctx) {
    for (warning, answered) in figures::warnings(ctx, 2023).unwrap() {
        if answered.is_none() {
            figures::answer_warning(ctx, 2023, &warning.key(), "Đã đối chiếu với sổ.").unwrap();
        }
    }
}

#[test]
fn a_report_is_frozen_when_every_warning_is_answered() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let head = office.ctx(Role::Head, DAY);
        fill(&head);
        let refused = frozen::freeze(&head, 2023).unwrap_err();
        assert_eq!(refused.code(), "open_warnings", "{engine}");
        answer_all(&head);
        let id = frozen::freeze(&head, 2023).unwrap();
        assert!(frozen::diff(&head, id).unwrap().is_empty(), "{engine}");
        let forbidden = frozen::freeze(&office.ctx(Role::Specialist, DAY), 2023).unwrap_err();
        assert_eq!(forbidden.code(), "forbidden", "{engine}");
    }
}

#[test]
fn a_frozen_report_stays_while_the_books_move_on() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let head = office.ctx(Role::Head, DAY);
        fill(&head);
        answer_all(&head);
        let id = frozen::freeze(&head, 2023).unwrap();
        let (_, document, book) = frozen::thawed(&head, id).unwrap();
        let printed = pdf::document_pdf(&document, DAY).unwrap().bytes;
        let live = year::year_report(&head, 2023).unwrap();
        assert_eq!(document, live.document, "{engine}");
        assert_eq!(book, live.book, "{engine}");

        sample::write(&head, |s| {
            let another = s.person("Hồ Văn Bảy", "25708");
            s.merit_file(another, "martyr", Some("posthumous"), "1990-07-27");
        });
        let (_, again, book_again) = frozen::thawed(&head, id).unwrap();
        assert_eq!((&again, &book_again), (&document, &book), "{engine}");
        assert_eq!(pdf::document_pdf(&again, DAY).unwrap().bytes, printed, "{engine}");

        let changed = frozen::diff(&head, id).unwrap();
        let ids: Vec<&str> = changed.iter().map(|difference| difference.figure.as_str()).collect();
        assert_eq!(ids, ["registry.martyrs", "registry.merit"], "{engine}");
        let martyrs = &changed[0];
        assert_eq!((martyrs.frozen.as_str(), martyrs.now.as_deref()), ("1 người", Some("2 người")));
        let [row] = martyrs.rows.as_slice() else { panic!("{engine}: one row") };
        assert_eq!((row.label.as_str(), row.before, row.after), ("Hồ Văn Bảy", None, Some(1)), "{engine}");
        assert!(row.cause_kept().contains("sample"), "{engine} {:?}", row.cause);
    }
}

#[test]
fn a_touched_frozen_report_is_found() {
    let db = sqlite();
    let office = TestOffice::create(&db);
    let head = office.ctx(Role::Head, DAY);
    fill(&head);
    answer_all(&head);
    let id = frozen::freeze(&head, 2023).unwrap();
    let faults = || sample::doctor(&head, "Báo cáo đã chốt giữ nguyên").len();
    assert_eq!(faults(), 0);
    sample::write(&head, |s| {
        sample::run(s.tx, "update frozen_rows set quantity = 2 where kind = 'person'", &[]);
    });
    assert_eq!(faults(), 1);
    assert_eq!(frozen::thawed(&head, id).unwrap_err().code(), "report_altered");
}

#[test]
fn the_report_is_written_in_every_format() {
    let db = sqlite();
    let office = TestOffice::create(&db);
    let head = office.ctx(Role::Head, DAY);
    fill(&head);
    let report = year::year_report(&head, 2023).unwrap();
    assert!(report.document.figures().len() >= 8);
    for figure in report.document.figures() {
        assert!(report.book.sections.iter().any(|section| section.id == figure.id), "{}", figure.id);
    }
    let docx = word::document_docx(&report.document).unwrap();
    assert!(docx.starts_with(b"PK"));
    assert_eq!(word::document_docx(&report.document).unwrap(), docx, "the same report, the same bytes");
    assert!(pdf::document_pdf(&report.document, DAY).unwrap().bytes.starts_with(b"%PDF"));
    assert!(annex::annex_pdf(&report.book, DAY).unwrap().pages.get() >= 1);
    assert!(annex::annex_xlsx(&report.book).unwrap().starts_with(b"PK"));
}

#[test]
fn a_periodic_report_says_the_period_and_the_year_to_date() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let head = office.ctx(Role::Head, DAY);
        sample::write(&head, |s| {
            let mother = s.person("Trần Thị Tám", "25708");
            for (month, amount) in [("2023-02", 100), ("2023-05", 700), ("2023-07", 4_000)] {
                let run = s.run("monthly", month, month, "closed");
                s.line(run, mother, "merit", "current", month, amount);
            }
        });
        figures::type_estimate(&head, "merit.year.amount", 2023, "9.000", "Tờ trình 12").unwrap();
        let quarter = Months::new(4, 6).unwrap();
        let report = periodic::report(&head, 2023, quarter).unwrap();
        let shown = |id: &str| {
            let found = report.document.figures().into_iter().find(|figure| figure.id == id);
            found.map(|figure| figure.exact.clone())
        };
        assert_eq!(shown("merit.year.amount:ky").as_deref(), Some("700 đồng"), "{engine}");
        assert_eq!(shown("merit.year.amount").as_deref(), Some("800 đồng"), "{engine}");
        assert_eq!(shown("merit.monthly.amount").as_deref(), Some("700 đồng"), "{engine}");
        let ids: Vec<&str> = report.book.sections.iter().map(|section| section.id.as_str()).collect();
        assert!(report.document.figures().iter().all(|figure| ids.contains(&figure.id.as_str())), "{engine}");
        let text = format!("{:?}", report.document.blocks);
        assert!(text.contains("9.000"), "the estimate stands beside it: {engine}");
    }
}
