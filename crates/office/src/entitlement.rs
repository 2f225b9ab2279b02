//! What the engine says of the office's people beside what their decisions say.

use crate::people::{load_case, load_cases};
use crate::{Ctx, OfficeError};
use domain::dates::month_long;
use domain::decisions::{DecisionKind, Enrolment, Item, Standing, Timeline};
use domain::ids::PersonId;
use domain::labels::Labelled;
use jiff::civil::Date;
use law::facts::{DecisionScheme, MeritCategory, Relation};
use law::{Answer, Award, Case, Fact, FactKind, LawError, Missing, Month, Name, Scheme, Terms, Vnd, What};
use std::collections::{BTreeSet, HashMap};
use store::Tx;
use store::as_of::AsOf;
use store::enrolments;
use store::people::Known;

/// A person's case, with the decisions of our own books as facts, and the enrolments.
pub(crate) struct Person {
    pub person: PersonId,
    pub case: Case,
    pub enrolments: Vec<(Enrolment, Vec<Item>)>,
}

/// Everybody of the office. The decisions of the books become facts of the case.
pub(crate) fn cases(ctx: &Ctx, tx: &mut Tx, known: Known) -> Result<Vec<Person>, OfficeError> {
    let (mut enrolled, mut extra) = (HashMap::new(), HashMap::new());
    for (person, own) in enrolled_people(ctx, tx)? {
        extra.insert(person, own.facts);
        enrolled.insert(person, own.enrolments);
    }
    let cases = load_cases(tx, ctx.office, known, extra)?;
    let person =
        |(person, case)| Person { person, case, enrolments: enrolled.remove(&person).unwrap_or_default() };
    Ok(cases.into_iter().map(person).collect())
}

/// A register of so many people is read as quickly as one person's case.
const PEOPLE_PER_CASE: u64 = 32;

/// The cases of these people as now known; of the whole office where they are many of it.
pub(crate) fn cases_of(
    ctx: &Ctx,
    tx: &mut Tx,
    people: &BTreeSet<PersonId>,
) -> Result<HashMap<PersonId, Case>, OfficeError> {
    if people.len() as u64 * PEOPLE_PER_CASE > store::people::count(tx, ctx.office)? {
        let all = cases(ctx, tx, Known::Now)?.into_iter();
        return Ok(all.map(|one| (one.person, one.case)).collect());
    }
    let mut enrolled = enrolled_people(ctx, tx)?;
    let mut cases = HashMap::new();
    for person in people {
        let facts = enrolled.remove(person).map(|own| own.facts).unwrap_or_default();
        cases.insert(*person, load_case(tx, ctx.office, *person, Known::Now, facts)?);
    }
    Ok(cases)
}

/// What the decisions of the books say of one person.
#[derive(Default)]
struct Decided {
    enrolments: Vec<(Enrolment, Vec<Item>)>,
    facts: Vec<Fact>,
}

fn enrolled_people(ctx: &Ctx, tx: &mut Tx) -> Result<HashMap<PersonId, Decided>, OfficeError> {
    let as_of = AsOf::known_on(tx, ctx.office, ctx.on)?;
    let mut items = enrolments::items(tx, ctx.office, &as_of)?;
    let mut people: HashMap<PersonId, Decided> = HashMap::new();
    for enrolment in enrolments::of_office(tx, ctx.office)? {
        let own = items.remove(&enrolment.id).unwrap_or_default();
        let person = people.entry(enrolment.person).or_default();
        if let Some(scheme) = decision_scheme(enrolment.scheme) {
            person.facts.extend(decision_facts(scheme, &own, ctx.on));
        }
        person.enrolments.push((enrolment, own));
    }
    Ok(people)
}

/// Decisions of merit are statuses and need no fact of their own.
pub(crate) fn decision_scheme(scheme: Scheme) -> Option<DecisionScheme> {
    match scheme {
        Scheme::SocialAllowance => Some(DecisionScheme::SocialAllowance),
        Scheme::CareSupport => Some(DecisionScheme::CareSupport),
        Scheme::SocialPension => Some(DecisionScheme::SocialPension),
        Scheme::Institution | Scheme::Merit | Scheme::SocialOneOff | Scheme::MeritOneOff => None,
    }
}

