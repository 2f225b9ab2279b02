//! Campaigns: Tết, 27/7, Mid-Autumn and other occasions on which an office hands out gifts: plan, lists, meetings,
//! donors, settlement.
//!
//! The unit is the gift share: one gift to one recipient on one occasion from one source. Money is cash; goods are
//! valued. A campaign is known by its code, which every row of its books carries.

use crate::ids::{HouseholdId, PersonId, UnitId};
use crate::labels::labelled;
use crate::worded;
use jiff::civil::Date;
use law::Vnd;

mod presidents;
mod books;

pub use books::{Accounts, FundEvent, FundKey, FundPosting, Purpose, postings};
pub use presidents::{
    Allocation, Breach, BreachKind, Candidate, Family, OpenFamily, OpenReason, PresidentsGift, Rule,
    allocate, breaches, code_of,
};

worded!(
    /// What a campaign is held for.
    Occasion {
        Tet = "tet",
        WarInvalidsDay = "war_invalids_day",
        MidAutumn = "mid_autumn",
        /// The action month for children with 1 June.
        ChildrensDay = "childrens_day",
        NationalDay = "national_day",
        ReunificationDay = "reunification_day",
        Other = "other",
    }
);

labelled!(Occasion {
    Tet = "Tết" | "TET" | "Tết Nguyên đán",
    WarInvalidsDay = "Ngày Thương binh - Liệt sĩ" | "TB-LS-27-7" | "27-7" | "27/7",
    MidAutumn = "Trung thu" | "TRUNG-THU" | "Tết Trung thu",
    ChildrensDay = "Tháng hành động vì trẻ em" | "1-6" | "1/6" | "Quốc tế Thiếu nhi",
    NationalDay = "Quốc khánh" | "2-9" | "2/9",
    ReunificationDay = "Ngày Giải phóng miền Nam" | "30-4" | "30/4",
    Other = "Khác" | "KHAC",
});

worded!(
    /// Whose money or goods a gift is.
    GiftSource {
        CentralBudget = "central_budget",
        ProvinceBudget = "province_budget",
        /// The budget of the office's own level.
        OwnBudget = "own_budget",
        CommuneBudget = "commune_budget",
        MobilisedByOffice = "mobilised_office",
        MobilisedByCommune = "mobilised_commune",
        GratitudeFund = "gratitude_fund",
        /// Units stationed here, visiting delegations.
        Other = "other",
    }
);

labelled!(GiftSource {
    CentralBudget = "Ngân sách trung ương" | "NSTW",
    ProvinceBudget = "Ngân sách tỉnh" | "NST",
    OwnBudget = "Ngân sách thị xã" | "NSTX" | "Ngân sách huyện" | "Ngân sách thành phố",
    CommuneBudget = "Ngân sách xã, phường" | "NSX" | "Ngân sách xã" | "Ngân sách phường",
    MobilisedByOffice = "Vận động cấp thị xã" | "VD-TX" | "Vận động của thị xã" | "Vận động cấp huyện",
    MobilisedByCommune = "Vận động cấp xã" | "VD-X" | "Xã, phường vận động" | "Xã hội hóa cấp xã",
    GratitudeFund = "Quỹ Đền ơn đáp nghĩa" | "DDV",
    Other = "Nguồn khác" | "KHAC",
});

worded!(
    /// The groups by which reports count gifts.
    RecipientGroup {
        Merit = "merit",
        Poor = "poor",
        NearPoor = "near_poor",
        Assistance = "assistance",
        Elderly = "elderly",
        Children = "children",
        Workers = "workers",
        Forces = "forces",
        Members = "members",
        Other = "other",
    }
);

labelled!(RecipientGroup {
    Merit = "Người có công" | "Gia đình chính sách",
    Poor = "Hộ nghèo",
    NearPoor = "Hộ cận nghèo" | "Cận nghèo",
    Assistance = "Bảo trợ xã hội" | "Đối tượng bảo trợ xã hội",
    Elderly = "Người cao tuổi",
    Children = "Trẻ em" | "Thiếu nhi",
    Workers = "Công nhân" | "Công nhân, người lao động",
    Forces = "Lực lượng vũ trang",
    Members = "Hội viên" | "Hội viên các đoàn thể",
    Other = "Đối tượng khác" | "Khác",
});

