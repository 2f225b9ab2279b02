//! Work with deadlines: lists in, figures out, clocks, scopes, encrypted texts, on both engines.

use crate::labour::check;
use domain::cases::{CaseEvent, CaseEventKind, CaseRecord, CaseResult, CaseState, Due};
use domain::ids::UnitId;
use jiff::civil::{Date, date};
use office::cases::{self, Filter};
use office::permission::{Assignment, Field, Role};
use office::vault::{self, Vault};
use office::{OfficeError, Permission, journal};
use testkit::{TestOffice, databases};

const DAY: Date = date(2023, 5, 8);

#[test]
fn instructions_are_cases_with_the_deadline_of_their_document() {
    check(
        &[
            "
            Mã nhiệm vụ | Số văn bản | Cơ quan giao | Nội dung giao | Người thực hiện | Ngày nhận | Hạn hoàn thành | Ngày hoàn thành
            NV-1 | 12/UBND | UBND thị xã | Báo cáo tiền lương | Lê Thị Mẫu | 3/2/2023 | 10/2/2023 | 9/2/2023
            NV-2 | 15/UBND | UBND thị xã | Rà soát hồ sơ | Lê Thị Mẫu | 6/2/2023 | 13/2/2023 | 15/2/2023
            NV-3 | 90/TU | Thị ủy | Kiểm tra quà Tết | Lê Thị Mẫu | 1/12/2023 | 10/12/2023 |
            NV-4 | 91/TU | Thị ủy | Báo cáo năm | Lê Thị Mẫu | 1/12/2023 | 30/12/2023 |
            | 92/TU | Thị ủy | Kế hoạch năm sau | Lê Thị Mẫu | 11/12/2023 ||",
        ],
        "",
        &[
            ("tasks", "5 5 0"),
            ("tasks.done", "2 2 0"),
            ("tasks.on_time", "1 1 0"),
            ("tasks.on_time.ratio", "50.00 3 0"),
            ("tasks.late", "1 1 0"),
        ],
        &[
            "cases: 1 hồ sơ, nhiệm vụ quá hạn; xem `ansinh cases late`",
            "cases: 1 hồ sơ chưa có thời hạn: luật không ghi hoặc chưa biết, phải đặt hạn",
        ],
    );
}

#[test]
fn disputes_run_by_the_labour_code() {
    // The second record went out a day late, the third was withdrawn, the fourth failed.
    check(
        &[
            "
            Số vụ | Loại tranh chấp | Ngày nhận đơn | Người sử dụng lao động | Bên yêu cầu | Nội dung tranh chấp | Số lao động | Trong đó nữ | Ngày cử hòa giải viên | Ngày hòa giải | Ngày gửi biên bản | Kết quả | Ngày kết thúc | Đã thực hiện
            TC-1 | Cá nhân | 8/5/2023 | Công ty A | Lê Văn Thử | Tiền lương | 1 | 0 | 9/5/2023 | 12/5/2023 | 15/5/2023 | Hòa giải thành | 15/5/2023 | x
            TC-2 | Tập thể về quyền | 8/5/2023 | Công ty B | Công đoàn | Bảo hiểm | 40 | 31 | 9/5/2023 | 12/5/2023 | 16/5/2023 | Hòa giải thành | 16/5/2023 |
            TC-3 | Cá nhân | 5/6/2023 | Công ty A | Trần Thị Thử | Kỷ luật | 1 | 1 | 6/6/2023 ||| Rút đơn | 8/6/2023 |
            TC-4 | Tập thể về lợi ích | 5/6/2023 | Công ty C | Công đoàn | Thương lượng tập thể | 100 || 6/6/2023 | 8/6/2023 | 9/6/2023 | Hòa giải không thành | 9/6/2023 |
            TC-5 | Cá nhân | 5/6/2023 | Công ty A | Võ Văn Thử | Tiền lương | 1 | 2 ||||||",
        ],
        "refused: H7 (Trong đó nữ): nhiều hơn số lao động",
        &[
            ("labour.disputes", "4 4 0"),
            ("labour.disputes.workers", "142 4 0"),
            ("labour.disputes.concluded", "4 4 0"),
            ("labour.disputes.settled", "2 2 0"),
            ("labour.disputes.settled_in_time", "1 1 0"),
            ("labour.disputes.in_time.ratio", "50.00 3 0"),
        ],
        &[],
    );
}

