//! What the law may know of one person: the vocabulary of every rule.
//!
//! A case is one person as a possible beneficiary. Facts are dated, half-open intervals; only what is written
//! counts. The meaning of each kind is in `docs/assess.md`.

use jiff::civil::Date;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub person: Person,
    pub facts: Vec<Fact>,
}

impl Case {
    /// The most facts that a case may have: awards name them by an index of 16 bits.
    pub const MOST_FACTS: usize = u16::MAX as usize;
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub born: Born,
    pub sex: Sex,
    /// The day of death counts as a day alive.
    pub died: Option<Date>,
}

/// A birth date as precisely as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Born {
    Day(Date),
    Month(crate::Month),
    Year(i16),
}

impl Born {
    /// The first possible day.
    pub fn earliest(self) -> Date {
        match self {
            Born::Day(date) => date,
            Born::Month(month) => month.first_day(),
            Born::Year(year) => jiff::civil::date(year, 1, 1),
        }
    }

    /// The last possible day.
    pub fn latest(self) -> Date {
        match self {
            Born::Day(date) => date,
            Born::Month(month) => month.last_day(),
            Born::Year(year) => jiff::civil::date(year, 12, 31),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    Male,
    Female,
}

/// Holds on day `d` when `from ≤ d < until`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub from: Date,
    pub until: Option<Date>,
    pub what: What,
}

impl Fact {
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }
}

/// One variant for each fact kind; `FactKind` is the same list without the fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Residence { area: String, urban: bool, specially_difficult: bool },
    Household { class: HouseholdClass },
    Citizenship { country: String },
    Disability { degree: Degree },
    Hiv,
    Pregnancy,
    Parent { which: Parent, status: ParentStatus },
    Abandoned,
    Adopted,
    Study { level: StudyLevel, uninterrupted: bool, second_course: bool },
    ReceivedAsChild,
    Marital { status: MaritalStatus },
    Child { reference: String, born: Date },
    ChildStudy { reference: String, level: StudyLevel, uninterrupted: bool },
    ChildOfSingleParent,
    Support { status: SupportStatus },
    Benefit { kind: BenefitKind, amount: crate::Vnd },
    Facility { kind: FacilityKind },
    FacilityEligible,
    Care { by: CareBy },
    MotherCareShare,
    Application { scheme: DecisionScheme },
    Decision { scheme: DecisionScheme },
    Suspension { scheme: SuspensionScheme, reason: SuspensionReason, outcome: Option<SuspensionOutcome> },
    Imprisoned,
    TemporaryDetention,
    DeclaredMissing,
    SocialInsuranceFuneral,
    MeritStatus(MeritStatus),
    InjuryRate { category: InjuryCategory, subtype: ExposureSubtype, rate: Rate, special_severe: bool },
    LivesAlone,
    HomeCarer,
    SurvivorOf(SurvivorOf),
    Remarried { reference: String },
    DisabledAdultChild { rate: u8, began_before_18: bool },
    MeritChoice { option: MeritOption },
    MeritEnded { reason: MeritEndReason },
    EducationSupport { level: EducationLevel },
    OneOffDecision { row: String, years: Option<u16> },
    Worship { reference: String, relative_draws_monthly: bool },
}

/// `merit_status`: the person's own recognised status; the fact's `from` is the day of recognition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeritStatus {
    pub category: MeritCategory,
    pub subtype: Option<MeritSubtype>,
    pub injured_on: Option<Date>,
    pub seniority_years: Option<u16>,
    pub without_examination: bool,
    pub infertile_or_malformed: bool,
    pub disease: bool,
    pub medical_record: bool,
}

/// `survivor_of`: what the person is to a deceased person with merits; `from` is the day of the decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurvivorOf {
    pub reference: String,
    pub relation: Relation,
    pub category: SurvivorCategory,
    pub died: Date,
    /// Per cent; required when the deceased was a war invalid, sick soldier or exposure case.
    pub injury_rate: Option<u8>,
    pub added_to_file: bool,
    pub recognised_after_death: bool,
}

/// A medical conclusion names a whole rate or, in older papers, the band of the table. A band is read as its
/// lower end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rate {
    Exact(u8),
    Band { low: u8, high: u8 },
}

impl Rate {
    pub fn percent(self) -> u8 {
        match self {
            Rate::Exact(rate) => rate,
            Rate::Band { low, .. } => low,
        }
    }
}

