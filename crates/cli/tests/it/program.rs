//! The built program from the outside: exit codes, what goes to which stream, and the shapes of its JSON.

use serde_json::Value;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own for each test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("ansinh-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    fn run(&self, args: &[&str], input: &str) -> Answer {
        let mut child = Command::new(env!("CARGO_BIN_EXE_ansinh"))
            .args(args)
            .current_dir(&self.0)
            .env_remove("ANSINH_DATABASE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that refuses its arguments does not wait for the rest of its input.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Answer {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs a command line without input; words are separated by blanks, `~` stands for a blank in a word.
    fn line(&self, line: &str) -> Answer {
        let words: Vec<String> = line.split_whitespace().map(|word| word.replace('~', " ")).collect();
        self.run(&words.iter().map(String::as_str).collect::<Vec<_>>(), "")
    }

    fn with_office() -> Folder {
        let folder = Folder::new();
        let made = folder.line(
            "office create Phòng~Lao~động --area 712 --administrator quantri --full-name Võ~Văn~Máy --on 2022-12-01",
        );
        assert_eq!((made.code, made.err.as_str()), (Some(0), ""), "{}", made.out);
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

struct Answer {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Answer {
    fn json(&self) -> Value {
        assert_eq!(self.code, Some(0), "{}", self.err);
        serde_json::from_str(&self.out).unwrap()
    }
}

/// Each line of the table: exit status, the code on standard error (`-` for none), the command line.
fn check(folder: &Folder, table: &str) {
    for row in table.lines().filter(|row| !row.trim().is_empty()) {
        let mut parts = row.split('|').map(str::trim);
        let mut next = || parts.next().unwrap();
        let (status, code, line) = (next(), next(), next());
        let answer = folder.line(line);
        assert_eq!(answer.code, status.parse().ok(), "{line}\n{}{}", answer.out, answer.err);
        if code == "-" {
            assert_eq!(answer.err, "", "{line}");
        } else {
            assert!(answer.err.contains(&format!("[{code}]")), "{line}\n{}", answer.err);
        }
        if answer.code != Some(0) {
            assert_eq!(answer.out, "", "{line}");
        }
    }
}

#[test]
fn a_missing_database_is_refused_and_not_made() {
    let folder = Folder::new();
    check(
        &folder,
        "
        1 | no_database | doctor
        1 | no_database | user list
        1 | no_database | payroll list
        1 | no_database | signals
        1 | no_database | figures --period 2023
        1 | no_database | report year --period 2023 --out bao-cao.pdf
        1 | no_database | takeover cu.xlsx --month 2022-12 --as ketoan
        1 | no_database | office show
        ",
    );
    assert!(!folder.0.join("ansinh.db").exists());
    check(&folder, "0 | - | migrate");
    assert!(folder.0.join("ansinh.db").exists());
    check(&folder, "1 | no_office | doctor");
}

#[test]
fn bad_usage_ends_with_two() {
    let folder = Folder::with_office();
    check(
        &folder,
        "
        2 | usage | payroll compare --month 2023-13
        2 | usage | payroll compare --month 2023-01 --kind weekly
        2 | usage | figures --period năm
        2 | usage | signals --on 05/01/2023
        2 | usage | report year --period 2023
        2 | usage | report quarter --period 2023
        2 | usage | report freeze --period 2023
        2 | usage | import danh-sach.xlsx --kind khong_co --as quantri
        2 | usage | export residents --out danh-sach.pdf --as quantri
        2 | usage | law show disabled_severe --month thang
        2 | usage | payroll recoveries plan 1 --plan quên --as quantri
        2 | usage | takeover --resolve 7=maybe --as quantri
        ",
    );
    for line in ["import danh-sach.xlsx", "payroll", "khong-co", "payroll prepare --as ketoan"] {
        let answer = folder.line(line);
        assert_eq!((answer.code, answer.out.as_str()), (Some(2), ""), "{line}");
    }
}

/// `ansinh … | head -1`: the reader goes before the answer is written.
#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    let folder = with_list();
    let check = |line: &str| {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let words = line.split_whitespace();
        let output = Command::new(env!("CARGO_BIN_EXE_ansinh"))
            .args(words)
            .current_dir(&folder.0)
            .env_remove("ANSINH_DATABASE")
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), err.as_str()), (Some(0), ""), "{line}");
    };
    for line in [
        "payroll prepare --month 2023-01 --as btxh --on 2022-12-22",
        "figures --period 2023",
        "figures --period 2023 --format json",
        "doctor",
        "signals",
        "user list",
        "law check",
        "law show war_invalid --month 2023-01",
    ] {
        check(line);
    }
}

