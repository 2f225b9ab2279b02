//! The registers of gratitude agree with each other: cemeteries and graves, houses and their money, mothers and
//! their carers, what the fund has.

use super::{Check, Problem};
use crate::context::Ctx;
use crate::error::OfficeError;
use law::Vnd;
use store::{Tx, movements, remains};

pub(super) const CHECK: Check =
    Check { number: 6, title: "Sổ mộ, nhà tình nghĩa, phụng dưỡng, quỹ khớp nhau", run };

pub(super) const BOOKS: Check =
    Check { number: 1, title: "Quỹ Đền ơn đáp nghĩa khớp với sổ cái", run: fund_is_booked };

fn fund_is_booked(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Problem>, OfficeError> {
    let differ = movements::misbooked(tx, ctx.office)?.into_iter();
    let told = differ.map(|(entry, paper, books)| {
        let text = format!("chứng từ ghi {paper} đồng, sổ cái {books} đồng");
        Problem::fault(format!("fund_entries {entry}"), text)
    });
    Ok(told.collect())
}

fn run(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Problem>, OfficeError> {
    let mut problems = graves(ctx, tx)?;
    problems.extend(houses(ctx, tx)?);
    for mother in movements::uncared_mothers(tx, ctx.office, ctx.on)? {
        let text = "Bà mẹ Việt Nam anh hùng còn sống chưa có đơn vị phụng dưỡng";
        problems.push(Problem::finding(format!("mother_cares, người số {mother}"), text));
    }
    for balance in movements::balances(tx, ctx.office, ctx.on)? {
        if balance.amount < Vnd(0) {
            let place = format!("fund_entries, cấp {}", balance.level.word());
            problems.push(Problem::finding(place, format!("quỹ chi quá số có {} đồng", -balance.amount)));
        }
    }
    Ok(problems)
}

fn graves(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Problem>, OfficeError> {
    let mut problems = Vec::new();
    for (martyr, graves) in remains::two_graves(tx, ctx.office)? {
        let text = format!("liệt sĩ có {graves} phần mộ, không kể mộ vọng");
        problems.push(Problem::finding(format!("graves, người số {martyr}"), text));
    }
    for code in remains::stray_cemeteries(tx, ctx.office)? {
        let text = "có mộ hoặc hài cốt ở nghĩa trang chưa có trong sổ";
        problems.push(Problem::finding(format!("cemeteries {code}"), text));
    }
    for (code, capacity, graves) in remains::crowded(tx, ctx.office)? {
        let text = format!("có {graves} phần mộ, thiết kế chỉ {capacity}");
        problems.push(Problem::finding(format!("cemeteries {code}"), text));
    }
    Ok(problems)
}

fn houses(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Problem>, OfficeError> {
    let mut problems = Vec::new();
    for code in movements::stray_houses(tx, ctx.office)? {
        problems.push(Problem::finding(format!("houses {code}"), "có nguồn tiền mà chưa có nhà trong sổ"));
    }
    for (code, cost, sum) in movements::uneven_houses(tx, ctx.office)? {
        let text = format!("quyết toán {cost} đồng, các nguồn và gia đình cộng lại {sum} đồng");
        problems.push(Problem::finding(format!("houses {code}"), text));
    }
    Ok(problems)
}
