use crate::lists::{book, run, shown};
use domain::ids::PersonId;
use jiff::civil::{Date, date};
use office::import::{Mode, undo};
use office::permission::Role;
use office::{Ctx, doctor, people};
use store::people::Known;
use testkit::{Folder, TestOffice, databases, sqlite};

const DAY: Date = date(2023, 1, 10);

const ASSISTANCE: &str = "
    UBND THỊ XÃ TRẢNG BÀNG ||| CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    SỔ QUẢN LÝ ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI

    STT | XÃ/PHƯỜNG | DIỆN | Ho va ten | Ngày sinh || Mã đối tượng | Số CCCD | Mức độ khuyết tật | Ngày cấp giấy XNKT | Hộ | Con đang nuôi | HIV | Lương hưu
    |||| Nam | Nữ
    (1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) | (9) | (10) | (11) | (12) | (13) | (14)
    I | Phường An Hòa
    1 | An Hòa | Người khuyết tật nặng | Trần Văn Sửu | #1958 || BT001 | #72058000123 | nặng | @2015-03-04 | khác
    2 | P. Lộc Hưng | người đơn thân nghèo nuôi con | Lê Thị Én || 5.1.88 | BT002 | 072188000456 ||| Nghèo | Lê Văn Tí: 03/04/2015; Lê Thị Na: 9/9/2018
    1 | xã Phước Chỉ | NGUOI TU DU 80 TUOI KHONG CO LUONG HUU | NGUYỄN THỊ GẤM || @1941-02-03 | BT003 | ||| Khác
    2 | Xứ Lạ | Người khuyết tật nặng | Võ Văn Xa | 1970 || BT004
    3 | An Hòa | Diện Không Có | Võ Văn Gần | 30/02/1970 || BT005
    4 | An Hòa | Người khuyết tật nặng | Phan Văn Không Tuổi ||| BT006
    | TỔNG CỘNG || 6
";

const REPORT: &str = "\
assistance: 3 mới, 0 đổi, 0 như cũ, 2 treo, 1 từ chối
  parked: B12 (XÃ/PHƯỜNG): không có đơn vị “Xứ Lạ” trong địa bàn
  refused: C13 (DIỆN): không có diện “Diện Không Có”
  refused: E13 (Nam): \"30/02/1970\" không phải một ngày có trong lịch
  parked: D14 (Ho va ten): người mới phải có ngày sinh và giới tính
  ngờ: H9 (Số CCCD): đã thêm chữ số 0 ở đầu
";

fn person(ctx: &Ctx, code: &str) -> Option<PersonId> {
    let kind = domain::people::NumberKind::File;
    ctx.db.read(|tx| store::people::by_number(tx, ctx.office, kind, code)).unwrap().first().copied()
}

/// Name, birth, numbers and facts of a person, one per line.
fn told(ctx: &Ctx, code: &str) -> String {
    let Some(id) = person(ctx, code) else { return "chưa có".to_owned() };
    let sheet = people::show(ctx, id, Known::Now).unwrap();
    let mut lines =
        vec![format!("{} {}", sheet.record.full_name, domain::dates::born_iso(sheet.record.born))];
    lines.extend(sheet.numbers.iter().map(|(_, number)| format!("{} {}", number.kind.word(), number.number)));
    lines.extend(sheet.death.iter().map(|death| format!("died {}", death.died_on)));
    lines.extend(sheet.facts.iter().map(|(_, fact)| {
        let until = fact.until.map_or(String::new(), |day| format!("..{day}"));
        let words = fact.words.iter().flatten().chain(&fact.ref_text).cloned().collect::<Vec<_>>().join(" ");
        format!("{} {words} {}{until}", fact.kind.word(), fact.from)
    }));
    lines.join("\n")
}

