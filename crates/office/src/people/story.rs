//! Everything that the registers say of one person, in the order in which it happened.

use super::search::Hit;
use super::*;
use crate::discretion::{self, tells};
use crate::entitlement::{decision_facts, decision_scheme, said, told};
use domain::decisions::Origin;
use domain::ids::DecisionId;
use domain::labels::Labelled;
use domain::payroll::RunState;
use law::{Month, Vnd};
use store::as_of::AsOf;
use store::stories::{self, DecidedRow, PaidRow};
use store::{enrolments, merges};

/// What kind of thing happened: filters and marks of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoryKind {
    Life,
    Fact,
    Payee,
    Household,
    Decision,
    Payment,
    Case,
    Gift,
    Event,
    Merge,
}

impl StoryKind {
    pub fn label(self) -> &'static str {
        match self {
            StoryKind::Life => "Lý lịch",
            StoryKind::Fact => "Thông tin",
            StoryKind::Payee => "Nơi nhận",
            StoryKind::Household => "Hộ gia đình",
            StoryKind::Decision => "Quyết định",
            StoryKind::Payment => "Chi trả",
            StoryKind::Case => "Hồ sơ, vụ việc",
            StoryKind::Gift => "Quà",
            StoryKind::Event => "Sự kiện",
            StoryKind::Merge => "Gộp hồ sơ",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryEvent {
    pub on: Date,
    /// First day on which it holds no longer.
    pub until: Option<Date>,
    pub kind: StoryKind,
    pub title: String,
    pub text: String,
    pub amount: Option<Vnd>,
    /// The run whose lists explain the amount.
    pub run: Option<domain::ids::RunId>,
    pub fact: Option<FactId>,
    pub decision: Option<DecisionId>,
    /// Drafted, held, voided …: not what it seems at first sight.
    pub is_open: bool,
}

/// What the law gives in a month by the facts of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub label: String,
    pub amount: Vnd,
    /// Fact → condition → article → value → amount.
    pub steps: Vec<String>,
}

/// A month in which the same facts lead to something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    pub month: Month,
    pub before: Vec<(String, Vnd)>,
    pub after: Vec<(String, Vnd)>,
}

/// Who, the name and the relation to the head of the household.
pub type Member = (PersonId, String, String);

#[derive(Clone, Debug)]
pub struct Story {
    pub hit: Hit,
    pub sheet: Sheet,
    /// Newest first.
    pub events: Vec<StoryEvent>,
    /// Who else belongs to the household today, with its code.
    pub household: Option<(String, Vec<Member>)>,
    pub month: Month,
    pub dues: Vec<Due>,
    /// What nobody has said and the law asks for.
    pub missing: Vec<&'static str>,
    /// Why the law gives no answer.
    pub silence: Option<String>,
    /// Within the year.
    pub turns: Vec<Turn>,
    pub merges: Vec<Merged>,
}

const TURNS_WITHIN: i32 = 12;

/// Money and decisions only where the officer may read them.
pub fn story(ctx: &Ctx, person: PersonId) -> Result<Story, OfficeError> {
    let hit = glance(ctx, person)?;
    let merges = merges_into(ctx, person)?;
    let reads = |permission| ctx.scope(permission).is_ok();
    let (reads_money, reads_decisions) = (reads(Permission::ReadPayroll), reads(Permission::ReadDecisions));
    let (story, is_sensitive) = ctx.read(Permission::ReadRegisters, |tx| {
        let mut sheet = read(tx, ctx.office, person, Known::Now)?;
        let mut is_sensitive = discreet(ctx, &mut sheet);
        let mut events = own(&sheet);
        for identity in merges::identities(tx, person)? {
            if reads_money {
                events.extend(stories::payments(tx, ctx.office, identity)?.into_iter().map(paid));
            }
            if reads_decisions {
                events.extend(decided(stories::decisions(tx, ctx.office, identity)?));
            }
        }
        let household = households_of(ctx, tx, person, &mut events)?;
        for (code, _, subject, on) in stories::cases(tx, ctx.office, person)? {
            events.push(event(on, StoryKind::Case, subject, code));
        }
        for gift in stories::gifts(tx, ctx.office, person)? {
            let text = gift.goods.unwrap_or_default();
            events.push(StoryEvent {
                amount: gift.cash,
                ..event(gift.on, StoryKind::Gift, gift.campaign, text)
            });
        }
        for (title, on) in stories::events(tx, ctx.office, person)? {
            events.push(event(on, StoryKind::Event, title, String::new()));
        }
        events.sort_by_key(|event| std::cmp::Reverse(event.on));
        let month = Month::of(ctx.on);
        let mut story = Story {
            hit,
            sheet,
            events,
            household,
            month,
            dues: Vec::new(),
            missing: Vec::new(),
            silence: None,
            turns: Vec::new(),
            merges,
        };
        assess(ctx, tx, person, &mut story)?;
        let steps = story.dues.iter().flat_map(|due| due.steps.iter());
        is_sensitive |= steps.chain(story.events.iter().map(|event| &event.text)).any(|text| tells(text));
        Ok((story, is_sensitive))
    })?;
    if !is_sensitive {
        return Ok(story);
    }
    if discretion::sees(ctx) {
        discretion::note(ctx, &format!("person {person}"))?;
        return Ok(story);
    }
    Ok(hidden(story))
}