/// Declares an enum whose variants have the exchange format's words: `NAME.word()`, `NAME::from_word(text)`,
/// `NAME::ALL`, `NAME.bit()`.
macro_rules! worded {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            pub fn from_word(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }

            /// One bit for each word: sets of words are masks.
            pub fn bit(self) -> u64 {
                1 << (self as u32)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                let word = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                $name::from_word(&word)
                    .ok_or_else(|| serde::de::Error::custom(format!("không có từ {word:?} trong danh sách")))
            }
        }
    };
}
pub(crate) use worded;

worded!(HouseholdClass { Poor = "poor", NearPoor = "near_poor", Other = "other" });
worded!(Degree { None = "none", Mild = "mild", Severe = "severe", ExceptionallySevere = "exceptionally_severe" });
worded!(Parent { Mother = "mother", Father = "father" });
worded!(ParentStatus {
    Alive = "alive",
    Deceased = "deceased",
    Unidentified = "unidentified",
    DeclaredMissing = "declared_missing",
    InSocialFacility = "in_social_facility",
    Detained = "detained",
});
worded!(StudyLevel {
    Nursery = "nursery",
    General = "general",
    Continuing = "continuing",
    Vocational = "vocational",
    ProfessionalSecondary = "professional_secondary",
    College = "college",
    FirstUniversityDegree = "first_university_degree",
    Postgraduate = "postgraduate",
});
worded!(MaritalStatus {
    NeverMarried = "never_married",
    Married = "married",
    Widowed = "widowed",
    SpouseMissing = "spouse_missing",
    Divorced = "divorced",
});
worded!(SupportStatus { None = "none", ReceivesAllowance = "receives_allowance", Able = "able" });
worded!(BenefitKind {
    Wage = "wage",
    Pension = "pension",
    SocialInsurance = "social_insurance",
    SurvivorPension = "survivor_pension",
    SocialAllowance = "social_allowance",
    OtherIncome = "other_income",
});
worded!(FacilityKind { SocialFacility = "social_facility", MeritCareHome = "merit_care_home" });
worded!(CareBy { OwnHousehold = "own_household", Foster = "foster" });
worded!(DecisionScheme {
    SocialAllowance = "social_allowance",
    SocialPension = "social_pension",
    CareSupport = "care_support",
});
worded!(SuspensionScheme {
    SocialAllowance = "social_allowance",
    SocialPension = "social_pension",
    CareSupport = "care_support",
    Merit = "merit",
});
worded!(SuspensionReason {
    NotCollected = "not_collected",
    RefusesReassessment = "refuses_reassessment",
    SuspectedForgedFile = "suspected_forged_file",
});
worded!(SuspensionOutcome { Resumed = "resumed", Cleared = "cleared" });
worded!(
    /// The person's own statuses of Ordinance 02/2020 Art. 3(1); martyrs stand in `SurvivorCategory`.
    MeritCategory {
        Pre1945Activist = "pre_1945_activist",
        Uprising1945Activist = "uprising_1945_activist",
        HeroicMother = "heroic_mother",
        ArmedForcesHero = "armed_forces_hero",
        LabourHeroResistance = "labour_hero_resistance",
        WarInvalid = "war_invalid",
        SickSoldier = "sick_soldier",
        ChemicalExposure = "chemical_exposure",
        ImprisonedByEnemy = "imprisoned_by_enemy",
        ResistanceActivist = "resistance_activist",
        HelperOfRevolution = "helper_of_revolution",
    }
);
worded!(MeritSubtype {
    ThoatLy = "thoat_ly",
    KhongThoatLy = "khong_thoat_ly",
    WarInvalidStandard = "war_invalid_standard",
    WarInvalidTreatedAs = "war_invalid_treated_as",
    WarInvalidClassB = "war_invalid_class_b",
    SelfExposed = "self",
    ExposedChild = "child",
    HelperCertificatePre1945 = "helper_certificate_pre_1945",
    HelperOrder = "helper_order",
    HelperMedal = "helper_medal",
});
worded!(InjuryCategory {
    WarInvalid = "war_invalid",
    SickSoldier = "sick_soldier",
    ChemicalExposure = "chemical_exposure",
});
worded!(ExposureSubtype { SelfExposed = "self", ExposedChild = "child" });
worded!(Relation {
    BiologicalFather = "biological_father",
    BiologicalMother = "biological_mother",
    FosterParent = "foster_parent",
    Spouse = "spouse",
    Child = "child",
    RemarriedSpouse = "remarried_spouse",
});
worded!(SurvivorCategory {
    Martyr = "martyr",
    Pre1945Activist = "pre_1945_activist",
    Uprising1945Activist = "uprising_1945_activist",
    WarInvalid = "war_invalid",
    SickSoldier = "sick_soldier",
    ChemicalExposure = "chemical_exposure",
});
worded!(MeritOption { SickSoldierPlus41To60 = "sick_soldier_plus_41_60", CombinedRate = "combined_rate" });
worded!(MeritEndReason {
    ActsAgainstState = "acts_against_state",
    SeriousCrime = "serious_crime",
    ExpelledFromParty = "expelled_from_party",
    ForgedFileConfirmed = "forged_file_confirmed",
    MartyrFoundAlive = "martyr_found_alive",
});
worded!(EducationLevel { Full = "full", Half = "half" });
worded!(
    /// The word of each fact kind, as in the exchange format and in `missing`.
    FactKind {
        Residence = "residence",
        Household = "household",
        Citizenship = "citizenship",
        Disability = "disability",
        Hiv = "hiv",
        Pregnancy = "pregnancy",
        Parent = "parent",
        Abandoned = "abandoned",
        Adopted = "adopted",
        Study = "study",
        ReceivedAsChild = "received_as_child",
        Marital = "marital",
        Child = "child",
        ChildStudy = "child_study",
        ChildOfSingleParent = "child_of_single_parent",
        Support = "support",
        Benefit = "benefit",
        Facility = "facility",
        FacilityEligible = "facility_eligible",
        Care = "care",
        MotherCareShare = "mother_care_share",
        Application = "application",
        Decision = "decision",
        Suspension = "suspension",
        Imprisoned = "imprisoned",
        TemporaryDetention = "temporary_detention",
        DeclaredMissing = "declared_missing",
        SocialInsuranceFuneral = "social_insurance_funeral",
        MeritStatus = "merit_status",
        InjuryRate = "injury_rate",
        LivesAlone = "lives_alone",
        HomeCarer = "home_carer",
        SurvivorOf = "survivor_of",
        Remarried = "remarried",
        DisabledAdultChild = "disabled_adult_child",
        MeritChoice = "merit_choice",
        MeritEnded = "merit_ended",
        EducationSupport = "education_support",
        OneOffDecision = "one_off_decision",
        Worship = "worship",
    }
);

