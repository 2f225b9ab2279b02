//! One fact of a line, checked in the order of `docs/assess.md` §3: kind, unknown fields, missing fields, `from`
//! and `until`, the other fields, order of the two dates, rules between fields.

use super::Refusal;
use super::field::{Vocabulary, date_of, missing, text, wrong};
use super::json::{Json, Object};
use jiff::civil::Date;
use law::facts::{
    BenefitKind, CareBy, DecisionScheme, Degree, EducationLevel, ExposureSubtype, FacilityKind, Fact,
    FactKind, HouseholdClass, InjuryCategory, MaritalStatus, MeritCategory, MeritEndReason, MeritOption,
    MeritStatus, MeritSubtype, Parent, ParentStatus, Rate, Relation, StudyLevel, SupportStatus,
    SurvivorCategory, SurvivorOf, SuspensionOutcome, SuspensionReason, SuspensionScheme, What,
};
use law::{Case, Vnd};

pub fn read(fact: &Json, vocabulary: &Vocabulary) -> Result<Fact, Refusal> {
    let Json::Object(object) = fact else { return Err(wrong("facts")) };
    let kind = text(object.get("kind").ok_or_else(|| missing("kind"))?, "kind")?;
    let Some(kind) = FactKind::from_word(kind) else {
        return Err(Refusal::new("unknown_fact_kind", format!("không có loại dữ kiện {kind:?}")));
    };
    let (required, optional) = fields_of(kind);
    for name in object.names() {
        let is_known =
            ["kind", "from", "until"].contains(&name) || required.contains(&name) || optional.contains(&name);
        if !is_known {
            return Err(Refusal::new("unknown_field", format!("{} không có trường {name:?}", kind.word())));
        }
    }
    for name in std::iter::once(&"from").chain(required) {
        if object.get(name).is_none() {
            return Err(missing(name));
        }
    }
    let fields = Fields { object, vocabulary };
    let from = fields.day("from")?;
    let until = fields.optional("until", date_of)?;
    let mut rules = Ok(());
    let what = fields.what(kind, from, &mut rules)?;
    if until.is_some_and(|until| until <= from) {
        let message = format!("{}: ngày kết thúc không sau ngày bắt đầu", kind.word());
        return Err(Refusal::new("contradictory_facts", message));
    }
    rules.map(|()| Fact { from, until, what })
}

/// Required and optional fields besides `kind`, `from` and `until`.
fn fields_of(kind: FactKind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        FactKind::Residence => (&["area"], &["urban", "specially_difficult"]),
        FactKind::Household => (&["class"], &[]),
        FactKind::Citizenship => (&["country"], &[]),
        FactKind::Disability => (&["degree"], &[]),
        FactKind::Parent => (&["which", "status"], &[]),
        FactKind::Study => (&["level"], &["uninterrupted", "second_course"]),
        FactKind::Marital | FactKind::Support => (&["status"], &[]),
        FactKind::Child => (&["ref", "born"], &[]),
        FactKind::ChildStudy => (&["ref", "level"], &["uninterrupted"]),
        FactKind::Benefit => (&["type", "amount"], &[]),
        FactKind::Facility => (&["type"], &[]),
        FactKind::Care => (&["by"], &[]),
        FactKind::Application | FactKind::Decision => (&["scheme"], &[]),
        FactKind::Suspension => (&["scheme", "reason"], &["outcome"]),
        FactKind::MeritStatus => (
            &["category"],
            &[
                "subtype",
                "injured_on",
                "seniority_years",
                "without_examination",
                "infertile_or_malformed",
                "disease",
                "medical_record",
            ],
        ),
        FactKind::InjuryRate => (&["category"], &["subtype", "rate", "band", "special_severe"]),
        FactKind::SurvivorOf => (
            &["ref", "relation", "category", "died"],
            &["injury_rate", "added_to_file", "recognised_after_death"],
        ),
        FactKind::Remarried => (&["ref"], &[]),
        FactKind::DisabledAdultChild => (&["rate"], &["began_before_18"]),
        FactKind::MeritChoice => (&["option"], &[]),
        FactKind::MeritEnded => (&["reason"], &[]),
        FactKind::EducationSupport => (&["level"], &[]),
        FactKind::OneOffDecision => (&["row"], &["years"]),
        FactKind::Worship => (&["ref"], &["relative_draws_monthly"]),
        FactKind::Hiv
        | FactKind::Pregnancy
        | FactKind::Abandoned
        | FactKind::Adopted
        | FactKind::ReceivedAsChild
        | FactKind::ChildOfSingleParent
        | FactKind::FacilityEligible
        | FactKind::MotherCareShare
        | FactKind::Imprisoned
        | FactKind::TemporaryDetention
        | FactKind::DeclaredMissing
        | FactKind::SocialInsuranceFuneral
        | FactKind::LivesAlone
        | FactKind::HomeCarer => (&[], &[]),
    }
}