#[test]
fn an_ugly_register_is_read_as_promised() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let folder = Folder::new("lists");
        let path = book(folder.path(), "so.xlsx", &[ASSISTANCE]);

        let rehearsed = run(&ctx, std::slice::from_ref(&path), Mode::Rehearse).unwrap();
        assert_eq!(shown(&rehearsed), REPORT, "{engine}");
        assert_eq!(person(&ctx, "BT001"), None, "{engine}: a rehearsal leaves nothing");

        let done = run(&ctx, std::slice::from_ref(&path), Mode::Import).unwrap();
        assert_eq!(shown(&done), REPORT, "{engine}: rehearsal and import say the same");
        assert_eq!(
            told(&ctx, "BT001"),
            "Trần Văn Sửu 1958\ncitizen 072058000123\nfile BT001\n\
             household other 2015-03-04\ndisability severe 2015-03-04\nresidence 25735 2023-01-01"
        );
        assert_eq!(
            told(&ctx, "BT002"),
            "Lê Thị Én 1988-01-05\ncitizen 072188000456\nfile BT002\n\
             residence 25717 2023-01-01\nhousehold poor 2023-01-01\n\
             child Lê Văn Tí 2023-01-01\nchild Lê Thị Na 2023-01-01"
        );
        assert!(told(&ctx, "BT003").starts_with("Nguyễn Thị Gấm 1941-02-03\n"));

        let outcomes = doctor::run(&office.ctx(Role::Head, DAY)).unwrap();
        assert!(outcomes.iter().all(|outcome| outcome.problems.is_empty()), "{engine}");
    }
}

#[test]
fn the_same_list_again_reads_only_what_was_set_aside() {
    let db = sqlite();
    let office = TestOffice::create(&db);
    let ctx = office.ctx(Role::Specialist, DAY);
    let folder = Folder::new("lists");
    let path = book(folder.path(), "so.xlsx", &[ASSISTANCE]);
    run(&ctx, std::slice::from_ref(&path), Mode::Import).unwrap();
    let before = told(&ctx, "BT001");
    let again = run(&ctx, &[path], Mode::Import).unwrap();
    assert!(again[0].already.is_some());
    assert_eq!((again[0].accepted(), again[0].parked, again[0].refused), (0, 2, 1));
    assert_eq!(told(&ctx, "BT001"), before);

    // Without anything set aside, nothing is read at all.
    let good = book(
        folder.path(),
        "tot.xlsx",
        &["
        Mã đối tượng | Họ và tên | Nam | Xã, phường | Diện
        BT009 | Đỗ Văn Chín | 1950 | An Hòa | Người khuyết tật nặng"],
    );
    run(&ctx, std::slice::from_ref(&good), Mode::Import).unwrap();
    let again = run(&ctx, &[good], Mode::Import).unwrap();
    assert_eq!(again[0].read(), 0);
}

#[test]
fn an_edited_list_corrects_and_changes() {
    let db = sqlite();
    let office = TestOffice::create(&db);
    let ctx = office.ctx(Role::Specialist, DAY);
    let folder = Folder::new("lists");
    let list = |name: &str, row: &str| {
        let head = "Mã đối tượng | Họ và tên | Nam | Số CCCD | Xã, phường | Diện | Mức độ khuyết tật | Ngày cấp giấy XNKT | Hộ\n";
        book(folder.path(), name, &[&format!("{head}{row}")])
    };
    let first = list(
        "1.xlsx",
        "BT1 | Tran Van Suu | 1958 | | An Hòa | Người khuyết tật nặng | Nặng | 4/3/2015 | Khác",
    );
    run(&ctx, &[first], Mode::Import).unwrap();
    // The name with its marks, the whole birth date, a number, another class (a correction), a newer certificate
    // (a change) and another commune (a move on the day of the list).
    let second = list(
        "2.xlsx",
        "BT1 | Trần Văn Sửu | 5/6/1958 | 072058000123 | Lộc Hưng | Người khuyết tật đặc biệt nặng | Đặc biệt nặng | 1/2/2023 | Nghèo",
    );
    let ctx = office.ctx(Role::Specialist, date(2023, 3, 1));
    let report = run(&ctx, &[second], Mode::Import).unwrap();
    assert_eq!(
        shown(&report),
        "assistance: 0 mới, 1 đổi, 0 như cũ, 0 treo, 0 từ chối\n  \
         đổi: dòng 2: Họ và tên: Tran Van Suu → Trần Văn Sửu\n  \
         đổi: dòng 2: Ngày sinh: 1958 → 05/06/1958\n"
    );
    assert_eq!(
        told(&ctx, "BT1"),
        "Trần Văn Sửu 1958-06-05\nfile BT1\ncitizen 072058000123\n\
         household poor 2015-03-04\ndisability severe 2015-03-04..2023-02-01\n\
         residence 25735 2023-01-01..2023-03-01\ndisability exceptionally_severe 2023-02-01\n\
         residence 25717 2023-03-01"
    );
}

#[test]
fn an_import_is_taken_back_unless_something_rests_on_it() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let folder = Folder::new("lists");
        let head = "Mã đối tượng | Họ và tên | Nam | Xã, phường | Diện | Hộ\n";
        let one = format!("{head}BT1 | Đỗ Văn Chín | 1950 | An Hòa | Người khuyết tật nặng | Khác");
        let two = format!("{head}BT1 | Đỗ Văn Chín | 1951 | An Hòa | Người khuyết tật nặng | Nghèo");
        let one = book(folder.path(), "1.xlsx", &[&one]);
        let two = book(folder.path(), "2.xlsx", &[&two]);
        let first = run(&ctx, std::slice::from_ref(&one), Mode::Import).unwrap()[0].import.unwrap();
        let state = told(&ctx, "BT1");
        let second = run(&ctx, &[two], Mode::Import).unwrap()[0].import.unwrap();
        assert_ne!(told(&ctx, "BT1"), state);

        let refused = undo(&ctx, first).unwrap_err();
        assert_eq!(refused.code(), "import_in_use", "{engine}");
        assert_eq!(undo(&ctx, second).unwrap(), [second]);
        assert_eq!(told(&ctx, "BT1"), state, "{engine}: what the second import replaced is back");
        assert_eq!(undo(&ctx, second).unwrap_err().code(), "already_undone");

        undo(&ctx, first).unwrap_err();
        let fresh = TestOffice::create(&db);
        let ctx = fresh.ctx(Role::Specialist, DAY);
        let import = run(&ctx, std::slice::from_ref(&one), Mode::Import).unwrap()[0].import.unwrap();
        undo(&ctx, import).unwrap();
        assert_eq!(person(&ctx, "BT1"), None, "{engine}");
        let again = run(&ctx, &[one], Mode::Import).unwrap();
        assert_eq!(again[0].new, 1, "{engine}: an import that was taken back may be made again");
    }
}

