//! Martyrs' remains, cemeteries and graves: what was searched for, found, identified and buried, and where each lies.

use crate::ids::{PersonId, UnitId};
use crate::labels::labelled;
use crate::worded;
use jiff::civil::Date;

worded!(
    /// What was done about remains.
    RemainsWork {
        /// Looked for; nothing was found yet.
        Search = "search",
        /// Found in the field and brought to a cemetery.
        Repatriation = "repatriation",
        /// Brought here out of another cemetery, at the family's wish.
        Relocation = "relocation",
    }
);

labelled!(RemainsWork {
    Search = "Tìm kiếm",
    Repatriation = "Quy tập" | "Tìm kiếm, quy tập",
    Relocation = "Di chuyển" | "Di chuyển hài cốt",
});

worded!(
    /// Where the test of identity stands: by objects found or by genes.
    IdentityTest { None = "none", Waiting = "waiting", Matched = "matched", Unmatched = "unmatched" }
);

labelled!(IdentityTest {
    None = "Chưa giám định" | "Không giám định",
    Waiting = "Chờ kết quả" | "Đang giám định",
    Matched = "Đã xác định",
    Unmatched = "Không xác định được",
});

/// A point in millionths of a degree; positive north and east.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coordinates {
    pub latitude: i64,
    pub longitude: i64,
}

const DEGREE: i64 = 1_000_000;

impl Coordinates {
    /// `11.0345, 106.3567` or `11,0345; 106,3567`: degrees, latitude first.
    pub fn parse(text: &str) -> Option<Coordinates> {
        let (latitude, longitude) = match text.split_once(';') {
            Some(both) => both,
            None => text.split_once(", ").or_else(|| text.split_once(' '))?,
        };
        let (latitude, longitude) = (degrees(latitude)?, degrees(longitude)?);
        let inside = latitude.abs() <= 90 * DEGREE && longitude.abs() <= 180 * DEGREE;
        inside.then_some(Coordinates { latitude, longitude })
    }

    /// `11.0345; 106.3567`, which `parse` reads back.
    pub fn shown(self) -> String {
        format!("{}; {}", decimal(self.latitude), decimal(self.longitude))
    }
}

fn degrees(text: &str) -> Option<i64> {
    let text = text.trim().trim_end_matches('°').replace(',', ".");
    let (negative, bare) = text.strip_prefix('-').map_or((false, text.as_str()), |rest| (true, rest));
    let (whole, fraction) = bare.split_once('.').unwrap_or((bare, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || whole.len() > 3 || fraction.len() > 6 {
        return None;
    }
    let fraction: i64 = format!("{fraction:0<6}").parse().ok()?;
    let sum = whole.parse::<i64>().ok()? * DEGREE + fraction;
    Some(if negative { -sum } else { sum })
}

fn decimal(millionths: i64) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let (whole, fraction) = (millionths.abs() / DEGREE, millionths.abs() % DEGREE);
    let fraction = format!("{fraction:06}");
    let fraction = fraction.trim_end_matches('0');
    format!("{sign}{whole}.{}", if fraction.is_empty() { "0" } else { fraction })
}

/// One search, repatriation or relocation; its number is its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remains {
    pub number: String,
    pub work: RemainsWork,
    /// The martyr, where the name is known and has a file here.
    pub martyr: Option<PersonId>,
    /// Commune of the office's area in which they were found; elsewhere only `place` says it.
    pub unit: Option<UnitId>,
    /// Where they were found or looked for, in words.
    pub place: String,
    pub coordinates: Option<Coordinates>,
    /// Who told of the place.
    pub information: Option<String>,
    /// The unit that searched, such as the military command.
    pub done_by: String,
    pub found_on: Option<Date>,
    /// Sets of remains; 0 while nothing was found.
    pub sets: i64,
    pub test: IdentityTest,
    pub test_paper: Option<String>,
    /// Code of the cemetery in which they were buried.
    pub cemetery: Option<String>,
    pub buried_on: Option<Date>,
    /// Who held the ceremony.
    pub ceremony: Option<String>,
    /// Number and date of the minutes.
    pub minutes: Option<String>,
    pub note: Option<String>,
}

impl Remains {
    /// What cannot be: a Vietnamese reason and the column that it belongs to.
    pub fn problem(&self) -> Option<(&'static str, &'static str)> {
        let found = self.work != RemainsWork::Search;
        if found && self.sets < 1 {
            return Some(("Số bộ", "quy tập hoặc di chuyển phải có ít nhất một bộ hài cốt"));
        }
        if found && self.found_on.is_none() && self.buried_on.is_none() {
            return Some(("Ngày tìm thấy", "phải có ngày tìm thấy hoặc ngày an táng"));
        }
        if matches!((self.found_on, self.buried_on), (Some(found), Some(buried)) if buried < found) {
            return Some(("Ngày an táng", "ngày an táng trước ngày tìm thấy"));
        }
        if self.buried_on.is_some() && self.cemetery.is_none() {
            return Some(("Nghĩa trang", "đã an táng thì phải ghi mã nghĩa trang"));
        }
        None
    }
}

