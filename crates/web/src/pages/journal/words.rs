//! The words of the journal for people: commands and their details are kept as short codes, so that an entry means the
//! same in ten years.

use domain::Vnd;
use domain::decisions::DecisionKind;
use domain::ids::UnitId;
use domain::payroll::RunKind;
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

/// What stands before a value: words, and whether the value is a quantity.
const NAMES: &[(&str, &str, bool)] = &[
    ("run", "kỳ chi trả số", false),
    ("person", "người số", false),
    ("row", "dòng số", false),
    ("report", "báo cáo số", false),
    ("recovery", "khoản thu hồi số", false),
    ("decision", "quyết định số", false),
    ("line", "dòng số", false),
    ("case", "hồ sơ", false),
    ("season", "kỳ rà soát", false),
    ("campaign", "đợt", false),
    ("period", "năm", false),
    ("year", "năm", false),
    ("figure", "chỉ tiêu", false),
    ("list", "danh sách", false),
    ("client", "mã truy cập số", false),
    ("hash", "dấu vân tay", false),
    ("unit", "", false),
    ("kind", "", false),
    ("items", "số người", true),
    ("answers", "số giải trình", true),
    ("amount", "số tiền", true),
    ("lines", "số dòng", true),
    ("new", "tiền mới", true),
    ("unpaid", "chưa nhận", true),
    ("totals", "số tổng", true),
];

const WORDS: &[(&str, &str)] = &[("rows", "dòng"), ("year", "năm")];

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
pub fn detail(detail: &str, units: &BTreeMap<UnitId, String>) -> String {
    let mut told: Vec<String> = Vec::new();
    let is_report = tokens(detail).next() == Some("unit");
    let mut before: Option<&(&str, &str, bool)> = None;
    for token in tokens(detail) {
        let name = NAMES.iter().find(|(known, ..)| *known == token);
        if let (Some(name), None) = (name, before) {
            before = Some(name);
            continue;
        }
        let value = match before.take() {
            Some(("unit", ..)) => token
                .parse()
                .ok()
                .and_then(|id| units.get(&UnitId(id)).cloned())
                .unwrap_or_else(|| token.to_owned()),
            Some(("hash", name, _)) => format!("{name} {}", token.get(..8).unwrap_or(token)),
            Some((_, name, true)) => format!("{name} {}", quantity(token)),
            Some((_, name, false)) => format!("{name} {}", word(token, is_report)).trim().to_owned(),
            None => word(token, is_report),
        };
        // `10 rows`: the count belongs to its word.
        match told.last_mut() {
            Some(last) if token == "rows" => *last = format!("{last} {value}"),
            Some(last) if *last == value => {}
            _ => told.push(value),
        }
    }
    told.extend(before.map(|(_, name, _)| (*name).to_owned()));
    told.join(", ")
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
    let role = || office::permission::Role::from_word(token).map(|role| role.label().to_lowercase());
    let month = || law::Month::parse(token).map(domain::dates::month_short);
    let months = || {
        let (first, last) = token.split_once("..")?;
        let (first, last) = (law::Month::parse(first)?, law::Month::parse(last)?);
        let short = domain::dates::month_short;
        Some(if first == last { short(first) } else { format!("{} đến {}", short(first), short(last)) })
    };
    let told =
        run.or_else(field).or_else(decision).or_else(plan).or_else(role).or_else(month).or_else(months);
    told.unwrap_or_else(|| token.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_are_told_in_words() {
        let units = BTreeMap::from([(UnitId(7), "phường An Hòa".to_owned())]);
        for (kept, told) in [
            ("unit 7, 2023-12, assistance", "phường An Hòa, 12/2023, bảo trợ xã hội"),
            ("10 rows", "10 dòng"),
            (
                "run 12 lines 9075 new 6431907000 hash a2b468329f4f8d8e",
                "kỳ chi trả số 12, số dòng 9.075, tiền mới 6.431.907.000, dấu vân tay a2b46832",
            ),
            ("annual 2023-01..2023-02", "hằng năm (thờ cúng liệt sĩ), 01/2023 đến 02/2023"),
            ("campaign=TET-2023", "đợt TET-2023"),
            ("residents residents", "Danh sách hộ nghèo, hộ cận nghèo"),
        ] {
            assert_eq!(detail(kept, &units), told, "{kept}");
        }
        assert_eq!(command("payroll.check"), "kiểm tra danh sách chi trả");
        assert_eq!(super::units("season 2023 unit 7"), [UnitId(7)]);
    }
}
