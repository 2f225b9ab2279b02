//! Seasons of the poverty review, forms and scores, support to households, the national target programme.
//!
//! The rules stand in `law::poverty`; what is here is what an office records, and the movement of a year.

mod movement;
mod score;

pub use law::poverty::{Area, PovertyClass, ReviewStep, SeasonKind};
pub use movement::{Closing, Column, HouseholdYear, Listed, Movement, Stand, movement};
pub use score::{Answer, PointTable, ScoreProblem, parse_answers, parse_numbers};

use crate::ids::{HouseholdId, UnitId};
use crate::labels::labelled;
use crate::worded;
use jiff::civil::Date;
use law::Vnd;

labelled!(Area { Rural = "Nông thôn", Urban = "Thành thị" });
labelled!(PovertyClass {
    Poor = "Nghèo" | "Hộ nghèo" | "N",
    NearPoor = "Cận nghèo" | "Hộ cận nghèo" | "CN",
    Average = "Mức sống trung bình" | "MSTB",
    Other = "Không nghèo" | "Thoát nghèo" | "Khác" | "Không thuộc diện",
});
labelled!(SeasonKind { Yearly = "Định kỳ" | "Định kỳ hằng năm", InYear = "Thường xuyên" | "Trong năm" });
labelled!(ReviewStep {
    List = "Lập danh sách",
    Survey = "Khảo sát" | "Khảo sát, chấm điểm",
    Meeting = "Họp thôn" | "Họp ấp" | "Họp khu phố" | "Họp ấp, khu phố",
    Posting = "Niêm yết",
    Opinion = "Xin ý kiến",
    Decision = "Quyết định",
    Certificate = "Cấp giấy" | "Cấp giấy chứng nhận",
});

worded!(FormKind { A = "a", B = "b" });
labelled!(FormKind { A = "A" | "Phiếu A", B = "B" | "Phiếu B" });

worded!(
    /// Where a total comes from: counted by a table at hand, or typed from the paper form.
    ScoreOrigin { Table = "table", Paper = "paper" }
);
labelled!(ScoreOrigin { Table = "Tính từ bảng điểm", Paper = "Ghi từ phiếu giấy" });

worded!(
    /// The six regions of the B1 tables.
    Region {
        Southeast = "dong_nam_bo",
        NorthernMountains = "trung_du_mien_nui_phia_bac",
        RedRiver = "dong_bang_song_hong",
        CentralCoast = "bac_trung_bo_duyen_hai_mien_trung",
        CentralHighlands = "tay_nguyen",
        Mekong = "dong_bang_song_cuu_long",
    }
);
labelled!(Region {
    Southeast = "Đông Nam Bộ",
    NorthernMountains = "Trung du và miền núi phía Bắc",
    RedRiver = "Đồng bằng sông Hồng",
    CentralCoast = "Bắc Trung Bộ và duyên hải miền Trung",
    CentralHighlands = "Tây Nguyên",
    Mekong = "Đồng bằng sông Cửu Long",
});

worded!(
    /// The eight causes of the ministry's review forms, numbered from 1.
    Cause {
        Land = "no_land",
        Capital = "no_capital",
        Labour = "no_labour",
        Tools = "no_tools",
        Knowledge = "no_knowledge",
        Skill = "no_skill",
        Illness = "illness_accident",
        Other = "other",
    }
);
labelled!(Cause {
    Land = "Thiếu đất sản xuất",
    Capital = "Thiếu vốn sản xuất, kinh doanh" | "Thiếu vốn",
    Labour = "Thiếu lao động",
    Tools = "Thiếu công cụ, phương tiện sản xuất" | "Thiếu công cụ",
    Knowledge = "Thiếu kiến thức về sản xuất" | "Thiếu kiến thức",
    Skill = "Thiếu kỹ năng lao động, sản xuất" | "Thiếu kỹ năng",
    Illness = "Có người ốm đau, bệnh nặng, tai nạn" | "Ốm đau, tai nạn",
    Other = "Nguyên nhân khác" | "Khác",
});

impl Cause {
    /// From 1, the order of the forms.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    pub fn from_number(number: u8) -> Option<Cause> {
        Cause::ALL.iter().copied().find(|cause| cause.number() == number)
    }
}

worded!(
    /// Why a household came to a list or left it, where the classes of two reviews do not tell.
    MovementReason {
        FellBack = "fell_back",
        NewlyArisen = "newly_arisen",
        MovedIn = "moved_in",
        SplitOff = "split_off",
        MovedOut = "moved_out",
        Dissolved = "dissolved",
        Merged = "merged",
    }
);
labelled!(MovementReason {
    FellBack = "Tái nghèo" | "Tái cận nghèo",
    NewlyArisen = "Phát sinh mới",
    MovedIn = "Chuyển đến",
    SplitOff = "Tách hộ",
    MovedOut = "Chuyển đi",
    Dissolved = "Chết cả hộ" | "Hộ không còn",
    Merged = "Nhập hộ" | "Ghép hộ",
});

