//! Jobs created: who found work, through which channel, and whether the job is a new one.
//!
//! "New" is a mark of a placement and no channel of its own: provinces print both counts, one within the other. A
//! person counts once in a period (a setting), whatever the number of jobs.

use crate::ids::{PersonId, UnitId};
use crate::labels::labelled;
use crate::worded;
use jiff::civil::Date;
use law::Vnd;

worded!(
    /// How the job was found. Totals of papers name it as their group.
    Channel {
        Enterprise = "enterprise",
        Cooperative = "cooperative",
        Loan = "loan",
        Abroad = "abroad",
        EmploymentService = "employment_service",
        AfterTraining = "after_training",
        SelfEmployed = "self_employed",
        OutOfProvince = "out_of_province",
    }
);

labelled!(Channel {
    Enterprise = "Doanh nghiệp trong tỉnh" | "Doanh nghiệp tuyển dụng",
    Cooperative = "Hợp tác xã, trang trại, hộ kinh doanh" | "Hợp tác xã" | "Hộ kinh doanh",
    Loan = "Vay vốn Quỹ quốc gia về việc làm" | "Vay vốn giải quyết việc làm",
    Abroad = "Đi làm việc ở nước ngoài theo hợp đồng" | "Xuất khẩu lao động",
    EmploymentService = "Trung tâm dịch vụ việc làm, phiên giao dịch việc làm"
        | "Trung tâm dịch vụ việc làm"
        | "Sàn giao dịch việc làm",
    AfterTraining = "Có việc làm sau học nghề",
    SelfEmployed = "Tự tạo việc làm",
    OutOfProvince = "Làm việc ngoài tỉnh",
});

worded!(
    /// What was agreed with the employer.
    ContractKind {
        OpenEnded = "open_ended",
        FixedTerm = "fixed_term",
        Short = "short",
        None = "none",
    }
);

labelled!(ContractKind {
    OpenEnded = "Không xác định thời hạn",
    FixedTerm = "Xác định thời hạn",
    Short = "Dưới 1 tháng, thử việc" | "Thử việc",
    None = "Không có hợp đồng",
});

/// One job that somebody found. Person, channel and first day are its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    pub person: PersonId,
    /// Commune of the worker; a total of that commune is filled by the name.
    pub unit: Option<UnitId>,
    pub channel: Channel,
    pub new_job: bool,
    pub started_on: Date,
    /// The job was lost again.
    pub ended_on: Option<Date>,
    pub employer: Option<String>,
    pub tax_code: Option<String>,
    pub occupation: Option<String>,
    pub contract: Option<ContractKind>,
    /// The report in which it was told: `2023`, `Quý I/2023`. Totals name it as their subject; empty: the year.
    pub period: String,
    pub paper: Option<String>,
    pub reporter: Option<String>,
    /// Of the employment fund, for this job.
    pub loan: Option<Vnd>,
    /// Contract work abroad: where, and through whom.
    pub country: Option<String>,
    pub sender: Option<String>,
    pub returns_on: Option<Date>,
    pub returned_on: Option<Date>,
}

impl Placement {
    /// What does not fit: the name of the field and why.
    pub fn problems(&self) -> Vec<(PlacementField, &'static str)> {
        let mut problems = Vec::new();
        let abroad = self.channel == Channel::Abroad;
        if abroad && self.country.is_none() {
            problems.push((PlacementField::Country, "đi làm việc ở nước ngoài phải ghi nước đến"));
        }
        if !abroad && (self.country.is_some() || self.sender.is_some() || self.returns_on.is_some()) {
            problems.push((PlacementField::Country, "chỉ ghi khi đi làm việc ở nước ngoài theo hợp đồng"));
        }
        if self.channel != Channel::Loan && self.loan.is_some() {
            problems.push((PlacementField::Loan, "chỉ ghi khi vay vốn Quỹ quốc gia về việc làm"));
        }
        if self.ended_on.is_some_and(|ended| ended < self.started_on) {
            problems.push((PlacementField::EndedOn, "trước ngày bắt đầu làm việc"));
        }
        problems
    }
}

/// A field of a placement that can be wrong beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlacementField {
    Country,
    Loan,
    EndedOn,
}

worded!(
    /// How jobs are counted where provinces differ: office setting `labour.count`.
    JobCount {
        /// A person once in the period.
        Person = "person",
        /// Every job found.
        Placement = "placement",
    }
);

labelled!(JobCount {
    Person = "Mỗi người một lần" | "person",
    Placement = "Mỗi lượt một lần" | "placement",
});
