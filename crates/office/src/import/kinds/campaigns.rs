//! Campaigns: the occasion, its budget lines, meetings and donors.

use super::order;
use crate::export::{List, day, text};
use crate::import::headings::{COMMUNE_OPTIONAL, Column, Input, Table, labels, names_of, optional, required};
use crate::import::line::Line;
use crate::import::person::place;
use crate::import::records::{Book, read_records};
use crate::import::{Import, Kind};
use crate::{Ctx, OfficeError, Permission};
use domain::Vnd;
use domain::campaigns::{
    Campaign, CampaignLine, DonorReceipt, GiftSource, Meeting, Occasion, Recipient, RecipientGroup,
};
use domain::ids::{CampaignId, CampaignLineId, DonorReceiptId, EntryId, MeetingId, OfficeId, UnitId};
use domain::labels::{Labelled, Labels};
use jiff::civil::Date;
use std::collections::HashSet;
use store::campaigns::{self as books, With};
use store::people::Known;
use store::{StoreError, Tx};

/// The code that every row of a campaign carries.
pub(super) const CODE: Column = required("Mã đợt").or(&["Mã đợt tặng quà", "Mã đợt chăm lo"]);
pub(super) const SOURCE: Column =
    required("Nguồn").or(&["Nguồn kinh phí"]).ask(Input::Choice(labels::<GiftSource>));
pub(super) const RECIPIENT: Column =
    required("Diện nhận quà").or(&["Đối tượng nhận quà"]).ask(Input::Choice(labels::<Recipient>));
pub(super) const GOODS: Column = optional("Hiện vật").or(&["Quà hiện vật"]);
pub(super) const GOODS_VALUE: Column = optional("Trị giá hiện vật").or(&["Trị giá"]).ask(Input::Money);

const CAMPAIGN_COLUMNS: &[Column] = &[
    CODE,
    required("Dịp").ask(Input::Choice(labels::<Occasion>)),
    required("Năm").ask(Input::Year),
    required("Tên đợt"),
    optional("Kế hoạch, quyết định").or(&["Kế hoạch", "Quyết định"]),
    required("Bắt đầu").or(&["Ngày bắt đầu"]).ask(Input::Date),
    optional("Kết thúc").or(&["Ngày kết thúc", "Hạn trao"]).ask(Input::Date),
];

pub const CAMPAIGNS: Kind = Kind {
    id: "campaigns",
    title: "Các đợt chăm lo, tặng quà",
    order: order::CAMPAIGNS,
    permission: Permission::Import,
    field: None,
    columns: CAMPAIGN_COLUMNS,
    list: Some(list_campaigns),
    read: |import, table| read_records(Campaigns { occasions: Labels::new() }, import, table),
};

struct Campaigns {
    occasions: Labels<Occasion>,
}

impl Book for Campaigns {
    type Record = Campaign;
    type Key = String;

    fn live(tx: &mut Tx, office: OfficeId) -> Result<Vec<(i64, Campaign)>, StoreError> {
        let rows = books::campaigns(tx, office, Known::Now)?;
        Ok(rows.into_iter().map(|row| (row.id.0, row.value)).collect())
    }

    fn key(record: &Campaign) -> String {
        record.code.clone()
    }

    fn read(&mut self, _: &mut Import, line: &mut Line) -> Result<Option<Campaign>, OfficeError> {
        line.filled("Dịp");
        line.filled("Năm");
        let (code, title) = (line.required("Mã đợt"), line.required("Tên đợt"));
        let (occasion, year) = (line.label("Dịp", &self.occasions), line.year("Năm"));
        let (from, until) = (line.required_date("Bắt đầu"), line.date("Kết thúc"));
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            line.refuse("Kết thúc", "trước ngày bắt đầu");
        }
        let (Some(code), Some(title), Some(occasion)) = (code, title, occasion) else { return Ok(None) };
        let (Some(year), Some(from)) = (year, from) else { return Ok(None) };
        let plan = line.text("Kế hoạch, quyết định");
        Ok(Some(Campaign { code, occasion, year, title, plan, from, until }))
    }

    fn void(tx: &mut Tx, id: i64, entry: EntryId) -> Result<(), StoreError> {
        books::void_campaign(tx, CampaignId(id), entry)
    }

    fn insert(
        tx: &mut Tx,
        office: OfficeId,
        entry: EntryId,
        rows: Vec<(i64, Campaign)>,
    ) -> Result<(), StoreError> {
        let rows = rows.into_iter().map(|(id, value)| With { id: CampaignId(id), value });
        books::insert_campaigns(tx, office, entry, rows).map(drop)
    }
}

