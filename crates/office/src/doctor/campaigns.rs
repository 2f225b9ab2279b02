//! Campaigns: the one-gift rules (invariant 5), settlements against the books (invariant 1), totals against names.

use super::{Check, Problem};
use crate::campaigns::{families, in_transit, spent_by_source};
use crate::context::Ctx;
use crate::error::OfficeError;
use domain::campaigns::{GiftSource, GiftState, breaches};
use domain::labels::Labelled;
use law::Vnd;
use std::collections::{BTreeMap, BTreeSet};
use store::people::Known;
use store::{Tx, campaigns as rows};

pub(super) const GIFTS: Check =
    Check { number: 5, title: "Mỗi đợt tặng quà giữ đúng quy tắc một suất", run: one_gift };

pub(super) const BOOKS: Check =
    Check { number: 1, title: "Quyết toán các đợt tặng quà khớp với sổ", run: settled };

fn one_gift(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Problem>, OfficeError> {
    let mut problems = Vec::new();
    let mut given: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for row in rows::gifts(tx, ctx.office, Known::Now)? {
        let gift = row.value;
        let counts = matches!(gift.state, GiftState::Planned | GiftState::Given);
        if let (Some(person), true, true) = (gift.person, counts, gift.recipient.is_presidents()) {
            given.entry(gift.campaign).or_default().push((person, gift.recipient, gift.martyr));
        }
    }
    for row in rows::campaigns(tx, ctx.office, Known::Now)? {
        let campaign = row.value;
        let Some(gifts) = given.get(&campaign.code) else { continue };
        let families = families(tx, ctx.office, campaign.from, campaign.year)?;
        problems.extend(breaches(gifts, &families).into_iter().map(|breach| {
            let place = format!("campaign_gifts, đợt {}, người số {}", campaign.code, breach.person);
            Problem::finding(place, breach.kind.label())
        }));
    }
    for (campaign, source, recipient, whose, count) in rows::twice(tx, ctx.office)? {
        let place = format!("campaign_gifts, đợt {campaign}, người hoặc hộ số {whose}");
        problems.push(Problem::finding(place, format!("{count} suất {recipient} từ một nguồn ({source})")));
    }
    for (gift, campaign, person) in rows::to_the_dead(tx, ctx.office)? {
        let place = format!("campaign_gifts {gift}, đợt {campaign}, người số {person}");
        problems.push(Problem::finding(place, "quà ghi đã nhận sau ngày người nhận mất"));
    }
    for (table, code, count) in rows::without_campaign(tx, ctx.office)? {
        let text = format!("{count} dòng của đợt “{code}” chưa được ghi trong sổ các đợt");
        problems.push(Problem::finding(table, text));
    }
    for found in rows::list_exceeds(tx, ctx.office)? {
        let ((total, named), (sum, given)) = (found.quantities, found.amounts);
        let text = format!(
            "danh sách tên vượt số tổng hợp của đợt {} ({}, {}): {} suất so với {}, {given} đồng so với {sum}",
            found.campaign,
            found.group,
            found.source,
            Vnd(named),
            Vnd(total)
        );
        problems.push(Problem::finding(format!("paper_totals {}", found.total), text));
    }
    Ok(problems)
}

fn settled(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<Problem>, OfficeError> {
    let mut problems = Vec::new();
    let settlements = rows::settlements(tx, ctx.office, Known::Now)?;
    let codes: BTreeSet<String> = settlements.iter().map(|row| row.value.campaign.clone()).collect();
    for code in codes {
        let books = spent_by_source(ctx, tx, &code)?;
        let mut lists: BTreeMap<String, Vnd> = BTreeMap::new();
        for spent in rows::spent(tx, ctx.office, &code)? {
            *lists.entry(spent.source).or_default() += spent.amount;
        }
        for source in GiftSource::ALL {
            let own = |row: &&rows::SettlementRow| row.value.campaign == code && row.value.source == *source;
            let settled = settlements.iter().find(own).map_or(Vnd(0), |row| row.value.given_amount);
            let of = |sums: &BTreeMap<String, Vnd>| sums.get(source.word()).copied().unwrap_or_default();
            if of(&books) != settled {
                let text =
                    format!("{}: quyết toán {settled} đồng, sổ cái {} đồng", source.label(), of(&books));
                problems.push(Problem::fault(format!("campaign_settlements, đợt {code}"), text));
            }
            if of(&lists) != settled {
                let text = format!(
                    "{}: quyết toán {settled} đồng, danh sách nay là {} đồng; hãy quyết toán lại",
                    source.label(),
                    of(&lists)
                );
                problems.push(Problem::finding(format!("campaign_settlements, đợt {code}"), text));
            }
        }
        let open = in_transit(ctx, tx, &code)?;
        if !open.is_zero() {
            let text = format!("đợt đã quyết toán còn {open} đồng chưa trao, chưa nộp lại");
            problems.push(Problem::fault(format!("ledger_transactions, đợt {code}"), text));
        }
    }
    Ok(problems)
}
