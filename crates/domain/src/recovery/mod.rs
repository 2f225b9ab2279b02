//! Money posted beyond what was owed: proposed, then planned by a person, taken back, or withdrawn.

mod deduct;
mod state;

pub use deduct::{Capacity, Deduction, deductions};
pub use state::{RecoveryEvent, RecoveryRefusal, RecoveryState, TRANSITIONS};

use crate::decisions::PartKey;
use crate::ids::{EnrolmentId, RecoveryId};
use crate::shown::shown;
use law::{Month, Scheme, Vnd};

shown!(RecoveryPlan {
    FromPayments = "from_payments", "trừ dần vào kỳ chi trả sau";
    FromRelatives = "from_relatives", "thân nhân nộp lại";
    FromFuneralSupport = "from_funeral_support", "trừ vào hỗ trợ mai táng (có đồng ý bằng văn bản)";
    WrittenOff = "written_off", "không thu hồi";
});

/// An excess of one key and month. Its whole amount counts as given back from the moment it is proposed, so that
/// it is neither proposed twice nor netted; `taken` says how much has really come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    pub id: RecoveryId,
    pub enrolment: EnrolmentId,
    pub scheme: Scheme,
    pub key: PartKey,
    pub month: Month,
    pub amount: Vnd,
    /// Deducted in approved runs and received outside of runs.
    pub taken: Vnd,
    pub state: RecoveryState,
    pub plan: Option<RecoveryPlan>,
    /// Most that a month's payment gives up for this recovery; `None`: as much as there is.
    pub monthly_ceiling: Option<Vnd>,
}

impl Recovery {
    /// Still to come back; zero for what is settled or withdrawn.
    pub fn remaining(&self) -> Vnd {
        match self.state {
            RecoveryState::Proposed | RecoveryState::Planned => self.amount - self.taken,
            RecoveryState::Settled | RecoveryState::Withdrawn => Vnd::ZERO,
        }
    }

    /// Counts against what was posted.
    pub fn counts(&self) -> bool {
        match self.state {
            RecoveryState::Proposed | RecoveryState::Planned | RecoveryState::Settled => true,
            RecoveryState::Withdrawn => false,
        }
    }
}
