//! Children: groups in special circumstances and at risk, care by others, yearly counts, shared counts of domestic
//! violence, and what may be told of them.

use crate::ids::{PersonId, UnitId};
use crate::labels::labelled;
use crate::worded;
use jiff::civil::Date;
use law::Month;

worded!(
    /// The fourteen groups in special circumstances (Law on Children 102/2016, Article 10, clause 1, in its order),
    /// and groups at risk, which are counted apart.
    ChildGroup {
        OrphanOfBoth = "TE01",
        Abandoned = "TE02",
        WithoutSupport = "TE03",
        Disabled = "TE04",
        Hiv = "TE05",
        Offender = "TE06",
        DrugAddicted = "TE07",
        LeftSchoolToWork = "TE08",
        HarmedByViolence = "TE09",
        Exploited = "TE10",
        SexuallyAbused = "TE11",
        Trafficked = "TE12",
        SeriouslyIll = "TE13",
        Displaced = "TE14",
        PoorHousehold = "NC01",
        ParentsDivorced = "NC02",
        ParentsAway = "NC03",
        LeftSchool = "NC04",
    }
);

labelled!(ChildGroup {
    OrphanOfBoth = "TE01 Mồ côi cả cha và mẹ" | "TE01" | "Mồ côi cả cha và mẹ",
    Abandoned = "TE02 Bị bỏ rơi" | "TE02" | "Bị bỏ rơi",
    WithoutSupport = "TE03 Không nơi nương tựa" | "TE03" | "Không nơi nương tựa",
    Disabled = "TE04 Khuyết tật" | "TE04" | "Khuyết tật",
    Hiv = "TE05 Nhiễm HIV/AIDS" | "TE05" | "Nhiễm HIV/AIDS" | "Nhiễm HIV",
    Offender = "TE06 Vi phạm pháp luật" | "TE06" | "Vi phạm pháp luật",
    DrugAddicted = "TE07 Nghiện ma túy" | "TE07" | "Nghiện ma túy",
    LeftSchoolToWork = "TE08 Bỏ học kiếm sống" | "TE08" | "Bỏ học kiếm sống",
    HarmedByViolence = "TE09 Bị tổn hại nặng do bạo lực" | "TE09" | "Bị tổn hại nặng do bạo lực",
    Exploited = "TE10 Bị bóc lột" | "TE10" | "Bị bóc lột",
    SexuallyAbused = "TE11 Bị xâm hại tình dục" | "TE11" | "Bị xâm hại tình dục",
    Trafficked = "TE12 Bị mua bán" | "TE12" | "Bị mua bán",
    SeriouslyIll = "TE13 Bệnh hiểm nghèo thuộc hộ nghèo, cận nghèo" | "TE13" | "Bệnh hiểm nghèo",
    Displaced = "TE14 Di cư, lánh nạn, chưa rõ cha mẹ" | "TE14" | "Di cư, lánh nạn",
    PoorHousehold = "NC01 Sống trong hộ nghèo" | "NC01" | "Nguy cơ: hộ nghèo",
    ParentsDivorced = "NC02 Cha mẹ ly hôn" | "NC02" | "Nguy cơ: cha mẹ ly hôn",
    ParentsAway = "NC03 Cha mẹ đi làm ăn xa" | "NC03" | "Nguy cơ: cha mẹ đi làm ăn xa",
    LeftSchool = "NC04 Bỏ học" | "NC04" | "Nguy cơ: bỏ học",
});

impl ChildGroup {
    /// One of the fourteen; the others are at risk.
    pub fn is_special(self) -> bool {
        self.word().starts_with("TE")
    }

    /// Names under it are shown only to those who may read what is sensitive, and in no list that goes out.
    pub fn is_sensitive(self) -> bool {
        use ChildGroup::{DrugAddicted, Exploited, HarmedByViolence, Hiv, SexuallyAbused, Trafficked};
        matches!(self, Hiv | DrugAddicted | HarmedByViolence | Exploited | SexuallyAbused | Trafficked)
    }
}

/// Cells of one or two of a sensitive group would name somebody: they are not told.
pub const SMALLEST_CELL: i64 = 3;

/// The number that may be printed; `None` where it must be masked.
pub fn printable(count: i64, sensitive: bool) -> Option<i64> {
    let masked = sensitive && (1..SMALLEST_CELL).contains(&count);
    (!masked).then_some(count)
}

