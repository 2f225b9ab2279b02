//! The supply form of the labour supply and demand survey (circular 01/2022/TT-BLĐTBXH): one dated record per worker
//! and survey, with its branches. Code lists and order are those of the form; the tick-box numbers are no national code.

use crate::ids::{PersonId, UnitId};
use crate::labels::labelled;
use crate::worded;
use jiff::civil::Date;
use law::Born;

worded!(
    /// Relation to the head of the household, as the form numbers it.
    HeadRelation {
        Head = "head",
        Spouse = "spouse",
        Child = "child",
        Parent = "parent",
        Grandparent = "grandparent",
        Grandchild = "grandchild",
        OlderBrother = "older_brother",
        OlderSister = "older_sister",
        Younger = "younger",
        Other = "other",
    }
);

labelled!(HeadRelation {
    Head = "Chủ hộ",
    Spouse = "Vợ/Chồng" | "Vợ" | "Chồng",
    Child = "Con",
    Parent = "Cha/Mẹ" | "Cha" | "Mẹ",
    Grandparent = "Ông/Bà" | "Ông" | "Bà",
    Grandchild = "Cháu ruột" | "Cháu",
    OlderBrother = "Anh",
    OlderSister = "Chị",
    Younger = "Em",
    Other = "Khác",
});

worded!(
    /// Groups with a priority; a person may be in several.
    PriorityGroup {
        Disabled = "disabled",
        Poor = "poor",
        NearPoor = "near_poor",
        LandLost = "land_lost",
        MeritRelative = "merit_relative",
        EthnicMinority = "ethnic_minority",
    }
);

labelled!(PriorityGroup {
    Disabled = "Người khuyết tật",
    Poor = "Thuộc hộ nghèo" | "Hộ nghèo",
    NearPoor = "Thuộc hộ cận nghèo" | "Hộ cận nghèo",
    LandLost = "Thuộc hộ bị thu hồi đất" | "Hộ bị thu hồi đất",
    MeritRelative = "Thân nhân người có công" | "Thân nhân của người có công với cách mạng",
    EthnicMinority = "Dân tộc thiểu số",
});

worded!(
    /// General education, the highest finished.
    Education {
        BelowPrimary = "below_primary",
        Primary = "primary",
        LowerSecondary = "lower_secondary",
        UpperSecondary = "upper_secondary",
    }
);

labelled!(Education {
    BelowPrimary = "Chưa học xong tiểu học",
    Primary = "Tốt nghiệp tiểu học" | "Tiểu học",
    LowerSecondary = "Tốt nghiệp THCS" | "THCS",
    UpperSecondary = "Tốt nghiệp THPT" | "THPT",
});

worded!(
    /// Technical qualification, the highest.
    Qualification {
        Untrained = "untrained",
        SkilledNoDegree = "skilled_no_degree",
        ShortCertificate = "short_certificate",
        Elementary = "elementary",
        Intermediate = "intermediate",
        College = "college",
        University = "university",
        Postgraduate = "postgraduate",
    }
);

labelled!(Qualification {
    Untrained = "Chưa qua đào tạo",
    SkilledNoDegree = "CNKT không có bằng" | "Công nhân kỹ thuật không có bằng",
    ShortCertificate = "Chứng chỉ nghề dưới 3 tháng",
    Elementary = "Sơ cấp",
    Intermediate = "Trung cấp",
    College = "Cao đẳng",
    University = "Đại học",
    Postgraduate = "Trên đại học",
});

worded!(
    /// Field 16, from which the form branches.
    Activity {
        Employed = "employed",
        Unemployed = "unemployed",
        Inactive = "inactive",
    }
);

labelled!(Activity {
    Employed = "Người có việc làm" | "Có việc làm",
    Unemployed = "Người thất nghiệp" | "Thất nghiệp",
    Inactive = "Không tham gia hoạt động kinh tế",
});

worded!(
    /// Field 17.
    InactiveReason {
        Studying = "studying",
        Retired = "retired",
        Housework = "housework",
        Disabled = "disabled",
        Other = "other",
    }
);

labelled!(InactiveReason {
    Studying = "Đi học",
    Retired = "Hưu trí",
    Housework = "Nội trợ",
    Disabled = "Khuyết tật",
    Other = "Khác",
});

worded!(
    /// Field 18. Members of cooperatives stand only in the older form.
    JobStatus {
        Owner = "owner",
        SelfEmployed = "self_employed",
        Family = "family",
        Wage = "wage",
        Member = "member",
    }
);

labelled!(JobStatus {
    Owner = "Chủ cơ sở SXKD" | "Chủ cơ sở sản xuất kinh doanh",
    SelfEmployed = "Tự làm",
    Family = "Lao động gia đình",
    Wage = "Làm công ăn lương",
    Member = "Xã viên HTX" | "Xã viên hợp tác xã",
});

worded!(
    /// Field 21.
    InsuranceKind {
        Compulsory = "compulsory",
        Voluntary = "voluntary",
    }
);

