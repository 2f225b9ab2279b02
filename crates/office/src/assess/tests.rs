use super::*;
use serde_json::{Value, json};
use std::io::{BufReader, Read};
use std::time::Duration;

fn ask(request: &Request, input: &str) -> (Vec<Value>, Counts) {
    let rules = Ruleset::embedded().unwrap();
    let mut out = Vec::new();
    let counts = assess(&rules, request.clone(), input.as_bytes(), &mut out).unwrap();
    let lines = std::str::from_utf8(&out).unwrap().lines();
    (lines.map(|line| serde_json::from_str(line).unwrap()).collect(), counts)
}

fn of(month: &str) -> Request {
    Request { month: month.to_owned(), ..Request::default() }
}

/// The answer to one line: its error code, or its total.
fn check(month: &str, line: &str) -> Value {
    let (mut answers, _) = ask(&of(month), line);
    assert_eq!(answers.len(), 1, "{line}");
    let answer = answers.remove(0);
    answer.get("error").map_or_else(|| answer["total"].clone(), |error| error["code"].clone())
}

const DISABLED: &str = r#"{"id":"c-17","person":{"born":"1990-01-01","sex":"male"},"facts":[
    {"kind":"disability","from":"2024-03-20","degree":"severe"},
    {"kind":"decision","from":"2024-06-03","until":null,"scheme":"social_allowance"}]}"#;

fn one_line(text: &str) -> String {
    text.replace('\n', " ")
}

#[test]
fn an_answer_has_every_field_of_the_format() {
    let (answers, counts) = ask(&of("2024-07"), &one_line(DISABLED));
    assert_eq!(counts, Counts { answers: 1, errors: 0 });
    let expected = json!({
        "id": "c-17", "month": "2024-07",
        "awards": [{
            "scheme": "social_allowance", "category": "disabled_severe", "part": "allowance", "amount": 750_000,
            "coefficient": "1.5", "base": 500_000, "period": "month",
            "citations": [
                "Điều 5 khoản 6, Nghị định 20/2021/NĐ-CP",
                "Điều 8 khoản 1 điểm đ, Nghị định 20/2021/NĐ-CP",
                "Điều 6 khoản 1 điểm e, Nghị định 20/2021/NĐ-CP",
                "Điều 1, Nghị định 76/2024/NĐ-CP"
            ],
            "because": ["Khuyết tật nặng, từ 20/3/2024", "Quyết định trợ cấp xã hội hằng tháng, từ 03/6/2024"]
        }],
        "total": 750_000, "missing": [], "notes": []
    });
    assert_eq!(answers, [expected]);
    let totals = ["2024-02", "2024-03", "2026-07"].map(|month| check(month, &one_line(DISABLED)));
    assert_eq!(totals, [json!(0), json!(540_000), json!(810_000)]);
}

#[test]
fn lines_stay_in_order_and_bad_ones_stop_nothing() {
    let mut input = String::new();
    for id in 0..3000 {
        match id % 3 {
            0 => {
                input += &format!(
                    "{{\"id\":{id},\"person\":{{\"born\":\"1990\",\"sex\":\"male\"}},\"facts\":[]}}\r\n"
                )
            }
            1 => input += &format!("{{\"id\":{id}}}\n\n  \n"),
            _ => input += "{broken\n",
        }
    }
    let (answers, counts) = ask(&of("2024-07"), input.trim_end());
    assert_eq!(counts, Counts { answers: 1000, errors: 2000 });
    for (id, answer) in answers.iter().enumerate() {
        match id % 3 {
            0 => assert_eq!((&answer["id"], &answer["total"]), (&json!(id), &json!(0))),
            1 => assert_eq!((&answer["id"], &answer["error"]["code"]), (&json!(id), &json!("missing_field"))),
            _ => {
                assert_eq!((&answer["id"], &answer["error"]["code"]), (&Value::Null, &json!("invalid_json")))
            }
        }
    }
}