worded!(
    /// Who a gift is meant for: the codes of the State President's gifts, and the groups of other gifts.
    Recipient {
        Q01 = "Q01", Q02 = "Q02", Q03 = "Q03", Q04 = "Q04", Q05 = "Q05", Q06 = "Q06", Q07 = "Q07", Q08 = "Q08",
        Q09 = "Q09", Q10 = "Q10", Q11 = "Q11", Q12 = "Q12", Q13 = "Q13", Q14 = "Q14", Q15 = "Q15", Q16 = "Q16",
        /// People with merits and relatives who draw a monthly allowance.
        Merit = "merit",
        Poor = "poor",
        NearPoor = "near_poor",
        Assistance = "assistance",
        Elderly = "elderly",
        Children = "children",
        Workers = "workers",
        Forces = "forces",
        Members = "members",
        Other = "other",
    }
);

labelled!(Recipient {
    Q01 = "Q01" | "Hoạt động cách mạng trước 01/01/1945",
    Q02 = "Q02" | "Hoạt động cách mạng từ 01/01/1945 đến khởi nghĩa tháng Tám",
    Q03 = "Q03" | "Bà mẹ Việt Nam anh hùng",
    Q04 = "Q04" | "Anh hùng Lực lượng vũ trang, Anh hùng Lao động trong kháng chiến",
    Q05 = "Q05" | "Thương binh, bệnh binh từ 81%",
    Q06 = "Q06" | "Nhiễm chất độc hóa học từ 81%",
    Q07 = "Q07" | "Có công giúp đỡ cách mạng, trợ cấp nuôi dưỡng",
    Q08 = "Q08" | "Thân nhân liệt sĩ, tuất nuôi dưỡng",
    Q09 = "Q09" | "Thân nhân của từ hai liệt sĩ",
    Q10 = "Q10" | "Thương binh, bệnh binh đến 80%",
    Q11 = "Q11" | "Nhiễm chất độc hóa học đến 80%",
    Q12 = "Q12" | "Bị địch bắt tù, đày",
    Q13 = "Q13" | "Có công giúp đỡ cách mạng",
    Q14 = "Q14" | "Thân nhân của một liệt sĩ",
    Q15 = "Q15" | "Đại diện thân nhân liệt sĩ",
    Q16 = "Q16" | "Người thờ cúng liệt sĩ",
    Merit = "Người có công" | "Gia đình chính sách",
    Poor = "Hộ nghèo",
    NearPoor = "Hộ cận nghèo" | "Cận nghèo",
    Assistance = "Bảo trợ xã hội" | "Đối tượng bảo trợ xã hội",
    Elderly = "Người cao tuổi",
    Children = "Trẻ em" | "Thiếu nhi",
    Workers = "Công nhân" | "Công nhân, người lao động",
    Forces = "Lực lượng vũ trang",
    Members = "Hội viên" | "Hội viên các đoàn thể",
    Other = "Đối tượng khác" | "Khác",
});

impl Recipient {
    /// The codes of people who draw a monthly allowance in their own name; Q15 and Q16 stand for a martyr.
    pub const OWN: [Recipient; 14] = [
        Recipient::Q01,
        Recipient::Q02,
        Recipient::Q03,
        Recipient::Q04,
        Recipient::Q05,
        Recipient::Q06,
        Recipient::Q07,
        Recipient::Q08,
        Recipient::Q09,
        Recipient::Q10,
        Recipient::Q11,
        Recipient::Q12,
        Recipient::Q13,
        Recipient::Q14,
    ];

    pub fn is_own_code(self) -> bool {
        Recipient::OWN.contains(&self)
    }

    /// Counted per martyr.
    pub fn stands_for_martyr(self) -> bool {
        matches!(self, Recipient::Q15 | Recipient::Q16)
    }

    /// A gift of the State President.
    pub fn is_presidents(self) -> bool {
        self.is_own_code() || self.stands_for_martyr()
    }

