//! `ansinh campaign …`: from the plan of an occasion to its settlement.

use crate::Failure;
use crate::args::{Acting, CampaignAction, CampaignArgs, Format};
use crate::console::Console;
use crate::people::{self, Names};
use crate::table;
use ::office::campaigns::{self, CampaignView, Drafted, Handed, Outcome, Settled};
use ::office::import::entry::{self, Entered};
use domain::campaigns::{GiftState, Purpose, Recipient};
use domain::labels::{Labelled, Labels};
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub fn run(console: &Console, args: CampaignArgs, format: Format) -> Result<(), Failure> {
    match args.action {
        CampaignAction::List => list(console, format),
        CampaignAction::Show { code } => {
            let view = campaigns::show(&console.reader(console.clock.today()), &code)?;
            show(&view, format)
        }
        CampaignAction::Gifts { code } => gifts(console, &code, format),
        CampaignAction::Open { code, occasion, year, title, plan, from, until, acting } => {
            let year = year.to_string();
            let cells = [
                ("Mã đợt", Some(code)),
                ("Dịp", Some(occasion)),
                ("Năm", Some(year)),
                ("Tên đợt", Some(title)),
                ("Kế hoạch, quyết định", plan),
                ("Bắt đầu", Some(from)),
                ("Kết thúc", until),
            ];
            open(console, &acting, &cells)
        }
        CampaignAction::Draft { code, acting } => {
            let ctx = console.acting(&acting)?;
            print_draft(&campaigns::draft(&ctx, &code)?, format)
        }
        CampaignAction::Approve { code, paper, acting } => {
            let approval = campaigns::approve(&console.acting(&acting)?, &code, paper.as_deref())?;
            say!("Đợt {code}: đã duyệt {} suất quà, {} đồng", approval.gifts, approval.amount);
            Ok(())
        }
        CampaignAction::Deliver {
            code,
            list,
            recipient,
            person,
            state,
            received_by,
            relation,
            reason,
            acting,
        } => {
            let recipient = recipient.as_deref().map(recipient_of).transpose()?;
            let ctx = console.acting(&acting)?;
            let count = match person {
                Some(person) => {
                    let state = GiftState::from_word(&state).ok_or_else(|| {
                        let known: Vec<_> = GiftState::ALL.iter().map(|state| state.word()).collect();
                        Failure::Usage(format!("kết quả phải là một trong: {}", known.join(", ")))
                    })?;
                    let outcome = Outcome { state, on: ctx.on, received_by, relation, reason };
                    campaigns::record(&ctx, &code, people::find(&ctx, &person)?, recipient, &outcome)?
                }
                None => campaigns::deliver(&ctx, &code, &Handed { unit: None, list, recipient }, ctx.on)?,
            };
            say!("Đợt {code}: đã ghi kết quả {count} suất quà");
            Ok(())
        }
        CampaignAction::Settle { code, paper, acting } => {
            let settled = campaigns::settle(&console.acting(&acting)?, &code, paper.as_deref())?;
            print_settled(&settled, format)
        }
    }
}

fn recipient_of(text: &str) -> Result<Recipient, Failure> {
    let found = Labels::<Recipient>::new().find(text).or_else(|| Recipient::from_word(text));
    found.ok_or_else(|| {
        let known: Vec<_> = Recipient::ALL.iter().map(|recipient| recipient.label()).collect();
        Failure::Usage(format!("diện nhận quà phải là một trong: {}", known.join("; ")))
    })
}

/// The same row as a workbook would carry.
fn open(console: &Console, acting: &Acting, cells: &[(&str, Option<String>)]) -> Result<(), Failure> {
    let cells = cells.iter().filter_map(|(name, text)| Some(((*name).to_owned(), text.clone()?)));
    match entry::enter(&console.acting(acting)?, "campaigns", &cells.collect::<Vec<_>>())? {
        Entered::Done(..) => {
            say!("Đã ghi đợt tặng quà");
            Ok(())
        }
        Entered::Problems(problems) => {
            let told = problems.iter().map(|problem| match &problem.column {
                Some(column) => format!("{column}: {}", problem.reason),
                None => problem.reason.clone(),
            });
            Err(Failure::Refused(format!("lỗi [invalid]: {}", told.collect::<Vec<_>>().join("; "))))
        }
    }
}

