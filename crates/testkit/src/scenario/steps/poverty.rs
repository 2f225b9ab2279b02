//! Rows entered by hand, and the review of poor households.

use super::people::find_unit;
use super::{Failed, Told, Words, World};
use domain::labels::Labelled;
use domain::poverty::{Column, ReviewStep, SeasonKind, StepDone};
use jiff::civil::Date;
use law::Month;
use office::OfficeError;
use office::import::entry::{Entered, enter as enter_row};
use office::permission::Role;
use office::poverty::season::{Agreed, Wanted};
use office::poverty::{self, SignedReview};

/// `enter KIND HEADING=VALUE …`: one row of a kind of list, as a form takes it; headings with spaces are quoted
/// whole, `"Mã hộ=H1"`. Refused as `entry_refused` with all reasons.
pub fn enter(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let kind = words.next("a kind of list")?;
    let mut cells = Vec::new();
    while !words.is_empty() {
        let cell = words.next("heading=value")?;
        let (heading, value) = cell.split_once('=').ok_or_else(|| format!("no heading=value: {cell}"))?;
        cells.push((heading.to_owned(), value.to_owned()));
    }
    match enter_row(&world.ctx(Role::Specialist), kind, &cells)? {
        Entered::Done(..) => Ok(Told::default()),
        Entered::Problems(problems) => {
            let told: Vec<String> = problems
                .into_iter()
                .map(|one| format!("{}: {}", one.column.unwrap_or_default(), one.reason))
                .collect();
            Err(Failed::Office(OfficeError::refused("entry_refused", told.join("; "))))
        }
    }
}

/// `season CODE => standard S; from DATE; to DATE`: opened by the rule; `2023` or `2023-05`.
pub fn season(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let code = words.next("the code")?;
    let kind = if Month::parse(code).is_some() { SeasonKind::InYear } else { SeasonKind::Yearly };
    let year = code.get(..4).and_then(|year| year.parse().ok()).ok_or_else(|| format!("no year: {code}"))?;
    let other_standard = words.after("also")?.map(str::to_owned);
    let wanted = Wanted {
        code,
        kind,
        year,
        standard: None,
        other_standard,
        from: None,
        to: None,
        plan: Some("Kế hoạch 1/KH-UBND".to_owned()),
    };
    let season = poverty::open(&world.ctx(Role::Specialist), wanted)?;
    let asked = vec![
        format!("standard {}", season.standard),
        format!("from {}", season.starts_on),
        format!("to {}", season.ends_on),
    ];
    Ok(Told { always: Vec::new(), asked })
}

/// `review SEASON STEP in COMMUNE [hamlet NAME] [present N agreed N] => again`: a step done today.
pub fn review(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let season = words.next("the season")?.to_owned();
    let step = words.next("the step")?;
    let step = ReviewStep::from_word(step).ok_or_else(|| format!("no step: {step}"))?;
    words.must("in")?;
    let unit = find_unit(world, words.next("a commune")?)?.0;
    let hamlet = words.after("hamlet")?.map(str::to_owned);
    let (present, agreed) = (words.number_after("present")?, words.number_after("agreed")?);
    let on = world.on;
    let done = StepDone { season, unit, hamlet, step, on, present, agreed, paper: None, note: None };
    let always = match poverty::record_step(&world.ctx(Role::Specialist), done)? {
        Agreed::Yes => Vec::new(),
        Agreed::HoldAgain => vec!["again".to_owned()],
    };
    Ok(Told { always, asked: Vec::new() })
}

/// `decide_review SEASON in COMMUNE number NUMBER => poor N; near_poor N; others N; certificates N`: signed today.
pub fn decide(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let season = words.next("the season")?.to_owned();
    words.must("in")?;
    let unit = find_unit(world, words.next("a commune")?)?.0;
    words.must("number")?;
    let number = words.next("the number")?.to_owned();
    let signed = SignedReview { number, signed_on: world.on, signer: None, paper: None };
    let found = poverty::decide(&world.ctx(Role::Specialist), &season, unit, &signed)?;
    let papers = poverty::papers::documents(&world.ctx(Role::Specialist), &season, unit)?;
    let asked = vec![
        format!("poor {}", found.poor),
        format!("near_poor {}", found.near_poor),
        format!("others {}", found.others),
        format!("certificates {}", found.certificates),
        format!("papers {}", papers.len()),
    ];
    Ok(Told { always: Vec::new(), asked })
}

/// `classes CODE => poor 2024-01-01..2025-01-01`: the live classes of a household.
pub fn classes(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let wanted = words.next("the code of a household")?;
    let ctx = world.ctx(Role::Specialist);
    let rows = ctx.read(office::Permission::ReadRegisters, |tx| {
        let codes = store::households::codes(tx, ctx.office)?;
        let id = codes.into_iter().find(|(_, code)| code == wanted).map(|(id, _)| id);
        let id = id.ok_or_else(|| OfficeError::NotFound(format!("hộ {wanted}")))?;
        Ok(store::households::classes_of(tx, id, store::people::Known::Now)?)
    })?;
    let until = |until: Option<Date>| until.map_or_else(|| "…".to_owned(), |until| until.to_string());
    let always = rows.into_iter().map(|row| {
        let class = row.value;
        format!("{} {}..{}", class.class.word(), class.from, until(class.until))
    });
    Ok(Told { always: always.collect(), asked: Vec::new() })
}

/// `movement YEAR => poor households c1 … c9; …`: of the whole office, lines that are not empty.
pub fn movement(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let year = words.number("the year")?;
    let found = poverty::movement_of(&world.ctx(Role::Specialist), year)?;
    let always = found.iter().map(|((_, listed, counted), line)| {
        let columns: Vec<String> = Column::ALL.iter().map(|column| line.get(*column).to_string()).collect();
        format!("{} {}: {}", listed.label(), counted.label(), columns.join(" "))
    });
    Ok(Told { always: always.collect(), asked: Vec::new() })
}
