//! Protection of a child: the report taken in (Mẫu 01), the steps of the case, who may see it.
//!
//! Nothing here is ever part of a list, an export, a search or a figure's label.

use crate::ids::{CaseId, OfficerId, UnitId};
use crate::labels::{Labelled, labelled};
use crate::worded;
use jiff::civil::Date;

worded!(
    /// How the report came.
    ReportChannel { Phone = "phone", InPerson = "in_person", Others = "others", ChildLine = "child_line" }
);

labelled!(ReportChannel {
    Phone = "Điện thoại",
    InPerson = "Trực tiếp",
    Others = "Qua người khác",
    ChildLine = "Tổng đài 111",
});

worded!(
    /// Where a case stands (law/children §1.3).
    ProtectionState {
        Received = "received",
        Verified = "verified",
        Assessed = "assessed",
        PlanDrafted = "plan_drafted",
        PlanApproved = "plan_approved",
        InProgress = "in_progress",
        Reviewed = "reviewed",
        Closed = "closed",
        Reopened = "reopened",
        Referred = "referred",
        Unfounded = "unfounded",
    }
);

labelled!(ProtectionState {
    Received = "Tiếp nhận thông tin",
    Verified = "Đã kiểm tra, đánh giá nguy cơ ban đầu",
    Assessed = "Đã đánh giá nguy cơ cụ thể",
    PlanDrafted = "Đã lập kế hoạch",
    PlanApproved = "Đã phê duyệt kế hoạch",
    InProgress = "Đang thực hiện kế hoạch",
    Reviewed = "Đã rà soát, đánh giá",
    Closed = "Kết thúc",
    Reopened = "Mở lại",
    Referred = "Chuyển cơ quan khác",
    Unfounded = "Thông tin không có cơ sở",
});

impl ProtectionState {
    /// The only table of transitions.
    pub fn next(self) -> &'static [ProtectionState] {
        use ProtectionState::{
            Assessed, Closed, InProgress, PlanApproved, PlanDrafted, Received, Referred, Reopened, Reviewed,
            Unfounded, Verified,
        };
        match self {
            Received => &[Verified, Unfounded, Referred],
            Verified | Reopened => &[Assessed, Unfounded, Referred],
            Assessed => &[PlanDrafted, Referred],
            PlanDrafted => &[PlanApproved],
            PlanApproved => &[InProgress],
            InProgress => &[Reviewed, Referred],
            // The plan is repeated, or the case ends.
            Reviewed => &[Closed, PlanDrafted],
            Closed | Unfounded | Referred => &[Reopened],
        }
    }

    /// The steps of the procedure `child.protection` that are over in this state; none for how a case ends.
    pub fn steps(self) -> &'static [u8] {
        match self {
            ProtectionState::Received => &[1],
            ProtectionState::Verified => &[2],
            ProtectionState::Assessed => &[3],
            ProtectionState::PlanDrafted => &[4, 5],
            ProtectionState::PlanApproved => &[6],
            ProtectionState::Reviewed => &[7, 8],
            ProtectionState::InProgress
            | ProtectionState::Closed
            | ProtectionState::Reopened
            | ProtectionState::Referred
            | ProtectionState::Unfounded => &[],
        }
    }

    pub fn is_open(self) -> bool {
        !matches!(self, ProtectionState::Closed | ProtectionState::Unfounded | ProtectionState::Referred)
    }
}

/// The fields of Mẫu 01 (NĐ 56/2017): sealed as one text, never stored otherwise.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ProtectionReport {
    pub child_name: String,
    /// Birth date or estimated age, in words.
    pub child_age: String,
    /// Male, female, not known.
    pub child_sex: String,
    /// Where it happened.
    pub place: String,
    pub child_state: String,
    /// Likely result without help.
    pub danger: String,
    pub father: String,
    pub mother: String,
    pub family: String,
    pub carer: String,
    pub help_before: String,
    /// Name, phone and address, if the informer agreed.
    pub informer: String,
    pub note: String,
}

/// Never printed by chance: a report has no readable `Debug`.
impl std::fmt::Debug for ProtectionReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ProtectionReport(…)")
    }
}

/// Label of each field of Mẫu 01, in the order of the form.
pub const FORM: [&str; 13] = [
    "Họ và tên trẻ em",
    "Ngày sinh hoặc tuổi ước lượng",
    "Giới tính",
    "Nơi xảy ra",
    "Tình trạng của trẻ em",
    "Điều có thể xảy ra nếu không được giúp",
    "Thông tin về cha",
    "Thông tin về mẹ",
    "Hoàn cảnh gia đình",
    "Người đang chăm sóc",
    "Hỗ trợ đã có",
    "Người báo tin",
    "Ghi chú",
];

/// Between fields of a sealed text; no text that people type has it.
const SEPARATOR: char = '\u{1f}';