fn list(console: &Console, format: Format) -> Result<(), Failure> {
    let rows = campaigns::list(&console.reader(console.clock.today()))?.into_iter().map(|one| {
        vec![
            json!(one.code),
            json!(match format {
                Format::Text => one.occasion.label(),
                Format::Json => one.occasion.word(),
            }),
            table::id(format, i64::from(one.year)),
            json!(one.title),
            json!(one.plan),
            json!(one.from.to_string()),
            json!(one.until.map(|day| day.to_string())),
        ]
    });
    let columns = [
        ("code", "Mã đợt"),
        ("occasion", "Dịp"),
        ("year", "Năm"),
        ("title", "Tên đợt"),
        ("plan", "Kế hoạch, quyết định"),
        ("from", "Từ ngày"),
        ("until", "Đến ngày"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}

const SPLIT: [(&str, &str); 5] = [
    ("purpose", "Nội dung"),
    ("by", "Theo"),
    ("name", "Tên"),
    ("quantity", "Số lượng"),
    ("amount", "Số tiền"),
];

/// Every sum once by source and once by group.
fn show(view: &CampaignView, format: Format) -> Result<(), Failure> {
    let mut sums: BTreeMap<(String, &str, String), (i64, i64)> = BTreeMap::new();
    for row in &view.spent {
        let purpose = Purpose::from_word(&row.purpose).map_or("", |purpose| match format {
            Format::Text => purpose.label(),
            Format::Json => purpose.word(),
        });
        let (source, group) = match format {
            Format::Text => (row.source_label().to_owned(), row.group_label().to_owned()),
            Format::Json => (row.source.clone(), row.group.clone()),
        };
        for (by, name) in [("nguồn", source), ("nhóm", group)] {
            let sum = sums.entry((purpose.to_owned(), by, name)).or_default();
            sum.0 += row.quantity;
            sum.1 += row.amount.0;
        }
    }
    let rows: Vec<Vec<Value>> = sums
        .into_iter()
        .map(|((purpose, by, name), (quantity, amount))| {
            vec![json!(purpose), json!(by), json!(name), json!(quantity), json!(amount)]
        })
        .collect();
    if format == Format::Text {
        say!("{} ({}, năm {})", view.campaign.title, view.campaign.code, view.campaign.year);
        let states = view.states.iter().map(|(state, count)| format!("{} {count}", state.label()));
        say!("Danh sách tên: {}", states.collect::<Vec<_>>().join(", "));
        for (approval, officer) in &view.approvals {
            say!("{officer} duyệt ngày {}: {} suất, {} đồng", approval.on, approval.gifts, approval.amount);
        }
        if view.waiting > 0 {
            say!("Chờ duyệt: {} suất", view.waiting);
        }
        say!("Đã tiếp nhận: {} đồng", view.received);
        for one in &view.settlements {
            say!(
                "Quyết toán {}: {} suất, người; {} đồng; còn lại {}, nộp trả {}",
                one.source.label(),
                one.given,
                one.given_amount,
                one.left_over,
                one.returned
            );
        }
        say!();
    }
    Ok(table::print(format, &SPLIT, rows)?)
}

fn gifts(console: &Console, code: &str, format: Format) -> Result<(), Failure> {
    let ctx = console.reader(console.clock.today());
    let (names, codes) = (Names::load(&ctx)?, campaigns::household_codes(&ctx)?);
    let rows = campaigns::gifts(&ctx, code)?.into_iter().map(|gift| {
        let household = gift.household.and_then(|household| codes.get(&household).cloned());
        let name = gift.person.map(|person| names.name(person)).or(gift.collective);
        vec![
            json!(gift.list),
            json!(gift.person.map(|person| names.code(person))),
            json!(name),
            json!(household),
            json!(gift.recipient.label()),
            json!(gift.source.label()),
            json!(gift.cash.0 + gift.goods_value.0),
            json!(match format {
                Format::Text => gift.state.label(),
                Format::Json => gift.state.word(),
            }),
            json!(gift.on.map(|day| day.to_string())),
            json!(gift.received_by),
            json!(gift.reason),
        ]
    });
    let columns = [
        ("list", "Danh sách"),
        ("code", "Mã"),
        ("name", "Họ và tên"),
        ("household", "Hộ"),
        ("recipient", "Diện"),
        ("source", "Nguồn"),
        ("amount", "Số tiền"),
        ("state", "Tình trạng"),
        ("on", "Ngày"),
        ("received_by", "Người nhận thay"),
        ("reason", "Lý do"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}

fn print_draft(drafted: &Drafted, format: Format) -> Result<(), Failure> {
    let rows = drafted.lines.iter().map(|line| {
        vec![
            json!(line.source.label()),
            json!(line.recipient.label()),
            json!(line.planned),
            json!(line.drafted),
            json!(line.amount.0),
        ]
    });
    let columns = [
        ("source", "Nguồn"),
        ("recipient", "Diện nhận quà"),
        ("planned", "Dự kiến"),
        ("drafted", "Trong danh sách"),
        ("amount", "Số tiền"),
    ];
    table::print(format, &columns, rows.collect())?;
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for open in &drafted.open {
        *reasons.entry(open.reason.label()).or_default() += 1;
    }
    for (reason, count) in reasons {
        eprintln!("{count} liệt sĩ: {reason}");
    }
    Ok(())
}

fn print_settled(settled: &[Settled], format: Format) -> Result<(), Failure> {
    let rows = settled.iter().map(|one| {
        let s = &one.settlement;
        vec![
            json!(match format {
                Format::Text => s.source.label(),
                Format::Json => s.source.word(),
            }),
            json!(one.planned.0),
            json!(one.received.0),
            json!(s.given),
            json!(s.given_amount.0),
            json!(s.left_over.0),
            json!(s.returned.0),
        ]
    });
    let columns = [
        ("source", "Nguồn"),
        ("planned", "Dự toán"),
        ("received", "Tiếp nhận"),
        ("given", "Suất, người"),
        ("amount", "Đã chi"),
        ("left_over", "Còn lại"),
        ("returned", "Nộp trả"),
    ];
    Ok(table::print(format, &columns, rows.collect())?)
}