labelled!(InsuranceKind {
    Compulsory = "Bắt buộc",
    Voluntary = "Tự nguyện",
});

worded!(
    /// Field 23.
    TermKind {
        OpenEnded = "open_ended",
        FixedTerm = "fixed_term",
    }
);

labelled!(TermKind {
    OpenEnded = "Không xác định thời hạn",
    FixedTerm = "Xác định thời hạn",
});

worded!(
    /// Field 26.
    WorkplaceKind {
        Farm = "farm",
        Freelance = "freelance",
        BusinessHousehold = "business_household",
        Cooperative = "cooperative",
        Enterprise = "enterprise",
        NonStateUnit = "non_state_unit",
        State = "state",
        Foreign = "foreign",
        Association = "association",
    }
);

labelled!(WorkplaceKind {
    Farm = "Hộ nông, lâm nghiệp, thủy sản",
    Freelance = "Cá nhân làm tự do",
    BusinessHousehold = "Cơ sở kinh doanh cá thể",
    Cooperative = "Hợp tác xã",
    Enterprise = "Doanh nghiệp",
    NonStateUnit = "Đơn vị sự nghiệp ngoài nhà nước",
    State = "Khu vực nhà nước",
    Foreign = "Khu vực nước ngoài",
    Association = "Tổ chức đoàn thể khác",
});

worded!(
    /// Field 27.
    EnterpriseKind {
        State = "state",
        Private = "private",
        Foreign = "foreign",
    }
);

labelled!(EnterpriseKind {
    State = "DN Nhà nước" | "Doanh nghiệp Nhà nước",
    Private = "DN ngoài Nhà nước" | "Doanh nghiệp ngoài Nhà nước",
    Foreign = "DN FDI" | "Doanh nghiệp FDI",
});

worded!(
    /// Field 29.
    UnemployedKind {
        Never = "never",
        Before = "before",
    }
);

labelled!(UnemployedKind {
    Never = "Chưa bao giờ làm việc",
    Before = "Đã từng làm việc",
});

worded!(
    /// Field 30.
    UnemployedFor {
        Below3Months = "below_3_months",
        Below1Year = "below_1_year",
        Longer = "longer",
    }
);

labelled!(UnemployedFor {
    Below3Months = "Dưới 3 tháng",
    Below1Year = "Từ 3 tháng đến 1 năm",
    Longer = "Trên 1 năm",
});

/// One form. Person and survey are its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplyForm {
    /// Year of the survey.
    pub survey: i16,
    pub surveyed_on: Date,
    pub person: PersonId,
    pub unit: UnitId,
    pub hamlet: Option<String>,
    pub household_code: Option<String>,
    pub head_relation: Option<HeadRelation>,
    pub insurance_number: Option<String>,
    pub permanent_address: Option<String>,
    pub present_address: Option<String>,
    pub phone: Option<String>,
    /// One bit for each `PriorityGroup`.
    pub groups: i64,
    pub education: Option<Education>,
    pub qualification: Qualification,
    pub study_field: Option<String>,
    pub activity: Activity,
    pub inactive_reason: Option<InactiveReason>,
    pub job_status: Option<JobStatus>,
    pub work: Option<String>,
    pub insured: Option<bool>,
    pub insurance_kind: Option<InsuranceKind>,
    pub has_contract: Option<bool>,
    pub term: Option<TermKind>,
    pub contract_from: Option<Date>,
    pub workplace: Option<String>,
    pub workplace_kind: Option<WorkplaceKind>,
    pub enterprise_kind: Option<EnterpriseKind>,
    pub workplace_address: Option<String>,
    pub unemployed_kind: Option<UnemployedKind>,
    pub unemployed_for: Option<UnemployedFor>,
    pub wish: Option<String>,
    pub enumerator: Option<String>,
}

worded!(
    /// The fields that a branch opens or closes; their labels are the headings of the list.
    SupplyField {
        Born = "born",
        InactiveReason = "inactive_reason",
        JobStatus = "job_status",
        Work = "work",
        Insured = "insured",
        InsuranceKind = "insurance_kind",
        HasContract = "has_contract",
        Term = "term",
        ContractFrom = "contract_from",
        Workplace = "workplace",
        WorkplaceKind = "workplace_kind",
        EnterpriseKind = "enterprise_kind",
        WorkplaceAddress = "workplace_address",
        UnemployedKind = "unemployed_kind",
        UnemployedFor = "unemployed_for",
        Wish = "wish",
    }
);

