//! `ansinh case …` and `ansinh cases …`: work with deadlines.

use crate::Failure;
use crate::args::{CaseAction, CaseArgs, CasesAction, CasesArgs, Format, OpenArgs};
use crate::console::{self, Console};
use crate::people::Names;
use crate::table;
use ::office::cases::{self, CaseView, Filter};
use domain::cases::{CaseEvent, CaseEventKind, CaseRecord, CaseResult, CaseState, Due, SourcePaper};
use domain::labels::{Labelled, Labels};
use domain::working_days::limit_shown;
use jiff::civil::Date;
use serde_json::{Value, json};

pub fn run(console: &Console, args: CaseArgs, format: Format) -> Result<(), Failure> {
    match args.action {
        CaseAction::Kinds { beginning, on } => kinds(console, beginning.as_deref(), on.as_deref(), format),
        CaseAction::Open(args) => open(console, args),
        CaseAction::Step(args) => {
            let kind = event_kind(&args.event)?;
            let ctx = console.acting(&args.acting)?;
            let due_on = args.due.as_deref().map(console::date).transpose()?;
            let event = CaseEvent {
                step: args.step,
                due_on,
                holder: args.to,
                paper: args.paper,
                note: args.note,
                ..CaseEvent::new(kind, ctx.on)
            };
            told(&args.code, cases::record(&ctx, &args.code, event)?)
        }
        CaseAction::Conclude { code, result, paper, note, acting } => {
            let known = CaseResult::from_word(&result).or_else(|| Labels::new().find(&result));
            let result = known.ok_or_else(|| Failure::Usage(format!("không có kết quả “{result}”")))?;
            let ctx = console.acting(&acting)?;
            let event = CaseEvent { paper, note, ..CaseEvent::concluded(ctx.on, result) };
            told(&code, cases::record(&ctx, &code, event)?)
        }
        CaseAction::Reopen { code, step, note, acting } => {
            let ctx = console.acting(&acting)?;
            let event = CaseEvent { step, note, ..CaseEvent::new(CaseEventKind::Reopened, ctx.on) };
            told(&code, cases::record(&ctx, &code, event)?)
        }
        CaseAction::Refresh { acting } => {
            let count = cases::refresh(&console.acting(&acting)?)?;
            say!("đã ghi lại tình trạng {count} hồ sơ");
            Ok(())
        }
    }
}

fn event_kind(word: &str) -> Result<CaseEventKind, Failure> {
    let found = CaseEventKind::from_word(word).or_else(|| Labels::new().find(word));
    found.ok_or_else(|| {
        let known: Vec<&str> = CaseEventKind::ALL.iter().map(|kind| kind.word()).collect();
        Failure::Usage(format!("diễn biến phải là một trong: {}", known.join(", ")))
    })
}

fn open(console: &Console, args: OpenArgs) -> Result<(), Failure> {
    let ctx = console.acting(&args.acting)?;
    let unit = match &args.commune {
        Some(code) => Some(::office::cases::commune(&ctx, code)?),
        None => None,
    };
    let record = CaseRecord {
        code: args.code.clone(),
        kind: args.kind,
        subject: args.subject,
        person: None,
        unit,
        received_on: args.received.as_deref().map(console::date).transpose()?.unwrap_or(ctx.on),
        due_on: args.due.as_deref().map(console::date).transpose()?,
        owner: args.owner,
        source: args.paper.map(|number| SourcePaper { number, issuer: args.issuer, on: None }),
    };
    cases::open(&ctx, record)?;
    told(&args.code, cases::show(&ctx, &args.code)?.standing)
}

fn told(code: &str, standing: domain::cases::Standing) -> Result<(), Failure> {
    say!("{code}: {}; {}", standing.state.label(), due_shown(standing.due));
    Ok(())
}

fn due_shown(due: Due) -> String {
    match due {
        Due::On(day) => format!("hạn {}", domain::dates::short(day)),
        Due::Stopped => "thời hạn đang dừng".to_owned(),
        Due::NotSet => "chưa có thời hạn, phải đặt hạn".to_owned(),
        Due::NoCalendar(year) => format!("chưa có lịch nghỉ năm {year}, phải đặt hạn"),
    }
}