struct Fields<'a> {
    object: &'a Object<'a>,
    vocabulary: &'a Vocabulary,
}

type Rules = Result<(), Refusal>;

impl Fields<'_> {
    fn required(&self, name: &str) -> Result<&Json<'_>, Refusal> {
        self.object.get(name).ok_or_else(|| missing(name))
    }

    fn optional<T>(
        &self,
        name: &str,
        read: impl Fn(&Json, &str) -> Result<T, Refusal>,
    ) -> Result<Option<T>, Refusal> {
        self.object.get(name).map(|value| read(value, name)).transpose()
    }

    fn day(&self, name: &str) -> Result<Date, Refusal> {
        date_of(self.required(name)?, name)
    }

    fn words(&self, name: &str) -> Result<String, Refusal> {
        text(self.required(name)?, name).map(str::to_owned)
    }

    fn word<T>(&self, name: &str, of: impl Fn(&str) -> Option<T>) -> Result<T, Refusal> {
        of(text(self.required(name)?, name)?).ok_or_else(|| wrong(name))
    }

    fn optional_word<T>(&self, name: &str, of: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Refusal> {
        self.optional(name, |value, name| of(text(value, name)?).ok_or_else(|| wrong(name)))
    }

    /// Absent: `default`.
    fn flag(&self, name: &str, default: bool) -> Result<bool, Refusal> {
        match self.object.get(name) {
            None => Ok(default),
            Some(Json::Flag(flag)) => Ok(*flag),
            Some(_) => Err(wrong(name)),
        }
    }

    fn percent(&self, name: &str) -> Result<u8, Refusal> {
        percent(self.required(name)?, name)
    }

    /// The fact without its dates; what concerns several fields goes to `rules`.
    fn what(&self, kind: FactKind, from: Date, rules: &mut Rules) -> Result<What, Refusal> {
        Ok(match kind {
            FactKind::Residence => What::Residence {
                area: self.words("area")?,
                urban: self.flag("urban", false)?,
                specially_difficult: self.flag("specially_difficult", false)?,
            },
            FactKind::Household => What::Household { class: self.word("class", HouseholdClass::from_word)? },
            FactKind::Citizenship => What::Citizenship { country: self.country()? },
            FactKind::Disability => What::Disability { degree: self.word("degree", Degree::from_word)? },
            FactKind::Hiv => What::Hiv,
            FactKind::Pregnancy => What::Pregnancy,
            FactKind::Parent => What::Parent {
                which: self.word("which", Parent::from_word)?,
                status: self.word("status", ParentStatus::from_word)?,
            },
            FactKind::Abandoned => What::Abandoned,
            FactKind::Adopted => What::Adopted,
            FactKind::Study => What::Study {
                level: self.word("level", StudyLevel::from_word)?,
                uninterrupted: self.flag("uninterrupted", true)?,
                second_course: self.flag("second_course", false)?,
            },
            FactKind::ReceivedAsChild => What::ReceivedAsChild,
            FactKind::Marital => What::Marital { status: self.word("status", MaritalStatus::from_word)? },
            FactKind::Child => What::Child { reference: self.words("ref")?, born: self.day("born")? },
            FactKind::ChildStudy => What::ChildStudy {
                reference: self.words("ref")?,
                level: self.word("level", StudyLevel::from_word)?,
                uninterrupted: self.flag("uninterrupted", true)?,
            },
            FactKind::ChildOfSingleParent => What::ChildOfSingleParent,
            FactKind::Support => What::Support { status: self.word("status", SupportStatus::from_word)? },
            FactKind::Benefit => What::Benefit {
                kind: self.word("type", BenefitKind::from_word)?,
                amount: self.amount("amount")?,
            },
            FactKind::Facility => What::Facility { kind: self.word("type", FacilityKind::from_word)? },
            FactKind::FacilityEligible => What::FacilityEligible,
            FactKind::Care => What::Care { by: self.word("by", CareBy::from_word)? },
            FactKind::MotherCareShare => What::MotherCareShare,
            other => self.procedure(other, from, rules)?,
        })
    }

    fn procedure(&self, kind: FactKind, from: Date, rules: &mut Rules) -> Result<What, Refusal> {
        Ok(match kind {
            FactKind::Application => {
                What::Application { scheme: self.word("scheme", DecisionScheme::from_word)? }
            }
            FactKind::Decision => What::Decision { scheme: self.word("scheme", DecisionScheme::from_word)? },
            FactKind::Suspension => What::Suspension {
                scheme: self.word("scheme", SuspensionScheme::from_word)?,
                reason: self.word("reason", SuspensionReason::from_word)?,
                outcome: self.optional_word("outcome", SuspensionOutcome::from_word)?,
            },
            FactKind::Imprisoned => What::Imprisoned,
            FactKind::TemporaryDetention => What::TemporaryDetention,
            FactKind::DeclaredMissing => What::DeclaredMissing,
            FactKind::SocialInsuranceFuneral => What::SocialInsuranceFuneral,
            FactKind::MeritStatus => {
                let status = self.merit_status()?;
                *rules = status_rules(&status, from);
                What::MeritStatus(status)
            }
            FactKind::InjuryRate => self.injury_rate(rules)?,
            FactKind::LivesAlone => What::LivesAlone,
            FactKind::HomeCarer => What::HomeCarer,
            FactKind::SurvivorOf => {
                let of = self.survivor_of()?;
                *rules = survivor_rules(&of);
                What::SurvivorOf(of)
            }
            FactKind::Remarried => What::Remarried { reference: self.words("ref")? },
            FactKind::DisabledAdultChild => What::DisabledAdultChild {
                rate: self.percent("rate")?,
                began_before_18: self.flag("began_before_18", false)?,
            },
            FactKind::MeritChoice => {
                What::MeritChoice { option: self.word("option", MeritOption::from_word)? }
            }
            FactKind::MeritEnded => {
                What::MeritEnded { reason: self.word("reason", MeritEndReason::from_word)? }
            }
            FactKind::EducationSupport => {
                What::EducationSupport { level: self.word("level", EducationLevel::from_word)? }
            }
            FactKind::OneOffDecision => self.one_off_decision(rules)?,
            FactKind::Worship => What::Worship {
                reference: self.words("ref")?,
                relative_draws_monthly: self.flag("relative_draws_monthly", false)?,
            },
            // Taken by `what`.
            other => return Err(wrong(other.word())),
        })
    }

    fn country(&self) -> Result<String, Refusal> {
        self.word("country", |text| {
            (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic()))
                .then(|| text.to_ascii_uppercase())
        })
    }

    /// Whole đồng, not negative; the limit leaves room for the sum over the most facts that a case may have.
    fn amount(&self, name: &str) -> Result<Vnd, Refusal> {
        const MAX: i64 = i64::MAX / Case::MOST_FACTS as i64;
        match self.required(name)? {
            Json::Whole(amount) if (0..=MAX).contains(amount) => Ok(Vnd(*amount)),
            _ => Err(wrong(name)),
        }
    }

    fn merit_status(&self) -> Result<MeritStatus, Refusal> {
        let category = self.word("category", MeritCategory::from_word)?;
        let subtype = self.optional_word("subtype", MeritSubtype::from_word)?;
        let own = (category == MeritCategory::ChemicalExposure).then_some(MeritSubtype::SelfExposed);
        Ok(MeritStatus {
            category,
            subtype: subtype.or(own),
            injured_on: self.optional("injured_on", date_of)?,
            seniority_years: self.optional("seniority_years", years)?,
            without_examination: self.flag("without_examination", false)?,
            infertile_or_malformed: self.flag("infertile_or_malformed", false)?,
            disease: self.flag("disease", true)?,
            medical_record: self.flag("medical_record", true)?,
        })
    }

    fn injury_rate(&self, rules: &mut Rules) -> Result<What, Refusal> {
        let category = self.word("category", InjuryCategory::from_word)?;
        let subtype = self.optional_word("subtype", ExposureSubtype::from_word)?;
        let subtype = subtype.unwrap_or(ExposureSubtype::SelfExposed);
        let exact = self.optional("rate", percent)?;
        let band = self.optional("band", |value, name| text(value, name).map(str::to_owned))?;
        let special_severe = self.flag("special_severe", false)?;
        let bands = bands(category, subtype);
        let band = band.map(|band| {
            let found = bands.iter().find(|(low, high)| format!("{low}-{high}") == band);
            found.map(|(low, high)| Rate::Band { low: *low, high: *high })
        });
        let lowest = lowest_rate(category, subtype);
        let rate = match (exact, band) {
            (None, None) => Err(missing("rate")),
            (Some(_), Some(_)) => Err(wrong("band")),
            (None, Some(band)) => band.ok_or_else(|| wrong("band")),
            (Some(rate), None) if (lowest..=100).contains(&rate) => Ok(Rate::Exact(rate)),
            (Some(_), None) => Err(wrong("rate")),
        };
        let is_exposure = category == InjuryCategory::ChemicalExposure;
        if !is_exposure && subtype == ExposureSubtype::ExposedChild {
            *rules = Err(wrong("subtype"));
        }
        let rate = rate.unwrap_or_else(|refusal| {
            if rules.is_ok() {
                *rules = Err(refusal);
            }
            Rate::Exact(lowest)
        });
        Ok(What::InjuryRate { category, subtype, rate, special_severe })
    }

    fn survivor_of(&self) -> Result<SurvivorOf, Refusal> {
        Ok(SurvivorOf {
            reference: self.words("ref")?,
            relation: self.word("relation", Relation::from_word)?,
            category: self.word("category", SurvivorCategory::from_word)?,
            died: self.day("died")?,
            injury_rate: self.optional("injury_rate", percent)?,
            added_to_file: self.flag("added_to_file", false)?,
            recognised_after_death: self.flag("recognised_after_death", false)?,
        })
    }

    fn one_off_decision(&self, rules: &mut Rules) -> Result<What, Refusal> {
        let row =
            self.word("row", |row| self.vocabulary.one_off_rows.contains(row).then(|| row.to_owned()))?;
        let years = self.optional("years", years)?;
        if row == "resistance_per_year" && years.is_none() {
            *rules = Err(missing("years"));
        }
        Ok(What::OneOffDecision { row, years })
    }
}