#[test]
fn households_follow_their_reviews() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let folder = Folder::new("lists");
        let head = "Năm rà soát | Mã hộ | Họ và tên | Quan hệ với chủ hộ | Phân loại hộ | Nam | Nữ | Xã, phường | Ấp, khu phố\n";
        let sheet = |rows: &str| format!("{head}{rows}");
        let year_2021 = sheet(
            "#2021 | H1 | Lê Văn Cha | Chủ hộ | Nghèo | 1950 || Phước Chỉ | Phước Thuận
             #2021 | H1 | Trần Thị Mẹ | Vợ | Nghèo || 1952 | Phước Chỉ | Phước Thuận
             #2021 | H1 | Lê Văn Con | Con | Nghèo | 1980 || Phước Chỉ | Phước Thuận
             #2021 | H2 | Lê Văn Con | Chủ hộ | Nghèo | 1980 || Phước Chỉ | Phước Thuận
             #2021 | H1 | Ngô Văn Lạ | Chủ hộ | Nghèo | 1960 || Phước Chỉ | Phước Thuận",
        );
        let year_2022 = sheet(
            "#2022 | H1 | Trần Thị Mẹ | Chủ hộ | Cận nghèo || 1952 | Phước Chỉ | Phước Thuận
             #2022 | H2 | Lê Văn Con | Chủ hộ | Thoát nghèo | 1980 || Phước Chỉ |",
        );
        let one = book(folder.path(), "ho-2021.xlsx", &[&year_2021]);
        let two = book(folder.path(), "ho-2022.xlsx", &[&year_2022]);
        let reports = run(&ctx, &[one, two], Mode::Import).unwrap();
        assert_eq!(
            shown(&reports[..1]),
            "residents: 3 mới, 0 đổi, 0 như cũ, 2 treo, 0 từ chối\n  \
             parked: B5 (Mã hộ): người này đã có trong hộ H1 của năm 2021\n  \
             parked: D6 (Quan hệ với chủ hộ): hộ H1 đã có chủ hộ khác\n",
            "{engine}"
        );
        let case = |name: &str| {
            let found = db.read(|tx| {
                let records = store::people::records(tx, ctx.office, Known::Now)?;
                let id = records.iter().find(|row| row.value.full_name == name).unwrap().person;
                people::load_case(tx, ctx.office, id, Known::Now, Vec::new())
            });
            let facts = found.unwrap().facts.into_iter().filter_map(|fact| match fact.what {
                law::What::Household { class } => {
                    Some(format!("{} {}..{}", class.word(), fact.from, fact.until.unwrap()))
                }
                _ => None,
            });
            facts.collect::<Vec<_>>()
        };
        assert_eq!(case("Trần Thị Mẹ"), ["poor 2022-01-01..2023-01-01", "near_poor 2023-01-01..2024-01-01"]);
        assert_eq!(case("Lê Văn Con"), ["poor 2022-01-01..2023-01-01", "other 2023-01-01..2024-01-01"]);
        let all = db.read(|tx| people::load_cases(tx, ctx.office, Known::Now, Default::default())).unwrap();
        for (id, whole) in all {
            let single = db.read(|tx| people::load_case(tx, ctx.office, id, Known::Now, Vec::new())).unwrap();
            assert_eq!(single, whole, "{engine}: one by one and all at once");
        }
    }
}