#[test]
fn checks_at_enterprises_follow_their_plan() {
    check(
        &[
            "
            Mã cuộc kiểm tra | Năm | Kế hoạch | Doanh nghiệp | Mã số thuế | Lý do kiểm tra | Dự kiến đến ngày | Ngày kiểm tra
            KT-1 | 2023 | 35/KH | Công ty A | 39001 | Lâu chưa kiểm tra | 30/6/2023 | 12/6/2023
            KT-2 | 2023 | 35/KH | Công ty B | 39002 | Lâu chưa kiểm tra | 30/6/2023 |
            KT-3 | 2023 || Công ty A | 39001 | Có khiếu nại, phản ánh || 4/9/2023",
            "
            Mã cuộc kiểm tra | Số thứ tự vi phạm | Mảng vi phạm | Vi phạm, thiếu sót | Hạn khắc phục | Ngày khắc phục
            KT-1 | 1 | Hợp đồng lao động | Chưa ký hợp đồng | 12/7/2023 | 10/7/2023
            KT-1 | 2 | Bảo hiểm | Chậm đóng | 12/7/2023 |
            KT-2 | 1 | Bảo hiểm | Chậm đóng | 12/7/2023 |",
            "
            Năm | Lĩnh vực | Tên kế hoạch | Số kế hoạch | Ngày ban hành
            2023 | Lao động | Giải quyết việc làm | 12/KH-UBND | 16/1/2023
            2023 | Đào tạo nghề | Đào tạo nghề | 15/KH-UBND | 18/1/2023
            2023 | Trẻ em | Bảo vệ trẻ em | 26/KH-UBND | 14/2/2023",
        ],
        "parked: A5 (Mã cuộc kiểm tra): chưa có cuộc kiểm tra này, hoặc chưa ghi ngày kiểm tra",
        &[
            ("labour.inspection.planned", "2 2 0"),
            ("labour.inspection", "2 2 0"),
            ("labour.inspection.findings", "2 2 0"),
            ("labour.inspection.remedied", "1 1 0"),
            ("labour.inspection.overdue", "1 1 0"),
            ("labour.plan", "2 2 0"),
        ],
        &[],
    );
}

#[test]
fn applications_keep_the_limits_of_their_procedure() {
    check(
        &[
            "
            Số hồ sơ | Loại việc | Nội dung | Họ và tên | Nam | Xã, phường | Ngày tiếp nhận | Ngày kết thúc | Kết quả
            HS-1 | Hưởng trợ cấp xã hội hằng tháng | Xin trợ cấp | Lê Văn An | 1940 | An Hòa | 8/5/2023 ||
            HS-2 | Mai táng người có công | Mai táng ||| An Hòa | 8/5/2023 ||
            HS-3 | Giấy xác nhận thân nhân của người có công | Xin giấy ||| Lộc Hưng | 8/5/2023 | 16/5/2023 | Đồng ý
            HS-4 | Bảo vệ trẻ em | Việc kín |||| 8/5/2023 ||
            HS-5 | Việc lạ | Không có |||| 8/5/2023 ||",
            "
            Số hồ sơ | Ngày diễn biến | Diễn biến | Nơi nhận | Kết quả | Bước
            HS-1 | 17/5/2023 | Chuyển cấp | Phòng LĐTBXH ||
            HS-1 | 12/5/2023 | Tạm dừng |||
            HS-1 | 16/5/2023 | Tiếp tục |||
            HS-1 | 18/5/2023 | Xong bước |||
            HS-1 | 24/5/2023 | Xong bước |||
            HS-1 | 26/5/2023 | Kết thúc || Giải quyết xong |
            HS-2 | 15/5/2023 | Kết thúc || |
            HS-9 | 15/5/2023 | Ghi nhận || |",
        ],
        "
        refused: dòng 6: Việc bảo vệ trẻ em ghi ở sổ riêng, không nhập chung với hồ sơ khác.
        refused: B7 (Loại việc): không có loại việc “Việc lạ”; xem `ansinh case kinds`
        refused: dòng 10: không tìm thấy hồ sơ số “HS-9”
        refused: dòng 9: Kết thúc hồ sơ phải ghi kết quả.",
        &[
            ("cases.received", "3 3 0"),
            ("cases.concluded", "2 2 0"),
            ("cases.on_time", "1 1 0"),
            ("cases.on_time.ratio", "50.00 3 0"),
            ("cases.late", "1 1 0"),
        ],
        &["cases: 1 hồ sơ, nhiệm vụ quá hạn; xem `ansinh cases late`"],
    );
}

