//! The papers of a run, with invented people.

use domain::papers::reconciliation::CountAndSum;
use domain::papers::{
    Account, Adjustment, AdjustmentList, DecisionArticle, DecisionPaper, Delivery, KindLine, Letterhead,
    PapersOfRun, PaymentList, PaymentRow, Proxy, Reconciliation, RunTitle, Signer, UnpaidRow,
};
use domain::{Month, Vnd};
use jiff::civil::date;
use office::papers::{decisions, list_pdf, write_papers};
use testkit::Folder;

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn letterhead() -> Letterhead {
    Letterhead {
        superior: "Ủy ban nhân dân thị xã Trảng Bàng".to_owned(),
        office: "Phòng Lao động - Thương binh và Xã hội".to_owned(),
        place: "Trảng Bàng".to_owned(),
        symbol: "LĐTBXH".to_owned(),
        head: Signer::new("Trưởng phòng", "Nguyễn Hoàng Phương Uyên"),
    }
}

const NAMES: [&str; 8] = [
    "Nguyễn Thị Ngọc Huyền",
    "Trần Văn Đực",
    "Huỳnh Công Tôn Nữ Hoàng Phương Quỳnh Như",
    "Lê Thị Út",
    "Thạch Sa Phép",
    "Đặng Nguyễn Thùy Dương",
    "Phạm Văn Tửng",
    "Võ Thị Bảy",
];

const KINDS: [(&str, &str, i64); 5] = [
    ("Người khuyết tật nặng", "1,5", 540_000),
    ("Người từ đủ 80 tuổi không có lương hưu", "1,0", 360_000),
    ("Người khuyết tật đặc biệt nặng là người cao tuổi", "2,5", 900_000),
    ("Thương binh", "61%", 4_113_000),
    ("Người đơn thân nghèo nuôi con", "1,0", 360_000),
];

fn row(at: usize, delivery: Delivery) -> PaymentRow {
    let line = |(kind, rate, amount): (&str, &str, i64)| KindLine {
        kind: kind.to_owned(),
        rate: rate.to_owned(),
        current: Vnd(amount),
        arrears: if at.is_multiple_of(9) { Vnd(amount) } else { Vnd::ZERO },
        deducted: if at % 31 == 7 { Vnd(90_000) } else { Vnd::ZERO },
    };
    let mut lines = vec![line(KINDS[at % 5])];
    if at % 5 == 2 {
        lines.push(line(("Hộ chăm sóc người khuyết tật đặc biệt nặng", "1,0", 360_000)));
    }
    let name = NAMES[at % 8];
    PaymentRow {
        number: at as u32 + 1,
        code: format!("BT{:05}", 20_000 + at * 7),
        full_name: name.to_owned(),
        born: format!("05/01/{}", 1930 + at % 60),
        citizen_number: format!("0721{:08}", 39_001_234 + at * 17),
        address: if at.is_multiple_of(3) { "Khu phố Lộc Du" } else { "Ấp Gia Lâm" }.to_owned(),
        lines,
        carried: if at % 23 == 5 { Vnd(540_000) } else { Vnd::ZERO },
        account: (delivery == Delivery::Bank).then(|| Account {
            number: format!("57112050{:05}", 10_000 + at),
            bank: "Agribank".to_owned(),
            holder: name.to_owned(),
        }),
        proxy: (delivery == Delivery::Post && at.is_multiple_of(7)).then(|| Proxy {
            name: "Trần Thị Mỹ Hạnh".to_owned(),
            relation: "con".to_owned(),
            paper: "GUQ 12/2023".to_owned(),
        }),
        note: if at % 23 == 5 { "Tháng 8 chưa nhận" } else { "" }.to_owned(),
    }
}

fn list(rows: usize, delivery: Delivery) -> PaymentList {
    PaymentList {
        id: format!("ngan-sach-thi-xa-25708-{}", if delivery == Delivery::Bank { "bank" } else { "post-01" }),
        source: "Ngân sách thị xã, kinh phí bảo đảm xã hội".to_owned(),
        transfer_words: "TCXH",
        unit: "Phường Trảng Bàng".to_owned(),
        delivery,
        point: if delivery == Delivery::Bank { "" } else { "Bưu điện văn hóa phường Trảng Bàng" }.to_owned(),
        rows: (0..rows).map(|at| row(at, delivery)).collect(),
        signers: vec![
            Signer::new("Người lập", ""),
            Signer::new("Kế toán", ""),
            Signer::new("Đơn vị chi trả", ""),
            letterhead().head,
        ],
    }
}

fn run() -> RunTitle {
    RunTitle {
        kind: "Chi trả trợ cấp hằng tháng".to_owned(),
        month: month("2023-09"),
        last_month: month("2023-09"),
        sequence: 1,
        prepared_on: date(2023, 8, 22),
    }
}