/// A grant opens on the day of its signature (a list taken over: with its month), an end closes with its month.
pub(crate) fn decision_facts(scheme: DecisionScheme, items: &[Item], on: Date) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    let mut binding: Vec<&Item> = items.iter().filter(|item| item.decision.binds(on)).collect();
    binding.sort_by_key(|item| (item.from_month, item.decision.dated()));
    for item in binding {
        let open = facts.last().is_some_and(|fact| fact.until.is_none());
        match item.decision.kind {
            DecisionKind::Grant | DecisionKind::Resume if !open => {
                let from = item.decision.dated().min(item.from_month.last_day());
                let from = facts.last().and_then(|fact| fact.until).map_or(from, |until| until.max(from));
                facts.push(Fact { from, until: None, what: What::Decision { scheme } });
            }
            DecisionKind::End => {
                if let Some(fact) = facts.last_mut().filter(|fact| fact.until.is_none()) {
                    let until = item.from_month.first_day();
                    fact.until =
                        Some(if until > fact.from { until } else { fact.from.tomorrow().unwrap_or(until) });
                }
            }
            DecisionKind::Grant | DecisionKind::Resume | DecisionKind::Change | DecisionKind::Suspend => {}
        }
    }
    facts
}

/// What the decisions say of a month.
pub(crate) fn standing(items: &[Item], month: Month, on: Date) -> Standing<'_> {
    Timeline::of(items, on).at(month)
}

/// The engine's word on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub finding: &'static str,
    pub amount: Option<Vnd>,
    pub reason: Option<String>,
}

impl Verdict {
    pub const SAME: &'static str = "same";
    pub const DIFFERS: &'static str = "differs";
    pub const FACT_MISSING: &'static str = "fact_missing";

    pub fn unknown() -> Verdict {
        let reason = Some("chưa có hồ sơ của người này".to_owned());
        Verdict { finding: Verdict::FACT_MISSING, amount: None, reason }
    }
}

/// The award of the same part and reference within the terms' scheme and stream, if the engine gives one.
pub(crate) fn award_for(
    ctx: &Ctx,
    case: &Case,
    terms: &Terms,
    reference: &Name,
    month: Month,
) -> Option<Award> {
    let answer = ctx.rules.assess(case, month, Some(ctx.on)).ok()?;
    answer.awards.into_iter().find(|award| same_line(award, terms, reference))
}

pub(crate) fn same_line(award: &Award, terms: &Terms, reference: &Name) -> bool {
    let stream = crate::enrolments::stream;
    award.terms.scheme == terms.scheme
        && stream(&award.terms) == stream(terms)
        && award.terms.part == terms.part
        && award.reference == *reference
}

/// What the engine makes of a line that paid `amount` for `month`.
pub(crate) fn judge(
    ctx: &Ctx,
    case: &Case,
    terms: &Terms,
    reference: &Name,
    amount: Vnd,
    month: Month,
) -> Verdict {
    let by_table = ctx.rules.value(terms, month, Some(ctx.on));
    let answer = match ctx.rules.assess(case, month, Some(ctx.on)) {
        Ok(answer) => answer,
        Err(error) => {
            return Verdict { finding: Verdict::DIFFERS, amount: None, reason: Some(error.to_string()) };
        }
    };
    let award = answer.awards.iter().find(|award| same_line(award, terms, reference));
    match award {
        Some(award) if award.amount == amount => {
            Verdict { finding: Verdict::SAME, amount: Some(amount), reason: None }
        }
        Some(award) => {
            let steps: Vec<String> = ctx.rules.steps(case, award).into_iter().map(told).collect();
            Verdict { finding: Verdict::DIFFERS, amount: Some(award.amount), reason: Some(steps.join("; ")) }
        }
        None if !missing_for(&answer, terms.scheme).is_empty() => {
            let missing = missing_for(&answer, terms.scheme).join(", ");
            let reason = Some(format!("thiếu thông tin: {missing}"));
            Verdict { finding: Verdict::FACT_MISSING, amount: None, reason }
        }
        None if crate::takeover::is_as_listed(terms) => Verdict {
            finding: Verdict::DIFFERS,
            amount: None,
            reason: Some(
                "không mức nào trong bảng của pháp luật ứng với dòng này; chi theo danh sách cũ".to_owned(),
            ),
        },
        None => Verdict {
            finding: Verdict::DIFFERS,
            amount: None,
            reason: Some(not_due(&by_table, amount, month)),
        },
    }
}

