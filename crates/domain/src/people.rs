//! People as registered: names, numbers, and who receives their money through which channel.

use crate::ids::{PersonId, UnitId};
use crate::labels::labelled;
use crate::worded;
use jiff::civil::Date;
use law::{Born, Sex};

/// What is known of a person besides facts. One live record per person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRecord {
    /// As given, in normal form (NFC, single spaces).
    pub full_name: String,
    pub sex: Sex,
    pub born: Born,
    pub ethnicity: Option<String>,
    pub phone: Option<String>,
}

worded!(
    /// Which number it is; a person may have several.
    NumberKind {
        /// The 12-digit personal number on the citizen card.
        Citizen = "citizen",
        /// An older identity number, or one that is not 12 digits.
        Older = "older",
        /// The office's own code of the person in its registers.
        File = "file",
        /// The number in the national system of social assistance.
        NationalAssistance = "national_assistance",
        /// The number in the national system of people with merits.
        NationalMerit = "national_merit",
        /// The number in the national system of poor households.
        NationalPoverty = "national_poverty",
        /// File number of the one-stop window.
        OneStop = "one_stop",
        SocialInsurance = "social_insurance",
        HealthCard = "health_card",
        BirthCertificate = "birth_certificate",
        Passport = "passport",
    }
);

labelled!(NumberKind {
    Citizen = "Số CCCD",
    Older = "Số CMND",
    File = "Mã đối tượng",
    NationalAssistance = "Mã CSDL trợ giúp xã hội",
    NationalMerit = "Mã CSDL người có công",
    NationalPoverty = "Mã CSDL hộ nghèo",
    OneStop = "Mã hồ sơ một cửa",
    SocialInsurance = "Số BHXH",
    HealthCard = "Số thẻ BHYT",
    BirthCertificate = "Số giấy khai sinh",
    Passport = "Số hộ chiếu",
});

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PersonNumber {
    pub kind: NumberKind,
    pub number: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Death {
    pub died_on: Date,
    pub certificate: Option<String>,
}

worded!(
    /// By what right somebody receives a person's money.
    PayeeGround { SelfPaid = "self", Guardian = "guardian", Carer = "carer", Heir = "heir", Proxy = "proxy" }
);

labelled!(PayeeGround {
    SelfPaid = "Bản thân" | "Chính chủ",
    Guardian = "Giám hộ" | "Người giám hộ" | "Cha" | "Mẹ" | "Cha, mẹ",
    Carer = "Người chăm sóc" | "Nuôi dưỡng" | "Người nuôi dưỡng",
    Heir = "Thừa kế" | "Người thừa kế",
    Proxy = "Ủy quyền" | "Người được ủy quyền" | "Nhận thay",
});

worded!(Channel { Bank = "bank", Post = "post", Cash = "cash" });

labelled!(Channel {
    Bank = "Ngân hàng" | "Chuyển khoản" | "Tài khoản",
    Post = "Bưu điện" | "Bưu cục",
    Cash = "Tiền mặt" | "UBND xã",
});

/// Who receives a person's money, from a day on. `until` is the first day on which it holds no longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payee {
    /// The receiver, where registered; the person itself for `self`.
    pub payee_person: Option<PersonId>,
    /// As printed on the list.
    pub name: String,
    pub ground: PayeeGround,
    /// What the receiver is to the person: "con", "vợ".
    pub relation: Option<String>,
    /// The proxy or guardianship paper.
    pub paper: Option<String>,
    pub channel: Channel,
    /// Pay point of the post office or commune.
    pub point: Option<String>,
    pub bank: Option<String>,
    pub account_number: Option<String>,
    pub account_holder: Option<String>,
    pub from: Date,
    pub until: Option<Date>,
}

impl Payee {
    /// Same receiver by the same channel, whatever the interval.
    pub fn says_same(&self, other: &Payee) -> bool {
        let bare = |payee: &Payee| Payee { from: Date::ZERO, until: None, ..payee.clone() };
        bare(self) == bare(other)
    }
}

/// Where somebody lives: a dated unit and the hamlet within it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub unit: UnitId,
    pub hamlet: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::{Labelled, Labels};

    #[test]
    fn words_and_labels_lead_back() {
        for kind in NumberKind::ALL {
            assert_eq!(NumberKind::from_word(kind.word()), Some(*kind));
            assert_eq!(Labels::new().find(kind.label()), Some(*kind));
        }
        for ground in PayeeGround::ALL {
            assert_eq!(PayeeGround::from_word(ground.word()), Some(*ground));
            assert_eq!(Labels::new().find(ground.label()), Some(*ground));
        }
        for channel in Channel::ALL {
            assert_eq!(Channel::from_word(channel.word()), Some(*channel));
            assert_eq!(Labels::new().find(channel.label()), Some(*channel));
        }
        assert_eq!(Channel::from_word("Bank"), None);
    }
}
