//! The labels of the column `Diện` and `Khoản`: categories and parts of what is paid.

use super::{Labelled, MeritCategory, Scheme, labelled};
use crate::names::fold;
use std::collections::HashMap;

/// What a label of `Diện` stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Category {
    /// Id of a category, care row or pension condition of the law pages, with the scheme that pays it.
    Social(Scheme, &'static str),
    Martyr,
    Merit(MeritCategory),
    /// Education support of merit families; its row follows from the level.
    Education,
}

impl Category {
    pub fn scheme(self) -> Scheme {
        match self {
            Category::Social(scheme, _) => scheme,
            Category::Martyr | Category::Merit(_) | Category::Education => Scheme::Merit,
        }
    }

    /// The word of the law pages and of the table `merit_files`.
    pub fn id(self) -> &'static str {
        match self {
            Category::Social(_, id) => id,
            Category::Martyr => "martyr",
            Category::Merit(category) => category.word(),
            Category::Education => "education",
        }
    }

    /// The label that we write; `None` for an id that no list names.
    pub fn label(self) -> Option<&'static str> {
        CATEGORIES.iter().find(|(_, category)| *category == self).map(|(label, _)| *label)
    }

    /// The category of an id of the law pages.
    pub fn of_id(id: &str) -> Option<Category> {
        CATEGORIES.iter().map(|(_, category)| *category).find(|category| category.id() == id)
    }
}

/// The labels of categories; made once per list that is read.
pub struct Categories(HashMap<String, Category>);

impl Categories {
    pub fn new() -> Categories {
        let mut found = HashMap::new();
        for (label, category) in CATEGORIES {
            found.insert(fold(label), *category);
            found.insert((*label).to_owned(), *category);
        }
        for category in MeritCategory::VALUES {
            for label in category.labels() {
                found.insert(fold(label), Category::Merit(*category));
            }
        }
        Categories(found)
    }

    /// The category of a label in any case, with or without marks.
    pub fn find(&self, text: &str) -> Option<Category> {
        self.0.get(text).or_else(|| self.0.get(&fold(text))).copied()
    }
}

impl Default for Categories {
    fn default() -> Categories {
        Categories::new()
    }
}

const fn allowance(id: &'static str) -> Category {
    Category::Social(Scheme::SocialAllowance, id)
}

const fn care(id: &'static str) -> Category {
    Category::Social(Scheme::CareSupport, id)
}

const fn pension(id: &'static str) -> Category {
    Category::Social(Scheme::SocialPension, id)
}

