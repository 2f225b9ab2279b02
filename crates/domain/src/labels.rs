//! Vietnamese labels of what the law knows, as officers write them in lists; from label to value and back.
//!
//! The first label of a value is the one that we write; all are read, in upper or lower case, with or without
//! marks.

use crate::names::fold;
use law::facts::{
    BenefitKind, CareBy, Degree, EducationLevel, ExposureSubtype, FacilityKind, HouseholdClass,
    MaritalStatus, MeritCategory, MeritSubtype, Parent, ParentStatus, Relation, StudyLevel, SupportStatus,
    SurvivorCategory,
};
use law::facts::{
    DecisionScheme, FactKind, InjuryCategory, MeritEndReason, MeritOption, SuspensionOutcome,
    SuspensionReason, SuspensionScheme,
};
use law::{Scheme, Sex};
use std::collections::HashMap;

mod categories;
pub use categories::{CATEGORIES, Categories, Category, Part};

/// A closed list of values with Vietnamese labels.
pub trait Labelled: Copy + 'static {
    const VALUES: &'static [Self];

    /// At least one; the first is the one that we write.
    fn labels(self) -> &'static [&'static str];

    fn label(self) -> &'static str {
        self.labels()[0]
    }
}

/// Label, as we write it and folded → value; made once per list that is read.
pub struct Labels<T>(HashMap<String, T>);

impl<T: Labelled> Labels<T> {
    pub fn new() -> Labels<T> {
        let mut found = HashMap::new();
        for value in T::VALUES {
            for label in value.labels() {
                found.insert(fold(label), *value);
                found.insert((*label).to_owned(), *value);
            }
        }
        Labels(found)
    }

    /// The value of a label in any case, with or without marks.
    pub fn find(&self, text: &str) -> Option<T> {
        // Most lists write labels as we do; folding each cell of a long list is slow.
        self.0.get(text).or_else(|| self.0.get(&fold(text))).copied()
    }
}

impl<T: Labelled> Default for Labels<T> {
    fn default() -> Labels<T> {
        Labels::new()
    }
}

/// `labelled!(Type { Variant = "label" | "other label", … })`: an exhaustive match and the list of values.
macro_rules! labelled {
    ($name:ident { $($variant:ident = $($label:literal)|+),+ $(,)? }) => {
        impl $crate::labels::Labelled for $name {
            const VALUES: &'static [$name] = &[$($name::$variant),+];

            fn labels(self) -> &'static [&'static str] {
                match self { $($name::$variant => &[$($label),+]),+ }
            }
        }
    };
}
pub(crate) use labelled;

