//! Totals from papers, where an office holds no list of names: 16.219 lanterns by commune, 300 people at a launch.
//!
//! A list of names that comes later fills the total of its place, subject, group and source: a figure counts the names,
//! and of the total only what no name covers. Nothing is counted twice and nothing is lost.

use crate::campaigns::{GiftSource, RecipientGroup};
use crate::ids::UnitId;
use crate::labels::{Labelled, labelled};
use crate::labour::market::MarketLine;
use crate::labour::placements::Channel;
use crate::worded;
use jiff::civil::Date;
use law::Vnd;

worded!(
    /// The book whose names a total stands for.
    Book {
        EventAttendance = "event_attendance",
        EventChildren = "event_children",
        /// New jobs; the group is a `Channel`, the subject a report (empty: the year).
        Placements = "placements",
        /// Work found in jobs that are not new.
        PlacementsOther = "placements_other",
        /// Forms of the supply survey; the subject is its year.
        SupplyCollected = "supply_collected",
        SupplyEntered = "supply_entered",
        /// The group is a `MarketLine`, the subject the year.
        LabourMarket = "labour_market",
        /// The subject is the code of the class.
        TrainingLearners = "training_learners",
        /// Subject: the year; group: label of the kind of support; source: label of the source or nothing.
        PovertySupport = "poverty_support",
        CampaignGifts = "campaign_gifts",
        CampaignMeetings = "campaign_meetings",
        /// All the money of a campaign, gifts and meetings included: what they do not cover is not itemised.
        CampaignFunds = "campaign_funds",
    }
);

labelled!(Book {
    EventAttendance = "Người tham dự sự kiện",
    EventChildren = "Trẻ em tham dự sự kiện",
    Placements = "Lao động được tạo việc làm tăng thêm" | "Lao động được tạo việc làm mới",
    PlacementsOther = "Lao động được giải quyết việc làm khác",
    SupplyCollected = "Phiếu cung lao động đã thu",
    SupplyEntered = "Phiếu cung lao động đã nhập",
    LabourMarket = "Thông tin thị trường lao động",
    TrainingLearners = "Học viên đào tạo nghề",
    PovertySupport = "Hỗ trợ hộ nghèo",
    CampaignGifts = "Quà tặng của đợt",
    CampaignMeetings = "Họp mặt của đợt",
    CampaignFunds = "Tổng kinh phí của đợt",
});

impl Book {
    /// The word of a group as the book names it; text as written where the book has no list of groups.
    pub fn group_word(self, written: &str) -> Option<String> {
        match self {
            Book::Placements | Book::PlacementsOther => word_of::<Channel>(written, Channel::word),
            Book::LabourMarket => word_of::<MarketLine>(written, MarketLine::word),
            // Of a whole campaign, no group is named.
            Book::CampaignGifts | Book::CampaignMeetings | Book::CampaignFunds if !written.is_empty() => {
                word_of::<RecipientGroup>(written, RecipientGroup::word)
            }
            _ => Some(written.to_owned()),
        }
    }

    /// As lists write the group.
    pub fn group_label(self, word: &str) -> String {
        let label = match self {
            Book::Placements | Book::PlacementsOther => Channel::from_word(word).map(Channel::label),
            Book::LabourMarket => MarketLine::from_word(word).map(MarketLine::label),
            Book::CampaignGifts | Book::CampaignMeetings | Book::CampaignFunds => {
                RecipientGroup::from_word(word).map(RecipientGroup::label)
            }
            _ => None,
        };
        label.unwrap_or(word).to_owned()
    }

    /// The word of a source as the names of the book carry it; text as written where the book has no list of sources.
    pub fn source_word(self, written: &str) -> Option<String> {
        match self {
            Book::CampaignGifts | Book::CampaignMeetings | Book::CampaignFunds if !written.is_empty() => {
                word_of::<GiftSource>(written, GiftSource::word)
            }
            _ => Some(written.to_owned()),
        }
    }

    /// As lists write the source.
    pub fn source_label(self, word: &str) -> String {
        let label = match self {
            Book::CampaignGifts | Book::CampaignMeetings | Book::CampaignFunds => {
                GiftSource::from_word(word).map(GiftSource::label)
            }
            _ => None,
        };
        label.unwrap_or(word).to_owned()
    }
}

fn word_of<T: Labelled>(written: &str, word: impl Fn(T) -> &'static str) -> Option<String> {
    let wanted = crate::names::fold(written);
    let named = |value: &&T| value.labels().iter().any(|label| crate::names::fold(label) == wanted);
    T::VALUES.iter().find(named).map(|value| word(*value).to_owned())
}

/// One total of a paper. Book, subject, unit, group and source are its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperTotal {
    pub book: Book,
    /// Code of the campaign, event, class … in that book; empty where the book has no such thing.
    pub subject: String,
    /// `None`: the whole office, not split by commune.
    pub unit: Option<UnitId>,
    /// Group of recipients or kind, by the word that the book uses; may be empty.
    pub group: String,
    /// Where the money comes from, by the word that the book uses; may be empty.
    pub source: String,
    pub quantity: i64,
    pub amount: Option<Vnd>,
    /// The day of what is counted, not of the paper.
    pub on: Date,
    /// Number and date of the paper.
    pub paper: String,
    /// Where the paper or its scan is kept.
    pub file: Option<String>,
}
