use super::*;
use crate::figures::{Comparison, FigureKey, Target, Verdict};
use crate::ratio::Decimal2;
use crate::reports::document::plain;

fn answer(id: &str, value: Value) -> Answer {
    Answer {
        key: FigureKey::find(id, 2023).unwrap(),
        value: Some(value),
        ratio: None,
        target: None,
        rows: 1,
        from_totals: 0,
    }
}

fn address(answers: Vec<Answer>) -> (Document, String) {
    let data = YearAddress {
        office: "Phòng Lao động".to_owned(),
        area: "thị xã Trảng Bàng".to_owned(),
        year: 2023,
        answers,
        difficulties: Vec::new(),
        edits: BTreeMap::new(),
    };
    let document = year_address(&data);
    let text: Vec<String> = document.blocks.iter().flat_map(Block::runs).map(plain).collect();
    (document, text.join("\n"))
}

#[test]
fn sections_stand_on_their_figures() {
    let target = Target { comparison: Comparison::Below, value: Decimal2(100), paper: String::new() };
    let verdict = Answer { target: Some(target), ..answer("poverty.target", Value::Verdict(Verdict::Met)) };
    let (document, text) = address(vec![
        answer("merit.monthly.beneficiaries", Value::Number(2_113)),
        answer("merit.monthly.amount", Value::Number(4_312_500_000)),
        answer("poverty.2023.households", Value::Number(204)),
        answer("poverty.2023.rate", Value::Decimal(Decimal2(46))),
        answer("poverty.2023.decrease", Value::Number(61)),
        answer("poverty.2023.rate_decrease", Value::Decimal(Decimal2(15))),
        verdict,
        answer("registry.merit", Value::Number(6_213)),
        answer("registry.martyrs", Value::Number(3_770)),
        answer("registry.heroic_mothers", Value::Number(578)),
        answer("registry.heroic_mothers.living", Value::Number(6)),
    ]);
    for said in [
        "có trên 2.000 người được chi trả trợ cấp ưu đãi hằng tháng, số tiền trên 4 tỷ đồng mỗi tháng.",
        "còn 204 hộ nghèo, chiếm 0,46% tổng số hộ dân cư; trong một năm giảm 61 hộ, tương ứng 0,15 điểm phần trăm.",
        "giữ tỷ lệ hộ nghèo dưới 1% của Nghị quyết, năm 2023 đạt chỉ tiêu đề ra.",
        "hồ sơ của trên 6.000 người có công và thân nhân; trong đó có 3.770 liệt sĩ đã anh dũng hy sinh, 578 Bà mẹ",
        "đến nay còn 06 mẹ",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert!(!text.contains("Cuối năm 2022"), "no figure, no sentence");
    let headings = document.blocks.iter().filter(|block| matches!(block, Block::Heading { .. })).count();
    assert_eq!(headings, 3);
    let exact: Vec<&str> = document.figures().iter().map(|figure| figure.exact.as_str()).collect();
    assert!(exact.contains(&"4.312.500.000 đồng"));
}

#[test]
fn what_grew_is_not_called_a_decrease() {
    let (_, text) = address(vec![
        answer("poverty.2023.households", Value::Number(210)),
        answer("poverty.2023.decrease", Value::Number(-6)),
        answer("poverty.2023.rate_decrease", Value::Decimal(Decimal2(-1))),
    ]);
    assert!(text.contains("trong một năm tăng 06 hộ, tương ứng 0,01 điểm phần trăm."), "{text}");
}

#[test]
fn an_empty_office_gives_a_speech_without_sections() {
    let (document, _) = address(Vec::new());
    assert!(document.figures().is_empty());
    assert!(!document.blocks.iter().any(|block| matches!(block, Block::Heading { .. } | Block::List(_))));
}

#[test]
fn every_figure_of_a_sentence_is_in_the_catalogue() {
    let said = [include_str!("sections.rs"), include_str!("poverty.rs"), include_str!("mod.rs")];
    let mut found = 0;
    for slot in said.iter().flat_map(|text| text.split('{').skip(1)).filter_map(|rest| rest.split('}').next())
    {
        let id = slot.trim_end_matches('~').trim_end_matches("@target");
        let is_id = id.contains('.') && id.bytes().all(|b| b.is_ascii_lowercase() || b"._".contains(&b));
        // What a format string puts together (`poverty.{year}…`) is no id.
        if is_id && !id.ends_with('.') && !id.contains("..") {
            found += 1;
            assert!(FigureKey::find(id, 2023).is_some(), "{id}");
        }
    }
    assert!(found > 50, "{found}");
}

#[test]
fn a_sentence_is_said_otherwise_around_the_same_figures() {
    let mut data = YearAddress {
        office: "Phòng Lao động".to_owned(),
        area: "thị xã Trảng Bàng".to_owned(),
        year: 2023,
        answers: vec![answer("merit.remains", Value::Number(3))],
        difficulties: Vec::new(),
        edits: BTreeMap::new(),
    };
    let ours =
        year_prose(&data).into_iter().find(|prose| prose.template.contains("{merit.remains}")).unwrap();
    assert_eq!(ours.edit, None);
    assert!(plain(&ours.runs.unwrap()).contains("quy tập được 03 hài cốt"));
    data.edits.insert(ours.template.clone(), "Đã đón {merit.remains} liệt sĩ về {area}.".to_owned());
    let said = year_address(&data).blocks.iter().flat_map(Block::runs).map(plain).collect::<Vec<_>>();
    assert!(said.contains(&"Đã đón 03 liệt sĩ về thị xã Trảng Bàng.".to_owned()), "{said:?}");
    let check = |text: &str, sound| assert_eq!(prose_problem(&data, text).is_none(), sound, "{text}");
    check("Có {merit.remains~} liệt sĩ[, nhiều hơn {merit.remains@target}].", true);
    check("Năm {next_year}, {office} làm tiếp.", true);
    check("", false);
    check("Có {merit.remains liệt sĩ.", false);
    check("Có {khong.co} liệt sĩ.", false);
    check("Có [a [b]].", false);
    check("Có a].", true);
    check("Có a}.", false);
}
