//! Lists of other bodies: who has died, who draws a pension, who no longer lives here; and who of the register may be
//! meant. A list brings nobody into the register.

use crate::dates;
use crate::ids::UnitId;
use crate::labels::labelled;
use crate::worded;
use jiff::civil::Date;
use law::facts::BenefitKind;
use law::{Born, Sex, Vnd};

worded!(
    /// Whose list it is.
    OutsideList {
        /// Civil status: registered deaths.
        Deaths = "deaths",
        /// Social insurance: pensions and monthly allowances.
        Pensions = "pensions",
        /// Police: residence ended or not found.
        Population = "population",
    }
);

labelled!(OutsideList {
    Deaths = "Khai tử" | "Hộ tịch" | "Danh sách người chết",
    Pensions = "Hưởng bảo hiểm xã hội" | "Bảo hiểm xã hội",
    Population = "Cư trú" | "Dân cư",
});

worded!(
    /// What social insurance pays each month.
    PensionKind {
        Pension = "pension",
        SocialInsurance = "social_insurance",
        SurvivorPension = "survivor_pension",
    }
);

labelled!(PensionKind {
    Pension = "Lương hưu",
    SocialInsurance = "Trợ cấp BHXH" | "Trợ cấp bảo hiểm xã hội" | "Trợ cấp BHXH hằng tháng" | "Mất sức lao động",
    SurvivorPension = "Tuất BHXH" | "Tuất hằng tháng" | "Tuất bảo hiểm xã hội",
});

impl PensionKind {
    /// The fact by which the law knows it.
    pub fn benefit(self) -> BenefitKind {
        match self {
            PensionKind::Pension => BenefitKind::Pension,
            PensionKind::SocialInsurance => BenefitKind::SocialInsurance,
            PensionKind::SurvivorPension => BenefitKind::SurvivorPension,
        }
    }
}

worded!(
    /// What the list of residents says.
    ResidenceNote {
        MovedAway = "moved_away",
        NotResident = "not_resident",
        Deleted = "deleted",
    }
);

labelled!(ResidenceNote {
    MovedAway = "Đã chuyển đi" | "Chuyển đi",
    NotResident = "Không cư trú" | "Không sinh sống tại nơi đăng ký",
    Deleted = "Xóa đăng ký thường trú" | "Xóa đăng ký",
});

/// A row of such a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideRow {
    pub list: OutsideList,
    pub full_name: String,
    /// `names::search_key` of the name.
    pub folded_name: String,
    pub born: Option<Born>,
    pub sex: Option<Sex>,
    pub number: Option<String>,
    /// The commune, where it is one of the office's area.
    pub unit: Option<UnitId>,
    /// Commune or address as written, where it is none of the area.
    pub place: Option<String>,
    /// Day of death, first day of the pension, day of the move.
    pub on: Option<Date>,
    pub pension: Option<PensionKind>,
    /// Đồng a month.
    pub amount: Option<Vnd>,
    pub residence: Option<ResidenceNote>,
    /// Certificate, insurance number, or where to.
    pub paper: Option<String>,
    /// The list's own number, name or body.
    pub source: Option<String>,
}

impl OutsideRow {
    /// By what the same person is found again in the next list of the same body.
    pub fn key(&self) -> String {
        match &self.number {
            Some(number) => number.clone(),
            None => {
                let born = self.born.map_or_else(String::new, dates::born_iso);
                let place = match (self.unit, &self.place) {
                    (Some(unit), _) => unit.to_string(),
                    (None, Some(place)) => crate::names::fold(place),
                    (None, None) => String::new(),
                };
                format!("{}|{born}|{place}", self.folded_name)
            }
        }
    }
}

/// What the register says of a person who may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub folded_name: String,
    pub born: Born,
    /// The row's number is one of the person's.
    pub has_number: bool,
    /// The person has a citizen number, whatever it is.
    pub has_citizen_number: bool,
    pub unit: Option<UnitId>,
}

worded!(
    /// How sure it is that a row and a person are one.
    Certainty {
        /// Number and name agree.
        Exact = "exact",
        /// The number under another name, or name, birth and commune without a number on both sides.
        Probable = "probable",
    }
);

