//! The words of the journal for people: commands and their details are kept as short codes, so that an entry means the
//! same in ten years.

use domain::Vnd;
use domain::decisions::DecisionKind;
use domain::ids::UnitId;
use domain::labels::Labelled;
use domain::payments::PaymentEvent;
use domain::payroll::RunKind;
use domain::protection::ProtectionState;
use domain::recovery::RecoveryPlan;
use office::Field;
use office::import::kinds::KINDS;
use std::collections::BTreeMap;

const COMMANDS: &[(&str, &str)] = &[
    ("budget.open_line", "mở dòng dự toán"),
    ("budget.record", "ghi dự toán"),
    ("campaign_approve", "duyệt danh sách quà"),
    ("campaign_deliver", "ghi kết quả trao quà"),
    ("campaign_draft", "lập danh sách quà"),
    ("campaign_record", "ghi đợt tặng quà"),
    ("campaign_settle", "quyết toán đợt tặng quà"),
    ("cases.open", "tiếp nhận hồ sơ"),
    ("cases.record", "ghi bước của hồ sơ"),
    ("cases.refresh", "tính lại thời hạn"),
    ("children.read_sensitive", "xem nhóm trẻ em nhạy cảm"),
    ("client_create", "cấp mã truy cập"),
    ("client_revoke", "thu hồi mã truy cập"),
    ("communes.accept", "nhận dòng báo cáo biến động"),
    ("communes.hand_in", "nộp báo cáo biến động"),
    ("communes.return", "trả lại dòng báo cáo biến động"),
    ("communes.withdraw", "rút báo cáo biến động"),
    ("decision.answer", "giải trình số tiền của quyết định"),
    ("decision.draft", "dự thảo quyết định"),
    ("decision.record", "ghi quyết định của cấp trên"),
    ("decision.sign", "ghi nhận quyết định đã ký"),
    ("decision.void", "hủy quyết định"),
    ("facts.record", "ghi thông tin của một người"),
    ("figures_answer", "giải trình số liệu"),
    ("figures_type", "ghi số liệu theo văn bản"),
    ("house.advance", "chuyển bước nhà tình nghĩa"),
    ("import", "nhập danh sách"),
    ("import.rehearse", "thử danh sách"),
    ("import.undo", "hủy lần nhập"),
    ("office_create", "lập cơ quan"),
    ("office_set", "ghi thông tin cơ quan"),
    ("officer_add", "thêm cán bộ"),
    ("officer_change_password", "đổi mật khẩu của mình"),
    ("officer_end", "khóa tài khoản cán bộ"),
    ("officer_end_sessions", "đăng xuất mọi nơi"),
    ("officer_give_role", "giao vai trò"),
    ("officer_second_factor", "đặt xác thực hai bước"),
    ("officer_set_password", "cấp lại mật khẩu"),
    ("officer_take_role", "thôi vai trò"),
    ("outside.confirm", "xác nhận người trong danh sách ngoài"),
    ("outside.reject", "loại người trong danh sách ngoài"),
    ("payroll.approve", "duyệt danh sách chi trả"),
    ("payroll.check", "kiểm tra danh sách chi trả"),
    ("payroll.close", "khóa kỳ chi trả"),
    ("payroll.prepare", "lập danh sách chi trả"),
    ("payroll.reconcile", "đối chiếu chi trả"),
    ("payroll.results", "ghi kết quả chi trả"),
    ("payroll.send", "chuyển danh sách chi trả"),
    ("payroll.tick", "ghi kết quả một khoản chi"),
    ("people.add", "thêm người"),
    ("people.correct", "sửa lý lịch"),
    ("people.death", "ghi việc chết"),
    ("people.distinct", "xác nhận hai người khác nhau"),
    ("people.merge", "gộp hồ sơ trùng"),
    ("people.number", "ghi số giấy tờ"),
    ("people.payee", "ghi người nhận tiền"),
    ("people.unmerge", "tách hồ sơ đã gộp"),
    ("poverty.decide", "quyết định phân loại hộ"),
    ("poverty.open", "mở kỳ rà soát"),
    ("poverty.step", "ghi bước rà soát"),
    ("protection.admit", "cho người khác xem vụ việc trẻ em"),
    ("protection.note", "ghi vụ việc trẻ em"),
    ("protection.receive", "tiếp nhận vụ việc trẻ em"),
    ("protection.step", "chuyển bước vụ việc trẻ em"),
    ("recovery.plan", "quyết định cách thu hồi"),
    ("recovery.receive", "thu tiền thu hồi"),
    ("report_freeze", "chốt báo cáo"),
    ("report_prose", "sửa lời văn báo cáo"),
    ("sensitive.read", "xem thông tin nhạy cảm"),
    ("takeover", "tiếp nhận danh sách cũ"),
    ("takeover.opening", "đặt tháng mở sổ"),
    ("takeover.resolve", "xử lý dòng tiếp nhận"),
    ("targets.set", "ghi chỉ tiêu"),
    ("vault.read", "mở nội dung đã mã hóa"),
];