/// Label → category. The first label of a category is the one that we write.
pub const CATEGORIES: &[(&str, Category)] = &[
    ("Trẻ em bị bỏ rơi", allowance("abandoned_child_not_adopted")),
    ("Trẻ em mồ côi cả cha và mẹ", allowance("orphan_both_parents")),
    ("Trẻ em mồ côi, người còn lại mất tích", allowance("orphan_one_parent_other_missing")),
    (
        "Trẻ em mồ côi, người còn lại ở cơ sở trợ giúp xã hội",
        allowance("orphan_one_parent_other_in_facility"),
    ),
    ("Trẻ em mồ côi, người còn lại chấp hành án", allowance("orphan_one_parent_other_detained")),
    ("Trẻ em có cả cha và mẹ mất tích", allowance("both_parents_missing")),
    ("Trẻ em có cả cha và mẹ ở cơ sở trợ giúp xã hội", allowance("both_parents_in_facility")),
    ("Trẻ em có cả cha và mẹ chấp hành án", allowance("both_parents_detained")),
    (
        "Trẻ em có cha hoặc mẹ mất tích, người còn lại ở cơ sở trợ giúp xã hội",
        allowance("one_parent_missing_other_in_facility"),
    ),
    (
        "Trẻ em có cha hoặc mẹ mất tích, người còn lại chấp hành án",
        allowance("one_parent_missing_other_detained"),
    ),
    (
        "Trẻ em có cha hoặc mẹ ở cơ sở trợ giúp xã hội, người còn lại chấp hành án",
        allowance("one_parent_in_facility_other_detained"),
    ),
    ("Người từ đủ 16 tuổi đang đi học", allowance("former_unsupported_child_in_education")),
    ("Trẻ em nhiễm HIV thuộc hộ nghèo", allowance("poor_child_with_hiv")),
    ("Người đơn thân nghèo nuôi con", allowance("poor_single_parent")),
    ("Người cao tuổi nghèo không có người phụng dưỡng", allowance("poor_elderly_without_supporter")),
    ("Người từ đủ 75 đến 80 tuổi ở địa bàn đặc biệt khó khăn", allowance("poor_elderly_75_to_80_hard_area")),
    ("Người từ đủ 80 tuổi không có lương hưu", allowance("elderly_80_plus_without_pension")),
    (
        "Người cao tuổi nghèo được nhận chăm sóc tại cộng đồng",
        allowance("poor_elderly_facility_eligible_fostered"),
    ),
    ("Người khuyết tật đặc biệt nặng", allowance("disabled_exceptionally_severe")),
    ("Người khuyết tật nặng", allowance("disabled_severe")),
    (
        "Trẻ em dưới 3 tuổi hộ nghèo, cận nghèo ở địa bàn đặc biệt khó khăn",
        allowance("poor_child_under_3_hard_area"),
    ),
    ("Người nhiễm HIV thuộc hộ nghèo", allowance("poor_person_with_hiv_without_income")),
    ("Nhận nuôi trẻ em dưới 4 tuổi", care("foster_child_under_4")),
    ("Nhận nuôi trẻ em từ đủ 4 tuổi", care("foster_child_4_to_16")),
    ("Nhận nuôi người cao tuổi nghèo", care("foster_poor_elderly")),
    (
        "Người khuyết tật mang thai hoặc nuôi một con dưới 36 tháng",
        care("disabled_pregnant_or_one_child_under_36_months"),
    ),
    (
        "Người khuyết tật mang thai và nuôi con, hoặc nuôi từ hai con dưới 36 tháng",
        care("disabled_pregnant_and_child_or_two_children_under_36_months"),
    ),
    ("Hộ chăm sóc người khuyết tật đặc biệt nặng", care("household_caring_own_exceptionally_severe")),
    ("Nhận nuôi người khuyết tật đặc biệt nặng", care("foster_exceptionally_severe_adult")),
    ("Nhận nuôi trẻ em khuyết tật đặc biệt nặng", care("foster_exceptionally_severe_child")),
    ("Hưu trí xã hội từ đủ 75 tuổi", pension("age_75_plus")),
    ("Hưu trí xã hội từ đủ 70 đến 75 tuổi hộ nghèo, cận nghèo", pension("age_70_to_75_poor")),
    ("Người hoạt động cách mạng trước 01/01/1945", Category::Merit(MeritCategory::Pre1945Activist)),
    (
        "Người hoạt động cách mạng từ 01/01/1945 đến khởi nghĩa tháng Tám",
        Category::Merit(MeritCategory::Uprising1945Activist),
    ),
    ("Liệt sĩ", Category::Martyr),
    ("Bà mẹ Việt Nam anh hùng", Category::Merit(MeritCategory::HeroicMother)),
    ("Anh hùng Lực lượng vũ trang nhân dân", Category::Merit(MeritCategory::ArmedForcesHero)),
    ("Anh hùng Lao động trong thời kỳ kháng chiến", Category::Merit(MeritCategory::LabourHeroResistance)),
    ("Thương binh", Category::Merit(MeritCategory::WarInvalid)),
    ("Bệnh binh", Category::Merit(MeritCategory::SickSoldier)),
    (
        "Người hoạt động kháng chiến bị nhiễm chất độc hóa học",
        Category::Merit(MeritCategory::ChemicalExposure),
    ),
    ("Người bị địch bắt tù, đày", Category::Merit(MeritCategory::ImprisonedByEnemy)),
    ("Người hoạt động kháng chiến", Category::Merit(MeritCategory::ResistanceActivist)),
    ("Người có công giúp đỡ cách mạng", Category::Merit(MeritCategory::HelperOfRevolution)),
    ("Ưu đãi giáo dục", Category::Education),
];