/// The story for those who may not read what is sensitive.
fn hidden(mut story: Story) -> Story {
    for due in &mut story.dues {
        if due.steps.iter().any(|step| tells(step)) {
            due.steps = vec![discretion::HIDDEN.to_owned()];
        }
    }
    for event in &mut story.events {
        event.text = discretion::told(std::mem::take(&mut event.text));
    }
    story
}

fn event(on: Date, kind: StoryKind, title: impl Into<String>, text: impl Into<String>) -> StoryEvent {
    StoryEvent {
        on,
        until: None,
        kind,
        title: title.into(),
        text: text.into(),
        amount: None,
        run: None,
        fact: None,
        decision: None,
        is_open: false,
    }
}

fn own(sheet: &Sheet) -> Vec<StoryEvent> {
    let mut events = vec![event(sheet.record.born.earliest(), StoryKind::Life, "Sinh", "")];
    if let Some(death) = &sheet.death {
        events.push(event(
            death.died_on,
            StoryKind::Life,
            "Mất",
            death.certificate.clone().unwrap_or_default(),
        ));
    }
    for (id, fact) in &sheet.facts {
        events.push(StoryEvent {
            until: fact.until,
            fact: Some(*id),
            ..event(fact.from, StoryKind::Fact, fact.kind.label(), fact_text(fact))
        });
    }
    for (_, payee) in &sheet.payees {
        let place = [payee.point.as_deref(), payee.bank.as_deref(), payee.account_number.as_deref()];
        let place: Vec<&str> =
            std::iter::once(payee.channel.label()).chain(place.into_iter().flatten()).collect();
        events.push(StoryEvent {
            until: payee.until,
            ..event(payee.from, StoryKind::Payee, payee.name.clone(), place.join(", "))
        });
    }
    events
}

fn paid(row: PaidRow) -> StoryEvent {
    let state = match (row.run_state, row.state.as_str()) {
        (RunState::Draft | RunState::Checked, _) => "đang lập",
        (_, "paid") => "đã nhận",
        (_, "returned") => "chưa nhận, trả lại",
        (_, "held") => "tạm giữ",
        (_, "carried") => "chuyển kỳ sau",
        (_, _) => "chờ chi trả",
    };
    let carried = if row.carried.is_zero() {
        String::new()
    } else {
        format!(", trong đó kỳ trước chuyển sang {} đồng", row.carried)
    };
    let title =
        format!("Chi trả {}, {}", row.kind.label().to_lowercase(), domain::dates::month_long(row.month));
    StoryEvent {
        amount: Some(row.new + row.carried),
        run: Some(row.run),
        is_open: row.state != "paid",
        ..event(row.month.first_day(), StoryKind::Payment, title, format!("{state}{carried}"))
    }
}

/// One event per decision, its parts together.
fn decided(rows: Vec<DecidedRow>) -> Vec<StoryEvent> {
    let mut events: Vec<(DecisionId, StoryEvent)> = Vec::new();
    for row in rows {
        let part = row.terms.as_ref().map(|(terms, written)| {
            let label = crate::payroll::papers::label(terms);
            written.map_or(label.clone(), |amount| format!("{label}, ghi {amount} đồng"))
        });
        if let Some((_, last)) = events.last_mut().filter(|(id, _)| *id == row.id) {
            let part = part.unwrap_or_default();
            if !last.text.contains(&part) {
                last.text.push_str(&format!("; {part}"));
            }
            continue;
        }
        let number = match &row.number {
            Some(number) => format!("số {number}"),
            // The list that the office brought with it names no papers.
            None if row.is_signed => Origin::Takeover.label().to_owned(),
            None => "dự thảo".to_owned(),
        };
        let state = match (row.is_void, row.is_signed) {
            (true, _) => " (đã hủy)",
            (false, false) => " (chờ ký)",
            (false, true) => "",
        };
        let title = format!("{} {number}{state}", row.kind.label());
        let from = format!("từ {}", domain::dates::month_long(row.from_month));
        let text: Vec<String> = [part, Some(from), row.issuer, row.reason].into_iter().flatten().collect();
        let on = row.signed_on.unwrap_or(row.known_on);
        let is_open = row.is_void || !row.is_signed;
        let told = event(on, StoryKind::Decision, title, text.join("; "));
        events.push((row.id, StoryEvent { is_open, decision: Some(row.id), ..told }));
    }
    events.into_iter().map(|(_, event)| event).collect()
}