/// A command in words; a code that has none yet as it is.
pub fn command(code: &str) -> &str {
    COMMANDS.iter().find(|(known, _)| *known == code).map_or(code, |(_, told)| told)
}

/// What a number after a word means to a reader.
#[derive(Clone, Copy, PartialEq)]
enum Value {
    /// A word or a code that people use.
    Code,
    Quantity,
    Unit,
    /// The first digits of a fingerprint.
    Hash,
    Record(Record),
    /// A record without a page of its own: its number tells nobody anything.
    Hidden,
}

/// A record with a page of its own.
#[derive(Clone, Copy, PartialEq)]
enum Record {
    Run,
    Person,
    Decision,
    Import,
}

/// What stands before a value.
const NAMES: &[(&str, &str, Value)] = &[
    ("run", "kỳ chi trả", Value::Record(Record::Run)),
    ("person", "hồ sơ một người", Value::Record(Record::Person)),
    ("decision", "quyết định", Value::Record(Record::Decision)),
    ("import", "lần nhập", Value::Record(Record::Import)),
    ("row", "một dòng", Value::Hidden),
    ("line", "một dòng", Value::Hidden),
    ("report", "một báo cáo", Value::Hidden),
    ("recovery", "một khoản", Value::Hidden),
    ("payment", "một khoản chi", Value::Hidden),
    ("terms", "một khoản", Value::Hidden),
    ("merge", "một lần gộp", Value::Hidden),
    ("client", "một mã truy cập", Value::Hidden),
    ("officer", "một cán bộ", Value::Hidden),
    ("case", "hồ sơ", Value::Code),
    ("house", "nhà", Value::Code),
    ("group", "nhóm", Value::Code),
    ("season", "kỳ rà soát", Value::Code),
    ("campaign", "đợt", Value::Code),
    ("period", "năm", Value::Code),
    ("year", "năm", Value::Code),
    ("figure", "chỉ tiêu", Value::Code),
    ("list", "danh sách", Value::Code),
    ("known", "biết ngày", Value::Code),
    ("on", "ngày", Value::Code),
    ("state", "", Value::Code),
    ("hash", "dấu vân tay", Value::Hash),
    ("unit", "", Value::Unit),
    // `kind=year period=2023`: the year says it.
    ("kind", "", Value::Hidden),
    ("items", "số người", Value::Quantity),
    ("answers", "số giải trình", Value::Quantity),
    ("amount", "số tiền", Value::Quantity),
    ("lines", "số dòng", Value::Quantity),
    ("new", "tiền mới", Value::Quantity),
    ("unpaid", "chưa nhận", Value::Quantity),
    ("totals", "số tổng", Value::Quantity),
    ("scopes", "số quyền", Value::Quantity),
    ("days", "số ngày", Value::Quantity),
];

/// A piece of a detail, with the address of the record that it names or an empty one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub address: String,
}

/// What the page knows of the numbers in details.
#[derive(Default)]
pub struct Known {
    pub units: BTreeMap<UnitId, String>,
    /// Titles of the runs that the officer may see.
    pub runs: BTreeMap<i64, String>,
    pub sees_people: bool,
    pub sees_decisions: bool,
    pub sees_imports: bool,
}

const WORDS: &[(&str, &str)] = &[("rows", "dòng"), ("into", "vào")];

/// The communes that a detail names by number.
pub fn units(detail: &str) -> Vec<UnitId> {
    let tokens: Vec<&str> = tokens(detail).collect();
    let named = tokens.windows(2).filter(|pair| pair.first() == Some(&"unit"));
    named.filter_map(|pair| pair.get(1)?.parse().ok().map(UnitId)).collect()
}

fn tokens(detail: &str) -> impl Iterator<Item = &str> {
    detail.split([' ', ',', '=']).filter(|token| !token.is_empty())
}

/// `unit 11218, 2022-12, assistance` → `phường Trảng Bàng, 12/2022, bảo trợ xã hội`.
pub fn detail(detail: &str, known: &Known) -> Vec<Piece> {
    let mut told: Vec<Piece> = Vec::new();
    let is_report = tokens(detail).next() == Some("unit");
    let mut before: Option<(&str, Value)> = None;
    for token in tokens(detail) {
        let name = NAMES.iter().find(|(word, ..)| *word == token);
        if let (Some((_, name, value)), None) = (name, before) {
            before = Some((name, *value));
            continue;
        }
        let piece = match before.take() {
            Some((name, value)) => valued(name, value, token, is_report, known),
            None => plain(word(token, is_report)),
        };
        // `10 rows`: the count belongs to its word.
        match told.last_mut() {
            Some(last) if token == "rows" => last.text = format!("{} {}", last.text, piece.text),
            Some(last) if *last == piece => {}
            _ if piece.text.is_empty() => {}
            _ => told.push(piece),
        }
    }
    told.extend(before.map(|(name, _)| plain(name.to_owned())));
    told
}

fn plain(text: String) -> Piece {
    Piece { text, address: String::new() }
}

