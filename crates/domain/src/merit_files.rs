//! Files of people with merits, and of their relatives.

use crate::ids::{MeritFileId, PersonId};
use crate::labels::{Category, labelled};
use crate::worded;
use jiff::civil::Date;
use law::Month;
pub use law::facts::MeritSubtype;
use law::facts::{MeritCategory, SurvivorCategory};

/// The twelve categories of Ordinance 02/2020 Art. 3(1) under which a file is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileCategory {
    /// A martyr is a dead person with a file and no status of its own.
    Martyr,
    Own(MeritCategory),
}

impl FileCategory {
    pub fn word(self) -> &'static str {
        match self {
            FileCategory::Martyr => "martyr",
            FileCategory::Own(category) => category.word(),
        }
    }

    pub fn from_word(word: &str) -> Option<FileCategory> {
        match word {
            "martyr" => Some(FileCategory::Martyr),
            other => MeritCategory::from_word(other).map(FileCategory::Own),
        }
    }

    /// `None` for what is no category of people with merits.
    pub fn of(category: Category) -> Option<FileCategory> {
        match category {
            Category::Martyr => Some(FileCategory::Martyr),
            Category::Merit(own) => Some(FileCategory::Own(own)),
            Category::Social(..) | Category::Education => None,
        }
    }

    pub fn category(self) -> Category {
        match self {
            FileCategory::Martyr => Category::Martyr,
            FileCategory::Own(own) => Category::Merit(own),
        }
    }

    /// Under which name relatives draw after the holder's death; `None` where the law names no survivors.
    pub fn survivors(self) -> Option<SurvivorCategory> {
        match self {
            FileCategory::Martyr => Some(SurvivorCategory::Martyr),
            FileCategory::Own(own) => match own {
                MeritCategory::Pre1945Activist => Some(SurvivorCategory::Pre1945Activist),
                MeritCategory::Uprising1945Activist => Some(SurvivorCategory::Uprising1945Activist),
                MeritCategory::WarInvalid => Some(SurvivorCategory::WarInvalid),
                MeritCategory::SickSoldier => Some(SurvivorCategory::SickSoldier),
                MeritCategory::ChemicalExposure => Some(SurvivorCategory::ChemicalExposure),
                MeritCategory::HeroicMother
                | MeritCategory::ArmedForcesHero
                | MeritCategory::LabourHeroResistance
                | MeritCategory::ImprisonedByEnemy
                | MeritCategory::ResistanceActivist
                | MeritCategory::HelperOfRevolution => None,
            },
        }
    }
}

/// The subtype that an empty column `Loại` means; `None` where a category has none, or has no default.
pub fn default_subtype(category: MeritCategory) -> Option<MeritSubtype> {
    match category {
        MeritCategory::WarInvalid => Some(MeritSubtype::WarInvalidStandard),
        MeritCategory::ChemicalExposure => Some(MeritSubtype::SelfExposed),
        MeritCategory::Pre1945Activist
        | MeritCategory::Uprising1945Activist
        | MeritCategory::HeroicMother
        | MeritCategory::ArmedForcesHero
        | MeritCategory::LabourHeroResistance
        | MeritCategory::SickSoldier
        | MeritCategory::ImprisonedByEnemy
        | MeritCategory::ResistanceActivist
        | MeritCategory::HelperOfRevolution => None,
    }
}

/// Whether the subtype belongs to the category.
pub fn subtype_fits(category: MeritCategory, subtype: MeritSubtype) -> bool {
    let owner = match subtype {
        MeritSubtype::ThoatLy | MeritSubtype::KhongThoatLy => MeritCategory::Pre1945Activist,
        MeritSubtype::WarInvalidStandard
        | MeritSubtype::WarInvalidTreatedAs
        | MeritSubtype::WarInvalidClassB => MeritCategory::WarInvalid,
        MeritSubtype::SelfExposed | MeritSubtype::ExposedChild => MeritCategory::ChemicalExposure,
        MeritSubtype::HelperCertificatePre1945 | MeritSubtype::HelperOrder | MeritSubtype::HelperMedal => {
            MeritCategory::HelperOfRevolution
        }
    };
    owner == category
}

worded!(
    /// Whether an honour was given to the living or after death.
    Title { Living = "living", Posthumous = "posthumous" }
);

labelled!(Title { Living = "Phong tặng", Posthumous = "Truy tặng" });

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeritFile {
    pub person: PersonId,
    pub file_number: String,
    pub category: FileCategory,
    pub subtype: Option<MeritSubtype>,
    pub certificate_number: Option<String>,
    pub title: Option<Title>,
    pub recognised_on: Option<Date>,
    pub died_place: Option<String>,
}

/// What a person is to the holder of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeritRelative {
    pub file: MeritFileId,
    pub person: PersonId,
    /// As written: "Vợ", "Con".
    pub relation: String,
    /// Worships the dead holder and draws the yearly support for it.
    pub worships: bool,
    pub from: Date,
    pub until: Option<Date>,
}

/// The month from which the books pay who worships a martyr by a decision of that day: the month of the decision,
/// or the first January on the books where an older list has paid the year of the decision. The money is due once a
/// year, later each January.
pub fn worship_from(decided: Date, opening: Month) -> Month {
    let month = Month::of(decided);
    if month >= opening {
        return month;
    }
    if opening.number() == 1 { opening } else { opening.plus(13 - i32::from(opening.number())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn worship_is_paid_from_the_decision_or_the_first_january_on_the_books() {
        let month = |text: &str| Month::parse(text).unwrap();
        for (decided, opening, from) in [
            (date(1995, 7, 27), "2023-01", "2023-01"),
            (date(1995, 7, 27), "2023-07", "2024-01"),
            (date(2023, 6, 30), "2023-07", "2024-01"),
            (date(2023, 7, 1), "2023-07", "2023-07"),
            (date(2023, 10, 5), "2023-07", "2023-10"),
        ] {
            assert_eq!(worship_from(decided, month(opening)), month(from), "{decided} {opening}");
        }
    }

    #[test]
    fn categories_have_words_and_fitting_subtypes() {
        for category in MeritCategory::ALL {
            let file = FileCategory::Own(*category);
            assert_eq!(FileCategory::from_word(file.word()), Some(file));
            assert_eq!(FileCategory::of(file.category()), Some(file));
            if let Some(subtype) = default_subtype(*category) {
                assert!(subtype_fits(*category, subtype), "{category:?}");
            }
        }
        assert_eq!(FileCategory::from_word("martyr"), Some(FileCategory::Martyr));
        assert!(!subtype_fits(MeritCategory::SickSoldier, MeritSubtype::HelperOrder));
    }
}
