//! `ansinh report …`: the year's address with its annex; freezing one, and what has changed since.

use super::figures;
use crate::Failure;
use crate::args::{Acting, Format, ReportArgs};
use crate::console::Console;
use crate::table;
use ::office::reports::frozen::{self, Difference};
use ::office::reports::{annex, pdf, word, year};
use ::office::{Ctx, OfficeError};
use domain::figures::Months;
use domain::ids::ReportId;
use domain::reports::{Document, EvidenceBook};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::path::Path;

pub fn run(console: &Console, args: ReportArgs, format: Format) -> Result<(), Failure> {
    let on = console.date_or_today(args.on.as_deref())?;
    if args.kind == "periodic" {
        return periodic(console, &args, on);
    }
    let period = figures::year(&args.period)?;
    match args.kind.as_str() {
        "year" => {
            let Some(out) = &args.out else {
                return Err(Failure::Usage("báo cáo cần --out TỆP.docx, .pdf, .html hoặc .xlsx".to_owned()));
            };
            let ctx = console.reader(on);
            let (document, book) = match args.frozen {
                true => {
                    let (_, document, book) = frozen::thawed(&ctx, newest(&ctx, period)?)?;
                    (document, book)
                }
                false => {
                    let report = year::year_report(&ctx, period)?;
                    tell_warnings(&report);
                    (report.document, report.book)
                }
            };
            write(out, &document, &book, on)?;
            say!("{}", out.display());
            Ok(())
        }
        "freeze" => freeze(console, args, period),
        "diff" => {
            let ctx = console.reader(on);
            print_diff(&frozen::diff(&ctx, newest(&ctx, period)?)?, format)
        }
        other => {
            Err(Failure::Usage(format!("không có loại báo cáo {other:?}; có: year, periodic, freeze, diff")))
        }
    }
}

/// `2023-06` a month, `2023-Q2` a quarter, `2023-H1` a half, `2023-9M` nine months, `2023` the year.
fn months(period: &str) -> Option<(i16, Months)> {
    let (year, part) = period.split_once('-').unwrap_or((period, ""));
    let year = year.parse().ok().filter(|year| (1945..=9000).contains(year))?;
    let months = match part {
        "" => Some(Months::YEAR),
        "H1" => Months::new(1, 6),
        "H2" => Months::new(7, 12),
        "9M" => Months::new(1, 9),
        part => match part.strip_prefix('Q') {
            Some(quarter) => quarter
                .parse::<i8>()
                .ok()
                .filter(|q| (1..=4).contains(q))
                .and_then(|q| Months::new(3 * q - 2, 3 * q)),
            None => part.parse().ok().and_then(|month| Months::new(month, month)),
        },
    };
    Some((year, months?))
}

fn periodic(console: &Console, args: &ReportArgs, on: Date) -> Result<(), Failure> {
    let unread = || {
        let text = &args.period.period;
        Failure::Usage(format!("kỳ {text:?} không đọc được: 2023-06, 2023-Q2, 2023-H1, 2023-9M hoặc 2023"))
    };
    let (year, months) = months(&args.period.period).ok_or_else(unread)?;
    let Some(out) = &args.out else {
        return Err(Failure::Usage("báo cáo cần --out TỆP.docx, .pdf, .html hoặc .xlsx".to_owned()));
    };
    let report = ::office::reports::periodic::report(&console.reader(on), year, months)?;
    for warning in &report.warnings {
        eprintln!("cảnh báo [{}]: {}", warning.key(), warning.text);
    }
    write(out, &report.document, &report.book, on)?;
    say!("{}", out.display());
    Ok(())
}

