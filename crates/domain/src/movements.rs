//! The movements of gratitude: houses, lifelong care of Heroic Mothers, care of graves, the gratitude fund.

use crate::ids::{PersonId, UnitId};
use crate::labels::{Labelled, labelled};
use crate::worded;
use jiff::civil::Date;
use law::Vnd;

mod books;

pub use books::GratitudeEvent;
pub use law::houses::HouseWork;

labelled!(HouseWork {
    Build = "Xây mới" | "Xây dựng mới" | "Xây",
    Repair = "Sửa chữa" | "Sửa",
});

worded!(
    /// For whom a house is: people with merits, or the poor. The two have different money and different counts.
    HouseKind { Gratitude = "gratitude", Solidarity = "solidarity" }
);

labelled!(HouseKind {
    Gratitude = "Nhà tình nghĩa",
    Solidarity = "Nhà đại đoàn kết" | "Nhà tình thương" | "Nhà cho hộ nghèo",
});

worded!(
    /// How far a house is.
    HouseState {
        Proposed = "proposed",
        Surveyed = "surveyed",
        Approved = "approved",
        Building = "building",
        Accepted = "accepted",
        HandedOver = "handed_over",
        Settled = "settled",
    }
);

labelled!(HouseState {
    Proposed = "Đề nghị",
    Surveyed = "Đã khảo sát" | "Khảo sát",
    Approved = "Đã duyệt" | "Phê duyệt",
    Building = "Đang thi công" | "Thi công",
    Accepted = "Đã nghiệm thu" | "Nghiệm thu",
    HandedOver = "Đã bàn giao" | "Bàn giao",
    Settled = "Đã quyết toán" | "Quyết toán",
});

impl HouseState {
    /// The only table of transitions: each step follows the one before, and a survey or an acceptance that fails
    /// goes back one step.
    pub fn next(self) -> &'static [HouseState] {
        use HouseState::{Accepted, Approved, Building, HandedOver, Proposed, Settled, Surveyed};
        match self {
            Proposed => &[Surveyed],
            Surveyed => &[Approved, Proposed],
            Approved => &[Building],
            Building => &[Accepted],
            Accepted => &[HandedOver, Building],
            HandedOver => &[Settled],
            Settled => &[],
        }
    }

    fn place(self) -> usize {
        HouseState::ALL.iter().position(|state| *state == self).unwrap_or(0)
    }
}

/// Why a house does not go on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HouseRefusal {
    #[error("nhà đang ở bước “{}”, không chuyển sang “{}” được", .0.label(), .1.label())]
    NotNext(HouseState, HouseState),
    #[error("ngày của bước này trước ngày của bước “{}”", .0.label())]
    BeforeStep(HouseState),
    #[error("bước này cần số quyết định phê duyệt")]
    NoDecision,
}

impl HouseRefusal {
    pub fn code(&self) -> &'static str {
        match self {
            HouseRefusal::NotNext(..) => "house_not_next",
            HouseRefusal::BeforeStep(_) => "house_before_step",
            HouseRefusal::NoDecision => "house_no_decision",
        }
    }
}

/// A house built or repaired; its code is its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct House {
    pub code: String,
    pub kind: HouseKind,
    pub work: HouseWork,
    /// For whom.
    pub person: PersonId,
    pub unit: UnitId,
    pub hamlet: Option<String>,
    /// Frame, walls and roof as surveyed.
    pub before: Option<String>,
    /// Square metres after the work.
    pub area: Option<i64>,
    pub decision: Option<String>,
    /// What the decision gives from budgets; the law's level is its measure.
    pub grant: Option<Vnd>,
    pub estimate: Option<Vnd>,
    pub final_cost: Option<Vnd>,
    pub family_share: Option<Vnd>,
    pub contractor: Option<String>,
    pub state: HouseState,
    pub proposed_on: Option<Date>,
    pub surveyed_on: Option<Date>,
    pub approved_on: Option<Date>,
    pub started_on: Option<Date>,
    pub accepted_on: Option<Date>,
    pub handed_over_on: Option<Date>,
    pub settled_on: Option<Date>,
    /// Where photographs of before and after are kept.
    pub photos: Option<String>,
    pub note: Option<String>,
}

impl House {
    /// The day on which the house reached a step.
    pub fn day(&self, state: HouseState) -> Option<Date> {
        match state {
            HouseState::Proposed => self.proposed_on,
            HouseState::Surveyed => self.surveyed_on,
            HouseState::Approved => self.approved_on,
            HouseState::Building => self.started_on,
            HouseState::Accepted => self.accepted_on,
            HouseState::HandedOver => self.handed_over_on,
            HouseState::Settled => self.settled_on,
        }
    }

