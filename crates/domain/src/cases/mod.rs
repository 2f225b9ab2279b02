//! Work with a deadline: one shape for applications, disputes, protection of children and instructions.
//!
//! What a kind of case asks stands in law pages (`law::procedures`). A case is its record and its dated events;
//! where it stands and when it is due always follows from them.

mod standing;
pub use standing::{CaseError, Due, Standing, StepTaken, follow};

use crate::ids::{PersonId, UnitId};
use crate::labels::labelled;
use crate::worded;
use jiff::civil::Date;
use law::procedures::{Actor, Desk};

/// What is known of a case from the start. Its code finds it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRecord {
    /// Unique in the office: `HS-2023-0012`, the one-stop number, the number of the instruction.
    pub code: String,
    /// Id of the procedure: `merit.funeral`.
    pub kind: String,
    /// What it is about, in a few words without anything sensitive.
    pub subject: String,
    pub person: Option<PersonId>,
    /// The commune; `None`: the whole office.
    pub unit: Option<UnitId>,
    pub received_on: Date,
    /// The day by which the whole must be done, where a document says one.
    pub due_on: Option<Date>,
    /// Who has it first.
    pub owner: Option<String>,
    pub source: Option<SourcePaper>,
}

/// The document that asks for the work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePaper {
    pub number: String,
    pub issuer: Option<String>,
    pub on: Option<Date>,
}

worded!(
    /// What happens to a case.
    CaseEventKind {
        /// An optional step is taken, or a step is taken again.
        StepBegun = "step_begun",
        StepDone = "step_done",
        /// To the next level: ends the step.
        HandedOver = "handed_over",
        /// To another officer of the same level: ends nothing.
        Assigned = "assigned",
        /// Papers are being supplemented: the clock stands.
        Stopped = "stopped",
        Resumed = "resumed",
        /// By hand, where no article names a limit, or an extension with its paper.
        DeadlineSet = "deadline_set",
        Noted = "noted",
        Concluded = "concluded",
        Reopened = "reopened",
    }
);

labelled!(CaseEventKind {
    StepBegun = "Bắt đầu bước",
    StepDone = "Xong bước" | "Hoàn thành bước",
    HandedOver = "Chuyển cấp" | "Chuyển hồ sơ" | "Bàn giao",
    Assigned = "Giao thụ lý" | "Phân công" | "Giao việc",
    Stopped = "Tạm dừng" | "Chờ bổ sung" | "Yêu cầu bổ sung hồ sơ",
    Resumed = "Tiếp tục" | "Đã bổ sung" | "Đủ hồ sơ",
    DeadlineSet = "Đặt hạn" | "Gia hạn",
    Noted = "Ghi nhận" | "Ghi chú",
    Concluded = "Kết thúc" | "Kết luận" | "Trả kết quả",
    Reopened = "Mở lại",
});

worded!(
    /// How a case ended.
    CaseResult {
        Resolved = "resolved",
        Failed = "failed",
        Refused = "refused",
        Withdrawn = "withdrawn",
        Transferred = "transferred",
        NotCompetent = "not_competent",
        Unfounded = "unfounded",
        Cancelled = "cancelled",
    }
);

labelled!(CaseResult {
    Resolved = "Giải quyết xong" | "Hòa giải thành" | "Hoàn thành" | "Đã giải quyết" | "Đồng ý",
    Failed = "Không thành" | "Hòa giải không thành",
    Refused = "Từ chối" | "Không đủ điều kiện",
    Withdrawn = "Rút đơn" | "Rút yêu cầu",
    Transferred = "Chuyển cơ quan khác" | "Chuyển tuyến" | "Chuyển trọng tài" | "Chuyển tòa án",
    NotCompetent = "Không thuộc thẩm quyền",
    Unfounded = "Không có căn cứ" | "Tin không đúng",
    Cancelled = "Hủy bỏ" | "Không thực hiện",
});

worded!(CaseState { Open = "open", Stopped = "stopped", Concluded = "concluded" });

labelled!(CaseState {
    Open = "Đang giải quyết",
    Stopped = "Tạm dừng chờ bổ sung",
    Concluded = "Đã kết thúc",
});

/// Fields that its kind does not use are empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseEvent {
    pub kind: CaseEventKind,
    pub on: Date,
    /// Number of the step, from 1; `None`: the one at hand.
    pub step: Option<u8>,
    pub due_on: Option<Date>,
    /// Who has it from now on.
    pub holder: Option<String>,
    pub result: Option<CaseResult>,
    pub paper: Option<String>,
    pub note: Option<String>,
}

impl CaseEvent {
    /// By day; of one day, the end of the case goes last, and only a reopening after it.
    pub fn order(&self) -> (Date, u8) {
        let rank = match self.kind {
            CaseEventKind::Concluded => 1,
            CaseEventKind::Reopened => 2,
            CaseEventKind::StepBegun
            | CaseEventKind::StepDone
            | CaseEventKind::HandedOver
            | CaseEventKind::Assigned
            | CaseEventKind::Stopped
            | CaseEventKind::Resumed
            | CaseEventKind::DeadlineSet
            | CaseEventKind::Noted => 0,
        };
        (self.on, rank)
    }

    pub fn new(kind: CaseEventKind, on: Date) -> CaseEvent {
        CaseEvent { kind, on, step: None, due_on: None, holder: None, result: None, paper: None, note: None }
    }

    pub fn concluded(on: Date, result: CaseResult) -> CaseEvent {
        CaseEvent { result: Some(result), ..CaseEvent::new(CaseEventKind::Concluded, on) }
    }
}

labelled!(Desk {
    Merit = "Người có công",
    Assistance = "Bảo trợ xã hội",
    Poverty = "Giảm nghèo",
    Labour = "Lao động",
    Children = "Trẻ em",
    General = "Chung",
});

labelled!(Actor {
    Commune = "Cấp xã",
    District = "Cấp huyện",
    Province = "Cấp tỉnh",
    ProvincialCommittee = "UBND tỉnh",
    Ministry = "Bộ",
    PartyBody = "Cơ quan Đảng có thẩm quyền",
    MedicalBoard = "Hội đồng giám định y khoa",
    CertifyingBody = "Cơ quan xác nhận",
    Military = "Quân đội, công an",
    Laboratory = "Đơn vị giám định",
    Office = "Cơ quan",
    Mediator = "Hòa giải viên",
    Arbitration = "Hội đồng trọng tài",
});