fn percent(value: &Json, name: &str) -> Result<u8, Refusal> {
    match value {
        Json::Whole(rate) if (0..=100).contains(rate) => Ok(*rate as u8),
        _ => Err(wrong(name)),
    }
}

fn years(value: &Json, name: &str) -> Result<u16, Refusal> {
    match value {
        Json::Whole(years) if (0..=150).contains(years) => Ok(*years as u16),
        _ => Err(wrong(name)),
    }
}

/// Bands of older papers, as the rows of the tables; war invalids have none.
fn bands(category: InjuryCategory, subtype: ExposureSubtype) -> &'static [(u8, u8)] {
    match (category, subtype) {
        (InjuryCategory::WarInvalid, _) => &[],
        (InjuryCategory::SickSoldier, _) => &[(41, 50), (51, 60), (61, 70), (71, 80), (81, 90), (91, 100)],
        (InjuryCategory::ChemicalExposure, ExposureSubtype::SelfExposed) => {
            &[(21, 40), (41, 60), (61, 80), (81, 100)]
        }
        (InjuryCategory::ChemicalExposure, ExposureSubtype::ExposedChild) => &[(61, 80), (81, 100)],
    }
}

fn lowest_rate(category: InjuryCategory, subtype: ExposureSubtype) -> u8 {
    match (category, subtype) {
        (InjuryCategory::WarInvalid, _) => 21,
        (InjuryCategory::SickSoldier, _) => 41,
        (InjuryCategory::ChemicalExposure, ExposureSubtype::SelfExposed) => 21,
        (InjuryCategory::ChemicalExposure, ExposureSubtype::ExposedChild) => 61,
    }
}

