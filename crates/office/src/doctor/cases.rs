//! Work with deadlines: what was written of a case is what follows from its records; what ended has a result; what is
//! due is told.

use super::{Check, Problem};
use crate::cases::docket::{Docket, standing_row};
use crate::context::Ctx;
use crate::error::OfficeError;
use domain::cases::Due;
use std::collections::HashMap;
use store::{Tx, cases, inspections};

pub(super) const CHECK: Check =
    Check {
        number: 6, title: "Hạn của hồ sơ suy ra được từ sổ, hồ sơ kết thúc có kết quả", run
    };

fn run(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Problem>, OfficeError> {
    let docket = Docket::load(tx, ctx.rules, ctx.office)?;
    let mut written = HashMap::new();
    let mut problems = Vec::new();
    for row in cases::standings(tx, ctx.office)? {
        let (id, place) = (row.case, format!("case_standings, hồ sơ {}", row.case));
        if written.insert(id, row).is_some() {
            problems.push(Problem::fault(place, "hồ sơ có hai tình trạng cùng lúc"));
        }
    }
    let (mut late, mut open_ended) = (0, 0);
    for held in docket.sorted() {
        let place = format!("cases, hồ sơ {}", held.id);
        let standing = match docket.standing(held) {
            Ok(standing) => standing,
            Err(error) => {
                problems.push(Problem::fault(place, format!("không suy ra được tình trạng: {error}")));
                continue;
            }
        };
        match written.get(&held.id) {
            None => problems.push(Problem::fault(place, "hồ sơ không có tình trạng")),
            Some(row) if *row != standing_row(held.id, &standing) => {
                // Law pages or the calendar have changed since.
                let text = "tình trạng đã ghi khác tình trạng suy ra; chạy `ansinh case refresh`";
                problems.push(Problem::finding(place, text));
            }
            Some(_) => {}
        }
        late += usize::from(standing.is_late(ctx.on));
        let waits = matches!(standing.due, Due::NotSet | Due::NoCalendar(_)) && standing.step.is_some();
        open_ended += usize::from(waits && standing.concluded_on.is_none());
    }
    if late > 0 {
        let text = format!("{late} hồ sơ, nhiệm vụ quá hạn; xem `ansinh cases late`");
        problems.push(Problem::finding("cases", text));
    }
    if open_ended > 0 {
        let text =
            format!("{open_ended} hồ sơ chưa có thời hạn: luật không ghi hoặc chưa biết, phải đặt hạn");
        problems.push(Problem::finding("cases", text));
    }
    for (code, number) in inspections::stray_findings(tx, ctx.office)? {
        let text = "kết quả kiểm tra của một cuộc không có trong sổ hoặc chưa ghi ngày kiểm tra";
        problems.push(Problem::finding(format!("inspection_findings {code}/{number}"), text));
    }
    for (employer, year, visits) in inspections::visited_twice(tx, ctx.office)? {
        let text = format!("{employer}: {visits} lần kiểm tra định kỳ trong năm {year}, mỗi năm chỉ một lần");
        problems.push(Problem::finding("inspections", text));
    }
    Ok(problems)
}