#[test]
fn the_first_problem_is_reported() {
    let person = r#""person":{"born":"1990-01-01","sex":"male"}"#;
    for (line, month, code) in [
        ("[]".to_owned(), "2024-07", "invalid_json"),
        (r#"{"id":null}"#.to_owned(), "2024-07", "invalid_json"),
        ("{}".to_owned(), "2020-07", "missing_field"),
        (r#"{"id":true}"#.to_owned(), "2020-07", "invalid_value"),
        (r#"{"id":1,"x":2}"#.to_owned(), "2021-06", "unsupported_month"),
        (r#"{"id":1,"x":2}"#.to_owned(), "2031-01", "unsupported_month"),
        (r#"{"id":1,"x":2}"#.to_owned(), "2021-07", "unknown_field"),
        (r#"{"id":1,"facts":[]}"#.to_owned(), "2024-07", "missing_field"),
        (r#"{"id":1,"person":3,"facts":[]}"#.to_owned(), "2024-07", "invalid_value"),
        (r#"{"id":1,"person":{"age":3},"facts":[]}"#.to_owned(), "2024-07", "unknown_field"),
        (r#"{"id":1,"person":{"born":"x"},"facts":[]}"#.to_owned(), "2024-07", "missing_field"),
        (
            r#"{"id":1,"person":{"born":"2023-02-29","sex":"x"},"facts":[]}"#.to_owned(),
            "2024-07",
            "invalid_date",
        ),
        (r#"{"id":1,"person":{"born":1990,"sex":"male"},"facts":[]}"#.to_owned(), "2024-07", "invalid_value"),
        (r#"{"id":1,"person":{"born":"1990","sex":"x"},"facts":[]}"#.to_owned(), "2024-07", "invalid_value"),
        (
            r#"{"id":1,"person":{"born":"1990","sex":"male","died":"1990-2-3"},"facts":[]}"#.to_owned(),
            "2024-07",
            "invalid_date",
        ),
        (
            r#"{"id":1,"person":{"born":"1990","sex":"male","died":"1989-12-31"},"facts":[]}"#.to_owned(),
            "2024-07",
            "contradictory_facts",
        ),
        (format!(r#"{{"id":1,{person}}}"#), "2024-07", "missing_field"),
        (format!(r#"{{"id":1,{person},"facts":{{}}}}"#), "2024-07", "invalid_value"),
    ] {
        assert_eq!(check(month, &line), json!(code), "{line}");
    }
}

#[test]
fn a_fact_is_checked_in_order() {
    for (fact, code) in [
        (r#"3"#, "invalid_value"),
        (r#"{"from":"2024-01-01"}"#, "missing_field"),
        (r#"{"kind":3}"#, "invalid_value"),
        (r#"{"kind":"wealth","x":1}"#, "unknown_fact_kind"),
        (r#"{"kind":"hiv","x":null}"#, "unknown_field"),
        (r#"{"kind":"hiv"}"#, "missing_field"),
        (r#"{"kind":"household","from":"x"}"#, "missing_field"),
        (r#"{"kind":"household","from":"x","class":3}"#, "invalid_date"),
        (r#"{"kind":"household","from":"2024-01-01","until":"2024-13-01","class":3}"#, "invalid_date"),
        (r#"{"kind":"household","from":"2024-01-01","until":"2023-01-01","class":3}"#, "invalid_value"),
        (
            r#"{"kind":"household","from":"2024-01-01","until":"2023-01-01","class":"poor"}"#,
            "contradictory_facts",
        ),
        (r#"{"kind":"residence","from":"2024-01-01","area":"25708","urban":"yes"}"#, "invalid_value"),
        (r#"{"kind":"benefit","from":"2024-01-01","type":"wage","amount":1.5}"#, "invalid_value"),
        (r#"{"kind":"benefit","from":"2024-01-01","type":"wage","amount":-1}"#, "invalid_value"),
        (r#"{"kind":"pregnancy","from":"2024-01-01"}"#, "contradictory_facts"),
        (r#"{"kind":"suspension","from":"2024-01-01","scheme":"merit"}"#, "missing_field"),
        (r#"{"kind":"merit_status","from":"2020-01-01","category":"war_invalid"}"#, "missing_field"),
        (
            r#"{"kind":"merit_status","from":"2020-01-01","category":"sick_soldier","subtype":"self"}"#,
            "invalid_value",
        ),
        (
            r#"{"kind":"merit_status","from":"2021-07-01","category":"war_invalid","subtype":"war_invalid_class_b"}"#,
            "missing_field",
        ),
        (r#"{"kind":"merit_status","from":"2020-01-01","category":"heroic_mother"}"#, "contradictory_facts"),
        (r#"{"kind":"injury_rate","from":"2020-01-01","category":"war_invalid"}"#, "missing_field"),
        (
            r#"{"kind":"injury_rate","from":"2020-01-01","until":"2020-01-01","category":"war_invalid"}"#,
            "contradictory_facts",
        ),
        (r#"{"kind":"injury_rate","from":"2020-01-01","category":"war_invalid","rate":20}"#, "invalid_value"),
        (
            r#"{"kind":"injury_rate","from":"2020-01-01","category":"war_invalid","band":"41-50"}"#,
            "invalid_value",
        ),
        (
            r#"{"kind":"injury_rate","from":"2020-01-01","category":"sick_soldier","band":"41-60"}"#,
            "invalid_value",
        ),
        (
            r#"{"kind":"injury_rate","from":"2020-01-01","category":"sick_soldier","band":"41-50","rate":45}"#,
            "invalid_value",
        ),
        (r#"{"kind":"one_off_decision","from":"2020-01-01","row":"death_three_months"}"#, "invalid_value"),
    ] {
        let line = format!(r#"{{"id":1,"person":{{"born":"1990","sex":"male"}},"facts":[{fact}]}}"#);
        assert_eq!(check("2024-07", &line), json!(code), "{fact}");
    }
}

#[test]
fn wrong_arguments_are_refused_before_anything_is_written() {
    let rules = Ruleset::embedded().unwrap();
    for (month, known_on) in
        [("2024-7", None), ("2024-13", None), ("", None), ("2024-07", Some("2024-02-30"))]
    {
        let known_on = known_on.map(str::to_owned);
        let request = Request { month: month.to_owned(), known_on, one_off: false };
        let mut out = Vec::new();
        let error = assess(&rules, request, "{}\n".as_bytes(), &mut out).unwrap_err();
        assert_eq!((error.kind(), out.len()), (io::ErrorKind::InvalidInput, 0), "{month}");
    }
}

#[test]
fn knowledge_and_one_off_reach_the_engine() {
    let poor = r#"{"id":7,"person":{"born":"1949-06-01","sex":"male"},"facts":[
        {"kind":"household","from":"2021-07-01","class":"poor"},
        {"kind":"support","from":"2021-07-01","status":"none"},
        {"kind":"decision","from":"2021-07-15","scheme":"social_allowance"}]}"#;
    let known = Request { known_on: Some("2026-09-30".to_owned()), ..of("2026-08") };
    assert_eq!(ask(&of("2026-08"), &one_line(poor)).0[0]["total"], json!(1_080_000));
    assert_eq!(ask(&known, &one_line(poor)).0[0]["total"], json!(750_000));
    let before = Request { known_on: Some("2021-06-30".to_owned()), ..of("2021-07") };
    assert_eq!(ask(&before, &one_line(poor)).0[0]["error"]["code"], json!("tables_not_published"));
    let dead = one_line(DISABLED).replace("\"male\"", "\"male\",\"died\":\"2024-07-10\"");
    let (answers, _) = ask(&Request { one_off: true, ..of("2024-07") }, &dead);
    assert_eq!(answers[0]["awards"][0]["part"], json!("funeral"));
    assert_eq!(answers[0]["total"], json!(10_000_000));
    let (answers, _) = ask(&of("2026-12"), &one_line(DISABLED));
    assert_eq!(answers[0]["notes"], json!(["after_table_date"]));
}

/// A case of one person with these facts.
fn facts(facts: &str) -> String {
    format!(r#"{{"id":1,"person":{{"born":"1950","sex":"male"}},"facts":[{facts}]}}"#)
}

/// The answers to lines that need not be text.
fn answers(input: &[u8]) -> Vec<Value> {
    let rules = Ruleset::embedded().unwrap();
    let mut out = Vec::new();
    assess(&rules, of("2024-07"), input, &mut out).unwrap();
    let lines = std::str::from_utf8(&out).unwrap().lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_first_fact_with_a_problem_is_reported() {
    let empty = r#"{"kind":"hiv","from":"2023-01-01","until":"2023-01-01"}"#;
    let unknown = r#"{"kind":"wealth"}"#;
    assert_eq!(check("2024-07", &facts(&format!("{empty},{unknown}"))), json!("contradictory_facts"));
    assert_eq!(check("2024-07", &facts(&format!("{unknown},{empty}"))), json!("unknown_fact_kind"));
}

#[test]
fn bytes_that_are_no_text_are_one_bad_line() {
    let good = facts("");
    let input = [b"\n \t\r\n\xff\xfe\n".as_slice(), good.as_bytes(), b"\r\n\n{\"id\":\"b\"}"].concat();
    let results = answers(&input);
    let ids: Vec<String> = results.iter().map(|result| result["id"].to_string()).collect();
    assert_eq!(ids, ["null", "1", "\"b\""]);
    assert_eq!(results[0]["error"]["code"], "invalid_json");
    assert!(answers(b"").is_empty());
}

#[test]
fn a_case_of_any_length_leaves_the_others_alone() {
    let benefit = r#"{"kind":"benefit","from":"2000-01-01","type":"pension","amount":140739635871744}"#;
    for (count, code) in [(u16::MAX as usize, "ok"), (u16::MAX as usize + 1, "invalid_value")] {
        let long = facts(&vec![benefit; count].join(","));
        let results = answers(format!("{long}\n{}", facts("")).as_bytes());
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
        ask(&request, &line).0[0]["awards"][0].clone()
    };
    let (monthly, once) = (award(false), award(true));
    assert_eq!((&monthly["coefficient"], &monthly["amount"]), (&"2.0".into(), &1_000_000.into()));
    assert_eq!((&once["coefficient"], &once["amount"]), (&"20".into(), &10_000_000.into()));
}

/// An input that gives each line, and its end, only after the line before has been answered.
struct Dialogue {
    lines: Vec<Vec<u8>>,
    now: Vec<u8>,
    answered: mpsc::Receiver<()>,
}

impl Read for Dialogue {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.now.is_empty() {
            let waited = self.answered.recv_timeout(Duration::from_secs(20));
            waited.map_err(|_| std::io::Error::from(ErrorKind::TimedOut))?;
            self.now = self.lines.pop().unwrap_or_default();
        }
        let count = into.len().min(self.now.len());
        into[..count].copy_from_slice(&self.now[..count]);
        self.now.drain(..count);
        Ok(count)
    }
}

/// Tells the input of every answer that has been handed over.
struct Told {
    text: Vec<u8>,
    told: usize,
    answered: mpsc::Sender<()>,
}

impl Write for Told {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.text.extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let answers = self.text.iter().filter(|byte| **byte == b'\n').count();
        for _ in self.told..answers {
            let _ = self.answered.send(());
        }
        self.told = answers;
        Ok(())
    }
}

#[test]
fn a_line_is_answered_before_the_next_one_is_written() {
    let rules = Ruleset::embedded().unwrap();
    let (sender, answered) = mpsc::channel();
    sender.send(()).unwrap();
    let lines = vec![b"{\"id\":2}\n".to_vec(), b"{\"id\":1}\n".to_vec()];
    let input = Dialogue { lines, now: Vec::new(), answered };
    let mut output = Told { text: Vec::new(), told: 0, answered: sender };
    let counts = assess(&rules, of("2024-07"), BufReader::new(input), &mut output).unwrap();
    assert_eq!((counts.errors, output.told), (2, 2));
}