worded!(
    /// What a closing counts.
    Counted { Households = "households", People = "people" }
);
labelled!(Counted { Households = "Hộ", People = "Nhân khẩu" | "Khẩu" });

worded!(
    /// Who is assigned to a household.
    HelperKind {
        Department = "department",
        Union = "union",
        Enterprise = "enterprise",
        Armed = "armed_forces",
        Individual = "individual",
    }
);
labelled!(HelperKind {
    Department = "Ban, ngành" | "Cơ quan",
    Union = "Đoàn thể" | "Hội, đoàn thể",
    Enterprise = "Doanh nghiệp",
    Armed = "Lực lượng vũ trang",
    Individual = "Cá nhân" | "Mạnh thường quân",
});

worded!(
    SupportKind {
        Capital = "capital",
        Seed = "seed",
        LabourDays = "labour_days",
        House = "house",
        HouseRepair = "house_repair",
        Tools = "tools",
        Training = "training",
        Job = "job",
        HealthCard = "health_card",
        School = "school",
        Electricity = "electricity",
        Other = "other",
    }
);
labelled!(SupportKind {
    Capital = "Vốn" | "Vay vốn" | "Hỗ trợ vốn",
    Seed = "Cây, con giống" | "Con giống" | "Cây giống" | "Giống",
    LabourDays = "Ngày công" | "Ngày công lao động",
    House = "Xây nhà" | "Nhà ở",
    HouseRepair = "Sửa nhà",
    Tools = "Công cụ, phương tiện" | "Phương tiện sản xuất",
    Training = "Đào tạo nghề" | "Học nghề",
    Job = "Việc làm" | "Giới thiệu việc làm",
    HealthCard = "Bảo hiểm y tế" | "Thẻ bảo hiểm y tế",
    School = "Học tập" | "Hỗ trợ học tập",
    Electricity = "Tiền điện",
    Other = "Khác",
});

worded!(
    SupportSource {
        Programme = "programme",
        LocalBudget = "local_budget",
        SocialBank = "social_bank",
        FundForThePoor = "fund_for_the_poor",
        Unions = "unions",
        Enterprise = "enterprise",
        Community = "community",
    }
);
labelled!(SupportSource {
    Programme = "Chương trình mục tiêu quốc gia" | "CTMTQG",
    LocalBudget = "Ngân sách địa phương" | "Ngân sách",
    SocialBank = "Ngân hàng Chính sách xã hội" | "NHCSXH",
    FundForThePoor = "Quỹ Vì người nghèo",
    Unions = "Hội, đoàn thể" | "Đoàn thể",
    Enterprise = "Doanh nghiệp",
    Community = "Cộng đồng" | "Vận động",
});

worded!(
    /// What came of a support.
    Outcome { Better = "better", Unchanged = "unchanged", Failed = "failed", Escaped = "escaped" }
);
labelled!(Outcome {
    Better = "Có hiệu quả" | "Tăng thu nhập",
    Unchanged = "Chưa rõ" | "Chưa thay đổi",
    Failed = "Không hiệu quả" | "Thất bại",
    Escaped = "Thoát nghèo",
});

worded!(FundKind { Recurrent = "recurrent", Investment = "investment" });
labelled!(FundKind { Recurrent = "Vốn sự nghiệp" | "Sự nghiệp", Investment = "Vốn đầu tư" | "Đầu tư phát triển" });

worded!(ProjectState { Planned = "planned", Running = "running", Finished = "finished", Stopped = "stopped" });
labelled!(ProjectState {
    Planned = "Chưa thực hiện" | "Đang lập kế hoạch",
    Running = "Đang thực hiện",
    Finished = "Hoàn thành" | "Đã xong",
    Stopped = "Dừng" | "Không thực hiện được",
});

/// One row of a B1 table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointRow {
    pub region: Region,
    pub area: Area,
    pub question: i64,
    pub question_text: Option<String>,
    pub answer: i64,
    pub answer_text: Option<String>,
    pub points: i64,
    /// Where the table was published.
    pub instrument: String,
    pub from: Date,
    pub until: Option<Date>,
}

/// A season of the review, from its plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    /// `2023`; in a year `2023-05`.
    pub code: String,
    pub kind: SeasonKind,
    pub year: i16,
    /// The standard of the classes that it gives.
    pub standard: String,
    /// Another standard that is counted beside it, at the change from one to the next.
    pub other_standard: Option<String>,
    pub starts_on: Date,
    pub ends_on: Date,
    /// Number and date of the plan.
    pub plan: Option<String>,
}

/// A step done in a commune or a hamlet of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepDone {
    pub season: String,
    pub unit: UnitId,
    pub hamlet: Option<String>,
    pub step: ReviewStep,
    pub on: Date,
    pub present: Option<i64>,
    pub agreed: Option<i64>,
    pub paper: Option<String>,
    pub note: Option<String>,
}

