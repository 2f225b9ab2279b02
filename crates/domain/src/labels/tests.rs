use super::*;
use std::fmt::Debug;

/// Every label leads back to its value, whatever its case and marks; no label has two values.
fn check<T: Labelled + PartialEq + Debug>() {
    let labels = Labels::<T>::new();
    let mut seen = HashMap::new();
    for value in T::VALUES {
        for label in value.labels() {
            if let Some(other) = seen.insert(fold(label), *value) {
                assert_eq!(other, *value, "two values for {label}");
            }
            assert_eq!(labels.find(&label.to_uppercase()), Some(*value), "{label}");
        }
    }
    assert_eq!(labels.find("không có trong danh sách nào"), None);
}

#[test]
fn labels_lead_back() {
    check::<Sex>();
    check::<HouseholdClass>();
    check::<Degree>();
    check::<Parent>();
    check::<ParentStatus>();
    check::<StudyLevel>();
    check::<MaritalStatus>();
    check::<SupportStatus>();
    check::<BenefitKind>();
    check::<FacilityKind>();
    check::<CareBy>();
    check::<DecisionScheme>();
    check::<SuspensionScheme>();
    check::<SuspensionReason>();
    check::<SuspensionOutcome>();
    check::<MeritCategory>();
    check::<MeritSubtype>();
    check::<InjuryCategory>();
    check::<ExposureSubtype>();
    check::<Relation>();
    check::<SurvivorCategory>();
    check::<MeritOption>();
    check::<MeritEndReason>();
    check::<EducationLevel>();
    check::<Scheme>();
    check::<FactKind>();
    check::<Part>();
}

#[test]
fn categories_have_one_label_to_write_and_many_to_read() {
    let found = Categories::new();
    for (label, category) in CATEGORIES {
        assert_eq!(found.find(&label.to_uppercase()), Some(*category), "{label}");
        assert_eq!(category.label(), Some(*label), "written as read");
        assert_eq!(Category::of_id(category.id()), Some(*category));
    }
    assert_eq!(found.find("tien khoi nghia"), Some(Category::Merit(MeritCategory::Uprising1945Activist)));
    assert_eq!(
        Category::Social(Scheme::SocialAllowance, "disabled_severe").label(),
        Some("Người khuyết tật nặng")
    );
}

#[test]
fn parts_follow_their_scheme() {
    assert_eq!(Part::Allowance.word(Scheme::SocialPension), "pension");
    assert_eq!(Part::Allowance.word(Scheme::Merit), "allowance");
    for part in Part::VALUES {
        assert_eq!(Part::from_word(part.word(Scheme::Merit)), Some(*part));
    }
}
