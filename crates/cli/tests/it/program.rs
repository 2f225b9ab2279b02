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

    /// Runs a command line without input; words are separated by blanks, `_` stands for a blank in a word.
    fn line(&self, line: &str) -> Answer {
        let words: Vec<String> = line.split_whitespace().map(|word| word.replace('_', " ")).collect();
        self.run(&words.iter().map(String::as_str).collect::<Vec<_>>(), "")
    }

    fn with_office() -> Folder {
        let folder = Folder::new();
        let made = folder.line(
            "office create Phòng_Lao_động --area 712 --administrator quantri --full-name Võ_Văn_Máy --on 2023-01-01",
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

#[test]
fn officers_are_known_by_their_account_and_hold_their_permissions() {
    let folder = Folder::with_office();
    check(
        &folder,
        "
        1 | not_found | import danh-sach.xlsx --as ai-do
        1 | file | import danh-sach.xlsx --as quantri
        1 | forbidden | payroll prepare --month 2023-01 --as quantri
        1 | not_found | payroll check --month 2023-01 --as quantri
        0 | - | user add ketoan Trần_Văn_Sổ --role Kế_toán --as quantri
        2 | usage | user add khach Lê_Văn_Khách --role Khách --as quantri
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
    check(&folder, "0 | - | user add ketoan Trần_Văn_Sổ --role Kế_toán --as quantri");
    check(
        &folder,
        "0 | - | payroll budget open --year 2023 --source local --code 398 Bảo_trợ_xã_hội --as ketoan --on 2023-01-05",
    );
    let line = folder.line("payroll budget list --year 2023 --format json").json()[0]["line"].clone();
    let line = line.as_str().unwrap();
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
    check(&folder, "0 | - | user add btxh Lê_Thị_Mẫu --role Chuyên_viên --as quantri --on 2023-01-02");
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
    check(&folder, "0 | - | export assistance --out ra.csv --as btxh");
    let exported = std::fs::read_to_string(folder.0.join("ra.csv")).unwrap();
    assert!(exported.contains("BT-1") && exported.contains("Nguyễn Văn Mẫu"), "{exported}");
}