pub fn list(console: &Console, args: &CasesArgs, format: Format) -> Result<(), Failure> {
    let ctx = console.reader(console.date_or_today(args.on.as_deref())?);
    let views = match &args.action {
        CasesAction::List { kind, state } => {
            let state = state.as_deref().map(|word| {
                CaseState::from_word(word)
                    .ok_or_else(|| Failure::Usage(format!("không có tình trạng “{word}”")))
            });
            cases::list(&ctx, &Filter { kind: kind.clone(), state: state.transpose()?, ..Filter::default() })?
        }
        CasesAction::Due { days } => cases::due(&ctx, *days)?,
        CasesAction::Late => cases::late(&ctx)?,
        CasesAction::Show { code } => return show(&ctx, code, format),
    };
    let names = Names::load(&ctx)?;
    let rows = views.iter().map(|view| {
        vec![
            json!(view.case.code),
            json!(match format {
                Format::Text => &view.procedure.name,
                Format::Json => &view.procedure.id,
            }),
            json!(view.case.subject),
            json!(view.case.person.map(|person| names.name(person))),
            json!(day(format, Some(view.case.received_on))),
            json!(match format {
                Format::Text => view.standing.state.label(),
                Format::Json => view.standing.state.word(),
            }),
            json!(view.step_shown()),
            json!(view.standing.holder),
            due_value(format, view),
            json!(view.days_left(&ctx)),
            json!(view.standing.result.map(|result| match format {
                Format::Text => result.label(),
                Format::Json => result.word(),
            })),
            json!(view.standing.in_time()),
        ]
    });
    let columns = [
        ("code", "Số"),
        ("kind", "Loại việc"),
        ("subject", "Nội dung"),
        ("person", "Người"),
        ("received_on", "Nhận"),
        ("state", "Tình trạng"),
        ("step", "Bước"),
        ("holder", "Đang giữ"),
        ("due", "Hạn"),
        ("days_left", "Còn (ngày làm việc)"),
        ("result", "Kết quả"),
        ("in_time", "Đúng hạn"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}

fn day(format: Format, day: Option<Date>) -> Option<String> {
    day.map(|day| match format {
        Format::Text => domain::dates::short(day),
        Format::Json => day.to_string(),
    })
}

fn due_value(format: Format, view: &CaseView) -> Value {
    match (format, view.standing.due) {
        (_, Due::On(due)) => json!(day(format, Some(due))),
        (Format::Text, _) if view.standing.concluded_on.is_some() => Value::Null,
        (Format::Text, due) => json!(due_shown(due)),
        (Format::Json, _) => Value::Null,
    }
}

fn show(ctx: &::office::Ctx, code: &str, format: Format) -> Result<(), Failure> {
    let view = cases::show(ctx, code)?;
    let standing = &view.standing;
    if format == Format::Text {
        let case = &view.case;
        say!("{} – {}: {}", case.code, view.procedure.name, case.subject);
        say!("căn cứ: {}", view.procedure.citation);
        say!("{}; {}", standing.state.label(), due_shown(standing.due));
        if let Some(result) = standing.result {
            say!("kết quả: {}", result.label());
        }
        for (index, step) in view.procedure.steps.iter().enumerate() {
            let taken = standing.taken.iter().rev().find(|taken| usize::from(taken.step) == index + 1);
            let limit = step.limit.map_or_else(|| "không rõ thời hạn".to_owned(), limit_shown);
            let state = match taken {
                Some(taken) if taken.is_late() => {
                    format!("xong {}, quá hạn", domain::dates::short(taken.done))
                }
                Some(taken) => format!("xong {}", domain::dates::short(taken.done)),
                None if standing.step.map(usize::from) == Some(index + 1) => "đang làm".to_owned(),
                None => String::new(),
            };
            say!("  {}. {} – {} ({limit}) {state}", index + 1, step.actor.label(), step.does);
        }
    }
    let rows = view.events.iter().map(|event| {
        vec![
            json!(day(format, Some(event.on))),
            json!(match format {
                Format::Text => event.kind.label(),
                Format::Json => event.kind.word(),
            }),
            json!(event.step),
            json!(event.holder),
            json!(day(format, event.due_on)),
            json!(event.result.map(Labelled::label)),
            json!(event.paper),
            json!(event.note),
        ]
    });
    let columns = [
        ("on", "Ngày"),
        ("event", "Diễn biến"),
        ("step", "Bước"),
        ("holder", "Nơi nhận"),
        ("due_on", "Hạn"),
        ("result", "Kết quả"),
        ("paper", "Văn bản"),
        ("note", "Ghi chú"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}

fn kinds(
    console: &Console,
    beginning: Option<&str>,
    on: Option<&str>,
    format: Format,
) -> Result<(), Failure> {
    let on = console.date_or_today(on)?;
    let ctx = console.reader(on);
    let mut rows = Vec::new();
    for latest in ctx.rules.procedures.latest() {
        let fits = beginning.is_none_or(|beginning| latest.id.starts_with(beginning));
        let Some(procedure) = ctx.rules.procedures.on(&latest.id, on).filter(|_| fits) else { continue };
        for (index, step) in procedure.steps.iter().enumerate() {
            rows.push(vec![
                json!(procedure.id),
                json!(procedure.name),
                json!(index + 1),
                json!(step.actor.label()),
                json!(step.does),
                json!(step.limit.map_or_else(|| "không rõ".to_owned(), limit_shown)),
                json!(step.confidence.word()),
                json!(procedure.citation.to_string()),
            ]);
        }
    }
    let columns = [
        ("kind", "Loại"),
        ("name", "Tên"),
        ("step", "Bước"),
        ("actor", "Ai"),
        ("does", "Việc"),
        ("limit", "Thời hạn"),
        ("confidence", "Độ chắc"),
        ("citation", "Căn cứ"),
    ];
    Ok(table::print(format, &columns, rows)?)
}