/// The missing facts that the answer of one scheme turns on.
pub(crate) fn missing_for(answer: &Answer, scheme: Scheme) -> Vec<&'static str> {
    let of_merit = |missing: &Missing| match missing {
        Missing::Born => true,
        Missing::Fact(kind) => {
            matches!(kind, FactKind::InjuryRate | FactKind::MeritChoice | FactKind::Disability)
        }
    };
    let of_social = |missing: &Missing| *missing == Missing::Born || !of_merit(missing);
    let relevant = answer.missing.iter().filter(|missing| match scheme {
        Scheme::Merit | Scheme::MeritOneOff => of_merit(missing),
        Scheme::SocialAllowance
        | Scheme::Institution
        | Scheme::CareSupport
        | Scheme::SocialPension
        | Scheme::SocialOneOff => of_social(missing),
    });
    relevant.map(|missing| said(*missing)).collect()
}

/// What is missing, as a page names it.
pub(crate) fn said(missing: Missing) -> &'static str {
    match missing {
        Missing::Born => "ngày sinh đầy đủ",
        Missing::Fact(kind) => kind.label(),
    }
}

/// Nothing is due by the facts; whether the sum at least is that of the table.
fn not_due(by_table: &Result<law::Valued, LawError>, amount: Vnd, month: Month) -> String {
    let no_facts = "theo thông tin đang có thì không thuộc diện hưởng khoản này";
    match by_table {
        Ok(valued) if valued.amount == amount => format!("{no_facts}; số tiền đúng mức quy định"),
        Ok(valued) => format!("{no_facts}; mức quy định {} là {} đồng", month_long(month), valued.amount),
        Err(error) => format!("{no_facts}; {error}"),
    }
}

/// "Khuyết tật nặng … (Nghị định 20/2021/NĐ-CP, Điều 5 khoản 6)".
pub(crate) fn told(step: law::Step) -> String {
    let text = in_words(step.text);
    match step.citation {
        Some(citation) => format!("{text} ({}, {})", citation.instrument, citation.provision),
        None => text,
    }
}

/// The engine names categories and kinships by the words of its pages: `Thân nhân (spouse) của …`.
fn in_words(text: String) -> String {
    let Some((before, rest)) = text.split_once('(') else { return text };
    let Some((word, after)) = rest.split_once(')') else { return text };
    let label = match before {
        "Công nhận người có công " => {
            MeritCategory::from_word(word).map(|category| category.label().to_owned())
        }
        "Thân nhân " => Relation::from_word(word).map(|relation| match relation {
            Relation::Spouse => "vợ hoặc chồng".to_owned(),
            other => other.label().to_lowercase(),
        }),
        _ => None,
    };
    label.map_or(text.clone(), |label| format!("{before}({label}){after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_pages_are_said_in_vietnamese() {
        let check = |text: &str, expected: &str| assert_eq!(in_words(text.to_owned()), expected);
        check("Thân nhân (spouse) của 103210", "Thân nhân (vợ hoặc chồng) của 103210");
        check("Công nhận người có công (war_invalid)", "Công nhận người có công (Thương binh)");
        check("Hệ số 1,5 (theo tuổi)", "Hệ số 1,5 (theo tuổi)");
        check("82 tuổi", "82 tuổi");
    }
}