#[test]
fn merit_files_their_relatives_and_a_months_changes() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let folder = Folder::new("lists");
        let files = "
            Số hồ sơ | Họ và tên | Nam | Nữ | Xã, phường | Diện | Loại | Tỷ lệ | Ngày công nhận | Ngày mất | Cô đơn
            LS/1 | Lê Văn Bảy | 1945 || An Hòa | Liệt sĩ ||| 27/7/1980 | 2/2/1968
            TB/1 | Phan Văn Tám | 1948 || An Hòa | Thương binh || 61% | 1/5/1985 || x
            TB/2 | Phan Văn Chín | 1948 || An Hòa | Thương binh | Huân chương | 61 | 1/5/1985
            BB/1 | Võ Văn Mười | 1948 || An Hòa | Bệnh binh || 41-50 | 1/5/1985";
        let relatives = "
            Số hồ sơ | Họ và tên | Nam | Nữ | Xã, phường | Quan hệ | Ngày quyết định | Thờ cúng
            LS/1 | TRẦN THỊ SÁU || 1948 | An Hòa | Vợ | 1/6/1995
            LS/1 | Lê Văn Cháu | 1975 || An Hòa | Cháu | 1/6/2005 | x
            LS/9 | Lê Văn Lạc | 1975 || An Hòa | Con | 1/6/2005";
        let path = book(folder.path(), "ncc.xlsx", &[relatives, files]);
        let reports = run(&ctx, &[path], Mode::Import).unwrap();
        assert_eq!(
            shown(&reports),
            "merit_files: 3 mới, 0 đổi, 0 như cũ, 0 treo, 1 từ chối\n  \
             refused: G5 (Loại): “Huân chương” không thuộc diện “Thương binh”\n\
             merit_relatives: 2 mới, 0 đổi, 0 như cũ, 1 treo, 0 từ chối\n  \
             parked: A5 (Số hồ sơ): chưa có hồ sơ người có công số này\n",
            "{engine}"
        );
        let changes = "
            Ngày báo cáo | Loại biến động | Họ và tên | Nam | Nữ | Mã đối tượng | Xã, phường | Ngày xảy ra | Nội dung mới
            19/2/2023 | Chết | Phan Văn Tám | 1948 || TB/1 | An Hòa | 5/2/2023
            19/2/2023 | Chuyển đi | Trần Thị Sáu || 1948 || An Hòa | 6/2/2023 | Lộc Hưng
            19/2/2023 | Đổi nơi nhận | Võ Văn Mười | 1948 || BB/1 | An Hòa | 7/2/2023 | Ngân hàng; Số tài khoản: 5701; Ngân hàng: Agribank; Chủ tài khoản: VO VAN MUOI
            19/2/2023 | Đính chính | Võ Văn Mười | 1948 || BB/1 | An Hòa || Ngày sinh đúng: 1/2/1948
            19/2/2023 | Đính chính | Võ Văn Mười | 1948 || BB/1 | An Hòa || xin xem lại
            19/2/2023 | Chết | Người Không Quen | 1948 ||| An Hòa | 5/2/2023";
        let ctx = office.ctx(Role::Specialist, date(2023, 2, 20));
        let path = book(folder.path(), "bd.xlsx", &[changes]);
        let reports = run(&ctx, &[path], Mode::Import).unwrap();
        assert_eq!(
            (reports[0].accepted(), reports[0].parked, reports[0].refused),
            (4, 2, 0),
            "{}",
            shown(&reports)
        );

        let by_name = |name: &str| {
            let records = db.read(|tx| store::people::records(tx, ctx.office, Known::Now)).unwrap();
            let id = records.iter().find(|row| row.value.full_name == name).unwrap().person;
            people::show(&ctx, id, Known::Now).unwrap()
        };
        assert_eq!(by_name("Phan Văn Tám").death.unwrap().died_on, date(2023, 2, 5));
        let widow = by_name("Trần Thị Sáu");
        let homes: Vec<String> =
            widow.facts.iter().filter(|(_, f)| f.unit.is_some()).map(|(_, f)| f.from.to_string()).collect();
        assert_eq!(homes, ["2023-01-01", "2023-02-06"]);
        let martyr = by_name("Lê Văn Bảy");
        let survivor = widow.facts.iter().find(|(_, f)| f.kind == law::FactKind::SurvivorOf).unwrap();
        assert_eq!(survivor.1.ref_person, Some(martyr.id));
        let worship =
            by_name("Lê Văn Cháu").facts.into_iter().find(|(_, f)| f.kind == law::FactKind::Worship);
        assert_eq!(worship.unwrap().1.flags[0], Some(true), "the widow draws monthly");
        let sick = by_name("Võ Văn Mười");
        assert_eq!(sick.payees[0].1.bank.as_deref(), Some("Agribank"));
        assert_eq!(domain::dates::born_iso(sick.record.born), "1948-02-01");
    }
}

