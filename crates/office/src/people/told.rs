//! Facts in words, for whoever reads a person's page.

use domain::Vnd;
use domain::dates::short;
use domain::facts::FactRow;
use domain::labels::Labelled;
use law::What;

/// What a fact asserts besides its kind and days: `Nặng`; empty where the kind says it all.
pub fn fact_text(row: &FactRow) -> String {
    let Ok(what) = row.to_what() else { return String::new() };
    let mut parts: Vec<String> = match what {
        What::Residence { .. } => row.hamlet.iter().cloned().collect(),
        What::Household { class } => vec![class.label().to_owned()],
        What::Citizenship { country } => vec![country],
        What::Disability { degree } => vec![degree.label().to_owned()],
        What::Parent { which, status } => vec![which.label().to_owned(), status.label().to_lowercase()],
        What::Study { level, .. } => vec![level.label().to_owned()],
        What::Marital { status } => vec![status.label().to_owned()],
        What::Child { reference, born } => vec![reference, format!("sinh {}", short(born))],
        What::ChildStudy { reference, level, .. } => vec![reference, level.label().to_owned()],
        What::Support { status } => vec![status.label().to_owned()],
        What::Benefit { kind, amount } => vec![kind.label().to_owned(), money(amount)],
        What::Facility { kind } => vec![kind.label().to_owned()],
        What::Care { by } => vec![by.label().to_owned()],
        What::Application { scheme } | What::Decision { scheme } => vec![scheme.label().to_owned()],
        What::Suspension { scheme, reason, .. } => {
            vec![scheme.label().to_owned(), reason.label().to_lowercase()]
        }
        What::MeritStatus(status) => {
            let category = domain::labels::Category::Merit(status.category).label().unwrap_or_default();
            let subtype = status.subtype.map(|subtype| subtype.label().to_lowercase());
            std::iter::once(category.to_owned()).chain(subtype).collect()
        }
        What::InjuryRate { rate, special_severe, .. } => {
            let rate = match rate {
                law::facts::Rate::Exact(rate) => format!("{rate} %"),
                law::facts::Rate::Band { low, high } => format!("{low}–{high} %"),
            };
            let severe = special_severe.then(|| "đặc biệt nặng".to_owned());
            std::iter::once(rate).chain(severe).collect()
        }
        What::SurvivorOf(survivor) => vec![survivor.relation.label().to_owned()],
        What::DisabledAdultChild { rate, .. } => vec![format!("{rate} %")],
        What::MeritChoice { option } => vec![option.label().to_owned()],
        What::MeritEnded { reason } => vec![reason.label().to_owned()],
        What::EducationSupport { level } => vec![level.label().to_owned()],
        What::OneOffDecision { .. }
        | What::Remarried { .. }
        | What::Worship { .. }
        | What::Hiv
        | What::Pregnancy
        | What::Abandoned
        | What::Adopted
        | What::ReceivedAsChild
        | What::ChildOfSingleParent
        | What::FacilityEligible
        | What::MotherCareShare
        | What::Imprisoned
        | What::TemporaryDetention
        | What::DeclaredMissing
        | What::SocialInsuranceFuneral
        | What::LivesAlone
        | What::HomeCarer => Vec::new(),
    };
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

fn money(amount: Vnd) -> String {
    format!("{amount} đồng")
}
