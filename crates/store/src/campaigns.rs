//! Campaigns with their budget lines, gifts, meetings, donors and settlements.

use crate::people::{Known, word};
use crate::{Row, StoreError, Tx, bulks, params, statements};
use domain::campaigns::{
    Campaign, CampaignLine, DonorReceipt, Gift, GiftSource, GiftState, Meeting, Occasion, Recipient,
    RecipientGroup, Settlement,
};
use domain::ids::{
    CampaignId, CampaignLineId, DonorReceiptId, EntryId, GiftId, MeetingId, OfficeId, SettlementId, UnitId,
};
use law::Vnd;

bulks! {
    CAMPAIGNS = "campaigns" (
        "id", "office_id", "code", "occasion", "year", "title", "plan", "from_date", "until_date", "recorded_entry",
    );
    LINES = "campaign_lines" (
        "id", "office_id", "campaign", "source", "recipient", "unit_id", "planned", "cash", "goods", "goods_value",
        "age_from", "age_below", "paper", "recorded_entry",
    );
    GIFTS = "campaign_gifts" (
        "id", "office_id", "campaign", "source", "recipient", "recipient_group", "person_id", "household_id",
        "collective", "martyr_id", "unit_id", "hamlet", "list_number", "cash", "goods", "goods_value", "state",
        "on_date", "received_by", "relation", "reason", "recorded_entry",
    );
    MEETINGS = "campaign_meetings" (
        "id", "office_id", "campaign", "on_date", "place", "unit_id", "recipient_group", "source", "invited",
        "present", "cost", "gift_per_head", "paper", "recorded_entry",
    );
    RECEIPTS = "campaign_receipts" (
        "id", "office_id", "campaign", "number", "on_date", "donor", "donor_number", "source", "unit_id", "cash",
        "goods", "goods_value", "recorded_entry",
    );
    SETTLEMENTS = "campaign_settlements" (
        "id", "office_id", "campaign", "source", "given", "given_amount", "left_over", "returned", "on_date",
        "paper", "recorded_entry",
    );
}

