//! Names of people and places: cleaning, keys for search, comparison and order.
//!
//! A name is stored as it was given, cleaned; every key is derived and may be computed again.

use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// NFC, single spaces, no invisible characters, and the letter đ instead of its look-alikes Ð, Ɖ, ð.
pub fn clean(text: &str) -> String {
    cleaned(text).into_owned()
}

fn cleaned(text: &str) -> Cow<'_, str> {
    if is_clean(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        match c {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '\u{d0}' | '\u{189}' => out.push('Đ'),
            '\u{f0}' => out.push('đ'),
            c if c.is_whitespace() || c.is_control() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// Lower case without marks, đ as d: `Nguyễn Thị Hòa` and `NGUYỄN THỊ HOÀ` give `nguyen thi hoa`.
pub fn fold(text: &str) -> String {
    let text = cleaned(text);
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match known(c) {
            _ if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            Some(known) => folded.push(known.plain),
            None => return fold_unknown(&text),
        }
    }
    folded
}

fn fold_unknown(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).map(plain_d).collect()
}

/// `fold`, and `y` for `i` where both spellings of a syllable are in use: `sỹ` and `sĩ`, `quý` and `quí`.
pub fn search_key(text: &str) -> String {
    let folded = fold(text);
    if !folded.contains('y') {
        return folded;
    }
    let words = folded.split(' ').map(|word| match word.strip_suffix('y') {
        Some(start) if is_consonants(start) || start == "qu" => format!("{start}i"),
        Some(_) | None => word.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The words of `search_key`, each once, only `0-9a-z`: what people are looked up by. Letters of other scripts
/// become their code points.
pub fn search_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in search_key(text).split(|c: char| !c.is_alphanumeric()) {
        let plain = if word.is_ascii() { Cow::Borrowed(word) } else { Cow::Owned(code_points(word)) };
        if !plain.is_empty() && !words.iter().any(|known| *known == plain) {
            words.push(plain.into_owned());
        }
    }
    words
}

fn code_points(word: &str) -> String {
    let mut plain = String::with_capacity(word.len() * 4);
    for c in word.chars() {
        if c.is_ascii() { plain.push(c) } else { plain.push_str(&format!("z{:06x}", u32::from(c))) }
    }
    plain
}

/// Whether a word of a name may be what somebody types, of which the compare key is given: letters typed without marks
/// mean any, typed vowels without a tone mean any tone. The folded words are the same already.
pub fn marks_agree(typed: &str, word: &str) -> bool {
    if typed.is_ascii() {
        return true;
    }
    let word = compare_key(word);
    let same_letter = |a: char, b: char| a == b || matches!((a, b), ('y', 'i') | ('i', 'y'));
    let agrees = |(asked, has): (char, char)| {
        let ((asked_letter, asked_tone), (letter, tone)) = (without_tone(asked), without_tone(has));
        (asked.is_ascii() || same_letter(asked_letter, letter))
            && (asked_tone.is_none() || asked_tone == tone)
    };
    typed.chars().zip(word.chars()).all(agrees)
}

/// Equal for two spellings of one name: lower case, all marks kept, tones of `oa oe uy` in the old style
/// (`hòa`, `khỏe`, `thủy`, but `quý`).
pub fn compare_key(text: &str) -> String {
    let lower = lower_case(&cleaned(text));
    let mut out = String::with_capacity(lower.len());
    let is_letter = |c: char| c.is_ascii_alphabetic() || known(c).is_some() || c.is_alphabetic();
    for piece in lower.split_inclusive(|c: char| !is_letter(c)) {
        let end = piece.char_indices().rev().find(|(_, c)| is_letter(*c));
        let (word, rest) = piece.split_at(end.map_or(0, |(at, c)| at + c.len_utf8()));
        push_old_style(word, &mut out);
        out.push_str(rest);
    }
    out
}

fn lower_case(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    for c in text.chars() {
        match known(c) {
            _ if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
            Some(known) => lower.push(known.lower),
            None => return text.to_lowercase(),
        }
    }
    lower
}

/// The parts of a full name. A given name of two words is not recognised as such.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// Họ; empty for a name of one word.
    pub family: &'a str,
    /// Đệm: what stands between, often nothing.
    pub middle: &'a str,
    /// Tên: the last word.
    pub given: &'a str,
}

/// Splits a cleaned name.
pub fn parts(full_name: &str) -> Parts<'_> {
    let Some((rest, given)) = full_name.rsplit_once(' ') else {
        return Parts { family: "", middle: "", given: full_name };
    };
    let (family, middle) = rest.split_once(' ').unwrap_or((rest, ""));
    Parts { family, middle, given }
}