/// The list of cases has no column for the note of an event: read again, it leaves the note alone.
#[test]
fn a_list_of_cases_keeps_what_its_course_says_besides() {
    check(
        &[
            "
            Số hồ sơ | Loại việc | Nội dung | Xã, phường | Ngày tiếp nhận | Ngày kết thúc | Kết quả
            HS-1 | Giấy xác nhận thân nhân của người có công | Xin giấy | Lộc Hưng | 8/5/2023 | 16/5/2023 | Đồng ý",
            "
            Số hồ sơ | Ngày diễn biến | Diễn biến | Kết quả | Văn bản | Ghi chú
            HS-1 | 16/5/2023 | Kết thúc | Đồng ý | 5/GXN | Trả tận nhà",
        ],
        "",
        &[("cases.concluded", "1 1 0")],
        &[],
    );
}

fn application(code: &str, kind: &str, unit: Option<UnitId>) -> CaseRecord {
    CaseRecord {
        code: code.to_owned(),
        kind: kind.to_owned(),
        subject: "Thử".to_owned(),
        person: None,
        unit,
        received_on: DAY,
        due_on: None,
        owner: None,
        source: None,
    }
}

#[test]
fn a_clock_stops_and_goes_on() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let on = |day: i8| office.ctx(Role::Specialist, date(2023, 5, day));
        cases::open(&on(8), application("HS-1", "merit.worship", None)).unwrap();
        let code = cases::open(&on(8), application("HS-1", "merit.worship", None)).unwrap_err().code();
        assert_eq!(code, "case_exists", "{engine}");
        let happens =
            |day: i8, kind| cases::record(&on(day), "HS-1", CaseEvent::new(kind, date(2023, 5, day)));
        let due = |day: i8| cases::show(&on(day), "HS-1").unwrap().standing.due;
        assert_eq!(due(8), Due::On(date(2023, 5, 15)), "{engine}");
        happens(10, CaseEventKind::Stopped).unwrap();
        assert_eq!(due(11), Due::Stopped);
        assert_eq!(happens(11, CaseEventKind::StepDone).unwrap_err().code(), "case_stopped");
        happens(12, CaseEventKind::Resumed).unwrap();
        assert_eq!(due(12), Due::On(date(2023, 5, 17)));
        assert_eq!(cases::due(&on(12), 3).unwrap().len(), 0);
        assert_eq!(cases::due(&on(12), 7).unwrap()[0].days_left(&on(12)), Some(3));
        assert_eq!(cases::late(&on(17)).unwrap().len(), 0);
        assert_eq!(cases::late(&on(18)).unwrap().len(), 1);
        let handed = CaseEvent {
            holder: Some("Phòng".to_owned()),
            ..CaseEvent::new(CaseEventKind::HandedOver, date(2023, 5, 18))
        };
        let standing = cases::record(&on(18), "HS-1", handed).unwrap();
        assert_eq!((standing.late_steps(), standing.step), (1, Some(2)));
        let end = CaseEvent::concluded(date(2023, 5, 19), CaseResult::Withdrawn);
        cases::record(&on(19), "HS-1", end).unwrap();
        assert_eq!(happens(20, CaseEventKind::Noted).unwrap_err().code(), "case_concluded");
        let closed = Filter { state: Some(CaseState::Concluded), ..Filter::default() };
        assert_eq!(cases::list(&on(20), &closed).unwrap().len(), 1);
        happens(22, CaseEventKind::Reopened).unwrap();
        assert_eq!(cases::list(&on(22), &closed).unwrap().len(), 0);
        assert_eq!(cases::refresh(&on(22)).unwrap(), 1);
    }
}