fn list_campaigns(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let rows = books::campaigns(tx, ctx.office, Known::Now)?.into_iter().map(|row| {
        let Campaign { code, occasion, year, title, plan, from, until } = row.value;
        let plan = plan.unwrap_or_default();
        vec![code, occasion.label().to_owned(), year.to_string(), title, plan, day(Some(from)), day(until)]
    });
    Ok(List { title: CAMPAIGNS.title, headings: CAMPAIGN_HEADINGS, rows: rows.collect() })
}

const CAMPAIGN_HEADINGS: &[&str] = &names_of::<7>(CAMPAIGN_COLUMNS);

/// The codes of the office's campaigns: a row of a campaign that nobody has recorded is parked.
pub(super) struct Codes(HashSet<String>);

impl Codes {
    pub(super) fn load(import: &mut Import) -> Result<Codes, OfficeError> {
        let rows = books::campaigns(import.tx, import.office, Known::Now)?;
        Ok(Codes(rows.into_iter().map(|row| row.value.code).collect()))
    }

    pub(super) fn read(&self, line: &mut Line) -> Option<String> {
        let code = line.required("Mã đợt")?;
        if !self.0.contains(&code) {
            line.park("Mã đợt", "chưa có đợt mang mã này: hãy ghi đợt trước");
            return None;
        }
        Some(code)
    }
}

/// The unit of a row; `Err`: written and not understood.
pub(super) fn unit(line: &mut Line, import: &Import) -> Result<Option<UnitId>, ()> {
    match place(line, import) {
        Some(place) => Ok(Some(place.unit)),
        None if line.filled_quietly("Xã, phường") => Err(()),
        None => Ok(None),
    }
}

/// Code of the commune as lists carry it.
pub(super) fn code_of(tx: &mut Tx, unit: Option<UnitId>) -> Result<String, OfficeError> {
    match unit {
        Some(unit) => Ok(store::units::by_id(tx, unit)?.map_or_else(String::new, |unit| unit.code)),
        None => Ok(String::new()),
    }
}

pub(super) fn money(amount: Vnd) -> String {
    if amount.is_zero() { String::new() } else { amount.0.to_string() }
}