#[test]
fn a_reported_death_may_name_the_heir() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let folder = Folder::new("lists");
        let files = "
            Số hồ sơ | Họ và tên | Nam | Nữ | Xã, phường | Diện | Tỷ lệ | Ngày công nhận
            BB/1 | Võ Văn Một | 1948 || An Hòa | Bệnh binh | 65 | 1/5/1985
            BB/2 | Võ Văn Hai | 1948 || An Hòa | Bệnh binh | 65 | 1/5/1985
            BB/3 | Võ Văn Ba | 1948 || An Hòa | Bệnh binh | 65 | 1/5/1985";
        let heads = "Ngày báo cáo | Loại biến động | Họ và tên | Nam | Nữ | Mã đối tượng | Xã, phường | Ngày xảy ra | Nội dung mới";
        let before = format!("
            {heads}
            19/2/2023 | Đổi nơi nhận | Võ Văn Một | 1948 || BB/1 | An Hòa | 1/2/2023 | Ngân hàng; Số tài khoản: 5701; Ngân hàng: Agribank
            19/2/2023 | Đổi nơi nhận | Võ Văn Hai | 1948 || BB/2 | An Hòa | 1/2/2023 | Bưu điện; Điểm chi trả: Bưu cục 1
            19/2/2023 | Đổi nơi nhận | Võ Văn Ba | 1948 || BB/3 | An Hòa | 1/2/2023 | Bưu điện; Điểm chi trả: Bưu cục 1");
        let after = format!("
            {heads}
            19/3/2023 | Chết | Võ Văn Một | 1948 || BB/1 | An Hòa | 5/3/2023 | Người nhận: Võ Thị Con; Quan hệ: Con; Giấy tờ: Giấy xác nhận 5
            19/3/2023 | Chết | Võ Văn Hai | 1948 || BB/2 | An Hòa | 6/3/2023 | Người nhận: Võ Thị Vợ; Quan hệ: Vợ
            19/3/2023 | Chết | Võ Văn Ba | 1948 || BB/3 | An Hòa | 7/3/2023 | gia đình chưa thống nhất");
        let paths = [book(folder.path(), "bb.xlsx", &[files]), book(folder.path(), "bd2.xlsx", &[&before])];
        for path in paths {
            run(&ctx, &[path], Mode::Import).unwrap();
        }
        let ctx = office.ctx(Role::Specialist, date(2023, 3, 20));
        let reports = run(&ctx, &[book(folder.path(), "bd3.xlsx", &[&after])], Mode::Import).unwrap();
        assert_eq!((reports[0].accepted(), reports[0].parked), (3, 0), "{}", shown(&reports));
        assert!(shown(&reports).contains("chưa ghi nhận được người nhận thay người chết"));

        let told = |name: &str| {
            let records = db.read(|tx| store::people::records(tx, ctx.office, Known::Now)).unwrap();
            let id = records.iter().find(|row| row.value.full_name == name).unwrap().person;
            let view = people::show(&ctx, id, Known::Now).unwrap();
            let after = view.death.unwrap().died_on.tomorrow().unwrap();
            let holds =
                |from: Date, until: Option<Date>| from <= after && until.is_none_or(|until| after < until);
            let payees = view.payees.iter().filter(|(_, payee)| holds(payee.from, payee.until));
            let shown = payees.map(|(_, payee)| {
                let (name, ground, channel) = (&payee.name, payee.ground.word(), payee.channel.word());
                let detail = |text: &Option<String>| text.clone().unwrap_or_default();
                let (relation, point) = (detail(&payee.relation), detail(&payee.point));
                assert_eq!(
                    payee.account_number, None,
                    "{engine}: nobody is paid into the account of the dead"
                );
                format!("{name}, {relation}: {ground} {channel} {point} from {}", payee.from)
            });
            shown.collect::<Vec<_>>().join("; ")
        };
        assert_eq!(told("Võ Văn Một"), "Võ Thị Con, Con: heir cash  from 2023-03-06", "{engine}");
        assert_eq!(told("Võ Văn Hai"), "Võ Thị Vợ, Vợ: heir post Bưu cục 1 from 2023-03-07", "{engine}");
        assert_eq!(told("Võ Văn Ba"), "Võ Văn Ba, : self post Bưu cục 1 from 2023-02-01", "{engine}");
    }
}

