//! A decision drafted here: grounds, articles, recipients (NĐ 30/2020).

use super::Letterhead;
use jiff::civil::Date;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionPaper {
    pub letterhead: Letterhead,
    /// Empty until the clerk has drawn one: a gap is printed.
    pub number: String,
    /// Symbol behind the number, `QĐ-LĐTBXH`.
    pub symbol: String,
    /// `None` on a draft: a gap is printed.
    pub signed_on: Option<Date>,
    /// `Về việc trợ cấp xã hội hằng tháng đối với …`
    pub subject: String,
    /// Who decides, in capitals: `CHỦ TỊCH ỦY BAN NHÂN DÂN THỊ XÃ TRẢNG BÀNG`.
    pub authority: String,
    /// `Căn cứ …`, without the closing mark.
    pub grounds: Vec<String>,
    pub articles: Vec<DecisionArticle>,
    /// The engine's steps, printed as an annex; empty for decisions without sums.
    pub explanation: Vec<String>,
    /// `Như Điều 3`, `Lưu: VT`; without dash and closing mark.
    pub recipients: Vec<String>,
}

/// `Điều 1.` and its paragraphs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionArticle {
    pub paragraphs: Vec<String>,
}