fn status_rules(status: &MeritStatus, from: Date) -> Rules {
    /// From this day of recognition on the day of injury must be told.
    const INJURED_ON_FROM: Date = jiff::civil::date(2021, 7, 1);
    let allowed: &[MeritSubtype] = match status.category {
        MeritCategory::Pre1945Activist => &[MeritSubtype::ThoatLy, MeritSubtype::KhongThoatLy],
        MeritCategory::WarInvalid => &[
            MeritSubtype::WarInvalidStandard,
            MeritSubtype::WarInvalidTreatedAs,
            MeritSubtype::WarInvalidClassB,
        ],
        MeritCategory::ChemicalExposure => &[MeritSubtype::SelfExposed, MeritSubtype::ExposedChild],
        MeritCategory::HelperOfRevolution => {
            &[MeritSubtype::HelperCertificatePre1945, MeritSubtype::HelperOrder, MeritSubtype::HelperMedal]
        }
        MeritCategory::Uprising1945Activist
        | MeritCategory::HeroicMother
        | MeritCategory::ArmedForcesHero
        | MeritCategory::LabourHeroResistance
        | MeritCategory::SickSoldier
        | MeritCategory::ImprisonedByEnemy
        | MeritCategory::ResistanceActivist => &[],
    };
    match status.subtype {
        None if !allowed.is_empty() => return Err(missing("subtype")),
        Some(subtype) if !allowed.contains(&subtype) => return Err(wrong("subtype")),
        _ => {}
    }
    if status.subtype == Some(MeritSubtype::ThoatLy) && status.seniority_years.is_none() {
        return Err(missing("seniority_years"));
    }
    let recent = status.category == MeritCategory::WarInvalid && from >= INJURED_ON_FROM;
    if recent && status.injured_on.is_none() {
        return Err(missing("injured_on"));
    }
    Ok(())
}

fn survivor_rules(of: &SurvivorOf) -> Rules {
    let needs_rate = match of.category {
        SurvivorCategory::WarInvalid | SurvivorCategory::SickSoldier | SurvivorCategory::ChemicalExposure => {
            true
        }
        SurvivorCategory::Martyr
        | SurvivorCategory::Pre1945Activist
        | SurvivorCategory::Uprising1945Activist => false,
    };
    if needs_rate && of.injury_rate.is_none() { Err(missing("injury_rate")) } else { Ok(()) }
}