#[test]
fn officers_import_only_what_they_may() {
    let db = sqlite();
    let office = TestOffice::create(&db);
    let folder = Folder::new("lists");
    let people = "
        Tài khoản | Họ và tên | Vai trò | Xã, phường | Lĩnh vực
        moi.vao | Lê Mới | Chuyên viên, Kế toán || Người có công
        xa.anhoa | Lê Xã | Cán bộ xã | An Hòa |
        Sai Tên | Lê Sai | Chuyên viên ||
        xa.khac | Lê Khác | Thợ mộc ||";
    let path = book(folder.path(), "cb.xlsx", &[people]);
    let forbidden =
        run(&office.ctx(Role::Specialist, DAY), std::slice::from_ref(&path), Mode::Import).unwrap_err();
    assert_eq!(forbidden.code(), "forbidden");
    let admin = office.ctx(Role::Administrator, DAY);
    let report = run(&admin, &[path], Mode::Import).unwrap();
    assert_eq!((report[0].new, report[0].refused), (2, 2), "{}", shown(&report));

    // An officer of one commune writes nothing of another.
    let officer = office::officers::sign_in(&db, office.id, "xa.anhoa").unwrap();
    let ctx = office.ctx_of(officer, DAY);
    let list = book(
        folder.path(),
        "so.xlsx",
        &["
        Mã đối tượng | Họ và tên | Nam | Xã, phường | Diện
        BT1 | Đỗ Văn Chín | 1950 | An Hòa | Người khuyết tật nặng
        BT2 | Đỗ Văn Mười | 1950 | Lộc Hưng | Người khuyết tật nặng"],
    );
    let report = run(&ctx, &[list], Mode::Import).unwrap();
    assert_eq!((report[0].new, report[0].refused), (1, 1), "{}", shown(&report));
}

/// One of several readable and unreadable texts for each column of the register.
fn any_row() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::sample::select;
    (
        select(vec!["BT1", "BT2", "BT3", ""]),
        select(vec!["Lê Văn Ất", "LE VAN AT", "Trần Thị Bính", "Tổng cộng", ""]),
        select(vec!["1950", "05/1950", "1/2/1950", "31/02/1950", "#18264", ""]),
        select(vec!["An Hòa", "25717", "Xứ Lạ", ""]),
        select(vec!["Người khuyết tật nặng", "Nhận nuôi trẻ em dưới 4 tuổi", "Không có diện này", ""]),
        select(vec!["Nặng", "đặc biệt nặng", "rất nặng", ""]),
        select(vec!["072050000001", "72050000001", "290123456", ""]),
    )
        .prop_map(|(code, name, born, unit, category, degree, number)| {
            format!("{code}|{name}|{born}|{unit}|{category}|{degree}|{number}")
        })
}

