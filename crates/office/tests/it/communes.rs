//! Reports of communes and lists of other bodies: areas, fields, and what an undo leaves.

use crate::lists::{book, run, shown};
use domain::communes::ProposalState;
use domain::ids::{ImportId, ProposalId, UnitId};
use jiff::civil::{Date, date};
use law::Month;
use office::communes::{self, Which};
use office::import::{Mode, reader, undo};
use office::permission::{Assignment, Role};
use office::{Ctx, Field, OfficeError, doctor};
use testkit::{Folder, TestOffice, databases};

const DAY: Date = date(2023, 3, 18);

const PEOPLE: &str = "
    Mã đối tượng | Họ và tên | Nữ | Xã, phường | Diện
    BT1 | Lê Thị Én | 1950 | An Hòa | Người khuyết tật nặng
    BT2 | Lê Thị Yến | 1951 | An Hòa | Người khuyết tật nặng";
const REPORT: &str = "
    PHƯỜNG AN HÒA
    STT | Loại biến động | Họ tên | Mã đối tượng | Phường | Ngày báo cáo | Ngày xảy ra | Ghi chú
    1 | Chết | Lê Thị Én | BT1 | An Hòa | 18/03/2023 | #44996 | Khai tử
    2 | Chết | Lê Thị Vắng | BT9 | An Hòa | 18/03/2023 | 11/03/2023 |
    | Cộng || 2";

fn which(ctx: &Ctx, key: &str, field: Field) -> Which {
    let unit: UnitId = ctx.db.read(|tx| store::units::by_key(tx, key)).unwrap().unwrap().id;
    Which { unit, month: Month::of(DAY), field }
}

fn officer<'a>(office: &'a TestOffice, role: Role, unit: Option<UnitId>, field: Option<Field>) -> Ctx<'a> {
    let mut ctx = office.ctx(role, DAY);
    ctx.officer.roles = vec![Assignment { role, unit, field }];
    ctx
}

fn code<T: std::fmt::Debug>(outcome: Result<T, OfficeError>) -> &'static str {
    outcome.unwrap_err().code()
}

/// `STATE NAME` of each row of the month.
fn rows(ctx: &Ctx) -> String {
    let reports = communes::reported(ctx, Month::of(DAY)).unwrap();
    let rows = reports.iter().flat_map(|report| &report.rows);
    rows.map(|row| format!("{} {}", row.state.word(), row.cell("Họ và tên"))).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_report_stays_within_areas_and_fields_and_an_undo_opens_it_again() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let folder = Folder::new("reports");
        let whole = office.ctx(Role::Specialist, DAY);
        run(&whole, &[book(folder.path(), "1.xlsx", &[PEOPLE])], Mode::Import).unwrap();
        let path = book(folder.path(), "2.xlsx", &[REPORT]);
        let sheets = reader::read(&path).unwrap();
        let own = which(&whole, "25735@2020", Field::Assistance);
        let elsewhere = which(&whole, "25717@2020", Field::Assistance);
        let sender = officer(&office, Role::CommuneOfficer, Some(own.unit), None);
        assert_eq!(code(communes::hand_in(&sender, elsewhere, &sheets)), "forbidden", "{engine}");
        assert_eq!(code(run(&sender, std::slice::from_ref(&path), Mode::Import)), "forbidden", "{engine}");
        let told = communes::hand_in(&sender, own, &sheets).unwrap();
        assert_eq!((told.proposed, told.known), (2, 0), "{engine}");
        assert_eq!(told.doubts, [(5, "Họ và tên: không tìm thấy người này trong sổ".to_owned())], "{engine}");
        assert_eq!(communes::hand_in(&sender, own, &sheets).unwrap().report, None, "{engine}");

        let other = officer(&office, Role::CommuneOfficer, Some(elsewhere.unit), None);
        assert_eq!(rows(&other), "", "{engine}: another commune's report");
        let seen: Vec<UnitId> =
            communes::board(&other, own.month).unwrap().rows.iter().map(|row| row.unit).collect();
        assert_eq!(seen, [elsewhere.unit], "{engine}");

        let ids: Vec<ProposalId> = communes::waiting(&whole, own.month, None, None).unwrap();
        let merit = officer(&office, Role::Head, None, Some(Field::Merit));
        assert_eq!(code(communes::accept(&merit, &ids)), "forbidden", "{engine}: another field");
        let head = officer(&office, Role::Head, None, Some(Field::Assistance));
        let checked = communes::accept(&head, &ids).unwrap();
        assert_eq!(checked.accepted, ids[..1], "{engine}");
        assert_eq!(
            checked.left,
            [(ids[1], "Họ và tên: không tìm thấy người này trong sổ".to_owned())],
            "{engine}"
        );
        assert_eq!(rows(&whole), "accepted Lê Thị Én; proposed Lê Thị Vắng", "{engine}");
        assert_eq!(code(communes::accept(&head, &ids)), "proposal_settled", "{engine}");

        // The acceptance is an import like any other: taken back, its row waits again.
        let reports = communes::reported(&whole, own.month).unwrap();
        let accepted = reports[0].rows.iter().find(|row| row.state == ProposalState::Accepted).unwrap();
        let imports = db.read(|tx| store::imports::of_entry(tx, office.id, accepted.entry.unwrap())).unwrap();
        let import: ImportId = imports[0].id;
        undo(&office.ctx(Role::Head, DAY), import).unwrap();
        assert_eq!(rows(&whole), "proposed Lê Thị Én; proposed Lê Thị Vắng", "{engine}");
        let problems: Vec<String> = doctor::run(&office.ctx(Role::Auditor, DAY))
            .unwrap()
            .into_iter()
            .flat_map(|outcome| outcome.problems)
            .map(|problem| problem.place)
            .collect();
        assert_eq!(problems, Vec::<String>::new(), "{engine}");
    }
}

