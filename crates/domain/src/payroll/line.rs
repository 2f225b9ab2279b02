//! What a run consists of: lines, what waits, what is to be taken back, what somebody should look at.

use crate::decisions::PartKey;
use crate::ids::{DecisionId, EnrolmentId, PayeeId, PersonId, RecoveryId};
use crate::payments::Source;
use crate::shown::shown;
use jiff::civil::Date;
use law::{Month, Name, Terms, Vnd};

shown!(LineKind {
    /// A month of the run itself.
    Current = "current", "kỳ này";
    /// An earlier month.
    Arrears = "arrears", "truy lĩnh";
    /// A recovery plan at work; the amount is negative.
    Deduction = "deduction", "khấu trừ thu hồi";
});

/// Index into `Draft::explanations`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExplanationIndex(pub u32);

/// One amount for one key and month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub person: PersonId,
    pub enrolment: EnrolmentId,
    pub kind: LineKind,
    pub terms: Terms,
    pub reference: Name,
    pub month: Month,
    /// Positive; negative for a deduction.
    pub amount: Vnd,
    /// Why an earlier month is paid now; the recovery's for a deduction.
    pub cause: Option<Cause>,
    pub decision: Option<DecisionId>,
    pub recovery: Option<RecoveryId>,
    pub explanation: ExplanationIndex,
    pub payee: PayeeId,
}

impl Line {
    pub fn source(&self) -> Source {
        Source::of(self.terms.scheme)
    }

    pub fn key(&self) -> PartKey {
        PartKey { part: self.terms.part.clone(), reference: self.reference.clone() }
    }
}

/// Why a month that was posted is owed otherwise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// A value that became law after the last run; the instrument and provision as cited.
    Law(String),
    /// A decision that the last run did not know, or the one that has ended, suspended or resumed the payment.
    Decision(DecisionId),
    /// A decision was voided.
    Voided(DecisionId),
    Death(Date),
    /// The data of the person were corrected.
    Correction,
}

impl Cause {
    /// As stored: word and detail.
    pub fn words(&self) -> (&'static str, String) {
        match self {
            Cause::Law(citation) => ("law", citation.clone()),
            Cause::Decision(id) => ("decision", id.0.to_string()),
            Cause::Voided(id) => ("voided", id.0.to_string()),
            Cause::Death(day) => ("death", day.to_string()),
            Cause::Correction => ("correction", String::new()),
        }
    }

    /// Reads what `words` wrote.
    pub fn from_words(word: &str, detail: &str) -> Option<Cause> {
        match word {
            "law" => Some(Cause::Law(detail.to_owned())),
            "decision" => detail.parse().ok().map(|id| Cause::Decision(DecisionId(id))),
            "voided" => detail.parse().ok().map(|id| Cause::Voided(DecisionId(id))),
            "death" => detail.parse().ok().map(Cause::Death),
            "correction" => Some(Cause::Correction),
            _ => None,
        }
    }

    pub fn label(&self) -> &'static str {
        match self {
            Cause::Law(_) => "văn bản quy định thay đổi",
            Cause::Decision(_) => "theo quyết định",
            Cause::Voided(_) => "quyết định bị hủy",
            Cause::Death(_) => "đối tượng đã chết",
            Cause::Correction => "đính chính thông tin",
        }
    }
}

/// Why a key and month stays as posted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WaitingCode {
    /// The law gave no value; the law's own code.
    Law(&'static str),
    /// The person lives and has no payee.
    NoPayee,
    /// The person has died and nobody is recorded as heir.
    NoHeir,
    /// One decision names a part and reference twice.
    DuplicatePart,
}

impl WaitingCode {
    pub fn word(&self) -> &'static str {
        match self {
            WaitingCode::Law(code) => code,
            WaitingCode::NoPayee => "no_payee",
            WaitingCode::NoHeir => "no_heir",
            WaitingCode::DuplicatePart => "duplicate_part",
        }
    }
}

/// A key and month that could not be settled: left as posted and listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub person: PersonId,
    pub enrolment: EnrolmentId,
    pub key: PartKey,
    pub month: Month,
    pub code: WaitingCode,
    pub message: String,
}

/// Posted more than is owed: a recovery to be decided by a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub person: PersonId,
    pub enrolment: EnrolmentId,
    pub scheme: law::Scheme,
    pub key: PartKey,
    pub month: Month,
    /// Positive.
    pub amount: Vnd,
    pub cause: Cause,
}

shown!(FindingCode {
    WrittenDiffers = "written_differs", "số tiền ghi trong quyết định khác số tính theo quy định";
    WrittenUnchecked = "written_unchecked", "số tiền ghi trong quyết định chưa đối chiếu được với quy định";
    WrittenAtChange = "written_at_change", "mức quy định thay đổi nhưng khoản này đang trả theo số ghi trong quyết định";
    ArrearsDiffer = "arrears_differ", "tiền truy lĩnh ghi trong quyết định khác số tính được";
    BeforeOpening = "before_opening", "quyết định có tháng hưởng trước khi cơ quan mở sổ: các tháng đó không được tính lại";
    Overtaken = "overtaken", "quyết định ký sau có tháng hưởng trước một quyết định khác đang có hiệu lực: cần kiểm tra, nếu cần thì hủy quyết định kia";
    CarryWaits = "carry_waits", "khoản chưa nhận có phần không còn được hưởng: cần quyết định thu hồi trước khi chuyển kỳ sau";
    CarryNoHeir = "carry_no_heir", "khoản chưa nhận của người đã chết chưa có người nhận thay";
    CarryNoPayee = "carry_no_payee", "khoản chưa nhận chưa có người nhận";
});

/// Something that a person should look at; it changes no amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub person: PersonId,
    pub enrolment: Option<EnrolmentId>,
    pub month: Option<Month>,
    pub code: FindingCode,
    /// A Vietnamese sentence with the amounts.
    pub message: String,
}
