//! Vocational training of rural workers: programmes, classes, learners with their support, problems, and what became
//! of the learners.

use crate::ids::{PersonId, UnitId};
use crate::labels::labelled;
use crate::worded;
use jiff::civil::Date;
use law::Vnd;
pub use law::training::SupportGroup;

labelled!(SupportGroup {
    Disabled = "Người khuyết tật",
    PoorMinority = "Người dân tộc thiểu số thuộc hộ nghèo" | "Hộ nghèo ở xã, thôn đặc biệt khó khăn",
    Priority = "Dân tộc thiểu số, ưu đãi người có công, hộ nghèo, hộ bị thu hồi đất, lao động nữ mất việc, ngư dân"
        | "Dân tộc thiểu số" | "Người có công" | "Hộ nghèo" | "Hộ bị thu hồi đất" | "Lao động nữ mất việc làm"
        | "Ngư dân",
    NearPoor = "Hộ cận nghèo",
    Other = "Lao động nông thôn khác" | "Phụ nữ, lao động nông thôn khác",
    Fisher = "Ngư dân học vận hành tàu",
});

/// Who pays for classes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    pub code: String,
    pub title: String,
    pub paper: Option<String>,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub note: Option<String>,
}

worded!(
    /// What a class leads to.
    TrainingLevel {
        Below3Months = "below_3_months",
        Elementary = "elementary",
        Intermediate = "intermediate",
    }
);

labelled!(TrainingLevel {
    Below3Months = "Dưới 3 tháng" | "Đào tạo dưới 03 tháng",
    Elementary = "Sơ cấp",
    Intermediate = "Trung cấp",
});

worded!(TradeKind { Farm = "farm", NonFarm = "non_farm" });

labelled!(TradeKind { Farm = "Nông nghiệp" | "Nghề nông nghiệp", NonFarm = "Phi nông nghiệp" | "Nghề phi nông nghiệp" });

/// One class. Its code is its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainingClass {
    pub code: String,
    /// Code of the programme.
    pub programme: String,
    pub trade: String,
    pub trade_kind: TradeKind,
    pub level: TrainingLevel,
    pub provider: String,
    pub contract: Option<String>,
    /// Number and day of the decision that opened it.
    pub decision: Option<String>,
    pub place: Option<String>,
    pub unit: Option<UnitId>,
    pub starts_on: Date,
    pub ends_on: Option<Date>,
    pub days: Option<i64>,
    pub hours: Option<i64>,
    pub planned: Option<i64>,
    pub teacher: Option<String>,
    pub budget: Option<Vnd>,
    pub certificate_decision: Option<String>,
    pub inspection: Option<String>,
}

worded!(TrainingResult { Passed = "passed", Failed = "failed", Dropped = "dropped" });

labelled!(TrainingResult {
    Passed = "Đạt" | "Hoàn thành",
    Failed = "Không đạt",
    Dropped = "Bỏ học" | "Thôi học",
});

worded!(
    /// What became of a learner, from the list of the programme of 2009.
    Outcome {
        Hired = "hired",
        Purchased = "purchased",
        SelfEmployed = "self_employed",
        Group = "group",
        OldJob = "old_job",
        NoJob = "no_job",
        Lost = "lost",
    }
);

labelled!(Outcome {
    Hired = "Doanh nghiệp tuyển dụng" | "Được tuyển dụng",
    Purchased = "Được bao tiêu sản phẩm",
    SelfEmployed = "Tự tạo việc làm",
    Group = "Lập tổ hợp tác, hợp tác xã, doanh nghiệp",
    OldJob = "Tiếp tục việc cũ, năng suất, thu nhập cao hơn" | "Tiếp tục việc cũ",
    NoJob = "Chưa có việc làm",
    Lost = "Mất liên lạc",
});

/// Somebody in a class. Class and person are the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learner {
    pub class: String,
    pub person: PersonId,
    pub unit: Option<UnitId>,
    /// The highest of the groups that the papers prove.
    pub group: SupportGroup,
    /// All of them, as the list has them.
    pub groups: String,
    pub proof: Option<String>,
    /// Kilometres from home to the class.
    pub distance: Option<i64>,
    /// Lives in a commune or hamlet in (very) difficult conditions.
    pub hard_area: bool,
    pub attended_days: Option<i64>,
    pub tuition: Option<Vnd>,
    pub meals: Option<Vnd>,
    pub travel: Option<Vnd>,
    pub paid_on: Option<Date>,
    pub result: Option<TrainingResult>,
    pub certificate: Option<String>,
    pub outcome: Option<Outcome>,
    /// The day of the follow-up that found the outcome.
    pub followed_on: Option<Date>,
    pub employer: Option<String>,
    /// Paper by which the commune allows another course after a job was lost.
    pub again: Option<String>,
}

worded!(
    ProblemKind {
        Enrolment = "enrolment",
        Attendance = "attendance",
        Provider = "provider",
        Equipment = "equipment",
        Money = "money",
        Employment = "employment",
        Other = "other",
    }
);

labelled!(ProblemKind {
    Enrolment = "Tuyển sinh",
    Attendance = "Duy trì sĩ số",
    Provider = "Cơ sở đào tạo, giáo viên",
    Equipment = "Thiết bị, địa điểm",
    Money = "Kinh phí, chi trả hỗ trợ",
    Employment = "Việc làm sau đào tạo",
    Other = "Khác",
});

/// Something that went wrong in training, and what was done about it. Class, day and content are the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainingProblem {
    /// Code of the class; empty: of no class in particular.
    pub class: String,
    pub raised_on: Date,
    pub kind: ProblemKind,
    pub content: String,
    pub owner: Option<String>,
    pub due_on: Option<Date>,
    pub solved_on: Option<Date>,
    pub solution: Option<String>,
}
