//! What nobody should learn by chance: an infection with HIV. It stands in facts, in categories and in the reasons of
//! amounts; lists, papers, notices and searches never tell it, a person's own page tells it to those who may read what
//! is sensitive, and each such reading is an entry of the journal.
//!
//! Children's groups and protection cases have their own gates: `children`, `protection`.

use crate::{Ctx, Field, OfficeError, Permission};
use domain::children::ChildGroup;
use domain::facts::FactKind;
use domain::labels::Labels;
use domain::names::fold;

/// Instead of a sentence that would tell it.
pub const HIDDEN: &str = "Điều kiện được giữ kín: người được xem thông tin nhạy cảm mở hồ sơ của người này.";

/// Whether the text names the infection.
pub fn tells(text: &str) -> bool {
    text.as_bytes().windows(3).any(|three| three.eq_ignore_ascii_case(b"hiv"))
}

pub(crate) fn is_of(kind: FactKind) -> bool {
    kind == FactKind::Hiv
}

/// The sentence, or what stands in its place.
pub(crate) fn told(text: String) -> String {
    if tells(&text) { HIDDEN.to_owned() } else { text }
}

/// Whether the officer may read it where it must be known.
pub(crate) fn sees(ctx: &Ctx) -> bool {
    let units =
        ctx.officer.scope(Permission::ReadSensitive).map(|scope| scope.units(Some(Field::Assistance)));
    units.is_some_and(|units| units.is_none_or(|units| !units.is_empty()))
}

/// Writes down that the officer has read it. `what` names a row by its number.
pub(crate) fn note(ctx: &Ctx, what: &str) -> Result<(), OfficeError> {
    ctx.write(Permission::ReadSensitive, "sensitive.read", what, |_, _| Ok(()))
}

/// Whether a row of a list tells something that must not lie about in clear: it is then not kept when it is set aside.
pub(crate) fn is_secret_row<'c>(cells: impl IntoIterator<Item = &'c str>) -> bool {
    const WORDS: &[&str] = &["hiv", "aids", "xam hai", "bao luc", "mua ban", "ma tuy"];
    let groups = Labels::<ChildGroup>::new();
    cells.into_iter().any(|cell| {
        let folded = fold(cell);
        WORDS.iter().any(|word| folded.contains(word))
            || groups.find(cell).is_some_and(ChildGroup::is_sensitive)
    })
}

/// A reason without what it quotes from the row.
pub(crate) fn unquoted(reason: &str) -> String {
    let mut out = String::with_capacity(reason.len());
    let mut depth = 0;
    for c in reason.chars() {
        match c {
            '“' => {
                depth += 1;
                if depth == 1 {
                    out.push_str("“…”");
                }
            }
            '”' => depth -= i32::from(depth > 0),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_infection_is_known_by_its_name() {
        for (text, expected) in
            [("Người nhiễm HIV/AIDS", true), ("poor_child_with_hiv", true), ("hi vọng", false)]
        {
            assert_eq!(tells(text), expected, "{text}");
        }
        assert_eq!(told("Trẻ em nhiễm HIV".to_owned()), HIDDEN);
        assert_eq!(told("Trẻ em mồ côi".to_owned()), "Trẻ em mồ côi");
    }

    #[test]
    fn rows_that_tell_are_not_kept_and_reasons_quote_nothing() {
        assert!(is_secret_row(["Nguyễn Thị Út", "TE10"]));
        assert!(is_secret_row(["Trẻ em bị xâm hại"]));
        assert!(!is_secret_row(["Nguyễn Thị Út", "TE01", "người khuyết tật nặng"]));
        let reason = "không tìm thấy người “Nguyễn Thị Út”, sinh “1948”";
        assert_eq!(unquoted(reason), "không tìm thấy người “…”, sinh “…”");
    }
}