type Household = Option<(String, Vec<(PersonId, String, String)>)>;

fn households_of(
    ctx: &Ctx,
    tx: &mut Tx,
    person: PersonId,
    events: &mut Vec<StoryEvent>,
) -> Result<Household, OfficeError> {
    let mut today = None;
    for row in stories::households(tx, ctx.office, person)? {
        let title = format!("Hộ {}", row.code);
        events.push(StoryEvent {
            until: row.until,
            ..event(row.from, StoryKind::Household, title, row.relation.clone())
        });
        for (class, year, from, until) in stories::household_classes(tx, row.id)? {
            let held = row.until.is_none_or(|left| from < left) && until.is_none_or(|end| row.from < end);
            if held {
                let title = format!("Hộ {}", class.label().to_lowercase());
                let text = format!("rà soát năm {year}, hộ {}", row.code);
                events.push(StoryEvent { until, ..event(from, StoryKind::Household, title, text) });
            }
        }
        if row.from <= ctx.on && row.until.is_none_or(|until| ctx.on < until) {
            today = Some((row.code, stories::fellows(tx, row.id, ctx.on)?));
        }
    }
    Ok(today)
}

/// What the law makes of the person today, and in which months of the coming year that changes by itself.
fn assess(ctx: &Ctx, tx: &mut Tx, person: PersonId, story: &mut Story) -> Result<(), OfficeError> {
    let as_of = AsOf::known_on(tx, ctx.office, ctx.on)?;
    let own = enrolments::of_person(tx, ctx.office, person)?;
    let mut extra = Vec::new();
    if !own.is_empty() {
        let items = enrolments::items(tx, ctx.office, &as_of)?;
        for enrolment in own {
            let items = items.get(&enrolment.id).map_or(&[][..], Vec::as_slice);
            if let Some(scheme) = decision_scheme(enrolment.scheme) {
                extra.extend(decision_facts(scheme, items, ctx.on));
            }
        }
    }
    let case = load_case(tx, ctx.office, person, Known::Now, extra)?;
    let answer = match ctx.rules.assess(&case, story.month, Some(ctx.on)) {
        Ok(answer) => answer,
        Err(error) => {
            story.silence = Some(error.to_string());
            return Ok(());
        }
    };
    story.missing = answer.missing.iter().map(|missing| said(*missing)).collect();
    story.dues = answer
        .awards
        .iter()
        .map(|award| Due {
            label: crate::payroll::papers::label(&award.terms),
            amount: award.amount,
            steps: ctx.rules.steps(&case, award).into_iter().map(told).collect(),
        })
        .collect();
    for step in story.dues.iter_mut().flat_map(|due| &mut due.steps) {
        name_reference(tx, step)?;
    }
    let sums = |answer: &law::Answer| -> Vec<(String, Vnd)> {
        answer
            .awards
            .iter()
            .map(|award| (crate::payroll::papers::label(&award.terms), award.amount))
            .collect()
    };
    let mut before = sums(&answer);
    for ahead in 1..=TURNS_WITHIN {
        let month = story.month.plus(ahead);
        let Ok(answer) = ctx.rules.assess(&case, month, Some(ctx.on)) else { break };
        let after = sums(&answer);
        if after != before {
            story.turns.push(Turn { month, before: before.clone(), after: after.clone() });
            before = after;
        }
    }
    Ok(())
}

/// A kinship step names its reference by our number: the page tells the name. `Thân nhân (con) của 103210, từ …`.
fn name_reference(tx: &mut Tx, step: &mut String) -> Result<(), OfficeError> {
    const OF: &str = " của ";
    if !step.starts_with("Thân nhân (") {
        return Ok(());
    }
    let Some(at) = step.find(OF).map(|at| at + OF.len()) else { return Ok(()) };
    let digits: String = step[at..].chars().take_while(char::is_ascii_digit).collect();
    let Ok(person) = digits.parse().map(PersonId) else { return Ok(()) };
    if let Some(record) = people::record(tx, person, Known::Now)? {
        step.replace_range(at..at + digits.len(), &record.value.full_name);
    }
    Ok(())
}

/// Why a run paid the person what it paid, under whichever record the list named.
pub fn explain(
    ctx: &Ctx,
    run: domain::ids::RunId,
    person: PersonId,
) -> Result<crate::payroll::Explained, OfficeError> {
    let identities = ctx.read(Permission::ReadPayroll, |tx| Ok(merges::identities(tx, person)?))?;
    let mut last = Err(unknown(person));
    for identity in identities {
        last = crate::payroll::explain(ctx, run, identity);
        if !matches!(last, Err(OfficeError::NotFound(_))) {
            break;
        }
    }
    last
}
