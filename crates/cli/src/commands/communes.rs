//! `ansinh communes …`: monthly reports of communes, from the hand-in to the register.

use crate::Failure;
use crate::args::{CommunesAction, CommunesArgs, Format, WhichArgs};
use crate::console::{self, Console};
use crate::table;
use ::office::communes::{self, Which};
use ::office::import::reader;
use ::office::{Ctx, Field, cases};
use domain::communes::ProposalState;
use domain::dates::short;
use domain::ids::{CommuneReportId, ProposalId};
use domain::labels::Labelled;
use serde_json::{Value, json};

pub fn run(console: &Console, args: CommunesArgs, format: Format) -> Result<(), Failure> {
    match args.action {
        CommunesAction::Board { month, on } => {
            board(&console.reader(console.date_or_today(on.as_deref())?), &month, format)
        }
        CommunesAction::HandIn { path, nothing: _, which, acting } => {
            let ctx = console.acting(&acting)?;
            let which = read_which(&ctx, &which)?;
            let told = match path {
                Some(path) => communes::hand_in(&ctx, which, &reader::read(&path)?)?,
                None => communes::hand_in_nothing(&ctx, which)?,
            };
            match told.report {
                Some(report) => say!("đã nộp báo cáo số {report}: {} dòng chờ duyệt", told.proposed),
                None => say!("không có gì mới: {} dòng đã nộp trước đó", told.known),
            }
            for row in &told.still_returned {
                say!("  dòng {row}: đã bị trả lại mà chưa sửa");
            }
            for (row, doubt) in &told.doubts {
                say!("  dòng {row}: {doubt}");
            }
            Ok(())
        }
        CommunesAction::Proposals { month, state, on } => {
            let ctx = console.reader(console.date_or_today(on.as_deref())?);
            proposals(&ctx, &month, state.as_deref(), format)
        }
        CommunesAction::Accept { proposals, month, commune, field, acting } => {
            let ctx = console.acting(&acting)?;
            let rows = match month {
                None => proposals.into_iter().map(ProposalId).collect(),
                Some(month) => {
                    let unit = commune.map(|text| cases::commune(&ctx, &text)).transpose()?;
                    let field = field.as_deref().map(read_field).transpose()?;
                    communes::waiting(&ctx, console::month(&month)?, unit, field)?
                }
            };
            accepted(&ctx, &rows)
        }
        CommunesAction::Return { proposals, reason, acting } => {
            let rows: Vec<ProposalId> = proposals.into_iter().map(ProposalId).collect();
            communes::return_rows(&console.acting(&acting)?, &rows, &reason)?;
            say!("đã trả lại {} dòng", rows.len());
            Ok(())
        }
        CommunesAction::Withdraw { report, acting } => {
            communes::withdraw(&console.acting(&acting)?, CommuneReportId(report))?;
            say!("đã rút báo cáo số {report}");
            Ok(())
        }
    }
}

fn read_field(text: &str) -> Result<Field, Failure> {
    Field::from_word(text).ok_or_else(|| {
        let known: Vec<&str> = Field::ALL.iter().map(|field| field.word()).collect();
        Failure::Usage(format!("không có lĩnh vực {text:?}; có: {}", known.join(", ")))
    })
}

fn read_which(ctx: &Ctx, args: &WhichArgs) -> Result<Which, Failure> {
    let unit = cases::commune(ctx, &args.commune)?;
    Ok(Which { unit, month: console::month(&args.month)?, field: read_field(&args.field)? })
}

fn accepted(ctx: &Ctx, rows: &[ProposalId]) -> Result<(), Failure> {
    let checked = communes::accept(ctx, rows)?;
    say!("đã nhận {} dòng", checked.accepted.len());
    for (id, why) in &checked.left {
        say!("  dòng số {id} chưa nhận được: {why}");
    }
    Ok(())
}

fn board(ctx: &Ctx, month: &str, format: Format) -> Result<(), Failure> {
    let board = communes::board(ctx, console::month(month)?)?;
    let rows = board.rows.iter().flat_map(|row| {
        let cells = board.fields.iter().zip(&row.cells);
        cells.filter_map(|(field, cell)| {
            let cell = cell.as_ref()?;
            let sending = match format {
                Format::Text => cell.sending.label(),
                Format::Json => cell.sending.word(),
            };
            Some(vec![
                json!(row.code),
                json!(row.name),
                json!(match format {
                    Format::Text => field.label(),
                    Format::Json => field.word(),
                }),
                json!(sending),
                json!(cell.sent_on.map(|day| match format {
                    Format::Text => short(day),
                    Format::Json => day.to_string(),
                })),
                json!(cell.counts.waiting),
                json!(cell.counts.accepted),
                json!(cell.counts.returned),
            ])
        })
    });
    let columns = [
        ("code", "Mã"),
        ("commune", "Xã, phường"),
        ("field", "Lĩnh vực"),
        ("sending", "Báo cáo"),
        ("sent_on", "Ngày nộp"),
        ("waiting", "Chờ duyệt"),
        ("accepted", "Đã nhận"),
        ("returned", "Trả lại"),
    ];
    table::print(format, &columns, rows.collect())?;
    if format == Format::Text {
        let (missing, all) = board.missing();
        let deadline = board.deadline.map_or_else(|| "chưa đặt".to_owned(), short);
        say!("Chưa nộp {missing}/{all}; hạn nộp: {deadline}.");
    }
    Ok(())
}

fn proposals(ctx: &Ctx, month: &str, state: Option<&str>, format: Format) -> Result<(), Failure> {
    let wanted = state.map(|word| {
        let known: Vec<&str> = ProposalState::ALL.iter().map(|state| state.word()).collect();
        let usage = || Failure::Usage(format!("trạng thái phải là một trong: {}", known.join(", ")));
        ProposalState::from_word(word).ok_or_else(usage)
    });
    let wanted = wanted.transpose()?;
    let reports = communes::reported(ctx, console::month(month)?)?;
    let names = ::office::offices::unit_names(ctx, reports.iter().map(|report| report.which.unit))?;
    let mut rows: Vec<Vec<Value>> = Vec::new();
    for report in &reports {
        for row in report.rows.iter().filter(|row| wanted.is_none_or(|state| row.state == state)) {
            rows.push(vec![
                table::id(format, row.id.0),
                table::id(format, report.id.0),
                json!(names.get(&report.which.unit)),
                json!(report.which.field.label()),
                json!(row.cell("Loại biến động")),
                json!(row.cell("Họ và tên")),
                json!(row.cell("Ngày xảy ra")),
                json!(match format {
                    Format::Text => row.state.label(),
                    Format::Json => row.state.word(),
                }),
                json!(row.reason.as_ref().or(row.doubts.as_ref())),
                json!(row.entry.map(|entry| entry.0)),
            ]);
        }
    }
    let columns = [
        ("proposal", "Dòng số"),
        ("report", "Báo cáo số"),
        ("commune", "Xã, phường"),
        ("field", "Lĩnh vực"),
        ("event", "Biến động"),
        ("name", "Họ và tên"),
        ("on", "Ngày xảy ra"),
        ("state", "Trạng thái"),
        ("reason", "Cần xem, lý do"),
        ("entry", "Bút tích"),
    ];
    Ok(table::print(format, &columns, rows)?)
}