/// A text whose byte order is the order of office lists: given name, then family name, then middle name, each
/// by the Vietnamese alphabet, tones after letters. Only `0-9a-z`, so that every collation agrees.
pub fn sort_key(full_name: &str) -> String {
    let name = cleaned(full_name);
    let Parts { family, middle, given } = parts(&name);
    let mut out = String::with_capacity(name.len() * 2);
    for word in [given, family].into_iter().chain(middle.split(' ')).filter(|word| !word.is_empty()) {
        word_key(word, &mut out);
    }
    out
}

/// The alphabet's order for lists by full name or of places.
pub fn alphabetical_key(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for word in cleaned(text).split(' ').filter(|word| !word.is_empty()) {
        word_key(word, &mut out);
    }
    out
}

const LETTERS: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
/// In the order of dictionaries: huyền, hỏi, ngã, sắc, nặng; no tone comes before them.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];
const BASE36: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Letters, `0`, tones, `0`: a word sorts before its continuations, and by letters before tones. Signs such as
/// the apostrophe do not count.
fn word_key(word: &str, out: &mut String) {
    let mut tones = String::new();
    for c in lower_case(word).chars() {
        let (letter, tone) = without_tone(c);
        tones.extend(tone.map(|tone| char::from(BASE36[tone + 1])));
        if let Some(place) = known(c).map_or_else(|| place(letter), |known| Some(known.place)) {
            out.push(char::from(BASE36[place + 1]));
        } else if letter.is_ascii_digit() {
            out.extend(['y', letter]);
        } else if letter.is_alphabetic() {
            out.push_str(&format!("z{:06x}", u32::from(letter)));
        }
    }
    out.push('0');
    out.push_str(&tones);
    out.push('0');
}

/// A letter with a mark, in one character, as texts hold them: what is derived from it again and again.
#[derive(Clone, Copy)]
struct Known {
    lower: char,
    /// Lower case, without tone.
    letter: char,
    tone: Option<usize>,
    /// Without any mark.
    plain: char,
    /// Of the letter in the alphabet.
    place: usize,
}

/// The letters of the alphabet that are not ASCII, lower and upper case, by their places in Unicode.
static KNOWN: LazyLock<Vec<Option<Known>>> = LazyLock::new(|| {
    let known = |c: char| {
        let lower = c.to_lowercase().next().unwrap_or(c);
        let (letter, tone) = taken_apart(lower);
        let plain = std::iter::once(letter).nfd().next().map_or(letter, plain_d);
        Some(Known { lower, letter, tone, plain, place: place(letter)? })
    };
    (LATIN.0..=LATIN.1).chain(VIETNAMESE.0..=VIETNAMESE.1).map(known).collect()
});
const LATIN: (char, char) = ('\u{c0}', '\u{1b0}');
const VIETNAMESE: (char, char) = ('\u{1ea0}', '\u{1ef9}');

/// Of a letter without tone in the alphabet.
fn place(letter: char) -> Option<usize> {
    LETTERS.chars().position(|known| known == letter)
}