fn papers(rows: usize) -> PapersOfRun {
    let adjustment = |at: usize| Adjustment {
        code: format!("CC{:05}", 300 + at),
        full_name: NAMES[at % 8].to_owned(),
        unit: if at.is_multiple_of(2) { "Phường An Hòa" } else { "Phường Trảng Bàng" }.to_owned(),
        kind: "Thương binh".to_owned(),
        rate: "61%".to_owned(),
        before: Vnd(3_247_000),
        after: Vnd(4_113_000),
        months: 3,
        arrears: Vnd(2_598_000),
    };
    let unpaid = |at: usize| UnpaidRow {
        number: at as u32 * 11 + 3,
        full_name: NAMES[at % 8].to_owned(),
        unit: "Phường Trảng Bàng".to_owned(),
        amount: Vnd(540_000),
        reason: "Đi vắng".to_owned(),
    };
    PapersOfRun {
        letterhead: letterhead(),
        run: run(),
        lists: vec![list(rows, Delivery::Post), list(rows, Delivery::Bank)],
        adjustments: vec![AdjustmentList {
            instrument: "Nghị định 55/2023/NĐ-CP".to_owned(),
            source: "Ngân sách trung ương".to_owned(),
            from: month("2023-07"),
            rows: (0..30).map(adjustment).collect(),
        }],
        reconciliations: vec![Reconciliation {
            payer: "Bưu điện thị xã Trảng Bàng".to_owned(),
            payer_signer: Signer::new("Giám đốc", ""),
            source: "Ngân sách thị xã, kinh phí bảo đảm xã hội".to_owned(),
            on: date(2023, 9, 20),
            handed_over: CountAndSum { payments: 412, amount: Vnd(331_560_000) },
            paid: CountAndSum { payments: 406, amount: Vnd(328_320_000) },
            unpaid: (0..6).map(unpaid).collect(),
        }],
    }
}

fn decision() -> DecisionPaper {
    let article = |text: &str| DecisionArticle { paragraphs: vec![text.to_owned()] };
    DecisionPaper {
        letterhead: Letterhead {
            superior: String::new(),
            office: "Ủy ban nhân dân thị xã Trảng Bàng".to_owned(),
            head: Signer::new("Chủ tịch", ""),
            ..letterhead()
        },
        number: String::new(),
        symbol: "QĐ-UBND".to_owned(),
        signed_on: None,
        subject: "Về việc trợ cấp xã hội hằng tháng đối với bà Nguyễn Thị Ngọc Huyền".to_owned(),
        authority: "Chủ tịch Ủy ban nhân dân thị xã Trảng Bàng".to_owned(),
        grounds: vec![
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015".to_owned(),
            "Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ".to_owned(),
            "Theo đề nghị của Trưởng phòng Lao động - Thương binh và Xã hội".to_owned(),
        ],
        articles: vec![
            article(
                "Trợ cấp xã hội hằng tháng đối với bà Nguyễn Thị Ngọc Huyền, sinh năm 1943, cư trú tại khu phố Lộc \
                Du, phường Trảng Bàng, mức 360.000 đồng/tháng, kể từ tháng 9 năm 2023.",
            ),
            article("Quyết định có hiệu lực kể từ ngày ký."),
            article(
                "Chánh Văn phòng, Trưởng phòng Lao động - Thương binh và Xã hội, Chủ tịch Ủy ban nhân dân phường \
                Trảng Bàng và bà Nguyễn Thị Ngọc Huyền chịu trách nhiệm thi hành Quyết định này.",
            ),
        ],
        explanation: vec![
            "Từ đủ 80 tuổi từ ngày 02/8/2023, không có lương hưu: khoản 5 Điều 5 Nghị định 20/2021/NĐ-CP."
                .to_owned(),
            "Mức chuẩn 360.000 đồng × hệ số 1,0 = 360.000 đồng.".to_owned(),
        ],
        recipients: vec!["Như Điều 3".to_owned(), "Lưu: VT, LĐTBXH".to_owned()],
    }
}

#[test]
fn every_paper_of_a_run_is_written() {
    let folder = Folder::new("papers");
    let mut steps = Vec::new();
    let written = write_papers(folder.path(), &papers(40), |done, all| steps.push((done, all))).unwrap();
    // Two lists, one source, one bank, two communes with adjustments, one record.
    assert_eq!(steps, (1..=7).map(|done| (done, 7)).collect::<Vec<_>>());
    let names: Vec<String> =
        written.iter().map(|path| path.strip_prefix(folder.path()).unwrap().display().to_string()).collect();
    for name in [
        "danh-sach/ngan-sach-thi-xa-25708-post-01.pdf",
        "danh-sach/ngan-sach-thi-xa-25708-bank.xlsx",
        "tong-hop/tong-hop-01.pdf",
        "ngan-hang/01-agribank.csv",
        "dieu-chinh/dieu-chinh-02.pdf",
        "doi-soat/doi-soat-01.pdf",
    ] {
        assert!(names.iter().any(|written| written == name), "{name} in {names:?}");
    }
    assert!(written.iter().all(|path| path.metadata().unwrap().len() > 500));
}

#[test]
fn the_bank_file_ends_with_its_control_totals() {
    let folder = Folder::new("bank");
    write_papers(folder.path(), &papers(3), |_, _| ()).unwrap();
    let text = std::fs::read_to_string(folder.path().join("ngan-hang/01-agribank.csv")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[1], "1,5711205010000,NGUYEN THI NGOC HUYEN,1080000,TCXH 09/2023 K1 1");
    assert!(lines[4].starts_with("TONG,017133615030003,3,2700000,"), "{}", lines[4]);
}

#[test]
fn a_list_has_as_many_pages_as_its_rows_need() {
    let pages =
        |rows| list_pdf::list_pdf(&letterhead(), &run(), &list(rows, Delivery::Post)).unwrap().pages.get();
    assert_eq!(pages(1), 1);
    let (short, long) = (pages(60), pages(120));
    assert!(short < long && long <= 2 * short, "{short} {long}");
}

#[test]
fn a_decision_waits_for_its_number_and_day() {
    assert!(decisions::decision_docx(&decision()).unwrap().starts_with(b"PK"));
    let pdf = decisions::decision_pdf(&decision(), date(2023, 8, 22)).unwrap();
    assert_eq!(pdf.pages.get(), 1);
}