impl StepDone {
    /// A meeting must have the agreement of so many per cent of those present; other steps only be done.
    pub fn is_passed(&self, agree_percent: Option<i64>) -> bool {
        match (agree_percent, self.present, self.agreed) {
            (None, _, _) => true,
            (Some(least), Some(present), Some(agreed)) => {
                present > 0 && agreed.saturating_mul(100) >= present.saturating_mul(least)
            }
            (Some(_), _, _) => false,
        }
    }
}

/// Form A or B of a household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    pub season: String,
    pub standard: String,
    pub household: HouseholdId,
    pub unit: UnitId,
    pub form: FormKind,
    pub area: Area,
    pub surveyed_on: Option<Date>,
    pub reviewer: Option<String>,
    /// Form A: whether form B must follow, as the paper says.
    pub passed: Option<bool>,
    pub b1: Option<(i64, ScoreOrigin)>,
    pub b2: Option<(i64, ScoreOrigin)>,
    /// Average income a person and month over the twelve months before, without social allowances.
    pub income: Option<Vnd>,
    /// By the rule of the standard; form A finds none.
    pub class: Option<PovertyClass>,
    pub no_labour: bool,
    pub farming: bool,
    pub wishes: Option<String>,
    /// By question.
    pub answers: Vec<Answer>,
    /// By number.
    pub deprived: Vec<u8>,
    pub causes: Vec<Cause>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    pub year: i16,
    pub household: HouseholdId,
    pub unit: UnitId,
    pub reason: MovementReason,
    pub note: Option<String>,
}

/// The movement of a year as a commune's paper has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosingPaper {
    pub year: i16,
    pub unit: UnitId,
    pub listed: Listed,
    pub counted: Counted,
    pub closing: Closing,
    pub paper: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewDecision {
    pub season: String,
    pub unit: UnitId,
    pub number: String,
    pub signed_on: Date,
    pub signer: Option<String>,
    pub paper: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    pub season: String,
    pub household: HouseholdId,
    pub unit: UnitId,
    pub number: String,
    pub class: Listed,
    pub issued_on: Date,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Helper {
    pub household: HouseholdId,
    pub unit: UnitId,
    pub kind: HelperKind,
    pub name: String,
    pub task: Option<String>,
    pub from: Date,
    pub until: Option<Date>,
    pub paper: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    pub household: HouseholdId,
    pub unit: UnitId,
    pub kind: SupportKind,
    pub source: SupportSource,
    pub on: Date,
    pub quantity: i64,
    /// Of the quantity: `con`, `ngày công`, `căn`.
    pub measure: String,
    pub value: Option<Vnd>,
    pub giver: Option<String>,
    /// Code of the programme's project that it belongs to.
    pub project: Option<String>,
    pub outcome: Option<Outcome>,
    pub outcome_note: Option<String>,
    pub paper: Option<String>,
}

/// A project or sub-project of the national target programme in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    pub code: String,
    pub year: i16,
    /// As in the programme, `3.1`.
    pub number: String,
    pub title: String,
    pub owner: String,
    pub unit: Option<UnitId>,
    pub budget_code: Option<String>,
    pub fund: FundKind,
    pub given: Vnd,
    pub carried: Vnd,
    pub households: Option<i64>,
    pub models: Option<i64>,
    pub model: Option<String>,
    /// What households have paid back for others to use.
    pub recovered: Option<Vnd>,
    pub state: ProjectState,
    pub paper: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spending {
    pub project: String,
    pub on: Date,
    pub amount: Vnd,
    pub budget_code: Option<String>,
    pub content: String,
    pub paper: String,
}

/// What stood in the way of a project, and how it was solved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    pub project: String,
    pub raised_on: Date,
    pub content: String,
    /// Who is asked to solve it.
    pub asked_of: Option<String>,
    pub due_on: Option<Date>,
    pub solved_on: Option<Date>,
    pub solution: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_meeting_needs_half_of_those_present() {
        let meeting = |present, agreed| StepDone {
            season: "2023".to_owned(),
            unit: UnitId(1),
            hamlet: None,
            step: ReviewStep::Meeting,
            on: date(2023, 11, 5),
            present: Some(present),
            agreed: Some(agreed),
            paper: None,
            note: None,
        };
        for (present, agreed, passed) in [(40, 20, true), (41, 20, false), (0, 0, false), (1, 1, true)] {
            assert_eq!(meeting(present, agreed).is_passed(Some(50)), passed, "{present} {agreed}");
        }
        assert!(StepDone { present: None, ..meeting(1, 0) }.is_passed(None));
        assert!(!StepDone { present: None, ..meeting(1, 0) }.is_passed(Some(50)));
    }

    #[test]
    fn causes_are_numbered_from_one() {
        assert_eq!(Cause::Land.number(), 1);
        assert_eq!(Cause::from_number(8), Some(Cause::Other));
        assert_eq!(Cause::from_number(9), None);
    }
}