#[test]
fn officers_are_known_by_their_account_and_hold_their_permissions() {
    let folder = Folder::with_office();
    check(
        &folder,
        "
        1 | not_found | import danh-sach.xlsx --as ai-do
        1 | file | import danh-sach.xlsx --as quantri
        1 | forbidden | payroll prepare --month 2023-01 --as quantri
        1 | forbidden | payroll check --month 2023-01 --as quantri
        1 | not_found | payroll compare --month 2023-01
        0 | - | user add ketoan Trần~Văn~Sổ --role Kế~toán --as quantri
        2 | usage | user add khach Lê~Văn~Khách --role Khách --as quantri
        1 | no_opening_month | payroll prepare --month 2023-01 --as ketoan
        1 | not_found | payroll explain --month 2023-01 0123
        1 | not_found | report diff --period 2023
        ",
    );
    let users = folder.line("user list --format json").json();
    let accounts: Vec<&str> =
        users.as_array().unwrap().iter().map(|user| user["account"].as_str().unwrap()).collect();
    assert_eq!(accounts, ["ketoan", "quantri"]);
    assert_eq!(users[0]["roles"], "Kế toán");
}

#[test]
fn an_empty_office_is_healthy_and_its_lists_are_empty() {
    let folder = Folder::with_office();
    let doctor = folder.line("doctor --format json").json();
    assert_eq!(doctor["faults"], serde_json::json!([]));
    let checked: Vec<u64> =
        doctor["checked"].as_array().unwrap().iter().map(|n| n.as_u64().unwrap()).collect();
    for number in [1, 2, 3, 4, 5, 6, 7, 9] {
        assert!(checked.contains(&number), "invariant {number} is not checked: {checked:?}");
    }
    for line in ["payroll list", "payroll recoveries list", "decide list", "payroll budget list --year 2023"]
    {
        assert_eq!(folder.line(&format!("{line} --format json")).json(), serde_json::json!([]), "{line}");
    }
    let settings = folder.line("office show --format json").json();
    let name = settings.as_array().unwrap().iter().find(|row| row["item"] == "name").unwrap();
    assert_eq!(name["value"], "Phòng Lao động");
    let figures = folder.line("figures --period 2023 --format json").json();
    let rate = figures.as_array().unwrap().iter().find(|figure| figure["id"] == "poverty.2023.rate").unwrap();
    assert_eq!((&rate["value"], &rate["evidence"]), (&Value::Null, &serde_json::json!(0)));
    assert!(rate["title"].is_string() && rate["shown"].is_string() && rate["unit"].is_string());
    assert_eq!(
        folder.line("evidence registry.martyrs --period 2023 --format json").json(),
        serde_json::json!([])
    );
}

#[test]
fn a_budget_line_is_opened_recorded_and_listed() {
    let folder = Folder::with_office();
    check(&folder, "0 | - | user add ketoan Trần~Văn~Sổ --role Kế~toán --as quantri");
    check(
        &folder,
        "0 | - | payroll budget open --year 2023 --source local --code 398 Bảo~trợ~xã~hội --as ketoan --on 2023-01-05",
    );
    let line = folder.line("payroll budget list --year 2023 --format json").json()[0]["line"].clone();
    check(
        &folder,
        &format!(
            "
            0 | - | payroll budget record {line} --kind given --amount 1500 --as ketoan --on 2023-01-06
            2 | usage | payroll budget record {line} --kind lost --amount 1 --as ketoan
            1 | invalid | payroll budget record {line} --kind given --amount 0 --as ketoan
            1 | forbidden | payroll budget record {line} --kind given --amount 1 --as quantri
            "
        ),
    );
    let listed = folder.line("payroll budget list --year 2023 --format json").json();
    assert_eq!(
        (&listed[0]["given"], &listed[0]["left"]),
        (&serde_json::json!(1500), &serde_json::json!(1500))
    );
}