statements! {
    CAMPAIGNS_OF_OFFICE = "select id, code, occasion, year, title, plan, from_date, until_date from campaigns
        where office_id = $1 and recorded_entry <= $2 and (voided_entry is null or voided_entry > $2)
        order by from_date, code";
    LINES_OF_OFFICE = "select id, campaign, source, recipient, unit_id, planned, cash, goods, goods_value, age_from,
            age_below, paper from campaign_lines
        where office_id = $1 and recorded_entry <= $2 and (voided_entry is null or voided_entry > $2)
        order by campaign, recipient, source, id";
    GIFTS_OF_OFFICE = "select id, campaign, source, recipient, person_id, household_id, collective, martyr_id, unit_id,
            hamlet, list_number, cash, goods, goods_value, state, on_date, received_by, relation, reason
        from campaign_gifts
        where office_id = $1 and recorded_entry <= $2 and (voided_entry is null or voided_entry > $2)
        order by campaign, id";
    GIFTS_OF_CAMPAIGN = "select id, campaign, source, recipient, person_id, household_id, collective, martyr_id,
            unit_id, hamlet, list_number, cash, goods, goods_value, state, on_date, received_by, relation, reason
        from campaign_gifts where office_id = $1 and campaign = $2 and voided_entry is null order by id";
    MEETINGS_OF_OFFICE = "select id, campaign, on_date, place, unit_id, recipient_group, source, invited, present, cost,
            gift_per_head, paper from campaign_meetings
        where office_id = $1 and recorded_entry <= $2 and (voided_entry is null or voided_entry > $2)
        order by campaign, on_date, id";
    RECEIPTS_OF_OFFICE = "select id, campaign, number, on_date, donor, donor_number, source, unit_id, cash, goods,
            goods_value from campaign_receipts
        where office_id = $1 and recorded_entry <= $2 and (voided_entry is null or voided_entry > $2)
        order by campaign, number, id";
    SETTLEMENTS_OF_OFFICE = "select id, campaign, source, given, given_amount, left_over, returned, on_date, paper
        from campaign_settlements
        where office_id = $1 and recorded_entry <= $2 and (voided_entry is null or voided_entry > $2)
        order by campaign, source, id";
    VOID_CAMPAIGN = "update campaigns set voided_entry = $2 where id = $1 and voided_entry is null";
    VOID_LINE = "update campaign_lines set voided_entry = $2 where id = $1 and voided_entry is null";
    VOID_GIFT = "update campaign_gifts set voided_entry = $2 where id = $1 and voided_entry is null";
    VOID_MEETING = "update campaign_meetings set voided_entry = $2 where id = $1 and voided_entry is null";
    VOID_RECEIPT = "update campaign_receipts set voided_entry = $2 where id = $1 and voided_entry is null";
    VOID_SETTLEMENT = "update campaign_settlements set voided_entry = $2 where id = $1 and voided_entry is null";
    /// All that stands on lists and was not handed over: drafting again replaces it.
    VOID_PLANNED = "update campaign_gifts set voided_entry = $3
        where office_id = $1 and campaign = $2 and state = 'planned' and voided_entry is null";
    /// Gifts with named totals, meetings and the rest that is not itemised, given so far: purpose, source, group, unit.
    SPENT = "select 'gifts', source, recipient_group, unit_id, cast(sum(quantity) as bigint), cast(sum(amount) as bigint)
            from campaign_gift_rows where office_id = $1 and campaign = $2 group by source, recipient_group, unit_id
        union all select 'meetings', source, recipient_group, unit_id, cast(sum(quantity) as bigint),
                cast(sum(amount) as bigint)
            from campaign_meeting_rows where office_id = $1 and campaign = $2 group by source, recipient_group, unit_id
        union all select 'unitemised', source, recipient_group, unit_id, cast(sum(quantity) as bigint),
                cast(sum(amount) as bigint)
            from campaign_fund_rows where office_id = $1 and campaign = $2 group by source, recipient_group, unit_id";
    /// Totals of a paper with fewer gifts or less money than the names of their place, group and source.
    LIST_EXCEEDS = "select total.id, total.subject, total.unit_id, total.recipient_group, total.source, total.quantity,
            cast(count(*) as bigint), coalesce(total.amount, 0),
            cast(sum(gift.cash + gift.goods_value) as bigint)
        from paper_totals total join campaign_gifts gift on gift.office_id = total.office_id
            and gift.campaign = total.subject and gift.unit_id = total.unit_id
            and gift.recipient_group = total.recipient_group and gift.source = total.source
        where total.office_id = $1 and total.book = 'campaign_gifts' and total.voided_entry is null
            and gift.voided_entry is null and gift.state = 'given'
        group by total.id, total.subject, total.unit_id, total.recipient_group, total.source, total.quantity,
            total.amount
        having count(*) > total.quantity
            or total.amount is not null and sum(gift.cash + gift.goods_value) > total.amount
        order by total.id";
    /// Named gifts to people who had died before the day of the gift.
    TO_THE_DEAD = "select gift.id, gift.campaign, gift.person_id from campaign_gifts gift
            join deaths on deaths.person_id = gift.person_id and deaths.voided_entry is null
        where gift.office_id = $1 and gift.voided_entry is null and gift.state = 'given' and gift.on_date is not null
            and deaths.died_on < gift.on_date order by gift.id";
    /// Rows whose campaign nobody has recorded.
    WITHOUT_CAMPAIGN = "select what, code, cast(count(*) as bigint) from (
            select 'campaign_gifts' as what, campaign as code from campaign_gifts
                where office_id = $1 and voided_entry is null
            union all select 'campaign_lines', campaign from campaign_lines
                where office_id = $1 and voided_entry is null
            union all select 'campaign_meetings', campaign from campaign_meetings
                where office_id = $1 and voided_entry is null
            union all select 'campaign_receipts', campaign from campaign_receipts
                where office_id = $1 and voided_entry is null
            union all select 'paper_totals', subject from paper_totals
                where office_id = $1 and voided_entry is null
                    and book in ('campaign_gifts', 'campaign_meetings', 'campaign_funds')
        ) named where not exists (
            select 1 from campaigns where campaigns.office_id = $1 and campaigns.code = named.code
                and campaigns.voided_entry is null
        ) group by what, code order by what, code";
    /// The same recipient more than once under one code from one source.
    TWICE = "select campaign, source, recipient, coalesce(person_id, 0), coalesce(household_id, 0),
            cast(count(*) as bigint)
        from campaign_gifts
        where office_id = $1 and voided_entry is null and state in ('planned', 'given') and martyr_id is null
            and (person_id is not null or household_id is not null)
        group by campaign, source, recipient, person_id, household_id having count(*) > 1
        order by campaign, source, recipient";
}

