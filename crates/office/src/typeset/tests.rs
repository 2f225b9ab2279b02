use super::*;
use jiff::civil::date;
use serde_json::json;

const SAMPLE: Layout = Layout {
    name: "sample",
    source: "#import \"common.typ\": paper\n#let data = json(\"data.json\")\n\
        #show: paper.with(title: data.title)\n#for line in data.lines { par(line) }\n",
};

/// Every letter of Vietnamese: vowels with their marks and tones, both cases, and the rest of the alphabet.
fn letters() -> String {
    let vowels = "aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ";
    let rest = "bcdđghklmnpqrstvxfjwz 0123456789 .,;:–-“”‘’…%/()₫§№";
    format!("{vowels}{rest}{}{}", vowels.to_uppercase(), rest.to_uppercase())
}

#[test]
fn every_face_has_every_vietnamese_letter() {
    assert_eq!(world::MEASURES.len(), 4);
    let wanted = letters();
    assert_eq!(wanted.chars().filter(|c| "đĐ".contains(*c)).count(), 2, "the list itself holds đ");
    for font in world::MEASURES.iter() {
        let missing: String = wanted
            .chars()
            .filter(|c| *c != ' ' && font.ttf().glyph_index(*c).is_none_or(|glyph| glyph.0 == 0))
            .collect();
        assert_eq!(missing, "", "{:?}", font.font().info().variant);
    }
}

#[test]
fn the_same_data_gives_the_same_bytes() {
    let data =
        json!({ "title": "Thử", "lines": ["Nguyễn Thị Đẹp # *[không phải lệnh]* \\ \"", "Ửng Ngọc Quỳnh"] });
    let first = pdf(SAMPLE, &data, date(2023, 12, 20)).unwrap();
    let again = pdf(SAMPLE, &data, date(2023, 12, 20)).unwrap();
    assert_eq!(first.bytes, again.bytes);
    assert_eq!(first.pages.get(), 1);
    let text = String::from_utf8_lossy(&first.bytes);
    assert!(text.contains("pdfaid:part>2<") || text.contains("pdfaid:part=\"2\""), "PDF/A-2 is declared");
    let later = pdf(SAMPLE, &data, date(2023, 12, 21)).unwrap();
    assert_ne!(first.bytes, later.bytes);
}

#[test]
fn a_layout_that_fails_says_so() {
    let error = pdf(Layout { name: "broken", source: "#nowhere" }, &json!({}), date(2023, 1, 1)).unwrap_err();
    assert_eq!(error.code(), "typeset_layout");
    assert!(error.to_string().contains("broken"));
}

#[test]
fn lines_are_counted_as_they_break() {
    let column = measure::mm(30);
    assert_eq!(measure::lines("Nguyễn Văn An", 90, column), 1);
    assert_eq!(measure::lines("", 90, column), 1);
    assert_eq!(measure::lines("một\nhai", 90, column), 2);
    assert_eq!(measure::lines("Người khuyết tật đặc biệt nặng là người cao tuổi", 90, column), 3);
    // Twelve digits at 8.5 points: each is half an em wide.
    assert_eq!(measure::width("072039001234", 85), 12 * 85 * 127 * 100 / 72);
}