    pub fn group(self) -> RecipientGroup {
        match self {
            Recipient::Poor => RecipientGroup::Poor,
            Recipient::NearPoor => RecipientGroup::NearPoor,
            Recipient::Assistance => RecipientGroup::Assistance,
            Recipient::Elderly => RecipientGroup::Elderly,
            Recipient::Children => RecipientGroup::Children,
            Recipient::Workers => RecipientGroup::Workers,
            Recipient::Forces => RecipientGroup::Forces,
            Recipient::Members => RecipientGroup::Members,
            Recipient::Other => RecipientGroup::Other,
            Recipient::Merit
            | Recipient::Q01
            | Recipient::Q02
            | Recipient::Q03
            | Recipient::Q04
            | Recipient::Q05
            | Recipient::Q06
            | Recipient::Q07
            | Recipient::Q08
            | Recipient::Q09
            | Recipient::Q10
            | Recipient::Q11
            | Recipient::Q12
            | Recipient::Q13
            | Recipient::Q14
            | Recipient::Q15
            | Recipient::Q16 => RecipientGroup::Merit,
        }
    }
}

worded!(
    /// What has become of a gift.
    GiftState {
        /// On a list, not handed over.
        Planned = "planned",
        Given = "given",
        /// Handed to whoever distributes it and come back.
        Returned = "returned",
        /// Another list has it: moved away, another recipient.
        Transferred = "transferred",
        Cancelled = "cancelled",
    }
);

labelled!(GiftState {
    Planned = "Dự kiến" | "Chưa nhận",
    Given = "Đã nhận" | "Đã trao" | "Đã ký nhận" | "x",
    Returned = "Hoàn trả" | "Trả lại",
    Transferred = "Chuyển danh sách" | "Chuyển nơi khác",
    Cancelled = "Hủy",
});

impl GiftState {
    /// Whether somebody must write why.
    pub fn needs_reason(self) -> bool {
        match self {
            GiftState::Planned | GiftState::Given => false,
            GiftState::Returned | GiftState::Transferred | GiftState::Cancelled => true,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// `TET-2023`.
    pub code: String,
    pub occasion: Occasion,
    /// The year in which reports count it.
    pub year: i16,
    pub title: String,
    /// Number and date of the plan or decision.
    pub plan: Option<String>,
    pub from: Date,
    /// The last day of handing over, from the guide.
    pub until: Option<Date>,
}

/// A line of a campaign's budget: so many gifts of one source for one kind of recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignLine {
    pub campaign: String,
    pub source: GiftSource,
    pub recipient: Recipient,
    /// `None`: the whole office.
    pub unit: Option<UnitId>,
    pub planned: i64,
    /// Money of one gift; `None` for the State President's gifts whose level the law's pages give.
    pub cash: Option<Vnd>,
    pub goods: Option<String>,
    pub goods_value: Vnd,
    /// Completed years on the campaign's first day, where the rule goes by age.
    pub age_from: Option<i64>,
    pub age_below: Option<i64>,
    /// The decision that the level comes from, with its day.
    pub paper: Option<String>,
}

/// A gift share. Exactly one of person, household and collective receives it (a household by its head).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gift {
    pub campaign: String,
    pub source: GiftSource,
    pub recipient: Recipient,
    pub person: Option<PersonId>,
    pub household: Option<HouseholdId>,
    pub collective: Option<String>,
    /// For whom Q15 and Q16 stand.
    pub martyr: Option<PersonId>,
    pub unit: Option<UnitId>,
    pub hamlet: Option<String>,
    pub list: Option<String>,
    pub cash: Vnd,
    pub goods: Option<String>,
    pub goods_value: Vnd,
    pub state: GiftState,
    /// The day of the signature, or of what became of it.
    pub on: Option<Date>,
    /// Who signed instead, with the relation.
    pub received_by: Option<String>,
    pub relation: Option<String>,
    pub reason: Option<String>,
}

/// What makes two rows the same gift.
pub type GiftKey =
    (String, GiftSource, Recipient, Option<PersonId>, Option<HouseholdId>, Option<String>, Option<PersonId>);