/// The report and its annex in every format, for the demo.
pub fn write_all(console: &Console, on: Date, folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder)?;
    let report = year::year_report(&console.reader(on), on.year())?;
    tell_warnings(&report);
    for name in ["bao-cao-nam.docx", "bao-cao-nam.pdf", "bao-cao-nam.html", "can-cu-so-lieu.xlsx"] {
        write(&folder.join(name), &report.document, &report.book, on)?;
    }
    let annex = annex::annex_pdf(&report.book, on).map_err(OfficeError::from)?;
    Ok(std::fs::write(folder.join("can-cu-so-lieu.pdf"), annex.bytes)?)
}

/// The ending of the name decides: the document, or (XLSX) the rows behind its figures.
fn write(out: &Path, document: &Document, book: &EvidenceBook, on: Date) -> Result<(), Failure> {
    let ending = out.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let bytes = match ending.as_deref() {
        Some("docx") => word::document_docx(document).map_err(OfficeError::from)?,
        Some("pdf") => pdf::document_pdf(document, on).map_err(|e| OfficeError::File(e.to_string()))?.bytes,
        Some("html") => {
            let note = format!("Lập ngày {}", domain::dates::short(on));
            let page = web::report::page(document, book, &note);
            page.map_err(|e| OfficeError::File(e.to_string()))?.into_bytes()
        }
        Some("xlsx") => annex::annex_xlsx(book).map_err(OfficeError::from)?,
        _ => return Err(Failure::Usage("đuôi tệp phải là docx, pdf, html hoặc xlsx".to_owned())),
    };
    Ok(std::fs::write(out, bytes)?)
}

fn tell_warnings(report: &year::YearReport) {
    for warning in report.open_warnings() {
        eprintln!("cảnh báo [{}]: {}", warning.key(), warning.text);
    }
}

fn freeze(console: &Console, args: ReportArgs, period: i16) -> Result<(), Failure> {
    let Some(officer) = args.officer else {
        return Err(Failure::Usage("chốt báo cáo cần --as TÀI_KHOẢN".to_owned()));
    };
    let ctx = console.acting(&Acting { officer, on: args.on })?;
    for answer in &args.answers {
        let Some((key, text)) = answer.split_once('=') else {
            return Err(Failure::Usage(format!("{answer:?} không phải MÃ=LỜI")));
        };
        ::office::figures::answer_warning(&ctx, period, key, text)?;
    }
    say!("đã chốt báo cáo năm {period}, số {}", frozen::freeze(&ctx, period)?);
    Ok(())
}

/// The report of the year that was frozen last.
fn newest(ctx: &Ctx, period: i16) -> Result<ReportId, Failure> {
    let found = frozen::list(ctx)?.into_iter().rfind(|report| report.year == period);
    let none = || OfficeError::NotFound(format!("báo cáo đã chốt của năm {period}"));
    Ok(found.map(|report| report.id).ok_or_else(none)?)
}

fn print_diff(differences: &[Difference], format: Format) -> Result<(), Failure> {
    if format == Format::Json {
        return Ok(table::json(&Value::Array(differences.iter().map(object).collect()))?);
    }
    if differences.is_empty() {
        say!("Không có gì thay đổi từ khi chốt.");
    }
    for one in differences {
        let now = one.now.as_deref().unwrap_or("chưa có số liệu");
        say!("{} ({}): {} → {now}", one.title, one.figure, one.frozen);
        for row in &one.rows {
            let shown =
                |quantity: Option<i64>| quantity.map_or("—".to_owned(), |q| ::law::Vnd(q).to_string());
            say!("  {}: {} → {}; {}", row.label, shown(row.before), shown(row.after), row.cause_kept());
        }
    }
    Ok(())
}

fn object(one: &Difference) -> Value {
    let rows = one.rows.iter().map(|row| {
        json!({
            "kind": row.kind,
            "id": row.id,
            "label": row.label,
            "before": row.before,
            "after": row.after,
            "entry": row.entry,
            "cause": row.cause_kept(),
        })
    });
    json!({
        "figure": one.figure,
        "title": one.title,
        "frozen": one.frozen,
        "now": one.now,
        "rows": rows.collect::<Vec<Value>>(),
    })
}
