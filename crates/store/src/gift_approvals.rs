//! Approvals of the gift lists of campaigns, see `domain::campaigns::ListApproval`.

use crate::record_table::record_table;
use crate::{StoreError, Tx, params, statements};
use domain::campaigns::ListApproval;
use domain::ids::{GiftId, OfficeId, OfficerId};

record_table!(ListApproval, ListApprovalId, "campaign_approvals", "duyệt danh sách tặng quà", order by "campaign" {
    campaign "campaign",
    on "on_date",
    gifts "gifts",
    amount "amount",
    paper "paper",
});

statements! {
    /// Planned gifts that were recorded after the last approval of their campaign, and by whom.
    UNAPPROVED = "select g.id, g.campaign, e.officer_id
        from campaign_gifts g join journal_entries e on e.id = g.recorded_entry
        where g.office_id = $1 and g.state = 'planned' and g.voided_entry is null
            and g.recorded_entry > coalesce((select max(a.recorded_entry) from campaign_approvals a
                where a.office_id = g.office_id and a.campaign = g.campaign and a.voided_entry is null), 0)
        order by g.id";
    /// The approvals of a campaign with the names of the officers, the newest first.
    TOLD = "select a.on_date, a.gifts, a.amount, a.paper, o.full_name
        from campaign_approvals a join journal_entries e on e.id = a.recorded_entry
            join officers o on o.id = e.officer_id
        where a.office_id = $1 and a.campaign = $2 and a.voided_entry is null
        order by a.recorded_entry desc";
}

/// A planned gift that nobody has approved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unapproved {
    pub gift: GiftId,
    pub campaign: String,
    /// Who put it on the list.
    pub preparer: OfficerId,
}

pub fn unapproved(tx: &mut Tx, office: OfficeId) -> Result<Vec<Unapproved>, StoreError> {
    tx.all(&UNAPPROVED, &params![office], |row| {
        Ok(Unapproved { gift: row.get(0)?, campaign: row.get(1)?, preparer: row.get(2)? })
    })
}

/// Each approval with the name of the officer.
pub fn of_campaign(
    tx: &mut Tx,
    office: OfficeId,
    campaign: &str,
) -> Result<Vec<(ListApproval, String)>, StoreError> {
    tx.all(&TOLD, &params![office, campaign], |row| {
        let approval = ListApproval {
            campaign: campaign.to_owned(),
            on: row.get(0)?,
            gifts: row.get(1)?,
            amount: row.get(2)?,
            paper: row.get(3)?,
        };
        Ok((approval, row.get(4)?))
    })
}
