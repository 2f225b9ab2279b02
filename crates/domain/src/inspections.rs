//! Checks of labour law at enterprises: the plan, the visit, what it found, what was put right.

use crate::ids::UnitId;
use crate::labels::labelled;
use crate::worded;
use jiff::civil::Date;

worded!(
    /// Why an enterprise is in the plan.
    InspectionReason {
        NotChecked = "not_checked",
        Complaint = "complaint",
        Accident = "accident",
        New = "new",
        FollowUp = "follow_up",
        Other = "other",
    }
);

labelled!(InspectionReason {
    NotChecked = "Lâu chưa kiểm tra" | "Chưa kiểm tra",
    Complaint = "Có khiếu nại, phản ánh" | "Khiếu nại",
    Accident = "Có tai nạn lao động" | "Tai nạn lao động",
    New = "Mới thành lập",
    FollowUp = "Kiểm tra lại" | "Phúc tra",
    Other = "Khác",
});

worded!(InspectionTopic {
    Contract = "contract",
    Wage = "wage",
    Hours = "hours",
    Discipline = "discipline",
    Minors = "minors",
    Women = "women",
    SafetyTraining = "safety_training",
    Safety = "safety",
    Insurance = "insurance",
    WorkPermit = "work_permit",
    Rules = "rules",
    Agreement = "agreement",
    Reporting = "reporting",
    Other = "other",
});

labelled!(InspectionTopic {
    Contract = "Hợp đồng lao động",
    Wage = "Tiền lương",
    Hours = "Thời giờ làm việc, nghỉ ngơi",
    Discipline = "Kỷ luật lao động",
    Minors = "Lao động chưa thành niên",
    Women = "Lao động nữ",
    SafetyTraining = "Huấn luyện an toàn, vệ sinh lao động",
    Safety = "An toàn, vệ sinh lao động",
    Insurance = "Bảo hiểm xã hội" | "Bảo hiểm",
    WorkPermit = "Giấy phép lao động",
    Rules = "Nội quy lao động",
    Agreement = "Thỏa ước lao động tập thể",
    Reporting = "Báo cáo sử dụng lao động" | "Khai trình, báo cáo",
    Other = "Khác",
});

/// One enterprise of the plan of a year, with the visit when it took place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    pub code: String,
    pub year: i16,
    /// Number of the plan or decision; `None`: outside the plan.
    pub plan: Option<String>,
    pub employer: String,
    pub tax_code: Option<String>,
    pub unit: Option<UnitId>,
    pub reason: InspectionReason,
    pub planned_from: Option<Date>,
    pub planned_until: Option<Date>,
    pub visited_on: Option<Date>,
    pub record_number: Option<String>,
    pub team: Option<String>,
    pub workers: Option<i64>,
    pub note: Option<String>,
}

/// What a visit found, numbered within its visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InspectionFinding {
    /// Code of the inspection.
    pub inspection: String,
    pub number: i64,
    pub topic: InspectionTopic,
    pub finding: String,
    /// What the enterprise must do.
    pub demand: Option<String>,
    pub due_on: Option<Date>,
    pub remedied_on: Option<Date>,
    /// What shows that it was put right.
    pub proof: Option<String>,
    /// 1: a fine was proposed to whoever may impose it.
    pub fine_proposed: Option<i64>,
}
