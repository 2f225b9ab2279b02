//! Papers: received, drafted, signed, voided, answered.

use super::{Failed, Told, Words, World};
use domain::decisions::{DecidedTerms, DecisionKind};
use law::{Scheme, Terms};
use office::decisions::{self as desk, NewDecision, NewItem, SignedPaper};
use office::permission::Role;

/// `decision NUMBER [signed DATE] [known DATE] [of ISSUER] WHAT [by ACCOUNT]`: received from a higher body, see
/// `what`. Differences of written sums from the law are told: `differs NAME WRITTEN LAW`.
pub fn decision(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let number = words.next("a number")?.to_owned();
    let paper = paper(world, words, &number)?;
    let new = what(world, words)?;
    let person = new.items[0].person;
    let ctx = world.by(words, Role::Specialist)?;
    let recorded = desk::record(&ctx, &paper, &new)?;
    let name = world.name(person);
    let always = recorded.differences.iter().map(|one| {
        let law = one.by_law.map_or_else(|| "unknown".to_owned(), |amount| amount.0.to_string());
        format!("differs {name} {} {law}", one.written.0)
    });
    let always = always.collect();
    world.decisions.insert(number, recorded.decision);
    Ok(Told { always, asked: Vec::new() })
}

/// `draft NAME WHAT [by ACCOUNT]`: a draft under a name of the scenario's own.
pub fn draft(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let label = words.next("a name for the draft")?.to_owned();
    let new = what(world, words)?;
    let id = desk::draft(&world.by(words, Role::Specialist)?, &new)?;
    world.decisions.insert(label, id);
    Ok(Told::default())
}

/// `sign DRAFT NUMBER [signed DATE] [known DATE] [of ISSUER] [by ACCOUNT]`.
pub fn sign(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let id = known(world, words)?;
    let number = words.next("a number")?.to_owned();
    let paper = paper(world, words, &number)?;
    desk::sign(&world.by(words, Role::Head)?, id, &paper)?;
    world.decisions.insert(number, id);
    Ok(Told::default())
}

/// `drafts [as LABEL …] => KIND NAME SCHEME MONTH [PART WRITTEN]`: what waits for its signature; the labels name the
/// drafts in the order in which they were made.
pub fn drafts(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let ctx = world.ctx(Role::Specialist);
    let waiting: Vec<_> = desk::list(&ctx)?
        .into_iter()
        .filter(|row| row.state() == domain::decisions::DecisionState::Drafted)
        .collect();
    let people = ctx.read(office::Permission::ReadDecisions, |tx| {
        let all = store::enrolments::of_office(tx, ctx.office)?;
        Ok(all.into_iter().map(|one| (one.id, one)).collect::<std::collections::HashMap<_, _>>())
    })?;
    let mut always = Vec::new();
    for row in &waiting {
        for item in desk::view(&ctx, row.id)?.items {
            let enrolment = &people[&item.enrolment];
            let name = world.name(enrolment.person);
            let head = format!("{} {name} {} {}", row.kind.word(), enrolment.scheme.word(), item.from_month);
            if item.terms.is_empty() {
                always.push(head.clone());
            }
            for terms in &item.terms {
                let written = terms.decided.written.map(|sum| format!(" {}", sum.0)).unwrap_or_default();
                always.push(format!("{head} {}{written}", terms.decided.terms.part));
            }
        }
    }
    let ids: Vec<_> = waiting.iter().map(|row| row.id).collect();
    drop(ctx);
    if words.takes("as") {
        for id in ids {
            let label = words.next("a name for the draft")?.to_owned();
            world.decisions.insert(label, id);
        }
    }
    Ok(Told { always, asked: Vec::new() })
}

/// `void NUMBER [by ACCOUNT]`.
pub fn void(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let id = known(world, words)?;
    desk::void(&world.by(words, Role::Head)?, id)?;
    Ok(Told::default())
}

/// `answer NUMBER TEXT`: to every difference of the decision.
pub fn answer(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let id = known(world, words)?;
    let text = words.next("the answer")?;
    let ctx = world.by(words, Role::Specialist)?;
    for difference in desk::differences(&ctx)?.iter().filter(|one| one.decision == id) {
        desk::answer(&ctx, difference.terms, text)?;
    }
    Ok(Told::default())
}

