//! The second pair of eyes on a campaign's lists: whoever recorded a planned gift does not approve it, and nothing is
//! handed over before.

use super::{books, find, not_settled};
use crate::{Ctx, OfficeError, Permission};
use domain::campaigns::ListApproval;
use domain::ids::{GiftId, ListApprovalId, OfficerId};
use std::collections::{BTreeSet, HashSet};
use store::gift_approvals::{self as rows, Unapproved};
use store::{Tx, campaigns};

/// Approves the planned gifts of the campaign that nobody has approved yet; what is recorded later needs another
/// approval. `paper`: number and date of the signed list.
pub fn approve(ctx: &Ctx, code: &str, paper: Option<&str>) -> Result<ListApproval, OfficeError> {
    if !ctx.scope(Permission::ApproveCampaigns)?.is_whole_office() {
        return Err(OfficeError::Forbidden(Permission::ApproveCampaigns));
    }
    ctx.write(Permission::ApproveCampaigns, "campaign_approve", &format!("campaign={code}"), |tx, entry| {
        find(tx, ctx.office, code)?;
        not_settled(tx, ctx.office, code)?;
        let Waiting { gifts, preparers } = waiting(ctx, tx, code)?;
        if gifts.is_empty() {
            let message = "Không có suất quà nào chờ duyệt: hãy lập danh sách trước.";
            return Err(OfficeError::refused("nothing_to_approve", message));
        }
        if preparers.contains(&ctx.officer.id) {
            let message = "Người lập danh sách không tự duyệt: nhờ trưởng phòng hoặc lãnh đạo khác duyệt.";
            return Err(OfficeError::refused("list_approved_by_preparer", message));
        }
        let all = campaigns::gifts_of(tx, ctx.office, code)?;
        let listed = all.iter().filter(|row| gifts.contains(&row.id));
        let approval = ListApproval {
            campaign: code.to_owned(),
            on: ctx.on,
            gifts: i64::try_from(gifts.len()).unwrap_or(i64::MAX),
            amount: listed.map(|row| row.value.amount()).sum(),
            paper: paper.map(str::to_owned),
        };
        let id = ListApprovalId(tx.next_ids(1)?);
        rows::insert_many(tx, ctx.office, entry, [(id, approval.clone())])?;
        books::book(ctx, tx, entry, code)?;
        Ok(approval)
    })
}

/// Planned gifts of a campaign without approval, and who put them on the lists.
#[derive(Default)]
pub(super) struct Waiting {
    pub gifts: HashSet<GiftId>,
    pub preparers: BTreeSet<OfficerId>,
}

pub(super) fn waiting(ctx: &Ctx, tx: &mut Tx, code: &str) -> Result<Waiting, OfficeError> {
    let mut found = Waiting::default();
    for Unapproved { gift, campaign, preparer } in rows::unapproved(tx, ctx.office)? {
        if campaign == code {
            found.gifts.insert(gift);
            found.preparers.insert(preparer);
        }
    }
    Ok(found)
}

/// Handing over waits for the approval.
pub(super) fn not_approved() -> OfficeError {
    let message = "Danh sách chưa được duyệt: người khác với người lập phải duyệt trước khi trao.";
    OfficeError::refused("list_not_approved", message)
}