/// A live row with its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct With<I, T> {
    pub id: I,
    pub value: T,
}

pub type CampaignRow = With<CampaignId, Campaign>;
pub type LineRow = With<CampaignLineId, CampaignLine>;
pub type GiftRow = With<GiftId, Gift>;
pub type MeetingRow = With<MeetingId, Meeting>;
pub type ReceiptRow = With<DonorReceiptId, DonorReceipt>;
pub type SettlementRow = With<SettlementId, Settlement>;

pub fn campaigns(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<CampaignRow>, StoreError> {
    tx.all(&CAMPAIGNS_OF_OFFICE, &params![office, known], |row| {
        let value = Campaign {
            code: row.get(1)?,
            occasion: word(row, 2, Occasion::from_word)?,
            year: row.get(3)?,
            title: row.get(4)?,
            plan: row.get(5)?,
            from: row.get(6)?,
            until: row.get(7)?,
        };
        Ok(With { id: row.get(0)?, value })
    })
}

pub fn insert_campaigns(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = CampaignRow>,
) -> Result<u64, StoreError> {
    let values = |With { id, value: c }: CampaignRow| {
        params![id, office, c.code, c.occasion.word(), c.year, c.title, c.plan, c.from, c.until, entry]
            .to_vec()
    };
    tx.insert_many(&CAMPAIGNS, rows.into_iter().map(values))
}

pub fn lines(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<LineRow>, StoreError> {
    tx.all(&LINES_OF_OFFICE, &params![office, known], |row| {
        let value = CampaignLine {
            campaign: row.get(1)?,
            source: word(row, 2, GiftSource::from_word)?,
            recipient: word(row, 3, Recipient::from_word)?,
            unit: row.get(4)?,
            planned: row.get(5)?,
            cash: row.get(6)?,
            goods: row.get(7)?,
            goods_value: row.get(8)?,
            age_from: row.get(9)?,
            age_below: row.get(10)?,
            paper: row.get(11)?,
        };
        Ok(With { id: row.get(0)?, value })
    })
}

pub fn insert_lines(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = LineRow>,
) -> Result<u64, StoreError> {
    let values = |With { id, value: l }: LineRow| {
        params![
            id,
            office,
            l.campaign,
            l.source.word(),
            l.recipient.word(),
            l.unit,
            l.planned,
            l.cash,
            l.goods,
            l.goods_value,
            l.age_from,
            l.age_below,
            l.paper,
            entry
        ]
        .to_vec()
    };
    tx.insert_many(&LINES, rows.into_iter().map(values))
}

pub fn gifts(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<GiftRow>, StoreError> {
    tx.all(&GIFTS_OF_OFFICE, &params![office, known], read_gift)
}

pub fn gifts_of(tx: &mut Tx, office: OfficeId, campaign: &str) -> Result<Vec<GiftRow>, StoreError> {
    tx.all(&GIFTS_OF_CAMPAIGN, &params![office, campaign], read_gift)
}

fn read_gift(row: &Row) -> Result<GiftRow, StoreError> {
    let value = Gift {
        campaign: row.get(1)?,
        source: word(row, 2, GiftSource::from_word)?,
        recipient: word(row, 3, Recipient::from_word)?,
        person: row.get(4)?,
        household: row.get(5)?,
        collective: row.get(6)?,
        martyr: row.get(7)?,
        unit: row.get(8)?,
        hamlet: row.get(9)?,
        list: row.get(10)?,
        cash: row.get(11)?,
        goods: row.get(12)?,
        goods_value: row.get(13)?,
        state: word(row, 14, GiftState::from_word)?,
        on: row.get(15)?,
        received_by: row.get(16)?,
        relation: row.get(17)?,
        reason: row.get(18)?,
    };
    Ok(With { id: row.get(0)?, value })
}

pub fn insert_gifts(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = GiftRow>,
) -> Result<u64, StoreError> {
    let values = |With { id, value: g }: GiftRow| {
        params![
            id,
            office,
            g.campaign,
            g.source.word(),
            g.recipient.word(),
            g.recipient.group().word(),
            g.person,
            g.household,
            g.collective,
            g.martyr,
            g.unit,
            g.hamlet,
            g.list,
            g.cash,
            g.goods,
            g.goods_value,
            g.state.word(),
            g.on,
            g.received_by,
            g.relation,
            g.reason,
            entry
        ]
        .to_vec()
    };
    tx.insert_many(&GIFTS, rows.into_iter().map(values))
}

pub fn meetings(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<MeetingRow>, StoreError> {
    tx.all(&MEETINGS_OF_OFFICE, &params![office, known], |row| {
        let value = Meeting {
            campaign: row.get(1)?,
            on: row.get(2)?,
            place: row.get(3)?,
            unit: row.get(4)?,
            group: word(row, 5, RecipientGroup::from_word)?,
            source: word(row, 6, GiftSource::from_word)?,
            invited: row.get(7)?,
            present: row.get(8)?,
            cost: row.get(9)?,
            gift_per_head: row.get(10)?,
            paper: row.get(11)?,
        };
        Ok(With { id: row.get(0)?, value })
    })
}

pub fn insert_meetings(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = MeetingRow>,
) -> Result<u64, StoreError> {
    let values = |With { id, value: m }: MeetingRow| {
        params![
            id,
            office,
            m.campaign,
            m.on,
            m.place,
            m.unit,
            m.group.word(),
            m.source.word(),
            m.invited,
            m.present,
            m.cost,
            m.gift_per_head,
            m.paper,
            entry
        ]
        .to_vec()
    };
    tx.insert_many(&MEETINGS, rows.into_iter().map(values))
}

pub fn receipts(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<ReceiptRow>, StoreError> {
    tx.all(&RECEIPTS_OF_OFFICE, &params![office, known], |row| {
        let value = DonorReceipt {
            campaign: row.get(1)?,
            number: row.get(2)?,
            on: row.get(3)?,
            donor: row.get(4)?,
            donor_number: row.get(5)?,
            source: word(row, 6, GiftSource::from_word)?,
            unit: row.get(7)?,
            cash: row.get(8)?,
            goods: row.get(9)?,
            goods_value: row.get(10)?,
        };
        Ok(With { id: row.get(0)?, value })
    })
}

pub fn insert_receipts(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = ReceiptRow>,
) -> Result<u64, StoreError> {
    let values = |With { id, value: r }: ReceiptRow| {
        params![
            id,
            office,
            r.campaign,
            r.number,
            r.on,
            r.donor,
            r.donor_number,
            r.source.word(),
            r.unit,
            r.cash,
            r.goods,
            r.goods_value,
            entry
        ]
        .to_vec()
    };
    tx.insert_many(&RECEIPTS, rows.into_iter().map(values))
}

pub fn settlements(tx: &mut Tx, office: OfficeId, known: Known) -> Result<Vec<SettlementRow>, StoreError> {
    tx.all(&SETTLEMENTS_OF_OFFICE, &params![office, known], |row| {
        let value = Settlement {
            campaign: row.get(1)?,
            source: word(row, 2, GiftSource::from_word)?,
            given: row.get(3)?,
            given_amount: row.get(4)?,
            left_over: row.get(5)?,
            returned: row.get(6)?,
            on: row.get(7)?,
            paper: row.get(8)?,
        };
        Ok(With { id: row.get(0)?, value })
    })
}

pub fn insert_settlements(
    tx: &mut Tx,
    office: OfficeId,
    entry: EntryId,
    rows: impl IntoIterator<Item = SettlementRow>,
) -> Result<u64, StoreError> {
    let values = |With { id, value: s }: SettlementRow| {
        params![
            id,
            office,
            s.campaign,
            s.source.word(),
            s.given,
            s.given_amount,
            s.left_over,
            s.returned,
            s.on,
            s.paper,
            entry
        ]
        .to_vec()
    };
    tx.insert_many(&SETTLEMENTS, rows.into_iter().map(values))
}

pub fn void_campaign(tx: &mut Tx, id: CampaignId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_CAMPAIGN, &params![id, entry])
}

pub fn void_line(tx: &mut Tx, id: CampaignLineId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_LINE, &params![id, entry])
}

pub fn void_gift(tx: &mut Tx, id: GiftId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_GIFT, &params![id, entry])
}

pub fn void_meeting(tx: &mut Tx, id: MeetingId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_MEETING, &params![id, entry])
}

pub fn void_receipt(tx: &mut Tx, id: DonorReceiptId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_RECEIPT, &params![id, entry])
}

