use super::*;
use jiff::civil::date;

/// One fact of every kind, with every field away from its default.
fn samples() -> Vec<What> {
    let text = |s: &str| s.to_owned();
    vec![
        What::Residence { area: text("25630"), urban: true, specially_difficult: false },
        What::Household { class: HouseholdClass::NearPoor },
        What::Citizenship { country: text("VN") },
        What::Disability { degree: Degree::Severe },
        What::Hiv,
        What::Pregnancy,
        What::Parent { which: Parent::Father, status: ParentStatus::Detained },
        What::Abandoned,
        What::Adopted,
        What::Study { level: StudyLevel::College, uninterrupted: true, second_course: false },
        What::ReceivedAsChild,
        What::Marital { status: MaritalStatus::SpouseMissing },
        What::Child { reference: text("Lê Thị Út"), born: date(2019, 4, 3) },
        What::ChildStudy { reference: text("41"), level: StudyLevel::General, uninterrupted: true },
        What::ChildOfSingleParent,
        What::Support { status: SupportStatus::ReceivesAllowance },
        What::Benefit { kind: BenefitKind::Pension, amount: Vnd(3_120_000) },
        What::Facility { kind: FacilityKind::MeritCareHome },
        What::FacilityEligible,
        What::Care { by: CareBy::Foster },
        What::MotherCareShare,
        What::Application { scheme: DecisionScheme::CareSupport },
        What::Decision { scheme: DecisionScheme::SocialPension },
        What::Suspension {
            scheme: SuspensionScheme::Merit,
            reason: SuspensionReason::NotCollected,
            outcome: Some(SuspensionOutcome::Cleared),
        },
        What::Imprisoned,
        What::TemporaryDetention,
        What::DeclaredMissing,
        What::SocialInsuranceFuneral,
        What::MeritStatus(MeritStatus {
            category: MeritCategory::WarInvalid,
            subtype: Some(MeritSubtype::WarInvalidClassB),
            injured_on: Some(date(1972, 3, 30)),
            seniority_years: Some(12),
            without_examination: true,
            infertile_or_malformed: false,
            disease: true,
            medical_record: false,
        }),
        What::InjuryRate {
            category: InjuryCategory::SickSoldier,
            subtype: ExposureSubtype::SelfExposed,
            rate: Rate::Band { low: 41, high: 50 },
            special_severe: true,
        },
        What::LivesAlone,
        What::HomeCarer,
        What::SurvivorOf(SurvivorOf {
            reference: text("77"),
            relation: Relation::Spouse,
            category: SurvivorCategory::Martyr,
            died: date(1968, 2, 1),
            injury_rate: Some(61),
            added_to_file: true,
            recognised_after_death: false,
        }),
        What::Remarried { reference: text("77") },
        What::DisabledAdultChild { rate: 62, began_before_18: true },
        What::MeritChoice { option: MeritOption::CombinedRate },
        What::MeritEnded { reason: MeritEndReason::SeriousCrime },
        What::EducationSupport { level: EducationLevel::Half },
        What::OneOffDecision { row: text("resistance_per_year"), years: Some(9) },
        What::Worship { reference: text("Liệt sĩ Nguyễn Văn Bảy"), relative_draws_monthly: true },
    ]
}

#[test]
fn every_kind_survives_its_row() {
    let kinds: Vec<FactKind> = samples().iter().map(What::kind).collect();
    assert_eq!(kinds, FactKind::ALL, "one sample of each kind, in order");
    for what in samples() {
        let fact = Fact { from: date(2023, 1, 1), until: Some(date(2024, 1, 1)), what };
        assert_eq!(FactRow::of(&fact).to_fact().unwrap(), fact);
    }
}

#[test]
fn exact_rates_and_empty_options_survive_too() {
    for what in [
        What::InjuryRate {
            category: InjuryCategory::WarInvalid,
            subtype: ExposureSubtype::SelfExposed,
            rate: Rate::Exact(61),
            special_severe: false,
        },
        What::Suspension {
            scheme: SuspensionScheme::SocialAllowance,
            reason: SuspensionReason::NotCollected,
            outcome: None,
        },
        What::OneOffDecision { row: "martyr".to_owned(), years: None },
    ] {
        let fact = Fact { from: date(2023, 1, 1), until: None, what };
        assert_eq!(FactRow::of(&fact).to_fact().unwrap(), fact);
    }
}

#[test]
fn references_are_people_where_they_are_numbers() {
    let row = |reference: &str| {
        FactRow::of(&Fact {
            from: date(2023, 1, 1),
            until: None,
            what: What::Remarried { reference: reference.to_owned() },
        })
    };
    assert_eq!((row("77").ref_person, row("77").ref_text), (Some(PersonId(77)), None));
    assert_eq!((row("Bảy 7").ref_person, row("Bảy 7").ref_text), (None, Some("Bảy 7".to_owned())));
    assert_eq!(person_of_reference(&reference_to(PersonId(9))), Some(PersonId(9)));
}

#[test]
fn a_broken_row_names_its_column() {
    let mut row = FactRow::empty(FactKind::Disability, date(2023, 1, 1), None);
    assert_eq!(row.to_what().unwrap_err().column, "word");
    row.words[0] = Some("poor".to_owned());
    assert_eq!(row.to_what().unwrap_err().column, "word");
    let mut row = FactRow::empty(FactKind::DisabledAdultChild, date(2023, 1, 1), None);
    row.numbers[0] = Some(300);
    row.flags[0] = Some(true);
    assert_eq!(row.to_what().unwrap_err().column, "number");
}

#[test]
fn slots_say_what_replaces_what() {
    let row = |what: What| FactRow::of(&Fact { from: date(2023, 1, 1), until: None, what });
    let parent = |which, status| row(What::Parent { which, status });
    let father = parent(Parent::Father, ParentStatus::Alive);
    assert!(father.same_slot(&parent(Parent::Father, ParentStatus::Deceased)));
    assert!(!father.same_slot(&parent(Parent::Mother, ParentStatus::Alive)));
    let degree = |degree| row(What::Disability { degree });
    assert!(degree(Degree::Severe).same_slot(&degree(Degree::Mild)));
    assert!(!degree(Degree::Severe).says_same(&degree(Degree::Mild)));
    let benefit = |kind| row(What::Benefit { kind, amount: Vnd(1) });
    assert!(!benefit(BenefitKind::Wage).same_slot(&benefit(BenefitKind::Pension)));
}