labelled!(Part {
    Allowance = "Trợ cấp" | "Trợ cấp hàng tháng",
    PerChild = "Theo số con",
    Care = "Chăm sóc" | "Kinh phí chăm sóc",
    Supplement = "Phụ cấp",
    Carer = "Người phục vụ" | "Trợ cấp người phục vụ",
    Survivor = "Tuất" | "Trợ cấp tuất",
    SurvivorCare = "Tuất nuôi dưỡng" | "Trợ cấp tuất nuôi dưỡng",
    Education = "Ưu đãi giáo dục",
    Worship = "Thờ cúng liệt sĩ" | "Thờ cúng",
    Funeral = "Mai táng phí" | "Mai táng" | "Hỗ trợ chi phí mai táng",
    DeathMonths = "Một lần khi chết" | "Trợ cấp một lần khi chết",
    ConvalescenceHome = "Điều dưỡng tại nhà" | "Điều dưỡng tại gia đình",
    ConvalescenceCentre = "Điều dưỡng tập trung",
    OneOff = "Trợ cấp một lần" | "Một lần",
});

/// The column `Khoản`: one part of what a category pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    Allowance,
    PerChild,
    Care,
    Supplement,
    Carer,
    Survivor,
    SurvivorCare,
    Education,
    /// The yearly money of who worships a martyr.
    Worship,
    Funeral,
    /// Three months of a merit allowance on the death of who drew it.
    DeathMonths,
    ConvalescenceHome,
    ConvalescenceCentre,
    /// A row of the one-off table of merits; the row's id is the part of its terms.
    OneOff,
}

impl Part {
    /// What is meant where a list names the category alone.
    pub fn main(category: Category) -> Part {
        match category {
            Category::Social(..) | Category::Merit(_) => Part::Allowance,
            Category::Martyr => Part::Survivor,
            Category::Education => Part::Education,
        }
    }

    /// The scheme that pays the part of somebody of a category: what is paid once or once a year has its own.
    pub fn scheme(self, category: Category) -> Scheme {
        match self {
            Part::Allowance
            | Part::PerChild
            | Part::Care
            | Part::Supplement
            | Part::Carer
            | Part::Survivor
            | Part::SurvivorCare
            | Part::Education => category.scheme(),
            Part::Worship if category != Category::Martyr => category.scheme(),
            Part::Funeral if category.scheme() != Scheme::Merit => Scheme::SocialOneOff,
            Part::Worship
            | Part::Funeral
            | Part::DeathMonths
            | Part::ConvalescenceHome
            | Part::ConvalescenceCentre
            | Part::OneOff => match category.scheme() {
                Scheme::Merit => Scheme::MeritOneOff,
                other => other,
            },
        }
    }

    /// The word of `law::Terms::part` within a scheme: the allowance of the social pension is its `pension`, the
    /// allowance of the scheme for care its `care`.
    pub fn word(self, scheme: Scheme) -> &'static str {
        match self {
            Part::Allowance => match scheme {
                Scheme::SocialPension => "pension",
                Scheme::CareSupport => "care",
                Scheme::Institution => "institution",
                Scheme::SocialAllowance | Scheme::Merit | Scheme::SocialOneOff | Scheme::MeritOneOff => {
                    "allowance"
                }
            },
            Part::PerChild => "per_child",
            Part::Care => "care",
            Part::Supplement => "supplement",
            Part::Carer => "carer",
            Part::Survivor => "survivor",
            Part::SurvivorCare => "survivor_care",
            Part::Education => "education",
            Part::Worship => "worship",
            Part::Funeral => "funeral",
            Part::DeathMonths => "death_three_months",
            Part::ConvalescenceHome => "convalescence_home",
            Part::ConvalescenceCentre => "convalescence_centre",
            Part::OneOff => "one_off",
        }
    }

    pub fn from_word(word: &str) -> Option<Part> {
        Some(match word {
            "allowance" | "pension" | "institution" => Part::Allowance,
            "per_child" => Part::PerChild,
            "care" => Part::Care,
            "supplement" => Part::Supplement,
            "carer" => Part::Carer,
            "survivor" => Part::Survivor,
            "survivor_care" => Part::SurvivorCare,
            "education" => Part::Education,
            "worship" => Part::Worship,
            "funeral" => Part::Funeral,
            "death_three_months" => Part::DeathMonths,
            "convalescence_home" => Part::ConvalescenceHome,
            "convalescence_centre" => Part::ConvalescenceCentre,
            "one_off" => Part::OneOff,
            _ => return None,
        })
    }
}
