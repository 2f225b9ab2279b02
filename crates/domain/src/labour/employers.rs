//! Employers, what they report of their workers, and whom they look for.

use super::occupations::Occupation;
use super::placements::ContractKind;
use super::supply::Qualification;
use crate::ids::UnitId;
use crate::labels::labelled;
use crate::worded;
use jiff::civil::Date;
use law::Vnd;

worded!(
    /// The rows of the authority's total of labour-use reports (form 02/PLI).
    EmployerKind {
        StateEnterprise = "state_enterprise",
        PrivateEnterprise = "private_enterprise",
        ForeignEnterprise = "foreign_enterprise",
        Cooperative = "cooperative",
        BusinessHousehold = "business_household",
        Agency = "agency",
        Other = "other",
    }
);

labelled!(EmployerKind {
    StateEnterprise = "Doanh nghiệp Nhà nước",
    PrivateEnterprise = "Doanh nghiệp ngoài Nhà nước" | "Doanh nghiệp tư nhân" | "Công ty TNHH" | "Công ty cổ phần",
    ForeignEnterprise = "Doanh nghiệp FDI" | "Doanh nghiệp có vốn đầu tư nước ngoài",
    Cooperative = "Hợp tác xã",
    BusinessHousehold = "Hộ kinh doanh" | "Hộ kinh doanh cá thể",
    Agency = "Cơ quan, tổ chức" | "Đơn vị sự nghiệp",
    Other = "Khác",
});

/// Who employs. The tax or registration number is the key; reports, vacancies, disputes and visits name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employer {
    pub tax_code: String,
    pub name: String,
    pub kind: EmployerKind,
    /// As the list of industries (VSIC) names or numbers it.
    pub industry: Option<String>,
    pub address: Option<String>,
    /// Name of the industrial zone; `None`: outside.
    pub zone: Option<String>,
    pub unit: Option<UnitId>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub representative: Option<String>,
    pub opened_on: Option<Date>,
    pub closed_on: Option<Date>,
}

/// What an employer reports of its workers for a half-year (form 01/PLI, added up as form 02/PLI asks).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabourUse {
    pub tax_code: String,
    /// `2023-1`, `2023-2`: year and half-year.
    pub period: String,
    pub reported_on: Date,
    pub workers: i64,
    pub women: i64,
    pub over_35: i64,
    /// In compulsory social insurance.
    pub insured: i64,
    pub managers: i64,
    pub high_skilled: i64,
    pub mid_skilled: i64,
    pub other_position: i64,
    pub open_ended: i64,
    pub fixed_term: i64,
    pub short_contract: i64,
    pub increased: i64,
    pub decreased: i64,
    pub note: Option<String>,
}

impl LabourUse {
    /// Parts that do not fit the whole.
    pub fn problems(&self) -> Vec<&'static str> {
        let mut problems = Vec::new();
        if [self.women, self.over_35, self.insured].iter().any(|part| *part > self.workers) {
            problems.push("số nữ, số trên 35 tuổi hoặc số tham gia BHXH lớn hơn tổng số lao động");
        }
        if self.managers + self.high_skilled + self.mid_skilled + self.other_position != self.workers {
            problems.push("bốn vị trí việc làm cộng lại khác tổng số lao động");
        }
        if self.open_ended + self.fixed_term + self.short_contract > self.workers {
            problems.push("số hợp đồng lớn hơn tổng số lao động");
        }
        problems
    }
}

/// Workers whom an employer looks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vacancy {
    pub tax_code: String,
    pub occupation: Occupation,
    pub announced_on: Date,
    pub quantity: i64,
    pub women: Option<i64>,
    pub age_limit: Option<String>,
    pub qualification: Option<Qualification>,
    pub wage_from: Option<Vnd>,
    pub wage_to: Option<Vnd>,
    pub contract: Option<ContractKind>,
    pub place: Option<String>,
    pub unit: Option<UnitId>,
    pub deadline: Option<Date>,
    pub filled: i64,
}

impl Vacancy {
    pub fn problems(&self) -> Vec<&'static str> {
        let mut problems = Vec::new();
        if self.filled > self.quantity || self.women.is_some_and(|women| women > self.quantity) {
            problems.push("số nữ hoặc số đã tuyển lớn hơn số cần tuyển");
        }
        if self.wage_from.zip(self.wage_to).is_some_and(|(from, to)| from > to) {
            problems.push("mức lương từ lớn hơn mức lương đến");
        }
        if self.deadline.is_some_and(|deadline| deadline < self.announced_on) {
            problems.push("hạn tuyển trước ngày đăng");
        }
        problems
    }
}