use proptest::strategy::Strategy as _;

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 24, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_row_is_lost(rows in proptest::collection::vec(any_row(), 1..40)) {
        let db = sqlite();
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let folder = Folder::new("lists");
        let head = "Mã đối tượng|Họ và tên|Nam|Xã, phường|Diện|Mức độ khuyết tật|Số CCCD";
        let path = book(folder.path(), "so.xlsx", &[&format!("{head}\n{}", rows.join("\n"))]);
        let rehearsed = run(&ctx, std::slice::from_ref(&path), Mode::Rehearse).unwrap();
        let done = run(&ctx, &[path], Mode::Import).unwrap();
        proptest::prop_assert_eq!(shown(&rehearsed), shown(&done));
        let report = &done[0];
        // Blank rows, sums and captions of one or two cells are no data; everything else is counted once.
        let is_data = |row: &&String| {
            let filled = row.split('|').filter(|cell| !cell.is_empty()).count();
            let required = row.split('|').take(5).enumerate().filter(|(n, c)| *n != 2 && !c.is_empty()).count();
            filled > 0 && (required == 4 || filled > 2 && !row.contains("Tổng cộng"))
        };
        proptest::prop_assert_eq!(report.read() as usize, rows.iter().filter(is_data).count());
        let outcomes = doctor::run(&office.ctx(Role::Head, DAY)).unwrap();
        proptest::prop_assert!(outcomes.iter().all(|outcome| outcome.problems.is_empty()));
        let cases = db.read(|tx| people::load_cases(tx, ctx.office, Known::Now, Default::default())).unwrap();
        proptest::prop_assert!(cases.len() as u64 <= report.accepted());
    }
}

#[test]
fn older_formats_say_the_same() {
    let db = sqlite();
    let office = TestOffice::create(&db);
    let ctx = office.ctx(Role::Specialist, DAY);
    for name in ["assistance.xls", "assistance.ods"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lists").join(name);
        let report = run(&ctx, &[path], Mode::Rehearse).unwrap();
        assert_eq!(shown(&report), "assistance: 2 mới, 0 đổi, 0 như cũ, 0 treo, 0 từ chối\n", "{name}");
    }
}

#[test]
fn deaths_to_come_are_set_aside() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let folder = Folder::new("lists");
        let people = "
            Mã đối tượng | Họ và tên | Nữ | Xã, phường | Diện
            BT1 | Lê Thị Én | 1950 | An Hòa | Người khuyết tật nặng
            BT2 | Lê Thị Yến | 1951 | An Hòa | Người khuyết tật nặng";
        run(&ctx, &[book(folder.path(), "1.xlsx", &[people])], Mode::Import).unwrap();
        let report = "
            Ngày báo cáo | Loại biến động | Họ và tên | Mã đối tượng | Xã, phường | Ngày xảy ra
            10/01/2023 | Chết | Lê Thị Én | BT1 | An Hòa | 11/01/2023
            10/01/2023 | Chết | Lê Thị Yến | BT2 | An Hòa | 10/01/2023";
        let done = run(&ctx, &[book(folder.path(), "2.xlsx", &[report])], Mode::Import).unwrap();
        assert_eq!(
            shown(&done),
            "changes: 1 mới, 0 đổi, 0 như cũ, 1 treo, 0 từ chối\n  \
             parked: F3 (Ngày xảy ra): ngày chết sau ngày nhập danh sách\n",
            "{engine}"
        );
        // What has changed goes out in the same columns, and comes back without changing anything.
        let list = office::export::list(&ctx, "changes").unwrap();
        let path = folder.path().join("3.xlsx");
        office::export::write(&list, &path).unwrap();
        let again = run(&ctx, &[path], Mode::Rehearse).unwrap();
        assert_eq!(
            (list.rows.len(), again[0].same, again[0].read()),
            (1, 1, 1),
            "{engine} {}",
            shown(&again)
        );
    }
}