    pub fn set_day(&mut self, state: HouseState, day: Option<Date>) {
        match state {
            HouseState::Proposed => self.proposed_on = day,
            HouseState::Surveyed => self.surveyed_on = day,
            HouseState::Approved => self.approved_on = day,
            HouseState::Building => self.started_on = day,
            HouseState::Accepted => self.accepted_on = day,
            HouseState::HandedOver => self.handed_over_on = day,
            HouseState::Settled => self.settled_on = day,
        }
    }

    /// The last step with a day.
    pub fn last_step(&self) -> Option<HouseState> {
        HouseState::ALL.iter().rev().copied().find(|state| self.day(*state).is_some())
    }

    /// The first step whose day lies before that of an earlier step.
    pub fn disorder(&self) -> Option<HouseState> {
        let known: Vec<(HouseState, Date)> =
            HouseState::ALL.iter().filter_map(|state| Some((*state, self.day(*state)?))).collect();
        known.windows(2).find(|pair| pair[1].1 < pair[0].1).map(|pair| pair[1].0)
    }

    /// One step further (or back) on a day; steps after it have then not been reached (any more).
    pub fn step(&self, to: HouseState, on: Date, decision: Option<&str>) -> Result<House, HouseRefusal> {
        if !self.state.next().contains(&to) {
            return Err(HouseRefusal::NotNext(self.state, to));
        }
        let mut next = House { state: to, ..self.clone() };
        if let Some(decision) = decision {
            next.decision = Some(decision.to_owned());
        }
        if to == HouseState::Approved && next.decision.is_none() {
            return Err(HouseRefusal::NoDecision);
        }
        for later in &HouseState::ALL[to.place()..] {
            next.set_day(*later, None);
        }
        next.set_day(to, Some(on));
        match next.disorder() {
            Some(_) => Err(HouseRefusal::BeforeStep(self.state)),
            None => Ok(next),
        }
    }

    /// What cannot be: the column and a Vietnamese reason.
    pub fn problem(&self) -> Option<(&'static str, String)> {
        if let Some(step) = self.disorder() {
            let reason = format!("ngày của bước “{}” trước ngày của bước trước đó", step.label());
            return Some(("Trạng thái", reason));
        }
        match self.last_step() {
            Some(last) if last.place() > self.state.place() => {
                let reason =
                    format!("đã có ngày của bước “{}”, trạng thái phải từ bước đó trở đi", last.label());
                Some(("Trạng thái", reason))
            }
            _ if self.state.place() >= HouseState::Approved.place() && self.decision.is_none() => {
                Some(("Số quyết định", "nhà đã duyệt phải có số quyết định".to_owned()))
            }
            _ => None,
        }
    }
}

worded!(
    /// Whose money a share of a house or of care is.
    CareSource {
        Central = "central",
        Provincial = "provincial",
        Town = "town",
        Commune = "commune",
        Fund = "fund",
        PoorFund = "poor_fund",
        Mobilised = "mobilised",
        Family = "family",
        Other = "other",
    }
);

labelled!(CareSource {
    Central = "Ngân sách trung ương" | "NSTW",
    Provincial = "Ngân sách tỉnh" | "NST",
    Town = "Ngân sách thị xã" | "NSTX",
    Commune = "Ngân sách xã, phường" | "NSX",
    Fund = "Quỹ Đền ơn đáp nghĩa" | "DDV",
    PoorFund = "Quỹ Vì người nghèo",
    Mobilised = "Vận động" | "VD" | "Tài trợ",
    Family = "Gia đình đóng góp" | "Gia đình",
    Other = "Khác" | "KHAC",
});

/// Money of one source for a house; house, source and giver are its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseMoney {
    pub house: String,
    pub source: CareSource,
    /// The enterprise or body, where there are several of a source.
    pub giver: String,
    pub amount: Vnd,
    pub paper: Option<String>,
}

/// Somebody's promise to care for a Heroic Mother as long as she lives; mother and carer are its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MotherCare {
    pub mother: PersonId,
    pub carer: String,
    pub from: Date,
    /// `None`: for life. The first day on which it holds no longer.
    pub until: Option<Date>,
    /// What the carer promised for each month; no norm is known to us.
    pub monthly: Option<Vnd>,
    pub paper: Option<String>,
    pub note: Option<String>,
}

worded!(
    /// Who or what was looked after.
    CareSubject {
        Mother = "mother",
        Family = "family",
        Grave = "grave",
        Cemetery = "cemetery",
        House = "house",
        Foster = "foster",
    }
);

