//! Amounts in words, for papers.

use law::Vnd;

/// Regional usage; official papers mostly write `linh` and `nghìn`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    pub empty_tens: EmptyTens,
    pub thousand: Thousand,
}

/// The word between a hundred and its units: một trăm *linh* năm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmptyTens {
    #[default]
    Linh,
    Le,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Thousand {
    #[default]
    Nghin,
    Ngan,
}

/// `Một triệu không trăm linh năm nghìn đồng`.
pub fn amount(amount: Vnd, style: Style) -> String {
    format!("{} đồng", capitalised(&number(amount.0, style)))
}

/// A whole number in lower case, without a unit.
pub fn number(number: i64, style: Style) -> String {
    let mut words = Vec::new();
    if number < 0 {
        words.push("âm");
    }
    spell(number.unsigned_abs(), style, Lead::First, &mut words);
    words.join(" ")
}

/// Whether higher digits have been spelled: then an empty hundred is said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    First,
    Follows,
}

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const BILLION: u64 = 1_000_000_000;

fn spell(number: u64, style: Style, lead: Lead, words: &mut Vec<&'static str>) {
    if number == 0 && lead == Lead::First {
        words.push(DIGITS[0]);
        return;
    }
    let mut lead = lead;
    if number >= BILLION {
        // Thousands of billions are `nghìn tỷ`, billions of billions `tỷ tỷ`.
        spell(number / BILLION, style, lead, words);
        words.push("tỷ");
        lead = Lead::Follows;
    }
    let thousand = match style.thousand {
        Thousand::Nghin => "nghìn",
        Thousand::Ngan => "ngàn",
    };
    let below = number % BILLION;
    for (group, unit) in
        [(below / 1_000_000, Some("triệu")), (below / 1_000 % 1_000, Some(thousand)), (below % 1_000, None)]
    {
        if group > 0 {
            spell_group(group as usize, style, lead, words);
            words.extend(unit);
            lead = Lead::Follows;
        }
    }
}

/// 1 to 999.
fn spell_group(group: usize, style: Style, lead: Lead, words: &mut Vec<&'static str>) {
    let (hundreds, tens, units) = (group / 100, group / 10 % 10, group % 10);
    let says_hundreds = hundreds > 0 || lead == Lead::Follows;
    if says_hundreds {
        words.extend([DIGITS[hundreds], "trăm"]);
    }
    match (tens, units) {
        (0, 0) => return,
        (0, _) if says_hundreds => words.push(match style.empty_tens {
            EmptyTens::Linh => "linh",
            EmptyTens::Le => "lẻ",
        }),
        (0, _) => {}
        (1, _) => words.push("mười"),
        (tens, _) => words.extend([DIGITS[tens], "mươi"]),
    }
    match (tens, units) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (1.., 5) => words.push("lăm"),
        (_, units) => words.push(DIGITS[units]),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_out() {
        check(
            Style::default(),
            "
            0              | Không đồng
            5              | Năm đồng
            10             | Mười đồng
            11             | Mười một đồng
            15             | Mười lăm đồng
            20             | Hai mươi đồng
            21             | Hai mươi mốt đồng
            24             | Hai mươi bốn đồng
            55             | Năm mươi lăm đồng
            100            | Một trăm đồng
            105            | Một trăm linh năm đồng
            111            | Một trăm mười một đồng
            1005           | Một nghìn không trăm linh năm đồng
            800000         | Tám trăm nghìn đồng
            2005000        | Hai triệu không trăm linh năm nghìn đồng
            10000015       | Mười triệu không trăm mười lăm đồng
            77255000       | Bảy mươi bảy triệu hai trăm năm mươi lăm nghìn đồng
            1000000001     | Một tỷ không trăm linh một đồng
            1071270000     | Một tỷ không trăm bảy mươi mốt triệu hai trăm bảy mươi nghìn đồng
            14625146000    | Mười bốn tỷ sáu trăm hai mươi lăm triệu một trăm bốn mươi sáu nghìn đồng
            1005000000000  | Một nghìn không trăm linh năm tỷ đồng
            1000000000000000005 | Một tỷ tỷ không trăm linh năm đồng
            -1500          | Âm một nghìn năm trăm đồng
            ",
        );
        check(
            Style { empty_tens: EmptyTens::Le, thousand: Thousand::Ngan },
            "
            1005           | Một ngàn không trăm lẻ năm đồng
            2105001        | Hai triệu một trăm lẻ năm ngàn không trăm lẻ một đồng
            ",
        );
    }

    fn check(style: Style, table: &str) {
        for line in table.lines().filter(|line| line.contains('|')) {
            let (number, words) = line.split_once('|').unwrap();
            assert_eq!(amount(Vnd(number.trim().parse().unwrap()), style), words.trim());
        }
    }

    /// Reads words back, by the grammar of the language and not by the code above.
    fn value(words: &str) -> u64 {
        let (mut total, mut below, mut group, mut digit) = (0u64, 0u64, 0u64, 0u64);
        for word in words.split(' ') {
            if let Some(known) = DIGITS.iter().position(|known| *known == word) {
                digit = known as u64;
                continue;
            }
            match word {
                "mốt" => digit = 1,
                "lăm" => digit = 5,
                "linh" => {}
                "mười" => (group, digit) = (group + 10, 0),
                "mươi" => (group, digit) = (group + digit * 10, 0),
                "trăm" => (group, digit) = (group + digit * 100, 0),
                "nghìn" => (below, group, digit) = (below + (group + digit) * 1_000, 0, 0),
                "triệu" => (below, group, digit) = (below + (group + digit) * 1_000_000, 0, 0),
                "tỷ" => {
                    (total, below, group, digit) = ((total + below + group + digit) * BILLION, 0, 0, 0);
                }
                other => panic!("{other}"),
            }
        }
        total + below + group + digit
    }

    proptest::proptest! {
        #[test]
        fn words_say_the_number(digits in 0u32..19, seed in 0..i64::MAX) {
            let amount = seed % 10i64.pow(digits);
            let words = number(amount, Style::default());
            proptest::prop_assert_eq!(value(&words), amount as u64, "{}", words);
        }
    }
}