/// A child is in a group from a day on; child and group are its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildCircumstance {
    pub child: PersonId,
    pub group: ChildGroup,
    /// Sub-group of NĐ 56/2017, in words; never of a sensitive group.
    pub detail: Option<String>,
    pub from: Date,
    /// The first day on which it holds no longer.
    pub until: Option<Date>,
    /// The day on which the child was first helped.
    pub helped_on: Option<Date>,
    /// Allowance, care, school, treatment; never of a sensitive group.
    pub help: Option<String>,
}

worded!(
    /// Who takes a child in.
    CareForm {
        Relatives = "relatives",
        OtherFamily = "other_family",
        Adoption = "adoption",
        Facility = "facility",
    }
);

labelled!(CareForm {
    Relatives = "Người thân thích" | "Người thân",
    OtherFamily = "Cá nhân, gia đình không thân thích" | "Không thân thích",
    Adoption = "Nhận con nuôi" | "Con nuôi",
    Facility = "Cơ sở trợ giúp xã hội" | "Cơ sở",
});

/// A family that wishes to take a child in, or has; its code is its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubstituteCare {
    pub code: String,
    pub carer: String,
    pub unit: UnitId,
    pub form: CareForm,
    pub registered_on: Date,
    /// `None` while no child is with them.
    pub child: Option<PersonId>,
    pub decision: Option<String>,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub note: Option<String>,
}

worded!(
    /// What is counted once a year, by commune: children, and equality of women and men.
    Indicator {
        ChildrenUnder16 = "children_under_16",
        ChildrenUnder6 = "children_under_6",
        HealthCardsUnder6 = "health_cards_under_6",
        AbusedChildren = "abused_children",
        Accidents = "accidents",
        Drownings = "drownings",
        WorkingChildren = "working_children",
        ChildFriendlyScore = "child_friendly_score",
        Leaders = "leaders",
        WomenLeaders = "women_leaders",
        Councillors = "councillors",
        WomenCouncillors = "women_councillors",
        WageWorkers = "wage_workers",
        WomenWageWorkers = "women_wage_workers",
        Directors = "directors",
        WomenDirectors = "women_directors",
        BoysBorn = "boys_born",
        GirlsBorn = "girls_born",
        TrainedStaff = "trained_staff",
        TrustedAddresses = "trusted_addresses",
        Clubs = "clubs",
        Shelters = "shelters",
    }
);

labelled!(Indicator {
    ChildrenUnder16 = "Trẻ em dưới 16 tuổi",
    ChildrenUnder6 = "Trẻ em dưới 6 tuổi",
    HealthCardsUnder6 = "Trẻ em dưới 6 tuổi có thẻ BHYT",
    AbusedChildren = "Trẻ em bị xâm hại",
    Accidents = "Trẻ em bị tai nạn, thương tích",
    Drownings = "Trẻ em bị đuối nước",
    WorkingChildren = "Lao động trẻ em",
    ChildFriendlyScore = "Điểm xã, phường phù hợp với trẻ em",
    Leaders = "Lãnh đạo chủ chốt",
    WomenLeaders = "Nữ lãnh đạo chủ chốt",
    Councillors = "Đại biểu Hội đồng nhân dân",
    WomenCouncillors = "Nữ đại biểu Hội đồng nhân dân",
    WageWorkers = "Lao động làm công hưởng lương",
    WomenWageWorkers = "Lao động nữ làm công hưởng lương",
    Directors = "Giám đốc, chủ doanh nghiệp, hợp tác xã",
    WomenDirectors = "Nữ giám đốc, chủ doanh nghiệp, hợp tác xã",
    BoysBorn = "Bé trai sinh trong năm",
    GirlsBorn = "Bé gái sinh trong năm",
    TrainedStaff = "Cán bộ được tập huấn",
    TrustedAddresses = "Địa chỉ tin cậy",
    Clubs = "Câu lạc bộ",
    Shelters = "Nhà tạm lánh",
});

impl Indicator {
    /// The indicator of which this one is a part: no part may be larger than its whole.
    pub fn whole(self) -> Option<Indicator> {
        match self {
            Indicator::ChildrenUnder6 => Some(Indicator::ChildrenUnder16),
            Indicator::HealthCardsUnder6 => Some(Indicator::ChildrenUnder6),
            Indicator::WomenLeaders => Some(Indicator::Leaders),
            Indicator::WomenCouncillors => Some(Indicator::Councillors),
            Indicator::WomenWageWorkers => Some(Indicator::WageWorkers),
            Indicator::WomenDirectors => Some(Indicator::Directors),
            Indicator::ChildrenUnder16
            | Indicator::AbusedChildren
            | Indicator::Accidents
            | Indicator::Drownings
            | Indicator::WorkingChildren
            | Indicator::ChildFriendlyScore
            | Indicator::Leaders
            | Indicator::Councillors
            | Indicator::WageWorkers
            | Indicator::Directors
            | Indicator::BoysBorn
            | Indicator::GirlsBorn
            | Indicator::TrainedStaff
            | Indicator::TrustedAddresses
            | Indicator::Clubs
            | Indicator::Shelters => None,
        }
    }
}