labelled!(CareSubject {
    Mother = "Bà mẹ Việt Nam anh hùng" | "Bà mẹ VNAH" | "Mẹ VNAH",
    Family = "Thương binh, gia đình liệt sĩ" | "Gia đình chính sách" | "Người có công",
    Grave = "Phần mộ" | "Mộ",
    Cemetery = "Nghĩa trang",
    House = "Nhà tình nghĩa" | "Nhà",
    Foster = "Gia đình nhận chăm sóc trẻ em" | "Chăm sóc thay thế",
});

worded!(
    /// What was done.
    CareAct { Visit = "visit", Gift = "gift", Health = "health", Upkeep = "upkeep", Repair = "repair" }
);

labelled!(CareAct {
    Visit = "Thăm hỏi" | "Thăm viếng" | "Thăm" | "Viếng",
    Gift = "Tặng quà" | "Hỗ trợ",
    Health = "Khám, chữa bệnh" | "Khám bệnh" | "Sức khỏe",
    Upkeep = "Chăm sóc" | "Vệ sinh" | "Dọn dẹp",
    Repair = "Sửa chữa" | "Tu bổ" | "Nâng cấp",
});

/// One act of care; subject, code, day, act and doer are its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CareEntry {
    pub subject: CareSubject,
    /// File number of a person, code of a grave, cemetery, house or family.
    pub code: String,
    pub unit: Option<UnitId>,
    pub on: Date,
    pub act: CareAct,
    pub done_by: String,
    /// Graves or people that one act looked after; at least one.
    pub quantity: i64,
    pub cost: Option<Vnd>,
    pub source: Option<CareSource>,
    pub content: Option<String>,
}

worded!(FundDirection { Opening = "opening", Receipt = "receipt", Payment = "payment" });

labelled!(FundDirection {
    Opening = "Số dư đầu kỳ" | "Số dư mở sổ",
    Receipt = "Thu",
    Payment = "Chi",
});

worded!(
    /// The level that keeps the fund. The district level existed until 2025-06-30.
    FundLevel { Central = "central", Province = "province", District = "district", Commune = "commune" }
);

labelled!(FundLevel {
    Central = "Trung ương",
    Province = "Tỉnh",
    District = "Thị xã" | "Huyện" | "Cấp huyện",
    Commune = "Xã, phường" | "Xã" | "Phường" | "Cấp xã",
});

worded!(
    /// From what the fund lives and for what it pays.
    FundPurpose {
        Organisations = "organisations",
        Individuals = "individuals",
        Interest = "interest",
        Transfer = "transfer",
        HouseBuild = "house_build",
        HouseRepair = "house_repair",
        Hardship = "hardship",
        Graves = "graves",
        Visits = "visits",
        Other = "other",
    }
);

labelled!(FundPurpose {
    Organisations = "Tổ chức đóng góp" | "Cơ quan, doanh nghiệp",
    Individuals = "Cá nhân đóng góp",
    Interest = "Lãi tiền gửi",
    Transfer = "Điều chuyển giữa các cấp" | "Điều chuyển",
    HouseBuild = "Xây nhà tình nghĩa" | "Xây nhà",
    HouseRepair = "Sửa nhà tình nghĩa" | "Sửa nhà",
    Hardship = "Hỗ trợ ốm đau, khó khăn, qua đời" | "Hỗ trợ khó khăn",
    Graves = "Tu bổ mộ, công trình ghi công" | "Tu bổ nghĩa trang",
    Visits = "Thăm hỏi, tặng quà",
    Other = "Khác",
});

impl FundPurpose {
    /// Whether money of that purpose can come in (`Receipt`) or go out (`Payment`).
    pub fn fits(self, direction: FundDirection) -> bool {
        use FundPurpose::{
            Graves, Hardship, HouseBuild, HouseRepair, Individuals, Interest, Organisations, Other, Transfer,
            Visits,
        };
        match (self, direction) {
            (Other, _) | (Transfer, FundDirection::Receipt | FundDirection::Payment) => true,
            (Organisations | Individuals | Interest, direction) => direction == FundDirection::Receipt,
            (HouseBuild | HouseRepair | Hardship | Graves | Visits, direction) => {
                direction == FundDirection::Payment
            }
            (Transfer, FundDirection::Opening) => false,
        }
    }
}