impl ProtectionReport {
    fn fields(&self) -> [&String; 13] {
        [
            &self.child_name,
            &self.child_age,
            &self.child_sex,
            &self.place,
            &self.child_state,
            &self.danger,
            &self.father,
            &self.mother,
            &self.family,
            &self.carer,
            &self.help_before,
            &self.informer,
            &self.note,
        ]
    }

    /// Label and text of each field that says something.
    pub fn shown(&self) -> Vec<(&'static str, String)> {
        let all = FORM.iter().zip(self.fields());
        all.filter(|(_, text)| !text.is_empty()).map(|(label, text)| (*label, text.clone())).collect()
    }

    /// One text to be sealed.
    pub fn joined(&self) -> String {
        let plain = |text: &String| text.replace(SEPARATOR, " ");
        self.fields().map(plain).join(&SEPARATOR.to_string())
    }

    /// The report from a text made by `joined`.
    pub fn split(text: &str) -> Option<ProtectionReport> {
        let parts: Vec<String> = text.split(SEPARATOR).map(str::to_owned).collect();
        parts.try_into().ok().map(ProtectionReport::of)
    }

    /// The report from its fields in the order of `FORM`.
    pub fn of(fields: [String; 13]) -> ProtectionReport {
        let [
            child_name,
            child_age,
            child_sex,
            place,
            child_state,
            danger,
            father,
            mother,
            family,
            carer,
            help_before,
            informer,
            note,
        ] = fields;
        ProtectionReport {
            child_name,
            child_age,
            child_sex,
            place,
            child_state,
            danger,
            father,
            mother,
            family,
            carer,
            help_before,
            informer,
            note,
        }
    }
}

/// What of a case may stand unsealed: no names, nothing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectionCase {
    /// Given by the office: `BVTE-2023-004`; also the code of the case among all work with deadlines.
    pub number: String,
    /// The case with its steps and deadlines, and the place of the sealed texts.
    pub case: CaseId,
    pub unit: UnitId,
    pub channel: ReportChannel,
    pub received_on: Date,
    /// Measures within hours are due.
    pub urgent: bool,
    pub state: ProtectionState,
    /// The day of the last step.
    pub state_on: Date,
    /// Who leads it; others are named one by one.
    pub officer: OfficerId,
    /// Number of the decision that approves the plan.
    pub decision: Option<String>,
}

/// An officer whom the leading one lets see a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectionOfficer {
    pub number: String,
    pub officer: OfficerId,
}

/// Why a case does not go on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProtectionRefusal {
    #[error("vụ việc đang ở bước “{}”, không chuyển sang “{}” được", .0.label(), .1.label())]
    NotNext(ProtectionState, ProtectionState),
    #[error("ngày này trước ngày của bước trước")]
    BeforeLast,
    #[error("phê duyệt kế hoạch cần số quyết định")]
    NoDecision,
}

impl ProtectionRefusal {
    pub fn code(&self) -> &'static str {
        match self {
            ProtectionRefusal::NotNext(..) => "protection_not_next",
            ProtectionRefusal::BeforeLast => "protection_before_last",
            ProtectionRefusal::NoDecision => "protection_no_decision",
        }
    }
}

impl ProtectionCase {
    pub fn step(
        &self,
        to: ProtectionState,
        on: Date,
        decision: Option<&str>,
    ) -> Result<ProtectionCase, ProtectionRefusal> {
        if !self.state.next().contains(&to) {
            return Err(ProtectionRefusal::NotNext(self.state, to));
        }
        if on < self.state_on {
            return Err(ProtectionRefusal::BeforeLast);
        }
        if to == ProtectionState::PlanApproved && decision.is_none() {
            return Err(ProtectionRefusal::NoDecision);
        }
        let decision = decision.map(str::to_owned).or_else(|| self.decision.clone());
        Ok(ProtectionCase { state: to, state_on: on, decision, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Labels;

    #[test]
    fn every_state_is_reached_and_left() {
        use std::collections::BTreeSet;
        let reached: BTreeSet<_> = ProtectionState::ALL.iter().flat_map(|state| state.next()).collect();
        for state in ProtectionState::ALL {
            assert!(*state == ProtectionState::Received || reached.contains(state), "{state:?}");
            assert!(!state.next().is_empty() && !state.next().contains(state), "{state:?}");
            assert_eq!(Labels::new().find(state.label()), Some(*state));
        }
    }

    proptest::proptest! {
        #[test]
        fn a_report_survives_sealing(texts in proptest::collection::vec("[^\u{1f}]{0,12}", 13)) {
            let joined = texts.join("\u{1f}");
            let report = ProtectionReport::split(&joined).unwrap();
            proptest::prop_assert_eq!(report.joined(), joined);
            proptest::prop_assert_eq!(format!("{report:?}"), "ProtectionReport(…)");
        }
    }
}