pub(super) fn number(value: Option<i64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

const LINE_COLUMNS: &[Column] = &[
    CODE,
    SOURCE,
    RECIPIENT,
    COMMUNE_OPTIONAL,
    required("Số suất").or(&["Số suất dự kiến"]).ask(Input::Count),
    optional("Mức tiền mặt").or(&["Mức quà", "Mức chi"]).ask(Input::Money),
    GOODS,
    GOODS_VALUE,
    optional("Từ tuổi").ask(Input::Count),
    optional("Dưới tuổi").ask(Input::Count),
    optional("Căn cứ mức quà").or(&["Văn bản", "Quyết định"]),
];

pub const LINES: Kind = Kind {
    id: "campaign_lines",
    title: "Dự toán đợt tặng quà",
    order: order::CAMPAIGN_LINES,
    permission: Permission::Import,
    field: None,
    columns: LINE_COLUMNS,
    list: Some(list_lines),
    read: |import, table| read_lines(import, table),
};

fn read_lines(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let codes = Codes::load(import)?;
    read_records(Lines { codes, sources: Labels::new(), recipients: Labels::new() }, import, table)
}

struct Lines {
    codes: Codes,
    sources: Labels<GiftSource>,
    recipients: Labels<Recipient>,
}

impl Book for Lines {
    type Record = CampaignLine;
    type Key = (String, GiftSource, Recipient, Option<UnitId>);

    fn live(tx: &mut Tx, office: OfficeId) -> Result<Vec<(i64, CampaignLine)>, StoreError> {
        let rows = books::lines(tx, office, Known::Now)?;
        Ok(rows.into_iter().map(|row| (row.id.0, row.value)).collect())
    }

    fn key(record: &CampaignLine) -> Self::Key {
        (record.campaign.clone(), record.source, record.recipient, record.unit)
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<CampaignLine>, OfficeError> {
        for column in ["Nguồn", "Diện nhận quà", "Số suất"] {
            line.filled(column);
        }
        let campaign = self.codes.read(line);
        let source = line.label("Nguồn", &self.sources);
        let recipient = line.label("Diện nhận quà", &self.recipients);
        let (planned, cash) = (line.count("Số suất"), line.amount("Mức tiền mặt"));
        let goods_value = line.amount("Trị giá hiện vật").unwrap_or_default();
        let (age_from, age_below) = (line.count("Từ tuổi"), line.count("Dưới tuổi"));
        let paper = line.text("Căn cứ mức quà");
        let Ok(unit) = unit(line, import) else { return Ok(None) };
        if recipient.is_some_and(|recipient| !recipient.is_presidents())
            && cash.is_none()
            && goods_value.is_zero()
        {
            line.refuse("Mức tiền mặt", "phải ghi mức tiền mặt hoặc trị giá hiện vật");
        }
        if cash.is_some() && recipient.is_some_and(Recipient::is_presidents) && paper.is_none() {
            line.refuse("Căn cứ mức quà", "mức quà của Chủ tịch nước phải ghi số, ngày quyết định");
        }
        let (Some(campaign), Some(source)) = (campaign, source) else { return Ok(None) };
        let (Some(recipient), Some(planned)) = (recipient, planned) else { return Ok(None) };
        let goods = line.text("Hiện vật");
        Ok(Some(CampaignLine {
            campaign,
            source,
            recipient,
            unit,
            planned,
            cash,
            goods,
            goods_value,
            age_from,
            age_below,
            paper,
        }))
    }

    fn void(tx: &mut Tx, id: i64, entry: EntryId) -> Result<(), StoreError> {
        books::void_line(tx, CampaignLineId(id), entry)
    }

    fn insert(
        tx: &mut Tx,
        office: OfficeId,
        entry: EntryId,
        rows: Vec<(i64, CampaignLine)>,
    ) -> Result<(), StoreError> {
        let rows = rows.into_iter().map(|(id, value)| With { id: CampaignLineId(id), value });
        books::insert_lines(tx, office, entry, rows).map(drop)
    }
}

fn list_lines(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut rows = Vec::new();
    for row in books::lines(tx, ctx.office, Known::Now)? {
        let line = row.value;
        rows.push(vec![
            line.campaign,
            line.source.label().to_owned(),
            line.recipient.label().to_owned(),
            code_of(tx, line.unit)?,
            line.planned.to_string(),
            number(line.cash.map(|cash| cash.0)),
            text(line.goods.as_ref()),
            money(line.goods_value),
            number(line.age_from),
            number(line.age_below),
            text(line.paper.as_ref()),
        ]);
    }
    Ok(List { title: LINES.title, headings: LINE_HEADINGS, rows })
}

const LINE_HEADINGS: &[&str] = &names_of::<11>(LINE_COLUMNS);

const MEETING_COLUMNS: &[Column] = &[
    CODE,
    required("Ngày họp mặt").ask(Input::Date),
    required("Nơi họp mặt").or(&["Địa điểm", "Địa điểm họp mặt"]),
    COMMUNE_OPTIONAL,
    required("Nhóm").or(&["Nhóm đối tượng"]).ask(Input::Choice(labels::<RecipientGroup>)),
    SOURCE,
    optional("Số người mời").ask(Input::Count),
    required("Số người dự").ask(Input::Count),
    required("Kinh phí").ask(Input::Money),
    optional("Quà mỗi người").ask(Input::Money),
    optional("Văn bản"),
];

pub const MEETINGS: Kind = Kind {
    id: "campaign_meetings",
    title: "Họp mặt trong các đợt chăm lo",
    order: order::CAMPAIGN_MEETINGS,
    permission: Permission::Import,
    field: None,
    columns: MEETING_COLUMNS,
    list: Some(list_meetings),
    read: |import, table| read_meetings(import, table),
};

fn read_meetings(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let codes = Codes::load(import)?;
    read_records(Meetings { codes, sources: Labels::new(), groups: Labels::new() }, import, table)
}

struct Meetings {
    codes: Codes,
    sources: Labels<GiftSource>,
    groups: Labels<RecipientGroup>,
}

impl Book for Meetings {
    type Record = Meeting;
    type Key = (String, Date, String, Option<UnitId>, RecipientGroup, GiftSource);

    fn live(tx: &mut Tx, office: OfficeId) -> Result<Vec<(i64, Meeting)>, StoreError> {
        let rows = books::meetings(tx, office, Known::Now)?;
        Ok(rows.into_iter().map(|row| (row.id.0, row.value)).collect())
    }

    fn key(m: &Meeting) -> Self::Key {
        (m.campaign.clone(), m.on, m.place.clone(), m.unit, m.group, m.source)
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<Meeting>, OfficeError> {
        for column in ["Nguồn", "Nhóm", "Số người dự", "Kinh phí"] {
            line.filled(column);
        }
        let (campaign, on) = (self.codes.read(line), line.required_date("Ngày họp mặt"));
        let (place, group) = (line.required("Nơi họp mặt"), line.label("Nhóm", &self.groups));
        let (source, cost) = (line.label("Nguồn", &self.sources), line.amount("Kinh phí"));
        let (invited, present) = (line.count("Số người mời"), line.count("Số người dự"));
        let gift_per_head = line.amount("Quà mỗi người");
        let Ok(unit) = unit(line, import) else { return Ok(None) };
        let (Some(campaign), Some(on), Some(place)) = (campaign, on, place) else { return Ok(None) };
        let (Some(group), Some(source)) = (group, source) else { return Ok(None) };
        let (Some(present), Some(cost)) = (present, cost) else { return Ok(None) };
        let paper = line.text("Văn bản");
        Ok(Some(Meeting {
            campaign,
            on,
            place,
            unit,
            group,
            source,
            invited,
            present,
            cost,
            gift_per_head,
            paper,
        }))
    }

    fn void(tx: &mut Tx, id: i64, entry: EntryId) -> Result<(), StoreError> {
        books::void_meeting(tx, MeetingId(id), entry)
    }

    fn insert(
        tx: &mut Tx,
        office: OfficeId,
        entry: EntryId,
        rows: Vec<(i64, Meeting)>,
    ) -> Result<(), StoreError> {
        let rows = rows.into_iter().map(|(id, value)| With { id: MeetingId(id), value });
        books::insert_meetings(tx, office, entry, rows).map(drop)
    }
}

fn list_meetings(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut rows = Vec::new();
    for row in books::meetings(tx, ctx.office, Known::Now)? {
        let meeting = row.value;
        rows.push(vec![
            meeting.campaign,
            day(Some(meeting.on)),
            meeting.place,
            code_of(tx, meeting.unit)?,
            meeting.group.label().to_owned(),
            meeting.source.label().to_owned(),
            number(meeting.invited),
            meeting.present.to_string(),
            meeting.cost.0.to_string(),
            number(meeting.gift_per_head.map(|gift| gift.0)),
            text(meeting.paper.as_ref()),
        ]);
    }
    Ok(List { title: MEETINGS.title, headings: MEETING_HEADINGS, rows })
}

const MEETING_HEADINGS: &[&str] = &names_of::<11>(MEETING_COLUMNS);

const RECEIPT_COLUMNS: &[Column] = &[
    CODE,
    required("Số phiếu tiếp nhận").or(&["Số phiếu thu", "Số phiếu"]),
    required("Ngày tiếp nhận").ask(Input::Date),
    required("Nhà tài trợ").or(&["Nhà hảo tâm", "Đơn vị ủng hộ", "Người ủng hộ"]),
    optional("Mã số thuế, số định danh").or(&["Mã số thuế"]),
    SOURCE,
    COMMUNE_OPTIONAL,
    optional("Tiền mặt").or(&["Số tiền"]).ask(Input::Money),
    GOODS,
    GOODS_VALUE,
];

pub const RECEIPTS: Kind = Kind {
    id: "campaign_receipts",
    title: "Sổ tiếp nhận ủng hộ",
    order: order::CAMPAIGN_RECEIPTS,
    permission: Permission::Import,
    field: None,
    columns: RECEIPT_COLUMNS,
    list: Some(list_receipts),
    read: |import, table| read_receipts(import, table),
};

fn read_receipts(import: &mut Import, table: &Table) -> Result<(), OfficeError> {
    let codes = Codes::load(import)?;
    read_records(Receipts { codes, sources: Labels::new() }, import, table)
}

struct Receipts {
    codes: Codes,
    sources: Labels<GiftSource>,
}

impl Book for Receipts {
    type Record = DonorReceipt;
    type Key = (String, String);

    fn live(tx: &mut Tx, office: OfficeId) -> Result<Vec<(i64, DonorReceipt)>, StoreError> {
        let rows = books::receipts(tx, office, Known::Now)?;
        Ok(rows.into_iter().map(|row| (row.id.0, row.value)).collect())
    }

    fn key(receipt: &DonorReceipt) -> Self::Key {
        (receipt.campaign.clone(), receipt.number.clone())
    }

    fn read(&mut self, import: &mut Import, line: &mut Line) -> Result<Option<DonorReceipt>, OfficeError> {
        line.filled("Nguồn");
        let (campaign, on) = (self.codes.read(line), line.required_date("Ngày tiếp nhận"));
        let (number, donor) = (line.required("Số phiếu tiếp nhận"), line.required("Nhà tài trợ"));
        let source = line.label("Nguồn", &self.sources);
        let cash = line.amount("Tiền mặt").unwrap_or_default();
        let goods_value = line.amount("Trị giá hiện vật").unwrap_or_default();
        if (cash + goods_value).is_zero() {
            line.refuse("Tiền mặt", "phải ghi số tiền hoặc trị giá hiện vật");
        }
        let Ok(unit) = unit(line, import) else { return Ok(None) };
        let (Some(campaign), Some(on), Some(source)) = (campaign, on, source) else { return Ok(None) };
        let (Some(number), Some(donor)) = (number, donor) else { return Ok(None) };
        let (donor_number, goods) = (line.text("Mã số thuế, số định danh"), line.text("Hiện vật"));
        Ok(Some(DonorReceipt {
            campaign,
            number,
            on,
            donor,
            donor_number,
            source,
            unit,
            cash,
            goods,
            goods_value,
        }))
    }

    fn void(tx: &mut Tx, id: i64, entry: EntryId) -> Result<(), StoreError> {
        books::void_receipt(tx, DonorReceiptId(id), entry)
    }

    fn insert(
        tx: &mut Tx,
        office: OfficeId,
        entry: EntryId,
        rows: Vec<(i64, DonorReceipt)>,
    ) -> Result<(), StoreError> {
        let rows = rows.into_iter().map(|(id, value)| With { id: DonorReceiptId(id), value });
        books::insert_receipts(tx, office, entry, rows).map(drop)
    }
}

fn list_receipts(ctx: &Ctx, tx: &mut Tx) -> Result<List, OfficeError> {
    let mut rows = Vec::new();
    for row in books::receipts(tx, ctx.office, Known::Now)? {
        let receipt = row.value;
        rows.push(vec![
            receipt.campaign,
            receipt.number,
            day(Some(receipt.on)),
            receipt.donor,
            text(receipt.donor_number.as_ref()),
            receipt.source.label().to_owned(),
            code_of(tx, receipt.unit)?,
            money(receipt.cash),
            text(receipt.goods.as_ref()),
            money(receipt.goods_value),
        ]);
    }
    Ok(List { title: RECEIPTS.title, headings: RECEIPT_HEADINGS, rows })
}

const RECEIPT_HEADINGS: &[&str] = &names_of::<10>(RECEIPT_COLUMNS);