/// A cemetery of martyrs; its code is its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cemetery {
    pub code: String,
    pub name: String,
    pub unit: UnitId,
    pub address: Option<String>,
    /// Graves that it was laid out for.
    pub capacity: Option<i64>,
    pub built_year: Option<i16>,
    pub caretaker: Option<String>,
    pub note: Option<String>,
}

worded!(
    /// How much is known of who lies there.
    GraveIdentity { Full = "full", Partial = "partial", Unknown = "unknown" }
);

labelled!(GraveIdentity {
    Full = "Đủ thông tin",
    Partial = "Thiếu thông tin" | "Thiếu",
    Unknown = "Chưa xác định được thông tin" | "Chưa có" | "Vô danh" | "Chưa biết tên",
});

worded!(GraveCondition { Good = "good", Worn = "worn", Damaged = "damaged" });

labelled!(GraveCondition {
    Good = "Tốt",
    Worn = "Xuống cấp",
    Damaged = "Hư hỏng" | "Hỏng",
});

worded!(
    /// How the dead came to this grave.
    GraveOrigin { Buried = "buried", Repatriated = "repatriated", Relocated = "relocated", Symbolic = "symbolic" }
);

labelled!(GraveOrigin {
    Buried = "An táng ban đầu" | "An táng",
    Repatriated = "Quy tập",
    Relocated = "Di chuyển đến",
    Symbolic = "Mộ vọng",
});

/// One grave; cemetery, section, row and number are its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grave {
    pub cemetery: String,
    pub section: String,
    pub row: String,
    pub number: String,
    pub martyr: Option<PersonId>,
    /// As the stone says, where no file is linked.
    pub name: Option<String>,
    pub buried_on: Option<Date>,
    pub origin: GraveOrigin,
    /// Place, day and record from which it was brought here.
    pub origin_note: Option<String>,
    pub identity: GraveIdentity,
    pub condition: GraveCondition,
    /// School, union or family that looks after it.
    pub caretaker: Option<String>,
}

impl Grave {
    /// `NT01/A/3/12`: how care logs name a grave.
    pub fn code(&self) -> String {
        let parts = [&self.cemetery, &self.section, &self.row, &self.number];
        parts.map(String::as_str).join("/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::{Labelled, Labels};
    use jiff::civil::date;

    #[test]
    fn coordinates_are_read_and_written() {
        for (text, shown) in [
            ("11.0345, 106.3567", Some("11.0345; 106.3567")),
            ("11,0345; 106,3567", Some("11.0345; 106.3567")),
            ("-3.5; 7", Some("-3.5; 7.0")),
            ("11.0345 106.35", Some("11.0345; 106.35")),
            ("91; 106", None),
            ("11.0345", None),
            ("11.03456789; 106", None),
            ("bờ sông; phía đông", None),
        ] {
            assert_eq!(Coordinates::parse(text).map(Coordinates::shown).as_deref(), shown, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_shown_is_read_back(latitude in -90_000_000i64..=90_000_000, longitude in -180_000_000i64..=180_000_000) {
            let point = Coordinates { latitude, longitude };
            proptest::prop_assert_eq!(Coordinates::parse(&point.shown()), Some(point));
        }
    }

    #[test]
    fn remains_are_found_before_they_are_buried() {
        let found = Remains {
            number: "QT1".to_owned(),
            work: RemainsWork::Repatriation,
            martyr: None,
            unit: None,
            place: "Bời Lời".to_owned(),
            coordinates: None,
            information: None,
            done_by: "Ban chỉ huy quân sự".to_owned(),
            found_on: Some(date(2023, 3, 1)),
            sets: 1,
            test: IdentityTest::None,
            test_paper: None,
            cemetery: Some("NT01".to_owned()),
            buried_on: Some(date(2023, 7, 26)),
            ceremony: None,
            minutes: None,
            note: None,
        };
        let column = |remains: &Remains| remains.problem().map(|(column, _)| column);
        assert_eq!(column(&found), None);
        assert_eq!(column(&Remains { sets: 0, ..found.clone() }), Some("Số bộ"));
        assert_eq!(
            column(&Remains { buried_on: Some(date(2023, 2, 1)), ..found.clone() }),
            Some("Ngày an táng")
        );
        assert_eq!(column(&Remains { cemetery: None, ..found.clone() }), Some("Nghĩa trang"));
        let dateless = Remains { found_on: None, buried_on: None, ..found.clone() };
        assert_eq!(column(&dateless), Some("Ngày tìm thấy"));
        assert_eq!(
            column(&Remains { work: RemainsWork::Search, sets: 0, found_on: None, buried_on: None, ..found }),
            None
        );
    }

    #[test]
    fn labels_lead_back() {
        for state in GraveIdentity::ALL {
            assert_eq!(Labels::new().find(state.label()), Some(*state));
            assert_eq!(GraveIdentity::from_word(state.word()), Some(*state));
        }
    }
}