pub fn void_settlement(tx: &mut Tx, id: SettlementId, entry: EntryId) -> Result<(), StoreError> {
    tx.execute_one(&VOID_SETTLEMENT, &params![id, entry])
}

/// Takes all gifts of the campaign off its lists that were not handed over.
pub fn void_planned(
    tx: &mut Tx,
    office: OfficeId,
    campaign: &str,
    entry: EntryId,
) -> Result<u64, StoreError> {
    tx.execute(&VOID_PLANNED, &params![office, campaign, entry])
}

/// What was given, by purpose (`gifts`, `meetings`, `unitemised`), source, group and place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    pub purpose: String,
    /// Empty where a total does not name it.
    pub source: String,
    pub group: String,
    pub unit: Option<UnitId>,
    pub quantity: i64,
    pub amount: Vnd,
}

pub fn spent(tx: &mut Tx, office: OfficeId, campaign: &str) -> Result<Vec<Spent>, StoreError> {
    tx.all(&SPENT, &params![office, campaign], |row| {
        Ok(Spent {
            purpose: row.get(0)?,
            source: row.get(1)?,
            group: row.get(2)?,
            unit: row.get(3)?,
            quantity: row.get(4)?,
            amount: row.get(5)?,
        })
    })
}

/// A total that its own names exceed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exceeded {
    pub total: i64,
    pub campaign: String,
    pub unit: Option<UnitId>,
    pub group: String,
    pub source: String,
    /// Gifts of the total and by name, đồng of the total and by name.
    pub quantities: (i64, i64),
    pub amounts: (Vnd, Vnd),
}