fn valued(name: &str, value: Value, token: &str, is_report: bool, known: &Known) -> Piece {
    match value {
        Value::Code => plain(format!("{name} {}", word(token, is_report)).trim().to_owned()),
        Value::Quantity => plain(format!("{name} {}", quantity(token))),
        Value::Hash => plain(format!("{name} {}", token.get(..8).unwrap_or(token))),
        Value::Hidden => plain(name.to_owned()),
        Value::Unit => {
            let unit = token.parse().ok().and_then(|id| known.units.get(&UnitId(id)).cloned());
            plain(unit.unwrap_or_else(|| token.to_owned()))
        }
        Value::Record(record) => {
            let title = match record {
                Record::Run => token.parse().ok().and_then(|id| known.runs.get(&id)),
                Record::Person | Record::Decision | Record::Import => None,
            };
            let (under, is_seen) = match record {
                Record::Run => ("/chi-tra", title.is_some()),
                Record::Person => ("/nguoi", known.sees_people),
                Record::Decision => ("/quyet-dinh", known.sees_decisions),
                Record::Import => ("/nhap/lan", known.sees_imports),
            };
            let text = title.cloned().unwrap_or_else(|| name.to_owned());
            Piece { text, address: if is_seen { format!("{under}/{token}") } else { String::new() } }
        }
    }
}

fn quantity(token: &str) -> String {
    token.parse().map_or_else(|_| token.to_owned(), |number| Vnd(number).to_string())
}

/// `is_report`: a field of work and no list of that name.
fn word(token: &str, is_report: bool) -> String {
    if let Some((_, told)) = WORDS.iter().find(|(known, _)| *known == token) {
        return (*told).to_owned();
    }
    if let Some(kind) = KINDS.iter().find(|kind| kind.id == token && !is_report) {
        return kind.title.to_owned();
    }
    let run = RunKind::from_word(token).map(|kind| kind.label().to_owned());
    let field = || Field::from_word(token).map(|field| field.label().to_lowercase());
    let decision = || DecisionKind::from_word(token).map(|kind| kind.label().to_lowercase());
    let plan = || RecoveryPlan::from_word(token).map(|plan| plan.label().to_owned());
    let fact = || law::FactKind::from_word(token).map(|kind| kind.label().to_lowercase());
    let payment = || PaymentEvent::from_word(token).map(|event| event.label().to_owned());
    let state = || ProtectionState::from_word(token).map(|state| state.label().to_lowercase());
    let day = || domain::dates::parse_iso(token).map(domain::dates::short);
    let role = || office::permission::Role::from_word(token).map(|role| role.label().to_lowercase());
    let month = || law::Month::parse(token).map(domain::dates::month_short);
    let months = || {
        let (first, last) = token.split_once("..")?;
        let (first, last) = (law::Month::parse(first)?, law::Month::parse(last)?);
        let short = domain::dates::month_short;
        Some(if first == last { short(first) } else { format!("{} đến {}", short(first), short(last)) })
    };
    let told = run.or_else(field).or_else(decision).or_else(plan).or_else(role).or_else(month);
    let told = told.or_else(months).or_else(fact).or_else(payment).or_else(state).or_else(day);
    told.unwrap_or_else(|| token.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_are_told_in_words() {
        let known = Known {
            units: BTreeMap::from([(UnitId(7), "phường An Hòa".to_owned())]),
            runs: BTreeMap::from([(12, "Chi trả hằng tháng, tháng 01 năm 2024".to_owned())]),
            sees_people: true,
            ..Known::default()
        };
        for (kept, told) in [
            ("unit 7, 2023-12, assistance", "phường An Hòa; 12/2023; bảo trợ xã hội"),
            ("10 rows", "10 dòng"),
            (
                "run 12 lines 9075 new 6431907000 hash a2b468329f4f8d8e",
                "[Chi trả hằng tháng, tháng 01 năm 2024](/chi-tra/12); số dòng 9.075; tiền mới 6.431.907.000; \
                 dấu vân tay a2b46832",
            ),
            ("run 13", "kỳ chi trả"),
            ("person 5, disability", "[hồ sơ một người](/nguoi/5); mức độ khuyết tật"),
            ("decision 9", "quyết định"),
            ("row 679032, person 68596", "một dòng; [hồ sơ một người](/nguoi/68596)"),
            ("campaign=TET-2023 on=2023-01-12", "đợt TET-2023; ngày 12/01/2023"),
            ("kind=year period=2023", "năm 2023"),
            ("annual 2023-01..2023-02", "hằng năm (thờ cúng liệt sĩ); 01/2023 đến 02/2023"),
            ("campaign=TET-2023", "đợt TET-2023"),
            ("residents residents", "Danh sách hộ nghèo, hộ cận nghèo"),
        ] {
            let pieces = detail(kept, &known);
            let shown = pieces.iter().map(|piece| match piece.address.as_str() {
                "" => piece.text.clone(),
                address => format!("[{}]({address})", piece.text),
            });
            assert_eq!(shown.collect::<Vec<_>>().join("; "), told, "{kept}");
        }
        assert_eq!(command("payroll.check"), "kiểm tra danh sách chi trả");
        assert_eq!(super::units("season 2023 unit 7"), [UnitId(7)]);
    }
}