labelled!(SupplyField {
    Born = "Ngày sinh",
    InactiveReason = "Lý do không tham gia hoạt động kinh tế",
    JobStatus = "Vị thế việc làm",
    Work = "Công việc cụ thể",
    Insured = "Tham gia BHXH",
    InsuranceKind = "Loại BHXH",
    HasContract = "Hợp đồng lao động",
    Term = "Loại hợp đồng",
    ContractFrom = "Ngày ký hợp đồng",
    Workplace = "Nơi làm việc",
    WorkplaceKind = "Loại hình nơi làm việc",
    EnterpriseKind = "Loại doanh nghiệp",
    WorkplaceAddress = "Địa chỉ nơi làm việc",
    UnemployedKind = "Tình trạng thất nghiệp",
    UnemployedFor = "Thời gian thất nghiệp",
    Wish = "Nhu cầu việc làm, đào tạo",
});

/// Whole years from which somebody is asked (circular 01/2022, Article 4).
pub const AGE_MIN: i16 = 15;

impl SupplyForm {
    /// Where the form contradicts its own branches: field and what to do. Fields 17 only for the inactive, 18 to 28
    /// only for the employed, 29 and 30 only for the unemployed, 27 only for enterprises, 21, 23 and 24 only after
    /// a yes.
    pub fn breaches(&self, born: Born) -> Vec<(SupplyField, &'static str)> {
        let mut found = Vec::new();
        let reached = born.earliest().year() + AGE_MIN;
        let birthday = born.earliest().with().year(reached).day(born.earliest().day().min(28)).build();
        if birthday.is_ok_and(|day| self.surveyed_on < day) {
            found.push((SupplyField::Born, "chưa đủ 15 tuổi vào ngày điều tra"));
        }
        let mut need = |field: SupplyField, branch: bool, has: bool, closed: &'static str| {
            if !branch && has {
                found.push((field, closed));
            }
        };
        let (employed, unemployed, inactive) = (
            self.activity == Activity::Employed,
            self.activity == Activity::Unemployed,
            self.activity == Activity::Inactive,
        );
        const INACTIVE: &str = "chỉ ghi cho người không tham gia hoạt động kinh tế";
        const EMPLOYED: &str = "chỉ ghi cho người có việc làm";
        const UNEMPLOYED: &str = "chỉ ghi cho người thất nghiệp";
        need(SupplyField::InactiveReason, inactive, self.inactive_reason.is_some(), INACTIVE);
        need(SupplyField::JobStatus, employed, self.job_status.is_some(), EMPLOYED);
        need(SupplyField::Work, employed, self.work.is_some(), EMPLOYED);
        need(SupplyField::Insured, employed, self.insured.is_some(), EMPLOYED);
        need(SupplyField::HasContract, employed, self.has_contract.is_some(), EMPLOYED);
        need(SupplyField::Workplace, employed, self.workplace.is_some(), EMPLOYED);
        need(SupplyField::WorkplaceKind, employed, self.workplace_kind.is_some(), EMPLOYED);
        need(SupplyField::WorkplaceAddress, employed, self.workplace_address.is_some(), EMPLOYED);
        need(SupplyField::UnemployedKind, unemployed, self.unemployed_kind.is_some(), UNEMPLOYED);
        need(SupplyField::UnemployedFor, unemployed, self.unemployed_for.is_some(), UNEMPLOYED);
        need(SupplyField::Wish, !employed, self.wish.is_some(), "không ghi cho người có việc làm");
        let insured = self.insured == Some(true);
        need(SupplyField::InsuranceKind, insured, self.insurance_kind.is_some(), "chỉ ghi khi tham gia BHXH");
        let contract = self.has_contract == Some(true);
        need(SupplyField::Term, contract, self.term.is_some(), "chỉ ghi khi có hợp đồng lao động");
        need(
            SupplyField::ContractFrom,
            contract,
            self.contract_from.is_some(),
            "chỉ ghi khi có hợp đồng lao động",
        );
        let enterprise = self.workplace_kind == Some(WorkplaceKind::Enterprise);
        need(
            SupplyField::EnterpriseKind,
            enterprise,
            self.enterprise_kind.is_some(),
            "chỉ ghi khi nơi làm việc là doanh nghiệp",
        );
        self.gaps(&mut found);
        found
    }

    /// What an open branch must answer.
    fn gaps(&self, found: &mut Vec<(SupplyField, &'static str)>) {
        match self.activity {
            Activity::Employed if self.job_status.is_none() => {
                found.push((SupplyField::JobStatus, "người có việc làm phải ghi vị thế việc làm"));
            }
            Activity::Unemployed if self.unemployed_kind.is_none() => {
                found.push((
                    SupplyField::UnemployedKind,
                    "người thất nghiệp phải ghi đã từng làm việc hay chưa",
                ));
            }
            Activity::Unemployed if self.unemployed_for.is_none() => {
                found.push((SupplyField::UnemployedFor, "người thất nghiệp phải ghi thời gian thất nghiệp"));
            }
            Activity::Inactive if self.inactive_reason.is_none() => {
                found.push((SupplyField::InactiveReason, "phải ghi lý do không tham gia hoạt động kinh tế"));
            }
            Activity::Employed | Activity::Unemployed | Activity::Inactive => {}
        }
    }
}
