//! Administrative units: levels, kinds and how their names are written.
//!
//! "District" is a level of the dated tree that ends on 2025-06-30, not a promise of this program.

use crate::names;

/// Words of the database for an enum of ours: `ALL`, `word`, `from_word`.
#[macro_export]
macro_rules! worded {
    ($(#[$meta:meta])* $name:ident { $($(#[$on:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$on])* $variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            pub fn from_word(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

worded!(
    /// From the country down.
    Level { Province = "province", District = "district", Commune = "commune" }
);

worded!(
    /// What a unit calls itself. `City` stands on both upper levels.
    Kind {
        Province = "tinh",
        City = "thanh_pho",
        UrbanDistrict = "quan",
        RuralDistrict = "huyen",
        Town = "thi_xa",
        Ward = "phuong",
        Commune = "xa",
        Township = "thi_tran",
        SpecialZone = "dac_khu",
    }
);

impl Kind {
    /// The word before the name: `phường`.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Province => "tỉnh",
            Kind::City => "thành phố",
            Kind::UrbanDistrict => "quận",
            Kind::RuralDistrict => "huyện",
            Kind::Town => "thị xã",
            Kind::Ward => "phường",
            Kind::Commune => "xã",
            Kind::Township => "thị trấn",
            Kind::SpecialZone => "đặc khu",
        }
    }

    /// `phường Lộc Hưng`, `phường 1`.
    pub fn with_name(self, name: &str) -> String {
        format!("{} {name}", self.label())
    }
}

/// Folded words and abbreviations; longer ones first, so that `thi xa` is not `thi`.
const PREFIXES: &[(&str, Kind)] = &[
    ("thanh pho", Kind::City),
    ("thi tran", Kind::Township),
    ("thi xa", Kind::Town),
    ("dac khu", Kind::SpecialZone),
    ("phuong", Kind::Ward),
    ("huyen", Kind::RuralDistrict),
    ("tinh", Kind::Province),
    ("quan", Kind::UrbanDistrict),
    ("xa", Kind::Commune),
    ("tp.", Kind::City),
    ("tx.", Kind::Town),
    ("tt.", Kind::Township),
    ("p.", Kind::Ward),
    ("x.", Kind::Commune),
    ("h.", Kind::RuralDistrict),
    ("q.", Kind::UrbanDistrict),
    ("t.", Kind::Province),
    ("tp", Kind::City),
    ("tx", Kind::Town),
    ("tt", Kind::Township),
    ("p", Kind::Ward),
    ("q", Kind::UrbanDistrict),
];

/// The key under which a unit's name is found: folded, `y` as `i`, hyphens without spaces, numbers without
/// leading zeros.
pub fn name_key(name: &str) -> String {
    number_name(&names::search_key(name).replace(" - ", "-").replace('’', "'"))
}

/// The readings of a written unit: with its unit word taken off, and whole. `Xã Đàn` may be the xã Đàn or a
/// unit named so. Names come folded, numbered wards without leading zeros.
pub fn readings(text: &str) -> Vec<(Option<Kind>, String)> {
    let folded = name_key(text);
    let mut readings = Vec::new();
    for (prefix, kind) in PREFIXES {
        let Some(rest) = folded.strip_prefix(prefix) else { continue };
        let is_word = rest.starts_with(' ') || prefix.ends_with('.');
        let rest = rest.trim_start();
        // `P1`, `Q3`: an abbreviation may stand directly before a number.
        if !rest.is_empty() && (is_word || rest.bytes().all(|b| b.is_ascii_digit())) {
            readings.push((Some(*kind), number_name(rest)));
            break;
        }
    }
    readings.push((None, folded));
    readings
}

fn number_name(name: &str) -> String {
    let stripped = name.trim_start_matches('0');
    let is_number = !stripped.is_empty() && stripped.bytes().all(|b| b.is_ascii_digit());
    if is_number { stripped.to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unit_words_come_off() {
        for (text, kind, name) in [
            ("Phường Lộc Hưng", Some(Kind::Ward), "loc hung"),
            ("P. Lộc Hưng", Some(Kind::Ward), "loc hung"),
            ("p.Lộc Hưng", Some(Kind::Ward), "loc hung"),
            ("P05", Some(Kind::Ward), "5"),
            ("phường 5", Some(Kind::Ward), "5"),
            ("THỊ XÃ TRẢNG BÀNG", Some(Kind::Town), "trang bang"),
            ("TX Trảng Bàng", Some(Kind::Town), "trang bang"),
            ("Xã Phước Chỉ", Some(Kind::Commune), "phuoc chi"),
            ("TP.HCM", Some(Kind::City), "hcm"),
            ("Phước Chỉ", None, "phuoc chi"),
            ("Tân Phú", None, "tan phu"),
            ("Quảng Trị", None, "quang tri"),
            ("Quý Lộc", None, "qui loc"),
            ("Phường", None, "phuong"),
        ] {
            assert_eq!(readings(text)[0], (kind, name.to_owned()), "{text}");
        }
        assert_eq!(readings("Xã Đàn")[1], (None, "xa dan".to_owned()));
        assert_eq!(name_key("Phan Rang - Tháp Chàm"), name_key("Phan Rang-Tháp Chàm"));
    }

    #[test]
    fn words_return_to_their_enum() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_word(kind.word()), Some(*kind));
        }
        assert_eq!(Kind::Ward.with_name("1"), "phường 1");
        assert_eq!(Level::from_word("ward"), None);
    }
}