/// A receipt or payment of the gratitude fund; level, commune, direction and number are its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FundEntry {
    pub level: FundLevel,
    /// The commune that keeps a fund of the commune's level.
    pub unit: Option<UnitId>,
    pub direction: FundDirection,
    /// Number of the receipt or voucher.
    pub number: String,
    pub on: Date,
    /// Donor, or who received.
    pub party: String,
    pub purpose: FundPurpose,
    /// Code of the house, grave or file that the money was for.
    pub subject: Option<String>,
    pub amount: Vnd,
    pub paper: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn house() -> House {
        House {
            code: "N1".to_owned(),
            kind: HouseKind::Gratitude,
            work: HouseWork::Build,
            person: PersonId(1),
            unit: UnitId(1),
            hamlet: None,
            before: None,
            area: None,
            decision: None,
            grant: None,
            estimate: None,
            final_cost: None,
            family_share: None,
            contractor: None,
            state: HouseState::Proposed,
            proposed_on: None,
            surveyed_on: None,
            approved_on: None,
            started_on: None,
            accepted_on: None,
            handed_over_on: None,
            settled_on: None,
            photos: None,
            note: None,
        }
    }

    #[test]
    fn the_table_of_transitions() {
        let shown: Vec<String> = HouseState::ALL
            .iter()
            .map(|state| {
                let next: Vec<&str> = state.next().iter().map(|next| next.word()).collect();
                format!("{} → {}", state.word(), next.join(", "))
            })
            .collect();
        assert_eq!(
            shown.join("\n"),
            "proposed → surveyed\nsurveyed → approved, proposed\napproved → building\nbuilding → accepted\n\
             accepted → handed_over, building\nhanded_over → settled\nsettled → "
        );
    }

    #[test]
    fn a_house_goes_step_by_step() {
        let check = |from: &House, to, on, decision, expected: Result<HouseState, &str>| {
            let found = from.step(to, on, decision);
            assert_eq!(found.as_ref().map(|house| house.state).map_err(|e| e.code()), expected);
            found.unwrap_or_else(|_| from.clone())
        };
        let day = |n| date(2023, 3, n);
        let new = house();
        check(&new, HouseState::Building, day(1), None, Err("house_not_next"));
        let surveyed = check(&new, HouseState::Surveyed, day(2), None, Ok(HouseState::Surveyed));
        check(&surveyed, HouseState::Approved, day(5), None, Err("house_no_decision"));
        check(&surveyed, HouseState::Approved, day(1), Some("QĐ 1"), Err("house_before_step"));
        let approved = check(&surveyed, HouseState::Approved, day(5), Some("QĐ 1"), Ok(HouseState::Approved));
        let built = check(&approved, HouseState::Building, day(6), None, Ok(HouseState::Building));
        let accepted = check(&built, HouseState::Accepted, day(20), None, Ok(HouseState::Accepted));
        let again = check(&accepted, HouseState::Building, day(21), None, Ok(HouseState::Building));
        assert_eq!(again.accepted_on, None);
    }

    #[test]
    fn dates_and_state_of_a_list_must_agree() {
        let mut listed = House { state: HouseState::Approved, ..house() };
        assert_eq!(listed.problem().map(|(column, _)| column), Some("Số quyết định"));
        listed.decision = Some("QĐ 1".to_owned());
        assert_eq!(listed.problem(), None);
        listed.handed_over_on = Some(date(2023, 7, 20));
        assert_eq!(listed.problem().map(|(column, _)| column), Some("Trạng thái"));
        listed.state = HouseState::Settled;
        assert_eq!(listed.problem(), None);
        listed.approved_on = Some(date(2023, 8, 20));
        assert!(listed.problem().is_some_and(|(_, reason)| reason.contains("trước ngày")));
    }

    proptest::proptest! {
        /// Whatever steps are asked for, a house's days stay in order and its state is one that it has a day for.
        #[test]
        fn days_stay_in_order(steps in proptest::collection::vec((0usize..7, 1i8..28), 0..30)) {
            let mut now = house();
            for (to, day) in steps {
                if let Ok(next) = now.step(HouseState::ALL[to], date(2023, 3, day), Some("QĐ")) {
                    now = next;
                    proptest::prop_assert_eq!(now.disorder(), None);
                    proptest::prop_assert_eq!(now.last_step(), Some(now.state));
                }
            }
        }
    }

    #[test]
    fn money_comes_in_and_goes_out_for_what_fits() {
        assert!(FundPurpose::Interest.fits(FundDirection::Receipt));
        assert!(!FundPurpose::Interest.fits(FundDirection::Payment));
        assert!(!FundPurpose::HouseBuild.fits(FundDirection::Receipt));
        assert!(FundPurpose::Transfer.fits(FundDirection::Payment));
    }
}