/// `differences => NUMBER WRITTEN LAW [answered]`.
pub fn differences(world: &mut World, words: &mut Words) -> Result<Told, Failed> {
    let found = desk::differences(&world.by(words, Role::Specialist)?)?;
    let always = found.iter().map(|one| {
        let number =
            world.decisions.iter().find(|(_, id)| **id == one.decision).map(|(number, _)| number.as_str());
        let law = one.by_law.map_or_else(|| "unknown".to_owned(), |amount| amount.0.to_string());
        let answered = if one.answer.is_some() { " answered" } else { "" };
        format!("{} {} {law}{answered}", number.unwrap_or("?"), one.written.0)
    });
    Ok(Told { always: always.collect(), asked: Vec::new() })
}

fn known(world: &World, words: &mut Words) -> Result<domain::ids::DecisionId, String> {
    let number = words.next("a decision")?;
    world.decisions.get(number).copied().ok_or_else(|| format!("no decision is called {number}"))
}

/// Signed today unless said otherwise, and known on the day of signature or today, whichever is later.
fn paper(world: &World, words: &mut Words, number: &str) -> Result<SignedPaper, String> {
    let signed_on = words.date_after("signed")?.unwrap_or(world.on);
    let known_on = words.date_after("known")?.unwrap_or_else(|| signed_on.max(world.on));
    let issuer = words.after("of")?.unwrap_or("UBND thị xã").to_owned();
    Ok(SignedPaper { number: number.to_owned(), signed_on, issuer, signer: None, paper: None, known_on })
}

/// `KIND NAME SCHEME CATEGORY [TERMS {, TERMS}] from MONTH [reason TEXT]`.
fn what(world: &World, words: &mut Words) -> Result<NewDecision, Failed> {
    let kind = words.next("the kind of decision")?;
    let kind = DecisionKind::from_word(kind).ok_or_else(|| format!("no kind of decision: {kind}"))?;
    let person = world.person(words.next("a name")?)?;
    let scheme = words.next("a scheme")?;
    let scheme = Scheme::from_word(scheme).ok_or_else(|| format!("no scheme: {scheme}"))?;
    let category = words.next("a category")?.to_owned();
    let mut named = Vec::new();
    while words.keyword() != Some("from") {
        named.push(terms(world, words, scheme, &category)?);
        words.takes(",");
    }
    words.must("from")?;
    let from_month = words.month("from")?;
    let reason = words.after("reason")?.map(str::to_owned);
    let empty = Terms {
        scheme,
        category: category.as_str().into(),
        part: "".into(),
        class: "".into(),
        rate: None,
        quantity: 1,
    };
    let stream = office::enrolments::stream(&empty);
    let item = NewItem { person, scheme, stream, from_month, terms: named };
    Ok(NewDecision { kind, reason, items: vec![item] })
}

/// `PART CLASS [category CATEGORY] [rate N] [times N] [after NAME] [written N] [arrears N]`; `-` is an empty class.
pub fn terms(
    world: &World,
    words: &mut Words,
    scheme: Scheme,
    category: &str,
) -> Result<DecidedTerms, String> {
    let part = words.next("a part")?.to_owned();
    let class = words.next("a class")?;
    let class = if class == "-" { "" } else { class };
    let category = words.after("category")?.unwrap_or(category);
    let rate = words.number_after("rate")?;
    let quantity = words.number_after("times")?.unwrap_or(1);
    let reference = match words.after("after")? {
        Some(name) => domain::facts::reference_to(world.person(name)?),
        None => String::new(),
    };
    let terms = Terms {
        scheme,
        category: category.into(),
        part: part.as_str().into(),
        class: class.into(),
        rate,
        quantity,
    };
    Ok(DecidedTerms {
        terms,
        reference: reference.as_str().into(),
        written: words.vnd_after("written")?,
        arrears_written: words.vnd_after("arrears")?,
    })
}