#[test]
fn cases_are_seen_within_fields_and_areas_only() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let head = office.ctx(Role::Head, DAY);
        let commune = |text: &str| Some(cases::commune(&head, text).unwrap());
        let (an_hoa, loc_hung) = (commune("An Hòa"), commune("Lộc Hưng"));
        cases::open(&head, application("M-1", "merit.worship", an_hoa)).unwrap();
        cases::open(&head, application("M-2", "merit.worship", loc_hung)).unwrap();
        cases::open(&head, application("L-1", "dispute.individual", an_hoa)).unwrap();
        cases::open(&head, application("T-1", "child.protection", an_hoa)).unwrap();
        let seen = |role: Role, unit: Option<UnitId>, field: Option<Field>| {
            let mut officer = office.ctx(role, DAY).officer;
            officer.roles = vec![Assignment { role, unit, field }];
            let ctx = office.ctx_of(officer, DAY);
            let all = cases::list(&ctx, &Filter::default()).unwrap();
            let mut codes: Vec<String> = all.into_iter().map(|view| view.case.code).collect();
            codes.sort_unstable();
            codes.join(" ")
        };
        assert_eq!(seen(Role::Head, None, None), "L-1 M-1 M-2 T-1", "{engine}");
        assert_eq!(
            seen(Role::Auditor, None, None),
            "L-1 M-1 M-2",
            "{engine}: children are not for every reader"
        );
        assert_eq!(seen(Role::Specialist, None, Some(Field::Merit)), "M-1 M-2", "{engine}");
        assert_eq!(seen(Role::Specialist, an_hoa, Some(Field::Merit)), "M-1", "{engine}");
        assert_eq!(seen(Role::CommuneOfficer, an_hoa, None), "L-1 M-1", "{engine}");
        let mut officer = office.ctx(Role::Specialist, DAY).officer;
        officer.roles = vec![Assignment { role: Role::Specialist, unit: an_hoa, field: Some(Field::Labour) }];
        let labour = office.ctx_of(officer, DAY);
        let noted = || CaseEvent::new(CaseEventKind::Noted, DAY);
        for (code, expected) in
            [("L-1", "ok"), ("M-1", "forbidden"), ("M-2", "forbidden"), ("X", "not_found")]
        {
            let answer = cases::record(&labour, code, noted());
            assert_eq!(answer.map_or_else(|error| error.code(), |_| "ok"), expected, "{engine} {code}");
        }
    }
}

#[test]
fn a_sealed_text_is_read_with_the_key_and_leaves_a_trace() {
    const PLACE: vault::Place = vault::Place { topic: "child_case", subject: 7 };
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let key = Vault::from_text(&vault::new_key().unwrap()).unwrap();
        ctx.write(Permission::RecordRegisters, "test.seal", "7", |tx, entry| {
            vault::write(tx, ctx.office, entry, &key, PLACE, "Điều kín").map(drop)
        })
        .unwrap();
        let entries = || db.read(|tx| journal::head(tx, office.id)).unwrap().unwrap().0;
        let before = entries();
        let read = |vault| vault::read(&ctx, vault, PLACE, |_| Ok(()));
        assert_eq!(read(Some(&key)).unwrap(), ["Điều kín"], "{engine}");
        assert_eq!(entries(), before + 1, "{engine}: the reading is in the journal");
        assert_eq!(read(None).unwrap_err().code(), "no_key");
        let other = Vault::from_text(&vault::new_key().unwrap()).unwrap();
        assert_eq!(read(Some(&other)).unwrap_err().code(), "wrong_key");
        let auditor = office.ctx(Role::Auditor, DAY);
        let forbidden = vault::read(&auditor, Some(&key), PLACE, |_| Ok(())).unwrap_err();
        assert_eq!(forbidden, OfficeError::Forbidden(Permission::ReadSensitive));
        assert_eq!(entries(), before + 1, "{engine}: what was refused was not read");
    }
}
