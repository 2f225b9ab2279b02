//! Labour disputes: what a case of the kinds `dispute.*` says besides its course.

use crate::ids::CaseId;
use crate::labels::labelled;
use crate::worded;
use law::Vnd;

worded!(
    /// By the Labour Code, Article 179.
    DisputeKind {
        Individual = "dispute.individual",
        /// Collective, over rights.
        Rights = "dispute.rights",
        /// Collective, over interests.
        Interests = "dispute.interests",
    }
);

labelled!(DisputeKind {
    Individual = "Cá nhân" | "Tranh chấp lao động cá nhân",
    Rights = "Tập thể về quyền" | "Tranh chấp lao động tập thể về quyền",
    Interests = "Tập thể về lợi ích" | "Tranh chấp lao động tập thể về lợi ích",
});

worded!(DisputeSubject {
    Wage = "wage",
    ContractEnd = "contract_end",
    Discipline = "discipline",
    Insurance = "insurance",
    Compensation = "compensation",
    Hours = "hours",
    DomesticWork = "domestic_work",
    Accident = "accident",
    Bargaining = "bargaining",
    Other = "other",
});

labelled!(DisputeSubject {
    Wage = "Tiền lương" | "Lương",
    ContractEnd = "Chấm dứt hợp đồng",
    Discipline = "Kỷ luật, sa thải" | "Kỷ luật" | "Sa thải",
    Insurance = "Bảo hiểm" | "Bảo hiểm xã hội",
    Compensation = "Bồi thường",
    Hours = "Nghỉ phép, giờ làm" | "Thời giờ làm việc, nghỉ ngơi",
    DomesticWork = "Giúp việc gia đình",
    Accident = "Tai nạn, bệnh nghề nghiệp",
    Bargaining = "Thương lượng tập thể",
    Other = "Khác",
});

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    pub case: CaseId,
    pub employer: String,
    pub tax_code: Option<String>,
    /// Who asks for it: a person, a group, the union.
    pub applicant: String,
    pub subject: DisputeSubject,
    pub workers: i64,
    pub women: Option<i64>,
    pub claimed: Option<Vnd>,
    pub agreed: Option<Vnd>,
    pub mediator: Option<String>,
    /// Of the mediation.
    pub record_number: Option<String>,
    /// Whether what was agreed has been done; `None`: not known.
    pub carried_out: Option<i64>,
}
