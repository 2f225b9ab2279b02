//! `ansinh law …`: the law pages.

use crate::Failure;
use crate::args::{Format, LawAction, LawArgs};
use crate::console::{self, Clock};
use crate::table;
use ::law::gaps::{self, Gap};
use ::law::{Month, Ruleset};
use serde_json::json;

pub fn run(args: LawArgs, format: Format) -> Result<(), Failure> {
    let rules = Ruleset::embedded()?;
    match args.action {
        LawAction::Check => check(&rules, format),
        LawAction::Show { category, month } => {
            let month = month.as_deref().map(console::month).transpose()?;
            let month = month.unwrap_or_else(|| Month::of(Clock::System.today()));
            let text = gaps::show(&rules, &category, month)?;
            match format {
                Format::Text => say!("{}", text.trim_end()),
                Format::Json => {
                    let lines: Vec<&str> = text.lines().collect();
                    table::json(
                        &json!({ "category": category, "month": month.to_string(), "lines": lines }),
                    )?;
                }
            }
            Ok(())
        }
    }
}

/// What the pages leave open. Whether each category has a worked case is asked by the tests: the program does not
/// carry the cases with it.
fn check(rules: &Ruleset, format: Format) -> Result<(), Failure> {
    let mut rows = Vec::new();
    for gap in gaps::check(rules, &[]) {
        let kind = match gap {
            Gap::NoCase { .. } => continue,
            Gap::NoLevel { .. } => "no_level",
            Gap::NotSourced { .. } => "not_sourced",
        };
        rows.push(vec![json!(kind), json!(gap.to_string())]);
    }
    if format == Format::Text {
        say!("Các trang luật nạp được; mã nhận dạng {}", rules.hash());
        say!("{} chỗ còn thiếu hoặc chưa đối chiếu văn bản:", rows.len());
    }
    Ok(table::print(format, &[("kind", "Loại"), ("text", "Nội dung")], rows)?)
}