impl What {
    pub fn kind(&self) -> FactKind {
        match self {
            What::Residence { .. } => FactKind::Residence,
            What::Household { .. } => FactKind::Household,
            What::Citizenship { .. } => FactKind::Citizenship,
            What::Disability { .. } => FactKind::Disability,
            What::Hiv => FactKind::Hiv,
            What::Pregnancy => FactKind::Pregnancy,
            What::Parent { .. } => FactKind::Parent,
            What::Abandoned => FactKind::Abandoned,
            What::Adopted => FactKind::Adopted,
            What::Study { .. } => FactKind::Study,
            What::ReceivedAsChild => FactKind::ReceivedAsChild,
            What::Marital { .. } => FactKind::Marital,
            What::Child { .. } => FactKind::Child,
            What::ChildStudy { .. } => FactKind::ChildStudy,
            What::ChildOfSingleParent => FactKind::ChildOfSingleParent,
            What::Support { .. } => FactKind::Support,
            What::Benefit { .. } => FactKind::Benefit,
            What::Facility { .. } => FactKind::Facility,
            What::FacilityEligible => FactKind::FacilityEligible,
            What::Care { .. } => FactKind::Care,
            What::MotherCareShare => FactKind::MotherCareShare,
            What::Application { .. } => FactKind::Application,
            What::Decision { .. } => FactKind::Decision,
            What::Suspension { .. } => FactKind::Suspension,
            What::Imprisoned => FactKind::Imprisoned,
            What::TemporaryDetention => FactKind::TemporaryDetention,
            What::DeclaredMissing => FactKind::DeclaredMissing,
            What::SocialInsuranceFuneral => FactKind::SocialInsuranceFuneral,
            What::MeritStatus(_) => FactKind::MeritStatus,
            What::InjuryRate { .. } => FactKind::InjuryRate,
            What::LivesAlone => FactKind::LivesAlone,
            What::HomeCarer => FactKind::HomeCarer,
            What::SurvivorOf(_) => FactKind::SurvivorOf,
            What::Remarried { .. } => FactKind::Remarried,
            What::DisabledAdultChild { .. } => FactKind::DisabledAdultChild,
            What::MeritChoice { .. } => FactKind::MeritChoice,
            What::MeritEnded { .. } => FactKind::MeritEnded,
            What::EducationSupport { .. } => FactKind::EducationSupport,
            What::OneOffDecision { .. } => FactKind::OneOffDecision,
            What::Worship { .. } => FactKind::Worship,
        }
    }
}

impl FactKind {
    /// Read by tracks 5 to 7 only.
    pub fn is_merit(self) -> bool {
        (FactKind::MeritStatus as u8..=FactKind::Worship as u8).contains(&(self as u8))
    }
}