fn known(c: char) -> Option<&'static Known> {
    let place = |from: char| u32::from(c) - u32::from(from);
    let place = match c {
        _ if (LATIN.0..=LATIN.1).contains(&c) => place(LATIN.0),
        _ if (VIETNAMESE.0..=VIETNAMESE.1).contains(&c) => {
            u32::from(LATIN.1) - u32::from(LATIN.0) + 1 + place(VIETNAMESE.0)
        }
        _ => return None,
    };
    KNOWN.get(usize::try_from(place).ok()?)?.as_ref()
}

/// Known letters and printable ASCII, with single spaces inside: nothing is left to clean.
fn is_clean(text: &str) -> bool {
    let mut before = ' ';
    for c in text.chars() {
        let is_plain = c.is_ascii_graphic() || c == ' ' && before != ' ' || known(c).is_some();
        if !is_plain {
            return false;
        }
        before = c;
    }
    text.is_empty() || before != ' '
}

/// The letter and the index of its tone. Vowel signs (ă â ê ô ơ ư) belong to the letter.
fn without_tone(c: char) -> (char, Option<usize>) {
    if c.is_ascii() {
        return (c, None);
    }
    match known(c) {
        Some(known) if known.lower == c => (known.letter, known.tone),
        Some(_) | None => taken_apart(c),
    }
}

fn taken_apart(c: char) -> (char, Option<usize>) {
    let mut tone = None;
    let rest: String = std::iter::once(c)
        .nfd()
        .filter(|mark| match TONES.iter().position(|known| known == mark) {
            Some(found) => {
                tone = Some(found);
                false
            }
            None => true,
        })
        .nfc()
        .collect();
    (rest.chars().next().unwrap_or(c), tone)
}

/// Moves a tone from the second to the first vowel of a final `oa`, `oe`, `uy`.
fn push_old_style(word: &str, out: &mut String) {
    let mut chars = word.chars();
    if let (Some(second), Some(first)) = (chars.next_back(), chars.next_back())
        && let (plain, Some(tone)) = without_tone(second)
        && matches!((first, plain), ('o', 'a' | 'e') | ('u', 'y'))
        // The u of `qu` is part of the consonant.
        && !word.starts_with("qu")
    {
        out.push_str(chars.as_str());
        out.extend([first, TONES[tone]].into_iter().nfc());
        out.push(plain);
    } else {
        out.push_str(word);
    }
}

fn plain_d(c: char) -> char {
    if c == 'đ' { 'd' } else { c }
}

