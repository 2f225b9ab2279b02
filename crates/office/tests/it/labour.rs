//! Registers of labour: lists in, figures out, on both engines.

use crate::lists::{book, run, shown};
use jiff::civil::{Date, date};
use office::import::Mode;
use office::permission::Role;
use office::{doctor, export, figures};
use testkit::{Folder, TestOffice, databases};

const DAY: Date = date(2023, 12, 20);

/// What the lists lead to: the report of the import where something was set aside, figures of 2023 as
/// `value rows from_totals`, findings of the doctor. Lists that went in whole go out and in again unchanged.
pub fn check(lists: &[&str], set_aside: &str, expect: &[(&str, &str)], findings: &[&str]) {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let folder = Folder::new("labour");
        let head = office.ctx(Role::Head, DAY);
        let path = book(folder.path(), "all.xlsx", lists);
        let reports = run(&head, &[path], Mode::Import).unwrap();
        let told = shown(&reports);
        let aside: Vec<&str> = told
            .lines()
            .map(str::trim)
            .filter(|line| ["parked", "refused", "ngờ"].iter().any(|word| line.starts_with(word)))
            .collect();
        let wanted: Vec<&str> = set_aside.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(aside, wanted, "{engine}\n{told}");
        let all = figures::figures(&head, 2023).unwrap();
        for (id, line) in expect {
            let found = all.iter().find(|figure| figure.id == *id).unwrap();
            let value = found.value.as_str().map_or_else(|| found.value.to_string(), str::to_owned);
            assert_eq!(
                format!("{value} {} {}", found.evidence, found.from_totals),
                *line,
                "{engine} {id} {:#?}",
                figures::evidence(&head, id, 2023).unwrap()
            );
        }
        let outcomes = doctor::run(&office.ctx(Role::Auditor, DAY)).unwrap();
        let problems: Vec<String> = outcomes
            .iter()
            .flat_map(|outcome| &outcome.problems)
            .map(|problem| format!("{}: {}", problem.place, problem.text))
            .collect();
        assert_eq!(problems, findings, "{engine}");
        for report in reports.iter().filter(|report| report.read() > 0) {
            let kind = report.kind.unwrap();
            let list = export::list(&head, kind).unwrap();
            let path = folder.path().join(format!("{kind}.csv"));
            export::write(&list, &path).unwrap();
            let again = run(&head, &[path], Mode::Rehearse).unwrap();
            let unchanged = (again[0].kind, again[0].same, again[0].read());
            let rows = list.rows.len() as u64;
            assert_eq!(unchanged, (Some(kind), rows, rows), "{engine} {kind} {}", shown(&again));
        }
    }
}

#[test]
fn attendance_counts_names_and_what_no_name_covers() {
    check(
        &[
            "
            Mã sự kiện | Loại sự kiện | Tên sự kiện | Ngày tổ chức | Kinh phí | Số tờ rơi
            ATVSLĐ-2023 | Tháng hành động về an toàn, vệ sinh lao động | Lễ phát động | 28/4/2023 | 45.000.000 | 1.200
            HN-1 | Hội nghị | Hội nghị người lao động | 2/5/2023",
            "
            Mã sự kiện | Họ và tên | Nam | Nữ | Xã, phường | Dự với tư cách
            ATVSLĐ-2023 | Lê Văn An | 1980 || An Hòa | Người tham dự
            ATVSLĐ-2023 | Trần Thị Bình || 1990 | An Hòa | Người tham dự
            ATVSLĐ-2023 | Võ Văn Châu | 1991 || Lộc Hưng | Người tham dự
            ATVSLĐ-2023 | Võ Văn Út | 2015 || Lộc Hưng | Trẻ em
            HN-1 | Lê Văn An | 1980 || An Hòa | Người tham dự
            KHÔNG-CÓ | Lê Văn An | 1980 || An Hòa | Người tham dự",
            "
            Sổ | Mã đợt | Xã, phường | Số lượng | Ngày | Văn bản
            Người tham dự sự kiện | ATVSLĐ-2023 | An Hòa | 40 | 28/4/2023 | BC 12
            Người tham dự sự kiện | ATVSLĐ-2023 || 270 | 28/4/2023 | BC 12
            Người tham dự sự kiện | HN-1 || 50 | 2/5/2023 | BC 13",
        ],
        "parked: A8 (Mã sự kiện): chưa có sự kiện này trong sổ sự kiện",
        // 3 names, 40 - 2 of An Hòa, 270 - 1 of elsewhere.
        &[("labour.osh_month", "310 5 307")],
        &[],
    );
}

#[test]
fn attendance_that_does_not_fit_is_told() {
    check(
        &[
            "
            Mã sự kiện | Loại sự kiện | Tên sự kiện | Ngày tổ chức
            CN-1 | Tháng công nhân | Lễ phát động | 28/4/2023",
            "
            Mã sự kiện | Họ và tên | Nam | Xã, phường | Dự với tư cách
            CN-1 | Lê Văn An | 1980 | An Hòa | Người tham dự
            CN-1 | Lê Văn Ba | 1981 | An Hòa | Người tham dự",
            "
            Sổ | Mã đợt | Số lượng | Ngày | Văn bản
            Người tham dự sự kiện | CN-1 | 1 | 28/4/2023 | BC 12
            Trẻ em tham dự sự kiện | LẠ | 9 | 28/4/2023 | BC 12",
        ],
        "",
        &[("labour.osh_month", "2 2 0")],
        &[
            "events LẠ: có người hoặc số tổng dự sự kiện chưa có trong sổ",
            "events CN-1: danh sách có 2 người, văn bản chỉ ghi 1",
        ],
    );
}
