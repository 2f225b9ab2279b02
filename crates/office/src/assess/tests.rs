//! The exchange at its boundary: lines in, lines out.

use super::{Request, assess};
use std::io::{BufReader, ErrorKind};
use std::sync::OnceLock;

fn rules() -> &'static law::Ruleset {
    static RULES: OnceLock<law::Ruleset> = OnceLock::new();
    RULES.get_or_init(|| law::Ruleset::embedded().unwrap())
}

fn run(request: Request, input: &[u8]) -> Vec<serde_json::Value> {
    let mut out = Vec::new();
    assess(rules(), request, BufReader::new(input), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn request(month: &str) -> Request {
    Request { month: month.to_owned(), ..Request::default() }
}

/// The error code of a line, or `ok`.
fn check(month: &str, line: &str, code: &str) {
    let results = run(request(month), line.as_bytes());
    assert_eq!(results.len(), 1, "{line}");
    let found = results[0]["error"]["code"].as_str().unwrap_or("ok");
    assert_eq!(found, code, "{line}");
}

/// A case of one person with these facts.
fn facts(facts: &str) -> String {
    format!(r#"{{"id":1,"person":{{"born":"1950","sex":"male"}},"facts":[{facts}]}}"#)
}

#[test]
fn a_line_is_checked_in_the_order_of_the_page() {
    for (month, line, code) in [
        ("2020-01", "[]", "invalid_json"),
        ("2020-01", "{", "invalid_json"),
        ("2020-01", r#"{"id":null,"x":1}"#, "invalid_json"),
        ("2020-01", r#"{"x":1}"#, "missing_field"),
        ("2020-01", r#"{"id":true,"x":1}"#, "invalid_value"),
        ("2020-01", r#"{"id":1,"x":1}"#, "unsupported_month"),
        ("2021-06", &facts(""), "unsupported_month"),
        ("2021-07", &facts(""), "ok"),
        ("2030-12", &facts(""), "ok"),
        ("2031-01", &facts(""), "unsupported_month"),
        ("2024-07", r#"{"id":1,"x":1}"#, "unknown_field"),
        ("2024-07", r#"{"id":1,"facts":7}"#, "missing_field"),
        ("2024-07", r#"{"id":1,"person":7}"#, "invalid_value"),
        ("2024-07", r#"{"id":1,"person":{"born":"x","y":1}}"#, "unknown_field"),
        ("2024-07", r#"{"id":1,"person":{"born":"x"}}"#, "missing_field"),
        ("2024-07", r#"{"id":1,"person":{"born":"x","sex":1}}"#, "invalid_date"),
        ("2024-07", r#"{"id":1,"person":{"born":1950,"sex":"x"}}"#, "invalid_value"),
        ("2024-07", r#"{"id":1,"person":{"born":"1950-13","sex":"x"}}"#, "invalid_date"),
        ("2024-07", r#"{"id":1,"person":{"born":"1950","sex":"x","died":"x"}}"#, "invalid_value"),
        ("2024-07", r#"{"id":1,"person":{"born":"1950","sex":"male","died":"2023-02-29"}}"#, "invalid_date"),
        ("2024-07", r#"{"id":1,"person":{"born":"1950","sex":"male"}}"#, "missing_field"),
        ("2024-07", r#"{"id":1,"person":{"born":"1950","sex":"male"},"facts":null}"#, "missing_field"),
        ("2024-07", r#"{"id":1,"person":{"born":"1950","sex":"male"},"facts":{}}"#, "invalid_value"),
    ] {
        check(month, line, code);
    }
}

#[test]
fn a_fact_is_checked_in_the_order_of_the_page() {
    for (fact, code) in [
        ("7", "invalid_value"),
        (r#"{"x":1}"#, "missing_field"),
        (r#"{"kind":7}"#, "invalid_value"),
        (r#"{"kind":"wealth","x":1}"#, "unknown_fact_kind"),
        (r#"{"kind":"household","x":1}"#, "unknown_field"),
        (r#"{"kind":"household","class":"x","until":"x"}"#, "missing_field"),
        (r#"{"kind":"household","from":"x","class":null}"#, "missing_field"),
        (r#"{"kind":"household","from":"x","until":7,"class":"x"}"#, "invalid_date"),
        (r#"{"kind":"household","from":"2023-01-01","until":7,"class":"x"}"#, "invalid_value"),
        (r#"{"kind":"household","from":"2023-01-01","until":"2023-02-30","class":"x"}"#, "invalid_date"),
        (r#"{"kind":"household","from":"2023-01-01","until":"2022-01-01","class":"x"}"#, "invalid_value"),
        (r#"{"kind":"household","from":"2023-01-01","until":"2023-01-01","class":"poor"}"#, "contradictory_facts"),
        (r#"{"kind":"household","from":"2023-01-01","until":null,"class":"poor"}"#, "ok"),
        // Rules between fields come after the order of the dates.
        (
            r#"{"kind":"injury_rate","from":"2023-01-01","until":"2023-01-01","category":"war_invalid"}"#,
            "contradictory_facts",
        ),
        (r#"{"kind":"injury_rate","from":"2023-01-01","category":"war_invalid"}"#, "missing_field"),
        (r#"{"kind":"injury_rate","from":"2023-01-01","category":"war_invalid","rate":20}"#, "invalid_value"),
        (
            r#"{"kind":"injury_rate","from":"2023-01-01","category":"sick_soldier","rate":45,"band":"41-50"}"#,
            "invalid_value",
        ),
        (r#"{"kind":"merit_status","from":"2023-01-01","category":"war_invalid"}"#, "missing_field"),
        (
            r#"{"kind":"merit_status","from":"2023-01-01","category":"war_invalid","subtype":"thoat_ly"}"#,
            "invalid_value",
        ),
        (
            r#"{"kind":"merit_status","from":"2021-07-01","category":"war_invalid","subtype":"war_invalid_standard"}"#,
            "missing_field",
        ),
        (
            r#"{"kind":"merit_status","from":"2021-06-30","category":"war_invalid","subtype":"war_invalid_standard"}"#,
            "ok",
        ),
        (r#"{"kind":"merit_status","from":"2023-01-01","category":"heroic_mother"}"#, "contradictory_facts"),
        (r#"{"kind":"benefit","from":"2023-01-01","type":"pension","amount":0}"#, "ok"),
        (r#"{"kind":"benefit","from":"2023-01-01","type":"pension","amount":-1}"#, "invalid_value"),
        (r#"{"kind":"benefit","from":"2023-01-01","type":"pension","amount":1.5}"#, "invalid_value"),
    ] {
        check("2024-07", &facts(fact), code);
    }
}

#[test]
fn the_first_fact_with_a_problem_is_reported() {
    let empty = r#"{"kind":"hiv","from":"2023-01-01","until":"2023-01-01"}"#;
    let unknown = r#"{"kind":"wealth"}"#;
    check("2024-07", &facts(&format!("{empty},{unknown}")), "contradictory_facts");
    check("2024-07", &facts(&format!("{unknown},{empty}")), "unknown_fact_kind");
}

#[test]
fn lines_are_answered_in_their_order_and_blank_ones_are_skipped() {
    let good = facts("");
    let input = [b"\n \t\r\n\xff\xfe\n".as_slice(), good.as_bytes(), b"\r\n\n{\"id\":\"b\"}"].concat();
    let results = run(request("2024-07"), &input);
    let ids: Vec<String> = results.iter().map(|result| result["id"].to_string()).collect();
    assert_eq!(ids, ["null", "1", "\"b\""]);
    assert_eq!(results[0]["error"]["code"], "invalid_json");
    assert!(run(request("2024-07"), b"").is_empty());
}

#[test]
fn arguments_that_cannot_be_read_write_nothing() {
    for (month, known_on) in [("2024-13", None), ("202407", None), ("2024-07", Some("2024-02-30"))] {
        let request = Request {
            month: month.to_owned(),
            known_on: known_on.map(str::to_owned),
            one_off: false,
        };
        let mut out = Vec::new();
        let error = assess(rules(), request, facts("").as_bytes(), &mut out).unwrap_err();
        assert_eq!((error.kind(), out.len()), (ErrorKind::InvalidInput, 0), "{month}");
    }
}

#[test]
fn a_case_of_any_length_leaves_the_others_alone() {
    let benefit = r#"{"kind":"benefit","from":"2000-01-01","type":"pension","amount":140739635871744}"#;
    for (count, code) in [(u16::MAX as usize, "ok"), (u16::MAX as usize + 1, "invalid_value")] {
        let long = facts(&vec![benefit; count].join(","));
        let results = run(request("2024-07"), format!("{long}\n{}", facts("")).as_bytes());
        assert_eq!(results[0]["error"]["code"].as_str().unwrap_or("ok"), code, "{count}");
        assert_eq!(results[1]["total"], 0);
    }
}

#[test]
fn coefficients_are_written_as_in_the_tables() {
    let line = r#"{"id":1,"person":{"born":"1960-01-01","sex":"male","died":"2024-08-10"},"facts":[
        {"kind":"disability","degree":"severe","from":"2020-01-01"},
        {"kind":"decision","scheme":"social_allowance","from":"2020-01-01"}]}"#
        .replace('\n', "");
    let award = |one_off| {
        let request = Request { month: "2024-08".to_owned(), known_on: None, one_off };
        run(request, line.as_bytes())[0]["awards"][0].clone()
    };
    let (monthly, once) = (award(false), award(true));
    assert_eq!((&monthly["coefficient"], &monthly["amount"]), (&"2.0".into(), &1_000_000.into()));
    assert_eq!((&once["coefficient"], &once["amount"]), (&"20".into(), &10_000_000.into()));
}