fn is_consonants(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() && !b"aeiouy".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        // as given | compare key | fold | search key
        check(
            "
            Nguyễn Thị Hoà        | nguyễn thị hòa      | nguyen thi hoa     | nguyen thi hoa
            NGUYỄN  THỊ HÒA       | nguyễn thị hòa      | nguyen thi hoa     | nguyen thi hoa
            Nguye\u{302}\u{303}n Thi\u{323} Ho\u{300}a | nguyễn thị hòa | nguyen thi hoa | nguyen thi hoa
            \u{d0}ặng Văn Khoẻ    | đặng văn khỏe       | dang van khoe      | dang van khoe
            \u{feff}Lê\u{a0}Thuỷ\u{200b} | lê thủy      | le thuy            | le thuy
            Trần Quý              | trần quý            | tran quy           | tran qui
            Liệt sỹ Mỹ            | liệt sỹ mỹ          | liet sy my         | liet si mi
            Thoại Hoán Nguyệt     | thoại hoán nguyệt   | thoai hoan nguyet  | thoai hoan nguyet
            Hoà-Khoé, K'Dang      | hòa-khóe, k'dang    | hoa-khoe, k'dang   | hoa-khoe, k'dang
            Ỷ Lan                 | ỷ lan               | y lan              | y lan
            ",
        );
    }

    fn check(table: &str) {
        for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let [given, compare, folded, search] =
                line.split('|').map(|cell| cell.trim_matches(' ')).collect::<Vec<_>>()[..]
            else {
                panic!("four cells: {line}")
            };
            assert_eq!(compare_key(given), compare, "{given}");
            assert_eq!(fold(given), folded, "{given}");
            assert_eq!(search_key(given), search, "{given}");
        }
    }

    #[test]
    fn letters_in_one_piece_and_in_several_are_the_same() {
        for c in ('\u{20}'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}') {
            let text = format!("A{c}b");
            let pieces: String = text.nfd().collect();
            assert_eq!(clean(&text), clean(&pieces), "{c}");
            assert_eq!(fold(&text), fold(&pieces), "{c}");
            assert_eq!(without_tone(c), taken_apart(c), "{c}");
            assert_eq!(sort_key(&text), sort_key(&pieces), "{c}");
        }
        for text in ["", " ", " a", "a ", "a  b", "a\tb"] {
            assert!(text.is_empty() || !is_clean(text), "{text:?}");
        }
    }

    #[test]
    fn words_for_search_are_plain_and_single() {
        for (name, words) in [
            ("Nguyễn Thị Hoà", "nguyen thi hoa"),
            ("H' Mlô K’Dang", "h mlo k dang"),
            ("Lê Lê Mỹ", "le mi"),
            ("李", "z00674e"),
            (" - ", ""),
        ] {
            assert_eq!(search_words(name).join(" "), words);
        }
    }

    #[test]
    fn typed_marks_narrow() {
        for (typed, word, expected) in [
            ("Hoà", "Hòa", true),
            ("Hòa", "Hoa", false),
            ("hoa", "Hòa", true),
            ("hiê", "Hiền", true),
            ("hiề", "Hiển", false),
            ("đ", "Đào", true),
            ("dà", "Đào", true),
            ("Quý", "Quí", true),
        ] {
            assert_eq!(marks_agree(&compare_key(typed), word), expected, "{typed} {word}");
        }
    }

    #[test]
    fn cleaning_keeps_the_letters() {
        assert_eq!(clean(" Ðinh\t Thị\u{200b}\nĐào "), "Đinh Thị Đào");
        assert_eq!(clean("  "), "");
    }

    #[test]
    fn lists_sort_by_given_name() {
        let sorted = [
            "Nguyễn Văn An",
            "Trần An",
            "Lê Anh",
            "Lê Ánh",
            "Phạm Ân",
            "Bùi Bà",
            "Bùi Bá",
            "Cao Dũng",
            "Cao Đào",
            "Đỗ Hòa",
            "Lê Văn Hòa",
            "Lê Xuân Hoà",
            "Lý Văn Hòa",
            "Võ Ước",
            "Võ Vy",
            "Y",
        ];
        let mut names = sorted;
        names.reverse();
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, sorted);
        assert_eq!(sort_key("Lê Hòa"), sort_key("LÊ HOÀ"));
        assert!(sort_key("Lê Ñuna 5 李").bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
    }

    #[test]
    fn names_have_parts() {
        for (name, family, middle, given) in [
            ("Nguyễn Văn An", "Nguyễn", "Văn", "An"),
            ("Trần Thị Kim Anh", "Trần", "Thị Kim", "Anh"),
            ("Lê Hoa", "Lê", "", "Hoa"),
            ("Rơ", "", "", "Rơ"),
        ] {
            assert_eq!(parts(name), Parts { family, middle, given });
        }
    }

    proptest::proptest! {
        #[test]
        fn keys_do_not_depend_on_the_encoding(text in "[A-Za-zĂÂĐÊÔƠƯăâđêôơưàảãáạầẩẫấậèéìíòóùúỳýỹ' -]{0,24}") {
            let decomposed: String = text.nfd().collect();
            proptest::prop_assert_eq!(clean(&decomposed), clean(&text));
            for key in [fold, search_key, compare_key, sort_key, clean] {
                proptest::prop_assert_eq!(key(&decomposed), key(&text));
            }
            for key in [fold, search_key, compare_key, clean] {
                proptest::prop_assert_eq!(key(&key(&text)), key(&text));
            }
            proptest::prop_assert_eq!(fold(&compare_key(&text)), fold(&text));
        }
    }
}