impl Gift {
    pub fn key(&self) -> GiftKey {
        (
            self.campaign.clone(),
            self.source,
            self.recipient,
            self.person,
            self.household,
            self.collective.clone(),
            self.martyr,
        )
    }

    pub fn amount(&self) -> Vnd {
        self.cash + self.goods_value
    }
}

/// People received at a meeting (họp mặt).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub campaign: String,
    pub on: Date,
    pub place: String,
    pub unit: Option<UnitId>,
    pub group: RecipientGroup,
    pub source: GiftSource,
    pub invited: Option<i64>,
    pub present: i64,
    /// All of it, the gifts handed out there included.
    pub cost: Vnd,
    pub gift_per_head: Option<Vnd>,
    pub paper: Option<String>,
}

/// What somebody gave to a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DonorReceipt {
    pub campaign: String,
    pub number: String,
    pub on: Date,
    pub donor: String,
    /// Tax code or identity number.
    pub donor_number: Option<String>,
    pub source: GiftSource,
    pub unit: Option<UnitId>,
    pub cash: Vnd,
    pub goods: Option<String>,
    pub goods_value: Vnd,
}

/// What became of the money of one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settlement {
    pub campaign: String,
    pub source: GiftSource,
    /// Gifts and people at meetings, with the money.
    pub given: i64,
    pub given_amount: Vnd,
    /// Planned or received, and not given.
    pub left_over: Vnd,
    /// Of it, gone back to the budget or the donor.
    pub returned: Vnd,
    pub on: Date,
    pub paper: Option<String>,
}

worded!(
    /// By what right somebody stands for a martyr.
    MartyrRole { Relative = "relative", Worshipper = "worshipper" }
);

labelled!(MartyrRole {
    Relative = "Đại diện thân nhân" | "Thân nhân",
    Worshipper = "Thờ cúng" | "Người thờ cúng",
});

/// Who represents which martyr in a year: chosen by the relatives; where none is left, who worships.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Representative {
    pub martyr: PersonId,
    pub person: PersonId,
    pub year: i16,
    pub role: MartyrRole,
    pub relation: Option<String>,
    /// The minutes of the relatives' choice.
    pub paper: Option<String>,
}

worded!(
    /// Who pays the State President's gift where the office does not.
    PayingMinistry { Defence = "defence", PublicSecurity = "public_security" }
);

labelled!(PayingMinistry {
    Defence = "Bộ Quốc phòng" | "Quân đội",
    PublicSecurity = "Bộ Công an" | "Công an",
});

/// A person whose gift a ministry pays, in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaidByMinistry {
    pub person: PersonId,
    pub year: i16,
    pub ministry: PayingMinistry,
    pub paper: Option<String>,
}

/// A second officer's approval of the planned gifts of a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListApproval {
    pub campaign: String,
    pub on: Date,
    /// What was approved then.
    pub gifts: i64,
    pub amount: Vnd,
    /// Number and date of the signed list.
    pub paper: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Labels;

    #[test]
    fn labels_of_lists_are_read() {
        let (sources, recipients) = (Labels::<GiftSource>::new(), Labels::<Recipient>::new());
        for (written, source) in [
            ("NSTX", Some(GiftSource::OwnBudget)),
            ("ngan sach trung uong", Some(GiftSource::CentralBudget)),
            ("VD-X", Some(GiftSource::MobilisedByCommune)),
            ("quỹ riêng", None),
        ] {
            assert_eq!(sources.find(written), source, "{written}");
        }
        assert_eq!(recipients.find("q07"), Some(Recipient::Q07));
        assert_eq!(recipients.find("Hộ nghèo").map(Recipient::group), Some(RecipientGroup::Poor));
        assert_eq!(Labels::<Occasion>::new().find("TB-LS-27-7"), Some(Occasion::WarInvalidsDay));
    }

    #[test]
    fn every_code_of_the_president_counts_as_merit() {
        for recipient in Recipient::ALL {
            assert_eq!(recipient.is_presidents(), recipient.word().starts_with('Q'), "{recipient:?}");
            if recipient.is_presidents() {
                assert_eq!(recipient.group(), RecipientGroup::Merit);
            }
        }
    }
}