labelled!(Certainty { Exact = "Trùng số và họ tên", Probable = "Có thể là một người" });

worded!(
    /// What an officer has said of a match.
    MatchAnswer { Confirmed = "confirmed", Rejected = "rejected" }
);

labelled!(MatchAnswer { Confirmed = "Đúng người", Rejected = "Không phải người này" });

const CITIZEN_DIGITS: usize = 12;

/// Whether the row may mean the person.
pub fn compare(row: &OutsideRow, person: &Candidate) -> Option<Certainty> {
    let same_name = row.folded_name == person.folded_name;
    if person.has_number {
        return Some(if same_name { Certainty::Exact } else { Certainty::Probable });
    }
    let is_citizen = row.number.as_ref().is_some_and(|number| number.len() == CITIZEN_DIGITS);
    if !same_name || is_citizen && person.has_citizen_number {
        return None;
    }
    let born = row.born?;
    let same_birth = born.earliest() <= person.born.latest() && person.born.earliest() <= born.latest();
    let same_commune = match (row.unit, person.unit) {
        (Some(row), Some(home)) => row == home,
        (None, _) => row.place.is_none(),
        (Some(_), None) => false,
    };
    (same_birth && same_commune).then_some(Certainty::Probable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, born: &str, number: &str, unit: i64, place: &str) -> OutsideRow {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        OutsideRow {
            list: OutsideList::Deaths,
            full_name: name.to_owned(),
            folded_name: crate::names::search_key(name),
            born: dates::parse_born_iso(born),
            sex: None,
            number: some(number),
            unit: (unit > 0).then_some(UnitId(unit)),
            place: some(place),
            on: None,
            pension: None,
            amount: None,
            residence: None,
            paper: None,
            source: None,
        }
    }

    #[test]
    fn a_number_needs_the_name_and_a_name_needs_birth_and_commune() {
        // The person: Lê An, born 1950-03-02, of unit 1; second column: has that number, has a citizen number.
        for (listed, (same, citizen), expected) in [
            (row("LÊ AN", "", "072050000001", 0, ""), (true, true), "exact"),
            (row("Lê Ân Tình", "", "072050000001", 0, ""), (true, true), "probable"),
            (row("Lê An", "1950-03-02", "072050000009", 1, ""), (false, true), "none"),
            (row("Lê An", "1950-03-02", "072050000009", 1, ""), (false, false), "probable"),
            (row("Lê An", "1950-03-02", "290123456", 1, ""), (false, true), "probable"),
            (row("Lê An", "1950", "", 1, ""), (false, true), "probable"),
            (row("Lê An", "1950", "", 0, ""), (false, true), "probable"),
            (row("Lê An", "1950", "", 0, "Thị trấn khác"), (false, true), "none"),
            (row("Lê An", "1950", "", 2, ""), (false, true), "none"),
            (row("Lê An", "1951", "", 1, ""), (false, true), "none"),
            (row("Lê An", "", "", 1, ""), (false, true), "none"),
            (row("Lê Ẩn", "1950-03", "", 1, ""), (false, false), "probable"),
        ] {
            let person = Candidate {
                folded_name: crate::names::search_key("Lê An"),
                born: dates::parse_born_iso("1950-03-02").unwrap(),
                has_number: same,
                has_citizen_number: citizen,
                unit: Some(UnitId(1)),
            };
            let found = compare(&listed, &person).map_or("none", Certainty::word);
            assert_eq!(found, expected, "{listed:?}");
        }
    }

    #[test]
    fn the_same_person_is_found_again_in_the_next_list() {
        assert_eq!(row("Lê An", "1950", "072050000001", 1, "x").key(), "072050000001");
        assert_eq!(
            row("LÊ AN", "1950-03", "", 1, "An Hòa").key(),
            row("Lê An", "1950-03", "", 1, "xã").key()
        );
        assert_ne!(row("Lê An", "1950", "", 0, "An Hòa").key(), row("Lê An", "1950", "", 0, "Lộc").key());
    }
}