pub fn list_exceeds(tx: &mut Tx, office: OfficeId) -> Result<Vec<Exceeded>, StoreError> {
    tx.all(&LIST_EXCEEDS, &params![office], |row| {
        Ok(Exceeded {
            total: row.get(0)?,
            campaign: row.get(1)?,
            unit: row.get(2)?,
            group: row.get(3)?,
            source: row.get(4)?,
            quantities: (row.get(5)?, row.get(6)?),
            amounts: (row.get(7)?, row.get(8)?),
        })
    })
}

/// Gift, campaign and person.
pub fn to_the_dead(tx: &mut Tx, office: OfficeId) -> Result<Vec<(GiftId, String, i64)>, StoreError> {
    tx.all(&TO_THE_DEAD, &params![office], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// Table, code and rows of campaigns that nobody has recorded.
pub fn without_campaign(tx: &mut Tx, office: OfficeId) -> Result<Vec<(String, String, i64)>, StoreError> {
    tx.all(&WITHOUT_CAMPAIGN, &params![office], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// Campaign, source, code, person or household, and how often.
pub type GiftTwice = (String, String, String, i64, i64);

/// Gifts that one person or household was given more than once.
pub fn twice(tx: &mut Tx, office: OfficeId) -> Result<Vec<GiftTwice>, StoreError> {
    tx.all(&TWICE, &params![office], |row| {
        let (person, household): (i64, i64) = (row.get(3)?, row.get(4)?);
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, person.max(household), row.get(5)?))
    })
}