#[test]
fn cases_are_assessed_line_by_line() {
    let folder = Folder::new();
    let input = concat!(
        r#"{"id": 1, "person": {"born": "1980-05-05", "sex": "female"}, "facts": ["#,
        r#"{"kind": "disability", "degree": "severe", "from": "2022-02-10"},"#,
        r#"{"kind": "decision", "scheme": "social_allowance", "from": "2022-03-01"}]}"#,
        "\n",
        "this is no case\n\n",
        r#"{"id": "c", "person": {"born": "1980-05-05", "sex": "female"}, "facts": []}"#,
    );
    let answer = folder.run(&["assess", "--month", "2023-03"], input);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), ""));
    let results: Vec<Value> = answer.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(results.len(), 3);
    assert_eq!(results[0]["id"], 1);
    assert_eq!(results[0]["awards"][0]["category"], "disabled_severe");
    assert_eq!(results[0]["total"], results[0]["awards"][0]["amount"]);
    assert_eq!(results[1]["error"]["code"], "invalid_json");
    assert_eq!((&results[2]["id"], &results[2]["total"]), (&serde_json::json!("c"), &serde_json::json!(0)));

    for args in [
        &["assess", "--month", "03/2023"][..],
        &["assess", "--month", "2023-03", "--known-on", "x"],
        &["assess"],
    ] {
        let answer = folder.run(args, input);
        assert_eq!((answer.code, answer.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(!answer.err.is_empty());
    }
}

#[test]
fn the_law_is_shown_with_its_articles() {
    let folder = Folder::new();
    let shown = folder.line("law show disabled_severe --month 2023-03");
    assert_eq!(shown.code, Some(0), "{}", shown.err);
    assert!(shown.out.contains("tháng 2023-03") && shown.out.contains("Điều"), "{}", shown.out);
    let shown = folder.line("law show disabled_severe --month 2023-03 --format json").json();
    assert_eq!((&shown["category"], &shown["month"]), (&"disabled_severe".into(), &"2023-03".into()));
    assert!(shown["lines"].as_array().unwrap().len() > 2);
    assert_eq!(folder.line("law show khong-co --month 2023-03").code, Some(1));
    let gaps = folder.line("law check --format json").json();
    assert!(gaps.as_array().unwrap().iter().all(|gap| gap["kind"].is_string() && gap["text"].is_string()));
}

#[test]
fn a_rehearsed_import_leaves_nothing_behind() {
    let folder = Folder::with_office();
    check(&folder, "0 | - | user add btxh Lê~Thị~Mẫu --role Chuyên~viên --as quantri --on 2023-01-02");
    let list = "Sổ quản lý đối tượng bảo trợ xã hội\n\
        Mã đối tượng,Họ và tên,Nam,Nữ,\"Xã, phường\",Diện,Mức độ khuyết tật,Ngày cấp giấy XNKT\n\
        BT-1,Nguyễn Văn Mẫu,05/01/1980,,Phường Trảng Bàng,Người khuyết tật nặng,Nặng,10/02/2022\n\
        BT-2,Trần Thị Thử,,31/02/1985,Phường Trảng Bàng,Người khuyết tật nặng,Nặng,10/02/2022\n";
    std::fs::write(folder.0.join("so.csv"), list).unwrap();
    for expected in [1, 1] {
        let preview = folder.line("import so.csv --dry-run --as btxh --on 2023-01-05 --format json").json();
        let sheet = &preview[0];
        assert_eq!(
            (&sheet["kind"], &sheet["read"]),
            (&"assistance".into(), &serde_json::json!(2)),
            "{preview}"
        );
        assert_eq!(sheet["new"], expected);
        assert_eq!(sheet["problems"][0]["row"], 4);
        assert!(sheet["problems"][0]["cell"].is_string() && sheet["problems"][0]["reason"].is_string());
    }
    let imported = folder.line("import so.csv --as btxh --on 2023-01-05 --format json").json();
    let id = imported[0]["import"].as_i64().unwrap();
    let again = folder.line("import so.csv --as btxh --on 2023-01-05 --format json").json();
    assert_eq!((&again[0]["already"], &again[0]["new"]), (&serde_json::json!(id), &serde_json::json!(0)));
    check(&folder, "0 | - | export officers --out ra.csv --as btxh");
    let exported = std::fs::read_to_string(folder.0.join("ra.csv")).unwrap();
    assert!(exported.contains("btxh") && exported.contains("Lê Thị Mẫu"), "{exported}");
    check(&folder, &format!("0 | - | undo {id} --as btxh --on 2023-01-06"));
    check(&folder, &format!("1 | already_undone | undo {id} --as btxh --on 2023-01-06"));
}

/// Two people of last month's list: one goes to the post office, the other has an account.
const PAID_LIST: &str = "Danh sách chi trả trợ cấp tháng 12/2022\n\
    Mã đối tượng,Họ và tên,Nam,Nữ,Số CCCD,\"Xã, phường\",\"Ấp, khu phố\",Chế độ,Diện,Khoản,Hệ số,Số tiền,Hình thức,\
    Điểm chi trả,Số tài khoản,Ngân hàng,Chủ tài khoản\n\
    BT-1,Nguyễn Văn Mẫu,05/01/1980,,072080000001,Phường Trảng Bàng,Khu phố 1,Bảo trợ xã hội,Người khuyết tật nặng,\
    Trợ cấp,\"1,5\",540.000,Bưu điện,Bưu cục Trảng Bàng,,,\n\
    BT-2,Trần Thị Thử,,12/03/1985,072185000002,Phường Trảng Bàng,Khu phố 2,Bảo trợ xã hội,Người khuyết tật nặng,\
    Trợ cấp,\"1,5\",540.000,Ngân hàng,,5711205000123,Agribank,Trần Thị Thử\n";

/// An office with its officers that has taken over the list of December 2022.
fn with_list() -> Folder {
    let folder = Folder::with_office();
    check(
        &folder,
        "
        0 | - | user add btxh Lê~Thị~Mẫu --role Chuyên~viên --as quantri --on 2022-12-01
        0 | - | user add ketoan Trần~Văn~Sổ --role Kế~toán --as quantri --on 2022-12-01
        0 | - | user add truong Phạm~Thị~Duyệt --role Trưởng~phòng --as quantri --on 2022-12-01
        ",
    );
    std::fs::write(folder.0.join("cu.csv"), PAID_LIST).unwrap();
    let table =
        folder.line("takeover cu.csv --month 2022-12 --as ketoan --on 2022-12-20 --format json").json();
    let listed: Vec<i64> =
        table.as_array().unwrap().iter().map(|line| line["listed"].as_i64().unwrap()).collect();
    assert_eq!(listed, [540_000, 540_000], "{table}");
    folder
}

#[test]
fn a_month_is_paid_from_last_months_list() {
    let folder = with_list();
    check(&folder, "1 | opening_differs | takeover cu.csv --month 2022-11 --as ketoan --on 2022-12-20");
    let prepared =
        folder.line("payroll prepare --month 2023-01 --as btxh --on 2022-12-22 --format json").json();
    assert_eq!(
        (&prepared["payments"], &prepared["new"], &prepared["carried"]),
        (&serde_json::json!(2), &serde_json::json!(1_080_000), &serde_json::json!(0)),
        "{prepared}"
    );
    check(
        &folder,
        "
        1 | run_state | payroll send --month 2023-01 --as ketoan --on 2022-12-23
        0 | - | payroll check --month 2023-01 --as ketoan --on 2022-12-23
        1 | forbidden | payroll approve --month 2023-01 --as ketoan --on 2022-12-24
        0 | - | payroll approve --month 2023-01 --paper 15/DS-LĐTBXH --as truong --on 2022-12-24
        0 | - | payroll send --month 2023-01 --as ketoan --on 2022-12-24
        1 | run_payments_pending | payroll reconcile --month 2023-01 --as ketoan --on 2023-01-18
        ",
    );
    let run = &folder.line("payroll list --format json").json()[0];
    assert_eq!((&run["state"], &run["handed_over"]), (&"sent".into(), &serde_json::json!(1_080_000)));

    let explained = folder.line("payroll explain --month 2023-01 BT-1 --format json").json();
    assert_eq!(
        (&explained["name"], &explained["total"]),
        (&"Nguyễn Văn Mẫu".into(), &serde_json::json!(540_000))
    );
    assert_eq!(explained["lines"][0]["label"], "Người khuyết tật nặng");
    let steps = explained["lines"][0]["steps"].as_array().unwrap();
    assert!(steps.iter().any(|step| step.as_str().unwrap().contains("Điều")), "{explained}");
    check(
        &folder,
        "
        0 | - | payroll explain --month 2023-01 BT-1 --out vi-sao.html
        1 | not_found | payroll explain --month 2023-01 BT-3
        ",
    );
    let page = std::fs::read_to_string(folder.0.join("vi-sao.html")).unwrap();
    assert!(page.contains("540.000 đồng") && page.contains("class=\"cite\""), "{page}");
}

#[test]
fn the_payer_brings_back_what_was_not_collected() {
    let folder = with_list();
    check(
        &folder,
        "
        0 | - | payroll prepare --month 2023-01 --as btxh --on 2022-12-22
        0 | - | payroll check --month 2023-01 --as ketoan --on 2022-12-23
        0 | - | payroll approve --month 2023-01 --as truong --on 2022-12-24
        0 | - | payroll send --month 2023-01 --as ketoan --on 2022-12-24
        ",
    );
    assert_eq!(papers(&folder, "truoc"), ["danh-sach:4", "ngan-hang:2", "tong-hop:2"]);
    std::fs::create_dir(folder.0.join("kq")).unwrap();
    let unpaid = format!(
        "Kỳ chi trả,Họ và tên,Mã chi trả,\"Xã, phường\",Số tiền,Lý do,Nguồn\n\
         01/2023,Nguyễn Văn Mẫu,{},Phường Trảng Bàng,540.000,đi vắng,ngân sách địa phương\n",
        number_at_the_post_office(&folder)
    );
    std::fs::write(folder.0.join("kq/chua-chi.csv"), unpaid).unwrap();
    let totals = "Kỳ chi trả,Nguồn,\"Xã, phường\",Số người nhận,Số tiền đã chi,Số người chưa nhận,Số tiền chưa chi\n\
        01/2023,ngân sách địa phương,Phường Trảng Bàng,1,540.000,1,540.000\n";
    std::fs::write(folder.0.join("kq/tong-hop.csv"), totals).unwrap();
    let results =
        folder.line("payroll results kq --month 2023-01 --as ketoan --on 2023-01-18 --format json").json();
    let aside = |sheet: &Value| sheet["parked"].as_i64().unwrap() + sheet["refused"].as_i64().unwrap();
    assert_eq!(results.as_array().unwrap().iter().map(aside).sum::<i64>(), 0, "{results}");
    check(
        &folder,
        "
        0 | - | payroll reconcile --month 2023-01 --as ketoan --on 2023-01-18
        0 | - | payroll close --month 2023-01 --as ketoan --on 2023-01-18
        ",
    );
    assert_eq!(papers(&folder, "sau"), ["danh-sach:4", "doi-soat:2", "ngan-hang:2", "tong-hop:2"]);

    let prepared =
        folder.line("payroll prepare --month 2023-02 --as btxh --on 2023-01-22 --format json").json();
    assert_eq!(
        (&prepared["new"], &prepared["carried"]),
        (&serde_json::json!(1_080_000), &serde_json::json!(540_000)),
        "{prepared}"
    );
    let compared = folder.line("payroll compare --month 2023-02 --format json").json();
    assert_eq!((&compared["changes"], &compared["before"]), (&serde_json::json!([]), &compared["after"]));
    let doctor = folder.line("doctor --format json").json();
    assert_eq!(doctor["faults"], serde_json::json!([]));
}

/// The papers of January, as folder and number of files.
fn papers(folder: &Folder, out: &str) -> Vec<String> {
    let written = folder.line(&format!("payroll papers --month 2023-01 --out {out} --format json")).json();
    let mut count = std::collections::BTreeMap::new();
    for file in written.as_array().unwrap() {
        let path = PathBuf::from(file["file"].as_str().unwrap());
        assert!(std::fs::metadata(folder.0.join(&path)).unwrap().len() > 0, "{}", path.display());
        *count.entry(path.iter().nth(1).unwrap().to_string_lossy().into_owned()).or_insert(0) += 1;
    }
    count.into_iter().map(|(name, files)| format!("{name}:{files}")).collect()
}

/// The number that January's list prints beside the one who goes to the post office.
fn number_at_the_post_office(folder: &Folder) -> u32 {
    let explained = folder.line("payroll explain --month 2023-01 BT-1 --format json").json();
    explained["payments"][0].as_u64().and_then(|number| u32::try_from(number).ok()).unwrap()
}