labelled!(Sex { Male = "Nam", Female = "Nữ" });
labelled!(HouseholdClass {
    Poor = "Nghèo" | "Hộ nghèo",
    NearPoor = "Cận nghèo" | "Hộ cận nghèo",
    Other = "Khác" | "Thoát nghèo" | "Không nghèo" | "Hộ thoát nghèo" | "Bình thường",
});
labelled!(Degree {
    None = "Không khuyết tật",
    Mild = "Nhẹ" | "Khuyết tật nhẹ",
    Severe = "Nặng" | "Khuyết tật nặng",
    ExceptionallySevere = "Đặc biệt nặng" | "Khuyết tật đặc biệt nặng",
});
labelled!(Parent { Mother = "Mẹ", Father = "Cha" | "Bố" });
labelled!(ParentStatus {
    Alive = "Còn sống" | "Sống",
    Deceased = "Đã chết" | "Chết" | "Đã mất",
    Unidentified = "Không xác định" | "Không rõ",
    DeclaredMissing = "Mất tích" | "Tuyên bố mất tích",
    InSocialFacility = "Ở cơ sở TGXH" | "Ở cơ sở trợ giúp xã hội",
    Detained = "Chấp hành án" | "Chấp hành án phạt tù" | "Đi tù",
});
labelled!(StudyLevel {
    Nursery = "Mầm non",
    General = "Phổ thông" | "Giáo dục phổ thông",
    Continuing = "Thường xuyên" | "Giáo dục thường xuyên",
    Vocational = "Nghề nghiệp" | "Sơ cấp, trung cấp nghề" | "Học nghề",
    ProfessionalSecondary = "Trung cấp" | "Trung cấp chuyên nghiệp",
    College = "Cao đẳng",
    FirstUniversityDegree = "Đại học" | "Đại học văn bằng thứ nhất",
    Postgraduate = "Sau đại học",
});
labelled!(MaritalStatus {
    NeverMarried = "Chưa kết hôn" | "Độc thân",
    Married = "Kết hôn" | "Có vợ, chồng" | "Đã kết hôn",
    Widowed = "Góa" | "Vợ/chồng chết" | "Góa vợ" | "Góa chồng",
    SpouseMissing = "Vợ/chồng mất tích",
    Divorced = "Ly hôn" | "Đã ly hôn",
});
labelled!(SupportStatus {
    None = "Không có" | "Không",
    ReceivesAllowance = "Hưởng trợ cấp" | "Đang hưởng trợ cấp",
    Able = "Có" | "Có khả năng",
});
labelled!(BenefitKind {
    Wage = "Tiền lương",
    Pension = "Lương hưu",
    SocialInsurance = "Trợ cấp BHXH" | "Trợ cấp bảo hiểm xã hội",
    SurvivorPension = "Tuất BHXH" | "Tuất bảo hiểm xã hội",
    SocialAllowance = "Trợ cấp xã hội khác",
    OtherIncome = "Thu nhập khác",
});
labelled!(FacilityKind {
    SocialFacility = "Cơ sở trợ giúp xã hội",
    MeritCareHome = "Cơ sở nuôi dưỡng người có công",
});
labelled!(CareBy {
    OwnHousehold = "Hộ gia đình" | "Gia đình",
    Foster = "Nhận nuôi" | "Nhận chăm sóc, nuôi dưỡng",
});
labelled!(DecisionScheme {
    SocialAllowance = "Bảo trợ xã hội",
    SocialPension = "Hưu trí xã hội",
    CareSupport = "Hỗ trợ chăm sóc",
});
labelled!(SuspensionScheme {
    SocialAllowance = "Bảo trợ xã hội",
    SocialPension = "Hưu trí xã hội",
    CareSupport = "Hỗ trợ chăm sóc",
    Merit = "Người có công",
});
labelled!(SuspensionReason {
    NotCollected = "Không nhận tiền",
    RefusesReassessment = "Không giám định lại",
    SuspectedForgedFile = "Nghi hồ sơ giả",
});
labelled!(SuspensionOutcome { Resumed = "Được hưởng lại", Cleared = "Không có sai phạm" });
labelled!(MeritCategory {
    Pre1945Activist = "Người hoạt động cách mạng trước 01/01/1945" | "Lão thành cách mạng",
    Uprising1945Activist = "Người hoạt động cách mạng từ 01/01/1945 đến khởi nghĩa tháng Tám"
        | "Người hoạt động cách mạng từ ngày 01/01/1945 đến ngày khởi nghĩa tháng Tám năm 1945"
        | "Tiền khởi nghĩa",
    HeroicMother = "Bà mẹ Việt Nam anh hùng",
    ArmedForcesHero = "Anh hùng Lực lượng vũ trang nhân dân" | "Anh hùng LLVTND",
    LabourHeroResistance = "Anh hùng Lao động trong thời kỳ kháng chiến",
    WarInvalid = "Thương binh",
    SickSoldier = "Bệnh binh",
    ChemicalExposure = "Người hoạt động kháng chiến bị nhiễm chất độc hóa học" | "Nhiễm chất độc hóa học",
    ImprisonedByEnemy = "Người bị địch bắt tù, đày"
        | "Người hoạt động cách mạng, kháng chiến, bảo vệ Tổ quốc, làm nghĩa vụ quốc tế bị địch bắt tù, đày",
    ResistanceActivist = "Người hoạt động kháng chiến" | "Người hoạt động kháng chiến giải phóng dân tộc",
    HelperOfRevolution = "Người có công giúp đỡ cách mạng",
});
labelled!(MeritSubtype {
    ThoatLy = "Thoát ly",
    KhongThoatLy = "Không thoát ly",
    WarInvalidStandard = "Thương binh",
    WarInvalidTreatedAs = "Người hưởng chính sách như thương binh" | "Như thương binh",
    WarInvalidClassB = "Thương binh loại B" | "Loại B",
    SelfExposed = "Bản thân" | "Trực tiếp",
    ExposedChild = "Con đẻ",
    HelperCertificatePre1945 = "Kỷ niệm chương" | "Kỷ niệm chương Tổ quốc ghi công",
    HelperOrder = "Huân chương" | "Huân chương Kháng chiến",
    HelperMedal = "Huy chương" | "Huy chương Kháng chiến",
});
labelled!(InjuryCategory {
    WarInvalid = "Thương binh",
    SickSoldier = "Bệnh binh",
    ChemicalExposure = "Nhiễm chất độc hóa học",
});
labelled!(ExposureSubtype { SelfExposed = "Bản thân", ExposedChild = "Con đẻ" });
labelled!(Relation {
    BiologicalFather = "Cha đẻ" | "Cha" | "Bố đẻ",
    BiologicalMother = "Mẹ đẻ" | "Mẹ",
    FosterParent = "Người có công nuôi" | "Người có công nuôi dưỡng",
    Spouse = "Vợ" | "Chồng",
    Child = "Con" | "Con đẻ" | "Con nuôi",
    RemarriedSpouse = "Vợ tái giá" | "Chồng tái giá" | "Vợ đi lấy chồng khác" | "Chồng đi lấy vợ khác",
});
labelled!(SurvivorCategory {
    Martyr = "Liệt sĩ",
    Pre1945Activist = "Người hoạt động cách mạng trước 01/01/1945",
    Uprising1945Activist = "Người hoạt động cách mạng từ 01/01/1945 đến khởi nghĩa tháng Tám",
    WarInvalid = "Thương binh",
    SickSoldier = "Bệnh binh",
    ChemicalExposure = "Người hoạt động kháng chiến bị nhiễm chất độc hóa học",
});
labelled!(MeritOption {
    SickSoldierPlus41To60 = "Bệnh binh và tỷ lệ 41-60%",
    CombinedRate = "Tổng hợp tỷ lệ",
});
labelled!(MeritEndReason {
    ActsAgainstState = "Hoạt động chống Nhà nước",
    SeriousCrime = "Phạm tội nghiêm trọng",
    ExpelledFromParty = "Bị khai trừ Đảng",
    ForgedFileConfirmed = "Hồ sơ giả đã kết luận",
    MartyrFoundAlive = "Liệt sĩ còn sống trở về",
});
labelled!(EducationLevel { Full = "Mức đầy đủ", Half = "Mức một nửa" });
labelled!(Scheme {
    SocialAllowance = "Bảo trợ xã hội" | "Trợ cấp xã hội" | "Trợ giúp xã hội",
    Institution = "Nuôi dưỡng tại cơ sở trợ giúp xã hội",
    CareSupport = "Hỗ trợ chăm sóc" | "Kinh phí chăm sóc",
    SocialPension = "Hưu trí xã hội" | "Trợ cấp hưu trí xã hội",
    Merit = "Người có công" | "Ưu đãi người có công",
    SocialOneOff = "Trợ giúp xã hội một lần",
    MeritOneOff = "Người có công một lần",
});
labelled!(FactKind {
    Residence = "Nơi cư trú",
    Household = "Phân loại hộ",
    Citizenship = "Quốc tịch",
    Disability = "Mức độ khuyết tật",
    Hiv = "Nhiễm HIV",
    Pregnancy = "Mang thai",
    Parent = "Tình trạng cha, mẹ",
    Abandoned = "Bị bỏ rơi",
    Adopted = "Đã được nhận làm con nuôi",
    Study = "Đang học",
    ReceivedAsChild = "Đang hưởng khi đủ 16 tuổi",
    Marital = "Hôn nhân",
    Child = "Con đang nuôi",
    ChildStudy = "Con đang học",
    ChildOfSingleParent = "Con của người đơn thân nghèo",
    Support = "Người phụng dưỡng",
    Benefit = "Thu nhập, trợ cấp khác",
    Facility = "Ở cơ sở nuôi dưỡng",
    FacilityEligible = "Đủ điều kiện vào cơ sở",
    Care = "Chăm sóc",
    MotherCareShare = "Vợ hoặc chồng đã hưởng hỗ trợ chăm sóc",
    Application = "Tờ khai",
    Decision = "Quyết định trợ cấp",
    Suspension = "Tạm dừng",
    Imprisoned = "Chấp hành án phạt tù",
    TemporaryDetention = "Tạm giam",
    DeclaredMissing = "Bị tuyên bố mất tích",
    SocialInsuranceFuneral = "Mai táng phí do BHXH trả",
    MeritStatus = "Diện người có công",
    InjuryRate = "Tỷ lệ tổn thương cơ thể",
    LivesAlone = "Sống cô đơn",
    HomeCarer = "Có người phục vụ",
    SurvivorOf = "Thân nhân",
    Remarried = "Tái giá",
    DisabledAdultChild = "Con bị khuyết tật đã thành niên",
    MeritChoice = "Lựa chọn chế độ",
    MeritEnded = "Chấm dứt chế độ",
    EducationSupport = "Ưu đãi giáo dục",
    OneOffDecision = "Quyết định trợ cấp một lần",
    Worship = "Thờ cúng liệt sĩ",
});

#[cfg(test)]
mod tests;