#[test]
fn a_birth_writes_a_child_that_nobody_knew() {
    for (engine, db) in databases() {
        let office = TestOffice::create(&db);
        let ctx = office.ctx(Role::Specialist, DAY);
        let folder = Folder::new("lists");
        let report = "
            Ngày báo cáo | Loại biến động | Họ và tên | Ngày sinh | Giới tính | Xã, phường | Ngày xảy ra
            10/01/2023 | Mới sinh | Lê Ngọc Mai | | Nữ | An Hòa | 05/01/2023
            10/01/2023 | Mới sinh | Lê Văn Nam | | | An Hòa | 06/01/2023
            10/01/2023 | Mới sinh | Lê Thị Ba | 2023 | Nữ | An Hòa |";
        let path = book(folder.path(), "1.xlsx", &[report]);
        let told = "  parked: C4 (Họ và tên): người mới phải có ngày sinh và giới tính\n  \
                    parked: D5 (Ngày sinh): báo mới sinh phải có ngày sinh\n";
        let done = run(&ctx, std::slice::from_ref(&path), Mode::Import).unwrap();
        let expected = format!("changes: 1 mới, 0 đổi, 0 như cũ, 2 treo, 0 từ chối\n{told}");
        assert_eq!(shown(&done), expected, "{engine}");
        let cases = db.read(|tx| people::load_cases(tx, ctx.office, Known::Now, Default::default())).unwrap();
        assert_eq!(cases.len(), 1, "{engine}");
    }
}

#[test]
fn a_divided_commune_asks_for_its_successor() {
    let db = sqlite();
    let office = TestOffice::create(&db);
    let unit = office::offices::Setting {
        item: office::offices::UNIT,
        value: "718@0000",
        from: Some(date(2023, 1, 2)),
        until: None,
    };
    office::offices::set(&office.ctx(Role::Administrator, date(2023, 1, 2)), unit).unwrap();
    let folder = Folder::new("lists");
    let list = "
        Mã đối tượng | Họ và tên | Nữ | Xã, phường | Diện
        BT1 | Lê Thị Én | 1950 | Hiệp Thành | Người khuyết tật nặng";
    let path = book(folder.path(), "1.xlsx", &[list]);
    let before =
        run(&office.ctx(Role::Specialist, DAY), std::slice::from_ref(&path), Mode::Rehearse).unwrap();
    assert_eq!(before[0].new, 1, "{}", shown(&before));
    let after = run(&office.ctx(Role::Specialist, date(2025, 8, 1)), &[path], Mode::Rehearse).unwrap();
    assert_eq!(
        shown(&after),
        "assistance: 0 mới, 0 đổi, 0 như cũ, 1 treo, 0 từ chối\n  parked: D3 (Xã, phường): “Hiệp Thành” đã chia về \
         phường Thủ Dầu Một (25747), phường Phú Lợi (25750): hãy ghi đơn vị mới\n"
    );
}

#[test]
fn the_same_problem_of_many_rows_is_told_once() {
    let rows: String = (1..=7)
        .map(|row| format!("    {row} | An Hòa | Người khuyết tật nặng | Võ Văn {row}X || BT{row}\n"))
        .collect();
    let list = format!("STT | Xã, phường | Diện | Họ và tên | Nam | Mã đối tượng\n{rows}");
    let db = sqlite();
    let office = TestOffice::create(&db);
    let ctx = office.ctx(Role::Specialist, DAY);
    let folder = Folder::new("lists");
    let path = book(folder.path(), "so.xlsx", &[&list]);
    let done = run(&ctx, std::slice::from_ref(&path), Mode::Rehearse).unwrap();
    let told = office::import::told(&done[0].problems);
    assert_eq!(told, ["D2, D3, D4, D5, D6 … 7 dòng (Họ và tên): người mới phải có ngày sinh và giới tính"]);
    let first: Vec<String> = office::import::told(&done[0].problems[..5]);
    assert_eq!(first[4], "D6 (Họ và tên): người mới phải có ngày sinh và giới tính");
}
