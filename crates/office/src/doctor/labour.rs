//! Registers of labour and training: who is named is there, totals count no fewer than names, nobody is supported
//! twice or surveyed after death.

use super::{Check, Problem};
use crate::context::Ctx;
use crate::error::OfficeError;
use crate::import::kinds::training_learners::case_of;
use domain::labels::Labelled;
use domain::labour::placements::Channel;
use std::collections::HashMap;
use store::people::Known;
use store::{Tx, employers, placements, supply_forms, training};

pub(super) const CHECK: Check =
    Check {
        number: 6, title: "Sổ lao động, đào tạo nghề: danh sách khớp số tổng và đúng người", run
    };

pub(super) const SUPPORT: Check =
    Check {
        number: 5, title: "Học viên được hỗ trợ một lần và không quá mức", run: support
    };

fn run(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Problem>, OfficeError> {
    let mut problems = Vec::new();
    for (period, channel, total, names) in placements::more_names(tx, ctx.office)? {
        let channel = Channel::from_word(&channel).map_or("", Channel::label);
        let text = format!("danh sách việc làm ({channel}) có {names} người, văn bản chỉ ghi {total}");
        problems.push(Problem::finding(format!("placements {period}"), text));
    }
    for (row, person) in placements::after_death(tx, ctx.office)? {
        let place = format!("placements {row}, người số {person}");
        problems.push(Problem::finding(place, "có việc làm sau ngày mất"));
    }
    for (row, person) in supply_forms::of_the_dead(tx, ctx.office)? {
        let place = format!("supply_forms {row}, người số {person}");
        problems.push(Problem::finding(place, "có phiếu cung lao động sau ngày mất"));
    }
    for (year, commune, collected, entered) in supply_forms::more_entered(tx, ctx.office)? {
        let text = format!("{commune}: đã nhập {entered} phiếu cung lao động, chỉ thu {collected}");
        problems.push(Problem::finding(format!("supply_forms {year}"), text));
    }
    for code in employers::stray(tx, ctx.office)? {
        let text = "có báo cáo hoặc nhu cầu tuyển dụng của đơn vị chưa có trong sổ";
        problems.push(Problem::finding(format!("employers {code}"), text));
    }
    for code in training::stray(tx, ctx.office)? {
        let text = "có học viên hoặc vướng mắc của lớp chưa có trong sổ";
        problems.push(Problem::finding(format!("training_classes {code}"), text));
    }
    for (code, total, names) in training::more_names(tx, ctx.office)? {
        let text = format!("danh sách có {names} học viên, văn bản chỉ ghi {total}");
        problems.push(Problem::finding(format!("training_classes {code}"), text));
    }
    Ok(problems)
}

fn support(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Problem>, OfficeError> {
    let mut problems = Vec::new();
    for (person, courses, unallowed) in training::several_times(tx, ctx.office)? {
        // The first course needs no paper.
        if unallowed > 1 {
            let text = format!("được hỗ trợ học nghề {courses} lần, {} lần không có văn bản", unallowed - 1);
            problems.push(Problem::finding(format!("training_learners, người số {person}"), text));
        }
    }
    let classes: HashMap<String, _> = training::classes::of_office(tx, ctx.office, Known::Now)?
        .into_iter()
        .map(|(_, class)| (class.code.clone(), class))
        .collect();
    for (id, learner) in training::learners::of_office(tx, ctx.office, Known::Now)? {
        let Some(class) = classes.get(&learner.class) else { continue };
        let Some(due) = ctx.rules.training.support(&case_of(&learner, class), &ctx.rules.provisions) else {
            continue;
        };
        let above = learner.tuition.zip(due.tuition_max).is_some_and(|(paid, most)| paid > most)
            || learner.meals.is_some_and(|paid| paid > due.meals)
            || learner.travel.is_some_and(|paid| paid > due.travel);
        if above {
            let place = format!("training_learners {id}, lớp {}", learner.class);
            problems.push(Problem::finding(place, "tiền hỗ trợ cao hơn mức của nhóm"));
        }
    }
    Ok(problems)
}