/// One count of a year; year, commune and indicator are its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearlyCount {
    pub year: i16,
    /// `None`: the whole office.
    pub unit: Option<UnitId>,
    pub indicator: Indicator,
    pub quantity: i64,
    pub source: Option<String>,
}

worded!(ViolenceKind { Body = "body", Mind = "mind", Sexual = "sexual", Economic = "economic" });

labelled!(ViolenceKind {
    Body = "Thân thể",
    Mind = "Tinh thần",
    Sexual = "Tình dục",
    Economic = "Kinh tế",
});

worded!(
    VictimGroup {
        WomanAdult = "woman_adult",
        ManAdult = "man_adult",
        Child = "child",
        Elder = "elder",
        Disabled = "disabled",
    }
);

labelled!(VictimGroup {
    WomanAdult = "Nữ 16-59 tuổi" | "Nữ",
    ManAdult = "Nam 16-59 tuổi" | "Nam",
    Child = "Trẻ em dưới 16 tuổi" | "Trẻ em",
    Elder = "Người từ 60 tuổi" | "Người cao tuổi",
    Disabled = "Người khuyết tật",
});

worded!(
    /// What was done to the offender.
    ViolenceMeasure {
        Admonished = "admonished",
        NoContact = "no_contact",
        Fined = "fined",
        Prosecuted = "prosecuted",
        None = "none",
    }
);

labelled!(ViolenceMeasure {
    Admonished = "Góp ý, phê bình" | "Góp ý",
    NoContact = "Cấm tiếp xúc",
    Fined = "Xử phạt hành chính" | "Phạt",
    Prosecuted = "Xử lý hình sự" | "Hình sự",
    None = "Chưa xử lý",
});

worded!(
    VictimHelp {
        Counselling = "counselling",
        Health = "health",
        Shelter = "shelter",
        Legal = "legal",
        None = "none",
    }
);

labelled!(VictimHelp {
    Counselling = "Tư vấn",
    Health = "Chăm sóc y tế" | "Y tế",
    Shelter = "Tạm lánh",
    Legal = "Trợ giúp pháp lý" | "Pháp lý",
    None = "Chưa hỗ trợ",
});

/// Cases of domestic violence that the sector which owns the register has told: counts, never names. Month, commune
/// and the four axes are its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViolenceCount {
    pub month: Month,
    pub unit: UnitId,
    pub kind: ViolenceKind,
    pub victim: VictimGroup,
    pub measure: ViolenceMeasure,
    pub help: VictimHelp,
    pub cases: i64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::{Labelled, Labels};

    #[test]
    fn the_groups_are_fourteen_and_six_of_them_are_sensitive() {
        let special: Vec<&str> =
            ChildGroup::ALL.iter().filter(|group| group.is_special()).map(|group| group.word()).collect();
        assert_eq!((special.len(), special[0], special[13]), (14, "TE01", "TE14"));
        let sensitive: Vec<&str> =
            ChildGroup::ALL.iter().filter(|group| group.is_sensitive()).map(|group| group.word()).collect();
        assert_eq!(sensitive, ["TE05", "TE07", "TE09", "TE10", "TE11", "TE12"]);
        for group in ChildGroup::ALL {
            assert_eq!(Labels::new().find(group.label()), Some(*group));
            assert_eq!(Labels::new().find(group.word()), Some(*group));
        }
    }

    #[test]
    fn small_cells_of_sensitive_groups_are_masked() {
        for (count, sensitive, told) in
            [(0, true, Some(0)), (1, true, None), (2, true, None), (3, true, Some(3)), (1, false, Some(1))]
        {
            assert_eq!(printable(count, sensitive), told, "{count}");
        }
    }

    #[test]
    fn parts_have_wholes() {
        for indicator in Indicator::ALL {
            assert_ne!(indicator.whole(), Some(*indicator));
            assert_eq!(Labels::new().find(indicator.label()), Some(*indicator));
        }
    }
}