#[test]
fn lists_of_other_bodies_go_out_as_they_come_in() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let folder = Folder::new("outside");
        let ctx = office.ctx(Role::Specialist, DAY);
        let deaths = "
            Họ và tên | Ngày sinh | Phái | CCCD | Xã | Ngày chết | Số khai tử
            LÊ THỊ ÉN | 1950 | Nữ | 072150000001 | An Hòa | 11/03/2023 | 15/TLKT
            Võ Văn Xa | 02/01/1940 | Nam || Tỉnh khác | 10/03/2023 |
            Không Biết Ai |||| An Hòa | 10/03/2023 |";
        let pensions = "
            Họ và tên | Nam | Nữ | Loại hưởng | Mức hưởng | Hưởng từ
            Lê Thị Yến || 1951 | lương hưu | 3.100.000 | 01/06/2006";
        let residents = "
            Họ và tên | Nữ | Xã, phường | Tình trạng cư trú | Nơi đến
            Lê Thị Yến | 1951 | An Hòa | Chuyển đi | Tỉnh khác";
        let done = run(&ctx, &[book(folder.path(), "1.xlsx", &[deaths, pensions, residents])], Mode::Import);
        assert_eq!(
            shown(&done.unwrap()),
            "outside_deaths: 2 mới, 0 đổi, 0 như cũ, 1 treo, 0 từ chối\n  \
             parked: A5 (Họ và tên): không có số CCCD và ngày sinh thì không đối chiếu được\n\
             outside_pensions: 1 mới, 0 đổi, 0 như cũ, 0 treo, 0 từ chối\n\
             outside_population: 1 mới, 0 đổi, 0 như cũ, 0 treo, 0 từ chối\n",
            "{engine}"
        );
        for kind in ["outside_deaths", "outside_pensions", "outside_population"] {
            let list = office::export::list(&ctx, kind).unwrap();
            let path = folder.path().join(format!("{kind}.xlsx"));
            office::export::write(&list, &path).unwrap();
            let again = run(&ctx, &[path], Mode::Rehearse).unwrap();
            assert_eq!(again[0].same, list.rows.len() as u64, "{engine} {kind}: {}", shown(&again));
        }
    }
}
